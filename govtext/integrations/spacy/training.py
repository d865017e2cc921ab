"""Reports as training data for spaCy."""

from __future__ import annotations

from collections.abc import Iterable

import spacy
from spacy.language import Language
from spacy.tokens import DocBin

from govtext.integrations.spacy.docs import ClaimLabel, annotate
from govtext.messages import said
from govtext.report import Report


def docbin(
    reports: Iterable[Report],
    nlp: Language | None = None,
    *,
    claim_label: ClaimLabel = "category",
) -> DocBin:
    """A DocBin with one Doc for each report; ``spacy train`` reads it from a ``.spacy`` file.

    ``nlp`` tokenizes the texts and should have the tokenizer of the pipeline to train; without it
    the tokenizer of govtext is used. The Docs have the span groups that ``annotate`` describes,
    and the reports themselves, which may be corrected by hand.

    Raises ValueError for a report without its text.
    """
    nlp = nlp or spacy.blank(
        "zh", config={"nlp": {"tokenizer": {"@tokenizers": "govtext.Tokenizer.v1"}}}
    )
    docs = DocBin(store_user_data=True)
    for report in reports:
        if report.text is None:
            name = report.source.name or "a report"
            problem = f"{name} has no text: write it without --no-text and read it again"
            raise ValueError(said(problem))
        docs.add(annotate(nlp.make_doc(report.text), report, claim_label=claim_label))
    return docs
