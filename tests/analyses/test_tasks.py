"""The tasks of a report: what is one task, its targets, its deadline, and who is in charge."""

from __future__ import annotations

import pytest

import govtext
from govtext.analyses.tasks import PlannedTask, tasks_of

REPORT = """青川县2025年政府工作报告
一、2024年工作回顾
（一）教育。新建学校5所，投资3亿元。
二、2025年工作安排
今年的主要目标是：地区生产总值增长6%以上；居民消费价格涨幅2%左右；城镇新增就业1.2万人以上。
我们要坚定信心，把各项工作推向前进。
（一）办好教育。新建学校3所，投资2亿元，6月底前完成改造（牵头单位：县教育局；责任单位：县财政局、各乡镇）。
（二）发展产业
扩大有效投资。开工项目32个。力争2027年建成产业园2个，支持企业扩大生产。
培育企业。推动企业上市。
（三）改善民生。一是修建村组道路12公里。道路要通到每个村。二是实施农村饮水工程，解决群众饮水困难。
"""


@pytest.fixture(scope="module")
def found() -> list[PlannedTask]:
    return tasks_of(govtext.parse(REPORT))


def by_text(found: list[PlannedTask], start: str) -> PlannedTask:
    (one,) = (task for task in found if start in task.task)
    return one


def test_each_task_is_numbered_and_has_its_place(found: list[PlannedTask]) -> None:
    assert [task.number for task in found] == list(range(1, len(found) + 1))
    for task in found:
        assert "".join(REPORT[task.start : task.end].split()).startswith(task.task[:10])
    assert not any("新建学校5所" in task.task for task in found)


def test_a_list_of_targets_is_a_task_for_each(found: list[PlannedTask]) -> None:
    rows = [(task.indicator, task.target, task.unit) for task in found[:3]]
    assert [row[1:] for row in rows] == [("≥6", "%"), ("≈2", "%"), ("≥1.2", "万人")]
    assert rows[0][0] == "地区生产总值 increase"
    assert rows[1][0] == "居民消费价格涨幅"


def test_the_introduction_of_a_section_is_no_task(found: list[PlannedTask]) -> None:
    assert not any("坚定信心" in task.task for task in found)


def test_several_targets_stand_in_lines(found: list[PlannedTask]) -> None:
    task = by_text(found, "新建学校3所")
    assert task.target.split("\n") == ["3", "2"]
    assert task.unit.split("\n") == ["所", "亿元"]
    assert len(task.indicator.split("\n")) == 2


def test_deadline_and_offices_are_those_of_the_report(found: list[PlannedTask]) -> None:
    task = by_text(found, "新建学校3所")
    assert (task.deadline, task.lead) == ("6月底前", "县教育局")
    assert task.responsible == "县财政局、各乡镇"
    assert by_text(found, "产业园").deadline == "2027年"
    assert by_text(found, "开工项目").deadline == ""


def test_a_short_first_sentence_is_the_topic_of_its_paragraph(found: list[PlannedTask]) -> None:
    task = by_text(found, "开工项目")
    assert task.path == "2025年工作安排 > 发展产业 > 扩大有效投资"
    assert task.category == "发展产业"
    assert by_text(found, "推动企业上市").path.endswith("培育企业")
    assert not any(task.task.startswith("扩大有效投资") for task in found)


def test_the_statements_of_an_item_are_one_task(found: list[PlannedTask]) -> None:
    task = by_text(found, "修建村组道路")
    assert task.task == "一是修建村组道路12公里。道路要通到每个村。"
    assert by_text(found, "农村饮水").task.startswith("二是")


def test_as_a_frame() -> None:
    pytest.importorskip("pandas")
    frame = govtext.tasks([govtext.parse(REPORT), govtext.parse("没有计划的报告。")])
    assert list(frame.columns) == list(PlannedTask._fields)
    assert len(frame) == len(tasks_of(govtext.parse(REPORT)))
    assert str(frame["number"].dtype) == "Int64"


def test_a_report_without_its_text_has_no_tasks() -> None:
    report = govtext.parse(REPORT)
    report.text = None
    assert tasks_of(report) == []


PLAN = """青石县2025年重点工作任务分工方案
为完成全年目标，现将重点工作分工如下：
一、推进项目建设
1. 实施重点项目45个，6月底前开工率达到80%。（牵头单位：县发改局；责任单位：各乡镇）
2. 争取专项债券15亿元。（县发改局、县财政局牵头，各有关部门配合）
3. 加快推进新区建设，年底前主体工程封顶。
责任单位：新区管委会
二、改善民生
（一）壮大工业。新增规上企业20家。（县工信局负责）
（二）稳定就业。城镇新增就业4500人。（县人社局、县教育局）
（三）发展养老。新增床位300张（同比增加20张）。
"""


def test_offices_in_brackets_and_on_lines_of_their_own() -> None:
    found = tasks_of(govtext.parse(PLAN))
    assert [(one.lead, one.responsible) for one in found] == [
        ("县发改局", "各乡镇"),
        ("县发改局、县财政局", "各有关部门"),
        ("", "新区管委会"),
        ("县工信局", ""),
        ("", "县人社局、县教育局"),
        ("", ""),
    ]
    assert found[2].task == "3. 加快推进新区建设，年底前主体工程封顶。"
    assert found[3].task == "新增规上企业20家。"
    assert found[5].task.endswith("（同比增加20张）。")
    assert "责任单位：新区管委会" in PLAN[found[2].start : found[2].end]
