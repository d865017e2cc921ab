"""Parts against the whole: their sum, and whether one part is larger than the whole."""

from __future__ import annotations

from collections.abc import Iterator

from govtext.checks.finding import Found
from govtext.checks.from_to import LENIENT
from govtext.checks.groups import Group, groups, sum_of
from govtext.checks.numbers import in_unit_of
from govtext.checks.view import Figure, View

_SLIP = 500.0
_AT_LEAST = (">", ">=")


def check_parts(view: View) -> Iterator[Found]:
    """The wholes that their parts contradict."""
    for group in groups(view):
        larger = [part for part in group.parts if _exceeds(part, group.whole)]
        if larger:
            yield from _larger(group, larger)
            continue
        if len(group.parts) > 1 and group.divides:
            yield from _wrong_sum(group)


def _exceeds(part: Figure, whole: Figure) -> bool:
    if part.interval is None or whole.interval is None or part.quantity.unit is None:
        return False
    if _kind_of_bound(part) != _kind_of_bound(whole):
        return False
    return part.interval.low > whole.interval.high


def _kind_of_bound(figure: Figure) -> str:
    """Two minimal numbers, 2500个以上 and 其中1500个以上, are compared as they stand."""
    bound = figure.quantity.bound
    return ">" if bound in _AT_LEAST else bound


def _larger(group: Group, larger: list[Figure]) -> Iterator[Found]:
    whole = group.whole
    for part in larger:
        assert part.interval is not None
        assert whole.interval is not None
        slip = whole.interval.middle > 0 and part.interval.middle / whole.interval.middle > _SLIP
        code = "unit-slip" if slip else "part-and-whole"
        case = "part" if slip else "larger"
        values = {"part": part.text, "whole": whole.text}
        yield Found(case, part.start, part.end, [(whole.start, whole.end)], values, code=code)


def _wrong_sum(group: Group) -> Iterator[Found]:
    whole, added = group.whole, sum_of(group.parts)
    figures = [whole, *group.parts]
    if added is None or whole.interval is None or any(not figure.is_exact for figure in figures):
        return
    tolerance = (whole.interval.half + added.half) * (LENIENT - 1)
    if added.wider(tolerance).meets(whole.interval) or group.sums_up():
        return
    if added.middle < whole.interval.middle and not group.complete:
        return
    values = {
        "sum": " + ".join(part.text for part in group.parts),
        "total": in_unit_of(added.middle, whole.quantity),
        "whole": whole.text,
    }
    yield Found("sum", whole.start, whole.end, group.places, values)
