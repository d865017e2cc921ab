"""``govtext keywords``: the words that set a year, an issuer or a report apart."""

from __future__ import annotations

import enum
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec

from govtext.analyses.keywords import LEAST, TOP, WordCounts, keywords_frame, product
from govtext.commands import typed
from govtext.commands.many import EachReport, run_many
from govtext.commands.options import (
    FreshOption,
    QuietOption,
    RulesOption,
    SourcesArgument,
    TextColumnOption,
    TimeoutOption,
    TokenizerOption,
    WorkersOption,
    check_output,
    check_rules,
    output_option,
)
from govtext.commands.tables import PAGE_ENDINGS, chinese_name, print_frame
from govtext.messages import language
from govtext.page.words import keywords_page
from govtext.readers import suffix_of
from govtext.runs.convert import Options
from govtext.writers.atomic import replacing
from govtext.writers.frames import FrameSheet, write_frames

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
def keywords_command(  # noqa: PLR0913, PLR0917 (an option each)
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
    rules: RulesOption = None,
    text_column: TextColumnOption = None,
    workers: WorkersOption = None,
    timeout: TimeoutOption = None,
    fresh: FreshOption = False,
    quiet: QuietOption = False,
) -> None:
    """Find the words that set each year, issuer, report or category apart from all others, by log
    odds with a prior and by log-likelihood.

    Exit status 1 where some reports can't be read, or not in full.
    """
    check_rules(rules)
    check_output(out, PAGE_ENDINGS)
    try:
        made = product(tokenizer, None if rules is None else os.fspath(rules))
    except (ValueError, ImportError) as error:
        raise typed.BadParameter(str(error)) from error

    def compared(lines: Iterable[bytes]) -> pd.DataFrame:
        counts = (msgspec.json.decode(line, type=WordCounts) for line in lines)
        return keywords_frame(counts, group.value, top, least)

    if out is None:
        reports = EachReport(sources, rules, text_column)
        found = compared(reports.products(made))
        print_frame(found)
        reports.finish(f"{len(found)} rows")

    def write(lines: Iterable[bytes], path: Path, parts: Path) -> None:
        frame = compared(lines)
        if suffix_of(path.name) == ".html":
            with replacing(path, parts) as file:
                file.write(keywords_page(frame, language()).encode("utf-8"))
        else:
            write_frames([FrameSheet([frame], chinese_name)], path, language(), parts)

    options = Options(
        workers=workers or os.cpu_count() or 1,
        rules=rules,
        text_column=text_column,
        timeout=timeout,
        fresh=fresh,
        product=made,
        write=write,
    )
    run_many(sources, out, options, quiet)
