"""Ranges the wrong way round: 增长6%—5%, 2027—2025年."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govtext.checks.finding import Found
from govtext.checks.view import View
from govtext.language.numerals import value_of
from govtext.language.patterns import pattern

_END = re.compile(r"((?:^-)?\d[\d,.]*)([十百千万亿]*)")
_YEARS = pattern("span of years")
_FALLING = pattern("words before a range that may fall")


def check_ranges(view: View) -> Iterator[Found]:
    """The ranges whose first number is the larger."""
    for figure in view.figures:
        low, high = figure.quantity.low, figure.quantity.high
        if low is None or high is None or figure.kind in {"rank", "ratio"}:
            continue
        low, high = _ends(view.plain[figure.start : figure.end], low, high)
        if low <= high:
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


def _ends(text: str, low: float, high: float) -> tuple[float, float]:
    """The ends of a range in the order in which they are written.

    ``low`` and ``high`` are in the order of their size; where the text does not tell another
    order, so are the ends.
    """
    ends = [(found[1], found[2]) for found in _END.finditer(text)]
    if len(ends) != 2:
        return low, high
    (first, own), (second, power) = ends
    # The first number of 5—10万 has the power of the second, that of 8000—1万 has none.
    for written in (first + own, first + power):
        before, after = value_of(written), value_of(second + power)
        if before and after and abs(before / after - high / (low or 1)) < 1e-9 < abs(high - low):
            return high, low
    return low, high


def _shown(value: float) -> str:
    return f"{value:.10g}"
