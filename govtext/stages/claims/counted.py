"""The noun phrase behind a quantity, which the quantity counts.

引进30家专精特新企业 -> 专精特新企业
80%的医院实行改革 -> 医院
"""

from __future__ import annotations

from govtext.language.lexicon import DEEDS, SHORT, VERBS, Kind, kinds, run_end
from govtext.language.patterns import pattern
from govtext.language.plain import Span, character_before
from govtext.stages.claims.clauses import ClauseReading
from govtext.stages.claims.context import AMONG, QuantityContext, is_age
from govtext.stages.claims.noun_phrase import PHRASE, SMALL, phrase_end

# What is said of a measure begins with these.
_OF_MEASURES = kinds("change level comparison adverb basis time share")
_NAMES = kinds("noun verbal-noun")
_AFTER = kinds("after")
_IN_FIGURE = kinds("noun verbal-noun manner basis aside")
_GOVERNS = VERBS | {"exist"}
_OPENS_CLAUSE = kinds("verb ergative change level exist comparison at")
_SAID = kinds("adverb ergative manner")
_PLACES = pattern("kinds of places in brackets")
_PLACED = pattern("places where something is done")
_SERVED = pattern("people who lack something")
_RATE = pattern("noun of a rate")
_HOURS = pattern("unit of hours")
_ENDS = pattern("end of what is said")
_NEW = pattern("participle of what is new")
_FOR_MAIN = pattern("clause that says what something is for above all")
_POOR = pattern("those counted in a poor state")
_BELONGING = pattern("what belongs to the things before")
HOLDER = pattern("holder of a sum told behind it")
_HOLDERS = pattern("holders of what is done to them")
_VOLTAGE = pattern("unit of voltage")
_PER_HEAD = pattern("average before a number")
_LIMIT = pattern("limit that a number sets")
_REACHES: frozenset[Kind | None] = kinds("comparison level adverb noun")
_OF_NAMES = pattern("counter of deeds that have names")
_SOMEONE = pattern("name of someone")
_TREATED = pattern("preposition before what something is done to")
_PEOPLE = pattern("people whose name is also a measure")
_JOINTS = frozenset("、和与及")
_CLAUSE = 2
"""How many words a noun and its 的 are."""


def read_counted(context: QuantityContext) -> Span | None:
    """The noun phrase behind a quantity, where what follows is one."""
    return _CountedReader(context).read() if context.behind else None


