"""An executor of processes that die, or are ended for taking too long, one at a time.

The pool of the standard library is broken as a whole when one process dies, and has no time limit.
Here each process has a pipe and a thread of its own on this side, which only waits: so it is always
known which call a process was at, and nothing limits how many are waited for (Windows waits for 63
handles at most in one place).
"""

from __future__ import annotations

import contextlib
import multiprocessing
import pickle
import signal
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from multiprocessing import connection
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from typing import Any, NamedTuple, ParamSpec, TypeVar

from govtext.errors import GovtextError

P = ParamSpec("P")
T = TypeVar("T")

# Seconds. Long enough for Python to start from a slow network drive that all others start from too.
_START = 300.0
# From the end of its pipe to the end of a process that ends by itself.
_END = 2.0


class WorkerDiedError(GovtextError):
    """A process ended in the middle of a call; the message says how."""


class ProcessExecutor(Executor):
    """``workers`` processes. One that dies or overruns ``timeout`` (seconds for each call, None for
    no end) costs only the call it was at, which raises WorkerDiedError or TimeoutError; another
    takes its place.

    Each calls ``initializer(*initargs)`` first; what that raises, the call it was started for
    raises. Where a process can't even be started, the call raises BrokenExecutor.

    They are spawned, everywhere as on Windows, so that nothing depends on what a fork copies.
    """

    def __init__(
        self,
        workers: int,
        timeout: float | None,
        initializer: Callable[..., object],
        initargs: tuple[Any, ...] = (),
    ) -> None:
        self._timeout = timeout
        self._first = _Call(Future(), initializer, initargs, {})
        self._calls: SimpleQueue[_Call | None] = SimpleQueue()
        self._stopping = False
        # Around all that starts and reaps processes, which multiprocessing keeps in one set.
        self._lock = threading.Lock()
        self._running: set[_Worker] = set()
        self._threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(workers)]
        for thread in self._threads:
            thread.start()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have ``fn(*args, **kwargs)`` called in one of the processes."""
        future: Future[T] = Future()
        self._calls.put(_Call(future, fn, args, kwargs))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes: when all is done, or with ``cancel_futures`` at once."""
        if cancel_futures:
            with self._lock:
                self._stopping = True
                for worker in self._running:
                    worker.process.kill()
        for _ in self._threads:
            self._calls.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    def _serve(self) -> None:
        """Hand calls to one process after the other, each until it dies."""
        worker: _Worker | None = None
        while call := self._calls.get():
            if self._stopping:
                call.future.cancel()
            if not call.future.set_running_or_notify_cancel():
                continue
            try:
                worker = worker or self._start()
                result = worker.call(call, self._timeout)
            except Exception as error:
                if worker and worker.lost:
                    self._reap(worker)
                    worker = None
                call.future.set_exception(error)
            else:
                call.future.set_result(result)
        if worker:
            self._reap(worker)

    def _start(self) -> _Worker:
        with self._lock:
            if self._stopping:
                raise BrokenExecutor("the processes have been stopped")
            worker = _Worker()
            self._running.add(worker)
        try:
            worker.call(self._first, _START)
        except (TimeoutError, WorkerDiedError) as error:
            self._reap(worker)
            raise BrokenExecutor(f"a process can't be started: {error}") from error
        except BaseException:
            self._reap(worker)
            raise
        return worker

    def _reap(self, worker: _Worker) -> None:
        with self._lock:
            self._running.remove(worker)
            worker.end()


class _Call(NamedTuple):
    future: Future[Any]
    fn: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


class _Worker:
    """One process and the pipe to it. ``lost`` when it can't be given another call."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_work, args=(theirs,), daemon=True)
        self.process.start()
        # With no other end open here, the end of the process is the end of the pipe.
        theirs.close()
        self.lost = False

    def call(self, call: _Call, timeout: float | None) -> Any:
        """What the call returns, or raises; else TimeoutError or WorkerDiedError."""
        try:
            self._pipe.send((call.fn, call.args, call.kwargs))
            # The process too: one that dies as it starts may leave its end of the pipe open.
            ready = connection.wait([self._pipe, self.process.sentinel], timeout)
            if ready and not self._pipe.poll():
                raise EOFError
            error, result = self._pipe.recv() if ready else (None, None)
        except (EOFError, OSError) as end:
            self.lost = True
            self.process.join(_END)
            raise WorkerDiedError(f"exit status {self.process.exitcode}") from end
        if not ready:
            self.lost = True
            self.process.kill()
            raise TimeoutError(f"not done in {timeout} seconds")
        if error:
            raise error
        return result

    def end(self) -> None:
        """Let it end, or have it end."""
        self._pipe.close()
        self.process.join(_END)
        self.process.kill()
        self.process.join()
        self.process.close()


def _work(pipe: connection.Connection[Any, Any]) -> None:
    """Do calls until the pipe ends: what a process does."""
    # Ctrl-C goes to every process of a terminal; what happens then is for the first to say.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(EOFError, ConnectionError):
        while True:
            packed = pipe.recv_bytes()
            answer: tuple[Exception | None, Any]
            try:
                fn, args, kwargs = pickle.loads(packed)
                answer = None, fn(*args, **kwargs)
            except Exception as error:
                answer = error, None
            try:
                pipe.send(answer)
            except ConnectionError:
                raise
            except Exception as error:  # it can't be pickled
                pipe.send((RuntimeError(f"what a call gave can't be sent: {error}"), None))
