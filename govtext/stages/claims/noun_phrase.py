"""Noun phrases among tokens: where one begins and ends, and which words at its ends are left out.

A phrase goes on over a verb inside it, and does not hold the subject of its verb::

    城镇登记失业率4% -> 城镇登记失业率
    法院审理案件30件 -> 案件
"""

from __future__ import annotations

from collections.abc import Sequence

from govtext.language.lexicon import DEEDS, NAMES, NOUNS, SHORT, VERBS, Kind, Token, kinds
from govtext.language.plain import Span
from govtext.stages.claims.context import QuantityContext

_NAMES = 4
"""How many letters name something by themselves behind 等."""
PHRASE = kinds("noun place verbal-noun aside and etc de manner inside")
SMALL = kinds("and etc de aside")
# One letter of these counts as a word only next to the number; elsewhere it is a letter of a noun.
_WEAK = kinds("change level adverb preposition after comparison means")
_BESIDE_ADVERB = kinds("verb ergative verbal-noun change place aside time")
_OF_AGENT = kinds("noun place manner")
_LEADS = kinds("adverb preposition means after")
_CLOSES = SMALL | {"after", "inside", "adverb", "manner"}
NAMING = kinds("noun manner verbal-noun aside")
_BESIDE_VERB = NAMING | {"share"}


def phrase_start(tokens: Sequence[Token], end: int, low: int = 0, *, rank: bool = False) -> int:
    """Index of the first token of the phrase that ends before ``end``, not below ``low``.

    Before a ``rank`` even one letter takes a place (居全国第3位).
    """
    first = end
    while first > low and _belongs(tokens, first - 1, rank):
        first -= 1
    return first


def phrase_end(tokens: Sequence[Token], first: int, end: int) -> int:
    """Index behind the phrase that begins at ``first``, not above ``end``."""
    while first < end and _belongs(tokens, first, False):
        first += 1
    return first


def _belongs(tokens: Sequence[Token], index: int, rank: bool) -> bool:
    """Whether a token is part of a noun phrase, or at least a letter of a noun in it."""
    token = tokens[index]
    if token.kind in PHRASE:
        return True
    if token.end - token.start > 1 or token.kind not in _WEAK:
        return False
    if token.kind == "adverb":
        beside = tokens[max(index - 1, 0) : index + 2]
        return not any(other.kind in _BESIDE_ADVERB for other in beside)
    if token.kind == "comparison":
        return index > 0  # 超年度计划7个百分点
    return token.kind != "level" or not rank


def trim(
    tokens: Sequence[Token], first: int, end: int, *, verb: bool = True, names: int = _NAMES
) -> Span | None:
    """The span of a phrase without the small words at its ends.

    The list before 等 is left out where ``names`` letters or more stand behind it, and with
    ``verb`` the verb that the phrase begins with: 培训农村教师 -> 农村教师.
    """
    while end > first and tokens[end - 1].kind in _CLOSES:
        end -= 1
    for index in range(end - 2, first - 1, -1):
        if tokens[index].kind == "etc" and tokens[end - 1].end - tokens[index].end >= names:
            first = index + 1
            break
    while first < end:
        dropped = _leading(tokens, first, end, verb)
        if not dropped:
            return Span(tokens[first].start, tokens[end - 1].end)
        first += dropped
    return None


def _leading(tokens: Sequence[Token], first: int, end: int, verb: bool) -> int:
    """How many tokens at the head of a phrase are no part of it."""
    kind = tokens[first].kind
    behind = tokens[first + 1].kind if first + 1 < end else None
    if kind in SMALL or kind in _LEADS:
        return 1
    if verb and kind == "manner" and behind == "verbal-noun":
        return 1
    if verb and kind == "verbal-noun" and tokens[end - 1].end - tokens[first].end > 2:
        # 供水、燃气、排水管网: the first of a list, not a verb
        listed = behind == "and" and sum(t.kind == "and" for t in tokens[first:end]) > 1
        return 0 if listed or behind == "aside" else 1  # 审计(调查)项目
    return 0


