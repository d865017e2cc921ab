"""What a claim is beyond its value: label, nature, action, scope, reference, promise."""

from __future__ import annotations

from typing import Any

import pytest

import govtext
from govtext.document import Document
from govtext.language.plain import plain
from govtext.report import Claim
from govtext.rulebook.load import load
from govtext.stages import STAGES
from govtext.stages.claims.explain import explain

REVIEW = "2025年政府工作报告\n一、2024年工作回顾\n{}\n"
PLAN = "2025年政府工作报告\n二、2025年工作安排\n{}\n"


def claims(sentence: str, page: str = REVIEW) -> list[Claim]:
    return govtext.parse(page.format(sentence)).claims


def texts(sentence: str, field: str, page: str = REVIEW) -> list[Any]:
    found = [getattr(claim, field) for claim in claims(sentence, page)]
    return [one.text if hasattr(one, "text") else one for one in found]


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        ("油菜种植面积7.2万亩，总产量1.1万吨。", ["油菜种植面积", "油菜总产量"]),
        ("城镇、农村居民收入分别增长5%、6%。", ["城镇居民收入", "农村居民收入"]),
        ("水泥、钢材产量分别增长5%、6%。", ["水泥产量", "钢材产量"]),
        ("第一、第三产业增加值分别增长2%、4%。", ["第一产业增加值", "第三产业增加值"]),
        ("民生支出占财政支出的八成。", ["民生支出占比"]),
        ("80%的县级医院达到二级水平。", ["达到二级水平县级医院占比"]),
        ("全年签约的27个项目全部开工。", ["签约项目"]),
        ("其中8亿元以上项目5个。", ["项目", "8亿元以上项目"]),
        ("每千名儿童拥有托位12个。", ["托位"]),
        ("完成7处破损桥梁改造。", ["破损桥梁"]),
        ("流转土地900亩。", ["土地"]),
        ("新签约项目61个，总投资300亿元。", ["新签约项目", "新签约项目总投资"]),
        ("2个园区获评省级绿色示范园区。", ["省级绿色示范园区"]),
        ("推出河谷地区绿色发展9项政策措施。", ["河谷地区绿色发展政策措施"]),
        ("新入规企业12家（其中制造业5家）。", ["新入规企业", "制造业企业"]),
        ("事故起数和死亡人数分别下降5%、6%。", ["事故起数", "事故死亡人数"]),
        ("审结商事案件320件，平均审理天数41天。", ["商事案件", "商事案件平均审理天数"]),
        ("规上工业增加值增长6%，制造业增长8%。", ["规上工业增加值", "制造业增加值"]),
        ("最低工资标准年均增幅4%。", ["最低工资标准"]),
        ("新增全国重点实验室3家。", ["全国重点实验室"]),
        ("接待游客20万人次。", ["游客"]),
        ("推进重点项目100个，完成投资98亿元。", ["重点项目", "重点项目投资"]),
        ("惠及居民3420户，完成投资5600万元。", ["居民", "投资"]),
        ("外贸进出口41亿元，其中出口33亿元。", ["外贸进出口", "出口"]),
        ("胸径1米以上的12株古樟全部挂牌。", ["古樟胸径", "胸径1米以上古樟"]),
        ("新增普惠托位900个，每千人口托位数4.2个。", ["普惠托位", "托位数"]),
        ("破案58起，破案率60%。", ["破案", "破案率"]),
        ("排查企业30家，已整改12家。", ["企业", "企业"]),
        ("发放救助金58万元，人均1.9万元。", ["救助金", "人均救助金"]),
        ("带动果农人均增收800元。", ["果农人均增收"]),
        ("贴海报500张，讲党课2次。", ["海报", "党课"]),
        ("目前正在开发的项目3个。", ["正在开发项目"]),
        (
            "城乡居民收入分别增长5%、6%，收入比缩小至2.1。",
            ["城居民收入", "乡居民收入", "城乡居民收入比"],
        ),
        (
            "城乡居民收入分别为3.2万元、1.8万元，增长5%、6%。",
            ["城居民收入", "乡居民收入", "城居民收入", "乡居民收入"],
        ),
        (
            "年末存贷款余额分别达到85亿元和63亿元，比上年增长9%和8%。",
            ["存款余额", "贷款余额", "存款余额", "贷款余额"],
        ),
        ("牛羊猪存栏量分别达到3万头、8万只、4万头。", ["牛存栏量", "羊存栏量", "猪存栏量"]),
        ("一二三产分别增长3%、8%、7%。", ["一产", "二产", "三产"]),
        (
            "财政收入12亿元，农民人均纯收入4300元，同比增长9%和8%。",
            ["财政收入", "农民人均纯收入", "财政收入", "农民人均纯收入"],
        ),
        ("农业总产值按1970年不变价格计算，达到3亿元。", ["农业总产值"]),
        ("刑事、治安案件分别下降5%、6%。", ["刑事案件", "治安案件"]),
        ("现有学校15所，其中初中12所。", ["学校", "初中"]),
        ("每千人拥有病床4张。", ["病床"]),
        ("新建、改造高标准农田20万亩。", ["高标准农田"]),
        ("五年新增公路3000公里。", ["公路"]),
        ("5000名高校毕业生返乡。", ["高校毕业生返乡"]),
        ("养老机构26所，床位3200张。", ["养老机构", "养老机构床位"]),
        ("石桥电网750千伏主网架工程投产。", ["石桥电网主网架工程"]),
        ("15项指标中有13项提前完成。", ["指标", "提前完成指标"]),
        ("实施重点项目1000个，年度完成投资8亿元。", ["重点项目", "重点项目投资"]),
        ("接报警情320起，梳理出隐患12处。", ["警情", "隐患"]),
        (
            "主要产品产量都有增长：生铁增长9%，水泥600万吨。",
            ["生铁产量", "水泥产量"],
        ),
        ("巡视反馈问题已完成整改12项。", ["巡视反馈问题"]),
        ("新增的生产能力有：合成氨6万吨，原盐3万吨。", ["合成氨生产能力", "原盐生产能力"]),
        ("主要产品产量增长9%，农民收入增长5%。", ["主要产品产量", "农民收入"]),
        ("营养改善计划累计覆盖学校9所。", ["营养改善计划学校"]),
        ("县水务局新建泵站9座。", ["泵站"]),
        ("9个县普及学前教育。", ["普及学前教育县"]),
        ("12个项目建成投用。", ["建成投用项目"]),
        ("2个县冲刺全国百强。", ["冲刺全国百强县"]),
        ("7条产业链产值超百亿元。", ["产值超百亿元产业链", "产业链产值"]),
        ("4条重点产业链产值达到35亿元。", ["重点产业链", "重点产业链产值"]),
        ("将8所学校撤并。", ["学校"]),
        ("对尚未整改的8个问题，逐项销号。", ["尚未整改问题"]),
        ("盘活闲置厂房9万平方米。", ["闲置厂房"]),
        ("电站外送24个省份、规模居前列。", ["省份"]),
        ("年产值超10亿元的企业增至3家。", ["企业年产值", "年产值超10亿元的企业"]),
        ("总投资30亿元的9个重点项目开工。", ["重点项目总投资", "总投资30亿元重点项目"]),
        ("六成的企业为小微企业。", ["小微企业占比"]),
        ("下发整改通知书20份。", ["整改通知书"]),
        ("受益学生达300人次。", ["受益学生"]),
        ("26种药品价格大幅下降。", ["价格大幅下降药品"]),
        ("问题已整改12项，正在整改5项。", ["问题", "正在整改问题"]),
        ("尚有17户66人未脱贫。", ["未脱贫", "未脱贫"]),
        ("三次产业分别增长2%、5%和6%。", ["第一产业", "第二产业", "第三产业"]),
        ("300名农村贫困人口全部脱贫。", ["农村贫困人口"]),
    ],
)
def test_label_names_what_is_measured_without_the_sentence(
    sentence: str, labels: list[str]
) -> None:
    assert texts(sentence, "label") == labels


