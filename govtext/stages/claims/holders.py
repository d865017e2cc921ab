"""Whose figures a clause tells: the place, body or group that it begins with.

青溪镇种植油茶1200亩   -> 青溪镇
财务部全年审核凭证900份 -> 财务部
脱贫户人均纯收入1.4万元 -> 脱贫户
"""

from __future__ import annotations

import functools
from typing import NamedTuple

import msgspec

from govtext.language.lexicon import DEEDS, NAMES, SHORT, VERBAL, Kind, Token, kinds
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.stages.claims.measured import Labelled, Reader

_END = pattern("letter that the name of a holder ends with")
_PLACE = pattern("name of a place or of a company")
_BODY = pattern("name of a body or of its department")
_DEPARTMENT = pattern("department behind its body")
_LIST = pattern("holders in a list that their kind closes")
_GOES_ON = pattern("sign that a list goes on")
_LOCAL = pattern("level that a body is named by")
_TASK = pattern("body behind the name of its task")
_NO_NAME = pattern("beginning that no name has")
_GROUP = pattern("group that figures are told of")
_FIGURE = pattern("figure that groups have")
_OF_A_KIND = pattern("places or bodies of a kind")
_LONGEST = 24
"""How many letters the name of a holder has at most."""
_LONGEST_WORD = 6
_VERBS_ALONE = kinds("verb ergative change level exist")
_BETWEEN = kinds("time adverb manner preposition basis")
_HAS = kinds("exist")


_MOST_NAMES = 10_000
"""How many names are kept with their kinds."""


class _Kinds(NamedTuple):
    """What a name may be the name of; a place is ``located``, or a company."""

    place: bool
    located: bool
    group: bool
    body: bool


@functools.lru_cache(maxsize=_MOST_NAMES)
def _kinds(name: str) -> _Kinds:
    """What a name may be the name of. Half of the names in a report come again."""
    named = _PLACE.fullmatch(name)
    if named is not None:
        return _Kinds(True, named["company"] is None, False, False)
    group = _GROUP.fullmatch(name) is not None
    return _Kinds(False, False, group, not group and _BODY.fullmatch(name) is not None)


def is_located(name: str) -> bool:
    """Whether a name is that of a place, and not of a body or a group."""
    return _kinds(name).located


class Holder(msgspec.Struct, gc=False):
    """A place, body or group at the head of a clause, and whether it does what is told."""

    span: Span
    has: bool
    """Whether it is a place or a group, which has figures of its own."""
    acts: bool


class HolderReader(Reader):
    """Finds the holders in the clauses of one report."""

    def holder(self, tokens: list[Token], end: int, *, topic: bool = False) -> Holder | None:
        """The holder that the clause of ``tokens`` begins with; what is told of it ends at
        ``end``. As a ``topic`` a place or a group may have anything said of it."""
        start, first = tokens[0].start, tokens[0].kind
        if first not in NAMES or _NO_NAME.match(self._plain, start):
            return None
        listed = _LIST.match(self._plain, start, end)
        if listed is not None and end - listed.end() >= SHORT:
            name = Span(start, listed.end())
            return Holder(name, True, True) if self._is_word(name, end) else None
        outside = (
            token.start
            for token in tokens
            if token.kind in _VERBS_ALONE
            or (token.kind in _BETWEEN and token.end - token.start >= SHORT)
        )
        verb = next(outside, end)
        for found in _END.finditer(self._plain, start + 1, min(verb, start + _LONGEST)):
            name = Span(start, found.end())
            place, located, group, body = _kinds(self._plain[start : name.end])
            if first == "verbal-noun":
                task = _TASK.fullmatch(self._plain, tokens[0].end, name.end)
                place, group, body = False, False, task is not None
            if not (place or body or group) or _DEPARTMENT.match(self._plain, name.end, end):
                continue
            if not (self._is_word(name, end) or self._word(tokens, name.end)[0] in VERBAL):
                continue
            told = self._plain[name.end : end]
            figure = self._constructions.is_figure(told)
            # 企业⟨开办⟩时间: a verb that also is a noun
            nominal = self._kind(self._plain[name.end : name.end + SHORT]) != "ergative"
            if not (figure and nominal) and self._acts(tokens, name.end, end):
                return Holder(name, located or group, True)
            local = body and first == "noun" and _LOCAL.match(self._plain, start) is not None
            if _GOES_ON.search(told):
                continue  # 城关镇等12个乡镇
            if (place or local) and (topic or figure):
                return Holder(name, located, False)
            if group and (topic or (figure and _FIGURE.search(told))):
                return Holder(name, True, False)
        return None

    def counted(self, one: Labelled) -> Span | None:
        """Those whom the clause counts before its figure or deed: 12个⟨乡镇⟩财政收入不足1亿元,
        15家⟨银行⟩出台23份文件."""
        context, phrase, before = one.context, one.found.phrase, one.measured[one.number - 1]
        holder = before.phrase if one.number and before.counted and not context.marks else None
        if holder is None or phrase is None or phrase == holder:
            return None  # 前10户企业纳税占七成
        if holder.start < context.left or not context.fits(_OF_A_KIND, holder):
            return None
        bound = [token.kind for token in one.contexts[one.number - 1].behind[:1]]
        roles = [token.kind for token in context.before]
        if "after" in bound or "and" in roles:
            return None  # 30户以上自然村通硬化路
        figure = phrase.start in holder and phrase.end - holder.end >= SHORT
        does = not DEEDS.isdisjoint(roles[:1]) and context.before[0].start == holder.end
        return holder if figure or does else None

    def _is_word(self, name: Span, end: int) -> bool:
        """Whether a word ends where the name does: not 财政科 in 财政科技支出."""
        place = name.start
        for word in self._segment(self._plain[name.start : end]):
            place += len(word)
            if place >= name.end:
                break
        return place == name.end

    def _acts(self, tokens: list[Token], place: int, end: int) -> bool:
        """Whether a verb with its object follows at ``place``."""
        while place < end:
            kind, after = self._word(tokens, place)
            if kind in VERBAL:
                return end - after >= SHORT
            if kind not in _BETWEEN:
                return kind in _HAS and end - after >= SHORT
            place = after
        return False

    def _word(self, tokens: list[Token], place: int) -> tuple[Kind | None, int]:
        """The kind of the word at ``place``, and where it ends."""
        for token in tokens:
            if token.start == place and token.kind != "noun":
                return token.kind, token.end
        stop = min(tokens[-1].end, place + _LONGEST_WORD)
        for after in range(stop, place + 1, -1):
            if (kind := self._kind(self._plain[place:after])) is not None:
                return kind, after
        return None, place
