"""Files that are replaced as a whole: written under another name, then renamed.

A program that stops while it writes leaves the old file, never half of the new one.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO


@contextlib.contextmanager
def replacing(path: Path, parts: Path | None = None) -> Iterator[IO[bytes]]:
    """A binary file to write to, which replaces ``path`` at the end of a block without an error.

    It is written in the folder ``parts``, which must be on the same disk, or beside ``path``.
    Missing folders are made. Raises OSError.
    """
    with replacing_path(path, parts) as beside, beside.open("wb") as file:
        yield file


def replace_whole(path: Path, data: str | bytes, parts: Path | None = None) -> None:
    """Replace ``path`` by ``data``; a string is written in UTF-8. Raises OSError."""
    with replacing(path, parts) as file:
        file.write(data.encode("utf-8") if isinstance(data, str) else data)


@contextlib.contextmanager
def replacing_path(path: Path, parts: Path | None = None) -> Iterator[Path]:
    """The same for a library that opens the file itself: the path of an empty file to overwrite."""
    folder = parts or path.parent
    for needed in (folder, path.parent):
        needed.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".govtext-", suffix=".part", dir=folder)
    os.close(handle)
    beside = Path(name)
    try:
        yield beside
        # On disk before it is renamed: otherwise a power cut may leave the name without the bytes.
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        # mkstemp lets only the owner read the file; other files have the permissions of the umask.
        umask = os.umask(0)
        os.umask(umask)
        beside.chmod(0o666 & ~umask)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
