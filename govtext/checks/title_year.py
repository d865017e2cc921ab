"""The years of the title, of the headings and of the day of the meeting.

A government work report of 2025 reviews 2024 and plans 2025; a summary of 2024 reviews 2024 and
plans 2025. The report of a company, court or union may do either.
"""

from __future__ import annotations

from collections.abc import Iterator

from govtext.checks.finding import Found, Severity
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
    elif (named := _SUMMARY.search(title)) and years:
        yield from _summary(view, years, either=named["either"] is not None)


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
            # 2024年县政府工作报告 of January 2025: many titles name the year that is reviewed.
            reviewed = known[0] == held[0] - 1 and _reviews_first(view, known[0])
            severity: Severity | None = "note" if reviewed else None
            yield Found("meeting", *_place(known), [_place(held)], values, severity)
        known = held
    if known is not None:
        # A report of the second half of a year plans the next.
        late = meeting is not None and int(meeting["month"]) > _HALF
        yield from _headings(
            view, known, known[0] - (not late), known[0] + late, first_reviews=True
        )


def _reviews_first(view: View, year: int) -> bool:
    """Whether the first heading that names a year reviews ``year``."""
    for node, _ in view.nodes():
        found = _HEADING.match(plain(node.title))
        if found is not None and node.kind == "heading":
            looks_back = _REVIEW.search(found[0]) or _EITHER.search(found[0])
            return int(found["year"]) == year and bool(looks_back) and not _PLAN.search(found[0])
    return False


def _summary(view: View, years: list[tuple[int, int]], *, either: bool) -> Iterator[Found]:
    if len({year for year, _ in years}) > 2:
        return
    first, last = years[0], years[-1]
    if first[0] != last[0] and last[0] != first[0] + 1:
        values = {"title": str(first[0]), "other": str(last[0])}
        yield Found("title", *_place(first), [_place(last)], values)
        return
    review = first[0] - (either and _reviews_first(view, first[0] - 1))
    yield from _headings(view, first, review, review + 1, first_reviews=False)


def _place(year: tuple[int, int]) -> tuple[int, int]:
    return year[1], year[1] + 4


def _headings(
    view: View, known: tuple[int, int], review: int, plan: int, *, first_reviews: bool
) -> Iterator[Found]:
    """The headings of another year than the title asks for."""
    for node, depth in view.nodes():
        found = _HEADING.match(plain(node.title))
        if depth > _DEPTH or node.kind != "heading" or found is None:
            continue
        is_first = node.ordinal == 1 if first_reviews and node.ordinal else None
        expected = _years_of(found[0], review, plan, is_first)
        year = int(found["year"])
        if not expected or year in expected:
            continue
        at = view.page.index(found["year"], view.here(node.start, node.end).start)
        values = {"heading": str(year), "expected": str(expected[0]), "title": str(known[0])}
        yield Found("heading", at, at + 4, [_place(known)], values)


def _years_of(title: str, review: int, plan: int, is_first: bool | None) -> list[int]:
    """The years that a heading may be of; empty where its words do not say.

    重点工作 may be what was done or what is to be done. In a government work report the first
    section reviews; ``is_first`` is None where the sections do not tell.
    """
    plans, reviews = bool(_PLAN.search(title)), bool(_REVIEW.search(title))
    if _EITHER.search(title) and not plans:
        if is_first is None:
            return [review, plan]
        return [review] if is_first else [plan]
    if plans == reviews:
        return []
    return [plan] if plans else [review]
