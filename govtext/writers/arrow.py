"""Tables of reports as Arrow record batches with typed columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa

from govtext.frames import fitting
from govtext.writers.tables import TABLES, Kind, Row

# Rows: enough that columns compress well, few enough that a batch is small.
BATCH = 20_000
_NUMBERS = {"float": "Float64", "int": "Int64"}
_TYPES: dict[Kind, pa.DataType] = {
    "text": pa.string(),
    "int": pa.int64(),
    "float": pa.float64(),
    "bool": pa.bool_(),
    "ints": pa.list_(pa.int64()),
}


def schema(table: str) -> pa.Schema:
    """The columns of one of ``TABLES``, with the names of the JSON outline."""
    return pa.schema([(column.name, _TYPES[column.kind]) for column in TABLES[table]])


def batches(rows: Iterable[Row], table: str) -> Iterator[pa.RecordBatch]:
    """``rows`` of one of ``TABLES`` in batches of ``BATCH`` rows."""
    gathered: list[Row] = []
    for row in rows:
        gathered.append(row)
        if len(gathered) == BATCH:
            yield batch(gathered, table)
            gathered = []
    if gathered:
        yield batch(gathered, table)


def batch(rows: list[Row], table: str) -> pa.RecordBatch:
    """``rows`` of one of ``TABLES`` as columns."""
    columns = [
        pa.array(
            [fitting(row[column.name], _NUMBERS.get(column.kind)) for row in rows],
            _TYPES[column.kind],
        )
        for column in TABLES[table]
    ]
    return pa.RecordBatch.from_arrays(columns, schema=schema(table))
