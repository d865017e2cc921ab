"""Lists of values that share one clause, and what each of them measures.

进口、出口分别增长5%、6% -> 进口, 出口
"""

from __future__ import annotations

from govtext.language.lexicon import kinds
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.stages.claims.clauses import ClauseReading
from govtext.stages.claims.context import QuantityContext
from govtext.stages.claims.coordination import members
from govtext.stages.claims.counted import read_counted
from govtext.stages.claims.measured import Measured

_TOP = pattern("top of a ranking before a percentage")
_LIST = kinds("and after")
_FAR = 40
"""How many quantities back an indicator is looked for."""


def length_of_list(contexts: list[QuantityContext], number: int) -> int:
    """How many quantities the list has that begins with quantity ``number``."""
    end = number + 1
    while end < len(contexts) and _goes_on_list(contexts[end]):
        end += 1
    return end - number


def share_out(
    contexts: list[QuantityContext],
    found: list[Measured],
    group: list[Span | None],
    last: Span | None,
    reading: ClauseReading,
) -> list[Span | None]:
    """The phrases of a list of values: one for each in its order, or the one they share.

    ``found`` is what the quantities before it measure, ``group`` the phrases of the list before,
    ``last`` the phrase that carries over; the list shares the clause of ``reading``.
    """
    context, listed = contexts[len(found)], length_of_list(contexts, len(found))
    if reading.phrase is not None and not is_share(context, reading.phrase):
        for joint in (None, "、"):
            parts = members(context, reading, joint)
            if len(parts) == listed:
                return [*parts]
        return [reading.phrase] * listed
    if len(group) == listed and len(found) >= listed:
        previous = [one.phrase for one in found[-listed:]]
        if previous == group:
            return group  # 收入分别为3万元、2万元,分别增长5%、6%
    each = any(token.kind == "each" for token in context.before)
    if each or _follow_levels(contexts, found, listed):
        near = [m.phrase for m in found[-_FAR:] if not (m.phrase is None or m.aside)]
        named = list(dict.fromkeys(near))
        if len(named) < listed:
            named = near  # 受理案件90件,审结80件,结案率89%,分别上升…
        if len(named) >= listed:
            return [*named[-listed:]]
    done = last or (reading.alone if each else None)  # 分别改造12套、15套
    return group if len(group) == listed else [done] * listed


def _follow_levels(contexts: list[QuantityContext], found: list[Measured], listed: int) -> bool:
    """Whether the changes of a list follow as many levels: 收入3亿元,支出5亿元,增长6%和8%."""
    number = len(found)
    change = contexts[number].quantity.kind in ("percent", "multiple")
    levels = found[max(0, number - listed) :]
    before = contexts[max(0, number - listed - 1) : number]
    amounts = [context.quantity.kind == "amount" for context in before]
    names = {level.phrase for level in levels if level.listed == 1 and not level.counted}
    if not change or None in names or not len(names) == len(levels) == listed:
        return False
    alone = len(amounts) == listed or not amounts[0] or bool(before[1].marks)
    return alone and all(amounts[-listed:])


def _goes_on_list(context: QuantityContext) -> bool:
    """Whether a quantity goes on the list that the one before it is in: 5%、⟦6%⟧."""
    roles = {token.kind for token in context.before}
    if "and" not in roles or not roles <= _LIST:
        return False
    return read_counted(context) is None


def is_top(context: QuantityContext, phrase: Span) -> bool:
    """Whether a phrase only says of what a percentage is the top: 进入⟨ESI前⟩1%."""
    percent = context.quantity.kind == "percent" and phrase.end == context.quantity.start
    return percent and _TOP.search(context.plain, *phrase) is not None


def is_share(context: QuantityContext, phrase: Span) -> bool:
    """Whether a phrase is the share of what was named before: 占全国比重升至7%."""
    joined = bool(context.marks) or context.before[0].kind == "and"  # 增长15%、占全国比重达7%
    return context.plain[phrase.start] == "占" and joined
