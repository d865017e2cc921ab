"""All tables of all reports as a DuckDB database, with the keys that join them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb
import pyarrow as pa

from govtext.report import Report
from govtext.writers.arrow import BATCH, batch
from govtext.writers.atomic import replacing_path
from govtext.writers.files import Layout
from govtext.writers.tables import TABLES, Kind, Row, rows

_TYPES: dict[Kind, str] = {
    "text": "VARCHAR",
    "int": "BIGINT",
    "float": "DOUBLE",
    "bool": "BOOLEAN",
    "ints": "BIGINT[]",
}
# A report has a number; claims, nodes and the like have ids that are unique in their report.
_KEYS = {
    "reports": "PRIMARY KEY (report)",
    "outline": "PRIMARY KEY (report, id), FOREIGN KEY (report) REFERENCES reports (report)",
    "statements": "PRIMARY KEY (report, id), FOREIGN KEY (report) REFERENCES reports (report)",
    "claims": "PRIMARY KEY (report, id), "
    "FOREIGN KEY (report, statement) REFERENCES statements (report, id)",
    "masks": "PRIMARY KEY (report, start), FOREIGN KEY (report) REFERENCES reports (report)",
    "entries": "PRIMARY KEY (report, category, start), "
    "FOREIGN KEY (report) REFERENCES reports (report)",
}


def write_duckdb(reports: Iterable[bytes], path: Path, layout: Layout) -> None:
    """Write every table to the database ``path``; columns have the names of the JSON outline.

    Raises OSError.
    """
    with replacing_path(path, layout.parts) as beside:
        beside.unlink()  # DuckDB makes the file itself; an empty one is an error to it
        try:
            with duckdb.connect(str(beside)) as database:
                _fill(database, reports, layout.rules)
        except duckdb.Error as error:
            raise OSError(str(error)) from error


def _fill(database: duckdb.DuckDBPyConnection, reports: Iterable[bytes], rules: str | None) -> None:
    for table, keys in _KEYS.items():
        columns = ", ".join(f'"{column.name}" {_TYPES[column.kind]}' for column in TABLES[table])
        database.execute(f"CREATE TABLE {table} ({columns}, {keys})")
    gathered: dict[str, list[Row]] = {table: [] for table in _KEYS}
    for number, report in enumerate(map(Report.from_json, reports), 1):
        for table, found in gathered.items():
            found.extend(rows(report, table, number, rules))
        # All tables at once: a row must not come before the row that its key refers to.
        if any(len(found) >= BATCH for found in gathered.values()):
            _insert(database, gathered)
    _insert(database, gathered)


def _insert(database: duckdb.DuckDBPyConnection, gathered: dict[str, list[Row]]) -> None:
    for table, found in gathered.items():
        if found:
            database.register("incoming", pa.Table.from_batches([batch(found, table)]))
            database.execute(f"INSERT INTO {table} SELECT * FROM incoming")
            database.unregister("incoming")
            found.clear()
