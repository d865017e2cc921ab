"""The metadata of papers of many kinds: title, issuer, year, number, addressee, genre, places."""

from __future__ import annotations

import pytest

import govtext
from govtext.report import Metadata, Source

BODY = (
    "一、主要工作\n全年新建泵站12座，培训农户500人次，完成投资3.2亿元。\n二、存在问题\n人手不足。\n"
)


def metadata(text: str, name: str | None = None) -> Metadata:
    return govtext.parse(text, source=Source(name)).metadata


@pytest.mark.parametrize(
    ("head", "title", "issuer"),
    [
        ("2022年黛山省松溪县国民经济和社会发展\n统计公报\n松溪县统计局\n（2023年3月10日）\n",
         "2022年黛山省松溪县国民经济和社会发展统计公报", "松溪县统计局"),
        ("关于松溪县2022年预算执行情况和2023年\n预算草案的报告\n松溪县财政局\n",
         "关于松溪县2022年预算执行情况和2023年预算草案的报告", "松溪县财政局"),
        ("政协松溪县第三届委员会常务委员会关于提案工作情况的报告\n",
         "政协松溪县第三届委员会常务委员会关于提案工作情况的报告",
         "政协松溪县第三届委员会常务委员会"),
        ("镇江市2023年统计公报\n", "镇江市2023年统计公报", "镇江市"),
        ("松溪县2023年经济社会发展概况\n", "松溪县2023年经济社会发展概况", "松溪县"),
        ("松溪县农业农村局工作总结\n（2023年度）\n", "松溪县农业农村局工作总结（2023年度）",
         "松溪县农业农村局"),
        ("松溪县政府工作报告 2023年\n", "松溪县政府工作报告 2023年", "松溪县政府"),
        ("松溪县水利局文件\n松水〔2023〕8号\n签发人：王某\n关于2023年防汛工作的报告\n",
         "关于2023年防汛工作的报告", "松溪县水利局"),
        ("标题：松溪县文旅局2023年工作总结\n", "松溪县文旅局2023年工作总结", "松溪县文旅局"),
        ("---\ntitle: 松溪县文旅局2023年工作总结\ndate: 2023-12-30\n---\n",
         "松溪县文旅局2023年工作总结", "松溪县文旅局"),
        ("🌟松溪县2023年工作报告📜\n", "松溪县2023年工作报告", "松溪县"),
        ("松溪县2022年统计公报[1]\n", "松溪县2022年统计公报", "松溪县"),
        ("供水公司（2017-10——2018-04）工作总结\n", "供水公司（2017-10——2018-04）工作总结",
         "供水公司"),
        ("松溪县水利局局长述职报告\n", "松溪县水利局局长述职报告", "松溪县水利局"),
        ("住建局副局长述职报告（分管村镇、质量）\n", "住建局副局长述职报告", None),
        ("松溪中学2022—2023学年度第二学期工作总结\n", "松溪中学2022—2023学年度第二学期工作总结",
         "松溪中学"),
        ("2023年终工作总结\n", "2023年终工作总结", None),
        ("松溪县水利局过去五年及2023年工作总结\n", "松溪县水利局过去五年及2023年工作总结",
         "松溪县水利局"),
        ("松溪县水利局半年度工作总结\n", "松溪县水利局半年度工作总结", "松溪县水利局"),
        ("XX年松溪县水利局年终工作总结\n", "XX年松溪县水利局年终工作总结", "松溪县水利局"),
        ("驻村工作总结\n", "驻村工作总结", None),
        ("街道办2023年工作总结\n", "街道办2023年工作总结", None),
        ("松溪镇2023年工作总结 2024-01-15\n松溪镇2023年工作总结\n",
         "松溪镇2023年工作总结", "松溪镇"),
        ("松溪镇度工作总结\n松溪镇2023年度工作总结\n", "松溪镇2023年度工作总结", "松溪镇"),
        ("第一篇:松溪镇2023年工作总结\n", "松溪镇2023年工作总结", "松溪镇"),
        ("下面是小编整理的松溪镇2023年工作总结,供大家参考。\n",
         "松溪镇2023年工作总结", "松溪镇"),
        ("工作总结\n一年来，松溪街道办事处在区委的正确领导下，取得成效。\n",
         "工作总结", "松溪街道办事处"),
        ("工作总结\n2023年以来，松溪县水利局认真落实要求，取得成效。\n",
         "工作总结", "松溪县水利局"),
        ("2023年度个人述职述廉报告\n", "2023年度个人述职述廉报告", None),
        ("2023年度安全生产工作总结\n", "2023年度安全生产工作总结", None),
        ("乡镇脱贫攻坚工作总结\n", "乡镇脱贫攻坚工作总结", None),
        ("松溪县社会福利工作报告\n", "松溪县社会福利工作报告", "松溪县"),
        ("2025年松溪县人民政府工作报告\n", "2025年松溪县人民政府工作报告", "松溪县人民政府"),
        ("松溪县人民政府第23次常务会议纪要\n", "松溪县人民政府第23次常务会议纪要",
         "松溪县人民政府"),
        ("会 议 纪 要\n〔2023〕12号\n松溪县人民政府办公室  2023年5月8日\n", "会议纪要",
         "松溪县人民政府办公室"),
        ("松水发〔2024〕3号\n松溪县水利局办公室\n关于印发2024年防汛方案的通知\n",
         "关于印发2024年防汛方案的通知", "松溪县水利局办公室"),
        ("关于印发松溪县2024年实事方案的通知\n各乡镇人民政府：\n现将方案印发给你们。\n"
         "松溪县人民政府办公室\n2024年2月3日\n", "关于印发松溪县2024年实事方案的通知",
         "松溪县人民政府办公室"),
        ("2023年工作总结\n松溪县第一中学\n", "2023年工作总结", "松溪县第一中学"),
        ("关于松溪县2022年度财政收支的审计工作报告\n松溪县审计局局长  王某\n",
         "关于松溪县2022年度财政收支的审计工作报告", "松溪县审计局"),
        ("松溪县教育事业发展“十四五”规划\n", "松溪县教育事业发展“十四五”规划", "松溪县"),
        ("松溪县交通局党组关于2023年落实全面从严治党\n主体责任情况的报告\n",
         "松溪县交通局党组关于2023年落实全面从严治党主体责任情况的报告", "松溪县交通局党组"),
        ("《松溪县水利局2023年工作总结》\n", "松溪县水利局2023年工作总结", "松溪县水利局"),
        ("松溪县水利局2023年工作总结（2023年12月15日）\n", "松溪县水利局2023年工作总结",
         "松溪县水利局"),
        ("政 府 工 作 报 告\n——2023年1月5日在松溪县第八届人民代表大会第二次会议上\n县长 王某\n",
         "政府工作报告", "松溪县人民政府"),
    ],
)  # fmt: skip
def test_titles_and_issuers(head: str, title: str, issuer: str | None) -> None:
    found = metadata(head + BODY)
    assert (found.title, found.issuer) == (title, issuer)


