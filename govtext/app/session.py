"""The files of a session: what was given, how far each is, and the reports in them."""

from __future__ import annotations

import contextlib
import dataclasses
import re
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from govtext.errors import ReadError
from govtext.readers import suffix_of

FileState = Literal["arriving", "waiting", "reading", "done", "failed", "removed"]

# What a file system takes on every system; a character has at most four bytes of its 255.
_LONGEST = 40
_UNSAFE = re.compile(r'[\x00-\x1f\x7f\ud800-\udfff<>:"|?*/\\]')
# In a name that is only shown; a lone surrogate can't be sent.
_UNSHOWN = re.compile("[\x00\ud800-\udfff]")


class Limits(NamedTuple):
    """The most that a session takes: bytes of one file and of all, and the number of files."""

    file: int = 200_000_000
    all: int = 2_000_000_000
    files: int = 5_000


class SessionReport(NamedTuple):
    """A report that is read: ``key`` names it in addresses, ``outline`` is the path of its JSON."""

    key: str
    title: str
    year: int | None
    issuer: str | None
    claims: int
    masked: int
    outline: str


@dataclasses.dataclass
class SessionFile:
    """A file that was given. ``name`` is the one it has on the user's disk, with the folder that
    was dropped, ``path`` where it is kept; ``changed`` is the version of the session in which the
    file changed last."""

    id: int
    name: str
    path: Path
    state: FileState = "arriving"
    size: int = 0
    reports: tuple[SessionReport, ...] = ()
    failures: tuple[ReadError, ...] = ()
    changed: int = 0


class Session:
    """The files of one run of the application, in ``folder``. Every method may be called from any
    thread."""

    def __init__(self, folder: Path, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.uploads, self.outlines, self.made = (
            folder / name for name in ("uploads", "outlines", "made")
        )
        for needed in (self.uploads, self.outlines, self.made):
            needed.mkdir(parents=True, exist_ok=True)
        self.version = 0
        self._files: dict[int, SessionFile] = {}
        self._last = 0
        self._closed = False
        self._condition = threading.Condition()

    def add(self, name: str) -> SessionFile:
        """A new file, whose bytes are still to arrive."""
        with self._condition:
            self._last += 1
            number = self._last
            file = SessionFile(number, _UNSHOWN.sub("\ufffd", name), self._path(number, name))
            self._files[number] = file
            self._touch(file)
            return file

    def _path(self, number: int, name: str) -> Path:
        """Where a file is kept. The number keeps names apart, and is no device of Windows."""
        base = _UNSAFE.sub("_", name.replace("\\", "/").rpartition("/")[2])
        suffix = suffix_of(base)
        stem = base[: len(base) - len(suffix)][:_LONGEST].rstrip(". ")
        return self.uploads / f"{number:06}_{stem}{suffix}"

    def get(self, number: int) -> SessionFile | None:
        """The file with this id, None where there is none."""
        return self._files.get(number)

    def report(self, key: str) -> tuple[SessionFile, SessionReport] | None:
        """The report that ``key`` names, with its file."""
        number = key.partition("-")[0]
        file = self._files.get(int(number)) if number.isdecimal() and len(number) < 10 else None
        reports = file.reports if file is not None else ()
        return next(((file, one) for one in reports if file and one.key == key), None)

    def room(self) -> int:
        """How many bytes the session still takes."""
        with self._condition:
            return self.limits.all - sum(file.size for file in self._files.values())

    def places(self) -> int:
        """How many files the session still takes."""
        with self._condition:
            there = sum(file.state != "removed" for file in self._files.values())
            return self.limits.files - there

    def wait(self, file: SessionFile, size: int) -> None:
        """The bytes of a file are there, and it waits to be read."""
        with self._condition:
            if file.state != "removed":
                file.size = size
                self._set(file, "waiting")

    def replace(self, file: SessionFile, members: Iterable[tuple[str, Path, int]]) -> None:
        """The members of an archive wait to be read in its place, each with its name, path and
        size."""
        with self._condition:
            for name, path, size in members:
                member = self.add(name)
                member.path, member.size = path, size
                self._set(member, "waiting")
            file.size = 0
            self._set(file, "removed")

    def fail(self, file: SessionFile, failures: Sequence[ReadError]) -> None:
        """A file can't be read."""
        with self._condition:
            if file.state != "removed":
                file.failures = tuple(failures)
                self._set(file, "failed")

    def begin(self, file: SessionFile) -> bool:
        """A worker is given the file; false where it is no longer there."""
        with self._condition:
            if file.state == "waiting":
                self._set(file, "reading")
            return file.state == "reading"

    def settle(
        self, file: SessionFile, reports: Sequence[SessionReport], failures: Sequence[ReadError]
    ) -> None:
        """A file is read; ``failures`` are those of its parts, where it has some."""
        with self._condition:
            if file.state != "removed":
                file.reports, file.failures = tuple(reports), tuple(failures)
                self._set(file, "done" if reports else "failed")

    def remove(self, file: SessionFile) -> None:
        """Take a file out of the session, and delete what is kept of it."""
        with self._condition:
            outlines = [Path(one.outline) for one in file.reports]
            self._set(file, "removed")
            file.reports, file.failures, file.size = (), (), 0
        for path in (file.path, *outlines):
            # On Windows a file that is being read can't be deleted; it goes with the session.
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)

    def next_batch(self) -> list[SessionFile]:
        """The files that wait, as soon as there are some; none where the session is closed."""
        with self._condition:
            while not self._closed:
                found = [file for file in self._files.values() if file.state == "waiting"]
                if found:
                    return found
                self._condition.wait()
            return []

    def close(self) -> None:
        """No more files are read."""
        with self._condition:
            self._closed = True
            self._condition.notify_all()

    @property
    def closed(self) -> bool:
        """Whether no more files are read."""
        return self._closed

    def since(self, version: int) -> list[SessionFile]:
        """Copies of the files that changed after ``version``, in the order in which they came."""
        with self._condition:
            return [
                dataclasses.replace(file)
                for file in self._files.values()
                if file.changed > version and (version or file.state != "removed")
            ]

    def reports(self) -> list[SessionReport]:
        """All reports that are read."""
        with self._condition:
            return [report for file in self._files.values() for report in file.reports]

    def _set(self, file: SessionFile, state: FileState) -> None:
        file.state = state
        self._touch(file)

    def _touch(self, file: SessionFile) -> None:
        self.version += 1
        file.changed = self.version
        self._condition.notify_all()
