"""The table of attention: its rows and columns, long or wide, from the counts of reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal, get_args

from govtext import report as vocabulary
from govtext.analyses import regions as places
from govtext.analyses.counting import PartCounts, ReportCounts, TermCounts
from govtext.analyses.dictionary import Dictionary
from govtext.frames import Dtypes, typed
from govtext.messages.catalogue import catalogue as chinese

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
