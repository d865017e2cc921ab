"""A text put together line by line, with the places its pieces come from."""

from __future__ import annotations

import re
from collections.abc import Mapping

from govtext.errors import ReadError
from govtext.readers.base import Cell, Reading
from govtext.report import Diagnostic, Place

_SURROGATE = re.compile("[\ud800-\udfff]")


class Lines:
    """The text that a reader is putting together."""

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
        """Go on with ``text``, which stands at the given place; an empty text has none.

        What goes on from the place before belongs to that place.
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
        """Go on with ``text`` that stands nowhere in the file: a line end, a tab between cells."""
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
        """All that was written. Raises ReadError where that is nothing but blanks."""
        text = "".join(self._pieces).rstrip("\n")
        if not text.strip():
            raise ReadError(
                name, "the file holds no text", "check that it is the right file, and no mere scan"
            )
        return Reading(text, form, encoding, diagnostics, self._places, columns or {})
