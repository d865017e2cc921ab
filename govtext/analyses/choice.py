"""The choice among the candidates for the cells of a panel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import TypeVar

from govtext.analyses.candidates import Candidate
from govtext.analyses.measures import family
from govtext.frames import fitting

T = TypeVar("T")
_SEVERAL = "one of several values for one name"
_ENOUGH = 3
"""A number of so many figures is no milestone: 51234亿元 beside 迈上5万亿元."""
_JOINT = 3
"""How many characters part the values of a list at most: 以上、"""

Key = tuple[str, str]
"""An indicator and a family of its measures."""


def choose(found: list[Candidate]) -> dict[Key, str | None]:
    """Choose a candidate for each cell, and set the reason of each of the others.

    Returns the unit of each family of measures of each indicator.
    """
    _set_parts_apart(found)
    wholes = _usual(found, lambda one: one.whole, skip_none=True)
    for one in _fit(found):
        usual = wholes.get(_key(one))
        if one.whole not in (None, usual):
            one.reason = f"of {one.whole}, not of {usual}"
    units = _usual(found, lambda one: one.unit)
    best: dict[tuple[object, ...], Candidate] = {}
    for one in _fit(found):
        unit = units[_key(one)]
        if one.unit != unit:
            one.reason = f"in {one.unit or 'no unit'}, not {unit or 'without one'}"
            continue
        cell = one.issuer.key, one.year, one.indicator, one.measure
        rival = best.get(cell)
        if rival is None or _rank(one) < _rank(rival):
            best[cell] = one
            rival, one = one, rival  # noqa: PLW2901 (the one not chosen)
        if one is not None:
            one.reason = "another goes before it"
    return units


def _fit(found: Iterable[Candidate]) -> Iterator[Candidate]:
    return (one for one in found if not one.reason)


def _key(one: Candidate) -> Key:
    return one.indicator, family(one.measure or "")


def _set_parts_apart(found: list[Candidate]) -> None:
    """Set the reason of different values that are listed for one name: each belongs to a part.

    城乡居民收入分别增长5%、6% has none of the whole. What is promised in other words (增长6%,
    力争6.5%) is no list.
    """
    for one, other in pairwise(_fit(found)):
        if one.value != other.value and _listed(one) == _listed(other) and _close(one, other):
            one.reason = other.reason = _SEVERAL


def _listed(one: Candidate) -> tuple[object, ...]:
    """What the members of a list share."""
    named, promised, done = one.claim.indicator, one.claim.commitment, one.claim.action
    words = promised and promised.strength, done and done.text, one.claim.direction
    return one.number, named and named.start, one.year, one.measure, one.unit, *words


def _close(one: Candidate, other: Candidate) -> bool:
    return other.claim.quantity.start - one.claim.quantity.end <= _JOINT


def _usual(
    found: Iterable[Candidate], value: Callable[[Candidate], T], *, skip_none: bool = False
) -> dict[Key, T]:
    """For each family of measures of each indicator the value that most reports have."""
    votes: dict[Key, Counter[T]] = {}
    seen: set[tuple[object, ...]] = set()
    for one in _fit(found):
        vote, key = value(one), _key(one)
        if (vote is None and skip_none) or (key, vote, one.number) in seen:
            continue
        seen.add((key, vote, one.number))
        votes.setdefault(key, Counter())[vote] += 1
    return {key: counted.most_common(1)[0][0] for key, counted in votes.items()}


def _rank(one: Candidate) -> tuple[int, ...]:
    """A sort key: the candidate with the smallest fills the cell."""
    claim, year = one.claim, one.year or 0
    quantity, target = claim.quantity, claim.status == "target"
    # A year is reviewed in a work summary of that year or in a government report of the next one.
    own = (year,) if target else (year, year + 1)
    away = 99 if one.reported is None else min(abs(one.reported - own_year) for own_year in own)
    # A target is often a bound; an actual value is one number.
    inexact = 0 if target else ("=", "~").index(quantity.bound) if quantity.bound in "=~" else 2
    return (
        away,
        int(quantity.masked),
        int(claim.part_of is not None),
        int(claim.estimated),
        inexact,
        -min(_figures(one), _ENOUGH),
        one.number,
        quantity.start,
    )


def _figures(one: Candidate) -> int:
    """How many figures of an amount are told: 5 of 51234亿元, 1 of 5万亿元."""
    quantity = one.claim.quantity
    if quantity.kind != "amount" or quantity.value is None:
        return 0
    shown = f"{abs(fitting(quantity.value, 'Float64')):.11e}"
    return len(shown.partition("e")[0].replace(".", "").strip("0"))
