"""Impossible dates and times: 6月31日, 13月, 2023年2月29日, 9时75分."""

from __future__ import annotations

import calendar
from collections.abc import Iterator

from govtext.checks.finding import Found
from govtext.checks.view import View
from govtext.language.numerals import whole_number
from govtext.language.patterns import pattern

_DATE = pattern("date with a month and a day")
_NUMERIC = pattern("date in figures")
_TIME = pattern("time of day")
_MONTH = pattern("month of a year")
_DAYS = pattern("number of days of a year")
_YEAR_DAYS = 366
_LEAP = 2024  # of a date without its year, 29 February is taken to exist


def check_dates(view: View) -> Iterator[Found]:
    """The dates and times that the calendar and the clock do not have."""
    for expression in (_DATE, _NUMERIC):
        for found in expression.finditer(view.page):
            yield from _date(found["year"], found["month"], found["day"], found.span())
    for found in _MONTH.finditer(view.page):
        if not 1 <= int(found["month"]) <= 12:
            yield Found("month", *found.span(), [], {"month": found["month"]})
    for found in _DAYS.finditer(view.plain):
        if int(found["days"]) > _YEAR_DAYS:
            yield Found("days", *found.span("days"), [], {"days": found["days"]})
    for found in _TIME.finditer(view.page):
        hour, minute = int(found["hour"]), int(found["minute"] or 0)
        if hour > 24 or minute > 59 or (hour == 24 and minute):
            yield Found("time", *found.span(), [], {"time": found[0].strip()})


def _date(year: str | None, month: str, day: str, place: tuple[int, int]) -> Iterator[Found]:
    months, days = whole_number(month), whole_number(day)
    of = whole_number(year) if year else _LEAP
    if months is None or days is None or of is None or not 1000 <= of <= 9999:
        return
    if not 1 <= months <= 12:
        yield Found("month", *place, [], {"month": str(months)})
        return
    longest = calendar.monthrange(of, months)[1]
    if not 1 <= days <= longest:
        values = {"month": str(months), "day": str(days), "longest": str(longest)}
        yield Found("day", *place, [], values)