@pytest.mark.parametrize(
    ("sentence", "by"),
    [
        ("新建学校9所。", ["name before the number"]),
        ("新建9所学校。", ["thing behind the number"]),
        ("新建学校9所、改造2所。", ["name before the number", "as of claim 1"]),
        ("9个县普及学前教育。", ["things told apart by what is said of them"]),
        ("城乡居民收入分别增长5%、6%。", ["head of a list shared out"] * 2),
    ],
)
def test_what_a_label_is_composed_by(sentence: str, by: list[str]) -> None:
    document = Document(sentence, plain(sentence), load())
    for _, stage in STAGES:
        stage(document)
    reasons = [one for _, of_claim in explain(document) for one in of_claim]
    assert [one.entry for one in reasons if one.field == "label"] == by


def test_the_parts_of_a_label_stand_in_the_text() -> None:
    report = govtext.parse(REVIEW.format("油菜种植面积7.2万亩，总产量1.1万吨，占全省的5%。"))
    for claim in report.claims:
        for part in claim.label_parts:
            assert report.text is not None
            assert report.text[part.start : part.end] == part.text
        assert claim.label is not None
        assert claim.label.startswith("".join(part.text for part in claim.label_parts))


@pytest.mark.parametrize(
    ("sentence", "natures"),
    [
        ("新建高标准农田3.5万亩，全县高标准农田达到46万亩。", ["flow", "stock"]),
        ("地区生产总值500亿元、增长6%。", ["flow", "change"]),
        ("城镇登记失业率3.2%，居全省第3位。", ["rate", "rank"]),
        ("用电量增速高于全省平均0.4个百分点。", ["gap"]),
        ("累计建成充电桩134个。", ["cumulative"]),
        ("审批用时缩短至87天。", ["time"]),
        ("开工建设750千伏变电站2座。", ["capacity", "flow"]),
        ("非化石能源装机占比达58%。", ["share"]),
        ("实施10项工程、培育9个园区。", ["flow", "flow"]),
        ("收集问题40件，办结率97%。", ["flow", "rate"]),
        ("推动青云化工60万吨赖氨酸等项目建设。", ["capacity"]),
        ("争取资金5亿元，占年度目标任务的112%。", ["flow", "rate"]),
        ("3名教师、2名医生全部选岗。", ["flow", "flow"]),
        ("巡查反馈问题正在整改5项。", ["stock"]),
        ("全县有培训机构12家，3家已成功转型。", ["stock", "flow"]),
        ("班列累计开行超900列。", ["cumulative"]),
        ("农村危房改造320户。", ["flow"]),
        ("培训人数320人。", ["flow"]),
        ("每年接待游客20万人次。", ["flow"]),
        ("每人每月补助720元。", ["rate"]),
        ("9个学科进入前列。", ["stock"]),
        ("12种金属产量占全省比重超6成。", ["stock", "share"]),
        ("已整改128处，正在整改4处。", ["flow", "stock"]),
    ],
)
def test_nature(sentence: str, natures: list[str]) -> None:
    assert texts(sentence, "nature") == natures


