"""One table of all reports as comma-separated values that Excel opens as they are meant."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

from govtext.report import Report
from govtext.writers.atomic import replacing
from govtext.writers.files import Layout
from govtext.writers.tables import TABLES, Cell, rows
from govtext.writers.words import chinese

# What Excel, WPS and LibreOffice take for the start of a formula, in full width too (OWASP, CSV
# injection). Alone it is none, and a number with a sign is one and no formula.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠].", re.DOTALL)
_NUMBER = re.compile(r"[+-]?[0-9]{1,20}(?:[.,][0-9]{1,20}){0,9}[%‰]?")


def write_csv(reports: Iterable[bytes], path: Path, layout: Layout) -> None:
    """Write the table of ``layout`` to ``path``: UTF-8 with the mark by which Excel knows it.

    Columns are called as in the JSON outline, or in Chinese; cells that a spreadsheet would take
    for formulas get an apostrophe before them. Raises OSError.
    """
    columns = TABLES[layout.table]
    with replacing(path, layout.parts) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
        writer = csv.writer(text)
        writer.writerow(
            chinese().column(layout.table, column.name) if layout.lang == "zh" else column.name
            for column in columns
        )
        for number, report in enumerate(map(Report.from_json, reports), 1):
            writer.writerows(
                [_cell(row[column.name]) for column in columns]
                for row in rows(report, layout.table, number, layout.rules)
            )
        text.detach()


def _cell(value: Cell) -> str | int | float | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return " ".join(map(str, value))
    return harmless(value) if isinstance(value, str) else value


def harmless(text: str) -> str:
    """``text`` as a cell that no spreadsheet runs.

    >>> harmless("=1+1"), harmless("-3.5%"), harmless("增长5%")
    ("'=1+1", '-3.5%', '增长5%')
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
