"""What each quantity of a sentence measures, handed on from one to the next.

The clause before a quantity is read backwards (``clauses``). A counted noun behind it
(``counted``) goes before what stands in front; where neither stands, the indicator carries over
from the quantity before. A list of values shares one clause (分别增长5%、6%).
"""

from __future__ import annotations

import msgspec

from govtext.language.lexicon import Kind
from govtext.language.patterns import compiled_lazily
from govtext.language.plain import Span
from govtext.report import Quantity
from govtext.stages.claims.clauses import ClauseReading, read_clause
from govtext.stages.claims.context import AMONG, Mark, QuantityContext
from govtext.stages.claims.coordination import members
from govtext.stages.claims.counted import counts_behind, is_age, of_those, read_counted
from govtext.stages.claims.earlier_clauses import phrase_of_clause_before, subject_between
from govtext.stages.claims.noun_phrase import phrase_end, trim

# What may stand between the values of one list: 12%以上、15%以上和近20%.
_LIST_WORDS = frozenset(
    (
        "近",
        "约",
        "超",
        "超过",
        "不低于",
        "不少于",
        "不高于",
        "不超过",
        "接近",
        "将近",
        "不足",
        "至少",
    )
)
_LIST_KINDS: frozenset[Kind] = frozenset(("level", "comparison", "adverb"))
_TIMES = frozenset(("次", "余次", "场次", "轮", "批次"))
_RATES = ("速", "幅", "率", "比", "比重", "比例")
_NEARBY = 6
"""How many quantities back one is looked for in the same unit."""
_FAR = 40
"""How many quantities back an indicator is looked for."""
_SIZES: frozenset[Kind] = frozenset(("comparison", "level", "and", "after"))
_LABEL = compiled_lazily(
    r"[十百千万亿]{1,3}元?级?(?:以上)?|(?:国家|自治区|世界|全国|省部|省|市|州|县|区|部|厅)级"
)
_SIZED = 2
"""How many sizes class things at most: 4个500千伏和220千伏变电站."""
_AIMS: frozenset[Kind] = frozenset(("verb", "verbal-noun", "ergative", "adverb", "change"))


class Measured(msgspec.Struct, gc=False):
    """What one quantity measures: the phrase, and how the clause before it was read.

    In a list of ``listed`` values that share a clause, ``head`` is the number of the first of
    them and ``order`` the place in the list; ``shared`` is then the whole coordination of which
    the phrase is a part. ``counted`` says that the phrase stands behind the quantity.
    """

    phrase: Span | None
    reading: ClauseReading
    head: int
    order: int = 0
    listed: int = 1
    shared: Span | None = None
    counted: bool = False


def measure(contexts: list[QuantityContext]) -> list[Measured]:
    """What the quantities at ``contexts``, those of one sentence in order, measure."""
    sentence = _Sentence(contexts)
    while len(sentence.found) < len(contexts):
        sentence.read_on()
    return sentence.found


