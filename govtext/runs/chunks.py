"""Files given to workers in chunks, and the search for a file that makes a worker die."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Future, wait
from typing import NamedTuple

from govtext.errors import GovtextError, ReadError
from govtext.rulebook.load import RuleError
from govtext.runs.pools import Pool, Start
from govtext.runs.worker import DISK_FULL, Job, Outcome, Task, read_files

# A chunk is large enough that sending it takes little of the time, and small enough that little
# is lost where the run is killed.
_FILES = 16
_BYTES = 1_000_000
# Seconds. A wait without a timeout can't be interrupted on Windows.
_BEAT = 0.5
# The run stops after this many pools in a row that break without a result.
_FALLS = 3


class StoppedError(GovtextError):
    """The run can't go on; the message says why."""


class Chunk(NamedTuple):
    """Files read in one call; ``last`` is true where a file is tried alone for the last time."""

    tasks: Sequence[Task]
    last: bool = False


def chunked(tasks: Iterable[tuple[Task, int]], count: int, limit: int) -> Iterator[Chunk]:
    """``tasks``, each with the size of its file, in chunks.

    ``count`` is the number of tasks, ``limit`` the number of chunks that are given out at a time.
    A few files make chunks of one file, so that every worker has work.
    """
    most = max(1, min(_FILES, count // (2 * limit)))
    gathered: list[Task] = []
    size = 0
    for task, more in tasks:
        if gathered and (len(gathered) >= most or size + more > _BYTES):
            yield Chunk(gathered)
            gathered, size = [], 0
        gathered.append(task)
        size += more
    if gathered:
        yield Chunk(gathered)


def read_chunks(
    tasks: Iterable[tuple[Task, int]], count: int, job: Job, start: Start
) -> Iterator[list[Outcome] | None]:
    """The outcomes of the files, as they arrive; None from time to time while none arrives.

    A chunk whose worker dies or takes too long is read again file by file. A file whose worker
    dies again is tried once more after all others, while nothing else is read: only a file that
    makes a worker die alone fails. Raises StoppedError.
    """
    chunks: Iterator[Chunk] | None = None
    scheduler = _Scheduler()
    falls = 0
    while True:
        with start() as pool:
            chunks = chunks or chunked(tasks, count, pool.limit)
            try:
                for outcomes in scheduler.run(pool, chunks, job):
                    falls = 0 if outcomes is not None else falls
                    yield outcomes
                return
            except BrokenExecutor as error:
                falls += 1
                if falls == _FALLS:
                    raise StoppedError(f"the workers can't be kept running ({error})") from error


class _Scheduler:
    """The chunks that are being read and those to read again; it outlives a pool that breaks."""

    def __init__(self) -> None:
        self._again: deque[Chunk] = deque()
        self._suspects: deque[Chunk] = deque()

    def run(self, pool: Pool, chunks: Iterator[Chunk], job: Job) -> Iterator[list[Outcome] | None]:
        waiting: dict[Future[list[Outcome]], Chunk] = {}
        try:
            while True:
                while len(waiting) < pool.limit and (chunk := self._next(chunks, not waiting)):
                    waiting[pool.executor.submit(read_files, chunk.tasks, job)] = chunk
                if not waiting:
                    return
                done = wait(waiting, _BEAT, "FIRST_COMPLETED").done
                if not done:
                    yield None
                for future in done:
                    # Removed only after it is settled, so that a pool that breaks loses no chunk.
                    yield self._settle(future, waiting[future])
                    del waiting[future]
        except (BrokenExecutor, RuntimeError) as error:
            self._again.extend(waiting.values())
            if isinstance(error, BrokenExecutor):
                raise
            raise BrokenExecutor(str(error)) from error

    def _next(self, chunks: Iterator[Chunk], idle: bool) -> Chunk | None:
        if self._again:
            return self._again.popleft()
        chunk = next(chunks, None)
        if chunk is None and idle and self._suspects:
            return self._suspects.popleft()
        return chunk

    def _settle(self, future: Future[list[Outcome]], chunk: Chunk) -> list[Outcome]:
        try:
            return future.result()
        except BrokenExecutor:
            raise
        except CancelledError as error:
            raise StoppedError("the cluster cancelled the work") from error
        except RuleError as error:
            raise StoppedError(str(error)) from error
        except Exception as error:
            if isinstance(error, OSError) and error.errno in DISK_FULL:
                raise StoppedError(f"the disk is full ({error}); free some space") from error
            if len(chunk.tasks) > 1:
                self._again.extend(Chunk([task]) for task in chunk.tasks)
                return []
            if not isinstance(error, TimeoutError) and not chunk.last:
                self._suspects.append(Chunk(chunk.tasks, last=True))
                return []
            return [Outcome(chunk.tasks[0].file, failures=(_given_up(error),))]


def _given_up(error: Exception) -> ReadError:
    if isinstance(error, TimeoutError):
        return ReadError(
            "", "reading it took too long", "give it more time with --timeout", "timeout"
        )
    return ReadError(
        "",
        f"the process that read it died ({type(error).__name__}: {error})",
        "check whether it is very large or damaged: read it alone with govtext parse",
        "worker",
    )
