"""Workers that fail, for spawned processes: on PYTHONPATH as ``sitecustomize``."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

# Every process that starts with this first kills itself, or hangs, at the text that says so, or
# fails at the sentence before it.
_SITE = """
import os, time
from govtext.readers import text
from govtext.stages.claims import make

def read_text(data, name, read=text.read_text):
    if b"KILLS" in data:
        os._exit(9)
    if b"HANGS" in data:
        time.sleep(600)
    if b"SLOW" in data:
        time.sleep(0.05)
    return read(data, name)

def measure(contexts, *others, measure=make.measure):
    if contexts[0].plain.startswith("BREAKS", contexts[-1].quantity.end + 1):
        raise IndexError("list index out of range")
    return measure(contexts, *others)

text.read_text = read_text
make.measure = measure
"""


def plant(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on, processes that start have the faults."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(_SITE, encoding="utf-8")
    paths = [str(folder), os.environ.get("PYTHONPATH", "")]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, paths)))


def wait_for(number: int, folder: Path, pattern: str = "*.json", seconds: float = 60) -> None:
    """Until so many files are in ``folder``."""
    end = time.monotonic() + seconds
    while sum(1 for _ in folder.rglob(pattern)) < number:
        assert time.monotonic() < end, f"{folder} did not fill"
        time.sleep(0.02)


def dies_as_it_is_sent(size: int) -> bytes:
    """More than a pipe holds, from a process that does not live to send it whole."""
    threading.Timer(0.5, os._exit, (7,)).start()
    return bytes(size)
