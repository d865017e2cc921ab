"""From a file to its text: a table from suffix to reader, one module for each format."""

from __future__ import annotations

import re
from pathlib import Path

from govtext.errors import ReadError
from govtext.readers.base import Reader, Reading
from govtext.readers.signatures import signature
from govtext.readers.text import read_text

READERS: dict[str, Reader] = {
    "": read_text,
    ".txt": read_text,
    ".md": read_text,
}

# Formats that reports come in and that no reader is there for yet: said by name rather than read
# as if they were text, and not passed over in silence where a folder holds them.
UNREAD = {
    ".doc": "a Word document",
    ".docx": "a Word document",
    ".htm": "a web page",
    ".html": "a web page",
    ".mht": "a web page",
    ".odt": "an OpenDocument text",
    ".pdf": "a PDF document",
    ".rtf": "an RTF document",
    ".wps": "a WPS document",
}

# “1.工作总结” and “总结v1.2” have no suffix, whatever stands behind their last full stop.
_SUFFIX = re.compile(r"(?<=.)\.[A-Za-z][A-Za-z0-9]{0,6}\Z", re.DOTALL)


def suffix_of(name: str) -> str:
    """The suffix of a file name in lower case with its full stop, or an empty string.

    >>> suffix_of("2023年总结.TXT"), suffix_of("1.工作总结")
    ('.txt', '')
    """
    found = _SUFFIX.search(name)
    return found[0].lower() if found else ""


def is_report_file(path: Path) -> bool:
    """Whether a file met in a folder is to be taken for a report: by its suffix, and neither
    hidden nor the lock file that Office leaves beside an open document."""
    suffix = suffix_of(path.name)
    return not path.name.startswith((".", "~$")) and (suffix in READERS or suffix in UNREAD)


def read_bytes(data: bytes, name: str) -> Reading:
    """Read the bytes of the file at the path ``name`` with the reader for its suffix.

    A suffix that says nothing of the format is read as text. Raises ReadError.
    """
    suffix = suffix_of(Path(name).name)
    if suffix in UNREAD:
        kind = signature(data) or UNREAD[suffix]
        raise ReadError(
            name, f"this is {kind}, which govtext can't read yet", "save its text as a .txt file"
        )
    return READERS.get(suffix, read_text)(data, name)


def load_bytes(path: Path) -> bytes:
    """The bytes of the file at ``path``; ReadError where there is no such file to be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(str(path), "there is no such file", "check the path") from error
    except IsADirectoryError as error:
        raise _is_folder(path) from error
    except (OSError, ValueError) as error:  # ValueError: a null in the path
        # Windows says “permission denied” of a folder.
        if path.is_dir():
            raise _is_folder(path) from error
        reason = getattr(error, "strerror", None) or error
        raise ReadError(
            str(path), f"it can't be opened ({reason})", "check the file and its permissions"
        ) from error


def _is_folder(path: Path) -> ReadError:
    return ReadError(
        str(path), "this is a folder", "read it with read_corpus, or convert on the command line"
    )
