"""Measure how fast govtext reads, compared with word segmentation of the same texts.

    python benchmarks/speed.py [--reports DIR] [--rounds 5] [--markdown] [--quick]

Needs jieba and spacy (pip install jieba spacy). The texts are those of the sample corpus and, where
there are any, of the folder ../shared/reports (or DIR): one line of the table for each folder of
texts. ``jieba.lcut``, ``jieba.posseg.lcut``, ``spacy.blank("zh")`` with jieba and
``govtext.parse(text).to_json()`` take turns, text by text, in one process; the result is the median
of the rounds. The segmenters get a tenth of the texts of a large folder. Processor time is
measured, so that other work on the machine has little effect; ratios are more reliable than rates.

Then it measures the share of each stage, the time for 1, 10 and 100 times the text, the time to
import, to parse for the first time and of the whole command, and the memory for a very long text.

``--quick`` compares a version before and after a change: it measures only the rates of govtext and
jieba.lcut, and their ratio in one run (pip install jieba).
"""

from __future__ import annotations

import argparse
import gc
import itertools
import logging
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import govtext
from govtext.document import Document
from govtext.language.plain import plain
from govtext.rulebook.load import load
from govtext.stages import STAGES

Reader = Callable[[str], object]

_REPORTS = Path(__file__).resolve().parents[2] / "shared" / "reports"
_MOST = 1_000_000  # characters: the most that the slow readers get
_LONG = 3_000_000  # characters of the text for which memory is measured
_SHORT = 5_000  # characters of the report for which the command is timed


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
    import jieba  # noqa: PLC0415 (an import that takes a second)

    jieba.setLogLevel(logging.WARNING)
    found: dict[str, Reader] = {
        "govtext": lambda text: govtext.parse(text).to_json(),
        "jieba.lcut": jieba.lcut,
    }
    if not quick:
        import jieba.posseg  # noqa: PLC0415
        import spacy  # noqa: PLC0415

        language = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
        language.max_length = 10**9
        found |= {"jieba.posseg.lcut": jieba.posseg.lcut, "spaCy with jieba": language}
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
        for text, (name, read) in itertools.product(texts, reading.items()):
            start = time.process_time()
            read(text)
            total[name] += time.process_time() - start
        for name, seconds in total.items():
            spent[name].append(seconds)
    characters = sum(map(len, texts))
    return {name: characters / statistics.median(seconds) for name, seconds in spent.items()}


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


def command(code: str, rounds: int) -> float:
    """The seconds, by the clock, of a new Python process that runs ``code``."""
    spent = []
    for _ in range(rounds):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
        spent.append(time.perf_counter() - start)
    return statistics.median(spent)


def start_up(text: str, rounds: int) -> dict[str, float]:
    """The seconds of a first use without those of Python itself, and of the whole command."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.txt"
        path.write_text(text, encoding="utf-8")
        bare = command("pass", rounds)
        read = f"import govtext; govtext.parse(open({str(path)!r}, encoding='utf-8').read())"
        argv = ["govtext", "parse", str(path)]
        run = f"import sys; sys.argv = {argv!r}; from govtext.cli import main; main()"
        return {
            "import govtext": command("import govtext", rounds) - bare,
            "import and first parse": command(read, rounds) - bare,
            f"govtext parse FILE of {len(text):,} characters": command(run, rounds),
        }


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


def _row(name: str, characters: int, rate: dict[str, float]) -> list[str]:
    cells = [f"{each:,.0f}" for each in rate.values()]
    return [f"{name} ({characters:,})", *cells, f"{rate['govtext'] / rate['jieba.lcut']:.1f}"]


def _print_table(head: Sequence[str], rows: Iterable[Sequence[str]], *, markdown: bool) -> None:
    if markdown:
        print("| " + " | ".join(head) + " |")
        print("|" + "---|" * len(head))
        for row in rows:
            print("| " + " | ".join(row) + " |")
    else:
        for row in (head, *rows):
            print("  ".join(f"{cell:>22}" if at else f"{cell:32}" for at, cell in enumerate(row)))
    print()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--reports", type=Path, default=_REPORTS)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--markdown", action="store_true", help="tables for the documentation")
    parser.add_argument("--quick", action="store_true", help="only govtext against jieba.lcut")
    given = parser.parse_args()
    found, reading = collections(given.reports), readers(quick=given.quick)
    rows = []
    seconds = dict.fromkeys(reading, 0.0)
    for collection in found:
        rate = rates(collection, reading, given.rounds)
        rows.append(_row(collection.name, collection.characters, rate))
        for name in reading:
            seconds[name] += collection.characters / rate[name]
    characters = sum(collection.characters for collection in found)
    rate = {name: characters / spent for name, spent in seconds.items()}
    rows.append(_row("all of them", characters, rate))
    head = ["characters per second", *reading, "govtext / jieba.lcut"]
    _print_table(head, rows, markdown=given.markdown)
    if given.quick:
        return

    share = {one.name: shares(one.texts[:20], given.rounds) for one in found}
    rows = [
        [stage, *(f"{share[one.name][stage]:.0%}" for one in found)]
        for stage in share[found[0].name]
    ]
    _print_table(["share of a stage", *share], rows, markdown=given.markdown)

    largest = found[-1].texts
    rows = [
        [stage, *(f"{cost:.2f}" for cost in costs)]
        for stage, costs in growth(largest, given.rounds).items()
    ]
    head = ["time per character, by the text's length", "1", "10 times", "100 times"]
    _print_table(head, rows, markdown=given.markdown)

    text = next(text for text in found[-1].texts if len(text) > _SHORT)[:_SHORT]
    rows = [[name, f"{seconds:.2f} s"] for name, seconds in start_up(text, given.rounds).items()]
    rows.append([f"memory for {_LONG:,} characters", f"{peak_memory(largest) / 1e6:,.0f} MB"])
    _print_table(["start-up and memory", ""], rows, markdown=given.markdown)


if __name__ == "__main__":
    main()
