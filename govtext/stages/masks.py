"""Masks: the characters that hide digits or names in a published copy.

增长**% → a mask of a number; **县人民政府 → a mask of a name. The words around decide which it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from govtext.document import Document
from govtext.language.compiled import compile_pattern, compiled_lazily
from govtext.language.guarded import joined
from govtext.language.patterns import alternatives, one_of, pattern
from govtext.language.units import build_units
from govtext.report import Mask, StandsFor
from govtext.rulebook.load import PatternRule, Rule, Rulebook


class MaskWords(Rule):
    """An entry of ``[[mask_words]]``: words that begin with a unit but are none, with blanks
    between them."""

    words: str


class PlaceUnits(Rule):
    """An entry of ``[[place_units]]``: units that behind a mask usually belong to a name (**县).

    With ``closing`` they are units where a stop follows, and where one of the words ``counting``
    stands behind them or before the mask.
    """

    units: list[str]
    closing: bool = False
    counting: list[str] = []


class Lookalike(PatternRule):
    """An entry of ``[[lookalikes]]``: where ``pattern`` matches, its groups are not masks."""


class MaskPatterns:
    """The tables of masks compiled, with the units."""

    def __init__(self, rules: Rulebook) -> None:
        words = {
            one for entry in rules.table("mask_words", MaskWords) for one in entry.words.split()
        }
        places = rules.table("place_units", PlaceUnits)
        self.units = rules.derive(build_units)
        self.places = {unit: entry for entry in places for unit in entry.units}
        self.word = compile_pattern(one_of(sorted(words)))

        def unnamed(entries: Iterable[Lookalike]) -> str:
            return re.sub(r"[?]P<run[0-9]*>", "", alternatives(entries))

        lookalikes = rules.table("lookalikes", Lookalike)
        self.lookalike = joined(rules, "lookalikes", lookalikes, unnamed)

    def counted(self, page: str, at: int, start: int | None = None) -> bool:
        """Whether a unit stands at ``at`` that shows the run before it to be a number.

        ``start`` is where the run begins: the thing counted may stand before it (规章**部).
        """
        scale = _SCALE.match(page, at)
        scaled = scale is not None and bool(scale.group(1) or scale.group(2))
        end = scale.end() if scale else at
        if self.word.match(page, scale.start(2) if scale and scale.group(2) else end):
            return False
        if _DATED.match(page, end) or (scale and _LARGE.search(scale.group())):
            return True
        unit = self.units.at(page, end)
        if unit is None:
            return scaled and _BARE.match(page, end) is not None
        place = self.places.get(unit.unit.name)
        if scaled or place is None or (place.closing and _CLOSED.match(page, unit.end)):
            return True
        things = tuple(place.counting)
        ahead = start is not None and page.endswith(things, max(0, start - 6), start)
        return ahead or page.startswith(things, unit.end)


_VAGUE = "某"  # 某局 hides a name, 某个 is an ordinary word
_SIGN = pattern("sign that may hide something")
_RUN = pattern("run of signs that hide something")
_SCALE = pattern("what may stand between a mask and its unit")
_LARGE = pattern("large power of ten")
_DATED = pattern("date or rate behind a mask")
_BARE = pattern("not a Chinese character, or the end")
_CLOSED = pattern("end of a number and its unit")
_LINK = pattern("link between two masks")
_ORDINAL = pattern("ordinal or fraction before a mask")
_MEASURED = pattern("word that only a number follows")
_TERMS = pattern("term of a ratio")
_OF_RATIO = pattern("mention of a ratio before it")
_STOP = compiled_lazily(r" ?(?:[,。;:!?)]|$|\n)")
_NAMED = pattern("rest of a name behind a mask")
_SURNAME = pattern("surname before a mask")
_TITLED = pattern("title of an official before a mask")
_OFTEN = pattern("several times")
_AMOUNT = pattern("amount behind a vague mask")
_INDEFINITE = pattern("vague word that is no mask")
_MARKER = compiled_lazily(r"\d{1,2}\.(?!\d)")
_LINE_START = compiled_lazily(r"(?:^|\n)\s*\Z")
_LONGEST_LOOKALIKE = 24
_OFTEN_HIDDEN = 2  # masks by one sign: with them every other one of that sign hides something too
_HIDING = "*×Xx"  # the other signs may be marks of items or noughts
_WORD = compiled_lazily(r"[\u3400-\u9fff]")
_EMPHASIS = compiled_lazily(r"(\*{1,3})(?=[^\s、,。;:])[^*\n]{1,60}(?<=\S)\1(?!\*)")


class _Run(NamedTuple):
    start: int
    end: int
    sign: str


def find_masks(document: Document) -> None:
    """Fill ``document.masks``, with the masks in the head of the page."""
    # The patterns look at the character behind a run, at the end of the text too.
    page = f"{document.page}\n"
    matches = list(_matches(page))
    if not matches:
        return
    patterns = document.rules.derive(MaskPatterns)
    runs = [run for match in matches for run in _runs(patterns, page, match)]
    runs = [run for run in runs if not _looks_alike(patterns, page, run)]
    if any(run.sign == "*" for run in runs) and _is_emphasis(patterns, page, runs):
        runs = [run for run in runs if run.sign != "*"]
    vague = not any(run.sign == _VAGUE and _is_strong(page, run) for run in runs)
    read = _read(patterns, page, runs)
    sure = {run for run, stands_for in read if _is_mask(patterns, page, run, stands_for, vague)}
    hiding = Counter(run.sign for run in sure)
    document.masks = [
        Mask(document.text[run.start : run.end], run.start, run.end, stands_for)
        for run, stands_for in read
        if run in sure or (hiding[run.sign] >= _OFTEN_HIDDEN and _is_inside(page, run))
    ]


def _is_inside(page: str, run: _Run) -> bool:
    """Whether a single sign stands inside a line before a word: 改建*二中."""
    opens = not page[page.rfind("\n", 0, run.start) + 1 : run.start].strip()
    return run.sign in _HIDING and not opens and _WORD.match(page, run.end) is not None


def _matches(page: str) -> Iterator[re.Match[str]]:
    """The matches of a run. The signs are searched first, since most reports hold few."""
    at = 0
    while sign := _SIGN.search(page, at):
        start = sign.start()
        while start > at and start > sign.start() - 13 and page[start - 1] in "0123456789.":
            start -= 1
        match = _RUN.search(page, start)
        if match is None:
            return
        yield match
        at = max(match.end(), sign.end())


def _runs(patterns: MaskPatterns, page: str, match: re.Match[str]) -> list[_Run]:
    """The run of a match; where its comma does not separate thousands, one run on each side."""
    start, end = match.span()
    sign = match["sign"] or page[start]
    marker = _MARKER.match(page, start, end)
    begins = marker is not None and _LINE_START.search(page, max(0, start - 4), start)
    if marker is not None and begins and not patterns.counted(page, end):
        start = marker.end()  # 1.**镇: the number of an item before a name
    if match["thousands"] is None or patterns.counted(page, end):
        return [_Run(start, end, sign)]
    runs = []
    for piece in match.group().split(","):
        if sign in piece:
            runs.append(_Run(start, start + len(piece), sign))
        start += len(piece) + 1
    return runs


def _looks_alike(patterns: MaskPatterns, page: str, run: _Run) -> bool:
    """Whether every sign of a run only looks like a mask."""
    if run.sign in "Xx_" and (_is_letter(page, run.start - 1) or _is_letter(page, run.end)):
        return True
    if run.end - run.start > _LONGEST_LOOKALIKE:
        return False
    hidden = {
        at
        for match in patterns.lookalike.finditer(page, max(0, run.start - 6), run.end + 12)
        for group in range(1, match.re.groups + 1)
        for at in range(*match.span(group))
    }
    signs = (
        at for at in range(run.start, run.end) if not (page[at].isdecimal() or page[at] == ".")
    )
    return hidden.issuperset(signs)


def _is_letter(page: str, at: int) -> bool:
    return 0 <= at < len(page) and page[at].isascii() and page[at].isalpha()


def _is_emphasis(patterns: MaskPatterns, page: str, runs: list[_Run]) -> bool:
    """Whether the asterisks of a page are Markdown: all are in pairs, none stands before a unit."""
    paired = {at for match in _EMPHASIS.finditer(page) for at in (match.start(), match.end() - 1)}
    return all(
        run.end - run.start <= 3
        and not paired.isdisjoint((run.start, run.end - 1))
        and "." not in page[run.start : run.end]
        and not patterns.counted(page, run.end)
        for run in runs
        if run.sign == "*"
    )


def _is_strong(page: str, run: _Run) -> bool:
    """Whether a run of 某 shows that the copy is masked with 某: 某项 is an ordinary phrase, 某万
    is not."""
    return run.end - run.start > 1 or _AMOUNT.match(page, run.end) is not None


def _read(patterns: MaskPatterns, page: str, runs: list[_Run]) -> list[tuple[_Run, StandsFor]]:
    """What each run hides. A run that is linked to the next one (**-**%) hides the same."""
    read: list[tuple[_Run, StandsFor]] = []
    for index in range(len(runs) - 1, -1, -1):
        run = runs[index]
        stands_for = _stands_for(patterns, page, run)
        link = _LINK.match(page, run.end)
        if stands_for is None and link:
            following = read[-1] if read and read[-1][0].start == link.end() else None
            stands_for = following[1] if following else None
            if following is None and page[link.end()].isdecimal():
                stands_for = "number"
        read.append((run, stands_for or "name"))
    read.reverse()
    return read


def _stands_for(patterns: MaskPatterns, page: str, run: _Run) -> StandsFor | None:
    if any(character.isdecimal() or character == "." for character in page[run.start : run.end]):
        return "number"
    if _OFTEN.match(page, run.end) and _TITLED.search(page, max(0, run.start - 2), run.start):
        return "name"
    counted = patterns.counted(page, run.end, run.start)
    if counted or _ORDINAL.search(page, run.start - 2, run.start):
        return "number"
    return "number" if _is_measured(page, run) or _is_term(page, run) else None


def _is_term(page: str, run: _Run) -> bool:
    """Whether a run is a term of a ratio."""
    if ":" not in (page[run.start - 1 : run.start], page[run.end : run.end + 1]):
        return False
    for terms in _TERMS.finditer(page, max(0, run.start - 24), run.end + 24):
        if terms.start() <= run.start < terms.end():
            return _OF_RATIO.search(page, max(0, terms.start() - 21), terms.start()) is not None
    return False


def _is_measured(page: str, run: _Run) -> bool:
    """Whether a run stands where only a number can stand: behind 达 and before a stop."""
    before = _MEASURED.search(page, max(0, run.start - 4), run.start)
    return before is not None and _STOP.match(page, run.end) is not None


def _is_mask(
    patterns: MaskPatterns, page: str, run: _Run, stands_for: StandsFor, vague: bool
) -> bool:
    """Whether a run is a mask, given what it would hide."""
    if run.sign == "…":
        counted = patterns.counted(page, run.end, run.start)
        return counted and page[run.start - 1 : run.start] not in ("", "、", ",")
    if run.sign == _VAGUE:
        if run.end - run.start > 1 or _SURNAME.search(page, max(0, run.start - 2), run.start):
            return True
        return not vague and _INDEFINITE.match(page, run.start) is None
    if stands_for == "number" or (run.sign != "#" and page.count(run.sign, *run[:2]) > 1):
        return True
    return _NAMED.match(page, run.end) is not None
