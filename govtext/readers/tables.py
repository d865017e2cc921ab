"""Tables with one report in each row: CSV and JSON Lines. The other columns become metadata."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import partial

import msgspec

from govtext.errors import ReadError
from govtext.readers.base import Cell, Part, Reading
from govtext.readers.text import decode
from govtext.report import Diagnostic, Place

Row = tuple[int, Sequence[Cell]]
"""The number of a row in its file and its cells."""

# The usual names of the column of texts in tables of scraped reports, the likeliest first.
_NAMES = (
    "full_text", "fulltext", "text", "正文", "全文", "内容", "文本", "content", "contents", "body",
    "article", "report", "报告全文", "报告正文", "报告内容", "文章内容", "正文内容",
    "article_content",
)  # fmt: skip
# Columns that stand together only in tables that govtext writes: the place of each figure.
_OWN = ({"start", "end", "source"}, {"start", "end", "sentence"}, {"起", "止"})
_SEEN = 50
# Without such a name the texts are in the column whose cells are on average at least this long.
_LONG = 200
_FIELD_BYTES = 64_000_000
_UNEVEN = (
    "A quotation mark is missing or doubled in this row of the table, and the text of the next row "
    "may be in it. Mend it in the table."
)
_OBJECT = msgspec.json.Decoder(dict[str, msgspec.Raw])


def open_csv(data: bytes, name: str, text_column: str | None) -> Iterator[Part]:
    """The reports in a CSV file: values separated by commas, semicolons or tabs, with a header.

    Raises ReadError.
    """
    text, encoding, diagnostics = decode(data, name)
    form = "tsv" if name.lower().endswith(".tsv") else "csv"
    head = text.partition("\n")[0]
    # The first line holds the names of the columns, which hold no such characters.
    delimiter = max("\t;,", key=head.count)
    csv.field_size_limit(_FIELD_BYTES)
    uneven: set[int] = set()
    numbered = enumerate(_checked(_csv_rows(text, delimiter, uneven), name), 1)
    _, header = next(numbered)
    yield from table_parts(
        header, numbered, name, form, text_column, encoding=encoding, diagnostics=diagnostics,
        uneven=uneven,
    )  # fmt: skip


def _csv_rows(text: str, delimiter: str, uneven: set[int]) -> Iterator[list[str]]:
    """The rows of a CSV file; ``uneven`` gets the numbers of those whose quotation marks don't
    fit, counted from 1."""
    read: list[str] = []

    def lines() -> Iterator[str]:
        for line in io.StringIO(text, newline=""):
            read.append(line)
            yield line

    for number, row in enumerate(csv.reader(lines(), delimiter=delimiter), 1):
        if len(read) > 1:
            # A cell of several lines is usual; one that swallowed a row has a mark inside.
            try:
                next(csv.reader(read, delimiter=delimiter, strict=True))
            except csv.Error:
                uneven.add(number)
        read.clear()
        yield row


def open_jsonl(data: bytes, name: str, text_column: str | None) -> Iterator[Part]:
    """The reports in a file with one JSON object in each line.

    A line that is none is a report that can't be read, and the others are read. Raises ReadError.
    """
    text, encoding, diagnostics = decode(data, name)
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    first = [fields for _, line in lines[:_SEEN] if (fields := _fields(line)) is not None]
    if not first:
        raise ReadError(
            name, f"line {lines[0][0]} is no JSON object", "write one JSON object in each line"
        )
    header = list(dict.fromkeys(key for fields in first for key in fields))
    column = header[
        _text_column(
            header,
            [(n, [fields.get(key) for key in header]) for n, fields in enumerate(first)],
            name,
            text_column,
        )
    ]
    found = [Diagnostic(item.code, item.message, 0, 0) for item in diagnostics]
    for number, line in lines:
        fields = _fields(line)
        if fields is None:
            error = ReadError(
                name, f"line {number} is no JSON object", "write one JSON object in each line"
            )
            yield Part(str(number), partial(_refuse, error))
            continue
        written = fields.pop(column, None)
        if isinstance(written, str) and written.strip():
            yield _part(written, "jsonl", encoding, found, (number, column, None), fields)


def _fields(line: str) -> dict[str, Cell] | None:
    """The fields of a JSON object, None where a line is none."""
    try:
        fields = _OBJECT.decode(line)
    except (msgspec.DecodeError, RecursionError):
        # Python reads what some programs write: NaN, and half of a surrogate pair.
        try:
            read = json.loads(line, parse_constant=lambda constant: None)
        except (ValueError, RecursionError):
            return None
        if not isinstance(read, dict):
            return None
        return {str(key): value if _is_cell(value) else str(value) for key, value in read.items()}
    return {key: _cell(raw) for key, raw in fields.items()}


def _is_cell(value: object) -> bool:
    return value is None or isinstance(value, str | int | float | bool)


def _refuse(error: ReadError) -> Reading:
    raise error


def table_parts(  # noqa: PLR0913 (what a file says of all its rows)
    header: Sequence[Cell],
    rows: Iterable[Row],
    name: str,
    form: str,
    text_column: str | None,
    *,
    sheet: str | None = None,
    prefix: str = "",
    encoding: str | None = None,
    diagnostics: Sequence[Diagnostic] = (),
    uneven: Container[int] = (),
) -> Iterator[Part]:
    """The report of each row that has a text; ``header`` has the names of the columns.

    ``prefix`` stands before the number of the row in the names of the reports; ``uneven`` holds the
    numbers of rows that may hold another, and may grow while the rows are read. Raises ReadError
    where no column has texts, or ``text_column`` has none.
    """
    names = [f"column {n}" if cell in (None, "") else str(cell) for n, cell in enumerate(header, 1)]
    ahead: list[Row] = []
    rows = iter(rows)
    for row in rows:
        ahead.append(row)
        if len(ahead) == _SEEN:
            break
    # A workbook gives hundreds of columns that hold nothing.
    while names and header[len(names) - 1] in (None, "") and not _holds(ahead, len(names) - 1):
        names.pop()
    column = _text_column(names, ahead, name, text_column)
    # The offsets of diagnostics of the whole file are set to the start of the text of each row.
    found = [Diagnostic(item.code, item.message, 0, 0) for item in diagnostics]
    for source in (ahead, rows):
        for number, cells in source:
            text = cells[column] if column < len(cells) else None
            if not isinstance(text, str) or not text.strip():
                continue
            others = {
                key: cell
                for n, (key, cell) in enumerate(zip(names, cells, strict=False))
                if n != column
            }
            told = [*found, Diagnostic("uneven-row", _UNEVEN, 0, 0)] if number in uneven else found
            yield _part(
                text, form, encoding, told, (number, names[column], sheet), others, prefix=prefix
            )


def _holds(rows: list[Row], column: int) -> bool:
    """Whether a column has something in one of the rows."""
    return any(cells[column] not in (None, "") for _, cells in rows if column < len(cells))


def _part(  # noqa: PLR0913, PLR0917 (what a table says of a row)
    text: str,
    form: str,
    encoding: str | None,
    diagnostics: Sequence[Diagnostic],
    place: tuple[int, str, str | None],
    others: Mapping[str, Cell],
    prefix: str = "",
) -> Part:
    text = text.lstrip("\ufeff")
    number, column, sheet = place
    stands = Place(0, len(text), row=number, column=column, sheet=sheet)
    reading = Reading(text, form, encoding, diagnostics, [stands], others)
    return Part(f"{prefix}{number}", partial(_same, reading))


def _same(reading: Reading) -> Reading:
    return reading


def _text_column(names: list[str], rows: list[Row], name: str, wanted: str | None) -> int:
    listed = "、".join(names[:30])
    if wanted is not None:
        if wanted in names:
            return names.index(wanted)
        raise ReadError(
            name,
            f"it has no column “{wanted}”; its columns are {listed}",
            "name one of them with --text-column",
        )
    plain = [column.strip().lower() for column in names]
    if any(own <= set(plain) for own in _OWN):
        raise ReadError(
            name,
            "it is a table of figures that govtext wrote, and no reports",
            "give the reports themselves, or name a column of texts with --text-column",
        )
    lengths = [sum(_length(cells, n) for _, cells in rows) for n in range(len(names))]
    for known in _NAMES:
        if known in plain and lengths[plain.index(known)]:
            return plain.index(known)
    ranked = sorted(range(len(names)), key=lambda n: -lengths[n])
    if ranked and lengths[ranked[0]] >= _LONG * len(rows) > 0:
        second = lengths[ranked[1]] if len(ranked) > 1 else 0
        if lengths[ranked[0]] >= 2 * second:
            return ranked[0]
    raise ReadError(
        name,
        f"none of its columns ({listed}) is clearly the text of reports",
        "name the right one with --text-column",
    )


def _length(cells: Sequence[Cell], column: int) -> int:
    cell = cells[column] if column < len(cells) else None
    return len(cell) if isinstance(cell, str) else 0


def _checked(rows: Iterator[list[str]], name: str) -> Iterator[list[str]]:
    try:
        yield from rows
    except csv.Error as error:
        raise ReadError(
            name, f"the table is damaged ({error})", "save it again as CSV in UTF-8"
        ) from error


def _cell(raw: msgspec.Raw) -> Cell:
    try:
        value = msgspec.json.decode(raw)
    except (msgspec.DecodeError, RecursionError):
        value = None
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return bytes(raw).decode("utf-8", "replace")
