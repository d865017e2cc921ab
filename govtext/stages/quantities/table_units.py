"""Table units: the units of numbers in cells, from the header of a table with tabs.

A header cell names the unit in brackets, 发行额(亿元); a line above the table can name it for all
columns, 单位:万元. A number with its unit in its own cell is read by ``grammar``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from govtext.language.numeral_forms import ARABIC
from govtext.language.numerals import scaled, value_of
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.language.units import Unit, Units
from govtext.stages.quantities.amounts import Amount

_LINE_END = re.compile(r"[\n\r]|\Z")
_NUMBER = re.compile(rf" *(-?{ARABIC}) *")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_HEADER_UNIT = pattern("unit in the header of a column")
_UNIT_ABOVE = pattern("unit of a table")


class _ColumnUnit(NamedTuple):
    power: str
    unit: Unit


def table_amounts(text: str, plain: str, units: Units) -> Iterator[Amount]:
    """The numbers of the tables of ``text`` that take their unit from the table's header.

    ``plain`` is the normalized text, in which tabs are blanks.
    """
    columns: dict[int, _ColumnUnit] = {}
    whole: _ColumnUnit | None = None
    last_end: int | None = None
    for row in _rows(text):
        # A table goes on over one line end, however that is written.
        if last_end is None or plain.count("\n", last_end, row.start) != 1:
            columns, whole = {}, _unit_above(plain, row.start, units)
        last_end = row.end
        cells = list(_cells(text, row))
        columns |= _header(plain, cells, units)
        for number, start, end in cells:
            match = _NUMBER.fullmatch(plain, start, end)
            if match is None:
                continue
            column = columns.get(number)
            if column is None and not _YEAR.fullmatch(match[1]):
                column = whole
            if column is not None:
                yield _amount(match, column)


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


def _header(plain: str, cells: list[tuple[int, int, int]], units: Units) -> dict[int, _ColumnUnit]:
    """The units that the cells of a header name, by column."""
    found = {}
    for number, start, end in cells:
        match = _HEADER_UNIT.search(plain, start, end)
        unit = units.by_name.get(match[2]) if match else None
        if match is not None and unit is not None:
            found[number] = _ColumnUnit(match[1] or "", unit)
    return found


def _unit_above(plain: str, row: int, units: Units) -> _ColumnUnit | None:
    """The unit that one of the two lines above the table names for all of it."""
    begin = row
    for _ in range(3):
        begin = plain.rfind("\n", 0, max(0, begin - 1)) + 1
    match = _UNIT_ABOVE.search(plain, begin, row)
    unit = units.by_name.get(match[2]) if match else None
    return _ColumnUnit(match[1] or "", unit) if match and unit else None


def _amount(number: re.Match[str], column: _ColumnUnit) -> Amount:
    start, end = number.span(1)
    written = number[1]
    worth = value_of(written.removeprefix("-"))
    if worth is not None:
        sign = -1 if written[0] == "-" else 1
        worth = scaled(sign * worth, Fraction(value_of("1" + column.power) or 1))
    return Amount(start, end, written, worth, worth, 1, end).of(column.unit, end)
