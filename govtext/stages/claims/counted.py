"""The noun behind a quantity that it counts: 30家企业, 80%的医院."""

from __future__ import annotations

import re

from govtext.language.lexicon import Kind, Token
from govtext.language.patterns import compiled_lazily
from govtext.language.plain import Span, character_before
from govtext.report import Quantity
from govtext.stages.claims.clauses import ClauseReading
from govtext.stages.claims.context import QuantityContext
from govtext.stages.claims.noun_phrase import PHRASE, SMALL, phrase_end

# What stands before the number of the next item: 近 约 超.
_BOUNDS: frozenset[Kind] = frozenset(("adverb", "comparison"))
# One letter that begins the predicate of the noun behind a number: 12家企业在省外设厂.
_ENDS_NOUN = frozenset("了对让把使在到有为是达占超获入均已将未可都全仍还也因被由从比较赴向无仅只")
# What is said of a measure begins with these.
_OF_MEASURES: frozenset[Kind] = frozenset(
    ("change", "level", "comparison", "adverb", "basis", "time", "share")
)
_VERBS: frozenset[Kind] = frozenset(("verb", "ergative", "verbal-noun", "change"))
_GOVERNS: frozenset[Kind] = _VERBS | {"exist"}
_OPENS_CLAUSE: frozenset[Kind] = frozenset(
    ("verb", "ergative", "change", "level", "exist", "comparison", "at")
)
_THERE: frozenset[Kind] = frozenset(("exist", "adverb", "comparison"))
_SET = frozenset(
    (
        "目标",
        "目标任务",
        "任务",
        "速度",
        "水平",
        "标准",
        "幅度",
        "要求",
        "增速",
        "比例",
        "时间",
        "努力",
    )
)
"""What a number is the amount of, not what it measures: 控制在4%的目标以内."""
_PLACES = re.compile(r"\([省市县区州旗乡镇街道村社场所站园团自治直辖、或]+\)")
# 32个村生活污水治理任务: the places are counted, not what is done there.
_PLACED = compiled_lazily(
    r"((?:行政|自然)?村|乡镇|镇|县区?|社区|小区|街道)(?![级庄民镇集办委支内外卫小组社口域部城市乡])"
    r"[一-龥]{2,8}(?:改造|治理|建设|整治|铺设|硬化|修复|延包|普查|换届|改革|创建)"
    r"(?!项目|工程|中心|站|点|基地|平台|机构|队|组|示范|先进|先行)"
)
# 解决30万农村居民出行难题: people are counted, not what they lack.
_SERVED = compiled_lazily(
    r"([一-龥]{0,8}?(?:人口|群众|居民|职工|农民工|农民|学生|儿童|老年人|家庭))"
    r"[一-龥]{2,10}(?:问题|难题|困难|保障水平|需求)$"
)
_HOLDERS = re.compile(r"企业|小区|单位|园区|农户")
# Verbs whose object does something itself.
_PIVOTS = frozenset(
    [
        "推动",
        "支持",
        "组织",
        "引导",
        "帮助",
        "鼓励",
        "促进",
        "带动",
        "选派",
        "派出",
        "指导",
        "推进",
        "邀请",
        "吸引",
        "安排",
        "引进",
        "覆盖",
    ]
)
_SAID: frozenset[Kind] = frozenset(("adverb", "ergative", "manner"))
_SAYS: frozenset[Kind] = _VERBS | {"adverb", "manner", "level"}
_WITH = frozenset(("与", "同", "跟"))
_TIMES = frozenset(("次", "轮", "回", "遍", "度"))
_CLASSING = frozenset(("千伏", "千伏特", "kV"))
"""Units that class what they stand before, and measure nothing else."""
_MANY = 3
"""How many joints a list has whose members are not all measured by one number."""


def read_counted(context: QuantityContext) -> Span | None:
    """The noun phrase behind a quantity, where what follows is one."""
    return _CountedReader(context).read() if context.behind else None


