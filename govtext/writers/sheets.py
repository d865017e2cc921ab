"""A sheet of a workbook as people want it: a header that stays, filters, links, a page to print.

Rows are written one after the other and never read again, so a sheet of any length takes no memory.
"""

from __future__ import annotations

import datetime
import math
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from govtext.messages import named, said
from govtext.writers.tables import Cell, worded

ROWS = 1_048_576
"""The most rows of a sheet in Excel."""
CHARACTERS = 32_767
"""The most characters of a cell in Excel."""
_FIGURES = 2**53
_URLS = 65_000  # Excel takes 65,530 links in a sheet that are no formulas
_LINK_LENGTH = 250

# The width of a column in characters; in one sheet another.
_WIDTHS = {
    "title": 36,
    "text": 60,
    "sentence": 44,
    "outcome_sentence": 40,
    "message": 48,
    "rule": 36,
    "path": 20,
    "source": 24,
    "indicator": 18,
    "indicator_name": 16,
    "label": 20,
    "value": 16,
    "readable": 13,
    "outcome_text": 12,
    "reason": 26,
    "published": 11,
    "origin": 14,
    "diagnostics": 16,
    "category": 6,
    "status": 8,
    "severity": 6,
    "code": 14,
    "related": 24,
    "period": 9,
    "scope": 9,
    "nature": 9,
    "commitment": 9,
    "margin": 8,
    "modifier": 9,
    "unit": 7,
    "masked": 6,
    "direction": 6,
    "task": 56,
    "lead": 12,
    "responsible": 14,
    "deadline": 9,
    "issuer": 13,
    "region_code": 8,
    "report": 5,
    "number": 6,
    "id": 6,
    "year": 6,
    "link": 6,
    "outcome_link": 6,
}
_WIDTHS_IN = {
    ("claims", "text"): 12,
    ("claims", "status"): 6,
    ("pairs", "text"): 12,
    ("findings", "text"): 14,
    ("tasks", "category"): 16,
    ("tasks", "target"): 8,
    ("entries", "text"): 76,
    ("outline", "title"): 100,
    ("outline", "id"): 9,
}
_COUNT = 7  # the width of the counts of the overview
_WIDTH = 10
# Columns for programs, folded: a click on the mark above them opens them.
_FOLDED = {
    *("node", "encoding", "sha256", "format", "low", "high", "bound", "kind", "basis", "part_of"),
    *("base_value", "base_low", "base_high", "base_unit", "per", "reference", "reference_role"),
    *("start", "end", "indicator_name", "indicator", "action", "streak", "strength", "estimated"),
    *("depth", "related", "rule"),
}
_FOLDED_IN = {
    "claims": {"id"},
    "pairs": {
        *("value", "unit", "measure", "horizon", "position", "outcome", "confidence", "verdict"),
        *("outcome_source", "report_year"),
    },
}
_OPEN_IN = {"pairs": {"indicator", "action"}, "tasks": {"indicator"}}
_FOLDED_BESIDE_OVERVIEW = {"report", "source"}
_WIDE, _NARROW = 2.0, 1.1  # columns of width that a Chinese and another character take
_HEIGHT = 16.0  # points of a line
_HIGHEST = 409.0
_NUMBERS = {
    "value",
    "outcome",
    "margin",
    "low",
    "high",
    "base_value",
    "base_low",
    "base_high",
    "characters",
}
_LANDSCAPE_A4 = 9  # the number of the paper
_HEAD = "#DCE6F1"
_CELL = {"valign": "top", "border": 1, "border_color": "#BFBFBF"}
Look = tuple[tuple[str, object], ...]
"""What sets a cell apart from others: settings of its format, with their values."""
_PLAIN: Look = ()
_CENTRE: Look = (("align", "center"),)
_LINKED: Look = (("font_color", "#0563C1"), ("underline", 1))
_TEXT: Look = (("text_wrap", True),)
_DATE: Look = (("align", "center"), ("num_format", "yyyy-mm-dd"))
_DEEPEST = 8  # steps that a title stands in
_NUMBER: Look = (("num_format", "#,##0.######"),)
_CENTRED = {
    *("category", "status", "period", "nature", "direction", "readable", "unit", "severity"),
    *("masked", "region_code", "modifier", "marker", "id", "target", "deadline"),
}
_COLOURS = {
    **{"error": "#F8CBAD", "warning": "#FFE699", "note": "#DDEBF7"},
    **{"met": "#E2EFDA", "exceeded": "#C6E0B4", "missed": "#F8CBAD"},
    **{"not_reported": "#EDEDED", "not_comparable": "#FFF2CC"},
    **{"changed": "#FFE699", "new": "#C6E0B4", "dropped": "#F8CBAD", "moved": "#DDEBF7"},
}
"""The colours of severities, of what came of targets, and of what a comparison finds."""
_COLOURED = ("severity", "status", "fate")


