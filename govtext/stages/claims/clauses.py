"""The clause before a quantity, read backwards: the predicate, then the phrase it is said of."""

from __future__ import annotations

import re

import msgspec

from govtext.language.lexicon import Kind, Token
from govtext.language.plain import Span, character_before
from govtext.stages.claims.context import QuantityContext
from govtext.stages.claims.noun_phrase import PHRASE, phrase_start, trim
from govtext.stages.claims.phrase_start import NAMING, NameBeginnings

Kinds = frozenset[Kind]

_PREDICATE: Kinds = frozenset(
    (
        "change",
        "level",
        "exist",
        "basis",
        "each",
        "comparison",
        "share",
        "from",
        "than",
        "at",
        "ergative",
    )
)
_NEUTRAL: Kinds = frozenset(("time", "adverb", "manner", "after"))
# What stands behind these is no subject but what the subject is compared with.
_TAKES_COMPLEMENT: Kinds = frozenset(("than", "comparison", "share", "from", "at"))
_VERBS: Kinds = frozenset(("verb", "ergative", "verbal-noun", "change"))
_SCOPE: Kinds = frozenset(("place", "and", "inside", "de"))
# Quantities of these kinds measure something by its name, not the object of a verb.
_OF_NOUNS = frozenset(("percent", "point", "ratio", "duration"))
_SHARE_HEADS = ("比重", "比例", "比率", "占比", "比")
# What a number is counted against, right before it: 每亩补助100元, 每人每月.
_PER = re.compile(
    r"每(?:\d+|[一十百千万]+)?(?:人|生|户|亩|斤|吨|公斤|台|次|天|日|月|年|周|平方米|立方米|家|个|件|头|只|套|升|度|股|公里)"
)
_CLASSES = ("方面", "产业", "行业", "领域", "产品", "企业", "项目", "地区")
_ALL = 6
"""A phrase of a class and its measure is no longer."""
_WON = re.compile(r"[上中][获取斩勇摘夺荣赢]")  # 在技能大赛上获2金: not a verb with its object
_ABBREVIATED = "京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀黔滇藏陕甘青宁疆蒙港澳台华"
_PROVINCE = re.compile(f"在[{_ABBREVIATED}](?![{_ABBREVIATED}])")
_COMPARED = frozenset("高低多少快慢")
_PER_HEAD = frozenset(("人均", "户均", "亩均", "平均", "一次", "一个月", "一天", "一年"))


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


def read_clause(context: QuantityContext) -> ClauseReading:
    """Read the clause before a quantity."""
    return _ClauseReader(context).read()


