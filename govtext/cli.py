"""The commands: what is typed, what is printed, and the exit status."""

from __future__ import annotations

import enum
import io
import os
import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console, RenderableType

from govtext import __version__, rulebook
from govtext.batch import find_inputs, place_outputs
from govtext.corpus import read_each, report_of
from govtext.errors import ReadError
from govtext.page.write import write_pages
from govtext.readers import load_bytes, suffix_of
from govtext.report import schema
from govtext.rulebook import RuleError
from govtext.writers.json import indented, write_json, write_jsonl
from govtext.writers.table import table
from govtext.writers.tree import tree

# Endings that look like one file for all reports, in a form that is not written (yet).
_UNWRITTEN = (".csv", ".json", ".parquet", ".xlsx")
_ENDLESS = 1_000_000  # columns: into a file or a pipe, nothing is wrapped or cut

app = typer.Typer(
    help="Read Chinese government work reports and get back what they claim.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


class Form(enum.StrEnum):
    """What ``parse`` prints."""

    json = "json"
    tree = "tree"
    table = "table"


RulesOption = Annotated[
    Path | None,
    typer.Option("--rules", metavar="DIR", help="A folder of rule tables that extend govtext's."),
]
NoTextOption = Annotated[
    bool, typer.Option("--no-text", help="Leave the source text out of the JSON.")
]


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"govtext {__version__}")
        raise typer.Exit


@app.callback()
def _program(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    pass


@app.command("parse")
def parse_command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A report; - for standard input.")],
    form: Annotated[Form, typer.Option("--format", help="What to print.")] = Form.json,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say why each statement has its category.")
    ] = False,
    rules: RulesOption = None,
    no_text: NoTextOption = False,
) -> None:
    """Read one report and print its outline, or its claims as a table.

    Exit status 1 when the file can't be read, with the reason on standard error.
    """
    _check_rules(rules)
    try:
        if file == "-":
            report = report_of(sys.stdin.buffer.read(), "standard input", None, rules)
        else:
            path = Path(file)
            report = report_of(load_bytes(path), file, path.name, rules)
    except ReadError as error:
        _complain(error)
        raise typer.Exit(1) from error
    if form is Form.json:
        sys.stdout.buffer.write(indented(report, text=not no_text))
    else:
        _print(tree(report, explain) if form is Form.tree else table(report, explain))


@app.command("convert")
def convert_command(
    sources: Annotated[
        list[Path], typer.Argument(metavar="SRC", help="Reports, and folders of reports.")
    ],
    out: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help="A folder for one .json a report, or one file ending in .jsonl.",
        ),
    ],
    rules: RulesOption = None,
    no_text: NoTextOption = False,
) -> None:
    """Read many reports and write the outline of each as JSON.

    A folder's files land directly in OUT, in the same subfolders.

    Exit status 1 when some can't be read, with the reasons on standard error; the rest are done.
    """
    _check_rules(rules)
    _check_output(out)
    failures: list[ReadError] = []

    def failed(error: ReadError) -> None:
        failures.append(error)
        _complain(error)

    inputs = find_inputs(sources, failed)
    reports = read_each(inputs, failed, rules)
    written = 0
    if suffix_of(out.name) == ".jsonl" and not out.is_dir():
        try:
            written = write_jsonl((report for _, report in reports), out, text=not no_text)
        except OSError as error:
            failed(_unwritten(out, error))
    else:
        places = dict(zip(inputs, place_outputs([item.name for item in inputs]), strict=True))
        for item, report in reports:
            try:
                write_json(report, out / places[item], text=not no_text)
                written += 1
            except OSError as error:
                failed(_unwritten(out / places[item], error))
    typer.echo(f"{written} of {len(inputs)} reports written to {out}", err=True)
    raise typer.Exit(1 if failures else 0)


@app.command("view")
def view_command(
    sources: Annotated[
        list[Path], typer.Argument(metavar="REPORT", help="Reports, and folders of reports.")
    ],
    out: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="PAGE.html", help="The page to write."),
    ],
    rules: RulesOption = None,
) -> None:
    """Write a report as a page to look at, in one file that any browser opens.

    Several reports get a page each, in a folder of that name, and PAGE.html is their index.

    Exit status 1 when some can't be read, with the reasons on standard error; the rest are done.
    """
    _check_rules(rules)
    if out.is_dir() or suffix_of(out.name) != ".html":
        raise typer.BadParameter(f"{out}: give a file ending in .html", param_hint="-o")
    failures: list[ReadError] = []

    def failed(error: ReadError) -> None:
        failures.append(error)
        _complain(error)

    inputs = find_inputs(sources, failed)
    reports = [report for _, report in read_each(inputs, failed, rules)]
    read = f"{len(reports)} of {len(reports) + len(failures)} reports"
    try:
        if reports:
            write_pages(reports, out)
            typer.echo(f"{read} written to {out}", err=True)
    except OSError as error:
        failed(_unwritten(out, error))
    raise typer.Exit(1 if failures else 0)


@app.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of the outline."""
    encoded = msgspec.json.format(msgspec.json.encode(schema()), indent=2)
    sys.stdout.buffer.write(encoded + b"\n")


def _check_rules(rules: Path | None) -> None:
    # Before anything is read: rules that can't be used are wrong usage, not a broken input.
    try:
        rulebook.load(None if rules is None else os.fspath(rules))
    except RuleError as error:
        raise typer.BadParameter(str(error), param_hint="--rules") from error


def _check_output(out: Path) -> None:
    if out.is_dir():
        return
    ending = suffix_of(out.name)
    if ending == ".jsonl":
        return
    advice = "give a folder, for one .json a report, or a file ending in .jsonl"
    if ending in _UNWRITTEN:
        raise typer.BadParameter(
            f"{out}: {ending} files can't be written; {advice}", param_hint="-o"
        )
    if out.exists():
        raise typer.BadParameter(f"{out} is a file; {advice}", param_hint="-o")


def _unwritten(path: Path, error: OSError) -> ReadError:
    return ReadError(str(path), f"can't be written ({error.strerror})", "check the place for it")


def _complain(error: ReadError) -> None:
    typer.echo(f"govtext: {error}", err=True)


def _print(shown: RenderableType) -> None:
    width = None if sys.stdout.isatty() else _ENDLESS
    Console(file=sys.stdout, width=width, highlight=False).print(shown)


def main() -> None:
    """Run the command line."""
    # A Chinese Windows console may be in code page 936, which lacks much of what reports hold.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app()
