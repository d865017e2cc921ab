"""Normalization of expressions of time: the period that one means in its report.

In a report given in 2025 that reviews 2024: 去年 → 2024, 近三年 → 2022/2024, and 上半年 in a
section about 2024 → 2024-01/2024-06.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

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
    case = _Case(found, report_years, report_years.review, around, planned)
    return _RESOLVERS[found.time.reads](case)


class _Case(NamedTuple):
    """An expression with what its period depends on."""

    found: Expression
    report_years: ReportYears
    review: Period | None
    around: Period | None
    planned: bool

    @property
    def named(self) -> int:
        """The year that the expression or its entry names."""
        return self.found.years[0] if self.found.years else self.found.time.year

    @property
    def year_around(self) -> int | None:
        """The year that applies at the expression."""
        planned = self.report_years.plan if self.planned else self.review
        stretch = planned if self.around is None else self.around
        return stretch.last_year or None if stretch else None

    @property
    def length(self) -> int:
        """How many years the expression tells of."""
        return self.found.time.count or (self.found.numbers[0] if self.found.numbers else 1)


_NEEDED: dict[Reads, tuple[int, int]] = {
    "years": (1, 0),
    "between": (2, 2),
    "month": (0, 1),
    "months": (0, 1),
    "plan": (0, 1),
}
"""How many years and other numbers an expression must hold for its way of reading."""


def _years(case: _Case) -> Period | None:
    first, last = min(case.found.years), max(case.found.years)
    return whole_years(last if case.found.time.edge == "end" else first, last)


def _between(case: _Case) -> Period | None:
    (first, last), (month, last_month) = case.found.years[:2], case.found.numbers[:2]
    return Period(first, month, last, last_month) if first < last else None


def _part(case: _Case) -> Period | None:
    year = case.year_around
    return months_of(year, *case.found.time.months) if year else None


def _months(case: _Case) -> Period | None:
    year, numbers = case.year_around, case.found.numbers
    first, last = numbers[:1] * 2 if case.found.time.reads == "month" else (1, *numbers)[-2:]
    return months_of(year, first, last) if year and first <= last else None


def _whole(case: _Case) -> Period | None:
    if case.found.time.edge and case.around is not None and case.around.month:
        return case.around  # 年底 in a plan for half a year
    year = case.year_around
    return whole_years(year, year) if year else None


def _since(case: _Case) -> Period | None:
    last = case.review.last_year if case.review else None
    return whole_years(case.named, max(case.named, last)) if last else None


def _relative(case: _Case) -> Period | None:
    if case.report_years.now is None:
        return None
    year, review = case.report_years.now + case.found.time.shift, case.review
    # 今年 in a report on half a year means the half that has passed.
    if review and review.month and review.year == year and not case.planned:
        return review
    return whole_years(year, year)


def _past(case: _Case) -> Period | None:
    if case.review is None:
        return None
    last, count = case.review.last_year, case.length
    return _last(case.review) if count == 1 else whole_years(last - count + 1, last)


def _last(review: Period) -> Period:
    return review.end_year if review.spans_years else review


def _coming(case: _Case) -> Period | None:
    first = case.report_years.plan and case.report_years.plan.year
    return whole_years(first, first + case.length - 1) if first else None


def _within(case: _Case) -> Period | None:
    around = case.around
    if around and around.year and around.last_year - around.year + 1 == case.length:
        return around
    return _coming(case) if case.planned else _past(case)


def _plan(case: _Case) -> Period | None:
    years, edge = plan_years(case.found.numbers[0]), case.found.time.edge
    if edge == "since" and case.review:
        last = min(years.last_year, case.review.last_year)
        return whole_years(years.year, max(last, years.year or 0))
    return years.end_year if edge == "end" else years


def _present(case: _Case) -> Period | None:
    return case.around if case.planned or case.review is None else _last(case.review)


def _vague(case: _Case) -> Period | None:
    return Period(None, 0, case.review.last_year, 0) if case.review else None


_RESOLVERS: dict[Reads, Callable[[_Case], Period | None]] = {
    "year": lambda case: whole_years(case.named, case.named),
    "years": _years,
    "between": _between,
    "month": _months,
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
    "masked": lambda _: HIDDEN_PERIOD,
}
