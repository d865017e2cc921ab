"""What years a report speaks of: the one it speaks in, the stretch it reviews, the one it plans."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from govtext.document import Document
from govtext.language.patterns import compiled_lazily
from govtext.language.plain import plain
from govtext.report import Node
from govtext.stages.times.expressions import (
    Expression,
    Period,
    Reads,
    expressions,
    is_baseline,
    months_of,
    plan_years,
    whole_number,
    whole_years,
    year_number,
)

HIDDEN = Period(None, 0, 0, 0)
"""A time that the text names but hides: nothing around it may stand in for it."""


class ReportYears(NamedTuple):
    """The year 今年 means, and the stretches reviewed and planned; None where nothing tells."""

    now: int | None = None
    review: Period | None = None
    plan: Period | None = None


def resolve(
    found: Expression, report_years: ReportYears, around: Period | None, *, planned: bool = False
) -> Period | None:
    """The period an expression names.

    ``around`` is the period spoken of where it stands, which 全年 or 上半年 take their year from;
    ``planned`` says that the sentence speaks of what is to come. None where it can't be told.

    >>> this = ReportYears(2025, whole_years(2024, 2024), whole_years(2025, 2025))
    >>> from govtext.rulebook.load import load
    >>> (found,) = expressions("过去三年", load())
    >>> str(resolve(found, this, None))
    '2022/2024'
    """
    years, numbers = _NEEDED.get(found.time.reads, (0, 0))
    if len(found.years) < years or len(found.numbers) < numbers:
        return None  # a pattern of the user's own that does not say what it is read for
    return _RESOLVERS[found.time.reads](found, report_years, around, planned)


_NEEDED: dict[Reads, tuple[int, int]] = {
    "years": (1, 0),
    "between": (2, 2),
    "month": (0, 1),
    "months": (0, 1),
    "plan": (0, 1),
}
"""How many years and other numbers an expression must hold for its way of reading."""


def _year(found: Expression, *_: object) -> Period | None:
    year = found.years[0] if found.years else found.time.year
    return whole_years(year, year)


def _years(found: Expression, *_: object) -> Period | None:
    return whole_years(min(found.years), max(found.years))


def _between(found: Expression, *_: object) -> Period | None:
    (first, last), (month, last_month) = found.years[:2], found.numbers[:2]
    return Period(first, month, last, last_month) if first < last else None


def _year_around(report_years: ReportYears, around: Period | None, planned: bool) -> int | None:
    if around is not None:
        return around.last_year or None
    stretch = report_years.plan if planned else report_years.review
    return stretch.last_year if stretch else None


def _part(
    found: Expression, report_years: ReportYears, around: Period | None, planned: bool
) -> Period | None:
    year = _year_around(report_years, around, planned)
    return months_of(year, *found.time.months) if year else None


def _month(
    found: Expression, report_years: ReportYears, around: Period | None, planned: bool
) -> Period | None:
    year = _year_around(report_years, around, planned)
    return months_of(year, found.numbers[0], found.numbers[0]) if year else None


def _months(
    found: Expression, report_years: ReportYears, around: Period | None, planned: bool
) -> Period | None:
    year = _year_around(report_years, around, planned)
    first, last = (1, *found.numbers)[-2:]
    return months_of(year, first, last) if year and first <= last else None


def _whole(
    found: Expression, report_years: ReportYears, around: Period | None, planned: bool
) -> Period | None:
    if found.time.edge and around is not None and around.month:
        return around  # by the end of the year, in what a half year plans
    year = _year_around(report_years, around, planned)
    return whole_years(year, year) if year else None


def _since(
    found: Expression, report_years: ReportYears, around: Period | None, planned: bool
) -> Period | None:
    year = found.years[0] if found.years else found.time.year
    last = report_years.review.last_year if report_years.review else None
    return whole_years(year, max(year, last)) if last else None


def _relative(
    found: Expression, report_years: ReportYears, around: Period | None, planned: bool
) -> Period | None:
    if report_years.now is None:
        return None
    year = report_years.now + found.time.shift
    review = report_years.review
    # 今年 in a report on half a year means the half that has passed.
    if review and review.month and review.year == year and not planned:
        return review
    return whole_years(year, year)


def _past(
    found: Expression, report_years: ReportYears, around: Period | None, planned: bool
) -> Period | None:
    if report_years.review is None:
        return None
    count, last = _count(found), report_years.review.last_year
    if count == 1:
        return whole_years(last, last) if report_years.review.spans_years else report_years.review
    return whole_years(last - count + 1, last)


def _coming(
    found: Expression, report_years: ReportYears, around: Period | None, planned: bool
) -> Period | None:
    if report_years.plan is None or report_years.plan.year is None:
        return None
    first = report_years.plan.year
    return whole_years(first, first + _count(found) - 1)


def _within(
    found: Expression, report_years: ReportYears, around: Period | None, planned: bool
) -> Period | None:
    if around and around.year and around.last_year - around.year + 1 == _count(found):
        return around
    return (_coming if planned else _past)(found, report_years, around, planned)


def _count(found: Expression) -> int:
    return found.time.count or (found.numbers[0] if found.numbers else 1)


def _plan(found: Expression, report_years: ReportYears, *_: object) -> Period | None:
    years = plan_years(found.numbers[0])
    if found.time.edge == "end":
        return whole_years(years.last_year, years.last_year)
    if found.time.edge == "since" and report_years.review:
        last = min(years.last_year, report_years.review.last_year)
        return whole_years(years.year, max(last, years.year or 0))
    return years


def _present(
    found: Expression, report_years: ReportYears, around: Period | None, planned: bool
) -> Period | None:
    review = report_years.review
    if planned or review is None:
        return around
    return whole_years(review.last_year, review.last_year) if review.spans_years else review


def _vague(found: Expression, report_years: ReportYears, *_: object) -> Period | None:
    return Period(None, 0, report_years.review.last_year, 0) if report_years.review else None


def _masked(*_: object) -> Period | None:
    return HIDDEN


_RESOLVERS: dict[Reads, Callable[[Expression, ReportYears, Period | None, bool], Period | None]] = {
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


def find_report_years(document: Document) -> ReportYears:
    """The years the report speaks of, by title, day of delivery, headings and first lines."""
    body = document.lines[0].start if document.lines else 0
    title = (
        plain(document.text[document.title.start : document.title.end]) if document.title else ""
    )
    head = plain(document.text[max(0, body - _HEAD) : body])
    opening = head + document.plain[body : body + _HEAD // 2]
    given = _GIVEN.search(opening) or _GIVEN.search(title)
    report_years = _of_title(document, title)
    if report_years is not None and (report_years.review is None or report_years.review.month):
        return report_years
    if given:
        return _of_speech(document, *_day(given), title + head)
    if _GOVERNMENT.search(title + opening) and not _SUMMARY.search(title):
        year = next((found.years[0] for found in _dated(document, title)), None)
        if year is None and (review := _of_body(document).review):
            year = review.last_year + 1
        return _of_speech(document, year, 1, title + head) if year else ReportYears()
    return report_years or _of_body(document)


def _day(given: re.Match[str]) -> tuple[int, int]:
    """The year and month of a day."""
    return year_number(given[1]), whole_number(given[2])


def _dated(document: Document, text: str) -> Iterable[Expression]:
    return (found for found in expressions(text, document.rules) if found.years)


def _of_speech(document: Document, year: int, month: int, head: str) -> ReportYears:
    """A report given to a meeting looks back on last year and ahead to this one."""
    late = month >= 9  # Given in autumn, it looks back on the year that ends.
    review, plan = (year, year + 1) if late else (year - 1, year)
    for found in expressions(head, document.rules):
        if found.time.reads == "plan" and found.numbers and not found.time.edge:
            ordinal = found.numbers[0]
            if (years := plan_years(ordinal)).last_year >= year:
                before = plan_years(ordinal - 1) if ordinal > 1 else None
                if before is None or before.last_year < review - 1:
                    before = whole_years(review, review)
                return ReportYears(year, before, years)
    return ReportYears(year, whole_years(review, review), whole_years(plan, plan))


def _of_title(document: Document, title: str) -> ReportYears | None:
    """The years a title names, by what it says of each: 2022年工作总结和2023年工作计划."""
    found = list(expressions(title, document.rules))
    if any(one.time.reads == "masked" for one in found) and not any(one.years for one in found):
        return ReportYears()
    review = plan = None
    for index, one in enumerate(found):
        if not (one.years or one.time.reads == "plan") or is_baseline(title, one):
            continue
        named = (other for other in found[index + 1 :] if other.years or other.time.reads == "plan")
        until = next((other.start for other in named), len(title))
        period = resolve(one, ReportYears(), None)
        after = found[index + 1] if index + 1 < len(found) else None
        if after and after.time.reads in ("part", "months", "month") and after.start - one.end <= 1:
            period = resolve(after, ReportYears(), period)
        says = title[one.end : until]
        if _PLANS.search(says) and not _REVIEWS.search(says):
            plan = plan or period
        else:
            review = review or period
    return _completed(review, plan)


def _completed(review: Period | None, plan: Period | None) -> ReportYears | None:
    if review is None:
        if plan is None or not plan.year:
            return None
        return ReportYears(plan.year, whole_years(plan.year - 1, plan.year - 1), plan)
    last = review.last_year
    # After part of a year the rest of that year is to come.
    coming = last if review.month else last + 1
    return ReportYears(last, review, plan or whole_years(coming, coming))


def _of_body(document: Document) -> ReportYears:
    """The year the headings or the first lines name."""
    headings = [node for root in document.outline for node in root.walk() if node.kind == "heading"]
    for node in headings:
        report_years = _of_title(document, _title(node))
        if report_years is not None and report_years.now:
            return report_years
    for line in document.lines[:6]:
        for found in expressions(
            document.plain, document.rules, line.start, min(line.end, line.start + 60)
        ):
            if found.years and found.time.reads in ("year", "years"):
                return _completed(resolve(found, ReportYears(), None), None) or ReportYears()
            if found.time.reads == "masked":
                return ReportYears()
    if document.metadata.year:
        year = document.metadata.year
        return ReportYears(year, whole_years(year, year), whole_years(year + 1, year + 1))
    return ReportYears()


def _title(node: Node) -> str:
    return plain(node.title)
