"""The pages of word analyses: trends of concepts, keywords, and a concordance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from govtext.analyses.counting import ReportCounts
from govtext.analyses.dictionary import Dictionary
from govtext.page.analysis import (
    Cell,
    MarkedText,
    TrendLine,
    analysis_page,
    charts,
    counted,
    grid,
    heads,
    section,
    trend,
    word,
    written,
)
from govtext.page.bilingual import Bilingual
from govtext.page.charts import BarPart, bar
from govtext.page.markup import escaped, legible
from govtext.report import Category

if TYPE_CHECKING:
    import pandas as pd

_CATEGORIES: tuple[Category, ...] = ("achievement", "problem", "plan")
_MOST = 5000  # rows of a page


class _Mean:
    """A density over several reports: hits by thousands of characters."""

    def __init__(self) -> None:
        self.hits = self.characters = 0

    def add(self, hits: int, characters: int) -> None:
        self.hits += hits
        self.characters += characters

    @property
    def density(self) -> float:
        return 1000 * self.hits / self.characters if self.characters else 0.0


def attention_page(counts: Iterable[ReportCounts], words: Dictionary, lang: str) -> str:
    """A chart for each concept, with its hits per 1,000 characters by year in all and in each
    category, and a table of the concepts by issuer."""
    by_year: dict[tuple[int, str, int], _Mean] = defaultdict(_Mean)
    by_place: dict[tuple[str, int], _Mean] = defaultdict(_Mean)
    reports = 0
    for one in counts:
        reports += 1
        for part in one.parts:
            for number in range(len(words.topics)):
                found = part.concepts.get(number)
                hits = sum(found.terms.values()) if found else 0
                if part.kind != "section" and one.year:
                    by_year[number, part.name, one.year].add(hits, part.characters)
                if part.kind == "all" and one.issuer:
                    by_place[one.issuer, number].add(hits, part.characters)
    figures = [
        trend(
            topic.name,
            [
                TrendLine(
                    word(name or "all"),
                    {
                        year: mean.density
                        for (at, part_name, year), mean in by_year.items()
                        if at == number and part_name == name and mean.characters
                    },
                )
                for name in ("", *_CATEGORIES)
            ],
        )
        for number, topic in enumerate(words.topics)
    ]
    issuers = sorted({issuer for issuer, _ in by_place})
    rows: list[list[Cell]] = [
        [issuer, *(by_place[issuer, number].density for number in range(len(words.topics)))]
        for issuer in issuers
    ]
    names = [topic.name for topic in words.topics]
    parts = [
        section(word("trends"), f"{charts(figures)}{_key()}"),
        section(word("places"), grid([word("issuer"), *names], rows)),
    ]
    note = counted([("reports", reports)], f" · {words.digest}")
    return analysis_page(word("attention"), note, parts, lang)


def _key() -> str:
    names = [word(name or "all") for name in ("", *_CATEGORIES)]
    spans = "".join(
        f'<span class="series-{number}"><i></i>{written(name)}</span> '
        for number, name in enumerate(names)
    )
    return f'<p class="key">{spans}</p>'


def keywords_page(frame: pd.DataFrame, lang: str) -> str:
    """A table for each group, with a bar for the log odds of each word."""
    rows: dict[str, list[Any]] = {}
    for row in frame.itertuples(index=False):
        rows.setdefault(str(row[0]), []).append(row)
    parts = [section(group, _bars(found)) for group, found in rows.items()]
    note = counted([("group", len(rows))])
    return analysis_page(word("keywords"), note, parts, lang)


def _bars(found: Sequence[Any]) -> str:
    names = ("word", "count", "other_count", "per_10000", "other_per_10000", "log_likelihood")
    headers = [*(word(name) for name in names), word("log_odds")]
    most = max((float(row.log_odds) for row in found), default=0.0)
    body = "".join(
        f"<tr><td><bdi>{escaped(legible(row.word))}</bdi></td>"
        + "".join(f'<td class="number">{value}</td>' for value in _numbers(row))
        + f"<td>{bar([_part(row.log_odds)], max(round(100 * most), 1))}</td></tr>"
        for row in found
    )
    return (
        f'<table class="reports grid sortable"><thead><tr>{heads(headers)}</tr></thead>'
        f'<tbody lang="zh">{body}</tbody></table>'
    )


def _part(score: float) -> BarPart:
    return BarPart(max(round(100 * score), 0), f"/ 100 = {score:.2f}", "plan")


def _numbers(row: Any) -> Iterator[str]:
    # ``row.count`` is the method of a tuple.
    yield from (f"{row[2]:,}", f"{row.other_count:,}")
    yield from (f"{row.per_10000:.2f}", f"{row.other_per_10000:.2f}", f"{row.log_likelihood:.1f}")


def concordance_page(rows: Iterable[dict[str, Any]], terms: Sequence[str], lang: str) -> str:
    """The occurrences one below the other, with the term in the middle."""
    shown: list[list[Any]] = []
    total = 0
    for row in rows:
        total += 1
        if total > _MOST:
            continue
        shown.append(
            [
                row["source"],
                None if row["year"] is None else str(row["year"]),
                MarkedText(word(row["category"]), row["category"]),
                MarkedText(row["before"], "left"),
                MarkedText(row["term"], marked=True),
                MarkedText(row["after"], "right"),
                row["path"],
            ]
        )
    names = ("source", "year", "category", "before", "term", "after", "path")
    table = grid([word(name) for name in names], shown)
    more = f" (≤ {_MOST:,})" if total > _MOST else ""
    told = counted([("occurrences", total)], more)
    names_of = "、".join(terms)
    note = Bilingual(f"{names_of} · {told.en}", f"{names_of} · {told.zh}")
    return analysis_page(word("concordance"), note, [section("、".join(terms), table)], lang)
