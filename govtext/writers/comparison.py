"""A comparison as a workbook: the statements, and the share taken over by section."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import xlsxwriter

from govtext.analyses.comparison import DTYPES, Comparison, row_of
from govtext.messages import column as header_of
from govtext.messages.catalogue import catalogue as chinese
from govtext.writers.atomic import replacing

_WIDTHS = {"old": 60, "new": 60, "section": 30, "numbers": 36, "promises": 18}
_COLOURS = {"changed": "#FFE699", "new": "#C6E0B4", "dropped": "#F8CBAD", "moved": "#DDEBF7"}
SECTIONS = ("section", "characters", "taken_over", "share")


def write_comparison(comparison: Comparison, path: Path, lang: str) -> None:
    """Write the comparison to the workbook ``path``. Raises OSError."""
    words = chinese()

    def named(name: str) -> str:
        return (
            words.column("comparison", name)
            if lang == "zh"
            else header_of("comparison", name, "en")
        )

    with replacing(path) as file, xlsxwriter.Workbook(file) as book:
        head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#EDEDED"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        share = book.add_format({"num_format": "0%"})
        colours = {
            fate: book.add_format({"bg_color": colour, "valign": "top"})
            for fate, colour in _COLOURS.items()
        }
        page = book.add_worksheet(words.sheets["comparison"] if lang == "zh" else "Statements")
        page.freeze_panes(1, 0)
        for at, name in enumerate(DTYPES):
            page.set_column(at, at, _WIDTHS.get(name, 10))
            page.write_string(0, at, named(name), head)
        for row, pair in enumerate(comparison.pairs, 1):
            for at, (name, value) in enumerate(row_of(pair).items()):
                form = colours.get(pair.fate, wrap) if name == "fate" else wrap
                _cell(
                    page,
                    row,
                    at,
                    words.values.get(value, value)
                    if lang == "zh" and isinstance(value, str)
                    else value,
                    form,
                )
        page.autofilter(0, 0, max(1, len(comparison.pairs)), len(DTYPES) - 1)
        page = book.add_worksheet(words.sheets["sections"] if lang == "zh" else "Sections")
        page.set_column(0, 0, 40)
        for at, name in enumerate(SECTIONS):
            page.write_string(0, at, named(name), head)
        for row, section in enumerate(comparison.sections, 1):
            page.write_string(row, 0, section.section)
            page.write_number(row, 1, section.characters)
            page.write_number(row, 2, section.taken_over)
            page.write_number(row, 3, section.share, share)


def _cell(page: Any, row: int, at: int, value: Any, form: Any) -> None:
    if isinstance(value, bool):
        page.write_boolean(row, at, value, form)
    elif isinstance(value, int | float):
        page.write_number(row, at, value, form)
    elif value is not None:
        page.write_string(row, at, str(value)[:32_767], form)
