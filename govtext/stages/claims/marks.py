"""What single words of the sentence say of a claim: per, streak, estimate, promise.

每人每月补助670元,连续三年提高 -> per 每人每月, streak 连续三年
"""

from __future__ import annotations

from govtext.document import Document
from govtext.language.lexicon import kinds
from govtext.language.numerals import value_of
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.report import Claim, Commitment, Excerpt, Streak
from govtext.stages.claims.constructions import Reason
from govtext.stages.claims.context import QuantityContext, is_age
from govtext.stages.claims.measured import REMEMBERED, Labelled, Measured, Reader
from govtext.stages.claims.promises import PromiseReader

_ESTIMATE_NAME = "outcomes said to be provisional"
_PER = pattern("denominator of a rate")
_OF_MANY = pattern("denominator of many")
_LISTING = frozenset(",、")
_NOMINAL = kinds("noun verbal-noun and aside place")
_PER_LETTER = pattern("letter of a denominator")
_STREAK_LETTER = pattern("letter of time without a break")
_STREAK = pattern("time without a break")
_YEAR = "年"
_CLAUSE_ENDS = ",;:。\n"
_FAR = 150
"""How many characters behind a number its clause is looked through at most."""


class MarkReader(Reader):
    """Finds the marks of the claims of one report, sentence by sentence."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._promises = PromiseReader(document)
        self._with_per = self._with_streak = self._with_estimate = False

    def look(self, ones: list[Labelled]) -> None:
        """See which marks a sentence has; few have one, so that their claims need no search."""
        start, end = ones[0].context.left, ones[-1].context.right
        self._with_per = _PER_LETTER.search(self._plain, start, end) is not None
        self._with_streak = _STREAK_LETTER.search(self._plain, start, end) is not None
        statuses = {one.claim.status for one in ones}
        self._with_estimate = "actual" in statuses and self._promises.estimates_in(start, end)
        if "target" in statuses:
            self._promises.find_commitments(start, end)

    def mark(self, context: QuantityContext, claim: Claim) -> list[Reason]:
        """Set what single words of the sentence say of a claim: streak, estimate, promise."""
        reasons: list[Reason] = []
        if claim.per is not None:
            reasons.append(Reason("per", "denominator of a rate"))
        if self._with_streak:
            claim.streak = self._streak(context)
            if claim.streak is not None:
                reasons.append(Reason("streak", "time without a break"))
                if claim.quantity.kind == "duration":
                    claim.nature = "time"  # 单产连续3年居首位
        if self._with_estimate and claim.status == "actual":
            claim.estimated = self._promises.is_estimated(context)
            if claim.estimated:
                reasons.append(Reason("estimated", _ESTIMATE_NAME))
        told = claim.nature is not None  # items that the text counts itself are no promise
        open_to_promise = told and claim.status == "target" and claim.commitment is None
        promised = self._promises.commitment(context) if open_to_promise else None
        if promised is not None and not _is_said_otherwise(promised[0], claim):
            claim.commitment, entry = promised
            reasons.append(Reason("commitment", entry))
        return reasons

    def per(self, one: Labelled) -> Excerpt | None:
        """The denominator of a rate, in its clause or that of the same figure before."""
        if not self._with_per:
            return None
        return self._per(one.head, one.found) or self._carried_per(one)

    def _per(self, context: QuantityContext, found: Measured) -> Excerpt | None:
        """The denominator written in the clause: 每千名老人."""
        begin = context.before[0].start if context.before else context.quantity.start
        if is_age(context.quantity):
            return None
        if found.phrase is not None and found.phrase.start < begin <= found.phrase.end:
            begin = found.phrase.start  # 每千人口拥有3岁以下⟨托位⟩4个
        spans = [*_PER.finditer(self._plain, begin, context.quantity.start)]
        return self._excerpt(Span(*spans[-1].span())) if spans else None

    def _carried_per(self, one: Labelled) -> Excerpt | None:
        """The denominator of the earlier state is that of the later one, and that of so many is
        that of all in a list: 每千人口床位7张、医师3名."""
        number, context, claims = one.number, one.context, one.claims
        per = one.previous.per if one.previous else None
        listed = not one.found.counted and context.passed <= _LISTING
        if per is not None and listed and _OF_MANY.fullmatch(per.text):
            names = all(token.kind in _NOMINAL for token in context.before)
            if names and context.counts and one.contexts[number - 1].counts:
                return per
        for earlier in range(number - 1, max(-1, number - REMEMBERED), -1):
            if one.measured[earlier].phrase == one.found.phrase:
                same = claims[earlier].quantity.unit == one.claim.quantity.unit
                return claims[earlier].per if same else None
        return None

    def _streak(self, context: QuantityContext) -> Streak | None:
        """How long the clause says that it has held: 连续四年."""
        plain, quantity = self._document.plain, context.quantity
        begin = max(plain.rfind(mark, 0, quantity.start) for mark in _CLAUSE_ENDS) + 1
        stops = (plain.find(mark, quantity.end, quantity.end + _FAR) for mark in _CLAUSE_ENDS)
        stop = min((place for place in stops if place >= 0), default=quantity.end)
        for found in _STREAK.finditer(plain, begin, stop):
            value = value_of(found["number"] or found["years"])
            if value is None:
                continue
            start, end = found.span()
            unit = found["unit"] or _YEAR
            return Streak(self._document.text[start:end], start, end, value, unit)
        return None


def _is_said_otherwise(promise: Commitment, claim: Claim) -> bool:
    """Whether a word of promise is the deed itself, or in what a figure is compared with:
    争取资金5亿元, 低于预期目标2个百分点."""
    deed, standard = claim.action, claim.reference
    if standard is not None and standard.start <= promise.start < standard.end:
        return True
    return promise.strength == "strive" and deed is not None and deed.text == promise.text
