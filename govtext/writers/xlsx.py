"""All reports as a workbook for Excel or WPS: an overview, the outline with every sentence, the
claims, and the achievements, problems and plans."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple

import xlsxwriter

from govtext.analyses.tasks import tasks_of
from govtext.messages import column as header
from govtext.messages import named, said
from govtext.report import Report
from govtext.writers.atomic import replacing
from govtext.writers.files import Layout
from govtext.writers.tables import TABLES, Cell, Column, Row, rows, worded

_CREATED = datetime.datetime(2020, 1, 1)
# The most rows of a sheet in Excel.
_ROWS = 1_048_576
_CHARACTERS = 32_767
_FIGURES = 2**53
# A workbook with more claims than this is slow to open.
_MANY = 300_000

# The width of a column in characters; in one sheet another.
_WIDTHS = {
    "title": 36,
    "text": 60,
    "sentence": 50,
    "path": 28,
    "source": 24,
    "indicator": 18,
    "indicator_name": 16,
    "label": 22,
    "value": 15,
    "readable": 12,
    "published": 18,
    "origin": 14,
    "diagnostics": 24,
    "category": 8,
    "status": 6,
    "unit": 8,
    "masked": 6,
    "direction": 6,
    "task": 60,
    "lead": 14,
    "responsible": 18,
    "issuer": 16,
    "report": 6,
    "number": 6,
    "id": 7,
    "year": 6,
}
_WIDTHS_IN = {("claims", "text"): 12, ("tasks", "category"): 16, ("claims", "path"): 24}
# Columns for programs, folded: a click on the mark above them opens them.
_FOLDED = {
    *("node", "encoding", "sha256", "format", "low", "high", "bound", "kind", "basis", "part_of"),
    *("base_value", "base_low", "base_high", "base_unit", "per", "reference", "reference_role"),
    *("start", "end", "indicator_name", "indicator", "action", "streak", "strength", "estimated"),
    "depth",
}
_FOLDED_BESIDE_OVERVIEW = {"report", "source"}
_PER_LINE = 1.9  # columns of width that a Chinese character takes, with its margin
_HEIGHT = 15.0  # points of a line
_HIGHEST = 409.0
_POWERS = ((10**8, "亿"), (10**4, "万"))
_NUMBERS = ("value", "low", "high", "base_value", "base_low", "base_high", "characters")
_LANDSCAPE_A4 = 9  # the number of the paper


TASKS = (
    *("number", "category", "task", "indicator", "target", "unit", "deadline", "lead"),
    *("responsible", "path"),
)


class WorkbookSheet(NamedTuple):
    """A kind of sheet: its name in English, and its columns from ``TABLES``."""

    en: str
    table: str
    columns: tuple[str, ...]


_OF = ("report", "source")
_ISSUED = (*_OF, "issuer", "year")
_ENTRY = (*_ISSUED, "node", "path", "text")
_READABLE = Column("readable", "text")
_MORE = {
    one.name: one
    for one in (_READABLE, *TABLES["reports"], *(Column(name, "text") for name in TASKS))
}
"""Columns of a sheet that its table does not have."""


SHEETS = {
    "reports": WorkbookSheet("Overview", "reports", tuple(c.name for c in TABLES["reports"])),
    "outline": WorkbookSheet(
        "Outline", "outline", (*_OF, "id", "depth", "kind", "marker", "title", "category")
    ),
    "claims": WorkbookSheet(
        "Claims",
        "claims",
        (
            *(*_ISSUED, "id", "path", "category", "status", "period"),
            # What a row needs to be understood without its sentence stands together.
            *("label", "scope", "nature", "action", "text", "direction", "bound"),
            *("value", "readable", "low", "high", "unit", "per"),
            *("basis", "reference", "reference_role", "streak"),
            *("commitment", "strength", "estimated", "masked", "kind", "part_of"),
            *("indicator", "indicator_name"),
            *("base_value", "base_low", "base_high", "base_unit", "sentence"),
        ),
    ),
    "achievement": WorkbookSheet("Achievements", "entries", _ENTRY),
    "problem": WorkbookSheet("Problems", "entries", _ENTRY),
    "plan": WorkbookSheet("Plans", "entries", _ENTRY),
    "tasks": WorkbookSheet("Tasks", "tasks", (*_ISSUED, *TASKS)),
}


def write_xlsx(reports: Iterable[bytes], path: Path, layout: Layout, limit: int = _ROWS) -> None:
    """Write all tables to the workbook ``path``, with names in the language of ``layout``.

    Numbers are numeric cells, no text is read as a formula, and each claim has a link to its
    sentence. Rows beyond ``limit`` go to a further sheet. Raises OSError.
    """
    with replacing(path, layout.parts) as file:
        # Rows are written to disk at once, and texts are never converted to numbers or links.
        settings = {"constant_memory": True, "tmpdir": str(layout.parts)}
        try:
            with xlsxwriter.Workbook(_Sink(file), settings) as workbook:
                # The same reports give the same bytes.
                workbook.set_properties({"created": _CREATED})
                book = _Book(workbook, layout, limit)
                for number, report in enumerate(map(Report.from_json, reports), 1):
                    book.add(report, number)
                book.close()
        except xlsxwriter.exceptions.FileCreateError as error:
            cause = error.args[0] if error.args else None  # it has the number of the error
            raise (cause if isinstance(cause, OSError) else OSError(str(error))) from error


class _Sink:
    """A file for an archive that is given up in silence once writing to it has failed.

    The archive writes its end when it is no more referenced, which would fail again, on the
    terminal, when the disk is full.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._failed = file, False

    def tell(self) -> int:
        return self._unless_failed(self._file.tell)

    def write(self, data: bytes) -> int:
        return self._unless_failed(lambda: self._file.write(data))

    def seek(self, place: int, whence: int = 0) -> int:
        return self._unless_failed(lambda: self._file.seek(place, whence))

    def flush(self) -> None:
        self._unless_failed(lambda: self._file.flush() or 0)

    def _unless_failed(self, do: Callable[[], int]) -> int:
        if self._failed or self._file.closed:
            return 0
        try:
            return do()
        except OSError:
            self._failed = True
            raise