@pytest.mark.parametrize(
    ("sentence", "actions"),
    [
        ("新建改造农村公路20公里、桥梁3座。", ["新建改造", "新建改造"]),
        ("提高低保金、孤儿补助等4项标准。", ["提高"]),
        ("粮食产量60万吨。", [None]),
        ("改造燃气管网5公里、供热管网3公里。", ["改造", "改造"]),
        ("12个县免征农业税。", ["免征"]),
        ("新签约项目61个。", ["新签约"]),
        ("班列累计开行超900列。", ["开行"]),
        ("农村危房改造320户。", ["改造"]),
        ("完成农村危房改造320户。", ["完成"]),
        ("投入救灾资金5亿元。", ["投入"]),
        ("投入1200人次。", ["投入"]),
        ("投资20亿元。", [None]),
        ("抓好省委确定的14项改革。", ["抓好"]),
        ("高速改扩建等8个项目建成。", ["建成"]),
        ("为1200名老人发放高龄补贴120万元。", ["发放", "发放"]),
        ("接待群众来访320批560人次。", ["接待", "接待"]),
        ("新建和加固堤防17公里。", ["新建和加固"]),
        ("3万名学生受益。", ["受益"]),
        ("实施两年新增8亿元的计划。", ["新增"]),
        ("全县有培训机构12家，3家已成功转型。", [None, "转型"]),
    ],
)
def test_action(sentence: str, actions: list[str | None]) -> None:
    assert texts(sentence, "action") == actions


