"""The words around a quantity: a stretch of text cut into verbs, small words and what is left.

``[[wording]]`` lists the words that are no part of what a quantity measures, each with what it
does. The stretches between them are noun stuff (kind ``noun``).
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

import msgspec

from govtext.language.matcher import Phrases
from govtext.rulebook.load import Rulebook

Kind = Literal[
    "do",  # a verb whose object is counted: 引进 30家企业
    "either",  # a verb whose subject or object is counted: 项目开工 12个, 开工 12个
    "may",  # a verb that is as often a noun: 建设, 培训
    "change",  # 增长, 下降
    "reach",  # 达到, 超过, 为
    "have",  # 有
    "over",  # 高于, with what it is compared with behind it
    "than",  # 比
    "share",  # 占
    "from",  # 由, 从
    "at",  # 在
    "means",  # 用 … 时间
    "each",  # 分别
    "basis",  # 同比, 年均
    "time",  # 今年, 2024年
    "adv",  # 累计, 力争
    "lead",  # a small word only where it begins a phrase: 将, 对
    "manner",  # an adverb only where a verb or the number follows: 实际, 平均
    "after",  # 以上, 左右
    "of",  # 的
    "and",  # 、和
    "etc",  # 等
    "within",  # 中
    "place",  # 全省
    "noun",
    "stop",  # what enumerates at the head of a clause: 一是, 首先
    "aside",  # a bracket with no quantity in it
    "metric",  # nouns that need what stands before them: 面积
    "back",  # nouns that point back to what was named: 数量
    "head",  # nouns that make a noun of the verb before them: 工程
    "agent",  # how the names of those who act end: 医院
    "contest",  # nouns of what ranks: 考核
    "single",  # nouns of one letter; another letter alone names nothing
    "vague",  # nouns that name nothing before 的: 方面
    "doing",  # verbs of doing something to the things counted: 完成 36家企业改造
    "said",  # verbs said of things, no part of their names: 纳入
    "works",  # what is done to what is built: 加固
    "giving",  # verbs said of money, no part of its name: 资金安排5亿元
    "money",  # how the names of money end: 资金
    "entire",  # verbs that name something alone: 造林
    "attain",  # verbs that never stand inside a name: 实现
    "sum",  # what sums up, no part of the name behind it: 累计
]
_SETS: tuple[Kind, ...] = (
    "metric", "back", "head", "vague", "agent", "contest", "single", "doing", "said", "works",
    "giving", "money", "entire", "attain", "sum",
)  # fmt: skip


class Wording(msgspec.Struct, forbid_unknown_fields=True):
    """An entry of ``[[wording]]``: words that do the same around a quantity."""

    name: str
    kind: Kind
    words: str
    direction: Literal["increase", "decrease"] | None = None
    basis: Literal["yoy", "avg_annual", "vs"] | None = None
    object: Literal["amount", "number"] | None = None
    """What of its object a verb of change changes: its amount (减轻负担5亿元), or also its number
    (增加学位500个)."""
    examples: list[str] = []


class Token(msgspec.Struct, gc=False):
    """A word of the lexicon, or the noun stuff between two, at its place."""

    kind: Kind
    start: int
    end: int
    word: Wording | None = None


class Lexicon(NamedTuple):
    """The words of a rulebook, ready to look up."""

    scan: Phrases
    meanings: list[Wording | None]
    """By the index of a phrase in ``scan``: its entry, or None for a sign that opens a stretch of
    its own."""
    agents: tuple[str, ...]
    """The words of ``agent``, for ``str.endswith``."""
    money: tuple[str, ...]
    """The words of ``money``, for ``str.endswith``."""
    heads: tuple[str, ...]
    """The words of ``head`` but those of one letter, for ``str.endswith``."""
    metric: frozenset[str]
    back: frozenset[str]
    head: frozenset[str]
    vague: frozenset[str]
    contest: frozenset[str]
    single: frozenset[str]
    doing: frozenset[str]
    said: frozenset[str]
    works: frozenset[str]
    giving: frozenset[str]
    entire: frozenset[str]
    attain: frozenset[str]
    sum: frozenset[str]


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
    rf"|(?P<stop>[0-9]{{1,3}}\.(?!\d))"
)
_BARE_YEAR = re.compile(r"[12][09]\d\d|[一二][九〇○零][〇○零一二三四五六七八九]{2}")


def build_lexicon(rules: Rulebook) -> Lexicon:
    """The lexicon of a rulebook."""
    words: dict[str, Wording] = {}
    sets: dict[Kind, set[str]] = {kind: set() for kind in _SETS}
    for entry in rules.table("wording", Wording):
        if entry.kind in sets:
            sets[entry.kind].update(entry.words.split())
        else:
            words.update(dict.fromkeys(entry.words.split(), entry))
    scan = Phrases([*words, *_SIGNS])
    agents, money = (tuple(sorted(sets.pop(kind))) for kind in ("agent", "money"))
    heads = tuple(sorted(word for word in sets["head"] if len(word) > 1))
    meanings = [words.get(phrase) for phrase in scan.phrases]
    by_kind = map(frozenset, sets.values())
    return Lexicon(scan, meanings, agents, money, heads, *by_kind)


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
            if word is not None:
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
    "stop": "stop",
}
_SAID: frozenset[Kind] = frozenset(("change", "reach", "from"))
_TELLING: frozenset[Kind] = _SAID | {"of", "noun", "within"}
_TAKEN_ALONG: frozenset[Kind] = frozenset(("either", "may", "change"))
_VERBAL: frozenset[Kind] = _TAKEN_ALONG | {"do"}


def _tell(tokens: list[Token], plain: str, token: Token) -> None:
    """Make a noun of the last of ``tokens`` where the word behind it tells that it is one."""
    last = tokens[-1].kind
    if (token.kind == "of" and last == "change") or (token.kind in _SAID and last == "than"):
        _make_noun(tokens, -1)  # 经济增长的贡献率, 城乡收入比缩小
    elif token.kind == "noun" and _is_inner(tokens, plain):
        _make_noun(tokens, -1)
    elif token.kind == "within" and last == "reach" and tokens[-1].end - tokens[-1].start > 1:
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


_MAY_BE_INNER: frozenset[Kind] = frozenset(("time", "after", "adv", "reach"))


def _is_inner(tokens: list[Token], plain: str) -> bool:
    """Whether the last token, with a noun behind it, stands inside a name: 学前三年毛入园率,
    本科以上学历, 专项控制商品; so does 人民币 before any noun."""
    last = tokens[-1] if tokens else None
    if last is None or last.kind not in _MAY_BE_INNER:
        return False
    if last.kind == "adv":
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
    if noun in lexicon.head:
        if verb in _TAKEN_ALONG and plain[word.start : word.end] not in lexicon.attain:
            return verb != "change" or noun not in lexicon.metric
        return len(noun) == 1 and verb in {"do", "adv"}
    return verb == "do" and noun in lexicon.metric
