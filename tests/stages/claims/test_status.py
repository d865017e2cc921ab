"""The status of a quantity: actual or target."""

from __future__ import annotations

import pytest
from period_reports import Expected, readings, reports

import govtext
from govtext.document import Document
from govtext.language.plain import plain
from govtext.rulebook.load import load
from govtext.stages import STAGES
from govtext.stages.claims.status import Statuses, wording


@pytest.mark.parametrize(
    ("document", "expected"),
    list(reports()),
    ids=lambda value: value.text.partition("\n")[0] if isinstance(value, Document) else "expected",
)
def test_reports_of_the_fixtures(document: Document, expected: list[Expected]) -> None:
    found = readings(document)
    statuses = Statuses(document)
    status = {
        quantity.start: statuses.of(sentence, number, found[quantity.start])
        for sentence in document.sentences
        for number, quantity in enumerate(sentence.quantities)
    }
    wrong = [
        f"{document.text[max(0, one.quantity.start - 20) : one.quantity.end]}: {one.status}"
        for one in expected
        if status[one.quantity.start] != one.status
    ]
    assert not wrong, "\n".join(wrong)


def test_a_target_spoken_of_is_a_target() -> None:
    said = "5%左右的预期增长目标符合实际,是一个积极的目标。我们的底气是去年增长6%的基础。"
    aimed_at, observed = govtext.parse(said).claims
    assert (aimed_at.category, aimed_at.status) == ("other", "target")
    assert (observed.category, observed.status) == ("other", "actual")


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("力争新增就业5万人。", "target"),
        ("计划招聘教师20名。", "target"),
        ("三年行动计划惠及农户20万户。", None),
        ("基本建设计划完成了94.3%。", None),
        ("将312万名职工纳入统筹管理。", None),
        ("全县现有水库12座。", "actual"),
        ("建成投产后可年产汽车5万辆。", "target"),
        ("已建成水库12座。", "actual"),
        ("利用现有设施新建小型水库12座。", None),
        ("修好道路12条。", None),
    ],
)
def test_wording(sentence: str, status: str | None) -> None:
    document = Document(sentence, plain(sentence), load())
    for _, stage in STAGES:
        stage(document)
    [found] = document.sentences
    [place] = found.places
    quantity = found.quantities[0]
    assert wording(found.tokens[:place], quantity.start, document.plain) == status


def test_a_forecast_of_days_ahead_is_a_target() -> None:
    text = (
        "关于青云市2021年电煤供应情况的报告\n预计后10天日均到煤10万吨、日均耗煤12万吨。"
        "全年预计完成产量300万吨。\n"
    )
    assert [claim.status for claim in govtext.parse(text).claims] == ["target", "target", "actual"]


def test_a_list_of_headings_takes_the_category_that_leads_into_it() -> None:
    text = (
        "青石市2022年度审计工作报告\n一、财政管理审计情况\n审计发现的主要问题：\n"
        "1.预算编制。18个部门年初预算中有2亿元。\n2.资金下达。7项资金共1.4亿元。\n"
        "二、整改情况\n1.完善制度41项。\n"
    )
    assert [one.category for one in govtext.parse(text).claims] == ["problem"] * 4 + ["achievement"]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("钢产量比一九五八年计划增长12%。", "actual"),
        ("煤产量比原计划多8万吨。", "actual"),
        ("棉纱产量计划完成102%。", "actual"),
        ("计划新增学位500个。", "target"),
    ],
)
def test_a_plan_as_a_standard_is_no_target(sentence: str, status: str) -> None:
    report = govtext.parse(f"岚溪县1959年工作总结\n一、主要工作\n{sentence}\n")
    assert [claim.status for claim in report.claims] == [status]


@pytest.mark.parametrize(
    ("sentence", "statuses"),
    [
        ("今年计划新建学校3所，提升覆盖率至86%；改造公路5公里。", ["target"] * 3),
        ("计划新建学校3所，目前已建成2所。", ["target", "actual"]),
        ("各项计划实施顺利，取得成果30项。", ["actual"]),
        ("税收320万元，占年初计划500万元的64%。", ["actual", "target", "actual"]),
        ("改厕任务300座，完成320座。", ["target", "actual"]),
        ("完成任务300座，新建水厂2座。", ["actual", "actual"]),
    ],
)
def test_a_plan_in_a_review_goes_on_up_to_its_outcome(sentence: str, statuses: list[str]) -> None:
    report = govtext.parse(f"岚溪县2023年工作总结\n一、主要工作\n{sentence}\n")
    assert [claim.status for claim in report.claims] == statuses


def test_what_is_counted_up_to_a_day_is_observed() -> None:
    text = "青石市2022年度审计查出问题整改情况的报告\n截至2023年10月底，问题91个，正在整改7个。\n"
    assert [one.status for one in govtext.parse(text).claims] == ["actual"] * 2


def test_minutes_plan_the_year_that_they_review() -> None:
    text = (
        "石桥街道会议纪要\n2023年5月16日\n会议指出，今年以来街道改造小区9个。\n"
        "会议强调，要倒排工期，确保9月底前完成6个小区改造，年内新增停车位500个。\n"
    )
    assert [one.status for one in govtext.parse(text).claims] == ["actual", "target", "target"]


def test_a_plan_with_a_deadline_is_a_target() -> None:
    text = (
        "青石公司2020年度审计报告\n一、审计建议\n"
        "一是限期整改，2020年12月31日前完成清理的80%以上。\n"
    )
    assert [one.status for one in govtext.parse(text).claims] == ["target"]


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("“英才”计划引进人才63名，选派特派员100名。", ["actual", "actual"]),
        ("计划引进人才63名，选派特派员100名。", ["target", "target"]),
        ("全年计划建成项目18个，实际建成21个。", ["target", "actual"]),
    ],
)
def test_a_plan_that_has_a_name_plans_nothing(text: str, statuses: list[str]) -> None:
    page = "2024年政府工作报告\n一、2024年工作回顾\n"
    assert [claim.status for claim in govtext.parse(page + text).claims] == statuses
