"""Ranges the wrong way round: 增长6%—5%, 2027—2025年."""

from __future__ import annotations

from collections.abc import Iterator

from govtext.checks.finding import Found
from govtext.checks.view import View
from govtext.language.patterns import pattern

_YEARS = pattern("span of years")
_FALLING = pattern("words before a range that may fall")


def check_ranges(view: View) -> Iterator[Found]:
    """The ranges whose first number is the larger."""
    for figure in view.figures:
        low, high = figure.quantity.low, figure.quantity.high
        if low is None or high is None or low <= high or figure.kind in {"rank", "ratio"}:
            continue
        start = view.sentence(figure.start).start
        if _FALLING.search(view.plain[start : figure.start]) or high < 0 <= low:
            continue
        values = {"low": _shown(low), "high": _shown(high), "range": figure.text}
        yield Found("numbers", figure.start, figure.end, [], values)
    for found in _YEARS.finditer(view.page):
        first, last = int(found["first"]), int(found["last"])
        if first > last:
            values = {"low": str(first), "high": str(last), "range": found[0]}
            yield Found("years", found.start(), found.end(), [], values)


def _shown(value: float) -> str:
    return f"{value:.10g}"
