"""Findings as a workbook: a row for each, with the words around it and the arithmetic."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import xlsxwriter

from govtext.checks.finding import Lang
from govtext.messages import column as header_of
from govtext.messages.catalogue import catalogue as chinese
from govtext.writers.atomic import replacing
from govtext.writers.findings.base import CheckedReport

COLUMNS = {
    "source": 28,
    "severity": 10,
    "code": 20,
    "text": 18,
    "message": 60,
    "sentence": 60,
    "related": 30,
    "rule": 50,
    "start": 8,
    "end": 8,
}
_COLOURS = {"error": "#F8CBAD", "warning": "#FFE699", "note": "#DDEBF7"}
_MOST = 32_767  # characters of a cell


def write_findings(reports: Iterable[CheckedReport], path: Path, lang: Lang) -> None:
    """Write the findings to the workbook ``path``. Raises OSError."""
    words = chinese()
    with replacing(path) as file, xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        page = book.add_worksheet(words.sheets["findings"] if lang == "zh" else "Findings")
        head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#EDEDED"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        colours = {
            severity: book.add_format({"bg_color": colour, "valign": "top"})
            for severity, colour in _COLOURS.items()
        }
        page.freeze_panes(1, 0)
        for at, (name, width) in enumerate(COLUMNS.items()):
            page.set_column(at, at, width)
            title = (
                words.column("findings", name)
                if lang == "zh"
                else header_of("findings", name, "en")
            )
            page.write_string(0, at, title, head)
        row = 0
        for report in reports:
            for finding in report.findings:
                row += 1
                for at, value in enumerate(report.cells(finding).values()):
                    named = str(value) if lang == "en" else words.values.get(str(value), str(value))
                    if isinstance(value, int):
                        page.write_number(row, at, value, wrap)
                    else:
                        form = colours[finding.severity] if value == finding.severity else wrap
                        page.write_string(row, at, named[:_MOST], form)
        page.autofilter(0, 0, max(row, 1), len(COLUMNS) - 1)
