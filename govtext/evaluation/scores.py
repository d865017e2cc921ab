"""The scores of reports on gold: every measure with its counts, and the places that differ."""

from __future__ import annotations

import os
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from govtext.corpus import Rules, read
from govtext.errors import ReadError
from govtext.evaluation.gold import GoldDocument, load_gold
from govtext.evaluation.measures import MEASURES, Counts, Kind, Miss, Outline, ScoreSheet, count
from govtext.readers import load_bytes

_DRAWS = 1000
_AREAS = ("spans", "quantity", "field", "category", "part2", "outline", "mask")


@dataclass(frozen=True)
class Measure:
    """One measure: its counts, and the rates that follow from them, in per cent.

    A rate is 0 where there is nothing to count.

    >>> one = Measure("f1", right=8, gold=10, pred=16)
    >>> one.precision, one.recall, round(one.f1, 1)
    (50.0, 80.0, 61.5)
    """

    kind: Kind
    """The rate that the measure is shown by: "f1" or "accuracy"."""
    right: int
    """How many are found and right."""
    gold: int
    """How many the gold has; for an accuracy, how many are compared."""
    pred: int
    """How many are found; for an accuracy the same as ``gold``."""
    interval: tuple[float, float] | None = None
    """The 95 % confidence interval of ``rate`` in per cent, (97.1, 99.4); None with fewer than two
    documents."""

    @property
    def precision(self) -> float:
        """The share of the found ones that is right."""
        return 100 * _share(self.right, self.pred)

    @property
    def recall(self) -> float:
        """The share of the gold that is found."""
        return 100 * _share(self.right, self.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _f1(self.right, self.gold, self.pred)

    @property
    def accuracy(self) -> float:
        """The share of the compared ones that is right."""
        return 100 * self.right / self.gold if self.gold else 0.0

    @property
    def rate(self) -> float:
        """The rate of the measure: its ``f1`` or its ``accuracy``."""
        return self.f1 if self.kind == "f1" else self.accuracy

    def to_dict(self) -> dict[str, Any]:
        """The rates and counts by name."""
        rates: dict[str, Any]
        if self.kind == "f1":
            rates = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
            rates |= {"gold": self.gold, "pred": self.pred}
        else:
            rates = {"accuracy": self.accuracy, "of": self.gold}
        return {**rates, "interval": self.interval and list(self.interval)}


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _f1(right: int, gold: int, pred: int) -> float:
    precision, recall = _share(right, pred), _share(right, gold)
    return 200 * precision * recall / (precision + recall) if right else 0.0


@dataclass(frozen=True)
class Scores:
    """The scores of documents on their gold.

    ``scores["quantity, exact span"].f1`` is one rate; iteration gives the names of the measures.
    """

    documents: tuple[str, ...]
    """The names of the documents that the gold has, in order: ("2024_青沅县政府工作报告",)."""
    measures: dict[str, Measure]
    """Every measure by its name, in the order in which they are shown."""
    misses: tuple[Miss, ...] = field(repr=False)
    """Every place where gold and outline differ."""
    unread: tuple[str, ...] = ()
    """The documents without an outline; they count as an empty outline."""

    def __getitem__(self, measure: str) -> Measure:
        return self.measures[measure]

    def __iter__(self) -> Iterator[str]:
        return iter(self.measures)

    def missed(self, only: str = "") -> list[Miss]:
        """The places that differ, in the areas that begin with ``only``."""
        return [miss for miss in self.misses if miss.area.startswith(only)]

    def to_dict(self) -> dict[str, Any]:
        """The scores as plain dicts and lists, ready for JSON."""
        return {
            "documents": list(self.documents),
            "unread": list(self.unread),
            "measures": {name: measure.to_dict() for name, measure in self.measures.items()},
        }


def evaluate(
    gold: str | os.PathLike[str],
    *,
    pred: str | os.PathLike[str] | None = None,
    rules: Rules = None,
) -> Scores:
    """Measure how well reports are read, on a folder of gold.

    Takes ``gold``, a folder of texts and annotations in the format that docs/accuracy.md describes.
    govtext reads the texts, with the rule tables in the folder ``rules`` if given, unless ``pred``
    is a folder with an outline NAME.json of each document. Returns the scores; rates are in per
    cent.

    Raises GoldError where the gold can't be used, ReadError where an outline can't, and RuleError
    where the rules can't.

    >>> import tempfile
    >>> mask = '{"a": [{"start": 2, "end": 4, "text": "**", "stands_for": "number"}]}'
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     Path(folder, "docs").mkdir()
    ...     _ = Path(folder, "docs", "a.txt").write_text("投入**万元。", encoding="utf-8")
    ...     _ = Path(folder, "masks.json").write_text(mask, encoding="utf-8")
    ...     scores = evaluate(folder)
    >>> scores["mask runs"].f1
    100.0
    """
    documents = load_gold(gold)
    sheets, unread = [], []
    for document in documents:
        outline = _parsed(document, rules) if pred is None else _written(document, Path(pred))
        if outline is None:
            unread.append(document.name)
        sheets.append(count(document, outline or Outline()))
    misses = (miss for sheet in sheets for miss in sheet.misses)
    return Scores(
        documents=tuple(document.name for document in documents),
        measures=_measures(sheets),
        misses=tuple(sorted(misses, key=lambda miss: _AREAS.index(miss.area.partition(".")[0]))),
        unread=tuple(unread),
    )


def _parsed(document: GoldDocument, rules: Rules) -> Outline:
    return msgspec.convert(read(document.file, rules=rules).to_dict(text=False), Outline)


def _written(document: GoldDocument, folder: Path) -> Outline | None:
    file = folder / f"{document.name}.json"
    if not file.is_file():
        return None
    try:
        return msgspec.json.decode(load_bytes(file), type=Outline)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        problem = f"this is no JSON outline ({error})"
        raise ReadError(str(file), problem, "give what govtext convert writes") from error


def _measures(sheets: list[ScoreSheet]) -> dict[str, Measure]:
    draws = _draws(len(sheets))
    measures = {}
    for name, kind in MEASURES.items():
        counts = [sheet.counts.get(name, Counts()) for sheet in sheets]
        if any(name in sheet.counts for sheet in sheets):
            total = _total(counts)
            interval = _interval(kind, counts, draws)
            measures[name] = Measure(kind, *total, interval=interval)
    return measures


def _draws(number: int) -> list[list[int]]:
    """Bootstrap samples of ``number`` documents, drawn with replacement; the same in every run."""
    random_numbers = random.Random(0)
    return [random_numbers.choices(range(number), k=number) for _ in range(_DRAWS)]


def _interval(
    kind: Kind, counts: list[Counts], draws: list[list[int]]
) -> tuple[float, float] | None:
    """The 95 % confidence interval of a rate, by the bootstrap over documents (Efron 1979).

    Documents are drawn and not sentences, since the sentences of one report are not independent.
    """
    rates = []
    for draw in draws:
        total = _total(counts[number] for number in draw)
        if total.gold or total.pred:
            rates.append(Measure(kind, *total).rate)
    if len(counts) < 2 or not rates:
        return None
    rates.sort()
    tail = round(0.025 * (len(rates) - 1))
    return rates[tail], rates[-1 - tail]


def _total(counts: Iterable[Counts]) -> Counts:
    return Counts(*map(sum, zip(*counts, strict=True)))
