"""Where the object of a verb begins inside the phrase that a quantity measures: 流转⟨土地⟩."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from govtext.language.lexicon import ADVERBIAL, OPENERS, SHORT, VERBAL, VERBS, Token, run_start
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.stages.claims.context import QuantityContext

_PARTICIPLE = pattern("participle that tells things apart")
_LETTER = pattern("verb of one letter before its object")
_RAISES = pattern("verb of raising things")
_TAKES_PART = pattern("participle of people")
_TIMED = pattern("time at the head of a name")
_PAPER = pattern("papers that say what is done")
_MONEY_FOR = pattern("what money is for")
_ISSUED = pattern("verb of issuing papers")
Segmenter = Callable[[str], list[str]]
_AHEAD = ADVERBIAL | {"place", "time", "and"}
_OPENS_TITLE = VERBS | ADVERBIAL
_LINK = "的"


def is_governing(context: QuantityContext, verb: Token, phrase: Span) -> bool:
    """Whether the verb at the head of a phrase is what is done to the rest: 培训农民, but not
    宣传资料 in 印发宣传资料, nor 供热管网 in a list."""
    if verb.kind != "verbal-noun":
        return True
    if context.written(verb) in context.lexicon.object_inside or "、" in context.passed:
        return False
    before = context.ahead(phrase)
    if len(before) > 1 and before[-1].kind == "and" and before[-2].kind in VERBAL:
        return True  # 新建和加固堤防
    governing = [
        token
        for token in before
        if token.kind in VERBAL and not (token.word is not None and "modal" in token.word.flags)
    ]  # 计划“双选会”招聘教师12名
    if governing and context.people:  # 完成招聘教师30名
        return all(context.written(one) in context.lexicon.light_verbs for one in governing)
    return not governing


def object_start(
    context: QuantityContext, tokens: Sequence[Token], phrase: Span, *, figure: bool
) -> int:
    """Where the name in a phrase begins behind a verb of which it is the object: 流转⟨土地⟩.

    It is the beginning of the phrase where the verb belongs to the name: 培训人数, 灌溉面积.
    ``figure`` says that the whole phrase names a figure.
    """
    begin, end = phrase
    if context.quantity.kind != "amount":
        return begin
    inside = [token for token in tokens if begin <= token.start < end]
    if not inside or inside[0].start != begin:
        return begin
    first = int(len(inside) > SHORT and _is_aside(context, inside))
    verb = first
    while first + 1 < len(inside) and inside[first].kind in VERBAL:
        first += 1
    while first > verb and is_participle(context, inside[first - 1]):
        first -= 1  # 盘活闲置土地
    if first == verb or tokens[0].kind == "and" or not is_governing(context, inside[verb], phrase):
        return phrase.start
    if [token.kind for token in inside[first : first + SHORT]] == ["and", "noun"]:
        return phrase.start  # 运输和邮电部门
    rest, lexicon = context.plain[inside[first].start : phrase.end], context.lexicon
    if context.counts and all(token.kind == "verbal-noun" for token in inside):
        return phrase.start  # 抢修消缺55次
    light = context.written(inside[verb]) in lexicon.light_verbs and context.counts
    if (rest in lexicon.nominalizers and not light) or len(rest) < SHORT:
        return phrase.start
    nominal = all(token.kind == "verbal-noun" for token in inside[verb:first])
    named = nominal and not light and (figure or rest in lexicon.measures)
    return phrase.start if named else inside[first].start


def told_by_use(context: QuantityContext, phrase: Span) -> int:
    """Where the verb ends of the clause that tells money apart: ⟨用于⟩教育的支出; or 0."""
    used = _MONEY_FOR.match(context.plain, *phrase)
    return used.end() if used and context.plain.find(_LINK, used.end(), phrase.end) > 0 else 0


def predicate_start(
    context: QuantityContext, tokens: Sequence[Token], phrase: Span, *, money: bool
) -> int:
    """Where the verb begins that a phrase before its number ends with: 中欧班列⟨开行⟩2000列,
    农村危房⟨改造⟩300户.

    It is the end of the phrase where it ends with none, and where another verb governs it:
    完成农村危房改造300户. ``money`` says that an amount of money is told.
    """
    begin, end = phrase
    if context.quantity.kind != "amount":
        return end
    inside = [token for token in tokens if begin <= token.start < end]
    if len(inside) < SHORT or inside[-1].end != end or inside[0].kind in VERBAL:
        return end
    if tokens[0].kind == "and" or any(t.kind in VERBS for t in tokens if t.start < begin):
        return end
    last, lexicon = inside[-1], context.lexicon
    written = context.written(last)
    done = written in lexicon.construction and not money
    loans = money and written not in lexicon.money and written not in lexicon.measures
    done = done or (loans and context.plain[last.start - 1] == "”")  # “惠农贷”放款3亿元
    if last.kind != "verb" and written not in lexicon.object_inside and not done:
        return end
    while len(inside) > SHORT and inside[-2].kind in ADVERBIAL:
        inside.pop()
    return inside[-1].start


def issued(context: QuantityContext, phrase: Span) -> tuple[Span, Span | None] | None:
    """The verb by which papers are issued, and the title that says what they are for:
    ⟨出台⟩⟨促进消费⟩20条措施, ⟨出台⟩⟨促进消费措施⟩20条. A list that 等 closes is no title."""
    if not context.counts or _PAPER.search(context.plain, *phrase) is None:
        return None
    tokens = [token for token in context.before if token.start < phrase.end]
    issues = [context.fits(_ISSUED, token) for token in tokens]
    if True not in issues:
        return None
    first = last = issues.index(True)
    for index in range(first + 1, len(tokens)):
        joined = index == last + 2 and tokens[last + 1].kind == "and"
        if issues[index] and (joined or index == last + 1):
            last = index  # 制定出台, 制定和颁布
    first = run_start(tokens, first, VERBAL | {"and"})
    title = [token for token in tokens[last + 1 :] if context.written(token) != "了"]
    opens = _OPENS_TITLE
    if title and title[-1].kind == "etc":
        title.pop()
    else:
        opens |= {"noun"}
    named = len(title) >= SHORT and title[0].kind in opens and title[-1].kind != "and"
    verb = Span(tokens[first].start, tokens[last].end)
    return verb, Span(title[0].start, title[-1].end) if named else None


def is_participle(context: QuantityContext, verb: Token) -> bool:
    """Whether a verb before a noun tells things of a kind apart: 闲置厂房, 参与群众."""
    if verb.kind not in VERBAL:
        return False
    if context.fits(_PARTICIPLE, verb):
        return True
    people = context.people
    return people and context.fits(_TAKES_PART, verb)


def letter_verb(context: QuantityContext, phrase: Span, segment: Segmenter) -> Span | None:
    """The verb that a phrase begins with, before its object, where it is no verb elsewhere:
    ⟨贴⟩海报, ⟨发展⟩党员."""
    if context.quantity.kind != "amount" or phrase.start >= context.quantity.start:
        return None
    raised = _RAISES.match(context.plain, *phrase)
    if raised is not None and phrase.end - raised.end() >= SHORT:
        ahead = [token for token in context.before if token.start < phrase.start]
        return Span(*raised.span()) if all(t.kind in _AHEAD for t in ahead) else None
    if _LETTER.match(context.plain, phrase.start) is None:
        return None
    words = segment(context.plain[phrase.start : phrase.end])
    if len(words) == 1 or len(words[0]) > 1 or len(words[1]) < SHORT:
        return None
    return Span(phrase.start, phrase.start + 1)


def _is_aside(context: QuantityContext, inside: list[Token]) -> bool:
    """Whether a phrase begins with a place, a time or an event and a verb: 农村新建房屋, 年接待读者
    and “双选会”招聘教师."""
    first = context.written(inside[0])
    event = first[0] in OPENERS and context.people
    aside = inside[0].kind == "place" or event or _TIMED.fullmatch(first) is not None
    return aside and inside[1].kind in VERBAL
