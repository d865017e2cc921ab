"""The folder of a session, and those that a program left behind when it was killed.

A session holds a lock of SQLite in its folder, which the system gives back when the program ends
in whatever way.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

_PREFIX = "govtext-app-"
_LOCK = "session.sqlite"


@contextlib.contextmanager
def session_folder(keep: Path | None) -> Iterator[Path]:
    """A folder that only the user can read, deleted at the end with all in it.

    ``keep`` is a folder to use instead, in which what was given and its outlines stay. Raises
    OSError.
    """
    _sweep()
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        try:
            yield keep
        finally:
            _delete(keep / "made")
        return
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    lock = _locked(folder, "rwc")
    try:
        yield folder
    finally:
        if lock is not None:
            lock.close()
        _delete(folder)


def _sweep() -> None:
    """Delete the folders of sessions that have ended without doing so."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        lock = _locked(folder, "rw")
        if lock is not None:
            lock.close()
            _delete(folder)


def _locked(folder: Path, mode: str) -> sqlite3.Connection | None:
    """The lock of a session; None where another program has it, or there is none."""
    lock: sqlite3.Connection | None = None
    try:
        address = f"{(folder / _LOCK).absolute().as_uri()}?mode={mode}"
        # The lock is given back by the thread that ends the program.
        lock = sqlite3.connect(
            address, uri=True, timeout=0, isolation_level=None, check_same_thread=False
        )
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error:
        if lock is not None:
            lock.close()
        return None
    return lock


def _delete(folder: Path) -> None:
    shutil.rmtree(os.fspath(folder), ignore_errors=True)
