"""What the commands that analyse many reports have in common: reading, and writing tables."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govtext.batch import find_inputs
from govtext.commands.options import check_rules
from govtext.commands.terminal import complain, show
from govtext.corpus import read_each
from govtext.document import fault_in
from govtext.errors import GovtextError, ReadError, unwritten
from govtext.extras import install_command
from govtext.messages import said
from govtext.readers import suffix_of
from govtext.report import Report
from govtext.writers.frame_files import TRACKING_FILES, Sheets, missing_packages

if TYPE_CHECKING:
    import pandas as pd

_SHOWN_ROWS, _SHOWN_CHARACTERS = 200, 24


SourcesArgument = Annotated[
    list[Path], typer.Argument(metavar="SRC", help="Reports, and folders of reports.")
]
IndicatorsOption = Annotated[
    str | None,
    typer.Option(
        "--indicators", metavar="NAMES", help="Only these statistics, with commas: GDP,粮食产量."
    ),
]
NoRegionsOption = Annotated[
    bool, typer.Option("--no-regions", help="Don't find the region codes of issuers (GB/T 2260).")
]


def output_option(endings: Sequence[str]) -> typer.models.OptionInfo:
    """The option for the file to write, with the suffixes that it can have."""
    option: typer.models.OptionInfo = typer.Option(
        "--output",
        "-o",
        metavar="OUT",
        help=f"The file to write: {', '.join(endings)}. Without it a table is printed.",
    )
    return option


class ReportStream:
    """The reports of a command, read one after the other; those that can't be read are named."""

    def __init__(
        self, sources: list[Path], rules: Path | None = None, text_column: str | None = None
    ) -> None:
        check_rules(rules)
        self._sources = sources
        self._rules = None if rules is None else os.fspath(rules)
        self._text_column = text_column
        self.count = 0
        self.failed = 0
        self.faulty = 0

    def __iter__(self) -> Iterator[Report]:
        inputs = find_inputs(self._sources, self._fail)
        for item, report in read_each(inputs, self._fail, self._rules, self._text_column):
            self.count += 1
            fault = fault_in(report, str(item.path))
            if fault is not None:
                self.faulty += 1
                complain(fault)
            yield report

    def _fail(self, error: ReadError) -> None:
        self.failed += 1
        complain(error)

    def finish(self, words: str) -> None:
        """Say on standard error what was done, and exit: 1 where a report failed, else 0."""
        total = self.count + self.failed
        typer.echo(said(f"{self.count} of {total} reports read; {words}"), err=True)
        raise typer.Exit(1 if self.failed or self.faulty else 0)


def check_output(out: Path | None, endings: Sequence[str] = tuple(TRACKING_FILES)) -> None:
    """Exit with a usage error where a file of that name can't be written."""
    if out is None:
        return
    ending = suffix_of(out.name)
    if out.is_dir() or ending not in endings:
        raise typer.BadParameter(
            f"{out}: give a file ending in {', '.join(endings)}", param_hint="-o"
        )
    extra = missing_packages(ending)
    if extra is not None:
        raise typer.BadParameter(
            f"{ending} files need more packages: {install_command(extra)}", param_hint="-o"
        )


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


def write(sheets: Sheets, out: Path) -> None:
    """Write the tables to a file, or exit with the error that says why it can't be written."""
    try:
        TRACKING_FILES[suffix_of(out.name)].write(sheets, out)
    except OSError as error:
        complain(unwritten(out, error))
        raise typer.Exit(1) from error


def print_table(frame: pd.DataFrame, columns: Sequence[str], sheets: Sheets) -> None:
    """Print some columns of a table to standard output."""
    from rich.table import Table  # noqa: PLC0415 (slow to import)

    table = Table(box=None, header_style="bold")
    for name in columns:
        table.add_column(sheets.header(sheets.main, name), overflow="fold")
    for row in frame[list(columns)].head(_SHOWN_ROWS).astype(object).itertuples(index=False):
        table.add_row(*(_shown(cell) for cell in row))
    show(table)
    if len(frame) > _SHOWN_ROWS:
        typer.echo(f"… {len(frame) - _SHOWN_ROWS} more rows; write them with -o", err=True)


def _shown(cell: object) -> str:
    import pandas as pd  # noqa: PLC0415 (an extra)

    if pd.isna(cell):  # type: ignore[call-overload]
        return ""
    text = f"{cell:g}" if isinstance(cell, float) else str(cell)
    return text if len(text) <= _SHOWN_CHARACTERS else f"{text[: _SHOWN_CHARACTERS - 1]}…"


def refuse(error: GovtextError | ValueError | ImportError, hint: str) -> typer.BadParameter:
    """The usage error for an argument that can't be used."""
    return typer.BadParameter(str(error), param_hint=hint)
