"""Tables of analyses (DataFrames) as files: from the suffix of a file to its writer."""

from __future__ import annotations

import csv
import importlib
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from govtext.messages import english, named, said
from govtext.writers.atomic import replacing
from govtext.writers.csv import harmless

if TYPE_CHECKING:
    import pandas as pd

Words = Callable[[str], str]
"""From the name of a column to the words for it that people read."""

_WIDE = {"sentence", "outcome_sentence", "sentence_before", "upper_sentence", "reason", "label"}
PROGRAM_TEXTS = dict.fromkeys(("reason", "rule", "modifier"), said)
"""Columns whose texts are those of the program, or words of a report, which stay as they are."""
_CHARACTERS = 32_767
_ROWS = 1_048_575
"""The most characters of a cell, and rows below the names of columns, in Excel."""


class FrameSheet(NamedTuple):
    """A table of a file: DataFrames with the same columns, one below the other, of which one is in
    memory at a time. ``names`` gives the Chinese names of columns, ``title`` that of the sheet."""

    frames: Iterable[pd.DataFrame]
    names: Words
    title: str | None = None


def write_frames(
    sheets: Sequence[FrameSheet], path: Path, lang: str, parts: Path | None = None
) -> None:
    """Write tables to ``path`` in the format of its suffix: all to Excel, else the first.

    With ``lang`` "zh" columns and categories have Chinese names in CSV and Excel, and Chinese
    labels in Stata. The table is whole in memory for Stata only. ``parts`` is the folder where the
    file is written before it is renamed. Raises OSError.
    """
    FRAME_FILES[path.suffix.lower()](sheets, path, lang, parts)


def header(sheet: FrameSheet, lang: str) -> Words:
    """The names of the columns of a table for people, in a language."""
    return sheet.names if lang == "zh" else english


def _csv(sheets: Sequence[FrameSheet], path: Path, lang: str, parts: Path | None) -> None:
    frames, names, _ = sheets[0]
    with replacing(path, parts) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
        writer = csv.writer(text)
        for number, frame in enumerate(frames):
            if not number:
                writer.writerow(names(str(n)) if lang == "zh" else n for n in frame.columns)
            writer.writerows([_written(cell, lang) for cell in row] for row in _rows(frame, lang))
        text.detach()


def _written(cell: Any, lang: str) -> Any:
    if isinstance(cell, bool):
        return named(str(cell).lower(), lang)
    return harmless(cell) if isinstance(cell, str) else cell


def _rows(frame: pd.DataFrame, lang: str) -> Iterator[tuple[Any, ...]]:
    """The cells of each row, None where there is none, categories and texts of the program in the
    language of people."""
    columns = []
    for position in range(frame.shape[1]):
        column = frame.iloc[:, position]
        cells = column.astype(object).where(column.notna(), None).tolist()
        words = (
            named
            if str(column.dtype) == "category"
            else PROGRAM_TEXTS.get(str(frame.columns[position]))
        )
        if words is not None:
            cells = [words(cell, lang) if isinstance(cell, str) else cell for cell in cells]
        columns.append(cells)
    return zip(*columns, strict=True)


def _xlsx(sheets: Sequence[FrameSheet], path: Path, lang: str, parts: Path | None) -> None:
    xlsxwriter: Any = importlib.import_module("xlsxwriter")
    settings = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "nan_inf_to_errors": True,
    }
    with replacing(path, parts) as file, xlsxwriter.Workbook(file, settings) as book:
        bold = book.add_format({"bold": True, "bottom": 1, "bg_color": "#EDEDED"})
        for sheet in sheets:
            _fill(book, bold, sheet, lang)


def _fill(book: Any, bold: Any, sheet: FrameSheet, lang: str) -> None:
    """Write a table to a sheet, and to more of them where it has too many rows for one."""
    page: Any = None
    row = 0
    for frame in sheet.frames:
        for cells in _rows(frame, lang):
            if page is None or row == _ROWS:
                page, row = _page(book, bold, sheet, frame, lang, first=page is None), 0
            row += 1
            for at, cell in enumerate(cells):
                if isinstance(cell, str):
                    page.write_string(row, at, cell[:_CHARACTERS])
                elif cell is not None:
                    page.write(row, at, cell)
        if page is None:
            page = _page(book, bold, sheet, frame, lang, first=True)


def _page(  # noqa: PLR0913 (what a sheet begins with)
    book: Any, bold: Any, sheet: FrameSheet, frame: pd.DataFrame, lang: str, *, first: bool
) -> Any:
    page = book.add_worksheet(sheet.title[:31] if first and sheet.title else None)
    page.freeze_panes(1, 0)
    words = header(sheet, lang)
    for at, name in enumerate(map(str, frame.columns)):
        page.set_column(at, at, 60 if name in _WIDE else 14)
        page.write_string(0, at, words(name), bold)
    page.autofilter(0, 0, _ROWS, max(len(frame.columns) - 1, 0))
    return page


def _parquet(sheets: Sequence[FrameSheet], path: Path, _lang: str, parts: Path | None) -> None:
    pa: Any = importlib.import_module("pyarrow")
    pq: Any = importlib.import_module("pyarrow.parquet")
    writer: Any = None
    with replacing(path, parts) as file:
        for frame in sheets[0].frames:
            table = pa.Table.from_pandas(frame, preserve_index=False)
            writer = writer or pq.ParquetWriter(file, table.schema, compression="zstd")
            writer.write_table(table.cast(writer.schema))
        if writer is not None:
            writer.close()


def _dta(sheets: Sequence[FrameSheet], path: Path, lang: str, parts: Path | None) -> None:
    stata: Any = importlib.import_module("govtext.writers.stata")
    pandas: Any = importlib.import_module("pandas")
    frame = pandas.concat(list(sheets[0].frames), ignore_index=True)
    labels = {str(name): header(sheets[0], lang)(str(name)) for name in frame.columns}
    stata.write_dta(frame, path, labels, lang, parts)


def _json(sheets: Sequence[FrameSheet], path: Path, _lang: str, parts: Path | None) -> None:
    with replacing(path, parts) as file:
        before = b"["
        for frame in sheets[0].frames:
            for cells in _rows(frame, "en"):
                row = json.dumps(dict(zip(frame.columns, cells, strict=True)), ensure_ascii=False)
                file.write(before + b"\n  " + row.encode("utf-8"))
                before = b","
        file.write(b"[]\n" if before == b"[" else b"\n]\n")


FRAME_FILES = {".csv": _csv, ".xlsx": _xlsx, ".parquet": _parquet, ".dta": _dta, ".json": _json}
"""The suffixes of the files that a table can be written to."""
