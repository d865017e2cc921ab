"""What years a report speaks of: the one it speaks in, the stretch it reviews, the one it plans."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from govtext.plain import plain
from govtext.report import Node
from govtext.rulebook import Rulebook
from govtext.rulecheck import checks
from govtext.stages.lazily import compiled_lazily
from govtext.stages.times import (
    Expression,
    Period,
    Reads,
    Time,
    expressions,
    is_baseline,
    months_of,
    plan_years,
    whole_number,
    whole_years,
    year_number,
)
from govtext.state import State

HIDDEN = Period(None, 0, 0, 0)
"""A time that the text names but hides: nothing around it may stand in for it."""


@checks("times", Time)
def time_is_read(time: Time, example: str, rules: Rulebook) -> str | None:
    """``expression => period``, in a report that speaks in 2025 and reviews 2024."""
    written, _, expected = example.partition(" => ")
    found = list(expressions(plain(written), rules))
    if [one.time.name for one in found] != [time.name]:
        return f"found as {[one.time.name for one in found]}"
    anchors = Anchors(2025, whole_years(2024, 2024), whole_years(2025, 2025))
    period = resolve(found[0], anchors, None)
    read = str(period) if period and period.year else "null"
    return None if read == expected else f"read as {read}"


class Anchors(NamedTuple):
    """The year 今年 means, and the stretches reviewed and planned; None where nothing tells."""

    now: int | None = None
    review: Period | None = None
    plan: Period | None = None


def resolve(
    found: Expression, anchors: Anchors, around: Period | None, *, planned: bool = False
) -> Period | None:
    """The period an expression names.

    ``around`` is the period spoken of where it stands, which 全年 or 上半年 take their year from;
    ``planned`` says that the sentence speaks of what is to come. None where it can't be told.

    >>> this = Anchors(2025, whole_years(2024, 2024), whole_years(2025, 2025))
    >>> from govtext import rulebook
    >>> (found,) = expressions("过去三年", rulebook.load())
    >>> str(resolve(found, this, None))
    '2022/2024'
    """
    return _RESOLVERS[found.time.reads](found, anchors, around, planned)


def _year(found: Expression, *_: object) -> Period | None:
    year = found.years[0] if found.years else found.time.year
    return whole_years(year, year)


def _years(found: Expression, *_: object) -> Period | None:
    return whole_years(min(found.years), max(found.years))


def _between(found: Expression, *_: object) -> Period | None:
    (first, last), (month, last_month) = found.years, found.numbers
    return Period(first, month, last, last_month) if first < last else None


def _year_around(anchors: Anchors, around: Period | None, planned: bool) -> int | None:
    if around is not None:
        return around.last_year or None
    stretch = anchors.plan if planned else anchors.review
    return stretch.last_year if stretch else None


def _part(
    found: Expression, anchors: Anchors, around: Period | None, planned: bool
) -> Period | None:
    year = _year_around(anchors, around, planned)
    return months_of(year, *found.time.months) if year else None


def _month(
    found: Expression, anchors: Anchors, around: Period | None, planned: bool
) -> Period | None:
    year = _year_around(anchors, around, planned)
    return months_of(year, found.numbers[0], found.numbers[0]) if year else None


def _months(
    found: Expression, anchors: Anchors, around: Period | None, planned: bool
) -> Period | None:
    year = _year_around(anchors, around, planned)
    first, last = (1, *found.numbers)[-2:]
    return months_of(year, first, last) if year and first <= last else None


def _whole(
    found: Expression, anchors: Anchors, around: Period | None, planned: bool
) -> Period | None:
    if found.time.edge and around is not None and around.month:
        return around  # by the end of the year, in what a half year plans
    year = _year_around(anchors, around, planned)
    return whole_years(year, year) if year else None


def _since(
    found: Expression, anchors: Anchors, around: Period | None, planned: bool
) -> Period | None:
    year = found.years[0] if found.years else found.time.year
    last = anchors.review.last_year if anchors.review else None
    return whole_years(year, max(year, last)) if last else None


def _relative(
    found: Expression, anchors: Anchors, around: Period | None, planned: bool
) -> Period | None:
    if anchors.now is None:
        return None
    year = anchors.now + found.time.shift
    review = anchors.review
    # 今年 in a report on half a year means the half that has passed.
    if review and review.month and review.year == year and not planned:
        return review
    return whole_years(year, year)


def _past(
    found: Expression, anchors: Anchors, around: Period | None, planned: bool
) -> Period | None:
    if anchors.review is None:
        return None
    count, last = _count(found), anchors.review.last_year
    if count == 1:
        return whole_years(last, last) if anchors.review.spans_years else anchors.review
    return whole_years(last - count + 1, last)


def _coming(
    found: Expression, anchors: Anchors, around: Period | None, planned: bool
) -> Period | None:
    if anchors.plan is None or anchors.plan.year is None:
        return None
    first = anchors.plan.year
    return whole_years(first, first + _count(found) - 1)


def _within(
    found: Expression, anchors: Anchors, around: Period | None, planned: bool
) -> Period | None:
    if around and around.year and around.last_year - around.year + 1 == _count(found):
        return around
    return (_coming if planned else _past)(found, anchors, around, planned)


def _count(found: Expression) -> int:
    return found.time.count or (found.numbers[0] if found.numbers else 1)


def _plan(found: Expression, anchors: Anchors, *_: object) -> Period | None:
    years = plan_years(found.numbers[0])
    if found.time.edge == "end":
        return whole_years(years.last_year, years.last_year)
    if found.time.edge == "since" and anchors.review:
        last = min(years.last_year, anchors.review.last_year)
        return whole_years(years.year, max(last, years.year or 0))
    return years


def _present(
    found: Expression, anchors: Anchors, around: Period | None, planned: bool
) -> Period | None:
    review = anchors.review
    if planned or review is None:
        return around
    return whole_years(review.last_year, review.last_year) if review.spans_years else review


def _vague(found: Expression, anchors: Anchors, *_: object) -> Period | None:
    return Period(None, 0, anchors.review.last_year, 0) if anchors.review else None


def _masked(*_: object) -> Period | None:
    return HIDDEN


_RESOLVERS: dict[Reads, Callable[[Expression, Anchors, Period | None, bool], Period | None]] = {
    "year": _year,
    "years": _years,
    "between": _between,
    "month": _month,
    "months": _months,
    "since": _since,
    "relative": _relative,
    "part": _part,
    "whole": _whole,
    "past": _past,
    "coming": _coming,
    "within": _within,
    "plan": _plan,
    "present": _present,
    "vague": _vague,
    "masked": _masked,
}

_HEAD = 1500  # The head of a page and the headings that tell of years are no longer.
_GOVERNMENT = re.compile(
    r"政 ?府 ?工 ?作 ?报 ?告|代表[^。\n]{0,16}(?:政府|国务院)[^。\n]{0,8}向[^。\n]{0,24}报告"
)
_SUMMARY = re.compile(r"总结|述职|情况|回顾|汇报")
_GIVEN = compiled_lazily(
    r"((?:1 ?9|2 ?0) ?\d ?\d|[一二][〇○零九][〇○零一二三四五六七八九]{2}) ?年 ?"
    r"(\d{1,2}|十?[一二三四五六七八九十]) ?月 ?[\d一二三十四五六七八九]{1,3} ?日"
    r"(?=[^\n。]{0,40}在[^\n。]{2,60}(?:会议|大会|全会))"
)
_PLANS = re.compile(r"计划|打算|安排|谋划|思路|要点|部署|方案|任务|目标")
_REVIEWS = re.compile(r"总结|回顾|情况|成效|成绩|亮点|完成|工作报告|主要工作")


def find_anchors(state: State) -> Anchors:
    """The years ``state`` speaks of, by title, day of delivery, headings and first lines."""
    body = state.lines[0].start if state.lines else 0
    title = plain(state.text[state.title.start : state.title.end]) if state.title else ""
    head = plain(state.text[max(0, body - _HEAD) : body])
    opening = head + state.plain[body : body + _HEAD // 2]
    given = _GIVEN.search(opening) or _GIVEN.search(title)
    anchors = _of_title(state, title)
    if anchors is not None and (anchors.review is None or anchors.review.month):
        return anchors
    if given:
        return _of_speech(state, *_day(given), title + head)
    if _GOVERNMENT.search(title + opening) and not _SUMMARY.search(title):
        year = next((found.years[0] for found in _dated(state, title)), None)
        if year is None and (review := _of_body(state).review):
            year = review.last_year + 1
        return _of_speech(state, year, 1, title + head) if year else Anchors()
    return anchors or _of_body(state)


def _day(given: re.Match[str]) -> tuple[int, int]:
    """The year and month of a day."""
    return year_number(given[1]), whole_number(given[2])


def _dated(state: State, text: str) -> Iterable[Expression]:
    return (found for found in expressions(text, state.rules) if found.years)


def _of_speech(state: State, year: int, month: int, head: str) -> Anchors:
    """A report given to a meeting looks back on last year and ahead to this one."""
    late = month >= 9  # Given in autumn, it looks back on the year that ends.
    review, plan = (year, year + 1) if late else (year - 1, year)
    for found in expressions(head, state.rules):
        if found.time.reads == "plan" and not found.time.edge:
            ordinal = found.numbers[0]
            if (years := plan_years(ordinal)).last_year >= year:
                before = plan_years(ordinal - 1) if ordinal > 1 else None
                if before is None or before.last_year < review - 1:
                    before = whole_years(review, review)
                return Anchors(year, before, years)
    return Anchors(year, whole_years(review, review), whole_years(plan, plan))


def _of_title(state: State, title: str) -> Anchors | None:
    """The years a title names, by what it says of each: 2022年工作总结和2023年工作计划."""
    found = list(expressions(title, state.rules))
    if any(one.time.reads == "masked" for one in found) and not any(one.years for one in found):
        return Anchors()
    review = plan = None
    for index, one in enumerate(found):
        if not (one.years or one.time.reads == "plan") or is_baseline(title, one):
            continue
        named = (other for other in found[index + 1 :] if other.years or other.time.reads == "plan")
        until = next((other.start for other in named), len(title))
        period = resolve(one, Anchors(), None)
        after = found[index + 1] if index + 1 < len(found) else None
        if after and after.time.reads in ("part", "months", "month") and after.start - one.end <= 1:
            period = resolve(after, Anchors(), period)
        says = title[one.end : until]
        if _PLANS.search(says) and not _REVIEWS.search(says):
            plan = plan or period
        else:
            review = review or period
    return _completed(review, plan)


def _completed(review: Period | None, plan: Period | None) -> Anchors | None:
    if review is None and plan is None:
        return None
    if review is None and plan is not None and plan.year:
        return Anchors(plan.year, whole_years(plan.year - 1, plan.year - 1), plan)
    assert review is not None
    last = review.last_year
    # After part of a year the rest of that year is to come.
    coming = last if review.month else last + 1
    return Anchors(last, review, plan or whole_years(coming, coming))


def _of_body(state: State) -> Anchors:
    """The year the headings or the first lines name."""
    headings = [node for root in state.outline for node in root.walk() if node.kind == "heading"]
    for node in headings:
        anchors = _of_title(state, _title(node))
        if anchors is not None and anchors.now:
            return anchors
    for line in state.lines[:6]:
        for found in expressions(
            state.plain, state.rules, line.start, min(line.end, line.start + 60)
        ):
            if found.years and found.time.reads in ("year", "years"):
                return _completed(resolve(found, Anchors(), None), None) or Anchors()
            if found.time.reads == "masked":
                return Anchors()
    if state.metadata.year:
        year = state.metadata.year
        return Anchors(year, whole_years(year, year), whole_years(year + 1, year + 1))
    return Anchors()


def _title(node: Node) -> str:
    return plain(node.title)
