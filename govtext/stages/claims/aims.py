"""What a sum is spent on, and what is done to the people counted, as told behind the number.

安排2亿元实施水利工程 -> 水利工程
对2人予以诫勉 -> 诫勉
"""

from __future__ import annotations

from govtext.language.lexicon import VERBAL, kinds, run_end
from govtext.language.plain import Span
from govtext.stages.claims.context import QuantityContext
from govtext.stages.claims.noun_phrase import phrase_end, trim

_ASIDE = kinds("after adverb")
_AIMS = kinds("verb verbal-noun ergative adverb change")


def done_to(context: QuantityContext) -> Span | None:
    """What is done to the people counted: 对2人予以诫勉 -> 诫勉."""
    governed = [token.kind for token in context.before[-1:]] == ["preposition"]
    if not governed or not context.counts:
        return None
    for last in context.behind[1:][-1:]:
        if last.kind in VERBAL:
            return Span(last.start, last.end)
    return aim_of(context)


def aim_of(context: QuantityContext) -> Span | None:
    """What money is spent on: 安排2亿元实施水利工程 -> 水利工程."""
    for tokens in (context.behind, context.clause_behind):
        start = run_end(tokens, 0, _ASIDE)
        first = run_end(tokens, start, _AIMS)
        if first > start:
            return trim(tokens, first, phrase_end(tokens, first, len(tokens)))
    return None
