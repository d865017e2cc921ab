"""DataFrames written to one file in pieces: CSV, Excel, Parquet and Stata."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govtext.writers.atomic import replacing
from govtext.writers.csv import harmless
from govtext.writers.stata import write_dta

if TYPE_CHECKING:
    import pandas as pd

FRAME_FILES: dict[str, tuple[str, ...]] = {
    ".csv": (),
    ".xlsx": ("xlsxwriter",),
    ".parquet": ("pyarrow",),
    ".dta": (),
}
"""The suffixes of the files that a table can be written to, with the packages each needs."""

Words = Callable[[str], str]
"""From the name of a column, or a value, to the word that people read."""

_ROWS = 1_048_575  # rows of a sheet in Excel below its header


def missing_package(suffix: str) -> str | None:
    """The extra that writes a file with this suffix and is not installed, or None."""
    needed = ("pandas", *FRAME_FILES[suffix])
    if all(importlib.util.find_spec(name) for name in needed):
        return None
    return "pandas" if len(needed) == 1 else f"pandas,{suffix[1:]}"


def write_frames(
    frames: Iterable[pd.DataFrame],
    path: Path,
    parts: Path | None = None,
    header: Words | None = None,
    values: Mapping[str, str] | None = None,
) -> None:
    """Write ``frames``, which have the same columns, one below the other to ``path``, in the format
    of its suffix.

    ``header`` and ``values`` are the words for columns and for values of categories in CSV and
    Excel; other formats keep the names. Only one frame is in memory at a time, except for Stata,
    which needs all. Raises OSError.
    """
    if path.suffix.lower() in (".csv", ".xlsx"):
        frames = (_named(frame, header, values) for frame in frames)
    writers = {".csv": _csv, ".xlsx": _xlsx, ".parquet": _parquet, ".dta": _stata}
    writers[path.suffix.lower()](iter(frames), path, parts)


def _named(
    frame: pd.DataFrame, header: Words | None, values: Mapping[str, str] | None
) -> pd.DataFrame:
    if values:
        for name in frame.columns:
            if str(frame[name].dtype) == "category":
                frame[name] = frame[name].astype("string").replace(dict(values))
    return frame.rename(columns=header) if header else frame


def _csv(frames: Iterator[pd.DataFrame], path: Path, parts: Path | None) -> None:
    with replacing(path, parts) as file:
        for number, frame in enumerate(frames):
            for name in frame.columns:
                if str(frame[name].dtype) in ("string", "str", "object"):
                    frame[name] = frame[name].map(harmless, na_action="ignore")
            text = frame.to_csv(index=False, header=not number, lineterminator="\r\n")
            file.write(text.encode("utf-8" if number else "utf-8-sig"))


def _xlsx(frames: Iterator[pd.DataFrame], path: Path, parts: Path | None) -> None:
    xlsxwriter: Any = importlib.import_module("xlsxwriter")
    settings = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "nan_inf_to_errors": True,
    }
    with replacing(path, parts) as file, xlsxwriter.Workbook(file, settings) as book:
        bold = book.add_format({"bold": True, "bottom": 1, "bg_color": "#EDEDED"})
        sheet: Any = None
        row = 0
        for frame in frames:
            for cells in frame.astype(object).where(frame.notna(), None).itertuples(index=False):
                if sheet is None or row == _ROWS:
                    sheet, row = _sheet(book, frame, bold), 0
                row += 1
                for column, cell in enumerate(cells):
                    if cell is not None:
                        sheet.write(row, column, cell)
            if sheet is None:
                sheet = _sheet(book, frame, bold)


def _sheet(book: Any, frame: pd.DataFrame, bold: Any) -> Any:
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(frame.columns):
        sheet.set_column(column, column, max(10, min(2 * len(str(name)) + 2, 36)))
        sheet.write_string(0, column, str(name), bold)
    return sheet


def _parquet(frames: Iterator[pd.DataFrame], path: Path, parts: Path | None) -> None:
    pa: Any = importlib.import_module("pyarrow")
    pq: Any = importlib.import_module("pyarrow.parquet")
    writer: Any = None
    with replacing(path, parts) as file:
        for frame in frames:
            table = pa.Table.from_pandas(frame, preserve_index=False)
            writer = writer or pq.ParquetWriter(file, table.schema, compression="zstd")
            writer.write_table(table.cast(writer.schema))
        if writer is not None:
            writer.close()


def _stata(frames: Iterator[pd.DataFrame], path: Path, parts: Path | None) -> None:
    pandas: Any = importlib.import_module("pandas")
    write_dta(pandas.concat(list(frames), ignore_index=True), path, {}, "en", parts)
