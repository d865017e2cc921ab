"""Announced counts against items: 抓好五件事:一是…四是…; 产业链、产业基地、产业集群四大工程."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govtext.checks.finding import Found, Severity
from govtext.checks.view import View
from govtext.language.numerals import renumbered, whole_number
from govtext.language.patterns import pattern
from govtext.language.plain import plain
from govtext.report import Node

_ANNOUNCED = pattern("number of items that are announced")
_BEFORE_HEADINGS = pattern("number of sections that are announced")
_SLOGAN = pattern("number of phrases with one head")
_COLON_LIST = pattern("number of names that follow a colon")
_CLOSED_LIST = pattern("number of names before it")
_COORDINATED = pattern("conjunction that may join two names")
_NEW_VERB = pattern("verb at the head of a further name")
_MEMBER = pattern("membership of a list of others")
_OTHER_NUMBER = pattern("other number of things")
_ETC = pattern("etc. behind a list of names")
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》|\([^()]*\)")
_NUMERAL = re.compile(r"[0-9\u4e00-\u9fff]+")
_BACK = 60  # characters before the first item
_LARGEST = 30
_LONG_NAME = 14


def check_counts(view: View) -> Iterator[Found]:
    """The announced counts that the items do not make."""
    yield from _items(view)
    yield from _names(view)


def _items(view: View) -> Iterator[Found]:
    """Counts before numbered items or sections."""
    for siblings in _runs(view):
        start = view.here(siblings[0].start, siblings[0].end).start
        before = view.plain[max(0, start - _BACK) : start]
        headings = siblings[0].kind == "heading"
        found = (_BEFORE_HEADINGS if headings else _ANNOUNCED).search(before)
        if found is None:
            continue
        told = whole_number(found["count"])
        last = siblings[-1].ordinal or 0
        if told is None or not 1 < told <= _LARGEST or told == len(siblings) or told == last:
            continue
        if told > len(siblings) and _goes_on(view, siblings[-1]):
            continue
        offset = max(0, start - _BACK)
        place = offset + found.start("count"), offset + found.end("count")
        related = [view.here(one.start, one.start + len(one.marker or "")) for one in siblings[:40]]
        values = {"told": found["count"], "count": str(len(siblings))}
        yield Found("items", *place, [(one.start, one.end) for one in related], values)


def _goes_on(view: View, last: Node) -> bool:
    """Whether the next number stands behind the last item, in a form that is read otherwise."""
    following = plain(renumbered(last.marker or "", (last.ordinal or 0) + 1))
    start = view.here(last.start, last.end).start + len(last.marker or "")
    return bool(re.search(rf"[\n。;] *{re.escape(following[:2])}", view.plain[start:]))


def _runs(view: View) -> Iterator[list[Node]]:
    """The runs of siblings that are numbered in one style from 1 on."""
    families = [view.report.outline, *(node.children for node in view.report.nodes())]
    for family in families:
        run: list[Node] = []
        for node in family:
            if node.ordinal == 1 or (run and _style(node) != _style(run[0])):
                if len(run) > 1:
                    yield run
                run = []
            if node.ordinal is not None and (run or node.ordinal == 1):
                run.append(node)
        if len(run) > 1:
            yield run


def _style(node: Node) -> str:
    """The marker without its number: （一） and （二） are alike, and so are 一是 and 二是."""
    return _NUMERAL.sub("", plain(node.marker or "")).strip()


def _names(view: View) -> Iterator[Found]:
    """Counts beside a list of names."""
    for found in _SLOGAN.finditer(view.plain):
        told, count = whole_number(found["count"]), found["phrases"].count(found["head"])
        if told is not None and 1 < count != told:
            values = {"told": found["count"], "count": str(count)}
            yield Found("names", *found.span("count"), [found.span("phrases")], values)
    for found in _COLON_LIST.finditer(view.plain):
        least, most = _count(found["names"])
        told = whole_number(found["count"])
        if told is not None and least > 1 and not least <= told <= most:
            yield _wrong(found, least)
    for found in _CLOSED_LIST.finditer(view.plain):
        told = whole_number(found["count"])
        least, most = _count(found["names"])
        if told is None or least < 2 or not _is_list(view, found):
            continue
        open_ended = _ETC.search(found["names"] + (found["etc"] or ""))
        if told < least or (not open_ended and found["collective"] and told > most):
            yield _wrong(found, least, "warning")


def _is_list(view: View, found: re.Match[str]) -> bool:
    """Whether the names before a count are what is counted."""
    names, quote = found["names"], found["quote"] or ""
    parts = names.split("、")
    if max(map(len, parts[1:-1]), default=0) > _LONG_NAME:
        return False  # two lists in one clause
    if any(map(_NEW_VERB.match, parts[1:])) or _MEMBER.search(parts[-1]):
        return False
    if not parts[-1].strip("“”") or _OTHER_NUMBER.search(names):
        return False  # A、B、“四个自信”: the count is of a name of its own
    if quote == "”" and "“" not in names:
        return False  # the names stand in quotes that began before a comma
    behind = view.plain[found.end() : found.end() + 2].lstrip("”")
    return not behind.startswith("、") and not _COORDINATED.search(names[-1:])


def _count(names: str) -> tuple[int, int]:
    """How many names there are at least and at most; 和 may join two names or stand in one."""
    parts = _QUOTED.sub("", names).split("、")
    more = sum(len(_COORDINATED.findall(part)) for part in parts)
    return len(parts), len(parts) + more


def _wrong(found: re.Match[str], count: int, severity: Severity | None = None) -> Found:
    start, end = found.span("names")
    places = [(start, end)] if end - start <= 100 else []
    values = {"told": found["count"], "count": str(count)}
    return Found("names", *found.span("count"), places, values, severity)
