"""The label of a claim: what is measured, named without its sentence."""

from __future__ import annotations

import pytest
from claim_fields import REVIEW, texts

import govtext
from govtext.document import Document
from govtext.language.plain import plain
from govtext.rulebook.load import load
from govtext.stages import STAGES
from govtext.stages.claims.explain import explain


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


def test_a_cell_of_a_table_is_labelled_by_its_row() -> None:
    report = govtext.parse("指标\t2024年\t2023年\n粮食产量\t60万吨\t58万吨\n")
    assert {claim.label for claim in report.claims} == {"粮食产量"}


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
    ("text", "labels"),
    [
        ("事故21起、死亡18人，同比下降12.5%、21.7%。", ["事故", "死亡", "事故", "死亡"]),
        ("撰写心得体会6篇、调研报告2篇。", ["心得体会", "调研报告"]),
        ("工业用电量2亿千瓦时，提升幅度全省第2。", ["工业用电量", "工业用电量提升幅度"]),
    ],
)
def test_what_two_names_share_out(text: str, labels: list[str]) -> None:
    assert texts(text, "label") == labels


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


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (
            "基础教育、职业教育信息化指数分别居全国第五、第三。",
            ["基础教育信息化指数", "职业教育信息化指数"],
        ),
        (
            "铁路旅客发送量、民航旅客吞吐量分别增长8.7%、16.5%。",
            ["铁路旅客发送量", "民航旅客吞吐量"],
        ),
        (
            "化学需氧量、二氧化硫排放量分别下降6%、5%。",
            ["化学需氧量排放量", "二氧化硫排放量"],
        ),
        ("政务服务指数西北第一。", ["政务服务指数"]),
    ],
)
def test_members_of_a_list_keep_their_own_measure(text: str, labels: list[str]) -> None:
    assert texts(text, "label") == labels


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        # Of two things told together, the predicate tells neither from others.
        ("120种药品和35种耗材价格大幅下降。", ["药品", "耗材"]),
        # What is done already is no state that tells them apart.
        (
            "全县18家培训机构已经全部停止招生，3家已经注销。",
            ["培训机构", "培训机构"],
        ),
        ("仍有12个项目签而未落，落地率仅为六成。", ["签而未落项目", "项目落地率"]),
        ("处置批而未供土地1200亩。", ["批而未供土地"]),
        ("全镇1.3万名干部群众真抓实干。", ["干部群众"]),
        # How long something takes is told by what is done, not by how it is moved.
        (
            "用三年时间，把八个自然村连点成片，打造乡村振兴示范片。",
            ["打造乡村振兴示范片", "自然村"],
        ),
        ("力争用五年左右时间基本消除农村危房。", ["消除农村危房"]),
        ("用两年时间推动建材产业产值翻番。", ["建材产业产值翻番", "建材产业产值"]),
        ("财政收入五年迈上3个亿元台阶。", ["财政收入亿元台阶"]),
        ("18个卫生室仅有3名村医。", ["仅有3名村医卫生室", "卫生室村医"]),
        ("还有12个乡镇财政收入不足千万元。", ["财政收入不足千万元乡镇", "财政收入"]),
        (
            "95%以上的村集体经营性收入超过10万元。",
            ["集体经营性收入超过10万元村占比", "集体经营性收入"],
        ),
        ("完成12个村的2023年度财务审计。", ["村财务审计"]),
    ],
)
def test_things_are_told_by_what_is_true_of_them_alone(text: str, labels: list[str]) -> None:
    assert texts(text, "label") == labels


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("加大校外托管机构整治力度，全区23家托管机构完成登记。", ["校外托管机构"]),
        ("深化课后服务，服务覆盖率达98%。", ["课后服务覆盖率"]),
        ("电煤库存呈现下滑态势，库存约176万吨。", ["电煤库存"]),
        ("云山博物馆建成开馆，8家博物馆晋级。", ["博物馆"]),
        ("实施新一轮农村公路提升行动，新改建农村公路80公里。", ["农村公路"]),
        (
            "2024年人均工资水平，公务员8.5万元，教师8.2万元。",
            ["公务员人均工资水平", "教师人均工资水平"],
        ),
        ("“村超”等群众体育赛事热度空前，参与群众超10万人次。", ["群众体育赛事参与群众"]),
        ("个别案件久拖不决，审理期限超过一年半。", ["个别案件审理期限"]),
        ("加大对困难学生的资助力度，3.2万人次受益。", ["困难学生"]),
    ],
)
def test_a_name_is_completed_by_the_clause_before(text: str, labels: list[str]) -> None:
    assert texts(text, "label") == labels


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("全国百强县中我区有4个。", ["全国百强县"]),
        ("全市12个示范镇中我区占3个。", ["示范镇", "示范镇"]),
        ("公司以占行业3%的装机，贡献了7%的电量。", ["装机占比", "电量占比"]),
        (
            "工业投资在房地产投资下降15%的情况下增长9%。",
            ["房地产投资", "工业投资"],
        ),
        ("进出口在上年下降8%的情况下增长12%。", ["进出口", "进出口"]),
        ("培育一批百强县、财政收入百亿县、城区人口超50万县。", ["城区人口"]),
        ("21个学科进入全球前1%。", ["进入全球前1%学科", "学科"]),
        ("财政投资评审项目120个，审减率8.5%。", ["财政投资评审项目", "财政投资评审项目审减率"]),
        ("新增项目98个、释放产值5亿元。", ["项目", "项目产值"]),
        ("中欧班列开行120列。", ["中欧班列"]),
        ("“惠农贷”放款5600万元。", ["“惠农贷”"]),
        ("“两癌”筛查8000人次。", ["“两癌”筛查"]),
        ("计划“双选会”招聘高中紧缺教师12名。", ["高中紧缺教师"]),
        (
            "重点高校专项招收农村学生人数由1万人增加到3万人。",
            ["重点高校专项招收农村学生人数"] * 2,
        ),
    ],
)
def test_a_name_ends_where_another_word_of_the_clause_begins(text: str, labels: list[str]) -> None:
    assert texts(text, "label") == labels
