"""How well reports agree with gold: the rates by which the parser is judged.

A gold folder holds docs/NAME.txt and beside it what there is of passages.json (quantities and
sentence categories of stretches of text), outline.json and masks.json, offsets in each into the
text of the document. Every rate is in per cent.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import asdict

import govtext
from govtext.report import Node, Quantity, Report, Statement

Gold = Mapping[str, Any]


class Tally(NamedTuple):
    """How much of what gold says was found, and what was found beside."""

    right: int
    gold: int
    found: int

    def __add__(self, other: object) -> Tally:
        assert isinstance(other, Tally)
        return Tally(*(one + two for one, two in zip(self, other, strict=True)))

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 100 where there is nothing to find."""
        return 200 * self.right / (self.gold + self.found) if self.gold + self.found else 100.0


def score(folder: Path) -> dict[str, float]:
    """The rates of the parser on the gold in ``folder``.

    ``quantities``: exact spans; ``claims``: with value, unit, bound, direction and status.
    ``categories``: of sentences. ``nodes``: places of outline nodes;
    ``headings``: of those that are headings in both; ``parents`` and ``markers``: of the nodes
    found; ``titles``: of all headings. ``masks``: exact spans; ``stands for``: of all masks.
    """
    passages: list[Gold] = _load(folder / "passages.json") or []
    outlines: dict[str, list[Gold]] = _load(folder / "outline.json") or {}
    masks: dict[str, list[Gold]] = _load(folder / "masks.json") or {}
    sums: dict[str, Tally] = {}
    for name in sorted({passage["doc"] for passage in passages} | {*outlines, *masks}):
        report = govtext.read(folder / "docs" / f"{name}.txt")
        own = [passage for passage in passages if passage["doc"] == name]
        for measure, tally in (
            *_quantities(report, own),
            *_categories(report, own),
            *(_outline(report, outlines[name]) if name in outlines else ()),
            *(_masks(report, masks[name]) if name in masks else ()),
        ):
            sums[measure] = sums.get(measure, Tally(0, 0, 0)) + tally
    return {measure: tally.f1 for measure, tally in sums.items()}


def _load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


Measured = Iterator[tuple[str, Tally]]


def _meet(found: Quantity, gold: Gold) -> bool:
    return bool(found.start < gold["end"] and gold["start"] < found.end)


_WHOLE = ("value", "low", "high", "unit", "bound", "masked", "direction", "status")


def _quantities(report: Report, passages: list[Gold]) -> Measured:
    gold = [q for p in passages for q in p["quantities"] if not q.get("optional")]
    spare = [q for p in passages for q in p["quantities"] if q.get("optional")]
    found = [
        {**{field: getattr(claim, field, None) for field in _WHOLE}, **asdict(claim.quantity)}
        for claim in report.claims
        if any(p["start"] <= claim.quantity.start < p["end"] for p in passages)
        and not any(
            claim.quantity.start < q["end"] and q["start"] < claim.quantity.end for q in spare
        )
    ]
    for measure, fields in (("quantities", ()), ("claims", _WHOLE)):
        said, read = (
            {(one["start"], one["end"], *(one[field] for field in fields)) for one in ones}
            for ones in (gold, found)
        )
        yield measure, Tally(len(said & read), len(said), len(read))


def _categories(report: Report, passages: list[Gold]) -> Measured:
    sentences = [sentence for passage in passages for sentence in passage["sentences"]]
    right = sum(_category(one, report.statements) == one["category"] for one in sentences)
    yield "categories", Tally(right, len(sentences), len(sentences))


def _category(sentence: Gold, statements: Iterable[Statement]) -> str:
    covered: Counter[str] = Counter()
    for one in statements:
        shared = min(one.end, sentence["end"]) - max(one.start, sentence["start"])
        if shared > 0:
            covered[one.category] += shared
    return covered.most_common(1)[0][0] if covered else "other"


def _outline(report: Report, gold: list[Gold]) -> Measured:
    found = dict(_found_nodes(report.outline, None))
    expected = {node["start"]: (node, parent) for node, parent in _gold_nodes(gold)}
    both = expected.keys() & found.keys()
    yield "nodes", Tally(len(both), len(expected), len(found))
    gold_headings = {at for at, (node, _) in expected.items() if node["kind"] == "heading"}
    headings = {at for at, (node, _) in found.items() if node.kind == "heading"}
    right = len(gold_headings & headings)
    yield "headings", Tally(right, len(gold_headings), len(headings))
    parents = sum(expected[at][1] == found[at][1] for at in both)
    yield "parents", Tally(parents, len(both), len(both))
    markers = sum(expected[at][0]["marker"] == found[at][0].marker for at in both)
    yield "markers", Tally(markers, len(both), len(both))
    titles = sum(_same_title(expected[at][0], found[at][0]) for at in both & gold_headings)
    found_headings = len(both & gold_headings)
    yield "titles", Tally(titles, found_headings, found_headings)


def _found_nodes(
    nodes: Iterable[Node], parent: int | None
) -> Iterator[tuple[int, tuple[Node, int | None]]]:
    for node in nodes:
        yield node.start, (node, parent)
        yield from _found_nodes(node.children, node.start)


def _gold_nodes(nodes: Iterable[Gold]) -> Iterator[tuple[Gold, int | None]]:
    above: list[Gold] = []
    for node in nodes:
        while above and above[-1]["depth"] >= node["depth"]:
            above.pop()
        yield node, above[-1]["start"] if above else None
        above.append(node)


def _same_title(gold: Gold, found: Node) -> bool:
    titles = {str(title).strip().rstrip("。：:") for title in (gold["title"], found.title)}
    return len(titles) == 1


def _masks(report: Report, gold: list[Gold]) -> Measured:
    expected = {(mask["start"], mask["end"]): mask["stands_for"] for mask in gold}
    found = {(mask.start, mask.end): mask.stands_for for mask in report.masks}
    both = expected.keys() & found.keys()
    yield "masks", Tally(len(both), len(expected), len(found))
    kinds = sum(expected[span] == found[span] for span in both)
    yield "stands for", Tally(kinds, len(expected), len(expected))