class _CountedReader:
    """Reads on from the number; ``linked`` says whether 的 joins it to what follows."""

    def __init__(self, context: QuantityContext) -> None:
        self.context, self.plain, self.lexicon = context, context.plain, context.lexicon
        self.tokens, self.written = context.behind, context.written
        first = run_end(self.tokens, 0, _AFTER)
        self.linked = first < len(self.tokens) and self.tokens[first].kind == "de"
        self.start = first + self.linked
        done = [token for token in context.before[-2:] if context.written(token) != "了"]
        self.governor = done[-1] if done else None

    def read(self) -> Span | None:
        tokens, start = self.tokens, self.start
        first = None if start == len(tokens) else self._first_of_noun()
        if first is None:
            return None
        if (poor := self._in_poor_state(first)) is not None:
            return poor
        last = first
        while last < len(tokens) and self._goes_on(first, last):
            last += 1
        stop = self._trimmed(first, last)
        if stop == first or tokens[first].kind in SMALL:
            return None
        span = Span(tokens[start].start, tokens[stop - 1].end)
        if span.end - span.start == 1 and self.context.text(span) not in self.lexicon.one_letter:
            return None
        if (place := _PLACED.match(self.plain, span.start, tokens[-1].end)) is not None:
            return Span(span.start, place.end(1))
        if last < len(tokens) and self.written(tokens[last]) == "了":
            # Before 了 stands a verb, not the end of the noun: 12万村民告别了危房, 6个村通了自来水.
            letter = self.plain[span.start] in self.lexicon.one_letter
            two = span.end - span.start == SHORT
            verb = letter if two else 2 * (span.end - span.start > 3)
            return Span(span.start, span.end - verb)
        if last < len(tokens):
            stop = self._without_works(first, stop, tokens[last].kind)
            span = Span(tokens[start].start, tokens[stop - 1].end)
        if self._is_done(first, last):
            span = self._without_field(span)
        if (served := _SERVED.match(self.plain, *span)) is not None:
            return Span(span.start, served.end(1))
        owned = _BELONGING.search(self.plain, *span)
        span = span if owned is None else Span(span.start, owned.start())  # 12个部门及所属
        # 价格大幅降低
        at = last + (last + 1 < len(tokens) and tokens[last].kind == "manner")
        said = at < len(tokens) and tokens[at].kind in _OF_MEASURES
        if at == len(tokens) and self.context.right == span.end:
            said = _RATE.search(self.context.plain, *span) is not None  # 9个断面达标率100%
        if stop - first == 1 and tokens[first].word is not None:
            return span  # 监测对象 and the like are one word
        return self._without_measure(span) if said else self._without_figure(span, last)

    def _without_figure(self, span: Span, last: int) -> Span:
        """Those of whom an average is told: 60个城市⟨细颗粒物年均浓度⟩."""
        end = run_end(self.tokens, last, _IN_FIGURE)
        holder = HOLDER.match(self.plain, span.start, self.tokens[end - 1].end)
        return span if holder is None or end == last else Span(*holder.span("holder"))

    def _in_poor_state(self, first: int) -> Span | None:
        """Those counted of whom a predicate says what they lack: 4座⟨水库⟩大坝渗漏严重."""
        done = self.governor is not None and self.governor.kind in VERBS
        if done or not self.context.counts:
            return None
        poor = _POOR.match(self.context.plain, self.tokens[first].start)
        return None if poor is None else Span(*poor.span("things"))

    def _trimmed(self, first: int, stop: int) -> int:
        """The end of the noun without the small words behind it, nor a motto that ends the
        clause (动员500家企业“上云用数”)."""
        tokens = self.tokens
        while stop > first and tokens[stop - 1].kind in SMALL | {"inside", "adverb"}:
            if _PLACES.fullmatch(self.written(tokens[stop - 1])):
                break  # 12个县(市、区)
            stop -= 1
        if self._is_done(first, stop):
            return self._of_doing(first, stop)
        if tokens[stop - 1].kind == "verbal-noun":
            for index in range(first + 1, stop - 1):
                if tokens[index].kind == "etc" and self._may_act(index - 1):
                    return index  # 31户供水、供气企业等场所安全供电
        if stop == len(tokens) and stop - first > 1:
            motto = self.written(tokens[stop - 1])
            stop -= motto.startswith("“")
        return stop

    def _is_done(self, first: int, stop: int) -> bool:
        """Whether a verb closes what is done to the things counted: 完成36家化工企业废气治理."""
        counts = self.context.counts and not self.context.times  # 组织1次执法检查
        if not (counts and self.governor and stop > first):
            return False
        light = self.written(self.governor) in self.lexicon.light_verbs
        return light and self.tokens[stop - 1].kind == "verbal-noun"

    def _without_works(self, first: int, stop: int, said: Kind) -> int:
        """The end of the things without what is done to them, of which something is said:
        36座水库除险加固全部完成 -> 水库."""
        works = self.lexicon.construction if said in _SAID else frozenset()
        while stop - first > 1 and self.written(self.tokens[stop - 1]) in works:
            stop -= 1
        return stop

    def _of_doing(self, first: int, stop: int) -> int:
        """The end of the things counted in what is done to them: behind one who may act."""
        whole = stop
        while stop - first > 1 and self.tokens[stop - 1].kind == "verbal-noun":
            stop -= 1
        for index in range(first, stop - 1):
            if self._may_act(index):
                return index + 1
        plain, end = self.plain, self.tokens[stop - 1].end
        if plain[end - 1] == "化" and not _HOLDERS.search(plain, self.tokens[first].start, end):
            return whole  # 3万户家庭适老化改造
        return stop

    def _without_field(self, span: Span) -> Span:
        """The things without the field of what is done to them: 化工企业废气深度 -> 化工企业."""
        holder = _HOLDERS.search(self.plain, span.start, span.end)
        return span if holder is None else Span(span.start, holder.end())

    def _may_act(self, index: int) -> bool:
        """Whether a noun names someone who does something: 企业, 县, 团队."""
        return self.written(self.tokens[index]).endswith(self.lexicon.agents)

    def _is_someone(self, index: int) -> bool:
        """Whether a noun names people that are counted: 党员, 医生."""
        return self.context.people and _SOMEONE.search(self.written(self.tokens[index])) is not None

    def _is_governed(self) -> bool:
        return self.governor is not None and self.governor.kind in _GOVERNS

    def _first_of_noun(self) -> int | None:
        """Where the noun begins, which may stand behind a clause that describes it."""
        token = self.tokens[self.start]
        if self._goes_with_people():
            return None
        governed = self.context.counts and self._is_governed()
        if self._is_told_of_someone():
            return self.start + _CLAUSE  # 12名家庭困难的学生
        if main := _FOR_MAIN.match(self.plain, token.start):
            ends = (i for i, one in enumerate(self.tokens) if one.start == main.end())
            return next(ends, self.start)  # 1所以失能照护为主的养老机构
        if self.context.times and token.kind in VERBS:
            # 两次上调利率: what is counted is done, not there; but 进行3次维修
            return self.start + (not (self._is_governed() and token is self.tokens[-1]))
        if token.kind in _OPENS_CLAUSE and (governed or token.kind == "exist"):
            for index in range(self.start + 1, len(self.tokens) - 1):
                if self.tokens[index].kind == "de":
                    return index + 1  # 建设5家达到二级水平的医院
        if token.kind == "verb" and self._has_pivot() and self.context.people:
            return None  # 组织92人参加技能培训
        plain, behind = self.context.plain, self.tokens[self.start + 1 : self.start + 2]
        new = _NEW.match(plain, token.start) and [one.kind for one in behind] == ["noun"]
        if new and _ENDS.match(plain, self.tokens[-1].end):
            return self.start + 1  # 12个新增隔离点, not 3家新增企业20家
        if token.kind not in _OPENS_CLAUSE or token.end - token.start == 1:
            return self.start
        # 建设15个承接产业转移平台
        return self.start + 1 if token.kind == "verb" and governed else None

    def _is_told_of_someone(self) -> bool:
        """Whether a noun behind 的, not the one before it, says who the people counted are."""
        behind = self.tokens[self.start : self.start + _CLAUSE + 1]
        if [token.kind for token in behind] != ["noun", "de", "noun"]:
            return False
        return self._is_someone(self.start + _CLAUSE) and not self._is_someone(self.start)

    def _goes_with_people(self) -> bool:
        """Whether the people counted stand before the number, and what they do behind it:
        组织代表300人次接待群众."""
        tokens, quantity = self.tokens, self.context.quantity
        if not self.context.people or self.linked:
            return False
        if self.governor is None or self.governor.kind != "noun":
            return False
        kinds = [token.kind for token in tokens[self.start : self.start + 2]]
        return self.governor.end == quantity.start and kinds == ["verbal-noun", "noun"]

    def _goes_on(self, first: int, index: int) -> bool:
        """Whether a token goes on with the noun that begins at ``first``."""
        token = self.tokens[index]
        short = token.end - token.start == SHORT
        if short and self.context.fits(_PER_HEAD, token):
            return False  # 6万户农户户均增收
        if token.kind == "and":
            return index + 1 < len(self.tokens) and self._joins(index)
        if token.kind == "de":
            noun = Span(self.tokens[first].start, token.start)
            return self.context.text(noun) in self.lexicon.vague
        if token.kind == "after":
            return index > first  # 3个台阶
        if token.kind in VERBS - PHRASE and self._is_inside(index):
            return True
        if token.kind not in PHRASE:
            # One letter may begin the predicate of the noun before it: 12家企业在省外设厂.
            return token.end - token.start == 1 and self.written(token) not in self.lexicon.openers
        if index == first:
            return True
        if token.kind == "place" and self.tokens[index - 1].kind == "inside":
            return False  # 12个示范镇中我县占3个
        return not (token.kind == "manner" or self._spends(first, index) or self._acts(index))

    def _acts(self, index: int) -> bool:
        """Whether a verb is what the things counted do: 支持20所高中改善条件."""
        token = self.tokens[index]
        if token.kind != "verbal-noun" or self.context.times:
            return False
        if index + 1 == len(self.tokens):
            if any(self.context.fits(_TREATED, one) for one in self.context.before):
                return True  # 对7个问题挂牌督办
            exists = self.governor is not None and self.governor.kind == "exist"
            return exists and self._may_act(index - 1)  # 仍有4家企业亏损
        if self.written(token) in self.lexicon.measures:
            return False  # 带动20亿元银行贷款和自筹资金
        if self._has_pivot():
            return not self._is_of_name(index)
        served = self.governor is not None and self.governor.kind in {"level", "preposition"}
        does = self._may_act(index - 1) or (served and self._is_someone(index - 1))
        return does and not self._is_governed()  # 为12名老人适配轮椅

    def _is_of_name(self, index: int) -> bool:
        """Whether a verb is inside the name of what is counted: 推进4个企业改造试点."""
        end = phrase_end(self.tokens, index + 1, len(self.tokens))
        last = self.written(self.tokens[-1])
        goes_on = index + 1 < end == len(self.tokens)
        deeds = _OF_NAMES.fullmatch(self.context.unit) is not None
        return goes_on and deeds and last in self.lexicon.nominalizers

    def _has_pivot(self) -> bool:
        """Whether the verb before the number has an object that does something itself: 推动."""
        return self.governor is not None and self.written(self.governor) in self.lexicon.pivots

    def _is_inside(self, index: int) -> bool:
        """Whether a verb is inside the name of what is built: 建成30个旅游提升示范村."""
        if not (self.context.counts and self.governor):
            return False
        if self.governor.kind not in DEEDS:
            return False
        if self._has_pivot() or self._may_act(index - 1) or self._is_someone(index - 1):
            return False  # 支持20所高中改善条件, 招录10名队员充实队伍
        end = phrase_end(self.tokens, index + 1, len(self.tokens))
        return index + 1 < end == len(self.tokens)

    def _joins(self, index: int) -> bool:
        """Whether a joint belongs to the noun, and does not begin the next item of a list."""
        end = phrase_end(self.tokens, index + 1, len(self.tokens))
        if self.plain[self.tokens[index].start] != "、":
            return True
        if end < len(self.tokens):
            return self.tokens[end].kind in VERBS  # 24个省、市建立了联系
        end = self.tokens[-1].end
        return self.plain[end : end + 1] in ",;。:!?\n"  # or nothing, where the text ends

    def _spends(self, first: int, index: int) -> bool:
        """Whether a verb says what money is for: 2亿元资金支持创业."""
        if self.tokens[index].kind != "verbal-noun":
            return False
        start, end = self.tokens[first].start, self.tokens[index - 1].end
        money = self.plain.endswith(self.lexicon.money, start, end)
        return money and index + 1 < len(self.tokens)

    def _without_measure(self, span: Span) -> Span:
        """The things without their rate, of which something is said: 27个项目开工率仅四成,
        24个省份、规模居前列."""
        holder = HOLDER.match(self.plain, *span)
        if holder is not None:
            return Span(*holder.span("holder"))  # 12个村集体收入不足5万元
        per = self.plain.find("每", span.start + 1, span.end)
        if per > 0:
            return Span(span.start, per)  # 6个镇每千人口床位数
        for length in range(min(6, span.end - span.start), 1, -1):
            rest = self.plain[span.start : span.end - length]
            if len(rest) > 1 or rest in self.lexicon.one_letter:
                measure = self.plain[span.end - length : span.end]
                if _PEOPLE.fullmatch(measure):
                    return span  # 300名贫困人口
                if measure in self.lexicon.measures or (length == 3 and measure[-1] == "率"):
                    end = span.end - length
                    return Span(span.start, end - (self.plain[end - 1] in _JOINTS))
        return span