@pytest.mark.parametrize(
    ("sentence", "reference", "role"),
    [
        ("粮食产量居全省第3位。", "全省", "among"),
        ("教育支出占财政支出的两成。", "财政支出", "whole"),
        ("80%的县级医院达到二级水平。", "县级医院", "whole"),
        ("增速高于全市平均0.7个百分点。", "全市平均", "than"),
        ("产值比2020年增长5%。", "2020年", "than"),
        ("产值在2020年基础上翻一番。", "2020年", "than"),
        ("绿色建筑占新建建筑比重超七成。", "新建建筑", "whole"),
        ("在县域经济百强榜中排名第61位。", "县域经济百强榜", "among"),
    ],
)
def test_reference(sentence: str, reference: str, role: str) -> None:
    (claim,) = claims(sentence)
    assert claim.reference is not None
    assert (claim.reference.text, claim.reference.role) == (reference, role)


def test_a_change_on_the_year_before_has_no_reference() -> None:
    assert texts("产值比上年增长5%。", "reference") == [None]


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


def test_denominator_goes_on_to_the_later_state() -> None:
    assert texts("巡河补助由每月600元提高到750元。", "per") == ["每月", "每月"]


def test_streak() -> None:
    (claim,) = claims("粮食产量连续四年超过60万吨。")[-1:]
    assert claim.streak is not None
    assert (claim.streak.value, claim.streak.unit) == (4, "年")
    (claim,) = claims("粮食产量达到60万吨、实现“二十一连丰”。")
    assert claim.streak is not None
    assert (claim.streak.value, claim.streak.unit) == (21, "年")


@pytest.mark.parametrize(
    ("sentence", "strengths"),
    [
        ("力争粮食产量达到60万吨，蔬菜产量达到80万吨。", ["strive", "strive"]),
        ("确保失业率控制在5%以内。", ["ensure"]),
        ("主要预期目标是：地区生产总值增长6%，失业率5%。", ["expect", "expect"]),
        ("计划新建学校3所。", ["plan"]),
        ("将低保标准提高到720元。", [None]),
        ("在确保质量的前提下，新建学校3所。", [None]),
        ("新建学校3所。", [None]),
        ("招募“西部计划”志愿者300名。", [None]),
        ("力争在提高效益的基础上，使产值达到60亿元。", ["strive"]),
    ],
)
def test_strength_of_a_promise(sentence: str, strengths: list[str | None]) -> None:
    found = [claim.commitment for claim in claims(sentence, PLAN)]
    assert [one and one.strength for one in found] == strengths


def test_estimates_reach_to_the_next_semicolon() -> None:
    assert texts("初步核算，产值60亿元、增长5%；用电量8亿度。", "estimated") == [True, True, False]


def test_quantities_have_their_value_in_the_base_unit() -> None:
    first, second = claims("新建农田2公顷，培训农民300人。")
    assert (first.quantity.base_value, first.quantity.base_unit) == (20000, "平方米")
    assert (second.quantity.base_value, second.quantity.base_unit) == (300, "人")


