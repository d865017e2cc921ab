"""``govtext targets``: what plans promise."""

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
from govtext.messages import said

app = typed.App()

_SHOWN = {
    "targets": ("issuer", "year", "indicator", "text", "modifier", "strength", "previous_outcome"),
    "gaps": ("issuer", "year", "indicator", "text", "upper_issuer", "upper_text", "gap"),
    "changes": ("issuer", "year", "change", "indicator_before", "text_before", "indicator", "text"),
}


class TargetsTable(enum.StrEnum):
    """The tables of targets."""

    targets = "targets"
    gaps = "gaps"
    changes = "changes"


@app.command()
def targets_command(  # noqa: PLR0913, PLR0917 (an option each)
    sources: SourcesArgument,
    out: Annotated[Path | None, output_option(PAGE_ENDINGS)] = None,
    table: Annotated[
        TargetsTable,
        typed.Option("--table", help="The table of a file with one table; .xlsx has all."),
    ] = TargetsTable.targets,
    indicators: IndicatorsOption = None,
    every: EveryOption = False,
    no_regions: NoRegionsOption = False,
    rules: RulesOption = None,
    text_column: TextColumnOption = None,
) -> None:
    """List the targets that reports set, one row a target.

    "gaps" are targets beside those of the region above, "changes" how the main targets of a year
    differ from those of the year before.

    Exit status 1 where some reports can't be read, with the reasons on standard error; all that
    was read is written.
    """
    from govtext.analyses.gathering import Gathered, gatherer_of  # noqa: PLC0415 (slow)
    from govtext.analyses.tracking import frame  # noqa: PLC0415
    from govtext.page.promises import write_promises  # noqa: PLC0415

    check_rules(rules)
    check_output(out, PAGE_ENDINGS)
    reading = EachReport(sources, rules, text_column)
    try:
        gatherer = gatherer_of(listed(indicators), every=every, regions=not no_regions, rules=rules)
    except (ValueError, ImportError) as error:
        raise typed.BadParameter(str(error), param_hint="--indicators") from error
    for report in reading:
        gatherer.add(report)
    found = Gathered(gatherer.records, gatherer.pairs(), gatherer.related)
    tables = {name: frame(found, name) for name in _SHOWN}
    done = give(
        tables,
        table.value,
        _SHOWN[table.value],
        out,
        lambda path: write_promises(found.pairs, path),
    )
    for source in tables["targets"].attrs["without_targets"]:
        typed.echo(said(f"{source}: no target of a known statistic is found"), err=True)
    reading.finish(done)
