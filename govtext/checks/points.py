"""Per cents and percentage points: 失业率下降0.3% is in points, 收入增长6.2个百分点 in per cent.

Where both levels are told, the change between them decides (from_to.py); here the measure does.
"""

from __future__ import annotations

from collections.abc import Iterator

from govtext.checks.finding import Found
from govtext.checks.view import Figure, View
from govtext.language.patterns import pattern

_RATE = pattern("name of a percentage")
_CHANGED = pattern("change of a percentage right before its size")
_GROWTH = pattern("verb of growth right before its size")
_OF_RATE = pattern("measure that is itself a rate of change")
_LARGEST = 10.0
"""A larger change in per cent may well be relative."""


def check_points(view: View) -> Iterator[Found]:
    """The changes of a rate in per cent, and the growth of an amount in percentage points."""
    for figure in view.figures:
        label = figure.claim.label or ""
        if figure.claim.direction is None or not figure.is_exact:
            continue
        before = view.plain[view.clause(figure.start) : figure.start]
        values = {"label": label, "size": figure.text}
        if figure.kind == "percent" and _is_small(figure) and _RATE.search(label):
            if _CHANGED.search(before):
                yield Found("rate", figure.start, figure.end, [], values, "note")
        elif figure.kind == "point" and _GROWTH.search(before) and not _OF_RATE.search(before):
            yield Found("amount", figure.start, figure.end, [], values)


def _is_small(figure: Figure) -> bool:
    return abs(figure.quantity.value or 0) < _LARGEST
