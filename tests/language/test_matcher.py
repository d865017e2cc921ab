"""The automaton, the table before it and the pattern that replaces it find the same phrases."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.language import matcher
from govtext.language.matcher import (
    Matches,
    Phrases,
    expand_all,
    scanner,
    scanner_by_pattern,
    scanner_by_table,
)

LETTERS = st.text("要求必须年初😀,。", min_size=1, max_size=4)


@given(st.sets(LETTERS, max_size=12), st.text("要求必须年初😀,。x", max_size=40))
def test_automaton_pattern_and_table_find_the_same(some: set[str], text: str) -> None:
    given_phrases = sorted(some)
    found = scanner(given_phrases)(text)
    assert found == scanner_by_pattern(given_phrases)(text)
    assert found == scanner_by_table(given_phrases)(text)
    assert all(text[start:end] == given_phrases[index] for index, start, end in found)


def test_the_pattern_stands_in_where_there_is_no_automaton(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(matcher, "ahocorasick_rs", None)
    assert Phrases(["年", "年初", "初"]).find("今年初。") == [(1, 3, "年初")]


def test_an_automaton_is_built_when_it_pays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matcher, "_ENOUGH", 9)
    built: list[list[str]] = []

    def build(phrases: list[str]) -> Callable[[str], Matches]:
        built.append(phrases)
        return scanner(phrases)

    phrases = Phrases(["年", "年初"])
    monkeypatch.setattr(matcher, "scanner", build)
    first = [phrases.find("今年初年。") for _ in range(4)]
    assert first == [[(1, 3, "年初"), (3, 4, "年")]] * 4
    assert built == [["年", "年初"]]


def test_no_phrases_expand_to_none() -> None:
    assert list(expand_all([])) == []
    assert list(expand_all(["{甲,乙}{,丙}", "丁"])) == ["甲", "甲丙", "乙", "乙丙", "丁"]
