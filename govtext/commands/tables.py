"""Tables of the analyses: files they can be written to, and tables on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from govtext.analyses.regions import check_installed
from govtext.commands.terminal import show
from govtext.extras import install_command
from govtext.messages import language, named
from govtext.messages.catalogue import catalogue as chinese
from govtext.readers import suffix_of
from govtext.writers.console import printable
from govtext.writers.frames import FRAME_FILES, missing_package

if TYPE_CHECKING:
    import pandas as pd

_LONGEST = 60  # characters of a cell on the terminal


def check_frame_output(out: Path, more: Sequence[str] = ()) -> None:
    """Exit with a usage error where a table can't be written to ``out``; ``more`` are suffixes that
    the command can write too."""
    suffix = suffix_of(out.name)
    known = [*FRAME_FILES, *more]
    if out.is_dir() or suffix not in known:
        raise typer.BadParameter(f"{out}: give a file: {', '.join(known)}", param_hint="-o")
    extra = missing_package(suffix) if suffix in FRAME_FILES else None
    if extra is not None:
        raise typer.BadParameter(
            f"{suffix} files need more packages: {install_command(extra)}", param_hint="-o"
        )


def has_regions() -> bool:
    """Whether the codes of regions are installed."""
    try:
        check_installed()
    except ImportError:
        return False
    return True


def chinese_name(column: str) -> str:
    """The Chinese name of a column of an analysis."""
    words = chinese()
    for names in (words.pages, words.analyses, words.columns):
        if column in names:
            return names[column]
    return column


def headed(column: str) -> str:
    """The header of a column of an analysis on the terminal."""
    return column if language() == "en" else chinese_name(column)


def print_frame(frame: pd.DataFrame, columns: Sequence[str] | None = None) -> None:
    """Print those of ``columns`` that the frame has as a table, all where it has none of them."""
    from rich import box  # noqa: PLC0415 (slow to import, and files need none)
    from rich.table import Table  # noqa: PLC0415

    names = [name for name in columns or frame.columns if name in frame.columns]
    names = names if len(names) > 1 else list(frame.columns)
    shown = Table(box=box.SIMPLE_HEAD)
    for name in names:
        numeric = str(frame[name].dtype) in ("Int64", "Float64", "int64", "float64")
        shown.add_column(headed(name), justify="right" if numeric else "left")
    for row in frame[names].itertuples(index=False):
        shown.add_row(*(named(cell) if cell else "" for cell in map(_cell, row)))
    show(shown)


def _cell(value: Any) -> str:
    if value is None or str(value) in ("<NA>", "nan"):
        return ""
    if isinstance(value, float):
        return f"{value:.4g}"
    text = printable(str(value))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
