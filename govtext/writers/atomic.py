"""A file is written beside its place and put there whole: a stop midway leaves no half of it."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO


@contextlib.contextmanager
def replacing(path: Path, parts: Path | None = None) -> Iterator[IO[bytes]]:
    """A binary file to write to, which takes the place of ``path`` when all went well.

    It is written in the folder ``parts``, which must be on the same disk, or beside ``path``.
    Folders are made where they lack. Raises OSError.
    """
    with replacing_path(path, parts) as beside, beside.open("wb") as file:
        yield file


@contextlib.contextmanager
def replacing_path(path: Path, parts: Path | None = None) -> Iterator[Path]:
    """The same for what opens its file itself: the path of an empty file to write over."""
    folder = parts or path.parent
    for needed in (folder, path.parent):
        needed.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".govtext-", suffix=".part", dir=folder)
    os.close(handle)
    beside = Path(name)
    try:
        yield beside
        # On disk before it gets its name: else a power cut might leave the name without the bytes.
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        # mkstemp gives the file to its owner alone; a file written plainly goes by the umask.
        umask = os.umask(0)
        os.umask(umask)
        beside.chmod(0o666 & ~umask)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
