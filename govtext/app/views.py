"""The pages that the application shows, each written to a file by the page of a command."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govtext.analyses.gathering import Gathered
from govtext.app.analyses import findings_of, gathered, panel_tables, write_attention
from govtext.app.asked import Asked
from govtext.commands.tables import sheet_of
from govtext.frames import to_frame
from govtext.messages import column, named, said
from govtext.page.analysis import Cell, MarkedText, analysis_page, grid
from govtext.page.checked import checked_page
from govtext.page.document import report_page
from govtext.page.index import index_page
from govtext.page.promises import issuer_page, write_promises
from govtext.report import Table
from govtext.writers.atomic import replacing
from govtext.writers.frames import header

if TYPE_CHECKING:
    import pandas as pd

_MOST = 500  # rows of a table that is shown
_SHORT = 16  # characters that stay on one line
_SHOWN = {
    "claims": ("source", "year", "label", "text", "status", "period", "category", "sentence"),
    "outline": ("source", "year", "kind", "marker", "title", "category"),
    "entries": ("source", "year", "category", "text", "path"),
}
_PLACES = {
    "claims": ("label", "claim", "id"),
    "outline": ("title", "node", "id"),
    "entries": ("text", "node", "node"),
}
"""For each table the column that leads to the page of the report, and the place there."""
_FINDING = ("source", "severity", "text", "message", "sentence")


def text(asked: Asked, out: Path) -> None:
    """A report: its outline, text, claims, achievements, problems and plans."""
    _write(report_page(asked.reports[0].read()), out)


def targets(asked: Asked, out: Path) -> None:
    """The targets and outcomes within one report."""
    found: Gathered = gathered(asked)
    name = found.records[0].issuer.name or asked.reports[0].name
    _write(issuer_page(name, found.pairs), out)


def findings(asked: Asked, out: Path) -> None:
    """The text of a report with what the check finds in it."""
    checked = findings_of(asked.reports[0], asked)
    _write(checked_page(checked.report, checked.findings), out)


def reports(asked: Asked, out: Path) -> None:
    """The reports side by side, and the trends of their common indicators."""
    _write(
        index_page(list(asked.read()), [asked.view(report, "text") for report in asked.reports]),
        out,
    )


def promises(asked: Asked, out: Path) -> None:
    """The targets and outcomes of all reports."""
    write_promises(gathered(asked).pairs, out)


def attention(asked: Asked, out: Path) -> None:
    """The attention of all reports to the concepts of the dictionary."""
    write_attention(asked, out)


def check(asked: Asked, out: Path) -> None:
    """The findings in all reports."""
    rows: list[list[Cell]] = [
        [
            MarkedText(report.name, address=asked.view(report, "findings")),
            MarkedText(named(finding.severity), finding.severity),
            MarkedText(finding.text, "short" if len(finding.text) <= _SHORT else "long"),
            finding.message,
            MarkedText("".join(checked.context(finding, around=40)), "long"),
        ]
        for report in asked.reports
        for checked in [findings_of(report, asked)]
        for finding in checked.findings
    ]
    heads = [column("findings", name) for name in _FINDING]
    _table(said("Findings of the check"), heads, rows[:_MOST], len(rows), asked, out)


def panel(asked: Asked, out: Path) -> None:
    """The panel of all reports."""
    frame = panel_tables(asked)["panel"]
    frame = frame.drop(columns=["region_code", "region_name", "region_level", "flags"])
    words = header(sheet_of(frame, "panel"), asked.lang)
    rows = list(_rows(frame.head(_MOST)))
    heads = [words(str(name)) for name in frame.columns]
    _table(said("Panel"), heads, rows, len(frame), asked, out)


def claims(asked: Asked, out: Path) -> None:
    """The table of claims."""
    _rows_of("claims", said("Claims"), asked, out)


def outline(asked: Asked, out: Path) -> None:
    """The table of headings and items."""
    _rows_of("outline", said("Outline"), asked, out)


def entries(asked: Asked, out: Path) -> None:
    """The table of achievements, problems and plans."""
    _rows_of("entries", said("Achievements · problems · plans"), asked, out)


def _rows_of(table: Table, title: str, asked: Asked, out: Path) -> None:
    names = list(_SHOWN[table])
    linked, kind, key = _PLACES[table]
    at = names.index(linked)
    shown: list[list[Cell]] = []
    total = 0
    for report in asked.reports:
        frame = to_frame(report.read(), table, rules=asked.rules)
        total += len(frame)
        some = frame.head(_MOST - len(shown))
        for row, place in zip(_rows(some[names]), some[key].tolist(), strict=True):
            address = f"{asked.view(report, 'text')}#{kind}-{place}"
            row[at] = MarkedText(_words(row[at]), "long", address=address)
            shown.append(row)
    _table(title, [column(table, name) for name in names], shown, total, asked, out)


def _rows(frame: pd.DataFrame) -> Iterator[list[Cell]]:
    """The rows of a frame as cells of a page; categories in the language of people."""
    shown: Any = frame.astype(object).where(frame.notna(), None)
    kinds = [
        "year" if name == "year" else str(dtype)
        for name, dtype in zip(map(str, frame.columns), frame.dtypes, strict=True)
    ]
    for row in shown.itertuples(index=False):
        yield [_cell(*pair) for pair in zip(row, kinds, strict=True)]


def _cell(value: Any, kind: str) -> Cell:
    if value is None:
        return None
    if kind == "category":
        return MarkedText(named(value), value)
    # A year is a number without a mark of thousands.
    if isinstance(value, int | float) and kind != "year":
        return value
    words = str(value)
    return MarkedText(words, "short" if len(words) <= _SHORT else "long")


def _words(cell: Cell) -> str:
    return str(cell.text) if isinstance(cell, MarkedText) else "–"


def _table(  # noqa: PLR0913, PLR0917 (what a page of a table has)
    title: str, heads: list[str], rows: list[list[Cell]], total: int, asked: Asked, out: Path
) -> None:
    note = said(f"Rows: {total}")
    if total > len(rows):
        note = said(f"Rows: the first {len(rows)} of {total}; a downloaded file has all")
    body = f'<div class="wide" tabindex="0">{grid(heads, rows)}</div>'
    _write(analysis_page(title, note, [body], asked.lang), out)


def _write(page: str, out: Path) -> None:
    with replacing(out) as file:
        file.write(page.encode("utf-8"))
