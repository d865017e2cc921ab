"""``govtext attention``: how often reports name the concepts of a dictionary."""

from __future__ import annotations

import enum
import itertools
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import msgspec

from govtext.analyses.attention import product
from govtext.analyses.attention_table import AttentionTable, By, Like
from govtext.analyses.counting import ReportCounts
from govtext.analyses.dictionary import Dictionary, dictionary, shipped
from govtext.analyses.regions import is_installed
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
from govtext.errors import GovtextError, MissingPackageError
from govtext.messages import language
from govtext.page.words import attention_page
from govtext.rulebook.usable import checked

if TYPE_CHECKING:
    import pandas as pd

_AT_ONCE = 500  # reports whose rows are in memory
_SHOWN = ("source", "category", "section", "term", "concept", "hits", "terms", "share_of_words")

app = typed.App()


class ByOption(enum.StrEnum):
    """What a report is parted by."""

    category = "category"
    section = "section"
    term = "term"


class LikeOption(enum.StrEnum):
    """The recipes of other studies."""

    substring = "substring"


@app.command()
@grouped
def attention_command(  # noqa: PLR0913 (an option each)
    *,
    sources: SourcesArgument,
    out: Annotated[Path | None, output_option(PAGE_ENDINGS)] = None,
    words: Annotated[
        Path | None,
        typed.Option(
            "--dictionary",
            "-d",
            metavar="D",
            help="A dictionary: .toml, .xlsx, .csv or a list; without it that of govtext.",
        ),
    ] = None,
    by: Annotated[
        ByOption | None, typed.Option("--by", help="A row for each category, section or term.")
    ] = None,
    wide: Annotated[bool, typed.Option("--wide", help="A row for each report.")] = False,
    like: Annotated[
        LikeOption | None,
        typed.Option("--like", help="Count as most studies do: str.count by tokens of jieba."),
    ] = None,
    tokenizer: TokenizerOption = None,
    given: RunOptions,
) -> None:
    """Count the terms of concepts in the sentences and headings of reports, a row for each report
    and concept.

    To continue a run that was stopped, give the same command again.

    Exit status 1 where some reports can't be read, or not in full.
    """
    check_rules(given.rules)
    check_output(out, PAGE_ENDINGS)
    recipe = cast("Like | None", like and like.value)
    parted = cast("By | None", by and by.value)
    made = counting(given.rules, words, parted, recipe, tokenizer, wide)
    analyse(sources, out, given, made)


def counting(  # noqa: PLR0913, PLR0917 (an option each)
    rules: Path | None,
    words: Path | None = None,
    by: By | None = None,
    like: Like | None = None,
    tokenizer: str | None = None,
    wide: bool = False,
) -> TableAnalysis:
    """The analysis that counts the concepts of a dictionary, that of govtext by default; exits with
    a usage error where it can't be made."""
    try:
        chosen = _dictionary(words, rules)
        regions = is_installed()
        folder = None if rules is None else os.fspath(rules)
        made = product(chosen, like, tokenizer, regions=regions, rules=folder)
        table = AttentionTable(chosen, by=by, like=like, wide=wide, regions=regions)
    except MissingPackageError:
        raise
    except (GovtextError, ValueError) as error:
        raise typed.BadParameter(str(error)) from error

    def frames(lines: Iterable[bytes]) -> Iterator[pd.DataFrame]:
        counts = _counts(lines)
        # The first frame is empty, so that a file without reports has its header.
        yield table.frame([])
        while some := list(itertools.islice(counts, _AT_ONCE)):
            yield table.frame(some)

    def page(lines: Iterable[bytes]) -> str:
        return attention_page(_counts(lines), chosen, language())

    return TableAnalysis(made, frames, {".html": page}, table.chinese_name, _SHOWN)


def _dictionary(words: Path | None, rules: Path | None) -> Dictionary:
    if words is None:
        return shipped(checked(None if rules is None else os.fspath(rules)))
    return dictionary(words)


def _counts(lines: Iterable[bytes]) -> Iterator[ReportCounts]:
    return (msgspec.json.decode(line, type=ReportCounts) for line in lines)
