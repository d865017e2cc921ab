"""Where the record of a run lies: in a hidden folder, out of the way of the result."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

RECORD = ".govtext"
_HIDDEN = 0x2  # FILE_ATTRIBUTE_HIDDEN of Windows


def folder_of(out: Path, single: bool) -> Path:
    """The folder of the record of the run that writes ``out``.

    ``OUT/.govtext`` where outlines go to a folder; for a single file ``.govtext/NAME`` beside it,
    or ``NAME.govtext`` where an earlier version of govtext left it and there is no other.

    >>> folder_of(Path("a/results.xlsx"), single=True).as_posix()
    'a/.govtext/results.xlsx'
    """
    if not single:
        return out / RECORD
    hidden, visible = _beside(out)
    return visible if visible.is_dir() and not hidden.is_dir() else hidden


def hidden_folder(out: Path, single: bool) -> Path:
    """The folder of the record, which is made if it is missing, and hidden; a visible one of an
    earlier version is moved there. Raises OSError."""
    folder = out / RECORD
    if single:
        folder, visible = _beside(out)
        folder.parent.mkdir(parents=True, exist_ok=True)
        if visible.is_dir() and not folder.is_dir():
            try:
                visible.rename(folder)
            except OSError:  # another run has it open, or it can't be written: it stays in use
                return visible
    folder.mkdir(parents=True, exist_ok=True)
    _hide(folder.parent if single else folder)
    return folder


def _beside(out: Path) -> tuple[Path, Path]:
    return out.with_name(RECORD) / out.name, out.with_name(out.name + RECORD)


def _hide(folder: Path) -> None:
    """Hide a folder on Windows too, where a name that begins with a dot hides nothing."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 (only Windows has its functions)

        with contextlib.suppress(OSError):
            ctypes.windll.kernel32.SetFileAttributesW(os.fspath(folder.absolute()), _HIDDEN)
