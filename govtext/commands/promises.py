"""What ``targets`` and ``track`` have in common: targets are gathered, and given as tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from govtext.commands import typed
from govtext.commands.many import EachReport
from govtext.commands.options import TargetOptions
from govtext.commands.tables import give, listed
from govtext.extras import require

if TYPE_CHECKING:
    import pandas as pd

    from govtext.analyses.gathering import Gathered
    from govtext.analyses.records import Gatherer


def gather(reports: EachReport, given: TargetOptions) -> Gatherer:
    """The targets and outcomes of the reports; exits with a usage error where no indicator has a
    name that was given."""
    from govtext.analyses.gathering import gatherer_of  # noqa: PLC0415 (slow)

    require("pandas", "pandas", "this command")
    try:
        gatherer = gatherer_of(
            listed(given.indicators),
            known=given.known,
            regions=not given.no_regions,
            rules=given.rules,
        )
    except ValueError as error:
        raise typed.BadParameter(str(error), param_hint="--indicators") from error
    for report in reports:
        gatherer.add(report)
    return gatherer


def tables_of(found: Gathered, names: Iterable[str]) -> dict[str, pd.DataFrame]:
    """The tables of targets and outcomes by their names."""
    from govtext.analyses.tracking import frame  # noqa: PLC0415 (slow)

    return {name: frame(found, name) for name in names}


def give_tables(
    found: Gathered,
    tables: Mapping[str, pd.DataFrame],
    first: str,
    columns: Sequence[str],
    out: Path | None,
) -> str:
    """Write the tables, or their page, to ``out``, or print the first. Returns what was done."""
    from govtext.page.promises import write_promises  # noqa: PLC0415 (slow)

    return give(tables, first, columns, out, lambda path: write_promises(found.pairs, path))
