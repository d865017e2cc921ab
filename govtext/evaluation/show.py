"""Scores for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from govtext.evaluation.measures import Miss
from govtext.evaluation.scores import Measure, Scores
from govtext.messages import said
from govtext.writers.console import printable


def scores_table(scores: Scores, misses: list[Miss]) -> RenderableType:
    """The measures as a table that rich prints, with a line for each of ``misses`` above it."""
    shown = Table(box=box.SIMPLE_HEAD)
    shown.add_column(said("measure"))
    for heading in ("precision", "recall", "f1", "accuracy", "95 %", "gold", "pred"):
        shown.add_column(said(heading), justify="right")
    for name, measure in scores.measures.items():
        shown.add_row(said(name), *_cells(measure))
    return Group(*map(_line, misses), shown)


def _cells(measure: Measure) -> Iterator[str]:
    counted = measure.gold or measure.pred
    if measure.kind == "f1":
        rates: tuple[float | None, ...] = (measure.precision, measure.recall, measure.f1, None)
    else:
        rates = (None, None, None, measure.accuracy)
    for rate in rates:
        yield "" if rate is None else f"{rate:.2f}" if counted else "–"
    yield "{:.2f}–{:.2f}".format(*measure.interval) if measure.interval else ""
    yield str(measure.gold)
    yield str(measure.pred) if measure.kind == "f1" else ""


def _line(miss: Miss) -> Text:
    words = [f"[{miss.area}] {miss.document} {miss.start}–{miss.end} {miss.shown}"]
    words += [f"gold {miss.gold!r}"] if miss.gold is not None or miss.got is not None else []
    words += [f"got {miss.got!r}"] if miss.gold is not None or miss.got is not None else []
    return Text(printable("  ".join(words)))
