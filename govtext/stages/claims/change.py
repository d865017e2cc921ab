"""Whether a quantity is the amount or rate of a change, which way, and against what.

比上年增长5% -> increase, yoy; 增长到80亿元 -> no change, a level
"""

from __future__ import annotations

import itertools

from govtext.language.compiled import compiled_lazily
from govtext.language.lexicon import ADVERBIAL, LINKS, Token, kinds
from govtext.language.numerals import whole_number
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.language.times import filled
from govtext.report import Basis, Claim, Direction, Reference
from govtext.stages.claims.context import QuantityContext
from govtext.stages.claims.measured import Labelled, Measured

# What may stand between a verb of change and its number.
_BETWEEN = kinds("adverb manner after time basis each de level comparison")
_KEEPS = kinds("verb ergative level exist comparison")
_SHARE = pattern("noun of a share")
_RISING = pattern("name of a rise")
_FALLING = pattern("name of a fall")
_ON_THE_BASIS = pattern("on the basis of a time")
_YEAR = compiled_lazily(filled("{year}年"))
# Nothing else stands in the clause behind it.
_AGAINST = pattern("comparison at the head of a sentence")


def direction_of(context: QuantityContext, measured: Measured) -> Direction | None:
    """``increase`` or ``decrease`` where the quantity is the amount or rate of a change."""
    if context.plain[context.quantity.start] == "翻":
        return "increase"
    tokens = context.before
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        if token.kind == "change":
            return _direction_over_object(token, measured) if measured.counted else _said(token)
        if context.written(token) in context.lexicon.results and not _of_name(tokens, index):
            return None  # 增长到, 降至: a level follows
        if (said := _said(token)) and (token.kind == "basis" or _than_time(tokens, index)):
            return said  # 年递增7%, 比上年高5%
        if token.kind == "noun" and index and tokens[index - 1].kind == "basis":
            return _change_named(context, Span(token.start, token.end))  # 财政收入年均增幅9%
        if token.kind not in _BETWEEN:
            break
    if (grown := _grown_by(context)) is not None:
        return grown
    verb = _verb_of_object(context, measured)
    if verb is not None:
        return _direction_over_object(verb, measured)
    if measured.phrase is None:
        return None
    named = _change_named(context, measured.phrase)
    return None if named is None or _tells_share(context, measured.phrase) else named


def growth_behind(context: QuantityContext) -> Token | None:
    """The change whose rate stands before it: 实现10%的⟨增长⟩, 保持8%以上的⟨增速⟩."""
    if context.quantity.kind != "percent" or not context.before or not context.behind:
        return None
    if context.before[-1].kind not in _KEEPS or context.behind[0].kind not in LINKS:
        return None
    behind = [token for token in context.behind if token.kind not in ADVERBIAL | LINKS]
    return behind[0] if behind else None


def _grown_by(context: QuantityContext) -> Direction | None:
    grown = growth_behind(context)
    if grown is None:
        return None
    named = _change_named(context, Span(grown.start, grown.end))
    return _said(grown) if grown.kind == "change" else named


def _tells_share(context: QuantityContext, phrase: Span) -> bool:
    """Whether a clause behind the name of a change tells a share: 增幅8%,占比12%."""
    if not context.before or phrase.end > context.before[0].start:
        return False
    return any(_SHARE.search(context.written(token)) for token in context.before)


def _of_name(tokens: list[Token], index: int) -> bool:
    """Whether a word such as 为 only joins a number to its name: 增速为8%."""
    return tokens[index].kind == "level" and index > 0 and tokens[index - 1].kind == "noun"


def _said(word: Token) -> Direction | None:
    """The direction that is known of a word: decrease of 下降, increase of 高."""
    return word.word.direction if word.word else None


def _direction_over_object(verb: Token, measured: Measured) -> Direction | None:
    """The direction of a verb of change with an object: of 减轻负担5亿元 and 增加学位500个, but
    not of 提升道路20公里 and 提高5项标准, where the number does not change."""
    changes = verb.word.object if verb.word else None
    if changes is None or (measured.counted and changes != "number"):
        return None
    return _said(verb)


def _than_time(tokens: list[Token], index: int) -> bool:
    """Whether an adjective compares with another time, not with another place: 比上年预算多."""
    end = index
    while index > 0 and tokens[index - 1].kind in {"noun", "verbal-noun"}:
        index -= 1
    compared = tokens[max(index - 2, 0) : index]
    if [token.kind for token in compared] != ["than", "time"]:
        return False
    # 比年初预期低: with what was only expected.
    return index == end or (compared[1].word is not None and compared[1].word.basis is not None)


def _verb_of_object(context: QuantityContext, measured: Measured) -> Token | None:
    """The verb of change whose object the quantity measures: 减少贫困人口20万人."""
    index = -1 if measured.reading.predicate else measured.reading.first - 1
    verbs = context.before[index : index + 1] if index >= 0 else []
    return next((token for token in verbs if token.kind == "change"), None)


