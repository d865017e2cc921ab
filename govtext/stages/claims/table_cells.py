"""Table rows: lines of cells set apart by tabs; a number measures what its row is named for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from govtext.language.compiled import compiled_lazily
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.report import Basis, Commitment, Direction, Quantity, Status, Strength

_UNIT = pattern("unit in brackets behind a cell")
# A row named by a year or a number is one of many of the same thing: the header names it.
_NO_NAME = pattern("cell that names no statistic")
_NUMBER = compiled_lazily(r"[\d*]")
_LETTER = compiled_lazily(r"[^\W_]|%")
_LONGEST = 2000
"""How many characters a row of a table may have."""
_TALLEST = 60
"""How many rows above a number its header is looked for in."""
_RISES = pattern("column of rises")
_FALLS = pattern("column of falls")
_AIMS = pattern("column of aims")
_YEAR_BEFORE = pattern("column compared with the year before")
_OTHER_TIME = pattern("column compared with another time")
_AVERAGE = pattern("column of yearly averages")
_YEAR = pattern("year that heads a column")
_BINDING = pattern("how binding an indicator is")
_NAMES = pattern("head of the names of a table")
_AROUND = " ≥≤〔〕[]()"
_AMONG = pattern("mark of a row that is a part")


class Cell(NamedTuple):
    """What a number in a table measures, and what its column says of change, aims and years.

    ``column`` counts from 0; ``among`` says that the row is a part of one above (其中).
    """

    column: int
    among: bool
    phrase: Span | None
    direction: Direction | None
    basis: Basis | None
    status: Status | None
    years: tuple[int, int] | None
    promise: Commitment | None
    """How binding the row is as a target: 约束性, 预期性."""


def is_row(text: str, line: Span) -> bool:
    """Whether a line is a row of a table: cells set apart by tabs."""
    return line.end - line.start <= _LONGEST and "\t" in text[line.start : line.end]


def read_cell(text: str, plain: str, line: Span, quantity: Quantity) -> Cell | None:
    """What ``quantity`` measures where it fills a cell of the row ``line``; None where it does
    not. ``text`` has the tabs; ``plain`` is the normalized text, in which they are blanks.
    """
    row = plain.rfind("\n", 0, line.start) + 1
    start = max(row, text.rfind("\t", row, quantity.start) + 1)
    end = text.find("\t", start, line.end)
    end = line.end if end < 0 else end
    cell = plain[start:end].strip(_AROUND)
    if start == row or cell != plain[quantity.start : quantity.end].strip(_AROUND):
        return None
    column = text.count("\t", row, start)
    above = list(_above(text, row))
    name, header = _name(text, plain, row, above), _header(plain, column, above)
    if name is None or _NO_NAME.match(plain[name.start : name.end]):
        name = header if header and not _YEAR.match(plain[header.start : header.end]) else None
    among = name is not None and _AMONG.match(plain, name.start, name.end)
    if among and name is not None and among.end() < name.end:
        name = Span(among.end(), name.end)
    said = plain[header.start : header.end] if header else ""
    change = _change(said) if quantity.kind in {"percent", "point"} else (None, None)
    status: Status | None = "target" if _AIMS.search(said) else None
    years, promise = _years(plain, column, said, above), _promise(text, plain, row, line.end)
    return Cell(column, bool(among), name, *change, status, years, promise)


def _promise(text: str, plain: str, row: int, end: int) -> Commitment | None:
    """What a row says of how binding its indicator is: 约束性 is ensured, 预期性 expected."""
    found = _BINDING.search(plain, row, end)
    if found is None:
        return None
    strength: Strength = "ensure" if found["ensure"] else "expect"
    return Commitment(text[found.start() : found.end()], *found.span(), strength)


def _name(text: str, plain: str, row: int, above: list[list[Span]]) -> Span | None:
    """The cell that names a row: the one below the head 指标, else the first."""
    heads = (n for cells in above for n, cell in enumerate(cells) if _NAMES.fullmatch(plain, *cell))
    for _ in range(next(heads, 0)):
        row = text.find("\t", row) + 1
    return _trimmed(plain, row, text.find("\t", row))


def _years(plain: str, column: int, header: str, above: list[list[Span]]) -> tuple[int, int] | None:
    """The years that the head of a column names: its own, or those that a yearly average lies
    between; None where it names none."""
    for cells in above:
        # A cell of the head that is empty belongs to the one before it.
        named = [_YEAR.match(plain[cell.start : cell.end]) for cell in cells]
        heads = [None if found is None else int(found[1]) for found in named]
        if _AVERAGE.search(header):
            years = [year for year in heads if year is not None]
            if len(years) > 1:
                return min(years) + 1, max(years)
            continue
        at = min(column, len(cells) - 1)
        while at > 0 and not plain[cells[at].start : cells[at].end].strip():
            at -= 1
        if (year := heads[at]) is not None:
            return year, year
    return None


def _above(text: str, row: int) -> Iterator[list[Span]]:
    """The cells of the rows above a row of a table, the nearest first."""
    for _ in range(_TALLEST):
        if row == 0:
            return
        end, row = row - 1, text.rfind("\n", 0, row - 1) + 1
        cells = []
        start = row
        for cell in text[row:end].split("\t"):
            cells.append(Span(start, start + len(cell)))
            start += len(cell) + 1
        if len(cells) == 1:
            return
        yield cells


def _change(header: str) -> tuple[Direction | None, Basis | None]:
    """What the head of a column says of change: 同比增长(%)."""
    if _FALLS.search(header):
        direction: Direction = "decrease"
    elif _RISES.search(header):
        direction = "increase"
    else:
        return None, None
    if _AVERAGE.search(header):
        return direction, "avg_annual"
    if _YEAR_BEFORE.search(header):
        return direction, "yoy"
    return direction, "vs" if _OTHER_TIME.search(header) else None


def _header(plain: str, column: int, above: list[list[Span]]) -> Span | None:
    """The nearest cell above in the same column that holds no number, or names a year."""
    for cells in above:
        if column >= len(cells):
            return None
        cell = _trimmed(plain, *cells[column])
        if cell is None or not _LETTER.search(plain, *cell):
            continue  # — for a figure that is not given
        if not _NUMBER.search(plain, *cell) or _YEAR.match(plain[cell.start : cell.end]):
            return cell
    return None


def _trimmed(plain: str, start: int, end: int) -> Span | None:
    """A cell without the blanks around it and the unit in brackets at its end."""
    unit = _UNIT.search(plain, start, end)
    end = unit.start() if unit else end
    while start < end and plain[start] == " ":
        start += 1
    while start < end and plain[end - 1] == " ":
        end -= 1
    return Span(start, end) if start < end else None
