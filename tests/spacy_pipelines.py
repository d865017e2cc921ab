"""Pipelines and texts for the tests of the spaCy package, and comparison of Docs."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

SAMPLES = sorted((Path(__file__).parent.parent / "corpora" / "docs").glob("*.txt"))
TOKENIZER = {"nlp": {"tokenizer": {"@tokenizers": "govtext.Tokenizer.v1"}}}
TEXT = """***县教育局2023年工作总结
一、2023年工作情况
（一）推进项目建设。全年开工项目32个，其中亿元以上项目**个，完成投资15.6亿元，同比增长8.7%。
（二）改善民生。一是新增学位近2000个；二是投入**.**万元修通道路12公里。但养老床位仍然不足。
二、2024年工作打算
力争地区生产总值增长6%以上，城镇新增就业1.2万人，到**镇、***村办实事2*件。
"""


def pipeline(words: bool = True, **config: object) -> Language:
    """A pipeline with the component, by its name alone; ``words``: with the tokenizer too."""
    nlp: Language = spacy.blank("zh", config=TOKENIZER if words else {})
    nlp.add_pipe("govtext", config=config)
    return nlp


def spans(doc: Doc) -> dict[str, list[tuple[str, str, str, int, int]]]:
    return {
        key: [(span.text, span.label_, span.id_, span.start, span.end) for span in group]
        for key, group in doc.spans.items()
    }


def same(doc: Doc, other: Doc) -> bool:
    """Whether two Docs hold the same of govtext's."""
    claims = [[span._.claim for span in d.spans["claims"]] for d in (doc, other)]
    return bool(
        doc.text == other.text
        and spans(doc) == spans(other)
        and doc._.govtext == other._.govtext
        and claims[0] == claims[1]
        and claims[0]
    )