def _change_named(context: QuantityContext, name: Span) -> Direction | None:
    """The direction that the name of a rate says: 增速达8% -> increase."""
    if context.quantity.kind != "percent":
        return None
    if _RISING.search(context.plain, *name):
        return "increase"
    return "decrease" if _FALLING.search(context.plain, *name) else None


def basis_of(context: QuantityContext, measured: Measured, year: int | None) -> Basis | None:
    """What a change of ``year`` is measured against; for a list of values, each in its order."""
    found = _bases(context, year)
    if len(found) == measured.listed:
        return found[measured.order]  # 环比、同比分别增长5%、6%
    if found:
        return found[-1]
    if measured.phrase is None or context.plain[measured.phrase.end - 1] != "幅":
        return None
    changes = any(token.kind == "change" for token in context.before)
    return "vs" if changes else None  # 降幅收窄


def _bases(context: QuantityContext, year: int | None) -> list[Basis]:
    """The bases of comparison in a clause: yoy, vs in 同比、环比分别增长5%、6%."""
    found: list[Basis] = []
    tokens = context.before
    for index, token in enumerate(tokens):
        word = token.word if token.kind in {"basis", "change"} else None
        if word is not None and word.basis is not None:
            found.append(word.basis)  # 同比, and 短收: against the budget
        elif token.kind == "than" and index + 1 < len(tokens):
            found.append(_basis_named(context, tokens[index + 1], year))
        elif token.kind == "time" and _ON_THE_BASIS.match(context.plain, token.end):
            found.append(_basis_named(context, token, year))  # 在上年基础上增长5%
    return found


def _basis_named(context: QuantityContext, baseline: Token, year: int | None) -> Basis:
    """Whether a baseline is the year before ``year``, by whatever name: 上年, 2023年."""
    if baseline.word is not None and baseline.word.basis is not None:
        return baseline.word.basis
    named = _YEAR.fullmatch(context.written(baseline))
    before = named is not None and year is not None and whole_number(named["year1"]) == year - 1
    return "yoy" if before else "vs"


def _compare(text: str, ones: list[Labelled]) -> None:
    """Give all changes behind a comparison at the head of the sentence that basis."""
    compared: Basis | None = None
    named: Reference | None = None
    if not any(one.claim.direction for one in ones):
        return
    for one in ones:
        context, claim = one.context, one.claim
        for found in _AGAINST.finditer(context.plain, context.left, context.quantity.start):
            time, year = _YEAR.search(found[0]), year_of(claim)
            before = time is not None and whole_number(time["year1"]) == (year or 0) - 1
            compared = "yoy" if found["last"] or before else "vs"
            begin, end = found.span("time")
            named = Reference(text[begin:end], begin, end, "than")
        if claim.direction and claim.basis is None:
            claim.basis = compared
            claim.reference = named if compared == "vs" else None


def carry_changes(text: str, ones: list[Labelled]) -> None:
    """Give numbers what a clause leaves unsaid of their change.

    That is the change itself, said with another number (增长6%,力争6.5%), or the basis of the
    change before it: in one clause (比上年增加2万人、提高3个百分点), for the rate of one change
    (比上年增收2亿元,增长6%), or behind 比 (甜菜比上年增长6%,黄麻增长9%).
    """
    _compare(text, ones)
    carried = False  # Whether 比上年 of a clause before goes on.
    for last, one in itertools.pairwise(ones):
        context, claim, previous = one.context, one.claim, last.claim
        claim.direction = claim.direction or _from_level(context, last.context)
        if claim.direction is None and _is_said_again(context, previous):
            claim.direction, claim.basis = previous.direction, previous.basis
        roles = [token.kind for token in last.context.before]
        carried = previous.basis == "yoy" and (carried or "than" in roles)
        if claim.direction is None or claim.basis is not None:
            continue
        if not context.marks:
            # 比1955年的4万人增长两倍
            against = _bases(last.context, year_of(claim))
            claim.basis = against[-1] if against else None
        elif carried and all(mark.written in {",", "、"} for mark in context.marks):
            claim.basis = previous.basis  # 甜菜比上年增长6%,黄麻增长9%
        if one.found.phrase == last.found.phrase and claim.quantity.unit != previous.quantity.unit:
            claim.basis = claim.basis or previous.basis


def _from_level(context: QuantityContext, level: QuantityContext) -> Direction | None:
    """The direction of an adjective behind the level compared with: 比上年同期的47家少3家."""
    if context.marks or len(context.before) != 1:
        return None
    than = [token.kind for token in level.before].count("than")
    return _said(context.before[0]) if than else None


def _is_said_again(context: QuantityContext, previous: Claim) -> bool:
    """Whether the clause says another number for the change before: 增长6%,力争6.5%."""
    quantity = context.quantity
    return (
        quantity.kind == "percent" == previous.quantity.kind
        and context.before != []
        and [mark.written for mark in context.marks] == [","]
        and quantity.unit == previous.quantity.unit
        and all(token.kind in ADVERBIAL for token in context.before)
    )


def year_of(claim: Claim) -> int | None:
    """The last year of the period of a claim."""
    return int(claim.period.rpartition("/")[2][:4]) if claim.period else None
