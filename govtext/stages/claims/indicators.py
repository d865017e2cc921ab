"""What each quantity of a sentence measures, handed on from one quantity to the next.

A counted noun behind a quantity comes first (``counted``), then the phrase in the clause before it
(``clauses``); where neither stands, the indicator carries over from the quantity before. The values
of a list share one clause.

    粮食产量达到60万吨、增长5% -> 粮食产量, 粮食产量
    进口、出口分别增长5%、6% -> 进口, 出口
"""

from __future__ import annotations

from govtext.language.lexicon import DEEDS, LINKS, SHORT, VERBAL, kinds
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.stages.claims.aims import aim_of, done_to
from govtext.stages.claims.clauses import (
    ClauseReading,
    circumstance_start,
    phrase_of_clause_before,
    read_clause,
)
from govtext.stages.claims.context import AMONG, QuantityContext, bounds_count, is_age
from govtext.stages.claims.counted import counts_behind
from govtext.stages.claims.counted_at import counted_at
from govtext.stages.claims.measured import Measured
from govtext.stages.claims.noun_phrase import phrase_start, trim
from govtext.stages.claims.value_lists import is_share, is_top, length_of_list, share_out

_RATE = pattern("noun of a rate")
_OWN = pattern("issuer as a whole at the head of a name")
_NEARBY = 6
"""How many quantities back one is looked for in the same unit."""
_FAR = 40
"""How many quantities back an indicator is looked for."""
_CLAUSE = 2
"""A clause that tells things apart has a word before its 的."""
_TELLS = kinds("verb verbal-noun ergative change noun")
_LASTING = pattern("time and what opens its deed")
_SIZE = pattern("size of a thing that stands alone")
_OF_CHANGE = kinds("change adverb manner basis")
"""A clause of these says no subject: its number goes on with the one before."""
_DONE = kinds("verb adverb exist preposition")
_PUNISHED = pattern("kind of punishment behind its length")
_FOR = kinds("preposition level")
_SAYS = VERBAL | {"level", "exist"}
_ASIDE = kinds("time adverb and")
_BRACKETS = frozenset("()")


def _pass_thing_before(context: QuantityContext) -> None:
    """Leave out of a name what has the size before it, 总投资3亿元的化工、总投资5亿元的物流, and
    what lasts so long, 用三年时间把职住比降到2:1."""
    tokens = context.before
    lasting = None if context.marks else _LASTING.match(context.plain, context.left)
    if lasting is not None and tokens and tokens[0].start < lasting.end():
        context.before = [token for token in tokens if token.start >= lasting.end()]
        return
    if context.marks or not tokens or tokens[0].kind not in LINKS:
        return
    joint = max((i for i, token in enumerate(tokens) if token.kind == "and"), default=0)
    named = [token for token in tokens[joint + 1 :] if token.kind in _TELLS]
    if not joint or not named:
        return
    size = Span(named[0].start, named[-1].end)
    if context.text(size) in context.lexicon.measures or context.fits(_SIZE, size):
        context.before = tokens[joint + 1 :]


def measure(contexts: list[QuantityContext], whole: Span | None = None) -> list[Measured]:
    """What the quantities at ``contexts``, those of one sentence in order, measure; ``whole`` is
    what the sentence before told of, where this one tells of parts of it."""
    sentence = _Sentence(contexts, whole)
    while len(sentence.found) < len(contexts):
        sentence.read_on()
    return sentence.found


