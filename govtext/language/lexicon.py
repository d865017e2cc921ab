"""The one lexicon: what is known of each word around a quantity, from ``[[words]]``.

``cut`` parses a stretch of text into words of the lexicon and the noun stuff between them::

    全县新建道路3公里 -> 全县 place | 新建 verb | 道路 noun

Bounds, ranks, parts of a span, statuses and numbers that are no quantities read the same table:
``words_with`` gives the words for which one of its keys is set.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

import msgspec

from govtext.language.matcher import Phrases, expand
from govtext.report import Bound
from govtext.rulebook.load import Rulebook

Kind = Literal[
    "verb",  # its object is counted: 引进 30家企业
    "ergative",  # its subject or its object is counted: 项目开工 12个, 开工 12个
    "verbal-noun",  # a verb that is as often a noun: 建设, 培训
    "change",  # a verb of change: 增长, 下降
    "level",  # a verb of reaching or being at a level: 达到, 超过, 为
    "exist",  # a verb of existence: 有
    "comparison",  # an adjective of comparison, with the standard behind it: 高于
    "than",  # what introduces the standard of a comparison: 比
    "share",  # has a part of a whole: 占
    "from",  # the earlier state: 由, 从
    "at",  # 在
    "means",  # what is taken for something: 用 … 时间
    "each",  # distributes a list: 分别
    "basis",  # a baseline in one word: 同比, 年均
    "time",  # 今年, 2024年
    "adverb",  # an adverb, a modal verb or a conjunction: 累计, 力争
    "manner",  # an adverb only where a verb or the number follows: 实际, 平均
    "preposition",  # only where it begins a phrase: 将, 对
    "after",  # a postposition of the number: 以上, 左右
    "de",  # 的
    "and",  # coordinates: 、和
    "etc",  # closes a list: 等
    "inside",  # 中
    "place",  # 全省
    "noun",  # a noun with the letters of another word in it: 居民 is not 居
    "enumerator",  # opens an item: 一是, 首先
    # No words of the table:
    "aside",  # a bracket with no quantity in it
    "mark",  # what parts clauses: punctuation, a bracket, 其中
    "quantity",
]
Flag = Literal[
    "measure",  # a noun that needs what is before it: 面积
    "anaphoric",  # a noun that points back to what was named: 数量
    "nominalizer",  # a noun that makes a noun of the verb before it: 工程
    "agent",  # how names of those who act end: 医院
    "contest",  # a noun of what ranks: 考核
    "one-letter",  # a noun of one letter; another letter alone names nothing
    "vague",  # a noun that names nothing before 的: 方面
    "light-verb",  # a verb of doing something to the things counted: 完成 36家企业改造
    "of-things",  # a verb said of things, no part of their names: 纳入
    "construction",  # what is done to what is built: 加固
    "of-money",  # a verb said of money, no part of its name: 资金安排5亿元
    "money",  # how names of money end: 资金
    "object-inside",  # a verb that names something alone: 造林
    "never-nominal",  # a verb that never is inside a name: 实现
    "sum",  # sums up, and is no part of the name behind it: 累计
]
BoundPlace = Literal["before", "measure", "behind", "inside", "apart"]
Span = Literal["from", "to", "change", "yearly", "mean", "reach", "over", "flow", "none"]
RankRole = Literal["field", "verb", "touching", "behind", "first"]
NumberRole = Literal[
    "slogan", "class label", "lasting", "length", "period", "pointing", "step", "statistic",
    "unitless", "unitless verb",
]  # fmt: skip


class WordsMore(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """What is known of single words of a class in place of what the class says."""

    words: str
    flags: list[Flag] | None = None
    bound: Bound | None = None
    bound_at: tuple[BoundPlace, ...] | None = None
    object: Literal["amount", "number"] | None = None
    span: Span | None = None
    status: Literal["actual", "target", "none"] | None = None
    rank: list[RankRole] | None = None
    number: list[NumberRole] | None = None
    carrier: str | None = None


class WordClass(msgspec.Struct, forbid_unknown_fields=True):
    """An entry of ``[[words]]``: words of which the same is known."""

    name: str
    words: str
    """The words, with blanks between; ``{a,b}`` is either, ``{,a}`` is a or nothing."""
    kind: Kind | None = None
    """What the word is in the clause of a quantity."""
    direction: Literal["increase", "decrease"] | None = None
    """Of a verb of change: which way."""
    basis: Literal["yoy", "avg_annual", "vs"] | None = None
    """Of a baseline: which."""
    object: Literal["amount", "number"] | None = None
    """Of a verb of change: what of its object changes, its amount (减轻负担5亿元) or also its
    number (增加学位500个)."""
    flags: list[Flag] = []
    """What else single rules ask of the word."""
    bound: Bound | None = None
    """The bound that it sets for a number at the places of ``bound_at``."""
    bound_at: tuple[BoundPlace, ...] = ("before",)
    """Where it sets the bound: directly ``before`` the number (``measure``: only of a measure),
    directly ``behind`` the unit, ``inside`` between the two, ``apart`` before the whole of which
    the number is a share."""
    span: Span | None = None
    """Of a stretch of time, which part a number behind the word tells of: its end (``to``,
    ``reach``, ``over``), its beginning (``from``), all of it (``flow``, ``change``), its mean
    (``mean``), the year before (``yearly``); ``none``: no such word, though it holds one."""
    status: Literal["actual", "target", "none"] | None = None
    """Whether a number in its clause is observed or aimed at; ``none`` as above."""
    rank: list[RankRole] = []
    """Where a number near it is a rank and no ordinal."""
    number: list[NumberRole] = []
    """Where a number near it is, or is no, quantity."""
    also: list[WordsMore] = []
    """Single words of the class with what is known of them in place of what the class says."""
    carrier: str = ""
    """A sentence in which every word of the class is tested: ``{}`` is the word."""
    examples: list[str] = []


FACETS = {
    "kind": "what a quantity measures (stages/claims)",
    "direction": "direction (stages/claims/change.py)",
    "basis": "basis (stages/claims/change.py)",
    "object": "direction (stages/claims/change.py)",
    "flags": "what a quantity measures (stages/claims)",
    "bound": "bound (stages/quantities/bounds.py)",
    "bound_at": "bound (stages/quantities/bounds.py)",
    "span": "period (stages/claims/timeline.py)",
    "status": "status (stages/claims/status.py)",
    "rank": "ranks (stages/quantities/ranks.py)",
    "number": "numbers that are no quantities (stages/quantities/exclusions.py)",
}
"""What can be known of a word, each with the field it decides and the module that asks."""


class Token(msgspec.Struct, gc=False):
    """A word of the lexicon, or the noun stuff between two, at its place."""

    kind: Kind
    start: int
    end: int
    word: WordClass | None = None


class Lexicon(NamedTuple):
    """The words of a rulebook, ready to look up."""

    scan: Phrases
    meanings: list[WordClass | None]
    """By the index of a phrase in ``scan``: its class, or None for a sign that opens a stretch of
    its own."""
    agents: tuple[str, ...]
    """How names of those who act end, for ``str.endswith``."""
    money: tuple[str, ...]
    """How names of money end, for ``str.endswith``."""
    long_nominalizers: tuple[str, ...]
    """The nominalizers but those of one letter, for ``str.endswith``."""
    measures: frozenset[str]
    anaphoric: frozenset[str]
    nominalizers: frozenset[str]
    vague: frozenset[str]
    contests: frozenset[str]
    one_letter: frozenset[str]
    light_verbs: frozenset[str]
    of_things: frozenset[str]
    construction: frozenset[str]
    of_money: frozenset[str]
    object_inside: frozenset[str]
    never_nominal: frozenset[str]
    sums: frozenset[str]


_NUMERAL = "0123456789*×X_○〇零一二两三四五六七八九十某"
_SIGNS = _NUMERAL + "“《("
_YEAR = (
    r"年(?:(?<=[0-9]{4}年)|(?!行动|计划|规划|攻坚|级|轮|期|制))"
    r"(?:代|度|底|末|初|内|前(?![进移列])|来|间|中(?![央国共小部心])|上半年|下半年|以来|期间)?"
)
_MONTH = rf"月(?:份|底|末)?(?:[{_NUMERAL}]{{1,3}}日)?"
_PLAN = r"“[一二三四五六七八九十]{1,3}五[”’\"](?:时期|期间|前期|末期|末|初|以来|规划期)?"
# What a sign opens, by the kind of token it makes.
_OPENED = re.compile(
    rf"(?P<time>{_PLAN}"
    rf"|[{_NUMERAL}][{_NUMERAL} ]{{0,9}}(?:[-—–~至到][{_NUMERAL}]{{1,4}})?"
    rf"(?:{_YEAR}(?:[{_NUMERAL}]{{1,2}}{_MONTH})?|{_MONTH}|季度|世纪|日))"
    rf"|(?P<noun>“[^“”\n]{{1,30}}”|《[^《》\n]{{1,60}}》)"
    rf"|(?P<aside>\([^()\n]{{1,30}}\))"
    rf"|(?P<enumerator>[0-9]{{1,3}}\.(?!\d))"
)
_BARE_YEAR = re.compile(r"[12][09]\d\d|[一二][九〇○零][〇○零一二三四五六七八九]{2}")


def expanded(words: str) -> list[str]:
    """The words that a list with alternatives in braces stands for."""
    return [word for written in words.split() for word in expand(written)]


def classes(entry: WordClass) -> dict[str, WordClass]:
    """The words of an entry, each with what is known of it."""
    known = dict.fromkeys(expanded(entry.words), entry)
    for more in entry.also:
        facets = {name: value for name, value in msgspec.structs.asdict(more).items() if value}
        del facets["words"]
        known |= dict.fromkeys(expanded(more.words), msgspec.structs.replace(entry, **facets))
    return known


def word_list(rules: Rulebook) -> dict[str, WordClass]:
    """Every word of ``[[words]]`` with what is known of it; the last entry that has it decides."""
    known: dict[str, WordClass] = {}
    for entry in rules.table("words", WordClass):
        known |= classes(entry)
    return known


def words_with(rules: Rulebook, known: Callable[[WordClass], object]) -> dict[str, WordClass]:
    """The words for whose class ``known`` is true, each with it."""
    return {word: entry for word, entry in rules.derive(word_list).items() if known(entry)}


def build_lexicon(rules: Rulebook) -> Lexicon:
    """The lexicon of a rulebook."""
    words = words_with(rules, lambda entry: entry.kind)
    scan = Phrases([*words, *_SIGNS])

    def flagged(flag: Flag) -> frozenset[str]:
        return frozenset(words_with(rules, lambda entry: flag in entry.flags))

    nominalizers = flagged("nominalizer")
    return Lexicon(
        scan=scan,
        meanings=[words.get(phrase) for phrase in scan.phrases],
        agents=tuple(sorted(flagged("agent"))),
        money=tuple(sorted(flagged("money"))),
        long_nominalizers=tuple(sorted(word for word in nominalizers if len(word) > 1)),
        measures=flagged("measure"),
        anaphoric=flagged("anaphoric"),
        nominalizers=nominalizers,
        vague=flagged("vague"),
        contests=flagged("contest"),
        one_letter=flagged("one-letter"),
        light_verbs=flagged("light-verb"),
        of_things=flagged("of-things"),
        construction=flagged("construction"),
        of_money=flagged("of-money"),
        object_inside=flagged("object-inside"),
        never_nominal=flagged("never-nominal"),
        sums=flagged("sum"),
    )


def cut(plain: str, start: int, end: int, lexicon: Lexicon) -> list[Token]:
    """The stretch ``[start, end)`` of the plain twin as tokens that cover it, blanks left out.

    Of two words that begin alike the longer is found. Quotations and titles in angle marks are
    noun stuff, whatever stands in them.
    """
    tokens: list[Token] = []
    matches, meanings = lexicon.scan.matches, lexicon.meanings
    place = start
    behind: int | None = start
    while behind is not None:
        begin, behind = behind, None
        for which, first, last in matches(plain[begin:end]):
            at, word = begin + first, meanings[which]
            if word is not None and word.kind is not None:
                token = Token(word.kind, at, begin + last, word)
            else:
                opened = _OPENED.match(plain, at, end)
                if opened is None:
                    continue
                token = Token(_BY_GROUP[opened.lastgroup], at, opened.end())
                behind = token.end  # words are looked for anew behind it
            if at > place:
                _add_noun(tokens, plain, place, at, lexicon)
            if tokens and token.kind in _TELLING:
                _tell(tokens, plain, token)
            tokens.append(token)
            place = token.end
            if behind is not None:
                break
    if end > place:
        _add_noun(tokens, plain, place, end, lexicon)
    elif tokens and tokens[-1].kind == "than" and plain.endswith("之比", start, end):
        _make_noun(tokens, -1)  # 就业人口与居住人口之比,
    return tokens


_BY_GROUP: dict[str | None, Kind] = {
    "time": "time",
    "noun": "noun",
    "aside": "aside",
    "enumerator": "enumerator",
}
_SAID: frozenset[Kind] = frozenset(("change", "level", "from"))
_TELLING: frozenset[Kind] = _SAID | {"de", "noun", "inside"}
_TAKEN_ALONG: frozenset[Kind] = frozenset(("ergative", "verbal-noun", "change"))
_VERBAL: frozenset[Kind] = _TAKEN_ALONG | {"verb"}


def _tell(tokens: list[Token], plain: str, token: Token) -> None:
    """Make a noun of the last of ``tokens`` where the word behind it tells that it is one."""
    last = tokens[-1].kind
    if (token.kind == "de" and last == "change") or (token.kind in _SAID and last == "than"):
        _make_noun(tokens, -1)  # 经济增长的贡献率, 城乡收入比缩小
    elif token.kind == "noun" and _is_inner(tokens, plain):
        _make_noun(tokens, -1)
    elif token.kind == "inside" and last == "level" and tokens[-1].end - tokens[-1].start > 1:
        _make_noun(tokens, -1)  # 综合排名中


def _make_noun(tokens: list[Token], index: int) -> None:
    token = tokens[index]
    tokens[index] = Token("noun", token.start, token.end)


def _add_noun(tokens: list[Token], plain: str, start: int, end: int, lexicon: Lexicon) -> None:
    while start < end and plain[start] == " ":
        start += 1
    while end > start and plain[end - 1] == " ":
        end -= 1
    if start == end:
        return
    written = plain[start:end]
    if len(written) == 4 and _BARE_YEAR.fullmatch(written):
        tokens.append(Token("time", start, end))
        return
    beside = bool(tokens) and tokens[-1].end == start
    if beside and (_takes_along(plain, written, tokens[-1], lexicon) or _is_inner(tokens, plain)):
        _make_noun(tokens, -1)
    tokens.append(Token("noun", start, end))


_MAY_BE_INNER: frozenset[Kind] = frozenset(("time", "after", "adverb", "level"))


def _is_inner(tokens: list[Token], plain: str) -> bool:
    """Whether the last token, with a noun behind it, stands inside a name: 学前三年毛入园率,
    本科以上学历, 专项控制商品; so does 人民币 before any noun."""
    last = tokens[-1] if tokens else None
    if last is None or last.kind not in _MAY_BE_INNER:
        return False
    if last.kind == "adverb":
        return plain[last.start : last.end] == "人民币"
    if len(tokens) < 2 or tokens[-2].kind != "noun" or tokens[-2].end < last.start:
        return False
    if last.kind == "time":
        return last.end - last.start == 2
    if last.kind == "after":
        return plain[tokens[-2].end - 1] != "元"
    return plain[last.start : last.end] in {"控制", "稳定"}


def _takes_along(plain: str, noun: str, word: Token, lexicon: Lexicon) -> bool:
    """Whether a noun makes a noun of the word before it: 提升工程, 孵化器, 年均浓度."""
    verb = word.kind
    if noun[0] in "型者" and verb in _VERBAL:
        return True  # 生产型企业
    if verb == "basis":
        return word.word is not None and word.word.basis == "avg_annual"
    if noun in lexicon.nominalizers:
        if verb in _TAKEN_ALONG and plain[word.start : word.end] not in lexicon.never_nominal:
            return verb != "change" or noun not in lexicon.measures
        return len(noun) == 1 and verb in {"verb", "adverb"}
    return verb == "verb" and noun in lexicon.measures
