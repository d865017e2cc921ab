"""``convert``: find the files of a run, read them in workers, record and write the results."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from functools import partial
from importlib import resources
from pathlib import Path
from typing import NamedTuple, Protocol

import msgspec

from govtext.batch import each_input
from govtext.document import INTERNAL_ERROR
from govtext.errors import ReadError, unwritten
from govtext.left_out import is_left_out
from govtext.readers import suffix_of
from govtext.report import SCHEMA
from govtext.runs import pools
from govtext.runs.chunks import read_chunks
from govtext.runs.ledger import Failed, Ledger, Planned
from govtext.runs.paths import reachable
from govtext.runs.products import Product, WriteProducts
from govtext.runs.record import hidden_folder
from govtext.runs.worker import Job, Outcome, Task, unpack
from govtext.version import __version__
from govtext.writers.atomic import replacing
from govtext.writers.files import FILES, Layout, write_file


class Options(NamedTuple):
    """The options of a run.

    ``rules``, ``text`` and ``text_column`` are those for one report; ``table`` and ``lang`` choose
    the table of a file and the language of its columns. ``workers`` processes read the files, or
    the workers of the Dask scheduler at ``cluster``; each report may take ``timeout`` seconds.
    ``fresh`` ignores the results of earlier runs. With a ``product`` this is kept of each report
    instead of its outline, and ``write`` writes the products of all to one file.
    """

    workers: int
    rules: Path | None = None
    text: bool = True
    text_column: str | None = None
    table: str = "claims"
    lang: str = "zh"
    cluster: str | None = None
    timeout: float | None = None
    fresh: bool = False
    product: Product | None = None
    write: WriteProducts | None = None


class Watcher(Protocol):
    """An object that shows the progress of a run."""

    def begin(self, total: int) -> None:
        """The run begins, with ``total`` files."""

    def step(self, done: int, failed: int) -> None:
        """``done`` more files are read, ``failed`` of them failed; both may be 0."""

    def write(self, out: Path) -> None:
        """All files are read, and ``out`` is written now."""


class Summary(NamedTuple):
    """The result of a run."""

    written: int
    unchanged: int
    failures: list[Failed]
    faults: list[Failed]
    """The reports that are written with a diagnostic ``internal-error``."""
    listed: Path
    """The file that lists the failures and faults, if there are any."""
    late: dict[str, int]
    """For each message about a user's entry that ran out of time, the number of reports."""
    other: list[Path]
    """The files in the folders that are not read, since they are no reports by their names."""
    stale: list[str]
    """The outlines of earlier runs in the output folder whose files are gone."""


def is_single(out: Path) -> bool:
    """Whether ``out`` is one file for all reports, not a folder."""
    return suffix_of(out.name) in FILES and not out.is_dir()


def convert(sources: Iterable[Path], out: Path, options: Options, watcher: Watcher) -> Summary:
    """Read the reports in ``sources`` and write their outlines to the folder or file ``out``.

    A file that an earlier run to ``out`` read with the same bytes and the same rules is not read
    again. Raises StoppedError, BusyError, ClusterError, OSError and sqlite3.Error where the run
    can't continue. After these, after KeyboardInterrupt, or where the process was killed, the same
    call continues the run.
    """
    single = options.product is not None or is_single(out)
    listed = out.with_name(f"{out.name}.errors.jsonl") if single else out / "errors.jsonl"
    with Ledger(hidden_folder(out, single), options.fresh) as ledger:
        lost: list[ReadError] = []
        passed: list[Path] = []
        inputs = each_input(sources, lost.append, passed.append)
        total = ledger.plan(inputs, leave_out=(out, listed))
        other = [path for path in passed if is_left_out(path)]
        unchanged = 0
        watcher.begin(total)
        try:
            for outcomes in _read(ledger, total, None if single else out, options):
                unchanged += sum(outcome.unchanged for outcome in outcomes)
                watcher.step(len(outcomes), sum(bool(outcome.failures) for outcome in outcomes))
            told = _failures(lost, ledger)
            failures = [failed for failed in told if failed.stage != INTERNAL_ERROR]
            faults = [failed for failed in told if failed.stage == INTERNAL_ERROR]
            if single:
                watcher.write(out)
                try:
                    _write(ledger, out, options)
                except OSError as error:
                    failures.append(_failed(unwritten(out, error)))
                    late = _late(ledger, options)
                    return Summary(0, unchanged, failures, faults, listed, late, other, [])
        finally:
            _list(_failures(lost, ledger), listed, ledger.parts)
        late = _late(ledger, options)
        stale = [] if single else sorted(_stale(ledger, out))
        return Summary(ledger.written(), unchanged, failures, faults, listed, late, other, stale)


