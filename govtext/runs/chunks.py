"""Hands out work in chunks, and finds the one file that a worker died of."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Future, wait
from typing import NamedTuple

from govtext.errors import GovtextError, ReadError
from govtext.rulebook.load import RuleError
from govtext.runs.pools import Pool, Start
from govtext.runs.worker import NO_ROOM, Job, Outcome, Task, read_files

# A chunk is worth the way to a worker and back, and is little to lose when the run is killed.
_FILES = 16
_BYTES = 1_000_000
# A wait without end could not be interrupted on Windows.
_BEAT = 0.5
# Pools that fell one after the other without a single result.
_FALLS = 3


class StoppedError(GovtextError):
    """The run can't go on; the message says why."""


class Chunk(NamedTuple):
    """Files read in one call; ``last`` where a file is tried by itself for the last time."""

    tasks: Sequence[Task]
    last: bool = False


def chunked(tasks: Iterable[tuple[Task, int]], count: int, room: int) -> Iterator[Chunk]:
    """``tasks``, each with the size of its file, in chunks.

    ``count`` is how many tasks there are, ``room`` how many chunks are in hand at once: few files
    are handed out singly, that every worker has some.
    """
    most = max(1, min(_FILES, count // (2 * room)))
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
    """What comes of the files, as it comes; None now and then while nothing does.

    A chunk whose worker dies or overruns its time is done again file by file, and a file whose
    worker dies then, when all others are done and nothing else is in hand: so that only what kills
    a worker by itself is given up. Raises StoppedError.
    """
    chunks: Iterator[Chunk] | None = None
    dealer = _Dealer()
    falls = 0
    while True:
        with start() as pool:
            chunks = chunks or chunked(tasks, count, pool.room)
            try:
                for outcomes in dealer.run(pool, chunks, job):
                    falls = 0 if outcomes is not None else falls
                    yield outcomes
                return
            except BrokenExecutor as error:
                falls += 1
                if falls == _FALLS:
                    raise StoppedError(f"the workers can't be kept running ({error})") from error


class _Dealer:
    """Chunks in hand and to be done again; outlives a pool that broke."""

    def __init__(self) -> None:
        self._again: deque[Chunk] = deque()
        self._suspects: deque[Chunk] = deque()

    def run(self, pool: Pool, chunks: Iterator[Chunk], job: Job) -> Iterator[list[Outcome] | None]:
        waiting: dict[Future[list[Outcome]], Chunk] = {}
        try:
            while True:
                while len(waiting) < pool.room and (chunk := self._next(chunks, not waiting)):
                    waiting[pool.executor.submit(read_files, chunk.tasks, job)] = chunk
                if not waiting:
                    return
                done = wait(waiting, _BEAT, "FIRST_COMPLETED").done
                if not done:
                    yield None
                for future in done:
                    # Taken out only when it is settled: else a break would lose it.
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
            raise StoppedError(
                "the cluster cancelled the run; start it again to continue"
            ) from error
        except RuleError as error:
            raise StoppedError(str(error)) from error
        except Exception as error:
            if isinstance(error, OSError) and error.errno in NO_ROOM:
                raise StoppedError(
                    f"the disk is full ({error}); free some space and run it again"
                ) from error
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
