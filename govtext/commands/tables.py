"""Tables of the analyses: files they can be written to, and tables on the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from govtext.commands import typed
from govtext.commands.terminal import complain, show
from govtext.errors import unwritten
from govtext.messages import language, named
from govtext.messages.catalogue import catalogue as chinese
from govtext.readers import suffix_of
from govtext.runs.products import Product
from govtext.writers.atomic import replace_whole
from govtext.writers.console import printable
from govtext.writers.frames import (
    FRAME_FILES,
    PROGRAM_TEXTS,
    FrameSheet,
    Words,
    header,
    write_frames,
)

if TYPE_CHECKING:
    import pandas as pd

TABLE_ENDINGS = tuple(FRAME_FILES)
PAGE_ENDINGS = (".html", *TABLE_ENDINGS)
"""The suffixes of an analysis, without and with a page."""

Document = Callable[[Iterable[bytes]], str | bytes]
"""Makes a file that is no table of the products of reports."""

_LONGEST = 60  # characters of a cell on the terminal


def chinese_name(column: str) -> str:
    """The Chinese name of a column of an analysis."""
    words = chinese()
    for names in (words.pages, words.analyses, words.columns):
        if column in names:
            return names[column]
    return column


def listed(names: str | None) -> list[str] | None:
    """The names in a list with commas, Chinese ones too.

    >>> listed("GDP,城镇新增就业、粮食产量")
    ['GDP', '城镇新增就业', '粮食产量']
    """
    if names is None:
        return None
    for mark in "，、;；":
        names = names.replace(mark, ",")
    return [name.strip() for name in names.split(",") if name.strip()]


class TableAnalysis(NamedTuple):
    """An analysis whose result is one table.

    ``frames`` makes it of the products of reports, as DataFrames one below the other.
    ``documents`` makes files that are no tables, a page for one, by their suffix. ``names`` gives
    the Chinese names of columns; ``shown`` are those that the terminal shows, all where it is None.
    """

    product: Product
    frames: Callable[[Iterable[bytes]], Iterator[pd.DataFrame]]
    documents: Mapping[str, Document]
    names: Words = chinese_name
    shown: Sequence[str] | None = None

    def show(self, lines: Iterable[bytes]) -> str:
        """Print the table, and return how many rows it has."""
        rows = 0
        for frame in self.frames(lines):
            rows += len(frame)
            if len(frame):
                print_frame(frame, self.shown)
        return f"{rows} rows"

    def write(self, lines: Iterable[bytes], out: Path, parts: Path) -> None:
        """Write the table, or a document, to ``out``. Raises OSError."""
        document = self.documents.get(suffix_of(out.name))
        if document is not None:
            replace_whole(out, document(lines), parts)
        else:
            write_frames([FrameSheet(self.frames(lines), self.names)], out, language(), parts)


def give(
    tables: Mapping[str, pd.DataFrame],
    first: str,
    columns: Sequence[str],
    out: Path | None,
    page: Callable[[Path], None] | None = None,
) -> str:
    """Write the tables of targets, outcomes or a panel to ``out``, or print ``columns`` of the
    ``first``, which is also that of a file with one table. ``page`` writes a page.

    Returns what was done. Exits with the error where the file can't be written.
    """
    sheets = [sheet_of(tables[name], name) for name in sorted(tables, key=first.__ne__)]
    count = len(tables[first])
    if out is None:
        print_frame(tables[first], columns, header(sheets[0], language()))
        return f"{count} rows"
    try:
        if page is not None and suffix_of(out.name) == ".html":
            page(out)
        else:
            write_frames(sheets, out, language())
    except OSError as error:
        complain(unwritten(out, error))
        raise typed.Exit(1) from error
    return f"{count} rows written to {out}"


def sheet_of(frame: pd.DataFrame, table: str) -> FrameSheet:
    """A table of targets, outcomes or a panel as a sheet of a file."""
    words = chinese()
    title = words.tracking_sheets[table]
    return FrameSheet([frame], lambda name: words.analysis_column(table, name), title)


def headed(column: str) -> str:
    """The header of a column of an analysis on the terminal."""
    return column if language() == "en" else chinese_name(column)


def print_frame(
    frame: pd.DataFrame, columns: Sequence[str] | None = None, words: Words = headed
) -> None:
    """Print those of ``columns`` that the frame has as a table, all where it has none of them."""
    from rich import box  # noqa: PLC0415 (slow to import, and files need none)
    from rich.table import Table  # noqa: PLC0415

    names = [name for name in columns or frame.columns if name in frame.columns]
    names = names if len(names) > 1 else list(frame.columns)
    shown = Table(box=box.SIMPLE_HEAD)
    for name in names:
        numeric = str(frame[name].dtype) in ("Int64", "Float64", "int64", "float64")
        shown.add_column(words(name), justify="right" if numeric else "left", overflow="fold")
    said_as = [PROGRAM_TEXTS.get(name, named) for name in names]
    for row in frame[names].itertuples(index=False):
        cells = zip(said_as, map(_cell, row), strict=True)
        shown.add_row(*(say(cell) if cell else "" for say, cell in cells))
    show(shown)


def _cell(value: Any) -> str:
    if value is None or str(value) in ("<NA>", "nan"):
        return ""
    if isinstance(value, float):
        return f"{value:.4g}"
    text = printable(str(value))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
