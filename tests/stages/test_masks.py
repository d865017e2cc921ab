"""Masks: where they stand, and whether they hide a number or a name."""

from __future__ import annotations

import itertools
import re

import pytest
from cases import Case, read_cases
from hypothesis import given
from hypothesis import strategies as st

import govtext


@pytest.mark.parametrize("case", read_cases("masks/cases.txt"), ids=lambda case: case.name)
def test_masks(case: Case) -> None:
    report = govtext.parse(case.text)
    assert [f"{mask.text} {mask.stands_for}" for mask in report.masks] == case.expected


WRITTEN = (
    "全年完成投资86.4亿元，同比增长12.3%，新建学校15所，培训教师320人次，改造农村公路126.8公里，"
    "发放补贴1200余万元，惠及群众3万多户，群众满意度达98%，排名居全市第3位。"
)


@given(st.sampled_from("*×_X"), st.booleans())
def test_hidden_digits_are_numbers_however_they_are_hidden(sign: str, first: bool) -> None:
    def hide(number: re.Match[str]) -> str:
        kept = number.group()[0] if first and len(number.group()) > 1 else ""
        return kept + re.sub(r"\d", sign, number.group()[len(kept) :])

    text = re.sub(r"\d+(?:\.\d+)?", hide, WRITTEN)
    expected = [hide(number) for number in re.finditer(r"\d+(?:\.\d+)?", WRITTEN)]
    masks = govtext.parse(text).masks
    assert [mask.text for mask in masks] == expected
    assert {mask.stands_for for mask in masks} == {"number"}


@given(st.text(alphabet="*＊×X_○某…#□年元市局，。1.%\n", max_size=80))
def test_masks_are_runs_of_the_text_in_order(text: str) -> None:
    masks = govtext.parse(text).masks
    assert all(text[mask.start : mask.end] == mask.text for mask in masks)
    assert all(a.end <= b.start for a, b in itertools.pairwise(masks))


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("排查○○口井，选派○○名干部。", [("○○口", None), ("○○名", None)]),
        ("由○○组牵头，新建〇〇组项目。", []),
        ("培训○○人家庭。", []),
        ("改造两*3万台。", [("*3万台", None)]),
        ("一是培训三百〇五户。", [("三百〇五户", 305)]),
    ],
)
def test_signs_that_are_noughts_too_give_no_value(
    text: str, quantities: list[tuple[str, int | None]]
) -> None:
    found = govtext.parse(text).claims
    assert [(one.quantity.text, one.quantity.value) for one in found] == quantities
