"""The words around a quantity: a stretch of text cut into verbs, small words and what is left.

``[[wording]]`` lists the words that are no part of what a quantity measures, each with what it
does. One scan finds them; the stretches between them are noun stuff (kind ``noun``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

import msgspec

from govtext.rulebook import Rulebook

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
    "among",  # 其中
    "within",  # 中
    "place",  # 全省
    "noun",
    "stop",  # punctuation that ends a clause
    "open",  # (
    "close",  # )
    "aside",  # a bracket with no quantity in it
    "metric",  # nouns that need what stands before them: 面积
    "back",  # nouns that point back to what was named: 数量
    "head",  # nouns that make a noun of the verb before them: 工程
    "single",  # nouns of one letter; another letter alone names nothing
    "vague",  # nouns that name nothing before 的: 方面
]
_SETS: tuple[Kind, ...] = ("metric", "back", "head", "vague", "single")


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


class Token(NamedTuple):
    """A word of the lexicon, or the noun stuff between two, at its place."""

    kind: Kind
    start: int
    end: int
    word: Wording | None = None


class Lexicon(NamedTuple):
    """The words of a rulebook, ready to scan with."""

    scan: re.Pattern[str]
    words: dict[str, Wording]
    metric: frozenset[str]
    back: frozenset[str]
    head: frozenset[str]
    vague: frozenset[str]
    single: frozenset[str]


_NUMERAL = "0123456789*×XＸ_○〇零一二三四五六七八九十某"
_TIME_TAIL = (
    rf"[{_NUMERAL} ]{{0,9}}(?:[-—–~至到][{_NUMERAL}]{{1,4}})?"
    r"(?:年(?:(?<=[0-9]{4}年)|(?!行动|计划|规划|攻坚|级|轮|期|制))(?:代|度|底|末|初|内|前(?![进移列])|来|间|中|上半年|下半年|以来|期间)?"
    rf"(?:[{_NUMERAL}]{{1,2}}月(?:份|底|末)?(?:[{_NUMERAL}]{{1,3}}日)?)?"
    rf"|月(?:份|底|末)?(?:[{_NUMERAL}]{{1,3}}日)?|季度|世纪|日|\.(?!\d))"
)
_PLAN = r"[一二三四五六七八九十]{1,3}五[”’\"](?:时期|期间|前期|末期|末|初|以来|规划期)?"
_BARE_YEAR = re.compile(r"[12][09]\d\d|[一二][九〇○零][〇○零一二三四五六七八九]{2}")
_STOPS = ",;:。!?\n"


def _tree(words: Iterable[str]) -> list[str]:
    """Patterns for ``words``, one for each first letter; of two words the longer is found."""
    branches: dict[str, list[str]] = {}
    for word in words:
        branches.setdefault(word[0], []).append(word[1:])
    patterns = []
    for letter, rests in branches.items():
        inner = _tree(rest for rest in rests if rest)
        tail = "" if not inner else inner[0] if len(inner) == 1 else f"(?:{'|'.join(inner)})"
        if inner and "" in rests:
            tail = f"(?:{tail})?"
        patterns.append(re.escape(letter) + tail)
    return patterns


def build_lexicon(rules: Rulebook) -> Lexicon:
    """The lexicon of a rulebook."""
    words: dict[str, Wording] = {}
    sets: dict[Kind, set[str]] = {kind: set() for kind in _SETS}
    for entry in rules.table("wording", Wording):
        if entry.kind in sets:
            sets[entry.kind].update(entry.words.split())
        else:
            words.update(dict.fromkeys(entry.words.split(), entry))
    # Every branch begins with a letter: the matcher then skips to the set of first letters.
    branches = [re.escape(mark) for mark in _STOPS]
    branches += [r"\((?P<aside>[^()\n]{1,30}\))?", r"\)", r"《[^《》\n]{1,60}》"]
    branches += [rf"“(?:(?P<plan>{_PLAN})|[^“”\n]{{1,30}}”)"]
    branches += [re.escape(digit) + _TIME_TAIL for digit in _NUMERAL]
    branches += _tree(words)
    return Lexicon(
        re.compile("|".join(branches)),
        words,
        frozenset(sets["metric"]),
        frozenset(sets["back"]),
        frozenset(sets["head"]),
        frozenset(sets["vague"]),
        frozenset(sets["single"]),
    )


def cut(plain: str, start: int, end: int, lexicon: Lexicon) -> list[Token]:
    """The stretch ``[start, end)`` of the plain twin as tokens that cover it, blanks left out.

    Quotations and titles in angle marks are noun stuff, whatever stands in them.
    """
    tokens: list[Token] = []
    place = start
    for match in lexicon.scan.finditer(plain, start, end):
        at = match.start()
        if at > place:
            _add_noun(tokens, plain, place, at, lexicon)
        place = match.end()
        written = match[0]
        word = lexicon.words.get(written)
        kind = word.kind if word is not None else _kind_of_mark(written, match.lastgroup)
        last = tokens[-1].kind if tokens else None
        if (kind == "of" and last == "change" and place < end) or (
            kind in _SAID and last == "than"
        ):
            _make_noun(tokens, -1)  # 经济增长的贡献率, 城乡收入比缩小
        elif kind in _VERBS and last == "noun" and plain[at - 1] == "均":
            kind = "noun"  # 人均结案
        tokens.append(Token(kind, at, place, word))
    if end > place:
        _add_noun(tokens, plain, place, end, lexicon)
    return tokens


_SAID: frozenset[Kind] = frozenset(("change", "reach", "from"))
_VERBS: frozenset[Kind] = frozenset(("do", "either", "may"))
_TAKEN_ALONG: frozenset[Kind] = frozenset(("either", "may", "change"))


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
    if _BARE_YEAR.fullmatch(written):
        tokens.append(Token("time", start, end))
        return
    if tokens and tokens[-1].end == start and _takes_along(written, tokens[-1].kind, lexicon):
        _make_noun(tokens, -1)
    tokens.append(Token("noun", start, end))


def _takes_along(noun: str, verb: Kind, lexicon: Lexicon) -> bool:
    """Whether a noun makes a noun of the verb before it: 提升工程, 孵化器, 竣工面积."""
    if noun in lexicon.head:
        if verb in _TAKEN_ALONG:
            return verb != "change" or noun not in lexicon.metric
        return len(noun) == 1 and verb in {"do", "adv"}
    return verb == "do" and noun in lexicon.metric


def _kind_of_mark(written: str, group: str | None) -> Kind:
    if written in _STOPS or written[-1] == ".":
        return "stop"
    if group == "plan":
        return "time"
    match written[0]:
        case "(":
            return "aside" if len(written) > 1 else "open"
        case ")":
            return "close"
        case "“" | "《":
            return "noun"
        case _:
            return "time"
