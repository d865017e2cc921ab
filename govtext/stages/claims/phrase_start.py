"""Where the name of what a quantity measures begins.

It goes on over a verb inside it (城镇登记失业率), and stands behind one who acts (法院审理案件).
"""

from __future__ import annotations

from govtext.language.lexicon import Kind, Token
from govtext.stages.claims.context import QuantityContext
from govtext.stages.claims.noun_phrase import phrase_start

_VERBS: frozenset[Kind] = frozenset(("verb", "ergative", "verbal-noun", "change"))
_NAMED: frozenset[Kind] = frozenset(("noun", "verbal-noun", "place"))
NAMING: frozenset[Kind] = frozenset(("noun", "manner", "verbal-noun", "aside"))


class NameBeginnings:
    """The clause before a quantity, read back to the token before ``at``.

    ``predicate`` tells whether something is said of the phrase that ends there.
    """

    context: QuantityContext
    tokens: list[Token]
    at: int
    predicate: bool

    def kind_before(self, index: int) -> Kind | None:
        """What the token before that of ``index`` does, None at the head of the clause."""
        return self.tokens[index - 1].kind if index > 0 else None

    def over_verbs(self, first: int, *, scope: bool = False) -> int:
        """A verb inside the name of a rate: 城镇调查失业率; with ``scope`` also behind a place."""
        beside = NAMING | {"share", "place"} if scope else NAMING | {"share"}
        if self.context.plain[self.tokens[first].start] == "、" and (
            self.kind_before(first) in {"ergative", "change"}
        ):
            return first  # 实现污水收集全覆盖、垃圾处理率98%: the verb is of another item
        while (
            self.kind_before(first) in {"verb", "ergative", "change"}
            and not (self._brings_about(first) or self.sums_up(first - 2))
            and (
                self.kind_before(first - 1) in beside
                or (
                    self.kind_before(first - 1) == "place" and self.kind_before(first - 2) == "noun"
                )
            )
        ):
            first = phrase_start(self.tokens, first - 1)
        return first

    def sums_up(self, index: int) -> bool:
        """Whether 累计 stands there, and not inside a name: 班列累计开行量."""
        if index < 0 or self.context.written(self.tokens[index]) not in self.context.lexicon.sums:
            return False
        return self.kind_before(index) not in _NAMED

    def _brings_about(self, first: int) -> bool:
        """Whether the verb is 实现, no part of a name but of 企业实现利润."""
        if self.context.written(self.tokens[first - 1]) not in self.context.lexicon.never_nominal:
            return False
        return self.context.plain[self.tokens[first].start] != "利"

    def beginning(self, first: int) -> int:
        """Where the phrase begins: further left where it would name nothing by itself, further
        right where it holds a verb with its agent."""
        tokens, plain = self.tokens, self.context.plain
        for index in range(first):
            if tokens[index].kind == "noun" and plain[tokens[index].start] == "每":
                return index  # 每千名老人拥有养老床位
        if (spent := self._spent_on(first)) >= 0:
            return spent
        if self.kind_before(first) in _VERBS:
            clause = any(token.kind == "de" for token in tokens[first : self.at])
            if self.predicate and clause and self.kind_before(first) == "verb":
                return self.over_verbs(first, scope=True)  # 财政用于教育的支出增长5%
            return self._with_verb(first)
        if not self.predicate and self.context.counts and tokens[self.at - 1].kind != "verbal-noun":
            return self._without_agent(first)
        return first

    def _spent_on(self, first: int) -> int:
        """Where 用于提高粮价的支出 begins, of which the phrase at ``first`` is the end."""
        for index in range(first - 1, max(first - 4, -1), -1):
            if self.context.written(self.tokens[index]) == "用于":
                linked = any(token.kind == "de" for token in self.tokens[first : self.at])
                return index if linked else -1
        return -1

    def _with_verb(self, first: int) -> int:
        verb = self.kind_before(first)
        if (
            self.kind_before(first - 1) == "and"
            and first > 3
            and all(self.kind_before(first - back) in _VERBS for back in (2, 3))
        ):
            return first - 3  # 新增入库和申报项目
        if self._is_inside(first):
            return phrase_start(self.tokens, first - 1)
        new = self.context.plain[self.tokens[first - 1].start] == "新"  # 新增支出
        written = self.context.plain[self.tokens[first].start : self.tokens[self.at - 1].end]
        if written in self.context.lexicon.measures or len(written) == 1:
            whole = self.over_verbs(first)
            long = any(token.kind == "de" for token in self.tokens[whole:first])
            return first - 1 if new or long else whole
        if verb == "ergative" and self.predicate and not new:
            return self.over_verbs(first)  # 园区入驻企业达到50家
        if written in self.context.lexicon.object_inside or self._brings_about(first):
            return first  # 完成造林3万亩, 实现收益5亿元
        bare = len(written) == 2 and verb != "change"
        thing = verb == "verb" and self.tokens[self.at - 1].kind == "noun"  # 新建公路30公里
        if self.context.counts:
            return first - 1 if bare and self.predicate else first
        if thing and new and self.kind_before(first - 1) in {"noun", "place"}:
            return phrase_start(self.tokens, first - 1)  # 农村新建住房3000平方米
        if bare and (self.predicate or not thing):
            return first - 1  # 接待游客突破千万人次
        return first

    def _is_inside(self, first: int) -> bool:
        """实施人才引进项目30个: a verb in the name of what another does."""
        if self.predicate or not self.context.counts or self.kind_before(first) != "verb":
            return False
        if self.kind_before(first - 1) != "noun":
            return False
        start = phrase_start(self.tokens, first - 1)
        if self.kind_before(start) not in {"verb", "ergative"}:
            return False
        lexicon, end = self.context.lexicon, self.tokens[self.at - 1].end
        return self.context.plain.endswith(lexicon.long_nominalizers + lexicon.agents, 0, end)

    def _without_agent(self, first: int) -> int:
        """法院审理案件30件: a verb with its agent before it and its object behind it."""
        tokens = self.tokens
        if tokens[0].kind == "and":
            return first
        for index in range(self.at - 2, first, -1):
            if tokens[index].kind == "verbal-noun" and tokens[index + 1].kind == "noun":
                short = tokens[self.at - 1].end - tokens[index].end <= 2
                if short and not self._acts(tokens[index - 1]):
                    return first  # 职业病监测企业
                if not all(map(_is_of_agent, tokens[first:index])):
                    return first
                if self._is_domain(first, index):
                    return first  # 省级文明城镇建设示范区
                return index + 1
        return first

    def _is_domain(self, first: int, verb: int) -> bool:
        """Whether a verb and the noun before it are but the field of the noun behind it."""
        before = self.tokens[verb - 1]
        if before.kind == "noun":
            named = verb > first and not self._acts(before)
        else:
            named = verb > first + 1 and before.kind == "place"  # 文明城镇建设示范区
        return (
            named
            and self.context.written(self.tokens[verb + 1]) in self.context.lexicon.nominalizers
        )

    def _acts(self, token: Token) -> bool:
        return self.context.written(token).endswith(self.context.lexicon.agents)


def _is_of_agent(token: Token) -> bool:
    return token.kind in {"noun", "place", "manner"} or token.end - token.start == 1
