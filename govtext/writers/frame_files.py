"""DataFrames of analyses as files: a table from the suffix of the file to its writer."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from govtext.messages import english
from govtext.messages.catalogue import catalogue as chinese
from govtext.writers.atomic import replacing
from govtext.writers.csv import harmless

if TYPE_CHECKING:
    import pandas as pd

_WIDE = {"sentence", "outcome_sentence", "sentence_before", "upper_sentence", "reason", "label"}
_CHARACTERS = 32_767
_ROWS = 1_048_575
"""The most characters of a cell, and rows below the names of columns, in Excel."""


class Sheets(NamedTuple):
    """What a file holds: the tables of an analysis by name, of which ``main`` is the one of a file
    with one table; ``lang`` is the language of names for people, and ``page`` writes the page."""

    tables: Mapping[str, pd.DataFrame]
    main: str
    lang: str
    page: Callable[[Path], None] | None = None

    def header(self, table: str, name: str) -> str:
        """The name of a column for people; where there is none, the name itself."""
        if self.lang != "zh":
            return english(name)
        return chinese().analysis_column(table, name)

    def title(self, table: str) -> str:
        """The name of a table for people."""
        return chinese().tracking_sheets[table] if self.lang == "zh" else english(table)


class FrameForm(NamedTuple):
    """How frames are written to a format: the function, the packages and the extra it needs."""

    write: Callable[[Sheets, Path], None]
    needs: tuple[str, ...] = ()
    extra: str | None = None


def _csv(sheets: Sheets, path: Path) -> None:
    frame = _harmless(sheets.tables[sheets.main])
    if sheets.lang == "zh":
        frame.columns = [sheets.header(sheets.main, str(name)) for name in frame.columns]
    with replacing(path) as file:
        file.write(frame.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig"))


def _harmless(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with texts that no spreadsheet runs as a formula."""
    made = frame.copy()
    for name in made.columns:
        if str(made[name].dtype) in ("string", "object"):
            made[name] = made[name].map(harmless, na_action="ignore")
    return made


def _xlsx(sheets: Sheets, path: Path) -> None:
    import xlsxwriter  # noqa: PLC0415 (an extra)

    with (
        replacing(path) as file,
        xlsxwriter.Workbook(
            file, {"strings_to_numbers": False, "strings_to_formulas": False}
        ) as book,
    ):
        bold = book.add_format({"bold": True, "bottom": 1, "bg_color": "#EDEDED"})
        for table, frame in sheets.tables.items():
            page = book.add_worksheet(sheets.title(table)[:31])
            page.freeze_panes(1, 0)
            for at, name in enumerate(map(str, frame.columns)):
                page.set_column(at, at, 60 if name in _WIDE else 14)
                page.write_string(0, at, sheets.header(table, name), bold)
                cells = _cells(frame[name], sheets.lang)
                for row, cell in enumerate(cells[:_ROWS], 1):
                    if isinstance(cell, str):
                        page.write_string(row, at, cell[:_CHARACTERS])
                    elif cell is not None:
                        page.write(row, at, cell)
            page.autofilter(0, 0, max(len(frame), 1), max(len(frame.columns) - 1, 0))


def _cells(column: pd.Series[Any], lang: str) -> list[Any]:
    """The values of a column for a sheet, those of categories in the language of the sheet."""
    words = chinese().values if lang == "zh" else {}
    values = column.astype(object).where(column.notna(), None).tolist()
    if str(column.dtype) == "category":
        return [words.get(one, one) if isinstance(one, str) else one for one in values]
    return values


def _parquet(sheets: Sheets, path: Path) -> None:
    with replacing(path) as file:
        sheets.tables[sheets.main].to_parquet(file, index=False)


def _dta(sheets: Sheets, path: Path) -> None:
    from govtext.writers import stata  # noqa: PLC0415 (imports pandas, which is an extra)

    frame = sheets.tables[sheets.main]
    labels = {str(name): sheets.header(sheets.main, str(name)) for name in frame.columns}
    stata.write_dta(frame, path, labels, sheets.lang)


def _json(sheets: Sheets, path: Path) -> None:
    rows = as_rows(sheets.tables[sheets.main])
    with replacing(path) as file:
        file.write(json.dumps(rows, ensure_ascii=False, indent=2).encode("utf-8") + b"\n")


def as_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame as JSON has them: None where a value is missing."""
    plain = frame.astype(object).where(frame.notna(), None)
    return [{str(key): value for key, value in row.items()} for row in plain.to_dict("records")]


def _html(sheets: Sheets, path: Path) -> None:
    if sheets.page is None:
        raise ValueError("this table has no page")
    sheets.page(path)


TRACKING_FILES = {
    ".csv": FrameForm(_csv),
    ".xlsx": FrameForm(_xlsx, ("xlsxwriter",), "xlsx"),
    ".parquet": FrameForm(_parquet, ("pyarrow",), "parquet"),
    ".dta": FrameForm(_dta),
    ".json": FrameForm(_json),
    ".html": FrameForm(_html),
}


def missing_packages(ending: str) -> str | None:
    """The extra that is needed to write a file with this suffix and is not installed, or None."""
    form = TRACKING_FILES[ending]
    absent = [name for name in form.needs if importlib.util.find_spec(name) is None]
    return form.extra if absent else None
