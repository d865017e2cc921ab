"""Targets and outcomes by year as dots and whiskers, in SVG without a script."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from govtext.page.markup import attribute, escaped, legible

_WIDTH, _HEIGHT = 340, 150
_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 326, 12, 124
_APART = 5.0
"""How far the target and the outcome of a year stand from its middle, in pixels."""
_ARROW = 16.0


class ChartMark(NamedTuple):
    """A target (with its outcome, where one is told) in one year. ``low`` and ``high`` are the
    ends of the whisker, None where there is none; ``arrow`` is 1 for 以上, -1 for 以内. The links
    are anchors in the page."""

    year: int
    target: float | None
    low: float | None
    high: float | None
    arrow: int
    outcome: float | None
    status: str
    target_text: str
    outcome_text: str
    target_link: str
    outcome_link: str


def chart(name: str, unit: str, marks: Sequence[ChartMark]) -> str:
    """A chart of the marks of one statistic, one place a year."""
    values = [
        value
        for mark in marks
        for value in (mark.target, mark.low, mark.high, mark.outcome)
        if value is not None
    ]
    low, high = min(values), max(values)
    room = (high - low) * 0.12 or abs(high) * 0.1 or 1.0
    low, high = low - room, high + room
    years = range(min(mark.year for mark in marks), max(mark.year for mark in marks) + 1)
    pieces = [
        f'<svg class="whiskers" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="group"'
        f' aria-label="{attribute(f"{name}, {unit}")}">'
    ]
    for tick in (low + room, high - room):
        y = _y(tick, low, high)
        pieces.append(
            f'<line class="grid" x1="{_LEFT}" x2="{_RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
            f'<text x="{_LEFT - 4}" y="{y + 4:.1f}" text-anchor="end">{_tick(tick)}</text>'
        )
        if low + room == high - room:
            break
    every = max(1, len(years) // 8)
    for year in years:
        if (year - years[0]) % every == 0:
            x = _x(year, years)
            pieces.append(f'<text x="{x:.1f}" y="{_HEIGHT - 6}" text-anchor="middle">{year}</text>')
    for mark in marks:
        pieces += _mark(mark, _x(mark.year, years), low, high)
    return "".join((*pieces, "</svg>"))


_MAGNITUDES = ((1e12, "万亿"), (1e8, "亿"), (1e4, "万"))


def _tick(value: float) -> str:
    """A number of the axis, with its magnitude as reports write it: 1.2万亿."""
    for size, word in _MAGNITUDES:
        if abs(value) >= size:
            return f"{value / size:.4g}{word}"
    return f"{value:.4g}"


def _mark(mark: ChartMark, x: float, low: float, high: float) -> list[str]:
    pieces = []
    if mark.target is not None:
        at, y = x - _APART, _y(mark.target, low, high)
        shape = ""
        if mark.low is not None and mark.high is not None:
            top, bottom = _y(mark.high, low, high), _y(mark.low, low, high)
            shape += (
                f'<path class="whisker" d="M{at:.1f} {bottom:.1f}V{top:.1f}'
                f'M{at - 4:.1f} {top:.1f}h8M{at - 4:.1f} {bottom:.1f}h8"/>'
            )
        if mark.arrow:
            tip = y - mark.arrow * _ARROW
            shape += (
                f'<path class="whisker" d="M{at:.1f} {y:.1f}V{tip:.1f}'
                f'm-3.5 {mark.arrow * 5}l3.5 {-mark.arrow * 5}l3.5 {mark.arrow * 5}"/>'
            )
        shape += f'<circle class="target" r="4" cx="{at:.1f}" cy="{y:.1f}">'
        pieces.append(_link(mark.target_link, f"{mark.year}: {mark.target_text}", shape))
    if mark.outcome is not None:
        y = _y(mark.outcome, low, high)
        shape = f'<circle class="{mark.status}" r="4" cx="{x + _APART:.1f}" cy="{y:.1f}">'
        said = f"{mark.year}: {mark.outcome_text} ({mark.status.replace('_', ' ')})"
        pieces.append(_link(mark.outcome_link, said, shape))
    return pieces


def _link(anchor: str, said: str, shape: str) -> str:
    told = legible(said)
    return (
        f'<a href="#{attribute(anchor)}" aria-label="{attribute(told)}">{shape}'
        f"<title>{escaped(told)}</title></circle></a>"
    )


def _x(year: int, years: range) -> float:
    if len(years) == 1:
        return (_LEFT + _RIGHT) / 2
    return _LEFT + 14 + (_RIGHT - _LEFT - 28) * (year - years[0]) / (len(years) - 1)


def _y(value: float, low: float, high: float) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * (value - low) / (high - low)
