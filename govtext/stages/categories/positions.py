"""The position of each sentence: its outline node, the category that headings announce for it,
and the sentence that introduces the enumeration it is in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from govtext.document import Document
from govtext.language.numerals import whole_number
from govtext.language.patterns import pattern
from govtext.language.plain import Span, plain
from govtext.language.sentences import sentences
from govtext.report import Node
from govtext.stages.categories.cues import CATEGORIES, Headings, announced

_YEAR = pattern("year that a heading of work begins with")
_DELIVERED = pattern("day of delivery")
_ACHIEVEMENT = CATEGORIES.index("achievement")
_PLAN = CATEGORIES.index("plan")

Break = Literal[0, 1, 2]
"""What lies between a sentence and the one before it: nothing, the end of a line, a heading."""


class Position(msgspec.Struct, gc=False):
    """A sentence or a heading line, with its position in the report.

    ``node`` is the deepest outline node that holds it. ``expected`` is the category that headings
    announce for it, as its index in ``CATEGORIES`` (-1: none), and ``source`` the title that
    announces it. ``lead`` is the number of the sentence that introduces the enumeration it is in
    (-1: none); ``gap`` is the break before it.
    """

    span: Span
    node: Node | None
    source: str
    expected: int
    lead: int
    gap: Break
    is_heading: bool


def positions(document: Document) -> Iterator[Position]:
    """Every sentence and heading line of the body, in order."""
    path = _Path(document)
    heading_lines = frozenset(document.heading_lines)
    number = 0
    for line in document.lines:
        is_heading = line in heading_lines
        gap: Break = 2 if is_heading else 1
        for span in (line,) if is_heading else sentences(document.plain, (line,)):
            below_heading = path.advance(span.start, number)
            here = path.here
            gap = 2 if below_heading else gap
            yield Position(span, here.node, here.source, here.expected, here.lead, gap, is_heading)
            gap = 0
            number += 1


class _Place(msgspec.Struct, gc=False):
    """A node that has not ended yet, with the values that its sentences get."""

    node: Node | None
    source: str
    expected: int
    lead: int


class _Path:
    """The nodes that hold the current sentence, outermost first."""

    def __init__(self, document: Document) -> None:
        self._headings = document.rules.derive(Headings)
        self._coming = [*document.nodes][::-1]
        self._path = [_body(document, self._headings)]
        # By depth: where the last item ended, and the sentence that introduces its enumeration.
        self._items: dict[int, tuple[int, int]] = {}
        # By depth: the sentence that introduces the list of headings there.
        self._listed: dict[int, int] = {}
        self._plain = document.plain
        self._before = 0  # the offset of the sentence before
        # The year of the last heading that announced a review, and the depth of that heading.
        self._reviewed: tuple[int, int] | None = None
        self._given = _year_given(document)

    @property
    def here(self) -> _Place:
        return self._path[-1]

    def advance(self, start: int, number: int) -> bool:
        """Move to the sentence with that start and number; True where a heading begins there."""
        path, coming = self._path, self._coming
        while (node := path[-1].node) is not None and node.end <= start:
            path.pop()
        below_heading = False
        while coming and coming[-1].start <= start:
            node = coming.pop()
            if node.kind == "item":
                self._enter_item(node, start, number)
            elif node.end > start:
                self._enter_heading(node, number)
                below_heading = True
        self._before = start
        return below_heading

    def _enter_heading(self, node: Node, number: int) -> None:
        source, expected = self.here.source, self.here.expected
        found = announced(self._headings, node.title)
        year = _YEAR.match(plain(node.title))
        depth = node.id.count(".")
        unsaid = found is None or found < 0
        if year is not None:
            written = int(year[1])
            if found == _ACHIEVEMENT:
                self._reviewed = written, depth
            elif unsaid and self._reviewed is not None and depth == self._reviewed[1]:
                # 二、2024年工作 behind 一、2023年工作回顾
                found = _PLAN if written > self._reviewed[0] else found
            elif unsaid and written < self._given:
                self._reviewed, found = (written, depth), _ACHIEVEMENT  # 2022年主要工作
        if found is not None:
            source, expected = f"{node.marker or ''}{node.title}", found
        lead = -1 if found is not None else self._lead_of(node, number)
        self._path.append(_Place(node, source, expected, lead))
        self._items.clear()

    def _lead_of(self, node: Node, number: int) -> int:
        """The sentence that introduces the list a heading is in: 主要问题： before 1. 2. 3."""
        depth = len(self._path)
        self._listed = {at: lead for at, lead in self._listed.items() if at <= depth}
        if node.ordinal == 1:
            introduced = self._plain[: node.start].rstrip()[-1:] == ":"
            self._listed[depth] = number - 1 if introduced else -1
        elif node.ordinal is None:
            self._listed[depth] = -1
        lead = self._listed.get(depth, -1)
        return lead if lead >= 0 else self.here.lead

    def _enter_item(self, node: Node, start: int, number: int) -> None:
        depth = len(self._path)
        ended, lead = self._items.get(depth, (0, -1))
        if node.ordinal == 1 or ended <= self._before:  # a new enumeration
            lead = number - 1
        self._items[depth] = (node.end, lead)
        if node.end > start:
            self._path.append(_Place(node, self.here.source, self.here.expected, lead))


def _year_given(document: Document) -> int:
    """The year of the meeting that a report is given to, by the lines below its title; else 0."""
    for line in document.head:
        if (found := _DELIVERED.search(document.page, *line)) is not None:
            return whole_number(found[1]) or 0
    return 0


def _body(document: Document, headings: Headings) -> _Place:
    """The values for sentences outside all nodes: a title like 2025年工作要点 announces plans for
    the whole report."""
    title = document.text[slice(*document.title)] if document.title else ""
    found = announced(headings, title)
    if found is not None and found >= 0 and CATEGORIES[found] == "plan":
        return _Place(None, title, found, -1)
    return _Place(None, "", -1, -1)
