"""The pages that the application shows, each written to a file by the page of a command."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govtext.analyses.gathering import Gathered
from govtext.app.analyses import count, findings_of, gathered, panel_tables
from govtext.app.asked import Asked
from govtext.commands.attention import write_attention
from govtext.commands.tables import sheet_of
from govtext.frames import iter_frames
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
_SHOWN = {
    "claims": (
        *("source", "issuer", "year", "label", "text", "value", "unit", "status", "period"),
        *("category", "sentence"),
    ),
    "outline": ("source", "year", "kind", "marker", "title", "category"),
    "entries": ("source", "year", "category", "text", "path"),
}
_FINDING = ("source", "severity", "code", "text", "message")


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
    _write(index_page(list(asked.read()), [report.page for report in asked.reports]), out)


def promises(asked: Asked, out: Path) -> None:
    """The targets and outcomes of all reports."""
    write_promises(gathered(asked).pairs, out)


def attention(asked: Asked, out: Path) -> None:
    """The attention of all reports to the concepts of the dictionary."""
    table, lines = count(asked)
    write_attention(table, lines, out, None)


def check(asked: Asked, out: Path) -> None:
    """The findings in all reports."""
    rows: list[list[Cell]] = [
        [
            report.name,
            MarkedText(named(finding.severity), finding.severity),
            named(finding.code),
            finding.text,
            finding.message,
        ]
        for report in asked.reports
        for finding in findings_of(report, asked).findings
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
    shown: list[list[Cell]] = []
    total = 0
    for frame in iter_frames(asked.read(), table, size=50, rules=asked.rules):
        total += len(frame)
        shown += _rows(frame[names].head(_MOST - len(shown)))
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
    return value if isinstance(value, int | float) and kind != "year" else str(value)


def _table(  # noqa: PLR0913, PLR0917 (what a page of a table has)
    title: str, heads: list[str], rows: list[list[Cell]], total: int, asked: Asked, out: Path
) -> None:
    note = said(f"{total} rows")
    if total > len(rows):
        note = said(f"the first {len(rows)} of {total} rows; a downloaded file has all")
    body = f'<div class="wide" tabindex="0">{grid(heads, rows)}</div>'
    _write(analysis_page(title, note, [body], asked.lang), out)


def _write(page: str, out: Path) -> None:
    with replacing(out) as file:
        file.write(page.encode("utf-8"))
