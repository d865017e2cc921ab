"""The figures of a report: its claims, with the statistic, the year and the measure of each.

A figure is what a target and an outcome have in common. 地区生产总值增长5%左右 in a plan of 2025 is
the growth of 地区生产总值, 5 %, 左右, in 2025. What no rule names is found again by its label:
新签合同额125亿元.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from govtext.analyses.figure_names import FigureNamer
from govtext.language.matcher import Phrases
from govtext.language.patterns import pattern
from govtext.language.plain import plain
from govtext.report import Claim, Report
from govtext.rulebook.load import Rulebook
from govtext.stages.claims.names import KnownIndicator, Names, build_names

FigureMeasure = Literal["growth", "level", "added"]
Modifier = Literal["左右", "以上", "以内", "range", "point"]
Horizon = Literal["year", "plan"]

_MODIFIERS: dict[str, Modifier] = {
    "=": "point",
    "~": "左右",
    ">": "以上",
    ">=": "以上",
    "<": "以内",
    "<=": "以内",
}
_RATE = pattern("statistic measured in percent")
_ACTIVITY = pattern("statistic that counts what is done in a year")
_OUTPUT = pattern("statistic that is a sum or a rate in itself")
_GROWTH_ONLY = pattern("statistic whose percentage is a growth")
_SOMEONES = pattern("place of others before a statistic")
_OWN = pattern("own place before a statistic")
_OF_THINGS = pattern("things of that size each")
_OF_PARTS = pattern("parts of the issuer before a statistic")
_AIM_NAME = pattern("aim behind the name of a statistic")
_PARTS_BEFORE = pattern("parts that complete a statistic")
_VERB = pattern("verb between a statistic and its number")
_RESPECTIVELY = pattern("respectively")
_TWO = pattern("town and country in one name")
_JOINTS = pattern("joint of a coordination")
_TIMES = "倍"
_MONTHS = re.compile(r"(\d{4})-(\d\d)(?:/\d{4}-(\d\d))?$")
_YEARS = re.compile(r"(\d{4})(?:-\d\d)?(?:/(\d{4})(?:-\d\d)?)?$")


@dataclass(slots=True)
class Observation:
    """A claim with the statistic that it is of. ``value``, ``low`` and ``high`` are in ``unit``; a
    decrease is positive, with its ``direction``. ``known`` is whether a rule names the statistic;
    else ``indicator`` is the label."""

    claim: Claim
    indicator: str
    known: bool
    measure: FigureMeasure
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    modifier: Modifier
    year: int | None
    first_year: int | None
    statement: int
    start: int
    verb: str | None = None
    part_year: bool = False
    """Whether it holds for some months of a year only."""

    @property
    def several_years(self) -> bool:
        """Whether it holds for several years: a five-year total, or a mean of years."""
        return self.year is not None and self.first_year != self.year


class FigureReader:
    """Finds the figures of one report after the other."""

    def __init__(self, rules: Rulebook, *, known: bool = False) -> None:
        """With ``known``, claims of statistics that rules name only."""
        self._only_known = known
        self.names: Names = rules.derive(build_names)
        entries = rules.table("indicators", KnownIndicator)
        self.parts = {entry.name: entry.parts for entry in entries if entry.parts}
        self.main = {entry.name for entry in entries if entry.main}
        self.phrases = Phrases(self.names)
        self._namer = FigureNamer(self.names, self.phrases)

    def read(self, report: Report) -> list[Observation]:
        """The figures of ``report``, in order of place."""
        text = plain(report.text or "")
        national = report.metadata.issuer_level == "nation"
        found: list[Observation] = []
        for claim in report.claims:
            if not national and self._is_anothers(claim, text):
                continue
            names = self._namer.of(claim, text, _aimed_before(claim, found))
            known = bool(names)
            if not known and claim.label and not self._only_known:
                names = [claim.label]
            for name in names:
                measure = _measure(claim, name) if known else _measure_by_nature(claim, name)
                if measure is None and found and _goes_on(claim, found[-1], name):
                    measure = found[-1].measure
                if measure is not None:
                    found.append(_figure(claim, name, measure, text, known=known))
        _share_modifiers(found, text)
        return list(self._parted(found, text))

    def _is_anothers(self, claim: Claim, text: str) -> bool:
        """Whether the figure is that of a part of the issuer, or of each of several."""
        if claim.scope is not None:
            return True
        end = claim.quantity.end
        if claim.direction is None and _OF_THINGS.match(text, end):
            return not _AIM_NAME.match(text, end)
        written = plain(claim.indicator.text) if claim.indicator else ""
        start = claim.indicator.start if claim.indicator else 0
        if _PARTS_BEFORE.search(text, max(start - 12, 0), start):
            return True
        if written in self.names or _OWN.match(written):
            return False
        return bool(_OF_PARTS.match(written) or _SOMEONES.match(written))

    def _parted(self, found: list[Observation], text: str) -> Iterator[Observation]:
        """The figures with 城乡居民收入分别增长5%、6% as those of the towns and the country."""
        for place, one in enumerate(found):
            parts = self.parts.get(one.indicator)
            named = one.claim.indicator
            if not parts or named is None or not _TWO.search(plain(named.text)):
                yield one
                continue
            row = [
                other
                for other in found[max(place - 1, 0) : place + 2]
                if other.claim.indicator is not None
                and other.claim.indicator.start == named.start
                and (other.measure, other.claim.status) == (one.measure, one.claim.status)
            ]
            said = text[named.end : row[-1].start] if row else ""
            listed = row and _JOINTS.fullmatch(text[row[0].claim.quantity.end : row[-1].start])
            if len(row) == len(parts) and (listed or _RESPECTIVELY.search(said)):
                yield replace(one, indicator=parts[row.index(one)])
            else:
                yield one


def _aimed_before(claim: Claim, before: list[Observation]) -> str | None:
    """The statistic told beside an aim that has no name: 新增就业143万人,超过110万人的任务."""
    last = before[-1] if before else None
    same = last and (last.statement, last.unit) == (claim.statement, claim.quantity.unit)
    return last.indicator if last and same else None


def _figure(
    claim: Claim, name: str, measure: FigureMeasure, text: str, *, known: bool
) -> Observation:
    quantity = claim.quantity
    first, year = _years(claim.period)
    return Observation(
        claim=claim,
        indicator=name,
        known=known,
        measure=measure,
        value=_number(quantity.value),
        low=_number(quantity.low),
        high=_number(quantity.high),
        unit=_TIMES if quantity.kind == "multiple" else quantity.unit,
        modifier="range" if quantity.low is not None else _MODIFIERS[quantity.bound],
        year=year,
        first_year=first,
        statement=claim.statement,
        start=quantity.start,
        verb=_verb_before(text, quantity.start),
        part_year=_is_part_year(claim.period),
    )


def _share_modifiers(found: list[Observation], text: str) -> None:
    """Give each number of a list the modifier of the last: 分别增长5%和7%左右."""
    for one, after in reversed(list(itertools.pairwise(found))):
        between = text[one.claim.quantity.end : after.start]
        if one.modifier == "point" and len(between) == 1 and _JOINTS.fullmatch(between):
            one.modifier = after.modifier


def _measure(claim: Claim, name: str) -> FigureMeasure | None:
    """What is given: the growth, the level, or what is new in the period; None for others."""
    kind = claim.quantity.kind
    if kind in ("rank", "point", "duration") or claim.nature in ("share", "rank", "gap"):
        return None
    if _ACTIVITY.search(name):
        return "added" if kind == "amount" and claim.nature != "change" else None
    if kind in ("percent", "ratio"):
        written = f"{claim.indicator.text if claim.indicator else ''}{name}"
        if claim.direction is not None or _GROWTH_ONLY.search(written):
            return "growth"
        return "level" if _RATE.search(name) else None
    if kind == "multiple":
        return "level"
    if claim.direction is not None:
        return None
    # 新建学校3所 counts what is new, and not all there is.
    made = claim.nature == "flow" and claim.action is not None and not _OUTPUT.search(name)
    return "added" if made else "level"


_LEVELS = frozenset(("flow", "stock", "cumulative", "rate", "share", "time"))


def _measure_by_nature(claim: Claim, name: str) -> FigureMeasure | None:
    """What is given of a thing that no rule names, by the nature of the claim."""
    kind, nature = claim.quantity.kind, claim.nature
    compared = claim.reference is not None and claim.reference.role == "than"
    if kind in ("rank", "point") or compared:
        return None
    if claim.direction is not None:
        return "growth" if kind == "percent" else None
    if nature == "flow" and claim.action is not None:
        # 实现营业收入8亿元 is all of it, 新增耕地面积2万亩 what is new.
        whole = _OUTPUT.search(name) and not _ACTIVITY.search(claim.action.text)
        return "level" if whole else "added"
    return "level" if nature in _LEVELS else None


def _goes_on(claim: Claim, last: Observation, name: str) -> bool:
    """Whether a percentage is another of the growth before it: 增长6%,力争达到6.5%."""
    named, before = claim.indicator, last.claim.indicator
    same = named is not None and before is not None and named.start == before.start
    same = same and claim.status == "target"
    return same and (last.indicator, last.unit) == (name, claim.quantity.unit)


def _number(value: float | None) -> float | None:
    try:
        return None if value is None else float(value)
    except OverflowError:
        return None


def _years(period: str | None) -> tuple[int | None, int | None]:
    found = _YEARS.match(period or "")
    if found is None:
        return None, None
    return int(found[1]), int(found[2] or found[1])


def _is_part_year(period: str | None) -> bool:
    """Whether a period is a part of one year that does not reach its end, or a month: 1—11月."""
    found = _MONTHS.match(period or "")
    return found is not None and (found[1], found[2], found[3]) != (found[1], "01", "12")


def _verb_before(text: str, place: int) -> str | None:
    found = _VERB.search(text, max(place - 10, 0), place)
    return found[0] if found and found[0] else None
