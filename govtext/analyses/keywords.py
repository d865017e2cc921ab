"""Keywords: the words that set a report, a year or another group apart from all others."""

from __future__ import annotations

import math
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal, get_args

import msgspec

from govtext.analyses.body import Body
from govtext.analyses.issuers import issuer_of
from govtext.corpus import Reports, Rules, reports_of
from govtext.frames import Dtypes, load_pandas, typed
from govtext.language.wordcount import Tokenizer, default_tokenizer, tokenizer
from govtext.report import Report
from govtext.rulebook.usable import checked
from govtext.runs.products import Make, Product

if TYPE_CHECKING:
    import pandas as pd

Group = Literal["year", "issuer", "source", "category"]

TOP = 30
LEAST = 5
PRIOR = 1000.0
COLUMNS: Dtypes = {
    "group": "string",
    "word": "string",
    "count": "Int64",
    "other_count": "Int64",
    "per_10000": "Float64",
    "other_per_10000": "Float64",
    "log_likelihood": "Float64",
    "log_odds": "Float64",
}


class WordCounts(msgspec.Struct):
    """The words of one report by category, with what a report can be grouped by."""

    source: str | None
    issuer: str | None
    year: int | None
    words: dict[str, dict[str, int]]


def keywords(  # noqa: PLR0913 (all except the first two are keywords)
    reports: Reports,
    group: Group = "year",
    *,
    top: int = TOP,
    least: int = LEAST,
    prior: float = PRIOR,
    tokenizer: str | None = None,
    rules: Rules = None,
) -> pd.DataFrame:
    """The ``top`` words that set each group of ``reports`` apart from all other groups.

    Takes a report, an iterable of reports, or the path of a file, folder, table or archive.
    ``group`` is the "year", "issuer", "source" (each report) or "category" (what was done, what is
    amiss, what is planned). Words of one character and numbers are left out, and words that occur
    fewer than ``least`` times in all.

    Returns a DataFrame, for each group the words with the highest ``log_odds``: the z-score of the
    log odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008), which is
    the words of all groups together with a weight of ``prior`` words. ``log_likelihood`` is G²
    (Dunning 1993), negative where the word is rarer than elsewhere; above 10.83 a difference has a
    p-value below 0.001 for one word.

    Raises ValueError for another group, and the errors of ``read_corpus`` and of the tokenizer.

    >>> import govtext
    >>> texts = [f"{year}年工作总结\\n" + text * 9 for year, text in
    ...          ((2023, "脱贫攻坚，修建公路。"), (2024, "低空经济，修建公路。"))]
    >>> frame = keywords(map(govtext.parse, texts), top=1)
    >>> frame[["group", "word", "count", "other_count"]].values.tolist()
    [['2023', '脱贫攻坚', 9, 0], ['2024', '低空经济', 9, 0]]
    """
    load_pandas("keywords")
    counter = WordCounter(tokenizer, rules)
    return keywords_frame(
        map(counter.count, reports_of(reports, rules=rules)), group, top, least, prior
    )


def keywords_frame(
    counts: Iterable[WordCounts],
    group: Group,
    top: int = TOP,
    least: int = LEAST,
    prior: float = PRIOR,
) -> pd.DataFrame:
    """The DataFrame of ``keywords`` from the words of reports. Raises ValueError for another
    group."""
    if group not in get_args(Group):
        raise ValueError(f"group is {group!r}; it is one of {', '.join(get_args(Group))}")
    if prior <= 0:
        raise ValueError(f"prior is {prior}; it is a number of words, above 0")
    groups: dict[str, Counter[str]] = {}
    for one in counts:
        for name, words in _grouped(one, group):
            groups.setdefault(name, Counter()).update(words)
    rows = list(_rows(groups, top, least, prior))
    columns = {name: [row[at] for row in rows] for at, name in enumerate(COLUMNS)}
    return typed(columns, COLUMNS)


def _grouped(one: WordCounts, group: Group) -> Iterator[tuple[str, dict[str, int]]]:
    if group == "category":
        yield from one.words.items()
        return
    name = getattr(one, group)
    if name is not None:
        for words in one.words.values():
            yield str(name), words


