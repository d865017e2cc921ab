"""``govtext attention``: how often reports name the concepts of a dictionary."""

from __future__ import annotations

import enum
import functools
import itertools
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, cast

import msgspec
import typer

from govtext.analyses.attention import product
from govtext.analyses.attention_table import AttentionTable, By, Like
from govtext.analyses.counting import ReportCounts
from govtext.analyses.dictionary import Dictionary, dictionary, shipped
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
from govtext.commands.tables import PAGE_ENDINGS, has_regions, print_frame
from govtext.errors import GovtextError
from govtext.messages import language
from govtext.page.words import attention_page
from govtext.readers import suffix_of
from govtext.rulebook.check import checked
from govtext.runs.convert import Options
from govtext.runs.products import Product, WriteProducts
from govtext.writers.atomic import replacing
from govtext.writers.frames import FrameSheet, write_frames

if TYPE_CHECKING:
    import pandas as pd

_AT_ONCE = 500  # reports whose rows are in memory
_SHOWN = ("source", "category", "section", "term", "concept", "hits", "terms", "share_of_words")

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class ByOption(enum.StrEnum):
    """What a report is parted by."""

    category = "category"
    section = "section"
    term = "term"


class LikeOption(enum.StrEnum):
    """The recipes of other studies."""

    substring = "substring"


@app.command()
def attention_command(  # noqa: PLR0913, PLR0917 (an option each)
    sources: SourcesArgument,
    out: Annotated[Path | None, output_option(PAGE_ENDINGS)] = None,
    words: Annotated[
        Path | None,
        typer.Option(
            "--dictionary",
            "-d",
            metavar="D",
            help="A dictionary: .toml, .xlsx, .csv or a list; without it that of govtext.",
        ),
    ] = None,
    by: Annotated[
        ByOption | None, typer.Option("--by", help="A row for each category, section or term.")
    ] = None,
    wide: Annotated[bool, typer.Option("--wide", help="A row for each report.")] = False,
    like: Annotated[
        LikeOption | None,
        typer.Option("--like", help="Count as most studies do: str.count by tokens of jieba."),
    ] = None,
    tokenizer: TokenizerOption = None,
    rules: RulesOption = None,
    text_column: TextColumnOption = None,
    workers: WorkersOption = None,
    timeout: TimeoutOption = None,
    fresh: FreshOption = False,
    quiet: QuietOption = False,
) -> None:
    """Count the terms of concepts in the sentences and headings of reports, a row for each report
    and concept.

    To continue a run that was stopped, give the same command again.

    Exit status 1 where some reports can't be read, or not in full.
    """
    check_rules(rules)
    check_output(out, PAGE_ENDINGS)
    recipe = cast("Like | None", like and like.value)
    table, made = _prepare(
        rules, words, cast("By | None", by and by.value), recipe, tokenizer, wide
    )
    if out is None:
        reports = EachReport(sources, rules, text_column)
        rows = 0
        for frame in _frames(reports.products(made), table):
            print_frame(frame, _SHOWN)
            rows += len(frame)
        reports.finish(f"{rows} rows")
    options = Options(
        workers=workers or os.cpu_count() or 1,
        rules=rules,
        text_column=text_column,
        timeout=timeout,
        fresh=fresh,
        product=made,
        write=functools.partial(write_attention, table),
    )
    run_many(sources, out, options, quiet)


class Counting(NamedTuple):
    """The options of a run that counts."""

    product: Product
    write: WriteProducts


def counting(rules: Path | None) -> Counting:
    """The options of a run that counts the concepts of govtext."""
    table, made = _prepare(rules)
    return Counting(made, functools.partial(write_attention, table))


def _prepare(  # noqa: PLR0913, PLR0917 (an option each)
    rules: Path | None,
    words: Path | None = None,
    by: By | None = None,
    like: Like | None = None,
    tokenizer: str | None = None,
    wide: bool = False,
) -> tuple[AttentionTable, Product]:
    """The table and what is counted for it; exits with a usage error where they can't be made."""
    try:
        chosen = _dictionary(words, rules)
        regions = has_regions()
        folder = None if rules is None else os.fspath(rules)
        made = product(chosen, like, tokenizer, regions=regions, rules=folder)
        return AttentionTable(chosen, by=by, like=like, wide=wide, regions=regions), made
    except (GovtextError, ValueError, ImportError) as error:
        raise typer.BadParameter(str(error)) from error


def _dictionary(words: Path | None, rules: Path | None) -> Dictionary:
    if words is None:
        return shipped(checked(None if rules is None else os.fspath(rules)))
    return dictionary(words)


def write_attention(
    table: AttentionTable, lines: Iterable[bytes], out: Path, parts: Path | None
) -> None:
    """Write the counts of reports, as JSON, to a table or a page."""
    if suffix_of(out.name) == ".html":
        with replacing(out, parts) as file:
            file.write(attention_page(_counts(lines), table.words, language()).encode("utf-8"))
        return
    # The first frame is empty, so that a file without reports has its header.
    frames = itertools.chain([table.frame([])], _frames(lines, table))
    write_frames([FrameSheet(frames, table.chinese_name)], out, language(), parts)


def _counts(lines: Iterable[bytes]) -> Iterator[ReportCounts]:
    return (msgspec.json.decode(line, type=ReportCounts) for line in lines)


def _frames(lines: Iterable[bytes], table: AttentionTable) -> Iterator[pd.DataFrame]:
    counts = _counts(lines)
    while some := list(itertools.islice(counts, _AT_ONCE)):
        yield table.frame(some)
