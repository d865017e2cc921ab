"""``govtext convert``: many reports to a folder or a file."""

from __future__ import annotations

import enum
import os
import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from govtext.commands.options import NoTextOption, RulesOption, TextColumnOption, check_rules
from govtext.commands.terminal import complain
from govtext.errors import ReadError, unwritten
from govtext.extras import install_command
from govtext.left_out import left_out
from govtext.messages import language, named, said
from govtext.readers import suffix_of
from govtext.runs.chunks import StoppedError
from govtext.runs.convert import Options, convert
from govtext.runs.ledger import BusyError
from govtext.runs.pools import ClusterError
from govtext.runs.progress import watch
from govtext.writers.files import FILES, missing_extra

_ENDINGS = ", ".join(FILES)
_INTERRUPTED = 130  # the usual exit status after Ctrl-C


app = typer.Typer(add_completion=False, rich_markup_mode=None)


class Rows(enum.StrEnum):
    """The tables that ``convert`` can write to a file with one table."""

    claims = "claims"
    outline = "outline"
    statements = "statements"
    entries = "entries"


@app.command()
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
            help=f"A folder with one .json for each report, or one file: {_ENDINGS}.",
        ),
    ],
    rules: RulesOption = None,
    no_text: NoTextOption = False,
    text_column: TextColumnOption = None,
    rows: Annotated[
        Rows, typer.Option("--table", help="The table that .csv and .parquet hold.")
    ] = Rows.claims,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers", min=1, metavar="N", help="How many processes read; all processors."
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
            "--timeout", min=0.1, metavar="SECONDS", help="Leave out a report that takes longer."
        ),
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Read all again and ignore earlier runs.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing.")] = False,
) -> None:
    """Read many reports and write the outline of each, or tables of all.

    The outlines of a folder go to OUT, in the same subfolders. To continue a run that was stopped,
    give the same command again: files with the same bytes are not read again.

    Exit status 1 where some reports can't be read, or not in full; the reasons are on standard
    error and in errors.jsonl, and the other reports are written. Exit status 1 too where a pattern
    in DIR ran out of time, which is named.
    """
    check_rules(rules)
    _check_output(out)
    if cluster is not None and timeout is not None:
        raise typer.BadParameter(
            "a cluster has its own settings for slow workers; leave out one of the two",
            param_hint="--timeout",
        )
    options = Options(
        workers=workers or os.cpu_count() or 1,
        rules=rules,
        text=not no_text,
        text_column=text_column,
        table=rows.value,
        lang=language(),
        cluster=cluster,
        timeout=timeout,
        fresh=fresh,
    )
    try:
        with watch(sys.stderr, quiet) as watcher:
            summary = convert(sources, out, options, watcher)
    except KeyboardInterrupt as error:
        _warn("stopped. Give the same command again to continue.", quiet)
        raise typer.Exit(_INTERRUPTED) from error
    except (StoppedError, BusyError, ClusterError) as error:
        _warn(f"{error}. Give the same command again to continue.", quiet)
        raise typer.Exit(1) from error
    except OSError as error:
        _warn(unwritten(out, error), quiet)
        raise typer.Exit(1) from error
    for failed in (*summary.failures, *summary.faults):
        _warn(ReadError(failed.path, failed.problem, failed.advice), quiet)
    total = summary.written + len(summary.failures)
    _say(f"{summary.written} of {total} reports written to {out}", quiet)
    if summary.unchanged:
        _say(f"{summary.unchanged} files are unchanged and not read again", quiet)
    for line in left_out(summary.left_out):
        _say(line, quiet)
    if summary.failures:
        stages = Counter(failed.stage for failed in summary.failures)
        counts = ", ".join(f"{named(stage)}: {count}" for stage, count in stages.most_common())
        _say(f"{len(summary.failures)} failed ({counts}); see {summary.listed}", quiet)
    if summary.faults:
        _say(f"{len(summary.faults)} written but not read in full; see {summary.listed}", quiet)
    for entry, count in summary.late.items():
        _warn(f"{entry} in {count} reports, which are read without it", quiet)
    raise typer.Exit(1 if summary.failures or summary.faults or summary.late else 0)


def _check_output(out: Path) -> None:
    if out.is_dir():
        return
    ending = suffix_of(out.name)
    if ending in FILES:
        extra = missing_extra(ending)
        if extra is not None:
            raise typer.BadParameter(
                f"{ending} files need more packages: {install_command(extra)}",
                param_hint="-o",
            )
        return
    advice = f"give a folder, for one .json for each report, or a file: {_ENDINGS}"
    if out.exists():
        raise typer.BadParameter(f"{out} is a file; {advice}", param_hint="-o")
    if ending:
        raise typer.BadParameter(
            f"{out}: {ending} files can't be written; {advice}", param_hint="-o"
        )


def _say(words: str, quiet: bool) -> None:
    if not quiet:
        typer.echo(said(words), err=True)


def _warn(problem: object, quiet: bool) -> None:
    if not quiet:
        complain(problem)
