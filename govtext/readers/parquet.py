"""Parquet tables with one report in each row."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pyarrow
import pyarrow.parquet

from govtext.errors import ReadError
from govtext.readers.base import Cell, Part
from govtext.readers.tables import Row, table_parts

_UNPACKED = 1_000_000_000
_ROWS = 64


def open_parquet(data: bytes, name: str, text_column: str | None) -> Iterator[Part]:
    """The reports in a Parquet table, one in each row, counted from 1. Raises ReadError."""
    try:
        file = pyarrow.parquet.ParquetFile(io.BytesIO(data), page_checksum_verification=True)
        meta = file.metadata
        # A row group is unpacked whole.
        largest = max(
            (meta.row_group(n).total_byte_size for n in range(meta.num_row_groups)), default=0
        )
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise _damaged(name, error) from error
    if largest > _UNPACKED or len(data) * 1000 < largest:
        raise ReadError(
            name, "it unpacks to more bytes than a table may have", "write it in smaller row groups"
        )
    header = list(file.schema_arrow.names)
    yield from table_parts(header, _rows(file, name), name, "parquet", text_column)


def _rows(file: pyarrow.parquet.ParquetFile, name: str) -> Iterator[Row]:
    number = 0
    try:
        for batch in file.iter_batches(batch_size=_ROWS):
            for cells in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                number += 1
                yield number, [_cell(cell) for cell in cells]
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise _damaged(name, error) from error


def _cell(cell: object) -> Cell:
    return cell if cell is None or isinstance(cell, str | int | float | bool) else str(cell)


def _damaged(name: str, error: Exception) -> ReadError:
    return ReadError(name, f"the table is damaged ({error})", "get an undamaged copy of the file")
