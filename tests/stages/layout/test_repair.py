"""Layout: a report is read as before its lines were broken, joined or decorated."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from layouts import KEPT, LOST
from spans import misplaced

import govtext
from govtext.report import Report

CORPORA = Path(__file__).parents[3] / "corpora" / "docs"
REPORTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(CORPORA.glob("*.txt"))}


def _bare(text: str) -> str:
    return "".join(character for character in text if character not in " \n\t\u3000\u00a0*")


def _read(text: str) -> tuple[Counter[object], Counter[object]]:
    """The claims of a text, and its sentences with their categories, without blanks."""
    report = govtext.parse(text)
    assert misplaced(report) == []
    assert report.text == text
    claims: Counter[object] = Counter(
        (
            claim.quantity.value,
            claim.quantity.low,
            claim.quantity.unit,
            claim.quantity.bound,
            claim.status,
            claim.direction,
            claim.period,
        )
        for claim in report.claims
    )
    sentences: Counter[object] = Counter(
        (_bare(text[one.start : one.end])[-12:], one.category) for one in report.statements
    )
    return claims, sentences


read = functools.cache(_read)


def _alike(layout: Callable[[str], str], reports: dict[str, str]) -> tuple[float, float]:
    """How many in 100 claims and sentences are read alike in a layout."""
    same, whole = [0, 0], [0, 0]
    for text in reports.values():
        for part, (before, after) in enumerate(zip(read(text), read(layout(text)), strict=True)):
            same[part] += (before & after).total()
            whole[part] += before.total()
    return 100 * same[0] / whole[0], 100 * same[1] / whole[1]


@pytest.mark.parametrize("layout", KEPT, ids=lambda layout: layout.__name__)
def test_a_report_is_read_alike_in_every_layout(layout: Callable[[str], str]) -> None:
    claims, categories = _alike(layout, REPORTS)
    assert (claims >= 97.0, categories >= 97.0) == (True, True), (claims, categories)


@pytest.mark.parametrize("layout", LOST, ids=lambda layout: layout.__name__)
def test_a_report_is_read_alike_where_its_breaks_are_lost(layout: Callable[[str], str]) -> None:
    claims, categories = _alike(layout, REPORTS)
    assert (claims >= 94.0, categories >= 94.0) == (True, True), (claims, categories)


def _found(report: Report) -> list[tuple[str | None, str, float | int | None]]:
    return [
        (
            None if claim.indicator is None else claim.indicator.text,
            claim.quantity.text,
            claim.quantity.value,
        )
        for claim in report.claims
    ]


HEAD = "石桥县2024年工作总结\n一、主要工作\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Stars around a whole number are emphasis, stars for digits are a mask.
        (
            "拆除违建**46处**，盘活厂房**7.4万平方米**，其中柳溪镇盘活**万平方米。",
            [("违建", "46处", 46), (..., "7.4万平方米", 74_000), (..., "**万平方米", None)],
        ),
        (
            "全年**工业产值**增长7%，**城镇新增就业**1200人。",
            [("工业产值", "7%", 7), ("城镇新增就业", "1200人", 1200)],
        ),
        ("**县召开会议**次，发放资料**份。", [("会议", "**次", None), ("资料", "**份", None)]),
        ("全年新增就业**人，增长**%。", [(..., "**人", None), (..., "**%", None)]),
        # Marks of notes and readings belong to no name.
        (
            "森林覆盖率[3]达到61.7%，湿地面积[注4]2.9万亩。",
            [("森林覆盖率", "61.7%", 61.7), ("湿地面积", "2.9万亩", 29_000)],
        ),
        ("全县学(xué)校(xiào)共有(yǒu)12所。", [(..., "12所", 12)]),
        # Rows by bars are rows by tab.
        (
            "学段 | 在校生(人) |\n小学 | 14206 |\n初中 | 6871 |",
            [("小学", "14206", 14_206), ("初中", "6871", 6_871)],
        ),
        # Marks that a chat model wrote, pasted into a document.
        (
            "### （一）水利\n- **强化调度**：召开会议**6次**。\n---\n新建水库2座。",
            [("会议", "6次", 6), ("水库", "2座", 2)],
        ),
        # A cell of two lines in a table of box lines.
        (
            "┌────┬─────┐\n│ 名称 │资产(│\n│      │ 万元)│\n├────┼─────┤\n"
            "│供水站│1,230│\n│供热站│ 980 │\n└────┴─────┘",
            [("供水站", "1,230", 12_300_000), ("供热站", "980", 9_800_000)],
        ),
        # A full point typed for a stop ends the sentence.
        ("推动服务标准化.新建学校3所.", [("学校", "3所", 3)]),
    ],
)  # fmt: skip
def test_signs_of_the_layout_are_left_out(
    text: str, expected: list[tuple[object, str, float | None]]
) -> None:
    report = govtext.parse(HEAD + text)
    assert misplaced(report) == []
    found = _found(report)
    assert [one[1:] for one in found] == [one[1:] for one in expected]
    for (indicator, *_), (right, *_) in zip(found, expected, strict=True):
        assert right is ... or indicator == right


def test_a_number_broken_over_two_lines_is_one() -> None:
    lines = (
        "　　水务系统抢抓汛后施工的有利时机，疏浚河道沟渠47条，治理坡耕地6.35",
        "万亩，更换老化管网73.8公里，安装智能水表2.4万只，集中供水率达到93",
        ".2%，水质达标率稳定在百分之九十九以上，巡查山塘水库两百余座次，转移",
        "群众八千人，没有发生一起溃坝事故，农田灌溉得到保障，乡镇水厂运行良好",
        "展，人民群众的获得感不断增强。",
    )
    report = govtext.parse(HEAD + "\n".join(lines))
    values = {text: value for _, text, value in _found(report)}
    assert values["6.35\n万亩"] == 63_500
    assert values["93\n.2%"] == 93.2
    assert misplaced(report) == []


CONTENTS = (
    "石桥县2024年工作总结\n目　录\n一、主要工作{0}1\n二、2025年计划{0}4\n\n"
    "一、主要工作\n新建学校3所。\n二、2025年计划\n新建医院2所。\n"
)


@pytest.mark.parametrize("leader", ["……………", "......................", "    ", "\t"])
def test_a_table_of_contents_is_no_outline(leader: str) -> None:
    report = govtext.parse(CONTENTS.format(leader))
    assert [node.title for node in report.nodes()] == ["主要工作", "2025年计划"]
    assert [(claim.status, claim.period) for claim in report.claims] == [
        ("actual", "2024"),
        ("target", "2025"),
    ]


def test_titles_run_into_their_text_end_where_they_were_meant_to() -> None:
    text = (
        "石桥电力公司关于2024年保供工作情况的报告石桥县人民政府：现将有关情况报告如下。"
        "一、守牢防线，保供工作有力有序推进今年以来，公司召开调度会12次，投入资金300万元，"
        "安排人员日夜值守在变电站和重要线路旁，全县没有发生停电事故。"
        "二、存在问题和工作难点一是设备老化。全县有8台变压器超期服役。二是人手不足。缺少技工20人。"
        "三、下一步工作措施1.抓检修。检修线路90公里。2.抓培训。培训职工200人次。"
    )
    report = govtext.parse(text)
    assert [(node.marker, node.title) for node in report.nodes()] == [
        ("一、", "守牢防线，保供工作有力有序推进"),
        ("二、", "存在问题和工作难点"),
        ("一是", "设备老化"),
        ("二是", "人手不足"),
        ("三、", "下一步工作措施"),
        ("1.", "抓检修"),
        ("2.", "抓培训"),
    ]
    assert [claim.category for claim in report.claims] == [
        *("achievement",) * 2,
        *("problem",) * 2,
        *("plan",) * 2,
    ]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        # Its predicate closes a title, or the verb of what is counted follows it.
        (
            "石桥学院2024年度工作报告2024年，学院共有教师320人，学生5100人，各项工作都有进展，"
            "有力支撑了地方产业发展。一、教学质量稳步提升学院现有在校生5100人，新增省级专业3个。"
            "二、推动产教融合引进合作企业36家，签订协议41份，共建实训基地12个，开设课程25门。"
            "三、2025年打算一是招生1600人。二是新建宿舍2栋。",
            ["教学质量稳步提升", "推动产教融合", "2025年打算", "招生1600人", "新建宿舍2栋"],
        ),
        # Two halves of one length; sections without a marker.
        (
            "石桥县人民检察院工作报告2024年1月9日在石桥县第九届人民代表大会第三次会议上检察长"
            "　周某某各位代表：现在，我报告工作，请予审议。2023年工作回顾2023年，全院办案612件。"
            "一、维护安全稳定，服务发展大局依法惩治犯罪。起诉97人。二、强化法律监督，守护公平正义"
            "刑事检察更精准。监督立案14件。三、践行司法为民，增进民生福祉办理信访43件，满意率97%。"
            "但检察建议回复率仅为71%。2024年工作安排2024年，办案数增长10%，培训不少于8期。",
            [
                "2023年工作回顾",
                "维护安全稳定，服务发展大局",
                "强化法律监督，守护公平正义",
                "践行司法为民，增进民生福祉",
                "2024年工作安排",
            ],
        ),
        # A count that goes through the sections.
        (
            "石桥县教育局2024年工作要点2024年全县教育工作的总体要求是：落实立德树人根本任务，"
            "加快建设教育强县，办好人民满意的教育。一、推进学前教育1.新建幼儿园6所。2.年检合格率"
            "达100%。二、推动义务教育3.消除大班额41个。4.交流教师120名。",
            [
                "推进学前教育",
                "新建幼儿园6所",
                "年检合格率达100%",
                "推动义务教育",
                "消除大班额41个",
                "交流教师120名",
            ],
        ),
    ],
)
def test_titles_in_one_line_end_where_a_sentence_begins(text: str, titles: list[str]) -> None:
    report = govtext.parse(text)
    assert [node.title for node in report.nodes()] == titles
    assert report.metadata.title == text[: len(report.metadata.title or "")]
    assert [one.code for one in report.diagnostics] == []
    ahead = [claim for claim in report.claims if claim.status == "target"]
    assert all(claim.category == "plan" for claim in ahead)
    assert len(ahead) >= 2
    assert misplaced(report) == []


def test_ragged_lines_of_a_red_headed_notice_are_joined() -> None:
    lines = (
        "XX市医疗保障局文件",
        "X医保发〔2024〕3号",
        "关于印发《XX市医疗保障局2023年工作总结和",
        "2024年工作要点》的通知",
        "各县（区）医疗保障局：",
        "现将《XX市医疗保障局2023年工作总结和2024年工作要点》印发给你们，请贯彻执行。",
        "XX市医疗保障局2023年工作总结和2024年工作要点",
        "一、2023年主要工作",
        "（一）待遇稳步提高。职工、居民政策范围内住院费用报销比例分别达",
        "到85.1%、70.3%，居民医保人均财政补助标准提高30元，达到每人每年640",
        "元。门诊慢特病病种由38个扩大到52个，用药保障惠及患者26.4万",
        "人次，减负1.18亿元。职工门诊共济改革平稳落地，普通门诊结算X.X万",
        "人次，基金支付9860万元。新增跨省直接结算定点机构50家，乡镇（街道）",
        "服务站达标率达80%，异地就医直接结算31.5万人次，结算率比上年提",
        "高11个百分点。",
    )
    report = govtext.parse("\n".join(lines))
    assert report.metadata.title == "关于印发《XX市医疗保障局2023年工作总结和2024年工作要点》的通知"
    assert report.metadata.issuer == "XX市医疗保障局"
    texts = [claim.quantity.text for claim in report.claims]
    assert texts[:3] == ["85.1%", "70.3%", "30元"]
    assert {"640\n元", "26.4万\n人次", "X.X万\n人次", "80%"} <= set(texts)


def test_bullets_of_markdown_are_no_part_of_the_text() -> None:
    text = "> 说明：供讨论。\n- **核桃**：产量12万吨。\n* 林下经济面积210万亩。\n"
    report = govtext.parse(HEAD + text)
    assert [node.title for node in report.nodes()] == ["主要工作"]
    assert [name for name, _, _ in _found(report)] == ["产量", "林下经济面积"]


def test_a_short_report_in_one_line_has_its_head_and_its_titles() -> None:
    text = (
        "石桥县人民检察院工作报告 各位代表： 现在，我代表县人民检察院报告工作，请予审议。 "
        "2024年，全院逮捕嫌疑人97人，起诉104人，发出建议21份，走访企业36家。 一、服务发展 "
        "（一）履行审查职责 逮捕97人，同比上升2.6%。"
    )
    report = govtext.parse(text)
    assert [(node.marker, node.title) for node in report.nodes()] == [
        ("一、", "服务发展"),
        ("（一）", "履行审查职责"),
    ]
    assert report.metadata.title == "石桥县人民检察院工作报告"
    assert misplaced(report) == []


def test_notes_below_a_text_are_no_outline() -> None:
    text = HEAD + "森林覆盖率[2]达到61.7%。\n注：[1]数据为快报数。\n[2]覆盖率按新口径计算。\n"
    report = govtext.parse(text)
    assert [node.title for node in report.nodes()] == ["主要工作"]
    assert misplaced(report) == []


def test_the_numbers_of_the_pages_of_a_preview_are_left_out() -> None:
    filler = "各村加强水渠管护，安排专人巡查，及时清理淤泥和杂草，保证灌溉用水。" * 7
    text = (
        f"1、石桥镇2023年工作总结\n一年来，{filler}全镇新建泵站\n2、12座，{filler}培训农户\n"
        "3、500人次。\n一、存在问题\n人手不足。\n"
    )
    report = govtext.parse(text)
    assert report.metadata.title == "石桥镇2023年工作总结"
    assert [node.marker for node in report.nodes()] == ["一、"]
    assert [one.quantity.text for one in report.claims] == ["12座", "500人次"]
    assert misplaced(report) == []


def test_the_runs_of_an_editor_are_joined() -> None:
    text = (
        "石桥镇\n2023\n年工作总结和\n2024\n年工作安排\n一、\n2023\n年工作总结\n"
        "1.水利工作。\n全镇新建泵站\n12\n座，改造水渠\n3.5\n公里。在\n云岭村\n试点滴灌\n200\n亩，"
        "培训农户\n500\n人次。\n"
    )
    report = govtext.parse(text)
    assert report.metadata.title == "石桥镇2023年工作总结和2024年工作安排"
    assert [one.quantity.value for one in report.claims] == [12, 3.5, 200, 500]
    assert misplaced(report) == []


def test_a_table_of_one_cell_a_line_is_not_joined() -> None:
    text = HEAD + "项目\n数量\n泵站\n12\n水渠\n30\n机井\n45\n涵管\n60\n闸门\n70\n"
    assert govtext.parse(text).text == text
    assert len(govtext.parse(text).statements) > 5


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("完成投资3、19亿元，下降33、7%。", [(319000000, "元"), (33.7, "%")]),
        ("种植油茶12、5万亩；出售茶油3、6吨。", [(125000, "亩"), (3.6, "吨")]),
        ("分别增长5、6%，新建泵站2.5万座。", [(5, "%"), (6, "%"), (25000, "座")]),
    ],
)
def test_a_decimal_point_typed_as_a_comma(text: str, found: list[tuple[float, str]]) -> None:
    claims = govtext.parse(HEAD + text + "\n").claims
    assert [(one.quantity.value, one.quantity.unit) for one in claims] == found


def test_a_line_that_ends_with_a_semicolon_goes_on() -> None:
    text = HEAD + "1—9月，全镇检查企业12家；\n排查隐患30处，整改隐患28处；\n培训职工500人次。\n"
    report = govtext.parse(text)
    assert len(report.statements) == 1
    assert {one.period for one in report.claims} == {"2024-01/2024-09"}


def test_page_numbers_inside_a_text_are_left_out() -> None:
    text = HEAD + "第1页共3页新建泵站12座，群众受益。—1—改造水渠3公里。\n"
    report = govtext.parse(text)
    assert [one.quantity.text for one in report.claims] == ["12座", "3公里"]
    assert len(report.statements) == 2


def test_question_marks_hide_digits() -> None:
    text = HEAD + "造林???万亩，补植??亩。钱从哪里来？？\n"
    report = govtext.parse(text)
    assert [one.text for one in report.masks] == ["???", "??"]
    assert [one.quantity.unit for one in report.claims] == ["亩", "亩"]
