"""Measure how fast govtext reads, compared with what users would take instead.

    python benchmarks/speed.py [--reports DIR] [--rounds 5] [--quick] [--write docs/speed.md]

The texts are those of the sample corpus and, where there are any, of the folder ../shared/reports
(or DIR): one line of the table for each folder of texts. ``govtext.parse(text).to_json()`` and the
peers of ``benchmarks/peers.py`` that are installed take turns, text by text, in one process; the
result is the median of the rounds. All get a tenth of the texts of a large folder, and those that
find amounts and times the first of these. Processor time is measured, so that other work on the
machine has little effect; ratios are more reliable than rates.

Then it measures the share of each stage, the time for 1, 10 and 100 times the text, the start of
the command (``benchmarks/startup.py``), and the memory for a very long text. ``--write`` puts the
tables into a page of the documentation, between the two comments that say so.

``--quick`` compares a version before and after a change: it measures only the rates of govtext and
jieba.lcut, and their ratio in one run (pip install jieba).
"""

from __future__ import annotations

import argparse
import gc
import itertools
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import startup
from peers import FEW, FINDERS, Reader, finders, segmenters

import govtext
from govtext.document import Document
from govtext.language.plain import plain
from govtext.rulebook.load import load
from govtext.stages import STAGES

_REPORTS = Path(__file__).resolve().parents[2] / "shared" / "reports"
_MOST = 1_000_000  # characters: the most that the slow readers get
_LONG = 3_000_000  # characters of the text for which memory is measured
_BEGIN, _END = "<!-- written by benchmarks/speed.py from here -->", "<!-- to here -->"


class Collection(NamedTuple):
    """A folder of texts."""

    name: str
    texts: list[str]

    @property
    def characters(self) -> int:
        """The number of characters of all texts."""
        return sum(map(len, self.texts))


def collections(reports: Path) -> list[Collection]:
    """The sample corpus, and the folders of ``reports`` that hold texts."""
    samples = resources.files("govtext.corpora").joinpath("docs").iterdir()
    texts = [file.read_text(encoding="utf-8") for file in samples if file.name.endswith(".txt")]
    found = [Collection("sample corpus", texts)]
    for folder in sorted(path for path in reports.glob("*") if path.is_dir()):
        files = sorted(folder.glob("*.txt"))
        if files:
            texts = [govtext.read(file).text or "" for file in files]
            found.append(Collection(f"reports/{folder.name}", texts))
    return found


def readers(*, quick: bool) -> dict[str, Reader]:
    """The readers to measure by name, already loaded; ``quick`` leaves the slower ones out."""
    found: dict[str, Reader] = {"govtext": lambda text: govtext.parse(text).to_json()}
    found |= segmenters(quick=quick)
    if not quick:
        found |= finders()
    for read in found.values():
        read("一、项目建设。全年开工项目32个，增长5%。\n")
    # Dictionaries and rules stay in memory: the garbage collector must not search those of all
    # readers while one is measured.
    gc.collect()
    gc.freeze()
    return found


