"""What aims higher than a target: 争取更好结果, 增长6%、力争6.5%."""

from __future__ import annotations

import re

from govtext.analyses.figures import FigureReader
from govtext.analyses.headline import Headline, HeadlineReader, covered
from govtext.analyses.target import Target
from govtext.language.patterns import pattern
from govtext.report import Report, Statement

_STRETCH_JOINT = pattern("joint before a higher aim")
_BEHIND_NUMBER = pattern("modifier and comma behind a number")
_OF_TARGETS = pattern("better results for all targets")
_ON_THE_BASIS = pattern("basis of the target")
_NEAR = 400
"""How many characters behind the list of targets a clause is about them."""


class Stretches:
    """Finds the clauses of one report that aim higher, and the targets that each is about."""

    def __init__(
        self,
        report: Report,
        text: str,
        reader: HeadlineReader,
        headlines: list[Headline],
        figures: FigureReader,
    ) -> None:
        self._report = report
        self._text = text
        self._reader = reader
        self._headlines = headlines
        self._figures = figures

    def add(self, found: list[Target]) -> None:
        """Give each target the clause that aims higher, wherever it stands."""
        numbers = [one for one in found if one.kind == "number"]
        starts = [one.start for one in numbers]
        text, raw = self._text, self._report.text or ""
        for headline in self._headlines:
            for clause in self._reader.stretches(text, headline.start, headline.end):
                for index in covered(text, clause, starts):
                    numbers[index].stretch = numbers[index].stretch or raw[slice(*clause.span())]
        for one in self._report.statements:
            for clause in self._reader.stretches(text, one.start, one.end):
                if any(one.start <= clause.start() < one.end for one in self._headlines):
                    continue
                for target in self._stretched(clause, one, numbers, starts):
                    target.stretch = target.stretch or raw[slice(*clause.span())]

    def _stretched(
        self, clause: re.Match[str], one: Statement, numbers: list[Target], starts: list[int]
    ) -> list[Target]:
        """The targets that a stretch clause outside of the list of main targets is about."""
        near = [numbers[index] for index in covered(self._text, clause, starts)]
        if near := [target for target in near if target.start >= one.start]:
            return near
        main = [target for target in numbers if target.position == "headline"]
        if not main:
            return []
        if _ON_THE_BASIS.search(self._text, one.start, clause.start()):
            phrases, names = self._figures.phrases, self._figures.names
            named = {
                names[word] for *_, word in phrases.find(self._text[one.start : clause.start()])
            }
            return [target for target in main if target.indicator in named][:1]
        behind = clause.start() - main[-1].end
        of_all = 0 <= behind < _NEAR and _OF_TARGETS.search(clause[0])
        return main[:1] if of_all else []


def without_stretches(found: list[Target], text: str, raw: str) -> list[Target]:
    """The targets without the numbers that only aim one higher: 增长6%,力争6.5%. ``text`` is the
    normalized text, ``raw`` the text as written."""
    kept: list[Target] = []
    for one in found:
        last = kept[-1] if kept else None
        if (
            last is not None
            and (last.indicator, last.measure, last.year) == (one.indicator, one.measure, one.year)
            and _STRETCH_JOINT.fullmatch(text, last.end, one.start)
        ):
            behind = _BEHIND_NUMBER.match(text, last.end)
            last.stretch = raw[behind.end() if behind else last.end : one.end]
            last.stretch_value = one.value
        else:
            kept.append(one)
    return kept
