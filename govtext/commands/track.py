"""``govtext track``: what came of each target."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Annotated

from govtext.commands import typed
from govtext.commands.many import EachReport
from govtext.commands.options import (
    SourcesArgument,
    TargetOptions,
    check_output,
    check_rules,
    grouped,
    output_option,
)
from govtext.commands.promises import gather, give_tables, tables_of
from govtext.commands.tables import PAGE_ENDINGS
from govtext.commands.terminal import complain
from govtext.errors import ReadError, unwritten
from govtext.messages import said

app = typed.App()

_SHOWN = {
    "pairs": (
        "issuer",
        "year",
        "indicator",
        "text",
        "modifier",
        "outcome_text",
        "status",
        "margin",
    ),
    "untargeted": ("issuer", "year", "indicator", "measure", "text"),
}


class PairsTable(enum.StrEnum):
    """The tables of targets and outcomes."""

    pairs = "pairs"
    untargeted = "untargeted"


@app.command()
@grouped
def track_command(
    *,
    sources: SourcesArgument,
    out: Annotated[Path | None, output_option(PAGE_ENDINGS)] = None,
    decisions: Annotated[
        Path | None,
        typed.Option(
            "--decisions",
            metavar="FILE.csv",
            help="Doubtful pairs: written for a person to fill, and read in the next run.",
        ),
    ] = None,
    table: Annotated[
        PairsTable,
        typed.Option("--table", help="The table of a file with one table; .xlsx has all."),
    ] = PairsTable.pairs,
    given: TargetOptions,
) -> None:
    """Set each target beside the outcome that later reports tell.

    "untargeted" are the outcomes for which the report of that year set no target.

    Exit status 1 where some reports can't be read, with the reasons on standard error; all that
    was read is written.
    """
    from govtext.analyses import decisions as deciding  # noqa: PLC0415 (slow)
    from govtext.analyses.gathering import Gathered  # noqa: PLC0415

    check_rules(given.rules)
    check_output(out, PAGE_ENDINGS)
    try:
        decided = deciding.read_decisions(decisions)
    except (ReadError, OSError) as error:
        raise typed.BadParameter(str(error), param_hint="--decisions") from error
    reading = EachReport(sources, given.rules, given.text_column)
    gatherer = gather(reading, given)
    pairs = deciding.decide(gatherer.pairs(), decided, gatherer.pairer)
    found = Gathered(gatherer.records, pairs, gatherer.related)
    done = give_tables(found, tables_of(found, _SHOWN), table.value, _SHOWN[table.value], out)
    if decisions is not None:
        try:
            waiting = deciding.write_decisions(decisions, pairs, decided)
        except OSError as error:
            complain(unwritten(decisions, error))
            raise typed.Exit(1) from error
        typed.echo(said(f"{waiting} pairs wait for a decision in {decisions}"), err=True)
    reading.finish(done)
