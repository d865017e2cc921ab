"""Measure how long the files of results take to write, and in how much memory.

    python benchmarks/writing.py [--claims 1000000] [--folder DIR] [SUFFIX ...]

The reports are those of the sample corpus, again and again, each with a number in its name. For
each SUFFIX (.csv .xlsx .parquet .duckdb) a new process writes one file with the given number
of claims. Of it are printed the processor seconds, the peak of memory, and how many times longer
the same claims take to read: below one, the writing would hold up a single worker that reads.
"""

from __future__ import annotations

import argparse
import itertools
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import govtext
from govtext.writers.files import Layout, write_file

_SUFFIXES = (".csv", ".xlsx", ".parquet", ".duckdb")
_MEASURE = "import sys; sys.path.insert(0, sys.argv[1]); import writing; writing.measure(sys.argv)"


def samples() -> list[govtext.Report]:
    """The reports of the sample corpus."""
    folder = resources.files("govtext.corpora").joinpath("docs")
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    return [
        govtext.parse(file.read_text(encoding="utf-8"))
        for file in files
        if file.name.endswith(".txt")
    ]


def lines(claims: int) -> Iterator[bytes]:
    """The JSON of reports with ``claims`` claims in all, as a run gives it to a writer."""
    written = 0
    for number, report in enumerate(itertools.cycle(samples()), 1):
        report.source.name = f"{number:06}.txt"
        yield report.to_json()
        written += len(report.claims)
        if written >= claims:
            return


def reading(claims: int) -> float:
    """The processor seconds that it takes to read the reports with so many claims."""
    texts = [report.text or "" for report in samples()]
    start = time.process_time()
    found = sum(len(govtext.parse(text).claims) for text in texts for _ in range(5))
    return (time.process_time() - start) * claims / found


def measure(arguments: list[str]) -> None:
    """Write one file; print the processor seconds, without those of making the JSON, and the peak
    of memory in bytes."""
    path, claims = Path(arguments[2]), int(arguments[3])
    start = time.process_time()
    for _ in lines(claims):
        pass
    made = time.process_time() - start
    start = time.process_time()
    write_file(lines(claims), path, Layout("claims", "en", path.parent))
    print(time.process_time() - start - made, peak(), path.stat().st_size)


def peak() -> int:
    """The peak of memory of this process in bytes, on Linux; else that of psutil now."""
    status = Path("/proc/self/status")
    if status.exists():
        said = status.read_text(encoding="utf-8").splitlines()
        (line,) = (one for one in said if one.startswith("VmHWM"))
        return 1024 * int(line.split()[1])
    import psutil  # noqa: PLC0415 (only where the system does not say)

    return int(psutil.Process().memory_info().rss)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("suffixes", nargs="*", metavar="SUFFIX", default=[])
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, help="where to write; else a temporary folder")
    given = parser.parse_args()
    seconds = reading(given.claims)
    print(f"{given.claims:,} claims take {seconds:.0f} s of processor time to read")
    for suffix in given.suffixes or _SUFFIXES:
        with tempfile.TemporaryDirectory(dir=given.folder) as folder:
            path = Path(folder) / f"claims{suffix}"
            here = str(Path(__file__).parent)
            arguments = [here, str(path), str(given.claims)]
            done = subprocess.run(
                [sys.executable, "-c", _MEASURE, *arguments],
                capture_output=True,
                check=True,
                text=True,
            )
            taken, memory, size = map(float, done.stdout.split())
            print(
                f"{suffix:9} {taken:6.0f} s, reading takes {seconds / taken:5.1f} times as long;"
                f" {memory / 1e6:6.0f} MB of memory, a file of {size / 1e6:.0f} MB"
            )


if __name__ == "__main__":
    main()
