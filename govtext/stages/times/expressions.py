"""Expressions of time: where a text names a year, a part of one, or a span of years."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

import msgspec

from govtext.language.guarded import alone
from govtext.rulebook.load import Rulebook

Reads = Literal[
    "year", "years", "month", "months", "since", "relative", "part", "whole",
    "past", "coming", "within", "between", "present", "plan", "vague", "masked",
]  # fmt: skip


class Time(msgspec.Struct, forbid_unknown_fields=True):
    """An entry of ``[[times]]``: a way to name a time, and how it is read."""

    name: str
    starts: str
    holds: str
    pattern: str
    reads: Reads
    shift: int = 0
    year: int = 0
    count: int = 0
    months: tuple[int, int] = (0, 0)
    edge: Literal["", "since", "end"] = ""
    heads: bool = False
    names: bool = False
    opens: bool = False
    examples: list[str] = []


class Period(NamedTuple):
    """A stretch of time, both ends included; a month of 0 stands for the whole year.

    ``year`` is None where the beginning is not told.
    """

    year: int | None
    month: int
    last_year: int
    last_month: int

    def __str__(self) -> str:
        first = _written(self.year, self.month) if self.year else "?"
        last = _written(self.last_year, self.last_month)
        return first if first == last else f"{first}/{last}"

    @property
    def begin(self) -> tuple[int, int]:
        """Its first year and month; year 0 where the beginning is not told."""
        return self.year or 0, self.month or 1

    @property
    def finish(self) -> tuple[int, int]:
        """Its last year and month."""
        return self.last_year, self.last_month or 12

    @property
    def spans_years(self) -> bool:
        """Whether it holds more than one year."""
        return self.year != self.last_year


def _written(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}" if month else f"{year:04d}"


def whole_years(first: int | None, last: int) -> Period:
    """The years from ``first`` to ``last``.

    >>> str(whole_years(2021, 2025)), str(whole_years(2024, 2024))
    ('2021/2025', '2024')
    """
    return Period(first, 0, last, 0)


def months_of(year: int, first: int, last: int) -> Period:
    """Months of one year; all twelve are the year itself.

    >>> str(months_of(2024, 1, 9)), str(months_of(2024, 9, 9)), str(months_of(2024, 1, 12))
    ('2024-01/2024-09', '2024-09', '2024')
    """
    if (first, last) == (1, 12):
        return whole_years(year, year)
    return Period(year, first, year, last)


def plan_years(ordinal: int) -> Period:
    """The years of China's five-year plan of that number.

    The first two ran from 1953 and 1958; after the three years of adjustment the third began in
    1966 and the others followed every five years.

    >>> str(plan_years(1)), str(plan_years(7)), str(plan_years(14))
    ('1953/1957', '1986/1990', '2021/2025')
    """
    first = 1948 + 5 * ordinal if ordinal < 3 else 1951 + 5 * ordinal
    return whole_years(first, first + 4)


class Expression(msgspec.Struct, gc=False):
    """A place where a text names a time."""

    start: int
    end: int
    time: Time
    years: tuple[int, ...]
    numbers: tuple[int, ...]
    """What is written of months, of a count of years or of a plan's number."""


class TimeReading(msgspec.Struct, gc=False):
    """What a quantity's sentence tells of its time."""

    period: Period | None
    named: bool = False
    """Whether the sentence itself names the time."""
    base: bool = False
    """Whether it is the earlier state that a change set out from."""

    @property
    def written(self) -> str | None:
        """The period as a claim gives it (``2025``, ``2021/2025``, ``2024-01/2024-09``), or None
        where it can't be told."""
        return _period_written(self.period) if self.period and self.period.year else None


# A report speaks of the same few periods again and again.
_period_written = functools.lru_cache(maxsize=256)(str)

