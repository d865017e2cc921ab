"""Table units: the units of numbers in cells, from the header of a table with tabs.

A header cell names the unit in brackets, 发行额(亿元); a line above the table can name it for all
columns, 单位:万元; and a row has one of its own in a column of units or behind its name, 粮食产量
(万吨). A number with its unit in its own cell is read by ``grammar``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from govtext.language.compiled import compiled_lazily
from govtext.language.numeral_forms import ARABIC
from govtext.language.numerals import scaled, value_of
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.language.units import Unit, Units
from govtext.report import Bound
from govtext.stages.quantities.amounts import Amount

_LINE_END = compiled_lazily(r"[\n\r]|\Z")
_NUMBER = compiled_lazily(rf" *[(\[〔]?(?P<bound>[≥≤]?) ?(-?{ARABIC})[)\]〕]? *")
_BOUNDS: dict[str, Bound] = {"≥": ">=", "≤": "<="}
_YEAR = compiled_lazily(r"(?:19|20)[0-9]{2}")
_HEADER_UNIT = pattern("unit in the header of a column")
_UNIT_ABOVE = pattern("unit of a table")
_UNIT_HEAD = pattern("head of a column of units")
_UNIT_CELL = pattern("unit alone in its cell")
_UNITLESS = pattern("head of a column that measures nothing")
_PERCENTS = pattern("head of a column of percents")
_CLASS = pattern("class that names a row")


class _ColumnUnit(NamedTuple):
    power: str
    unit: Unit


class _CellUnits:
    """The units of a table, as far as its rows have told them."""

    def __init__(self, plain: str, units: Units, whole: _ColumnUnit | None) -> None:
        self._plain, self._units, self._whole = plain, units, whole
        self._columns: dict[int, _ColumnUnit] = {}
        self._percents: set[int] = set()
        self._unitless: set[int] = set()
        self._units_at: int | None = None  # the column that holds the units of the rows

    def amounts(self, cells: list[tuple[int, int, int]]) -> Iterator[Amount]:
        """The numbers in the cells of the next row; a row without a unit of its own may be part
        of the header."""
        own = self._own_unit(cells)
        for number, start, end in cells:
            match = _NUMBER.fullmatch(self._plain, start, end)
            if match is None:
                if own is None:
                    self._read_head(number, start, end)
                continue
            unit = self._columns.get(number)
            is_bare = number in self._unitless or _YEAR.fullmatch(match[2])
            if unit is None and not is_bare:
                percent = own is not None and number in self._percents
                unit = _ColumnUnit("", self._units.by_name["%"]) if percent else own or self._whole
            if unit is not None:
                yield _amount(match, unit)

    def _read_head(self, number: int, start: int, end: int) -> None:
        plain = self._plain
        unit = self._unit(_HEADER_UNIT.search(plain, start, end))
        if unit is not None:
            self._columns[number] = unit
        elif _UNIT_HEAD.fullmatch(plain, start, end):
            self._units_at = number
        elif _UNITLESS.search(plain, start, end):
            self._unitless.add(number)
        elif _PERCENTS.search(plain, start, end):
            self._percents.add(number)

    def _own_unit(self, cells: list[tuple[int, int, int]]) -> _ColumnUnit | None:
        """The unit of a row: in the column of units, or in brackets behind its name."""
        plain = self._plain
        if not any(_NUMBER.fullmatch(plain, start, end) for _, start, end in cells):
            return None
        for number, start, end in cells:
            if number == self._units_at:
                return self._unit(_UNIT_CELL.fullmatch(plain, start, end))
        words = (cell for cell in cells if not _NUMBER.fullmatch(plain, *cell[1:]))
        found = (self._unit(_HEADER_UNIT.search(plain, *cell[1:])) for cell in words)
        return next((unit for unit in found if unit is not None), None)

    def _unit(self, match: re.Match[str] | None) -> _ColumnUnit | None:
        unit = self._units.by_name.get(match[2].strip()) if match else None
        return _ColumnUnit(match[1] or "", unit) if match and unit else None


def table_amounts(text: str, plain: str, units: Units) -> Iterator[Amount]:
    """The numbers of the tables of ``text`` that take their unit from their column or row.

    ``plain`` is the normalized text, in which tabs are blanks.
    """
    table: _CellUnits | None = None
    last_end = 0
    for row in _rows(text):
        # A table goes on over one line end, however that is written.
        if table is None or plain.count("\n", last_end, row.start) != 1:
            table = _CellUnits(plain, units, _unit_above(plain, row.start, units))
        last_end = row.end
        yield from table.amounts(list(_cells(text, row)))


def row_classes(text: str, plain: str) -> Iterator[Span]:
    """The names of rows that are classes of a number: 0-17岁, 1000万元以上."""
    for row in _rows(text):
        cells = list(_cells(text, row))
        named = [cell for cell in cells[:1] if _CLASS.fullmatch(plain, *cell[1:])]
        if named and any(_NUMBER.fullmatch(plain, *cell[1:]) for cell in cells[1:]):
            yield Span(*named[0][1:])


def _rows(text: str) -> Iterator[Span]:
    """The lines that hold a tab."""
    done = 0
    while (tab := text.find("\t", done)) >= 0:
        before = max(text.rfind("\n", done, tab), text.rfind("\r", done, tab))
        line_end = _LINE_END.search(text, tab)
        end = line_end.start() if line_end else len(text)
        yield Span(before + 1 if before >= 0 else done, end)
        done = end


def _cells(text: str, row: Span) -> Iterator[tuple[int, int, int]]:
    """The cells of a row that hold anything: number, start, end."""
    start = row.start
    for number, cell in enumerate(text[row.start : row.end].split("\t")):
        if cell:
            yield number, start, start + len(cell)
        start += len(cell) + 1


def _unit_above(plain: str, row: int, units: Units) -> _ColumnUnit | None:
    """The unit that one of the two lines above the table names for all of it."""
    begin = row
    for _ in range(3):
        begin = plain.rfind("\n", 0, max(0, begin - 1)) + 1
    match = _UNIT_ABOVE.search(plain, begin, row)
    unit = units.by_name.get(match[2]) if match else None
    return _ColumnUnit(match[1] or "", unit) if match and unit else None


def _amount(number: re.Match[str], column: _ColumnUnit) -> Amount:
    start, end = number.span(2)
    written = number[2]
    worth = value_of(written.removeprefix("-"))
    if worth is not None:
        sign = -1 if written[0] == "-" else 1
        worth = scaled(sign * worth, Fraction(value_of("1" + column.power) or 1))
    bound = _BOUNDS.get(number["bound"], "=")
    return Amount(start, end, written, worth, worth, 1, end, bound=bound).of(column.unit, end)
