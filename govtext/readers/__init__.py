"""Readers: from the bytes of a file to the text of its reports, one module for each format."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from govtext.errors import ReadError
from govtext.extras import install_command
from govtext.language.compiled import compiled_lazily
from govtext.readers.base import Part, Reading
from govtext.readers.formats import BY_SUFFIX, FORMATS, format_of

# The names “1.工作总结” and “总结v1.2” hold a full stop and have no suffix.
_SUFFIX = compiled_lazily(r"(?<=.)\.[A-Za-z][A-Za-z0-9]{0,8}\Z", re.DOTALL)


def suffix_of(name: str) -> str:
    """The suffix of a file name in lower case with its full stop, or an empty string.

    >>> suffix_of("2023年总结.TXT"), suffix_of("1.工作总结")
    ('.txt', '')
    """
    found = _SUFFIX.search(name)
    return found[0].lower() if found else ""


def is_report_file(path: Path) -> bool:
    """Whether a file in a folder is read as a report: its suffix is that of a format, and it is
    neither hidden nor the lock file of a document that is open in Office."""
    return is_report_name(path.name)


def is_report_name(name: str) -> bool:
    """``is_report_file`` for a name without its folder."""
    return not name.startswith((".", "~$")) and suffix_of(name) in BY_SUFFIX


def holds_reports(path: Path) -> bool:
    """Whether the suffix of a file is that of a format that holds several reports."""
    form = BY_SUFFIX.get(suffix_of(path.name))
    return form is not None and FORMATS[form].many


def open_parts(data: bytes, name: str, text_column: str | None = None) -> Iterator[Part]:
    """The reports in the bytes of the file at the path ``name``: one, or those of a table of texts
    or an archive.

    ``text_column`` is the name of the column of a table that holds the texts; without it the
    column is found. Raises ReadError, also while the iterator is read.
    """
    found = format_of(data, name, suffix_of(Path(name).name))
    form = FORMATS[found]
    reader = _load(found, name)
    if form.many:
        parts: Iterator[Part] = reader(data, name, text_column)
        return parts
    return iter((Part("", partial(reader, data, name)),))


def read_bytes(data: bytes, name: str, text_column: str | None = None) -> Reading:
    """The one report in the bytes of the file at the path ``name``.

    Raises ReadError, also where the file holds several reports, or none.
    """
    parts = open_parts(data, name, text_column)
    first = next(parts, None)
    if first is None:
        raise ReadError(name, "it holds no report", "check that it is the right file")
    if next(parts, None) is not None:
        raise ReadError(name, "it holds several reports", "read it with read_corpus, or convert it")
    return first.read()


def load_bytes(path: Path) -> bytes:
    """The bytes of the file at ``path``. Raises ReadError where it can't be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(str(path), "there is no such file", "check the path") from error
    except IsADirectoryError as error:
        raise _is_folder(path) from error
    except (OSError, ValueError) as error:  # ValueError: a null in the path
        # Windows gives the error “permission denied” for a folder.
        if path.is_dir():
            raise _is_folder(path) from error
        reason = getattr(error, "strerror", None) or error
        raise ReadError(
            str(path), f"it can't be opened ({reason})", "check the file and its permissions"
        ) from error


def _load(found: str, name: str) -> Any:
    # Imported when it is first used: the packages for other formats need not be installed.
    form = FORMATS[found]
    module, _, function = form.reader.partition(":")
    try:
        return getattr(importlib.import_module(f"govtext.readers.{module}"), function)
    except ModuleNotFoundError as error:
        if form.extra is None or (error.name or "").startswith("govtext"):
            raise
        raise ReadError(
            name,
            f"this is {form.kind}, and {error.name}, which reads it, is not installed",
            f"install it: {install_command(form.extra)}",
        ) from error


def _is_folder(path: Path) -> ReadError:
    return ReadError(
        str(path), "this is a folder", "read it with read_corpus, or convert on the command line"
    )
