"""Patterns in the rules of a user: whether they can be used, and whether they run away.

``re`` can't be interrupted, so a pattern is tried before any report is read, by itself, on strings
that are made from its own parts to be hard for it: what leads up to a repetition, what it repeats,
many times over, and an end that does not fit. The strings grow step by step until the trial takes
too long or they are as long as the longest paragraphs are.
"""

from __future__ import annotations

import importlib
import itertools
import re
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import msgspec

from govtext.language.patterns import filled

LONGEST = 1000  # characters; few paragraphs have more
LIMIT = 0.1  # seconds of processor time for one text
_ALTOGETHER = 2.0  # seconds for all texts of one pattern
_MOST_PHRASES = 20_000
_MOST_TIMES = 50_000

_GROUPS = {
    "markers": re.compile("n"),
    "lookalikes": re.compile(r"run\d*"),
    "patterns": re.compile(r"\w+"),
}
_SEARCHED = frozenset({"lookalikes"})
_CONSUMING = frozenset({"markers", "times", "lookalikes"})
_BACK_REFERENCE = re.compile(r"(?<!\\)(?:\\\\)*\\[1-9]|\(\?P=|\(\?\(")
# Of [[times]]: near enough to what the stage puts there to tell whether it fits and how long it
# takes.
_PLACEHOLDERS = {
    "{year}": r"(?:\d(?: ?\d){3})",
    "{month}": r"(?:\d{1,2} ?)",
    "{count}": r"(?:\d{1,2})",
    "{ordinal}": "(?:十?[一二三四五六七八九])",
    "{to}": "(?: ?[-—~至到] ?)",
}
_UNBOUNDED = 65_535
_BRACES = re.compile(r"\{([^{}]*)\}")
_COMMON = "一年a1 ,。\t"  # letters of which a class most often has one
_LOOK_BEHIND = re.compile(r"\(\?<[=!]")


class Runaway(NamedTuple):
    """A text that a pattern takes too long for: how much of what, and the seconds it took."""

    pump: str
    length: int
    seconds: float


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
                yield key, f"stands for {number:,} phrases; {_MOST_PHRASES:,} is the most"


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
    try:
        pattern = _filled(table, written)
        compiled = re.compile(pattern)
        re.compile(f"(?:{pattern})")
    except KeyError as error:
        yield f"{written!r} names a pattern that there is not: {error}"
        return
    except (re.error, OverflowError, RecursionError) as error:
        yield f"{written!r} is no valid pattern: {error}"
        return
    allowed = _GROUPS.get(table)
    for group in compiled.groupindex:
        if allowed is None or not allowed.fullmatch(group):
            yield f"group (?P<{group}>…) means nothing here; write (?:…)"
    if table == "markers" and compiled.groups > len(compiled.groupindex):
        yield "the only group of a marker is its number, (?P<n>…); write (?:…) for others"
    if table != "patterns" and _BACK_REFERENCE.search(pattern):
        yield "patterns are joined, so a part can't refer back to a group"
    if table in _CONSUMING and compiled.fullmatch(""):
        yield f"{written!r} matches where there is nothing; one character at least must be there"
    number = times_at_most(_parsed(pattern))
    if number > _MOST_TIMES:  # a trial of the shortest text might not end
        yield (
            f"{written!r} repeats up to {number:,} times, one repetition inside another; "
            f"{_MOST_TIMES:,} is the most"
        )
        return
    found = runaway(pattern, search=table in _SEARCHED)
    if found is not None:
        yield (
            f"{written!r} takes {found.seconds:.1f} seconds for {found.length} characters of "
            f"{found.pump!r}, and longer for more; no repetition may stand inside another or next "
            "to one that matches the same, give each a number of times at most: {0,20}"
        )


def _filled(table: str, pattern: str) -> str:
    """The pattern of an entry of ``table`` with what its braces stand for."""
    if table == "patterns":
        return filled(pattern)
    if table != "times":
        return pattern
    return _BRACES.sub(lambda found: _PLACEHOLDERS.get(found[0], found[0]), pattern)


def runaway(pattern: str, *, search: bool = False) -> Runaway | None:
    """The first text found for which a valid pattern takes longer than ``LIMIT``.

    >>> runaway(r"第[一二三]{1,3}章") is None, runaway(r"(?:[一二]+、?)+章").pump
    (True, '一')
    """
    compiled = re.compile(pattern)
    # Behind what is looked for behind, a match can't begin where the text does.
    search = search or _LOOK_BEHIND.search(pattern) is not None
    ways = (compiled.fullmatch, compiled.search) if search else (compiled.fullmatch,)
    ended = time.thread_time() + _ALTOGETHER
    for text, apply in itertools.product(_texts(pattern), ways):
        found = _trial(apply, *text)
        if found is not None or time.thread_time() > ended:
            return found
    return None


