"""A share against the amounts: 其中高校毕业生1.69万人,占28.9% of 5.84万人."""

from __future__ import annotations

from collections.abc import Iterator

from govtext.checks.finding import Found
from govtext.checks.from_to import LENIENT
from govtext.checks.groups import Group, groups, is_whole
from govtext.checks.numbers import Interval, ratio, span
from govtext.checks.view import Figure, View
from govtext.language.patterns import pattern

_OF_PART = pattern("share behind its part")
_NAMED = pattern("share of a named whole")
_NAMED_PART = pattern("share of a named part")
_WHOLE_GIVEN = pattern("whole in a bracket before its share")
_PART_GIVEN = pattern("part in a bracket behind its share")
_SLIP = 100.0
_SHORTEST = 2
_RATE = pattern("rate that is named by what passed")
_PASSED = pattern("what passed of those before")
_SHARE = pattern("share between a part and its whole")
_FAR = 12  # numbers back to a whole that is named
_ELSEWHERE = pattern("whole of another place")
_STRIPPED = pattern("words around the name of a whole")


def check_shares(view: View) -> Iterator[Found]:
    """The shares that the amounts contradict."""
    whole_of = {id(part): group for group in groups(view) for part in group.parts}
    for figures in view.paragraphs:
        for index, share in enumerate(figures):
            if share.kind != "percent" or not share.is_exact or share.claim.direction:
                continue
            for part, whole in _amounts(view, figures, index, whole_of):
                if part.is_like(whole) and part.is_exact and whole.is_exact:
                    yield from _compared(part, whole, share)
                    break


def _amounts(
    view: View, figures: list[Figure], index: int, whole_of: dict[int, Group]
) -> Iterator[tuple[Figure, Figure]]:
    """The part and the whole that a share may be of, the likeliest first."""
    share = figures[index]
    earlier = figures[max(0, index - _FAR) : index]
    if not earlier:
        return
    gap = view.between(earlier[-1], share)
    if _WHOLE_GIVEN.fullmatch(gap) and len(earlier) > 1:
        yield from _bracketed(view, earlier, whole_of)
        return
    if _ELSEWHERE.search(gap):
        return
    if _OF_PART.fullmatch(gap) and earlier[-1].is_level and id(earlier[-1]) in whole_of:
        yield earlier[-1], whole_of[id(earlier[-1])].whole
        return
    if _RATE.fullmatch(gap) and len(earlier) > 1 and _is_counted(view, earlier, gap):
        yield earlier[-1], earlier[-2]
        return
    named = _NAMED.fullmatch(gap)
    if named is not None and earlier[-1].is_level:
        whole = _called(view, named["whole"], earlier[:-1])
        if whole is not None and is_whole(view, whole):
            yield earlier[-1], whole
        return
    yield from _of_named_part(view, figures, index, whole_of)


def _is_counted(view: View, earlier: list[Figure], gap: str) -> bool:
    """Whether a rate is that of the number before it: 抽查240家,合格228家,合格率95%."""
    found = _RATE.fullmatch(gap)
    name = _PASSED.fullmatch(view.between(earlier[-2], earlier[-1]))
    return bool(found and name and found["name"] == name["name"]) and earlier[-2].is_level


def _bracketed(
    view: View, earlier: list[Figure], whole_of: dict[int, Group]
) -> Iterator[tuple[Figure, Figure]]:
    """134.6亿元,占总额(1486.3亿元)的9.1%; 小麦面积(41.2万亩)占47.7%, of which a group tells."""
    given = earlier[-1]
    if _SHARE.search(view.between(earlier[-2], given)):
        if earlier[-2].is_level:
            yield earlier[-2], given
        return
    for twin in earlier[:-1]:
        if twin.interval == given.interval and twin.is_like(given) and id(twin) in whole_of:
            yield given, whole_of[id(twin)].whole


def _of_named_part(
    view: View, figures: list[Figure], index: int, whole_of: dict[int, Group]
) -> Iterator[tuple[Figure, Figure]]:
    """税收收入占比69.1% behind the parts: the part that is called so, with its whole."""
    share = figures[index]
    start = view.sentence(share.start).start
    before = figures[index - 1].end if index and figures[index - 1].start >= start else start
    named = _NAMED_PART.search(view.plain[before : share.start])
    if named is None or _ELSEWHERE.search(named[0]):
        return
    behind = figures[index + 1] if index + 1 < len(figures) else None
    name, of = _name(named["part"]), _name(named["whole"] or "")
    for part in reversed(figures[max(0, index - _FAR) : index]):
        group = whole_of.get(id(part))
        if group is None or not part.is_level:
            continue
        called = _name(group.names[group.parts.index(part)])
        if not called or not (name.startswith(called) or called.startswith(name)):
            continue
        if behind and _PART_GIVEN.fullmatch(view.between(share, behind)) and behind.is_like(part):
            yield behind, group.whole
        yield part, group.whole
        return
    if of and behind and _PART_GIVEN.fullmatch(view.between(share, behind)):
        whole = _called(view, of, figures[max(0, index - _FAR) : index])
        if whole is not None:
            yield behind, whole


def _name(written: str) -> str:
    return _STRIPPED.sub("", written)


def _called(view: View, name: str, figures: list[Figure]) -> Figure | None:
    """The nearest level that is called so, or whose name ends so and that is no part itself."""
    wanted = _name(name)
    if len(wanted) < _SHORTEST:
        return None
    levels = [one for one in reversed(figures) if one.is_level and one.claim.label]
    for level in levels:
        if _name(level.claim.label or "") == wanted:
            return level
    for level in levels:
        label = _name(level.claim.label or "")
        near = label.endswith(wanted) or (wanted.endswith(label) and len(label) >= _SHORTEST)
        if near and level.claim.part_of is None:
            return level
    return None


def _compared(part: Figure, whole: Figure, share: Figure) -> Iterator[Found]:
    above, below, told = part.interval, whole.interval, share.interval
    if above is None or below is None or told is None:
        return
    computed = ratio(above, below, 100)
    if computed is None or computed.meets(_loose(told)):
        return
    loose = ratio(_loose(above), _loose(below), 100)
    if loose is None or loose.meets(_loose(told)):
        return
    off = max(computed.middle / told.middle, told.middle / computed.middle)
    values = {
        "part": part.text,
        "whole": whole.text,
        "share": share.text,
        "computed": span(computed),
    }
    places = [(part.start, part.end), (whole.start, whole.end)]
    code = "unit-slip" if off > _SLIP else ""
    yield Found("share", share.start, share.end, places, values, code=code)


def _loose(interval: Interval) -> Interval:
    return interval.wider(interval.half * (LENIENT - 1))
