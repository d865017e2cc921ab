"""One file for the reports of a run: a table from its ending to what writes it."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple


class Layout(NamedTuple):
    """``table`` is what a file that holds one table has in its rows, ``lang`` the language of
    column names; ``parts`` is the folder where a file is written before it is put in its place, and
    ``rules`` the folder of rules that the reports were read with."""

    table: str
    lang: str
    parts: Path
    rules: str | None = None


class FileForm(NamedTuple):
    """``writer`` is "module:function", which takes the JSON of the reports, the path and a
    ``Layout``; ``needs`` are the packages it imports, which ``extra`` brings. ``tables`` says
    whether the choice of a table makes a difference."""

    writer: str
    needs: tuple[str, ...] = ()
    extra: str | None = None
    tables: bool = False


FILES = {
    ".jsonl": FileForm("lines:write_jsonl"),
    ".csv": FileForm("csv:write_csv", tables=True),
    ".xlsx": FileForm("xlsx:write_xlsx", ("xlsxwriter",), "xlsx"),
    ".parquet": FileForm("parquet:write_parquet", ("pyarrow",), "parquet", tables=True),
    ".duckdb": FileForm("duckdb:write_duckdb", ("duckdb", "pyarrow"), "duckdb"),
}


def missing_extra(ending: str) -> str | None:
    """The extra to install before a file with this ending can be written, if it is not."""
    form = FILES[ending]
    absent = [name for name in form.needs if importlib.util.find_spec(name) is None]
    return form.extra if absent else None


def write_file(reports: Iterable[bytes], path: Path, layout: Layout) -> None:
    """Write ``reports``, each as JSON on one line, to ``path`` in the form that its ending says.

    They are gone through once, and no more than a few are kept in memory. Raises OSError.
    """
    module, _, function = FILES[path.suffix.lower()].writer.partition(":")
    write: Any = getattr(importlib.import_module(f"govtext.writers.{module}"), function)
    write(reports, path, layout)