def _trial(apply: Callable[[str], object], before: str, pump: str, end: str) -> Runaway | None:
    for number in _numbers(LONGEST // len(pump)):
        text = before + pump * number + end
        # Processor time, that a busy machine may not make a pattern look slow.
        began = time.thread_time()
        apply(text)
        took = time.thread_time() - began
        if took > LIMIT:
            return Runaway(pump, len(text), took)
    return None


def _numbers(most: int) -> Iterator[int]:
    """Growing so slowly that time which doubles with each does not get out of hand unseen."""
    number = 1
    while number < most:
        yield number
        number += 1 if number < 30 else 2 if number < 60 else number // 4
    yield most


def _texts(pattern: str) -> Iterator[tuple[str, str, str]]:
    """For every repetition in a pattern what to put before, what to repeat, what to put behind."""
    tree = _parsed(pattern)
    letters = "".join(dict.fromkeys(_COMMON + "".join(_literals(tree))))[:60]
    seen = set()
    for before, body in _repetitions(tree, "", letters):
        pumps = {_sample(body, letters, choice) for choice in range(3)} - {""}
        stop = next((c for c in f"\x00\n{letters}" if not _anywhere(body, c)), "")
        for pump, end in itertools.product(sorted(pumps), (stop, f"{stop}{letters}\x00\n")):
            if (before, pump, end) not in seen:
                seen.add((before, pump, end))
                yield before, pump, end


def _anywhere(sequence: list[Any], letter: str) -> bool:
    """Whether anything in a sequence matches a letter."""
    return any(
        _matches(str(operation), argument, letter)
        or any(_anywhere(part, letter) for part in _parts(operation, argument))
        for operation, argument in sequence
    )


def _parsed(pattern: str) -> list[Any]:
    """The operations of a pattern, each with its argument."""
    # Private in the standard library since Python 3.11, and what every tool on patterns stands on.
    return list(importlib.import_module("re._parser").parse(pattern))


def times_at_most(sequence: list[Any]) -> int:
    """How often the innermost repetition of a parsed pattern is tried at most, where all that it
    stands in count theirs; one without a number of times counts as one.

    >>> times_at_most(_parsed("(?:a{2,3}b{0,40}){5}c*"))
    200
    """
    most = 1
    for operation, argument in sequence:
        inner = max(map(times_at_most, _parts(operation, argument)), default=1)
        counted = str(operation).endswith("REPEAT") and argument[1] < _UNBOUNDED
        most = max(most, inner * (int(argument[1]) if counted else 1))
    return most


def _parts(operation: Any, argument: Any) -> list[list[Any]]:
    """The sequences inside one operation of a parsed pattern."""
    name = str(operation)
    if name == "BRANCH":
        return [list(branch) for branch in argument[1]]
    if name == "SUBPATTERN":
        return [list(argument[-1])]
    if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        return [list(argument[2])]
    if name == "ATOMIC_GROUP":
        return [list(argument)]
    if name in {"ASSERT", "ASSERT_NOT"}:
        return [list(argument[1])]
    return []


def _literals(sequence: list[Any]) -> Iterator[str]:
    for operation, argument in sequence:
        if str(operation) == "LITERAL":
            yield chr(argument)
        elif str(operation) == "IN":
            yield from (chr(a) for o, a in argument if str(o) == "LITERAL")
            yield from (chr(a[0]) for o, a in argument if str(o) == "RANGE")
        for part in _parts(operation, argument):
            yield from _literals(part)


def _repetitions(sequence: list[Any], before: str, letters: str) -> Iterator[tuple[str, list[Any]]]:
    """What stands before each repetition, and what it repeats; the outer before the inner."""
    for operation, argument in sequence:
        if str(operation).endswith("REPEAT") and argument[1] > 1:
            yield before, list(argument[2])
        for part in _parts(operation, argument):
            yield from _repetitions(part, before, letters)
        before += _sample([(operation, argument)], letters, 0)


def _sample(sequence: list[Any], letters: str, choice: int) -> str:
    """A text that a sequence matches, look-arounds aside; another for another ``choice``."""
    return "".join(
        _sampled(operation, argument, letters, choice) for operation, argument in sequence
    )


def _sampled(operation: Any, argument: Any, letters: str, choice: int) -> str:
    name = str(operation)
    if name == "LITERAL":
        return chr(argument)
    if name in {"IN", "ANY", "NOT_LITERAL"}:
        fitting = [letter for letter in letters if _matches(name, argument, letter)]
        return fitting[choice % len(fitting)] if fitting else ""
    parts = _parts(operation, argument)
    if not parts or name == "ASSERT_NOT" or (name == "ASSERT" and argument[0] > 0):
        return ""
    times = max(1, argument[0]) if name.endswith("REPEAT") else 1
    inner = _sample(parts[choice % len(parts)], letters, choice)
    return (min(times, LONGEST) * inner)[:LONGEST]


def _matches(name: str, argument: Any, letter: str) -> bool:
    """Whether an operation for one letter matches this one."""
    if name == "LITERAL":
        return bool(ord(letter) == argument)
    if name == "NOT_LITERAL":
        return bool(ord(letter) != argument)
    if name == "ANY":
        return letter != "\n"
    if name != "IN":
        return False
    negated = any(str(operation) == "NEGATE" for operation, _ in argument)
    return negated != any(_in_item(str(o), item, letter) for o, item in argument)


_CATEGORIES = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}


def _in_item(name: str, item: Any, letter: str) -> bool:
    if name == "LITERAL":
        return bool(ord(letter) == item)
    if name == "RANGE":
        return bool(item[0] <= ord(letter) <= item[1])
    if name == "CATEGORY":
        category = str(item).removeprefix("CATEGORY_").removeprefix("UNI_")
        inside = re.match(_CATEGORIES[category.removeprefix("NOT_")], letter) is not None
        return inside != category.startswith("NOT_")
    return False
