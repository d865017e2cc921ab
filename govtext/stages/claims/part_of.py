"""Which claim is a part of another: behind 其中, in a bracket that breaks it down, or behind 占.

有教师400人,其中女教师300人 -> the second is a part of the first
"""

from __future__ import annotations

from collections import deque

import msgspec

from govtext.language.lexicon import NOUNS, VERBAL
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.report import Claim
from govtext.stages.claims.context import AMONG, QuantityContext, bounds_count
from govtext.stages.claims.measured import REMEMBERED, Labelled

_ENDS_LIST = frozenset(";。!?\n")
_OF = "的"
_DEEPEST = 8
"""How many wholes may hold one another."""
_CONVERSION = pattern("conversion into another measure")
_SUM = pattern("adverb of a sum")
_SHARE = pattern("noun of a share")


class _Whole(msgspec.Struct, gc=False):
    """A whole whose parts are being listed, and the depth of brackets they stand at."""

    claim: Claim
    depth: int


class _Listing:
    """The wholes whose parts are being listed, while a sentence is read from left to right."""

    def __init__(self) -> None:
        self.wholes: deque[_Whole] = deque(maxlen=_DEEPEST)
        self.among = 0
        """How many claims stand before a 其中 of which no part is read yet."""
        self._depth = 0

    def read_marks(self, one: Labelled) -> None:
        """Take in what parts a clause from the one before: 其中, brackets, the end of a list."""
        for mark in one.context.marks:
            if mark.written == "(":
                self._depth += 1
                opens = mark is one.context.marks[0]
                if one.previous and opens and not _CONVERSION.match(one.context.plain, mark.end):
                    self.wholes.append(_Whole(one.previous, self._depth))
            elif mark.written == ")":
                self._depth -= 1
                while self.wholes and self.wholes[-1].depth > self._depth:
                    self.wholes.pop()
            elif mark.written in AMONG:
                self.among = one.number
            elif mark.written in _ENDS_LIST:
                self.wholes.clear()
                self.among = 0

    def begin_parts(self, claims: list[Claim], part: Claim, context: QuantityContext) -> None:
        """Let the parts of a 其中 begin with the claim ``part``."""
        whole = _total(claims[max(0, self.among - REMEMBERED) : self.among], part, context)
        self.wholes.append(_Whole(whole, self._depth))
        self.among = 0


def link_parts(ones: list[Labelled]) -> None:
    """Set ``part_of`` of the claims of one sentence."""
    listing = _Listing()
    wholes = listing.wholes
    for one in ones if len(ones) > 1 else ():
        context, claim, complement = one.context, one.claim, one.found.reading.complement
        listing.read_marks(one)
        if not (listing.among or wholes or complement is not None):
            continue
        # 700个,比上一时期的537个还多
        compared = not claim.direction and "than" in [token.kind for token in context.before]
        if compared or _bounds_class(context):
            continue
        if any(bounds_count(context, following) for following in one.following):
            continue
        if listing.among:
            listing.begin_parts(one.claims, claim, context)
        elif wholes and _begins_anew(one):
            wholes.clear()
        # 增长2%(同口径增长3%): a change in brackets measures the one before them again.
        again = claim.direction and wholes and wholes[-1].depth > 0
        again = again and claim.indicator == wholes[-1].claim.indicator
        if wholes and is_part(claim, wholes[-1].claim) and not again:
            claim.part_of = wholes[-1].claim.id
        elif complement is not None:
            claim.part_of = _named(context, complement, one.earlier)


def _bounds_class(context: QuantityContext) -> bool:
    """Whether a number tells the members of a class apart, and is no part itself.

    The part of 其中10亿元以上项目14个 and of 其中超10亿元的有14个 is 14.
    """
    if context.quantity.kind != "amount" or not context.behind:
        return False
    first = context.behind[0]
    if first.kind == "after":
        noun = len(context.behind) > 1 and context.behind[1].kind in NOUNS
        return noun or context.written(first).endswith(_OF)
    return first.kind == "de" and bool(context.before) and context.before[-1].kind == "level"


def _begins_anew(one: Labelled) -> bool:
    """Whether a clause behind a comma is of something else than the whole.

    So is a rate of change of another name (其中民间投资增长4%,零售总额增长5%), a sum (共12个), and
    a count with another verb and another object (其中博士8名,选派科技特派员20名).
    """
    context = one.context
    if not one.number or "," not in context.passed or not AMONG.isdisjoint(context.passed):
        return False
    if not context.before:
        return False
    if _SUM.fullmatch(context.written(context.before[0])):
        return True
    named = one.found.phrase != one.measured[one.number - 1].phrase
    if one.claim.direction:
        return named
    if context.quantity.kind != "amount" or context.before[0].kind not in VERBAL:
        return False
    return named and any(token.kind in NOUNS for token in context.before[1:])


def _total(claims: list[Claim], part: Claim, context: QuantityContext) -> Claim:
    """The claim that 其中 goes back to: the nearest in the unit of the part; of a share the nearest
    that is no change (出口占比40%;⟨进口90亿元⟩,其中民营企业占比51%)."""
    shared = _is_of_share(part, context)
    for claim in reversed(claims):
        same = claim.quantity.unit == part.quantity.unit or (
            shared and claim.quantity.kind == "amount"
        )
        if same and claim.direction == part.direction:
            return claim
    return claims[-1]


def _is_of_share(part: Claim, context: QuantityContext) -> bool:
    """Whether a percentage is by its words a share of something."""
    if part.quantity.kind != "percent" or part.direction or part.indicator is None:
        return False
    name = Span(part.indicator.start, part.indicator.end)
    said = any(token.kind == "share" for token in context.before)
    return said or _SHARE.search(context.plain, *name) is not None


def is_part(claim: Claim, whole: Claim) -> bool:
    """Whether a claim can be a part of another: in its unit or in percent, no change of it. A place
    in an order has no parts."""
    if claim.direction != whole.direction or claim.quantity.kind == "rank":
        return False
    return claim.quantity.unit == whole.quantity.unit or claim.quantity.kind == "percent"


def _named(context: QuantityContext, complement: Span, earlier: list[Claim]) -> int | None:
    """The claim of what 占 names as the whole: 教育支出占财政支出的两成 -> that of 财政支出."""
    if not any(token.kind == "share" for token in context.before):
        return None
    named = context.text(complement)
    for claim in reversed(earlier):
        if claim.indicator is not None:
            of = context.plain[claim.indicator.start : claim.indicator.end]
            if of.endswith(named) or named.endswith(of):
                return claim.id
    return None
