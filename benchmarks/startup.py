"""Measure what a command takes before it reads: against Python itself, in one run.

    python benchmarks/startup.py [--rounds 15]

Each command is run in turn, over several rounds; the least processor time of each counts, since
other work on the machine only adds to it. ``--help`` is to take at most twice the time of bare
Python. ``parse`` of a report of 5,000 characters is measured without the reading itself (the
second time in one process), and compared with a Python that imports msgspec and re: with the data
that an earlier run has kept, and without, as the first run does. Of that time the dictionary of
words is a part, which is loaded where a word is in doubt.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import NamedTuple

if sys.platform != "win32":
    import resource  # noqa: TID251 (not there)

_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
SHORT = 5_000
"""Characters of the report for which the command is timed."""

_READING = """
import sys, time, govtext
text = open(sys.argv[1], encoding="utf-8").read()
def once():
    start = time.process_time(); govtext.parse(text).to_json(); return time.process_time() - start
once()
print(min(once() for _ in range(5)))
"""
_DICTIONARY = """
import time
from govtext.language.segment import segmenter
start = time.process_time(); segmenter(); print(time.process_time() - start)
"""


class Measured(NamedTuple):
    """A command with its processor time in seconds, what it is compared with, and the ratio."""

    name: str
    seconds: float
    compared: str
    ratio: float


def spent(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """The seconds of processor time that a command takes; by the clock on Windows."""
    before = _children()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    return _children() - before


def _installed(folder: Path, kept: str) -> dict[str, str]:
    """The environment of a command with its data kept in ``kept``.

    Python keeps the bytecode of modules, as ``pip`` does when it installs them, whatever the
    environment of this process says.
    """
    own = {name: value for name, value in os.environ.items() if name != _NO_BYTECODE}
    return own | {"PYTHONPYCACHEPREFIX": str(folder / "bytecode"), "GOVTEXT_CACHE": kept}


def _children() -> float:
    if sys.platform == "win32":
        return time.perf_counter()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measured(rounds: int) -> list[Measured]:
    """All commands, measured in turn."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.txt"
        path.write_text(sample(), encoding="utf-8")
        kept = _installed(Path(folder), str(Path(folder) / "kept"))
        nothing = _installed(Path(folder), "")
        python, program = sys.executable, govtext()
        commands = {
            "python -c pass": ([python, "-c", "pass"], kept),
            "govtext --version": ([*program, "--version"], kept),
            "govtext --help": ([*program, "--help"], kept),
            "python -c 'import msgspec, re'": ([python, "-c", "import msgspec, re"], kept),
            "govtext parse": ([*program, "parse", str(path)], kept),
            "govtext parse, nothing kept": ([*program, "parse", str(path)], nothing),
        }
        for command, environment in commands.values():
            spent(command, environment)  # what is kept is written, and files are in memory
        best = dict.fromkeys(commands, 9e9)
        for _ in range(rounds):
            for name, (command, environment) in commands.items():
                best[name] = min(best[name], spent(command, environment))
        reading = min(_said(_READING, str(path)) for _ in range(3))
        dictionary = min(_said(_DICTIONARY) for _ in range(3))
    bare, imports, *_ = (best[name] for name in commands if name.startswith("python"))
    of_bare, of_imports = "python -c pass", "import msgspec, re"
    without = "{} of 5,000 characters, without the reading"
    quick = [name for name in commands if "parse" not in name]
    return [
        *(Measured(name, best[name], of_bare, best[name] / bare) for name in quick),
        *(
            Measured(
                without.format(name),
                best[name] - reading,
                of_imports,
                (best[name] - reading) / imports,
            )
            for name in commands
            if name not in quick
        ),
        Measured("of this the dictionary of words", dictionary, of_imports, dictionary / imports),
        Measured("the reading itself", reading, of_imports, reading / imports),
    ]


def sample() -> str:
    """A report of 5,000 characters, made of the sample corpus."""
    files = sorted(
        (
            file
            for file in resources.files("govtext.corpora").joinpath("docs").iterdir()
            if file.name.endswith(".txt")
        ),
        key=lambda file: file.name,
    )
    return "\n".join(file.read_text(encoding="utf-8") for file in files)[:SHORT]


def govtext() -> list[str]:
    """The command of this environment."""
    here = shutil.which("govtext", path=str(Path(sys.executable).parent))
    return [here] if here else [sys.executable, "-m", "govtext"]


def _said(code: str, *arguments: str) -> float:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, check=True, text=True
    )
    return float(done.stdout)


def rows(rounds: int) -> list[list[str]]:
    """The rows of the table: the command, milliseconds, and the ratio."""
    return [
        [one.name, f"{one.seconds * 1000:.0f}", f"{one.ratio:.1f} × {one.compared}"]
        for one in measured(rounds)
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=15)
    for name, milliseconds, ratio in rows(parser.parse_args().rounds):
        print(f"{name:62} {milliseconds:>6} ms  {ratio}")


if __name__ == "__main__":
    main()
