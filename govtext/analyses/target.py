"""A target of one report."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from govtext.analyses.aims import Aim
from govtext.analyses.figures import FigureMeasure, Horizon
from govtext.report import Claim, Report

Kind = Literal["number", "qualitative", "absent"]
Position = Literal["headline", "body", "plan", "recalled"]

_YEAR = re.compile(r"\d{4}$")


@dataclass(slots=True)
class Target:
    """A target of one report. Numbers are in ``unit``; ``start`` and ``end`` are the offsets of the
    number, or of the phrase that sets it. Where no rule knows the statistic, ``indicator`` is its
    label."""

    number: int
    indicator: str
    known: bool
    label: str | None
    measure: FigureMeasure
    year: int | None
    horizon: Horizon
    kind: Kind
    position: Position
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    modifier: str
    direction: str | None
    verb: str | None
    commitment: str | None
    strength: str | None
    start: int
    end: int
    sentence: str
    claim: Claim | None = None
    aim: Aim | None = None
    stretch: str | None = None
    stretch_value: float | None = None
    repeats: Target | None = None
    repeated: list[Target] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The number as written, or the words that set the target."""
        return self.claim.quantity.text if self.claim else self.modifier

    @property
    def action(self) -> str | None:
        """What is to be done with the things that are counted: 检查 of 检查企业900家."""
        return self.claim.action.text if self.claim and self.claim.action else None

    @property
    def behind(self) -> str:
        """The word behind the number, 左右; empty where there is none."""
        return "" if self.claim is None or self.modifier in ("point", "range") else self.modifier


def plan_year(report: Report) -> int | None:
    """The year that a report plans: that of most of its targets, else the year it is about."""
    years = Counter(
        int(claim.period)
        for claim in report.claims
        if claim.status == "target" and claim.period and _YEAR.match(claim.period)
    )
    own = report.metadata.year
    near = {year: n for year, n in years.items() if own is None or own <= year <= own + 1}
    return max(near, key=lambda year: near[year]) if near else own


def link(found: list[Target]) -> None:
    """Link each target that says an earlier one again to the first."""
    order = sorted(found, key=lambda one: (one.position != "headline", one.start))
    firsts: dict[tuple[object, ...], Target] = {}
    for one in order:
        if one.kind != "number":
            continue
        key = one.indicator, one.measure, one.year, one.horizon, one.value, one.low, one.unit
        first = firsts.setdefault(key, one)
        if first is not one:
            one.repeats = first
            first.repeated.append(one)
    for number, one in enumerate(found, 1):
        one.number = number
