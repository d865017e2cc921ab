"""Many reports in one command: the run, and what it says of reports that can't be read."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn, Protocol

from govtext.batch import find_inputs
from govtext.commands import typed
from govtext.commands.options import RunOptions
from govtext.commands.terminal import complain
from govtext.corpus import read_each
from govtext.document import fault_in
from govtext.errors import ReadError, shown, unwritten
from govtext.extras import require
from govtext.left_out import is_left_out, left_out
from govtext.messages import named, said
from govtext.report import Report
from govtext.runs.chunks import StoppedError
from govtext.runs.convert import Options, Summary, convert
from govtext.runs.ledger import BusyError, DamagedError
from govtext.runs.pools import ClusterError
from govtext.runs.products import Product, make_of
from govtext.runs.progress import watch

_NAMED = 3  # files that a message names
_INTERRUPTED = 130  # the usual exit status after Ctrl-C


class Analysis(Protocol):
    """What a command makes of many reports: a product of each, and of all products a result."""

    @property
    def product(self) -> Product:
        """What is kept of each report."""

    def show(self, lines: Iterable[bytes]) -> str:
        """Print the result of these products. Returns what is said at the end."""

    def write(self, lines: Iterable[bytes], out: Path, parts: Path) -> None:
        """Write the result of these products to a file, as a ``WriteProducts`` does."""


def analyse(
    sources: list[Path],
    out: Path | None,
    given: RunOptions,
    analysis: Analysis,
    wrong: Callable[[], bool] = lambda: False,
) -> None:
    """Write the result of an analysis of the reports in ``sources`` to ``out``, or print it.

    Exits with status 1 where a report can't be read, or ``wrong`` says so at the end.
    """
    require("pandas", "pandas", "this command")
    if out is None:
        reports = EachReport(sources, given.rules, given.text_column)
        done = analysis.show(reports.products(analysis.product))
        reports.finish(done, wrong=wrong())
    options = run_options(given)._replace(product=analysis.product, write=analysis.write)
    run_many(sources, out, options, given.quiet, wrong)


def run_options(given: RunOptions) -> Options:
    """The options of a run, of those that were given."""
    return Options(
        workers=given.workers or os.cpu_count() or 1,
        rules=given.rules,
        text_column=given.text_column,
        timeout=given.timeout,
        fresh=given.fresh,
    )


def run_many(
    sources: list[Path],
    out: Path,
    options: Options,
    quiet: bool,
    wrong: Callable[[], bool] = lambda: False,
) -> None:
    """Read the reports in ``sources`` and write ``out``, in several processes; a run that was
    stopped is continued. Says what failed, and exits with status 0 or 1; 1 too where ``wrong`` says
    so at the end."""
    try:
        with watch(sys.stderr, quiet) as watcher:
            summary = convert(sources, out, options, watcher)
    except KeyboardInterrupt as error:
        warn("stopped. Give the same command again to continue.", quiet)
        raise typed.Exit(_INTERRUPTED) from error
    except (StoppedError, BusyError, ClusterError) as error:
        warn(f"{error}. Give the same command again to continue.", quiet)
        raise typed.Exit(1) from error
    except DamagedError as error:
        warn(error, quiet)
        raise typed.Exit(1) from error
    except OSError as error:
        warn(unwritten(out, error), quiet)
        raise typed.Exit(1) from error
    except sqlite3.Error as error:
        warn(
            f"{shown(str(out))}: the record of the run can't be written ({error}); check "
            "the space and the permissions there, and give the same command again to continue",
            quiet,
        )
        raise typed.Exit(1) from error
    _tell(summary, out, quiet)
    failed = summary.failures or summary.faults or summary.late
    raise typed.Exit(1 if failed or wrong() else 0)


def _tell(summary: Summary, out: Path, quiet: bool) -> None:
    """Say what was written, what was not, and why."""
    for failed in (*summary.failures, *summary.faults):
        warn(ReadError(failed.path, failed.problem, failed.advice), quiet)
    total = summary.written + len(summary.failures)
    say(f"{summary.written} of {total} reports written to {out}", quiet)
    if summary.unchanged:
        say(f"{summary.unchanged} files are unchanged and not read again", quiet)
    for line in left_out(summary.other):
        say(line, quiet)
    if summary.stale:
        names = ", ".join(summary.stale[:_NAMED]) + (", …" if len(summary.stale) > _NAMED else "")
        say(
            f"{len(summary.stale)} outlines of earlier runs are still in {out}, though their files "
            f"are gone: {shown(names)}",
            quiet,
        )
    if summary.failures:
        stages = Counter(failed.stage for failed in summary.failures)
        counts = ", ".join(f"{named(stage)}: {count}" for stage, count in stages.most_common())
        say(f"{len(summary.failures)} failed ({counts})", quiet, summary.listed)
    if summary.faults:
        say(f"{len(summary.faults)} written but not read in full", quiet, summary.listed)
    for entry, count in summary.late.items():
        warn(f"{entry} in {count} reports, which are read without it", quiet)


def say(words: str, quiet: bool, listed: Path | None = None) -> None:
    """Print a message to standard error, unless ``quiet``, with the file that lists what it is
    about, if that could be written."""
    if not quiet:
        see = f"{words}; see {shown(str(listed))}" if listed and listed.exists() else words
        typed.echo(said(see), err=True)


def warn(problem: object, quiet: bool) -> None:
    """Print an error to standard error, unless ``quiet``."""
    if not quiet:
        complain(problem)


class EachReport:
    """The reports in ``sources``, read here one after the other; those that can't be read, or not
    in full, are named on standard error, and so are the files that are no reports by their names.
    ``count`` were read, ``failed`` were not."""

    def __init__(
        self, sources: list[Path], rules: Path | None = None, text_column: str | None = None
    ) -> None:
        self.count = self.failed = self._faulty = 0
        self._sources = sources
        self._rules = None if rules is None else os.fspath(rules)
        self._text_column = text_column

    def __iter__(self) -> Iterator[Report]:
        passed: list[Path] = []
        inputs = find_inputs(self._sources, self._fail, passed.append)
        tell_left_out(passed)
        for item, report in read_each(inputs, self._fail, self._rules, self._text_column):
            self.count += 1
            fault = fault_in(report, str(item.path))
            if fault is not None:
                self._faulty += 1
                complain(fault)
            yield report

    def products(self, product: Product) -> Iterator[bytes]:
        """What ``product`` makes of each report."""
        return map(make_of(product, self._rules), self)

    def _fail(self, error: ReadError) -> None:
        self.failed += 1
        complain(error)

    @property
    def total(self) -> int:
        """How many reports there are, with those that can't be read."""
        return self.count + self.failed

    def finish(self, words: str, *, wrong: bool = False) -> NoReturn:
        """Say on standard error what was done, and exit as ``exit`` does."""
        typed.echo(said(f"{self.count} of {self.total} reports read; {words}"), err=True)
        self.exit(wrong=wrong)

    def exit(self, *, wrong: bool = False) -> NoReturn:
        """Exit with status 1 where a report failed or something is ``wrong``, else 0."""
        raise typed.Exit(1 if self.failed or self._faulty or wrong else 0)


def tell_left_out(passed: Sequence[Path]) -> None:
    """Name on standard error those files of folders that are not read and may be missed."""
    for line in left_out([path for path in passed if is_left_out(path)]):
        typed.echo(line, err=True)
