"""Where the name of what is measured begins and ends in the phrase that a quantity measures.

流转土地900亩 -> 土地; 河东区工业产值 -> 工业产值; 支付进度100% -> 支付进度
"""

from __future__ import annotations

from govtext.language.lexicon import ADVERBIAL, DEEDS, SHORT, VERBAL, Token, kinds
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.report import Claim, Excerpt
from govtext.stages.claims.context import QuantityContext
from govtext.stages.claims.label_modifiers import said_from
from govtext.stages.claims.measured import Labelled, Measured, Reader
from govtext.stages.claims.objects import (
    is_participle,
    letter_verb,
    object_start,
    told_by_use,
)

_OWN = pattern("issuer as a whole at the head of a name")
_SAID = pattern("predicate behind what is counted")
_HOSTED = pattern("verb in the name of a figure")
_LIGHT = pattern("light verb at the head of a figure")
_DEED_AHEAD = pattern("deed at the head of a name")
_DOCUMENT = pattern("document that is named by a deed")
_NO_HEAD = pattern("what no name begins with")
_DONE_AT_END = pattern("predicate at the end of a name")
_ASPECTS = pattern("aspects before what they are of")
_FOR = pattern("preposition before those for whom something is done")
_FOR_PEOPLE = pattern("deed for people at the end of a name")
_TOWARDS = pattern("verb before those for whom something is done")
_THIS_YEAR = pattern("year that is in the name of a figure")
_STAFF = pattern("people who are sent")
_SORT_OF_DEED = pattern("modifier of a deed")
_AREA = pattern("area of something named")
_UNDONE = pattern("not done yet, before a name")
_DEEDS = kinds("verbal-noun ergative")
_ADDED = pattern("verb of what is added")
_NEW = pattern("participle of what is new")
_HAD_BY = pattern("those who have something on average")
_HEADCOUNT = pattern("number of people at the end of a name")
_FROM_WHOM = pattern("preposition in a name")
_OF_DEED = pattern("deed that belongs to a name")
_DONE = kinds("verbal-noun adverb manner")
_NAMED_DEED = kinds("noun verb ergative manner")
_LINKS = "的、"
_YEAR = "年"
_LISTING = "、"


