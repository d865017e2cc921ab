"""A summary of the result of a run, from its record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from govtext.document import INTERNAL_ERROR
from govtext.errors import ReadError
from govtext.messages import named, said
from govtext.runs.ledger import Ledger
from govtext.runs.record import folder_of
from govtext.runs.worker import Facts
from govtext.writers.console import CATEGORIES, printable

_TOP = 10


def inspect(out: Path) -> RenderableType:
    """Counts, failures and the most frequent diagnostics of the last run to ``out``.

    Raises ReadError where there is no record, BusyError while a run is writing, and DamagedError.
    """
    folder = folder_of(out, not out.is_dir())
    if not out.exists() and not folder.exists():
        raise ReadError(str(out), "there is no such file or folder", "check the path")
    if not folder.is_dir():
        problem = f"there is no record of a run ({folder})"
        raise ReadError(
            str(out), problem, "give the output of govtext convert at the path where it was written"
        )
    with Ledger.opened(folder) as ledger:
        total = ledger.total()
        failures = Counter((failed.stage, _kind(failed.problem)) for failed in ledger.failures())
        return Group(*_shown(out, ledger, total, failures))


def _kind(problem: str) -> str:
    # The text in brackets differs from file to file.
    return problem.partition(" (")[0].partition(":")[0]


def _shown(
    out: Path, ledger: Ledger, total: Facts, failures: Counter[tuple[str, str]]
) -> Iterator[RenderableType]:
    yield Text(str(out), "bold")
    waiting = ledger.waiting()
    counts = Table(box=None, show_header=False)
    counts.add_column()
    counts.add_column(justify="right")
    counts.add_row(said("reports"), f"{ledger.written():,}")
    faults = sum(count for (stage, _), count in failures.items() if stage == INTERNAL_ERROR)
    if faults:
        counts.add_row("  " + said("not read in full"), f"{faults:,}")
    counts.add_row(said("failures"), f"{failures.total() - faults:,}")
    if waiting:
        counts.add_row(said("files not read yet"), f"{waiting:,}")
    counts.add_row(said("characters"), f"{total.characters:,}")
    counts.add_row(said("headings and items"), f"{total.nodes:,}")
    counts.add_row(said("statements"), f"{sum(total.statements.values()):,}")
    counts.add_row(said("claims"), f"{sum(total.claims.values()):,}")
    counts.add_row("  " + said("of them masked"), f"{total.masked:,}")
    yield counts
    yield ""
    yield _table(
        ("category", "statements", "claims"),
        [
            (named(name), total.statements.get(name, 0), total.claims.get(name, 0))
            for name in CATEGORIES
        ],
    )
    if failures:
        yield ""
        yield _table(
            ("stage", "reason", "failures"),
            [
                (named(stage), said(kind), count)
                for (stage, kind), count in failures.most_common(_TOP)
            ],
        )
    if total.diagnostics:
        yield ""
        yield _table(
            ("diagnostic", "times"),
            [(named(code), count) for code, count in Counter(total.diagnostics).most_common(_TOP)],
        )


def _table(headers: tuple[str, ...], rows: Sequence[tuple[str | int, ...]]) -> Table:
    shown = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for header, value in zip(headers, rows[0], strict=True):
        shown.add_column(said(header), justify="right" if isinstance(value, int) else "left")
    for row in rows:
        shown.add_row(*(f"{v:,}" if isinstance(v, int) else printable(v) for v in row))
    return shown
