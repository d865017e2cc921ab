"""What is done to one chunk of files, in whichever process and on whichever machine.

Nothing here knows how many others there are. All that comes in and goes out can be pickled.
"""

from __future__ import annotations

import errno
import hashlib
import os
import zlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from govtext.batch import place_part
from govtext.corpus import Input, read_each
from govtext.document import fault_in
from govtext.errors import ReadError, unwritten
from govtext.pipeline import parse
from govtext.report import RULE_TIMEOUT, Report
from govtext.rulebook.check import trial
from govtext.runs.paths import reachable
from govtext.writers.json import write_json

# A device without room fails every file that comes after: that ends the run, to be taken up again.
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
# The fastest level: what is to be saved is room on disk, and the pipe between the processes.
_LEVEL = 1


class Task(NamedTuple):
    """A file to read. ``path`` is absolute; ``sha256`` is known where there is an outline made
    from these bytes; ``place`` is where its outline goes under the output folder."""

    file: int
    path: str
    name: str
    sha256: str | None
    place: str


class Job(NamedTuple):
    """What is the same for all files of a run.

    ``folder`` is the output folder, and None where the outlines are handed back; ``parts`` is
    where files are written before they are put in their places.
    """

    rules: str | None
    text: bool
    text_column: str | None
    folder: str | None
    parts: str


class Outcome(NamedTuple):
    """What came of a file: its ``reports`` written, or handed back packed in ``lines``.

    ``place`` is the one its task gave; ``first`` is the first outline written, and ``size`` that
    of it in bytes. ``unchanged`` says that the
    outline there was is still that of these bytes. A failure that is not of stage "write" is named
    by what follows the path of the file: nothing, or the name of a part; so are ``faults``, those
    of reports that were read all the same.
    """

    file: int
    sha256: str | None = None
    unchanged: bool = False
    reports: int = 0
    place: str | None = None
    first: str | None = None
    size: int | None = None
    lines: tuple[bytes, ...] = ()
    facts: bytes | None = None
    failures: tuple[ReadError, ...] = ()
    faults: tuple[ReadError, ...] = ()


class Facts(msgspec.Struct):
    """How much was found in the reports of a file."""

    characters: int = 0
    nodes: int = 0
    masked: int = 0
    statements: dict[str, int] = {}
    claims: dict[str, int] = {}
    diagnostics: dict[str, int] = {}
    late: dict[str, int] = {}
    """In how many reports a user's entry ran out of time, by its place and what it did."""

    def add(self, other: Facts) -> None:
        """Add what was found in another."""
        self.characters += other.characters
        self.nodes += other.nodes
        self.masked += other.masked
        for mine, more in (
            (self.statements, other.statements),
            (self.claims, other.claims),
            (self.diagnostics, other.diagnostics),
            (self.late, other.late),
        ):
            for name, count in more.items():
                mine[name] = mine.get(name, 0) + count


def facts_of(report: Report) -> Facts:
    """How much ``report`` holds."""
    return Facts(
        characters=report.source.characters,
        nodes=sum(1 for _ in report.nodes()),
        masked=sum(claim.quantity.masked for claim in report.claims),
        statements=Counter(statement.category for statement in report.statements),
        claims=Counter(claim.category for claim in report.claims),
        diagnostics=Counter(found.code for found in report.diagnostics),
        late=Counter(
            found.message.partition(" on the text ")[0]
            for found in report.diagnostics
            if found.code == RULE_TIMEOUT
        ),
    )


def warm_up(rules: str | None) -> None:
    """Have the rules compiled, so that the time this takes is not that of the first report."""
    parse(trial(), rules=rules)


def read_files(tasks: Sequence[Task], job: Job) -> list[Outcome]:
    """Read the reports of some files and write, or hand back, the outline of each.

    Raises OSError where there is no room left to write to, RuleError for rules that can't be used.
    """
    return [_read_file(task, job) for task in tasks]


def _read_file(task: Task, job: Job) -> Outcome:
    path = Path(reachable(task.path))
    digest = _digest(path)
    if digest is not None and digest == task.sha256:
        return Outcome(task.file, digest, unchanged=True)
    failures: list[ReadError] = []
    faults: list[ReadError] = []
    facts = Facts()
    places: list[tuple[str, int]] = []
    lines: list[bytes] = []

    def failed(error: ReadError) -> None:
        error.name = error.name.removeprefix(str(path))
        failures.append(error)

    inputs = [Input(path, Path(task.name))]
    for source, report in read_each(inputs, failed, job.rules, job.text_column):
        if job.folder is None:
            lines.append(zlib.compress(report.to_json(text=job.text), _LEVEL))
        else:
            place = place_part(Path(task.place), source.part)
            try:
                places.append((os.fspath(place), _write(report, place, job)))
            except OSError as error:
                if error.errno in NO_ROOM:
                    raise
                failures.append(unwritten(Path(job.folder) / place, error))
                continue
        facts.add(facts_of(report))
        fault = fault_in(report, f"/{source.part}" if source.part else "")
        if fault is not None:
            faults.append(fault)
    first, size = places[0] if places else (None, None)
    return Outcome(
        task.file,
        digest,
        reports=len(places) + len(lines),
        place=task.place,
        first=first,
        size=size,
        lines=tuple(lines),
        facts=msgspec.json.encode(facts) if places or lines else None,
        failures=tuple(failures),
        faults=tuple(faults),
    )


def _digest(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):  # reading it will say what is wrong
        return None


def _write(report: Report, place: Path, job: Job) -> int:
    whole = Path(reachable(os.fspath(Path(job.folder or "") / place)))
    write_json(report, whole, text=job.text, parts=Path(job.parts))
    return whole.stat().st_size


def unpack(line: bytes) -> bytes:
    """The JSON of a report that was handed back."""
    return zlib.decompress(line)
