"""Constructions: named patterns over the tokens of a clause, each of which decides one field.

    NAME have-level* [count]    -> stock     科技企业突破⟦420家⟧
    share <NP> de? level? [n]   -> whole     教育支出占⟨财政支出⟩的⟦三成⟧

The entries of ``[[constructions]]`` are tried in order; the first that fits decides its field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, get_args

import msgspec

from govtext.language.lexicon import Kind, Token
from govtext.language.plain import Span
from govtext.report import Nature, ReferenceRole
from govtext.rulebook.load import Rulebook

Field = Literal["nature", "action", "reference"]
NumberTag = Literal[
    "count", "times", "event", "money", "size", "measure", "percent", "point", "multiple", "rank",
    "ratio", "duration", "changed",
]  # fmt: skip
NUMBER_TAGS: tuple[str, ...] = get_args(NumberTag)
_NAMES = tuple(f"{nature}-name" for nature in (*get_args(Nature), "none", "other"))
_OTHERS = ("sum", "own", "each-of", "seek")
_TAGS = (*get_args(Kind), *NUMBER_TAGS, *_NAMES, *_OTHERS)
_SIGN = {tag: chr(0xE000 + index) for index, tag in enumerate(_TAGS)}
_GROUPS = {
    "n": NUMBER_TAGS,
    "NAME": _NAMES,
    "NP": (
        "noun",
        "place",
        "own",
        "manner",
        "verbal-noun",
        "de",
        "and",
        "etc",
        "aside",
        "inside",
        *_NAMES,
    ),
    "VERB": ("verb", "ergative", "verbal-noun"),
    "SAID": ("adverb", "manner", "time", "basis", "each", "own", "place", "at", "inside", "seek"),
}
"""Words of the pattern language that stand for several tags."""
_WORD = re.compile(r"!?[A-Za-z][\w-]*|\s+|[\[\]<>~]")


_MOST_NAMES = 100_000
"""How many names are kept with their tags."""


class Construction(msgspec.Struct, forbid_unknown_fields=True):
    """An entry of ``[[constructions]]``: a pattern over the tags of a clause.

    ``[…]`` in the pattern is the number, ``<…>`` the words that the field takes; ``|``, ``?``,
    ``*``, ``+`` and parentheses are those of a regular expression. In an example ``[…]`` marks the
    number, ``<…>`` the answer, and what stands behind ``=>`` is the nature.
    """

    name: str
    field: Field
    pattern: str
    value: Nature | ReferenceRole | Literal["none"] | None = None
    """The nature, or the role of the reference; ``none`` where the field is null."""
    examples: list[str] = []


class WordTag(msgspec.Struct, forbid_unknown_fields=True):
    """An entry of ``[[word_tags]]``: words whose tag is another than their kind."""

    name: str
    tag: str
    pattern: str
    """Matches the whole word."""
    examples: list[str] = []


class FigureName(msgspec.Struct, forbid_unknown_fields=True):
    """An entry of ``[[figure_names]]``: how the names of figures of one nature are written."""

    name: str
    nature: Nature | Literal["none"]
    pattern: str
    """Searched in the name; the entries are tried in order."""
    examples: list[str] = []


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
        self._names = [
            (one.nature, re.compile(one.pattern)) for one in rules.table("figure_names", FigureName)
        ]
        self._words = [
            (one.tag, re.compile(one.pattern)) for one in rules.table("word_tags", WordTag)
        ]
        self._tags: dict[str, str | None] = {}
        self._first: dict[Field, dict[str, tuple[str, str | None, int, int] | None]] = {
            field: {} for field in get_args(Field)
        }

    def first(self, field: Field, signs: str) -> tuple[str, str | None, int, int] | None:
        """The first entry of a field that fits the signs of a clause: its name and value, and
        where its answer begins and ends. Clauses are alike, so that it is kept."""
        kept = self._first[field]
        if signs not in kept:
            if len(kept) > _MOST_NAMES:
                kept.clear()
            kept[signs] = next(self._fitting(field, signs), None)
        return kept[signs]

    def _fitting(self, field: Field, signs: str) -> Iterator[tuple[str, str | None, int, int]]:
        for name, value, pattern in self.fields[field]:
            found = pattern.search(signs)
            if found is not None:
                span = found.span("answer") if "answer" in pattern.groupindex else (0, 0)
                yield (name, value, *span)

    def tag_of_name(self, name: str) -> str:
        """The tag of a figure by its name: 失业率 -> rate-name, 企业 -> other-name."""
        key = f"={name}"
        if key not in self._tags:
            if len(self._tags) > _MOST_NAMES:
                self._tags.clear()
            found = (nature for nature, pattern in self._names if pattern.search(name))
            self._tags[key] = f"{next(found, 'other')}-name"
        return self._tags[key] or ""

    def tag_of_word(self, word: str) -> str | None:
        """The tag of a word that has another than its kind; else None."""
        if word not in self._tags:
            found = (tag for tag, pattern in self._words if pattern.fullmatch(word))
            self._tags[word] = next(found, None)
        return self._tags[word]


def build_constructions(rules: Rulebook) -> Constructions:
    """The constructions of a rulebook."""
    return Constructions(rules)


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern over tags as a regular expression over one character for each token."""

    def sign(found: re.Match[str]) -> str:
        word = found[0]
        if word.isspace():
            return ""
        if word in "[]":
            return "(?:" if word == "[" else ")"
        if word == "<":
            return "(?P<answer>"
        if word == ">":
            return ")"
        if word == "~":
            return "."
        if word[0] == "!":
            return (
                "[^" + "".join(_SIGN[tag] for tag in _GROUPS.get(word[1:], word[1:].split())) + "]"
            )
        if word in _GROUPS:
            return "[" + "".join(_SIGN[tag] for tag in _GROUPS[word]) + "]"
        if word not in _SIGN:
            raise ValueError(f"{word!r} is no kind of token; the kinds are {', '.join(_SIGN)}")
        return _SIGN[word]

    return re.compile(_WORD.sub(sign, pattern))


class TaggedClause(NamedTuple):
    """The tokens of a clause, with a tag for each; ``signs`` has the tags as characters."""

    tokens: Sequence[Token]
    signs: str

    @classmethod
    def of(cls, tagged: Sequence[tuple[Token, str]]) -> TaggedClause:
        """The clause of these tokens and tags."""
        return cls([token for token, _ in tagged], "".join([_SIGN[tag] for _, tag in tagged]))

    def says(self) -> bool:
        """Whether something is said before the number: a verb, a level, there is."""
        return _PREDICATE.match(self.signs) is not None


_PREDICATE = compiled("(!n)* (VERB|change|exist|level|comparison|share|sum)")


class Decision(NamedTuple):
    """What an entry decides: its name, the value, and the words it takes."""

    name: str
    value: str | None
    span: Span | None


def decide(field: Field, clause: TaggedClause, constructions: Constructions) -> Decision | None:
    """What the first entry that fits the clause says of a field; None where none fits."""
    found = constructions.first(field, clause.signs)
    if found is None:
        return None
    name, value, first, end = found
    if first == end:
        return Decision(name, value, None)
    return Decision(name, value, Span(clause.tokens[first].start, clause.tokens[end - 1].end))
