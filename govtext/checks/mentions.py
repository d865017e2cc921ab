"""Numbers in the names of things that are named more than once: “7个专项行动”, 十件民生实事.

Such a number is part of a name and no quantity of its own, so it is found in the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from govtext.checks.view import View
from govtext.language.numerals import whole_number
from govtext.language.patterns import pattern

Mention = tuple[int, int, str, str]
"""Where a number stands, how it is written, and the words around it."""

_NUMBERED = pattern("number in a name")
_YEARLY = pattern("number of things to do for the people in a year")
_BOUNDARY = re.compile(r"[,;:\n]")
_NO_NAME = re.compile(r"\d|[\u7b49\u3001]$")
_BARE = re.compile(r"[\u201c\u201d\u300a\u300b\uff08\uff09() ]")
_LEFT = 7  # characters before two numbers that are alike
_FIRST = 3  # characters of the first of several names, which a verb may stand before


def named_sets(view: View) -> Iterator[tuple[Mention, Mention]]:
    """The pairs of one name with two numbers."""
    yield from _alike(view)
    yield from _yearly(view)


def _alike(view: View) -> Iterator[tuple[Mention, Mention]]:
    """Names whose words before and behind the number are the same."""
    told: dict[tuple[str, str], list[tuple[int, Mention]]] = defaultdict(list)
    for found in _NUMBERED.finditer(view.plain):
        number = whole_number(found["count"])
        at = found.start("count")
        start = view.sentence(at).start
        clause = _BARE.sub("", _BOUNDARY.split(view.plain[start:at])[-1])
        first, *others = clause.split("、")
        left = "、".join([first[-_FIRST:], *others]) if others else first[-_LEFT:]
        if number is None or len(left) < _LEFT or _NO_NAME.search(left):
            continue
        mention = (*found.span("count"), found["count"] + found["counter"], left)
        told[left, found["counter"] + found["noun"]].append((number, mention))
    for mentions in told.values():
        values = {number for number, _ in mentions}
        if len(values) == 2:
            earlier = mentions[0]
            later = next(one for one in mentions if one[0] != earlier[0])
            yield earlier[1], later[1]


def _yearly(view: View) -> Iterator[tuple[Mention, Mention]]:
    """The things that a government promises to do for the people in a year."""
    told: dict[int, tuple[int, Mention]] = {}
    review = view.report.metadata.year
    for found in _YEARLY.finditer(view.page):
        number = whole_number(found["count"])
        year = int(found["year"]) if found["year"] else _year_of(view, found.start())
        if number is None or year is None or review is None:
            continue
        mention = (*found.span("count"), found["count"] + found["counter"], found["noun"])
        known = told.setdefault(year, (number, mention))
        if known[0] != number:
            yield known[1], mention


def _year_of(view: View, place: int) -> int | None:
    """The year that a promise is of: that of its claim, or in a plan the year that is planned."""
    start = view.written(place, place + 1).start
    statement = next((s for s in view.report.statements if s.start <= start < s.end), None)
    if statement is None:
        return None
    years = {
        claim.period
        for claim in view.report.claims
        if claim.statement == statement.id and claim.quantity.start >= start - 8
    }
    period = next(iter(years)) if len(years) == 1 else None
    if period is None and statement.category == "plan" and view.report.metadata.year:
        return view.report.metadata.year + 1
    return int(period) if period and period.isdigit() else None
