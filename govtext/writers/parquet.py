"""One table of all reports as a Parquet file, with typed columns."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyarrow.parquet as pq

from govtext.report import Report
from govtext.writers.arrow import batches, schema
from govtext.writers.atomic import replacing
from govtext.writers.files import Layout
from govtext.writers.tables import rows


def write_parquet(reports: Iterable[bytes], path: Path, layout: Layout) -> None:
    """Write the table of ``layout`` to ``path``; columns have the names of the JSON outline.

    Raises OSError.
    """
    found = (
        row
        for number, report in enumerate(map(Report.from_json, reports), 1)
        for row in rows(report, layout.table, number, layout.rules)
    )
    with (
        replacing(path, layout.parts) as file,
        pq.ParquetWriter(file, schema(layout.table), compression="zstd") as writer,
    ):
        for gathered in batches(found, layout.table):
            writer.write_batch(gathered)
