"""Pools of workers: processes of this machine, or the workers of a cluster.

Both are executors of ``concurrent.futures``. A future has the result, a ``TimeoutError``, or
another exception where the worker died.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from typing import Any, NamedTuple

from govtext.errors import GovtextError
from govtext.extras import install_command
from govtext.runs.processes import ProcessExecutor
from govtext.runs.worker import warm_up

# Chunks for each worker: enough that no worker waits while the results of others are recorded.
IN_HAND = 3


class ClusterError(GovtextError):
    """The cluster can't be reached."""


class Pool(NamedTuple):
    """An executor, and the number of chunks to give it at a time."""

    executor: Executor
    limit: int


Start = Callable[[], contextlib.AbstractContextManager[Pool]]
"""Starts a pool, and stops it at the end of the block."""


@contextlib.contextmanager
def local(workers: int, timeout: float | None, rules: str | None) -> Iterator[Pool]:
    """``workers`` processes of this machine, each with ``timeout`` seconds for a call."""
    executor = ProcessExecutor(workers, timeout, warm_up, (rules,))
    try:
        yield Pool(executor, workers * IN_HAND)
    finally:
        # At the end of the block all results are there, or no more are wanted.
        executor.shutdown(cancel_futures=True)


@contextlib.contextmanager
def cluster(address: str) -> Iterator[Pool]:
    """The workers of the Dask scheduler at ``address``.

    They need govtext, and the inputs and the output folder under the same paths as here. Raises
    ClusterError where there is none, or Dask is not installed.
    """
    try:
        import distributed  # noqa: PLC0415 (slow to import, and an extra)
    except ImportError as error:
        raise ClusterError(f"--cluster needs Dask: {install_command('cluster')}") from error
    try:
        connect: Any = distributed.Client
        client = connect(address, timeout="20s")
    except (OSError, ValueError) as error:
        raise ClusterError(f"there is no Dask scheduler at {address} ({error})") from error
    try:
        threads = sum(client.nthreads().values())
        # Not pure: a chunk that failed is read again and its result is not taken from a cache.
        executor: Executor = client.get_executor(pure=False)
        yield Pool(executor, max(threads, 1) * IN_HAND)
        executor.shutdown(wait=False)
    finally:
        client.close()
