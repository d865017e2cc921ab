"""Changes told by two levels: 由76家增加到89家,增长17.1%; 99.2%,较上年的96.5%提高2.7个百分点.

Each has the earlier and the later number, the verb between them, and the change where one is told.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import msgspec

from govtext.checks.view import Figure, View
from govtext.language.patterns import pattern
from govtext.report import Direction

_RESULT = pattern("result of a change before its level")
_NEAR = pattern("words between a level and the verb of its change")
_FROM = pattern("earlier state before its level")
_NEUTRAL = pattern("later state before its level")
_COMPARED = pattern("earlier level behind the later one")
_YEAR_LEVEL = pattern("year before its level")
_NEXT_YEAR_LEVEL = pattern("next year before its level")
_TOLD = pattern("nothing before the verb of a change")
_SIZE = pattern("nothing between a verb of change and its size")
_LISTED = pattern("nothing but a sign between two numbers of a list")
_NOUN = pattern("noun of a change before its size")
_AS_LARGE = pattern("later level before the one it is a multiple of")
_OF_IT = pattern("nothing between a level and its multiple")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=\u5e74)")
_BEFORE = 40  # characters in which the earlier state or its year stands before its level
_SIZES = ("percent", "point", "multiple", "amount")


class Change(msgspec.Struct):
    """A change from one level to another."""

    earlier: Figure
    later: Figure
    direction: Direction | None
    """The way that the verb between the two says; None where there is none."""
    verb: tuple[int, int] | None
    """Its place."""
    size: Figure | None = None
    """The number of the change itself."""
    size_direction: Direction | None = None
    years: int | None = None
    """How many years lie between the two, where both are told."""


def changes(view: View) -> Iterator[Change]:
    """The changes of the report that are told by two levels."""
    for figures in view.sentences:
        for index, (left, right) in enumerate(itertools.pairwise(figures)):
            if not left.is_like(right):
                continue
            if index and _LISTED.fullmatch(view.between(figures[index - 1], left)):
                continue  # 分别从202元、270元提高到209元、280元
            found = _between(view, left, right)
            if found is not None:
                behind = figures[index + 2] if index + 2 < len(figures) else None
                yield _sized(view, found, right, behind)


def _between(view: View, left: Figure, right: Figure) -> Change | None:
    gap = view.between(left, right)
    before = view.plain[max(view.sentence(left.start).start, left.start - _BEFORE) : left.start]
    verb = view.verb_in(gap, left.end)
    years = _years(before, gap)
    if verb is not None and _NEAR.fullmatch(verb.head) and _RESULT.fullmatch(verb.tail):
        place = (verb.start, verb.end)
        return Change(left, right, verb.direction, place, years=years)
    if _COMPARED.fullmatch(gap) or _AS_LARGE.fullmatch(gap):
        return Change(right, left, None, None)
    if verb is None and _FROM.search(before) and _NEUTRAL.fullmatch(gap):
        return Change(left, right, None, None, years=years)
    first, second = _YEAR_LEVEL.search(before), _NEXT_YEAR_LEVEL.fullmatch(gap)
    if first and second and int(second[1]) > int(first[1]):
        return Change(left, right, None, None, years=int(second[1]) - int(first[1]))
    return None


def _years(before: str, gap: str) -> int | None:
    first, second = _YEAR.findall(before), _YEAR.findall(gap)
    return int(second[-1]) - int(first[-1]) if first and second else None


def _sized(view: View, change: Change, last: Figure, behind: Figure | None) -> Change:
    """The change with its size, where the next number is it."""
    if behind is None or behind.kind not in _SIZES:
        return change
    gap = view.between(last, behind)
    verb = view.verb_in(gap)
    multiple = behind.kind == "multiple" and _OF_IT.fullmatch(gap)
    if _NOUN.fullmatch(gap) or multiple:
        change.size, change.size_direction = behind, behind.claim.direction
    elif verb is not None and _TOLD.fullmatch(verb.head) and _SIZE.fullmatch(verb.tail):
        change.size, change.size_direction = behind, verb.direction
    return change
