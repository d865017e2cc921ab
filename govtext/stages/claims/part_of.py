"""Which claim is a part of another: behind 其中, in a bracket that breaks it down, or behind 占.

有教师400人,其中女教师300人 -> the second is a part of the first
"""

from __future__ import annotations

from collections import deque

import msgspec

from govtext.report import Claim
from govtext.stages.claims.context import AMONG, QuantityContext
from govtext.stages.claims.indicators import Measured

_ENDS_LIST = frozenset(";。!?\n")
_DEEPEST = 8
"""How many wholes may hold one another."""
_FAR = 40
"""How many claims back a whole is looked for."""


class _Whole(msgspec.Struct, gc=False):
    """A whole whose parts are being listed, and the depth of brackets they stand at."""

    claim: Claim
    depth: int


def link_parts(
    contexts: list[QuantityContext], measured: list[Measured], claims: list[Claim]
) -> None:
    """Set ``part_of`` of the claims of one sentence."""
    wholes: deque[_Whole] = deque(maxlen=_DEEPEST)
    depth = 0
    for number, (context, claim) in enumerate(zip(contexts, claims, strict=True)):
        for index, mark in enumerate(context.marks):
            if mark.written == "(":
                depth += 1
                if number and index == 0:
                    wholes.append(_Whole(claims[number - 1], depth))
            elif mark.written == ")":
                depth -= 1
                while wholes and wholes[-1].depth > depth:
                    wholes.pop()
            elif mark.written in AMONG and number:
                wholes.append(_Whole(_total(claims[max(0, number - _FAR) : number], claim), depth))
            elif mark.written in _ENDS_LIST:
                wholes.clear()
        if claim.direction and _begins_anew(context, measured, number):
            wholes.clear()
        if wholes and is_part(claim, wholes[-1].claim) and not _is_told_again(claim, wholes[-1]):
            claim.part_of = wholes[-1].claim.id
        elif measured[number].reading.complement is not None:
            claim.part_of = _named(
                context, measured[number], claims[max(0, number - _FAR) : number]
            )


def _begins_anew(context: QuantityContext, measured: list[Measured], number: int) -> bool:
    """Whether a rate of change behind a comma is of something else: of 其中民间投资增长4%,
    零售总额增长5% only the first is a part."""
    if "," not in context.passed or not AMONG.isdisjoint(context.passed):
        return False
    return measured[number].phrase != measured[number - 1].phrase


def _is_told_again(claim: Claim, whole: _Whole) -> bool:
    """Whether a change in brackets measures the one before them again: 增长2%(同口径增长3%)."""
    return bool(claim.direction and whole.depth) and claim.indicator == whole.claim.indicator


def _total(claims: list[Claim], part: Claim) -> Claim:
    """The claim that 其中 goes back to: the nearest in the unit of the part."""
    for claim in reversed(claims):
        if claim.quantity.unit == part.quantity.unit and claim.direction == part.direction:
            return claim
    return claims[-1]


def is_part(claim: Claim, whole: Claim) -> bool:
    """Whether a claim can be a part of another: in its unit or in percent, no change of it."""
    if claim.direction != whole.direction:
        return False
    return claim.quantity.unit == whole.quantity.unit or claim.quantity.kind == "percent"


def _named(context: QuantityContext, measured: Measured, earlier: list[Claim]) -> int | None:
    """The claim of what 占 names as the whole: 教育支出占财政支出的两成 -> that of 财政支出."""
    complement = measured.reading.complement
    if complement is None or not any(token.kind == "share" for token in context.before):
        return None
    named = context.text(complement)
    for claim in reversed(earlier):
        if claim.indicator is not None:
            of = context.plain[claim.indicator.start : claim.indicator.end]
            if of.endswith(named) or named.endswith(of):
                return claim.id
    return None
