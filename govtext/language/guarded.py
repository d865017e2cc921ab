"""Regular expressions of users, which are matched with a time limit.

The packaged patterns are matched by ``re``, which can't be interrupted. A user's patterns are
matched by ``regex``, which has a timeout. ``joined`` makes one pattern of a table, in which each
entry of a user is matched separately, in its place among the packaged ones. An entry that has
taken ``LIMIT`` seconds in one report matches nothing more in it; ``watching`` collects these.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from govtext.language.compiled import compile_pattern, compiled_lazily

if TYPE_CHECKING:
    import regex

    from govtext.rulebook.load import Rule, Rulebook

LIMIT = 2.0
"""Seconds of processor time that the patterns of one entry may take in one report."""


E = TypeVar("E", bound="Rule")


class Overrun(NamedTuple):
    """Where a pattern ran out of time, while it was matched on ``text[start:end]``."""

    text: str
    start: int
    end: int


class Watch:
    """The time that the patterns of each entry take, by table and name of the entry."""

    def __init__(self) -> None:
        self.spent: dict[tuple[str, str], float] = {}
        self.late: dict[tuple[str, str], Overrun] = {}
        """The entries that ran out of time, and where."""


_watch: ContextVar[Watch] = ContextVar("watch")


@contextlib.contextmanager
def watching() -> Iterator[Watch]:
    """A new ``Watch`` for the patterns of users that are matched inside the ``with`` block.

    Outside such a block a pattern that runs out of time raises TimeoutError.
    """
    watch = Watch()
    token = _watch.set(watch)
    try:
        yield watch
    finally:
        _watch.reset(token)


class _Guarded:
    """A pattern of a user's entry, with the methods of ``re.Pattern`` that the stages call."""

    def __init__(self, written: str, entry: tuple[str, str]) -> None:
        self._written = written
        self._entry = entry

    @functools.cached_property
    def _compiled(self) -> regex.Pattern[str]:
        import regex  # noqa: PLC0415 (only those who write patterns wait for it)

        return regex.compile(self._written)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> Any:
        return self._within_limit(self._compiled.match, text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> Any:
        return self._within_limit(self._compiled.fullmatch, text, start, end)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> Any:
        return self._within_limit(self._compiled.search, text, start, end)

    def _within_limit(self, method: Callable[..., Any], text: str, start: int, end: int) -> Any:
        watch = _watch.get(None)
        if watch is None:
            return method(text, start, end, timeout=LIMIT)
        if self._entry in watch.late:
            return None
        spent = watch.spent.get(self._entry, 0.0)
        began = time.thread_time()
        try:
            found = method(text, start, end, timeout=LIMIT - spent)
            spent += time.thread_time() - began
        except TimeoutError:
            spent = LIMIT
        watch.spent[self._entry] = spent
        if spent < LIMIT:
            return found
        watch.late[self._entry] = Overrun(text, start, min(end, len(text)))
        return None


class _Joined:
    """Several patterns as the alternatives of one, in order."""

    def __init__(self, parts: Sequence[Any]) -> None:
        self._parts = parts

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> Any:
        return next(filter(None, (part.match(text, start, end) for part in self._parts)), None)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> Any:
        return next(filter(None, (part.fullmatch(text, start, end) for part in self._parts)), None)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Any]:
        """The matches from left to right, none inside another; where several patterns match, that
        of the first."""
        following = [part.search(text, start, end) for part in self._parts]
        while found := [match for match in following if match is not None]:
            first = min(found, key=lambda match: match.start())
            yield first
            at = max(first.end(), first.start() + 1)
            if at > min(end, len(text)):  # behind the end there is nothing to match
                return
            following = [
                match if match is None or match.start() >= at else part.search(text, at, end)
                for part, match in zip(self._parts, following, strict=True)
            ]


def joined(
    rules: Rulebook, table: str, entries: Sequence[E], write: Callable[[Sequence[E]], str]
) -> re.Pattern[str]:
    """One pattern with the entries of a table as its alternatives.

    ``write`` returns the regular expression for some of the entries. Where a user's entries are
    among them, the pattern has only the methods ``match``, ``fullmatch`` and ``finditer``. Without
    entries it matches nowhere.
    """
    own = {name for one, name in rules.own if one == table}
    parts: list[Any] = []
    for name, run in itertools.groupby(entries, lambda e: e.name if e.name in own else None):
        written = write(list(run))
        parts.append(compile_pattern(written) if name is None else _Guarded(written, (table, name)))
    if not parts:
        return compile_pattern("(?!)")
    packaged = len(parts) == 1 and isinstance(parts[0], re.Pattern)
    return cast("re.Pattern[str]", parts[0] if packaged else _Joined(parts))


def alone(rules: Rulebook, table: str, name: str, written: str) -> re.Pattern[str]:
    """The pattern ``written`` of one entry, compiled when it is first used.

    Where the entry is a user's, it has only the methods ``match``, ``fullmatch`` and ``search``.
    """
    if (table, name) in rules.own:
        return cast("re.Pattern[str]", _Guarded(written, (table, name)))
    return compiled_lazily(written)
