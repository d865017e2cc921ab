"""Groups of a whole and its parts: 学校12所,其中小学8所、初中4所.

The parts follow 其中, a bracket, 按…分 or 分别, or they are summed up behind (合计). What the text
says between the parts tells whether they divide the whole once, and whether all are named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from govtext.checks.numbers import Interval, total
from govtext.checks.view import Figure, View
from govtext.language.patterns import pattern
from govtext.rulebook.load import Rule

_OPENS = pattern("opening of a list of parts")
_BRACKETED = pattern("opening of a list of parts in a bracket")
_NEXT = pattern("words before the next part")
_SUMMED = pattern("sum behind its parts")
_OTHERS = pattern("part that holds all others")
_OVERLAP = pattern("class of things that belongs to others too")
_DIVISION = pattern("classes that leave none out")
_NEW_SENTENCE = pattern("list of parts in a new sentence")
_COMPARED = pattern("level that is only compared with")
_MODIFIER = pattern("rest of a modifier behind its number")
_PER_TIME = pattern("time that a rate is of")
_ASIDE = re.compile(r"\([^()]*\)")
_FEW = (2, 3)
_SAME_END = 2  # characters
_FAR = 5  # numbers back to the whole


class Group(msgspec.Struct):
    """A whole and its parts, in reading order."""

    whole: Figure
    parts: list[Figure]
    names: list[str]
    """What the text has before each part."""
    divides: bool = True
    """Whether the parts divide the whole by one criterion, so that they may not exceed it."""
    complete: bool = False
    """Whether the text says that no part is left out."""
    summed: bool = False
    """Whether the sum stands behind its parts."""

    @property
    def places(self) -> list[tuple[int, int]]:
        return [(part.start, part.end) for part in self.parts]

    def sums_up(self) -> bool:
        """Whether the parts, or some from the first on, make the whole."""
        whole = self.whole.interval
        if whole is None:
            return False
        for count in range(2, len(self.parts) + 1):
            intervals = [part.interval for part in self.parts[:count]]
            known = [one for one in intervals if one is not None]
            if len(known) == count and total(known).meets(whole):
                return True
        return False


class Division(Rule):
    """An entry of ``[[divisions]]``: the parts that make a whole in every report."""

    whole: str
    """The name of the indicator of the whole."""
    parts: list[str]
    """The names of the indicators of all its parts."""


def groups(view: View) -> Iterator[Group]:
    """The groups of the report, in reading order."""
    divisions = view.rules.table("divisions", Division)
    for figures in view.paragraphs:
        yield from _listed(view, figures)
        yield from _summed(view, figures)
        for division in divisions:
            yield from _divided(figures, division)


def _divided(figures: list[Figure], division: Division) -> Iterator[Group]:
    """The whole and the parts of a division that one paragraph tells, each once, for one time
    and place: 第一产业增加值32.1亿元,增长3.1%;第二产业增加值…."""
    alike: dict[object, list[Figure]] = {}
    for figure in figures:
        claim = figure.claim
        name = claim.indicator.name if claim.indicator else None
        if figure.is_level and name in {division.whole, *division.parts}:
            of = claim.period, claim.status, claim.scope and claim.scope.text, figure.unit
            alike.setdefault(of, []).append(figure)
    for told in alike.values():
        by_name = {one.claim.indicator and one.claim.indicator.name: one for one in told}
        if len(told) == len(by_name) == len(division.parts) + 1:
            parts = [by_name[name] for name in division.parts]
            yield Group(by_name[division.whole], parts, division.parts, complete=True)


def _listed(view: View, figures: list[Figure]) -> Iterator[Group]:
    last: Group | None = None
    for index in range(1, len(figures)):
        gap = view.between(figures[index - 1], figures[index])
        opening = _OPENS.search(gap) or _BRACKETED.search(gap)
        if opening is None:
            continue
        name = gap[opening.end() :]
        if "\n" in gap or ")" in name:
            continue
        whole = _whole(view, figures, index, gap, last)
        if whole is None:
            continue
        bracket = bool(_BRACKETED.search(gap))
        first = _behind_modifiers(view, figures, index)
        parts, names, nested = _parts(view, figures, first, name, bracket=bracket)
        if not parts or parts[0] is whole:
            continue
        if opening.groupdict().get("bare") and (len(parts) == 1 or whole is not figures[index - 1]):
            continue  # 占总投资的67.6%(公路建设86.9亿元)
        group = Group(whole, parts, names)
        group.complete = bool(opening.groupdict().get("complete"))
        group.divides = not nested and (group.complete or not _may_overlap(names))
        group.complete |= any(_OTHERS.search(one) for one in names) or _leave_none_out(names)
        last = group
        yield group


def _whole(
    view: View, figures: list[Figure], index: int, gap: str, last: Group | None
) -> Figure | None:
    """The number that the parts from ``index`` on are of: the nearest level in their unit; where
    其中 begins a sentence behind parts that make a whole, that whole again."""
    part = figures[_behind_modifiers(view, figures, index)]
    if last is not None and figures[index - 1] in last.parts and _NEW_SENTENCE.search(gap):
        return last.whole if last.whole.unit == part.unit else None
    depth = 0
    for back in range(index - 1, max(-1, index - 1 - _FAR), -1):
        figure = figures[back]
        if depth == 0 and figure.is_level and figure.unit == part.unit:
            return figure if is_whole(view, figure) else None
        if depth == 0 and figure.kind == "amount" and figure.claim.direction is None:
            return None  # the parts are of something that is counted otherwise
        if back:
            between = view.between(figures[back - 1], figure)
            depth += between.count(")") - between.count("(")
            if "\n" in between:
                return None
    return None


def _behind_modifiers(view: View, figures: list[Figure], index: int) -> int:
    """The first number from ``index`` on that is no part of the name of the next.

    其中收入超10万元的村93个 -> 93个
    """
    while index + 1 < len(figures) and _MODIFIER.fullmatch(
        view.between(figures[index], figures[index + 1])
    ):
        index += 1
    return index


def is_whole(view: View, figure: Figure) -> bool:
    """Whether a level is told for itself: not per something, and not only compared with."""
    before = view.plain[view.sentence(figure.start).start : figure.start]
    return not _is_rate(figure) and not _COMPARED.search(before)


def _parts(
    view: View, figures: list[Figure], first: int, name: str, *, bracket: bool
) -> tuple[list[Figure], list[str], bool]:
    """The parts from ``first`` on, what stands before each, and whether one has parts itself."""
    part = figures[first]
    if not part.is_level or _is_rate(part) or _is_clause(name):
        return [], [], False
    parts, names, nested, depth = [part], [name], False, 0
    for index in range(first + 1, len(figures)):
        gap = view.between(figures[index - 1], figures[index])
        if bracket and depth == 0 and ")" in gap and "(" not in gap.partition(")")[0]:
            break
        before = depth
        gap = _ASIDE.sub("", gap)
        depth = max(0, depth + gap.count("(") - gap.count(")"))
        figure = figures[index]
        if depth or (before and not gap.rpartition(")")[2]):
            nested |= bool(_OPENS.search(gap))
            continue
        found = _NEXT.fullmatch(gap.rpartition(")")[2] if before else gap)
        if _SUMMED.fullmatch(gap):
            break
        if _OPENS.search(gap):
            nested |= not _NEW_SENTENCE.search(gap)
            break
        if not figure.is_level or figure.unit != part.unit:
            aside = figure.kind != "amount" and (found is None or _TOLD_OF_PART.fullmatch(gap))
            if aside and "。" not in gap:
                continue
            break
        if found is None or _is_rate(figure):
            break
        if _begins_clause(view, gap, found["name"], names[0]):
            break
        parts.append(figure)
        names.append(found["name"])
    return parts, names, nested


def _begins_clause(view: View, gap: str, name: str, first: str) -> bool:
    """Whether what follows a comma is a clause of its own: 其中甲43万亩,修复草原517万亩."""
    verbs = view.verbs
    if name[-_SAME_END:] == first[-_SAME_END:]:
        return False  # 公共停车位1.4万个,配建停车位1.9万个
    return (
        gap.lstrip(" )").startswith(",") and name.startswith(verbs) and not first.startswith(verbs)
    )


_TOLD_OF_PART = pattern("what is told of a part behind it")
_CLAUSE = pattern("predicate before a part")


def _is_rate(figure: Figure) -> bool:
    """Whether a number is per something, other than per day or year."""
    per = figure.claim.per
    return per is not None and not _PER_TIME.match(per.text)


def _is_clause(name: str) -> bool:
    return bool(_CLAUSE.search(name))


def _may_overlap(names: list[str]) -> bool:
    return not _leave_none_out(names) and any(_OVERLAP.search(name) for name in names)


def _leave_none_out(names: list[str]) -> bool:
    """Whether two or three classes are all that there are: 出口, 进口; the three sectors."""
    return len(names) in _FEW and bool(_DIVISION.search("|".join(names)))


def _summed(view: View, figures: list[Figure]) -> Iterator[Group]:
    """Groups with the sum behind the parts: 4.2万人、2.1万人、1.3万人,合计7.5万人."""
    for index in range(2, len(figures)):
        whole = figures[index]
        if not _SUMMED.fullmatch(view.between(figures[index - 1], whole)) or not whole.is_level:
            continue
        parts: list[Figure] = []
        for back in range(index - 1, -1, -1):
            figure = figures[back]
            if not figure.is_level or figure.unit != whole.unit:
                break
            parts.insert(0, figure)
            gap = view.between(figures[back - 1], figure) if back else ""
            if not _NEXT.fullmatch(gap) or _OPENS.search(gap):
                break
        if len(parts) > 1:
            names = [""] * len(parts)
            yield Group(whole, parts, names, complete=True, summed=True)


def sum_of(parts: list[Figure]) -> Interval | None:
    """The interval of the sum of some parts; None where a number is not told."""
    intervals = [part.interval for part in parts]
    known = [one for one in intervals if one is not None]
    return total(known) if len(known) == len(intervals) else None
