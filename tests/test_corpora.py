"""The sample corpus: its gold is valid.

GOVTEXT_CORPUS=folder checks a folder of your own of the same shape (see corpora/README.md).
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import pytest

import govtext
from govtext.evaluation.gold import GoldDocument, load_gold

OWN = os.environ.get("GOVTEXT_CORPUS")
SAMPLES = Path(__file__).parent.parent / "corpora"
CORPORA = [Path(OWN)] if OWN else [SAMPLES, SAMPLES / "gbk", SAMPLES / "genres"]


KIND_OF = {
    "%": "percent",
    "‰": "percent",
    "个百分点": "point",
    "倍": "multiple",
    "比": "ratio",
}


DOCUMENTS = [document for corpus in CORPORA for document in load_gold(corpus)]
every_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)


class Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def in_order(spans: Iterable[Span]) -> bool:
    return all(a.start < a.end <= b.start for a, b in pairwise(spans))


def test_every_text_has_gold() -> None:
    texts = {file for corpus in CORPORA for file in (corpus / "docs").glob("*.txt")}
    assert texts == {document.file for document in DOCUMENTS}


@pytest.mark.skipif(bool(OWN), reason="a rule for the samples of this project only")
@every_document
def test_a_sample_has_gold_of_every_sort(document: GoldDocument) -> None:
    assert document.passages
    assert document.outline is not None
    assert document.masks is not None


@pytest.mark.skipif(bool(OWN), reason="a rule for the samples of this project only")
@every_document
def test_passages_cover_enough_of_a_sample(document: GoldDocument) -> None:
    covered = sum(passage.end - passage.start for passage in document.passages)
    assert covered >= 0.4 * len(document.text)


@every_document
def test_passages_stand_in_order(document: GoldDocument) -> None:
    assert in_order(document.passages)
    for passage in document.passages:
        assert passage.text == passage.text.strip()


@every_document
def test_sentences_cover_their_passage(document: GoldDocument) -> None:
    for passage in document.passages:
        edges = [passage.start, *(sentence.end for sentence in passage.sentences)]
        assert [sentence.start for sentence in passage.sentences] == edges[:-1]
        assert edges[-1] == passage.end
        assert edges == sorted(set(edges))


@every_document
def test_quantities_lie_in_sentences(document: GoldDocument) -> None:
    for passage in document.passages:
        assert in_order(passage.quantities)
        for quantity in passage.quantities:
            assert any(
                sentence.start <= quantity.start and quantity.end <= sentence.end
                for sentence in passage.sentences
            ), quantity.text


@every_document
def test_quantities_are_consistent(document: GoldDocument) -> None:
    for quantity in (q for passage in document.passages for q in passage.quantities):
        known = [x for x in (quantity.value, quantity.low, quantity.high) if x is not None]
        if quantity.masked:
            assert not known, quantity
        elif quantity.low is not None and quantity.high is not None:
            assert quantity.value is None, quantity
            assert quantity.low < quantity.high, quantity
        else:
            assert known == [quantity.value], quantity
        assert quantity.indicator is None or quantity.indicator in document.text, quantity
        assert quantity.direction or not quantity.basis, quantity
        assert quantity.kind == KIND_OF.get(quantity.unit or "", quantity.kind), quantity
        if quantity.kind == "rank":
            assert quantity.unit == "位", quantity


@every_document
def test_nodes_stand_where_they_say(document: GoldDocument) -> None:
    text, depth, start = document.text, 0, -1
    for node in document.outline or []:
        assert node.start > start
        assert node.depth <= depth + 1, node.title
        depth, start = node.depth, node.start
        shown = (node.marker or "") + node.title
        source = text[node.start : node.start + len(shown) + 8]
        assert source.startswith(node.marker or ""), node.title
        assert re.sub(r"[\s，,]", "", source).startswith(re.sub(r"[\s，,]", "", shown)), node.title


@every_document
def test_masks_stand_in_order(document: GoldDocument) -> None:
    assert in_order(document.masks or ())


@every_document
def test_a_masked_quantity_holds_a_mask(document: GoldDocument) -> None:
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


HEADS = json.loads((SAMPLES / "genres" / "meta.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", HEADS)
def test_the_head_of_a_paper_of_another_kind_is_read(name: str) -> None:
    found = govtext.read(SAMPLES / "genres" / "docs" / f"{name}.txt").metadata
    assert {field: getattr(found, field) for field in HEADS[name]} == HEADS[name]
