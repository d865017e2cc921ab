"""The program's own patterns: the entries of ``[[patterns]]``, with examples, used by name.

A pattern is compiled when it is first used, since a report needs only some of them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import cast

from govtext.language.compiled import LazyPattern, compiled_lazily
from govtext.language.numeral_forms import (
    ARABIC,
    CHINESE_STARTS,
    DIGIT,
    MAGNITUDE,
    NUMERAL,
    ONES,
    STARTS,
)
from govtext.rulebook.load import PatternRule, load

NUMERALS = {
    "numeral": NUMERAL,
    "arabic numeral": ARABIC,
    "digit": DIGIT,
    "one to nine": f"[{ONES}]",
    "power of ten": MAGNITUDE,
    "sign of a numeral": f"[{STARTS}]",
    "chinese sign of a numeral": f"[{CHINESE_STARTS}]",
}
"""What ``{name}`` stands for in ``[[patterns]]`` besides the entries of the table."""

_SLOT = compiled_lazily(r"\{([a-z][^{}]*)\}")


class WrittenPattern(PatternRule):
    """An entry of ``[[patterns]]``: a regular expression over the normalized text.

    Where ``raw`` is true it is matched on the text as written. ``{name}`` in it stands for the
    pattern of that name. In an example ``[…]`` marks the match; an example without brackets has
    no match.
    """

    raw: bool = False


@functools.cache
def _table() -> dict[str, str]:
    entries = load().table("patterns", WrittenPattern)
    return {entry.name: entry.pattern for entry in entries}


def written(name: str) -> str:
    """The regular expression of a pattern, in which each ``{name}`` is replaced.

    Raises KeyError where there is no such entry.
    """
    return NUMERALS.get(name) or filled(_table()[name])


def filled(pattern: str) -> str:
    """A regular expression with each ``{name}`` replaced by the pattern of that name.

    Raises KeyError where there is no pattern of that name.

    >>> filled("学校{end of a clause}")
    '学校(?:[,;])'
    """
    return _SLOT.sub(lambda slot: f"(?:{written(slot[1])})", pattern)


def pattern(name: str) -> re.Pattern[str]:
    """The pattern of ``[[patterns]]`` with that name, compiled at the first call of a method.

    >>> pattern("end of a clause").search("学校,医院").start()
    2
    """
    return cast("re.Pattern[str]", LazyPattern(functools.partial(written, name)))


def one_of(words: Iterable[str]) -> str:
    """The regular expression that matches one of some words, the longest where several fit.

    >>> one_of(["约", "约为"]), one_of([])
    ('约为|约', '(?!)')
    """
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"


def alternatives(entries: Iterable[PatternRule]) -> str:
    """The regular expression with the patterns of the entries as its alternatives."""
    return "|".join(f"(?:{entry.pattern})" for entry in entries)