def test_a_cell_of_a_table_is_labelled_by_its_row() -> None:
    report = govtext.parse("指标\t2024年\t2023年\n粮食产量\t60万吨\t58万吨\n")
    assert {claim.label for claim in report.claims} == {"粮食产量"}


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


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("每千人口床位7.8张，执业医师3.2名。", ["每千人口", "每千人口"]),
        ("每千名老人床位36张，9件民生实事办结。", ["每千名老人", None]),
        ("每万元产值能耗0.32吨标准煤。", ["每万元产值"]),
        ("每度电补贴0.1元。", ["每度电"]),
        ("每10万人口有教师86名。", ["每10万人口"]),
        ("产值平均每年增长5%。", [None]),
    ],
)
def test_a_denominator_names_what_is_counted_for(sentence: str, expected: list[str | None]) -> None:
    assert texts(sentence, "per") == expected


@pytest.mark.parametrize(
    ("sentence", "strengths"),
    [
        ("人均预期寿命提高到79岁。", [None]),
        ("计划新建公路30公里；改造桥梁6座。", ["plan", "plan"]),
        ("对剩余的86户危房，确保6月底前全部改造完成。", ["ensure"]),
        ("要培育产业，改善环境，新增绿地12公顷。", ["plan"]),
    ],
)
def test_a_promise_reaches_parallel_clauses(sentence: str, strengths: list[str | None]) -> None:
    found = [claim.commitment for claim in claims(sentence, PLAN)]
    assert [one and one.strength for one in found] == strengths


def test_an_announced_list_of_aims_is_expected_to_its_end() -> None:
    sentence = "主要预期目标是：粮食产量增长5%；城镇新增就业3万人；登记失业率4%以内。"
    found = [claim.commitment for claim in claims(sentence, PLAN)]
    assert [one and one.strength for one in found] == ["expect", "expect", "expect"]


@pytest.mark.parametrize(
    ("text", "nature", "action"),
    [
        ("全年竣工项目28个。", "flow", "竣工"),
        ("落地项目36个。", "flow", "落地"),
        ("全县上市企业5家。", "stock", None),
    ],
)
def test_a_thing_that_is_built_is_named_with_its_deed(
    text: str, nature: str, action: str | None
) -> None:
    (claim,) = govtext.parse(text).claims
    assert claim.nature == nature
    assert (claim.action.text if claim.action else None) == action


@pytest.mark.parametrize(
    ("text", "direction", "nature"),
    [
        ("财政收入完成3亿元，增速为8%。", "increase", "change"),
        ("财政收入完成3亿元，增长率为8%。", "increase", "change"),
        ("财政收入完成3亿元，增幅8%，占比12%。", None, "share"),
        ("今年经济增长预期目标为7%左右。", "increase", "change"),
        ("产量由3万吨调整为5万吨。", None, "flow"),
    ],
)
def test_a_change_that_is_named(text: str, direction: str | None, nature: str) -> None:
    claim = govtext.parse(text).claims[-1]
    assert (claim.direction, claim.nature) == (direction, nature)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("财政收入完成3亿元，增幅8%，占比12%。", "财政收入占比"),
        ("税收收入9.6亿元，增幅达12%，占财政收入的比重为70%。", "税收收入占比"),
        ("新建学校3所，总面积2万平方米，总投资5亿元。", "学校总投资"),
    ],
)
def test_a_measure_goes_to_the_thing_and_not_to_the_measure_before(text: str, label: str) -> None:
    assert govtext.parse(text).claims[-1].label == label


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (
            "城镇、农村居民人均可支配收入分别增长4.5%、5.7%。",
            ["城镇居民人均可支配收入", "农村居民人均可支配收入"],
        ),
        (
            "城镇居民、农村居民人均可支配收入分别增长4.5%、5.7%。",
            ["城镇居民人均可支配收入", "农村居民人均可支配收入"],
        ),
        ("接待旅游总人数、旅游总花费分别增长10.6%、12.6%。", ["接待旅游总人数", "旅游总花费"]),
        ("刑事、治安案件立案数分别下降12%、15%。", ["刑事案件立案数", "治安案件立案数"]),
    ],
)
def test_the_head_of_a_list_goes_to_each_member_that_lacks_it(text: str, labels: list[str]) -> None:
    assert [claim.label for claim in govtext.parse(text).claims] == labels


