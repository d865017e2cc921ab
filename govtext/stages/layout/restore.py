"""The offsets of a report, set back from the text that was read to the text as written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govtext.language.edits import EditedText
from govtext.language.plain import Span
from govtext.report import Furniture, Node, Report

_PLAIN = frozenset((str, int, float, bool, type(None)))
"""The types of values that hold no others."""


def restore(report: Report, edited: EditedText, text: str) -> None:
    """Set the offsets of a report that was read from an edited text back to the text as written.

    What an object has as its text becomes the stretch of the text as written: a quantity broken
    over two lines has the end of the line in it.
    """
    if not edited.is_edited:
        return
    report.text = text
    for root in report.outline:
        for node in root.walk():
            _restore_node(node, edited, text)
    # The file's places (``source``) are those of the text as written.
    read = (report.metadata, report.statements, report.claims, report.masks, report.achievements)
    rest = (report.problems, report.plans, report.diagnostics, report.furniture)
    for one in {id(one): one for one in _placed((*read, *rest))}.values():
        one.start, one.end = edited.original(Span(one.start, one.end))
        if hasattr(one, "text"):
            one.text = text[one.start : one.end]
    report.furniture += [Furniture(*span) for span in edited.left_out]
    report.furniture.sort(key=lambda one: (one.start, one.end))


def _placed(found: Any) -> Iterator[Any]:
    """Every object that has offsets, in an object, a list or a mapping of a report."""
    parts = found.values() if type(found) is dict else found
    if (fields := getattr(found, "__struct_fields__", None)) is not None:
        if "start" in fields:
            yield found
        parts = [getattr(found, name) for name in fields]
    for one in parts:
        if type(one) not in _PLAIN:
            yield from _placed(one)


def _restore_node(node: Node, edited: EditedText, text: str) -> None:
    if node.marker:
        node.marker = text[slice(*edited.original(Span(node.start, node.start + len(node.marker))))]
    node.start, node.end = edited.original(Span(node.start, node.end))
