"""The one lexicon: what is known of each word around a quantity, from ``[[words]]``.

The stage of tokens finds these words in a sentence::

    全县新建道路3公里 -> 全县 place | 新建 verb | 道路 noun | 3公里 quantity

Bounds, ranks, parts of a span, statuses and numbers that are no quantities read the same table:
``words_with`` gives the words for which one of its keys is set.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, get_args

import msgspec

from govtext.language.matcher import Phrases, expand_all
from govtext.language.numeral_forms import ONES, ZEROS
from govtext.report import Bound
from govtext.rulebook.load import Rule, Rulebook

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
    "mark",  # parts clauses: punctuation, a bracket, 其中
    "aside",  # a bracket with no quantity in it; no word of the table
    "quantity",  # no word of the table
]
SHORT = 2
"""How many letters name a thing at least, and how many tokens a verb and its object are."""
Flag = Literal[
    "measure",  # a noun that needs what is before it: 面积
    "anaphoric",  # a noun that points back to what was named: 数量
    "nominalizer",  # a noun that makes a noun of the verb before it: 工程
    "agent",  # how names of those who act end: 医院
    "contest",  # a noun of what ranks: 考核
    "one-letter",  # a noun of one letter; another letter alone names nothing
    "vague",  # a noun that names nothing before 的: 方面
    "light-verb",  # a verb of doing something to the things counted: 完成 36家企业改造
    "modal",  # its status counts only where a verb follows: 计划 新增学位
    "pivot",  # a verb whose object does something itself: 推动 12家企业上市
    "result",  # a complement of a verb, a level follows: 增长到
    "opener",  # of one letter, begins the predicate of a noun: 12家企业 在省外设厂
    "amount",  # a noun that the number before it is the amount of: 4%的目标
    "construction",  # what is done to what is built: 加固
    "of-money",  # a verb said of money, no part of its name: 资金安排5亿元
    "money",  # how names of money end: 资金
    "object-inside",  # a verb that names something alone: 造林
    "takes-object",  # said of what is done, also before a bare noun: 建成 平台12个
    "never-nominal",  # a verb that never is inside a name: 实现
    "in-doubt",  # its letters are often those of other words (机构建设), which a segmenter sees
    "sum",  # sums up, and is no part of the name behind it: 累计
]
BoundPlace = Literal["before", "measure", "behind", "inside", "apart"]
Span = Literal["from", "to", "change", "yearly", "mean", "reach", "over", "flow", "none"]
RankRole = Literal["field", "verb", "touching", "behind", "first"]
NumberRole = Literal[
    "slogan", "class label", "lasting", "length", "period", "pointing", "step", "statistic",
    "unitless", "unitless verb",
]  # fmt: skip


Kinds = frozenset[Kind]


def kinds(names: str) -> Kinds:
    """The kinds with these names, with blanks between.

    >>> sorted(kinds("verb noun"))
    ['noun', 'verb']
    """
    return frozenset(one for one in get_args(Kind) if one in names.split())


DEEDS: Kinds = kinds("verb ergative")
VERBAL: Kinds = DEEDS | {"verbal-noun"}
VERBS: Kinds = VERBAL | {"change"}
NOUNS = kinds("noun place")
NAMES: Kinds = NOUNS | {"verbal-noun"}
ADVERBIAL = kinds("adverb manner")
LINKS = kinds("de after")


class WordsMore(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """What is known of single words of a class in place of what the class says."""

    words: str
    direction: Literal["increase", "decrease"] | None = None
    flags: list[Flag] | None = None
    bound: Bound | None = None
    bound_at: tuple[BoundPlace, ...] | None = None
    object: Literal["amount", "number"] | None = None
    span: Span | None = None
    status: Literal["actual", "target", "none"] | None = None
    rank: list[RankRole] | None = None
    number: list[NumberRole] | None = None
    carrier: str | None = None


class WordClass(Rule):
    """An entry of ``[[words]]``: words of which the same is known."""

    words: str
    """The words, with blanks between; ``{a,b}`` is either, ``{,a}`` is a or nothing."""
    kind: Kind | None = None
    """What the word is in the clause of a quantity."""
    direction: Literal["increase", "decrease"] | None = None
    """Of a verb of change, or an adjective that compares with another time: which way."""
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


def run_start(tokens: Sequence[Token], end: int, among: Kinds) -> int:
    """The index of the first of the tokens of some kinds that stand right before ``end``."""
    while end and tokens[end - 1].kind in among:
        end -= 1
    return end


def run_end(tokens: Sequence[Token], first: int, among: Kinds) -> int:
    """The index behind the tokens of some kinds that begin at ``first``."""
    while first < len(tokens) and tokens[first].kind in among:
        first += 1
    return first


_DIGITS = ONES + ZEROS + "0123456789*×X_两十某"
MARKS = ",;:。!?\n)"
OPENERS = "“《("


def expanded(words: str) -> list[str]:
    """The words that a list with alternatives in braces stands for."""
    return list(expand_all(words.split()))


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
    return {
        word: entry for entry, words in rules.derive(_by_class) if known(entry) for word in words
    }


def _by_class(rules: Rulebook) -> list[tuple[WordClass, list[str]]]:
    """The classes of ``word_list``, each with its words."""
    found: dict[int, tuple[WordClass, list[str]]] = {}
    for word, entry in rules.derive(word_list).items():
        found.setdefault(id(entry), (entry, []))[1].append(word)
    return list(found.values())


class Lexicon:
    """The words of a rulebook, ready to look up: by a scan, and by their flags."""

    def __init__(self, rules: Rulebook) -> None:
        mark = WordClass(name="punctuation", words=MARKS, kind="mark")
        words = words_with(rules, lambda entry: entry.kind) | dict.fromkeys(MARKS, mark)
        self.scan = Phrases([*words, *OPENERS, *_DIGITS])
        self.meanings = [words.get(phrase) for phrase in self.scan.phrases]
        """By the index of a phrase in ``scan``: its class, or None for a sign that opens a stretch
        of its own."""

        def flagged(flag: Flag) -> frozenset[str]:
            return frozenset(words_with(rules, lambda entry: flag in entry.flags))

        self.measures = flagged("measure")
        self.anaphoric = flagged("anaphoric")
        self.nominalizers = flagged("nominalizer")
        self.vague = flagged("vague")
        self.one_letter = flagged("one-letter")
        self.light_verbs = flagged("light-verb")
        self.pivots = flagged("pivot")
        self.results = flagged("result")
        self.amounts = flagged("amount")
        self.openers = flagged("opener")
        self.construction = flagged("construction")
        self.of_money = flagged("of-money")
        self.object_inside = flagged("object-inside")
        self.never_nominal = flagged("never-nominal")
        self.sums = flagged("sum")
        # How names end, for ``str.endswith``: of those who act, of money, of figures, of contests.
        self.agents = tuple(sorted(flagged("agent")))
        self.money = tuple(sorted(flagged("money")))
        self.figures = tuple(sorted(self.measures))
        self.contests = tuple(sorted(flagged("contest")))
        self.long_nominalizers = tuple(sorted(one for one in self.nominalizers if len(one) > 1))

    def measure_at_end(self, name: str) -> str:
        """The longest measure that a name ends with: 面积 of 播种面积; else nothing."""
        return max((one for one in self.measures if name.endswith(one)), key=len, default="")
