"""The claims as a table for the terminal."""

from __future__ import annotations

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from govtext.messages import named, said
from govtext.report import Claim, Report
from govtext.writers.console import (
    basis,
    measure,
    name,
    printable,
    promise,
    reference,
    style_of,
    value,
    whose,
)

_HEADINGS = (
    *("id", "category", "label", "quantity", "value", "nature", "against", "status"),
    *("period", "part of"),
)


def table(report: Report, explain: bool = False) -> RenderableType:
    """The claims of ``report``, which must have its text, as a table that rich prints.

    ``explain`` adds a table of the statements with the reason for the category of each.
    """
    return Group(_claims(report), _statements(report)) if explain else _claims(report)


def _claims(report: Report) -> Table:
    shown = Table(box=box.SIMPLE_HEAD)
    for heading in _HEADINGS:
        right = heading in ("id", "value", "part of")
        shown.add_column(said(heading), justify="right" if right else "left")
    for claim in report.claims:
        shown.add_row(
            str(claim.id),
            Text(named(claim.category), style_of(claim.category)),
            Text(printable(name(claim))),
            measure(claim),
            Text(value(claim)),
            Text(" ".join(filter(None, (named(claim.nature or ""), _done(claim))))),
            Text(" ".join(filter(None, (basis(claim), whose(claim), reference(claim))))),
            Text(promise(claim)),
            claim.period or "",
            "" if claim.part_of is None else str(claim.part_of),
        )
    return shown


def _done(claim: Claim) -> str:
    return printable(claim.action.text) if claim.action else ""


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
