"""Table rows: lines of cells set apart by tabs; a number measures what its row is named for."""

from __future__ import annotations

import re
from typing import NamedTuple

from govtext.report import Basis, Direction, Quantity
from govtext.state import Span

_UNIT = re.compile(r" *\([^()]{1,10}\) *\Z")
# A row named by a year or a number is one of many of the same thing: the header names it.
_NO_NAME = re.compile(r"[\d*×X_.,%、 -]*(?:年度?|月份?|季度)?(?:[\d*]{1,2}月)?|合计|总计|小计|序号")
_NUMBER = re.compile(r"[\d*]")
_TALLEST = 60
"""How many rows above a number its header is looked for in."""
_RISES = re.compile("增[长速幅加]|同比|环比|[±+]%")
_FALLS = re.compile("下降|降幅|减少")


class Cell(NamedTuple):
    """What a number in a table measures, and what its column says of change."""

    phrase: Span | None
    direction: Direction | None
    basis: Basis | None


def read_cell(text: str, plain: str, quantity: Quantity) -> Cell | None:
    """What ``quantity`` measures where it fills a cell of a table; None where it does not.

    ``text`` has the tabs; ``plain`` is its twin, in which they are blanks.
    """
    row = text.rfind("\n", 0, quantity.start) + 1
    start = max(row, text.rfind("\t", row, quantity.start) + 1)
    ends = [place for place in (text.find("\t", start), text.find("\n", start)) if place >= 0]
    end = min(ends, default=len(text))
    if start == row or plain[start:end].strip() != plain[quantity.start : quantity.end]:
        return None
    header = _header(text, plain, row, text.count("\t", row, start))
    said = plain[header.start : header.end] if header else ""
    name = _trimmed(plain, row, text.find("\t", row))
    if name is None or _NO_NAME.fullmatch(plain, name.start, name.end):
        name = header
    direction: Direction | None = None
    if quantity.kind in {"percent", "point"}:
        direction = "increase" if _RISES.search(said) else None
        direction = "decrease" if _FALLS.search(said) else direction
    basis: Basis | None = None
    if direction:
        basis = "yoy" if "同比" in said else "vs" if "环比" in said else None
    return Cell(name, direction, basis)


def _header(text: str, plain: str, row: int, column: int) -> Span | None:
    """The nearest cell above in the same column that holds no number."""
    for _ in range(_TALLEST):
        if row == 0:
            return None
        end, row = row - 1, text.rfind("\n", 0, row - 1) + 1
        start = row
        for _ in range(column):
            start = text.find("\t", start, end) + 1
            if not start:
                return None
        stop = text.find("\t", start, end)
        cell = _trimmed(plain, start, end if stop < 0 else stop)
        if cell is not None and not _NUMBER.search(plain, cell.start, cell.end):
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
