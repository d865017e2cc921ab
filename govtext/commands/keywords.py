"""``govtext keywords``: the words that set a year, an issuer or a report apart."""

from __future__ import annotations

import enum
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec

from govtext.analyses.keywords import LEAST, TOP, WordCounts, keywords_frame, product
from govtext.commands import typed
from govtext.commands.many import analyse
from govtext.commands.options import (
    RunOptions,
    SourcesArgument,
    TokenizerOption,
    check_output,
    check_rules,
    grouped,
    output_option,
)
from govtext.commands.tables import PAGE_ENDINGS, TableAnalysis
from govtext.messages import language
from govtext.page.words import keywords_page

if TYPE_CHECKING:
    import pandas as pd

app = typed.App()


class GroupOption(enum.StrEnum):
    """What reports are grouped by."""

    year = "year"
    issuer = "issuer"
    source = "source"
    category = "category"


@app.command()
@grouped
def keywords_command(  # noqa: PLR0913 (an option each)
    *,
    sources: SourcesArgument,
    out: Annotated[Path | None, output_option(PAGE_ENDINGS)] = None,
    group: Annotated[
        GroupOption, typed.Option("--group", "-g", help="What is compared with all others.")
    ] = GroupOption.year,
    top: Annotated[
        int, typed.Option("--top", min=1, metavar="N", help="How many words of each group.")
    ] = TOP,
    least: Annotated[
        int, typed.Option("--least", min=1, metavar="N", help="Leave out rarer words.")
    ] = LEAST,
    tokenizer: TokenizerOption = None,
    given: RunOptions,
) -> None:
    """Find the words that set each year, issuer, report or category apart from all others, by log
    odds with a prior and by log-likelihood.

    Exit status 1 where some reports can't be read, or not in full.
    """
    check_rules(given.rules)
    check_output(out, PAGE_ENDINGS)
    try:
        made = product(tokenizer, None if given.rules is None else os.fspath(given.rules))
    except ValueError as error:
        raise typed.BadParameter(str(error)) from error

    def frames(lines: Iterable[bytes]) -> Iterator[pd.DataFrame]:
        counts = (msgspec.json.decode(line, type=WordCounts) for line in lines)
        yield keywords_frame(counts, group.value, top, least)

    def page(lines: Iterable[bytes]) -> str:
        return keywords_page(next(frames(lines)), language())

    analyse(sources, out, given, TableAnalysis(made, frames, {".html": page}))
