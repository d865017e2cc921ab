"""What a measure is of that only a clause or a sentence before names: its topic.

完成门牌更换,更换率100%      -> 门牌
乡镇企业保持发展势头,产值增长2倍 -> 乡镇企业
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from govtext.language.lexicon import NAMES, NOUNS, SHORT, Token, kinds, run_end, run_start
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.stages.claims.context import QuantityContext

Clauses = Iterable[Sequence[Token]]
_TOPICAL = pattern("measure that wants a topic")
_EMPTY = pattern("topic that says nothing")
_CLASS = pattern("noun that tells no thing from others")
_WORD_GOES_ON = pattern("letter with which a word goes on")
_ANY = pattern("word that makes no name of a thing")
_RATE = pattern("measure behind the thing that it is of")
_BALANCE = pattern("balance of what is saved or lent")
_SAID = pattern("letters that open a motto of four")
_HEAD = pattern("verb at the head of a topic")
_GENERIC = pattern("noun behind the name of a topic")
_ASIDE = kinds("adverb manner time preposition enumerator")
_VERBS = kinds("verb ergative change")
_LONGEST = 16
"""How many letters name a topic at most."""
_LONGEST_FULL = 6
"""How many letters a name in full has at most before the name that stands for it."""
_CLAUSES = 2
"""How many clauses back a topic is looked for."""


def clauses_before(context: QuantityContext) -> list[Sequence[Token]]:
    """The clauses before that of a quantity in which its topic is looked for, the nearest first."""
    return [*itertools.islice(context.clauses_before(), _CLAUSES)]


def wants_topic(context: QuantityContext, phrase: Span) -> bool:
    """Whether a name is a measure that says nothing without its topic: 满意率, 交易额."""
    return context.fits(_TOPICAL, phrase)


def opens_clause(context: QuantityContext, phrase: Span) -> bool:
    """Whether nothing before a name in its clause can be what it is of."""
    return all(t.kind not in NAMES or t.start >= phrase.start for t in context.before)


def topic_in(context: QuantityContext, clauses: Clauses) -> Span | None:
    """What the first of some clauses before a measure is about that tells it."""
    topics = (topic_of(context, tokens) for tokens in clauses if tokens)
    return next((topic for topic in topics if topic is not None), None)


def repeats(context: QuantityContext, phrase: Span) -> bool:
    """Whether a measure may repeat a name of a clause before, or its end: 投入, 存款余额."""
    deed = any(_is_deed(context, token, phrase) for token in context.before)
    return deed or context.fits(_BALANCE, phrase)


def repeated_in(context: QuantityContext, phrase: Span, clauses: Clauses) -> Span | None:
    """The name in a clause before that ends with the word that a measure is of, or with the whole
    of it: 居民⟨存款⟩增加,存款余额; 加大教育⟨投入⟩,投入4亿元."""
    written = context.text(phrase)
    for tokens in clauses:
        first = _behind_verb(tokens)
        for last in range(len(tokens) - 1, first, -1):
            if not context.written(tokens[last]).endswith(written[:SHORT]):
                continue
            start = max(first, run_start(tokens, last, NOUNS))
            return None if start == last else Span(tokens[start].start, tokens[last].end)
    return None


def resumed_in(context: QuantityContext, phrase: Span, clauses: Clauses) -> Span | None:
    """What stands before a name, or before the thing that a rate is of, where a clause before
    gives it in full: 加大⟨校外⟩培训机构整治力度,培训机构23家; 做好⟨课后⟩服务,服务覆盖率98%."""
    written = context.text(phrase)
    if _CLASS.fullmatch(written):
        return None
    rate = _RATE.search(written)
    thing = written if rate is None else written[: rate.start()]
    if len(thing) < SHORT:
        return None
    for tokens in clauses:
        first = _behind_verb(tokens)
        end = run_end(tokens, first, NAMES)
        if end == first:
            continue
        head = _HEAD.match(context.plain, tokens[first].start)
        begin = tokens[first].start if head is None else head.end()
        measured = rate is not None or written in context.lexicon.measures
        if not (first or head or measured):
            continue  # 云山博物馆开馆,8家博物馆晋级
        place = context.plain.find(thing, begin + SHORT, tokens[end - 1].end)
        if _WORD_GOES_ON.match(context.plain, place + len(thing)):
            continue  # 直达消费者,带动消费
        if begin < place <= begin + _LONGEST_FULL:
            return None if _ANY.search(context.plain, begin, place) else Span(begin, place)
    return None


def _is_deed(context: QuantityContext, token: Token, phrase: Span) -> bool:
    """Whether a token is a deed, or a measure, that is the whole of a name."""
    if (token.start, token.end) != phrase:
        return False
    return token.kind == "verbal-noun" or context.written(token) in context.lexicon.measures


def topic_of(context: QuantityContext, tokens: Sequence[Token]) -> Span | None:
    """The subject of a clause, or else the object of the verb it begins with, without what is
    done to it: 完成⟨门牌⟩更换, 推动⟨汽车产业⟩提质."""
    first = _behind_verb(tokens)
    etc = next((i for i, token in enumerate(tokens) if token.kind == "etc"), 0)
    if etc and all(token.kind in NAMES or token.kind == "and" for token in tokens[:etc]):
        first = etc + 1  # “村超”等⟨体育赛事⟩
    if any(token.kind in _VERBS and token.end - token.start < SHORT for token in tokens[:first]):
        return None  # 增储上产
    end = first
    while end < len(tokens) and (
        tokens[end].kind in NAMES
        or (tokens[end].kind == "manner" and tokens[end + 1 : end + 2] and end > first)
    ):
        end += 1
    if end < len(tokens) and tokens[end].kind in {"and", "etc", "de"}:
        return None
    while end > first and context.fits(_GENERIC, tokens[end - 1]):
        end -= 1  # 力度, 工作
    end = _before_deed(context, tokens, first, end)
    if end <= first:
        return None
    head = _HEAD.match(context.plain, tokens[first].start)
    topic = Span(tokens[first].start if head is None else head.end(), tokens[end - 1].end)
    written = context.text(topic)
    if (said := _SAID.search(written)) is not None:
        written = written[: said.start()]
        topic = Span(topic.start, topic.start + len(written))
    named = any(token.kind == "noun" for token in tokens[first:end])
    if not named or not SHORT <= len(written) <= _LONGEST or _EMPTY.fullmatch(written):
        return None
    return topic


def _behind_verb(tokens: Sequence[Token]) -> int:
    """Where the clause begins behind its adverbs and the verbs of which it names the object."""
    first = run_end(tokens, 0, _ASIDE)
    joint = next((i for i, token in enumerate(tokens) if token.kind == "and"), 0)
    if joint == first + 1 and [t.kind in _VERBS for t in tokens[joint + 1 : joint + 2]] == [True]:
        first = joint + 1  # 规范和提升
    for token, behind in itertools.pairwise(tokens[first:]):
        deed = token.kind == "verbal-noun" and behind.kind in NOUNS
        if not deed and token.kind not in _VERBS:
            break
        first += 1
    return first


def _before_deed(context: QuantityContext, tokens: Sequence[Token], first: int, end: int) -> int:
    """Where the name ends before what is done to it, unless a noun follows: 医疗救助制度."""
    for index in range(first + 1, end):
        written = context.written(tokens[index])
        if tokens[index].kind != "verbal-noun" or written in context.lexicon.measures:
            continue
        rest = context.plain[tokens[index].end : tokens[end - 1].end]
        if not rest.endswith(context.lexicon.long_nominalizers + context.lexicon.agents):
            return index
    return end
