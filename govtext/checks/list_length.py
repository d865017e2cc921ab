"""分别 lists of unequal length: 事故起数、死亡人数分别下降9.1% (one value for two names)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govtext.checks.finding import Found, Severity
from govtext.checks.view import Figure, View
from govtext.language.patterns import pattern

_EACH = pattern("word that gives each its own number")
_AND = pattern("nothing but a sign between two numbers of a list")
_VALUE = pattern("words before the first number of a list")
_NEXT_VALUE = pattern("words before the next number of a list")
_NAMES = pattern("names before a list of numbers")
_SEVERAL = pattern("name that stands for several")
_COORDINATED = pattern("conjunction that may join two names")
_CLOSED = pattern("etc. behind a list of names")
_BACK = pattern("name that points back to those before")
_LAST = pattern("conjunction before the last name")
_OF_TWO = pattern("two levels of each name")
_QUOTED = re.compile(r"\([^()]*\)|“[^”]*”|《[^》]*》")

_FEWEST = 2
_IN_NAMES = ("amount", "duration")
"""The kinds of numbers that names hold: 5岁以下儿童."""


def check_lists(view: View) -> Iterator[Found]:
    """The lists that have more names than numbers, or fewer."""
    for figures in view.sentences:
        start = view.sentence(figures[0].start).start
        for found in _EACH.finditer(view.plain, start, figures[-1].start):
            values = _values(view, figures, found.end())
            names = _NAMES.search(view.plain[start : found.start()])
            if len(values) < _FEWEST or names is None:
                continue
            if _OF_TWO.search(view.plain[found.end() : values[-1].end + 12]):
                continue
            begin = start + names.start("names")
            least, most = _count(names["names"], figures, begin, found.start())
            if least and not least <= len(values) <= most:
                yield _unequal(begin, found.start(), least, values)


def _values(view: View, figures: list[Figure], start: int) -> list[Figure]:
    """The numbers of the list behind 分别."""
    values: list[Figure] = []
    at = start
    for figure in figures:
        if figure.start < start:
            continue
        gap = view.plain[at : figure.start]
        if not (_NEXT_VALUE if values else _VALUE).fullmatch(gap):
            break
        if values and (figure.kind == "amount") != (values[0].kind == "amount"):
            break
        values.append(figure)
        at = figure.end
    return values


def _count(names: str, figures: list[Figure], start: int, end: int) -> tuple[int, int]:
    """How many names there are at least and at most; 0 where it can't be told."""
    inside = [figure for figure in figures if start <= figure.start < end]
    if _SEVERAL.search(names) or _CLOSED.search(names) or _BACK.search(names):
        return 0, 0
    if any(figure.kind not in _IN_NAMES for figure in inside):
        return 0, 0
    names = _QUOTED.sub("_", names.replace("”“", "”、“"))
    parts = [part for part in names.split("、") if part]
    sure = sum(len(_LAST.findall(part)) for part in parts)
    more = sum(len(_COORDINATED.findall(part)) for part in parts)
    return len(parts) + sure, len(parts) + more


def _unequal(begin: int, end: int, names: int, values: list[Figure]) -> Found:
    told = {"names": str(names), "values": str(len(values))}
    places = [(begin, end)] if end - begin <= 100 else []
    places += [(value.start, value.end) for value in values[1:]]
    # One name may hold two that stand side by side: 药品耗材.
    severity: Severity | None = "warning" if names == 1 else None
    return Found("unequal", values[0].start, values[0].end, places, told, severity)
