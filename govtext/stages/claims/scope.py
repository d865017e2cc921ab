"""Whose figure it is, where the text names another than the issuer: 云岭产业园新签约项目12个."""

from __future__ import annotations

from collections.abc import Iterable

from govtext.document import Document
from govtext.language.lexicon import Kind, Token
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.report import Claim, Excerpt
from govtext.stages.claims.constructions import SIGN, Constructions
from govtext.stages.claims.context import QuantityContext
from govtext.stages.claims.indicators import Measured

_VERBS: frozenset[Kind] = frozenset(("verb", "ergative", "verbal-noun", "change"))
_PLACE = pattern("named place before a figure")
_BODY = pattern("name of a body or a place")
_COMPANY = pattern("end of the name of a company")
_LOCATED = pattern("end of the name of a place")
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
    ) -> Excerpt | None:
        """Whose figure it is, where the clause names another than the issuer: 云岭产业园."""
        context, found = contexts[number], measured[number]
        head = contexts[found.head]
        named = (
            self._subject(context, head.before, found.phrase)
            or self._acting(context, head.before, found.phrase)
            or self._place_in_name(context, head.before, found.phrase)
        )
        if named is not None:
            return Excerpt(self._document.text[slice(*named)], *named)
        if number == 0 or not _ENDS.isdisjoint(context.passed):
            return None
        same = self._same_subject(number, contexts, measured, claims)
        return claims[number - 1].scope if same else None

    def _subject(
        self, context: QuantityContext, tokens: list[Token], phrase: Span | None
    ) -> Span | None:
        """The place or body that a clause begins with: ⟨云岭产业园⟩新签约项目."""
        first = 0
        while first < len(tokens) and tokens[first].kind in _ASIDE:
            first += 1
        located = first > 0 and tokens[first - 1].kind == "at"
        while first < len(tokens) and self._sign(tokens[first]) == _OWN:
            first += 1
        end = first
        while end < len(tokens) and tokens[end].kind in _NAMES_IT:
            if phrase is not None and tokens[end].start <= phrase.start < tokens[end].end:
                break
            end += 1
        behind = tokens[end].kind if end < len(tokens) else "quantity"
        run = tokens[first:end]
        while run and run[-1].kind in _LOOSE:
            run.pop()
        if not run:
            return None
        span = Span(run[0].start, run[-1].end)
        if located and _LOCATED.search(context.text(span)) is None:
            return None  # 在县财政局指导下
        return span if self._names_body(context, span, run, behind, phrase) else None

    def _place_in_name(
        self, context: QuantityContext, tokens: list[Token], phrase: Span | None
    ) -> Span | None:
        """The place that the name of a figure begins with: ⟨高新区⟩工业产值."""
        if phrase is None:
            return None
        place = _PLACE.match(context.plain, phrase.start, phrase.end)
        if place is not None and place.end() < phrase.end and not self._is_issuer(place[0]):
            return Span(*place.span())
        if tokens and self._begins_with_scope(context, tokens, phrase):
            return Span(phrase.start, _first_end(tokens, phrase))
        if self._company is not None:
            for token in reversed(tokens):
                written = context.written(token)
                own = self._constructions.tag_of_word(written) == "own"
                if own and _LOCATED.search(written):
                    return Span(token.start, token.end)
        return None

    def _begins_with_scope(
        self, context: QuantityContext, tokens: list[Token], phrase: Span
    ) -> bool:
        """Whether the phrase begins with a part of the country and a verb: ⟨农村⟩新建房屋."""
        inside = [token for token in tokens if phrase.start <= token.start < phrase.end]
        return (
            len(inside) > _SHORT
            and inside[0].kind == "place"
            and inside[0].start == phrase.start
            and inside[1].kind == "verb"
        )

    def _same_subject(
        self,
        number: int,
        contexts: list[QuantityContext],
        measured: list[Measured],
        claims: list[Claim],
    ) -> bool:
        """Whether a clause is said of the subject of the one before."""
        context = contexts[number]
        if measured[number].phrase == measured[number - 1].phrase:
            return True
        first = context.before[0].kind if context.before else "verb"
        if any(self._sign(token) == _OWN for token in context.before):
            return False
        earlier, scope = measured[number - 1].phrase, claims[number - 1].scope
        if earlier is not None and scope is not None and earlier.start <= scope.start < earlier.end:
            return False  # 县城绿化覆盖率41%,新建公路20公里
        if first in _VERBS or first in {"and", "level", "exist"} or "," not in context.passed:
            return True
        return context.counts and contexts[number - 1].counts

    def _acting(
        self, context: QuantityContext, tokens: list[Token], phrase: Span | None
    ) -> Span | None:
        """Who is made to do it, or where: 指导⟨学校⟩开展演练5场, 在⟨某镇⟩种植3亩."""
        for index, verb in enumerate(tokens):
            located = verb.kind == "at"
            if not located and not (verb.word and "pivot" in verb.word.flags):
                continue
            end = index + 1
            while end < len(tokens) and tokens[end].kind in _NAMES_IT:
                end += 1
            if end == index + 1 or end == len(tokens) or tokens[end].kind not in _VERBS:
                continue
            span = Span(tokens[index + 1].start, tokens[end - 1].end)
            written = context.text(span)
            own = phrase is not None and phrase.start < span.end and span.start < phrase.end
            body = _LOCATED.search(written) if located else _BODY.search(f" {written}")
            if body is not None and not own and not self._is_issuer(written):
                return span
        return None

    def _names_body(
        self,
        context: QuantityContext,
        span: Span,
        run: list[Token],
        behind: str,
        phrase: Span | None,
    ) -> bool:
        """Whether what a clause begins with is a place or a body that is not the issuer."""
        written = context.text(span)
        if self._is_issuer(written) or len(written) < _SHORT:
            return False
        if all(token.kind == "and" or self._sign(token) == _PLACE_SIGN for token in run):
            return behind not in {"noun", "de"}
        if phrase is None or (context.before[0].start <= phrase.start < span.end):
            return False
        return behind in _ACTS and _BODY.search(written) is not None

    def signs(self, tokens: Iterable[Token]) -> list[tuple[Token, str]]:
        """Tokens with their signs in a construction."""
        return [(token, self._sign(token)) for token in tokens]

    def _sign(self, token: Token) -> str:
        """The sign of a token; 全省 is a place where a company says it."""
        written = self._document.plain[token.start : token.end]
        sign = self._constructions.sign(token.kind, written)
        return _PLACE_SIGN if sign == _OWN and self._company is not None else sign

    def _is_issuer(self, name: str) -> bool:
        """Whether a name is that of the issuer, or a part of it."""
        if self._company is not None:
            return self._company.endswith(name)
        return name in self._issuer


def _first_end(tokens: list[Token], phrase: Span) -> int:
    """Where the first token of a phrase ends."""
    return next(token.end for token in tokens if token.start == phrase.start)
