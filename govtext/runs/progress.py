"""The progress of a run, shown on a terminal or written to a file."""

from __future__ import annotations

import time
from pathlib import Path
from types import TracebackType
from typing import TextIO

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from govtext.messages import said

_EVERY = 10.0  # seconds between two lines where there is no terminal


class Silence:
    """A progress display that shows nothing."""

    def __enter__(self) -> Silence:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        pass

    def begin(self, total: int) -> None:
        """The run begins, with ``total`` files."""

    def step(self, done: int, failed: int) -> None:
        """``done`` more files are read, of which ``failed`` failed."""

    def write(self, out: Path) -> None:
        """All files are read, and ``out`` is written now."""


class ProgressLines(Silence):
    """A line every ten seconds, for a file or a pipe."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._total = self._done = self._failed = 0
        self._start = self._last = time.monotonic()

    def begin(self, total: int) -> None:
        self._total = total

    def step(self, done: int, failed: int) -> None:
        self._done += done
        self._failed += failed
        now = time.monotonic()
        if now - self._last >= _EVERY:
            self._last = now
            rate = self._done / (now - self._start)
            counts = f"{self._done} of {self._total} files, {self._failed} failed, {rate:.1f}/s"
            left = _clock((self._total - self._done) / rate) if rate else ""
            self._say(f"{counts}, {left} left" if left else counts)

    def write(self, out: Path) -> None:
        if time.monotonic() - self._start >= _EVERY:
            self._say(f"writing {out}")

    def _say(self, words: str) -> None:
        print(said(words), file=self._stream, flush=True)


class Bar(Silence):
    """A bar with rate and time left, for a terminal."""

    def __init__(self, console: Console) -> None:
        self._failed = 0
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            _Rate(),
            TimeElapsedColumn(),
            TextColumn(said("left")),
            TimeRemainingColumn(),
            TextColumn("[red]{task.fields[failures]}"),
            console=console,
            # The bar is removed at the end, where the summary is printed.
            transient=True,
        )
        self._task = self._progress.add_task(said("Reading"), total=None, failures="")

    def __enter__(self) -> Bar:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._progress.stop()

    def begin(self, total: int) -> None:
        self._progress.update(self._task, total=total)

    def step(self, done: int, failed: int) -> None:
        self._failed += failed
        words = said(f"{self._failed} failed") if self._failed else ""
        self._progress.update(self._task, advance=done, failures=words)

    def write(self, out: Path) -> None:
        self._progress.update(self._task, description=said(f"Writing {out.name}"), total=None)


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f}/s" if task.speed else "", "progress.data.speed")


def watch(stream: TextIO, quiet: bool) -> Silence:
    """The progress display for ``stream``: a bar on a terminal, lines elsewhere."""
    if quiet:
        return Silence()
    return Bar(Console(file=stream)) if stream.isatty() else ProgressLines(stream)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"
