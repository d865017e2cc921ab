"""``govtext convert``: many reports to a folder or a file."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Annotated

from govtext.commands import typed
from govtext.commands.attention import counting
from govtext.commands.many import run_many, run_options
from govtext.commands.options import (
    NoTextOption,
    RunOptions,
    SourcesArgument,
    check_output,
    check_packages,
    check_rules,
    grouped,
)
from govtext.commands.tables import TABLE_ENDINGS
from govtext.extras import require
from govtext.messages import language
from govtext.readers import suffix_of
from govtext.writers.files import FILES

_ENDINGS = ", ".join(FILES)
app = typed.App()


class Rows(enum.StrEnum):
    """The tables that ``convert`` can write to a file with one table."""

    claims = "claims"
    outline = "outline"
    statements = "statements"
    entries = "entries"
    attention = "attention"


@app.command()
@grouped
def convert_command(  # noqa: PLR0913 (an option each)
    *,
    sources: SourcesArgument,
    out: Annotated[
        Path,
        typed.Option(
            "--output",
            "-o",
            metavar="OUT",
            help=f"A folder with one .json for each report, or one file: {_ENDINGS}.",
        ),
    ],
    no_text: NoTextOption = False,
    rows: Annotated[
        Rows,
        typed.Option(
            "--table", help="The table of a file with one table; attention also .xlsx and .json."
        ),
    ] = Rows.claims,
    cluster: Annotated[
        str | None,
        typed.Option(
            "--cluster", metavar="ADDRESS", help="Read on the workers of this Dask scheduler."
        ),
    ] = None,
    given: RunOptions,
) -> None:
    """Read many reports and write the outline of each, or tables of all.

    The outlines of a folder go to OUT, in the same subfolders. To continue a run that was stopped,
    give the same command again: files with the same bytes are not read again.

    Exit status 1 where some reports can't be read, or not in full; the reasons are on standard
    error and in errors.jsonl, and the other reports are written. Exit status 1 too where a pattern
    in DIR ran out of time, which is named.
    """
    check_rules(given.rules)
    if rows is Rows.attention:
        check_output(out, TABLE_ENDINGS)
    else:
        _check_output(out)
    if cluster is not None and given.timeout is not None:
        raise typed.BadParameter(
            "a cluster has its own settings for slow workers; leave out one of the two",
            param_hint="--timeout",
        )
    options = run_options(given)._replace(
        text=not no_text, table=rows.value, lang=language(), cluster=cluster
    )
    if rows is Rows.attention:
        require("pandas", "pandas", "this command")
        made = counting(given.rules)
        options = options._replace(product=made.product, write=made.write)
    run_many(sources, out, options, given.quiet)


def _check_output(out: Path) -> None:
    if out.is_dir():
        return
    ending = suffix_of(out.name)
    if ending in FILES:
        check_packages(ending)
        return
    advice = f"give a folder, for one .json for each report, or a file: {_ENDINGS}"
    if out.exists():
        raise typed.BadParameter(f"{out} is a file; {advice}", param_hint="-o")
    if ending:
        raise typed.BadParameter(
            f"{out}: {ending} files can't be written; {advice}", param_hint="-o"
        )
