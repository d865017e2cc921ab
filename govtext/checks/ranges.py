"""Ranges the wrong way round: 增长6%—5%, 2027—2025年."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govtext.checks.finding import Found
from govtext.checks.view import Figure, View
from govtext.language.numeral_forms import CHINESE_STARTS
from govtext.language.numerals import value_of
from govtext.language.patterns import pattern
from govtext.language.plain import plain

_NUMERAL = re.compile(rf"\d+(?:\.\d+)?|[{CHINESE_STARTS}]+")
_YEARS = pattern("span of years")
_FALLING = pattern("words before a range that may fall")


def check_ranges(view: View) -> Iterator[Found]:
    """The ranges whose first number is the larger."""
    for figure in view.figures:
        low, high = figure.quantity.low, figure.quantity.high
        if low is None or high is None or figure.kind in {"rank", "ratio"}:
            continue
        start = view.sentence(figure.start).start
        if _FALLING.search(view.plain[start : figure.start]) or not _is_reversed(figure):
            continue
        values = {"low": _shown(high), "high": _shown(low), "range": figure.text}
        yield Found("numbers", figure.start, figure.end, [], values)
    for found in _YEARS.finditer(view.page):
        first, last = int(found["first"]), int(found["last"])
        if first > last:
            values = {"low": str(first), "high": str(last), "range": found[0]}
            yield Found("years", found.start(), found.end(), [], values)


def _is_reversed(figure: Figure) -> bool:
    """Whether the first number is the larger. A claim has its ends in order, so the numbers are
    read from the text: they are reversed where they are to each other as the higher end is to the
    lower (6%—5%), and not where the second has another magnitude (9500—1.2万元)."""
    low, high = figure.quantity.low, figure.quantity.high
    numbers = [value_of(found) for found in _NUMERAL.findall(plain(figure.text))]
    if len(numbers) != 2 or None in numbers or not low or not high or low < 0:
        return False
    first, second = (float(number or 0) for number in numbers)
    return first > second > 0 and abs(first / second - high / low) < 1e-6 * first / second


def _shown(value: float) -> str:
    return f"{value:.10g}"
