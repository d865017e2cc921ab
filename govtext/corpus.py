"""Reports from files: one, or all that a folder holds."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from types import FunctionType
from typing import Literal, NamedTuple, TypeVar

from govtext.errors import ReadError
from govtext.language.compiled import compiled_lazily
from govtext.messages import said
from govtext.pipeline import parse
from govtext.readers import holds_reports, is_report_file, load_bytes, open_parts, read_bytes
from govtext.readers.base import Part, Reading
from govtext.report import Report, Source
from govtext.rulebook.load import RuleError
from govtext.rulebook.usable import checked
from govtext.stages import STAGES

Rules = str | os.PathLike[str] | None
OnError = Literal["raise", "skip"] | Callable[[ReadError], object]
Reports = Report | str | os.PathLike[str] | Iterable[Report | str | os.PathLike[str]]
"""Reports, or the paths of what they are read from."""

# The folder with the record of a run, and the end of the name of a list of failures.
_RECORD, _FAILURES = ".govtext", ".errors.jsonl"

_Result = TypeVar("_Result")

# File names that are not in the encoding of the file system hold surrogates, and JSON can't.
_SURROGATES = compiled_lazily("[\ud800-\udfff]")


class Input(NamedTuple):
    """A file to read, and its path under the folder where it is found; ``part`` is the path inside
    the file of one of its reports, where it holds several."""

    path: Path
    name: Path
    part: str = ""


def read(
    path: str | os.PathLike[str], *, rules: Rules = None, text_column: str | None = None
) -> Report:
    """Read the report in a file: text, Word, PDF, OFD, OpenDocument, a web page or a table of one
    row. The format is found from the content of the file.

    Takes the path of the file; ``rules`` is a folder of rule tables that extend those of govtext,
    ``text_column`` the name of the column of texts in a table; without it the column is found.
    Returns the report, with the file in its ``source``.

    Raises ReadError, which says what is wrong with the file and what to do, and RuleError where
    the rules can't be used.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "总结.txt")
    ...     _ = file.write_text("2023年新建学校3所。", encoding="gbk")
    ...     report = read(file)
    >>> report
    <Report '总结.txt' 2023 · 1 statement · 1 claim>
    >>> report.source.encoding
    'gb18030'
    """
    file = Path(path)
    return report_of(load_bytes(file), str(file), file.name, rules, text_column)


def report_of(
    data: bytes, path: str, name: str | None, rules: Rules = None, text_column: str | None = None
) -> Report:
    """The report in the bytes of a file.

    The suffix of ``path`` gives the format where the bytes don't; ``path`` names the file in
    errors, ``name`` names it in the report's source. Raises ReadError and RuleError.
    """
    digest = hashlib.sha256(data).hexdigest()
    return _report(read_bytes(data, path, text_column), name, digest, rules)


def _report(reading: Reading, name: str | None, digest: str, rules: Rules) -> Report:
    source = Source(
        name=name and _SURROGATES.sub("\ufffd", name),
        format=reading.format,
        encoding=reading.encoding,
        sha256=digest,
        places=list(reading.places),
    )
    report = parse(reading.text, rules=rules, source=source)
    report.metadata.columns = dict(reading.columns)
    report.diagnostics = sorted(
        [*reading.diagnostics, *report.diagnostics], key=lambda found: found.start
    )
    return report


def read_corpus(
    folder: str | os.PathLike[str],
    *,
    on_error: OnError = "raise",
    rules: Rules = None,
    text_column: str | None = None,
) -> Iterator[Report]:
    """Read every report in a folder and its subfolders, or in a table of texts or a zip archive,
    one after the other, in the order of their names.

    Takes the path of the folder, table or archive; ``rules`` and ``text_column`` are those of
    ``read``. Where a report can't be read, ``on_error`` says what to do: "raise" the ReadError,
    "skip" the report, or a function that is called with the error before the next report is read.
    Returns an iterator that reads each report when the next one is requested; the ``source.name``
    of a report is its path under the folder.

    Raises ReadError where there is no such folder or file, RuleError where the rules can't be
    used, and ValueError for another ``on_error``.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     for name, count in (("b", 5), ("a", 3)):
    ...         text = f"2023年新建学校{count}所。"
    ...         _ = Path(folder, f"{name}.txt").write_text(text, encoding="utf-8")
    ...     for report in read_corpus(folder):
    ...         print(report.source.name, report.claims[0].quantity.value)
    a.txt 3
    b.txt 5
    """
    if on_error == "raise":
        failed: Callable[[ReadError], object] = _raise
    elif on_error == "skip":
        failed = _skip
    elif callable(on_error):
        failed = on_error
    else:
        raise ValueError(said(f'on_error is {on_error!r}; give "raise", "skip" or a function'))
    root = Path(folder)
    if not root.exists():
        raise ReadError(str(root), "there is no such folder", "check the path")
    if not root.is_dir() and not holds_reports(root):
        raise ReadError(str(root), "this is one report, not a folder", "read it with read")
    checked(None if rules is None else os.fspath(rules))
    inputs: Iterable[Input] = (Input(root, Path(root.name)),)
    if root.is_dir():
        inputs = (Input(path, path.relative_to(root)) for path in report_files(root, failed))
    return (report for _, report in read_each(inputs, failed, rules, text_column))


def reports_of(reports: Reports, *, rules: Rules = None) -> Iterator[Report]:
    """The reports of an argument ``reports``: a report, the path of a file, folder, table or
    archive to read, or an iterable of these.

    Raises the errors of ``read`` and ``read_corpus``, when the next report is requested.
    """
    if isinstance(reports, Report):
        yield reports
    elif isinstance(reports, str | os.PathLike):
        path = Path(reports)
        if path.is_dir() or holds_reports(path):
            yield from read_corpus(path, rules=rules)
        else:
            yield read(path, rules=rules)
    else:
        for one in reports:
            yield from reports_of(one, rules=rules)


def _raise(error: ReadError) -> None:
    raise error


def _skip(error: ReadError) -> None:
    pass


def read_each(
    inputs: Iterable[Input],
    failed: Callable[[ReadError], object],
    rules: Rules = None,
    text_column: str | None = None,
) -> Iterator[tuple[Input, Report]]:
    """Each report in ``inputs`` with its input, read when the next one is requested.

    ``failed`` is called with the error for a report that can't be read. A bug in govtext that
    stops the reading of one file is such an error too, and the other files are read. Raises
    RuleError.
    """
    for item in inputs:
        path = str(item.path)
        opened = _attempt(path, partial(_open, item.path, text_column))
        if isinstance(opened, ReadError):
            failed(opened)
            continue
        digest, parts = opened
        while (part := _attempt(path, partial(next, parts, None))) is not None:
            if isinstance(part, ReadError):
                failed(part)
                break
            source = item._replace(part=part.name)
            place = f"{path}/{part.name}" if part.name else path
            report = _attempt(place, partial(_read_part, part, _name(source), digest, rules))
            if isinstance(report, ReadError):
                failed(report)
            else:
                yield source, report


def _open(path: Path, text_column: str | None) -> tuple[str, Iterator[Part]]:
    data = load_bytes(path)
    return hashlib.sha256(data).hexdigest(), open_parts(data, str(path), text_column)


def _read_part(part: Part, name: str, digest: str, rules: Rules) -> Report:
    return _report(part.read(), name, digest, rules)


def _attempt(path: str, action: Callable[[], _Result]) -> _Result | ReadError:
    try:
        return action()
    except ReadError as error:
        return error
    except RuleError:
        raise
    except Exception as error:
        fault = f"reading failed because of a bug in govtext ({type(error).__name__}: {error})"
        return ReadError(path, fault, "please report it, with the file", _stage(error))


def _stage(error: Exception) -> str:
    """The stage of the pipeline that raised ``error``, or "read" where the reader did."""
    import traceback  # noqa: PLC0415 (slow to import)

    names = {stage.__code__: name for name, stage in STAGES if isinstance(stage, FunctionType)}
    codes = (frame.f_code for frame, _ in traceback.walk_tb(error.__traceback__))
    return next((names[code] for code in codes if code in names), "read")


def _name(item: Input) -> str:
    name = item.name.as_posix()
    return f"{name}/{item.part}" if item.part else name


def report_files(
    folder: Path,
    failed: Callable[[ReadError], object],
    other: Callable[[Path], object] = lambda path: None,
) -> Iterator[Path]:
    """The report files in ``folder`` and below, in the order of their names.

    Hidden files and folders are left out, and so are links to folders, which may form a loop, and
    what govtext itself wrote there. ``failed`` is called with the error for a folder that can't be
    opened and for what is no file (a pipe, a device); ``other`` is called with each file of
    another kind.
    """
    # A stack instead of recursion, which a thousand folders in one another would exhaust.
    waiting = [iter(_sorted(folder, failed))]
    while waiting:
        path = next(waiting[-1], None)
        if path is None:
            waiting.pop()
        elif path.name.startswith(".") or is_own_file(path):
            continue
        elif path.is_dir():
            if not path.is_symlink():
                waiting.append(iter(_sorted(path, failed)))
        elif not is_report_file(path):
            if not path.name.startswith("~$"):
                other(path)
        elif path.is_file():
            yield path
        else:
            problem = "this is no file: a pipe, a device or a link to nothing"
            failed(ReadError(str(path), problem, "remove it from the folder", "find"))


def _sorted(folder: Path, failed: Callable[[ReadError], object]) -> list[Path]:
    try:
        return sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        problem = f"the folder can't be opened ({error.strerror})"
        failed(ReadError(str(folder), problem, "check its permissions", "find"))
        return []


def is_own_file(path: Path) -> bool:
    """Whether govtext wrote a file or folder: the record of a run, a list of failures, or the
    result that has its record beside it."""
    name = path.name
    if name.endswith((_RECORD, _FAILURES)):
        return True
    if name == _FAILURES.removeprefix("."):
        return path.with_name(_RECORD).is_dir()
    try:
        records = path.with_name(_RECORD) / name, path.with_name(name + _RECORD)
        return any(record.is_dir() for record in records)
    except OSError:  # the name with the ending is too long
        return False