def of_those(context: QuantityContext) -> bool:
    """Whether a quantity counts some of the things named before: 在80个公司中,已有60个脱钩."""
    if not context.marks or character_before(context.plain, context.marks[-1].start) != "中":
        return False
    return AMONG.isdisjoint([mark.written for mark in context.marks[-2:-1]])


def counts_behind(context: QuantityContext, reading: ClauseReading) -> bool:
    """Whether the noun behind a quantity is what it measures."""
    quantity = context.quantity
    if quantity.kind == "rank" or context.counts or _is_set(context):
        # 净增企业2户的目标
        named = _OF_NAMES.fullmatch(quantity.unit or "") is not None
        return context.counts and (named or not _is_set(context))
    if is_age(quantity):
        return reading.phrase is None or not reading.predicate
    linked = any(token.kind == "de" for token in context.behind[:2])
    if _is_told_behind(context, context.before[-1].kind if context.before else None):
        return True
    if quantity.unit is None:
        if reading.phrase is None:
            return True
        return not linked and (reading.verb or not reading.predicate)
    if quantity.kind == "duration" and not linked:
        beside = context.behind[0].start == quantity.end and bool(reading.alone)
        return beside and _HOURS.fullmatch(quantity.unit or "") is not None  # 实行24小时值班
    acts = context.behind[0].kind == "verbal-noun"
    if reading.phrase is None:
        # 投入9万元改造2栋教学楼
        before_count = context.right == context.behind[0].end and not _ENDS.match(
            context.plain, context.right
        )
        return not acts or (len(context.behind) == 1 and not before_count)
    # 有95%的村, 覆盖95%的村, 在80%的村推广, 以占全市5%的耕地, unlike 实现100%使用绿电
    exists = any(token.kind == "exist" for token in context.before[reading.tail :])
    at = [token.kind for token in context.before[-1:]] == ["at"]
    told = exists or (linked and (reading.verb or reading.means or at))
    return told if reading.predicate else quantity.kind == "percent" and not acts


