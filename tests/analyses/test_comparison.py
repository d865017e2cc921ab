"""Comparisons: the fates of statements, numbers and promises that changed, and the outputs."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from running import Run, run_fixture  # noqa: F401 (a fixture)

import govtext
from govtext.analyses.alignment import align

pytest.importorskip("rapidfuzz", reason="rapidfuzz is not installed")

OLD = (
    "青山县2025年工作计划\n一、主要目标\n确保新建学校5所，粮食产量增长3%以上。\n"
    "抓好春耕生产，落实种子和化肥供应。\n计划改造水库2座，总投资3亿元。\n"
    "二、保障措施\n一是加强组织领导，压实各方责任。二是强化督促检查，定期通报情况。\n"
)
NEW = (
    "青山县2025年工作计划\n一、主要目标\n力争新建学校4所，粮食产量增长3%左右。\n"
    "确保改造水库2座，总投资4亿元。\n"
    "二、保障措施\n一是强化督促检查，定期通报情况。二是加强组织领导，压实各方责任。\n"
    "三是建立工作台账，每月调度进度。\n"
)


@pytest.fixture
def found() -> govtext.Comparison:
    return govtext.compare(govtext.parse(OLD), govtext.parse(NEW))


def test_every_statement_has_a_fate(found: govtext.Comparison) -> None:
    assert found.counts() == {"same": 1, "moved": 1, "changed": 2, "new": 1, "dropped": 1}
    dropped = next(pair for pair in found.pairs if pair.fate == "dropped")
    assert dropped.old == "抓好春耕生产，落实种子和化肥供应。"
    old = [pair.old for pair in found.pairs if pair.old]
    new = [pair.new for pair in found.pairs if pair.new]
    assert sorted(old) == sorted(map(govtext.parse(OLD).sentence, govtext.parse(OLD).statements))
    assert new == list(map(govtext.parse(NEW).sentence, govtext.parse(NEW).statements))


def test_numbers_and_promises_of_changed_statements(found: govtext.Comparison) -> None:
    first, second = (pair for pair in found.pairs if pair.fate == "changed")
    assert [(one.label, one.old, one.new) for one in first.numbers] == [
        ("学校", "5所", "4所"),
        ("粮食产量", "≥3%", "≈3%"),
    ]
    assert [(one.old, one.new, one.turn) for one in first.promises] == [
        ("确保", "力争", "weakened")
    ]
    assert [(one.old, one.new) for one in second.numbers] == [("3亿元", "4亿元")]
    assert [one.turn for one in second.promises] == ["strengthened"]


def test_the_share_that_is_taken_over(found: govtext.Comparison) -> None:
    goals, measures = found.sections
    assert (goals.section, measures.section) == ("主要目标", "保障措施")
    assert 0.5 < goals.share < 0.9
    assert measures.taken_over == len("强化督促检查，定期通报情况。加强组织领导，压实各方责任。")


def test_a_report_is_the_same_as_itself() -> None:
    report = govtext.parse(OLD)
    itself = govtext.compare(report, report)
    assert {pair.fate for pair in itself.pairs} == {"same"}
    assert all(section.share == 1 for section in itself.sections)


def test_nothing_is_alike_in_two_other_texts() -> None:
    other = govtext.parse("一、会议情况\n会议听取了汇报。与会人员进行了讨论。\n")
    fates = {pair.fate for pair in govtext.compare(govtext.parse(OLD), other).pairs}
    assert fates == {"new", "dropped"}


def test_repeated_statements_pair_one_to_one() -> None:
    found = align(["甲", "乙", "甲"], ["甲", "甲", "甲"])
    assert [(one.old, one.new) for one in found] == [(0, 0), (1, None), (2, 1), (None, 2)]


def test_the_frame_and_the_json(found: govtext.Comparison) -> None:
    frame = found.to_frame()
    assert frame["fate"].value_counts().to_dict() == found.counts()
    assert frame["turn"].dropna().tolist() == ["weakened", "strengthened"]
    document = json.loads(found.to_json())
    assert document["sections"][1]["section"] == "保障措施"
    assert len(document["pairs"]) == len(frame)


def test_the_page_marks_what_differs(found: govtext.Comparison) -> None:
    page = found.to_html()
    assert "<del>确保</del>" in page
    assert "<ins>力争</ins>" in page
    assert 'data-en="weakened" data-zh="减弱"' in page
    assert "default-src 'none'" in page


def test_the_page_escapes_the_texts() -> None:
    old, new = govtext.parse("新建<b>学校</b>5所。"), govtext.parse("新建<i>学校</i>5所。")
    page = govtext.compare(old, new).to_html()
    assert "<b>学" not in page
    assert "<i>学" not in page


def test_a_report_without_its_text_is_refused() -> None:
    report = govtext.parse(OLD)
    report.text = None
    with pytest.raises(ValueError, match="without its text"):
        govtext.compare(report, report)


def test_the_command(run: Run, tmp_path: Path) -> None:
    old, new, out = (tmp_path / name for name in ("一.txt", "二.txt", "对照.xlsx"))
    old.write_text(OLD, encoding="utf-8")
    new.write_text(NEW, encoding="gb18030")
    result = run("compare", old, new)
    assert (result.code, result.err) == (0, "1 same, 1 moved, 2 changed, 1 new, 1 dropped\n")
    assert "确保 → 力争 (weakened)" in result.out
    assert run("compare", old, new, "-o", out, "--lang", "zh").code == 0
    book = openpyxl.load_workbook(out)
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows[0][:4] == ("变化", "所在章节", "旧稿", "新稿")
    assert ("改动", "学校: 5所 → 4所; 粮食产量: ≥3% → ≈3%", "减弱") in [
        (row[0], row[6], row[8]) for row in rows
    ]
    page = tmp_path / "对照.html"
    assert run("compare", old, new, "-o", page).code == 0
    assert "<ins>" in page.read_text(encoding="utf-8")
    assert json.loads(run("compare", old, new, "--format", "json").out)["counts"]["new"] == 1


def test_a_missing_report_is_named(run: Run, tmp_path: Path) -> None:
    result = run("compare", tmp_path / "无.txt", tmp_path / "无.txt")
    assert result.code == 1
    assert "无.txt" in result.err