class _Book:
    def __init__(self, workbook: Any, layout: Layout, limit: int) -> None:
        self._lang = lang = layout.lang
        self._rules = layout.rules
        self._claims = 0
        self._runs = {name: _CellRun(workbook, name, lang, limit) for name in SHEETS}

    def add(self, report: Report, number: int) -> None:
        """Add a report at the end of each sheet."""
        for row in rows(report, "reports", number):
            self._runs["reports"].write(row)
        places: dict[Cell, str] = {}
        for row in _structure(report, number):
            place = self._runs["outline"].write(row)
            if row["kind"] == "sentence":
                places[row["id"]] = place
        issued: Row = {"issuer": report.metadata.issuer, "year": report.metadata.year}
        for row in rows(report, "claims", number, self._rules):
            self._claims += 1
            counted = row["kind"] not in ("rank", "ratio")
            shown: Row = {"readable": readable(row["value"], row["unit"]) if counted else None}
            self._runs["claims"].write(row | issued | shown, places.get(row["statement"]))
        for row in rows(report, "entries", number):
            self._runs[str(row["category"])].write(row | issued)
        for task in tasks_of(report):
            self._runs["tasks"].write({"report": number, **task._asdict(), **issued})

    def close(self) -> None:
        """Add the filters, and a note on the last line where the workbook is slow to open."""
        for run in self._runs.values():
            run.filter()
        if self._claims > _MANY or any(run.overflowed for run in self._runs.values()):
            self._runs["reports"].note(
                said(
                    "So many claims are slow to open; consider Parquet: "
                    "govtext convert … -o results.parquet",
                    self._lang,
                )
            )


