"""Constructions: named patterns over the tokens of a clause, each of which decides one field.

    NAME have-level* [count]    -> stock     科技企业突破⟦420家⟧
    share <NP> de? level? [n]   -> whole     教育支出占⟨财政支出⟩的⟦三成⟧

The entries of ``[[constructions]]`` are tried in order; the first that fits decides its field.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple, get_args

import msgspec

from govtext.language.compiled import compile_pattern, compiled_lazily
from govtext.language.lexicon import Kind, Lexicon, Token, kinds
from govtext.language.plain import Span
from govtext.report import Nature, ReferenceRole
from govtext.rulebook.load import PatternRule, Rule, Rulebook

Field = Literal["nature", "action", "reference", "scope"]
Explained = Field | Literal["per", "streak", "commitment", "estimated", "label"]
NumberTag = Literal[
    "count", "times", "event", "money", "size", "output", "measure", "percent", "point",
    "multiple", "rank", "ratio", "duration", "changed",
]  # fmt: skip
NUMBER_TAGS: tuple[str, ...] = get_args(NumberTag)
_NAMES = tuple(f"{nature}-name" for nature in (*get_args(Nature), "none", "other"))
OtherTag = Literal[
    "sum", "own", "body", "site", "works", "aim", "pivot", "each-of", "each-time", "on-basis",
    "next", "seek", "aspect", "take-part", "average", "linked",
]  # fmt: skip
_TAGS = (*get_args(Kind), *NUMBER_TAGS, *_NAMES, *get_args(OtherTag))
SIGN = {tag: chr(0xE000 + index) for index, tag in enumerate(_TAGS)}
_THINGS = ("noun", "place", "body", "site", "works", "and", "etc", "aside", "de")
_GROUPS = {
    "n": NUMBER_TAGS,
    "measure": ("measure", "output"),
    "after": ("after", "linked"),
    "EACH": ("each-of", "each-time"),
    "NAME": (*_NAMES, "works"),
    "NP": (
        *_THINGS, "own", "manner", "verbal-noun", "inside", "aim", "take-part", "average", *_NAMES,
    ),
    "VERB": ("verb", "ergative", "verbal-noun", "pivot"),
    "TERM": _THINGS,
    "ACT": (
        "verb", "ergative", "verbal-noun", "pivot", "change", "exist", "level", "comparison",
        "than", "share", "sum", "preposition", "manner", "adverb", "aspect", "on-basis", "basis",
        "each", "means", "at",
    ),
    "ASIDE": ("time", "adverb", "aspect", "enumerator", "and", "preposition", "from"),
    "SAID": (
        "adverb", "manner", "time", "basis", "each", "own", "place", "at", "inside", "seek",
        "aspect", "on-basis",
    ),
}  # fmt: skip
"""Words of the pattern language that stand for several tags."""
_WRITTEN = {"[": "(?:", "]": ")", "<": "(?P<answer>", ">": ")", "~": "."}
_WORD = compiled_lazily(r"!?[A-Za-z][\w-]*|\s+|[\[\]<>~]")


_LOOSE = kinds("de and inside etc")
_MOST_NAMES = 100_000
"""How many names are kept with their tags."""


class Construction(PatternRule):
    """An entry of ``[[constructions]]``: a pattern over the tags of a clause.

    ``[…]`` in the pattern is the number, ``<…>`` the words that the field takes; ``|``, ``?``,
    ``*``, ``+`` and parentheses are those of a regular expression. In an example ``[…]`` marks the
    number, ``<…>`` the answer, and what stands behind ``=>`` is the nature.
    """

    field: Field
    value: Nature | ReferenceRole | Literal["none"] | None = None
    """The nature, or the role of the reference; ``none`` where the field is null."""


class WordTag(Rule):
    """An entry of ``[[word_tags]]``: words whose tag is another than their kind."""

    tag: str
    pattern: str
    """Matches the whole word."""
    kind: Kind | None = None
    """Where it is set, only words of this kind have the tag."""


class FigureName(Rule):
    """An entry of ``[[figure_names]]``: how the names of figures of one nature are written."""

    nature: Nature | Literal["none"]
    pattern: str
    """Searched in the name; the entries are tried in order."""


class Reason(msgspec.Struct, gc=False):
    """Why a field has its value: the name of the entry that decides it, or "as of claim 3"."""

    field: Explained
    entry: str


class Decision(NamedTuple):
    """What an entry decides: the reason, the value, and which tokens are the answer."""

    reason: Reason
    value: str | None
    first: int
    end: int


class Decided(NamedTuple):
    """What the entries decide of a clause, each None where none fits.

    ``says`` is true where something is said before the number: a verb, a level, there is.
    """

    nature: Decision | None
    action: Decision | None
    reference: Decision | None
    scope: Decision | None
    says: bool


class TaggedClause(msgspec.Struct, gc=False):
    """The tokens of the clause of a number, and what the entries decide of them."""

    tokens: list[Token]
    decided: Decided

    def words(self, decision: Decision | None) -> Span | None:
        """The words that an entry takes, without 的, 、 and 等 at their ends."""
        if decision is None:
            return None
        first, end = decision.first, decision.end
        while first < end and self.tokens[end - 1].kind in _LOOSE:
            end -= 1
        while first < end and self.tokens[first].kind in _LOOSE:
            first += 1
        return Span(self.tokens[first].start, self.tokens[end - 1].end) if first < end else None


class _Compiled(NamedTuple):
    name: str
    value: str | None
    pattern: re.Pattern[str]


class Constructions:
    """The entries of the tables, compiled."""

    def __init__(self, rules: Rulebook) -> None:
        self.fields: dict[Field, list[_Compiled]] = {field: [] for field in get_args(Field)}
        for entry in rules.table("constructions", Construction):
            one = _Compiled(entry.name, entry.value, compiled(entry.pattern))
            self.fields[entry.field].append(one)
        names, words = rules.table("figure_names", FigureName), rules.table("word_tags", WordTag)
        self._names = [(one.nature, compile_pattern(one.pattern)) for one in names]
        self._words = [(one.tag, one.kind, compile_pattern(one.pattern)) for one in words]
        self._pivots = rules.derive(Lexicon).pivots
        # Clauses, words and names are alike, so what is found of them is kept.
        kept = functools.lru_cache(_MOST_NAMES)
        self.decided: Callable[[str], Decided] = kept(self._decided)
        """What the entries decide of a clause by its signs."""
        self.sign: Callable[[Kind, str], str] = kept(self._sign)
        """The sign of a token: that of the tag of its word, else of its kind."""
        self.tag_of_name: Callable[[str], str] = kept(self._tag_of_name)
        """The tag of a figure by its name: 失业率 -> rate-name, 企业 -> other-name."""
        self.tag_of_word: Callable[[str, Kind | None], str | None] = kept(self._tag_of_word)
        """The tag of a unit, or of a word of a kind, that has another than its kind; else None."""

    def _decided(self, signs: str) -> Decided:
        nature, action, reference, scope = (self._first(field, signs) for field in self.fields)
        said = _PREDICATE.match(signs) is not None
        return Decided(nature, action, reference, scope, said)

    def _first(self, field: Field, signs: str) -> Decision | None:
        """The first entry of a field that fits the signs of a clause."""
        for name, value, pattern in self.fields[field]:
            found = pattern.search(signs)
            if found is not None:
                span = found.span("answer") if "answer" in pattern.groupindex else (0, 0)
                return Decision(Reason(field, name), value, *span)
        return None

    def _sign(self, kind: Kind, written: str) -> str:
        tag = "pivot" if written in self._pivots else self.tag_of_word(written, kind)
        return SIGN[kind if tag is None or tag in NUMBER_TAGS else tag]

    def _tag_of_name(self, name: str) -> str:
        found = (nature for nature, pattern in self._names if pattern.search(name))
        return f"{next(found, 'other')}-name"

    def is_figure(self, name: str) -> bool:
        """Whether a name is that of a figure: 失业率, unlike 企业."""
        return self.tag_of_name(name) != "other-name"

    def tag_of_thing(self, name: str) -> str:
        """The tag of a figure or a thing by its name: 乙烯项目 -> works."""
        tag = self.tag_of_name(name)
        works = tag == "other-name" and self.tag_of_word(name, "noun") == "works"
        return "works" if works else tag

    def signs(self, tokens: Iterable[Token], plain: str) -> str:
        """The signs of tokens of a normalized text."""
        sign = self.sign
        return "".join([sign(token.kind, plain[token.start : token.end]) for token in tokens])

    def _tag_of_word(self, word: str, kind: Kind | None) -> str | None:
        for tag, of, pattern in self._words:
            if of in {None, kind} and pattern.fullmatch(word):
                return tag
        return None


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern over tags as a regular expression over one character for each token."""

    def sign(found: re.Match[str]) -> str:
        word = found[0]
        if word.isspace():
            return ""
        if word in _WRITTEN:
            return _WRITTEN[word]
        tags = _GROUPS.get(word.removeprefix("!")) or (word.removeprefix("!"),)
        for tag in tags:
            if tag not in SIGN:
                raise ValueError(f"{tag!r} is no kind of token; the kinds are {', '.join(SIGN)}")
        return f"[{'^' * (word[0] == '!')}{''.join([SIGN[tag] for tag in tags])}]"

    return compile_pattern(_WORD.sub(sign, pattern))


_PREDICATE = compiled("(!n)* (VERB|change|exist|level|comparison|share|sum)")
