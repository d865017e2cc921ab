"""Reports from files: one, or all that a folder holds."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from govtext import rulebook
from govtext.errors import ReadError
from govtext.pipeline import parse
from govtext.readers import is_report_file, load_bytes, read_bytes
from govtext.report import Report, Source
from govtext.rulebook import RuleError

Rules = str | os.PathLike[str] | None
OnError = Literal["raise", "skip"] | Callable[[ReadError], object]

# A file name that is not in the encoding of the file system has them, and JSON can't.
_SURROGATES = re.compile("[\ud800-\udfff]")


class Input(NamedTuple):
    """A file to read, and its path under the folder it was found in."""

    path: Path
    name: Path


def read(path: str | os.PathLike[str], rules: Rules = None) -> Report:
    """Read the report in a file of any supported format.

    ``rules`` names a folder of TOML tables that extend the packaged ones. Raises ReadError, which
    says what is wrong with the file, and RuleError where the rules can't be used.
    """
    file = Path(path)
    return report_of(load_bytes(file), str(file), file.name, rules)


def report_of(data: bytes, path: str, name: str | None, rules: Rules = None) -> Report:
    """The report in the bytes of a file.

    ``path`` gives the format by its suffix and names the file in errors, ``name`` names it in the
    report's source. Raises ReadError and RuleError.
    """
    reading = read_bytes(data, path)
    source = Source(
        name=name and _SURROGATES.sub("\ufffd", name),
        format=reading.format,
        encoding=reading.encoding,
        sha256=hashlib.sha256(data).hexdigest(),
    )
    report = parse(reading.text, rules=rules, source=source)
    report.diagnostics = sorted(
        [*reading.diagnostics, *report.diagnostics], key=lambda found: found.start
    )
    return report


def read_corpus(
    folder: str | os.PathLike[str], on_error: OnError = "raise", rules: Rules = None
) -> Iterator[Report]:
    """Read every report in a folder and its subfolders, one after the other, in the order of
    their names.

    Each is read when it is asked for; its ``source.name`` is its path under the folder. Where a
    file can't be read, ``on_error`` says what to do: "raise" the ReadError, "skip" the file, or
    call a function with the error and go on. Raises ReadError where there is no such folder, and
    RuleError where the rules can't be used.
    """
    if on_error == "raise":
        failed: Callable[[ReadError], object] = _raise
    elif on_error == "skip":
        failed = _skip
    elif callable(on_error):
        failed = on_error
    else:
        raise ValueError(f'on_error is {on_error!r}; give "raise", "skip" or a function')
    root = Path(folder)
    if not root.is_dir():
        problem = "this is a file" if root.exists() else "there is no such folder"
        raise ReadError(str(root), problem, "give a folder, or read a single file with read")
    rulebook.load(None if rules is None else os.fspath(rules))
    inputs = (Input(path, path.relative_to(root)) for path in report_files(root, failed))
    return (report for _, report in read_each(inputs, failed, rules))


def _raise(error: ReadError) -> None:
    raise error


def _skip(error: ReadError) -> None:
    pass


def read_each(
    inputs: Iterable[Input], failed: Callable[[ReadError], object], rules: Rules = None
) -> Iterator[tuple[Input, Report]]:
    """Each of ``inputs`` with its report, read when it is asked for.

    ``failed`` is called with the error for a file that can't be read; should reading one run into
    a fault of this program, that is such an error too, so that the others are read all the same.
    Raises RuleError.
    """
    for item in inputs:
        path = str(item.path)
        try:
            report = report_of(load_bytes(item.path), path, item.name.as_posix(), rules)
        except ReadError as error:
            failed(error)
        except RuleError:
            raise
        except Exception as error:
            fault = f"govtext has a fault that shows in this file ({type(error).__name__}: {error})"
            failed(ReadError(path, fault, "please report it, with the file"))
        else:
            yield item, report


def report_files(folder: Path, failed: Callable[[ReadError], object]) -> Iterator[Path]:
    """The report files in ``folder`` and below, in the order of their names.

    Hidden files and folders are left out, and so are links to folders, which may lead in circles.
    ``failed`` is called with the error for a folder that can't be looked into.
    """
    try:
        paths = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        problem = f"the folder can't be opened ({error.strerror})"
        failed(ReadError(str(folder), problem, "check its permissions"))
        return
    for path in paths:
        if path.is_dir():
            if not path.name.startswith(".") and not path.is_symlink():
                yield from report_files(path, failed)
        elif is_report_file(path):
            yield path
