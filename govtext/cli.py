"""The commands: what is typed, what is printed, and the exit status."""

from __future__ import annotations

import enum
import io
import os
import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from govtext import __version__
from govtext.batch import find_inputs
from govtext.commands.evaluate import evaluate_command
from govtext.commands.options import RulesOption, check_rules
from govtext.commands.rules import rules_app
from govtext.commands.terminal import complain, show
from govtext.corpus import read_each, report_of
from govtext.errors import ReadError
from govtext.page.write import write_pages
from govtext.readers import load_bytes, suffix_of
from govtext.report import schema
from govtext.runs.chunks import StoppedError
from govtext.runs.convert import Options, convert
from govtext.runs.inspect import inspect
from govtext.runs.ledger import BusyError
from govtext.runs.pools import ClusterError
from govtext.runs.progress import watch
from govtext.runs.worker import unwritten
from govtext.writers.files import FILES, missing_extra
from govtext.writers.json import indented
from govtext.writers.table import table
from govtext.writers.tree import tree

_ENDINGS = ", ".join(FILES)
_INTERRUPTED = 130  # what shells say of a program that Ctrl-C ended

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


class Rows(enum.StrEnum):
    """What a table that ``convert`` writes has a row for."""

    claims = "claims"
    outline = "outline"
    statements = "statements"
    entries = "entries"


class Lang(enum.StrEnum):
    """The language of column names."""

    zh = "zh"
    en = "en"


NoTextOption = Annotated[
    bool, typer.Option("--no-text", help="Leave the source text out of the JSON.")
]
TextColumnOption = Annotated[
    str | None,
    typer.Option(
        "--text-column", metavar="NAME", help="The column that a table of reports has its texts in."
    ),
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
def parse_command(  # noqa: PLR0913, PLR0917 (typer makes an option of each)
    file: Annotated[str, typer.Argument(metavar="FILE", help="A report; - for standard input.")],
    form: Annotated[Form, typer.Option("--format", help="What to print.")] = Form.json,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say why each statement has its category.")
    ] = False,
    rules: RulesOption = None,
    no_text: NoTextOption = False,
    text_column: TextColumnOption = None,
) -> None:
    """Read one report and print its outline, or its claims as a table.

    Exit status 1 when the file can't be read, with the reason on standard error.
    """
    check_rules(rules)
    try:
        if file == "-":
            report = report_of(sys.stdin.buffer.read(), "standard input", None, rules, text_column)
        else:
            path = Path(file)
            report = report_of(load_bytes(path), file, path.name, rules, text_column)
    except ReadError as error:
        complain(error)
        raise typer.Exit(1) from error
    if form is Form.json:
        sys.stdout.buffer.write(indented(report, text=not no_text))
    else:
        show(tree(report, explain) if form is Form.tree else table(report, explain))


