"""The claims as a table for the terminal."""

from __future__ import annotations

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from govtext.messages import named, said
from govtext.report import Report
from govtext.writers.console import basis, measure, printable, style_of, value


def table(report: Report, explain: bool = False) -> RenderableType:
    """The claims of ``report``, which must have its text, as a table that rich prints.

    ``explain`` adds a table of the statements with the reason for the category of each.
    """
    return Group(_claims(report), _statements(report)) if explain else _claims(report)


def _claims(report: Report) -> Table:
    shown = Table(box=box.SIMPLE_HEAD)
    for heading in ("id", "category", "indicator", "quantity", "value", "basis", "status"):
        shown.add_column(said(heading), justify="right" if heading in ("id", "value") else "left")
    shown.add_column(said("period"))
    shown.add_column(said("part of"), justify="right")
    for claim in report.claims:
        shown.add_row(
            str(claim.id),
            Text(named(claim.category), style_of(claim.category)),
            Text(printable(claim.indicator.text) if claim.indicator else ""),
            measure(claim),
            Text(value(claim)),
            basis(claim),
            named(claim.status),
            claim.period or "",
            "" if claim.part_of is None else str(claim.part_of),
        )
    return shown


def _statements(report: Report) -> Table:
    shown = Table(box=box.SIMPLE_HEAD)
    shown.add_column(said("id"), justify="right")
    for heading in ("category", "reason", "statement"):
        shown.add_column(said(heading))
    text = report.text or ""
    for statement in report.statements:
        shown.add_row(
            str(statement.id),
            Text(named(statement.category), style_of(statement.category)),
            Text(printable(said(statement.reason or ""))),
            Text(printable(text[statement.start : statement.end])),
        )
    return shown