class _CountedReader:
    """Reads on from the number; ``linked`` tells whether 的 joins it to what follows."""

    def __init__(self, context: QuantityContext) -> None:
        self.context = context
        self.tokens = context.behind
        first = 0
        while first < len(self.tokens) and self.tokens[first].kind == "after":
            first += 1
        self.linked = first < len(self.tokens) and self.tokens[first].kind == "de"
        self.start = first + self.linked

    def read(self) -> Span | None:
        tokens, start = self.tokens, self.start
        if start == len(tokens):
            return None
        first = self._first_of_noun()
        if first is None:
            return None
        last = first
        while last < len(tokens) and self._goes_on(first, last):
            last += 1
        if not self.context.counts and (among := self._first_of_many(first, last)):
            last = among  # 年产5万吨钢材、西山水库、东江灌区、北岭电站等项目开工
        stop = self._trimmed(first, last)
        if stop == first or tokens[first].kind in SMALL:
            return None
        span = Span(tokens[start].start, tokens[stop - 1].end)
        if (
            span.end - span.start == 1
            and self.context.text(span) not in self.context.lexicon.one_letter
        ):
            return None
        if self.context.counts and (
            place := _PLACED.match(self.context.plain, span.start, tokens[-1].end)
        ):
            return Span(span.start, place.end(1))
        if last < len(tokens) and self.context.written(tokens[last]) == "了":
            return self._without_verb(span)
        if self.context.counts and last < len(tokens):
            stop = self._without_works(first, stop, tokens[last].kind)
            span = Span(tokens[start].start, tokens[stop - 1].end)
        if stop < last and self._is_done(first, last):
            span = self._without_field(span)
        if (served := _SERVED.match(self.context.plain, *span)) is not None:
            return Span(span.start, served.end(1))
        said = last < len(tokens) and tokens[last].kind in _OF_MEASURES
        if stop - first == 1 and tokens[first].word is not None:
            return span  # 监测对象 and the like are one word
        return self._without_measure(span) if said else span

    def _first_of_many(self, first: int, last: int) -> int:
        """Where the first member of a long list ends, 0 where there is no such list."""
        joints = [i for i in range(first, last) if self.context.written(self.tokens[i]) == "、"]
        return joints[0] if len(joints) >= _MANY else 0

    def _trimmed(self, first: int, stop: int) -> int:
        """The end of the noun without the small words behind it, nor a motto that ends the
        clause (动员500家企业“上云用数”)."""
        tokens = self.tokens
        while stop > first and tokens[stop - 1].kind in SMALL | {"inside"}:
            if _PLACES.fullmatch(self.context.written(tokens[stop - 1])):
                break  # 12个县(市、区)
            stop -= 1
        if stop - first > 1 and self.context.written(tokens[stop - 1]) == "并":
            stop -= 1  # 扩大到9个市并延长
        if stop == len(tokens) and self._is_done(first, stop):
            return self._of_doing(first, stop)
        if stop == len(tokens) and stop - first > 1 and tokens[stop - 2].kind != "verbal-noun":
            motto = self.context.written(tokens[stop - 1])
            stop -= motto.startswith("“")
        return stop

    def _is_done(self, first: int, stop: int) -> bool:
        """完成36家化工企业废气治理: a verb closes what is done to the things counted."""
        before = self.context.before
        if not (self.context.counts and before and stop - first > 1):
            return False
        return (
            self.tokens[stop - 1].kind == "verbal-noun"
            and self.context.written(before[-1]) in self.context.lexicon.light_verbs
        )

    def _without_works(self, first: int, stop: int, said: Kind) -> int:
        """36座水库除险加固任务全部完成: what is done to the things, of which something is said."""
        if said not in _SAID:
            return stop
        end = stop
        if self.context.written(self.tokens[end - 1]) == "任务":
            end -= 1
        while (
            end - first > 1
            and self.context.written(self.tokens[end - 1]) in self.context.lexicon.construction
        ):
            end -= 1
            stop = end
        return stop

    def _of_doing(self, first: int, stop: int) -> int:
        """The end of the things counted in what is done to them: behind one who may act."""
        whole = stop
        while stop - first > 1 and self.tokens[stop - 1].kind == "verbal-noun":
            stop -= 1
        for index in range(first, stop - 1):
            if self._may_act(index) and self.tokens[index + 1].kind not in SMALL:
                return index + 1
        plain, end = self.context.plain, self.tokens[stop - 1].end
        if plain[end - 1] == "化" and not _HOLDERS.search(plain, self.tokens[first].start, end):
            return whole  # 3万户家庭适老化改造
        return stop

    def _without_verb(self, span: Span) -> Span:
        """12万村民告别了危房: before 了 stands a verb, not the end of the noun."""
        return Span(span.start, span.end - 2) if span.end - span.start > 3 else span

    def _without_field(self, span: Span) -> Span:
        """化工企业废气深度: the field of what is done may be one word with the things."""
        holder = _HOLDERS.search(self.context.plain, span.start, span.end)
        if holder is None or self.context.text(span).endswith(
            self.context.lexicon.long_nominalizers
        ):
            return span
        return Span(span.start, holder.end())

    def _may_act(self, index: int) -> bool:
        """Whether a noun names someone who does something: 企业, 县, 团队; none stands at -1."""
        return index >= 0 and self.context.written(self.tokens[index]).endswith(
            self.context.lexicon.agents
        )

    def _first_of_noun(self) -> int | None:
        """Where the noun begins, which may stand behind a clause that describes it."""
        token = self.tokens[self.start]
        before = self.context.before
        governed = self.context.counts and bool(before) and before[-1].kind in _GOVERNS
        if self.context.quantity.unit in _TIMES and token.kind in _VERBS:
            return self.start + 1  # 两次上调利率: what is counted is done, not there
        opens = self.linked or governed or (token.kind == "exist" and not before)
        opens = opens or self.context.quantity.unit is None  # 1亿多受过高等教育的人才
        if token.kind in _OPENS_CLAUSE and opens:
            for index in range(self.start + 1, len(self.tokens) - 1):
                if self.tokens[index].kind == "de":
                    return index + 1  # 建设5家达到二级水平的医院
        if self._ends_noun(token) or self.context.plain.startswith("于", token.end):
            return None  # 60%以上服务于县域
        if token.kind not in _OPENS_CLAUSE or token.end - token.start == 1 or self.linked:
            return self.start
        if token.kind == "verb" and governed:
            return self.start + 1  # 建设15个承接产业转移平台
        return self._described(self.start) if token.kind == "verb" and self.context.counts else None

    def _described(self, verb: int) -> int | None:
        """百名引领大户带动村民: a verb before its noun, where the noun has one of its own."""
        end = phrase_end(self.tokens, verb + 1, len(self.tokens))
        return verb + 1 if verb + 1 < end < len(self.tokens) else None

    def _goes_on(self, first: int, index: int) -> bool:
        token = self.tokens[index]
        if token.kind == "and":
            return index + 1 < len(self.tokens) and self._joins(index)
        if token.kind == "de":
            if self.context.quantity.unit in _TIMES:
                return True  # 三次调高孤儿的补助标准
            noun = Span(self.tokens[first].start, token.start)
            return self.context.text(noun) in self.context.lexicon.vague
        if token.kind == "after" and self.context.counts:
            return index > first  # 3个台阶
        if token.kind in _VERBS - PHRASE and (self._is_inside(index) or self._is_sized(index)):
            return True
        if token.kind not in PHRASE:
            return token.end - token.start == 1 and not self._ends_noun(token)
        if index == first:
            return True
        return not (token.kind == "manner" or self._spends(first, index) or self._acts(index))

    def _acts(self, index: int) -> bool:
        """支持20所高中改善条件, 3家企业建设生产线: what the things counted do."""
        token, before = self.tokens[index], self.context.before
        if token.kind != "verbal-noun" or index + 1 == len(self.tokens):
            return False
        if self.context.written(token) in self.context.lexicon.measures:
            return False  # 带动20亿元银行贷款和自筹资金
        if before and self.context.written(before[-1]) in _PIVOTS:
            return True
        governed = bool(before) and before[-1].kind in _GOVERNS
        return not governed and self.context.counts and self._may_act(index - 1)

    def _is_inside(self, index: int) -> bool:
        """建成30个旅游提升示范村: a verb inside the name of what is built, up to its end."""
        before = self.context.before
        if not (self.context.counts and before and before[-1].kind in {"verb", "ergative", "etc"}):
            return False
        if before[-1].kind == "etc" and any(
            token.kind == "noun" for token in self.tokens[self.start : index]
        ):
            return False  # 西山隧道等5个⟨项目⟩开工, but 东岭纤维等8个⟨拟投产项目⟩
        if self.context.written(self.tokens[index]) in self.context.lexicon.of_things:
            return False  # 新增60个项目纳入储备
        if self.context.written(before[-1]) in _PIVOTS or self._may_act(index - 1):
            return False  # 支持20所高中改善条件
        end = phrase_end(self.tokens, index + 1, len(self.tokens))
        return index + 1 < end == len(self.tokens)

    def _is_sized(self, index: int) -> bool:
        """9个亿元以上新建项目: so far but the size is told of the things counted."""
        return self.context.counts and index > 0 and self.tokens[index - 1].kind == "after"

    def _joins(self, index: int) -> bool:
        """Whether a joint belongs to the noun, and does not begin the next item of a list."""
        if all(token.kind in _BOUNDS for token in self.tokens[index + 1 :]):
            return False  # 长江干堤和近千公里…
        if self.tokens[-1].kind == "etc" and self.tokens[-1].end == self.context.right:
            return False  # 4条道路和西山等3座桥梁
        end = phrase_end(self.tokens, index + 1, len(self.tokens))
        said = self.tokens[end].kind if end < len(self.tokens) else None
        if (
            self.context.counts
            and said == "verb"
            and self.context.written(self.tokens[index]) in _WITH
        ):
            return False  # 30个县与高校建立了联系
        if self.context.plain[self.tokens[index].start] != "、":
            return True
        if said is not None:
            behind = self.tokens[end + 1].kind if end + 1 < len(self.tokens) else None
            # 24个省、市建立了联系
            return said in _VERBS or (said in {"adverb", "manner"} and behind in _SAYS)
        end = self.tokens[-1].end
        return self.context.plain[end : end + 1] in ",;。:!?\n"  # or nothing, where the text ends

    def _spends(self, first: int, index: int) -> bool:
        """2亿元资金支持创业: the verb says what the money is for."""
        if self.tokens[index].kind != "verbal-noun":
            return False
        noun = self.context.text(Span(self.tokens[first].start, self.tokens[index - 1].end))
        if noun in self.context.lexicon.measures:
            return True
        return noun.endswith("资金") and index + 1 < len(self.tokens)

    def _without_measure(self, span: Span) -> Span:
        """27个项目开工率仅为四成: the things are counted, the rate belongs to what follows."""
        per = self.context.plain.find("每", span.start + 1, span.end)
        if per > 0:
            return Span(span.start, per)  # 6个镇每千人口床位数
        for length in range(min(6, span.end - span.start), 1, -1):
            rest = self.context.plain[span.start : span.end - length]
            if len(rest) > 1 or rest in self.context.lexicon.one_letter:
                measure = self.context.plain[span.end - length : span.end]
                if measure in self.context.lexicon.measures or (
                    length == 3 and measure[-1] == "率"
                ):
                    return Span(span.start, span.end - length)
        return span

    def _ends_noun(self, token: Token) -> bool:
        return token.end - token.start == 1 and self.context.plain[token.start] in _ENDS_NOUN