class NameReader(Reader):
    """Cuts and widens the phrases that the quantities of one report measure to names."""

    def name(self, one: Labelled) -> Span:
        """The name in the phrase that a claim measures."""
        context, claim = one.context, one.claim
        phrase = self._without_own(self._widened(context, one.found))
        if claim.scope is not None:
            phrase = self._without_own(self._without_scope(context, phrase, claim.scope))
        phrase = self.without_denominator(self._without_per(phrase, claim))
        if context.marks and phrase.end <= context.marks[-1].start:
            phrase = self._benefiting(context, phrase)
        if not one.found.counted:
            phrase = self._last_listed(context, one.found, phrase)
            phrase = self._sent(context, self._for_whom(context, phrase))
            phrase = self._done_by(context, phrase)
            phrase = self._without_verb(context, phrase)
            phrase = self._without_action(context, phrase, claim)
        ahead = _NO_HEAD.match(self._plain, phrase.start, phrase.end - SHORT)
        done = _DONE_AT_END.search(self._plain, phrase.start + SHORT, phrase.end)
        end = done.start() if done else phrase.end
        return Span(ahead.end() if ahead else phrase.start, end)

    def _last_listed(self, context: QuantityContext, found: Measured, phrase: Span) -> Span:
        """The measure that tells the last of a list apart: 百强县、产值百亿县、⟨人口⟩超50万县."""
        place = context.plain.rfind(_LISTING, *phrase) + 1
        if not place or found.listed > 1 or context.unit or not context.before:
            return phrase
        counted = [(token.kind, token.start) for token in context.behind[:1]]
        tells = context.before[-1].kind == "comparison" and phrase.start >= context.before[0].start
        tells = tells and counted == [("noun", context.quantity.end)]
        return Span(place, phrase.end) if tells else phrase

    def _benefiting(self, context: QuantityContext, phrase: Span) -> Span:
        """Those for whom a clause before does something: 加大对⟨困难学生⟩资助力度,3万人次受益."""
        if not context.people:
            return phrase
        deed = _FOR_PEOPLE.search(context.plain, *phrase)
        first = _TOWARDS.match(context.plain, *phrase)
        start = first.end() if first else phrase.start
        end = deed.start() if deed else phrase.end
        return Span(start, end) if end - start >= SHORT else phrase

    def _sent(self, context: QuantityContext, phrase: Span) -> Span:
        """Those who are sent to do something: 组织⟨教师⟩参加培训300人次."""
        tokens, pivots = context.before, context.lexicon.pivots
        closes = [(token.kind, token.end) for token in tokens[-1:]]
        if closes != [("verbal-noun", phrase.end)] or not context.people:
            return phrase
        for sends, sent, does in zip(tokens, tokens[1:], tokens[2:], strict=False):
            as_said = [one.kind for one in (sends, sent, does)] == ["verb", "noun", "verb"]
            if as_said and context.written(sends) in pivots and does.end <= phrase.start:
                return Span(sent.start, sent.end)
        return phrase

    def _for_whom(self, context: QuantityContext, phrase: Span) -> Span:
        """What is given to those for whom something is done, 向社会捐赠⟨物资⟩300件, or they
        themselves: 为⟨老兵⟩上门体检300人次."""
        if not context.counts or _FOR.match(context.plain, max(phrase.start - 1, 0)) is None:
            return phrase
        inside = context.within(phrase)
        for index in range(1, len(inside) - 1):
            if inside[index].kind == "verbal-noun" and inside[index + 1].kind == "noun":
                return Span(inside[index + 1].start, phrase.end)
        while len(inside) > 1 and inside[-1].kind in _DONE:
            inside.pop()
        if inside and inside[-1].kind in ADVERBIAL:
            return phrase  # 对未脱贫的28户
        return Span(phrase.start, inside[-1].end) if inside else phrase

    def _done_by(self, context: QuantityContext, phrase: Span) -> Span:
        """The object of those who are sent: 出动执法人员检查⟨商户⟩320户."""
        tokens = context.before
        sent = any(t.kind in DEEDS and t.end <= phrase.start for t in tokens)
        for index in range(2, len(tokens) - 1) if sent else ():
            verb, actor = tokens[index], tokens[index - 1]
            if not phrase.start < verb.start < phrase.end or verb.kind not in VERBAL:
                continue
            if phrase.end - verb.end < SHORT:
                break  # 干部培训班
            if actor.kind == "noun" and _STAFF.search(context.plain, actor.start, actor.end):
                return Span(tokens[index + 1].start, phrase.end)
        return phrase

    def without_deed(self, context: QuantityContext, found: Measured, phrase: Span) -> Span:
        """Things counted without what is done to them: 7处⟨破损桥梁⟩改造."""
        if not found.counted or context.quantity.kind != "amount":
            return phrase
        unit = self._constructions.tag_of_word(context.unit, None)
        if unit in {"times", "event", "size"}:
            return phrase  # 百场艺术精品展演
        said = _SAID.search(context.plain, phrase.start + SHORT, phrase.end)
        if said is not None:
            sort = _SORT_OF_DEED.search(context.plain, phrase.start + SHORT, said.start())
            return Span(phrase.start, said.start() if sort is None else sort.start())
        inside = [token for token in context.behind if token.start in range(*phrase)]
        if len(inside) < SHORT or inside[-1].kind != "verbal-noun":
            return phrase
        if context.written(inside[-1]) in context.lexicon.nominalizers:
            return phrase
        end = inside[-2].end
        longer = end - phrase.start > SHORT and inside[-2].kind == "noun"
        sort = _SORT_OF_DEED.search(context.plain, phrase.start + SHORT, end)
        if sort is not None:  # 19家企业⟨战略性⟩重组
            end, longer = sort.start(), sort.start() - phrase.start >= SHORT
        return Span(phrase.start, end) if longer else phrase

    def _widened(self, context: QuantityContext, found: Measured) -> Span:
        """The phrase with what stands right before it and belongs to its name: ⟨研发⟩投入强度."""
        phrase = found.phrase or Span(0, 0)
        if found.counted or found.listed > 1:
            return phrase
        start, end = phrase
        before = context.before
        last = len(before) - 1
        while last >= 0 and before[last].end > start:
            last -= 1
        if (undone := self._undone(context, last, start)) is not None:
            return Span(undone, end)
        while last >= 0 and before[last].end == start:
            kind = before[last].kind
            if kind == "time" and _THIS_YEAR.match(context.plain, before[last].start):
                start = before[last].start
                break
            if kind == "after" and last and before[last - 1].kind == "noun":
                last -= 1  # 省级以上研发机构
            elif self._belongs_to_measure(context, before[last], Span(start, end)):
                pass  # 支付进度, 到位金额
            elif kind in _NAMED_DEED and self._is_compared(context, phrase):
                pass  # 学校接收随迁子女人数由120人增加到300人
            elif is_participle(context, before[last]):
                pass  # 受益学生
            elif kind in _DEEDS and _DOCUMENT.fullmatch(context.plain, start, end):
                pass  # 下发整改通知书
            elif kind not in {"noun", "verbal-noun"} or context.counts:
                break
            start = before[last].start
            last -= 1
        return phrase if start == phrase.start else Span(start, end)

    def _undone(self, context: QuantityContext, last: int, start: int) -> int | None:
        """Where what is not done yet to a thing begins, before its name: ⟨未办证⟩房屋."""
        if not context.counts:
            return None
        for index in range(last, max(last - SHORT, -1), -1):
            token = context.before[index]
            if token.end != start:
                return None
            if context.fits(_UNDONE, token):
                return said_from(token, context.plain)
            if token.kind not in VERBAL:
                return None
            start = token.start
        return None

    def _is_compared(self, context: QuantityContext, name: Span) -> bool:
        """Whether a number of people is told as it was and is: 人数⟨由⟩120人增加到300人."""
        moved = [token.start for token in context.before if token.kind == "from"]
        return moved == [name.end] and _HEADCOUNT.search(context.plain, *name) is not None

    def _belongs_to_measure(self, context: QuantityContext, verb: Token, name: Span) -> bool:
        """Whether a verb is in the name of a measure that says nothing alone: ⟨支付⟩进度."""
        lexicon, alone = context.lexicon, context.text(name)
        if verb.kind == "verb":
            return context.quantity.kind == "percent" and alone in lexicon.nominalizers
        if verb.kind != "ergative" or alone not in lexicon.measures or len(alone) > SHORT:
            return False
        written = context.written(verb)
        return written not in lexicon.light_verbs and written not in lexicon.never_nominal

    def _without_scope(self, context: QuantityContext, phrase: Span, scope: Excerpt) -> Span:
        """The name without the place that it begins with: ⟨湖北省⟩最大负荷."""
        if scope.start > phrase.start or scope.end <= phrase.start:
            return phrase
        start = scope.end + (self._plain[scope.end] in _LINKS)
        bare = object_start(context, context.before, phrase, figure=True)  # 农村新建⟨房屋⟩
        return Span(max(start, bare), phrase.end) if phrase.end - start >= SHORT else phrase

    def _without_per(self, phrase: Span, claim: Claim) -> Span:
        """The name without what the number is counted against: 每千名老人拥有⟨养老床位⟩."""
        per = claim.per
        if per is None or not phrase.start <= per.start < phrase.end:
            return phrase
        if per.start > phrase.start:
            return Span(phrase.start, per.start)
        start = per.end
        words = self._segment(self._plain[start : phrase.end])
        if len(words) > 1 and self._kind(words[0]) in {"verb", "exist"}:
            start += len(words[0])
        return Span(start, phrase.end) if start < phrase.end else phrase

    def _without_verb(self, context: QuantityContext, phrase: Span) -> Span:
        """The name without the verb of which it is the object: 流转⟨土地⟩, but 新签约项目."""
        if _DEED_AHEAD.match(context.plain, *phrase) is not None:
            if _NEW.match(context.plain, phrase.start) or self._is_subject(context, phrase):
                return phrase
            verb = letter_verb(context, phrase, self._segment)
            if verb is not None:
                return Span(verb.end, phrase.end)
            hosted = _HOSTED.match(context.plain, *phrase) or _LIGHT.match(context.plain, *phrase)
            if hosted is not None:
                return Span(hosted.end(), phrase.end)
        elif context.quantity.kind != "amount" or self._is_subject(context, phrase):
            return phrase
        told = [token.kind for token in context.before[-SHORT:]] == ["de", "exist"]
        if told or told_by_use(context, phrase):
            return phrase  # 参加保险的有3万人
        figure = self._is_figure(phrase)
        return Span(object_start(context, context.before, phrase, figure=figure), phrase.end)

    def _is_subject(self, context: QuantityContext, phrase: Span) -> bool:
        """Whether another verb is said of the phrase: 巡视反馈问题已完成整改12项."""
        for index, token in enumerate(context.before):
            if token.start == phrase.start:
                behind = context.before[index + 1 :] if token.kind == "verbal-noun" else []
                return any(t.kind in DEEDS and t.start >= phrase.end for t in behind)
        return False

    def _without_action(self, context: QuantityContext, phrase: Span, claim: Claim) -> Span:
        """A name without the verb that the action gives: ⟨新增⟩公路, but 投入资金, 新签约项目."""
        done, plain = claim.action, self._plain
        if done is not None and done.start >= phrase.start + SHORT and done.end == phrase.end:
            roles = [token.kind for token in context.within(phrase)][-2:]
            loans = plain[done.start - 1] == "”" and context.quantity.kind == "amount"
            closes = roles == ["noun", "verb"] or (loans and not context.counts)
            closes = closes and _FROM_WHOM.match(plain, max(phrase.start - 1, 0)) is None
            yearly = plain[done.start - 1] == _YEAR  # 班列年开行2000列
            return Span(phrase.start, done.start - yearly) if closes else phrase
        if done is None or not done.start <= phrase.start < done.end <= phrase.end - SHORT:
            return phrase
        rest = Span(done.end, phrase.end)
        if _OF_DEED.match(plain, *phrase):
            return phrase
        if _ADDED.match(plain, *phrase):
            return rest  # 新增装机
        if _AREA.fullmatch(self._plain, *rest):
            return rest  # 治理水土流失面积
        named, lexicon = self._text(rest), context.lexicon
        nominal = named in lexicon.measures or named in lexicon.nominalizers
        return phrase if nominal or self._is_figure(rest) else rest

    def without_denominator(self, phrase: Span) -> Span:
        """The name without what things are had by, where no field gives it: 每千人拥有⟨病床⟩."""
        had = _HAD_BY.match(self._plain, *phrase)
        return Span(had.end(), phrase.end) if had and phrase.end - had.end() >= SHORT else phrase

    def _without_own(self, phrase: Span) -> Span:
        phrase = Span(phrase.start + (self._plain[phrase.start] == _LISTING), phrase.end)
        if aspects := _ASPECTS.match(self._plain, *phrase):
            phrase = Span(aspects.end(), phrase.end)  # 四个方面的工作
        own = _OWN.match(self._plain, *phrase)
        if own is None or own.end() >= phrase.end - 1:
            return phrase
        # a province's 全国重点实验室
        another = own["nation"] and self._document.metadata.issuer_level != "nation"
        return phrase if another else Span(own.end(), phrase.end)
