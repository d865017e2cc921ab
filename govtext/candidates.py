"""The claims that could fill a cell of a panel, and which of them does.

A claim is a candidate for one issuer, year, indicator and measure; why another is taken, or why it
fits no cell, stays with it as its ``reason``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from govtext import regions as places
from govtext.report import Claim, Report
from govtext.rulebook import Rulebook
from govtext.stages.names import build_names
from govtext.stages.units import base, build_units

Measure = Literal["level", "growth", "target_level", "target_growth"]
Middle = Literal["low", "middle", "high"]

MEASURES: tuple[Measure, ...] = get_args(Measure)

_YEAR = re.compile(r"\d{4}")
_GOVERNMENT = re.compile("(?:人民)?政府|")
_SHORT_GOVERNMENT = re.compile("(?<!人民)政府$")
# Two names that hide theirs behind the same marks are not one issuer.
_HIDDEN = re.compile("[*＊×Xx○〇□■_＿某]")
# Whose statistic it is, where the noun phrase begins with it.
_OWN = re.compile("全[省市县区州旗镇乡]|[我本][省市县区州]")
_SOMEONES = re.compile("全国|[各每]|(?P<place>[一-鿿]{2,3}[省市县区州])")


class Issuer(NamedTuple):
    """Who reports; ``key`` is the same for one issuer, however its name is written."""

    key: tuple[str, ...]
    name: str | None
    region: places.Region | None


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


class Reader:
    """Reads the candidates of reports one after the other."""

    def __init__(
        self, rules: Rulebook, wanted: frozenset[str] | None, ranges: Middle, regions: bool
    ) -> None:
        self._units = rules.derive(build_units)
        self._names = rules.derive(build_names)
        self._wanted = wanted
        self._ranges = ranges
        self._regions = regions
        self._number = 0

    def read(self, report: Report) -> Iterator[Candidate]:
        """The candidates of ``report``, in order of place."""
        self._number += 1
        issuer = self._issuer(report)
        text = report.text
        sentences = {one.id: text and text[one.start : one.end] for one in report.statements}
        for claim in report.claims:
            name = claim.indicator and claim.indicator.name
            if not name or (self._wanted is not None and name not in self._wanted):
                continue
            measure, reason = _measure(claim)
            value, low, high, unit = self._numbers(claim)
            year = claim.period if claim.period and _YEAR.fullmatch(claim.period) else None
            if not reason and self._is_anothers(claim, issuer):
                reason = "of another place"
            if not reason and year is None:
                reason = "of no single year"
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
                sentence=sentences.get(claim.statement),
                number=self._number,
                reason=reason,
            )

    def _issuer(self, report: Report) -> Issuer:
        written = report.metadata.issuer
        if written is None or _HIDDEN.search(written):
            return Issuer(("", str(self._number)), written, None)
        name = _SHORT_GOVERNMENT.sub("人民政府", written)
        found = places.place(written, report.metadata.year) if self._regions else None
        if found is None:
            return Issuer((name,), name, None)
        region, office = found
        if not _GOVERNMENT.fullmatch(office):
            return Issuer((region.code or "", region.name, office), name, region)
        whole = "国务院" if region.level == "nation" else f"{region.name}人民政府"
        return Issuer((region.code or "", region.name), whole, region)

    def _numbers(self, claim: Claim) -> tuple[float | None, float | None, float | None, str | None]:
        quantity = claim.quantity
        sign = -1 if claim.direction == "decrease" else 1
        found = [
            None if one is None else sign * base(one, quantity.unit or "", self._units)[0]
            for one in (quantity.value, quantity.low, quantity.high)
        ]
        value, low, high = found
        if low is not None and high is not None:
            low, high = min(low, high), max(low, high)
            # Rounded, that 4.5 to 5 is 4.75 and 5.1 to 5.2 no 5.1500000000000004.
            middle = round((low + high) / 2, 9)
            value = {"low": low, "middle": middle, "high": high}[self._ranges]
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
            return scope["place"] not in (issuer.name or "")
        return scope[0] != "全国" or issuer.region is None or issuer.region.level != "nation"


def _measure(claim: Claim) -> tuple[Measure | None, str]:
    """What of its indicator a claim tells, or why it tells neither level nor growth."""
    kind, target = claim.quantity.kind, claim.status == "target"
    if kind in ("rank", "multiple"):
        return None, f"a {kind}"
    if kind == "point":
        return None, "a difference in percentage points"
    if claim.direction is None:
        if kind == "percent" and claim.part_of is not None:
            return None, "a share"
        return ("target_level" if target else "level"), ""
    if kind != "percent":
        return None, "an amount of change"
    if claim.basis not in (None, "yoy"):
        return None, "a change on another year, or an average"
    return ("target_growth" if target else "growth"), ""


def choose(found: list[Candidate]) -> dict[tuple[str, bool], str | None]:
    """Give each candidate that fills no cell its reason.

    Returns the unit that each indicator is in, for its levels and (True) for its growth.
    """
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
            rival, one = one, rival  # noqa: PLW2901 (the one that lost)
        if one is not None:
            one.reason = "another goes before it"
    return units


def _units(found: Iterable[Candidate]) -> dict[tuple[str, bool], str | None]:
    """The unit that most reports give an indicator in; levels and their targets share one."""
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
    """The smaller, the better one fills its cell."""
    quantity, year = one.claim.quantity, one.year or 0
    target = one.claim.status == "target"
    # A year is reviewed in its own work summary, or in the government's report of the next.
    own = (year,) if target else (year, year + 1)
    away = 99 if one.reported is None else min(abs(one.reported - own_year) for own_year in own)
    # What is aimed at is often a bound; what was reached is one number.
    inexact = 0 if target else ("=", "~").index(quantity.bound) if quantity.bound in "=~" else 2
    return (
        away,
        int(quantity.masked),
        int(one.claim.part_of is not None),
        inexact,
        one.number,
        quantity.start,
    )