class _CellRun:
    """The sheets of one kind; a new one begins where one is full."""

    def __init__(self, workbook: Any, name: str, lang: str, limit: int) -> None:
        self._workbook = workbook
        self._sheet = sheet = SHEETS[name]
        self._title = said(sheet.en, lang)
        self._lang = lang
        self._limit = limit
        self._link = workbook.add_format({"font_color": "#0563C1", "underline": 1, "valign": "top"})
        head = {"bold": True, "bottom": 1, "bg_color": "#DCE6F1", "text_wrap": True}
        self._bold = workbook.add_format(head | {"valign": "vcenter", "align": "center"})
        self._wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        self._number = workbook.add_format({"num_format": "#,##0.######", "valign": "top"})
        self._plain = workbook.add_format({"valign": "top", "align": "center"})
        by_name = _MORE | {column.name: column for column in TABLES.get(sheet.table, ())}
        self._columns = [by_name[name] for name in sheet.columns]
        self._count = 0
        self._name = ""
        self._page: Any = None
        self._row = 0
        self._begin()

    def _begin(self) -> None:
        self._count += 1
        self._name = self._title if self._count == 1 else f"{self._title} {self._count}"
        self._page = self._workbook.add_worksheet(self._name)
        self._page.freeze_panes(1, 0)
        self._page.set_landscape()
        self._page.set_paper(_LANDSCAPE_A4)
        self._page.fit_to_pages(1, 0)
        self._page.repeat_rows(0)
        self._page.set_margins(0.4, 0.4, 0.6, 0.6)
        self._page.set_header("&C&A")
        self._page.set_footer("&C&P / &N")
        headers = [self._header(column.name) for column in self._columns]
        for at, (column, words) in enumerate(zip(self._columns, headers, strict=True)):
            folded = {"level": 1, "hidden": True} if self._is_folded(column.name) else {}
            self._page.set_column(at, at, self._width(column.name), None, folded)
            self._page.write_string(0, at, words, self._bold)
        if self._sheet.table == "claims":
            self._page.write_string(0, len(headers), said("Link", self._lang), self._bold)
        self._row = 1

    def _is_folded(self, name: str) -> bool:
        beside = self._sheet.table != "reports" and name in _FOLDED_BESIDE_OVERVIEW
        return beside or name in _FOLDED

    def _width(self, name: str) -> int:
        return _WIDTHS_IN.get((self._sheet.table, name)) or _WIDTHS.get(name, 10)

    def _height(self, row: Row) -> float:
        """The height in which no visible text of a row is cut. Not every program finds it."""
        lines = 1
        for column in self._columns:
            text = row[column.name]
            if isinstance(text, str) and not self._is_folded(column.name):
                wide = max(1, int(self._width(column.name) / _PER_LINE))
                lines = max(lines, sum(max(1, -(-len(one) // wide)) for one in text.split("\n")))
        return min(_HIGHEST, lines * _HEIGHT + 3)

    def filter(self) -> None:
        """Add the filter to the sheet that is written now, once all its rows are there."""
        self._page.autofilter(0, 0, max(self._row - 1, 1), len(self._columns) - 1)

    def _header(self, name: str) -> str:
        """The header of a column."""
        return header(self._sheet.table, name, self._lang)

    @property
    def overflowed(self) -> bool:
        """Whether there is more than one sheet."""
        return self._count > 1

    def write(self, row: Row, place: str | None = None) -> str:
        """Write ``row`` as the next one, with a link to ``place``. Returns the place of the row."""
        if self._row >= self._limit:
            self.filter()
            self._begin()
        self._page.set_row(self._row, self._height(row))
        for at, column in enumerate(self._columns):
            self._cell(at, column.name, row[column.name])
        if place is not None:
            word = said("sentence", self._lang)
            formula = f'=HYPERLINK("#{place}","{word}")'
            self._page.write_formula(self._row, len(self._columns), formula, self._link, word)
        self._row += 1
        return f"'{self._name}'!A{self._row}"

    def note(self, words: str) -> None:
        """Write a line of text behind all rows."""
        if self._row >= self._limit:
            self._begin()
        self._page.write_string(self._row, 0, words)
        self._row += 1

    def _cell(self, at: int, name: str, value: Cell) -> None:
        if isinstance(value, bool):
            self._page.write_string(
                self._row, at, named(str(value).lower(), self._lang), self._plain
            )
        elif isinstance(value, int | float):
            if abs(value) < _FIGURES:
                self._page.write_number(self._row, at, value, self._format(name))
            else:  # more digits than Excel keeps
                self._page.write_string(self._row, at, str(value)[:_CHARACTERS])
        elif isinstance(value, str):
            words = worded(name, value, self._lang)
            if len(words) > _CHARACTERS:
                words = words[: _CHARACTERS - 1] + "…"
            self._page.write_string(self._row, at, words, self._wrapped)

    def _format(self, name: str) -> Any:
        """The format of a number: years and counts of rows have no separators."""
        return self._number if name in _NUMBERS else self._plain


def readable(value: Cell, unit: Cell) -> str | None:
    """A number with its unit as people write it, with 万 and 亿; None where there is none.

    >>> readable(1560000000.0, "元"), readable(12000.0, "人"), readable(6.5, "%")
    ('15.6亿元', '1.2万人', '6.5%')
    """
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    power = next((one for one in _POWERS if abs(value) >= one[0]), (1, ""))
    number = f"{value / power[0]:,.4f}".rstrip("0").rstrip(".")
    return f"{number}{power[1]}{unit or ''}"


def _structure(report: Report, number: int) -> Iterator[Row]:
    """Headings and items, and the sentences among them, in reading order."""
    depths = {node.id: node.id.count(".") + 1 for node in report.nodes()}
    found = list(rows(report, "outline", number))
    for row in rows(report, "statements", number):
        depth = depths.get(str(row["node"]), 0) + 1
        words = {"title": row["text"], "kind": "sentence", "depth": depth, "marker": None}
        found.append(row | words)
    # A heading comes before the sentence that begins with it.
    return iter(sorted(found, key=lambda row: (row["start"], row["kind"] == "sentence")))
