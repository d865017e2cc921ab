"""Compiled patterns, kept between runs.

``re`` compiles a pattern in Python to a list of codes, from which its C part makes the pattern. A
report needs some 400 patterns, which take longer to compile than ten reports to read; their codes
load some fifty times as fast. So the codes are kept on disk (``prepared``), each with the pattern
and the flags that it belongs to. The C part checks codes before it uses them. Where the codes can't
be had, because another version of Python has other functions, ``re.compile`` does all of it.
"""

from __future__ import annotations

import atexit
import functools
import re
from array import array
from collections.abc import Callable
from typing import Any, AnyStr, NamedTuple, cast

import msgspec

from govtext.prepared import keep, kept

try:
    import _sre  # type: ignore[import-not-found]
    from re import _compiler, _parser  # type: ignore[attr-defined]
except ImportError:  # another Python than CPython, or one whose ``re`` is built otherwise
    _sre = None

_NAME = "patterns"
_MOST = 4000
"""Patterns that are kept: some ten times those of the program. More come of many rules of users,
and then those of other runs are given up."""


_UTF8 = ("utf-8", "surrogatepass")  # a pattern may look for lone surrogates


class _Codes(NamedTuple):
    """What ``_sre.compile`` takes besides the pattern: ``codes`` is an array of 32-bit numbers."""

    flags: int
    codes: bytes
    groups: int
    names: dict[str, int]


_Key = tuple[str, int]


class _Store:
    """The codes of patterns, from the disk and new ones, by pattern and flags."""

    def __init__(self) -> None:
        self.used: dict[_Key, _Codes] = {}
        self.new = False

    @functools.cached_property
    def known(self) -> dict[_Key, _Codes]:
        """What an earlier run has kept; it is read when the first pattern is asked for."""
        atexit.register(self.save)
        return _kept()

    def save(self) -> None:
        """Keep the codes of this run, and those that others have kept in the meantime."""
        if not self.new:
            return
        codes = _kept() | self.used
        codes = codes if len(codes) < _MOST else self.used
        rows = [(pattern.encode(*_UTF8), flags, one) for (pattern, flags), one in codes.items()]
        keep(_NAME, msgspec.msgpack.encode(rows))
        self.new = False


def _kept() -> dict[_Key, _Codes]:
    data = kept(_NAME)
    if data is None:
        return {}
    try:
        rows = msgspec.msgpack.decode(data, type=list[tuple[bytes, int, _Codes]])
        return {(pattern.decode(*_UTF8), flags): codes for pattern, flags, codes in rows}
    except (msgspec.DecodeError, UnicodeDecodeError):
        return {}


_store = _Store()


def compile_pattern(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """``re.compile(pattern, flags)``, from the codes of an earlier run where there are any.

    >>> compile_pattern("增长|下降") == re.compile("增长|下降")
    True
    """
    if _sre is None or isinstance(pattern, bytes):
        return re.compile(pattern, flags)
    key = pattern, int(flags)
    codes = _store.known.get(key)
    try:
        if codes is None:
            codes = _codes(pattern, int(flags))
            _store.new = True
        _store.used[key] = codes
        made: re.Pattern[AnyStr] = _made(pattern, codes)
        return made
    except Exception:
        # An error in the pattern is raised again here, and codes that are wrong are not used.
        return re.compile(pattern, flags)


def _codes(pattern: str, flags: int) -> _Codes:
    """What ``re.compile`` makes of a pattern before it calls ``_sre.compile``."""
    parsed = _parser.parse(pattern, flags)
    state = parsed.state
    codes = array("I", _compiler._code(parsed, flags)).tobytes()
    return _Codes(flags | state.flags, codes, state.groups - 1, state.groupdict)


def _made(pattern: str, codes: _Codes) -> Any:
    numbers = array("I")
    numbers.frombytes(codes.codes)
    names: list[str | None] = [None] * (codes.groups + 1)
    for name, number in codes.names.items():
        names[number] = name
    return _sre.compile(
        pattern, codes.flags, numbers.tolist(), codes.groups, dict(codes.names), tuple(names)
    )


def compiled_lazily(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The pattern, compiled at the first call of one of its methods.

    >>> thirds = compiled_lazily("三分之([一二])")
    >>> thirds.match("三分之二")[1]
    '二'
    """
    return cast("re.Pattern[AnyStr]", LazyPattern(lambda: pattern, flags))


_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "sub", "split", "pattern")


class _Ready:
    """A pattern that has been used: its methods are attributes, found without ``__getattr__``, on
    which every call would spend a fourth of its time."""


class LazyPattern(_Ready):
    """A pattern that is written and compiled at the first use."""

    def __init__(self, write: Callable[[], Any], flags: int = 0) -> None:
        self._write = write
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        found = compile_pattern(self._write(), self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(found, method))
        self.__class__ = _Ready  # type: ignore[assignment]
        return getattr(found, name)
