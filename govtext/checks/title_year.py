"""The years of the title, of the headings and of the day of the meeting.

A government work report of 2025 reviews 2024 and plans 2025; a summary of 2024 reviews 2024 and
plans 2025.
"""

from __future__ import annotations

from collections.abc import Iterator

from govtext.checks.finding import Found
from govtext.checks.view import View
from govtext.language.patterns import pattern
from govtext.language.plain import plain

_YEARS = pattern("year in a title")
_SUMMARY = pattern("title of a paper that looks back")
_HEADING = pattern("heading that names its year")
_PLAN = pattern("word of a plan in a heading")
_REVIEW = pattern("word of a review in a heading")
_EITHER = pattern("heading of what was done or is to be done")
_MEETING = pattern("day of the meeting")
_WORK_REPORT = "government report"
_HEAD = 400  # characters in which the day of the meeting stands
_DEPTH = 2
_HALF = 6  # months


def check_title_year(view: View) -> Iterator[Found]:
    """The headings whose year does not fit the title."""
    place = view.report.metadata.places.get("title")
    if place is None:
        return
    start, end = view.here(place.start, place.end)
    title = view.page[start:end]
    years = [(int(found[1]), start + found.start(1)) for found in _YEARS.finditer(title)]
    if view.report.metadata.genre == _WORK_REPORT:
        yield from _work_report(view, years, end)
    elif _SUMMARY.search(title) and years:
        yield from _summary(view, years)


def _work_report(view: View, years: list[tuple[int, int]], end: int) -> Iterator[Found]:
    if len(years) > 1:
        return
    meeting = _MEETING.search(view.page, end, end + _HEAD)
    if not years and meeting is None:
        return
    known = years[0] if years else None
    if meeting is not None:
        held = (int(meeting["year"]), meeting.start("year"))
        if known and known[0] != held[0]:
            values = {"title": str(known[0]), "other": str(held[0])}
            yield Found("meeting", *_place(known), [_place(held)], values)
        known = held
    if known is not None:
        # A report of the second half of a year plans the next.
        late = meeting is not None and int(meeting["month"]) > _HALF
        yield from _headings(view, known, known[0] - (not late), known[0] + late)


def _summary(view: View, years: list[tuple[int, int]]) -> Iterator[Found]:
    if len({year for year, _ in years}) > 2:
        return
    first, last = years[0], years[-1]
    if first[0] != last[0] and last[0] != first[0] + 1:
        values = {"title": str(first[0]), "other": str(last[0])}
        yield Found("title", *_place(first), [_place(last)], values)
        return
    yield from _headings(view, first, first[0], first[0] + 1)


def _place(year: tuple[int, int]) -> tuple[int, int]:
    return year[1], year[1] + 4


def _headings(view: View, known: tuple[int, int], review: int, plan: int) -> Iterator[Found]:
    for node, depth in view.nodes():
        if depth > _DEPTH or node.kind != "heading":
            continue
        found = _HEADING.match(plain(node.title))
        if found is None:
            continue
        plans, reviews = _PLAN.search(found[0]), _REVIEW.search(found[0])
        year, expected = int(found["year"]), plan if plans else review
        either = _EITHER.search(found[0]) and not plans
        if not either and bool(plans) == bool(reviews):
            continue
        if year == expected or (either and year in {review, plan}):
            continue
        at = view.here(node.start, node.end).start
        at = view.page.index(found["year"], at)
        values = {"heading": str(year), "expected": str(expected), "title": str(known[0])}
        yield Found("heading", at, at + 4, [_place(known)], values)
