"""Attention: how much of a report is about each concept, from the counts of its terms."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import msgspec

from govtext.analyses.attention_table import AttentionTable, By, Like
from govtext.analyses.counting import ReportCounter, SubstringCounter
from govtext.analyses.dictionary import Dictionary, Words, dictionary, shipped
from govtext.corpus import Reports, Rules, reports_of
from govtext.frames import load_pandas
from govtext.language.topics import Topic
from govtext.language.wordcount import default_tokenizer, tokenizer
from govtext.rulebook.usable import checked
from govtext.runs.products import Make, Product

if TYPE_CHECKING:
    import pandas as pd


def attention(  # noqa: PLR0913 (all except the first two are keywords)
    reports: Reports,
    dictionary: Words | Dictionary | None = None,
    *,
    by: By | None = None,
    like: Like | None = None,
    tokenizer: str | None = None,
    wide: bool = False,
    regions: bool = True,
    rules: Rules = None,
) -> pd.DataFrame:
    """How often each report names the concepts of a dictionary: a row for each report and concept.

    Takes a report, an iterable of reports, or the path of a file, folder, table or archive that
    they are read from, one after the other. ``dictionary`` is the path of a dictionary, terms by
    concept, or a list of terms; None is that of govtext (``rules/topics.toml``).

    Returns a DataFrame. ``hits`` counts the occurrences of the terms in the body of the report: its
    sentences and headings, without the page around it, copies of it, titles and signatures.
    ``share_of_words`` is hits by words (a number from 0 to 1), ``per_1000_characters`` hits by
    thousands of characters, ``share_of_sentences`` the sentences with a hit by all sentences.
    ``agenda_order`` is the number of the section of the plans in which the concept stands first,
    ``agenda_position`` the share of the planned text before it. ``tokenizer`` and ``dictionary``
    name what the words were cut with, and the hash of the dictionary.

    With ``by`` there is a row for each "category" (achievement, problem, plan, other), each
    outermost "section" or each "term". With ``wide`` each report is one row, with columns for each
    concept (``金融_share``), and with ``by="category"`` for each category of it
    (``金融_plan_share``).

    ``like="substring"`` counts as most studies do: each term alone by ``str.count`` on the whole
    text, divided by the number of tokens of jieba. ``tokenizer`` is "rjieba", "jieba", "spacy" or
    "spacy:PIPELINE". ``regions`` finds the region codes of issuers.

    Raises ValueError for wrong arguments, ImportError where something is not installed, and the
    errors of ``read_corpus`` and of dictionaries.

    >>> import govtext
    >>> report = govtext.parse("二、明年打算\\n优化营商环境。保护生态环境，治理污染。\\n")
    >>> frame = attention(report, {"环境": ["生态环境", "污染"]}, regions=False)
    >>> frame[["concept", "hits", "words", "sentences_with_hits"]].values.tolist()
    [['环境', 2, 9, 1]]
    """
    load_pandas("attention")
    table = AttentionTable(
        _dictionary(dictionary, rules), by=by, like=like, wide=wide, regions=regions
    )
    counter = make_counter(table.words, like, tokenizer, regions=regions, rules=rules)
    return table.frame(counter.count(report) for report in reports_of(reports, rules=rules))


def _dictionary(words: Words | Dictionary | None, rules: Rules) -> Dictionary:
    if words is None:
        return shipped(checked(None if rules is None else os.fspath(rules)))
    return dictionary(words)


def make_counter(
    words: Dictionary, like: Like | None, name: str | None, *, regions: bool, rules: Rules
) -> ReportCounter:
    """The counter of a dictionary with the tokenizer ``name``. Raises ValueError and ImportError
    as ``attention`` does."""
    if like == "substring":
        if name not in (None, "jieba"):
            raise ValueError(f"like='substring' counts the tokens of jieba, not of {name}")
        return SubstringCounter(words, regions=regions)
    if like is not None:
        raise ValueError(f"like is {like!r}; the only recipe is 'substring'")
    book = checked(None if rules is None else os.fspath(rules))
    return ReportCounter(words, tokenizer(name or default_tokenizer(), book), regions=regions)


class AttentionSettings(msgspec.Struct):
    """What the counts of a run depend on."""

    topics: list[Topic]
    like: Like | None
    tokenizer: str | None
    regions: bool
    made_with: str


def product(
    words: Dictionary, like: Like | None, name: str | None, *, regions: bool, rules: Rules
) -> Product:
    """The counts of a dictionary as the product of a run."""
    counter = make_counter(words, like, name, regions=regions, rules=rules)
    settings = AttentionSettings(list(words.topics), like, name, regions, counter.tokenizer.name)
    return Product(f"{__name__}:make_counts", msgspec.json.encode(settings))


def make_counts(settings: bytes, rules: str | None) -> Make:
    """The function of a run from a report to its counts, as JSON."""
    read = msgspec.json.decode(settings, type=AttentionSettings)
    counter = make_counter(
        Dictionary(read.topics), read.like, read.tokenizer, regions=read.regions, rules=rules
    )
    return lambda report: msgspec.json.encode(counter.count(report))