class _Sentence:
    """The quantities of a sentence as read so far.

    ``last`` is the phrase that carries over; inside brackets those outside wait in ``outer``.
    ``subject`` is the subject of a clause whose quantity counted something else, ``whole`` what
    carries over again once the parts of it (其中 …) have been listed.
    """

    def __init__(self, contexts: list[QuantityContext]) -> None:
        self.contexts = contexts
        self.found: list[Measured] = []
        self.outer: list[Span | None] = []
        self.last: Span | None = None
        self.subject: Span | None = None
        self.whole: Span | None = None
        self.group: list[Span] = []

    def read_on(self) -> None:
        """Read the next quantity, or the next list of quantities."""
        number = len(self.found)
        context = self.contexts[number]
        for mark in context.marks:
            self._pass(mark)
        reading = read_clause(context)
        counted = read_counted(context)
        if counted is not None and of_those(context) and self.last is not None:
            counted = None  # 在80个公司中,已有60个脱钩
        if counted is None and context.counts:
            counted = self._counted_by_size(number)
        elif counted is not None and _LABEL.fullmatch(context.plain, *counted):
            counted = self._counted_by_label(number) or counted
        listed = self._length_of_list(number) if counted is None else 1
        if listed > 1:
            self._read_list(reading, listed)
        else:
            self._read_one(reading, counted)
        self.last = self.found[-1].phrase or self.last

    def _counted_by_size(self, number: int) -> Span | None:
        """20个500千伏变电站, 3个过千亿元城市: the things behind the sizes that class them; 2批30项
        政策: those behind the second count."""
        for following in self.contexts[number + 1 : number + 1 + _SIZED]:
            beside = following.quantity.start == self.contexts[number].quantity.end
            if following.marks or (following.counts and not beside):
                return None
            if any(token.kind not in _SIZES for token in following.before):
                return None
            counted = read_counted(following)
            if counted is not None:
                return counted
        return None

    def _counted_by_label(self, number: int) -> Span | None:
        """2个千亿级、⟦8个⟧百亿级产业集群, 3个国家级和5个省级试点: the things behind the label of
        the next."""
        following = self.contexts[number + 1] if number + 1 < len(self.contexts) else None
        if following is None or following.marks or not following.before:
            return None
        if following.before[-1].kind != "and":
            return None
        counted = read_counted(following)
        label = _LABEL.match(following.plain, *counted) if counted else None
        if counted is None or label is None or label.end() == counted.end:
            return None
        return Span(label.end(), counted.end)

    def _pass(self, mark: Mark) -> None:
        """Brackets and lists of parts set aside what carries over, and give it back."""
        if mark.written == "(":
            self.outer.append(self.last)
        elif mark.written == ")" and self.outer:
            self.last = self.outer.pop()
        elif mark.written in AMONG:
            self.whole = self.last
        elif mark.written == ";" and self.whole is not None:
            self.last, self.whole = self.whole, None

    def _length_of_list(self, number: int) -> int:
        end = number + 1
        while end < len(self.contexts) and _goes_on_list(
            self.contexts[end - 1], self.contexts[end]
        ):
            end += 1
        return end - number

    def _read_list(self, reading: ClauseReading, listed: int) -> None:
        number = len(self.found)
        self.group = self._share_out(self.contexts[number], reading, listed)
        for order in range(listed):
            phrase = self.group[order] if self.group else self.last
            own = reading if order == 0 else read_clause(self.contexts[number + order])
            self.found.append(Measured(phrase, own, number, order, listed, reading.phrase))
        self.subject = None

    def _share_out(
        self, context: QuantityContext, reading: ClauseReading, listed: int
    ) -> list[Span]:
        """The phrases of a list of values: one for each in its order, or the one they share."""
        if reading.phrase is not None and not _is_share(context, reading.phrase):
            for joint in ("、和与及以及", "、"):
                parts = members(context, reading, joint)
                if len(parts) == listed:
                    return parts
            return [reading.phrase] * listed
        if any(token.kind == "each" for token in context.before):
            near = self.found[-_FAR:]
            named = list(dict.fromkeys(m.phrase for m in near if m.phrase is not None))
            if len(named) >= listed:
                return named[-listed:]
        if len(self.group) == listed:
            return self.group
        if (apart := self._told_apart(listed)) is not None:
            return apart
        return [self.last] * listed if self.last is not None else []

    def _told_apart(self, listed: int) -> list[Span] | None:
        """城镇居民收入3万元,农村居民收入2万元,增长5%和6%: what the last quantities measured, where
        they are as many as the values and in one unit."""
        number = len(self.found)
        if number < listed or any(
            len(context.marks) > 1 for context in self.contexts[number : number + 1]
        ):
            return None
        near = [m.phrase for m in self.found[-listed:] if m.phrase is not None]
        units = {context.quantity.unit for context in self.contexts[number - listed : number]}
        return near if len(set(near)) == listed and len(units) == 1 else None

    def _read_one(self, reading: ClauseReading, counted: Span | None) -> None:
        number = len(self.found)
        context = self.contexts[number]
        behind = counted is not None and counts_behind(context, reading)
        phrase = counted if behind else self._with_things(context, self._phrase(context, reading))
        self.found.append(Measured(phrase, reading, number, counted=behind))
        self.subject = reading.phrase if behind and reading.predicate else None
        if not behind:
            self._lend_rate(number)
        elif phrase is not None and number + 1 < len(self.contexts):
            # A noun that one quantity counts is no subject of the next.
            self.contexts[number + 1].begin_behind(phrase.end)

    def _with_things(self, context: QuantityContext, phrase: Span | None) -> Span | None:
        """11个项目投资超过8亿元: a bare measure is one of the things counted before it."""
        if phrase is None or not self.found:
            return phrase
        last = self.found[-1]
        if not last.counted or last.phrase is None or last.phrase.end != phrase.start:
            return phrase
        measure = any(
            context.plain.startswith(word, phrase.start) for word in context.lexicon.measures
        )
        return Span(last.phrase.start, phrase.end) if measure else phrase

    def _lend_rate(self, number: int) -> None:
        """每千人口拥有3岁以下托位4个: what it is counted against stands before the age."""
        context, found = self.contexts[number], self.found[number]
        previous = self.contexts[number - 1] if number else None
        if previous is None or found.phrase is None or context.marks or context.before[:1] == []:
            return
        if context.before[0].kind == "after" and is_age(previous.quantity):
            for token in previous.before:
                if context.plain[token.start] == "每":
                    found.phrase = Span(token.start, found.phrase.end)
                    return

    def _phrase(self, context: QuantityContext, reading: ClauseReading) -> Span | None:
        """The phrase of a quantity with no counted noun behind it."""
        quantity = context.quantity
        if context.again and _opens_item(context):
            return self.last  # 9项事项跨省通办、6项实现省内通办
        last = self._carried(context, reading)
        if reading.phrase is not None and last is not None and _is_share(context, reading.phrase):
            return last
        if reading.phrase is not None:
            if not _points_back(context, reading.phrase):
                return reading.phrase
            before = phrase_of_clause_before(context, subject=False)
            return before or self._level_named(context) or reading.phrase
        if quantity.kind == "duration" and (reading.means or _repeats(context)):
            return None
        if quantity.kind == "amount" and reading.verb and _spends(context):
            aim = _aim(context)
            if aim is not None:
                return aim
        if reading.alone is not None and quantity.unit in _TIMES:
            return reading.alone  # 巡诊200次
        last = subject_between(context, reading) or last
        if last is not None and (reading.verb or ";" not in context.passed):
            listed = bool(context.before) and context.before[0].kind == "and"
            named = (context.counts or listed) and reading.nominal is not None
            return reading.nominal if named else self._thing_left_out(context) or last
        before = phrase_of_clause_before(context, subject=reading.predicate)
        return reading.nominal or before or reading.alone or reading.complement

    def _carried(self, context: QuantityContext, reading: ClauseReading) -> Span | None:
        """What carries over from the quantities before: the phrase of the last, but that of the
        last in the same unit where a thing is counted again (项目50个、投资8亿元,其中开工20个)."""
        if self.subject is not None and not context.counts:
            return self.subject
        if context.quantity.kind == "rank" and len(self.found) > 1 and not context.marks:
            opening = [token.kind for token in context.before[:2]]
            if self.found[-1].counted and opening == ["inside", "level"]:
                return self.found[-2].phrase  # 优良率95%,在全省10个市中排第三位
        kinds = {context.quantity.kind}
        unit = context.quantity.unit
        again = reading.verb or not AMONG.isdisjoint(context.passed)
        if context.quantity.kind == "point":
            again, kinds, unit = True, {"point", "percent"}, None
        elif unit is None or not context.marks or ";" in context.passed:
            return self.last
        if again or (self.last is not None and context.text(self.last).endswith(_RATES)):
            number = len(self.found)
            for earlier in range(number - 1, max(-1, number - _NEARBY), -1):
                if ";" in self.contexts[earlier + 1].passed:
                    break
                quantity = self.contexts[earlier].quantity
                if quantity.kind in kinds and unit in {None, quantity.unit}:
                    return self.found[earlier].phrase or self.last
        return self.last

    def _level_named(self, context: QuantityContext) -> Span | None:
        """The last phrase that names more than a rate: what 总量 is the total of."""
        number = len(self.found)
        for earlier in range(number - 1, max(-1, number - _NEARBY), -1):
            phrase = self.found[earlier].phrase
            if phrase is not None and not context.text(phrase).endswith(_RATES):
                return phrase
        return self.last

    def _thing_left_out(self, context: QuantityContext) -> Span | None:
        """What 投资超5亿元的30个 counts: the things counted last."""
        if not (context.counts and context.before and context.before[0].kind == "de"):
            return None
        number = len(self.found)
        for earlier in range(number - 1, max(-1, number - _FAR), -1):
            if self.contexts[earlier].counts:
                return self.found[earlier].phrase
        return None


