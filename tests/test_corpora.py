"""The sample corpus: its gold is sound, and the parser does well on it.

GOVTEXT_CORPUS=folder checks a folder of your own of the same shape (see corpora/README.md).
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import msgspec
import pytest

import govtext
from govtext.report import Node, Report, Statement

T = TypeVar("T")
Fact = tuple[object, ...]
Offset = Annotated[int, msgspec.Meta(ge=0)]
MONTH = r"\d{4}(-(0[1-9]|1[0-2]))?"
OWN = os.environ.get("GOVTEXT_CORPUS")
SAMPLES = Path(__file__).parent.parent / "corpora"
CORPORA = [Path(OWN)] if OWN else [SAMPLES, SAMPLES / "gbk"]


KIND_OF = {
    "%": "percent",
    "‰": "percent",
    "个百分点": "point",
    "倍": "multiple",
    "比": "ratio",
}


class Gold(msgspec.Struct, forbid_unknown_fields=True):
    start: Offset
    end: Offset


class Sentence(Gold):
    category: Literal["achievement", "problem", "plan", "other"]


class Quantity(Gold):
    text: Annotated[str, msgspec.Meta(min_length=1)]
    value: float | None
    low: float | None
    high: float | None
    unit: Annotated[str, msgspec.Meta(min_length=1)] | None
    bound: Literal["=", "~", ">", ">=", "<", "<="]
    masked: bool
    kind: Literal["amount", "percent", "point", "multiple", "rank", "ratio", "duration"]
    indicator: Annotated[str, msgspec.Meta(min_length=1)] | None
    direction: Literal["increase", "decrease"] | None
    basis: Literal["yoy", "avg_annual", "vs"] | None
    status: Literal["actual", "target"]
    period: Annotated[str, msgspec.Meta(pattern=f"^{MONTH}(/{MONTH})?$")] | None
    optional: bool = False


class Passage(Gold):
    id: str
    doc: str
    text: str
    sentences: list[Sentence]
    quantities: list[Quantity]


class Heading(msgspec.Struct, forbid_unknown_fields=True):
    start: Offset
    marker: Annotated[str, msgspec.Meta(min_length=1)] | None
    depth: Annotated[int, msgspec.Meta(ge=1)]
    title: Annotated[str, msgspec.Meta(min_length=1)]
    kind: Literal["heading", "item"]


class Mask(Gold):
    text: Annotated[str, msgspec.Meta(min_length=1)]
    stands_for: Literal["number", "name"]


@dataclass
class Document:
    """One report of a corpus with all its gold."""

    name: str
    file: Path
    passages: list[Passage]
    outline: list[Heading] | None
    masks: list[Mask] | None

    @cached_property
    def report(self) -> Report:
        """As the project reads it, when a test first asks."""
        return govtext.read(self.file)


def load(corpus: Path, name: str, form: type[T]) -> T | None:
    """The gold of one JSON file, each field checked against its form; None without the file."""
    file = corpus / name
    return msgspec.json.decode(file.read_bytes(), type=form) if file.exists() else None


def documents() -> Iterator[Document]:
    for corpus in CORPORA:
        passages = load(corpus, "passages.json", list[Passage]) or []
        outline = load(corpus, "outline.json", dict[str, list[Heading]]) or {}
        masks = load(corpus, "masks.json", dict[str, list[Mask]]) or {}
        files = {file.stem: file for file in sorted((corpus / "docs").glob("*.txt"))}
        without_text = ({passage.doc for passage in passages} | {*outline, *masks}) - {*files}
        assert not without_text, f"gold without a text: {sorted(without_text)}"
        for name, file in files.items():
            own = [passage for passage in passages if passage.doc == name]
            yield Document(name, file, own, outline.get(name), masks.get(name))


DOCUMENTS = list(documents())
every_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)


def text_of(document: Document) -> str:
    assert document.report.text is not None
    return document.report.text


def in_order(spans: Iterable[Gold | Passage]) -> bool:
    return all(a.start < a.end <= b.start for a, b in pairwise(spans))


@every_document
def test_every_document_has_gold(document: Document) -> None:
    assert document.passages or document.outline or document.masks
    if not OWN:
        assert document.passages
        assert document.outline is not None
        assert document.masks is not None


@pytest.mark.skipif(bool(OWN), reason="a rule for the samples of this project only")
@every_document
def test_passages_cover_enough_of_a_sample(document: Document) -> None:
    covered = sum(passage.end - passage.start for passage in document.passages)
    assert covered >= 0.4 * len(text_of(document))


@every_document
def test_passages_hold_their_text(document: Document) -> None:
    text = text_of(document)
    assert in_order(document.passages)
    for passage in document.passages:
        assert text[passage.start : passage.end] == passage.text
        assert passage.text == passage.text.strip()


@every_document
def test_sentences_cover_their_passage(document: Document) -> None:
    for passage in document.passages:
        edges = [passage.start, *(sentence.end for sentence in passage.sentences)]
        assert [sentence.start for sentence in passage.sentences] == edges[:-1]
        assert edges[-1] == passage.end
        assert edges == sorted(set(edges))


@every_document
def test_quantities_lie_in_sentences(document: Document) -> None:
    for passage in document.passages:
        assert in_order(passage.quantities)
        for quantity in passage.quantities:
            assert text_of(document)[quantity.start : quantity.end] == quantity.text
            assert any(
                sentence.start <= quantity.start and quantity.end <= sentence.end
                for sentence in passage.sentences
            ), quantity.text


@every_document
def test_quantities_are_consistent(document: Document) -> None:
    for quantity in (q for passage in document.passages for q in passage.quantities):
        known = [x for x in (quantity.value, quantity.low, quantity.high) if x is not None]
        if quantity.masked:
            assert not known, quantity
        elif quantity.low is not None and quantity.high is not None:
            assert quantity.value is None, quantity
            assert quantity.low < quantity.high, quantity
        else:
            assert known == [quantity.value], quantity
        assert quantity.indicator is None or quantity.indicator in text_of(document), quantity
        assert quantity.direction or not quantity.basis, quantity
        assert quantity.kind == KIND_OF.get(quantity.unit or "", quantity.kind), quantity
        if quantity.kind == "rank":
            assert quantity.unit == "位", quantity


@every_document
def test_nodes_stand_where_they_say(document: Document) -> None:
    text, depth, start = text_of(document), 0, -1
    for node in document.outline or []:
        assert node.start > start
        assert node.depth <= depth + 1, node.title
        depth, start = node.depth, node.start
        shown = (node.marker or "") + node.title
        source = text[node.start : node.start + len(shown) + 8]
        assert source.startswith(node.marker or ""), node.title
        assert re.sub(r"[\s，,]", "", source).startswith(re.sub(r"[\s，,]", "", shown)), node.title


@every_document
def test_masks_hold_their_text(document: Document) -> None:
    masks = document.masks or []
    assert in_order(masks)
    assert all(text_of(document)[mask.start : mask.end] == mask.text for mask in masks)


@every_document
def test_a_masked_quantity_holds_a_mask(document: Document) -> None:
    if document.masks is None:
        return
    hidden = [mask for mask in document.masks if mask.stands_for == "number"]
    for quantity in (q for passage in document.passages for q in passage.quantities):
        holds = any(quantity.start <= m.start and m.end <= quantity.end for m in hidden)
        assert holds == quantity.masked, quantity.text


def test_the_gbk_sample_is_bytes_in_gbk_with_lone_carriage_returns() -> None:
    for file in (SAMPLES / "gbk" / "docs").iterdir():
        data = file.read_bytes()
        with pytest.raises(UnicodeDecodeError):
            data.decode("utf-8")
        assert b"\r" in data
        assert b"\n" not in data
        assert govtext.read(file).text == data.decode("gbk")


def nodes(outline: Iterable[Node]) -> Iterator[Node]:
    for node in outline:
        yield node
        yield from nodes(node.children)


def annotated(document: Document) -> tuple[list[tuple[Fact, Fact]], list[tuple[Fact, Fact]]]:
    """Gold and found claims of the annotated passages, each as its span and its fields."""
    quantities = [q for passage in document.passages for q in passage.quantities]
    spare = [q for q in quantities if q.optional]
    gold: list[tuple[Fact, Fact]] = [
        ((q.start, q.end), (q.value, q.low, q.high, q.unit, q.bound, q.direction, q.status))
        for q in quantities
        if not q.optional
    ]
    found: list[tuple[Fact, Fact]] = [
        ((q.start, q.end), (q.value, q.low, q.high, q.unit, q.bound, c.direction, c.status))
        for c in document.report.claims
        for q in [c.quantity]
        if any(passage.start <= q.start < passage.end for passage in document.passages)
        and not any(q.start < other.end and other.start < q.end for other in spare)
    ]
    return gold, found


def category(sentence: Sentence, statements: list[Statement]) -> str:
    """The category of the statement that covers most of a sentence; other where none does."""

    def shared(statement: Statement) -> int:
        return min(sentence.end, statement.end) - max(sentence.start, statement.start)

    best = max(statements, key=shared, default=None)
    return best.category if best and shared(best) > 0 else "other"


def facts(document: Document) -> dict[str, tuple[set[Fact], set[Fact]]]:
    """What gold says of a document and what the parser says of it, by kind of fact."""
    gold, found = annotated(document)
    sentences = [s for passage in document.passages for s in passage.sentences]
    return {
        "nodes": (
            {(node.start, node.marker) for node in document.outline or []},
            {
                (node.start, node.marker)
                for node in nodes(document.report.outline)
                if document.outline is not None
            },
        ),
        "masks": (
            {(mask.start, mask.end, mask.stands_for) for mask in document.masks or []},
            {
                (mask.start, mask.end, mask.stands_for)
                for mask in document.report.masks
                if document.masks is not None
            },
        ),
        "quantities": ({span for span, _ in gold}, {span for span, _ in found}),
        "claims": ({(*span, *rest) for span, rest in gold}, {(*s, *rest) for s, rest in found}),
        "categories": (
            {(sentence.start, sentence.category) for sentence in sentences},
            {
                (sentence.start, category(sentence, document.report.statements))
                for sentence in sentences
            },
        ),
    }


def rates(documents: Iterable[Document]) -> dict[str, float]:
    """F1 in per cent of each kind of fact, over all documents together."""
    hits: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    for document in documents:
        for kind, (gold, found) in facts(document).items():
            hits[kind] += 2 * len(gold & found)
            sizes[kind] += len(gold) + len(found)
    return {kind: 100 * hits[kind] / size for kind, size in sizes.items() if size}


@pytest.mark.parametrize(
    ("kind", "floor"),
    [("nodes", 99), ("masks", 97), ("quantities", 98), ("claims", 95), ("categories", 96)],
)
def test_the_parser_agrees_with_the_gold(kind: str, floor: float) -> None:
    rate = rates(DOCUMENTS).get(kind, 100.0)
    print(f"{kind}: {rate:.2f}")
    assert OWN or rate >= floor
