"""The sample corpus: its gold is sound, and the parser does well on it.

GOVTEXT_CORPUS=folder checks a folder of your own of the same shape (see corpora/README.md).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import msgspec
import pytest

import govtext
from govtext.report import Report

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
