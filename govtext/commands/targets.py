"""``govtext targets``: what plans promise."""

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
@grouped
def targets_command(
    *,
    sources: SourcesArgument,
    out: Annotated[Path | None, output_option(PAGE_ENDINGS)] = None,
    table: Annotated[
        TargetsTable,
        typed.Option("--table", help="The table of a file with one table; .xlsx has all."),
    ] = TargetsTable.targets,
    given: TargetOptions,
) -> None:
    """List the targets that reports set, one row a target.

    "gaps" are targets beside those of the region above, "changes" how the main targets of a year
    differ from those of the year before.

    Exit status 1 where some reports can't be read, with the reasons on standard error; all that
    was read is written.
    """
    from govtext.analyses.gathering import Gathered  # noqa: PLC0415 (slow)

    check_rules(given.rules)
    check_output(out, PAGE_ENDINGS)
    reading = EachReport(sources, given.rules, given.text_column)
    gatherer = gather(reading, given)
    found = Gathered(gatherer.records, gatherer.pairs(), gatherer.related)
    tables = tables_of(found, _SHOWN)
    done = give_tables(found, tables, table.value, _SHOWN[table.value], out)
    for source in tables["targets"].attrs["without_targets"]:
        typed.echo(said(f"{source}: no target is found"), err=True)
    reading.finish(done)
