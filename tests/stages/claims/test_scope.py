"""The scope of a claim: the place, body or group whose figure it is."""

from __future__ import annotations

import pytest
from claim_fields import claims, texts

import govtext


def test_scope_is_the_body_that_is_not_the_issuer() -> None:
    assert texts("云岭产业园新签约项目41个，全县新增企业20家。", "scope") == [
        "云岭产业园",
        None,
    ]
    assert texts("派出教师12名（其中深圳5名、桂林7名）。", "scope")[1:] == ["深圳", "桂林"]


def test_the_territory_is_a_scope_of_a_company_alone() -> None:
    said = "全县用水量达到800万吨，同比增长5%。全社会用水量900万吨。"
    page = "青云县水务有限公司2024年工作总结\n一、2024年工作\n{}\n"
    assert texts(said, "scope", page) == ["全县", "全县", None]
    page = "青云县水务局2024年工作总结\n一、2024年工作\n{}\n"
    assert texts(said, "scope", page) == [None, None, None]


@pytest.mark.parametrize(
    ("issuer", "sentence"),
    [
        ("青云水务集团有限公司", "集团实现营业收入36亿元。"),
        ("青云县第一中学", "学校新建教学楼2栋。"),
        ("青云县人民医院", "医院新增床位90张。"),
    ],
)
def test_an_issuer_that_is_called_by_its_kind_is_no_scope(issuer: str, sentence: str) -> None:
    page = issuer + "2024年工作总结\n一、2024年工作\n{}\n"
    assert texts(sentence, "scope", page) == [None]


@pytest.mark.parametrize(
    ("sentence", "scopes"),
    [
        ("云岭市最大负荷3500万千瓦，同比增长5%。", [None, None]),
        ("湖北省最大负荷3500万千瓦，同比增长5%。", ["湖北省", "湖北省"]),
        ("河东区完成投资12亿元，河西区完成9亿元。", ["河东区", "河西区"]),
        ("地区生产总值增长5%。", [None]),
        ("全球船舶中本县占5%。", [None]),
        ("在河东镇建立基地1个，面积30亩。", ["河东镇", "河东镇"]),
        ("河东公司12项，预计投资176万元。", ["河东公司", "河东公司"]),
        ("保障西安39个考点考试。", ["西安"]),
        ("建成青云产业园12栋厂房。", ["青云产业园"]),
        ("河东合作社实现收入9万元，社员分红1万元。", ["河东合作社", "河东合作社"]),
        ("招商引资项目完成固定资产投资20亿元。", ["招商引资项目"]),
        ("河东镇清理隐患12处，河西项目入选案例，2座码头开工。", ["河东镇", None]),
        ("青溪镇种植油茶1200亩。", ["青溪镇"]),
        ("财务部全年审核凭证900份，开具发票60张。", ["财务部", "财务部"]),
        ("立案庭受理案件320件。", ["立案庭"]),
        ("全部完成搬迁320户。", [None]),
        ("财政科技支出1.2亿元。", [None]),
        ("脱贫户人均纯收入1.4万元，增长9%。", ["脱贫户", "脱贫户"]),
        ("民营企业进出口12亿元，全市进出口26亿元。", ["民营企业", None]),
        ("河东、河西等乡镇新建冷库6座。", ["河东、河西等乡镇"]),
        ("河东镇全力抓好春耕，调运化肥260吨。", ["河东镇"]),
        ("国有企业效益好转，利润总额增长12%。", ["国有企业"]),
        ("河东镇工程进展顺利，新建冷库6座。", [None]),
        ("骨科开展手术90台，微创手术占比60%。", ["骨科", "骨科"]),
        ("其中，河东镇86户，河西乡42户。", ["河东镇", "河西乡"]),
        ("全国粮食产量6.9亿吨，全市粮食产量38万吨。", ["全国", None]),
        ("全省工业增加值增长5%，全国增长4%，全市增长6%。", ["全省", "全国", None]),
        ("全国文明村达到3个。", [None]),
    ],
)
def test_scope_is_another_place(sentence: str, scopes: list[str | None]) -> None:
    page = "2025年云岭市政府工作报告\n一、2024年工作回顾\n{}\n"
    assert texts(sentence, "scope", page) == scopes


def test_the_verb_behind_a_body_is_what_the_body_did() -> None:
    (claim,) = claims("财务科审核票据3000张。")
    assert claim.scope is not None
    assert claim.action is not None
    assert (claim.scope.text, claim.action.text) == ("财务科", "审核")
    assert (claim.label, claim.nature) == ("票据", "flow")


@pytest.mark.parametrize(
    ("title", "sentence", "scope"),
    [
        ("沅北区人民法院工作报告", "区法院共受理各类案件1286件。", None),
        ("沅北区人民法院工作报告", "青溪法庭受理案件86件。", "青溪法庭"),
        ("云岭县人力资源和社会保障局2024年工作总结", "县人社局发放补贴36万元。", None),
        ("云岭县人力资源和社会保障局2024年工作总结", "县民政局发放补贴36万元。", "县民政局"),
    ],
)
def test_the_issuer_by_its_short_name_is_no_scope(
    title: str, sentence: str, scope: str | None
) -> None:
    (claim,) = govtext.parse(f"{title}\n一、2024年工作情况\n{sentence}\n").claims
    assert (claim.scope and claim.scope.text) == scope


def test_who_audits_is_no_scope_in_an_audit_report() -> None:
    title = "澜州市2024年度市级预算执行和其他财政收支的审计工作报告"
    (claim,) = govtext.parse(f"{title}\n一、审计情况\n市审计局共审计项目46个。\n").claims
    assert claim.scope is None


@pytest.mark.parametrize(
    ("sentence", "scopes"),
    [
        ("累计争取15家部委、银行出台23份支持文件。", [None, "部委、银行"]),
        ("还有12个乡镇财政收入不足千万元。", [None, "乡镇"]),
        ("12个村集体经济收入突破50万元。", [None, "村"]),
        ("450个小区完成改造、60万户居民用上燃气。", [None, None]),
        ("30户以上自然村通硬化路的比例达78%。", [None, None]),
        ("8个公司运营16支基金，整合项目3个。", [None, "公司", None]),
        ("金桥研究院已完成主体施工，明年投用后将再引进5个团队。", ["金桥研究院"]),
        ("组织党员干部下沉社区1200人次。", [None]),
        ("围绕骨干企业开展招商，组织对接活动20场。", [None]),
        (
            "川渝一体化格局加速形成，地区生产总值跨过3个万亿级关口、突破10万亿元。",
            ["川渝", "川渝"],
        ),
    ],
)
def test_those_who_are_counted_or_named_before_are_the_scope(
    sentence: str, scopes: list[str | None]
) -> None:
    assert texts(sentence, "scope") == scopes
