"""Whose figure it is, where the text names another than the issuer: 云岭产业园新签约项目12个."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from govtext.document import Document
from govtext.language.lexicon import Kind, Token
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.report import Claim, Excerpt
from govtext.stages.claims.constructions import SIGN, Constructions, TaggedClause
from govtext.stages.claims.context import QuantityContext
from govtext.stages.claims.indicators import Measured

_VERBS: frozenset[Kind] = frozenset(("verb", "ergative", "verbal-noun", "change"))
_OF_BODIES = pattern("counter of bodies")
_LETTER = pattern("letter that a named place or body ends with")
_PROPER = pattern("name of a place or of a company")
_KIND = pattern("kind of place behind its name")
_REGION = pattern("region that other names begin with")
_OWN_HEAD = pattern("issuer as a whole at the head of a name")
_PLACE = pattern("named place before a figure")
_MEASURES = (
    pattern("measure that needs a subject"),
    pattern("measure that is of the thing counted before"),
)
_MEMBERS = pattern("members of a body")
_BODY = pattern("name of a body")
_COMPANY = pattern("end of the name of a company")
_LOCATED = pattern("end of the name of a place")
_NAMED = frozenset((SIGN["body"], SIGN["site"]))
_OWN, _PLACE_SIGN = SIGN["own"], SIGN["place"]
_ENDS = frozenset(";。")
_ASIDE: frozenset[Kind] = frozenset(
    ("time", "adverb", "enumerator", "and", "preposition", "at", "from")
)
_NAMES_IT: frozenset[Kind] = frozenset(("noun", "place", "and", "aside", "etc"))
_ACTS = frozenset(
    ("verb", "ergative", "verbal-noun", "adverb", "exist", "preposition", "change", "sum", "manner")
)
_LOOSE = frozenset(("de", "and", "inside", "etc"))
_SHORT = 2
"""How many letters name a thing at least."""


class ScopeReader:
    """Finds the places and bodies to which the figures of one report belong."""

    def __init__(self, document: Document, constructions: Constructions) -> None:
        self._document = document
        self._constructions = constructions
        said = document.metadata
        self._issuer = f"{said.issuer or ''} {said.title or ''}"
        # 全省 is the issuer's own of a government and its offices; a company has no territory.
        self._company = said.issuer if said.issuer and _COMPANY.search(said.issuer) else None

    def scope(
        self,
        number: int,
        contexts: list[QuantityContext],
        measured: list[Measured],
        claims: list[Claim],
        clause: TaggedClause,
    ) -> Excerpt | None:
        """Whose figure it is: the place or body that a construction finds in the clause, or that
        the name of the figure begins with, or that of the clause before."""
        context, found = contexts[number], measured[number]
        named = self._written(clause)
        if named is None and found.phrase is not None and not found.counted:
            named = self._in_name(context, contexts[found.head].before, found.phrase)
        if named is None and self._company is not None:
            named = self._territory(contexts[found.head].before)
        scope = None
        if named is not None:
            scope = Excerpt(self._document.text[slice(*named)], *named)
        elif number and _ENDS.isdisjoint(context.passed):
            same = self._same_subject(number, contexts, measured, claims, clause)
            scope = claims[number - 1].scope if same else None
        among = claims[number].reference
        if scope is not None and among is not None and among.start < scope.end <= among.end:
            return None  # 从全省第八位上升到第五位
        return scope

    def _written(self, clause: TaggedClause) -> Span | None:
        """The place or body that a construction finds, where it is not the issuer."""
        found = clause.words(clause.decided.scope)
        return None if found is None else self._without_own(found)

    def _without_own(self, scope: Span) -> Span | None:
        """A place or body without 全省 before it; None where it is the issuer itself."""
        plain = self._document.plain
        own = None if self._company is not None else _OWN_HEAD.match(plain, *scope)
        first = scope.start if own is None else own.end()
        written = plain[first : scope.end]
        return None if len(written) < _SHORT or self._is_issuer(written) else Span(first, scope.end)

    def _in_name(self, context: QuantityContext, tokens: list[Token], phrase: Span) -> Span | None:
        """The place or body that the name of a figure begins with: ⟨高新区⟩工业产值."""
        begin, end = phrase
        inside = [token for token in tokens if begin <= token.start < end]
        if _LETTER.search(context.plain, phrase.start, phrase.end) is None:
            return self._actor(inside, phrase) or self._first_place(inside, phrase)
        bodies = _OF_BODIES.fullmatch(context.quantity.unit or "") is not None
        ahead = context.quantity.kind == "amount" and phrase.end <= context.quantity.start
        named = _PROPER.fullmatch(context.text(phrase)) if ahead and not bodies else None
        if named is not None and (context.again or named["company"]):
            return self._without_own(phrase)  # 青云水务公司12项, 河西区完成8亿元
        place = _PLACE.match(context.plain, phrase.start)
        if place is not None and place.end() < phrase.end and not _OWN_HEAD.match(place[0]):
            rest = context.plain[place.end() : phrase.end]
            if rest in context.lexicon.construction:
                return None  # 近零碳园区建设17个
            return self._without_own(Span(*place.span()))
        return self._actor(inside, phrase) or self._first_place(inside, phrase)

    def _territory(self, tokens: list[Token]) -> Span | None:
        """全省 in the report of a company."""
        for token in reversed(tokens):
            written = self._document.plain[token.start : token.end]
            if self._constructions.tag_of_word(written) == "own" and _LOCATED.search(written):
                return Span(token.start, token.end)
        return None

    def _is_bare(self, context: QuantityContext, phrase: Span | None) -> bool:
        """Whether a phrase is a measure of what the clause before counts: 总投资, 面积."""
        if phrase is None or "(" in context.passed:
            return False
        ahead = [token for token in context.before if token.end <= phrase.start]
        if any(token.kind not in _ASIDE for token in ahead):
            return False
        return any(form.fullmatch(context.plain, *phrase) for form in _MEASURES)

    def _actor(self, inside: list[Token], phrase: Span) -> Span | None:
        """The body whose verb or figure a phrase holds: ⟨高等学校⟩新招生, ⟨河东区⟩完成投资."""
        plain = self._document.plain
        for before, token in itertools.pairwise(inside):
            if self._sign(before) in _NAMED:
                named = _PROPER.fullmatch(plain[inside[0].start : before.end]) is not None
                rest = self._constructions.tag_of_name(plain[token.start : phrase.end])
                if token.kind in {"verb", "ergative"} or (named and rest != "other-name"):
                    return self._without_own(Span(inside[0].start, before.end))
            if before.kind not in {"noun", "place"}:
                return None
        return None

    def _first_place(self, inside: list[Token], phrase: Span) -> Span | None:
        """The place that a phrase begins with: ⟨湖北省⟩最大负荷."""
        if not inside or inside[0].kind != "place" or inside[0].start != phrase.start:
            return None
        plain, end = self._document.plain, inside[0].end
        kind = _KIND.match(plain, end, phrase.end)
        end = end if kind is None else kind.end()
        if phrase.end - end < _SHORT or _BODY.match(plain[phrase.start : phrase.end]):
            return None
        behind = inside[1].kind if len(inside) > 1 else None
        if behind == "and":
            return None
        verb = behind == "verb" and self._sign(inside[0]) != _OWN  # 农村新建房屋
        return Span(phrase.start, end) if verb or not self._is_own(inside[0]) else None

    def _is_own(self, token: Token) -> bool:
        written = self._document.plain[token.start : token.end]
        region = _REGION.fullmatch(written) is not None
        return region or self._sign(token) != _PLACE_SIGN or self._is_issuer(written)

    def _same_subject(
        self,
        number: int,
        contexts: list[QuantityContext],
        measured: list[Measured],
        claims: list[Claim],
        clause: TaggedClause,
    ) -> bool:
        """Whether a clause is said of the subject of the one before."""
        context = contexts[number]
        if measured[number].phrase == measured[number - 1].phrase:
            return True
        first = context.before[0].kind if context.before else "verb"
        if _OWN in self.signs(context.before) or "(" in context.passed:
            return False
        if any(_is_subject(mark.clause) for mark in context.marks[1:]):
            return False  # 库区清理隐患12处,河东项目入选案例,建成码头2座
        earlier, scope = measured[number - 1].phrase, claims[number - 1].scope
        phrase = measured[number].phrase
        if self._is_bare(context, phrase):
            return True  # 在河东镇建立基地1个,面积30亩
        if phrase is not None and _MEMBERS.match(context.plain, phrase.start) is not None:
            return True  # 河东合作社实现收入9万元,社员分红1万元
        if earlier is not None and scope is not None and earlier.start <= scope.start < earlier.end:
            return False  # 县城绿化覆盖率41%,新建公路20公里
        if first in _VERBS or first in {"and", "level", "exist"} or "," not in context.passed:
            return True
        return context.counts and contexts[number - 1].counts and not clause.decided.says

    def signs(self, tokens: Iterable[Token]) -> str:
        """The signs of tokens in a construction."""
        if self._company is None:
            return self._constructions.signs(tokens, self._document.plain)
        return "".join([self._sign(token) for token in tokens])

    def _sign(self, token: Token) -> str:
        """The sign of a token; 全省 is a place where a company says it."""
        written = self._document.plain[token.start : token.end]
        sign = self._constructions.sign(token.kind, written)
        if sign == _OWN and self._company is not None and _LOCATED.search(written):
            return _PLACE_SIGN
        return sign

    def _is_issuer(self, name: str) -> bool:
        """Whether a name is that of the issuer, or a part of it."""
        if self._company is not None:
            return self._company.endswith(name)
        return name in self._issuer


def _is_subject(clause: list[Token]) -> bool:
    """Whether a clause begins with a subject of its own."""
    first = next((token.kind for token in clause if token.kind not in _ASIDE), None)
    return first in {"noun", "place"}
