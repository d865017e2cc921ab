"""Check that the span of every object of a report is inside the text and has its text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from govtext.report import Node, Report


def misplaced(report: Report) -> list[str]:
    """What is wrong with the spans of ``report``, in words; empty where all is right."""
    return list(_misplaced(report))


def _misplaced(report: Report) -> Iterator[str]:
    text = report.text
    assert text is not None
    for kind, start, end, held in _spans(report):
        if not 0 <= start <= end <= len(text):
            yield f"{kind} {start}-{end} is outside the text of {len(text)} characters"
        elif held is not None and text[start:end] != held:
            yield f"{kind} {start}-{end} holds {text[start:end]!r}, not {held!r}"
    for node in report.nodes():
        yield from _misplaced_node(node, text)
    statements = report.statements
    for before, after in pairwise(statements):
        if before.end > after.start:
            yield f"statement {after.id} begins before statement {before.id} ends"
    for claim in report.claims:
        statement = statements[claim.statement - 1]
        if not statement.start <= claim.quantity.start < statement.end:
            yield f"claim {claim.id} is not in its statement {statement.id}"


def _spans(report: Report) -> Iterator[tuple[str, int, int, str | None]]:
    for claim in report.claims:
        quantity, indicator = claim.quantity, claim.indicator
        yield f"claim {claim.id}", quantity.start, quantity.end, quantity.text
        if indicator is not None:
            yield f"indicator of {claim.id}", indicator.start, indicator.end, indicator.text
    for mask in report.masks:
        yield "mask", mask.start, mask.end, mask.text
    for entry in (*report.achievements, *report.problems, *report.plans):
        yield "entry", entry.start, entry.end, entry.text
    for statement in report.statements:
        yield f"statement {statement.id}", statement.start, statement.end, None
    for found in report.diagnostics:
        yield f"diagnostic {found.code}", found.start, found.end, None


def _misplaced_node(node: Node, text: str) -> Iterator[str]:
    name = f"node {node.id}"
    if not 0 <= node.start <= node.end <= len(text):
        yield f"{name} {node.start}-{node.end} is outside the text of {len(text)} characters"
    if not text.startswith(node.marker or "", node.start):
        yield f"{name} does not begin with its marker {node.marker!r}"
    # In order, but not side by side: what a saved page has put between them is left out.
    rest = iter(text[node.start + len(node.marker or "") : node.end])
    if not all(character in rest for character in node.title):
        yield f"{name} does not hold its title {node.title!r}"
    for number, child in enumerate(node.children, 1):
        if child.id != f"{node.id}.{number}":
            yield f"child {number} of {name} is called {child.id}"
        if not (node.start <= child.start and child.end <= node.end):
            yield f"{name} does not hold its child {child.id}"
