"""Targets: what a plan promises, by number, in words, and on purpose not at all."""

from __future__ import annotations

from typing import Any

import pytest
from government_reports import government_report

import govtext

GOALS = "今年经济社会发展主要预期目标是："


def rows(plan: str, *columns: str, review: str = "各项事业取得新进展。") -> list[Any]:
    frame = govtext.targets(government_report(2025, review, plan), regions=False)
    frame = frame.astype(object).where(frame.notna(), None)
    found = frame[list(columns)].values.tolist()
    return [row[0] for row in found] if len(columns) == 1 else found


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        ("地区生产总值增长5%左右", ["地区生产总值", "growth", 5.0, "左右"]),
        ("全省经济增长6%以上", ["地区生产总值", "growth", 6.0, "以上"]),
        ("城镇新增就业不少于12万人", ["城镇新增就业", "added", 120000.0, "以上"]),
        ("城镇调查失业率控制在5.5%以内", ["城镇调查失业率", "level", 5.5, "以内"]),
        ("居民消费价格涨幅2%左右", ["居民消费价格", "growth", 2.0, "左右"]),
        ("粮食产量稳定在282亿斤以上", ["粮食产量", "level", 28200000000.0, "以上"]),
        ("固定资产投资增长4.5%", ["固定资产投资", "growth", 4.5, "point"]),
        ("进出口总额突破3000亿元", ["进出口总额", "level", 300000000000.0, "以上"]),
    ],
)
def test_a_number_is_read_with_its_measure_and_modifier(goal: str, expected: list[Any]) -> None:
    found = rows(f"{GOALS}{goal}。", "indicator", "measure", "value", "modifier", "strength")
    assert found == [[*expected, "expect"]]


def test_a_range_has_two_ends_and_no_value() -> None:
    found = rows(f"{GOALS}地区生产总值增长5%—5.5%。", "value", "low", "high", "modifier")
    assert found == [[None, 5.0, 5.5, "range"]]


def test_a_fall_is_positive_with_its_direction() -> None:
    found = rows(f"{GOALS}单位地区生产总值能耗下降2.5%左右。", "value", "direction", "measure")
    assert found == [[2.5, "decrease", "growth"]]


def test_town_and_country_in_one_name_are_two_targets() -> None:
    found = rows(
        f"{GOALS}城乡居民人均可支配收入分别增长5%和7%左右。", "indicator", "value", "modifier"
    )
    assert found == [
        ["城镇居民人均可支配收入", 5.0, "左右"],
        ["农村居民人均可支配收入", 7.0, "左右"],
    ]


def test_a_part_of_the_issuer_is_no_target_of_it() -> None:
    assert rows(f"{GOALS}开发区规上工业增加值增长9%。", "indicator") == []


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        (
            f"{GOALS}地区生产总值增长5%左右、力争更好结果，进出口总额增长3%。",
            ["力争更好结果", None],
        ),
        (
            f"{GOALS}地区生产总值增长5%，规上工业增加值增长6%，努力跑赢全国；进出口总额增长3%。",
            ["努力跑赢全国", "努力跑赢全国", None],
        ),
        (
            f"{GOALS}地区生产总值增长5%，进出口总额增长3%。"
            "这些目标符合实际，我们将尽最大努力争取更好结果。",
            ["我们将尽最大努力争取更好结果", None],
        ),
        (
            f"{GOALS}地区生产总值增长5%，城镇新增就业12万人。\n稳定就业。"
            "今年就业要在实现城镇新增就业预期目标的基础上，力争达到近几年的实际规模。",
            [None, "力争达到近几年的实际规模"],
        ),
    ],
)
def test_a_clause_that_aims_higher_goes_to_its_targets(plan: str, expected: list[Any]) -> None:
    assert rows(plan, "stretch") == expected


def test_a_second_number_that_aims_higher_is_no_second_target() -> None:
    found = rows(f"{GOALS}地区生产总值增长6%、力争达到6.5%。", "value", "stretch_value")
    assert found == [[6.0, 6.5]]


def test_a_word_of_promise_beside_the_number_goes_before_the_headline() -> None:
    plan = f"{GOALS}地区生产总值增长5%左右，确保粮食产量60万吨。\n力争固定资产投资增长3%。"
    assert rows(plan, "strength") == ["expect", "ensure", "strive"]


def test_a_list_with_a_target_a_line_is_a_headline() -> None:
    plan = (
        "今年主要预期目标建议如下：\n——地区生产总值增长5.5%左右。\n——城镇调查失业率5.5%左右。\n"
        "要狠抓落实。\n新建学校3所，进出口总额增长3%。"
    )
    found = rows(plan, "position", "strength")
    assert found == [["headline", "expect"]] * 2 + [["body", None]] * 2


