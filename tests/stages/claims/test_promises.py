"""Commitment, estimate, streak and denominator of a claim."""

from __future__ import annotations

import pytest
from claim_fields import PLAN, claims, texts


def test_denominator_goes_on_to_the_later_state() -> None:
    assert texts("巡河补助由每月600元提高到750元。", "per") == ["每月", "每月"]


def test_streak() -> None:
    (claim,) = claims("粮食产量连续四年超过60万吨。")[-1:]
    assert claim.streak is not None
    assert (claim.streak.value, claim.streak.unit) == (4, "年")
    (claim,) = claims("粮食产量达到60万吨、实现“二十一连丰”。")
    assert claim.streak is not None
    assert (claim.streak.value, claim.streak.unit) == (21, "年")


@pytest.mark.parametrize(
    ("sentence", "strengths"),
    [
        ("力争粮食产量达到60万吨，蔬菜产量达到80万吨。", ["strive", "strive"]),
        ("确保失业率控制在5%以内。", ["ensure"]),
        ("主要预期目标是：地区生产总值增长6%，失业率5%。", ["expect", "expect"]),
        ("计划新建学校3所。", ["plan"]),
        ("将低保标准提高到720元。", [None]),
        ("在确保质量的前提下，新建学校3所。", [None]),
        ("新建学校3所。", [None]),
        ("招募“西部计划”志愿者300名。", [None]),
        ("力争在提高效益的基础上，使产值达到60亿元。", ["strive"]),
    ],
)
def test_strength_of_a_promise(sentence: str, strengths: list[str | None]) -> None:
    found = [claim.commitment for claim in claims(sentence, PLAN)]
    assert [one and one.strength for one in found] == strengths


def test_estimates_reach_to_the_next_semicolon() -> None:
    assert texts("初步核算，产值60亿元、增长5%；用电量8亿度。", "estimated") == [True, True, False]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("每千人口床位7.8张，执业医师3.2名。", ["每千人口", "每千人口"]),
        ("每千名老人床位36张，9件民生实事办结。", ["每千名老人", None]),
        ("每万元产值能耗0.32吨标准煤。", ["每万元产值"]),
        ("每度电补贴0.1元。", ["每度电"]),
        ("每10万人口有教师86名。", ["每10万人口"]),
        ("产值平均每年增长5%。", [None]),
    ],
)
def test_a_denominator_names_what_is_counted_for(sentence: str, expected: list[str | None]) -> None:
    assert texts(sentence, "per") == expected


@pytest.mark.parametrize(
    ("sentence", "strengths"),
    [
        ("人均预期寿命提高到79岁。", [None]),
        ("计划新建公路30公里；改造桥梁6座。", ["plan", "plan"]),
        ("对剩余的86户危房，确保6月底前全部改造完成。", ["ensure"]),
        ("要培育产业，改善环境，新增绿地12公顷。", ["plan"]),
    ],
)
def test_a_promise_reaches_parallel_clauses(sentence: str, strengths: list[str | None]) -> None:
    found = [claim.commitment for claim in claims(sentence, PLAN)]
    assert [one and one.strength for one in found] == strengths


def test_an_announced_list_of_aims_is_expected_to_its_end() -> None:
    sentence = "主要预期目标是：粮食产量增长5%；城镇新增就业3万人；登记失业率4%以内。"
    found = [claim.commitment for claim in claims(sentence, PLAN)]
    assert [one and one.strength for one in found] == ["expect", "expect", "expect"]


def test_a_verb_of_striving_that_is_the_deed_promises_nothing() -> None:
    text = "争取上级补助资金5亿元以上，争取新增规上企业12家。"
    assert texts(text, "action", PLAN) == ["争取", "新增"]
    assert texts(text, "commitment", PLAN) == [None, "争取"]


def test_days_without_a_break_are_a_streak() -> None:
    (claim,) = claims("已连续1260天安全无事故。")
    assert claim.streak is not None
    assert (claim.streak.value, claim.streak.unit) == (1260, "天")
