"""Excel workbooks with one report in each row."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from lxml.etree import LxmlError
from openpyxl.utils.exceptions import InvalidFileException

from govtext.errors import ReadError
from govtext.readers.archive import Archive
from govtext.readers.base import Cell, Part
from govtext.readers.tables import Row, table_parts

_FAULTS = (
    ParseError, LxmlError, InvalidFileException, ValueError, KeyError, TypeError, IndexError,
    AttributeError, OSError, EOFError, OverflowError, AssertionError, RuntimeError,
)  # fmt: skip
# A sheet may have a million rows and sixteen thousand columns that are all empty.
_COLUMNS = 500
_EMPTY = 10_000


def open_xlsx(data: bytes, name: str, text_column: str | None) -> Iterator[Part]:
    """The reports in a workbook, from every sheet that has a header and a column of texts.

    Raises ReadError.
    """
    _check(data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(
                io.BytesIO(data), read_only=True, data_only=True, keep_links=False
            )
    except _FAULTS as error:
        raise _damaged(name, error) from error
    found = False
    refused: ReadError | None = None
    sheets = book.worksheets
    for sheet in sheets:
        rows = _rows(sheet, name)
        first = next(rows, None)
        if first is None:
            continue
        title = str(sheet.title)
        prefix = f"{title.replace('/', '_')}/" if len(sheets) > 1 else ""
        parts = table_parts(first[1], rows, name, "xlsx", text_column, sheet=title, prefix=prefix)
        try:
            part = next(parts, None)
        except ReadError as error:
            # A sheet without texts is an error only where no other sheet has any.
            refused = refused or error
            continue
        while part is not None:
            found = True
            yield part
            part = next(parts, None)
    if refused is not None and not found:
        raise refused


def _check(data: bytes, name: str) -> None:
    # openpyxl unpacks and parses every part, so their sizes are checked before.
    archive = Archive(data, name)
    for member in archive.names:
        if member.endswith((".xml", ".rels")):
            content = archive.read(member)
            if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\0" in content[:100]:
                raise ReadError(
                    name,
                    f"{member} declares a document type, which can be an attack",
                    "do not open the file unless you trust its source",
                )


def _rows(sheet: Any, name: str) -> Iterator[Row]:
    empty = 0
    try:
        sheet.reset_dimensions()
        for number, cells in enumerate(sheet.iter_rows(max_col=_COLUMNS, values_only=True), 1):
            if any(cell not in (None, "") for cell in cells):
                empty = 0
                yield number, [_cell(cell) for cell in cells]
            else:
                empty += 1
                if empty > _EMPTY:
                    return
    except _FAULTS as error:
        raise _damaged(name, error) from error


def _cell(cell: Any) -> Cell:
    if isinstance(cell, str):
        return cell.replace("_x000D_\n", "\n").replace("_x000D_", "\n")
    return cell if cell is None or isinstance(cell, int | float | bool) else str(cell)


def _damaged(name: str, error: Exception) -> ReadError:
    return ReadError(
        name, f"the workbook is damaged ({type(error).__name__}: {error})", "save it again"
    )
