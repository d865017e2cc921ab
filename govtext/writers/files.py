"""One file for all reports of a run: a table from the suffix of the file to its writer."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple


class Layout(NamedTuple):
    """What a file holds. ``table`` is the table of a file with one table, ``lang`` the language of
    the column names, ``parts`` the folder where a file is written before it is renamed,
    ``rules`` the folder of rules that the reports were read with, and ``files`` the path of the
    file of each report, in order, if they are known."""

    table: str
    lang: str
    parts: Path
    rules: str | None = None
    files: Iterable[str] = ()


class FileForm(NamedTuple):
    """A file format. ``writer`` is "module:function", which takes the JSON of the reports, the path
    and a ``Layout``; ``needs`` are the packages it imports, and ``extra`` the extra of govtext that
    installs them. ``tables`` is true where the file holds one table that can be chosen."""

    writer: str
    needs: tuple[str, ...] = ()
    extra: str | None = None
    tables: bool = False


FILES = {
    ".jsonl": FileForm("lines:write_jsonl"),
    ".csv": FileForm("csv:write_csv", tables=True),
    ".xlsx": FileForm("xlsx:write_xlsx", ("xlsxwriter",), "xlsx"),
    ".parquet": FileForm("parquet:write_parquet", ("pyarrow",), "parquet", tables=True),
    ".dta": FileForm("stata:write_stata", ("pandas",), "pandas", tables=True),
    ".duckdb": FileForm("duckdb:write_duckdb", ("duckdb", "pyarrow"), "duckdb"),
}


def missing_extra(ending: str) -> str | None:
    """The extra that is needed to write a file with this suffix and is not installed, or None."""
    form = FILES.get(ending)
    if form is None or all(importlib.util.find_spec(name) for name in form.needs):
        return None
    return form.extra


def write_file(reports: Iterable[bytes], path: Path, layout: Layout) -> None:
    """Write ``reports``, each as JSON on one line, to ``path`` in the format of its suffix.

    They are read once, and only a few are in memory at a time. Raises OSError.
    """
    module, _, function = FILES[path.suffix.lower()].writer.partition(":")
    write: Any = getattr(importlib.import_module(f"govtext.writers.{module}"), function)
    write(reports, path, layout)