@app.command("convert")
def convert_command(  # noqa: PLR0913, PLR0917 (an option each)
    sources: Annotated[
        list[Path], typer.Argument(metavar="SRC", help="Reports, and folders of reports.")
    ],
    out: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help=f"A folder for one .json a report, or one file ending in {_ENDINGS}.",
        ),
    ],
    rules: RulesOption = None,
    no_text: NoTextOption = False,
    text_column: TextColumnOption = None,
    rows: Annotated[
        Rows, typer.Option("--table", help="What .csv and .parquet have a row for.")
    ] = Rows.claims,
    lang: Annotated[
        Lang, typer.Option("--lang", help="The language of column names in .csv and .xlsx.")
    ] = Lang.zh,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers", min=1, metavar="N", help="Processes that read; as many as processors."
        ),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster", metavar="ADDRESS", help="Read on the workers of this Dask scheduler."
        ),
    ] = None,
    timeout: Annotated[
        float | None,
        typer.Option(
            "--timeout", min=0.1, metavar="SECONDS", help="Give a report up that takes longer."
        ),
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Start over, whatever former runs have done.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing.")] = False,
) -> None:
    """Read many reports and write the outline of each, or tables of what they hold.

    A folder's files land directly in OUT, in the same subfolders. A run that was stopped carries
    on when the same command is given again: what has been read of the same bytes stays.

    Exit status 1 when some can't be read, with the reasons on standard error and in errors.jsonl;
    the rest are done.
    """
    check_rules(rules)
    _check_output(out)
    if cluster is not None and timeout is not None:
        raise typer.BadParameter(
            "a cluster ends its workers by settings of its own; leave one of the two out",
            param_hint="--timeout",
        )
    options = Options(
        workers=workers or os.cpu_count() or 1,
        rules=rules,
        text=not no_text,
        text_column=text_column,
        table=rows.value,
        lang=lang.value,
        cluster=cluster,
        timeout=timeout,
        fresh=fresh,
    )
    try:
        with watch(sys.stderr, quiet) as watcher:
            summary = convert(sources, out, options, watcher)
    except KeyboardInterrupt as error:
        _say("govtext: stopped. The same command carries on from here.", quiet)
        raise typer.Exit(_INTERRUPTED) from error
    except (StoppedError, BusyError, ClusterError) as error:
        _say(f"govtext: {error}. The same command carries on from here.", quiet)
        raise typer.Exit(1) from error
    except OSError as error:
        _say(f"govtext: {unwritten(out, error)}", quiet)
        raise typer.Exit(1) from error
    for failed in summary.failures:
        _say(f"govtext: {failed.path}: {failed.problem}; {failed.advice}", quiet)
    total = summary.written + len(summary.failures)
    _say(f"{summary.written} of {total} reports written to {out}", quiet)
    if summary.unchanged:
        _say(f"{summary.unchanged} files had been read before and are unchanged", quiet)
    if summary.failures:
        stages = Counter(failed.stage for failed in summary.failures)
        counts = ", ".join(f"{count} in {stage}" for stage, count in stages.most_common())
        _say(f"{len(summary.failures)} failed ({counts}); see {summary.listed}", quiet)
    raise typer.Exit(1 if summary.failures else 0)


@app.command("inspect")
def inspect_command(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="What govtext convert wrote.")],
) -> None:
    """Say what a result holds: counts, failures and the most frequent diagnostics."""
    try:
        show(inspect(out))
    except ReadError as error:
        complain(error)
        raise typer.Exit(1) from error
    except BusyError as error:
        complain(error)
        raise typer.Exit(1) from error


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
    text_column: TextColumnOption = None,
) -> None:
    """Write a report as a page to look at, in one file that any browser opens.

    Several reports get a page each, in a folder of that name, and PAGE.html is their index.

    Exit status 1 when some can't be read, with the reasons on standard error; the rest are done.
    """
    check_rules(rules)
    if out.is_dir() or suffix_of(out.name) != ".html":
        raise typer.BadParameter(f"{out}: give a file ending in .html", param_hint="-o")
    failures: list[ReadError] = []

    def failed(error: ReadError) -> None:
        failures.append(error)
        complain(error)

    inputs = find_inputs(sources, failed)
    reports = [report for _, report in read_each(inputs, failed, rules, text_column)]
    read = f"{len(reports)} of {len(reports) + len(failures)} reports"
    try:
        if reports:
            write_pages(reports, out)
            typer.echo(f"{read} written to {out}", err=True)
    except OSError as error:
        failed(unwritten(out, error))
    raise typer.Exit(1 if failures else 0)


app.command("evaluate")(evaluate_command)
app.add_typer(rules_app, name="rules")


@app.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of the outline."""
    encoded = msgspec.json.format(msgspec.json.encode(schema()), indent=2)
    sys.stdout.buffer.write(encoded + b"\n")


def _check_output(out: Path) -> None:
    if out.is_dir():
        return
    ending = suffix_of(out.name)
    if ending in FILES:
        extra = missing_extra(ending)
        if extra is not None:
            raise typer.BadParameter(
                f"{ending} files need more packages: pip install 'govtext[{extra}]'",
                param_hint="-o",
            )
        return
    advice = f"give a folder, for one .json a report, or a file ending in {_ENDINGS}"
    if ending == ".json":
        raise typer.BadParameter(
            f"{out}: {ending} files can't be written; {advice}", param_hint="-o"
        )
    if out.exists():
        raise typer.BadParameter(f"{out} is a file; {advice}", param_hint="-o")


def _say(words: str, quiet: bool) -> None:
    if not quiet:
        typer.echo(words, err=True)


def main() -> None:
    """Run the command line."""
    # A Chinese Windows console may be in code page 936, which lacks much of what reports hold.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app()
