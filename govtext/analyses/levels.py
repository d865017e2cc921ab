"""Targets beside those of the level above (层层加码), and beside those of the year before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from govtext.analyses.outcomes import ReportedOutcome
from govtext.analyses.pairs import Pair, Record
from govtext.analyses.regions import Region
from govtext.analyses.target import Target

Change = Literal[
    "dropped", "new", "replaced", "measure", "unit", "wording", "number to words", "words to number"
]
_DIGITS = 9
_Cell = tuple[str, str, int | None]


@dataclass(slots=True)
class Gap:
    """A target of a region beside that of the region above it, for the same year."""

    lower: Record
    upper: Record
    target: Target
    above: Target
    gap: float | None
    """How much higher the lower one is, in the unit of the targets; None for different units."""


@dataclass(slots=True)
class TargetChange:
    """How a target differs from that of the year before; one of the two may be missing."""

    record: Record
    kind: Change
    before: Target | None
    after: Target | None


@dataclass(slots=True)
class Untargeted:
    """An outcome for which the report of the year itself set no target."""

    record: Record
    plan: Record
    outcome: ReportedOutcome


def above(region: Region) -> list[str | None]:
    """The codes of the regions above one, the nearest first; None is the nation.

    >>> above(Region("350102", "鼓楼区", "county"))
    ['350100', '350000', None]
    """
    code = region.code
    if code is None:
        return []
    upper = [f"{code[:4]}00", f"{code[:2]}0000"]
    return [*(one for one in upper if one != code), None]


def gaps(records: list[Record]) -> Iterator[Gap]:
    """The targets of each region beside those of the nearest level above that sets one too."""
    set_by: dict[tuple[str | None, _Cell], tuple[Record, Target]] = {}
    for record in records:
        region = record.issuer.region
        if region is not None:
            for target in _yearly(record):
                set_by.setdefault((region.code, _cell(target)), (record, target))
    for record in records:
        region = record.issuer.region
        if region is None:
            continue
        for target in _yearly(record):
            for code in above(region):
                found = set_by.get((code, _cell(target)))
                if found is not None and found[0].issuer.key != record.issuer.key:
                    yield Gap(record, found[0], target, found[1], _gap(target, found[1]))
                    break


def _cell(target: Target) -> _Cell:
    return target.indicator, target.measure, target.year


def _yearly(record: Record) -> list[Target]:
    """The targets with a number that a report sets for its year, the first of each known
    statistic."""
    found: dict[_Cell, Target] = {}
    for one in sorted(record.targets, key=lambda one: one.position != "headline"):
        yearly = (one.kind, one.horizon) == ("number", "year") and one.position != "recalled"
        if yearly and one.known:
            found.setdefault(_cell(one), one)
    return list(found.values())


def middle(target: Target) -> float | None:
    """The number of a target; of a range its middle."""
    if target.value is None and target.low is not None and target.high is not None:
        return (target.low + target.high) / 2
    return target.value


def _gap(lower: Target, upper: Target) -> float | None:
    one, other = middle(lower), middle(upper)
    if one is None or other is None or lower.unit != upper.unit or lower.measure != "growth":
        return None
    return round(one - other, _DIGITS)


def changes(records: list[Record], related: dict[str, list[str]]) -> Iterator[TargetChange]:
    """How the main targets of each report differ from those of the year before."""
    by_year = {(one.issuer.key, one.reported): one for one in records if one.targets}
    for record in records:
        before = by_year.get((record.issuer.key, (record.reported or 0) - 1))
        if before is None or not record.targets:
            continue
        old, new = _main(before), _main(record)
        yield from _replaced(record, old, new, related)
        for indicator in [*old, *(one for one in new if one not in old)]:
            one, other = old.get(indicator), new.get(indicator)
            if one is None or other is None:
                yield TargetChange(record, "new" if one is None else "dropped", one, other)
            elif (kind := _difference(one, other)) is not None:
                yield TargetChange(record, kind, one, other)


def _replaced(
    record: Record, old: dict[str, Target], new: dict[str, Target], related: dict[str, list[str]]
) -> Iterator[TargetChange]:
    """The targets in whose place another statistic stands; they are taken out of both."""
    for indicator in [one for one in old if one not in new]:
        for other in related.get(indicator, ()):
            if other in new and other not in old:
                yield TargetChange(record, "replaced", old.pop(indicator), new.pop(other))
                break


def _main(record: Record) -> dict[str, Target]:
    """The main targets of the year by indicator; without a list of main ones all of known
    statistics."""
    found: dict[str, Target] = {}
    order = sorted(record.targets, key=lambda one: (one.position != "headline", one.start))
    headline = any(one.position == "headline" for one in order)
    for one in order:
        if one.horizon == "year" and (one.position == "headline" or (not headline and one.known)):
            found.setdefault(one.indicator, one)
    return found


def _difference(before: Target, after: Target) -> Change | None:
    if before.kind != after.kind:
        return "number to words" if before.kind == "number" else "words to number"
    if before.measure != after.measure:
        return "measure"
    if before.unit != after.unit:
        return "unit"
    return "wording" if before.modifier != after.modifier else None


def untargeted(records: list[Record]) -> Iterator[Untargeted]:
    """The outcomes of known statistics for which the report that planned the year set no target."""
    plans = {(one.issuer.key, one.reported): one for one in records if one.targets}
    for record in records:
        seen: set[_Cell] = set()
        for one in record.outcomes:
            cell = one.indicator, one.measure, one.year
            plan = plans.get((record.issuer.key, one.year))
            told = one.known and not one.several_years
            if plan is None or plan is record or cell in seen or not told:
                continue
            seen.add(cell)
            aimed = any(
                (target.indicator, target.year) == (one.indicator, one.year)
                for target in plan.targets
            )
            number = one.claim is not None and one.value is not None
            if number and not aimed and one.basis != "avg_annual":
                yield Untargeted(record, plan, one)


def previous(pairs: list[Pair]) -> dict[tuple[object, ...], Pair]:
    """The pairs of yearly targets by issuer, indicator, measure and year, for the year after."""
    found: dict[tuple[object, ...], Pair] = {}
    for one in pairs:
        if one.target.horizon == "year":
            key = one.record.issuer.key, one.target.indicator, one.target.measure, one.target.year
            found.setdefault(key, one)
    return found
