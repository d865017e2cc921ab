"""The clause before a quantity, read backwards: its predicate, then the phrase that it is said of.

水稻单产比全省平均水平高5% -> phrase 水稻单产, predicate, complement 全省平均水平
全县培训500人 -> no phrase; the verb 培训 stands alone
道路改造提速,完成12公里 -> 道路, which only a clause before names
"""

from __future__ import annotations

import msgspec

from govtext.language.lexicon import DEEDS, Kind, Token, kinds
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.stages.claims.context import QuantityContext
from govtext.stages.claims.noun_phrase import (
    NAMING,
    PHRASE,
    ClauseBefore,
    phrase_end,
    phrase_start,
    trim,
)

_PREDICATE = kinds("change level exist basis each comparison share from than at ergative")
_NEUTRAL = kinds("time adverb manner after")
# What stands behind these is no subject: the subject is compared with it.
_TAKES_COMPLEMENT = kinds("than comparison share from at")
_BARE = kinds("verbal-noun place")
_SCOPE = kinds("place and inside de")
# Quantities of these kinds measure something by its name, not the object of a verb.
_HAS = DEEDS | {"exist"}
_OF_NOUNS = frozenset(("percent", "point", "ratio", "duration"))
_OWN = pattern("issuer as a whole at the head of a name")
_IS = pattern("copula behind an aim")
_MOVED = pattern("preposition before what is changed")
_SET = pattern("aim that is something")
_GROWTH = pattern("noun of growth")
_SHARE = pattern("noun of a share")
_PER = pattern("what a number is counted against")
_PER_HEAD = pattern("rate that stands alone")
_CLASS = pattern("class of what is listed")
_ALL = 6
"""A class of things and its measure are no longer than this: 产业营收."""
_WON = pattern("won in a contest")
_LOCALIZER = pattern("localizer")
_PROVINCE = pattern("in a province, abbreviated")
_PARTED = pattern("by what a whole is parted")
_PASSIVE = pattern("word before who does it")
_LEVEL = pattern("rank at the end of a word")
_RANKED = 3
"""How many words 市级以上培训 has."""


class ClauseReading(msgspec.Struct, gc=False):
    """The clause before a quantity as read.

    ``phrase`` is the noun phrase in ``tokens``, ``first`` the index of its first token, ``tail``
    that of the first token of the predicate; both where the reading stopped if there is none.
    Where the phrase is a clause of its own before, ``tokens`` are those of that clause.
    """

    tokens: list[Token]
    phrase: Span | None = None
    first: int = 0
    tail: int = 0
    predicate: bool = False
    """Whether something is said of the phrase before the number: 达到, 增长, 占."""
    verb: bool = False
    """Whether a verb that wants an object stands right before the number: 引进."""
    means: bool = False
    """Whether the number is what it takes: 用三年."""
    complement: Span | None = None
    """What the phrase is compared with or counted in: 全国 of 居全国第3位."""
    nominal: Span | None = None
    """A verb right before the number with the noun before it: 生态修复20万亩."""
    alone: Span | None = None
    """A verb right before the number with nothing before it: 培训500人."""


def circumstance_start(context: QuantityContext) -> int:
    """The index of the first word of the clause that 在 opens and 的情况下 closes, with a subject
    of its own: 进口在⟨出口下降5%⟩的情况下; 0 where there is none."""
    if [token.kind for token in context.behind[:2]] != ["de", "adverb"]:
        return 0
    for index in range(len(context.before) - 1, -1, -1):
        if context.before[index].kind == "at":
            named = any(token.kind in NAMING for token in context.before[index + 1 :])
            return index + 1 if named else 0
    return 0


def read_clause(context: QuantityContext) -> ClauseReading:
    """Read the clause before a quantity."""
    return _ClauseReader(context).read()


