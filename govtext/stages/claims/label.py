"""The label of a claim: the full name of what is measured, composed of pieces of the text.

油菜种植面积7.2万亩,总产量1.1万吨 -> 油菜总产量
城镇、农村居民收入分别增长5%、6%    -> 城镇居民收入, 农村居民收入
"""

from __future__ import annotations

from typing import NamedTuple

from govtext.document import Document
from govtext.language.lexicon import SHORT, VERBAL, kinds
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.report import Claim
from govtext.stages.claims.constructions import Reason
from govtext.stages.claims.context import QuantityContext
from govtext.stages.claims.label_bounds import BoundReader
from govtext.stages.claims.label_lists import ListReader
from govtext.stages.claims.label_modifiers import ModifierReader
from govtext.stages.claims.label_names import NameReader
from govtext.stages.claims.label_repeated import RepeatedReader
from govtext.stages.claims.label_wholes import WholeReader
from govtext.stages.claims.measured import Labelled, Reader
from govtext.stages.claims.noun_phrase import phrase_start, trim
from govtext.stages.claims.subjects import SubjectReader

_AVERAGE = pattern("average before a number")
_EACH = pattern("average of each before it")
_GROWTH = pattern("name of a rise")
_OWN = pattern("issuer as a whole at the head of a name")
_ASPECT = pattern("aspect that tells things apart")
_COUNTER = pattern("counter that is a noun")
_BOUNDING = kinds("level comparison")
_CHANGE = pattern("noun of a change by itself")
_GAIN = pattern("change whose name says of what")
_SHARES = frozenset(("share-name", "rate-name"))
_MONEY = "元"
PROPORTION = "占比"
"""What is added to the name of what has a share."""


class Composed(NamedTuple):
    """The pieces of a label in their order, and what they are composed ``by``."""

    by: str
    parts: list[Span]


