"""Expressions of time in Chinese, found by the patterns of ``[[times]]``.

上半年, 2024年, “十四五”时期 and 近三年 are expressions of time. The period that one means depends
on its report; ``stages.times.normalize`` finds it.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from govtext.language.compiled import compile_pattern, compiled_lazily
from govtext.language.guarded import alone
from govtext.language.numeral_forms import ONES, ZEROS
from govtext.language.numerals import whole_number
from govtext.language.patterns import pattern, written
from govtext.rulebook.load import PatternRule, Rulebook

Reads = Literal[
    "year", "years", "month", "months", "since", "relative", "part", "whole",
    "past", "coming", "within", "between", "present", "plan", "vague", "masked",
]  # fmt: skip


class Time(PatternRule):
    """An entry of ``[[times]]``: a pattern for expressions of time, and their meaning."""

    starts: str
    holds: str
    reads: Reads
    shift: int = 0
    year: int = 0
    count: int = 0
    months: tuple[int, int] = (0, 0)
    edge: Literal["", "since", "end"] = ""
    heads: bool = False
    names: bool = False
    opens: bool = False


class Expression(msgspec.Struct, gc=False):
    """An expression of time in a text, with its entry and its numbers."""

    start: int
    end: int
    time: Time
    years: tuple[int, ...]
    numbers: tuple[int, ...]
    """The other numbers in it: months, a count of years, or the number of a plan."""


_PLACEHOLDER = compiled_lazily(r"\{(year|month|count|ordinal|to)\}")
_BINDING = ("year", "month", "count", "ordinal")
# Simpler patterns, fast to compile, that match every text of a placeholder.
_ROUGHLY = {"year": rf"[12一二][\d 九{ZEROS}{ONES}]{{3,7}}", "month": rf"[\d{ONES}十]{{1,2}} ?"}
_ROUGHLY |= {"count": rf"[\d两十{ONES}]{{1,3}}", "ordinal": rf"[十{ONES}]{{1,3}}"}


@functools.cache
def filled(entry: str) -> str:
    """The pattern of an entry; each placeholder becomes a group with a number: ``year1``."""
    seen: dict[str, int] = {}

    def fill(match: re.Match[str]) -> str:
        name = match[1]
        seen[name] = seen.get(name, 0) + 1
        opening = f"(?P<{name}{seen[name]}>" if name in _BINDING else "(?:"
        return f"{opening}{written(name)})"

    return _PLACEHOLDER.sub(fill, entry)


def _roughly(time: Time) -> str:
    """A simpler pattern that matches wherever that of the entry does, and at other places too."""
    rough = _PLACEHOLDER.sub(
        lambda match: _ROUGHLY.get(match[1]) or f"(?:{written(match[1])})", time.pattern
    )
    return f"(?=[{re.escape(time.starts)}])(?:{rough})"


_WITHIN = 11  # characters between the first character of an expression and one of its `holds`


class TimePatterns:
    """``[[times]]`` compiled: a pattern for places where an expression may begin, and the entries
    to try there."""

    def __init__(self, rules: Rulebook) -> None:
        table = rules.table("times", Time)
        own = {name for table, name in rules.own if table == "times"}
        self.entries: dict[str, list[Time]] = {}
        """The entries by their first characters."""
        for time in table:
            for character in time.starts:
                self.entries.setdefault(character, []).append(time)
        self.of = {one.name: alone(rules, "times", one.name, filled(one.pattern)) for one in table}
        """The pattern of each entry by its name, compiled when it is first tried."""
        # The pattern of a user is matched separately, with its time limit.
        trials = [
            f"(?=[{re.escape(time.starts)}])" if time.name in own else _roughly(time)
            for time in table
        ]
        starts: dict[str, str] = {}
        for character, found in self.entries.items():
            holds = "".join(sorted({held for time in found for held in time.holds}))
            starts[holds] = starts.get(holds, "") + character
        places = "|".join(
            f"[{re.escape(characters)}][^{re.escape(holds)}\\n]{{0,{_WITHIN}}}+[{re.escape(holds)}]"
            for holds, characters in starts.items()
        )
        # The pattern begins with a character class, so that ``re`` skips all other characters. Then
        # it looks ahead from that character (inside a lookbehind): first whether a character of
        # `holds` is near, which few places pass, then the entries themselves.
        first, trial = re.escape("".join(self.entries)), "|".join(trials) or "(?!)"
        self.scan = compile_pattern(f"[{first}](?<=(?={places})(?={trial}).)")


def expressions(
    plain: str, rules: Rulebook, start: int = 0, end: int | None = None
) -> Iterator[Expression]:
    """The expressions of time in a stretch of normalized text, in order, none inside another."""
    patterns = rules.derive(TimePatterns)
    done = start
    for candidate in patterns.scan.finditer(plain, start, len(plain) if end is None else end):
        place = candidate.start()
        if place >= done:
            found = _longest(plain, place, patterns)
            if found is not None:
                done = found.end
                yield found


def _longest(plain: str, start: int, patterns: TimePatterns) -> Expression | None:
    matches = [
        (match.end(), time, match)
        for time in patterns.entries[plain[start]]
        if (match := patterns.of[time.name].match(plain, start)) is not None
    ]
    if not matches:
        return None
    end, time, match = max(matches, key=lambda found: found[0])
    years: list[int] = []
    numbers: list[int] = []
    for name, numeral in match.groupdict().items():
        number = None if numeral is None else whole_number(numeral)
        if number is not None:
            (years if name.startswith("year") else numbers).append(number)
    return Expression(start, end, time, tuple(years), tuple(numbers))


class Times:
    """The expressions of time in a text, in order, none inside another."""

    def __init__(self, found: Iterable[Expression] = ()) -> None:
        self.all = list(found)
        self._starts = [one.start for one in self.all]

    def within(self, start: int, end: int) -> list[Expression]:
        """The expressions that begin in the stretch ``[start, end)`` of the text."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def overlapping(self, start: int, end: int) -> list[Expression]:
        """The expressions that share a character with the stretch ``[start, end)``."""
        first = bisect_right(self._starts, start) - 1
        reaching = first >= 0 and self.all[first].end > start
        first = first if reaching else first + 1
        return self.all[first : bisect_left(self._starts, end)]


_COMPARED_BEFORE = pattern("comparison before a time")
_COMPARED_BEHIND = pattern("comparison behind a time")
_GROUND = pattern("preposition of a ground before a time")
_BUILT_ON = pattern("what is built on behind a time")
_COMPARED_FAR = pattern("comparison some words before a time")
_FIGURE_BEHIND = pattern("figure of a time")
_STATE_BEFORE = pattern("copula before a time")
_GENITIVE_BEHIND = pattern("genitive behind a time")


def is_baseline(plain: str, found: Expression) -> bool:
    """Whether a time is only compared with: 比2020年, 按1980年不变价格, 是2020年的两倍."""
    end, far = found.end, plain[max(0, found.start - 18) : found.start]
    before = far[-6:]
    return bool(
        _COMPARED_BEFORE.search(before)
        or _COMPARED_BEHIND.match(plain, end)
        or (_GROUND.search(before) and _BUILT_ON.match(plain, end))  # 在2023年增长的基础上
        or (_FIGURE_BEHIND.match(plain, end) and _COMPARED_FAR.search(far))
        or (_STATE_BEFORE.search(before) and _GENITIVE_BEHIND.match(plain, end))
    )
