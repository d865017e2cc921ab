"""Times side by side, and the lists of numbers that they share out.

2016年、2017年分别新建学校3所、5所 -> 2016 for 3所, 2017 for 5所
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govtext.language.calendar import Period

_PAIR = 2  # times side by side


class TimeRows:
    """The times of one sentence that stand side by side, as read so far."""

    def __init__(self) -> None:
        self.each = False
        """Whether 分别 has been read behind the times."""
        self._row: list[Period | None] = []
        self._runs: list[tuple[list[Period | None], list[int]]] = []

    @property
    def last(self) -> Period | None:
        """The last time of the row."""
        return self._row[-1] if self._row else None

    def add(self, periods: Sequence[Period | None], *, goes_on: bool, joined: bool) -> None:
        """Add times: in place of the one that they go on with, behind those that they are joined
        to, or as a new row."""
        self.each = False
        if goes_on:
            self._row = [*self._row[:-1], *periods]
        else:
            self._row = [*self._row, *periods] if joined else [*periods]

    def run(self, place: int, *, goes_on: bool) -> None:
        """Note the number at ``place``, which may go on a list, if 分别 tells the times apart."""
        if len(self._row) < _PAIR or not self.each:
            return
        if goes_on and self._runs:
            self._runs[-1][1].append(place)
        else:
            self._runs.append((self._row, [place]))

    def shared_out(self) -> Iterator[tuple[int, Period | None]]:
        """The places of numbers with their times, for each list that is as long as its row."""
        for row, run in self._runs:
            if len(row) == len(run):
                yield from zip(run, row, strict=True)
