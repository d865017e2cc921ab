"""The runner: all checks over one report, their findings put into words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from govtext.checks.count_of_list import check_counts
from govtext.checks.dates import check_dates
from govtext.checks.doubled import check_doubled
from govtext.checks.finding import Finding, Found, Lang
from govtext.checks.from_to import check_from_to
from govtext.checks.level_growth import check_level_growth
from govtext.checks.list_length import check_lists
from govtext.checks.numbering import check_numbering
from govtext.checks.parts import check_parts
from govtext.checks.points import check_points
from govtext.checks.ranges import check_ranges
from govtext.checks.ranks import check_ranks
from govtext.checks.repeated import check_repeated
from govtext.checks.shares import check_shares
from govtext.checks.shares_sum import check_sums_of_shares
from govtext.checks.signs import check_signs
from govtext.checks.streaks import check_streaks
from govtext.checks.table import Check, build_checks
from govtext.checks.title_year import check_title_year
from govtext.checks.view import View
from govtext.language.plain import Span
from govtext.report import Report
from govtext.rulebook.load import Rulebook

CHECKS: dict[str, Callable[[View], Iterator[Found]]] = {
    "parts-and-whole": check_parts,
    "share": check_shares,
    "shares-over-100": check_sums_of_shares,
    "from-to-change": check_from_to,
    "percent-and-point": check_points,
    "level-and-growth": check_level_growth,
    "sign-and-verb": check_signs,
    "repeated-figure": check_repeated,
    "title-year": check_title_year,
    "range-reversed": check_ranges,
    "list-length": check_lists,
    "impossible-date": check_dates,
    "doubled-sign": check_doubled,
    "numbering": check_numbering,
    "count-of-list": check_counts,
    "streak": check_streaks,
    "rank-impossible": check_ranks,
}
"""The checks by the code of their findings, unless a finding has another."""


def check_report(report: Report, rules: Rulebook, lang: Lang = "zh") -> list[Finding]:
    """The findings in one report, in order of ``start``.

    A place that two checks find is told once, by the first. Raises ValueError for a report
    without its text.
    """
    view = View(report, rules)
    kinds = rules.derive(build_checks)
    found: list[Finding] = []
    seen: set[tuple[int, int]] = set()
    for code, check in CHECKS.items():
        for one in check(view):
            kind = kinds.get(one.code or code)
            if kind is None or (one.start, one.end) in seen:
                continue
            seen.add((one.start, one.end))
            found.append(worded(view, one, kind, lang))
    return sorted(found, key=lambda one: (one.start, one.end))


def worded(view: View, found: Found, kind: Check, lang: Lang) -> Finding:
    """A finding in the words of its kind, with the offsets of the report's text."""
    start, end = view.written(found.start, found.end)
    text = view.report.text or ""
    return Finding(
        kind.name,
        found.severity or kind.severity,
        start,
        end,
        [_pair(view.written(*place)) for place in found.related],
        kind.message(found, lang),
        kind.rule(lang),
        text[start:end],
    )


def _pair(place: Span) -> tuple[int, int]:
    return place.start, place.end
