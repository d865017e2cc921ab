"""Cue phrases for the category of a sentence, and for the category that a heading announces.

They come from the tables ``[[cues]]``, ``[[shapes]]`` and ``[[headings]]`` of the rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from govtext.language.guarded import joined
from govtext.language.matcher import (
    FIGURES,
    Phrases,
    compile_clause_phrases,
    compile_closing_phrases,
    expand_all,
)
from govtext.language.plain import plain
from govtext.report import Category
from govtext.rulebook.load import PatternRule, Rule, Rulebook

Place = Literal["anywhere", "clause", "closing"]

CATEGORIES: tuple[Category, ...] = ("achievement", "problem", "plan", "other")


class Cue(Rule):
    """An entry of ``[[cues]]``: phrases that make a category more or less likely."""

    words: list[str]
    category: Category | None = None
    weight: float = 0.0
    place: Place = "anywhere"
    soft: bool = False
    leads: bool = False
    turns: bool = False


class HeadingCue(Rule):
    """An entry of ``[[headings]]``: phrases by which a heading announces a category."""

    words: list[str]
    category: Category | Literal["mixed"] | None = None
    place: Literal["anywhere", "end", "start"] = "end"


class Shape(PatternRule):
    """An entry of ``[[shapes]]``: a pattern for the beginning of a sentence of one category."""

    category: Category
    weight: float
    alone: bool = False


class CueWeight(NamedTuple):
    """What a phrase is evidence for: a category (its index in ``CATEGORIES``), and the weight."""

    category: int
    weight: float
    soft: bool


_MARKS: dict[Place, tuple[str, str]] = {
    "anywhere": ("", ""),
    "clause": ("^", ""),
    "closing": ("", "$"),
}
"""What stands before and behind a phrase in its key."""


class Cues:
    """The tables compiled.

    ``anywhere`` finds the phrases that may stand anywhere, ``clause`` those that open a clause,
    ``closing`` those that close one. ``weights`` has what each cue is evidence for, by its key: the
    phrase, with ^ before it where it must open a clause and $ behind it where it must close one.
    ``leads`` are the keys of cues that announce the category of an enumeration that follows,
    ``turns`` those that contrast with the words before them (但).
    ``shapes`` is one pattern with a group for each entry of ``[[shapes]]``, named in ``shape_of``.
    """

    def __init__(self, rules: Rulebook) -> None:
        phrases: dict[Place, list[str]] = {"anywhere": [], "clause": [], "closing": []}
        self.weights: dict[str, CueWeight] = {}
        self.leads: set[str] = set()
        self.turns: set[str] = set()
        for cue in rules.table("cues", Cue):
            words = list(expand_all(cue.words))
            phrases[cue.place] += words
            before, behind = _MARKS[cue.place]
            keys = [before + word + behind for word in words]
            if cue.category is None:
                for key in keys:
                    self.weights.pop(key, None)
            else:
                weight = CueWeight(CATEGORIES.index(cue.category), cue.weight, cue.soft)
                self.weights |= dict.fromkeys(keys, weight)
            self.leads.update(keys if cue.leads else ())
            self.turns.update(keys if cue.turns else ())
        self.anywhere = Phrases(phrases["anywhere"])
        self.telling = [phrase in self.weights for phrase in self.anywhere.phrases]
        """By the index of a phrase in ``anywhere``: whether it is evidence for a category."""
        self.clause = compile_clause_phrases(phrases["clause"])
        self.closing = compile_closing_phrases(phrases["closing"])
        shapes = rules.table("shapes", Shape)
        self.shape_of = {f"shape{i}": shape for i, shape in enumerate(shapes)}
        group_of = {shape.name: group for group, shape in self.shape_of.items()}

        def in_groups(shapes: Sequence[Shape]) -> str:
            return "|".join(f"(?P<{group_of[shape.name]}>{shape.pattern})" for shape in shapes)

        self.shapes = joined(rules, "shapes", shapes, in_groups)

    def find(self, plain: str) -> list[tuple[int, str]]:
        """The cues in a text by their keys, each with its offset, in order.

        To search a part of a text, give it with the character before the part: whether a phrase
        opens a clause depends on that character.
        """
        weights, telling, phrases = self.weights, self.telling, self.anywhere.phrases
        found = [
            (start, phrases[which])
            for which, start, _ in self.anywhere.matches(plain)
            if telling[which]
        ]
        for match in self.clause.finditer(plain):
            if (key := "^" + match[1]) in weights:
                found.append((match.start(1), key))
        for match in self.closing.finditer(plain):
            phrase = match[1]
            key = ("#" + phrase[1:] if phrase[0] in FIGURES else phrase) + "$"
            if key in weights:
                found.append((match.start(), key))
        found.sort()
        return found

    def opens(self, plain: str, start: int, end: int) -> CueWeight | None:
        """What the cue at the beginning of the sentence is evidence for; None without a cue."""
        opening = self.clause.match(plain, start - 1, end) if start else None
        return None if opening is None else self.weights.get("^" + opening[1])


class Headings:
    """``[[headings]]`` compiled: the category that each phrase announces, and the phrases that do
    so only at the end of a title.

    A title that begins with one of ``doing`` announces nothing.
    """

    def __init__(self, rules: Rulebook) -> None:
        self.categories: dict[str, int] = {}
        phrases: dict[str, list[str]] = {"anywhere": [], "end": [], "start": []}
        for heading in rules.table("headings", HeadingCue):
            for phrase in expand_all(heading.words):
                phrases[heading.place].append(phrase)
                if heading.place != "start":
                    self.categories.pop(phrase, None)
                    if heading.category is not None:
                        self.categories[phrase] = announcement(heading.category)
        self.doing = tuple(phrases["start"])
        self.final = frozenset(phrases["end"])
        self.phrases = Phrases([*phrases["anywhere"], *phrases["end"]])


def announcement(category: Category | Literal["mixed"]) -> int:
    return -1 if category == "mixed" else CATEGORIES.index(category)


def announced(headings: Headings, title: str) -> int | None:
    """The category a title announces, as its index in ``CATEGORIES``.

    None where it announces nothing, -1 where it announces more than one.
    """
    title = plain(title).strip(" ():")
    does = title.startswith(headings.doing) and title not in headings.categories
    if "," in title or does:
        return None
    found = {
        headings.categories[phrase]
        for _, end, phrase in headings.phrases.find(title)
        if phrase in headings.categories and (end == len(title) or phrase not in headings.final)
    }
    if len(found) > 1:
        return -1
    return found.pop() if found else None
