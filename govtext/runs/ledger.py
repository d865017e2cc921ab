"""The record of a run: its files, and the result of each.

It is an SQLite file in the folder of ``govtext.runs.record``. SQLite keeps it valid where the
program or the machine stops, so that the same command continues the run. Inputs and outlines are in
the file and not in memory, so a larger run takes no more memory.
"""

from __future__ import annotations

import itertools
import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

import msgspec

from govtext.batch import full_place, place_key, short_place
from govtext.corpus import Input
from govtext.errors import GovtextError, shown
from govtext.runs.worker import Facts, Outcome

# Paths are blobs, since a file name on Linux need not be valid Unicode.
_TABLES = """
CREATE TABLE IF NOT EXISTS files (
    id INTEGER PRIMARY KEY,
    path BLOB NOT NULL UNIQUE,      -- absolute
    position INTEGER,               -- in the order of this run; null for a file of former runs
    shown BLOB NOT NULL,            -- the path as it was given, for messages
    name BLOB NOT NULL,             -- the path under the folder it was found in
    size INTEGER NOT NULL,
    place BLOB NOT NULL,            -- where its outline goes
    place_key BLOB NOT NULL,
    full_place BLOB NOT NULL,
    full_key BLOB NOT NULL,
    recipe TEXT,                    -- what its outline was made with; null where it failed
    sha256 TEXT,                    -- of the bytes its outline was made from
    used BLOB,                      -- its place when it was made
    first BLOB,                     -- the (first) outline written, and its size
    first_size INTEGER,
    reports INTEGER NOT NULL DEFAULT 0,
    facts BLOB                      -- counts of what was found, as JSON
);
CREATE INDEX IF NOT EXISTS files_position ON files (position);
CREATE INDEX IF NOT EXISTS files_place ON files (place_key) WHERE position IS NOT NULL;
CREATE TABLE IF NOT EXISTS outlines (
    file INTEGER NOT NULL,
    part INTEGER NOT NULL,
    line BLOB NOT NULL,
    PRIMARY KEY (file, part)
);
CREATE TABLE IF NOT EXISTS failures (
    file INTEGER NOT NULL,
    path BLOB NOT NULL,
    stage TEXT NOT NULL,
    problem TEXT NOT NULL,
    advice TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS failures_file ON failures (file);
"""
_RECORD = "run.sqlite"
_SQLITE = b"SQLite format 3\0"
_PARTS = "parts"
_PAGE = 1000  # rows at a time, so that the record can be written while it is read


class BusyError(GovtextError):
    """Another run is writing to the same output."""


class DamagedError(GovtextError):
    """The record of a run is damaged."""

    def __init__(self, folder: Path) -> None:
        problem = "the record of the run is damaged; give --fresh to read all again"
        super().__init__(f"{shown(str(folder))}: {problem}")


class Planned(NamedTuple):
    """A file of this run; the fields of the table ``files``."""

    id: int
    position: int
    path: Path
    name: Path
    size: int
    place: Path
    recipe: str | None
    sha256: str | None
    used: Path | None
    first: Path | None
    first_size: int | None


class Failed(NamedTuple):
    """A file, or a report in it, that can't be read; with the stage ``internal-error`` one that is
    read except for some sentences."""

    path: str
    stage: str
    problem: str
    advice: str


