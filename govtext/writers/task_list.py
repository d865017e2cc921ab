"""The list of tasks as a workbook in which people note who does what and how far it is.

A later run with another version of the report keeps what people wrote: a hidden sheet has each
cell as it was written, and a cell that differs from it was changed by a person.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from govtext.analyses.tasks import PlannedTask
from govtext.errors import ReadError
from govtext.language.plain import plain
from govtext.messages import LANGUAGES, said
from govtext.writers.atomic import replacing_path
from govtext.writers.task_sheets import lay_out, safe

STATE = "_govtext"
_VERSION = "govtext tasks 1"
_ALIKE = 0.75
"""The share of characters that two versions of one task have in common, at least."""


class TaskColumn(NamedTuple):
    """A column: its name, its header in English, and its width in characters."""

    name: str
    header: str
    width: int


COLUMNS = (
    TaskColumn("number", "No.", 6),
    TaskColumn("category", "Category", 16),
    TaskColumn("task", "Task", 52),
    TaskColumn("indicator", "Measured by", 18),
    TaskColumn("target", "Target value", 9),
    TaskColumn("unit", "Unit", 7),
    TaskColumn("deadline", "Deadline", 10),
    TaskColumn("lead", "Leading office", 12),
    TaskColumn("responsible", "Responsible offices", 14),
    TaskColumn("progress", "Progress", 8),
    TaskColumn("status", "State", 9),
    TaskColumn("note", "Remarks", 14),
    TaskColumn("path", "Section", 26),
    TaskColumn("source", "File", 14),
    TaskColumn("issuer", "Issuer", 14),
    TaskColumn("year", "Year", 6),
    TaskColumn("start", "From", 7),
    TaskColumn("end", "To", 7),
    TaskColumn("key", "Id", 12),
)
_NAMES = tuple(column.name for column in COLUMNS)
_ALWAYS_NEW = ("number", "path", "source", "start", "end", "key")
"""Columns that say where a task stands in the report; they are always those of this report."""

Cells = dict[str, Any]


class TaskRow(NamedTuple):
    """A row: its cells, those that govtext wrote, and the cells of columns that people added."""

    cells: Cells
    written: Cells
    more: Cells


class KeptTasks(NamedTuple):
    """What a run found: the number of tasks, of those among them that were in the workbook
    before, and of rows that people worked on and that the report no longer has."""

    tasks: int
    known: int
    dropped: int


def write_tasks(found: Iterable[PlannedTask], path: Path) -> KeptTasks:
    """Write the tasks to the workbook ``path``, and keep what people wrote in it.

    Raises ReadError where there is another file at ``path``, and OSError.
    """
    before = _read(path) if path.exists() else None
    old = before.rows if before else []
    rows, left = _merged(list(_rows(found)), old)
    known = sum(row.written is not row.cells for row in rows)
    added = [row for row in left if not row.written]
    dropped = [row for row in left if row.written and (_changed(row) or row.more)]
    book = before.book if before else openpyxl.Workbook()
    lay_out(book, COLUMNS, [*rows, *added], dropped, before.more if before else ())
    _write_state(book, [*rows, *dropped])
    with replacing_path(path) as beside:
        book.save(beside)
    return KeptTasks(len(rows), known, len(dropped))


def _rows(found: Iterable[PlannedTask]) -> Iterator[TaskRow]:
    seen: dict[str, int] = {}
    for task in found:
        text = plain(task.task)
        seen[text] = seen.get(text, 0) + 1
        digest = hashlib.sha256(f"{text} {seen[text]}".encode()).hexdigest()[:12]
        known = task._asdict() | {"key": digest}
        cells = {name: safe(known.get(name, "")) for name in _NAMES}
        yield TaskRow(cells, cells, {})


class _Before(NamedTuple):
    book: Any
    rows: list[TaskRow]
    more: tuple[str, ...]


def _read(path: Path) -> _Before:
    """The rows of a workbook that an earlier run wrote."""
    advice = "give another name for the new list, or move this file away"
    try:
        book = openpyxl.load_workbook(path)
    except Exception as error:  # the library raises many kinds
        raise ReadError(str(path), f"it can't be opened ({error})", advice) from error
    state = book[STATE] if STATE in book.sheetnames else None
    if state is None or state["A1"].value != _VERSION:
        raise ReadError(str(path), "this workbook is no list of tasks by govtext", advice)
    heads, *written = state.iter_rows(min_row=2, values_only=True)
    names = [str(head) for head in heads]
    as_written = {str(row[0]): dict(zip(names, map(_text, row), strict=True)) for row in written}
    rows: list[TaskRow] = []
    more: dict[str, None] = {}
    for title in ("Tasks", "No longer in the report"):
        for lang in LANGUAGES:
            if said(title, lang) in book.sheetnames:
                found = list(_rows_of(book[said(title, lang)], as_written))
                rows += found
                more |= dict.fromkeys(name for row in found for name in row.more)
    return _Before(book, rows, tuple(more))


def _rows_of(sheet: Worksheet, as_written: dict[str, Cells]) -> Iterator[TaskRow]:
    names = {said(one.header, lang): one.name for one in COLUMNS for lang in LANGUAGES}
    lines = sheet.iter_rows(values_only=True)
    heads = [str(head or "") for head in next(lines, ())]
    for line in lines:
        cells = dict.fromkeys(_NAMES, "")
        more: Cells = {}
        for head, value in zip(heads, map(_text, line), strict=True):
            if head in names:
                cells[names[head]] = value
            elif head and value != "":
                more[head] = value
        if any(value != "" for value in (*cells.values(), *more.values())):
            yield TaskRow(cells, as_written.get(str(cells["key"]), {}), more)


def _text(value: Any) -> Any:
    return "" if value is None else value


def _merged(new: list[TaskRow], old: list[TaskRow]) -> tuple[list[TaskRow], list[TaskRow]]:
    """The new rows with what people wrote in the old ones, and the old rows without a new one."""
    by_key = {row.cells["key"]: row for row in old if row.written}
    pairs: dict[int, TaskRow] = {}
    for number, row in enumerate(new):
        same = by_key.pop(row.cells["key"], None)
        if same is not None:
            pairs[number] = same
    rest = [number for number in range(len(new)) if number not in pairs]
    for row in list(by_key.values()):
        nearest = _nearest(row, [(number, new[number]) for number in rest])
        if nearest is not None:
            pairs[nearest] = row
            rest.remove(nearest)
            del by_key[row.cells["key"]]
    taken = {id(row) for row in pairs.values()}
    rows = [_kept(row, pairs.get(number)) for number, row in enumerate(new)]
    return rows, [row for row in old if id(row) not in taken]


def _nearest(row: TaskRow, among: Sequence[tuple[int, TaskRow]]) -> int | None:
    """The new row that is another version of the task of an old row, by its text."""
    matcher = difflib.SequenceMatcher(autojunk=False)
    matcher.set_seq2(str(row.written["task"]))
    best, found = _ALIKE, None
    for number, other in among:
        matcher.set_seq1(str(other.cells["task"]))
        if matcher.real_quick_ratio() < best or matcher.quick_ratio() < best:
            continue
        ratio = matcher.ratio()
        if ratio >= best:
            best, found = ratio, number
    return found


def _kept(row: TaskRow, before: TaskRow | None) -> TaskRow:
    """A new row with the cells that a person changed, in which ``written`` is what is new."""
    if before is None:
        return row
    own = {
        name: value
        for name, value in before.cells.items()
        if name not in _ALWAYS_NEW and str(value) != str(before.written.get(name, ""))
    }
    return TaskRow(row.cells | own, dict(row.cells), before.more)


def _changed(row: TaskRow) -> bool:
    return any(
        str(row.cells[name]) != str(row.written.get(name, ""))
        for name in _NAMES
        if name not in _ALWAYS_NEW
    )


def _write_state(book: Any, rows: Iterable[TaskRow]) -> None:
    if STATE in book.sheetnames:
        del book[STATE]
    sheet = book.create_sheet(STATE)
    sheet.sheet_state = "veryHidden"
    sheet.append([_VERSION])
    heads = ("key", *(name for name in _NAMES if name != "key"))
    sheet.append(heads)
    for row in rows:
        sheet.append([row.written.get(name, "") for name in heads])
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"
