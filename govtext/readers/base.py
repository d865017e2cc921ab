"""The types that readers share: bytes and a name in, ``Reading``s out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from govtext.report import Diagnostic, Place

Cell = str | int | float | bool | None


class Reading(NamedTuple):
    """The text of one report, with its format and its places in the file.

    ``format`` is the name of the file's format in ``FORMATS``; ``encoding`` the codec that turns
    the file's bytes into ``text``, None for a format that is not plain text. ``places`` say where
    stretches of the text stand in the file; ``columns`` are the other cells of the row of a table.
    """

    text: str
    format: str
    encoding: str | None
    diagnostics: Sequence[Diagnostic] = ()
    places: Sequence[Place] = ()
    columns: Mapping[str, Cell] = MappingProxyType({})


class Part(NamedTuple):
    """One report of a file that may hold several.

    ``name`` is its path inside the file, empty where the file is the report. ``read`` returns its
    text and raises ReadError.
    """

    name: str
    read: Callable[[], Reading]


Reader = Callable[[bytes, str], Reading]
"""Takes the bytes of a file and its name for messages. Raises ReadError."""

Opener = Callable[[bytes, str, str | None], Iterator[Part]]
"""Takes the bytes of a file that holds reports, its name for messages, and the name of the column
of texts or None; returns the reports. Raises ReadError, also while the iterator is read.
"""
