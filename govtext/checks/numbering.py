"""Numbers of headings and items that repeat, skip or run backwards: 一、二、二、."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govtext.checks.finding import Found
from govtext.checks.view import View
from govtext.language.numerals import renumbered
from govtext.language.plain import plain
from govtext.report import Node

_NUMERAL = re.compile(r"[0-9\u3007\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341]+")


class _Count:
    """A list that is being counted: its last node, and the numbers that may come next."""

    def __init__(self, node: Node) -> None:
        self.last = node
        self.next = {(node.ordinal or 0) + 1}

    def take(self, node: Node, ordinal: int) -> None:
        # A number that does not fit may stand for the one that was expected.
        self.next = {ordinal + 1} | ({min(self.next) + 1} if ordinal not in self.next else set())
        self.last = node


def check_numbering(view: View) -> Iterator[Found]:
    """The numbers that do not follow the one before, in a list that begins with 1."""
    for siblings in (view.report.outline, *(node.children for node in view.report.nodes())):
        styles: dict[str, list[Node]] = {}
        for node in siblings:
            if node.ordinal is not None and node.marker and _NUMERAL.search(node.marker):
                style = _NUMERAL.sub("", plain(node.marker)).strip()
                styles.setdefault(style, []).append(node)
        for nodes in styles.values():
            yield from _counted(view, nodes)


def _counted(view: View, nodes: list[Node]) -> Iterator[Found]:
    """The slips in a list, which may hold lists of its own that begin with 1 again."""
    runs: list[_Count] = []
    before: Node | None = None
    for node in nodes:
        ordinal = node.ordinal or 0
        between = "" if before is None else _text_between(view, before, node)
        before = node
        fitting = [run for run in runs if ordinal in run.next]
        if ordinal == 2 and plain(renumbered(node.marker or "", 1)) in between:
            runs.append(_Count(node))  # 其中一是…二是…: a list inside an item
        elif fitting:
            del runs[runs.index(fitting[-1]) + 1 :]
            fitting[-1].take(node, ordinal)
        elif ordinal == 1:
            runs.append(_Count(node))
        elif runs:
            if not _is_hidden(between, runs[-1], node):
                yield _slip(view, runs[-1].last, node)
            runs[-1].take(node, ordinal)


def _text_between(view: View, before: Node, node: Node) -> str:
    """The text behind the marker of one node, up to another."""
    return view.plain[slice(*view.here(before.start + len(before.marker or ""), node.start))]


def _is_hidden(between: str, run: _Count, node: Node) -> bool:
    """Whether the number that is missing begins a line that is read otherwise: 3.10种金属."""
    missing = plain(renumbered(node.marker or "", min(run.next))).strip()
    return re.search(rf"\n *{re.escape(missing)}", between) is not None


def _slip(view: View, before: Node, node: Node) -> Found:
    ordinal, last = node.ordinal or 0, before.ordinal or 0
    case = "repeated" if ordinal == last else "skipped" if ordinal > last else "disordered"
    values = {"marker": node.marker or "", "before": before.marker or ""}
    start, end = view.here(node.start, node.start + len(node.marker or ""))
    related = view.here(before.start, before.start + len(before.marker or ""))
    return Found(case, start, end, [(related.start, related.end)], values)
