"""连续N年 against named years: 自2019年至2024年连续三年 (six)."""

from __future__ import annotations

from collections.abc import Iterator

from govtext.checks.finding import Found
from govtext.checks.view import View
from govtext.language.numerals import whole_number
from govtext.language.patterns import pattern

_STREAK = pattern("streak of years since a year")
_LISTED = (
    pattern("streak of years before their list"),
    pattern("streak of years behind their list"),
)
_YEAR = pattern("year of a list")
_UNTIL = pattern("last year of a streak behind it")


def check_streaks(view: View) -> Iterator[Found]:
    """The streaks that the years named do not give.

    Where the last year is not told, it is the year that the report reviews, or in a plan the next.
    The first year may be counted or not.
    """
    year = view.report.metadata.year
    yield from _listed(view)
    for found in _STREAK.finditer(view.plain):
        first, told = whole_number(found["first"]), whole_number(found["count"])
        if first is None or told is None:
            continue
        until = _UNTIL.match(view.plain, found.end())
        written = found["last"] or (until["last"] if until else None)
        last = whole_number(written) if written else None
        lasts = [last] if last else [year, year + 1] if year else []
        if not last and not _is_plan(view, found.start()):
            lasts = lasts[:1]
        if not lasts or any(told in {end - first, end - first + 1} for end in lasts):
            continue
        end = last or year or 0
        values = {"first": str(first), "last": str(end), "told": found["streak"]}
        values["count"] = str(end - first + 1)
        related = [found.span("first")]
        if found["last"]:
            related.append(found.span("last"))
        elif until:
            related.append(until.span("last"))
        yield Found("years", *found.span("streak"), related, values)


def _listed(view: View) -> Iterator[Found]:
    """The streaks beside a list of their years: 2022、2023、2024年连续四年."""
    for found in (one for form in _LISTED for one in form.finditer(view.plain)):
        named, told = len(set(_YEAR.findall(found["years"]))), whole_number(found["count"])
        if told is not None and told != named:
            values = {"told": found["streak"], "count": str(named)}
            yield Found("listed", *found.span("streak"), [found.span("years")], values)


def _is_plan(view: View, place: int) -> bool:
    start = view.written(place, place + 1).start
    return any(
        one.category == "plan" for one in view.report.statements if one.start <= start < one.end
    )
