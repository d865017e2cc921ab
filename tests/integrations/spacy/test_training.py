"""Reports as training data, and the colours for displaCy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
import spacy
from spacy import displacy
from spacy.pipeline import SpanCategorizer
from spacy.tokens import DocBin
from spacy.training import Example
from spacy_pipelines import TEXT, TOKENIZER, pipeline, spans
from thinc.util import fix_random_seed

import govtext
import govtext.integrations.spacy
from govtext import report as vocabulary
from govtext.report import Report


def test_docbin_holds_reports_and_spans() -> None:
    reports = [govtext.parse(TEXT), govtext.parse("修路3公里")]
    vocab = spacy.blank("zh").vocab
    packed = govtext.integrations.spacy.docbin(reports, claim_label="kind").to_bytes()
    found = list(DocBin().from_bytes(packed).get_docs(vocab))
    assert [doc._.govtext for doc in found] == reports
    expected = pipeline(claim_label="kind")(TEXT)
    assert spans(found[0]) == spans(expected)
    assert [token.text for token in found[0]] == [token.text for token in expected]


def test_docbin_with_another_tokenizer() -> None:
    nlp = spacy.blank("zh")
    (doc,) = govtext.integrations.spacy.docbin([govtext.parse("修路3公里")], nlp).get_docs(
        nlp.vocab
    )
    assert [token.text for token in doc] == list("修路3公里")


def test_docbin_takes_what_was_corrected() -> None:
    report = govtext.parse("修路3公里，建桥2座")
    report.claims[0].category = "problem"
    del report.claims[1]
    (doc,) = govtext.integrations.spacy.docbin([report]).get_docs(spacy.blank("zh").vocab)
    assert [(span.text, span.label_) for span in doc.spans["claims"]] == [("3公里", "problem")]


def test_docbin_wants_the_text() -> None:
    report = Report.from_json(govtext.parse(TEXT).to_json(text=False))
    report.source.name = "a.txt"
    with pytest.raises(ValueError, match=r"a\.txt has no text"):
        govtext.integrations.spacy.docbin([report])


def test_a_span_categorizer_learns_from_it(tmp_path: Path) -> None:
    texts = [
        f"全年{a}{n}{b}，增长{n}%。"
        for n in (3, 5, 12)
        for a, b in (("修路", "公里"), ("建桥", "座"))
    ]
    path = tmp_path / "train.spacy"
    govtext.integrations.spacy.docbin(map(govtext.parse, texts), claim_label="kind").to_disk(path)
    fix_random_seed(0)
    nlp = spacy.blank("zh", config=TOKENIZER)
    config = {
        "spans_key": "claims",
        "suggester": {"@misc": "spacy.ngram_suggester.v1", "sizes": [1]},
    }
    spancat = nlp.add_pipe("spancat", config=config)
    assert isinstance(spancat, SpanCategorizer)
    examples = [
        Example(nlp.make_doc(gold.text), gold)
        for gold in DocBin().from_disk(path).get_docs(nlp.vocab)
    ]
    nlp.initialize(lambda: examples)
    for _ in range(40):
        nlp.update(examples)
    assert set(spancat.labels) == {"amount", "percent"}
    doc = nlp("全年修路5公里，增长12%。")
    assert [(span.text, span.label_) for span in doc.spans["claims"]] == [
        ("5公里", "amount"),
        ("12%", "percent"),
    ]


LABELS: dict[str, set[str]] = {
    "sections": {*get_args(vocabulary.Category), "mixed"},
    "claims": {
        *get_args(vocabulary.Category),
        *get_args(vocabulary.Status),
        *get_args(vocabulary.QuantityKind),
        *get_args(vocabulary.Nature),
        "none",
    },
    "fields": {"label", "action", "scope", "per", "reference", "streak", "commitment"},
    "masks": set(get_args(vocabulary.StandsFor)),
}


def test_every_label_has_its_colour() -> None:
    assert set(govtext.integrations.spacy.DISPLACY) == set(LABELS)
    for key, options in govtext.integrations.spacy.DISPLACY.items():
        assert options["spans_key"] == key
        assert LABELS[key] <= set(options["colors"])
    assert set.union(*LABELS.values()) == set(govtext.integrations.spacy.COLORS)


@pytest.mark.parametrize("key", list(LABELS))
def test_displacy_shows_them(key: str) -> None:
    doc = pipeline()(TEXT)
    html = displacy.render(
        doc,
        style="span",
        page=True,
        jupyter=False,
        options=govtext.integrations.spacy.DISPLACY[key],
    )
    shown = dict(_shown(html))
    labels = {span.label_ for span in doc.spans[key]}
    assert len(labels) > 1
    assert shown == {label: govtext.integrations.spacy.COLORS[label] for label in labels}
    assert html.count("z-index: 10") == len(doc.spans[key])


def _shown(html: str) -> Iterator[tuple[str, str]]:
    """Each label on the page with its colour."""
    for piece in html.split('<span style="background: ')[1:]:
        colour, rest = piece.split(";", 1)
        if rest.startswith(" z-index: 10"):
            yield rest.split(">", 1)[1].split("<", 1)[0].strip(), colour
