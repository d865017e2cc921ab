"""The noun behind a quantity that it counts: 30家企业, 80%的医院."""

from __future__ import annotations

import re

from govtext.stages.nounphrases import PHRASE, SMALL, phrase_end
from govtext.stages.sites import Site
from govtext.stages.wording import Kind, Token
from govtext.state import Span

# What stands before the number of the next item: 近 约 超.
_BOUNDS: frozenset[Kind] = frozenset(("adv", "over"))
# One letter that begins the predicate of the noun behind a number: 12家企业在省外设厂.
_ENDS_NOUN = frozenset("在到有为是达占超获入均已将未可都全仍还也因被由从比较赴向无仅只")
# What is said of a measure begins with these.
_OF_MEASURES: frozenset[Kind] = frozenset(
    ("change", "reach", "over", "adv", "basis", "time", "share")
)
_VERBS: frozenset[Kind] = frozenset(("do", "either", "may", "change"))
_GOVERNS: frozenset[Kind] = _VERBS | {"have"}
_OPENS_CLAUSE: frozenset[Kind] = frozenset(
    ("do", "either", "change", "reach", "have", "over", "at")
)
_PLACES = re.compile(r"\([省市县区州旗乡镇街道村社场所站园团、或]+\)")
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
_TIMES = frozenset(("次", "轮", "回", "遍", "度"))


def read_counted(site: Site) -> Span | None:
    """The noun phrase behind a quantity, where what follows is one."""
    return _Reader(site).read() if site.behind else None


class _Reader:
    """Reads on from the number; ``linked`` tells whether 的 joins it to what follows."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.tokens = site.behind
        first = 0
        while first < len(self.tokens) and self.tokens[first].kind == "after":
            first += 1
        self.linked = first < len(self.tokens) and self.tokens[first].kind == "of"
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
        stop = self._trimmed(first, last)
        if stop == first or tokens[first].kind in SMALL:
            return None
        span = Span(tokens[start].start, tokens[stop - 1].end)
        if span.end - span.start == 1 and self.site.text(span) not in self.site.lexicon.single:
            return None
        said = last < len(tokens) and tokens[last].kind in _OF_MEASURES
        return self._without_measure(span) if said else span

    def _trimmed(self, first: int, stop: int) -> int:
        """The end of the noun without the small words behind it, nor a motto that ends the
        clause (动员500家企业“上云用数”)."""
        tokens = self.tokens
        while stop > first and tokens[stop - 1].kind in SMALL | {"within"}:
            if _PLACES.fullmatch(self.site.written(tokens[stop - 1])):
                break  # 12个县(市、区)
            stop -= 1
        if stop == len(tokens) and stop - first > 1 and tokens[stop - 2].kind != "may":
            motto = self.site.written(tokens[stop - 1])
            stop -= motto.startswith("“")
        return stop

    def _first_of_noun(self) -> int | None:
        """Where the noun begins, which may stand behind a clause that describes it."""
        token = self.tokens[self.start]
        before = self.site.before
        governed = self.site.counts and bool(before) and before[-1].kind in _GOVERNS
        if self.site.quantity.unit in _TIMES and token.kind in _VERBS:
            return self.start + 1  # 两次上调利率: what is counted is done, not there
        if token.kind in _OPENS_CLAUSE and (self.linked or governed):
            for index in range(self.start + 1, len(self.tokens) - 1):
                if self.tokens[index].kind == "of":
                    return index + 1  # 建设5家达到二级水平的医院
        if self._ends_noun(token):
            return None
        if token.kind not in _OPENS_CLAUSE or token.end - token.start == 1 or self.linked:
            return self.start
        if token.kind == "do" and governed:
            return self.start + 1  # 建设15个承接产业转移平台
        return self._described(self.start) if token.kind == "do" and self.site.counts else None

    def _described(self, verb: int) -> int | None:
        """百名引领大户带动村民: a verb before its noun, where the noun has one of its own."""
        end = phrase_end(self.tokens, verb + 1, len(self.tokens))
        return verb + 1 if verb + 1 < end < len(self.tokens) else None

    def _goes_on(self, first: int, index: int) -> bool:
        token = self.tokens[index]
        if token.kind == "and":
            return index + 1 < len(self.tokens) and self._joins(index)
        if token.kind == "of":
            noun = Span(self.tokens[first].start, token.start)
            return self.site.text(noun) in self.site.lexicon.vague
        if token.kind == "after" and self.site.counts:
            return index > first  # 3个台阶
        if token.kind in _VERBS - PHRASE and self._is_inside(index):
            return True
        if token.kind not in PHRASE:
            return token.end - token.start == 1 and not self._ends_noun(token)
        if index == first:
            return True
        return not (token.kind == "manner" or self._spends(first, index) or self._acts(index))

    def _acts(self, index: int) -> bool:
        """支持20所高中改善条件: what the things counted are to do."""
        before = self.site.before
        pivot = bool(before) and self.site.written(before[-1]) in _PIVOTS
        return pivot and self.tokens[index].kind == "may" and index + 1 < len(self.tokens)

    def _is_inside(self, index: int) -> bool:
        """建成30个旅游提升示范村: a verb inside the name of what is built, up to its end."""
        before = self.site.before
        if not (self.site.counts and before and before[-1].kind in {"do", "either"}):
            return False
        if self.site.written(before[-1]) in _PIVOTS:
            return False  # 支持20所高中改善条件
        end = phrase_end(self.tokens, index + 1, len(self.tokens))
        return index + 1 < end == len(self.tokens)

    def _joins(self, index: int) -> bool:
        """Whether a joint belongs to the noun, and does not begin the next item of a list."""
        if all(token.kind in _BOUNDS for token in self.tokens[index + 1 :]):
            return False  # 长江干堤和近千公里…
        if self.site.plain[self.tokens[index].start] != "、":
            return True
        end = phrase_end(self.tokens, index + 1, len(self.tokens))
        if end < len(self.tokens):
            return self.tokens[end].kind in _VERBS | {"adv"}  # 24个省、市建立了联系
        end = self.tokens[-1].end
        return self.site.plain[end : end + 1] in ",;。:!?\n"  # or nothing, where the text ends

    def _spends(self, first: int, index: int) -> bool:
        """2亿元资金支持创业: the verb says what the money is for."""
        noun = Span(self.tokens[first].start, self.tokens[index - 1].end)
        return self.tokens[index].kind == "may" and self.site.text(noun) in self.site.lexicon.metric

    def _without_measure(self, span: Span) -> Span:
        """27个项目开工率仅为四成: the things are counted, the rate belongs to what follows."""
        per = self.site.plain.find("每", span.start + 1, span.end)
        if per > 0:
            return Span(span.start, per)  # 6个镇每千人口床位数
        for length in range(6, 1, -1):
            rest = self.site.plain[span.start : span.end - length]
            if len(rest) > 1 or rest in self.site.lexicon.single:
                measure = self.site.plain[span.end - length : span.end]
                if measure in self.site.lexicon.metric or (length == 3 and measure[-1] == "率"):
                    return Span(span.start, span.end - length)
        return span

    def _ends_noun(self, token: Token) -> bool:
        return token.end - token.start == 1 and self.site.plain[token.start] in _ENDS_NOUN
