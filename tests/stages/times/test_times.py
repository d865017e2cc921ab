"""The stage of times: its results, and that the year of a report is found in one place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govtext
from govtext.document import Document
from govtext.language.calendar import HIDDEN_PERIOD, PeriodsByPlace, whole_years
from govtext.language.plain import plain
from govtext.language.times import Times, expressions
from govtext.rulebook.load import load
from govtext.stages import STAGES

RULES = load()


def read(text: str) -> Document:
    """The document of a text after all stages up to the times."""
    document = Document(text, plain(text), RULES)
    for name, stage in STAGES:
        stage(document)
        if name == "times":
            break
    return document


def test_the_times_of_the_body_are_found_in_order() -> None:
    text = "某县2024年工作总结\n一、工作回顾\n全年建成学校12所，上半年完成5所。近三年共建20所。\n"
    document = read(text)
    assert [text[one.start : one.end] for one in document.times.all] == ["全年", "上半年", "近三年"]
    assert document.report_years.review == whole_years(2024, 2024)
    assert document.metadata.year == 2024


def test_a_section_speaks_of_the_time_its_heading_names() -> None:
    text = "某局工作汇报\n一、2023年工作情况\n建成学校12所。\n二、2024年工作打算\n新建学校3所。\n"
    document = read(text)
    at = document.section_times.at
    assert [at(text.index(word)) for word in ("建成", "新建")] == [
        whole_years(2023, 2023),
        whole_years(2024, 2024),
    ]


def test_a_masked_heading_hides_the_time() -> None:
    text = "某局工作汇报\n一、20XX年工作情况\n建成学校12所。\n二、下一步\n新建学校3所。\n"
    assert read(text).section_times.at(text.index("建成")) == HIDDEN_PERIOD


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("某县政府工作报告\n（2024年1月8日）\n各位代表：\n建成学校12所。\n", 2024),
        ("某县二〇二三年工作总结\n建成学校12所。\n", 2023),
        ("某县2 0 2 3年工作总结\n建成学校12所。\n", 2023),
        ("某局工作总结\n一、2022年重点工作\n建成学校12所。\n", 2022),
        ("某局20XX年工作总结\n建成学校12所。\n", None),
    ],
)
def test_the_year_of_a_report(text: str, year: int | None) -> None:
    assert govtext.parse(text).metadata.year == year


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("1 9 9 4 年6月到任，至今整整五年。", []),
        ("近三年建成学校12所，前11个月完成5所。", ["12所", "5所"]),
        ("工期缩短三年，用时11个月。", ["三年", "11个月"]),
        ("援教时间**年。", ["**年"]),
    ],
)
def test_what_says_when_is_no_quantity(text: str, quantities: list[str]) -> None:
    assert [claim.quantity.text for claim in govtext.parse(text).claims] == quantities


WORDS = st.sampled_from(["2024年", "近三年", "上半年", "建成", "12所", ",", "。"])
TEXTS = st.lists(WORDS).map("".join)


@given(TEXTS, st.integers(0, 40), st.integers(0, 20))
def test_stretches_hold_the_times_in_them(text: str, start: int, length: int) -> None:
    found = list(expressions(text, RULES))
    times, end = Times(found), start + length
    assert times.within(start, end) == [one for one in found if start <= one.start < end]
    overlapping = [one for one in found if one.start < end and one.end > start] if length else []
    assert (times.overlapping(start, end) if length else []) == overlapping


@given(st.lists(st.integers(0, 30)).map(sorted), st.integers(0, 35))
def test_the_last_period_noted_before_a_place_holds_there(noted: list[int], place: int) -> None:
    periods = PeriodsByPlace()
    for year, offset in enumerate(noted, 2000):
        periods.note(offset, whole_years(year, year))
    before = [year for year, offset in enumerate(noted, 2000) if offset <= place]
    assert periods.at(place) == (whole_years(before[-1], before[-1]) if before else None)
