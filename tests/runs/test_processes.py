"""An executor whose processes die, hang, fail and can't be started."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
import types
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from pathlib import Path

import pytest
from worker_faults import dies_as_it_is_sent

from govtext.runs.processes import ProcessExecutor, WorkerDiedError


@pytest.fixture
def pool() -> Iterator[Callable[..., ProcessExecutor]]:
    """Makes executors of spawned processes, and ends them."""
    made: list[ProcessExecutor] = []

    def make(
        workers: int = 1,
        timeout: float | None = 60,
        initializer: Callable[..., object] = os.getpid,
        initargs: tuple[object, ...] = (),
    ) -> ProcessExecutor:
        made.append(ProcessExecutor(workers, timeout, initializer, initargs))
        return made[-1]

    yield make
    for executor in made:
        executor.shutdown(cancel_futures=True)


Make = Callable[..., ProcessExecutor]


def pid(executor: Executor) -> int:
    return executor.submit(os.getpid).result(60)


def test_results_and_errors_come_back(pool: Make) -> None:
    executor = pool(2)
    assert list(executor.map(len, ["", "一", "一二"])) == [0, 1, 2]
    assert executor.submit(int, "12", base=8).result(60) == 10
    with pytest.raises(ValueError, match="invalid literal"):
        executor.submit(int, "x").result(60)


def test_a_process_does_one_call_after_the_other(pool: Make) -> None:
    executor = pool()
    first = pid(executor)
    with pytest.raises(ValueError, match="invalid literal"):
        executor.submit(int, "x").result(60)
    assert pid(executor) == first != os.getpid()


def test_a_death_costs_one_call(pool: Make) -> None:
    executor = pool()
    before = pid(executor)
    calls: list[Future[object]] = [
        executor.submit(len, "一"),
        executor.submit(os._exit, 9),
        executor.submit(len, "一二"),
    ]
    assert calls[0].result(60) == 1
    with pytest.raises(WorkerDiedError, match="exit status 9"):
        calls[1].result(60)
    assert calls[2].result(60) == 2
    assert pid(executor) != before


def test_a_process_that_died_while_it_had_nothing_to_do_is_replaced(pool: Make) -> None:
    executor = pool()
    before = pid(executor)
    (worker,) = executor._running
    worker.process.kill()
    worker.process.join(60)
    with pytest.raises(WorkerDiedError):
        pid(executor)
    assert pid(executor) != before


def test_a_death_in_the_middle_of_an_answer_costs_one_call(
    pool: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    executor = pool()
    before = pid(executor)
    (worker,) = executor._running
    # Reading begins, and goes on only when the process is dead.
    receive = worker._pipe.recv

    def receive_late() -> object:
        worker.process.join(60)
        return receive()

    monkeypatch.setattr(worker._pipe, "recv", receive_late)
    call = executor.submit(dies_as_it_is_sent, 50_000_000)
    with pytest.raises(WorkerDiedError, match="exit status 7"):
        call.result(60)
    assert pid(executor) != before


def test_the_time_limit_is_that_of_one_call(pool: Make) -> None:
    executor = pool(timeout=1)
    pid(executor)
    begun = time.monotonic()
    calls = [executor.submit(time.sleep, seconds) for seconds in (0.6, 0.6, 60, 0.6)]
    for call in (calls[0], calls[1], calls[3]):
        call.result(60)
    with pytest.raises(TimeoutError, match="1 seconds"):
        calls[2].result(60)
    assert time.monotonic() - begun < 30


def test_starting_takes_nothing_from_the_time_of_a_call(pool: Make) -> None:
    executor = pool(timeout=1, initializer=time.sleep, initargs=(2,))
    assert executor.submit(len, "一").result(60) == 1


def test_an_overrun_costs_no_call_of_the_other_processes(pool: Make) -> None:
    executor = pool(2, timeout=3)
    slow = executor.submit(time.sleep, 60)
    others = [executor.submit(time.sleep, 0.01) for _ in range(20)]
    for other in others:
        other.result(60)
    with pytest.raises(TimeoutError):
        slow.result(60)


def test_what_the_initializer_raises_the_call_raises(pool: Make) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        pool(initializer=int, initargs=("x",)).submit(len, "一").result(60)


def test_a_process_that_dies_as_it_starts_breaks_the_executor(pool: Make) -> None:
    with pytest.raises(BrokenExecutor, match="can't be started: exit status 3"):
        pool(initializer=os._exit, initargs=(3,)).submit(len, "一").result(60)


def test_what_cannot_be_sent_says_so(pool: Make) -> None:
    executor = pool()
    before = pid(executor)
    with pytest.raises((AttributeError, TypeError)):
        executor.submit(lambda: 1).result(60)
    with pytest.raises(RuntimeError, match="can't be pickled"):
        executor.submit(threading.Lock).result(60)
    assert pid(executor) == before


def test_a_function_that_is_not_there_says_so(pool: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    here_only = types.ModuleType("here_only")
    exec("def not_there(): pass", here_only.__dict__)
    monkeypatch.setitem(sys.modules, "here_only", here_only)
    executor = pool()
    before = pid(executor)
    with pytest.raises(ImportError):
        executor.submit(here_only.not_there).result(60)
    assert pid(executor) == before


def test_results_larger_than_a_pipe_holds(pool: Make) -> None:
    assert pool().submit(bytes, 5_000_000).result(60) == bytes(5_000_000)


def test_a_call_taken_back_is_not_made(pool: Make, tmp_path: Path) -> None:
    executor = pool()
    pid(executor)
    busy = executor.submit(time.sleep, 0.5)
    mark = executor.submit(os.mkdir, tmp_path / "made")
    assert mark.cancel()
    busy.result(60)
    pid(executor)
    assert not (tmp_path / "made").exists()


def test_shutdown_waits_for_all_or_ends_all(pool: Make) -> None:
    executor = pool(2)
    calls = [executor.submit(time.sleep, 0.1) for _ in range(6)]
    executor.shutdown()
    assert all(call.done() and call.exception() is None for call in calls)
    executor = pool(2)
    pid(executor)
    calls = [executor.submit(time.sleep, 60) for _ in range(6)]
    begun = time.monotonic()
    executor.shutdown(cancel_futures=True)
    assert time.monotonic() - begun < 30
    assert all(call.done() for call in calls)
    assert not executor._running


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_no_process_outlives_one_that_is_killed(tmp_path: Path) -> None:
    code = (
        "import os, time\n"
        "from govtext.runs.processes import ProcessExecutor\n"
        "if __name__ == '__main__':\n"
        "    pool = ProcessExecutor(1, None, os.getpid)\n"
        "    print(pool.submit(os.getpid).result(60), flush=True)\n"
        "    time.sleep(60)\n"
    )
    (script := tmp_path / "script.py").write_text(code, encoding="utf-8")
    process = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE)
    assert process.stdout
    worker = int(process.stdout.readline())
    process.kill()
    process.communicate()
    end = time.monotonic() + 30
    while Path(f"/proc/{worker}/stat").exists():
        state = Path(f"/proc/{worker}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        if state[0] == "Z":
            break
        assert time.monotonic() < end
        time.sleep(0.05)
