"""A text that is written piece by piece, with the place of each piece in the file."""

from __future__ import annotations

import re
from collections.abc import Mapping

from govtext.errors import ReadError
from govtext.readers.base import Cell, Reading
from govtext.report import Diagnostic, Place

_SURROGATE = re.compile("[\ud800-\udfff]")


class Lines:
    """The text that a reader writes, with its places."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._places: list[Place] = []

    def write(
        self,
        text: str,
        *,
        paragraph: int | None = None,
        note: str | None = None,
        page: int | None = None,
    ) -> None:
        """Add ``text``, which stands at the given place in the file.

        An empty text adds no place, and a text at the same place as the one before extends it.
        """
        if not text:
            return
        text = _SURROGATE.sub("\ufffd", text)
        start, self._length = self._length, self._length + len(text)
        self._pieces.append(text)
        last = self._places[-1] if self._places else None
        if last is not None and (last.paragraph, last.note, last.page) == (paragraph, note, page):
            last.end = self._length
        elif (paragraph, note, page) != (None, None, None):
            place = Place(start, self._length, paragraph=paragraph, note=note, page=page)
            self._places.append(place)

    def separate(self, text: str) -> None:
        """Add ``text`` that has no place in the file: a line end, a tab between cells."""
        self._pieces.append(text)
        self._length += len(text)

    def reading(
        self,
        name: str,
        form: str,
        *,
        encoding: str | None = None,
        diagnostics: tuple[Diagnostic, ...] = (),
        columns: Mapping[str, Cell] | None = None,
    ) -> Reading:
        """The whole text as a ``Reading``. Raises ReadError where it holds only blanks."""
        text = "".join(self._pieces).rstrip("\n")
        if not text.strip():
            raise ReadError(
                name, "the file holds no text", "check that it is the right file and no scan"
            )
        return Reading(text, form, encoding, diagnostics, self._places, columns or {})
