"""The noun behind a quantity that it counts: 30家企业, 80%的医院."""

from __future__ import annotations

from govtext.stages.nounphrases import PHRASE, SMALL
from govtext.stages.sites import Site
from govtext.stages.wording import Kind, Token
from govtext.state import Span

# One letter that begins the predicate of the noun behind a number: 12家企业在省外设厂.
_ENDS_NOUN = frozenset("在到有为是达占超获入均已将未可都全仍还也因被由从比较赴向")
# What is said of a measure begins with these.
_OF_MEASURES: frozenset[Kind] = frozenset(
    ("change", "reach", "over", "adv", "basis", "time", "share")
)
_VERBS: frozenset[Kind] = frozenset(("do", "either", "may", "change"))
_OPENS_CLAUSE: frozenset[Kind] = frozenset(("do", "either", "change", "reach", "have", "over"))
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
        if start == len(self.tokens) or self._ends_noun(tokens[start]):
            return None
        first = self._first_of_noun()
        if first is None:
            return None
        last = first
        while last < len(self.tokens) and self._goes_on(first, last):
            last += 1
        stop = last
        while stop > first and tokens[stop - 1].kind in SMALL:
            stop -= 1
        if stop == first or tokens[first].kind in SMALL:
            return None
        span = Span(tokens[start].start, tokens[stop - 1].end)
        said = last < len(self.tokens) and tokens[last].kind in _OF_MEASURES
        return self._without_measure(span) if said else span

    def _first_of_noun(self) -> int | None:
        """Where the noun begins, which may stand behind a clause that describes it."""
        token = self.tokens[self.start]
        if self.site.quantity.unit in _TIMES and token.kind in _VERBS:
            return self.start + 1  # 两次上调利率: what is counted is done, not there
        if token.kind not in _OPENS_CLAUSE or token.end - token.start == 1:
            return self.start
        for index in range(self.start + 1, len(self.tokens) - 1):
            if self.tokens[index].kind == "of":
                return index + 1  # 5家达到二级水平的医院
        before = self.site.before
        governed = self.site.counts and bool(before) and before[-1].kind in _VERBS
        if not self.linked and governed and token.kind == "do":
            return self.start + 1  # 建设15个承接产业转移平台
        return self.start if self.linked else None

    def _goes_on(self, first: int, index: int) -> bool:
        token = self.tokens[index]
        if token.kind == "and":
            return self.site.plain[token.start] != "、" and index + 1 < len(self.tokens)
        if token.kind == "of":
            noun = Span(self.tokens[first].start, token.start)
            return self.site.text(noun) in self.site.lexicon.vague
        if token.kind == "after" and self.site.counts:
            return index > first  # 3个台阶
        if token.kind not in PHRASE:
            return token.end - token.start == 1 and not self._ends_noun(token)
        return index == first or not (token.kind == "manner" or self._spends(first, index))

    def _spends(self, first: int, index: int) -> bool:
        """2亿元资金支持创业: the verb says what the money is for."""
        noun = Span(self.tokens[first].start, self.tokens[index - 1].end)
        return self.tokens[index].kind == "may" and self.site.text(noun) in self.site.lexicon.metric

    def _without_measure(self, span: Span) -> Span:
        """27个项目开工率仅为四成: the things are counted, the rate belongs to what follows."""
        for length in range(5, 1, -1):
            if span.end - length - span.start >= 2:
                measure = self.site.plain[span.end - length : span.end]
                if measure in self.site.lexicon.metric or (length == 3 and measure[-1] == "率"):
                    return Span(span.start, span.end - length)
        return span

    def _ends_noun(self, token: Token) -> bool:
        return token.end - token.start == 1 and self.site.plain[token.start] in _ENDS_NOUN
