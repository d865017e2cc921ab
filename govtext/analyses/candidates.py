"""The candidates for the cells of a panel: claims of known indicators, with what decides on them.

A claim is a candidate for the cell of one issuer, year, indicator and measure. Its ``reason`` says
why it fits no cell, or why another is chosen; it is empty for the one that is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from govtext.analyses.issuers import Issuer, issuer_of
from govtext.analyses.measures import measure_of
from govtext.frames import fitting
from govtext.language.patterns import pattern
from govtext.report import Claim, Report
from govtext.rulebook.load import Rulebook
from govtext.stages.claims.constructions import Constructions
from govtext.stages.claims.names import build_names, name_of, place_of

_YEAR = re.compile(r"\d{4}")
_SHARE = pattern("end of the label of a share")
_EACH = pattern("word for each")


@dataclass(slots=True)
class Candidate:
    """A claim of a known indicator, in base units; ``reason`` is empty where it is chosen."""

    issuer: Issuer
    year: int | None
    indicator: str
    measure: str | None
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    whole: str | None
    """What a share is taken of, where the name of the indicator doesn't say."""
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
        self._names = rules.derive(build_names)
        self._figures = rules.derive(Constructions)
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
            by_name = self._figures.tag_of_name(name).removesuffix("-name")
            measure, reason = measure_of(claim, by_name)
            reference = claim.reference if by_name != "share" else None
            year = claim.period if claim.period and _YEAR.fullmatch(claim.period) else None
            value, low, high = _numbers(claim)
            yield Candidate(
                issuer=issuer,
                year=int(year) if year else None,
                indicator=name,
                measure=measure,
                value=value,
                low=low,
                high=high,
                unit=_unit(claim),
                whole=reference.text if reference and reference.role == "whole" else None,
                claim=claim,
                source=report.source.name,
                reported=report.metadata.year,
                sentence=sentences.get(claim.statement) or None,
                number=self._number,
                reason=reason or self._unfit(claim, by_name, year, issuer),
            )

    def _unfit(self, claim: Claim, by_name: str, year: str | None, issuer: Issuer) -> str:
        """Why a claim that gives a measure fits no cell of its issuer, or an empty string."""
        stated = claim.scope.text if claim.scope else None
        named = place_of(claim.indicator.text, self._names) if claim.indicator else None
        if any(not issuer.owns(one) for one in (stated, named) if one):
            return "of another place or body"
        # 用于民生的财政支出占比 is no share that 财政支出 has.
        has = _SHARE.sub("", claim.label or "") if claim.nature == "share" else ""
        if has and by_name != "share" and name_of(has, self._names) is None:
            return "the share of a part"
        if year is None:
            return "of no single year"
        inexact = claim.quantity.bound not in "=~" and claim.status == "actual"
        return "a bound" if inexact and not self._bounds else ""


def _numbers(claim: Claim) -> tuple[float | None, float | None, float | None]:
    """The value and the ends of the range in base units; a decrease is below zero.

    The value of a range is its middle.
    """
    quantity = claim.quantity
    sign = -1 if claim.direction == "decrease" else 1
    numbers = (
        (quantity.value, quantity.low, quantity.high)
        if quantity.unit is None
        else (quantity.base_value, quantity.base_low, quantity.base_high)
    )
    value, low, high = (None if one is None else sign * fitting(one, "Float64") for one in numbers)
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
        # Rounded, since the middle of 5.1 and 5.2 would be 5.1500000000000004.
        value = round((low + high) / 2, 9)
    return value, low, high


def _unit(claim: Claim) -> str | None:
    """The base unit, and what the figure is for each of: 元/人月 for 每人每月200元."""
    unit = claim.quantity.base_unit
    return f"{unit or ''}/{_EACH.sub('', claim.per.text)}" if claim.per else unit
