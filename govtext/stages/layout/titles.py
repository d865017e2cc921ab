"""Where the title of a section ends that runs into its text without a mark.

二、主要工作新建学校6所 -> 主要工作 | 新建学校6所
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from govtext.language.compiled import compiled_lazily
from govtext.language.lexicon import DEEDS, word_list
from govtext.language.patterns import pattern
from govtext.language.segment import build_segmenter
from govtext.rulebook.load import Rulebook

_FIRST = pattern("first of a list inside a heading")
_FREQUENT = pattern("title of a section that is used everywhere")
_GOES_ON = pattern("word that keeps a title going")
_OPENS = pattern("clear opening of a sentence")
_REPORTS = pattern("opening of a sentence that gives figures")
_MAY_OPEN = pattern("adverb that opens a sentence")
_CLOSES = pattern("predicate that closes a title")
_ACTS = pattern("verb that opens a title")
_DEEDS = pattern("verb of a deed that opens a sentence")
_STATES = pattern("number or mask with a counter")
_STOP = compiled_lazily(r"[。!?;—]")
_TITLE = 70  # characters: a title is not longer
_RUN_IN = 24  # characters: a first sentence that is no longer is the title itself
_AMOUNT = compiled_lazily(r"\d[万亿%个元家]|\d\.\d")
_COUPLET = compiled_lazily(r"([^ ,。!?;:、\d]{5,9}),([^ ,。!?;:、]+)[,。!?;:]")
_AGAIN = 4  # characters with which the title begins and the sentence behind it
_REST = 5  # characters: what is left of a sentence behind its title is longer
_TWO_WORDS = 6  # characters: a title of verb and object is no shorter
_SHORT = 4  # characters: a title that only a verb ends is no shorter


class Section(NamedTuple):
    """A section in running text: where its marker begins, its title, and the next section."""

    marker: int
    start: int
    end: int


class Titles:
    """Finds where titles end, by the words of a rulebook."""

    def __init__(self, rules: Rulebook) -> None:
        self._cut, self._known = rules.derive(build_segmenter), rules.derive(word_list)

    def ends(self, plain: str, sections: Sequence[Section]) -> Iterator[int | None]:
        """For each section where its title ends; None where a stop ends it, or nothing shows the
        end."""
        stopped = _stopped_kinds(plain, sections)
        ends = [self._end(plain, section, plain[section.marker] in stopped) for section in sections]
        couplets = self._couplets(plain, sections, ends)
        for section, end in zip(sections, ends, strict=True):
            yield couplets.get(section) if end is None else end

    def _couplets(
        self, plain: str, sections: Sequence[Section], ends: Sequence[int | None]
    ) -> dict[Section, int]:
        """Where titles end of two halves of one length: 强化监督,守护正义 | 刑事检察….

        Several of them among the markers of one kind show that their author writes them so; one
        that ends inside a word, or where another sign or a stop does not, shows that he does not.
        """
        found: dict[bool, dict[Section, int]] = {True: {}, False: {}}
        shown = {True: 0, False: 0}
        for section, end in zip(sections, ends, strict=True):
            match = _COUPLET.match(plain, section.start, section.end)
            if match is None or plain[section.marker].isdigit() or len(match[2]) < len(match[1]):
                continue
            bracketed = plain[section.marker] == "("
            rest = len(match[2]) - len(match[1])
            place = match.end(2) - rest
            whole = rest > _REST and place in self._boundaries(plain, *match.span(2))
            shown[bracketed] += 1 if whole and end in {None, place} else -1
            if whole:
                found[bracketed][section] = place
        return {
            section: place
            for bracketed, places in found.items()
            if shown[bracketed] > 1
            for section, place in places.items()
        }

    def _boundaries(self, plain: str, start: int, end: int) -> list[int]:
        """Where the words of a stretch begin, and its end."""
        return [*accumulate(map(len, self._cut(plain[start:end])), initial=start)]

    def _end(self, plain: str, section: Section, stopped: bool) -> int | None:
        """Where a title ends that runs into its text without a mark, by the surest sign.

        ``stopped``: whether a stop ends titles behind markers of this kind.
        """
        start, end = section.start, min(section.end, section.start + _TITLE)
        stop = _STOP.search(plain, start, end)
        end = stop.start() if stop else end
        if (place := _before_known(plain, start, end)) is not None:
            return place
        short = stop is not None and end - start <= _RUN_IN
        if (short and stopped) or (stop is None and end == section.end):
            return None
        digit = plain[section.marker].isdigit()
        again = plain.find(plain[start : start + _AGAIN], start + _AGAIN, end)
        if again > 0 and not short and not _GOES_ON.match(plain, again - 1):
            return again
        if not digit and (place := self._behind_predicate(plain, start, end)) is not None:
            return place
        openings = ((_REPORTS, 2), (_OPENS, _SHORT))
        if not short and (place := _before(openings, plain, start, end)) is not None:
            return place
        deed = None if digit else self._before_deed(plain, start, end)
        place = None if short else _before(((_MAY_OPEN, 2 * _SHORT),), plain, start, end)
        if found := [one for one in (deed, place) if one is not None]:
            return min(found)
        return None if short or digit else self._before_counted(plain, start, end)

    def _behind_predicate(self, plain: str, start: int, end: int) -> int | None:
        """Behind the predicate of a title: 教育质量稳步提升 | 全县有学校60所."""
        for found in _CLOSES.finditer(plain, start + 2, end):
            clause = max(start, plain.rfind(",", start, found.start()) + 1)
            if found.start() - clause < 2 or _ACTS.match(plain, clause):
                continue
            if end - found.end() > _REST and not _GOES_ON.match(plain, found.end()):
                return found.end() if found.end() in self._boundaries(plain, start, end) else None
        return None

    def _before_deed(self, plain: str, start: int, end: int) -> int | None:
        """Before a verb behind the object of another: 改善生态环境 | 打好蓝天保卫战."""
        for found in _DEEDS.finditer(plain, start + _TWO_WORDS, end):
            clause = max(start, plain.rfind(",", start, found.start()) + 1)
            apart = _SHORT if clause > start else _TWO_WORDS
            if found.start() - clause < apart or _GOES_ON.match(plain, found.start() - 1):
                continue
            if found.start() in self._boundaries(plain, start, end):
                return found.start()
        return None

    def _before_counted(self, plain: str, start: int, end: int) -> int | None:
        """Before the verb whose object is counted: 聚力促进城乡融合 | 整治村庄12个."""
        counted = _STATES.search(plain, start, end)
        if counted is None or plain.count(",", start, counted.start()) > 1:
            return None
        first = max(start + _SHORT, plain.rfind(",", start, counted.start()) + 3)
        for place, after in pairwise(self._boundaries(plain, start, counted.start())):
            known = self._known.get(plain[place:after])
            if place >= first and known is not None and known.kind in DEEDS:
                return None if _GOES_ON.match(plain, place - 1) else place
        return None


def _stopped_kinds(plain: str, sections: Sequence[Section]) -> frozenset[str]:
    """The first letters of the markers behind which a stop ends most short titles."""
    counts: dict[bool, int] = {}
    for section in sections:
        stop = _STOP.search(plain, section.start, min(section.end, section.start + _RUN_IN + 1))
        if stop is not None or section.end - section.start > _TITLE:
            bracketed = plain[section.marker] == "("
            counts[bracketed] = counts.get(bracketed, 0) + (1 if stop else -1)
    return frozenset(
        plain[section.marker]
        for section in sections
        if counts.get(plain[section.marker] == "(", 0) > 0 or plain[section.marker].isdigit()
    )


def _before_known(plain: str, start: int, end: int) -> int | None:
    """Before a list or a blank, or behind a title that is used everywhere."""
    first = _FIRST.search(plain, start + 2, end)
    if first is not None and plain[first.start() - 1] not in ":,、":
        return first.start()
    gap = plain.find(" ", start + 4, end)
    if gap > 0 and not _GOES_ON.match(plain, gap - 1):
        return gap
    frequent = _FREQUENT.match(plain, start, end)
    if frequent and frequent.end() < end and not _GOES_ON.match(plain, frequent.end()):
        return frequent.end()
    return None


def _before(
    openings: Iterable[tuple[re.Pattern[str], int]], plain: str, start: int, end: int
) -> int | None:
    """The first place before a word that a sentence opens with: 农业 | 全年粮食产量.

    Each kind of words comes with how many characters on it counts.
    """
    places = (_before_word(opening, plain, start, end, least) for opening, least in openings)
    return min((place for place in places if place is not None), default=None)


def _before_word(
    opening: re.Pattern[str], plain: str, start: int, end: int, least: int
) -> int | None:
    for found in opening.finditer(plain, start + least, end):
        at = found.start()
        if _AMOUNT.search(plain, start, at):
            return None
        clause = max(plain.rfind(",", start, at) + 1, start)
        if at - clause >= min(least, _SHORT) and not _GOES_ON.match(plain, at - 1):
            return at
    return None
