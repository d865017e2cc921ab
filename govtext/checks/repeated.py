"""The same figure twice with two values: 新改建农村公路164公里, later 新改建农村公路154公里.

Two figures are taken for the same where the claims say so (a known indicator, one period, one
status …), where one of them points back (在现有642公里的基础上), or where the words around them are
the same (爱国卫生“7个专项行动”).
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from govtext.checks.finding import Found
from govtext.checks.mentions import named_sets
from govtext.checks.view import Figure, View
from govtext.language.patterns import pattern
from govtext.language.plain import plain
from govtext.report import Claim

_SHORTEST = 2
_LEFT = 8  # characters before two figures that are alike
_LONG_NAME = 6  # characters of a name that no rule knows and that is still that of one thing
_SHORT_NAME = 4
_NEAR = 60  # characters around a figure that tell what it is
_FAR = 1000  # figures of one unit back, more than a report has
_LONG_FIGURE = 4  # digits
_SLIP = 1000.0
_KINDS = ("amount", "percent")
_THAT_IS = pattern("words before a figure in another magnitude")
_MARK = pattern("mark that a figure passes")
_OF_CHANGE = pattern("noun of a change at the end of a name")
_POINTS_BACK = pattern("words before a figure that was told before")
_BASELINE = pattern("words behind a figure that was told before")
_AMONG_THEM = pattern("things of whom a share follows")
_ATTRIBUTE = pattern("attribute before the number of its noun")
_DEICTIC = pattern("label that points to others")
_EMPTY = pattern("verb that says nothing of the deed")
_AT_PRICES = pattern("prices that a level is told at")
_TOPIC = pattern("topic before a colon")
_ASIDE = re.compile(r"\([^()]*\)|\uff08[^\uff09]*\uff09")
_OPENING = pattern("verb that opens a clause and names nothing")
_BARE = re.compile(r"[\u7684\u201c\u201d\u300a\u300b ]")
_NOUN = re.compile(r"[^,。;:、\d()\s]{2,8}?(?=\u4e2d,)|[^,。;:、\d()\s]{2,8}")
_NOUN_LENGTH = 10
_PEOPLE = ("\u4eba", "\u540d", "\u4f4d")


def check_repeated(view: View) -> Iterator[Found]:
    """The pairs of figures of one measure that differ."""
    by_unit: dict[str, list[Figure]] = defaultdict(list)
    again: set[int] = set()
    """The figures that point back, by their identity."""
    for figure in view.figures:
        if figure.interval is None or figure.kind not in _KINDS or _is_rounded_in_words(figure):
            continue
        if _is_told_again(view, figure):
            again.add(id(figure))
        elif not figure.claim.label or figure.claim.nature in {"share", "gap"}:
            continue
        unit = figure.unit or ""
        by_unit["people" if unit in _PEOPLE else unit].append(figure)
    for figures in by_unit.values():
        for index, figure in enumerate(figures):
            earlier = _contradicted(view, figures, index, again)
            if earlier is not None:
                yield _twice(earlier, figure)
    yield from _restated(view)
    for first, second in named_sets(view):
        values = {"first": first[2], "second": second[2], "label": first[3]}
        yield Found("twice", *second[:2], [first[:2]], values)


def _is_rounded_in_words(figure: Figure) -> bool:
    """Whether a number is written in Chinese numerals and is no count: reports of the time in
    which numbers are so written tell one measure at several prices and of several plans."""
    rounded = figure.interval is not None and figure.interval.half > 0
    return rounded and not re.search(r"\d", plain(figure.text))


def _restated(view: View) -> Iterator[Found]:
    """The figures told again at once in another magnitude: 12.8亿元(即1280万元)."""
    for first, second in itertools.pairwise(view.figures):
        gap = view.plain[first.end : second.start]
        known = first.is_like(second) and first.interval and second.interval
        if known and _THAT_IS.fullmatch(gap) and not stand_for_one(first, second):
            yield _twice(first, second)


def _twice(first: Figure, second: Figure) -> Found:
    values = {"first": first.text, "second": second.text, "label": second.claim.label or ""}
    code = "unit-slip" if _is_slip(first, second) else ""
    return Found("twice", second.start, second.end, [(first.start, first.end)], values, code=code)


def _contradicted(view: View, figures: list[Figure], index: int, again: set[int]) -> Figure | None:
    """The figure before number ``index`` that it contradicts."""
    figure = figures[index]
    if id(figure) in again:
        return _pointed_at(view, figure, (*figures[:index], *figures[index + 1 :]))
    for earlier in reversed(figures[max(0, index - _FAR) : index]):
        if id(earlier) in again or stand_for_one(earlier, figure):
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
    before = view.plain[max(start, figure.start - _NEAR) : figure.start]
    behind = view.plain[figure.end : min(end, figure.end + _NEAR)]
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
    # A part of the thing is told behind it: 活动126场,其中9月前85场.
    return min(alike, key=lambda other: (other.claim.part_of is not None, _apart(figure, other)))


def _apart(first: Figure, second: Figure) -> float:
    """How far two figures lie from each other, as a share of the larger."""
    one, two = (abs(float(one.quantity.value or 0)) for one in (first, second))
    return abs(one - two) / max(one, two, 1.0)


def _names(view: View, figure: Figure) -> list[str]:
    """What a figure may be called: its label, and the noun behind it."""
    label = _BARE.sub("", figure.claim.label or "")
    behind = _NOUN.match(view.plain[figure.end : figure.end + _NOUN_LENGTH])
    return [name for name in (label, behind[0] if behind else "") if len(name) >= _SHORTEST]


def _is_named(first: list[str], second: list[str]) -> bool:
    """Whether a name of the one holds the label of the other, or is its end."""
    return any(
        two in one or one.endswith(two) or two.endswith(one) for one in first for two in second[:1]
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
    if not _is_one_measure(one, two) or _differ_around(view, first, second):
        return False
    known = one.indicator is not None and one.indicator.name is not None
    name = _ASIDE.sub("", one.label or "")
    if len(name) >= _SHORT_NAME and _is_slip_of_a_digit(first, second):
        return True
    clause = _clause(view, first)
    if _DEICTIC.search(name) or not (known or len(name) >= _LONG_NAME or _tells(name, clause)):
        return False
    told = first.kind == "percent" or _is_one_deed(view, first, second)
    return (known and told) or clause == _clause(view, second)


def _differ_around(view: View, first: Figure, second: Figure) -> bool:
    """Whether the sentences of two figures have other topics (钢:年产能力…, 煤:年产能力…), or one
    tells a level at the prices of some year."""
    before = [view.plain[view.sentence(one.start).start : one.start] for one in (first, second)]
    if first.claim.direction is None and any(_AT_PRICES.search(text) for text in before):
        return True
    topics = [_TOPIC.match(text) for text in before]
    names = {found["name"] for found in topics if found is not None}
    return len(names) > 1


def _is_one_deed(view: View, first: Figure, second: Figure) -> bool:
    """Whether two flows are of one deed: neither has another verb or is a mark that is passed."""
    one, two = first.claim, second.claim
    if one.nature != "flow" or not (first.is_exact and second.is_exact):
        return False
    done = [_deed(claim) for claim in (one, two)]
    marked = any(_MARK.match(view.plain, figure.end) for figure in (first, second))
    return done[0] == done[1] and not marked


def _deed(claim: Claim) -> str | None:
    """The verb of a flow; None also for one that says nothing of the deed: 完成, 实现."""
    verb = claim.action.text if claim.action else None
    if claim.indicator is None or claim.indicator.name is None:
        return verb
    return None if verb is None or _EMPTY.fullmatch(verb) else verb


def _is_one_measure(one: Claim, two: Claim) -> bool:
    """Whether two claims name one measure: alike, or by two names of one indicator."""
    first, second = (_OF_CHANGE.sub("", _BARE.sub("", claim.label or "")) for claim in (one, two))
    if first == second:
        return True
    known = [claim.indicator and claim.indicator.name for claim in (one, two)]
    return known[0] is not None and known[0] == known[1] and one.nature == "flow"


def _is_slip_of_a_digit(first: Figure, second: Figure) -> bool:
    """Whether two long figures differ by one digit, or by two that changed places: 451.8 and 451.7.

    Figures of two things are seldom so near to each other.
    """
    one, two = (re.sub(r"\D", "", plain(figure.text)) for figure in (first, second))
    if len(one) != len(two) or len(one) < _LONG_FIGURE:
        return False
    differ = [
        place for place, digits in enumerate(zip(one, two, strict=True)) if len({*digits}) > 1
    ]
    swapped = len(differ) == 2 and sorted(one) == sorted(two) and differ[1] == differ[0] + 1
    return len(differ) == 1 or swapped


def _tells(name: str, clause: str) -> bool:
    """Whether a short name stands in a clause that is long enough to tell one thing."""
    return len(name) >= _SHORT_NAME and len(clause) >= _LONG_NAME


def _clause(view: View, figure: Figure) -> str:
    """The words before a figure in its clause, the last eight at most, without 的 and quotes."""
    start = view.sentence(figure.start).start
    before = re.split(r"[,;:、]", view.plain[max(start, figure.start - _NEAR) : figure.start])[-1]
    return _OPENING.sub("", _BARE.sub("", before))[-_LEFT:]


def _is_slip(first: Figure, second: Figure) -> bool:
    assert first.interval is not None
    assert second.interval is not None
    low, high = sorted((abs(first.interval.middle), abs(second.interval.middle)))
    return low > 0 and high / low >= _SLIP