def test_a_target_that_is_said_again_points_to_the_first() -> None:
    plan = (
        f"{GOALS}城镇新增就业12万人以上。\n抓好民生。完善就业政策，"
        "实现城镇新增就业12万人以上，失业人员再就业2万人。"
    )
    frame = govtext.targets(government_report(2025, plan=plan), regions=False)
    jobs = frame[frame["indicator"] == "城镇新增就业"]
    assert jobs["position"].tolist() == ["headline", "body"]
    assert jobs["repeats"].fillna("").tolist() == ["", jobs["id"].iloc[0]]


@pytest.mark.parametrize(
    ("goal", "indicator", "words"),
    [
        ("居民收入增长与经济增长基本同步", "居民人均可支配收入", "增长与经济增长基本同步"),
        ("居民收入增速高于经济增速", "居民人均可支配收入", "增速高于经济增速"),
        ("固定资产投资实现正增长", "固定资产投资", "实现正增长"),
        ("单位地区生产总值能耗完成国家下达任务", "单位地区生产总值能耗", "完成国家下达任务"),
        ("完成国家下达的粮食产量目标任务", "粮食产量", "完成国家下达的粮食产量目标任务"),
        ("外贸进出口保稳提质", "进出口总额", "保稳提质"),
        ("居民消费价格保持合理水平", "居民消费价格", "保持合理水平"),
    ],
)
def test_an_aim_without_a_number_is_a_target(goal: str, indicator: str, words: str) -> None:
    found = rows(f"{GOALS}{goal}。", "kind", "indicator", "modifier", "value")
    assert found == [["qualitative", indicator, words, None]]


def test_no_target_on_purpose_is_told_apart_from_none_in_the_text() -> None:
    plan = "需要说明的是，今年没有提出全年经济增速具体目标。\n城镇新增就业9万人以上。"
    assert rows(plan, "kind", "indicator")[0] == ["absent", "地区生产总值"]
    frame = govtext.targets(government_report(2025), regions=False)
    assert frame.empty
    assert frame.attrs["without_targets"] == ["2025_福建省.txt"]


def test_five_years_are_a_plan_and_one_year_is_not() -> None:
    plan = (
        "“十五五”时期，地区生产总值年均增长5%左右，城镇新增就业60万人以上。\n"
        f"{GOALS}地区生产总值增长5.5%。"
    )
    frame = govtext.targets(government_report(2026, plan=plan), regions=False)
    found = frame[["value", "year", "horizon", "position"]].values.tolist()
    assert found == [
        [5.0, 2030, "plan", "plan"],
        [600000.0, 2030, "plan", "plan"],
        [5.5, 2026, "year", "headline"],
    ]


def test_a_target_told_again_a_year_later_is_of_its_own_year() -> None:
    review = "城镇新增就业14万人，超额完成国家下达的11万人年度任务。"
    found = rows(f"{GOALS}城镇新增就业12万人。", "value", "year", "position", review=review)
    assert found == [[110000.0, 2024, "recalled"], [120000.0, 2025, "headline"]]


def test_the_place_of_a_target_is_its_number() -> None:
    one = government_report(2025, plan=f"{GOALS}地区生产总值增长5%左右，居民收入与经济增长同步。")
    rows: list[Any] = govtext.targets(one, regions=False).to_dict("records")
    assert len(rows) == 2
    for row in rows:
        assert one.text is not None
        assert one.text[row["start"] : row["end"]] == row["text"]
        assert row["text"] in row["sentence"]


def test_things_that_no_rule_names_stand_under_their_labels() -> None:
    plan = "今年新建标准化厂房12万平方米，粮食产量60万吨。"
    one = government_report(2025, plan=plan)
    found = govtext.targets(one, regions=False)
    told = found[["indicator", "value", "measure", "known"]].values.tolist()
    assert told == [["标准化厂房", 120000.0, "added", False], ["粮食产量", 600000.0, "level", True]]
    assert govtext.targets(one, known=True, regions=False)["indicator"].tolist() == ["粮食产量"]


def test_only_the_wanted_indicators() -> None:
    one = government_report(2025, plan=f"{GOALS}地区生产总值增长5%，粮食产量60万吨。")
    found = govtext.targets(one, indicators=["GDP"], regions=False)
    assert found["indicator"].tolist() == ["地区生产总值"]
    with pytest.raises(ValueError, match="no indicator is named"):
        govtext.targets(one, indicators=["没有这个"], regions=False)
    with pytest.raises(ValueError, match="there is no table"):
        govtext.targets(one, table="pairs", regions=False)  # type: ignore[arg-type]
