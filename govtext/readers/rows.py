"""Lines of a page of fixed layout, from the places of its characters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from govtext.readers.columns import in_reading_order
from govtext.readers.glyphs import Glyph

# Text that is not broken at the end of a line.
_CHUNK = re.compile(
    r"[“‘（《〈「『【(\[]{0,4}(?:(?:[!-~∶·×]|(?<=[!-~])[，、。：；](?=\d)){1,40}|.)[，。、；：？！）》〉”’」』】％…%)\]‰]{0,4}"
)
_CELL = 0.9  # sizes: a gap that is wider parts two cells
_BLANK = 0.2  # sizes: a gap that is wider parts two words


class Line(NamedTuple):
    """A line of a page, or of a column of it.

    ``size`` is that of most of its characters, ``chunk`` the width of its first word or number,
    which can't be broken and did not fit on the line before. ``column`` counts from 1 where text
    runs in columns; 0 is a line across the page.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    chunk: float
    column: int = 0


class Page(NamedTuple):
    """The lines of a page in reading order, and the height of the page."""

    lines: list[Line]
    height: float


def lines_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines of a page in reading order, with their characters from left to right.

    Columns of text are read one after the other. Elsewhere a gap wider than a blank between words
    becomes a tab: the text behind it is another cell.
    """
    rows = [_pieces(row) for row in _rows(glyphs)]
    return [
        _line([piece.text for piece in pieces], pieces, column)
        for pieces, column in in_reading_order([row for row in rows if row])
    ]


class _Piece(NamedTuple):
    """The characters of a row that no wide gap parts."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    chunk: float


def _line(texts: Sequence[str], pieces: Sequence[_Piece], column: int) -> Line:
    size = Counter({piece.size: 0 for piece in pieces})
    for piece in pieces:
        size[piece.size] += len(piece.text)
    return Line(
        "\t".join(texts),
        pieces[0].left,
        max(piece.right for piece in pieces),
        min(piece.top for piece in pieces),
        max(piece.bottom for piece in pieces),
        size.most_common(1)[0][0],
        pieces[0].chunk,
        column,
    )


def _pieces(row: list[Glyph]) -> list[_Piece]:
    """A row cut at its wide gaps; pieces of blanks are left out."""
    row.sort(key=lambda glyph: glyph.left)
    size = _common(glyph.size for glyph in row)
    gaps = [glyph.left - before.right for before, glyph in pairwise(row)]
    # A justified line has wide gaps everywhere.
    usual = max(sorted(gaps)[len(gaps) // 2], 0) if gaps else 0
    cut: list[list[Glyph]] = [[row[0]]]
    texts = [[row[0].text]]
    for (before, glyph), gap in zip(pairwise(row), gaps, strict=True):
        if gap > _CELL * size + 2 * usual and not texts[-1][-1].isspace():
            cut.append([])
            texts.append([])
        elif gap > _BLANK * size + 2 * usual and _are_words(before.text, glyph.text):
            texts[-1].append(" ")
        cut[-1].append(glyph)
        texts[-1].append(glyph.text)
    return [
        _piece("".join(text).strip(), inked)
        for text, glyphs in zip(texts, cut, strict=True)
        if (inked := [glyph for glyph in glyphs if not glyph.text.isspace()])
    ]


def _piece(text: str, inked: Sequence[Glyph]) -> _Piece:
    opening = _CHUNK.match("".join(glyph.text for glyph in inked[:50]))
    last = inked[min(opening.end() if opening else 1, len(inked)) - 1]
    return _Piece(
        text,
        inked[0].left,
        max(glyph.right for glyph in inked),
        min(glyph.top for glyph in inked),
        max(glyph.bottom for glyph in inked),
        _common(glyph.size for glyph in inked),
        last.right - inked[0].left,
    )


def _are_words(before: str, after: str) -> bool:
    return (before + after).isascii() and before.isalpha() and after.isalpha()


def _rows(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """The characters of each row: their baselines are less than half a character apart.

    Boxes don't tell rows: the ink of 一, of a comma and of ____ is flat, and fonts differ in the
    height of their boxes.
    """
    row: list[Glyph] = []
    base = size = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.base):
        if row and glyph.base - base >= 0.5 * max(size, glyph.size):
            yield row
            row = []
        # The largest character gives the place of the line; a raised note stands above it.
        if not row or glyph.size > size:
            base, size = glyph.base, glyph.size
        row.append(glyph)
    if row:
        yield row


def _common(sizes: Iterator[float]) -> float:
    return Counter(round(size, 2) for size in sizes).most_common(1)[0][0] or 1.0