class Percent(float):
    """A number that is shown as a percentage: ``Percent(6.5)`` as 6.5%."""


class SheetPlace(NamedTuple):
    """A row of a sheet, to which a link can lead."""

    sheet: str
    row: int

    @property
    def address(self) -> str:
        """The place as formulas write it.

        >>> SheetPlace("指标", 7).address
        "'指标'!A7"
        """
        return f"'{self.sheet}'!A{self.row}"


Link = SheetPlace | str
"""Where a link leads: a row of this workbook, or the path of a file."""
Cells = Mapping[str, Cell]
Dated = datetime.datetime


class SheetForm(NamedTuple):
    """A kind of sheet: its name in English, the table that names its columns, and these columns,
    those that hold a link to another row among them."""

    en: str
    table: str
    columns: tuple[str, ...]
    links: tuple[str, ...] = ()


class SheetRun:
    """The sheets of one kind; a new one begins where one is full.

    ``header`` gives the words above a column, by its table and name; a column in ``folded`` is
    folded too.
    """

    def __init__(  # noqa: PLR0913 (what a sheet is made of)
        self,
        workbook: Any,
        form: SheetForm,
        header: Callable[[str, str], str],
        lang: str,
        *,
        limit: int = ROWS,
        folded: frozenset[str] = frozenset(),
    ) -> None:
        self._workbook, self._form, self._lang, self._limit = workbook, form, lang, limit
        self._title = said(form.en, lang)
        self._headers = [header(form.table, name) for name in form.columns]
        self._folded = [self._is_folded(name) or name in folded for name in form.columns]
        standard = _COUNT if form.table == "reports" else _WIDTH
        self._widths = [
            _WIDTHS_IN.get((form.table, name)) or _WIDTHS.get(name, standard)
            for name in form.columns
        ]
        self._formats: dict[Look, Any] = {}
        self._looks: dict[tuple[Look, Look], Any] = {}
        """The formats of cells, by the look of the column and that of the value."""
        self._visible = [
            (at, width)
            for at, (width, folded) in enumerate(zip(self._widths, self._folded, strict=True))
            if not folded
        ]
        self._sentence = said("sentence", lang)
        self._count = self._row = self._urls = 0
        self._name = ""
        self._page: Any = None
        self._begin()

    def write(self, row: Cells, links: Mapping[str, Link | None] | None = None) -> SheetPlace:
        """Write ``row`` as the next one; ``links`` are those of its columns. Returns its place."""
        if self._row >= self._limit:
            self.finish()
            self._begin()
        columns = self._form.columns
        cells = [self._shown(name, row.get(name)) for name in columns]
        self._page.set_row(self._row, self._height(cells))
        links = links or {}
        for at, (name, cell) in enumerate(zip(columns, cells, strict=True)):
            if name in self._form.links:
                self._lead(at, links.get(name))
            elif (link := links.get(name)) is not None:
                self._url(at, link)
                self._cell(at, name, cell, _LINKED if link else self._look(name, row))
            elif cell is not None or not self._folded[at]:
                self._cell(at, name, cell, self._look(name, row))
        self._row += 1
        return SheetPlace(self._name, self._row)

    def finish(self) -> None:
        """Add the filter to the sheet that is written now, once all its rows are there."""
        self._page.autofilter(0, 0, max(self._row - 1, 1), len(self._headers) - 1)

    def note(self, words: str) -> None:
        """Write a line of text behind all rows."""
        if self._row >= self._limit:
            self._begin()
        self._page.write_string(self._row, 0, words)
        self._row += 1

    @property
    def overflowed(self) -> bool:
        """Whether there is more than one sheet."""
        return self._count > 1

    def _begin(self) -> None:
        self._count += 1
        self._name = self._title if self._count == 1 else f"{self._title} {self._count}"
        self._page = page = self._workbook.add_worksheet(self._name)
        page.freeze_panes(1, 0)
        page.set_landscape()
        page.set_paper(_LANDSCAPE_A4)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        page.set_margins(0.4, 0.4, 0.6, 0.6)
        page.set_header("&C&A")
        page.set_footer("&C&P / &N")
        head = self._format(
            **_CELL | {"valign": "vcenter"},
            bold=True,
            bg_color=_HEAD,
            text_wrap=True,
            align="center",
        )
        for at, words in enumerate(self._headers):
            folded = {"level": 1, "hidden": True} if self._folded[at] else {}
            page.set_column(at, at, self._widths[at], None, folded)
            page.write_string(0, at, words, head)
        page.set_row(0, self._height(self._headers))
        self._row, self._urls = 1, 0

    def _is_folded(self, name: str) -> bool:
        table = self._form.table
        if table != "reports" and name in _FOLDED_BESIDE_OVERVIEW:
            return True
        if name in _OPEN_IN.get(table, ()):
            return False
        return name in _FOLDED or name in _FOLDED_IN.get(table, ())

    def _format(self, **settings: object) -> Any:
        key = tuple(settings.items())
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format(settings)
        return self._formats[key]

    def _format_of(self, look: Look, value: Look) -> Any:
        """The format of a cell with the look of its column and that of its value."""
        found = self._looks.get((look, value))
        if found is None:
            found = self._format(**{**_CELL, **dict(look), **dict(value)})
            self._looks[look, value] = found
        return found

    def _height(self, cells: Sequence[object]) -> float:
        """The height in which no visible text of a row is cut. Not every program finds it."""
        lines = 1
        for at, width in self._visible:
            text = cells[at]
            if isinstance(text, str):
                lines = max(lines, sum(_lines(one, width) for one in text.split("\n")))
        return min(_HIGHEST, lines * _HEIGHT + 3)

    def _shown(self, name: str, value: Any) -> Any:
        """A value in the language of the workbook, as Excel holds it."""
        if isinstance(value, str):
            words = worded(name, value, self._lang)
            return words if len(words) <= CHARACTERS else words[: CHARACTERS - 1] + "…"
        if isinstance(value, bool):
            return named(str(value).lower(), self._lang)
        if isinstance(value, int | float) and abs(value) >= _FIGURES:
            return str(value)[:CHARACTERS]  # more digits than Excel keeps
        return value

    def _lead(self, at: int, link: Link | None) -> None:
        """A link by a formula, of which a sheet can hold any number."""
        form = self._format_of(_LINKED, _CENTRE)
        if isinstance(link, SheetPlace):
            word = self._sentence
            formula = f'=HYPERLINK("#{link.address}","{word}")'
            self._page.write_formula(self._row, at, formula, form, word)
        else:
            self._page.write_blank(self._row, at, None, form)

    def _url(self, at: int, link: Link) -> None:
        """A link under a cell that keeps its own value."""
        place = f"internal:{link.address}" if isinstance(link, SheetPlace) else f"external:{link}"
        if len(place) <= _LINK_LENGTH and self._urls < _URLS:
            self._urls += 1
            self._page.write_url(self._row, at, place, None, " ")

    def _look(self, name: str, row: Cells) -> Look:
        """The look of a cell: the colour of what a row says, and in the outline the depth."""
        if name in _COLOURED and (value := row.get(name)) in _COLOURS:
            return (("bg_color", _COLOURS[str(value)]), *_CENTRE)
        if name in _CENTRED:
            return _CENTRE
        if self._form.table != "outline" or name != "title":
            return _PLAIN
        depth = row.get("depth")
        indent = min(depth - 1, _DEEPEST) if isinstance(depth, int) else 0
        return (("align", "left"), ("indent", indent), ("bold", row.get("kind") != "sentence"))

    def _cell(self, at: int, name: str, value: Any, look: Look) -> None:
        if isinstance(value, str):
            self._page.write_string(self._row, at, value, self._format_of(look, _TEXT))
        elif isinstance(value, Percent):
            form = self._format_of(look, (("num_format", _percent(value)),))
            self._page.write_number(self._row, at, value / 100, form)
        elif isinstance(value, Dated):
            self._page.write_datetime(self._row, at, value, self._format_of(look, _DATE))
        elif isinstance(value, int | float):
            # Years and counts of rows have no separators.
            form = self._format_of(look, _NUMBER if name in _NUMBERS else _CENTRE)
            self._page.write_number(self._row, at, value, form)
        elif not self._folded[at]:
            self._page.write_blank(self._row, at, None, self._format_of(look, _PLAIN))


def _lines(text: str, width: int) -> int:
    """How many lines of a cell a text without line ends takes.

    >>> _lines("全年完成投资15.6亿元", 20), _lines("2025.docx", 20)
    (2, 1)
    """
    wide = (len(text.encode("utf-8", "replace")) - len(text)) / 2  # those of three bytes
    return max(1, math.ceil((wide * _WIDE + (len(text) - wide) * _NARROW) / (width - 0.5)))


def _percent(value: float) -> str:
    """The format in which no digit of a percentage is lost.

    >>> _percent(Percent(5.0)), _percent(Percent(6.25))
    ('0%', '0.00%')
    """
    places = len(f"{value:.4f}".rstrip("0").partition(".")[2])
    return f"0.{'0' * places}%" if places else "0%"


def file_link(path: str | None, out: Path) -> str | None:
    """The link from the workbook ``out`` to a file, relative so that both can be moved together;
    None where Excel can't follow it.

    >>> file_link("reports/a.docx", Path("results.xlsx"))
    'reports/a.docx'
    """
    if path is None or "#" in path or not path.isprintable():
        return None
    try:
        found = Path(os.path.relpath(path, out.absolute().parent))
    except ValueError:  # another drive
        found = Path(path).absolute()
    return found.as_posix()
