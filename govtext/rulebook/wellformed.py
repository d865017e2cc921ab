"""Checks of the patterns and phrases in a user's entry: are they valid?

The time that a pattern takes is not checked here; ``language.guarded`` limits it when it runs.
"""

from __future__ import annotations

import contextlib
import importlib
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from govtext.language.guarded import LIMIT
from govtext.language.times import filled

_MOST_PHRASES = 20_000
_MOST_TIMES = 100_000

_GROUPS = {
    "markers": re.compile("n"),
    "lookalikes": re.compile(r"run\d*"),
    "times": re.compile(r"(?:year|month|count|ordinal)\d+"),  # the groups of the placeholders
}
_CONSUMING = frozenset({"markers", "times", "lookalikes"})
_BACK_REFERENCE = re.compile(r"(?<!\\)(?:\\\\)*\\[1-9]|\(\?P=|\(\?\(")
_BRACES = re.compile(r"\{([^{}]*)\}")


def problems(table: str, entry: msgspec.Struct) -> Iterator[tuple[str, str]]:
    """What is wrong with the patterns and phrases of an entry: the key and the problem."""
    for key in entry.__struct_fields__:
        value = getattr(entry, key)
        if key == "pattern":
            yield from ((key, problem) for problem in _pattern_problems(table, value))
        elif key == "unless":
            for unit, patterns in value.items():
                for pattern in patterns.split():
                    said = _pattern_problems(table, pattern)
                    yield from ((key, f"{unit}: {problem}") for problem in said)
        elif key != "examples":
            number = phrase_count(value)
            if number > _MOST_PHRASES:
                yield key, f"stands for {number:,} phrases; at most {_MOST_PHRASES:,} are allowed"


def phrase_count(value: Any) -> int:
    """How many phrases a field of phrases with ``{a,b}`` stands for.

    >>> phrase_count(["{一,二}{上,下,}", "三"])
    7
    """
    if isinstance(value, list | tuple):
        return sum(map(phrase_count, value))
    if not isinstance(value, str):
        return 0
    total = 0
    for phrase in value.split():
        number = 1
        for choices in _BRACES.findall(phrase):
            number *= choices.count(",") + 1
        total += number
    return total


def _pattern_problems(table: str, written: str) -> Iterator[str]:
    import regex  # noqa: PLC0415 (only those who write patterns wait for it)

    pattern = filled(written) if table == "times" else written
    try:
        compiled = re.compile(pattern)
        re.compile(f"(?:{pattern})")
        number = times_at_least(pattern)
        if number > _MOST_TIMES:  # each takes memory, whether or not it matches anything
            yield (
                f"{written!r} repeats at least {number:,} times, one repetition inside another; "
                f"at most {_MOST_TIMES:,} are allowed"
            )
            return
        regex.compile(pattern)
    except (re.error, regex.error, OverflowError, RecursionError) as error:
        yield f"{written!r} is no valid pattern: {error}"
        return
    allowed = _GROUPS.get(table)
    for group in compiled.groupindex:
        if allowed is None or not allowed.fullmatch(group):
            yield f"group (?P<{group}>…) means nothing here; write (?:…)"
    if table == "markers" and compiled.groups > len(compiled.groupindex):
        yield "the only group of a marker is its number, (?P<n>…); write (?:…) for others"
    if _BACK_REFERENCE.search(pattern):
        yield "patterns are joined to one, so write it without a reference to a group"
    with contextlib.suppress(TimeoutError):
        if table in _CONSUMING and regex.fullmatch(pattern, "", timeout=LIMIT):
            yield f"{written!r} matches the empty string; write it to match at least one character"


def times_at_least(pattern: str) -> int:
    """The least number of times that the innermost repetition of a pattern runs, multiplied by
    those of all repetitions around it.

    >>> times_at_least("(?:a{20,30}b{2}){5}c*")
    100
    """
    # This parser is private since Python 3.11; there is no public one, and other tools use it too.
    return _least(importlib.import_module("re._parser").parse(pattern))


def _least(part: Any) -> int:
    """``times_at_least`` for one operation with its arguments, or for a sequence of operations."""
    if isinstance(part, tuple) and part and str(part[0]).endswith("REPEAT"):
        least, _, repeated = part[1]
        return max(int(least), 1) * _least(repeated)
    if isinstance(part, tuple | list) or hasattr(part, "getwidth"):
        return max(map(_least, part), default=1)
    return 1
