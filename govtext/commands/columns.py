"""Help texts in lines and columns of the terminal, with Chinese in even columns.

This is imported for every help text, and imports nothing that is slow.
"""

from __future__ import annotations

import os
import sys
from unicodedata import east_asian_width

# These modules take as long to import as Python takes to start.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_COLUMN = 24  # columns of the terminal for the name of an option
_WIDEST = 100
_WIDTH = 80  # where nothing says how wide the terminal is
_CHINESE = "\u2e80"
_BELONGS_BEFORE = "、。，；：！？）》」』”"


def width() -> int:
    """The columns of a line."""
    columns = os.environ.get("COLUMNS", "")
    known = int(columns) if columns.isdecimal() else 0
    if not known:
        try:
            known = os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else 1).columns
        except (ValueError, OSError):
            known = 0
    return min(known or _WIDTH, _WIDEST) - 2


def section(title: str, rows: Iterable[tuple[str, str]], columns: int) -> list[str]:
    """A titled list of names, each with what it is, and an empty line; nothing for no rows."""
    lines = [line for name, words in rows for line in _row(name, words, columns)]
    return [title, *lines, ""] if lines else []


def paragraph(text: str, columns: int) -> list[str]:
    """A paragraph in lines, with an empty one behind it."""
    return [*(f"  {line}" for line in wrapped(text, columns)), ""]


def _row(name: str, words: str, columns: int) -> Iterator[str]:
    first, *more = wrapped(words, columns - _COLUMN) or [""]
    if cells(name) > _COLUMN - 4:
        yield f"  {name}"
        more = [first, *more]
    else:
        yield f"  {name}{' ' * (_COLUMN - 2 - cells(name))}{first}".rstrip()
    for line in filter(None, more):
        yield " " * _COLUMN + line


def wrapped(text: str, columns: int) -> list[str]:
    """``text`` in lines of at most ``columns``, which break between Chinese characters too, and
    before no full stop.

    >>> wrapped("每份报告写成一个 .json 文件。", 16)
    ['每份报告写成一个', '.json 文件。']
    """
    lines, line = [], ""
    for piece in _pieces(text):
        if line and cells(line + piece) > columns:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(text: str) -> list[str]:
    """The stretches of a text between which a line may break: words, blanks and single Chinese
    characters, with the marks that belong to them.

    >>> _pieces("一个 .json 文件。")
    ['一', '个', ' ', '.json', ' ', '文', '件。']
    """
    pieces: list[str] = []
    for character in text:
        last = pieces[-1] if pieces else " "
        chinese = character >= _CHINESE
        if last[0] >= _CHINESE:
            joins = character in _BELONGS_BEFORE
        else:
            joins = bool(pieces) and not chinese and last[-1].isspace() == character.isspace()
        if joins:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def cells(text: str) -> int:
    """The columns that ``text`` takes in a terminal; a Chinese character takes two.

    >>> cells("甲乙 ab")
    7
    """
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
