"""The sentences that set the main targets of the year, and the clauses that aim higher.

今年发展主要预期目标是：… and the sentences behind it that carry the list on.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from govtext.language.guarded import alone, joined
from govtext.language.patterns import alternatives, pattern
from govtext.report import Report, Statement
from govtext.rulebook.load import PatternRule, Rulebook

_OPENER = pattern("opener of a sentence that carries a list on")
_ENDS_OPEN = re.compile("[^,。;\\d]{0,8}[:。]?")
_GROUP = "。;:!?\n"
_FIRST_CLAUSE = re.compile("[^,;。!?\n]*")


class Announcement(PatternRule):
    """An entry of ``[[announcements]]``: what opens the sentence of the main targets."""

    expected: bool


class HigherAim(PatternRule):
    """An entry of ``[[stretches]]``: a clause that aims higher than the target before it."""


@dataclass(slots=True)
class Headline:
    """A stretch of the text that sets the main targets of a year; ``expected`` where it calls them
    expected targets (预期目标)."""

    start: int
    end: int
    expected: bool


class HeadlineReader:
    """Finds the main targets and the stretch clauses of one report after the other."""

    def __init__(self, rules: Rulebook) -> None:
        self._announcements = [
            (one.expected, alone(rules, "announcements", one.name, one.pattern))
            for one in rules.table("announcements", Announcement)
        ]
        entries = rules.table("stretches", HigherAim)
        self._stretches = joined(rules, "stretches", entries, alternatives)

    def read(
        self,
        report: Report,
        text: str,
        sets: Callable[[int, int], bool],
        lists: Callable[[Statement], bool],
    ) -> list[Headline]:
        """The headlines of a report.

        ``sets`` says whether a stretch of ``text`` sets a target, ``lists`` whether a sentence sets
        those of several statistics, which makes it a headline without being announced.
        """
        found: list[Headline] = []
        statements = report.statements
        for index, one in enumerate(statements):
            if found and one.start < found[-1].end:
                continue
            opened = self._opened(one, text)
            # 预期目标如下： and each target on a line of its own.
            lines = (
                opened is not None and _ENDS_OPEN.fullmatch(text, opened[0], one.end) is not None
            )
            if opened is not None and (lines or sets(opened[0], one.end)):
                start, expected = opened
            elif lists(one):
                start, expected = one.start, False
            else:
                continue
            end = one.end
            for after in statements[index + 1 :]:
                broken = "\n" in text[end : after.start] and not lines
                if broken or not _carries_on(after, text, sets):
                    break
                end = after.end
            if lines and end == one.end:
                continue
            found.append(Headline(start, end, expected))
        return found

    def _opened(self, one: Statement, text: str) -> tuple[int, bool] | None:
        for expected, sought in self._announcements:
            if found := sought.search(text, one.start, one.end):
                return found.end(), expected
        return None

    def stretches(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """The clauses in a stretch of ``text`` that aim higher."""
        return self._stretches.finditer(text, start, end)


def _carries_on(one: Statement, text: str, sets: Callable[[int, int], bool]) -> bool:
    """Whether a sentence begins with a target, as the list before it does."""
    opener = _OPENER.match(text, one.start)
    if opener and opener[0]:
        return sets(opener.end(), one.end)
    first = _FIRST_CLAUSE.match(text, one.start)
    return first is not None and sets(one.start, first.end())


def covered(text: str, clause: re.Match[str], starts: list[int]) -> list[int]:
    """The indexes in ``starts`` of the targets that a stretch clause is about.

    Joined by 、 it is about the target directly before it, otherwise about all of its group, which
    begins behind the last ； or ：.
    """
    before = bisect.bisect_left(starts, clause.start())
    if not before:
        return []
    if text[clause.start() - 1] == "、":
        return [before - 1]
    head = max(text.rfind(mark, 0, clause.start()) for mark in _GROUP)
    return [index for index in range(before) if starts[index] > head]
