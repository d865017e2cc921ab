"""The automaton and the pattern that replaces it find the same phrases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.language import matcher
from govtext.language.matcher import Phrases, scanner, scanner_by_pattern

LETTERS = st.text("要求必须年初😀,。", min_size=1, max_size=4)


@given(st.sets(LETTERS, max_size=12), st.text("要求必须年初😀,。x", max_size=40))
def test_automaton_and_pattern_find_the_same(some: set[str], text: str) -> None:
    given_phrases = sorted(some)
    found = scanner(given_phrases)(text)
    assert found == scanner_by_pattern(given_phrases)(text)
    assert all(text[start:end] == given_phrases[index] for index, start, end in found)


def test_the_pattern_stands_in_where_there_is_no_automaton(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(matcher, "ahocorasick_rs", None)
    assert Phrases(["年", "年初", "初"]).find("今年初。") == [(1, 3, "年初")]