class _ClauseReader(ClauseBefore):
    """Goes back from the number; ``at`` is the index behind the next token to look at."""

    def __init__(self, context: QuantityContext) -> None:
        super().__init__(context)
        self.tokens = context.before[circumstance_start(context) :]
        self.at = len(self.tokens)
        self.predicate = context.plain[context.quantity.start] == "翻"
        self.rank = context.quantity.kind == "rank"
        self.pending = False  # a 的 whose noun has not been met
        self.reading = ClauseReading(self.tokens)

    def read(self) -> ClauseReading:
        reading = self.reading
        going = True
        while going and reading.phrase is None and self.at > 0:
            going = self._step()
        if reading.phrase is None:
            reading.first = reading.tail = self.at
            self._read_topic()
        reading.predicate = self.predicate
        return reading

    def _step(self) -> bool:
        """Read one token, or one phrase; whether to go on."""
        token = self.tokens[self.at - 1]
        kind = self._kind(token)
        if kind in _PREDICATE:
            self.reading.verb |= kind == "ergative"
            self.predicate = True
        elif kind in _NEUTRAL or self.context.fits(_PER_HEAD, token):
            self.pending = False
        elif kind in {"de", "means"}:
            self.pending |= kind == "de"
            self.reading.means |= kind == "means"
        elif kind in PHRASE:
            self._phrase()
            return True
        elif self.pending:
            self.predicate, self.pending = True, False  # 完成年度任务的80%
        else:
            self.reading.verb = True
            if not _WON.match(self.plain, token.start):
                self.reading.nominal = self._nominal()
                self.reading.alone = Span(token.start, token.end)
            return False
        self.at -= 1
        return True

    def _kind(self, token: Token) -> Kind:
        """What the next token does at its place."""
        if token.kind == "preposition":
            return "noun"  # the last letter of a noun: 规定, 意向
        if token.kind == "noun" and self.kind_before(self.at - 1) == "basis":
            grows = self.context.fits(_GROWTH, token)
            return "change" if grows else "noun"  # 财政收入年均增长率9%
        if token.kind == "level":
            return self._kind_of_level(token)
        if token.kind == "ergative" and self._is_of_rank():
            return "noun"  # 省级以上获奖12项
        if token.kind == "verb":
            if self.predicate and self.kind_before(self.at - 1) in NAMING:
                return "noun"  # 研发投入增长8%
            if self._is_given(token):
                return "level"  # 水利资金安排5亿元
            if self._is_object():
                return "noun"  # 整顿软弱涣散基层党组织12个
        return token.kind

    def _is_of_rank(self) -> bool:
        """Whether a rank and what is above it stand before the last word: 省级以上."""
        words = self.tokens[max(self.at - _RANKED, 0) : self.at - 1]
        if [token.kind for token in words] != ["noun", "after"]:
            return False
        return _LEVEL.search(self.plain, words[0].start, words[0].end) is not None

    def _kind_of_level(self, token: Token) -> Kind:
        """An adjective that compares with nothing is part of a noun (层高), and so is 排名 where
        no rank follows."""
        compares = token.word is not None and token.word.direction is not None
        standard = "than" in [one.kind for one in self.tokens]
        if compares and token.end - token.start == 1 and not standard:
            return "noun"
        anaphoric = self.written(token) in self.lexicon.anaphoric
        # 排名由第6位升至第2位
        moved = [other.kind for other in self.tokens[self.at : self.at + 1]] == ["from"]
        return "noun" if anaphoric and (moved or not self.rank) else "level"

    def _is_given(self, verb: Token) -> bool:
        """Whether a verb is said of the money before it."""
        lexicon = self.lexicon
        money = self.plain.endswith(lexicon.money, 0, verb.start)
        return money and self.written(verb) in lexicon.of_money

    def _is_object(self) -> bool:
        """Whether the last verb ends the object of another verb."""
        if self.at < len(self.tokens) or self.kind_before(self.at - 1) != "noun":
            return False
        first = phrase_start(self.tokens, self.at - 1)
        return self.kind_before(first) in {"verb", "ergative", "change"}

    def _phrase(self) -> None:
        """Read a noun phrase: the one measured, or a complement of the predicate."""
        tokens, reading = self.tokens, self.reading
        first = phrase_start(tokens, self.at - 1, rank=self.rank)
        if self.context.quantity.kind in _OF_NOUNS and not self.pending:
            first = self.over_verbs(first)
        governor = self._governor(first)
        if governor in {"share", "at"} and self._ends_in_share():
            first = phrase_start(tokens, first - 1, rank=self.rank)
        elif not self._is_contest(governor) and self._is_complement(first, governor):
            reading.complement = trim(tokens, first, self.at)
            self.at, self.pending = first, False
            return
        while self.at > first + 1 and tokens[self.at - 1].kind == "place":
            if not self.rank and tokens[self.at - 2].kind != "inside":
                break
            self.at -= 1  # 百强企业中我省有3家
        first = self.beginning(first)
        first += first + 1 < self.at and self.sums_up(first)
        self._pass_way_there(first)
        if self.at > first + 1 and self._is_modal(tokens[self.at - 1]):
            self.at -= 1
        phrase = self._named(first)
        if self._is_bare_verb(first):
            reading.verb, reading.alone = True, phrase
        elif phrase is not None and self._names(phrase):
            reading.phrase, reading.first, reading.tail = phrase, first, self.at
        self.at = first

    def _named(self, first: int) -> Span | None:
        """The phrase from the token ``first`` on without what is no part of a name."""
        names = 1 if self.context.counts else 4
        first = self._behind_aim(first)
        phrase = trim(self.tokens, first, self.at, verb=not self.predicate, names=names)
        if phrase is not None and _CLASS.match(self.plain, phrase.start):
            # 机器人、新能源等产业营收: what stands behind 等 is the class of what is listed.
            phrase = trim(self.tokens, first, self.at, verb=not self.predicate, names=_ALL)
        if phrase is None:
            return None
        phrase = self._with_province(self._without_rate(self._without_whom(phrase)))
        if self.context.counts and not self.predicate:
            return self._object(phrase, first)
        return phrase

    def _behind_aim(self, first: int) -> int:
        """Where a phrase begins behind the aim that is said to be it: 主要目标是⟨粮食产量⟩."""
        tokens = self.tokens
        for index in range(self.at - 2, first, -1):
            token = tokens[index]
            if token.kind == "preposition" and self.context.fits(_MOVED, token):
                return index + 1  # 计划把⟨投资⟩提高到5亿元
            if token.kind == "level" and self.context.fits(_IS, token):
                said = _SET.search(self.plain, tokens[index - 1].start, token.start)
                return first if said is None else index + 1
        return first

    def _pass_way_there(self, first: int) -> None:
        """How a level is reached is no part of what reaches it: 实验室重组至30家 -> 实验室."""
        tokens = self.tokens
        if self.at == len(tokens) or self.written(tokens[self.at]) not in {"至", "到"}:
            return
        while self.at > first + 1 and tokens[self.at - 1].kind == "verbal-noun":
            self.at -= 1

    def _is_modal(self, last: Token) -> bool:
        """Whether 计划 behind a figure says that it is planned: 工业增加值⟨计划⟩增长8%, unlike
        增长计划完成95%."""
        if last.word is None or "modal" not in last.word.flags or self.at == len(self.tokens):
            return False
        if self.tokens[self.at].kind == "change":
            return True
        figure = self.plain.endswith(self.lexicon.figures, 0, last.start)
        return figure and self.context.quantity.kind == "amount"

    def _object(self, phrase: Span, first: int) -> Span:
        """Of a verb and its object the object is counted: 培训农民300人次 -> 农民."""
        if self._is_next_deed(first):
            first += 1
        tokens = self.tokens[first : self.at]
        if [token.kind for token in tokens] != ["verbal-noun", "noun"]:
            return phrase
        if self.kind_before(first) in DEEDS or tokens[0].end - tokens[0].start > 2:
            return phrase  # 打造示范乡镇5个, 公开招聘教师30名
        return Span(tokens[1].start, tokens[1].end)

    def _is_next_deed(self, first: int) -> bool:
        """Whether a list goes on with another deed, counted otherwise: 开会3次、慰问老兵60名."""
        if self.tokens[first].kind != "and" or first + 1 == self.at or self.context.again:
            return False
        word, last = self.tokens[first + 1].word, self.context.written(self.tokens[self.at - 1])
        named = last in self.context.lexicon.nominalizers  # 图书馆2座、培训中心3个
        return not named and word is not None and word.span == "flow"

    def _with_province(self, phrase: Span) -> Span:
        """在 belongs to the name of a province that is one letter long: 在湘院士."""
        start = max(phrase.start - 1, 0)
        return Span(start, phrase.end) if _PROVINCE.match(self.plain, start) else phrase

    def _without_whom(self, phrase: Span) -> Span:
        """The preposition 为 is no part of what is done: 为企业减税5亿元 -> 企业减税."""
        if self.plain[phrase.start] != "为":
            return phrase
        alone = any(t.start == phrase.start and t.end == t.start + 1 for t in self.tokens)
        return Span(phrase.start + 1, phrase.end) if alone else phrase

    def _without_rate(self, phrase: Span) -> Span:
        """What a number is counted against is no part of the name: 均价每平方米6800元 -> 均价."""
        place = self.plain.find("每", max(phrase.start + 2, phrase.end - 8), phrase.end)
        if place < 0 or not _PER.fullmatch(self.plain, place, phrase.end):
            return phrase
        level = (one.start for one in self.tokens if one.kind == "level" and one.end == place)
        return Span(phrase.start, next(level, place))  # AED达每10万人45台

    def _is_bare_verb(self, first: int) -> bool:
        """Whether a phrase is verbs alone, which name nothing: 培训500人, unlike 投资5亿元."""
        if self.at and (self.tokens[self.at - 1].kind == "noun" or self._is_of_rank()):
            return False  # 参加市级以上培训86人次
        verbs = self.tokens[first : self.at]
        while len(verbs) > 1 and verbs[0].kind == "manner":
            verbs = verbs[1:]  # 部分整改4项
        if self.context.again:  # 新建农田500亩、改造提升300亩
            verbs = [verb for verb in verbs if verb.kind != "and"]
        if not verbs:
            return False  # 新建农田500亩、改造至30亩: 改造 has been passed as the way there
        last = verbs[-1]
        if self.kind_before(first) == "at":
            return last.kind == "verbal-noun"  # 在全乡示范种植
        if self.kind_before(first) == "verb" or not _BARE.issuperset([verb.kind for verb in verbs]):
            return False
        if self.written(last) in self.lexicon.measures:
            return False
        if any(self.written(verb) in self.lexicon.object_inside for verb in verbs):
            return False  # 完成造林3万亩
        # 研发投入增长8%
        return not (self.predicate and self.context.marks)

    def _names(self, phrase: Span) -> bool:
        if self.context.fits(_OWN, phrase):
            return False  # 全县1320户纳入低保
        return phrase.end - phrase.start > 1 or self.plain[phrase.start] in self.lexicon.one_letter

    def _governor(self, first: int) -> Kind | None:
        """The kind of the word before a phrase, times between them left out."""
        roles = self.kind_before(first), self.kind_before(first - 1)
        if roles[0] == "time" or roles == ("adverb", "time"):
            return self._governor(first - 1)  # 比上年预计执行数增长
        return roles[0]

    def _is_complement(self, first: int, governor: Kind | None) -> bool:
        """Whether a phrase is what the subject is compared with or counted in."""
        if self.pending or _SCOPE.issuperset([t.kind for t in self.tokens[first : self.at]]):
            return True
        if governor == "at" and first == 1 and not self._is_location():
            return False  # 在湘院士达到49名
        if governor == "from" and not self.predicate:  # 起征点从月销售额2万元提高
            return any(token.kind in {"change", "level"} for token in self.context.behind[:1])
        if self.rank and not self.predicate:
            return governor is not None
        compared = self.predicate or governor in {"comparison", "share"}
        return compared and governor in _TAKES_COMPLEMENT

    def _is_location(self) -> bool:
        """Whether a localizer ends the phrase: 会议上, 五年间."""
        end = self.tokens[self.at - 1].end
        return _LOCALIZER.match(self.plain, end - 1, end) is not None

    def _is_contest(self, governor: Kind | None) -> bool:
        """Whether a rank is taken in what is named before: 在全省考核中位列第3位."""
        end = self.tokens[self.at - 1].end
        end -= self.plain[end - 1] == "中"
        return governor == "at" and self.plain.endswith(self.lexicon.contests, 0, end)

    def _ends_in_share(self) -> bool:
        start, end = self.tokens[self.at - 1].start, self.tokens[self.at - 1].end
        return _SHARE.search(self.plain, start, end) is not None

    def _nominal(self) -> Span | None:
        """The noun phrase before a verb together with it: 生态修复20万亩."""
        end = verb = self.at - 1
        while self.kind_before(end) in _NEUTRAL:
            end -= 1
        first = phrase_start(self.tokens, end)
        phrase = trim(self.tokens, first, end, verb=False)
        ahead = self.tokens[max(first - 1, 0) : end]
        if any(self.context.fits(_PASSIVE, token) for token in ahead):
            return None  # 被省局采用5篇
        if phrase is None or end < verb:
            return phrase  # 投入拟安排5亿元
        return Span(phrase.start, self.tokens[verb].end)

    def _read_topic(self) -> None:
        """A clause before that is nothing other than a phrase: 农民人均纯收入,去年为800元."""
        context, reading = self.context, self.reading
        if not (self.predicate and context.first):
            return
        if not any(token.kind in {"time", "each"} for token in self.tokens):
            return
        tokens = next(context.clauses_before(), [])
        first = phrase_start(tokens, len(tokens))
        if all(token.kind in _NEUTRAL for token in tokens[:first]):
            reading.phrase = trim(tokens, first, len(tokens), verb=False)
            reading.tokens, reading.first, reading.tail = tokens, first, len(tokens)


