"""The outline: its nodes, their titles and their parents."""

from __future__ import annotations

import pytest
from cases import Case, read_cases
from hypothesis import example, given
from hypothesis import strategies as st

import govtext
from govtext.report import Node


def drawn(nodes: list[Node], depth: int = 0) -> list[str]:
    """The outline as the fixtures draw it."""
    lines = []
    for node in nodes:
        lines.append(f"{'  ' * depth}{node.kind} {node.marker or '∅'} | {node.title}")
        lines += drawn(node.children, depth + 1)
    return lines


@pytest.mark.parametrize("case", read_cases("outline/cases.txt"), ids=lambda case: case.name)
def test_outline(case: Case) -> None:
    report = govtext.parse(case.text)
    found = drawn(report.outline)
    found += [f"! {found.code} {found.message}" for found in report.diagnostics]
    assert found == case.expected


MARKERS = [
    *("一、", "二、", "（一）", "(二)", "1.", "2．", "（1）", "①", "②", "一是", "二是", "首先，"),
    *("其次，", "第一，", "第二，", "——", "●", "第一部分", "附件1", "名词解释"),
]
PIECES = [
    "工作回顾",
    "抓好生产。",
    "成效明显；",
    "各位代表！",
    "\n",
    "\n\n",
    "：",
    "，",
    "“一是”",
    " ",
]


@given(st.lists(st.sampled_from(MARKERS + PIECES), max_size=60).map("".join))
@example("名词解释\n附件1\n工作回顾")
def test_nodes_nest_whatever_the_author_wrote(text: str) -> None:
    report = govtext.parse(text)
    for node in report.nodes():
        assert 0 <= node.start <= node.end <= len(text)
        assert text.startswith(node.marker or "", node.start)
        assert node.title in text[node.start : node.end].replace("\n", "")
        starts = [child.start for child in node.children]
        assert starts == sorted(starts)
        for child in node.children:
            assert node.start <= child.start <= child.end <= node.end
            assert child.id.startswith(node.id + ".")
    ids = [node.id for node in report.nodes()]
    assert len(ids) == len(set(ids))


def test_an_ordinal_of_two_tens_is_followed_by_the_next() -> None:
    report = govtext.parse("十十、修路\n路已修好。\n五、架桥\n桥已架好。\n")
    (found,) = [one for one in report.diagnostics if one.code == "disordered-ordinal"]
    assert found.message == "五、 counts backwards: expected 二十一、."


def test_circled_numbers_inside_a_sentence_are_items() -> None:
    text = "一、2024年工作情况\n主要抓了三项工作：①新建学校3所；②改造道路5公里；③培训教师200人。\n"
    nodes = [(node.kind, node.marker) for node in govtext.parse(text).nodes()]
    assert nodes == [("heading", "一、"), ("item", "①"), ("item", "②"), ("item", "③")]


def test_a_line_that_tells_a_figure_above_its_parts_is_no_heading() -> None:
    text = (
        "一、2024年预算执行情况\n（一）总收入12.5亿元，增长9%，其中：\n"
        "1、税收收入8亿元，增长7%。\n2、基金收入3亿元。\n"
    )
    report = govtext.parse(text)
    assert [node.kind for node in report.nodes()] == ["heading", "item", "item", "item"]
    assert [claim.quantity.text for claim in report.claims][:2] == ["12.5亿元", "9%"]
