"""Read the files of a session with the workers of a run."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import NamedTuple

import msgspec

from govtext.app.session import Session, SessionFile, SessionReport
from govtext.errors import ReadError
from govtext.runs import pools
from govtext.runs.chunks import StoppedError, read_chunks
from govtext.runs.worker import Job, Outcome, Task


class ReadingOptions(NamedTuple):
    """How files are read: by ``workers`` processes, each file in at most ``timeout`` seconds."""

    workers: int
    timeout: float | None
    rules: str | None = None


class SessionReader:
    """Reads files as they arrive, in a thread of its own; the processes stay for the next ones."""

    def __init__(self, session: Session, options: ReadingOptions, executor: Executor) -> None:
        self._session = session
        self._limit = options.workers * pools.IN_HAND
        self._executor = executor
        parts = session.made / "parts"
        self._job = Job(
            options.rules, True, None, os.fspath(session.outlines.absolute()), os.fspath(parts)
        )
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def start(self) -> None:
        """Begin to read."""
        self._thread.start()

    def join(self) -> None:
        """Wait for the thread, after the session is closed and the processes are ended."""
        self._thread.join(5)

    def _serve(self) -> None:
        while files := self._session.next_batch():
            try:
                self._read(files)
            except StoppedError as error:
                self._fail(files, str(error))
            except Exception as error:  # the thread must outlive it
                kind = type(error).__name__
                fault = f"reading failed because of a bug in govtext ({kind}: {error})"
                self._fail(files, fault)

    def _fail(self, files: Sequence[SessionFile], problem: str) -> None:
        """Name the problem for those of the files that are not read yet."""
        stopped = ReadError("", problem, "start the program again", "worker")
        for file in files:
            if file.state in {"waiting", "reading"}:
                self._session.fail(file, [stopped])

    def _read(self, files: Sequence[SessionFile]) -> None:
        by_id = {file.id: file for file in files}
        for outcomes in read_chunks(self._tasks(files), len(files), self._job, self._pool):
            if self._session.closed:
                return
            for outcome in outcomes or ():
                self._settle(by_id[outcome.file], outcome)

    @contextlib.contextmanager
    def _pool(self) -> Iterator[pools.Pool]:
        yield pools.Pool(self._executor, self._limit)

    def _tasks(self, files: Sequence[SessionFile]) -> Iterator[tuple[Task, int]]:
        for file in files:
            if self._session.closed:
                return
            if self._session.begin(file):
                place = f"{file.id:06}.json"
                yield Task(file.id, os.fspath(file.path), file.name, None, place), file.size

    def _settle(self, file: SessionFile, outcome: Outcome) -> None:
        outlines = _outlines(self._session.outlines, outcome)
        reports = [_report(file.id, number, path) for number, path in enumerate(outlines)]
        self._session.settle(file, reports, [*outcome.failures, *outcome.faults])
        if file.state == "removed":
            for path in outlines:
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)


def _outlines(folder: Path, outcome: Outcome) -> list[Path]:
    """The outlines of a file: one, or those in the folder of its reports, in order of the names."""
    if outcome.first is None:
        return []
    if outcome.reports == 1:
        return [folder / outcome.first]
    found = (folder / (outcome.place or "")).with_suffix("").rglob("*.json")
    return sorted(found, key=lambda path: (len(path.stem) if path.stem.isdecimal() else 0, path))


class _Hidden(msgspec.Struct):
    masked: bool


class _Number(msgspec.Struct):
    quantity: _Hidden


class _About(msgspec.Struct):
    title: str | None = None
    year: int | None = None
    issuer: str | None = None


class _Named(msgspec.Struct):
    name: str | None = None


class _Head(msgspec.Struct):
    """What the list of files shows of an outline; the rest is not decoded."""

    source: _Named
    metadata: _About
    claims: list[_Number]


def _report(file: int, number: int, path: Path) -> SessionReport:
    head = msgspec.json.decode(path.read_bytes(), type=_Head)
    about = head.metadata
    return SessionReport(
        key=f"{file}-{number}",
        title=about.title or head.source.name or "",
        year=about.year,
        issuer=about.issuer,
        claims=len(head.claims),
        masked=sum(claim.quantity.masked for claim in head.claims),
        outline=os.fspath(path.absolute()),
    )
