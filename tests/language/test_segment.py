"""Words are cut by rjieba as by jieba, and a split entry of the dictionary by neither."""

from __future__ import annotations

import sys

import pytest

from govtext.language.segment import Words, segmenter

TEXT = "全县居民人均可支配收入增长点不断涌现，利用率均达60%，国有企业居多。"


def test_jieba_cuts_where_rjieba_has_no_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("rjieba")
    cut = segmenter(["均达"])(TEXT)
    monkeypatch.setitem(sys.modules, "rjieba", None)
    assert segmenter(["均达"])(TEXT) == cut
    assert "".join(cut) == TEXT
    assert "均达" not in cut
    assert "均达" in segmenter()(TEXT)


@pytest.mark.parametrize(
    ("word", "inside"),
    [("居", True), ("有", True), ("增长", True), ("居民", False), ("全县", False)],
)
def test_a_part_of_a_longer_word_is_none_of_its_own(word: str, inside: bool) -> None:
    text = "其中,本年度," + TEXT
    words = Words(segmenter(), text, 0, len(text))
    start = text.index(word)
    assert words.holds(start, start + len(word)) is inside


def test_what_stands_behind_the_last_word_is_no_letter_of_one() -> None:
    words = Words(segmenter(), "3个 、", 0, 4)
    assert not words.holds(3, 4)
    assert not Words(segmenter(), "、、", 0, 2).holds(1, 2)
