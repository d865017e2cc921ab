"""The small charts of the index page, as SVG with classes and without a script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from govtext.messages import named
from govtext.page.markup import attribute, escaped, legible
from govtext.report import Claim, Report

_COMPARABLE = ("%", "个百分点")  # units in which the nation and a county are alike
_NAME = 6  # characters of such a name
_NAMED = 12  # points of a chart that have names beside them
_YEAR = re.compile(r"\d{4}")
_WIDTH, _HEIGHT = 260, 120
_LEFT, _MIDDLE, _RIGHT, _TOP, _BOTTOM = 8, 130, 252, 10, 100


class BarPart(NamedTuple):
    """One part of a bar: its amount, its name, and its CSS class."""

    amount: int
    name: str
    style: str


def bar(parts: Sequence[BarPart], whole: int) -> str:
    """A bar of ``parts`` side by side; ``whole`` is the amount of a bar of full length."""
    told = ", ".join(f"{part.amount} {named(part.name)}" for part in parts if part.amount) or "–"
    pieces = [
        '<svg class="bar" viewBox="0 0 200 12" preserveAspectRatio="none" role="img"'
        f' aria-label="{attribute(told)}">'
    ]
    at = 0.0
    for part in parts:
        width = 200 * part.amount / whole if whole else 0.0
        if width:
            pieces.append(
                f'<rect class="{part.style}" x="{at:.2f}" width="{width:.2f}" height="12">'
                f"<title>{part.amount} {escaped(named(part.name))}</title></rect>"
            )
        at += width
    return "".join((*pieces, "</svg>"))


class Point(NamedTuple):
    """The value of an indicator for one year in one report."""

    year: int
    value: float
    report: int
    claim: Claim


class Series(NamedTuple):
    """The values of one indicator in one unit, either levels or changes; those of the nation, which
    no place comes near, are a series of their own."""

    name: str
    unit: str
    change: bool
    points: list[Point]
    national: bool = False


class ChartedReport(Protocol):
    """What a chart needs of a report: its comparable claims, and whether it is national."""

    @property
    def claims(self) -> list[Claim]: ...

    @property
    def national(self) -> bool: ...


def comparable(report: Report) -> list[Claim]:
    """The claims that a chart may show: indicator, value and year are known."""
    return [claim for claim in report.claims if _is_comparable(claim)]


def _is_comparable(claim: Claim) -> bool:
    # Ranks and parts of other claims can't be compared in a chart.
    return (
        claim.indicator is not None
        and claim.quantity.value is not None
        and bool(claim.period and _YEAR.fullmatch(claim.period))
        and claim.part_of is None
        and claim.quantity.kind not in {"rank", "ratio", "duration"}
    )


def series(reports: Iterable[ChartedReport], most: int = 12) -> list[Series]:
    """The indicators that several reports or several years have, the most frequent first, in the
    claims that are ``comparable``."""
    found: dict[tuple[bool, str, str, bool, bool], dict[tuple[int, int, str], Point]] = {}
    for number, report in enumerate(reports):
        for claim in report.claims:
            indicator, value, year = claim.indicator, claim.quantity.value, claim.period
            if indicator is None or value is None or year is None:
                continue  # not among those that are comparable
            unknown, name = indicator.name is None, indicator.name or indicator.text
            unit = claim.quantity.unit or ""
            apart = report.national and unit not in _COMPARABLE
            key = unknown, name, unit, claim.direction is not None, apart
            signed = -value if claim.direction == "decrease" else value
            point = Point(int(year), signed, number, claim)
            # Where a report gives a value twice, the first is kept.
            found.setdefault(key, {}).setdefault((number, point.year, claim.status), point)
    shared = [
        (key, sorted(points.values(), key=lambda point: (point.year, point.report)))
        for key, points in found.items()
        if len({point.year for point in points.values()}) > 1
        or len({point.report for point in points.values()}) > 1
    ]
    # Known indicators first: a noun like 项目 means different things in different places.
    shared.sort(key=lambda one: (one[0][0], -len(one[1]), one[0]))
    return [Series(*key[1:4], points, key[4]) for key, points in shared[:most]]


def scatter(
    shown: Series, names: Sequence[str], places: Sequence[str], pages: Sequence[str]
) -> str:
    """The points of ``shown`` by year, each a link to its claim; hollow where it is a target.

    By report: ``names`` are told of a point, ``places`` stand beside it, ``pages`` are linked to.
    """
    years = [point.year for point in shown.points]
    values = [point.value for point in shown.points]
    first, last = min(years), max(years)
    # The axis of levels begins at zero, so that a small change does not look large.
    low, high = min(0.0, *values), max(0.0, *values)
    nought = f"{_y(0, low, high):.1f}"
    pieces = [
        f'<svg class="scatter" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="group"'
        f' aria-label="{attribute(shown.name)}">',
        f'<line x1="{_LEFT}" x2="{_RIGHT}" y1="{nought}" y2="{nought}"/>',
    ]
    taken: list[tuple[float, float]] = []
    for point in shown.points:
        told = legible(f"{names[point.report]}, {point.year}: {point.claim.quantity.text}")
        told += f" ({named(point.claim.status)})" if point.claim.status == "target" else ""
        pieces.append(
            f'<a href="{attribute(pages[point.report])}#claim-{point.claim.id}"'
            f' aria-label="{attribute(told)}">'
            f'<circle class="{point.claim.status} series-{point.report % 6}" r="4"'
            f' cx="{_x(point.year, first, last):.1f}" cy="{_y(point.value, low, high):.1f}">'
            f"<title>{escaped(told)}</title></circle></a>"
        )
        x, y = _x(point.year, first, last), _y(point.value, low, high)
        # A name that would cover another one is left out; the pointer tells it.
        if len(shown.points) <= _NAMED and all(abs(y - b) > 9 or abs(x - a) > 50 for a, b in taken):
            taken.append((x, y))
            side = (x - 6, "end") if x > _RIGHT - 50 else (x + 6, "start")
            pieces.append(
                f'<text class="name" x="{side[0]:.1f}" y="{y + 3:.1f}" text-anchor="{side[1]}">'
                f"{escaped(legible(places[point.report][:_NAME]))}</text>"
            )
    ends = {last: (_RIGHT, "end"), first: (_LEFT, "start")}
    for year, (x, anchor) in ends.items() if first < last else [(first, (_MIDDLE, "middle"))]:
        pieces.append(f'<text x="{x}" y="115" text-anchor="{anchor}">{year}</text>')
    return "".join((*pieces, "</svg>"))


def _x(year: int, first: int, last: int) -> float:
    if first == last:
        return _MIDDLE
    return _LEFT + 6 + (_RIGHT - _LEFT - 12) * (year - first) / (last - first)


def _y(value: float, low: float, high: float) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * (value - low) / ((high - low) or 1)
