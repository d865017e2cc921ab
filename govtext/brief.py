"""The ``repr`` of the objects of a report: one line each, so that a list of them can be read."""

from __future__ import annotations

from typing import Any, Protocol

_SHOWN = 40  # characters of a text


class HasPlace(Protocol):
    """A stretch of the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def brief(item: object, *said: object) -> str:
    """The ``repr`` of an object on one line; values that are None or empty are left out."""
    words = (str(one) for one in (type(item).__name__, *said) if one not in (None, ""))
    return f"<{' '.join(' '.join(words).split())}>"


def quoted(text: str) -> str:
    """A text in quotes, on one line and cut where it is long.

    >>> print(quoted("一、\\n建设"), len(quoted("长" * 60)))
    '一、 建设' 42
    """
    line = " ".join(text[: 10 * _SHOWN].split())
    return repr(line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…")


def span(item: HasPlace) -> str:
    """The place of an object in the text: "[234:254]"."""
    return f"[{item.start}:{item.end}]"


def counted(items: list[Any], word: str) -> str:
    """How many there are, "1 claim" or "2 claims"."""
    return f"{len(items)} {word}{'' if len(items) == 1 else 's'}"
