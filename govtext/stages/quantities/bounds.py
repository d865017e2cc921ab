"""Bounds: what the words around a number say of it (``bound`` in ``[[words]]``)."""

from __future__ import annotations

import re
from typing import NamedTuple

from govtext.language.lexicon import BoundPlace, words_with
from govtext.language.patterns import compiled_lazily
from govtext.report import Bound
from govtext.rulebook.load import Rulebook


class Bounds(NamedTuple):
    """The words that set bounds, by their place."""

    before: dict[str, Bound]
    measures: frozenset[str]
    last_characters: frozenset[str]
    longest: int
    behind: re.Pattern[str]
    first_characters: frozenset[str]
    behind_bound: dict[str, Bound]
    inside: dict[str, Bound]
    apart: re.Pattern[str]
    apart_bound: dict[str, Bound]

    def of_wording_before(self, plain: str, start: int, *, counted: bool = False) -> Bound | None:
        """The bound that the words ending at ``start`` set; ``counted`` says that the number
        counts things and measures nothing."""
        end = start
        if end and plain[end - 1] == " ":
            end -= 1
        if not end or plain[end - 1] not in self.last_characters:
            return None
        for length in range(min(self.longest, end), 0, -1):
            word = plain[end - length : end]
            bound = self.before.get(word)
            if bound is not None:
                if length == 1 and _PART_OF_A_WORD.match(plain, max(0, end - 2), end):
                    return None
                return None if counted and word in self.measures else bound
        return None

    def of_wording_behind(self, plain: str, end: int) -> Bound | None:
        """The bound that the words behind the unit set."""
        if plain[end] not in self.first_characters:
            return None
        match = self.behind.match(plain, end)
        return None if match is None else self.behind_bound[match[1]]

    def of_wording_apart(self, plain: str, start: int) -> Bound | None:
        """The bound of a share, from before what it is a share of: 约占总数的⟦一半⟧."""
        clause = _CLAUSE_END.split(plain[max(0, start - 30) : start])[-1]
        match = self.apart.search(clause)
        return None if match is None else self.apart_bound[match[1]]


# 通过, 经过, 加上, 附近 … end like a bound word; 最近 names a time.
_PART_OF_A_WORD = compiled_lazily(
    r"[通经渡跨越超胜不透路错]过|[以之加晚早向网线海路水陆会马身地楼街手面边桌岸车船历年月冬周日迈跨登跃站踏升攀爬赶]上"
    r"|[附最靠临邻新就相]近|(?<!补)贴近|[条节契公合大制预特隐相签履节]约|[收富多剩其业盈结年空]余|[打突冲攻侦识爆击]破|[反赶]超"
)
# 以上海, 内陆, 上下游: the bound word is only the beginning of another.
_GOES_ON = (
    r"(?<!内(?=[陆需部地容涵控蒙生贸河在环循卷城资]))"
    r"(?<!以上(?=[海述]))(?<!上下(?=[游联级班]))"
)
_CLAUSE_END = re.compile(r"[,。;:!?、\n]|\d")


def build_bounds(rules: Rulebook) -> Bounds:
    """The bounds of ``rules``, ready to be looked up."""

    def at(*places: BoundPlace) -> dict[str, Bound]:
        found = words_with(rules, lambda entry: entry.bound and {*places} & {*entry.bound_at})
        return {word: entry.bound for word, entry in found.items() if entry.bound}

    before, behind, apart = at("before", "measure"), at("behind"), at("apart")
    return Bounds(
        before,
        frozenset(at("measure")),
        frozenset(word[-1] for word in before),
        max(map(len, before), default=0),
        re.compile(rf" ?(?:\([^()\n]{{0,6}}\))?({_any_of(behind)}){_GOES_ON}"),
        frozenset(word[0] for word in behind) | {" ", "("},
        behind,
        at("inside"),
        re.compile(rf"({_any_of(apart)})[^了]{{1,24}}的\Z"),
        apart,
    )


def _any_of(words: dict[str, Bound]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"
