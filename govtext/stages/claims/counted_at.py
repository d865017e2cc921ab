"""What a quantity counts, also where another quantity stands between it and the noun.

20个500千伏变电站 -> 变电站
2个千亿级、8个百亿级集群 -> 集群
"""

from __future__ import annotations

from govtext.language.lexicon import kinds
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.stages.claims.change import growth_behind
from govtext.stages.claims.context import QuantityContext
from govtext.stages.claims.counted import HOLDER, of_those, read_counted

_LABEL = pattern("label of a size or a level")
_SIZES = kinds("comparison level and after")
_SAID_OF = kinds("comparison level adverb after change")
_SIZED = 2
"""How many sizes class things at most: 4个500千伏和220千伏变电站."""
_MEASURE = 8
"""How long the name of a measure is at most: 年主营业务收入."""


def counted_at(contexts: list[QuantityContext], number: int) -> Span | None:
    """The noun that quantity ``number`` of a sentence counts; None where it counts none."""
    context = contexts[number]
    counted = read_counted(context)
    if counted is not None and (of_those(context) or _is_of_growth(context, counted)):
        counted = None  # 在80个公司中,已有60个脱钩
    if counted is None:
        if not context.counts:
            return None
        return _by_size(contexts, number) or _by_measure(contexts, number)
    if context.fits(_LABEL, counted):
        return _by_label(contexts, number) or counted
    if _is_level(context, counted):
        return None  # 保持5000万吨水平
    if not context.counts:
        return counted
    return _by_measure(contexts, number) or _holder(context, counted)


def _is_of_growth(context: QuantityContext, counted: Span) -> bool:
    """Whether a phrase only says of what kind a growth is: 实现6%的⟨较快⟩增长."""
    grown = growth_behind(context)
    return grown is not None and grown.kind == "change" and counted.end <= grown.start


def _by_size(contexts: list[QuantityContext], number: int) -> Span | None:
    """The things behind the sizes that class them, or behind a second count.

    20个500千伏变电站 -> 变电站; 2批30项政策 -> 政策
    """
    for following in contexts[number + 1 : number + 1 + _SIZED]:
        beside = following.quantity.start == contexts[number].quantity.end
        if following.marks or (following.counts and not beside):
            return None
        if any(token.kind not in _SIZES for token in following.before):
            return None
        counted = read_counted(following)
        if counted is not None:
            return counted
    return None


def _by_label(contexts: list[QuantityContext], number: int) -> Span | None:
    """The things behind the label of the next count: 2个千亿级、8个百亿级集群 -> 集群."""
    for following in contexts[number + 1 : number + 2]:
        counted = read_counted(following)
        label = _LABEL.match(following.plain, *counted) if counted else None
        if counted is not None and label is not None and label.end() < counted.end:
            return Span(label.end(), counted.end)
    return None


def _by_measure(contexts: list[QuantityContext], number: int) -> Span | None:
    """The things that measures of theirs class: 3家产值超百亿元的企业 -> 企业,
    12个投资3亿元以上、产值5亿元以上的项目 -> 项目."""
    for following in contexts[number + 1 : number + 1 + _SIZED]:
        name = [*following.before]
        if following is contexts[number + 1] and name and name[0].kind == "and":
            return None  # 项目20个、投资3亿元以上的园区2个
        if following is not contexts[number + 1] and name and name[0].kind == "and":
            name = name[1:]  # 投资3亿元以上、产值5亿元以上的项目
        while name and name[-1].kind in _SAID_OF:
            name.pop()
        if following.marks or following.counts or not name:
            return None
        written = following.plain[name[0].start : name[-1].end]
        if len(written) > _MEASURE or not written.endswith(following.lexicon.figures):
            return None
        plain = following.plain
        if any(plain[token.end - 1] == "的" for token in following.behind[:2]):
            return read_counted(following)
    return None


def _holder(context: QuantityContext, counted: Span) -> Span:
    """Those counted, without the sum that is told of them: 1家单位⟨固定资产68万元⟩ -> 单位."""
    holder = HOLDER.match(context.plain, *counted)
    return counted if holder is None else Span(*holder.span("holder"))


def _is_level(context: QuantityContext, counted: Span) -> bool:
    """Whether the noun right behind an amount only says that it is one: 5000万吨水平."""
    amount = context.quantity.kind == "amount" and not context.counts
    linked = any(token.kind == "de" for token in context.behind[:1])
    return amount and not linked and context.text(counted) in context.lexicon.amounts
