"""Normalization of expressions of time: the period that one means in its report.

In a report given in 2025 that reviews 2024: 去年 → 2024, 近三年 → 2022/2024, and 上半年 in a
section about 2024 → 2024-01/2024-06.
"""

from __future__ import annotations

from collections.abc import Callable

from govtext.document import ReportYears
from govtext.language.calendar import HIDDEN_PERIOD, Period, months_of, plan_years, whole_years
from govtext.language.times import Expression, Reads


def resolve(
    found: Expression, report_years: ReportYears, around: Period | None, *, planned: bool = False
) -> Period | None:
    """The period that an expression means; None where it is unknown.

    ``around`` is the period that applies there: 全年 and 上半年 take their year from it.
    ``planned`` is true where the sentence is a plan.

    >>> this = ReportYears(2025, whole_years(2024, 2024), whole_years(2025, 2025))
    >>> from govtext.language.times import expressions
    >>> from govtext.rulebook.load import load
    >>> (found,) = expressions("过去三年", load())
    >>> str(resolve(found, this, None))
    '2022/2024'
    """
    years, numbers = _NEEDED.get(found.time.reads, (0, 0))
    if len(found.years) < years or len(found.numbers) < numbers:
        return None  # a user's pattern without the numbers that its way of reading needs
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
    last = max(found.years)
    return whole_years(last if found.time.edge == "end" else min(found.years), last)


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
        return around  # 年底 in a plan for half a year
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
    count, review = _count(found), report_years.review
    if count == 1:
        return review.end_year if review.spans_years else review
    return whole_years(review.last_year - count + 1, review.last_year)


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
        return years.end_year
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
    return review.end_year if review.spans_years else review


def _vague(found: Expression, report_years: ReportYears, *_: object) -> Period | None:
    return Period(None, 0, report_years.review.last_year, 0) if report_years.review else None


def _masked(*_: object) -> Period | None:
    return HIDDEN_PERIOD


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
