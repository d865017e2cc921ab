"""The reading order of a page: text in columns is read column by column, a table row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Protocol, TypeVar

_ROWS = 4  # lines of each column that make it one
_LETTERS = 8  # characters: a line of a column of text is longer in most cases
_GUTTER = 0.8  # sizes: the gap between two columns is wider
_FULL = 1.6  # sizes by which a full line may end before the edge of its column


class _Placed(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def left(self) -> float: ...
    @property
    def right(self) -> float: ...
    @property
    def top(self) -> float: ...
    @property
    def size(self) -> float: ...


Piece = TypeVar("Piece", bound=_Placed)


def in_reading_order(rows: Sequence[list[Piece]]) -> Iterator[tuple[list[Piece], int]]:
    """The lines of a page, each as its pieces and the number of its column, from 1.

    Takes rows of pieces that wide gaps part, from the top of the page. A row across the page
    stays as it is and has column 0.
    """
    for band, gutter in _bands(rows):
        if gutter is None:
            for row in band:
                yield row, 0
            continue
        left, right = _sides(band, gutter)
        first = 1
        for side in (left, right):
            last = first
            for row, column in in_reading_order(side):
                last = max(last, first + max(column - 1, 0))
                yield row, first + max(column - 1, 0)
            first = last + 1


def _bands(rows: Sequence[list[Piece]]) -> Iterator[tuple[list[list[Piece]], float | None]]:
    """Stretches of rows, with the middle of the gap between their columns where they have any."""
    gutter = _gutter(rows)
    if gutter is None:
        yield list(rows), None
        return
    band: list[list[Piece]] = []
    crosses = False
    for row in rows:
        across = any(piece.left < gutter < piece.right for piece in row)
        if band and across != crosses:
            yield band, None if crosses or not _are_columns(band, gutter) else gutter
            band = []
        crosses = across
        band.append(row)
    if band:
        yield band, None if crosses or not _are_columns(band, gutter) else gutter


def _gutter(rows: Sequence[list[Piece]]) -> float | None:
    """The gap before the place in the middle of the page where most pieces begin."""
    pieces = [piece for row in rows for piece in row]
    if len(pieces) < 2 * _ROWS:
        return None
    start, end = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    size = median(piece.size for piece in pieces)
    best: tuple[int, float] | None = None
    # Columns begin at one place: the gap before it is the candidate.
    for left in {round(piece.left) for piece in pieces}:
        gutter = left - 0.5 * _GUTTER * size
        if not start + 0.2 * (end - start) < gutter < end - 0.2 * (end - start):
            continue
        begin = sum(abs(piece.left - left) <= 0.3 * size for piece in pieces)
        if begin >= _ROWS and (best is None or begin > best[0]):
            best = begin, gutter
    return None if best is None else best[1]


def _sides(
    band: Sequence[list[Piece]], gutter: float
) -> tuple[list[list[Piece]], list[list[Piece]]]:
    """The rows to the left and to the right of a gap."""
    return (
        [side for row in band if (side := [piece for piece in row if piece.right <= gutter])],
        [side for row in band if (side := [piece for piece in row if piece.left >= gutter])],
    )


def _are_columns(band: Sequence[list[Piece]], gutter: float) -> bool:
    """Whether both sides of a gap hold running text: full lines of one width, and no more rows of
    cells than lines, or columns of such text."""
    return all(_is_text(side) for side in _sides(band, gutter))


def _is_text(side: Sequence[list[Piece]]) -> bool:
    lines = [row[0] for row in side if len(row) == 1]
    if len(lines) >= _ROWS and 2 * len(lines) >= len(side):
        return _is_prose(lines)
    gutter = _gutter(side)
    return gutter is not None and _are_columns(side, gutter)


def _is_prose(lines: Sequence[Piece]) -> bool:
    size = median(piece.size for piece in lines)
    edge = max(piece.right for piece in lines)
    full = sum(piece.right > edge - _FULL * size for piece in lines)
    return full >= 0.5 * len(lines) and median(len(piece.text) for piece in lines) >= _LETTERS
