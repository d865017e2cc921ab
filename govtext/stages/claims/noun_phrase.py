"""Noun phrases in a row of tokens: where one begins and ends, and what is trimmed off it."""

from __future__ import annotations

from collections.abc import Sequence

from govtext.language.lexicon import Kind, Token
from govtext.language.plain import Span

_NAMES = 4
"""How many letters name something by themselves behind 等."""
PHRASE: frozenset[Kind] = frozenset(
    ("noun", "place", "verbal-noun", "aside", "and", "etc", "de", "manner", "inside")
)
SMALL: frozenset[Kind] = frozenset(("and", "etc", "de", "aside"))
# One letter of these counts as a word only next to the number; elsewhere it is a letter of a noun.
_WEAK: frozenset[Kind] = frozenset(
    ("change", "level", "adverb", "preposition", "after", "comparison", "means")
)
_BESIDE_ADVERB: frozenset[Kind] = frozenset(
    ("verb", "ergative", "verbal-noun", "change", "place", "aside", "time")
)
_LEADS: frozenset[Kind] = frozenset(("adverb", "preposition", "means", "after"))
_CLOSES: frozenset[Kind] = SMALL | {"after", "inside", "adverb"}


def phrase_start(tokens: Sequence[Token], end: int, low: int = 0, *, rank: bool = False) -> int:
    """Index of the first token of the phrase that ends before ``end``, not below ``low``.

    Before a ``rank`` even one letter takes a place (居全国第3位).
    """
    first = end
    while first > low and _belongs(tokens, first - 1, rank):
        if tokens[first - 1].kind == "and" and first > 1 and tokens[first - 2].kind == "manner":
            break  # 规模最大、总投资20亿元
        first -= 1
    return first


def phrase_end(tokens: Sequence[Token], first: int, end: int) -> int:
    """Index behind the phrase that begins at ``first``, not above ``end``."""
    while first < end and _belongs(tokens, first, False):
        first += 1
    return first


def _belongs(tokens: Sequence[Token], index: int, rank: bool) -> bool:
    """Whether a token is part of a phrase, if only as a letter of the noun around it."""
    token = tokens[index]
    if token.kind in PHRASE:
        return True
    if token.end - token.start > 1 or token.kind not in _WEAK:
        return False
    if token.kind == "adverb":
        beside = tokens[max(index - 1, 0) : index + 2]
        return not any(other.kind in _BESIDE_ADVERB for other in beside)
    if token.kind == "level":
        return not (rank or (index and tokens[index - 1].kind == "change"))
    return True


def trim(
    tokens: Sequence[Token], first: int, end: int, *, verb: bool = True, names: int = _NAMES
) -> Span | None:
    """The span of a phrase without the small words at its ends, nor the list before 等 where
    ``names`` letters or more stand behind it; with ``verb`` nor the verb it may begin with."""
    while end > first and tokens[end - 1].kind in _CLOSES:
        end -= 1
    for index in range(end - 2, first - 1, -1):
        if tokens[index].kind == "etc" and tokens[end - 1].end - tokens[index].end >= names:
            first = index + 1
            break
    while first < end:
        dropped = _leading(tokens, first, end, verb)
        if not dropped:
            return Span(tokens[first].start, tokens[end - 1].end)
        first += dropped
    return None


def _leading(tokens: Sequence[Token], first: int, end: int, verb: bool) -> int:
    """How many tokens at the head of a phrase are no part of it."""
    kind = tokens[first].kind
    behind = tokens[first + 1].kind if first + 1 < end else None
    if kind in SMALL or kind in _LEADS:
        return 1
    if kind == "place" and behind in {"exist", "adverb"}:
        return 2
    if verb and kind == "manner" and behind == "verbal-noun":
        return 1
    if verb and kind == "verbal-noun" and tokens[end - 1].end - tokens[first].end > 2:
        # 供水、燃气、排水管网: not a verb, but the first of a list
        listed = behind == "and" and sum(t.kind == "and" for t in tokens[first:end]) > 1
        return 0 if listed else 1
    return 0
