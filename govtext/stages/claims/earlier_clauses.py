"""What a quantity measures where only a clause before its own names it.

道路改造提速,完成12公里 -> 道路
"""

from __future__ import annotations

from govtext.language.lexicon import Token
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.stages.claims.context import QuantityContext
from govtext.stages.claims.noun_phrase import phrase_end, phrase_start, trim

_PARTED = pattern("by what a whole is parted")


def phrase_of_clause_before(context: QuantityContext, *, subject: bool) -> Span | None:
    """The ``subject`` of the nearest clause before that has one, or else its object."""
    for tokens in context.clauses_before():
        if tokens and tokens[0].kind != "at" and not _parts(context, tokens):
            phrase = trim(tokens, 0, phrase_end(tokens, 0, len(tokens)), verb=False)
            if phrase is None or not subject:
                phrase = _last_phrase(tokens)
            if phrase is not None and (
                phrase.end - phrase.start > 1 or context.text(phrase) in context.lexicon.one_letter
            ):
                return phrase
    return None


def _parts(context: QuantityContext, tokens: list[Token]) -> bool:
    """Whether a clause only says by what the whole is parted: 按经营地分, 从产品看."""
    return _PARTED.fullmatch(context.plain, tokens[0].start, tokens[-1].end) is not None


def _last_phrase(tokens: list[Token]) -> Span | None:
    end = len(tokens)
    while end > 0:
        first = phrase_start(tokens, end)
        phrase = trim(tokens, first, end) if first < end else None
        if phrase is not None and phrase.end - phrase.start > 1:
            return phrase
        end = min(first, end - 1)
    return None
