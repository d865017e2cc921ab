"""``govtext convert``: many reports to a folder or a file."""

from __future__ import annotations

import enum
import os
import sqlite3
import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from govtext.commands.options import NoTextOption, RulesOption, TextColumnOption, check_rules
from govtext.errors import shown, unwritten
from govtext.readers import suffix_of
from govtext.readers.formats import BY_SUFFIX
from govtext.runs.chunks import StoppedError
from govtext.runs.convert import Options, Summary, convert
from govtext.runs.ledger import BusyError, DamagedError
from govtext.runs.pools import ClusterError
from govtext.runs.progress import watch
from govtext.writers.files import FILES, missing_extra

_ENDINGS = ", ".join(FILES)
_NAMED = 3  # files that a message names
_INTERRUPTED = 130  # the usual exit status after Ctrl-C


app = typer.Typer(add_completion=False, rich_markup_mode=None)


class Rows(enum.StrEnum):
    """The tables that ``convert`` can write to a file with one table."""

    claims = "claims"
    outline = "outline"
    statements = "statements"
    entries = "entries"


class Lang(enum.StrEnum):
    """The language of column names."""

    zh = "zh"
    en = "en"


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
    lang: Annotated[
        Lang, typer.Option("--lang", help="The language of column names in .csv and .xlsx.")
    ] = Lang.zh,
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
        lang=lang.value,
        cluster=cluster,
        timeout=timeout,
        fresh=fresh,
    )
    try:
        with watch(sys.stderr, quiet) as watcher:
            summary = convert(sources, out, options, watcher)
    except KeyboardInterrupt as error:
        _say("govtext: stopped. Give the same command again to continue.", quiet)
        raise typer.Exit(_INTERRUPTED) from error
    except (StoppedError, BusyError, ClusterError) as error:
        _say(f"govtext: {error}. Give the same command again to continue.", quiet)
        raise typer.Exit(1) from error
    except DamagedError as error:
        _say(f"govtext: {error}", quiet)
        raise typer.Exit(1) from error
    except OSError as error:
        _say(f"govtext: {unwritten(out, error)}", quiet)
        raise typer.Exit(1) from error
    except sqlite3.Error as error:
        _say(
            f"govtext: {shown(str(out))}: the record of the run can't be written ({error}); check "
            "the space and the permissions there, and give the same command again to continue",
            quiet,
        )
        raise typer.Exit(1) from error
    _report(summary, out, quiet)
    raise typer.Exit(1 if summary.failures or summary.faults or summary.late else 0)


def _report(summary: Summary, out: Path, quiet: bool) -> None:
    """Say what was written, what was not, and why."""
    for failed in (*summary.failures, *summary.faults):
        _say(f"govtext: {shown(f'{failed.path}: {failed.problem}; {failed.advice}')}", quiet)
    total = summary.written + len(summary.failures)
    _say(f"{summary.written} of {total} reports written to {out}", quiet)
    if summary.unchanged:
        _say(f"{summary.unchanged} files are unchanged and not read again", quiet)
    if summary.other:
        kinds = ", ".join(f"{count} {kind}" for kind, count in summary.other.most_common())
        _say(f"{summary.other.total()} files of other kinds are not read ({shown(kinds)})", quiet)
    if summary.stale:
        named = ", ".join(summary.stale[:_NAMED]) + (", …" if len(summary.stale) > _NAMED else "")
        former = f"{len(summary.stale)} outlines of earlier runs"
        _say(f"{former} are still in {out}, though their files are gone: {shown(named)}", quiet)
    if summary.failures:
        stages = Counter(failed.stage for failed in summary.failures)
        counts = ", ".join(f"{count} in {stage}" for stage, count in stages.most_common())
        _say(f"{len(summary.failures)} failed ({counts}){_see(summary.listed)}", quiet)
    if summary.faults:
        _say(f"{len(summary.faults)} written but not read in full{_see(summary.listed)}", quiet)
    for entry, count in summary.late.items():
        _say(f"govtext: {entry} in {count} reports, which are read without it", quiet)


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
    advice = f"give a folder, for one .json for each report, or a file: {_ENDINGS}"
    if out.exists():
        raise typer.BadParameter(f"{out} is a file; {advice}", param_hint="-o")
    if ending and (ending == ".json" or ending in BY_SUFFIX):
        raise typer.BadParameter(
            f"{out}: {ending} files can't be written; {advice}", param_hint="-o"
        )


def _see(listed: Path) -> str:
    """Where the failures are listed, unless the list could not be written."""
    return f"; see {shown(str(listed))}" if listed.exists() else ""


def _say(words: str, quiet: bool) -> None:
    if not quiet:
        typer.echo(words, err=True)
