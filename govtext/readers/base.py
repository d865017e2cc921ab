"""What every reader takes and gives: a file's bytes and name in, a ``Reading`` out."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from govtext.report import Diagnostic


class Reading(NamedTuple):
    """The text of a file, and what is to be known of how it was got.

    ``format`` is the reader's name for the file's format; ``encoding`` the codec that turns the
    file's bytes into ``text``, or None for a format that is not plain text.
    """

    text: str
    format: str
    encoding: str | None
    diagnostics: list[Diagnostic]


Reader = Callable[[bytes, str], Reading]
"""Takes the bytes of a file and its name for messages. Raises ReadError."""
