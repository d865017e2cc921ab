"""The same figure twice with two values: 新改建农村公路164公里, later 新改建农村公路154公里.

Two figures are taken for the same where the claims say so (a known indicator, one period, one
status …), where one of them points back (在现有642公里的基础上), or where the words around them are
the same (爱国卫生“7个专项行动”).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from govtext.checks.finding import Found
from govtext.checks.mentions import named_sets
from govtext.checks.view import Figure, View
from govtext.language.patterns import pattern

_SHORTEST = 2
_LEFT = 8  # characters before two figures that are alike
_LONG_NAME = 6  # characters of a name that no rule knows and that is still that of one thing
_SLIP = 1000.0
_KINDS = ("amount", "percent")
_POINTS_BACK = pattern("words before a figure that was told before")
_BASELINE = pattern("words behind a figure that was told before")
_AMONG_THEM = pattern("things of whom a share follows")
_ATTRIBUTE = pattern("attribute before the number of its noun")
_DEICTIC = pattern("label that points to others")
_ASIDE = re.compile(r"\([^()]*\)|\uff08[^\uff09]*\uff09")
_OPENING = pattern("verb that opens a clause and names nothing")
_BARE = re.compile(r"[\u7684\u201c\u201d\u300a\u300b ]")
_NOUN = re.compile(r"[^,。;:、\d()\s]{2,8}?(?=\u4e2d,)|[^,。;:、\d()\s]{2,8}")
_NOUN_LENGTH = 10
_PEOPLE = ("\u4eba", "\u540d", "\u4f4d")


def check_repeated(view: View) -> Iterator[Found]:
    """The pairs of figures of one measure that differ."""
    by_unit: dict[str, list[Figure]] = defaultdict(list)
    for figure in view.figures:
        if figure.interval is None or figure.kind not in _KINDS:
            continue
        vague = not figure.claim.label or figure.claim.nature in {"share", "gap"}
        if vague and not _is_told_again(view, figure):
            continue
        unit = figure.unit or ""
        by_unit["people" if unit in _PEOPLE else unit].append(figure)
    for figures in by_unit.values():
        for index, figure in enumerate(figures):
            earlier = _contradicted(view, figures, index)
            if earlier is not None:
                yield _twice(earlier, figure)
    for first, second in named_sets(view):
        values = {"first": first[2], "second": second[2], "label": first[3]}
        yield Found("twice", *second[:2], [first[:2]], values)


def _twice(first: Figure, second: Figure) -> Found:
    values = {"first": first.text, "second": second.text, "label": second.claim.label or ""}
    code = "unit-slip" if _is_slip(first, second) else ""
    return Found("twice", second.start, second.end, [(first.start, first.end)], values, code=code)


def _contradicted(view: View, figures: list[Figure], index: int) -> Figure | None:
    """The figure before number ``index`` that it contradicts."""
    figure = figures[index]
    if _is_told_again(view, figure):
        return _pointed_at(view, figure, (*figures[:index], *figures[index + 1 :]))
    for earlier in reversed(figures[:index]):
        if _is_told_again(view, earlier) or stand_for_one(earlier, figure):
            continue
        if _is_same(view, earlier, figure):
            return earlier
    return None


def stand_for_one(first: Figure, second: Figure) -> bool:
    """Whether two figures may stand for one number: they are equal where they show the same last
    digit, else their intervals meet."""
    one, two = first.interval, second.interval
    if one is None or two is None:
        return False
    if one.half and abs(one.half - two.half) < one.half / 2:
        return abs(one.middle - two.middle) < one.half
    return one.meets(two)


def _is_told_again(view: View, figure: Figure) -> bool:
    """Whether the words around a figure say that it was told before."""
    start, end = view.sentence(figure.start)
    before, behind = view.plain[start : figure.start], view.plain[figure.end : end]
    if _POINTS_BACK.search(before) or (_BASELINE.match(behind) and figure.claim.direction is None):
        return True
    if not before.strip() and _AMONG_THEM.match(behind):
        return True
    return bool(_ATTRIBUTE.search(before))


def _pointed_at(view: View, figure: Figure, others: Iterable[Figure]) -> Figure | None:
    """The figure that one which points back should equal; None where one does, or none fits."""
    names = _names(view, figure)
    alike = [
        other
        for other in others
        if other.claim.direction == figure.claim.direction
        and other.claim.status == "actual"
        and view.sentence(other.start) != view.sentence(figure.start)
        and _is_named(names, _names(view, other))
    ]
    if not alike or any(stand_for_one(other, figure) for other in alike):
        return None
    return alike[-1]


def _names(view: View, figure: Figure) -> list[str]:
    """What a figure may be called: its label, and the noun behind it."""
    label = _BARE.sub("", figure.claim.label or "")
    behind = _NOUN.match(view.plain[figure.end : figure.end + _NOUN_LENGTH])
    return [name for name in (label, behind[0] if behind else "") if len(name) >= _SHORTEST]


def _is_named(first: list[str], second: list[str]) -> bool:
    """Whether a name of the one is the end of a name of the other, or its beginning behind the
    number."""
    return any(
        one.endswith(two) or two.endswith(one) or one.startswith(two)
        for one in first
        for two in second[:1]
    )


def same_context(first: Figure, second: Figure) -> bool:
    """Whether nothing that the claims tell says that two figures are of other things."""
    one, two = first.claim, second.claim
    if one.status != two.status or one.per != two.per or one.basis != two.basis:
        return False
    if one.period and two.period and one.period != two.period:
        return False
    if (one.scope and one.scope.text) != (two.scope and two.scope.text):
        return False
    return (one.reference and one.reference.text) == (two.reference and two.reference.text)


def _is_same(view: View, first: Figure, second: Figure) -> bool:
    one, two = first.claim, second.claim
    if one.direction != two.direction or one.quantity.bound != two.quantity.bound:
        return False
    if (
        one.estimated != two.estimated
        or one.nature != two.nature
        or not same_context(first, second)
    ):
        return False
    if one.period != two.period or one.part_of is not None or two.part_of is not None:
        return False
    if view.sentence(first.start) == view.sentence(second.start):
        return False
    if _BARE.sub("", one.label or "") != _BARE.sub("", two.label or ""):
        return False
    known = one.indicator is not None and one.indicator.name is not None
    name = _ASIDE.sub("", one.label or "")
    if _DEICTIC.match(name) or (not known and len(name) < _LONG_NAME):
        return False
    return (known and first.kind == "percent") or _clause(view, first) == _clause(view, second)


def _clause(view: View, figure: Figure) -> str:
    """The words before a figure in its clause, the last eight at most, without 的 and quotes."""
    start = view.sentence(figure.start).start
    before = re.split(r"[,;:、]", view.plain[start : figure.start])[-1]
    return _OPENING.sub("", _BARE.sub("", before))[-_LEFT:]


def _is_slip(first: Figure, second: Figure) -> bool:
    assert first.interval is not None
    assert second.interval is not None
    low, high = sorted((abs(first.interval.middle), abs(second.interval.middle)))
    return low > 0 and high / low >= _SLIP