class _Sentence:
    """The quantities of a sentence as read so far.

    ``last`` is the phrase that carries over, ``subject`` the subject of a clause whose quantity
    counted something else, ``group`` the phrases of the last list of values, ``outer`` what carries
    over behind the brackets that are open.
    """

    def __init__(self, contexts: list[QuantityContext], whole: Span | None) -> None:
        self.contexts = contexts
        self.found: list[Measured] = []
        self.whole = whole
        self.last = whole
        self.subject: Span | None = None
        self.group: list[Span | None] = []
        self.outer: list[Span | None] = []

    def read_on(self) -> None:
        """Read the next quantity, or the next list of quantities."""
        number = len(self.found)
        context = self.contexts[number]
        if not _BRACKETS.isdisjoint(context.passed):
            for mark in context.marks:
                self._pass_bracket(mark.written)
        _pass_thing_before(context)
        reading = read_clause(context)
        counted = counted_at(self.contexts, number)
        listed = length_of_list(self.contexts, number)
        if listed > 1:
            self._read_list(reading, listed)
        else:
            self._read_one(reading, counted)
        for found in self.found[number:]:
            found.aside = bool(self.outer)
        self.last = self.found[-1].phrase or self.last

    def _pass_bracket(self, mark: str) -> None:
        """What a bracket counts does not carry over what is behind it: 受理案件90件(含旧存6件)."""
        if mark == "(":
            self.outer.append(self.last)
        elif mark == ")" and self.outer:
            self.last = self.outer.pop()

    def _read_list(self, reading: ClauseReading, listed: int) -> None:
        number = len(self.found)
        self.group = share_out(self.contexts, self.found, self.group, self.last, reading)
        for order, phrase in enumerate(self.group):
            self.found.append(Measured(phrase, reading, number, order, listed, reading.phrase))
        self.subject = None

    def _read_one(self, reading: ClauseReading, counted: Span | None) -> None:
        number = len(self.found)
        context = self.contexts[number]
        if (passed := self._sentence_passed(number)) is not None:
            self.found.append(Measured(passed, reading, number))
            self.found[number - 1].phrase = None  # how long a sentence is names a class of them
            return
        behind = counted is not None and counts_behind(context, reading)
        named = self._of_those_that(context) or _those_who(context) or done_to(context)
        named = named or self._place_again(reading)
        if named is None and self._is_laid_out(context, reading):
            named = self._aim(number)
        if named is None and not self._does_own(context):
            named = self._phrase(context, reading)
        phrase = counted if behind else self._with_things(context, named)
        self.found.append(Measured(phrase, reading, number, counted=behind))
        self.subject = reading.phrase if behind and reading.predicate else None
        if not behind:
            self._lend_rate(number)
        elif phrase is not None and self._is_passed(number, phrase):
            # A noun that one quantity counts is no subject of the next.
            self.contexts[number + 1].begin_behind(phrase.end)

    def _does_own(self, context: QuantityContext) -> bool:
        """Whether people whom no noun names do another thing than those before:
        1200人参保,⟨300人⟩领取养老金."""
        if context.before or not self.found or not AMONG.isdisjoint(context.passed):
            return False
        if not context.behind or context.behind[0].kind not in DEEDS:
            return False
        last, before = self.found[-1].phrase, self.contexts[len(self.found) - 1]
        people = context.people and context.again
        said = bool(before.behind) and before.behind[0].kind in VERBAL
        return people and said and (last is None or last.start == before.quantity.end)

    def _is_passed(self, number: int, phrase: Span) -> bool:
        """Whether what a quantity counts stands before the next quantity."""
        for following in self.contexts[number + 1 : number + 2]:
            behind = [token.kind for token in following.before if token.start >= phrase.end]
            inside = behind[:2] == ["inside", "de"]  # 在178家高新区中的排名由第87位
            return phrase.start < following.quantity.start and not inside
        return False

    def _place_again(self, reading: ClauseReading) -> Span | None:
        """The place that a clause tells of, where the one before told of a place only:
        按经营地分,城镇增长5%,乡村增长6%."""
        place = reading.complement
        if reading.phrase is not None or place is None or not self.found:
            return None
        inside = {token.kind for token in reading.tokens if token.start in range(*place)}
        last = self.found[-1]
        alone = last.phrase is not None and last.phrase == last.reading.complement
        return place if alone and inside <= {"place"} else None  # unlike 占支出总数的55%

    def _with_things(self, context: QuantityContext, phrase: Span | None) -> Span | None:
        """A bare measure is one of the things counted before it: 11个项目投资8亿元 -> 项目投资."""
        things = self.found[-1].phrase if self.found else None
        if phrase is None or things is None or things.end != phrase.start:
            return phrase
        measure = context.plain.startswith(context.lexicon.figures, phrase.start)
        return Span(things.start, phrase.end) if measure else phrase

    def _lend_rate(self, number: int) -> None:
        """What something is counted against stands before an age: 每千人口拥有3岁以下托位4个."""
        found, previous = self.found[number], self.contexts[number - 1]
        if number and found.phrase is not None and is_age(previous.quantity):
            each = (one.start for one in previous.before if previous.plain[one.start] == "每")
            found.phrase = Span(next(each, found.phrase.start), found.phrase.end)

    def _phrase(self, context: QuantityContext, reading: ClauseReading) -> Span | None:
        """The phrase of a quantity with no counted noun behind it."""
        quantity = context.quantity
        if reading.phrase is not None:
            another = is_share(context, reading.phrase) or is_top(context, reading.phrase)
            if another or self._is_by_another(context, reading.phrase):
                return self._carried(context, reading)
            if context.text(reading.phrase) not in context.lexicon.anaphoric:
                return reading.phrase
            before = phrase_of_clause_before(context, subject=False)
            return before or self._level_named(context) or reading.phrase
        # 连续12个季度未发生事故
        lasts = reading.means or any(token.kind in _DONE for token in context.behind[:1])
        done = None if context.behind else reading.alone  # 全年下基层仅41天
        if quantity.kind == "duration" and (lasts or done is not None):
            return None if lasts else done
        money = quantity.unit is None or _is_money(quantity.unit)
        reached = bool(context.before) and context.before[-1].kind == "ergative"  # 已完成9亿元
        reached = reached or _has_object(context)
        aim = self._aim(len(self.found)) if reading.verb and money and not reached else None
        if aim is not None:
            return aim
        if reading.alone is not None and context.times:
            return reading.alone  # 巡诊200次
        bare = bool(context.before) and all(token.kind in _OF_CHANGE for token in context.before)
        bare = bare and [mark.written for mark in context.marks[-1:]] == [";"]
        done = reading.alone or reading.nominal
        if done is not None and self._does_another(context):
            return reading.nominal or reading.alone
        last = self._carried(context, reading)
        if last is not None and (reading.verb or bare or ";" not in context.passed):
            listed = bool(context.before) and context.before[0].kind == "and"
            other = money and not self._is_money_last()  # 挂牌督办20处,行政处罚9万元
            other = other and not any(t.kind in _FOR for t in context.before)
            named = (context.counts or listed or other) and reading.nominal is not None
            return reading.nominal if named else self._thing_left_out(context) or last
        before = phrase_of_clause_before(context, subject=reading.predicate)
        own = reading.complement is not None and context.fits(_OWN, reading.complement)
        complement = None if own and context.counts else reading.complement  # 全县320人享受低保
        return reading.nominal or before or reading.alone or complement

    def _aim(self, number: int) -> Span | None:
        """What a sum is spent on: what the clause behind it names, or counts: 投入9万元改造2栋
        ⟨教学楼⟩."""
        context = self.contexts[number]
        aim = aim_of(context)
        done = bool(context.behind) and all(t.kind in VERBAL for t in context.behind)
        for following in self.contexts[number + 1 : number + 2] if aim is None and done else ():
            if following.counts and not following.marks:
                return counted_at(self.contexts, number + 1)
        return aim

    def _is_laid_out(self, context: QuantityContext, reading: ClauseReading) -> bool:
        """Whether a clause begins with the verb 投资, and not with a figure of that name:
        投资90万元改造运动场."""
        words = [token for token in context.before if token.kind not in _ASIDE]
        if reading.phrase is None or len(words) != 1 or _has_object(context):
            return False
        if [token.kind for token in context.behind[-1:]] == ["etc"]:
            return False  # 投资2亿元建设物流、化工等4个园区
        beside = words[0].kind == "verbal-noun" and words[0].end == context.quantity.start
        return beside and _is_money(context.unit)

    def _carried(self, context: QuantityContext, reading: ClauseReading) -> Span | None:
        """What carries over from the quantities before: the phrase of the last one, or of the last
        in the same unit where a thing is counted again (项目50个、投资8亿元,其中开工20个)."""
        number = len(self.found)
        told = self._class_told_apart(number) or self._sized_last(context) or self._around(context)
        if (told := told or self._told_of(context)) is not None:
            return told
        if self.subject is not None and not context.counts:
            return self.subject
        if len(self.found) > 1:
            opening = [token.kind for token in context.before[:2]]
            if opening == ["inside", "level"]:
                return self.found[-2].phrase  # 优良率95%,在全省10个市中排第三位
        wanted = {context.quantity.kind}
        unit = context.quantity.unit
        again = not AMONG.isdisjoint(context.passed)
        if context.quantity.kind == "point":
            again, wanted, unit = True, {"point", "percent"}, None
        elif not context.marks:
            return self.last
        spent = wanted == {"amount"} and not _is_money(unit or "") and self._is_money_last()
        others = context.counts and not self._counted_alike(context)
        rate = self.last is not None and _RATE.search(context.plain, *self.last)
        if again or spent or others or rate:
            for earlier in self._back(_NEARBY):
                if ";" in self.contexts[earlier + 1].passed and not others:
                    break
                quantity = self.contexts[earlier].quantity
                if quantity.kind in wanted and unit in {None, quantity.unit}:
                    return self.found[earlier].phrase or self.last
        return self.last

    def _back(self, far: int) -> range:
        """The places of the quantities read, the last first."""
        number = len(self.found)
        return range(number - 1, max(-1, number - far), -1)

    def _last_in(self, unit: str | None, far: int) -> Span | None:
        """What the last quantity in a unit measures."""
        same = (one for one in self._back(far) if self.contexts[one].quantity.unit == unit)
        return next((self.found[one].phrase for one in same), None)

    def _sized_last(self, context: QuantityContext) -> Span | None:
        """The thing whose size was told last, right before a number: 投产110千伏线路25公里."""
        last = self.found[-1] if self.found else None
        if last is None or not last.counted or self.contexts[len(self.found) - 1].counts:
            return None
        beside = last.phrase is not None and last.phrase.end == context.quantity.start
        return last.phrase if beside else None

    def _around(self, context: QuantityContext) -> Span | None:
        """The subject before a circumstance: ⟨进口⟩在出口下降5%的情况下增长3%."""
        for before in self.contexts[len(self.found) - 1 : len(self.found)]:
            start = 0 if context.marks else circumstance_start(before)
            first = phrase_start(before.before, start - 1) if start else 0
            return trim(before.before, first, start - 1, verb=False) if start else None
        return None

    def _told_of(self, context: QuantityContext) -> Span | None:
        """What is told before the whole that a share is of: 收入5亿元,完成预算6亿元的83%."""
        if len(self.found) < SHORT or [token.kind for token in context.before] != ["de"]:
            return None
        whole = self.contexts[len(self.found) - 1].quantity
        shared = context.quantity.kind == "percent" and whole.kind == "amount"
        return self.found[-2].phrase if shared and not context.marks else None

    def _is_by_another(self, context: QuantityContext, phrase: Span) -> bool:
        """Whether a clause says which agent did how much of the sum before:
        税收5亿元,其中国税部门完成3亿元."""
        verb = context.before[-1] if context.before else None
        if verb is None or context.written(verb) not in context.lexicon.light_verbs:
            return False
        agents, plain = context.lexicon.agents, context.plain
        if self.last is None or plain.endswith(agents, 0, self.last.end):
            return False
        if not plain.endswith(agents, 0, phrase.end):
            return False
        same = zip(self.found, self.contexts, strict=False)
        units = {before.unit for one, before in same if one.phrase == self.last}
        told = self.last == self.whole or context.unit in units
        return told and _is_money(context.unit)

    def _class_told_apart(self, number: int) -> Span | None:
        """The things counted before of which a bound tells some apart, with no noun of their own:
        项目12个,其中⟨10亿元以上⟩3个."""
        for following in self.contexts[number + 1 : number + 2]:
            if bounds_count(self.contexts[number], following):
                return self._last_in(following.quantity.unit, _NEARBY)
        return None

    def _does_another(self, context: QuantityContext) -> bool:
        """Whether a verb without an object counts no more of what was counted last."""
        if self._is_alike_alone(context):
            return True  # 咨询22件、投诉7件
        people = context.people
        for last in self.found[-1:] if context.counts else ():
            done = (last.reading.alone, last.reading.nominal) if people else (last.reading.alone,)
            if last.phrase is not None and last.phrase in done:
                return True  # 刑事拘留31人,逮捕19人
        if _has_object(context):
            return True  # 审结诈骗案28件,追赃挽损120万元
        if context.counts:
            # 党纪处分12人,移送司法机关3人
            return not self._counted_alike(context) or (people and self._is_deed_last())
        another = context.marks and not context.again and context.quantity.kind == "amount"
        return bool(another) and context.before[-1].kind == "verbal-noun"

    def _is_alike_alone(self, context: QuantityContext) -> bool:
        """Whether a verb alone is the name of what is counted, as one word was before it."""
        if not self.found or not context.again:
            return False
        before, last = self.contexts[len(self.found) - 1].before, self.found[-1].phrase
        roles = [token.kind for token in context.before]
        names = [Span(token.start, token.end) for token in before if token.kind != "and"]
        return roles == ["and", "verbal-noun"] and names == [last]

    def _is_money_last(self) -> bool:
        """Whether the quantity before is money: 投资9000万元, 已完工4.3万亩."""
        earlier = self.contexts[len(self.found) - 1 : len(self.found)]
        return any(one.quantity.unit and _is_money(one.quantity.unit) for one in earlier)

    def _is_deed_last(self) -> bool:
        """Whether what was counted last is what is done to people, not who they are."""
        words = self.contexts[len(self.found) - 1].before[-1:] if self.found else []
        for word in words:
            deed = word.kind in VERBAL or (word.word is not None and word.word.span == "flow")
            name = self.found[-1].phrase
            return deed and name is not None and name.end == word.end
        return False

    def _counted_alike(self, context: QuantityContext) -> bool:
        """Whether what carries over may be counted in the unit of a quantity: it is a name that
        stands with no count, or one counted in the same unit."""
        if self.last is not None and _RATE.search(context.plain, *self.last):
            return False  # 破案率60%,刑事拘留31人
        for number in range(len(self.found) - 1, -1, -1):
            if self.found[number].phrase == self.last:
                before = self.contexts[number]
                pair = self.contexts[number - 1] if number else before
                beside = pair.quantity.end == before.quantity.start  # 批捕17件21人,起诉15件
                units = {before.quantity.unit, pair.quantity.unit if beside else None}
                alike = context.quantity.unit in units
                unit = before.quantity.unit
                named = not before.counts and not self.found[number].counted
                named = named and not (unit and _is_money(unit))  # 到位金额3亿元,拘留41人
                return alike or named or before.quantity.end == context.quantity.start
        return True

    def _sentence_passed(self, number: int) -> Span | None:
        """The sentence that the convicts of a number were given: 判处五年以上有期徒刑43人."""
        context = self.contexts[number]
        before = self.contexts[number - 1] if number else None
        if before is None or before.quantity.kind != "duration" or context.marks:
            return None
        named = _PUNISHED.fullmatch(context.plain, before.quantity.end, context.quantity.start)
        if named is None:
            return None
        verbs = [token for token in before.before[-1:] if token.kind in VERBAL]
        return Span(verbs[0].start if verbs else before.quantity.start, named.end("name"))

    def _level_named(self, context: QuantityContext) -> Span | None:
        """The last phrase that names more than a rate: what 总量 is the total of."""
        phrases = (self.found[earlier].phrase for earlier in self._back(_NEARBY))
        named = (one for one in phrases if one and not _RATE.search(context.plain, *one))
        return next(named, self.last)

    def _thing_left_out(self, context: QuantityContext) -> Span | None:
        """The things counted last, where the noun behind 的 is left out: 投资超5亿元的30个."""
        if not context.before or context.before[0].kind != "de":
            return None
        counted = (one for one in self._back(_FAR) if self.contexts[one].counts)
        return next((self.found[one].phrase for one in counted), None)

    def _of_those_that(self, context: QuantityContext) -> Span | None:
        """The things counted last in the same unit, where a clause tells some of them apart and
        的 stands for their noun: 建议157件,因条件限制留作参考的12件."""
        tokens, unit = context.before, context.quantity.unit
        if len(tokens) < _CLAUSE or tokens[-1].kind != "de" or context.quantity.kind != "amount":
            return None
        if unit is None or _is_money(unit) or tokens[-2].kind not in _TELLS:
            return None
        return self._last_in(unit, _FAR)


def _those_who(context: QuantityContext) -> Span | None:
    """People whom only what they do tells apart: ⟨获得表彰⟩的有30人."""
    tokens = context.before
    if len(tokens) <= _CLAUSE or tokens[-1].kind != "exist" or tokens[-2].kind != "de":
        return None
    if not context.people or not AMONG.isdisjoint(context.passed):
        return None
    first = next((i for i, t in enumerate(tokens[:-2]) if t.kind in _SAYS), None)
    return None if first is None else Span(tokens[first].start, tokens[-3].end)


def _is_money(unit: str) -> bool:
    return unit.endswith("元")


def _has_object(context: QuantityContext) -> bool:
    """Whether the verb right before a number holds its object: 上缴财政9万元."""
    last = context.written(context.before[-1]) if context.before else ""
    return last in context.lexicon.object_inside
