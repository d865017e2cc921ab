"""Claims: the indicator of each quantity, its direction, and the claim it is part of."""

from __future__ import annotations

import pytest
from cases import Case, read_cases
from hypothesis import given
from hypothesis import strategies as st

import govtext
from govtext.report import Claim


def _line(claim: Claim) -> str:
    parts = [claim.quantity.text, claim.indicator.text if claim.indicator else "-"]
    if claim.direction is not None:
        parts.append(" ".join(filter(None, (claim.direction, claim.basis))))
    if claim.part_of is not None:
        parts.append(f"of {claim.part_of}")
    return " | ".join(parts)


CASES = read_cases("claims/cases.txt")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_claims(case: Case) -> None:
    assert [_line(claim) for claim in govtext.parse(case.text).claims] == case.expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_indicators_stand_in_the_text(case: Case) -> None:
    report = govtext.parse(case.text)
    found = [claim.indicator for claim in report.claims if claim.indicator is not None]
    assert found or case.expected == ["三年 | -"]
    assert all(case.text[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("全市经济总量达到900亿元。", "地区生产总值"),
        ("我省规上工业增加值增长7%。", "规模以上工业增加值"),
        ("居民消费价格涨幅2%。", "居民消费价格"),
        ("新增城镇就业3万人。", "城镇新增就业"),
        ("海洋生产总值达到900亿元。", "海洋生产总值"),
        ("种鹅存栏2万只。", None),
    ],
)
def test_known_indicators_are_named(written: str, name: str | None) -> None:
    (claim,) = govtext.parse(written).claims
    assert claim.indicator is not None
    assert claim.indicator.name == name


def test_the_first_of_a_coordination_is_named_by_what_the_last_lends_it() -> None:
    report = govtext.parse("城镇、农村居民人均可支配收入分别增长5.1%、6.3%。")
    assert [claim.indicator.name for claim in report.claims if claim.indicator] == [
        "城镇居民人均可支配收入",
        "农村居民人均可支配收入",
    ]


def test_a_number_in_a_table_measures_what_its_row_is_named_for() -> None:
    report = govtext.parse(
        "一、主要指标\n"
        "指标\t完成数\t同比增长（%）\n"
        "地区生产总值（亿元）\t198.2亿元\t6.1\n"
        "城镇新增就业（人）\t**人\t-2.3\n"
        "年份\t发行额（亿元）\n"
        "2023年\t12.5\n"
    )
    assert [_line(claim) for claim in report.claims] == [
        "198.2亿元 | 地区生产总值",
        "6.1 | 地区生产总值 | increase yoy",
        "**人 | 城镇新增就业",
        "-2.3 | 城镇新增就业 | increase yoy",
        "12.5 | 发行额",
    ]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_column_of_aims_holds_targets(ending: str) -> None:
    text = (
        "2025年，各项工作取得新成效。\n主要指标完成情况表\n"
        "指标\t目标值（亿元）\t完成值（亿元）\t增速（%）\n生产总值\t420\t428.6\t8.4\n"
    )
    report = govtext.parse(text.replace("\n", ending))
    assert [
        (claim.quantity.text, claim.quantity.unit, claim.status) for claim in report.claims
    ] == [
        ("420", "元", "target"),
        ("428.6", "元", "actual"),
        ("8.4", "%", "actual"),
    ]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_table_of_indicators_has_years_at_the_head_of_its_columns(ending: str) -> None:
    text = (
        "青石县国民经济和社会发展第十四个五年规划和2035年远景目标纲要\n第一章 发展目标\n"
        "类别\t指标\t2020年\t2025年\t年均增长\t属性\n"
        "经济\t生产总值（亿元）\t148.3\t215\t7%\t预期性\n"
        "安全\t粮食产量（万吨）\t22\t≥23\t—\t约束性\n"
    )
    report = govtext.parse(text.replace("\n", ending))
    read = [
        (
            claim.quantity.text,
            claim.quantity.value,
            claim.indicator and claim.indicator.text,
            claim.period,
            claim.status,
            claim.commitment and claim.commitment.strength,
        )
        for claim in report.claims
    ]
    assert read == [
        ("148.3", 14830000000, "生产总值", "2020", "actual", None),
        ("215", 21500000000, "生产总值", "2025", "target", "expect"),
        ("7%", 7, "生产总值", "2021/2025", "target", "expect"),
        ("22", 220000, "粮食产量", "2020", "actual", None),
        ("23", 230000, "粮食产量", "2025", "target", "ensure"),
    ]
    assert [claim.quantity.bound for claim in report.claims] == ["=", "=", "=", "=", ">="]


