"""The candidates for the cells of a panel, and the choice among them.

A claim is a candidate for the cell of one issuer, year, indicator and measure. Its ``reason`` says
why it is not chosen or fits no cell; it is empty for the one that is chosen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from govtext.analyses.issuers import Issuer, issuer_of
from govtext.frames import fitting
from govtext.language.patterns import pattern
from govtext.language.units import base, build_units
from govtext.report import Claim, Report
from govtext.rulebook.load import Rulebook
from govtext.stages.claims.names import build_names

Measure = Literal["level", "added", "growth", "target_level", "target_added", "target_growth"]

MEASURES: tuple[Measure, ...] = get_args(Measure)

_YEAR = re.compile(r"\d{4}")
# The beginning of a noun phrase that says whose statistic it is (全县).
_OWN = pattern("own place before a statistic")
_SOMEONES = pattern("place of others before a statistic")
# A level that is passed (突破3万亿元) is a bound too, even where the number has no word for it.
_STEP_BEFORE = pattern("level passed on the way, before its number")
_STEP_AFTER = pattern("level passed on the way, behind its number")
_OF_THINGS = pattern("things of that size each")
_HOW_LONG = pattern("word before a length of time")
_TWO = pattern("two parts in one name")
_ADDED = pattern("addition to what there was")
_ALL_AFTER_ANOTHER = pattern("count of all behind a number of additions")
_MADE = pattern("verb of making")
_ALL = pattern("word for all there are")
_ACTIVITY = pattern("statistic that counts what is done in a year")
_CLAUSE = re.compile("[，,。；;！!？?\n]")
# The indicators that are measured in percent; for others a percentage is a share.
_RATE = pattern("statistic measured in percent")


@dataclass(slots=True)
class Candidate:
    """A claim of a known indicator, in base units; ``reason`` is empty where it is chosen."""

    issuer: Issuer
    year: int | None
    indicator: str
    measure: Measure | None
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    claim: Claim
    source: str | None
    reported: int | None
    sentence: str | None
    number: int
    reason: str

    @property
    def place(self) -> str:
        """The file, the claim and its offsets, as one string."""
        quantity = self.claim.quantity
        return f"{self.source or ''}#claim-{self.claim.id} [{quantity.start}:{quantity.end}]"


class CandidateReader:
    """Finds the candidates in one report after the other."""

    def __init__(
        self,
        rules: Rulebook,
        wanted: frozenset[str] | None,
        *,
        bounds: bool,
        regions: bool,
    ) -> None:
        self._units = rules.derive(build_units)
        self._names = rules.derive(build_names)
        self._wanted = wanted
        self._bounds = bounds
        self._regions = regions
        self._number = 0

    def read(self, report: Report) -> Iterator[Candidate]:
        """The candidates of ``report``, in order of place."""
        self._number += 1
        issuer = issuer_of(report, self._number, regions=self._regions)
        text = report.text or ""
        sentences = {one.id: text[one.start : one.end] for one in report.statements}
        for claim in report.claims:
            name = claim.indicator and claim.indicator.name
            if not name or (self._wanted is not None and name not in self._wanted):
                continue
            measure, reason = _measure(claim, name)
            if measure in ("level", "target_level") and _is_added(claim, name, text):
                measure = "added" if measure == "level" else "target_added"
            value, low, high, unit = self._numbers(claim)
            year = claim.period if claim.period and _YEAR.fullmatch(claim.period) else None
            if not reason and self._is_anothers(claim, issuer):
                reason = "of another place"
            if not reason and year is None:
                reason = "of no single year"
            reason = reason or self._said_otherwise(claim, text)
            yield Candidate(
                issuer=issuer,
                year=int(year) if year else None,
                indicator=name,
                measure=measure,
                value=value,
                low=low,
                high=high,
                unit=unit,
                claim=claim,
                source=report.source.name,
                reported=report.metadata.year,
                sentence=sentences.get(claim.statement) or None,
                number=self._number,
                reason=reason,
            )

    def _numbers(self, claim: Claim) -> tuple[float | None, float | None, float | None, str | None]:
        quantity = claim.quantity
        sign = -1 if claim.direction == "decrease" else 1
        found = [
            None
            if one is None
            else sign * fitting(base(one, quantity.unit or "", self._units)[0], "Float64")
            for one in (quantity.value, quantity.low, quantity.high)
        ]
        value, low, high = found
        if low is not None and high is not None:
            low, high = min(low, high), max(low, high)
            # Rounded, since the middle of 5.1 and 5.2 would be 5.1500000000000004.
            value = round((low + high) / 2, 9)
        unit = base(0, quantity.unit, self._units)[1] if quantity.unit else None
        return value, low, high, unit

    def _is_anothers(self, claim: Claim, issuer: Issuer) -> bool:
        written = claim.indicator.text if claim.indicator else ""
        if written in self._names or _OWN.match(written):
            return False
        scope = _SOMEONES.match(written)
        if scope is None:
            return False
        if scope["place"]:
            return scope["place"][:2] not in (issuer.name or "")
        return not scope["nation"] or issuer.region is None or issuer.region.level != "nation"

    def _said_otherwise(self, claim: Claim, text: str) -> str:
        """Why the words around the number keep it out of a panel, or an empty string."""
        quantity = claim.quantity
        before, after = text[max(quantity.start - 4, 0) : quantity.start], quantity.end
        if quantity.kind == "duration" and _HOW_LONG.search(before):
            return "how long, not how much"
        if claim.direction is None and _OF_THINGS.match(text, after):
            return "the size of each of several"
        if self._bounds or claim.status == "target":
            return ""
        if quantity.bound not in "=~":
            return "a bound"
        step = _STEP_AFTER.match(text, after) or _STEP_BEFORE.search(before)
        return "a bound" if step and claim.direction is None else ""


def _measure(claim: Claim, name: str) -> tuple[Measure | None, str]:
    """The measure of a claim (level, growth, or a target of these), or why it has none."""
    kind, target = claim.quantity.kind, claim.status == "target"
    if kind in ("rank", "multiple"):
        return None, f"a {kind}"
    if kind == "point":
        return None, "a difference in percentage points"
    if claim.direction is None:
        if kind == "ratio" and not _RATE.search(name):
            return None, "a ratio"
        if kind == "percent" and not _RATE.search(name):
            return None, "a share"
        return ("target_level" if target else "level"), ""
    if kind != "percent":
        return None, "an amount of change"
    if claim.basis not in (None, "yoy"):
        return None, "a change on another year, or an average"
    return ("target_growth" if target else "growth"), ""


def _is_added(claim: Claim, name: str, text: str) -> bool:
    """Whether a number counts what is new in its period (新建3所), and not all there is."""
    if claim.quantity.kind != "amount" or _ACTIVITY.search(name):
        return False
    clause = _CLAUSE.split(text[max(claim.quantity.start - 80, 0) : claim.quantity.start])[-1]
    added = [found.end() for found in _ADDED.finditer(clause)]
    if added:
        return not _ALL_AFTER_ANOTHER.search(clause, added[-1])
    return _MADE.search(clause) is not None and not _ALL.search(clause)


def choose(found: list[Candidate]) -> dict[tuple[str, bool], str | None]:
    """Choose a candidate for each cell, and set the reason of each of the others.

    Returns the unit of each indicator, for its levels (False) and for its growth (True).
    """
    _set_rows_apart(found)
    units = _units(found)
    best: dict[tuple[object, ...], Candidate] = {}
    for one in found:
        if one.reason or one.measure is None:
            continue
        unit = units[one.indicator, one.measure.endswith("growth")]
        if one.unit != unit:
            one.reason = f"in {one.unit or 'no unit'}, not {unit or 'without one'}"
            continue
        cell = one.issuer.key, one.year, one.indicator, one.measure
        rival = best.get(cell)
        if rival is None or _rank(one) < _rank(rival):
            best[cell] = one
            rival, one = one, rival  # noqa: PLW2901 (the one not chosen)
        if one is not None:
            one.reason = "another goes before it"
    return units


def _set_rows_apart(found: list[Candidate]) -> None:
    """Set the reason of values that share one name (城乡居民收入分别增长5%、6%): each belongs to a
    part of it."""
    rows: dict[tuple[object, ...], list[Candidate]] = {}
    for one in found:
        named = one.claim.indicator
        if not one.reason and named is not None and _TWO.match(named.text):
            rows.setdefault((one.number, named.start, one.year, one.measure), []).append(one)
    for row in rows.values():
        if len({one.value for one in row}) > 1:
            for one in row:
                one.reason = "one of several values for one name"


def _units(found: Iterable[Candidate]) -> dict[tuple[str, bool], str | None]:
    """The unit of each indicator in most reports; levels and their targets share one."""
    votes: dict[tuple[str, bool], Counter[str | None]] = {}
    seen: set[tuple[object, ...]] = set()
    for one in found:
        if one.reason or one.measure is None:
            continue
        key = one.indicator, one.measure.endswith("growth")
        if (*key, one.unit, one.number) not in seen:
            seen.add((*key, one.unit, one.number))
            votes.setdefault(key, Counter())[one.unit] += 1
    return {key: counted.most_common(1)[0][0] for key, counted in votes.items()}


def _rank(one: Candidate) -> tuple[int, ...]:
    """A sort key: the candidate with the smallest fills the cell."""
    quantity, year = one.claim.quantity, one.year or 0
    target = one.claim.status == "target"
    # A year is reviewed in a work summary of that year or in a government report of the next one.
    own = (year,) if target else (year, year + 1)
    away = 99 if one.reported is None else min(abs(one.reported - own_year) for own_year in own)
    # A target is often a bound; an actual value is one number.
    inexact = 0 if target else ("=", "~").index(quantity.bound) if quantity.bound in "=~" else 2
    return (
        away,
        int(quantity.masked),
        int(one.claim.part_of is not None),
        inexact,
        one.number,
        quantity.start,
    )
