"""An executor in which one process may die, or be ended after a time limit, without the others.

The pool of the standard library breaks as a whole where one process dies, and has no time limit.
Here each process has a pipe and a thread in the parent that waits for it. So the parent knows
which call a process was running, and may wait for any number of processes (one wait on Windows
takes at most 63 handles).
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
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

# Seconds. Enough for Python to start from a slow network drive, while others start from it too.
_START = 300.0
# Seconds from the end of its pipe to the end of a process that ends by itself.
_END = 2.0


class WorkerDiedError(GovtextError):
    """A process ended during a call; the message gives its exit status."""


class ProcessExecutor(Executor):
    """An executor of ``workers`` processes.

    Where a process dies or takes longer than ``timeout`` (seconds for each call, None for no
    limit), only its call fails, with WorkerDiedError or TimeoutError; a new process replaces it.
    Each process calls ``initializer(*initargs)`` first; an exception there is raised by the first
    call. Where a process can't be started, the call raises BrokenExecutor.

    Processes are spawned on every system, as on Windows, and not forked.
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
        # Held while a process starts or ends: multiprocessing keeps all of them in one set.
        self._lock = threading.Lock()
        self._running: set[_Worker] = set()
        self._threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(workers)]
        for thread in self._threads:
            thread.start()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Call ``fn(*args, **kwargs)`` in one of the processes. Returns a future."""
        future: Future[T] = Future()
        self._calls.put(_Call(future, fn, args, kwargs))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes after all calls, or with ``cancel_futures`` at once."""
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
        """Give calls to one process until it dies, then to the next one."""
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
    """A process and the pipe to it; ``lost`` is true where it can take no more calls."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_work, args=(theirs,), daemon=True)
        self.process.start()
        # The other end of the pipe is closed here, so that it ends with the process.
        theirs.close()
        self.lost = False

    def call(self, call: _Call, timeout: float | None) -> Any:
        """The result of the call. Raises its exception, TimeoutError or WorkerDiedError."""
        try:
            self._pipe.send((call.fn, call.args, call.kwargs))
            # The process too, since one that dies while it starts may leave its pipe open.
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
        """Wait for the process to end, and kill it where it does not."""
        self._pipe.close()
        self.process.join(_END)
        self.process.kill()
        self.process.join()
        self.process.close()


def _end_with_parent() -> None:
    """End this process when its parent has ended, in the middle of a call too."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _work(pipe: connection.Connection[Any, Any]) -> None:
    """Run calls until the pipe ends; this is the program of each process."""
    # Ctrl-C goes to every process of a terminal; only the parent decides what to do.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
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
            except Exception as error:  # the result can't be pickled
                pipe.send((RuntimeError(f"the result of a call can't be pickled: {error}"), None))
