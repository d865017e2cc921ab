"""All reports as a workbook for Excel or WPS: an overview, the outline with every sentence, the
claims, and the achievements, problems and plans."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import xlsxwriter

from govtext.messages import column as header
from govtext.messages import said
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

_WIDTHS = {
    "title": 36,
    "text": 60,
    "sentence": 60,
    "path": 36,
    "source": 28,
    "indicator": 20,
    "indicator_name": 16,
    "published": 18,
    "sha256": 12,
    "diagnostics": 24,
}


class WorkbookSheet(NamedTuple):
    """A kind of sheet: its name in English, and its columns from ``TABLES``."""

    en: str
    table: str
    columns: tuple[str, ...]


_OF = ("report", "source")
_ENTRY = (*_OF, "node", "path", "text")
SHEETS = {
    "reports": WorkbookSheet("Overview", "reports", tuple(c.name for c in TABLES["reports"])),
    "outline": WorkbookSheet(
        "Outline", "outline", (*_OF, "id", "depth", "kind", "marker", "title", "category")
    ),
    "claims": WorkbookSheet(
        "Claims",
        "claims",
        tuple(
            column.name
            for column in TABLES["claims"]
            if column.name not in ("statement", "node", "start", "end")
        ),
    ),
    "achievement": WorkbookSheet("Achievements", "entries", _ENTRY),
    "problem": WorkbookSheet("Problems", "entries", _ENTRY),
    "plan": WorkbookSheet("Plans", "entries", _ENTRY),
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
            with xlsxwriter.Workbook(file, settings) as workbook:
                # The same reports give the same bytes.
                workbook.set_properties({"created": _CREATED})
                book = _Book(workbook, layout, limit)
                for number, report in enumerate(map(Report.from_json, reports), 1):
                    book.add(report, number)
                book.close()
        except xlsxwriter.exceptions.FileCreateError as error:
            raise OSError(str(error)) from error


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
        for row in rows(report, "claims", number, self._rules):
            self._claims += 1
            self._runs["claims"].write(row, places.get(row["statement"]))
        for row in rows(report, "entries", number):
            self._runs[str(row["category"])].write(row)

    def close(self) -> None:
        """Add a note on the last line where the workbook is slow to open."""
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
        self._link = workbook.add_format({"font_color": "#0563C1", "underline": 1})
        self._bold = workbook.add_format({"bold": True, "bottom": 1, "bg_color": "#EDEDED"})
        by_name: dict[str, Column] = {column.name: column for column in TABLES[sheet.table]}
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
        headers = [self._header(column.name) for column in self._columns]
        for at, (column, words) in enumerate(zip(self._columns, headers, strict=True)):
            self._page.set_column(at, at, _WIDTHS.get(column.name, 10))
            self._page.write_string(0, at, words, self._bold)
        if self._sheet.table == "claims":
            self._page.write_string(0, len(headers), said("Link", self._lang), self._bold)
        self._row = 1

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
            self._begin()
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
            self._page.write_boolean(self._row, at, value)
        elif isinstance(value, int | float):
            if abs(value) < _FIGURES:
                self._page.write_number(self._row, at, value)
            else:  # more digits than Excel keeps
                self._page.write_string(self._row, at, str(value)[:_CHARACTERS])
        elif isinstance(value, str):
            words = worded(name, value, self._lang)
            if len(words) > _CHARACTERS:
                words = words[: _CHARACTERS - 1] + "…"
            self._page.write_string(self._row, at, words)


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
