"""Chunks given to a pool that breaks in every way that pools break."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from typing import Any

import pytest

from govtext.runs.chunks import StoppedError, chunked, read_chunks
from govtext.runs.pools import Pool, Start
from govtext.runs.worker import Job, Outcome, Task

JOB = Job(None, True, None, None, "parts")


class WorkerDiedError(Exception):
    """What a pool says of a worker that died."""


class Line(Executor):
    """Does each call at once, as ``act`` says, and keeps what was asked of it."""

    def __init__(self, act: Callable[[Sequence[Task]], list[Outcome]]) -> None:
        self.act = act
        self.asked: list[list[int]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        tasks: Sequence[Task] = args[0]
        self.asked.append([task.file for task in tasks])
        future: Future[Any] = Future()
        try:
            future.set_result(self.act(tasks))
        except Exception as error:
            future.set_exception(error)
        return future


def tasks(count: int) -> list[tuple[Task, int]]:
    return [(Task(n, f"/{n}.txt", f"{n}.txt", None, f"{n}.json"), 10) for n in range(count)]


def starts(line: Line, limit: int = 1) -> Start:
    @contextlib.contextmanager
    def start() -> Iterator[Pool]:
        yield Pool(line, limit)

    return start


def run(line: Line, count: int, limit: int = 1) -> dict[int, str]:
    """What came of each file: "done", or the stage it failed in."""
    found: dict[int, str] = {}
    for outcomes in read_chunks(tasks(count), count, JOB, starts(line, limit)):
        for outcome in outcomes or ():
            assert outcome.file not in found
            found[outcome.file] = outcome.failures[0].stage if outcome.failures else "done"
    return found


def raising(error: Exception, *files: int) -> Callable[[Sequence[Task]], list[Outcome]]:
    def act(some: Sequence[Task]) -> list[Outcome]:
        if any(task.file in files for task in some):
            raise error
        return [Outcome(task.file, reports=1) for task in some]

    return act


def test_chunks_are_small_where_files_are_few_or_large() -> None:
    def sizes(found: list[tuple[Task, int]], limit: int) -> list[int]:
        return [len(chunk.tasks) for chunk in chunked(found, len(found), limit)]

    assert sizes(tasks(3), limit=6) == [1, 1, 1]
    assert sizes(tasks(40), limit=1) == [16, 16, 8]
    assert sizes([(task, 600_000) for task, _ in tasks(40)], limit=1) == [1] * 40
    assert sizes([], limit=1) == []


def test_a_dying_worker_costs_only_the_file_that_killed_it() -> None:
    line = Line(raising(WorkerDiedError("signal 9"), 5, 20))
    assert run(line, 40) == {n: "worker" if n in (5, 20) else "done" for n in range(40)}
    # Tried by itself once more, behind all others.
    assert line.asked[-2:] == [[5], [20]]


def test_a_worker_that_died_of_something_else_loses_nothing() -> None:
    falls = iter([True, True])
    line = Line(raising(WorkerDiedError("signal 9"), 5))
    always = line.act

    def twice(some: Sequence[Task]) -> list[Outcome]:
        if any(task.file == 5 for task in some) and next(falls, False):
            return always(some)
        return [Outcome(task.file, reports=1) for task in some]

    line.act = twice
    assert run(line, 40) == dict.fromkeys(range(40), "done")


def test_a_report_is_given_up_only_when_it_alone_took_too_long() -> None:
    assert run(Line(raising(TimeoutError(), 7)), 40) == {
        n: "timeout" if n == 7 else "done" for n in range(40)
    }


def test_a_pool_that_breaks_is_started_anew() -> None:
    falls = iter([False, True, False])
    line = Line(raising(BrokenExecutor("all gone"), *range(100)))
    broken = line.act

    def sometimes(some: Sequence[Task]) -> list[Outcome]:
        if next(falls, False):
            return broken(some)
        return [Outcome(task.file, reports=1) for task in some]

    line.act = sometimes
    assert run(line, 100, limit=3) == dict.fromkeys(range(100), "done")


def test_a_pool_that_always_breaks_stops_the_run() -> None:
    line = Line(raising(BrokenExecutor("all gone"), *range(100)))
    with pytest.raises(StoppedError, match="can't be kept running"):
        run(line, 100)


def test_a_full_disk_stops_the_run() -> None:
    line = Line(raising(OSError(errno.ENOSPC, "No space left on device"), 3))
    with pytest.raises(StoppedError, match="the disk is full"):
        run(line, 10)
