"""Prepared data: what is made of files that rarely change, kept on disk between runs.

To parse the tables of rules as TOML takes some ten times as long as to load what is made of them,
and to compile a pattern some fifty times as long as to load its compiled form. Both are kept in
the folder of the user for such data::

    %LOCALAPPDATA%\\govtext, ~/Library/Caches/govtext, $XDG_CACHE_HOME/govtext or ~/.cache/govtext

The environment variable GOVTEXT_CACHE names another folder; empty, it turns this off. Nothing
depends on it: what is missing, damaged or made from other files is made again, and where nothing
can be written, nothing is kept.
"""

from __future__ import annotations

import contextlib
import os
import sys
from hashlib import sha256
from pathlib import Path

from govtext.version import __version__

VARIABLE = "GOVTEXT_CACHE"
_SIZE = sha256().digest_size
_MOST = 6
"""Files of one name that are kept: those of other versions, checkouts and Pythons."""


def folder() -> Path | None:
    """The folder for prepared data; None where there is none."""
    chosen = os.environ.get(VARIABLE)
    if chosen is not None:
        return Path(chosen) if chosen else None
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 (that of Path raises where there is none)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", ""))
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return base / "govtext" if base.is_absolute() else None


def kept(name: str, *sources: bytes) -> bytes | None:
    """The data kept under ``name`` that is made from ``sources``; None where there is none.

    It is what was kept, byte by byte: a file that is damaged counts as missing.
    """
    path = _path(name, sources)
    try:
        content = b"" if path is None else path.read_bytes()
    except OSError:
        return None
    digest, data = content[:_SIZE], content[_SIZE:]
    return data if sha256(data).digest() == digest else None


def keep(name: str, data: bytes, *sources: bytes) -> None:
    """Keep ``data``, made from ``sources``, for later runs; where it can't be written, do nothing.

    The file appears as a whole, so that another process finds the old data or the new.
    """
    path = _path(name, sources)
    if path is None:
        return
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside.write_bytes(sha256(data).digest() + data)
        beside.replace(path)
        _remove_old(path.parent, name)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def _path(name: str, sources: tuple[bytes, ...]) -> Path | None:
    """Where data is kept: its name holds a digest of the version, and of what it is made from."""
    where = folder()
    if where is None:
        return None
    digest = sha256(f"{__version__}\n{sys.version}".encode())
    for source in sources:
        digest.update(len(source).to_bytes(8, "little"))
        digest.update(source)
    return where / f"{name}-{digest.hexdigest()[:32]}.bin"


def _remove_old(where: Path, name: str) -> None:
    """Remove all but the newest files of a name."""
    files = sorted(where.glob(f"{name}-*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[_MOST:]:
        path.unlink(missing_ok=True)