class LabelReader(Reader):
    """Sets the labels of the claims of one report."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._names = NameReader(document)
        self._bounds = BoundReader(document)
        self._lists = ListReader(document)
        self._modifiers = ModifierReader(document)
        self._repeated = RepeatedReader(document)
        self._subjects = SubjectReader(document)
        self._wholes = WholeReader(document)
        self._told: dict[Span | None, Claim] = {}
        self._of_counted = (
            ("things with those who have them", self._modifiers.of_holder),
            ("measure with the steps that it takes", self._modifiers.of_steps),
            ("places with what they are connected to", self._modifiers.connected),
        )
        self._of_any = (
            ("measure that a clause before names for several", self._subjects.of_header),
            ("name that a clause before gives in full", self._subjects.in_full),
            ("thing with the programme that brings it about", self._modifiers.by_programme),
            ("goods whose output is told", self._wholes.of_output),
            ("part of the population", self._wholes.of_population),
        )

    def label(self, ones: list[Labelled]) -> list[Reason]:
        """Set ``label`` and ``label_parts`` of the claims of a sentence; returns what each label
        is composed by."""
        self._told = {}
        reasons: list[Reason] = []
        for one in ones:
            context, found, claim = one.context, one.found, one.claim
            by, parts = self._composed(one)
            reasons.append(Reason("label", by))
            parts = self._behind_per(one, parts) or self._per_head(context, parts)
            parts += self._counter(context, parts)
            if not parts:
                continue
            of_share = self._is_of_share(one)
            if of_share and len(parts) > 1 and _CHANGE.fullmatch(context.plain, *parts[-1]):
                parts.pop()  # 财政收入增幅8%,占比12%
            claim.label_parts = [self._excerpt(part) for part in parts]
            label = "".join([part.text for part in claim.label_parts])
            claim.label = self._lists.industry(label, found)
            if of_share and self._constructions.tag_of_name(claim.label) not in _SHARES:
                claim.label += PROPORTION
            if found.listed == 1 or found.shared is None:
                self._told[found.phrase] = claim
        return reasons

    def _counter(self, context: QuantityContext, parts: list[Span]) -> list[Span]:
        """The counter as the noun that what is not done yet lacks: ⟨未脱贫⟩28⟨户⟩."""
        if not parts or _COUNTER.fullmatch(context.unit) is None:
            return []
        undone = _ASPECT.match(context.plain, *parts[0]) is not None
        around = [*context.before, *context.behind]
        named = undone and parts[-1].end in [t.end for t in around if t.kind in VERBAL]
        return [Span(context.quantity.end - 1, context.quantity.end)] if named else []

    def _behind_per(self, one: Labelled, parts: list[Span]) -> list[Span]:
        """A name with the measure behind what it is counted against: ⟨莲藕⟩每亩⟨纯收入⟩3500元."""
        per, name = one.claim.per, one.found.phrase
        if per is None or name is None or not parts:
            return []
        if len(parts) == 1 and per.end <= parts[0].start and one.claim.scope is None:
            return [*self._those_per(one, per.start), *parts]
        if parts[-1].end != per.start:
            return []
        rest = Span(per.end, name.end)
        measure = self._is_figure(rest) or self._text(rest).endswith(self._lexicon.figures)
        return [*parts, rest] if measure and name.end - per.end >= SHORT else []

    def _those_per(self, one: Labelled, place: int) -> list[Span]:
        """Those of whom each has so much: ⟨农民⟩平均每人纯收入270元."""
        if _EACH.fullmatch(self._plain, max(place - SHORT, 0), place) is None:
            return []
        tokens = one.head.before
        # Without the token that holds the place: 平均每人 is one word.
        ahead = [token for token in tokens if token.end <= place]
        who = trim(ahead, phrase_start(ahead, len(ahead)), len(ahead), verb=False)
        if who is None or len(ahead) == len(tokens):
            return []
        own = _OWN.match(self._plain, *who)
        start = who.start if own is None else own.end()
        return [Span(start, who.end)] if who.end - start >= SHORT else []

    def _per_head(self, context: QuantityContext, parts: list[Span]) -> list[Span]:
        """A name with the average that the number is: ⟨人均⟩1.9万元, 农民⟨户均增收⟩800元."""
        before = context.before
        if not parts or not before or context.quantity.kind != "amount":
            return parts
        last = before[-2] if before[-1].kind in _BOUNDING and len(before) > 1 else before[-1]
        if last.end - last.start == SHORT and context.fits(_AVERAGE, last):
            if parts[-1].end == last.start:
                return [*parts, Span(last.start, last.end)]  # 活动经费人均不足1500元
            carried = before[0] is last and parts[-1].end < last.start
            return [Span(last.start, last.end), *parts] if carried else parts
        head, last = before[-2:][0], before[-1]
        gains = len(before) > 1 and last.kind == "change" and context.fits(_GAIN, last)
        gains = gains and context.fits(_AVERAGE, head)
        return [*parts, Span(head.start, last.end)] if gains else parts

    def _is_of_share(self, one: Labelled) -> bool:
        """Whether a number is a share, or how much the share before it has changed."""
        previous = one.previous
        if one.claim.nature == "share" or previous is None:
            return one.claim.nature == "share"
        same = one.measured[one.number - 1].phrase == one.found.phrase
        if one.claim.quantity.kind != "point" or not same:
            return False
        if any(token.kind == "share" for token in one.context.before):
            return True  # 出口增长6%,占进出口的比重提高1个百分点
        standard = one.claim.reference
        if standard is not None and _GROWTH.search(one.context.plain, standard.start, standard.end):
            return False  # 占全省的6%,较全省增速高2个百分点
        return previous.label is not None and previous.label.endswith(PROPORTION)

    def _composed(self, one: Labelled) -> Composed:
        """The pieces of the label of one claim."""
        context, found, claim = one.context, one.found, one.claim
        lasts = found.phrase is not None and context.quantity.kind == "duration"
        own = lasts and found.phrase is not None and context.fits(_OWN, found.phrase)
        if found.phrase is None or own or self._sends(one):
            if lasting := self._modifiers.of_duration(one):
                return Composed("what is done in the time", lasting)
            return Composed("what is said of people", self._repeated.of_people(one))
        if figured := self._modifiers.with_state(context, found.phrase):
            name = self._names.name(one) if found.phrase.start >= context.left else found.phrase
            return Composed("things in a state that is a figure", [name, *figured[1:]])
        if around := self._bounds.around(one):
            return Composed("name that the size stands in", around)
        if bounded := self._bounds.things(one):
            first = self._names.without_denominator(bounded[0])
            given = Composed("things told apart by a bound", [first, *bounded[1:]])
        elif before := self._repeated.left_out(one, found.phrase):
            given = Composed("things counted before", before)
        elif claim.scope is not None and (claim.scope.start, claim.scope.end) == found.phrase:
            return Composed("amount of the place before", self._repeated.of_amount(one))
        else:
            told = self._told.get(found.phrase)
            alone = found.listed == 1 or found.shared is None
            of_some = found.counted or not context.before  # 企业4家,半数尚在试产
            anew = (claim.nature == "share" and of_some) or self._is_sum_of(one, told)
            # 城乡居民收入分别为3万元、2万元,⟨增长5%、6%⟩: each of a list has its own.
            anew = anew or (found.listed > 1 and bool(self._lists.of_letter(found.phrase, found)))
            if told is None or anew or not alone:
                return self._named(one, self._names.name(one))
            given = Composed(f"as of claim {told.id}", self._repeated.again(one, told))
            if not context.counts:
                return given
        some = self._modifiers.of_some(one)
        *_, last = [Span(0, 0), *given.parts]
        if some and self._text(some[0])[-SHORT:] == self._text(last)[-SHORT:]:
            return given._replace(parts=some)  # 预脱贫43户,尚未脱贫12户
        return given._replace(parts=[*some, *given.parts])

    def _sends(self, one: Labelled) -> bool:
        """Whether people whom no noun names are sent to do something: 选派6人外出进修."""
        phrase = one.found.phrase
        if phrase is None or phrase != one.found.reading.alone or not one.context.people:
            return False
        sent = one.context.text(phrase) in one.context.lexicon.pivots
        return sent and bool(self._repeated.of_people(one))

    def _is_sum_of(self, one: Labelled, told: Claim | None) -> bool:
        """Whether a sum is told of the things counted before: 120个重点项目⟨完成投资⟩96亿元."""
        phrase = one.found.phrase
        if told is None or phrase is None or one.claim.quantity.unit != _MONEY:
            return False
        return one.found.shared is None and told.label_parts[-1].end < phrase.end

    def _named(self, one: Labelled, phrase: Span) -> Composed:
        """The pieces of a label that names a thing for the first time."""
        shared = self._lists.part(one, phrase) if one.found.listed > 1 else []
        if shared and (shared != [phrase] or not self._subjects.is_rate(phrase)):
            return Composed("head of a list shared out", shared)
        phrase = self._names.without_deed(one.context, one.found, phrase)
        for by, read in self._of_counted if one.found.counted else ():
            if parts := read(one, phrase):
                return Composed(by, parts)
        if things := self._modifiers.of_things(one, phrase):
            return Composed("things that have a share or a measure", things)
        claim = one.claim
        own = claim.scope is None or phrase.start >= claim.scope.end + SHORT
        bare = own and claim.per is None  # 每千人口托位数 is no figure of the things before
        subject = self._subjects.of(one, phrase) if bare else None
        if subject is not None:
            parts = self._subjects.with_measure(subject, phrase)
            return Composed("bare measure with its subject", parts)
        if completed := self._modifiers.completed(one, phrase):
            return Composed("things told apart by what is said of them", completed)
        head = self._wholes.of_industry(one, phrase)
        head += self._wholes.of_whole(one, phrase) if own else []
        if head:
            return Composed("part with the name of the whole", [phrase, *head])
        for by, read in self._of_any:
            if parts := read(one, phrase):
                return Composed(by, parts)
        by = "thing behind the number" if one.found.counted else "name before the number"
        return Composed(by, [phrase])