class Ledger:
    """The record in ``folder``, which is made if it is missing; ``fresh`` starts a new record.

    Use it in a ``with`` statement. Raises BusyError where another run has it open, OSError and
    sqlite3.Error where it can't be read or written.
    """

    def __init__(self, folder: Path, fresh: bool = False) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        if fresh and not _is_record(folder / _RECORD):
            (folder / _RECORD).unlink(missing_ok=True)
        self._db = sqlite3.connect(folder / _RECORD, timeout=1, isolation_level=None)
        try:
            # Exclusive, so that no second run writes to the same output; SQLite then also needs no
            # shared memory, which network file systems lack.
            self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.execute("BEGIN EXCLUSIVE")
            if fresh:
                for table in ("files", "outlines", "failures"):
                    self._db.execute(f"DROP TABLE IF EXISTS {table}")
            self._db.execute("COMMIT")
            self._db.executescript(_TABLES)
        except sqlite3.OperationalError as error:
            self._db.close()
            if "locked" in str(error):
                raise BusyError(f"another run is writing there ({folder} is in use)") from error
            raise
        except sqlite3.DatabaseError as error:
            self._db.close()
            raise DamagedError(folder) from error
        self._sweep()

    @classmethod
    def opened(cls, folder: Path) -> Ledger:
        """The record of a run that is only read; its folder may be one that can't be written.

        Raises the errors of the class itself.
        """
        if os.access(folder, os.W_OK):
            return cls(folder)
        ledger = cls.__new__(cls)
        ledger.folder = folder
        # Nothing can write there, so SQLite needs no lock, which would be a file.
        address = f"{(folder / _RECORD).absolute().as_uri()}?immutable=1"
        ledger._db = sqlite3.connect(address, uri=True, isolation_level=None)
        return ledger

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._db.close()
        self._sweep()

    def _sweep(self) -> None:
        """Remove the incomplete files of a run that was killed."""
        shutil.rmtree(self.parts, ignore_errors=True)

    @property
    def parts(self) -> Path:
        """The folder where files are written before they are renamed."""
        return self.folder / _PARTS

    def plan(self, inputs: Iterable[Input], leave_out: Iterable[Path]) -> int:
        """Record the files of this run, each once. Returns how many there are.

        ``leave_out`` are files of govtext itself that may be among them.
        """
        own = {os.fsencode(path.absolute()) for path in leave_out}
        self._db.execute("BEGIN")
        self._db.execute("UPDATE files SET position = NULL WHERE position IS NOT NULL")
        self._db.executemany(
            """
            INSERT INTO files
                (position, path, shown, name, size, place, place_key, full_place, full_key)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (path) DO UPDATE SET
                position = excluded.position, shown = excluded.shown, name = excluded.name,
                size = excluded.size, place = excluded.place, place_key = excluded.place_key,
                full_place = excluded.full_place, full_key = excluded.full_key
            WHERE position IS NULL
            """,
            (
                row
                for row in (_row(number, item) for number, item in enumerate(inputs))
                if row[1] not in own
            ),
        )
        self._part_places()
        self._db.execute("COMMIT")
        return self._number("SELECT count(*) FROM files WHERE position IS NOT NULL")

    def _part_places(self) -> None:
        """Give outlines with the same path different ones: with their suffix, or numbered."""
        meeting = """
            UPDATE files SET place = full_place, place_key = full_key
            WHERE position IS NOT NULL AND place_key <> full_key AND place_key IN (
                SELECT place_key FROM files WHERE position IS NOT NULL
                GROUP BY place_key HAVING count(*) > 1)
            """
        while self._db.execute(meeting).rowcount:
            pass
        later = self._db.execute(
            """
            SELECT id, name, place_key FROM files AS here
            WHERE position IS NOT NULL AND EXISTS (
                SELECT 1 FROM files AS other WHERE other.position < here.position
                AND other.place_key = here.place_key)
            ORDER BY position
            """
        ).fetchall()
        numbers: Counter[bytes] = Counter()
        for file, name, key in later:
            number = max(numbers[key] + 1, 2)
            while self._taken(place := full_place(_path(name), number)):
                number += 1
            numbers[key] = number
            self._db.execute(
                "UPDATE files SET place = ?, place_key = ? WHERE id = ?",
                (os.fsencode(place), _key(place), file),
            )

    def _taken(self, place: Path) -> bool:
        found = "SELECT 1 FROM files WHERE place_key = ? AND position IS NOT NULL"
        return self._db.execute(found, (_key(place),)).fetchone() is not None

    def planned(self) -> Iterator[Planned]:
        """The files of this run in order."""
        position = -1
        page = """
            SELECT id, position, path, name, size, place, recipe, sha256, used, first,
                first_size FROM files WHERE position > ? ORDER BY position LIMIT ?
            """
        while rows := self._db.execute(page, (position, _PAGE)).fetchall():
            for row in rows:
                file = Planned(*row)
                yield file._replace(
                    path=_path(row[2]),
                    name=_path(row[3]),
                    place=_path(row[5]),
                    used=None if row[8] is None else _path(row[8]),
                    first=None if row[9] is None else _path(row[9]),
                )
            position = rows[-1][1]

    def record(self, outcomes: Iterable[Outcome], recipe: str) -> None:
        """Record the outcomes of some files in one transaction."""
        self._db.execute("BEGIN")
        for outcome in outcomes:
            if outcome.unchanged:  # and its faults are recorded already
                continue
            self._db.execute("DELETE FROM failures WHERE file = ?", (outcome.file,))
            self._db.execute("DELETE FROM outlines WHERE file = ?", (outcome.file,))
            self._db.execute(
                """
                UPDATE files SET recipe = ?, sha256 = ?, used = ?, first = ?, first_size = ?,
                    reports = ?, facts = ? WHERE id = ?
                """,
                (
                    None if outcome.failures else recipe,
                    outcome.sha256,
                    None if outcome.place is None else os.fsencode(outcome.place),
                    None if outcome.first is None else os.fsencode(outcome.first),
                    outcome.size,
                    outcome.reports,
                    outcome.facts,
                    outcome.file,
                ),
            )
            self._db.executemany(
                "INSERT INTO outlines VALUES (?, ?, ?)",
                ((outcome.file, part, line) for part, line in enumerate(outcome.lines)),
            )
            (shown,) = self._db.execute(
                "SELECT shown FROM files WHERE id = ?", (outcome.file,)
            ).fetchone()
            self._db.executemany(
                "INSERT INTO failures VALUES (?, ?, ?, ?, ?)",
                (
                    (
                        outcome.file,
                        (b"" if error.stage == "write" else shown) + os.fsencode(error.name),
                        error.stage,
                        error.problem,
                        error.advice,
                    )
                    for error in (*outcome.failures, *outcome.faults)
                ),
            )
        self._db.execute("COMMIT")

    def lines(self) -> Iterator[bytes]:
        """The outlines of this run as they were recorded, in order."""
        for file, _, _ in self._done():
            lines = self._db.execute(
                "SELECT line FROM outlines WHERE file = ? ORDER BY part", (file,)
            )
            for (line,) in lines:
                yield line

    def paths(self) -> Iterator[str]:
        """The path of the file of each outline of ``lines``."""
        for _, path, reports in self._done():
            yield from itertools.repeat(os.fsdecode(path), reports)

    def _done(self) -> Iterator[tuple[int, bytes, int]]:
        """The id and the path of each file that is read, and the number of its reports."""
        position = -1
        page = """
            SELECT position, id, path, reports FROM files WHERE position > ? AND reports > 0
            ORDER BY position LIMIT ?
            """
        while rows := self._db.execute(page, (position, _PAGE)).fetchall():
            for _, file, path, reports in rows:
                yield file, path, reports
            position = rows[-1][0]

    def failures(self) -> Iterator[Failed]:
        """What failed in this run, and what was read only in part, in order."""
        rows = self._db.execute(
            """
            SELECT failures.path, stage, problem, advice FROM failures
            JOIN files ON files.id = failures.file
            WHERE position IS NOT NULL ORDER BY position, failures.rowid
            """
        )
        for path, stage, problem, advice in rows:
            yield Failed(os.fsdecode(path), stage, problem, advice)

    def total(self) -> Facts:
        """The counts of all files that are read in this run."""
        total = Facts()
        found = "SELECT facts FROM files WHERE position IS NOT NULL AND facts IS NOT NULL"
        for (encoded,) in self._db.execute(f"{found} ORDER BY position"):
            total.add(msgspec.json.decode(encoded, type=Facts))
        return total

    def written(self) -> int:
        """How many reports of this run have an outline."""
        return self._number("SELECT sum(reports) FROM files WHERE position IS NOT NULL")

    def waiting(self) -> int:
        """How many files of this run are neither read nor failed."""
        return self._number(
            """
            SELECT count(*) FROM files WHERE position IS NOT NULL AND recipe IS NULL
            AND NOT EXISTS (SELECT 1 FROM failures WHERE file = files.id)
            """
        )

    def former(self) -> Iterator[Path]:
        """The first outline of each file of earlier runs that is none of this one."""
        rows = self._db.execute(
            "SELECT first FROM files WHERE position IS NULL AND first IS NOT NULL"
        )
        for (first,) in rows.fetchall():
            yield _path(first)

    def is_taken(self, place: Path) -> bool:
        """Whether the outline of a file of this run goes to ``place``."""
        return self._taken(place)

    def _number(self, query: str) -> int:
        return self._db.execute(query).fetchone()[0] or 0


def _is_record(path: Path) -> bool:
    """Whether a file is missing or begins as SQLite files do."""
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) in (b"", _SQLITE)
    except FileNotFoundError:
        return True


def _row(number: int, item: Input) -> tuple[int | bytes, ...]:
    short, full = short_place(item.name), full_place(item.name)
    try:
        size = item.path.stat().st_size
    except (OSError, ValueError):  # reading it will say what is wrong
        size = 0
    return (
        number,
        os.fsencode(item.path.absolute()),
        os.fsencode(item.path),
        os.fsencode(item.name),
        size,
        os.fsencode(short),
        _key(short),
        os.fsencode(full),
        _key(full),
    )


def _key(place: Path) -> bytes:
    return place_key(place).encode("utf-8", "surrogatepass")


def _path(name: bytes) -> Path:
    return Path(os.fsdecode(name))