def rates(collection: Collection, reading: dict[str, Reader], rounds: int) -> dict[str, float]:
    """The characters per second of each reader; they take turns text by text."""
    step = max(1, collection.characters // _MOST)
    texts = collection.texts[::step]
    spent: dict[str, list[float]] = {name: [] for name in reading}
    for _ in range(rounds):
        total = dict.fromkeys(reading, 0.0)
        characters = dict.fromkeys(reading, 0)
        for text, (name, read) in itertools.product(texts, reading.items()):
            if name in FINDERS and characters[name] > FEW:
                continue
            start = time.process_time()
            read(text[:FEW] if name in FINDERS else text)
            total[name] += time.process_time() - start
            characters[name] += len(text[:FEW] if name in FINDERS else text)
        for name, seconds in total.items():
            spent[name].append(seconds / characters[name])
    return {name: 1 / statistics.median(seconds) for name, seconds in spent.items()}


def shares(texts: Iterable[str], rounds: int) -> dict[str, float]:
    """The share of each stage in the time of all stages."""
    rules = load(None)
    spent: dict[str, float] = {}
    for text in texts:
        best: dict[str, float] = {}
        for _ in range(rounds):
            start = time.process_time()
            state = Document(text, plain(text), rules)
            best["plain"] = min(best.get("plain", 9.0), time.process_time() - start)
            for name, stage in STAGES:
                start = time.process_time()
                stage(state)
                best[name] = min(best.get(name, 9.0), time.process_time() - start)
        for name, seconds in best.items():
            spent[name] = spent.get(name, 0.0) + seconds
    whole = sum(spent.values())
    return {name: seconds / whole for name, seconds in spent.items()}


def growth(texts: Sequence[str], rounds: int) -> dict[str, list[float]]:
    """For each stage the time for 10 and 100 times the text, as a multiple of the time for one.

    The longer text is made of different reports, since a repeated copy of a report is not read.
    """
    pieces = [piece for text in texts for piece in text.split("\n") if piece.strip()]
    rules = load(None)
    costs: dict[str, list[float]] = {}
    size = max(1, len(pieces) // 100)
    for times in (1, 10, 100):
        text = "\n".join(pieces[: size * times])
        best: dict[str, float] = {}
        for _ in range(rounds):
            state = Document(text, plain(text), rules)
            for name, stage in STAGES:
                start = time.process_time()
                stage(state)
                best[name] = min(best.get(name, 9e9), time.process_time() - start)
        for name, seconds in best.items():
            costs.setdefault(name, []).append(seconds / len(text))
    return {name: [cost / of[0] for cost in of] for name, of in costs.items()}


_PEAK = """
import re, sys, govtext
from pathlib import Path
text = sys.stdin.buffer.read().decode()
govtext.parse(text).to_json()
status = Path("/proc/self/status")
if status.exists():  # there a process takes over the value of getrusage from its parent
    print(1024 * int(re.search(r"VmHWM:\\s+(\\d+) kB", status.read_text())[1]))
elif sys.platform == "win32":
    import psutil
    print(psutil.Process().memory_info().peak_wset)
else:
    import resource
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def peak_memory(texts: Sequence[str]) -> float:
    """The peak of bytes while a text of three million characters is parsed and written as JSON."""
    pieces: list[str] = []
    size = 0
    for number, text in enumerate(itertools.cycle(texts)):
        # Each line gets a number, since repeated copies of a report are left out.
        pieces += [f"{line}（{number}）\n" for line in text.split("\n")]
        size += len(text)
        if size > _LONG:
            break
    done = subprocess.run(
        [sys.executable, "-c", _PEAK],
        input="".join(pieces)[:_LONG].encode(),
        capture_output=True,
        check=True,
    )
    return float(done.stdout)


Table = tuple[Sequence[str], list[Sequence[str]]]
"""The head of a table, and its rows."""


def rate_table(found: Sequence[Collection], reading: dict[str, Reader], rounds: int) -> Table:
    """The characters per second of each reader for each folder, and over all of them; below, how
    many times as fast govtext is as each."""
    rows = []
    seconds = dict.fromkeys(reading, 0.0)
    for collection in found:
        rate = rates(collection, reading, rounds)
        rows.append(_row(collection.name, collection.characters, rate))
        for name in reading:
            seconds[name] += collection.characters / rate[name]
    characters = sum(collection.characters for collection in found)
    rate = {name: characters / spent for name, spent in seconds.items()}
    rows.append(_row("all of them", characters, rate))
    times = (f"{rate['govtext'] / each:,.1f}" for each in rate.values())
    rows.append(["govtext is faster, times", *times, ""])
    return ["characters per second", *reading, "govtext / jieba.lcut"], rows


def _row(name: str, characters: int, rate: dict[str, float]) -> list[str]:
    cells = [f"{each:,.0f}" for each in rate.values()]
    return [f"{name} ({characters:,})", *cells, f"{rate['govtext'] / rate['jieba.lcut']:.1f}"]


def share_table(found: Sequence[Collection], rounds: int) -> Table:
    """The share of each stage for each folder."""
    share = {one.name: shares(one.texts[:20], rounds) for one in found}
    stages = share[found[0].name]
    rows = [[stage, *(f"{share[one.name][stage]:.0%}" for one in found)] for stage in stages]
    return ["share of a stage", *share], rows


def growth_table(texts: Sequence[str], rounds: int) -> Table:
    """What ``growth`` gives."""
    rows = [
        [stage, *(f"{cost:.2f}" for cost in costs)]
        for stage, costs in growth(texts, rounds).items()
    ]
    return ["time per character, by the text's length", "1", "10 times", "100 times"], rows


def markdown(table: Table) -> str:
    """A table for the documentation.

    >>> print(markdown((["a", "b"], [["1", "2"]])))
    | a | b |
    |---|---|
    | 1 | 2 |
    """
    head, rows = table
    lines = [f"| {' | '.join(row)} |" for row in (head, *rows)]
    return "\n".join([lines[0], "|" + "---|" * len(head), *lines[1:]])


def plain_table(table: Table) -> str:
    """A table for the terminal."""
    head, rows = table
    return "\n".join(
        "  ".join(f"{cell:>22}" if at else f"{cell:44}" for at, cell in enumerate(row))
        for row in (head, *rows)
    )


def written(page: str, tables: Iterable[Table]) -> str:
    """A page with the tables between its two comments in place of what stands there."""
    before, found, rest = page.partition(_BEGIN)
    _, closed, behind = rest.partition(_END)
    if not found or not closed:
        raise ValueError(f"the page has no line {_BEGIN!r}, or no line {_END!r} below it")
    return "\n\n".join([before + _BEGIN, *map(markdown, tables), _END + behind])


def main() -> None:
    """Measure, and print or write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--reports", type=Path, default=_REPORTS)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="only govtext against jieba.lcut")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="put the tables into this page")
    given = parser.parse_args()
    found, reading = collections(given.reports), readers(quick=given.quick)
    tables = [rate_table(found, reading, given.rounds)]
    if not given.quick:
        largest = found[-1].texts
        tables += [
            share_table(found, given.rounds),
            growth_table(largest, given.rounds),
            (["start of a command", "ms", "times"], startup.rows(3 * given.rounds)),
            (
                ["memory", "MB"],
                [[f"for {_LONG:,} characters", f"{peak_memory(largest) / 1e6:,.0f}"]],
            ),
        ]
    print("\n\n".join(map(plain_table, tables)))
    if given.write is not None:
        page = given.write.read_text(encoding="utf-8")
        given.write.write_text(written(page, tables), encoding="utf-8")


if __name__ == "__main__":
    main()
