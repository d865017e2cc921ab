"""Read tests/fixtures/periods/reports.txt into documents whose periods can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from govtext.document import Document
from govtext.language.plain import Span, plain
from govtext.language.sentences import sentences
from govtext.report import Category, Node, Quantity, Statement, Status
from govtext.rulebook.load import load
from govtext.stages.claims.period import Periods
from govtext.stages.claims.timeline import TimeReading
from govtext.stages.times.find import find_times
from govtext.stages.tokens import cut_sentences

FIXTURES = Path(__file__).parent / "fixtures" / "periods" / "reports.txt"

_MARK = re.compile(
    r"\{(?P<category>\w+)\}|\[(?P<text>[^\]|]+)\|(?P<period>\S+?)(?P<target> target)?\]"
)


class Expected(NamedTuple):
    """A quantity of a fixture with what is said of it."""

    quantity: Quantity
    statement: Statement
    period: str | None
    status: Status


class Report:
    """A fixture's report, built line by line."""

    def __init__(self) -> None:
        self.text = ""
        self.lines: list[Span] = []
        self.title: Span | None = None
        self.nodes: list[tuple[int, Node]] = []
        self.categories: list[tuple[int, Category]] = [(0, "other")]
        self.marked: list[tuple[Quantity, str | None, Status]] = []

    def add(self, line: str) -> None:
        start = len(self.text)
        if line.startswith("= "):
            self.text += line[2:] + "\n"
            self.title = self.title or Span(start, len(self.text) - 1)
            return
        depth = len(line) - len(line.lstrip("#"))
        if depth:
            title = line.lstrip("# ")
            self.nodes.append(
                (depth, Node("", "heading", None, None, title, start, -1, children=[]))
            )
            self.text += title + "\n"
        else:
            self._add_paragraph(line)
        self.lines.append(Span(start, len(self.text) - 1))

    def _add_paragraph(self, line: str) -> None:
        done = 0
        for mark in _MARK.finditer(line):
            self.text += line[done : mark.start()]
            done = mark.end()
            start = len(self.text)
            if mark["category"]:
                self.categories.append((start, mark["category"]))  # type: ignore[arg-type]
                continue
            self.text += mark["text"]
            period = None if mark["period"] == "-" else mark["period"]
            status: Status = "target" if mark["target"] else "actual"
            self.marked.append((_quantity(mark["text"], start), period, status))
        self.text += line[done:] + "\n"

    def state(self) -> tuple[Document, list[Expected]]:
        body = self.lines[0].start
        normalized = plain(self.text)
        document = Document(self.text, " " * body + normalized[body:], load())
        document.title, document.lines = self.title, self.lines
        document.outline = self._outline()
        headings = {node.start for _, node in self.nodes}
        for span in sentences(
            normalized, [line for line in self.lines if line.start not in headings]
        ):
            category = [name for start, name in self.categories if start <= span.start][-1]
            number = len(document.statements) + 1
            document.statements.append(Statement(number, None, *span, category))
        find_times(document)
        document.quantities = [quantity for quantity, _, _ in self.marked]
        cut_sentences(document)
        expected = []
        for quantity, period, status in self.marked:
            holds = [one for one in document.statements if one.start <= quantity.start < one.end]
            expected.append(Expected(quantity, holds[0], period, status))
        return document, expected

    def _outline(self) -> list[Node]:
        roots: list[Node] = []
        open_nodes: list[tuple[int, Node]] = []
        for depth, node in self.nodes:
            while open_nodes and open_nodes[-1][0] >= depth:
                open_nodes.pop()[1].end = node.start
            (open_nodes[-1][1].children if open_nodes else roots).append(node)
            open_nodes.append((depth, node))
        for _, node in open_nodes:
            node.end = len(self.text)
        return roots


def _quantity(text: str, start: int) -> Quantity:
    kind = "amount"
    for ending, name in (("个百分点", "point"), ("%", "percent"), ("倍", "multiple")):
        if text.endswith(ending):
            kind = name
            break
    if text.startswith("百分之"):
        kind = "percent"
    if text.startswith("第"):
        kind = "rank"
    masked = bool(re.search("[*X]", text))
    return Quantity(text, start, start + len(text), None, None, None, None, "=", kind, masked)  # type: ignore[arg-type]


def reports() -> Iterator[tuple[Document, list[Expected]]]:
    """Every report of the fixtures, with what is expected of its quantities."""
    blocks = FIXTURES.read_text(encoding="utf-8").split("\n====\n")
    for block in blocks:
        report = Report()
        for line in block.splitlines():
            if line.strip():
                report.add(line)
        if report.marked and report.title is not None:
            yield report.state()


def readings(document: Document) -> dict[int, TimeReading]:
    """The reading of each quantity of a document, by its start."""
    periods = Periods(document)
    found: dict[int, TimeReading] = {}
    for sentence in document.sentences:
        found |= periods.readings(sentence)
    return found
