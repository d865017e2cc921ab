"""Statements: where sentences begin and end, and which node they are in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govtext
from govtext.document import Document
from govtext.language.plain import plain
from govtext.rulebook.load import load
from govtext.stages.categories.statements import split_statements
from govtext.stages.outline.build import build_outline
from govtext.stages.page.furniture import set_furniture_apart


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in govtext.parse(text).statements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("修了路。架了桥！好不好？好。\n", ["修了路。", "架了桥！", "好不好？", "好。"]),
        # Closing marks belong to the sentence they close.
        ("他说：“要快。”我们照办。\n", ["他说：“要快。”", "我们照办。"]),
        ("（全县都去了。）人很多。\n", ["（全县都去了。）", "人很多。"]),
        # A quotation inside a sentence ends nothing.
        ("践行“为民服务！”的承诺。成效好。\n", ["践行“为民服务！”的承诺。", "成效好。"]),
        ("提出“快！”、“好！”的要求。\n", ["提出“快！”、“好！”的要求。"]),
        # An ellipsis goes on; several marks end one sentence.
        (
            "唱歌、跳舞……大家都来了。真的吗？！真的。\n",
            ["唱歌、跳舞……大家都来了。", "真的吗？！", "真的。"],
        ),
        # The end of a line ends a sentence, whatever stands there.
        (
            "新建水厂两座；\n改造管网十里，惠及五村。\n",
            ["新建水厂两座；", "改造管网十里，惠及五村。"],
        ),
        ("全镇修了十二里路，还没完，\n又架了桥。\n", ["全镇修了十二里路，还没完，", "又架了桥。"]),
        # Half-width marks end sentences too, but not inside an address.
        ("干得好!再接再厉!\n", ["干得好!", "再接再厉!"]),
        (
            "网址是http://a.cn/b?id=3，可以查。查过了。\n",
            ["网址是http://a.cn/b?id=3，可以查。", "查过了。"],
        ),
        # Blanks around sentences are no part of them.
        ("　　修了路。　　架了桥。\n", ["修了路。", "架了桥。"]),
        # A run-in heading that ends with a full stop is a sentence of its own.
        ("（一）持续改善民生。新建学校一所。\n", ["（一）持续改善民生。", "新建学校一所。"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_heading_on_its_own_line_is_no_statement() -> None:
    assert sentences("一、工作回顾\n修了五公里路。\n") == ["修了五公里路。"]


def test_a_statement_is_in_the_deepest_node_around_it() -> None:
    text = (
        "开头一句话。\n一、工作回顾\n今年修了路。\n（一）办学。校舍新了。一是添桌椅。桌椅新了。\n"
        "二、工作安排\n明年架桥。\n"
    )
    found = {text[s.start : s.end]: s.node for s in govtext.parse(text).statements}
    assert found["开头一句话。"] is None
    assert found["今年修了路。"] == "1"
    assert found["（一）办学。"] == "1.1"
    assert found["校舍新了。"] == "1.1"
    assert found["明年架桥。"] == "2"


PIECES = [
    *("修了路", "要架桥", "但不足", "各位代表", "一、", "（一）", "一是", "工作回顾", "下步打算"),
    *(
        "。",
        "！",
        "？",
        "；",
        "，",
        "：",
        "……",
        "”",
        "“",
        "）",
        "\n",
        "\n\n",
        " ",
        "　",
        "*",
        "3亿元",
        "?a=",
    ),
]


def read(text: str) -> Document:
    """A text as far as the stage of the statements."""
    document = Document(text, plain(text), load())
    set_furniture_apart(document)
    build_outline(document)
    split_statements(document)
    return document


@settings(deadline=None)  # the first example compiles the tables
@given(st.lists(st.sampled_from(PIECES), max_size=80).map("".join))
def test_statements_are_in_order_and_in_their_nodes(text: str) -> None:
    document = read(text)
    nodes = {node.id: node for root in document.outline for node in root.walk()}
    assert [statement.id for statement in document.statements] == list(
        range(1, len(document.statements) + 1)
    )
    end = 0
    for statement in document.statements:
        assert end <= statement.start < statement.end <= len(text)
        sentence = text[statement.start : statement.end]
        assert sentence == sentence.strip()
        if statement.node is not None:
            assert nodes[statement.node].start <= statement.start < nodes[statement.node].end
        end = statement.end


@settings(deadline=None)  # the first example compiles the tables
@given(st.lists(st.sampled_from(PIECES), max_size=80).map("".join))
def test_statements_cover_every_line_of_the_body(text: str) -> None:
    document = read(text)
    covered = {place for s in document.statements for place in range(s.start, s.end)}
    for line in document.lines:
        places = {place for place in range(*line) if not document.plain[place].isspace()}
        if line in document.heading_lines:
            assert not places & covered
        else:
            assert places <= covered
