"""The look of the list of tasks: sheets, drop-downs, colours, and the page to print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from govtext.messages import LANGUAGES, said

_MOST = 32_767  # characters of a cell
_SPARE = 200  # rows below the list in which people add tasks of their own
_PROGRESS = ("0%", "25%", "50%", "75%", "100%")
_DEADLINES = ("by the end of March", "by the end of June", "by the end of September", "this year")
_STATES = {
    "not begun": "F2F2F2",
    "in progress": "DDEBF7",
    "done": "E2EFDA",
    "late": "F8CBAD",
    "dropped": "EDEDED",
}
_HEAD = PatternFill("solid", fgColor="DCE6F1")
_TO_FILL_IN = PatternFill("solid", fgColor="FFF8E1")
_THIN = Side(style="thin", color="BFBFBF")
_LINE = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_PLAIN = ("number", "target", "unit", "deadline", "progress", "status", "year", "start", "end")
_FILLED_IN = ("deadline", "lead", "responsible", "progress", "status", "note")
_FOLDED = ("source", "issuer", "year", "start", "end", "key")
_PER_LINE = 1.8  # columns of width that a Chinese character takes, with its margin
_HEIGHT = 15.5  # points of a line


class HasCells(Protocol):
    """A row of the list."""

    @property
    def cells(self) -> dict[str, Any]: ...
    @property
    def more(self) -> dict[str, Any]: ...


class HasHeader(Protocol):
    """A column of the list."""

    @property
    def name(self) -> str: ...
    @property
    def header(self) -> str: ...
    @property
    def width(self) -> int: ...


def safe(value: Any) -> Any:
    """A value as a cell takes it: without control characters, and not too long."""
    if not isinstance(value, str):
        return "" if value is None else value
    text = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value)
    return text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"


def lay_out(
    book: Any,
    columns: Sequence[HasHeader],
    rows: Sequence[HasCells],
    dropped: Sequence[HasCells],
    more: Sequence[str],
) -> None:
    """Write the sheets of the list into ``book``; sheets that people added stay as they are."""
    offices = _offices(book, rows)
    sheet = _sheet(book, "Tasks", 0)
    _fill(sheet, columns, rows, more)
    _lists(sheet, columns, len(rows), said("Offices"))
    if dropped or _named(book, "No longer in the report"):
        gone = _sheet(book, "No longer in the report", 1)
        _fill(gone, columns, dropped, more)
    page = _sheet(book, "Offices", 2)
    page.append([said("Offices, to choose from in the list of tasks")])
    for office in offices:
        page.append([office])
    page["A1"].font, page["A1"].fill = Font(bold=True), _HEAD
    page.column_dimensions["A"].width = 44
    page.freeze_panes = "A2"
    book.active = 0


def _named(book: Any, title: str) -> str | None:
    return next(
        (said(title, lang) for lang in LANGUAGES if said(title, lang) in book.sheetnames), None
    )


def _sheet(book: Any, title: str, place: int) -> Worksheet:
    """An empty sheet of this title, in the place of the one that an earlier run wrote."""
    old = _named(book, title)
    if old is not None:
        del book[old]
    elif book.sheetnames == ["Sheet"]:
        del book["Sheet"]
    sheet: Worksheet = book.create_sheet(said(title), place)
    return sheet


def _offices(book: Any, rows: Sequence[HasCells]) -> list[str]:
    """The offices that people listed, and those that the tasks name."""
    old = _named(book, "Offices")
    listed = [row[0] for row in book[old].iter_rows(min_row=2, values_only=True)] if old else []
    named = [
        office
        for row in rows
        for name in ("lead", "responsible")
        for office in str(row.cells[name]).replace(",", "、").split("、")
    ]
    return list(
        dict.fromkeys(str(one).strip() for one in (*listed, *named) if one and str(one).strip())
    )


def _fill(
    sheet: Worksheet, columns: Sequence[HasHeader], rows: Sequence[HasCells], more: Sequence[str]
) -> None:
    names = [column.name for column in columns]
    sheet.append([*(said(column.header) for column in columns), *more])
    for number, row in enumerate(rows, 2):
        values = [*(row.cells[name] for name in names), *(row.more.get(name, "") for name in more)]
        for at, value in enumerate(values, 1):
            cell = sheet.cell(number, at)
            if value != "":
                cell.value = value
            if isinstance(value, str) and value:
                cell.data_type = "s"  # a text that begins with “=” is no formula
            cell.border = _LINE
            name = names[at - 1] if at <= len(names) else ""
            centred = "center" if name in _PLAIN else None
            cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal=centred)
            if name in _FILLED_IN and value == "":
                cell.fill = _TO_FILL_IN
        sheet.row_dimensions[number].height = _height(row, columns)
    _dress(sheet, columns, len(rows), len(more))


def _height(row: HasCells, columns: Sequence[HasHeader]) -> float:
    """The height in which no visible cell of the row is cut; at most that which Excel has."""
    lines = 1
    for column in columns:
        if column.name not in _FOLDED:
            per_line = max(1, int(column.width / _PER_LINE))
            parts = str(row.cells[column.name]).split("\n")
            lines = max(lines, sum(max(1, -(-len(part) // per_line)) for part in parts))
    return min(409.0, lines * _HEIGHT + 4)


def _dress(sheet: Worksheet, columns: Sequence[HasHeader], count: int, more: int) -> None:
    last = get_column_letter(len(columns) + more)
    for cell in sheet[1]:
        cell.font, cell.fill, cell.border = Font(bold=True), _HEAD, _LINE
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    for at, column in enumerate(columns, 1):
        size = sheet.column_dimensions[get_column_letter(at)]
        size.width = column.width
        if column.name in _FOLDED:
            size.outlineLevel, size.hidden = 1, True
    sheet.freeze_panes = "D2"
    sheet.auto_filter.ref = f"A1:{last}{count + 1}"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.print_title_rows = "1:1"
    edges: Any = sheet.HeaderFooter
    edges.oddHeader.center.text, edges.oddFooter.center.text = "&A", "&P / &N"


def _lists(sheet: Worksheet, columns: Sequence[HasHeader], count: int, offices: str) -> None:
    """The drop-downs; what is in no list may be written too."""
    letters = {column.name: get_column_letter(at) for at, column in enumerate(columns, 1)}
    last = count + 1 + _SPARE
    states = {said(state): colour for state, colour in _STATES.items()}
    choices = {
        "progress": _listed(_PROGRESS),
        "status": _listed(states),
        "deadline": _listed(map(said, _DEADLINES)),
        "lead": f"'{offices}'!$A$2:$A$500",
        "responsible": f"'{offices}'!$A$2:$A$500",
    }
    for name, formula in choices.items():
        choice = DataValidation(type="list", formula1=formula, allow_blank=True)
        choice.showErrorMessage = False
        sheet.add_data_validation(choice)
        choice.add(f"{letters[name]}2:{letters[name]}{last}")
    for state, colour in states.items():
        fill = PatternFill("solid", bgColor=colour)
        equals: Any = CellIsRule
        rule = equals(operator="equal", formula=[f'"{state}"'], fill=fill)
        sheet.conditional_formatting.add(f"{letters['status']}2:{letters['status']}{last}", rule)


def _listed(words: Any) -> str:
    return '"' + ",".join(words) + '"'