RUN_IN = (
    "松溪供电有限公司文件松电办〔2022〕4号签发人：XXX松溪供电有限公司关于迎峰度夏工作情况的报告"
    "松溪县人民政府：今年以来，公司抢修线路120条。一、供电情况全年售电3.2亿千瓦时。特此报告。"
    "松溪供电有限公司2022年8月12日（联系人：XXX，联系电话：1360000XXXX）"
)


def test_a_head_and_a_foot_that_run_into_the_text() -> None:
    report = govtext.parse(RUN_IN)
    found = report.metadata
    assert found.title == "松溪供电有限公司关于迎峰度夏工作情况的报告"
    assert (found.issuer, found.year) == ("松溪供电有限公司", 2022)
    assert (found.number, found.addressee) == ("松电办〔2022〕4号", "松溪县人民政府")
    assert report.text is not None
    said = [report.text[one.start : one.end] for one in report.statements]
    assert not [sentence for sentence in said if "联系人" in sentence or "签发人" in sentence]
    assert [claim.quantity.value for claim in report.claims] == [120, 320000000]
    assert [one.code for one in report.diagnostics if one.code == "guessed-year"]


@pytest.mark.parametrize(
    ("text", "title", "issuer", "year"),
    [
        ("政府工作报告（县级市） 各位代表： 我代表市人民政府向大会报告工作，请予审议。 一、回顾 "
         "新建学校3所。", "政府工作报告（县级市）", None, None),
        ("某检察院工作报告 ━━2016年3月11日在松溪县第十届人民代表大会第四次会议上\n"
         "松溪县人民检察院检察长 李某某 各位代表： 现在，我代表县人民检察院向大会报告工作。"
         "全院批准逮捕126人。", "某检察院工作报告", "松溪县人民检察院", 2016),
        ("松溪县县长李某某作《政府工作报告》。　新华社记者王某摄　本报讯政府工作报告——2024年1月5日"
         "在松溪县第七届人民代表大会第三次会议上松溪县人民政府县长　李某某各位代表：现在，我代表县"
         "人民政府，向大会作政府工作报告。一、2023年工作回顾生产总值增长7.7%。",
         "政府工作报告", "松溪县人民政府", 2024),
        ("松溪县水利局2023年工作总结今年以来，我局投入300万元。一、防汛新建泵站2座。",
         "松溪县水利局2023年工作总结", "松溪县水利局", 2023),
        ("乡镇帮扶工作总结\n一年来，云溪镇党委、政府把帮扶摆在首要位置，成果持续巩固。\n" + BODY,
         "乡镇帮扶工作总结", "云溪镇", None),
        ("工作总结\n" + BODY + "松溪县水利局\n2023年12月20日\n", "工作总结", "松溪县水利局", 2023),
        ("工作总结\n" + BODY + "松溪县水利局\n2024年1月8日\n", "工作总结", "松溪县水利局", 2023),
        ("关于供水工作的报告\n" + BODY + "松溪县水利局\n2024年1月8日\n", "关于供水工作的报告",
         "松溪县水利局", 2024),
        ("述职报告\n本人1978年2月出生，2001年9月参加工作，现任副局长。\n" + BODY
         + "2023年12月10日\n", "述职报告", None, 2023),
        ("松溪县国民经济和社会发展第十四个五年规划和2035年远景目标纲要\n第一章 基础\n"
         "2020年生产总值达到45亿元。\n",
         "松溪县国民经济和社会发展第十四个五年规划和2035年远景目标纲要", "松溪县", None),
    ],
)  # fmt: skip
def test_whole_papers(text: str, title: str, issuer: str | None, year: int | None) -> None:
    found = metadata(text)
    assert (found.title, found.issuer, found.year) == (title, issuer, year)


