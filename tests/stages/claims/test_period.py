"""The period of a quantity: reports with the expected period of each number, and invariants."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from period_reports import Expected, readings, reports

import govtext
from govtext.document import Document, ReportYears
from govtext.language.calendar import months_of, plan_years, whole_years
from govtext.language.plain import Span, plain
from govtext.language.times import expressions
from govtext.report import Quantity, Statement
from govtext.rulebook.load import load
from govtext.stages.times.find import find_times
from govtext.stages.times.normalize import resolve
from govtext.stages.times.report_years import find_report_years
from govtext.stages.tokens import cut_sentences


def _name(value: Document | list[Expected]) -> str:
    return value.text.partition("\n")[0] if isinstance(value, Document) else "expected"


RULES = load()
REPORTS = list(reports())


@pytest.mark.parametrize(("document", "expected"), REPORTS, ids=_name)
def test_reports_of_the_fixtures(document: Document, expected: list[Expected]) -> None:
    found_in = readings(document)
    wrong = [
        f"{_context(document, one.quantity)}: {one.period}, read as {found}"
        for one in expected
        if (found := found_in[one.quantity.start].written) != one.period
    ]
    assert not wrong, "\n".join(wrong)


def _context(document: Document, quantity: Quantity) -> str:
    return document.text[max(0, quantity.start - 20) : quantity.end].replace("\n", " ")


@pytest.mark.parametrize(("document", "expected"), REPORTS, ids=_name)
def test_digits_of_the_quantities_tell_nothing(
    document: Document, expected: list[Expected]
) -> None:
    """The same report with every quantity's digits hidden has the same periods."""
    hidden = list(document.plain)
    for one in expected:
        for offset in range(one.quantity.start, one.quantity.end):
            if hidden[offset].isdigit():
                hidden[offset] = "*"
    twin = Document(document.text, "".join(hidden), RULES)
    twin.title, twin.lines, twin.outline = document.title, document.lines, document.outline
    twin.statements, twin.quantities = document.statements, document.quantities
    find_times(twin)
    cut_sentences(twin)
    here, there = readings(document), readings(twin)
    for one in expected:
        assert here[one.quantity.start].written == there[one.quantity.start].written


@pytest.mark.parametrize(
    ("head", "now", "review", "plan"),
    [
        ("2025年1月21日在南湖县第十二届人民代表大会第五次会议上", 2025, "2024", "2025"),
        ("一九五七年六月六日在第二届人民代表大会第三次会议上", 1957, "1956", "1957"),
        ("1981年11月5日在第三届人民代表大会第二次会议上", 1981, "1981", "1982"),
    ],
)
def test_a_government_speaks_of_last_year_and_this(
    head: str, now: int, review: str, plan: str
) -> None:
    report_years = find_report_years(_state("政府工作报告", head))
    assert (report_years.now, str(report_years.review), str(report_years.plan)) == (
        now,
        review,
        plan,
    )


@pytest.mark.parametrize(
    ("title", "review", "plan"),
    [
        ("某局2022年工作总结", "2022", "2023"),
        ("某局2022年工作总结和2023年工作计划", "2022", "2023"),
        ("某局二〇二三年工作情况汇报", "2023", "2024"),
        ("某局2024年工作要点", "2023", "2024"),
        ("某市2024年一季度经济运行情况", "2024-01/2024-03", "2024"),
        ("某局2023年上半年工作总结", "2023-01/2023-06", "2023"),
    ],
)
def test_a_title_tells_the_years(title: str, review: str, plan: str) -> None:
    report_years = find_report_years(_state(title))
    assert (str(report_years.review), str(report_years.plan)) == (review, plan)


def test_a_masked_title_tells_none() -> None:
    assert find_report_years(_state("某局20XX年工作总结", "2019年的事不必再提。")) == ReportYears()


def _state(title: str, *lines: str) -> Document:
    text = "\n".join((title, *lines, "正文。\n"))
    document = Document(text, plain(text), RULES)
    document.title = Span(0, len(title))
    body = text.index("正文")
    document.lines = [Span(body, len(text) - 1)]
    if not re.search("会议", text):
        document.lines.insert(0, Span(len(title) + 1, body - 1))
    return document


@pytest.mark.parametrize(
    ("ordinal", "written"),
    [(2, "1958/1962"), (3, "1966/1970"), (6, "1981/1985"), (13, "2016/2020"), (15, "2026/2030")],
)
def test_plan_years(ordinal: int, written: str) -> None:
    assert str(plan_years(ordinal)) == written


def test_a_time_with_a_beginning_no_one_tells_is_no_period() -> None:
    (found,) = expressions("近年来", RULES)
    period = resolve(
        found, ReportYears(2025, whole_years(2024, 2024), whole_years(2025, 2025)), None
    )
    assert period is not None
    assert period.year is None


def test_months_are_of_the_year_spoken_of() -> None:
    (found,) = expressions("前三季度", RULES)
    assert resolve(found, ReportYears(), whole_years(2021, 2023)) == months_of(2023, 1, 9)


WORDS = st.text(
    st.sampled_from("12一二五十年月季度来去今明上下半全过近“”至到-—末底*X、,。(比由从增加到为 ")
)


@given(WORDS)
def test_expressions_are_in_order_and_apart(text: str) -> None:
    end = 0
    for found in expressions(text, RULES):
        assert end <= found.start < found.end <= len(text)
        end = found.end


