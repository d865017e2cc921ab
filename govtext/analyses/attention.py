"""Attention: how much of a report is about each concept, from the counts of its terms."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal, get_args

import msgspec

from govtext import report as vocabulary
from govtext.analyses import regions as places
from govtext.analyses.counting import (
    PartCounts,
    ReportCounter,
    ReportCounts,
    SubstringCounter,
    TermCounts,
)
from govtext.analyses.dictionary import Dictionary, Words, dictionary, shipped
from govtext.corpus import Reports, Rules, reports_of
from govtext.frames import Dtypes, load_pandas, typed
from govtext.language.topics import Topic
from govtext.language.wordcount import default_tokenizer, tokenizer
from govtext.messages.catalogue import catalogue as chinese
from govtext.rulebook.check import checked
from govtext.runs.products import Make, Product

if TYPE_CHECKING:
    import pandas as pd

By = Literal["category", "section", "term"]
Like = Literal["substring"]

_REPORT: Dtypes = {
    "source": "string",
    "title": "string",
    "issuer": "string",
    "region_code": "string",
    "region_name": "string",
    "region_level": get_args(places.Level),
    "year": "Int64",
}
_BY: dict[By | None, Dtypes] = {
    None: {},
    "category": {"category": get_args(vocabulary.Category)},
    "section": {"section_order": "Int64", "section": "string"},
    "term": {"term": "string"},
}
_MEASURES: Dtypes = {
    "hits": "Int64",
    "weighted": "Float64",
    "distinct_terms": "Int64",
    "terms": "string",
    "words": "Int64",
    "characters": "Int64",
    "sentences": "Int64",
    "sentences_with_hits": "Int64",
    "share_of_words": "Float64",
    "per_1000_characters": "Float64",
    "share_of_sentences": "Float64",
}
_AGENDA: Dtypes = {
    "agenda_section": "string",
    "agenda_order": "Int64",
    "agenda_sections": "Int64",
    "agenda_position": "Float64",
}
_MADE: Dtypes = {"tokenizer": "string", "dictionary": "string"}
_SIZES = ("words", "characters", "sentences")
_WIDE = {
    "hits": "hits",
    "share": "share_of_words",
    "per_1000": "per_1000_characters",
    "sentences": "share_of_sentences",
}
"""The measures of a wide panel: the end of the name of the column, and the measure."""


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


class AttentionTable:
    """The rows and columns of a table of counts. Raises ValueError for a table that does not
    exist."""

    def __init__(
        self,
        words: Dictionary,
        *,
        by: By | None = None,
        like: Like | None = None,
        wide: bool = False,
        regions: bool = True,
    ) -> None:
        if by not in _BY:
            known = ", ".join(repr(one) for one in _BY if one)
            raise ValueError(f"by is {by!r}; it is one of {known}, or None")
        if wide and by not in (None, "category"):
            raise ValueError(f"a wide table has no columns by {by}; leave out one of the two")
        if like and by not in (None, "term"):
            raise ValueError(f"like={like!r} counts in the whole text, and not by {by}")
        if regions:
            places.check_installed()
        self.words = words
        self._by = by
        self._wide = wide
        self.dtypes = self._wide_dtypes() if wide else self._long_dtypes()

    def frame(self, counts: Iterable[ReportCounts]) -> pd.DataFrame:
        """The table of ``counts``."""
        columns: dict[str, list[Any]] = {name: [] for name in self.dtypes}
        for one in counts:
            for row in self._wide_rows(one) if self._wide else self._long_rows(one):
                for name, values in columns.items():
                    values.append(row.get(name))
        return typed(columns, self.dtypes)

    def chinese_name(self, column: str) -> str:
        """The Chinese name of a column."""
        words = chinese()
        known = words.analyses.get(column) or words.columns.get(column)
        if known:
            return known
        for topic in self.words.topics:
            if column.startswith(f"{topic.name}_"):
                rest = self.chinese_name(column.removeprefix(f"{topic.name}_"))
                return f"{topic.name}_{rest}"
        part, _, rest = column.partition("_")
        return f"{words.values[part]}_{self.chinese_name(rest)}" if rest else column

    def _long_dtypes(self) -> Dtypes:
        agenda = {} if self._by else _AGENDA
        concept: Dtypes = {"concept": "string", "group": "string"}
        return {**_REPORT, **_BY[self._by], **concept, **self._measures(), **agenda, **_MADE}

    def _measures(self) -> Dtypes:
        if self._by == "term":
            left_out = ("distinct_terms", "terms", "sentences_with_hits", "share_of_sentences")
            return {name: kind for name, kind in _MEASURES.items() if name not in left_out}
        return _MEASURES

    def _wide_dtypes(self) -> Dtypes:
        sizes: Dtypes = {}
        cells: Dtypes = {}
        for part in ("", *get_args(vocabulary.Category))[: None if self._by else 1]:
            middle = f"{part}_" if part else ""
            sizes |= dict.fromkeys((f"{middle}{size}" for size in _SIZES), "Int64")
            for topic in self.words.topics:
                for end, measure in _WIDE.items():
                    cells[f"{topic.name}_{middle}{end}"] = _MEASURES[measure]
        agenda: Dtypes = {f"{topic.name}_agenda_order": "Int64" for topic in self.words.topics}
        return {**_REPORT, **sizes, **cells, **agenda, **_MADE}

    def _long_rows(self, counts: ReportCounts) -> Iterator[dict[str, Any]]:
        of = self._of(counts)
        kind = self._by if self._by in ("category", "section") else "all"
        for part in counts.parts:
            if part.kind != kind:
                continue
            place = {"category": part.name, "section_order": part.order, "section": part.name}
            for number, topic in enumerate(self.words.topics):
                row = {**of, **place, "concept": topic.name, "group": topic.group or None}
                if self._by == "term":
                    yield from ({**row, **measured} for measured in self._by_term(number, part))
                    continue
                agenda = counts.agenda.get(number)
                yield {
                    **row,
                    **self._measured(number, part),
                    "agenda_section": agenda and agenda.section,
                    "agenda_order": agenda and agenda.order,
                    "agenda_sections": counts.planned or None,
                    "agenda_position": agenda and agenda.position,
                }

    def _wide_rows(self, counts: ReportCounts) -> Iterator[dict[str, Any]]:
        row = self._of(counts)
        for part in counts.parts:
            if part.kind == "section" or (part.kind == "category" and not self._by):
                continue
            middle = f"{part.name}_" if part.name else ""
            row |= {f"{middle}{size}": getattr(part, size) for size in _SIZES}
            for number, topic in enumerate(self.words.topics):
                measured = self._measured(number, part)
                for end, measure in _WIDE.items():
                    row[f"{topic.name}_{middle}{end}"] = measured[measure]
        for number, topic in enumerate(self.words.topics):
            agenda = counts.agenda.get(number)
            row[f"{topic.name}_agenda_order"] = agenda and agenda.order
        yield row

    def _of(self, counts: ReportCounts) -> dict[str, Any]:
        own = {name: getattr(counts, name) for name in _REPORT}
        return {**own, "tokenizer": counts.tokenizer, "dictionary": self.words.digest}

    def _measured(self, number: int, part: PartCounts) -> dict[str, Any]:
        terms = self.words.counter.terms[number]
        found = part.concepts.get(number, TermCounts())
        ranked = sorted(found.terms.items(), key=lambda one: (-one[1], terms[one[0]].written))
        sentences = None if part.sentences is None else found.sentences
        return {
            **_sized(part, sum(found.terms.values())),
            "weighted": sum(terms[term].weight * count for term, count in found.terms.items()),
            "distinct_terms": len(found.terms),
            "terms": "; ".join(f"{terms[term].written} {count}" for term, count in ranked) or None,
            "sentences_with_hits": sentences,
            "share_of_sentences": _ratio(sentences, part.sentences),
        }

    def _by_term(self, number: int, part: PartCounts) -> Iterator[dict[str, Any]]:
        found = part.concepts.get(number, TermCounts())
        for at, term in enumerate(self.words.counter.terms[number]):
            hits = found.terms.get(at, 0)
            yield {"term": term.written, "weighted": term.weight * hits, **_sized(part, hits)}


def _sized(part: PartCounts, hits: int) -> dict[str, Any]:
    return {
        "hits": hits,
        "words": part.words,
        "characters": part.characters,
        "sentences": part.sentences,
        "share_of_words": _ratio(hits, part.words),
        "per_1000_characters": _ratio(1000 * hits, part.characters),
    }


def _ratio(count: int | None, size: int | None) -> float | None:
    return None if count is None or not size else round(count / size, 9)


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
