"""Categories of the sentences of a report, and the reasons."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from cases import FIXTURES

import govtext
from govtext.language.matcher import expand
from govtext.report import Category, Node
from govtext.rulebook.load import load
from govtext.stages.categories.cues import Cue, HeadingCue

DOCUMENTS = sorted((FIXTURES / "categories").glob("*.txt"))


def read_document(path: Path) -> tuple[str, list[tuple[str, str]]]:
    """A document and the category of each of its sentences.

    Every line is ``category sentence``, or ``= line`` for one that holds no sentence. Sentences on
    lines that follow one another are one paragraph; # begins a remark.
    """
    paragraphs: list[str] = []
    expected: list[tuple[str, str]] = []
    goes_on = False
    for line in path.read_text(encoding="utf-8").splitlines():
        first, _, rest = line.partition(" ")
        if first in get_args(Category):
            sentence = rest.strip()
            expected.append((first, sentence))
            if goes_on:
                paragraphs[-1] += sentence
            else:
                paragraphs.append(sentence)
            goes_on = True
            continue
        assert first in ("", "#", "="), f"{path.name}: {line!r}"
        goes_on = False
        if first == "=":
            paragraphs.append(rest)
    return "\n".join(paragraphs) + "\n", expected


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_each_sentence_has_its_category(path: Path) -> None:
    text, expected = read_document(path)
    report = govtext.parse(text)
    found = [(s.category, text[s.start : s.end], s.reason) for s in report.statements]
    assert [(category, sentence) for category, sentence, _ in found] == expected, found


def categories(text: str) -> list[str]:
    return [statement.category for statement in govtext.parse(text).statements]


def reasons(text: str) -> list[str | None]:
    return [statement.reason for statement in govtext.parse(text).statements]


def test_a_heading_is_the_reason_where_the_sentence_says_nothing() -> None:
    text = "一、存在的问题\n乡镇食堂晚饭只有一个菜。\n二、下步打算\n（一）食堂。晚饭两个菜。\n"
    assert categories(text) == ["problem", "plan", "plan"]
    assert reasons(text) == [
        "heading 一、存在的问题",
        "heading 二、下步打算",
        "heading 二、下步打算",
    ]


def test_a_cue_is_the_reason_where_it_overrules_the_heading() -> None:
    text = "一、主要成绩\n水渠修通了三条。\n但管护人员仍然短缺。\n明年将再修两条。\n"
    assert categories(text) == ["achievement", "problem", "plan"]
    said = reasons(text)
    assert said[1] == "cue 但…仍然…短缺"
    assert said[2] == "cue 明年"


def test_a_silent_sentence_goes_with_the_passage_it_is_in() -> None:
    text = "我们也清醒地看到，困难还不少。水厂老旧。管网漏水。\n"
    assert categories(text) == ["problem"] * 3
    assert reasons(text)[1:] == ["passage of cue 清醒地看到…困难…还不"] * 2


def test_rules_of_a_user_change_the_category(tmp_path: Path) -> None:
    text = "一、主要成绩\n本周阴转多云。\n"
    rule = '[[cues]]\nname = "weather"\ncategory = "other"\nweight = 9\nwords = ["阴转多云"]\n'
    (tmp_path / "weather.toml").write_text(rule, encoding="utf-8")
    assert categories(text) == ["achievement"]
    assert [s.category for s in govtext.parse(text, rules=tmp_path).statements] == ["other"]


def nodes(text: str) -> dict[str, Node]:
    return {node.title: node for node in govtext.parse(text).nodes()}


def test_a_node_has_the_category_its_sentences_share() -> None:
    text = (
        "一、工作回顾\n（一）修路。修了五公里路。\n（二）办学。新校舍建成了。但缺老师的问题依然突出。\n"
        "二、工作安排\n（一）架桥。年底前通车。\n"
    )
    found = nodes(text)
    assert found["修路"].category == "achievement"
    assert found["办学"].category is None
    assert found["工作回顾"].category is None
    assert found["工作安排"].category == "plan"


def test_a_node_without_sentences_has_no_category() -> None:
    assert nodes("一、工作回顾\n二、工作安排\n修桥。\n")["工作回顾"].category is None


@pytest.mark.parametrize(("table", "entry_type"), [("cues", Cue), ("headings", HeadingCue)])
def test_a_phrase_stands_in_one_entry_only(table: str, entry_type: type[Cue | HeadingCue]) -> None:
    seen: dict[tuple[str, str], str] = {}
    for entry in load().table(table, entry_type):
        for phrase in (phrase for words in entry.words for phrase in expand(words)):
            other = seen.setdefault((phrase, entry.place), entry.name)
            assert other == entry.name, f"{phrase} stands in {other!r} and in {entry.name!r}"


def test_closing_cues_are_two_characters() -> None:
    closing = [cue for cue in load().table("cues", Cue) if cue.place == "closing"]
    phrases = {phrase for cue in closing for words in cue.words for phrase in expand(words)}
    assert closing
    assert {len(phrase) for phrase in phrases} == {2}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "石桥县工作报告\n一、2023年工作回顾\n民生工程圆满完成各项目标任务。\n"
            "二、2024年工作\n新建学校12所。生产总值增长6%。\n",
            ["achievement", "plan", "plan"],
            id="a later year than that of the review is planned",
        ),
        pytest.param(
            "石桥县2023年总结\n一、2023年工作回顾\n新建桥3座。\n二、2023年党建工作\n新建支部3个。\n",
            ["achievement", "achievement"],
            id="the same year is not",
        ),
        pytest.param(
            "石桥县整改报告\n一、反馈的主要问题\n（一）值班制度不健全。整改措施：健全制度。"
            "把值班表挂在门口。\n（二）2个单位违规列支45万元，已责令退回。\n",
            ["problem", "plan", "plan", "problem"],
            id="a remedy holds for the rest of its paragraph",
        ),
        pytest.param(
            "石桥县政府常务会议纪要\n会议听取了水务局的汇报。会议指出，今年以来粮食增产6%。"
            "会议要求，6月底前建成水厂2座。会议认为，全县还存在资金缺口2亿元。\n",
            ["other", "achievement", "plan", "problem"],
            id="minutes take what is said",
        ),
        pytest.param(
            "石桥县统计公报\n一、综合\n粮食产量增长2%。\n表1 2023年主要指标\n指标\t吨\n粮食\t12\n",
            ["achievement", "other", "other", "other"],
            id="captions and rows of tables",
        ),
    ],
)
def test_structure_decides_before_the_last_cue(text: str, expected: list[str]) -> None:
    assert [one.category for one in govtext.parse(text).statements] == expected
