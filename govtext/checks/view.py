"""A report as the checks see it: its normalized text and its numbers, each with its interval.

The text is the one that ``parse`` reads, with broken lines joined, so that no check sees a line
end inside a sentence. Findings are given back in offsets of the text as written.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from govtext.checks.numbers import Interval, interval_of
from govtext.language.edits import EditedText
from govtext.language.lexicon import words_with
from govtext.language.patterns import one_of, pattern
from govtext.language.plain import Span, plain
from govtext.language.units import build_units
from govtext.report import Claim, Direction, Node, Report
from govtext.rulebook.load import Rulebook
from govtext.stages.layout.repair import repair

_MARKS = ",;:"
_SENTENCE_END = pattern("end of a sentence for a check")
_ADVERBS = pattern("words before a verb of change")


class Figure:
    """A number of the report: its claim, its place in the text of the view, its interval."""

    def __init__(self, claim: Claim, start: int, end: int, interval: Interval | None) -> None:
        self.claim = claim
        self.quantity = claim.quantity
        self.start, self.end = start, end
        self.interval = interval
        quantity = claim.quantity
        self.unit = quantity.base_unit or quantity.unit
        self.kind = quantity.kind

    @property
    def text(self) -> str:
        return self.quantity.text

    @property
    def is_level(self) -> bool:
        """Whether it is an amount and no change."""
        return self.kind == "amount" and self.claim.direction is None

    @property
    def is_exact(self) -> bool:
        """Whether nothing is said about how the true number lies to it."""
        return self.quantity.bound == "=" and self.interval is not None

    def is_like(self, other: Figure) -> bool:
        """Whether two numbers can be added: the same unit and kind."""
        return self.unit == other.unit and self.kind == other.kind


class VerbOfChange(NamedTuple):
    """A verb of change in a stretch of the text, with what is before and behind it."""

    direction: Direction
    head: str
    tail: str
    start: int
    end: int


class ChangeVerbs(NamedTuple):
    """The verbs of change of the lexicon."""

    pattern: re.Pattern[str]
    directions: dict[str, Direction]


def build_change_verbs(rules: Rulebook) -> ChangeVerbs:
    """The verbs of change with a direction, compiled."""
    words = words_with(rules, lambda entry: entry.kind == "change" and entry.direction)
    directions = {word: entry.direction for word, entry in words.items() if entry.direction}
    return ChangeVerbs(re.compile(one_of(directions)), directions)


def build_verbs(rules: Rulebook) -> tuple[str, ...]:
    """The verbs of the lexicon that are no nouns, of two characters and more."""
    words = words_with(rules, lambda entry: entry.kind == "verb")
    return tuple(sorted(word for word in words if len(word) > 1))


class View:
    """A report under proofreading."""

    def __init__(self, report: Report, rules: Rulebook) -> None:
        if report.text is None:
            raise ValueError("a report without its text can't be checked; parse it anew")
        self.report, self.rules = report, rules
        self._edited = EditedText(report.text, plain(report.text))
        repair(self._edited, rules)
        self.page = self._edited.plain
        """The normalized text with title, bylines and signature."""
        self.plain = self._without_furniture()
        """The same with blanks for all that is no body."""
        units = rules.derive(build_units)
        self.figures = [
            Figure(
                claim,
                *self.here(claim.quantity.start, claim.quantity.end),
                interval_of(claim.quantity, units),
            )
            for claim in report.claims
        ]
        self._starts = [figure.start for figure in self.figures]
        self._verbs = rules.derive(build_change_verbs)

    def _without_furniture(self) -> str:
        pieces: list[str] = []
        done = 0
        for stretch in self.report.furniture:
            start, end = self.here(stretch.start, stretch.end)
            if start >= done:
                pieces += (self.page[done:start], re.sub(r"[^\n]", " ", self.page[start:end]))
                done = end
        return "".join([*pieces, self.page[done:]])

    def here(self, start: int, end: int) -> Span:
        """A stretch of the report's text, in offsets of the view."""
        return self._edited.edited(Span(start, end))

    def written(self, start: int, end: int) -> Span:
        """A stretch of the view, in offsets of the report's text."""
        return self._edited.original(Span(start, end))

    def between(self, left: Figure, right: Figure) -> str:
        """The text between two numbers."""
        return self.plain[left.end : right.start]

    def within(self, start: int, end: int) -> list[Figure]:
        """The numbers that begin in a stretch."""
        return self.figures[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    @functools.cached_property
    def _ends(self) -> list[int]:
        return [found.end() for found in _SENTENCE_END.finditer(self.plain)]

    def sentence(self, place: int) -> Span:
        """The sentence around a place, up to its full stop or the end of its line."""
        index = bisect_right(self._ends, place)
        start = self._ends[index - 1] if index else 0
        return Span(start, self._ends[index] if index < len(self._ends) else len(self.plain))

    def clause(self, place: int) -> int:
        """Where the clause around a place begins: behind the last comma, or with its sentence."""
        start = self.sentence(place).start
        return max(start, *(self.plain.rfind(mark, start, place) + 1 for mark in _MARKS))

    def line(self, place: int) -> Span:
        """The paragraph around a place."""
        start = self.plain.rfind("\n", 0, place) + 1
        end = self.plain.find("\n", place)
        return Span(start, len(self.plain) if end < 0 else end)

    @functools.cached_property
    def sentences(self) -> list[list[Figure]]:
        """The numbers of each sentence that holds some."""
        found: list[list[Figure]] = []
        end = -1
        for figure in self.figures:
            if figure.start >= end:
                end = self.sentence(figure.start).end
                found.append([])
            found[-1].append(figure)
        return found

    @functools.cached_property
    def paragraphs(self) -> list[list[Figure]]:
        """The numbers of each paragraph that holds some."""
        found: list[list[Figure]] = []
        end = -1
        for figure in self.figures:
            if figure.start >= end:
                end = self.line(figure.start).end
                found.append([])
            found[-1].append(figure)
        return found

    def verb_in(self, text: str, offset: int = 0) -> VerbOfChange | None:
        """The last verb of change in a stretch of the text; ``offset`` is where it begins."""
        found = list(self._verbs.pattern.finditer(text))
        if not found:
            return None
        last = found[-1]
        head, tail = text[: last.start()], text[last.end() :]
        return VerbOfChange(
            self._verbs.directions[last[0]],
            _ADVERBS.sub("", head),
            tail,
            offset + last.start(),
            offset + last.end(),
        )

    def direction_of(self, verb: str) -> Direction:
        """The way that a verb of change says."""
        return self._verbs.directions[verb]

    @property
    def verbs(self) -> tuple[str, ...]:
        """The verbs of two characters and more, for ``str.startswith``."""
        return self.rules.derive(build_verbs)

    def nodes(self) -> list[tuple[Node, int]]:
        """Every node of the outline with its depth, from 1, in reading order."""
        return [(node, node.id.count(".") + 1) for node in self.report.nodes()]
