"""The members of a coordination, each measured by one value of a list.

城镇、农村居民收入分别增长5%、6% -> 城镇居民收入 (where the text writes it elsewhere), 农村居民收入
"""

from __future__ import annotations

from govtext.language.lexicon import DEEDS, Token
from govtext.language.plain import Span, character_before
from govtext.stages.claims.clauses import ClauseReading
from govtext.stages.claims.context import QuantityContext
from govtext.stages.claims.noun_phrase import phrase_start, trim

_LITTLE = 2
"""How many characters are too few to stand alone."""
_NEAR = 50_000
"""How many characters away the whole name is looked for."""


def members(context: QuantityContext, reading: ClauseReading, joint: str | None) -> list[Span]:
    """The members of a coordination that ``joint`` parts (None: any), each as it stands alone."""
    tokens = reading.tokens
    joints = [i for i in range(reading.tail) if tokens[i].kind == "and"]
    joints = [i for i in joints if joint in {None, context.written(tokens[i])}]
    parts = []
    for start, end in zip([0, *(i + 1 for i in joints)], [*joints, reading.tail], strict=True):
        first = phrase_start(tokens, end, start)
        if first == end > start + 1 and tokens[end - 1].kind in DEEDS:
            first = phrase_start(tokens, end - 1, start)  # 设备购置、技术改造投资
        if first > start and tokens[first - 1].kind == "share":
            first = phrase_start(tokens, first - 1, start)  # 制造业增加值占工业比重
        part = trim(tokens, first, end, verb=False)
        if part is not None:
            parts.append(part)
    ends = parts[-1:] * 2 if reading.phrase is None else [*parts[-1:], reading.phrase]
    return [_named_alone(context, tokens, part, *ends) for part in parts]


def _named_alone(
    context: QuantityContext, tokens: list[Token], part: Span, last: Span, whole: Span
) -> Span:
    """A member with the end that the last has in its place, where the text writes it so elsewhere.

    Of 城镇、农村居民收入 the first is 城镇居民收入. Where that stands nowhere, a member that is too
    short to stand alone has the whole coordination as its name.
    """
    alone = context.text(part) + context.text(last)[part.end - part.start :]
    letters = part.end - part.start == last.end - last.start == 1  # 猪、牛出栏
    if part.end - part.start > _LITTLE or letters:
        return part
    places = all(token.kind == "place" for token in tokens if part.start <= token.start < part.end)
    # 对东盟、欧盟进出口: no part stands alone.
    apart = character_before(context.plain, whole.start) != "对"
    ordinal = context.plain[part.start] == "第"  # 第一、第三产业
    if apart and not places and not ordinal and part.end - part.start > 1:
        return part  # 钢材、水泥产量
    place = context.plain.rfind(alone, max(0, part.start - _NEAR), part.start)
    if place < 0:
        place = context.plain.find(alone, last.end, last.end + _NEAR)
    return Span(place, place + len(alone)) if place >= 0 else whole