def of_those(context: QuantityContext) -> bool:
    """Whether a quantity counts some of the things the clause before was about."""
    mark = context.marks[-1] if context.marks else None
    if not context.counts or mark is None or mark.written != ",":
        return False
    kinds = {token.kind for token in context.before}
    among = character_before(context.plain, mark.start) == "中"
    return among and "exist" in kinds and kinds <= _THERE


def counts_behind(context: QuantityContext, reading: ClauseReading) -> bool:
    """Whether the noun behind a quantity is what it measures."""
    quantity = context.quantity
    if quantity.kind == "rank" or context.counts or _is_set(context):
        return context.counts
    if is_age(quantity):
        return reading.phrase is None or not reading.predicate
    last = context.before[-1].kind if context.before else None
    if quantity.unit in _CLASSING or last in {"and", "etc"}:
        # 东山750千伏输变电工程; 50公里道路、20公里河道; 东山等40万千瓦机组
        return True
    linked = any(token.kind == "de" for token in context.behind[:2])
    charged = bool(context.before) and context.written(context.before[-1]) in {"按", "按照"}
    if (quantity.kind == "duration" and reading.means) or (charged and not linked):
        return False  # 用三年时间, 购置税按5%征收
    exists = any(token.kind == "exist" for token in context.before[_predicate(context, reading) :])
    if quantity.unit is None:
        if reading.phrase is None or exists:
            return True
        return not linked and (reading.verb or not reading.predicate)
    if quantity.kind == "duration" and not linked:
        return False
    if reading.phrase is None:
        first = context.behind[0]
        named = context.written(first) in context.lexicon.measures
        return linked or first.kind != "verbal-noun" or named or len(context.behind) == 1
    # 覆盖95%的村, 在80%的村推广
    covered = linked and (reading.verb or last == "at") and quantity.kind == "percent"
    acts = not linked and context.behind[0].kind == "verbal-noun" and len(context.behind) > 1
    named = quantity.kind == "percent" and not acts  # but 实现100%使用绿电
    return exists or covered if reading.predicate else named


def _is_set(context: QuantityContext) -> bool:
    """控制在4%的目标以内: what stands behind is what the number is set as."""
    if not any(token.kind == "de" for token in context.behind[:2]):
        return False
    return any(context.written(token) in _SET for token in context.behind[1:3])


def is_age(quantity: Quantity) -> bool:
    return quantity.unit is not None and quantity.unit.endswith("岁")


def _predicate(context: QuantityContext, reading: ClauseReading) -> int:
    """Where the predicate begins in the clause of the quantity."""
    return reading.tail if reading.tokens is context.before else 0