def _is_told_behind(context: QuantityContext, last: Kind | None) -> bool:
    """Whether a measure is of the noun behind it: 流转的500亩土地, 低于20天存煤标准."""
    if last in {"and", "etc"} or _VOLTAGE.fullmatch(context.unit):
        # 东山750千伏输变电工程; 50公里道路、20公里河道; 东山等40万千瓦机组
        return True
    names = context.behind[0].kind in _NAMES
    if context.quantity.kind == "amount" and last == "de" and names:
        # 由上年的2.5吨煤降低到2.3吨煤 is of what falls.
        return all(token.kind != "from" for token in context.before)
    return last in _REACHES and _is_limit(context)


def _is_limit(context: QuantityContext) -> bool:
    """Whether the noun behind is the limit that a number sets: 接近7天警戒线."""
    behind = context.behind
    if any(token.kind not in PHRASE for token in behind):
        return False
    return _LIMIT.search(context.plain, behind[0].start, behind[-1].end) is not None


def _is_set(context: QuantityContext) -> bool:
    """Whether the noun behind is what the number is set as: 控制在4%的目标以内."""
    linked = "de" in [token.kind for token in context.behind[:2]]
    named = map(context.written, context.behind[1:3])
    return linked and not context.lexicon.amounts.isdisjoint(named)
