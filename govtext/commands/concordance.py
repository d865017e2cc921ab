"""``govtext concordance``: every occurrence of a term in its context."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec

from govtext.analyses.concordance import WIDTH, concordance_frame, product
from govtext.commands import typed
from govtext.commands.many import analyse
from govtext.commands.options import (
    RunOptions,
    check_output,
    check_rules,
    grouped,
    output_option,
)
from govtext.commands.tables import PAGE_ENDINGS, TableAnalysis
from govtext.messages import language
from govtext.page.words import concordance_page

if TYPE_CHECKING:
    import pandas as pd

_AT_ONCE = 20_000  # rows in memory
_SHOWN = ("source", "before", "term", "after", "category", "path")

app = typed.App()


@app.command()
@grouped
def concordance_command(
    *,
    sources: Annotated[
        list[str],
        typed.Argument(metavar="SRC... TERM", help="Reports, folders of reports, and a term."),
    ],
    out: Annotated[Path | None, output_option(PAGE_ENDINGS)] = None,
    more: Annotated[
        list[str] | None,
        typed.Option("--term", "-t", metavar="TERM", help="A further term; may be repeated."),
    ] = None,
    width: Annotated[
        int, typed.Option("--width", min=1, metavar="N", help="Characters on each side.")
    ] = WIDTH,
    given: RunOptions,
) -> None:
    """Print every occurrence of TERM in its context, with its section and category; {a,b} in it
    stands for alternatives.

    Exit status 1 where some reports can't be read, or not in full.
    """
    check_rules(given.rules)
    if len(sources) < 2:
        raise typed.BadParameter("give reports, and a term behind them", param_hint="SRC... TERM")
    *paths, term = sources
    if Path(term).exists():
        raise typed.BadParameter(
            f"the last argument is the term, and {term} is a file", param_hint="TERM"
        )
    check_output(out, PAGE_ENDINGS)
    terms = [term, *(more or ())]
    try:
        made = product(terms, width)
    except ValueError as error:
        raise typed.BadParameter(str(error), param_hint="TERM") from error

    def page(lines: Iterable[bytes]) -> str:
        return concordance_page(_rows(lines), terms, language())

    analysis = TableAnalysis(made, _frames, {".html": page}, shown=_SHOWN)
    analyse(list(map(Path, paths)), out, given, analysis)


def _rows(lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    for line in lines:
        yield from msgspec.json.decode(line)


def _frames(lines: Iterable[bytes]) -> Iterator[pd.DataFrame]:
    rows = _rows(lines)
    # The first frame is empty, so that a file without rows has its header.
    yield concordance_frame([])
    while some := list(itertools.islice(rows, _AT_ONCE)):
        yield concordance_frame(some)