_ZERO = "〇○零"
_NUMERALS = {
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_YEAR_DIGITS = str.maketrans(_ZERO + "一二三四五六七八九", "000123456789")
_YEAR = rf"(?:(?:1 ?9|2 ?0) ?\d ?\d(?!\d) ?|[一二][九{_ZERO}][{_ZERO}一二三四五六七八九]{{2}})"
_TO_NINE = "一二三四五六七八九"
_PLACEHOLDERS = {
    "{year}": f"(?P<year>{_YEAR})",
    "{month}": (
        rf"(?P<month>(?<!\d)(?:1[0-2]|0?[1-9])|(?<![{_TO_NINE}十])(?:十[一二]?|[{_TO_NINE}])) ?"
    ),
    "{count}": rf"(?P<count>\d{{1,2}}|[{_TO_NINE}]?十[{_TO_NINE}]?|[两{_TO_NINE}])",
    "{ordinal}": rf"(?P<ordinal>二?十[{_TO_NINE}]?|[{_TO_NINE}])",
    "{to}": r" ?(?:[—–-]{1,2}|[~至到]) ?",
}
_PLACEHOLDER = re.compile("|".join(map(re.escape, _PLACEHOLDERS)))
# Whatever fills a placeholder fits these too, which are small and soon compiled.
_ROUGHLY = {
    "{year}": rf"[12一二][\d 九{_ZERO}{_TO_NINE}]{{3,7}}",
    "{month}": rf"[\d{_TO_NINE}十]{{1,2}} ?",
    "{count}": rf"[\d两十{_TO_NINE}]{{1,3}}",
    "{ordinal}": rf"[十{_TO_NINE}]{{1,3}}",
    "{to}": _PLACEHOLDERS["{to}"],
}


@functools.cache
def filled(written: str) -> str:
    """The pattern of an entry with its placeholders filled in and their groups numbered."""
    seen: dict[str, int] = {}

    def fill(match: re.Match[str]) -> str:
        filled = _PLACEHOLDERS[match.group()]
        name = match.group()[1:-1]
        seen[name] = seen.get(name, 0) + 1
        return filled.replace(f"?P<{name}>", f"?P<{name}{seen[name]}>", 1)

    return _PLACEHOLDER.sub(fill, written)


def _roughly(time: Time) -> str:
    """A pattern that matches where that of the entry does, and elsewhere."""
    rough = _PLACEHOLDER.sub(lambda match: _ROUGHLY[match.group()], time.pattern)
    return f"(?=[{re.escape(time.starts)}])(?:{rough})"


class TimePatterns(msgspec.Struct):
    """``[[times]]`` compiled: a scan for places where a time may begin, and what may there."""

    scan: re.Pattern[str]
    entries: dict[str, list[Time]]
    """By first character: the entries."""
    of: dict[str, re.Pattern[str]]
    """By name of the entry: its pattern, which is compiled where it is tried."""


_WITHIN = 11  # An entry's `holds` stands no further behind its first character.


def time_patterns(rules: Rulebook) -> TimePatterns:
    """Compile ``[[times]]``."""
    entries: dict[str, list[Time]] = {}
    for time in rules.table("times", Time):
        for character in time.starts:
            entries.setdefault(character, []).append(time)
    own = {name for table, name in rules.own if table == "times"}
    trial = (
        "|".join(
            # That of a user is tried by itself.
            f"(?=[{re.escape(time.starts)}])" if time.name in own else _roughly(time)
            for time in rules.table("times", Time)
        )
        or "(?!)"
    )
    starts: dict[str, str] = {}
    for character, found in entries.items():
        holds = "".join(sorted({held for time in found for held in time.holds}))
        starts[holds] = starts.get(holds, "") + character
    places = "|".join(
        f"[{re.escape(characters)}][^{re.escape(holds)}\\n]{{0,{_WITHIN}}}+[{re.escape(holds)}]"
        for holds, characters in starts.items()
    )
    # A class first lets the matcher run over all other characters; what follows is then asked
    # from that character on, by a look ahead within a look behind: first whether a word for a
    # time stands near enough, which few places pass, then what is tried there.
    scan = re.compile(f"[{re.escape(''.join(entries))}](?<=(?={places})(?={trial}).)")
    of = {
        time.name: alone(rules, "times", time.name, filled(time.pattern))
        for time in rules.table("times", Time)
    }
    return TimePatterns(scan, entries, of)


def expressions(
    plain: str, rules: Rulebook, start: int = 0, end: int | None = None
) -> Iterator[Expression]:
    """The expressions of time in a stretch of the plain twin, in order, none within another."""
    patterns = rules.derive(time_patterns)
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
    years, numbers = [], []
    for name, written in match.groupdict().items():
        if written is None:
            continue
        if name.startswith("year"):
            years.append(year_number(written))
        else:
            numbers.append(whole_number(written))
    return Expression(start, end, time, tuple(years), tuple(numbers))


def year_number(written: str) -> int:
    """A year, in Arabic or Chinese digits.

    >>> year_number("二〇二三"), year_number("1 9 9 8")
    (2023, 1998)
    """
    return int(written.replace(" ", "").translate(_YEAR_DIGITS))


def whole_number(written: str) -> int:
    """A whole number under a hundred, in Arabic or Chinese digits.

    >>> whole_number("十二"), whole_number("5")
    (12, 5)
    """
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return _NUMERALS[written]
    return 10 * _NUMERALS.get(tens, 1) + _NUMERALS.get(ones, 0)


# Before these a time is only compared with, or names something: 比2020年, 按1980年不变价格.
_BASELINE_BEFORE = re.compile(
    r"(?:比|较|与|同|跟|以|按|按照|[高低多少快好大小]于|超过?|相当于|等于|扭转"
    r"|面向|对标|瞄准|着眼)[到了]? ?$"
)
_STATE_BEFORE = re.compile(r"(?:是|为|达到|接近|恢复到|回到) ?$")
_BASELINE_AFTER = re.compile(
    r"(?:的?(?:同期|同月|同季|不变价|可比价|价格|基础上|水平|远景|愿景)|[底末]?(?:相比|比较|相当|持平))"
)
_OF = re.compile(r"[底末]?(?: ?[\d一二三四五六七八九十]{1,3}年)? ?(?:[^,。;]{0,6}总和)?的")


def is_baseline(plain: str, found: Expression) -> bool:
    """Whether a time is only compared with: 比2020年, 按1980年不变价格, 是2020年的两倍."""
    before = plain[max(0, found.start - 6) : found.start]
    if _BASELINE_BEFORE.search(before) or _BASELINE_AFTER.match(plain, found.end):
        return True
    return bool(_STATE_BEFORE.search(before) and _OF.match(plain, found.end))
