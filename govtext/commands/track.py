"""``govtext track``: what came of each target."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Annotated

from govtext.commands import typed
from govtext.commands.many import EachReport
from govtext.commands.options import (
    EveryOption,
    IndicatorsOption,
    NoRegionsOption,
    RulesOption,
    SourcesArgument,
    TextColumnOption,
    check_output,
    check_rules,
    output_option,
)
from govtext.commands.tables import PAGE_ENDINGS, give, listed
from govtext.commands.terminal import complain
from govtext.errors import ReadError, unwritten

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
def track_command(  # noqa: PLR0913, PLR0917 (an option each)
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
    indicators: IndicatorsOption = None,
    every: EveryOption = False,
    no_regions: NoRegionsOption = False,
    rules: RulesOption = None,
    text_column: TextColumnOption = None,
) -> None:
    """Set each target beside the outcome that later reports tell.

    "untargeted" are the outcomes for which the report of that year set no target.

    Exit status 1 where some reports can't be read, with the reasons on standard error; all that
    was read is written.
    """
    from govtext.analyses import decisions as deciding  # noqa: PLC0415 (slow)
    from govtext.analyses.gathering import Gathered, gatherer_of  # noqa: PLC0415
    from govtext.analyses.tracking import frame  # noqa: PLC0415
    from govtext.page.promises import write_promises  # noqa: PLC0415

    check_rules(rules)
    check_output(out, PAGE_ENDINGS)
    reading = EachReport(sources, rules, text_column)
    try:
        decided = deciding.read_decisions(decisions)
    except (ReadError, OSError) as error:
        raise typed.BadParameter(str(error), param_hint="--decisions") from error
    try:
        gatherer = gatherer_of(listed(indicators), every=every, regions=not no_regions, rules=rules)
    except (ValueError, ImportError) as error:
        raise typed.BadParameter(str(error), param_hint="--indicators") from error
    for report in reading:
        gatherer.add(report)
    pairs = deciding.decide(gatherer.pairs(), decided, gatherer.pairer)
    found = Gathered(gatherer.records, pairs, gatherer.related)
    tables = {name: frame(found, name) for name in _SHOWN}
    done = give(
        tables,
        table.value,
        _SHOWN[table.value],
        out,
        lambda path: write_promises(found.pairs, path),
    )
    if decisions is not None:
        try:
            waiting = deciding.write_decisions(decisions, pairs, decided)
        except OSError as error:
            complain(unwritten(decisions, error))
            raise typed.Exit(1) from error
        typed.echo(f"{waiting} pairs wait for a decision in {decisions}", err=True)
    reading.finish(done)