@pytest.mark.parametrize(
    ("title", "genre", "year"),
    [
        ("关于松溪县2022年预算执行情况和2023年预算草案的报告", "budget", 2023),
        ("松溪县2022年国民经济和社会发展统计公报", "statistics", 2022),
        ("松溪县人民法院2023年工作报告", "court report", 2023),
        ("松溪县卫生健康局2023年工作总结暨2024年工作要点", "work summary", 2023),
        ("松溪县卫生健康局工作总结暨2024年工作要点", "work summary", 2023),
        ("2023医院工作总结和计划", "work summary", 2023),
        ("松溪县水利局2024年工作要点", "work plan", 2024),
        ("关于2022年度财政收支审计情况的报告", "audit", 2022),
    ],
)
def test_genres_and_their_years(title: str, genre: str, year: int) -> None:
    found = metadata(f"{title}\n{BODY}")
    assert (found.genre, found.year) == (genre, year)


def test_the_name_of_the_file_is_the_last_resort_and_is_told() -> None:
    name = "2023/松溪县水利局2023年工作总结.docx"
    report = govtext.parse("工作总结\n" + BODY, source=Source(name))
    assert (report.metadata.issuer, report.metadata.year) == ("松溪县水利局", 2023)
    assert {one.code for one in report.diagnostics} >= {"issuer-from-file-name", "guessed-year"}
    assert "issuer" not in report.metadata.places
    told = govtext.parse("松溪县林业局2022年工作总结\n" + BODY, source=Source(name))
    assert (told.metadata.issuer, told.metadata.year) == ("松溪县林业局", 2022)
    assert not told.diagnostics


def test_a_number_dates_a_paper_only_where_the_text_speaks_of_the_year() -> None:
    head = "松溪县水利局文件\n松水〔2021〕8号\n关于供水工作的报告\n"
    assert metadata(head + BODY).year is None
    long = "全局上下齐心协力抓好各项工作任务的落实并取得了积极成效同时不断改进作风密切联系群众" * 2
    assert metadata(f"{head}{BODY}{long}，2021年第四季度供水平稳。\n").year == 2021


@pytest.mark.parametrize(
    ("issuer", "level"),
    [("国务院", "nation"), ("黛山省教育厅", "province"), ("云州市教育局", "city"),
     ("云州市江北区人民政府", "county"), ("松溪县水利局", "county"),
     ("云溪镇人民政府", "township")],
)  # fmt: skip
def test_levels(issuer: str, level: str) -> None:
    found = metadata(f"{issuer}\n2023年工作总结\n{BODY}")
    assert (found.issuer, found.issuer_level) == (issuer, level)


def test_each_field_stands_at_its_place() -> None:
    text = RUN_IN + "\n松溪供电有限公司办公室2022年8月12日印发"
    found = metadata(text)
    said = {field: text[place.start : place.end] for field, place in found.places.items()}
    assert said["title"] == found.title
    assert said["issuer"] == found.issuer
    assert said["number"] == found.number
    assert said["addressee"] == found.addressee


def test_an_issuer_in_traditional_characters_stays_as_written() -> None:
    text = "青縣水利局2023年工作總結\n" + BODY
    found = metadata(text)
    place = found.places["issuer"]
    assert found.issuer == text[place.start : place.end] == "青縣水利局"
    assert found.issuer_level == "county"


def test_the_labelled_date_is_that_of_publication() -> None:
    clock = (
        "某站 - www.example.com 2024年04月28日 14:31 星期日\n浏览数: 发布时间:2023-12-09 10:45:02\n"
    )
    assert metadata(clock + "松溪县2023年工作总结\n" + BODY).published == "2023-12-09T10:45:02"


def test_the_card_of_a_file_is_furniture() -> None:
    report = govtext.parse("- 46.50 KB\n- 2021-04-12 发布\n- 网站客服QQ：403000000\n" + BODY)
    assert report.metadata.year is None
    assert [claim.quantity.unit for claim in report.claims] == ["座", "人次", "元"]


def test_what_stands_below_a_signature_is_no_statement() -> None:
    foot = (
        "附件：1.项目完成情况表\n松溪县水利局\n2023年12月20日\n（联系人：张某，电话：0812-1234567）\n"
        "抄送：县发展改革局。\n松溪县水利局办公室　　　2023年12月20日印发\n"
    )
    report = govtext.parse("松溪县水利局2023年工作总结\n" + BODY + foot)
    assert report.text is not None
    said = "".join(report.text[one.start : one.end] for one in report.statements)
    assert not [word for word in ("联系人", "抄送", "印发", "12月20日") if word in said]
