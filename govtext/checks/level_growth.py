"""Level, change and rate: 完成18.72亿元,比上年增加1.36亿元,增长7.8% (1.36 / 17.36)."""

from __future__ import annotations

from collections.abc import Iterator

from govtext.checks.finding import Found
from govtext.checks.from_to import LENIENT
from govtext.checks.growth import is_nominal
from govtext.checks.numbers import Interval, ratio, span
from govtext.checks.view import Figure, View
from govtext.language.patterns import pattern

_TOLD = pattern("nothing before the verb of a change")
_SIZE = pattern("nothing between a verb of change and its size")
_NOUN = pattern("noun of a change before its size")
_AGAINST = pattern("nothing but a comparison before the verb of a change")


def check_level_growth(view: View) -> Iterator[Found]:
    """The levels whose change and rate do not fit."""
    for figures in view.sentences:
        for level, first, second in zip(figures, figures[1:], figures[2:], strict=False):
            if not (level.is_level and level.is_exact and level.quantity.kind == "amount"):
                continue
            if not (_tells_change(view, level, first) and _tells_change(view, first, second)):
                continue
            for amount, rate in ((first, second), (second, first)):
                if amount.is_like(level) and rate.kind == "percent":
                    yield from _compared(view, level, amount, rate)


def _tells_change(view: View, before: Figure, change: Figure) -> bool:
    gap = view.between(before, change)
    if _NOUN.fullmatch(gap):
        return change.is_exact
    verb = view.verb_in(gap)
    if verb is None or change.claim.direction is None or not change.is_exact:
        return False
    return bool(_AGAINST.fullmatch(verb.head) and _SIZE.fullmatch(verb.tail))


def _compared(view: View, level: Figure, amount: Figure, rate: Figure) -> Iterator[Found]:
    whole, change, told = level.interval, amount.interval, rate.interval
    if whole is None or change is None or told is None:
        return
    if {amount.claim.direction, rate.claim.direction} == {"increase", "decrease"} or not is_nominal(
        view, level, rate
    ):
        return
    if "avg_annual" in {amount.claim.basis, rate.claim.basis}:
        return
    whole = whole.wider(whole.half * (LENIENT - 1))
    change = change.wider(change.half * (LENIENT - 1))
    told = told.wider(told.half * (LENIENT - 1))
    places = [(figure.start, figure.end) for figure in (level, amount)]
    values = {"level": level.text, "change": amount.text, "rate": rate.text}
    rises = amount.claim.direction == "increase"
    if rises and change.low > whole.high:
        yield Found("larger", rate.start, rate.end, places, values, code="unit-slip")
        return
    before = (
        Interval(whole.low - change.high, whole.high - change.low)
        if rises
        else Interval(whole.low + change.low, whole.high + change.high)
    )
    computed = ratio(change, before, 100)
    if computed is not None and not computed.meets(told):
        values["computed"] = span(computed)
        values["sign"] = "−" if rises else "+"
        yield Found("rate", rate.start, rate.end, places, values)