def test_a_sum_is_no_number_of_the_things_counted_before_it() -> None:
    things, money = govtext.parse("120个重点项目完成投资96亿元。").claims
    assert (things.label, money.label) == ("重点项目", "重点项目完成投资")


@pytest.mark.parametrize(
    "text",
    [
        "固定资产投资增速低于预期目标2.2个百分点。",
        "规模以上工业增加值增速比预期目标低1.1个百分点。",
        "新增就业超过预期目标1200人。",
    ],
)
def test_how_far_an_outcome_is_from_the_aim_is_an_outcome(text: str) -> None:
    (claim,) = claims(text)
    assert (claim.status, claim.nature, claim.commitment) == ("actual", "gap", None)
    assert claim.reference is not None
    assert claim.reference.text == "预期目标"


def test_a_verb_of_striving_that_is_the_deed_promises_nothing() -> None:
    text = "争取上级补助资金5亿元以上，争取新增规上企业12家。"
    assert texts(text, "action", PLAN) == ["争取", "新增"]
    assert texts(text, "commitment", PLAN) == [None, "争取"]


def test_a_bound_tells_apart_the_things_counted_before() -> None:
    text = "招引亿元以上项目12个，其中10亿元以上3个、50亿元以上1个。"
    assert texts(text, "label")[::2] == ["亿元以上项目", "10亿元以上项目", "50亿元以上项目"]
    assert texts(text, "nature") == ["flow", "capacity", "flow", "capacity", "flow"]
    assert texts(text, "part_of") == [None, None, 1, None, 1]


@pytest.mark.parametrize(
    ("text", "action", "label"),
    [
        ("实地走访学校21所。", "走访", "学校"),
        ("现场督办问题19个。", "督办", "问题"),
        ("带队查看点位36处。", "查看", "点位"),
        ("全县共建成幼儿园9所。", "共建成", "幼儿园"),
    ],
)
def test_a_manner_before_a_verb_is_no_name(text: str, action: str, label: str) -> None:
    assert texts(text, "action") == [action]
    assert texts(text, "label") == [label]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("代表活动经费人均不足1500元。", "代表活动经费人均"),
        ("护理人员人均照护老人8名。", "护理人员人均照护老人"),
    ],
)
def test_an_average_of_each_is_a_rate(text: str, label: str) -> None:
    assert texts(text, "nature") == ["rate"]
    assert texts(text, "label") == [label]


def test_the_year_of_what_is_dealt_with_is_not_that_of_the_next_clause() -> None:
    assert texts("审查批准2023年财政决算，督促追回违规资金312万元。", "period") == ["2024"]
    assert texts("2023年批准项目21个，追回违规资金312万元。", "period") == ["2023", "2023"]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("事故21起、死亡18人，同比下降12.5%、21.7%。", ["事故", "死亡", "事故", "死亡"]),
        ("撰写心得体会6篇、调研报告2篇。", ["心得体会", "调研报告"]),
        ("工业用电量2亿千瓦时，提升幅度全省第2。", ["工业用电量", "工业用电量提升幅度"]),
    ],
)
def test_what_two_names_share_out(text: str, labels: list[str]) -> None:
    assert texts(text, "label") == labels


def test_days_without_a_break_are_a_streak() -> None:
    (claim,) = claims("已连续1260天安全无事故。")
    assert claim.streak is not None
    assert (claim.streak.value, claim.streak.unit) == (1260, "天")


