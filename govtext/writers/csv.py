"""One table of all reports as CSV that Excel opens correctly."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

from govtext.messages import column, named
from govtext.report import Report
from govtext.writers.atomic import replacing
from govtext.writers.files import Layout
from govtext.writers.tables import TABLES, Cell, rows, worded

# The characters that begin a formula in Excel, WPS and LibreOffice, also full-width ones (OWASP,
# CSV injection). A cell of one such character is no formula, and neither is a number with a sign.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠].", re.DOTALL)
_NUMBER = re.compile(r"[+-]?[0-9]{1,20}(?:[.,][0-9]{1,20}){0,9}[%‰]?")


def write_csv(reports: Iterable[bytes], path: Path, layout: Layout) -> None:
    """Write the table of ``layout`` to ``path``, in UTF-8 with the byte-order mark for Excel.

    Columns and fixed values have the names of the JSON outline, or Chinese ones. A cell that a
    spreadsheet would run as a formula gets an apostrophe before it. Raises OSError.
    """
    columns = TABLES[layout.table]
    with replacing(path, layout.parts) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
        writer = csv.writer(text)
        writer.writerow(
            one.name if layout.lang == "en" else column(layout.table, one.name, layout.lang)
            for one in columns
        )
        for number, report in enumerate(map(Report.from_json, reports), 1):
            writer.writerows(
                [_cell(row[one.name], one.name, layout.lang) for one in columns]
                for row in rows(report, layout.table, number, layout.rules)
            )
        text.detach()


def _cell(value: Cell, name: str, lang: str) -> str | int | float | None:
    if isinstance(value, bool):
        return named(str(value).lower(), lang)
    if isinstance(value, list):
        return " ".join(map(str, value))
    return harmless(worded(name, value, lang)) if isinstance(value, str) else value


def harmless(text: str) -> str:
    """``text`` as a cell that no spreadsheet runs as a formula.

    >>> harmless("=1+1"), harmless("-3.5%"), harmless("增长5%")
    ("'=1+1", '-3.5%', '增长5%')
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
