"""Patterns that are compiled when they are first used: a report needs few of those there are."""

from __future__ import annotations

import re
from typing import Any, cast


def compiled_lazily(written: str) -> re.Pattern[str]:
    """The pattern ``written``, compiled at the first call of one of its methods.

    >>> thirds = compiled_lazily("三分之([一二])")
    >>> thirds.match("三分之二")[1]
    '二'
    """
    return cast("re.Pattern[str]", _Lazy(written))


class _Lazy:
    """Stands for a pattern. Each of its methods, once asked for, is an attribute of its own."""

    def __init__(self, written: str) -> None:
        self._written = written

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._written), name)
        setattr(self, name, found)
        return found
