"""``govtext concordance``: every occurrence of a term in its context."""

from __future__ import annotations

import functools
import itertools
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import msgspec

from govtext.analyses.concordance import WIDTH, concordance_frame, product
from govtext.commands import typed
from govtext.commands.many import EachReport, run_many
from govtext.commands.options import (
    FreshOption,
    QuietOption,
    RulesOption,
    TextColumnOption,
    TimeoutOption,
    WorkersOption,
    check_output,
    check_rules,
    output_option,
)
from govtext.commands.tables import PAGE_ENDINGS, chinese_name, print_frame
from govtext.messages import language
from govtext.page.words import concordance_page
from govtext.readers import suffix_of
from govtext.runs.convert import Options
from govtext.writers.atomic import replacing
from govtext.writers.frames import FrameSheet, write_frames

_AT_ONCE = 20_000  # rows in memory
_SHOWN = ("source", "before", "term", "after", "category", "path")

app = typed.App()


@app.command()
def concordance_command(  # noqa: PLR0913, PLR0917 (an option each)
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
    rules: RulesOption = None,
    text_column: TextColumnOption = None,
    workers: WorkersOption = None,
    timeout: TimeoutOption = None,
    fresh: FreshOption = False,
    quiet: QuietOption = False,
) -> None:
    """Print every occurrence of TERM in its context, with its section and category; {a,b} in it
    stands for alternatives.

    Exit status 1 where some reports can't be read, or not in full.
    """
    check_rules(rules)
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
    files = list(map(Path, paths))
    if out is None:
        reports = EachReport(files, rules, text_column)
        count = 0
        for rows in _batches(reports.products(made)):
            print_frame(concordance_frame(rows), _SHOWN)
            count += len(rows)
        reports.finish(f"{count} rows")
    options = Options(
        workers=workers or os.cpu_count() or 1,
        rules=rules,
        text_column=text_column,
        timeout=timeout,
        fresh=fresh,
        product=made,
        write=functools.partial(_write, terms),
    )
    run_many(files, out, options, quiet)


def _rows(lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    for line in lines:
        yield from msgspec.json.decode(line)


def _batches(lines: Iterable[bytes]) -> Iterator[list[dict[str, Any]]]:
    rows = _rows(lines)
    while some := list(itertools.islice(rows, _AT_ONCE)):
        yield some


def _write(terms: list[str], lines: Iterable[bytes], out: Path, parts: Path) -> None:
    if suffix_of(out.name) == ".html":
        page = concordance_page(_rows(lines), terms, language())
        with replacing(out, parts) as file:
            file.write(page.encode("utf-8"))
        return
    frames = map(concordance_frame, itertools.chain([()], _batches(lines)))
    write_frames([FrameSheet(frames, chinese_name)], out, language(), parts)
