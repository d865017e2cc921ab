"""Errors in patterns and phrases are found, and none in valid ones."""

from __future__ import annotations

import pytest

from govtext.rulebook.check import tables
from govtext.rulebook.load import load
from govtext.rulebook.wellformed import phrase_count, problems, times_at_least
from govtext.stages.page.furniture import FurnitureRule


@pytest.mark.parametrize("table", sorted(set(tables()) - {"patterns"}))
def test_packaged_entries_are_well_formed(table: str) -> None:
    for entry in load().table(table, tables()[table]):
        assert list(problems(table, entry)) == [], entry


@pytest.mark.parametrize(
    "pattern",
    [
        r"第[一二三四五六七八九十]{1,3}章",
        r"\d+(?:,\d+)*元",
        r"(?:[一二]+、?)+章",
        r"(?:.{0,400}x){0,400}",
        r"(?:甲{300}){300}",
        r".*(?:如下|报告)[:!]?",
    ],
)
def test_no_pattern_is_refused_for_the_time_it_may_take(pattern: str) -> None:
    assert list(problems("furniture", FurnitureRule(name="一", pattern=pattern))) == []


def test_a_pattern_that_takes_all_memory_is_refused() -> None:
    ((key, problem),) = problems(
        "furniture", FurnitureRule(name="一", pattern="(?:(?:甲?){3000}){3000}")
    )
    assert key == "pattern"
    assert "repeats at least 9,000,000 times" in problem


def test_repetitions_are_counted() -> None:
    assert times_at_least("a{0,9}") == 1
    assert times_at_least("(?:a|(?:b{3}c){4,}){5}|d{50}") == 60
    assert times_at_least("(?=(?:a{3}){4})b++(?>c{5})") == 12


def test_phrases_are_counted() -> None:
    assert phrase_count("三") == 1
    assert phrase_count(["{一,二}{上,下,}", "三"]) == 7
    assert phrase_count("甲 {乙,丙}") == 3
    assert phrase_count(3) == phrase_count(None) == 0
