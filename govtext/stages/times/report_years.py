"""The report years: the year a report is given in, the period it reviews and the one it plans.

青云县2024年工作总结 → review 2024, plan 2025
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from govtext.document import Document, ReportYears
from govtext.language.calendar import Period, plan_years, whole_years
from govtext.language.numerals import whole_number
from govtext.language.patterns import pattern
from govtext.language.plain import plain
from govtext.language.times import Expression, expressions, is_baseline
from govtext.report import Node
from govtext.stages.times.normalize import resolve

_HEAD = 1500  # characters: the head of a page and the first headings are not longer
_FIRST_LINES = 12  # lines searched for a heading with the year
_OPENING = 60  # characters at the beginning of a line
_GOVERNMENT = pattern("report of a government to a congress")
_SUMMARY = pattern("title of a summary")
_DELIVERED = pattern("day of delivery")
_PLANS = pattern("plan in a title")
_REVIEWS = pattern("review in a title")
_NAMED = pattern("year that a line names")


def year_of(line: str) -> int | None:
    """The first year in a line of the normalized text; None where there is none.

    >>> year_of("某县二〇二三年工作总结"), year_of("20XX年工作总结")
    (2023, None)
    """
    match = _NAMED.search(line)
    return None if match is None else whole_number(match[1])


def find_year(document: Document) -> int | None:
    """The year in the title, else in the head of the page, else in the first lines of the body.

    It is the value of ``metadata.year``. A work summary may name its year only in a heading,
    which is one of the first lines.
    """
    page, title = document.page, document.title
    head = [span for span in document.head if title is None or span.start >= title.start]
    lines = [page[start:end] for start, end in ([title] if title else []) + head]
    for start, end in document.lines[:_FIRST_LINES]:
        lines.append(document.plain[start : min(end, start + _OPENING)])
    return next((year for line in lines if (year := year_of(line))), None)


def find_report_years(document: Document) -> ReportYears:
    """The report years, from the title, the day of the speech, headings and first lines.

    某局2022年工作总结 → review 2022, plan 2023. Needs ``document.times``.
    """
    body = document.lines[0].start if document.lines else 0
    title = (
        plain(document.text[document.title.start : document.title.end]) if document.title else ""
    )
    head = plain(document.text[max(0, body - _HEAD) : body])
    opening = head + document.plain[body : body + _HEAD // 2]
    given = _DELIVERED.search(opening) or _DELIVERED.search(title)
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
    """The year and month of the day on which a report is given."""
    return whole_number(given[1]) or 0, whole_number(given[2]) or 0


def _dated(document: Document, text: str) -> Iterable[Expression]:
    return (found for found in expressions(text, document.rules) if found.years)


def _of_speech(document: Document, year: int, month: int, head: str) -> ReportYears:
    """A report given to a meeting reviews the year before and plans the year it is given in."""
    late = month >= 9  # A report given from September on reviews the year that ends.
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
    """The report years in a title, by the words behind each: 2022年工作总结和2023年工作计划 →
    review 2022, plan 2023."""
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
    """The report years where one period is known: the plan is for the time behind the review."""
    if review is None:
        if plan is None or not plan.year:
            return None
        return ReportYears(plan.year, whole_years(plan.year - 1, plan.year - 1), plan)
    last = review.last_year
    # A review of part of a year is followed by a plan for the rest of that year.
    coming = last if review.month else last + 1
    return ReportYears(last, review, plan or whole_years(coming, coming))


def _of_body(document: Document) -> ReportYears:
    """The report years from the headings or the first lines."""
    headings = [node for root in document.outline for node in root.walk() if node.kind == "heading"]
    for node in headings:
        report_years = _of_title(document, _title(node))
        if report_years is not None and report_years.now:
            return report_years
    for line in document.lines[:6]:
        for found in document.times.within(line.start, min(line.end, line.start + _OPENING)):
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
