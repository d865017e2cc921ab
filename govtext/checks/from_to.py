"""From–to against change and rate: 由76家增加到89家,增长18.1% (17.1%).

Also a change between two per cents that is told in per cent and is one of percentage points, two
levels that differ by the power of ten of their unit, and a verb that says the opposite.
"""

from __future__ import annotations

from collections.abc import Iterator

from govtext.checks.changes import Change, changes
from govtext.checks.finding import Found
from govtext.checks.growth import is_nominal
from govtext.checks.numbers import Interval, in_unit_of, ratio, shown, span
from govtext.checks.view import Figure, View
from govtext.language.patterns import pattern

LENIENT = 2
"""How many half digits a computed number may be off: figures are often cut off and not rounded,
which doubles the half unit of the last digit."""
_SLIP = 500.0
_WITHOUT_ORDER = ("ratio",)
_NO_LEVEL = pattern("measure that falls as it rises")


def check_from_to(view: View) -> Iterator[Found]:
    """The changes whose parts contradict each other."""
    for change in changes(view):
        earlier, later = change.earlier, change.later
        if earlier.interval is None or later.interval is None:
            continue
        if _is_slip(earlier, later):
            yield _found("magnitudes", change, later, [earlier], code="unit-slip")
            continue
        sign = _wrong_way(view, change)
        if sign is not None:
            yield sign
        elif change.size is not None:
            yield from _wrong_size(view, change, change.size)


def _found(
    case: str, change: Change, place: Figure, related: list[Figure], code: str = "", **values: str
) -> Found:
    told = {"earlier": change.earlier.text, "later": change.later.text, **values}
    places = [(figure.start, figure.end) for figure in related]
    return Found(case, place.start, place.end, places, told, code=code)


def _is_slip(earlier: Figure, later: Figure) -> bool:
    """Whether two levels differ by a power of ten, as 万 and 亿 do, and not by their digits."""
    if earlier.kind != "amount" or earlier.interval is None or later.interval is None:
        return False
    low, high = sorted((abs(earlier.interval.middle), abs(later.interval.middle)))
    return low > 0 and high / low > _SLIP


def _wrong_way(view: View, change: Change) -> Found | None:
    earlier, later = change.earlier, change.later
    assert earlier.interval is not None
    assert later.interval is not None
    if change.direction is None or change.verb is None or earlier.kind in _WITHOUT_ORDER:
        return None
    if earlier.interval.low < 0 or later.interval.low < 0 or earlier.interval.meets(later.interval):
        return None
    falls = later.interval.middle < earlier.interval.middle
    if earlier.kind == "rank":
        falls = not falls  # from the 11th place to the 5th is a rise
    if falls == (change.direction == "decrease"):
        return None
    start, end = view.sentence(earlier.start)
    if _NO_LEVEL.search(view.plain[start:end]):
        return None
    verb = view.plain[change.verb[0] : change.verb[1]]
    places = [(earlier.start, earlier.end), (later.start, later.end)]
    told = {"earlier": earlier.text, "later": later.text, "verb": verb}
    return Found("verb", *change.verb, places, told, code="sign-and-verb")


def _wrong_size(view: View, change: Change, size: Figure) -> Iterator[Found]:
    earlier, later = change.earlier, change.later
    if not (earlier.is_exact and later.is_exact and size.is_exact):
        return
    assert size.interval is not None
    wanted = _loose(size)
    related = [earlier, later]
    if size.kind == "percent" and earlier.kind == "percent":
        relative, points = _relative(change), _difference(change)
        exactly = _relative(change, LENIENT / 2)
        if relative is None or exactly is None or exactly.meets(size.interval):
            return
        if points.meets(wanted):
            yield _found(
                "points", change, size, related, "percent-and-point",
                size=size.text, computed=shown(abs(points.middle)),
            )  # fmt: skip
            return
        if not relative.meets(wanted):
            yield _differs(change, size, points)
    elif size.kind in {"point", "amount"}:
        if size.kind == "point" and earlier.kind != "percent":
            return
        if size.kind == "amount" and not size.is_like(earlier):
            return
        points = _difference(change)
        if size.claim.basis == "avg_annual":
            if not change.years:
                return
            points = Interval(points.low / change.years, points.high / change.years)
        if not points.meets(wanted):
            yield _differs(change, size, points)
    elif earlier.kind in {"amount", "duration"} and is_nominal(view, earlier, size):
        yield from _wrong_rate(change, size, wanted, related)


def _differs(change: Change, size: Figure, points: Interval) -> Found:
    computed = in_unit_of(float(shown(points.middle)), size.quantity)
    related = [change.earlier, change.later]
    return _found("difference", change, size, related, size=size.text, computed=computed)


def _wrong_rate(
    change: Change, size: Figure, wanted: Interval, related: list[Figure]
) -> Iterator[Found]:
    if size.kind == "multiple":
        times = ratio(_loose(change.later), _loose(change.earlier))
        if times is None or change.size_direction == "decrease":
            return
        grown = Interval(times.low - 1, times.high - 1)
        if change.size_direction is None:
            grown = times  # 是…的3倍
        if not (times.meets(wanted) or grown.meets(wanted)):
            case = "multiple" if grown is times else "times"
            yield _found(case, change, size, related, size=size.text, computed=span(grown))
        return
    if size.claim.basis == "avg_annual":
        rates = [rate for years in _counts(change.years) if (rate := _yearly(change, years))]
        if rates and not any(rate.meets(wanted) for rate in rates):
            yield _found("yearly", change, size, related, size=size.text, computed=span(rates[0]))
        return
    rate = _relative(change)
    if rate is not None and not rate.meets(wanted):
        yield _found("rate", change, size, related, size=size.text, computed=span(rate))


def _counts(years: int | None) -> list[int]:
    """How many years of growth lie between two dates; the first may be counted or not."""
    return [years, years + 1] if years else []


def _loose(figure: Figure, halves: float = LENIENT) -> Interval:
    interval = figure.interval
    assert interval is not None
    return interval.wider(interval.half * (halves - 1))


def _relative(change: Change, halves: float = LENIENT) -> Interval | None:
    """The change in per cent of the earlier level; of a decrease positive, as it is written."""
    quotient = ratio(_loose(change.later, halves), _loose(change.earlier, halves), 100)
    if quotient is None:
        return None
    if change.size_direction == "decrease":
        return Interval(100 - quotient.high, 100 - quotient.low)
    return Interval(quotient.low - 100, quotient.high - 100)


def _difference(change: Change) -> Interval:
    earlier, later = _loose(change.earlier), _loose(change.later)
    if change.size_direction == "decrease":
        earlier, later = later, earlier
    return Interval(later.low - earlier.high, later.high - earlier.low)


def _yearly(change: Change, years: int) -> Interval | None:
    quotient = ratio(_loose(change.later), _loose(change.earlier))
    if quotient is None:
        return None
    low, high = quotient.low ** (1 / years), quotient.high ** (1 / years)
    if change.size_direction == "decrease":
        low, high = 2 - high, 2 - low
    return Interval((low - 1) * 100, (high - 1) * 100)
