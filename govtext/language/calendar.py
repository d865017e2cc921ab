"""Periods of years and months, and the years of China's five-year plans.

>>> str(whole_years(2021, 2025)), str(months_of(2024, 1, 9))
('2021/2025', '2024-01/2024-09')
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple


class Period(NamedTuple):
    """A period of time, both ends included.

    A month of 0 means the whole year. ``year`` is None where the beginning is unknown.
    """

    year: int | None
    month: int
    last_year: int
    last_month: int

    def __str__(self) -> str:
        """The period as written in a claim: ``2025``, ``2021/2025``, ``2024-01/2024-09``."""
        first = _written(self.year, self.month) if self.year else "?"
        last = _written(self.last_year, self.last_month)
        return first if first == last else f"{first}/{last}"

    @property
    def begin(self) -> tuple[int, int]:
        """Its first year and month; year 0 where the beginning is unknown."""
        return self.year or 0, self.month or 1

    @property
    def finish(self) -> tuple[int, int]:
        """Its last year and month."""
        return self.last_year, self.last_month or 12

    @property
    def spans_years(self) -> bool:
        """Whether it holds more than one year."""
        return self.year != self.last_year

    @property
    def end_year(self) -> Period:
        """Its last year, as a period."""
        return whole_years(self.last_year, self.last_year)


HIDDEN_PERIOD = Period(None, 0, 0, 0)
"""The period of an expression of time with masked digits (20XX年): which one is unknown."""


def _written(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}" if month else f"{year:04d}"


def whole_years(first: int | None, last: int) -> Period:
    """The years from ``first`` to ``last``.

    >>> str(whole_years(2021, 2025)), str(whole_years(2024, 2024))
    ('2021/2025', '2024')
    """
    return Period(first, 0, last, 0)


def months_of(year: int, first: int, last: int) -> Period:
    """The months from ``first`` to ``last`` of a year; all twelve give the year.

    >>> str(months_of(2024, 1, 9)), str(months_of(2024, 9, 9)), str(months_of(2024, 1, 12))
    ('2024-01/2024-09', '2024-09', '2024')
    """
    if (first, last) == (1, 12):
        return whole_years(year, year)
    return Period(year, first, year, last)


def plan_years(ordinal: int) -> Period:
    """The years of China's five-year plan with that number.

    The first two began in 1953 and 1958. The third began in 1966, after three years of
    adjustment, and the others follow every five years.

    >>> str(plan_years(1)), str(plan_years(7)), str(plan_years(14))
    ('1953/1957', '1986/1990', '2021/2025')
    """
    first = 1948 + 5 * ordinal if ordinal < 3 else 1951 + 5 * ordinal
    return whole_years(first, first + 4)


class PeriodsByPlace:
    """The period that applies at each offset of a text; None before the first that is noted.

    >>> periods = PeriodsByPlace()
    >>> periods.note(10, whole_years(2024, 2024))
    >>> periods.at(5), str(periods.at(15))
    (None, '2024')
    """

    def __init__(self) -> None:
        self._offsets: list[int] = [0]
        self._periods: list[Period | None] = [None]

    def note(self, offset: int, period: Period | None) -> None:
        """Note that ``period`` applies from ``offset`` on; an offset before the last is ignored."""
        if self._offsets[-1] == offset:
            self._periods[-1] = period
        elif self._offsets[-1] < offset:
            self._offsets.append(offset)
            self._periods.append(period)

    def at(self, offset: int) -> Period | None:
        """The period that applies at ``offset``; None where none is known, HIDDEN_PERIOD where
        its year is masked."""
        return self._periods[bisect_right(self._offsets, offset) - 1]
