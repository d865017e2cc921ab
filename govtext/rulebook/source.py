"""The lines of entries and keys in a file of rules, for error messages.

The TOML parser of the standard library gives no line numbers. So the source is searched again
where there is an error, and the parser decides whether a line is a header or part of a string.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_HEADER = re.compile(r"\s*\[\[\s*[\"']?([^\]\"']+?)[\"']?\s*\]\]")
_BOM = "\ufeff"


class Block(NamedTuple):
    """An entry in a file: its table, its name, the line number of its header (from 1) and its
    lines."""

    table: str
    name: str | None
    line: int
    lines: list[str]


def blocks(source: str) -> Iterator[Block]:
    """The entries of a file of rules that is valid TOML, in order.

    >>> [block[:3] for block in blocks('[[a]]\\nname = "x"\\n\\n[[a]]\\nname = "y"\\n')]
    [('a', 'x', 1), ('a', 'y', 4)]
    """
    lines = source.removeprefix(_BOM).splitlines()
    start, table = 0, ""
    for number in range(len(lines) + 1):
        header = _HEADER.match(lines[number]) if number < len(lines) else None
        if header is None and number < len(lines):
            continue
        entry = _parsed(lines[start:number])
        if entry is None:
            continue  # the line that looks like a header is inside a string
        if table:
            (row,) = entry[table]
            yield Block(table, row.get("name"), start + 1, lines[start:number])
        if header is not None:
            start, table = number, header[1]


@functools.lru_cache(maxsize=8)  # several errors are found in one file
def _blocks(source: str) -> list[Block]:
    return list(blocks(source))


def _parsed(lines: list[str]) -> dict[str, list[dict[str, str]]] | None:
    try:
        return tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError:
        return None


def source_of(file: str) -> str:
    """The text of a file of rules; empty where it can't be read."""
    try:
        return Path(file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ""


def line_of(file: str, table: str, entry: str | int, key: str = "") -> int | None:
    """The line of a key of an entry, or of the entry's header where it has no such key.

    ``entry`` is its name, or its number in its table, from 1. None where there is no such entry.
    """
    number = 0
    for block in _blocks(source_of(file)):
        number += block.table == table
        if block.table == table and entry in {block.name, number}:
            return block.line + _offset(block, key)
    return None


def _offset(block: Block, key: str) -> int:
    """How many lines below its header an entry has ``key``; 0 where it has no such key."""
    bare = rf"[\"']?{re.escape(key)}[\"']?"
    wanted = re.compile(rf"\s*(?:{bare}\s*[=.]|\[\s*{re.escape(block.table)}\s*\.\s*{bare}\s*\])")
    for number, line in enumerate(block.lines):
        if key and wanted.match(line) and _parsed(block.lines[:number]) is not None:
            return number
    return 0


def line_of_table(file: str, table: str) -> int | None:
    """The line of a key at the top level of a file."""
    wanted = re.compile(rf"\s*\[?\s*[\"']?{re.escape(table)}[\"']?\s*[=.\]]")
    lines = source_of(file).splitlines()
    return next((n for n, line in enumerate(lines, 1) if wanted.match(line)), None)
