"""Ranks larger than the number ranked: 在全市9个县区中排名第13位."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from govtext.checks.finding import Found
from govtext.checks.view import View
from govtext.language.patterns import pattern

_BRACKET = re.compile(r"\([^()]*\)")
_CLASS = pattern("class in a ranking")
_AMONG = pattern("field of a rank behind its number")


def check_ranks(view: View) -> Iterator[Found]:
    """The ranks that can't be held among so many."""
    for figures in view.sentences:
        for field, rank in itertools.pairwise(figures):
            among = field.quantity.value
            place = rank.quantity.value
            if rank.kind != "rank" or field.kind != "amount" or among is None or place is None:
                continue
            if place <= among or field.quantity.bound != "=":
                continue
            if not _CLASS.search(rank.text) and _AMONG.fullmatch(
                _BRACKET.sub("", view.between(field, rank))
            ):
                values = {"rank": rank.text, "among": field.text}
                yield Found("among", rank.start, rank.end, [(field.start, field.end)], values)
