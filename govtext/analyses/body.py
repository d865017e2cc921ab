"""The body of a report as it is counted: its sentences and headings, without furniture.

Each unit is a sentence, or a heading between sentences, in normalized text without blanks, so that
the same report counts the same in every layout and file format.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from govtext.language.plain import plain
from govtext.language.topics import lowered
from govtext.report import Category, Node, Report, Statement

_PIECE = re.compile(r"\S+")


class TextUnit(NamedTuple):
    """A sentence, or a heading that stands in no sentence.

    ``start`` and ``end`` are offsets into ``Body.text``; ``node`` is the id of the deepest node of
    the outline that it stands in, ``statement`` the id of the sentence, None for a heading.
    """

    start: int
    end: int
    category: Category
    node: str | None
    statement: int | None


class Body:
    """The body of a report.

    ``text`` has the units with a line end between them; ``searched`` is the same with Latin letters
    in lower case. Raises ValueError for a report without its text.

    >>> import govtext
    >>> Body(govtext.parse("一、建设\\n新建 学校3所。再建公路。\\n")).text
    '一、建设\\n新建学校3所。\\n再建公路。\\n'
    """

    def __init__(self, report: Report) -> None:
        if report.text is None:
            raise ValueError("a report without its text can't be counted; read it with its text")
        self.report = report
        bare = _without_furniture(report, plain(report.text))
        nodes = list(report.nodes())
        self.units: list[TextUnit] = []
        # Where each stretch without blanks starts in ``text``, and where in the text as written.
        self._pieces: list[tuple[int, int]] = []
        parts: list[str] = []
        size = 0
        for start, end, statement in _stretches(report, nodes, len(bare)):
            begins, first = size, len(parts)
            for piece in _PIECE.finditer(bare, start, end):
                self._pieces.append((size, piece.start()))
                parts.append(piece[0])
                size += len(piece[0])
            if len(parts) == first:
                continue
            if statement is not None:
                unit = TextUnit(begins, size, statement.category, statement.node, statement.id)
            else:
                node = _node_at(nodes, self.as_written(begins))
                category = (node.category if node else None) or "other"
                unit = TextUnit(begins, size, category, node.id if node else None, None)
            self.units.append(unit)
            parts.append("\n")
            size += 1
        self._starts = [unit.start for unit in self.units]
        self.text = "".join(parts)
        self.searched = lowered(self.text)

    def unit_at(self, place: int) -> int:
        """The number of the unit that holds a place of ``text``."""
        return bisect.bisect_right(self._starts, place) - 1

    def as_written(self, place: int) -> int:
        """The offset in the text of the report for a place of ``text``."""
        start, written = self._pieces[bisect.bisect_right(self._pieces, (place, 1 << 60)) - 1]
        return written + place - start


def _stretches(
    report: Report, nodes: list[Node], size: int
) -> Iterator[tuple[int, int, Statement | None]]:
    """The sentences and the headings between them, in order."""
    begins = [node.start for node in nodes]
    at = 0
    for statement in report.statements:
        start = max(statement.start, at)
        yield from _headings(at, start, begins)
        at = max(statement.end, at)
        yield start, at, statement
    yield from _headings(at, size, begins)


def _headings(start: int, end: int, begins: list[int]) -> Iterator[tuple[int, int, None]]:
    """A stretch between sentences, cut where a node of the outline begins."""
    inner = begins[bisect.bisect_right(begins, start) : bisect.bisect_left(begins, end)]
    for one, other in itertools.pairwise([start, *inner, end]):
        yield one, other, None


def _without_furniture(report: Report, text: str) -> str:
    """``text`` with blanks for all furniture."""
    parts: list[str] = []
    at = 0
    for one in sorted(report.furniture, key=lambda one: one.start):
        if one.end > at:
            start = max(one.start, at)
            parts += (text[at:start], " " * (one.end - start))
            at = one.end
    return "".join((*parts, text[at:]))


def _node_at(nodes: list[Node], place: int) -> Node | None:
    """The deepest of ``nodes``, in reading order, that holds a place of the text."""
    last = bisect.bisect_right(nodes, place, key=lambda node: node.start)
    return next((node for node in reversed(nodes[:last]) if place < node.end), None)