def _goes_on_list(previous: QuantityContext, context: QuantityContext) -> bool:
    """Whether a quantity goes on the list that the one before it is in."""
    if context.marks or not context.before:
        return False
    if _family(context.quantity) != _family(previous.quantity):
        return False
    for token in context.before:
        if token.kind in _LIST_KINDS:
            if context.written(token) not in _LIST_WORDS:
                return False
        elif token.kind not in {"after", "and"}:
            return False
    return any(token.kind == "and" for token in context.before) and read_counted(context) is None


def _family(quantity: Quantity) -> str:
    return "rate" if quantity.kind in {"percent", "multiple", "point"} else quantity.kind


def _opens_item(context: QuantityContext) -> bool:
    """Whether a count behind 、 is the subject of what is said next."""
    if not (
        context.counts and context.before and context.behind and context.before[-1].kind == "and"
    ):
        return False
    return context.behind[0].kind in {"verb", "ergative", "level", "adverb"}


def _repeats(context: QuantityContext) -> bool:
    """连续12个季度召开会议: how long something is done that is no document of what stood before."""
    if not (context.marks or context.first) or [token.kind for token in context.before] != [
        "manner"
    ]:
        return False
    return bool(context.behind) and (
        context.behind[0].kind == "verb"
        or context.written(context.behind[0]) in {"未", "获", "没有"}
    )


def _is_share(context: QuantityContext, phrase: Span) -> bool:
    """占全国比重升至7%: the share of what was named before."""
    return context.plain[phrase.start] == "占" and bool(context.marks)


def _points_back(context: QuantityContext, phrase: Span) -> bool:
    written = context.text(phrase)
    if written not in context.lexicon.anaphoric:
        return False
    return context.quantity.kind == "rank" or not written.endswith(("排名", "名次", "位次"))


def _spends(context: QuantityContext) -> bool:
    """Whether a quantity may be what something costs: no count, and not what is reached."""
    unit = context.quantity.unit
    money = unit is None or unit.endswith("元")
    return money and bool(context.before) and context.before[-1].kind != "ergative"


def _aim(context: QuantityContext) -> Span | None:
    """What money is spent on: 安排2亿元实施水利工程."""
    for tokens in (context.behind, context.clause_behind()):
        start = 0
        while start < len(tokens) and tokens[start].kind in {"after", "adverb"}:
            start += 1
        first = start
        while first < len(tokens) and tokens[first].kind in _AIMS:
            first += 1
        if first > start:
            return trim(tokens, first, phrase_end(tokens, first, len(tokens)))
        if start < len(tokens):
            return None
    return None
