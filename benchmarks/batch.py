"""Measure ``govtext convert`` on many reports made from the sample corpus.

    python benchmarks/batch.py [--reports 20000] [--from DIR] [--kills 10] [--folder DIR] [PART ...]

The reports are those of the sample corpus, each with a number of its own, or with --from the files
of DIR in all formats, in turn, under other names.

PART is any of throughput, memory, kills, poison; without one, all. Throughput compares two workers
with one on the same reports. Memory is that of the parent, with a quarter of the reports and with
all. Kills ends a run at random times, continues it each time, and compares the result with that of
a run without a stop. Poison damages one report in a hundred. psutil, which the extra [cluster]
installs, measures the memory.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import itertools
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from importlib import resources
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import psutil

_IN_FOLDER = 500


class Measured(NamedTuple):
    """A run of the command: its exit status, seconds, the parent's peak memory in bytes, and the
    processor seconds of the parent and of the workers."""

    status: int
    seconds: float
    memory: int
    parent: float
    workers: float


def make_reports(folder: Path, count: int) -> None:
    """Make ``count`` reports, different ones from those of the sample corpus."""
    if SOURCE:
        _copy_reports(folder, count)
        return
    samples = sorted(
        (file for file in resources.files("govtext.corpora").joinpath("docs").iterdir()),
        key=lambda file: file.name,
    )
    texts = [(file.name, file.read_bytes()) for file in samples if file.name.endswith(".txt")]
    for number, (name, text) in zip(range(count), itertools.cycle(texts), strict=False):
        place = folder / f"{number // _IN_FOLDER:03}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:06}{name}").write_bytes(text + f"\n附：第{number}号。\n".encode())


SOURCE: list[Path] = []
"""The files of ``--from``."""


def _copy_reports(folder: Path, count: int) -> None:
    for number, path in zip(range(count), itertools.cycle(SOURCE), strict=False):
        place = folder / f"{number // _IN_FOLDER:03}"
        place.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place / f"{number:06}{path.name}")


def command(source: Path, out: Path, workers: int) -> list[str]:
    """The command line that is measured."""
    convert = [sys.executable, "-m", "govtext", "convert", str(source), "-o", str(out), "--quiet"]
    return [*convert, "--workers", str(workers)]


def measure(source: Path, out: Path, workers: int) -> Measured:
    """Run the command to its end."""
    start = time.perf_counter()
    process = psutil.Popen(command(source, out, workers))
    memory = 0
    parent = 0.0
    children: dict[int, float] = {}
    while process.poll() is None:
        with contextlib.suppress(psutil.NoSuchProcess):
            memory = max(memory, process.memory_info().rss)
            parent = _used(process)
            children |= {child.pid: _used(child) for child in process.children()}
        time.sleep(0.05)
    seconds = time.perf_counter() - start
    return Measured(process.wait(), seconds, memory, parent, sum(children.values()))


def _used(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system


def digest(out: Path) -> str:
    """A digest of all outputs in a folder, or of one file."""
    found = hashlib.sha256()
    for path in sorted(out.rglob("*")) if out.is_dir() else [out]:
        if path.is_file() and ".govtext" not in path.relative_to(out).parts:
            found.update(path.relative_to(out).as_posix().encode() + b"\0")
            found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def throughput(folder: Path, count: int, kills: int) -> None:
    """Compare two workers with one.

    On a machine with other work, processor seconds say more than the clock: two processors that do
    nothing else need the half of all of them, and at least those of one process.
    """
    make_reports(folder / "in", count)
    rates: dict[int, float] = {}
    used: dict[int, float] = {}
    for workers in (1, 2, 1, 2):
        shutil.rmtree(folder / "out", ignore_errors=True)
        done = measure(folder / "in", folder / "out", workers)
        rates[workers] = max(rates.get(workers, 0), count / done.seconds)
        least = max(done.parent, done.workers / workers, (done.parent + done.workers) / 2)
        used[workers] = min(used.get(workers, least), least)
        print(
            f"{workers} workers: {count / done.seconds:.1f} reports/s; processor seconds: "
            f"parent {done.parent:.1f}, workers {done.workers:.1f}"
        )
    print(f"2 workers are {rates[2] / rates[1]:.2f} times as fast as 1 by the clock")
    print(f"and {used[1] / used[2]:.2f} times by processor seconds")


def memory(folder: Path, count: int, kills: int) -> None:
    """Measure the peak memory of the parent with a quarter of the reports and with all."""
    for number in (count // 4, count):
        make_reports(folder / f"in{number}", number)
        for name in (f"out{number}", f"out{number}.csv"):
            done = measure(folder / f"in{number}", folder / name, 2)
            print(f"{number} reports to {name}: parent at {done.memory / 1e6:.0f} MB")


def kills(folder: Path, count: int, kills: int) -> None:
    """Kill a run at random times, continue it, and check that the result is the same."""
    make_reports(folder / "in", count)
    for name in ("out", "out.jsonl"):
        undisturbed = measure(folder / "in", folder / "whole" / name, 2)
        for _ in range(kills):
            process = subprocess.Popen(command(folder / "in", folder / "killed" / name, 2))
            time.sleep(random.uniform(0, undisturbed.seconds / kills * 2))
            process.kill()
            process.wait()
        left = measure(folder / "in", folder / "killed" / name, 2)
        same = digest(folder / "whole" / name) == digest(folder / "killed" / name)
        print(
            f"{name}: killed {kills} times, the rest took {left.seconds:.0f} s of "
            f"{undisturbed.seconds:.0f}; {'the same' if same else 'NOT the same'}"
        )


def _document() -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w:document>" + "工作总结" * 5000)
    return packed.getvalue()


def _bomb() -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(500_000_000))
    return packed.getvalue()


def _encrypted() -> bytes:
    data = bytearray(_document())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + flags] |= 1
    return bytes(data)


POISONS: dict[str, Callable[[], bytes]] = {
    "truncated.docx": lambda: _document()[:100],
    "binary.txt": lambda: random.Random(1).randbytes(20_000),
    "encrypted.docx": _encrypted,
    "empty.txt": bytes,
    "bomb.docx": _bomb,
}


def poison(folder: Path, count: int, kills: int) -> None:
    """Damage one report in a hundred; check that each is named and the others are read."""
    make_reports(folder / "in", count)
    spoiled = {name: make() for name, make in POISONS.items()}
    bad = set()
    for number, name in zip(range(count // 100), itertools.cycle(spoiled), strict=False):
        path = folder / "in" / "000" / f"{number:05}{name}"
        path.write_bytes(spoiled[name])
        bad.add(str(path))
    done = measure(folder / "in", folder / "out", 2)
    errors = (folder / "out" / "errors.jsonl").read_text(encoding="utf-8").splitlines()
    named = {json.loads(line)["file"] for line in errors}
    written = sum(1 for _ in (folder / "out").rglob("*.json"))
    print(
        f"{len(bad)} spoiled: {len(bad & named)} named, {len(named - bad)} others; "
        f"{written} of {count} done in {done.seconds:.0f} s, exit status {done.status}"
    )


PARTS = {"throughput": throughput, "memory": memory, "kills": kills, "poison": poison}


def main() -> None:
    """Run the measurements."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("parts", nargs="*", metavar="PART", default=[])
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--from", type=Path, dest="source", metavar="DIR")
    parser.add_argument("--folder", type=Path, help="where to work; else a temporary folder")
    given = parser.parse_args()
    if given.source is not None:
        files = (path for path in given.source.rglob("*") if path.is_file())
        # In an order in which the formats of several folders alternate.
        SOURCE.extend(sorted(files, key=lambda path: hashlib.sha256(path.name.encode()).digest()))
    unknown = set(given.parts) - PARTS.keys()
    if unknown:
        parser.error(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    for name in given.parts or PARTS:
        with tempfile.TemporaryDirectory(dir=given.folder) as folder:
            print(f"— {name}, {given.reports} reports")
            PARTS[name](Path(folder), given.reports, given.kills)


if __name__ == "__main__":
    main()
