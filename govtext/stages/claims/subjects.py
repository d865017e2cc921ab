"""What a bare measure in a label is of: its subject, which another clause names.

油菜种植面积7.2万亩,总产量1.1万吨 -> the subject 油菜 of 总产量
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from govtext.document import Document
from govtext.language.lexicon import SHORT, VERBAL, Token, kinds
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.report import Claim, Statement
from govtext.stages.claims.clauses import phrase_of_clause_before
from govtext.stages.claims.context import QuantityContext
from govtext.stages.claims.measured import Labelled, Reader, spans
from govtext.stages.claims.noun_phrase import phrase_start, trim
from govtext.stages.claims.topics import (
    clauses_before,
    opens_clause,
    repeated_in,
    repeats,
    resumed_in,
    topic_in,
    wants_topic,
)
from govtext.stages.tokens import first_clause

_SHARE_WORD = pattern("name of a share that stands alone")
_SIZE_WORD = pattern("size of a thing that stands alone")
_BARE = pattern("measure that needs a subject")
_OF_THING = pattern("measure that is of the thing counted before")
_OPENING = pattern("measure that opens a clause")
_MEASURE = pattern("measure at the end of a name")
_TOPIC = pattern("industry that a sentence begins with")
_INDUSTRY_FIRST = pattern("industry that a clause begins with")
_PARTS = frozenset(",、:")
_NAMED = kinds("noun verbal-noun place de")
_OF_TOTAL = pattern("what a total is of")
_LISTED = kinds("noun and etc place manner")
_STOPS = ("。", "。\n", "\n")
_ASIDE = kinds("basis adverb time manner")
_OPENS = _ASIDE | {"and"}
_PEOPLE_OF = pattern("people of an institution")
_INSTITUTION = pattern("institution whose people are counted")
_SPENT = pattern("how far money is spent")
_MONEY_NAME = pattern("money at the end of a name")
_RATE = "率"
_MONEY = "元"
_LIKE = pattern("measure that goes on behind one like it")
_NO_HOLDER = pattern("what has no profit or income of its own")
_TAX = pattern("taxes")
_EARNED = pattern("what a firm earns")
_OF_DEEDS = frozenset(("times", "event"))
_REVENUE = pattern("revenue of which taxes are a part")
_INVESTED = pattern("sum that is no figure of people")
_TOWN = pattern("town and country in one word")
_LENT = pattern("money that is lent or given")
_FIGURES = pattern("figures that things are told of")
_GOING_ON = pattern("aspect that tells things apart")
_MAKES = pattern("part of the economy that brings something about")
_FIGURE = pattern("figure that industries have")
_FAR = 45
"""How many characters before a measure the short sentence begins that names its topic."""
_THINGS = frozenset(("other-name", "flow-name", "none-name"))
_MOTTO = 4
"""How many letters a motto has, which names no thing: 大整大改."""


class SubjectReader(Reader):
    """Finds the subjects of the bare measures of one report."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._headers: dict[int, Span] = {}  # the measure that a clause names for each of several
        self._carried: dict[int, list[Span]] = {}  # what the bare measure of a claim is of

    def _found(self, one: Labelled, phrase: Span) -> list[Span] | None:
        earlier, bare = one.earlier, one.context.fits(_BARE, phrase)
        if not earlier:
            return self._first(one, phrase, bare=bare)
        last = len(earlier) - 1
        while last and earlier[last].direction and earlier[last].label == earlier[last - 1].label:
            last -= 1  # 汽车产量38万辆,增长5%,配套率20%
        before = one.contexts[one.number - len(earlier) + last]
        if before.counts and before.people and before.fits(_INVESTED, phrase):
            return None  # 惠及居民3420户,完成投资5600万元
        if earlier[last].indicator is None:
            return self._topic(one, phrase)  # 320人实现脱贫,脱贫率98%
        of_thing = bare or before.fits(_OF_THING, phrase)
        if of_thing and (named := self._listed_by_name(one.context)):
            return named
        if (going := self._goes_on(one, phrase, earlier[last])) is not None:
            return going
        done = self._constructions.tag_of_word(before.unit, None) in _OF_DEEDS
        if (done or ";" in one.context.passed) and before.fits(_EARNED, phrase):
            return None  # 检查企业90家次,营业收入9亿元; 销售商品煤90万吨;实现利润4亿元
        if bare and before.fits(_TAX, phrase) and _REVENUE.search(earlier[last].label or ""):
            return None  # 地方财政收入3亿元;税收2亿元
        if bare or self._is_of_thing(one.context, before, phrase, earlier[last]):
            return self._told(one, phrase, before, last)
        return self._of_like(one, phrase, earlier[last]) or self._topic(one, phrase)

    def _first(self, one: Labelled, phrase: Span, *, bare: bool) -> list[Span] | None:
        """The subject of the first measure of a sentence."""
        if one.found.phrase is None:
            return None
        done = None if one.claim.action is None else one.claim.action.end
        if phrase.start not in {one.found.phrase.start, done}:
            return None
        # 轻工业,总产值增长8%
        subject = self._clause_named(one.context) if bare else []
        subject = subject or (self._of_sentences_before(one.context, phrase) if bare else [])
        return subject or self._topic(one, phrase)

    def _told(self, one: Labelled, phrase: Span, before: QuantityContext, last: int) -> list[Span]:
        """The thing that a measure behind it is of."""
        previous = one.earlier[last]
        told = None if before.counts else self._carried.get(previous.id)
        if told is None and before.counts and _LENT.search(previous.label or "") is not None:
            return self._parts(previous)  # 发放担保贷款140笔,发放金额3亿元
        return self._subject(phrase, one.earlier) if told is None else told

    def _listed_by_name(self, context: QuantityContext) -> list[Span]:
        """The member of a list that a clause of its own names: 项目2个:⟨东河治理工程⟩,投资3亿元."""
        named = self._clause_named(context) if len(context.marks) > 1 else []
        return named if named and named[0].end - named[0].start > _MOTTO else []

    def of(self, one: Labelled, phrase: Span) -> list[Span] | None:
        """The subject of a bare measure; None where the phrase is a name by itself."""
        subject = self._of_each(one, phrase) or self._of_clause(one, phrase) or None
        subject = self._found(one, phrase) if subject is None else subject
        if subject and one.context.fits(_NO_HOLDER, subject[-1]):
            subject.pop()  # 各项贷款余额9亿元;实现利润2亿元
        if subject:
            self._carried[one.claim.id] = subject
        return subject

    def _of_each(self, one: Labelled, phrase: Span) -> list[Span]:
        """The thing counted before that one of several rates is of: 冷库12座、⟨烘房⟩8座,投用率
        分别达到90%、85%."""
        head, listed = one.found.head, one.found.listed
        rate = self._text(phrase).endswith(_RATE) or one.context.fits(_OF_THING, phrase)
        first = head - listed
        if listed == 1 or first < 0 or not rate or not opens_clause(one.head, phrase):
            return []
        told = zip(one.contexts[first:head], one.measured[first:head], strict=True)
        if not all(context.counts and found.listed == 1 for context, found in told):
            return []
        return self._parts(one.claims[first + one.found.order])

    def _of_like(self, one: Labelled, phrase: Span, previous: Claim) -> list[Span] | None:
        """The subject of a measure behind one like it: ⟨房屋⟩施工面积,竣工面积; ⟨煤⟩产量,储量."""
        if one.found.counted or not previous.label_parts:
            return None
        if not (one.context.fits(_LIKE, phrase) and opens_clause(one.context, phrase)):
            return None
        *others, last = self._parts(previous)
        written, name = self._text(last), self._text(phrase)
        if written.endswith(name[-SHORT:]):
            length = len(name)
        elif written[-1] == name[-1]:
            length = len(self._segment(written)[-1])
        else:
            return None
        if others and length >= len(written):
            return others
        return [*others, Span(last.start, last.end - length)] if length < len(written) - 1 else None

    def _topic(self, one: Labelled, phrase: Span) -> list[Span] | None:
        """What the clauses before are about, of which a measure is told."""
        context, claim = one.context, one.claim
        if claim.scope is not None or one.found.counted:
            return None
        if (industry := self._industry_before(context, phrase)) is not None:
            return [industry]
        named = claim.indicator is not None and claim.indicator.name is not None
        wanted = not (named or claim.nature == "capacity") and wants_topic(context, phrase)
        may_repeat = repeats(context, phrase)
        if not (wanted or may_repeat) or not opens_clause(context, phrase):
            return None
        clauses = clauses_before(context) or self._sentence_before(one)
        if may_repeat and (repeated := repeated_in(context, phrase, clauses)) is not None:
            return [repeated]
        topic = topic_in(context, clauses) if wanted else None
        return None if topic is None else [topic]

    def _industry_before(self, context: QuantityContext, phrase: Span) -> Span | None:
        """The industry that the clause before tells of, whose figure follows:
        ⟨服务业⟩支撑作用明显,增加值3万亿元."""
        if _FIGURE.fullmatch(context.plain, *phrase) is None or not opens_clause(context, phrase):
            return None
        clause = next(context.clauses_before(), [])
        if not clause or clause[0].kind != "noun":
            return None
        named = _INDUSTRY_FIRST.match(context.plain, clause[0].start, clause[-1].end)
        ends = named is not None and any(token.end == named.end("name") for token in clause)
        return Span(*named.span("name")) if named is not None and ends else None

    def is_rate(self, name: Span) -> bool:
        """Whether a name is a rate that may belong to the things counted before: 开工率."""
        return self._text(name)[-1] == _RATE and _OF_THING.fullmatch(self._text(name)) is not None

    def of_header(self, one: Labelled, phrase: Span) -> list[Span]:
        """The measure that a clause names for each of several: 人均收入,⟨城镇居民⟩4万元,农村居民
        2万元."""
        context = one.context
        alone = [token for token in context.before if token.kind not in _ASIDE]
        if one.found.counted or not alone or alone[0].start != phrase.start:
            return []
        if alone[-1].end != phrase.end or self._is_figure(phrase):
            return []
        if not context.marks or context.marks[-1].written not in _PARTS:
            return []
        for earlier in one.earlier[-1:]:
            header = self._headers.get(earlier.id)
            if header is not None and earlier.quantity.unit == one.claim.quantity.unit:
                self._headers[one.claim.id] = header
                return [phrase, header]
        said = [token for token in context.marks[-1].clause if token.kind not in _ASIDE]
        following = [(t.marks[:1], t.quantity.unit) for t in one.following]
        several = [mark.written in _PARTS for marks, unit in following for mark in marks]
        if not said or several != [True] or following[0][1] != one.claim.quantity.unit:
            return []
        header = Span(said[0].start, said[-1].end)
        if any(token.kind not in _NAMED for token in said) or not self._is_figure(header):
            return []
        output = _FIGURES.search(self._plain, *header)
        if output is not None and output["output"]:
            header = Span(*output.span("output"))  # 主要产品产量
        self._headers[one.claim.id] = header
        return [phrase, header]

    def in_full(self, one: Labelled, phrase: Span) -> list[Span]:
        """A name as a clause before gives it: 整治⟨校外⟩培训机构,⟨培训机构⟩23家."""
        if one.claim.scope is not None or one.found.listed > 1:
            return []
        full = resumed_in(one.context, phrase, clauses_before(one.context))
        return [] if full is None else [full, phrase]

    def _sentence_before(self, one: Labelled) -> list[Sequence[Token]]:
        """The first clause of a short sentence before: ⟨新能源产业快速发展⟩。装机120万千瓦."""
        context, number = one.context, one.claim.statement
        if number is None or number < SHORT or one.number:
            return []
        before, here = self._document.statements[number - SHORT : number]
        far = context.quantity.start - before.start > _FAR or self._is_told(before, here)
        far = far or "\n" in self._plain[before.start : here.start]
        return [] if far else [first_clause(self._document, before)]

    def _is_told(self, statement: Statement, following: Statement) -> bool:
        """Whether a statement has quantities."""
        quantities = self._document.quantities
        first = bisect_left(quantities, statement.start, key=lambda one: one.start)
        return quantities[first].start < following.start

    def _is_of_thing(
        self, context: QuantityContext, before: QuantityContext, phrase: Span, previous: Claim
    ) -> bool:
        """Whether a phrase is a measure of the things counted before: 项目12个,总投资5亿元."""
        carried = previous.id in self._carried and opens_clause(context, phrase)
        # 人工造林3200亩,成活率92%
        made = self._plain[phrase.end - 1] == _RATE and previous.action is not None
        made = made and not (previous.quantity.unit or "").endswith(_MONEY)
        if not (before.counts or carried or made) or previous.direction is not None:
            return False
        named = carried or self._constructions.tag_of_name(previous.label or "") in _THINGS
        if previous.label is None or not named:
            return False
        if before.fits(_OF_THING, phrase):
            # 检查单位35家,发现问题金额4万元
            done = any(token.kind == "verb" for token in context.ahead(phrase))
            return not done or phrase.end - phrase.start < _MOTTO
        opens = all(t.kind in _OPENS or t.start >= phrase.start for t in context.before)
        return opens and before.counts and before.fits(_OPENING, phrase)

    def _goes_on(self, one: Labelled, phrase: Span, previous: Claim) -> list[Span] | None:
        """What was counted before, with which a name goes on: 中学3所,⟨教师⟩; 培训8期,⟨培训合格率⟩;
        专项资金3亿元,⟨支出进度⟩."""
        if previous.direction is not None:
            return None
        context, measure = one.context, self._text(phrase)
        people = _PEOPLE_OF.fullmatch(measure) is not None
        rate = measure.endswith(_RATE) and len(measure) > SHORT + 1
        if not (people or rate or _SPENT.fullmatch(measure)):
            return None
        if previous.part_of is not None:
            if ";" in context.passed:
                return None  # 其中非农业人口9万人;人口增长率3%
            previous = _all_of(previous, one.earlier)  # 学校20所,其中小学12所,在校学生5000人
        parts = self._carried.get(previous.id) or self._parts(previous)
        if not parts or not opens_clause(context, phrase):
            return None
        name = context.text(parts[-1])
        if rate and not people:
            goes_on = name.endswith(measure[:SHORT]) and len(name) > SHORT
        else:
            goes_on = (_INSTITUTION if people else _MONEY_NAME).search(name) is not None
        return parts if goes_on else None

    def _clause_named(self, context: QuantityContext) -> list[Span]:
        """What the clause before names that is nothing other than a name."""
        clause = next(context.clauses_before(), [])
        named = clause and clause[-1].kind != "manner"  # 产业势头良好,产值增长12%
        subject = phrase_of_clause_before(context, subject=True) if named else None
        if subject is None or clause[-1].end != subject.end:
            return []
        listed = all(t.kind in _LISTED for t in clause) and clause[0].kind == "noun"
        return [subject] if listed or clause[0].start == subject.start else []

    def _of_sentences_before(self, context: QuantityContext, phrase: Span) -> list[Span]:
        """The industry that the sentences before are about: 新材料产业…。⟨产值⟩350亿元."""
        plain = context.plain
        if context.marks or not context.first or not plain.endswith(_STOPS, 0, phrase.start):
            return []
        start = plain.rfind("\n", 0, phrase.start) + 1
        found = [*_TOPIC.finditer(plain[start : phrase.start])]
        return [Span(*(start + place for place in found[-1].span("name")))] if found else []

    def _of_clause(self, one: Labelled, phrase: Span) -> list[Span]:
        """The subject of a bare measure before an adverb or a verb that brings it about:
        ⟨工资标准⟩年均增幅, ⟨企业⟩实现产值.

        Of another figure it is an industry: ⟨第二产业⟩完成增加值.
        """
        context, scope = one.context, one.claim.scope
        bare = context.fits(_BARE, phrase)
        if not bare and not context.fits(_FIGURE, phrase):
            return []
        makes = context.lexicon.never_nominal | context.lexicon.light_verbs
        tokens = context.ahead(phrase)
        end = len(tokens)
        while end and (tokens[end - 1].kind in _ASIDE or context.written(tokens[end - 1]) in makes):
            end -= 1
        if end == len(tokens) or tokens[-1].end != phrase.start:
            return []
        subject = trim(tokens, phrase_start(tokens, end), end, verb=False)
        if subject is None or subject.end - subject.start < SHORT:
            return []
        if not bare and _MAKES.search(context.plain, *subject) is None:
            return []
        inside = scope is not None and subject.start <= scope.start < subject.end
        return [Span(scope.start, subject.end)] if scope and inside else [subject]  # 全市⟨企业⟩

    def _subject(self, phrase: Span, claims: list[Claim]) -> list[Span]:
        """The thing that the last claim is about, without its own measure."""
        # 项目32个,其中亿元以上项目9个,完成投资5亿元: of all
        parts = self._parts(_all_of(claims[-1], claims))
        end = self._text(phrase)
        if end in map(self._text, parts):
            return parts[:-1]
        if not parts or parts[-1].end > phrase.start:
            return []
        last, lexicon = parts[-1], self._lexicon
        written = self._text(last)
        # 新签约项目61个,总投资300亿元, but 学校总面积2万平方米,总投资5亿元
        of_thing = _SIZE_WORD.match(end) and not _BARE.fullmatch(written)
        if of_thing or _SHARE_WORD.match(end):
            return parts
        if written in lexicon.measures or _BARE.fullmatch(written):
            return parts[:-1]  # 收入4亿元,利润2亿元
        measure = _MEASURE.search(written)
        if measure is not None and measure.start() >= SHORT:
            return [*parts[:-1], Span(last.start, last.start + measure.start())]
        if closing := lexicon.measure_at_end(written):
            cut = last.end - len(closing)
            verb = self._segment(self._plain[last.start : cut])[-1]
            if self._kind(verb) in VERBAL:
                cut -= len(verb)  # 粮食播种面积 -> 粮食
            if cut == last.start or _OF_TOTAL.fullmatch(self._plain, last.start, cut):
                return parts[:-1]  # 播种面积, 单产; 国有企业资产总额50亿元,利润2亿元
            return [*parts[:-1], Span(last.start, cut)]
        return [*parts[:-1], Span(last.start, self._end_of_thing(last, written))]

    def _end_of_thing(self, name: Span, written: str) -> int:
        """Where a name ends without the words of the figure that it names, up to a verb before
        them; one that ends with a verb is whole: 人工造林."""
        words, cut = self._segment(written), name.end
        if self._kind(words[-1]) in VERBAL or not self._is_figure(name):
            return cut
        while words and cut - len(words[-1]) > name.start:
            cut -= len(words.pop())
            if not words or self._kind(words[-1]) not in VERBAL:
                return cut
        return cut

    def _parts(self, claim: Claim) -> list[Span]:
        """The pieces of a label, without the state that it is told by (12个项目⟨签而未落⟩,落地率);
        of town and country, where it is of one half of 城乡."""
        parts = spans(claim)
        if len(parts) > 1 and claim.quantity.start < parts[-1].start < parts[0].start:
            parts = parts[1:]
        if len(parts) > 1 and _GOING_ON.match(self._plain, *parts[0]):
            parts = parts[1:]  # 正在办理3件,办结率98%
        if parts and _TOWN.match(self._plain, parts[0].start - 1):
            parts[0] = Span(parts[0].start - 1, parts[0].end)
        return parts

    def with_measure(self, subject: list[Span], phrase: Span) -> list[Span]:
        """A measure behind its subject: ⟨教育投入⟩ of 加大教育投入,投入4亿元."""
        name = self._text(phrase)
        if subject and self._plain.endswith(name, 0, subject[-1].end):
            return subject
        return [*self._without_repeated(subject, name), phrase]

    def _without_repeated(self, subject: list[Span], name: str) -> list[Span]:
        """A subject without the letters at its end that the measure begins with: 破案 before
        破案率, 普惠托位 before 托位数."""
        if not subject:
            return subject
        first, last = subject[0], subject[-1]
        for length in range(min(last.end - last.start, len(name) - 1), SHORT - 1, -1):
            if self._text(last).endswith(name[:length]):
                rest = last.end - length
                return [*subject[:-1], *([Span(last.start, rest)] if rest > last.start else [])]
        if self._text(first).startswith(name[:SHORT]) and first.end - first.start > SHORT + 1:
            return [Span(first.start + SHORT, first.end), *subject[1:]]  # 交付项目 + 交付率
        return subject


def _all_of(claim: Claim, claims: list[Claim]) -> Claim:
    """The claim among some that another is a part of, else itself."""
    return next((one for one in claims if one.id == claim.part_of), claim)