class _ClauseReader(NameBeginnings):
    """Goes back from the number; ``at`` is the index behind the next token to look at."""

    def __init__(self, context: QuantityContext) -> None:
        self.context = context
        self.tokens = context.before
        self.at = len(context.before)
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
        kind = self._kind()
        if kind in _PREDICATE:
            self.reading.verb |= kind == "ergative" and not self.predicate
            self.predicate = True
        elif kind in _NEUTRAL or self._is_rate(token):
            self.pending = False
        elif kind in {"de", "means"}:
            self.pending |= kind == "de"
            self.reading.means |= kind == "means"
        elif kind in PHRASE:
            self._phrase()
            return True
        elif kind == "verb" and self.pending:
            self.predicate, self.pending = True, False  # 完成年度任务的80%
        else:
            if kind == "verb":
                self.reading.verb = True
                if not _WON.match(self.context.plain, token.start):
                    self.reading.nominal = self._nominal()
                    self.reading.alone = Span(token.start, token.end)
            return False
        self.at -= 1
        return True

    def _is_rate(self, token: Token) -> bool:
        written = self.context.written(token)
        return written in _PER_HEAD or (written[0] == "每" and not _PER.sub("", written))

    def _kind(self) -> Kind:
        """What the next token does at its place."""
        token = self.tokens[self.at - 1]
        if token.kind == "preposition":
            return "noun"  # the last letter of a noun: 规定, 意向
        if token.kind == "level":
            return self._kind_of_level(token)
        if token.kind == "verb" and self.predicate and self.kind_before(self.at - 1) in NAMING:
            return "noun"  # 研发投入增长8%
        if token.kind == "verb" and self._is_given(token):
            return "level"  # 水利资金安排5亿元
        if token.kind == "verb" and self._is_object():
            return "noun"  # 整顿软弱涣散基层党组织12个
        if token.kind != "change" and token.kind in _VERBS and self._is_per_head():
            return "noun"  # 法官人均结案300件
        return token.kind

    def _kind_of_level(self, token: Token) -> Kind:
        written = self.context.written(token)
        if written in _COMPARED and not any(t.kind == "than" for t in self.tokens):
            return "noun"  # 层高, 缺少
        return "noun" if not self.rank and written in self.context.lexicon.anaphoric else "level"

    def _is_per_head(self) -> bool:
        before = self.tokens[self.at - 2] if self.at > 1 else None
        return (
            before is not None
            and before.kind == "noun"
            and self.context.plain[before.end - 1] == "均"
        )

    def _is_given(self, verb: Token) -> bool:
        """Whether a verb is said of the money before it."""
        lexicon = self.context.lexicon
        return self.context.written(verb) in lexicon.of_money and self.context.plain.endswith(
            lexicon.money, 0, verb.start
        )

    def _is_object(self) -> bool:
        """Whether the last verb is but the end of the object of another."""
        if self.at < len(self.tokens) or self.kind_before(self.at - 1) != "noun":
            return False
        first = phrase_start(self.tokens, self.at - 1)
        return self.kind_before(first) in {"verb", "ergative", "change"}

    def _phrase(self) -> None:
        """Read a phrase: the one measured, or a complement of the predicate."""
        tokens, reading = self.tokens, self.reading
        first = phrase_start(tokens, self.at - 1, rank=self.rank)
        if self.context.quantity.kind in _OF_NOUNS and not self.pending:
            first = self.over_verbs(first)
        governor = self._governor(first)
        if governor in {"share", "at"} and self._ends_in_share():
            first = phrase_start(tokens, first - 1, rank=self.rank)
        elif self._is_contest(governor):
            pass  # 在全省考核中位列第3位
        elif self._is_complement(first, governor):
            reading.complement = reading.complement or trim(tokens, first, self.at)
            self.at, self.pending = first, False
            return
        if self.rank and not self.predicate:
            while self.at > first + 1 and tokens[self.at - 1].kind == "place":
                self.at -= 1
        first = self.beginning(first)
        first += self.sums_up(first) and first + 1 < self.at
        self._pass_way_there(first)
        names = 1 if self.context.counts else 4
        phrase = trim(tokens, first, self.at, verb=not self.predicate, names=names)
        if phrase is not None and self._says_little(phrase):
            phrase = trim(tokens, first, self.at, verb=not self.predicate, names=_ALL)
        phrase = self._without_rate(self._without_whom(phrase))
        if self.context.counts and not self.predicate:
            phrase = self._object(phrase, first)
        if governor == "at" and phrase is not None and phrase.start == tokens[first].start:
            phrase = self._with_province(phrase)
        if self._is_bare_verb(first):
            reading.verb, reading.alone = True, phrase
        elif phrase is not None and self._names(phrase):
            reading.phrase, reading.first, reading.tail = phrase, first, self.at
        self.at = first

    def _pass_way_there(self, first: int) -> None:
        """实验室重组至30家: how a level is reached is no part of what reaches it."""
        tokens, written = self.tokens, self.context.written
        if self.at == len(tokens) or written(tokens[self.at]) not in {"至", "到"}:
            return
        while (
            self.at > first + 1
            and tokens[self.at - 1].kind == "verbal-noun"
            and written(tokens[self.at - 1]) not in self.context.lexicon.measures
        ):
            self.at -= 1

    def _says_little(self, phrase: Span) -> bool:
        """机器人、新能源等产业营收: what stands behind 等 is but the class of what is listed."""
        if (
            phrase.end - phrase.start > _ALL
            or character_before(self.context.plain, phrase.start) != "等"
        ):
            return False
        return self.context.plain.startswith(_CLASSES, phrase.start)

    def _object(self, phrase: Span | None, first: int) -> Span | None:
        """培训农民300人次: of a verb and its object it is the object that is counted."""
        tokens = self.tokens[first : self.at]
        if phrase is None or [token.kind for token in tokens] != ["verbal-noun", "noun"]:
            return phrase
        if self.kind_before(first) in {"verb", "ergative"} or tokens[0].end - tokens[0].start > 2:
            return phrase  # 打造示范乡镇5个, 公开招聘教师30名
        object_ = Span(tokens[1].start, tokens[1].end)
        return (
            object_
            if self.context.text(object_) not in self.context.lexicon.nominalizers
            else phrase
        )

    def _with_province(self, phrase: Span) -> Span:
        """在湘院士达到49名: 在 belongs to the name of the province, one letter long."""
        start = max(phrase.start - 1, 0)
        return Span(start, phrase.end) if _PROVINCE.match(self.context.plain, start) else phrase

    def _without_whom(self, phrase: Span | None) -> Span | None:
        """为企业减税5亿元: what is done is 企业减税."""
        if phrase is None or self.context.plain[phrase.start] != "为":
            return phrase
        alone = any(t.start == phrase.start and t.end == t.start + 1 for t in self.tokens)
        return Span(phrase.start + 1, phrase.end) if alone else phrase

    def _without_rate(self, phrase: Span | None) -> Span | None:
        """均价每平方米6800元: what it is counted against is no part of the name."""
        if phrase is None:
            return None
        place = self.context.plain.find("每", max(phrase.start + 2, phrase.end - 8), phrase.end)
        if place < 0 or not _PER.fullmatch(self.context.plain, place, phrase.end):
            return phrase
        return Span(phrase.start, place)

    def _is_bare_verb(self, first: int) -> bool:
        """培训500人, 优化整合为5所: verbs alone name nothing; 投资5亿元 does."""
        verbs = self.tokens[first : self.at]
        if self.context.again and verbs and verbs[0].kind == "and":
            verbs = verbs[1:]  # 新建农田500亩、改造提升300亩
        if not verbs:
            return False  # 新建农田500亩、改造至30亩: 改造 has been passed as the way there
        last = verbs[-1]
        if self.kind_before(first) == "at":
            return last.kind == "verbal-noun" and not self.predicate  # 在全乡示范种植
        if self.kind_before(first) == "verb":
            return False
        if self.context.written(last) in self.context.lexicon.measures:
            return False
        if any(self.context.written(verb) in self.context.lexicon.object_inside for verb in verbs):
            return False  # 完成造林3万亩
        if "(" in self.context.passed:
            return False  # (集中供养400人、…): the verbs name the parts
        if self.predicate and (self.context.marks or self.context.first):
            return False  # 研发投入增长8%
        kinds = {token.kind for token in verbs}
        return last.kind == "verbal-noun" and kinds <= {"verbal-noun", "place"}

    def _names(self, phrase: Span) -> bool:
        return (
            phrase.end - phrase.start > 1
            or self.context.plain[phrase.start] in self.context.lexicon.one_letter
        )

    def _governor(self, first: int) -> Kind | None:
        while first > 0 and self.tokens[first - 1].kind == "time":
            first -= 1
        return self.kind_before(first)

    def _is_complement(self, first: int, governor: Kind | None) -> bool:
        if self.tokens[first].kind in _SCOPE and all(
            token.kind in _SCOPE for token in self.tokens[first + 1 : self.at]
        ):
            return not self._has_share(first)
        if governor == "at" and [token.kind for token in self.context.behind[:2]] == [
            "de",
            "adverb",
        ]:
            return False  # 在出口下降5%的情况下: a clause of its own
        if self.pending:
            return True
        if governor == "at" and first == 1 and not self.rank and self._is_resident(first):
            return False  # 在湘院士达到49名
        if governor == "from" and first > 1 and not self.predicate:
            behind = self.context.behind  # 起征点从月销售额2万元提高
            return bool(behind) and behind[0].kind in {"change", "level"}
        if self.rank and not self.predicate:
            return governor is not None
        return governor in _TAKES_COMPLEMENT and (
            self.predicate or governor in {"comparison", "share"}
        )

    def _has_share(self, first: int) -> bool:
        """Whether a place is what has a share of another: 沿海地区占全国的四成."""
        if first or self.reading.complement is None or self.tokens[0].kind != "place":
            return False
        shares = self.at < len(self.tokens) and self.tokens[self.at].kind == "share"
        return shares and self.context.plain[self.tokens[0].start] not in "全我本各"

    def _is_resident(self, first: int) -> bool:
        """Whether what stands behind 在 is no place or scope but who is there."""
        tokens, end = self.tokens[first : self.at], self.tokens[self.at - 1].end
        if tokens[-1].kind in {"place", "inside"}:
            return False
        return self.context.plain[end - 1] not in "上下内外间前后中里"

    def _is_contest(self, governor: Kind | None) -> bool:
        plain, end = self.context.plain, self.tokens[self.at - 1].end
        if not self.rank or governor != "at":
            return False
        return plain.endswith(
            tuple(self.context.lexicon.contests), 0, end - (plain[end - 1] == "中")
        )

    def _ends_in_share(self) -> bool:
        return self.context.plain.endswith(_SHARE_HEADS, 0, self.tokens[self.at - 1].end)

    def _nominal(self) -> Span | None:
        end = verb = self.at - 1
        while self.kind_before(end) in _NEUTRAL:
            end -= 1
        phrase = trim(self.tokens, phrase_start(self.tokens, end), end, verb=False)
        if phrase is None or end < verb or self.kind_before(end) == "inside":
            return phrase  # 投入拟安排5亿元, 从结余中拿出5亿元
        return Span(phrase.start, self.tokens[verb].end)

    def _read_topic(self) -> None:
        """A clause before that is nothing but a phrase: 农民人均纯收入,去年为800元."""
        context, reading = self.context, self.reading
        timed = any(token.kind in {"time", "each"} for token in self.tokens)
        opens = len(context.marks) > 1 or context.first  # the clause does not go on from a quantity
        if self.at or not (self.predicate and timed and opens):
            return
        tokens = next(context.clauses_before(), [])
        first = phrase_start(tokens, len(tokens))
        if all(token.kind in _NEUTRAL for token in tokens[:first]):
            reading.phrase = trim(tokens, first, len(tokens), verb=False)
            reading.tokens, reading.first, reading.tail = tokens, first, len(tokens)
