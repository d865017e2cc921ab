"""Patterns that run away are found, those that don't are let be."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtext.rulebook.check import tables
from govtext.rulebook.limits import LIMIT, LONGEST, phrase_count, problems, runaway
from govtext.rulebook.load import load


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+$",
        r"(?:[一二]+、?)+章",
        r"(?:[一二]+、?)+[^,]*",
        r"(?:甲|甲)*乙",
        r"第(?:\d|\d{1,2}|\s)*页",
        r"(?:.*,)*x",
        r".*.*.*x",
        r"(?:.{0,40}x){0,40}y",
        r"(?<=\d)(?:一|一)+二",
        r"(?=(?:一|一)+二)一+",
        r"(?:[^。]+)+",
        r"x(?:ab|abab)+c",
    ],
)
def test_runaway_patterns_are_found_in_time(pattern: str) -> None:
    began = time.thread_time()
    found = runaway(pattern)
    assert found is not None
    assert found.seconds > LIMIT
    assert found.length <= 2 * LONGEST
    assert time.thread_time() - began < 20


@pytest.mark.parametrize(
    "pattern",
    [
        r"第[一二三四五六七八九十]{1,3}章",
        r"\d+(?:,\d+)*元",
        r"[^,]{0,20}(?:增长|下降)[^,]{0,20}",
        r".*(?:如下|报告)[:!]?",
        r"(?:[一二]+、)+章",
    ],
)
def test_others_are_let_be(pattern: str) -> None:
    assert runaway(pattern) is None


@pytest.mark.parametrize("table", sorted(tables()))
def test_packaged_patterns_pass(table: str) -> None:
    for entry in load().table(table, tables()[table]):
        assert list(problems(table, entry)) == [], entry


PIECES = st.sampled_from(
    ["一", "[一二]", "a", ".", "[^,]", r"\d", "(?:一|二a)", "二?", "[一二]{1,3}"]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=6))
def test_patterns_without_repetition_never_run_away(pieces: list[str]) -> None:
    pattern = "".join(pieces)
    re.compile(pattern)
    assert runaway(pattern) is None


@settings(max_examples=5, deadline=None)
@given(st.lists(PIECES.filter(lambda p: p not in {"二?", "[一二]{1,3}"}), max_size=3))
def test_a_repetition_of_a_repetition_is_found_wherever_it_stands(before: list[str]) -> None:
    assert runaway("".join(before) + "(?:三+)+四") is not None


def test_phrases_are_counted() -> None:
    assert phrase_count("三") == 1
    assert phrase_count(["{一,二}{上,下,}", "三"]) == 7
    assert phrase_count("甲 {乙,丙}") == 3
    assert phrase_count(3) == phrase_count(None) == 0