def _rows(
    groups: dict[str, Counter[str]], top: int, least: int, prior: float
) -> Iterator[tuple[Any, ...]]:
    whole: Counter[str] = Counter()
    for words in groups.values():
        whole.update(words)
    total = whole.total()
    for name, words in sorted(groups.items()):
        size, rest = words.total(), total - words.total()
        if not size or not rest:
            continue
        found = []
        for word, count in words.items():
            other = whole[word] - count
            if whole[word] < least:
                continue
            weight = prior * whole[word] / total
            score = log_odds(count, size, other, rest, weight, prior)
            found.append((score, word, count, other))
        found.sort(key=lambda row: (-row[0], row[1]))
        for score, word, count, other in found[:top]:
            yield (
                name,
                word,
                count,
                other,
                round(10_000 * count / size, 4),
                round(10_000 * other / rest, 4),
                round(log_likelihood(count, size, other, rest), 4),
                round(score, 4),
            )


def log_likelihood(count: int, size: int, other: int, rest: int) -> float:
    """G² (Dunning 1993) of a word that occurs ``count`` times in ``size`` words and ``other`` times
    in ``rest`` words, with all four cells of the table; negative where it is rarer in the first.

    >>> round(log_likelihood(10, 100, 10, 100), 6), round(log_likelihood(20, 100, 5, 100), 4)
    (0.0, 10.9245)
    """
    total = size + rest
    cells = (
        (count, size, count + other),
        (other, rest, count + other),
        (size - count, size, total - count - other),
        (rest - other, rest, total - count - other),
    )
    found = 2 * sum(
        observed * math.log(observed * total / (row * column))
        for observed, row, column in cells
        if observed
    )
    return found if count * rest >= other * size else -found


def log_odds(  # noqa: PLR0913, PLR0917 (the terms of the formula)
    count: int, size: int, other: int, rest: int, weight: float, prior: float
) -> float:
    """The z-score of the log odds ratio of a word with a Dirichlet prior (Monroe, Colaresi and
    Quinn 2008, equations 16, 20 and 22); ``weight`` is that of the word among ``prior`` words.

    >>> log_odds(10, 100, 10, 100, 5, 50), round(log_odds(20, 100, 5, 100, 5, 50), 4)
    (0.0, 2.7518)
    """
    first = math.log((count + weight) / (size + prior - count - weight))
    second = math.log((other + weight) / (rest + prior - other - weight))
    return (first - second) / math.sqrt(1 / (count + weight) + 1 / (other + weight))


class WordCounter:
    """Counts the words of one report after the other by category. Raises the errors of the
    tokenizer."""

    def __init__(self, name: str | None, rules: Rules) -> None:
        book = checked(None if rules is None else os.fspath(rules))
        self.tokenizer: Tokenizer = tokenizer(name or default_tokenizer(), book)

    def count(self, report: Report) -> WordCounts:
        """The words of ``report``. Raises ValueError for a report without its text."""
        body = Body(report)
        found: dict[str, Counter[str]] = {}
        for unit in body.units:
            words = self.tokenizer.words(body.text[unit.start : unit.end])
            counter = found.setdefault(unit.category, Counter())
            counter.update(word for word in words if len(word) > 1 and word.isalpha())
        issuer = issuer_of(report, 0, regions=False)
        return WordCounts(report.source.name, issuer.name, report.metadata.year, dict(found))


def product(name: str | None, rules: Rules) -> Product:
    """The words as the product of a run. Raises the errors of the tokenizer."""
    counter = WordCounter(name, rules)
    settings = {"name": name, "made_with": counter.tokenizer.name}
    return Product(f"{__name__}:make_words", msgspec.json.encode(settings))


def make_words(settings: bytes, rules: str | None) -> Make:
    """The function of a run from a report to its words, as JSON."""
    counter = WordCounter(msgspec.json.decode(settings)["name"], rules)
    return lambda report: msgspec.json.encode(counter.count(report))
