"""The Report and the spans of a Doc after the spaCy component."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy_pipelines import SAMPLES, TEXT, pipeline

import govtext
from govtext.integrations.spacy import docs
from govtext.report import Report


@pytest.fixture(scope="module", params=[True, False], ids=["words", "characters"])
def nlp(request: pytest.FixtureRequest) -> Language:
    return pipeline(words=request.param)


@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_spans_lie_where_the_report_says(nlp: Language, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    doc, report = nlp(text), govtext.parse(text)
    assert doc.text == text
    assert doc._.govtext == report
    nodes = list(report.nodes())
    assert [(s.start_char, s.end_char, s.label_, s.id_) for s in doc.spans["sections"]] == [
        (n.start, n.end, n.category or "mixed", f"node-{n.id}") for n in nodes
    ]
    assert [(s.text, s.label_, s._.claim, s._.quantity) for s in doc.spans["claims"]] == [
        (c.quantity.text, c.category, c, c.quantity) for c in report.claims
    ]
    assert [(s.label_, s.id_) for s in doc.spans["masks"]] == [
        (m.stands_for, f"mask-{n}") for n, m in enumerate(report.masks)
    ]
    for span, mask in zip(doc.spans["masks"], report.masks, strict=True):
        assert span.start_char <= mask.start < mask.end <= span.end_char


def test_other_spans_have_no_quantity(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert not any(span._.quantity for span in doc.spans["sections"])
    (claim,) = (span for span in doc.spans["claims"] if span.text == "15.6亿元")
    assert claim._.quantity.value == 1_560_000_000
    assert claim._.claim.indicator.text == "完成投资"
    assert doc[claim.start : claim.end]._.quantity is claim._.quantity
    assert doc[claim.start - 1 : claim.end]._.quantity is None
    assert doc[claim.start : claim.end + 1]._.quantity is None
    assert doc[claim.start : claim.start]._.quantity is None
    assert nlp.make_doc(TEXT)[claim.start : claim.end]._.claim is None


def test_a_doc_unread_has_no_report() -> None:
    docs.set_extensions()
    assert spacy.blank("zh")("完成投资3亿元")._.govtext is None


def test_categories_of_the_doc_are_left_alone(nlp: Language) -> None:
    doc = nlp.make_doc(TEXT)
    doc.cats = {"county": 0.7}
    doc.spans["own"] = [doc[0:2]]
    doc = nlp(doc)
    assert doc.cats == {"county": 0.7}
    assert list(doc.spans) == ["own", "sections", "claims", "fields", "masks"]


def test_claims_that_share_a_token_are_told_apart_by_the_id() -> None:
    english = spacy.blank("en")  # cuts at blanks only: a sentence is a token
    english.add_pipe("govtext")
    doc = english("我们 修路3公里、建桥2座 。")
    assert [span.text for span in doc.spans["claims"]] == ["修路3公里、建桥2座"] * 2
    assert [span._.quantity.text for span in doc.spans["claims"]] == ["3公里", "2座"]
    assert doc[1:2]._.quantity.text == "3公里"


@pytest.mark.parametrize("by", get_args(docs.ClaimLabel))
def test_claims_are_labelled_as_configured(by: str) -> None:
    doc = pipeline(claim_label=by)("全年修路3公里，增长5%。力争明年修路4公里。")
    labels = [span.label_ for span in doc.spans["claims"]]
    assert (
        labels
        == {
            "category": ["achievement", "achievement", "plan"],
            "status": ["actual", "actual", "target"],
            "kind": ["amount", "percent", "amount"],
            "nature": ["flow", "change", "flow"],
        }[by]
    )


def test_another_label_is_refused() -> None:
    with pytest.raises(ValueError, match="claim_label"):
        pipeline(claim_label="colour")
    doc = spacy.blank("zh")(TEXT)
    with pytest.raises(ValueError, match="category, status, kind"):
        docs.annotate(doc, govtext.parse(TEXT), claim_label="colour")  # type: ignore[arg-type]


def test_a_report_goes_on_the_doc_of_its_own_text() -> None:
    with pytest.raises(ValueError, match=r"nlp\(report\.text\)"):
        docs.annotate(spacy.blank("zh")("别的文字"), govtext.parse(TEXT))


def test_a_report_put_in_its_place_is_kept(nlp: Language) -> None:
    doc = nlp(TEXT)
    corrected = govtext.parse(TEXT)
    corrected.claims[0].period = "2022"
    doc._.govtext = corrected
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.govtext.claims[0].period == "2022"


def test_marks_that_a_report_leaves_out(nlp: Language) -> None:
    doc = nlp("\ufeff" + TEXT)
    assert doc.text == "\ufeff" + TEXT
    assert doc._.govtext == govtext.parse(TEXT)
    assert [s.text for s in doc.spans["claims"]] == [
        claim.quantity.text for claim in govtext.parse(TEXT).claims
    ]
    assert all(s._.quantity.text == s.text for s in doc.spans["claims"])
    assert not len(nlp("").spans["claims"])
    assert nlp("")._.govtext == govtext.parse("")


def test_what_the_tokenizer_read_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def parse(text: str, **options: object) -> Report:
        read.append(text)
        return parsed(text)

    parsed = govtext.parse
    monkeypatch.setattr(govtext, "parse", parse)
    pipeline()(TEXT)
    assert read == [TEXT]
    pipeline(words=False)(TEXT)
    assert read == [TEXT, TEXT]


def test_extensions_are_set_once_and_again() -> None:
    docs.set_extensions()
    docs.set_extensions()
    assert Doc.has_extension("govtext")
    assert Span.has_extension("claim")


def test_the_words_of_the_fields_are_spans(nlp: Language) -> None:
    doc = nlp("一、打算\n力争高新区新建学校3所，居全市第2位。\n")
    claims = {f"claim-{claim.id}": claim for claim in doc._.govtext.claims}
    found = [(span.label_, span.text, span.id_) for span in doc.spans["fields"]]
    assert ("action", "新建", "claim-1") in found
    assert ("commitment", "力争", "claim-1") in found
    assert ("reference", "全市", "claim-2") in found
    for span in doc.spans["fields"]:
        if span.label_ != "label":
            assert getattr(claims[span.id_], span.label_).text in span.text