def _stale(ledger: Ledger, folder: Path) -> Iterator[str]:
    """The outlines that earlier runs wrote and that no file of this run has."""
    for place in ledger.former():
        if not ledger.is_taken(place) and _size(folder, place) != -1:
            yield place.as_posix()


def _write(ledger: Ledger, out: Path, options: Options) -> None:
    lines = map(unpack, ledger.lines())
    if options.write is not None:
        options.write(lines, out, ledger.parts)
        return
    rules = None if options.rules is None else os.fspath(options.rules)
    layout = Layout(options.table, options.lang, ledger.parts, rules, ledger.paths())
    write_file(lines, out, layout)


def _read(
    ledger: Ledger, total: int, folder: Path | None, options: Options
) -> Iterator[list[Outcome]]:
    recipe = _recipe(options, folder is not None)
    rules = None if options.rules is None else os.fspath(options.rules.absolute())
    job = Job(
        rules,
        options.text,
        options.text_column,
        None if folder is None else os.fspath(folder.absolute()),
        os.fspath(ledger.parts.absolute()),
        options.product,
    )
    if options.cluster is None:
        start: pools.Start = partial(pools.local, options.workers, options.timeout, rules)
    else:
        start = partial(pools.cluster, options.cluster)
    tasks = (
        (_task(file, recipe, folder), file.size)
        for file in _moved_away(ledger.planned(), ledger, folder)
    )
    for outcomes in read_chunks(tasks, total, job, start):
        if outcomes:
            ledger.record(outcomes, recipe)
        yield outcomes or []


def _moved_away(files: Iterable[Planned], ledger: Ledger, folder: Path | None) -> Iterator[Planned]:
    """``files``, after the outline of each that an earlier run wrote to another path is removed:
    another file may now have that path."""
    for file in files:
        if folder and file.first and file.used != file.place and not ledger.is_taken(file.first):
            _whole(folder, file.first).unlink(missing_ok=True)
        yield file


def _task(file: Planned, recipe: str, folder: Path | None) -> Task:
    stands = file.recipe == recipe and (
        folder is None or (file.used == file.place and _size(folder, file.first) == file.first_size)
    )
    return Task(
        file.id,
        os.fspath(file.path),
        file.name.as_posix(),
        file.sha256 if stands else None,
        os.fspath(file.place),
    )


def _size(folder: Path, place: Path | None) -> int | None:
    # A file without a report has no outline, so none is missing.
    try:
        return None if place is None else _whole(folder, place).stat().st_size
    except OSError:
        return -1


def _whole(folder: Path, place: Path) -> Path:
    return Path(reachable(os.fspath((folder / place).absolute())))


def _recipe(options: Options, indented: bool) -> str:
    """A digest of everything that an outline depends on except the bytes of its file."""
    made_with = hashlib.sha256(
        repr((__version__, SCHEMA, indented, options.text, options.text_column)).encode()
    )
    if options.product is not None:
        made_with.update(repr(options.product).encode())
    folders = [resources.files("govtext.rules"), *([options.rules] if options.rules else [])]
    for folder in folders:
        for file in sorted(folder.iterdir(), key=lambda file: file.name):
            if file.name.endswith(".toml"):
                made_with.update(file.name.encode("utf-8", "surrogateescape"))
                made_with.update(hashlib.sha256(file.read_bytes()).digest())
    return made_with.hexdigest()


def _failures(lost: Iterable[ReadError], ledger: Ledger) -> list[Failed]:
    return [*map(_failed, lost), *ledger.failures()]


def _late(ledger: Ledger, options: Options) -> dict[str, int]:
    return {} if options.rules is None else ledger.total().late


def _failed(error: ReadError) -> Failed:
    return Failed(error.name, error.stage, error.problem, error.advice)


def _list(failures: list[Failed], listed: Path, parts: Path) -> None:
    if not failures:
        listed.unlink(missing_ok=True)
        return
    with replacing(listed, parts) as file:
        for failed in failures:
            line = {
                "file": failed.path.encode("utf-8", "replace").decode("utf-8"),
                "stage": failed.stage,
                "reason": failed.problem,
                "advice": failed.advice,
            }
            file.write(msgspec.json.encode(line) + b"\n")
