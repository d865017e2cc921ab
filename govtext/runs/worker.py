"""The work on one chunk of files, in any process on any machine.

All arguments and results can be pickled.
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
from govtext.rulebook.trial import trial
from govtext.runs.paths import reachable
from govtext.runs.products import Product, make_of
from govtext.writers.json import write_json

# On a full disk every further file would fail, so the run stops and can be continued later.
DISK_FULL = (errno.ENOSPC, errno.EDQUOT)
# The fastest level of compression: it saves space on disk and in the pipes between processes.
_LEVEL = 1


class Task(NamedTuple):
    """A file to read. ``path`` is absolute; ``sha256`` is that of the bytes of which an outline is
    written already, or None; ``place`` is the path of its outline under the output folder."""

    file: int
    path: str
    name: str
    sha256: str | None
    place: str


class Job(NamedTuple):
    """The settings that are the same for all files of a run.

    ``folder`` is the output folder, None where the outlines are returned; ``parts`` is the folder
    where files are written before they are renamed. With a ``product`` this is returned instead of
    outlines.
    """

    rules: str | None
    text: bool
    text_column: str | None
    folder: str | None
    parts: str
    product: Product | None = None


class Outcome(NamedTuple):
    """The result of a file: its ``reports`` are written, or returned compressed in ``lines``.

    ``place`` is that of its task; ``first`` is the path of the first outline written, and ``size``
    its size in bytes. ``unchanged`` is true where the outline from an earlier run is still right.
    The ``name`` of a failure, except of stage "write", is the rest behind the path of the file:
    empty, or the name of a part. The same holds for ``faults``, the errors of reports that are
    read only in part.
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
    """Counts of what the reports of a file hold."""

    characters: int = 0
    nodes: int = 0
    masked: int = 0
    statements: dict[str, int] = {}
    claims: dict[str, int] = {}
    diagnostics: dict[str, int] = {}
    late: dict[str, int] = {}
    """For each message about a user's entry that ran out of time, the number of reports."""

    def add(self, other: Facts) -> None:
        """Add the counts of another file."""
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
    """The counts of one report."""
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
    """Compile the rules, so that this does not count in the time of the first report."""
    parse(trial(), rules=rules)


def read_files(tasks: Sequence[Task], job: Job) -> list[Outcome]:
    """Read the reports of some files, and write or return the outline of each.

    Raises OSError where the disk is full, RuleError where the rules can't be used.
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
        if job.product is not None:
            lines.append(zlib.compress(make_of(job.product, job.rules)(report), _LEVEL))
        elif job.folder is None:
            lines.append(zlib.compress(report.to_json(text=job.text), _LEVEL))
        else:
            place = place_part(Path(task.place), source.part)
            try:
                places.append((os.fspath(place), _write(report, place, job)))
            except OSError as error:
                if error.errno in DISK_FULL:
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
    """The JSON of a report that is returned in ``Outcome.lines``."""
    return zlib.decompress(line)
