"""Whether a quantity is itself a change, which way, and against what."""

from __future__ import annotations

from govtext.language.lexicon import Kind, Token
from govtext.language.patterns import compiled_lazily
from govtext.report import Basis, Claim, Direction
from govtext.stages.claims.context import QuantityContext
from govtext.stages.claims.indicators import Measured

# 增长到, 降至, 增加为: what follows is a level.
_LEVEL_MARKS = frozenset(("到", "至", "为", "成", "在"))
# What may stand between a verb of change and its number.
_BETWEEN: frozenset[Kind] = frozenset(
    ("adverb", "manner", "after", "time", "basis", "each", "de", "level", "comparison")
)
# What may stand between a time and what is higher or lower than then: 比上年预算高.
_OF_TIMES = frozenset(
    ("预算", "预算数", "决算", "决算数", "执行数", "计划", "同期", "实际", "水平")
)
_OF_BASIS: frozenset[Kind] = frozenset(("than", "time", "basis", "adverb", "and", "manner"))
_RISING = (
    "增速", "增幅", "涨幅", "升幅", "增长率", "增长速度", "增长幅度", "上涨幅度", "增长目标",
    "增长预期目标",
)  # fmt: skip
_FALLING = ("降幅", "跌幅", "减幅")
_MORE = frozenset(("高", "多", "快", "大", "高出"))
_LESS = frozenset(("低", "少", "慢", "小", "低出"))


def direction_of(context: QuantityContext, measured: Measured) -> Direction | None:
    """``increase`` or ``decrease`` where the quantity is the amount or rate of a change."""
    if context.quantity.kind in {"rank", "ratio"}:
        return None
    if context.plain[context.quantity.start] == "翻":
        return "increase"
    tokens = context.before
    for index in range(len(tokens) - 1, _predicate(context, measured) - 1, -1):
        token = tokens[index]
        written = context.written(token)
        if token.kind == "change":
            return _direction_over_object(token, measured) if measured.counted else _said(token)
        if written in _LEVEL_MARKS:
            return None
        if written in _MORE | _LESS and _than_time(context, index):
            return "increase" if written in _MORE else "decrease"
        if token.kind not in _BETWEEN:
            break
    verb = _verb_of_object(context, measured)
    return _direction_over_object(verb, measured) if verb else _change_named(context, measured)


def _said(verb: Token) -> Direction | None:
    return verb.word.direction if verb.word else None


def _direction_over_object(verb: Token, measured: Measured) -> Direction | None:
    """The direction of a verb of change with an object: of 减轻负担5亿元 and 增加学位500个, but
    not of 提升道路20公里 and 提高5项标准, where not the number changes."""
    changes = verb.word.object if verb.word else None
    if changes is None or (measured.counted and changes != "number"):
        return None
    return _said(verb)


def _than_time(context: QuantityContext, index: int) -> bool:
    """比上年多, 比上年预算多: compared with another time, not with another place."""
    tokens = context.before
    if index >= 3 and context.written(tokens[index - 1]) in _OF_TIMES:
        index -= 1
    return index >= 2 and [t.kind for t in tokens[index - 2 : index]] == ["than", "time"]


def _verb_of_object(context: QuantityContext, measured: Measured) -> Token | None:
    """The verb of change whose object the quantity measures: 减少贫困人口20万人."""
    reading = measured.reading
    index = reading.first - 1
    if reading.predicate and reading.phrase is not None:
        return None
    if not 0 <= index < len(context.before) or context.before[index].kind != "change":
        return None
    return context.before[index]


def _predicate(context: QuantityContext, measured: Measured) -> int:
    """Where the predicate begins in the clause of the quantity."""
    reading = measured.reading
    return reading.tail if reading.tokens is context.before else 0


def _change_named(context: QuantityContext, measured: Measured) -> Direction | None:
    """A rate of change by its name: 增速达8%. Compared with a place's, it is none."""
    if context.quantity.kind != "percent" or measured.phrase is None:
        return None
    if measured.reading.complement is not None:
        return None
    written = context.text(measured.phrase)
    if written.endswith(_RISING):
        return "increase"
    return "decrease" if written.endswith(_FALLING) else None


def basis_of(context: QuantityContext, measured: Measured) -> Basis | None:
    """What a change is measured against; for a list of values, each in its order."""
    tokens = context.before
    found = _bases(tokens) or _bases(next(context.clauses_before(), []), alone=True)
    if len(found) == measured.listed:
        return found[measured.order]  # 环比、同比分别增长5%、6%
    if found:
        return found[-1]
    changes = any(token.kind == "change" for token in tokens[_predicate(context, measured) :])
    if changes and measured.phrase is not None and context.plain[measured.phrase.end - 1] == "幅":
        return "vs"  # 降幅收窄
    return None


def _bases(tokens: list[Token], *, alone: bool = False) -> list[Basis]:
    """The bases of comparison in a clause; ``alone``: where it is nothing else (与上年相比,)."""
    found: list[Basis] = []
    for index, token in enumerate(tokens):
        small = token.kind == "noun" and token.end - token.start == 1  # 同, 跟
        if alone and token.kind not in _OF_BASIS and not small:
            return []
        if token.kind == "than" and index + 1 == len(tokens) and alone:
            # 同1990年相比, 与上年相比
            named = tokens[index - 1].word if index else None
            if index and tokens[index - 1].kind == "time":
                found.append((named.basis if named else None) or "vs")
        elif token.kind == "basis" and token.word is not None and token.word.basis is not None:
            found.append(token.word.basis)
        elif token.kind == "than" and index + 1 < len(tokens):
            with_what = tokens[index + 1].word
            found.append((with_what.basis if with_what else None) or "vs")
    return found


# 同1990年相比, 1960年比1955年, with nothing else in the clause behind it.
_AGAINST = compiled_lazily(
    r"(?:比|较|同|与|跟|和)([^,;。比较同与]{1,12}[年期末底时])(?:相比|比较|相比较)?,"
)


def _compare(contexts: list[QuantityContext], claims: list[Claim]) -> None:
    """Give all changes behind 同1990年相比 that basis."""
    first, last = contexts[0], contexts[-1]
    if _AGAINST.search(first.plain, first.left, last.quantity.start) is None:
        return
    compared: Basis | None = None
    for context, claim in zip(contexts, claims, strict=True):
        for found in _AGAINST.finditer(context.plain, context.left, context.quantity.start):
            compared = "yoy" if found[1].startswith(("上", "去")) else "vs"
        if compared and claim.direction:
            claim.basis = claim.basis or compared


def carry_bases(
    contexts: list[QuantityContext], measured: list[Measured], claims: list[Claim]
) -> None:
    """Give changes without a basis of their own that of the change before them: in one clause
    (比上年增加2万人、提高3个百分点), or for the rate of one change (比上年增收2亿元,增长6%)."""
    _compare(contexts, claims)
    for number in range(1, len(claims)):
        claim, previous = claims[number], claims[number - 1]
        if claim.direction is None or claim.basis is not None:
            continue
        context = contexts[number]
        if previous.direction is None and not context.marks:
            # 比1955年的4万人增长两倍
            against = _bases(contexts[number - 1].before)
            claim.basis = against[-1] if against else None
        if claim.direction != previous.direction or claim.quantity.unit == previous.quantity.unit:
            continue
        if not context.marks:
            carried = bool(context.before) and context.before[0].kind == "and"
        else:
            same = measured[number].phrase == measured[number - 1].phrase
            carried = same and len(context.marks) == 1
        if carried:
            claim.basis = previous.basis