@given(
    st.lists(st.one_of(WORDS, st.sampled_from(["五年来,", "由2020年的", "增加到", "年均"]))), WORDS
)
def test_no_sentence_is_too_odd(words: list[str], title: str) -> None:
    text = title + "\n" + "3个".join(words)
    document = Document(text, plain(text), RULES)
    document.title, document.lines = Span(0, len(title)), [Span(len(title) + 1, len(text))]
    statement = Statement(1, None, len(title) + 1, len(text), "plan")
    document.statements = [statement]
    for match in re.finditer("3个", text):
        span = (match.group(), *match.span())
        document.quantities.append(Quantity(*span, 3, None, None, "个", "=", "amount", False))
    find_times(document)
    cut_sentences(document)
    found = readings(document)
    for quantity in document.quantities:
        period = found[quantity.start].written
        assert period is None or re.fullmatch(r"\d{4}(?:-\d\d)?(?:/\d{4}(?:-\d\d)?)?", period)


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        (
            "青石县防汛工作会议纪要\n2023年5月19日\n会议指出，今年以来，全县共排查水库46座。\n"
            "会议要求，各乡镇要落实安置点2个。\n",
            ["2023", "2023"],
        ),
        (
            "乡镇扶贫工作总结\n发布时间:2020-12-08\n一年来，全镇建成水窖12口。\n",
            ["2020"],
        ),
        (
            "枫林小学2022—2023学年度第二学期工作总结\n一、主要工作\n安装空调24台，现有教学班36个。\n",
            ["2023", "2023"],
        ),
    ],
)
def test_the_year_of_a_paper(text: str, periods: list[str]) -> None:
    assert [claim.period for claim in govtext.parse(text).claims] == periods


def test_a_half_year_is_of_the_year_that_the_summary_begins_with() -> None:
    text = "松溪县水利局半年度工作总结\n2024年以来，全局取得成效。\n一、主要工作\n新建泵站12座。\n"
    report = govtext.parse(text)
    assert report.metadata.year == 2024
    assert [one.period for one in report.claims] == ["2024-01/2024-06"]


def test_a_level_of_the_same_months_of_last_year() -> None:
    text = "2024年工作总结\n一、主要工作\n1-6月完成产值30万元，去年同期为45万元，同比下降33.3%。\n"
    periods = [one.period for one in govtext.parse(text).claims]
    assert periods == ["2024-01/2024-06", "2023-01/2023-06", "2024-01/2024-06"]


def test_people_of_a_time_are_counted_now() -> None:
    text = "2024年工作总结\n一、主要工作\n1970年以后出生的党员10人，占30%。\n"
    assert {one.period for one in govtext.parse(text).claims} == {"2024"}


def test_a_year_that_was_guessed_is_told() -> None:
    page = "乡镇扶贫工作总结\n发布时间:2020-12-08\n一年来，全镇建成水窖12口。\n"
    report = govtext.parse(page)
    assert report.metadata.year == 2020
    assert [one.code for one in report.diagnostics] == ["guessed-year"]
    hidden = govtext.parse(page.replace("全镇", "**镇"))
    assert hidden.metadata.year is None
    assert [claim.period for claim in hidden.claims] == [None]


def test_next_steps_within_the_year_are_of_the_year_reviewed() -> None:
    text = "石桥镇2023年工作总结\n一、工作情况\n修路12公里。\n二、下步计划\n年内再流转土地300亩。\n"
    assert [one.period for one in govtext.parse(text).claims] == ["2023", "2023"]
    ahead = text.replace("下步计划", "2024年下步计划")
    assert [one.period for one in govtext.parse(ahead).claims] == ["2023", "2024"]


def test_a_report_reviews_what_its_first_heading_reviews() -> None:
    text = "青石县2024年工作报告\n一、2023年工作回顾\n修路12公里。\n二、工作打算\n新建学校6所。\n"
    assert [one.period for one in govtext.parse(text).claims] == ["2023", "2024"]


def test_a_sentence_of_parts_is_of_the_time_of_the_whole() -> None:
    text = "某县法院2018年工作总结\n一、主要工作\n2016—2018年，审结案件90件。其中，民事案件60件。\n"
    assert [one.period for one in govtext.parse(text).claims] == ["2016/2018", "2016/2018"]


def test_times_of_a_span_are_of_a_span() -> None:
    text = "某县2018年工作总结\n一、主要工作\n五年来投资9亿元，是上个五年的3倍，2018年修路5公里。\n"
    periods = [one.period for one in govtext.parse(text).claims]
    assert periods == ["2014/2018", "2014/2018", "2018"]


def test_the_beginning_of_a_span_is_not_the_year_of_a_report() -> None:
    text = "水库管护情况的调研报告\n2015年9月以来修建水窖66口。到2018年底共投入资金60万元。\n"
    report = govtext.parse(text)
    assert [one.status for one in report.claims] == ["actual", "actual"]


def test_the_goal_of_a_plan_is_not_the_year_that_is_reviewed() -> None:
    text = "河谷地区发展规划纲要\n从林业看，到2025年，森林覆盖率要达到60%以上。\n"
    assert [(one.period, one.status) for one in govtext.parse(text).claims] == [("2025", "target")]
