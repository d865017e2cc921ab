"""What a claim is beyond its value: nature, action, reference, base value."""

from __future__ import annotations

import pytest
from claim_fields import claims, texts

import govtext
from govtext.document import Document
from govtext.language.plain import plain
from govtext.rulebook.load import load
from govtext.stages import STAGES
from govtext.stages.claims.explain import explain


@pytest.mark.parametrize(
    ("sentence", "natures"),
    [
        ("新建高标准农田3.5万亩，全县高标准农田达到46万亩。", ["flow", "stock"]),
        ("地区生产总值500亿元、增长6%。", ["flow", "change"]),
        ("粮食单产连续3年居全省第1位。", ["time", "rank"]),
        ("石油年产量稳定在1亿吨的水平上。", ["flow"]),
        ("医疗合作试点范围扩大到1451个县。", ["stock"]),
        ("跨境电商出口规模达2100亿元，产业规模达1万亿元。", ["flow", "stock"]),
        ("主导制定国际标准12项、国家标准80项。", ["flow", "flow"]),
        ("修订资源开采、智能制造等标准28项。", ["flow"]),
        ("城镇登记失业率3.2%，居全省第3位。", ["rate", "rank"]),
        ("用电量增速高于全省平均0.4个百分点。", ["gap"]),
        ("累计建成充电桩134个。", ["cumulative"]),
        ("合作社76个，新增6个，网格员35人。", ["stock", "flow", "stock"]),
        ("年出栏山羊12万头，存栏9万头。", ["flow", "stock"]),
        ("经营主体新增3万户，达到20万户。", ["flow", "stock"]),
        ("城镇新增就业人数320人，失业人员再就业56人。", ["flow", "flow"]),
        ("补助资金为300元/亩。", ["rate"]),
        ("占地20亩的养殖场建成。", ["capacity"]),
        ("全镇有3个集体收入50万元以上的村。", ["stock", "capacity"]),
        ("全乡下设党支部12个，党员86人。", ["stock", "stock"]),
        ("优秀率52%，↑7个百分点，低分率2%，↓1个百分点。", ["rate", "change", "rate", "change"]),
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
        ("启动实施投资3亿元的竹材加工项目。", ["capacity"]),
        ("投资3亿元的物流园、2亿元的水厂开工建设。", ["capacity", "capacity"]),
        ("新建水窖90口。其中，东乡40口，西乡50口。", ["flow", "flow", "flow"]),
        ("出口保持8%以上的增长。", ["change"]),
        ("年末生猪存栏4万头，家禽饲养量9万只。", ["stock", "flow"]),
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
        ("低保新增76户92人，退出34户41人。", ["新增", "新增", "退出", "退出"]),
        ("为20户35人发放救助金3万元。", ["发放", "发放", "发放"]),
        ("赠送图书300册，打捞垃圾12吨。", ["赠送", "打捞"]),
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
        ("抵押融资、营商环境优化等25项改革经验在全国交流推广。", ["交流推广"]),
        ("设备加工等8项成果获国家科学技术奖，获金牌16枚。", ["获", "获"]),
        ("推进公路建设、水库加固等20项工程。", ["推进"]),
        ("跨境电商综试区扩容至7个。", [None]),
    ],
)
def test_action(sentence: str, actions: list[str | None]) -> None:
    assert texts(sentence, "action") == actions


@pytest.mark.parametrize(
    ("text", "verb", "label"),
    [
        ("全市出台促进民营经济发展壮大36条政策措施。", "出台", "促进民营经济发展壮大政策措施"),
        ("制定出台支持青年就业创业等9项政策。", "制定出台", "支持青年就业创业政策"),
        ("修订或废止妨碍竞争的政策文件72份。", "修订或废止", "妨碍竞争的政策文件"),
        ("制定和颁布了能源、交通等12个领域的政策。", "制定和颁布", "领域的政策"),
        ("实施稳外贸18条措施。", "实施", "稳外贸措施"),
        ("研究制定支持科技创新若干政策30条。", "研究制定", "支持科技创新若干政策"),
        ("落实提振消费及民生12项措施。", "落实", "提振消费及民生措施"),
    ],
)
def test_papers_are_named_by_what_they_are_for(text: str, verb: str, label: str) -> None:
    claim = govtext.parse(text).claims[0]
    assert claim.action is not None
    assert (claim.action.text, claim.label) == (verb, label)


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


def test_a_comparison_at_the_head_is_of_all_changes_behind_it() -> None:
    told = claims("同1957年比较，猪肉产量增长30%，达到9万吨，布产量增长50%。")
    assert [one.reference and one.reference.text for one in told] == ["1957年", None, "1957年"]
    assert [one.basis for one in claims("比上一年，原煤增产18万吨，生铁增产8万吨。")] == [
        "yoy",
        "yoy",
    ]


def test_what_money_is_for_is_no_deed() -> None:
    (told,) = claims("中央财政安排用于教育的补助资金20亿元。")
    assert (told.action and told.action.text, told.scope and told.scope.text) == (
        "安排",
        "中央财政",
    )
    (told,) = claims("中央财政用于教育的支出20亿元。")
    assert told.action is None


def test_a_change_on_the_year_before_has_no_reference() -> None:
    assert texts("产值比上年增长5%。", "reference") == [None]


def test_quantities_have_their_value_in_the_base_unit() -> None:
    first, second = claims("新建农田2公顷，培训农民300人。")
    assert (first.quantity.base_value, first.quantity.base_unit) == (20000, "平方米")
    assert (second.quantity.base_value, second.quantity.base_unit) == (300, "人")


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


def test_things_counted_behind_the_name_of_a_share_have_none() -> None:
    (claim,) = claims("服务器上架率、智算占比、综合算力指数等5个指标全国领先。")
    assert (claim.nature, claim.label) == ("stock", "指标全国领先")


def test_what_a_number_is_counted_against_stands_before_an_age() -> None:
    said = "每千人口拥有3岁以下托位4.6个。"
    assert texts(said, "per") == [None, "每千人口"]
    assert texts(said, "nature")[1] == "rate"


def test_a_sentence_of_parts_is_explained_as_it_is_read() -> None:
    text = "2024年预算执行情况报告\n全县税收收入9亿元。其中：国税部门完成5亿元。\n"
    read = govtext.parse(text).claims
    document = Document(text, plain(text), load())
    for _name, stage in STAGES:
        stage(document)
    assert [claim.label for claim, _ in explain(document)] == [claim.label for claim in read]