def phrase_of_clause_before(context: QuantityContext, *, subject: bool) -> Span | None:
    """The ``subject`` of the nearest clause before that has one, or else its object."""
    for tokens in context.clauses_before():
        # A clause that only says by what the whole is parted: 按经营地分, 从产品看.
        whole = Span(tokens[0].start, tokens[-1].end) if tokens else Span(0, 0)
        if tokens and tokens[0].kind != "at" and not context.fits(_PARTED, whole):
            phrase = trim(tokens, 0, phrase_end(tokens, 0, len(tokens)), verb=False)
            if phrase is None or not subject or _is_told_apart(tokens):
                phrase = _last_phrase(tokens)
            named = "" if phrase is None else context.text(phrase)
            if len(named) > 1 or named in context.lexicon.one_letter:
                return phrase
    return None


def _is_told_apart(tokens: list[Token]) -> bool:
    """Whether a clause is a noun behind what tells it apart: 同我国有外交关系的⟨国家⟩."""
    *said, last = [token.kind for token in tokens]
    return last == "noun" and said[-1:] == ["de"] and not _HAS.isdisjoint(said)


def _last_phrase(tokens: list[Token]) -> Span | None:
    end = len(tokens)
    while end > 0:
        first = phrase_start(tokens, end)
        phrase = trim(tokens, first, end) if first < end else None
        if phrase is not None and phrase.end - phrase.start > 1:
            return phrase
        end = min(first, end - 1)
    return None
