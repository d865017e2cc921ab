"""The checks: findings at the right offsets, in two languages, and none where nothing is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import govtext
from govtext.checks.against import LOOKUPS
from govtext.checks.run import CHECKS
from govtext.checks.table import Check, build_checks
from govtext.rulebook.load import load

KINDS = build_checks(load())
_SLOT = re.compile(r"\{(\w+)\}")


def codes(text: str) -> list[str]:
    return [one.code for one in govtext.check(govtext.parse(text))]


def test_every_check_has_a_row_and_every_row_a_check() -> None:
    shared = {"unit-slip", "part-and-whole"}  # found by other checks
    shared |= {f"against-{fate}" for fate in LOOKUPS if fate != "same"}
    shared |= {"tracked-change", "comment", "highlighted-place", "masked-place"}  # in Word files
    assert CHECKS.keys() | shared == KINDS.keys()
    assert not CHECKS.keys() & shared


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_messages_say_the_same_in_both_languages(kind: Check) -> None:
    assert kind.zh.keys() == kind.en.keys()
    for case, message in kind.zh.items():
        assert set(_SLOT.findall(message)) == set(_SLOT.findall(kind.en[case]))
    assert kind.examples


def test_a_finding_has_its_words_its_rule_and_the_other_places() -> None:
    text = "全县有学校12所，其中小学8所、初中3所、高中2所。"
    (found,) = govtext.check(govtext.parse(text), lang="en")
    assert (found.text, found.severity) == ("12所", "error")
    assert [text[start:end] for start, end in found.related] == ["8所", "3所", "2所"]
    assert "8所 + 3所 + 2所 = 13所 ≠ 12所" in found.message
    assert "rounding" in found.rule
    assert "各部分之和" in govtext.check(govtext.parse(text))[0].message


def test_offsets_are_those_of_a_text_with_broken_lines() -> None:
    line = "全县常住人口城镇化率由51.3%提高到53.1%，提高2.8个百分点，农村居民收入稳步增长"
    text = f"2024年工作总结\n{line[:17]}\n{line[17:34]}\n{line[34:]}。\n" + "".join(
        f"全县各项工作都有新的进展，第{n}个村也是\n如此。\n" for n in "甲乙丙丁戊"
    )
    found = [one for one in govtext.check(govtext.parse(text)) if one.code == "from-to-change"]
    assert [text[one.start : one.end].replace("\n", "") for one in found] == ["2.8个百分点"]


def test_full_width_digits_are_numbers() -> None:
    text = "财政收入由１１２１亿元增加到２２２０亿元，增长８８％。"
    assert codes(text) == ["from-to-change"]


@pytest.mark.parametrize(
    "text",
    [
        "全县有学校**所，其中小学8所、初中3所、高中2所。",
        "规模以上企业由**家增加到89家，增长18.1%。",
        "规模以上企业由76家增加到89家，增长1*.*%。",
        "预算收入完成18.72亿元，比上年增加*.**亿元，增长9.8%。",
    ],
)
def test_masked_numbers_are_never_judged(text: str) -> None:
    assert not codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "地区生产总值由178.9亿元增加到186.3亿元，增长6.1%。",  # its growth is real
        "全年招聘26家，退出9家，净增17家，总数达到212家。",
        "经营主体净增48万户、达680万户。",
        "产值由2020年的12亿元提高到36亿元，增长2倍。",
        "产值由2020年的12亿元提高到36亿元，增长3倍。",  # loose, and common
        "全年完成造林任务的113.4%。",
        "农户改厕率98%、污水治理率63%、垃圾分类率91%。",
        "开放时间为22时至次日6时，11月至次年3月免费。",
        "城镇、农村居民收入比由2.35缩小至2.30。",
        "在全市12个区县中列第4位、全省列第27位。",
        "居民收入由约3万元增加到3.6万元，增长12%。",  # about
        "全年受理5260件，办结5288件。",
        "深入学习贯彻精神，增强“四个意识”、坚定“四个自信”、做到“两个维护”。",
        "“东湖焊工”“东湖月嫂”等5个劳务品牌。",
        "粮肉奶产量分别稳定在80亿斤、6亿斤、16亿斤。",
        "新增光伏装机1088万千瓦，占全省34.5%。",
        "全县生产发展。\n钢：全部建成后增加的年产能力为120万吨。\n原煤：全部建成后增加的年产能力为860万吨。",
        "按1952年不变价格计算，工业总产值65亿元。\n按1957年不变价格计算，工业总产值70亿元。",
        "城乡居民收入增长5%、6%，增速在全市排名分别为第3位、第9位。",
        "产值12万元、收入8万元。年计划完成比例分别是79.8%、62.4%。",
        "争取资金152万元，其中中央资金84万元、省级资金31万元。",
        "参保率、就诊率、报销比例分别为98.6%、92.1%和75%。",
        "抽查企业240家，不合格12家，合格率95%。",
        "平均住院日7.4天。2025年力争平均住院日控制在7.5天以内。",
    ],
)
def test_what_looks_wrong_and_is_right(text: str) -> None:
    assert not codes(f"2024年，{text}")


def test_a_title_may_name_the_year_that_is_reviewed() -> None:
    text = (
        "2019年青山县人民政府工作报告\n——在青山县第十七届人民代表大会第四次会议上\n"
        "（2020年1月8日）\n一、2019年工作回顾\n生产总值增长7%。\n二、2020年工作安排\n生产总值增长6%。\n"
    )
    found = govtext.check(govtext.parse(text), lang="en")
    assert [(one.code, one.severity) for one in found] == [("title-year", "note")]
    wrong = text.replace("二、2020年工作安排", "二、2021年工作安排")
    assert "error" in {one.severity for one in govtext.check(govtext.parse(wrong))}


def test_the_report_of_a_company_reviews_its_year_or_the_one_before() -> None:
    text = (
        "青山机械有限公司2025年度总经理工作报告\n一、{}年主要工作\n实现营业收入8亿元。\n"
        "二、{}年工作安排\n新签合同9亿元。\n"
    )
    for review, plan, expected in (
        (2024, 2025, set()),
        (2025, 2026, set()),
        (2024, 2026, {"title-year"}),
    ):
        found = govtext.check(govtext.parse(text.format(review, plan)))
        assert {one.code for one in found} == expected


def test_a_sum_behind_its_parts_is_no_part() -> None:
    text = (
        "项目总投资12.6亿元，其中中央资金4.2亿元、省级资金3.1亿元、县级配套6.3亿元，合计12.6亿元。"
    )
    for one in govtext.check(govtext.parse(text), lang="en"):
        assert one.message.endswith("4.2亿元 + 3.1亿元 + 6.3亿元 = 13.6亿元 ≠ 12.6亿元.")


def test_a_report_without_its_text_is_refused() -> None:
    report = govtext.parse("全县有学校12所。")
    report.text = None
    with pytest.raises(ValueError, match="without its text"):
        govtext.check(report)


def test_a_path_is_read(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("checks") / "总结.txt"
    path.write_text("资金于6月31日前拨付。", encoding="gb18030")
    assert [one.code for one in govtext.check(path)] == ["impossible-date"]


def _pairs() -> list[list[str]]:
    lines = (Path(__file__).parent / "pairs.txt").read_text(encoding="utf-8").splitlines()
    return [line.split(" | ") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("code", "wrong", "right"), _pairs())
def test_a_wrong_line_is_found_and_the_right_one_is_not(code: str, wrong: str, right: str) -> None:
    head = "青山县2024年工作总结\n一、2024年工作情况\n"
    assert (codes(head + wrong) or ["-"])[0] == code
    assert not codes(head + right)
