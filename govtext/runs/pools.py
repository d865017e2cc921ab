"""Who does the work: processes of this machine, or the workers of a cluster.

Both are executors in the sense of ``concurrent.futures``; a future of either has the result, a
``TimeoutError``, or another exception where the worker died.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from typing import Any, NamedTuple

from govtext.errors import GovtextError
from govtext.runs.processes import ProcessExecutor
from govtext.runs.worker import warm_up

# Enough that no worker waits while the results of others are taken in.
_IN_HAND = 3


class ClusterError(GovtextError):
    """The cluster can't be reached."""


class Pool(NamedTuple):
    """An executor, and how many chunks to have in hand at once."""

    executor: Executor
    room: int


Start = Callable[[], contextlib.AbstractContextManager[Pool]]
"""Starts a pool, and stops it when the block is left."""


@contextlib.contextmanager
def local(workers: int, timeout: float | None, rules: str | None) -> Iterator[Pool]:
    """``workers`` processes of this machine, each with ``timeout`` seconds for a call."""
    executor = ProcessExecutor(workers, timeout, warm_up, (rules,))
    try:
        yield Pool(executor, workers * _IN_HAND)
    finally:
        # Whoever leaves has all results, or wants no more.
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
        raise ClusterError("--cluster needs Dask: pip install 'govtext[cluster]'") from error
    try:
        connect: Any = distributed.Client
        client = connect(address, timeout="20s")
    except (OSError, ValueError) as error:
        raise ClusterError(f"there is no Dask scheduler at {address} ({error})") from error
    try:
        threads = sum(client.nthreads().values())
        # Not pure: a chunk that failed is to be done again, not looked up.
        executor: Executor = client.get_executor(pure=False)
        yield Pool(executor, max(threads, 1) * _IN_HAND)
        executor.shutdown(wait=False)
    finally:
        client.close()