@pytest.mark.parametrize(
    ("text", "labels", "actions"),
    [
        ("发展党员21名，发展会员30人。", ["党员", "会员"], ["发展", "发展"]),
        ("关闭退出低效无效公司9户。", ["低效无效公司"], ["关闭退出"]),
        ("利润总额12.7亿元，同比增盈1.9亿元。", ["利润总额", "利润总额"], [None, None]),
        ("矛盾纠纷调处成功率98%。", ["矛盾纠纷调处成功率"], [None]),
    ],
)
def test_words_of_offices_and_companies(
    text: str, labels: list[str], actions: list[str | None]
) -> None:
    assert texts(text, "label") == labels
    assert texts(text, "action") == actions


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        ("完成门牌更换，更换率达到100%。", ["门牌更换率"]),
        ("进一步规范和提升12345热线服务，满意率95%。", ["12345热线满意率"]),
        ("推动汽车产业提质，力争产量突破12万辆。", ["汽车产业产量"]),
        ("加大教育投入，全年投入4亿元。", ["教育投入"]),
        ("城乡居民储蓄存款大幅度增加，年末存款余额达到3亿元。", ["城乡居民储蓄存款余额"]),
        ("粮食生产再创新高。播种面积达到800万亩。", ["粮食播种面积"]),
        ("全县经济平稳运行，货运量增长5%。", ["货运量"]),
        ("房屋施工面积18万平方米，竣工面积5万平方米。", ["房屋施工面积", "房屋竣工面积"]),
        (
            "财政评审项目26个，送审金额9亿元，审减率11%。",
            ["财政评审项目", "财政评审项目送审金额", "财政评审项目审减率"],
        ),
        ("共有普通中学8所，专任教师680人。", ["普通中学", "普通中学专任教师"]),
        ("争取专项资金3亿元，支出进度达92%。", ["专项资金", "专项资金支出进度"]),
    ],
)
def test_a_bare_measure_takes_the_topic_of_what_stands_before(
    sentence: str, labels: list[str]
) -> None:
    assert texts(sentence, "label") == labels


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        ("规上工业企业中有研发活动的不足四成。", ["有研发活动规上工业企业占比"]),
        ("加工厂只有4家，半数尚在试产。", ["加工厂", "尚在试产加工厂占比"]),
        ("99%的乡镇通三级公路。", ["通三级公路乡镇占比"]),
        ("120名员工奋战在抢修一线。", ["奋战在抢修一线员工"]),
        ("42个行政村实现光纤到户。", ["光纤到户行政村"]),
        ("开展20个村的污水治理。", ["村污水治理"]),
        ("年末生猪存栏21万头；全年出栏38万头。", ["生猪存栏", "生猪出栏"]),
        ("为87岁以上老兵上门体检20人次。", ["老兵", "87岁以上老兵"]),
        ("组织教师参加各级培训60人次。", ["教师"]),
        ("发展新党员36名。", ["新党员"]),
        ("帮扶260名符合条件的残疾人就业创业。", ["符合条件的残疾人"]),
        ("新投产光伏装机30万千瓦。", ["光伏装机"]),
        ("盘活流转的500亩土地。", ["盘活流转土地"]),
        (
            "推进总投资12亿元的化工项目、投资8亿元的物流园项目建设。",
            ["化工项目总投资", "物流园项目投资"],
        ),
        ("卫生机构床位286张，其中乡镇卫生院74张。", ["卫生机构床位", "乡镇卫生院床位"]),
        (
            "制造业、高技术产业增加值占工业比重分别提高到56%、31%。",
            ["制造业增加值占工业比重", "高技术产业增加值占工业比重"],
        ),
    ],
)
def test_things_are_told_apart_by_what_is_said_of_them(sentence: str, labels: list[str]) -> None:
    assert texts(sentence, "label") == labels


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
