"""Targets that are no number: 居民收入增长与经济增长同步, and numbers left out on purpose.

The phrases are the tables ``[[aims]]`` and ``[[absences]]``; the names before them are those of
``[[indicators]]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from govtext.language.guarded import joined
from govtext.language.matcher import Phrases
from govtext.language.patterns import alternatives, pattern, written
from govtext.rulebook.load import PatternRule, Rulebook
from govtext.stages.claims.names import build_names

Standard = Literal["economy", "zero", "nation", "assigned", "words"]

_CLAUSE = re.compile("[^,;。:!?\n]+")
_COMPOUND = pattern("letters that make another word of a statistic")
_BETWEEN = pattern("words between a statistic and its aim")


class Aim(PatternRule):
    """An entry of ``[[aims]]``: a phrase that sets a target without a number."""

    standard: Standard
    where: Literal["plan", "headline"]
    before: bool = False


class Absence(PatternRule):
    """An entry of ``[[absences]]``: a sentence that says that no target is set."""


@dataclass(slots=True)
class FoundAim:
    """A phrase with the statistic that it is about; ``aim`` is None where no target is set."""

    indicator: str
    named: str
    start: int
    end: int
    aim: Aim | None


class AimReader:
    """Finds the aims without numbers in one stretch of normalized text after the other."""

    def __init__(self, rules: Rulebook) -> None:
        self._names = rules.derive(build_names)
        self._phrases = Phrases(self._names)
        self._aims = [
            (aim, joined(rules, "aims", [aim], _closed)) for aim in rules.table("aims", Aim)
        ]
        self._absences = joined(rules, "absences", rules.table("absences", Absence), alternatives)

    def read(self, text: str, start: int, end: int, *, headline: bool) -> Iterator[FoundAim]:
        """The aims in a stretch of ``text``, in order of place."""
        for clause in _CLAUSE.finditer(text, start, end):
            yield from self._in_clause(text, clause.start(), clause.end(), headline)

    def absent(self, text: str, start: int, end: int) -> Iterator[FoundAim]:
        """The statements in a stretch of ``text`` that no target is set."""
        for found in self._absences.finditer(text, start, end):
            named = self._phrases.find(found[0])
            if named:
                name = self._names[named[0][2]]
                yield FoundAim(name, named[0][2], found.start(), found.end(), None)

    def _in_clause(self, text: str, start: int, end: int, headline: bool) -> list[FoundAim]:
        names = [
            (a + start, b + start, word)
            for a, b, word in self._phrases.find(text[start:end])
            if not _COMPOUND.match(text, b + start)
        ]
        read: list[FoundAim] = []
        taken = start
        for aim, first, last in self._phrases_in(text, start, end, headline):
            if read and text[taken:first] == "、" and not _inside(names, taken, first):
                # 高于全国平均水平、高于经济增速 is one aim.
                read[-1].end = taken = last
                continue
            before = [one for one in names if taken <= one[0] and one[1] <= first]
            if aim.before:
                named = before + _inside(names, first, last)
            else:
                said = before and _BETWEEN.fullmatch(text, before[-1][1], first)
                named = before[-1:] if said else []
            read += [FoundAim(self._names[word], word, first, last, aim) for _, _, word in named]
            taken = last
        return read

    def _phrases_in(
        self, text: str, start: int, end: int, headline: bool
    ) -> list[tuple[Aim, int, int]]:
        """The phrases of a clause in order, none inside another, the longest where they overlap."""
        found = [
            (match.start(), -match.end(), number)
            for number, (aim, sought) in enumerate(self._aims)
            if headline or aim.where == "plan"
            for match in sought.finditer(text, start, min(end + 1, len(text)))
        ]
        chosen: list[tuple[Aim, int, int]] = []
        for first, last, number in sorted(found):
            if not chosen or first >= chosen[-1][2]:
                chosen.append((self._aims[number][0], first, -last))
        return chosen


def _closed(aims: Sequence[Aim]) -> str:
    """The patterns of aims, each up to the end of what it says."""
    end = written("end of an aim in words")
    return "|".join(f"(?:{aim.pattern})(?={end})" for aim in aims)


def _inside(names: list[tuple[int, int, str]], start: int, end: int) -> list[tuple[int, int, str]]:
    return [one for one in names if start <= one[0] and one[1] <= end]
