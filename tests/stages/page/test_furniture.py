"""Furniture: what is removed from the body, the metadata of the page, and repeated copies."""

from __future__ import annotations

import pytest
from cases import FIXTURES
from hypothesis import given
from hypothesis import strategies as st

import govtext
from govtext.report import Report

PAGE = (FIXTURES / "furniture" / "page.txt").read_text(encoding="utf-8")


def sentences(report: Report) -> list[str]:
    assert report.text is not None
    return [report.text[found.start : found.end] for found in report.statements]


def test_only_the_body_is_read() -> None:
    report = govtext.parse(PAGE)
    assert [node.title for node in report.nodes()] == ["主要成效", "存在问题"]
    assert [sentence[:10] for sentence in sentences(report)] == [
        "一年来，全市教育系统",
        "新建<b>中小学</",
        "学前教育普及普惠。",
        "城区学位供给仍然紧张",
    ]
    assert "字号" not in "".join(sentences(report))


def test_the_page_says_where_the_report_is_from() -> None:
    metadata = govtext.parse(PAGE).metadata
    assert metadata.title == "云岭市教育局2024年工作总结"
    assert metadata.issuer == "云岭市教育局"
    assert metadata.year == 2024
    assert metadata.published == "2025-01-08T09:30:00"
    assert metadata.origin == "云岭教育"


@pytest.mark.parametrize(
    ("head", "title", "year", "issuer"),
    [
        ("政府工作报告\n——2025年1月8日在青云县第十八届人民代表大会第四次会议上\n县长 张三\n",
         "政府工作报告", 2025, "青云县人民政府"),
        ("青云省2026年政府工作报告\n", "青云省2026年政府工作报告", 2026, "青云省政府"),
        ("青云开发区管理委员会\n2025年工作总结\n", "2025年工作总结", 2025, "青云开发区管理委员会"),
        ("某某镇二〇二三年工作总结\n", "某某镇二〇二三年工作总结", 2023, "某某镇"),
        ("XX市财政局20XX年工作总结\n", "XX市财政局20XX年工作总结", None, "XX市财政局"),
        ("2024年青云县政府工作报告\n来源：县报\n", "2024年青云县政府工作报告", 2024, "青云县政府"),
    ],
)  # fmt: skip
def test_heads(head: str, title: str, year: int | None, issuer: str) -> None:
    report = govtext.parse(head + "各位代表：\n一年来，各项工作取得新成效，发展迈出新步伐。\n")
    found = report.metadata
    assert (found.title, found.year, found.issuer) == (title, year, issuer)
    assert sentences(report)[-1].startswith("一年来")


def test_a_copy_on_the_same_page_is_furniture() -> None:
    body = "".join(
        f"第{number}项工作扎实推进，全年办理事项{number}0件，群众满意度持续提升，取得了明显的成效。\n"
        for number in range(1, 9)
    )
    once = govtext.parse("政府工作报告\n各位代表：\n" + body)
    twice = govtext.parse("政府工作报告\n各位代表：\n" + body + "政府工作报告\n各位代表：\n" + body)
    assert sentences(twice) == sentences(once)
    assert len(twice.claims) == len(once.claims)
    assert [found.code for found in twice.diagnostics] == ["repeated-report"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\r\r\n", "　　"])
def test_paragraphs_end_in_every_way(ending: str) -> None:
    lines = ["一、工作回顾", "过去一年，工作扎实。", "二、工作安排", "今年，再接再厉。"]
    report = govtext.parse(ending.join(lines))
    assert [node.title for node in report.nodes()] == ["工作回顾", "工作安排"]
    assert sentences(report) == [lines[1], lines[3]]


def test_words_in_private_characters_are_told() -> None:
    text = "石桥县2024年工作总结\n\uf06c\u3000完成投资\ue4d4\ue3ea亿元，增长3%。\n"
    (found,) = govtext.parse(text).diagnostics
    assert (found.code, text[found.start : found.end]) == ("private-use-characters", "\ue4d4")
    # Bullets of Word's symbol fonts, and the wide blank of GB18030, say nothing.
    text = "石桥县2024年工作总结\n\uf06c\u3000完成投资3亿元。\n\ue5e5\ue5e5新建学校3所。\n"
    report = govtext.parse(text)
    assert report.diagnostics == []
    assert [claim.quantity.value for claim in report.claims] == [300_000_000, 3]


@given(st.text(alphabet="<!->/br&nbsp;script一、二。\n", max_size=60))
def test_broken_markup_never_breaks_the_reading(text: str) -> None:
    report = govtext.parse(text)
    assert all(text[found.start : found.end].strip() for found in report.statements)