def test_a_column_of_units_gives_each_row_its_unit() -> None:
    report = govtext.parse(
        "黛山县2023年统计公报\n一、综合\n指标\t单位\t绝对数\t比上年增长（%）\n"
        "生产总值\t亿元\t251.37\t8.7\n其中：第一产业\t亿元\t45.92\t7.8\n人口\t万人\t68.35\t—\n"
    )
    read = [(one.quantity.text, one.quantity.unit, _line(one)) for one in report.claims]
    assert read == [
        ("251.37", "元", "251.37 | 生产总值"),
        ("8.7", "%", "8.7 | 生产总值 | increase yoy"),
        ("45.92", "元", "45.92 | 第一产业 | of 1"),
        ("7.8", "%", "7.8 | 第一产业 | increase yoy"),
        ("68.35", "人", "68.35 | 人口"),
    ]
    assert report.claims[2].quantity.value == 4592000000


def test_claims_know_their_statement_and_deepest_node() -> None:
    report = govtext.parse(
        "一、主要成效\n（一）工业提质。新增规上企业12家。一是抓招商。签约项目20个。\n"
        "二、存在问题\n还有3个村没有通水。\n"
    )
    by_id = {node.id: node for node in report.nodes()}
    for claim in report.claims:
        statement = report.statements[claim.statement - 1]
        assert statement.start <= claim.quantity.start < statement.end
        assert claim.category == statement.category
        assert claim.node is not None
        node = by_id[claim.node]
        assert node.start <= claim.quantity.start < node.end
        assert not any(n.start <= claim.quantity.start < n.end for n in node.children)
    assert [claim.id for claim in report.claims] == [1, 2, 3]


def test_masks_inside_a_quantity_know_their_claim() -> None:
    report = govtext.parse("***镇新建学校**所，投入**.**万元。")
    assert [mask.claim for mask in report.masks] == [None, 1, 2]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("sign", ["*", "×", "_", "X"])
def test_hidden_digits_leave_the_claims_as_they_are(case: Case, sign: str) -> None:
    letters = list(case.text)
    for claim in govtext.parse(case.text).claims:
        if claim.quantity.kind == "ratio":
            continue  # hidden whole, it is no longer told from a time of day
        for place in range(claim.quantity.start, claim.quantity.end):
            if letters[place].isdecimal():
                letters[place] = sign
    hidden = govtext.parse("".join(letters)).claims
    written = [line.split(" | ")[1:] for line in case.expected]
    assert [_line(claim).split(" | ")[1:] for claim in hidden] == written


@given(
    st.lists(st.sampled_from("全市其中，、；。（）增长达到5%12家企业占由到分别**和"), max_size=60)
)
def test_any_text_gives_claims_in_order(letters: list[str]) -> None:
    text = "".join(letters)
    report = govtext.parse(text)
    assert [claim.id for claim in report.claims] == list(range(1, len(report.claims) + 1))
    starts = [claim.quantity.start for claim in report.claims]
    assert starts == sorted(starts)
    for claim in report.claims:
        assert claim.part_of is None or claim.part_of < claim.id
        if claim.indicator is not None:
            found = claim.indicator
            assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("财政收入12亿元，比上年的11亿元增长9%。", ["2024", "2023", "2024"]),
        ("财政收入12亿元，比2020年的8亿元增长50%。", ["2024", "2020", "2024"]),
        ("高新技术企业由216家增加到583家。", ["2023", "2024"]),
        ("高新技术企业由2020年的216家增加到583家。", ["2020", "2024"]),
        (
            "今年1—6月，进出口12亿元，比去年同期的10亿元增长20%。",
            ["2025-01/2025-06", "2024-01/2024-06", "2025-01/2025-06"],
        ),
    ],
)
def test_the_earlier_state_has_the_earlier_period(text: str, periods: list[str]) -> None:
    report = govtext.parse(f"2025年云岭省人民政府工作报告\n一、2024年工作回顾\n{text}\n")
    assert [claim.period for claim in report.claims] == periods
    assert {claim.nature for claim in report.claims} <= {"flow", "stock", "change"}
    assert all(claim.reference is None or claim.direction for claim in report.claims)


def test_a_currency_before_the_number_is_its_base_unit() -> None:
    text = "出口额新台币 177.1 亿元，捐款港币2960元，投资5亿元。"
    units = [(one.quantity.unit, one.quantity.base_unit) for one in govtext.parse(text).claims]
    assert units == [("元", "新台币"), ("元", "港币"), ("元", "元")]
