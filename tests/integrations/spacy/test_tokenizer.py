"""The tokenizer: quantities and masks are one token, and the text of the Doc is unchanged."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy_pipelines import SAMPLES, TEXT, pipeline

import govtext
from govtext import report as vocabulary
from govtext.integrations.spacy import tokenizer


@pytest.fixture(scope="module")
def words() -> Language:
    return pipeline()


def test_words_masks_and_quantities(words: Language) -> None:
    doc = words("***县完成投资15.6 亿元，  到**镇新建**.**万余平方米的GDP 大楼")
    assert [token.text for token in doc] == [
        *("***", "县", "完成", "投资", "15.6 亿元", "，", " ", "到", "**", "镇"),
        *("新建", "**.**万余平方米", "的", "GDP", "大楼"),
    ]
    assert doc[-2].whitespace_ == " "


@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_quantities_and_masks_are_tokens(words: Language, path: Path) -> None:
    doc = words(path.read_text(encoding="utf-8"))
    assert all(len(span) == 1 for span in doc.spans["claims"])
    assert all(len(span) == 1 for span in doc.spans["masks"])
    assert sum(len(token) > 1 for token in doc) > len(doc) / 3


def test_traditional_characters_and_full_width_signs_make_words_too(words: Language) -> None:
    text = "全縣地區生產總值達到８０億元，ＧＤＰ增速居全市前列"
    assert [token.text for token in words(text)] == [
        *(
            "全縣",
            "地區",
            "生產總值",
            "達到",
            "８０億元",
            "，",
            "ＧＤＰ",
            "增速",
            "居",
            "全市",
            "前列",
        )
    ]


ODD = st.text(
    st.sampled_from(
        list("一二、（）.是全年完成投资增长1234567890０９亿万元%％个*×X某_○第 \t\r\n\u3000")
    )
    | st.sampled_from(["\ufeff", "\x00", "\x1c", "\u2028", "\u200d", "\u0301", "🎉", "𠮷", "\x85"])
)


@settings(deadline=None, max_examples=300)
@given(ODD | st.text(st.characters(exclude_categories=["Cs"])))
def test_the_text_comes_back(words: Language, text: str) -> None:
    doc = words(text)
    assert doc.text == text
    assert all(len(token) for token in doc)
    report = doc._.govtext
    assert [s._.claim for s in doc.spans["claims"]] == report.claims
    assert all(len(span) == 1 for span in doc.spans["claims"])


@pytest.mark.parametrize(
    ("text", "held"),
    [("修路\ud8003公里", "修路\ufffd3公里"), ("\ud83c\udf89修路3公里", "🎉修路3公里")],
)
def test_lone_surrogates_are_replaced(words: Language, text: str, held: str) -> None:
    doc = words(text)
    assert doc.text == held
    assert [span.text for span in doc.spans["claims"]] == ["3公里"]


def test_jieba_stands_in_for_rjieba(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("jieba")
    monkeypatch.setitem(sys.modules, "rjieba", None)
    doc = pipeline()(TEXT)
    assert doc.text == TEXT
    assert all(len(span) == 1 for span in doc.spans["claims"])


def test_what_overlaps_is_one_token() -> None:
    report = govtext.parse(TEXT)
    mask = report.masks[0]
    report.masks = [
        vocabulary.Mask(mask.text, 0, 3, "name"),
        vocabulary.Mask(mask.text, 2, 5, "name"),
        vocabulary.Mask(mask.text, 5, 6, "name"),
    ]
    assert tokenizer._whole(report)[:2] == [(0, 5), (5, 6)]
