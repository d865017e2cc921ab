"""Ranks larger than the number ranked: 在全市9个县区中排名第13位."""

from __future__ import annotations

from collections.abc import Iterator

from govtext.checks.finding import Found
from govtext.checks.view import View
from govtext.language.numerals import whole_number
from govtext.language.patterns import pattern

_RANK = pattern("rank behind the number of those ranked")


def check_ranks(view: View) -> Iterator[Found]:
    """The ranks that can't be held among so many."""
    for field in view.figures:
        among = field.quantity.value
        if field.kind != "amount" or among is None or field.quantity.bound != "=":
            continue
        behind = view.plain[field.end : view.sentence(field.start).end]
        found = _RANK.match(behind)
        rank = found and whole_number(found["rank"])
        if found is None or rank is None or rank <= among:
            continue
        start, end = field.end + found.start("ordinal"), field.end + found.end("ordinal")
        values = {"rank": found["ordinal"], "among": field.text}
        yield Found("among", start, end, [(field.start, field.end)], values)