class ClauseBefore:
    """The clause before a quantity, read back to the token before ``at``.

    ``predicate`` is true where a predicate follows the phrase that ends there.
    """

    tokens: list[Token]
    at: int
    predicate: bool

    def __init__(self, context: QuantityContext) -> None:
        self.context, self.plain, self.lexicon = context, context.plain, context.lexicon
        self.written = context.written

    def kind_before(self, index: int) -> Kind | None:
        """What the token before that of ``index`` does, None at the head of the clause."""
        return self.tokens[index - 1].kind if index > 0 else None

    def over_verbs(self, first: int) -> int:
        """Where the name of a rate begins that has a verb inside: 城镇调查失业率 at 城镇."""
        if self.plain[self.tokens[first].start] == "、":
            return first  # 实现污水收集全覆盖、垃圾处理率98%
        while (
            self.kind_before(first) in {"verb", "ergative", "change"}
            and not (self._brings_about(first) or self.sums_up(first - 2))
            and self.kind_before(first - 1) in _BESIDE_VERB
        ):
            first = phrase_start(self.tokens, first - 1)
        return first

    def sums_up(self, index: int) -> bool:
        """Whether 累计 stands there outside a name: 累计建成农房, unlike 班列累计开行量."""
        if index < 0 or self.written(self.tokens[index]) not in self.lexicon.sums:
            return False
        return self.kind_before(index) not in NAMES

    def _brings_about(self, first: int) -> bool:
        """Whether the verb before is 实现 or 完成 with its object: 企业实现产值, 林业完成增加值,
        unlike 企业实现利润."""
        verb, lexicon = self.tokens[first - 1], self.lexicon
        written = self.written(verb)
        if written not in lexicon.never_nominal:
            done = verb.kind == "ergative" and written in lexicon.light_verbs
            return done and self.written(self.tokens[first]) in lexicon.measures
        return self.plain[self.tokens[first].start] != "利"

    def beginning(self, first: int) -> int:
        """Where the noun phrase begins: further left where it names nothing by itself, further
        right where it holds a verb with its subject."""
        tokens, plain = self.tokens, self.plain
        for index in range(first):
            if tokens[index].kind == "noun" and plain[tokens[index].start] == "每":
                return index  # 每千名老人拥有养老床位
        if (spent := self._spent_on(first)) >= 0:
            return spent
        if self.kind_before(first) in VERBS:
            if self.predicate and any(token.kind == "de" for token in tokens[first : self.at]):
                return self.over_verbs(first)  # 全国设立的技术学校
            return self._with_verb(first)
        if not self.predicate and self.context.counts and tokens[self.at - 1].kind != "verbal-noun":
            return self._without_agent(first)
        return first

    def _spent_on(self, first: int) -> int:
        """Where 用于提高粮价的支出 begins, of which the phrase at ``first`` is the end; or -1."""
        for index in range(first - 1, max(first - 4, -1), -1):
            if self.written(self.tokens[index]) == "用于":
                linked = any(token.kind == "de" for token in self.tokens[first : self.at])
                return index if linked else -1
        return -1

    def _with_verb(self, first: int) -> int:
        """Where a phrase with a verb before it begins: at its verb, at its subject, or behind."""
        verb = self.kind_before(first)
        if self._is_inside(first):
            return phrase_start(self.tokens, first - 1)
        new = self._is_new(first - 1)  # 新增支出
        written = self.plain[self.tokens[first].start : self.tokens[self.at - 1].end]
        if written in self.lexicon.measures or len(written) == 1:
            return first - 1 if new else self.over_verbs(first)
        if verb == "ergative" and self.predicate and not new:
            return self.over_verbs(first)  # 园区入驻企业达到50家
        if written in self.lexicon.object_inside or self._brings_about(first):
            return first  # 完成造林3万亩, 实现收益5亿元
        bare = len(written) == 2 and verb != "change"
        thing = verb == "verb" and self.tokens[self.at - 1].kind == "noun"  # 新建公路30公里
        if self.context.counts:
            return first - 1 if bare and self.predicate else first
        if thing and new and self.kind_before(first - 1) in NOUNS:
            return phrase_start(self.tokens, first - 1)  # 农村新建住房3000平方米
        if bare and (self.predicate or not thing):
            return first - 1  # 接待游客突破千万人次
        return first

    def _is_new(self, index: int) -> bool:
        return self.plain[self.tokens[index].start] == "新"

    def _is_inside(self, first: int) -> bool:
        """Whether the verb before is inside the name of what another does: 实施人才引进项目."""
        if self.kind_before(first - 1) not in {"noun", "manner"}:
            return False
        start = phrase_start(self.tokens, first - 1)
        done = self.tokens[start].kind == "verbal-noun" and start + 2 < first
        done = done and self.context.counts and not self._is_new(first - 1)
        if not done and self.kind_before(start) not in DEEDS:
            return False
        lexicon, end = self.lexicon, self.tokens[self.at - 1].end
        return self.plain.endswith(lexicon.long_nominalizers + lexicon.agents, 0, end)

    def _without_agent(self, first: int) -> int:
        """Where the object of a verb begins behind its subject: 法院审理案件30件 -> 案件."""
        tokens = self.tokens
        if tokens[0].kind == "and":
            return first
        for index in range(self.at - 2, first, -1):
            if tokens[index].kind == "verbal-noun" and tokens[index + 1].kind == "noun":
                short = tokens[self.at - 1].end - tokens[index].end <= 2
                named = tokens[index].start - tokens[first].start > SHORT  # unlike 重点建设学校
                built = self.written(tokens[index]) in self.lexicon.construction
                short = short or (named and built)
                actor = self.written(tokens[index - 1])
                if short and not actor.endswith(self.lexicon.agents):
                    return first  # 职业病监测企业, 生态文明建设示范区
                ahead = tokens[first:index]
                agent = all(one.kind in _OF_AGENT or one.end - one.start == 1 for one in ahead)
                return index + 1 if agent else first
        return first
