"""What every reader takes and gives: a file's bytes and name in, ``Reading``s out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from govtext.report import Diagnostic, Place

Cell = str | int | float | bool | None


class Reading(NamedTuple):
    """The text of one report, and what is to be known of how it was got.

    ``format`` is the reader's name for the file's format; ``encoding`` the codec that turns the
    file's bytes into ``text``, or None for a format that is not plain text. ``places`` lead back
    into the file; ``columns`` are what else stands in the row of a table.
    """

    text: str
    format: str
    encoding: str | None
    diagnostics: Sequence[Diagnostic] = ()
    places: Sequence[Place] = ()
    columns: Mapping[str, Cell] = MappingProxyType({})


class Part(NamedTuple):
    """One report of a file that may hold several.

    ``name`` is its path inside the file, empty where the file is the report. ``read`` gives its
    text; it raises ReadError.
    """

    name: str
    read: Callable[[], Reading]


Reader = Callable[[bytes, str], Reading]
"""Takes the bytes of a file and its name for messages. Raises ReadError."""

Opener = Callable[[bytes, str, str | None], Iterator[Part]]
"""Takes the bytes of a file that holds reports, its name for messages and the name of the column
that texts stand in, if given; gives the reports. Raises ReadError, also while it is gone through.
"""
