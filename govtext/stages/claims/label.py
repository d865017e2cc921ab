"""The label of a claim: the full name of what is measured, composed of pieces of the text.

油菜种植面积7.2万亩,总产量1.1万吨 -> 油菜总产量
城镇、农村居民收入分别增长5%、6%    -> 城镇居民收入, 农村居民收入
"""

from __future__ import annotations

from typing import NamedTuple

from govtext.document import Document
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.report import Claim, Excerpt
from govtext.stages.claims.constructions import Constructions, Reason
from govtext.stages.claims.context import QuantityContext
from govtext.stages.claims.label_bounds import BoundReader
from govtext.stages.claims.label_lists import ListReader
from govtext.stages.claims.label_modifiers import ModifierReader
from govtext.stages.claims.label_names import NameReader
from govtext.stages.claims.label_repeated import RepeatedReader
from govtext.stages.claims.measured import Labelled, Measured
from govtext.stages.claims.subjects import SubjectReader

_AVERAGE = pattern("average before a number")
_GROWTH = pattern("name of a rise")
_ASPECT = pattern("aspect that tells things apart")
_PEOPLE = pattern("unit of people")
_COUNTER = pattern("counter that is a noun")
_VERBAL = frozenset(("verb", "verbal-noun", "ergative"))
_BOUNDING = frozenset(("level", "comparison"))
_CHANGE = pattern("noun of a change by itself")
_GAIN = pattern("change whose name says of what")
_SHORT = 2
"""How many letters name a thing at least, and how many tokens a verb and its object are."""
_REMEMBERED = 40
"""How many claims back a claim of the same thing, or the whole of a part, is looked for."""
_MONEY = "元"
PROPORTION = "占比"
"""What is added to the name of what has a share."""


class Composed(NamedTuple):
    """The pieces of a label in their order, and what they are composed ``by``."""

    by: str
    parts: list[Span]


class LabelReader:
    """Sets the labels of the claims of one report."""

    def __init__(self, document: Document, constructions: Constructions) -> None:
        self._document = document
        self._constructions = constructions
        self._names = NameReader(document, constructions)
        self._bounds = BoundReader(constructions)
        self._lists = ListReader(document, constructions)
        self._modifiers = ModifierReader(document, constructions)
        self._repeated = RepeatedReader(document, constructions)
        self._subjects = SubjectReader(document, constructions)
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
            ("goods whose output is told", self._subjects.of_output),
            ("part of the population", self._subjects.of_population),
        )

    def label(
        self, contexts: list[QuantityContext], measured: list[Measured], claims: list[Claim]
    ) -> list[Reason]:
        """Set ``label`` and ``label_parts`` of the claims of a sentence; returns what each label
        is composed by."""
        self._told = {}
        reasons: list[Reason] = []
        for number, claim in enumerate(claims):
            context, found = contexts[number], measured[number]
            earlier = claims[max(0, number - _REMEMBERED) : number]
            one = Labelled(number, contexts, measured, claims, claim, context, found, earlier)
            by, parts = self._composed(one)
            reasons.append(Reason("label", by))
            parts = self._behind_per(one, parts) or self._per_head(context, parts)
            parts += self._counter(context, parts)
            if not parts:
                continue
            of_share = self._is_of_share(one)
            if of_share and len(parts) > 1 and _CHANGE.fullmatch(context.plain, *parts[-1]):
                parts.pop()  # 财政收入增幅8%,占比12%
            claim.label_parts = [
                Excerpt(self._document.text[part.start : part.end], part.start, part.end)
                for part in parts
            ]
            label = "".join([part.text for part in claim.label_parts])
            claim.label = self._lists.industry(label, found)
            if of_share and not self._names_share(claim.label):
                claim.label += PROPORTION
            if found.listed == 1 or found.shared is None:
                self._told[found.phrase] = claim
        return reasons

    def _counter(self, context: QuantityContext, parts: list[Span]) -> list[Span]:
        """The counter as the noun that what is not done yet lacks: ⟨未脱贫⟩28⟨户⟩."""
        if not parts or _COUNTER.fullmatch(context.quantity.unit or "") is None:
            return []
        undone = _ASPECT.match(context.plain, *parts[0]) is not None
        around = [*context.before, *context.behind]
        named = undone and parts[-1].end in [t.end for t in around if t.kind in _VERBAL]
        return [Span(context.quantity.end - 1, context.quantity.end)] if named else []

    def _behind_per(self, one: Labelled, parts: list[Span]) -> list[Span]:
        """A name with the measure behind what it is counted against: ⟨莲藕⟩每亩⟨纯收入⟩3500元."""
        per, name = one.claim.per, one.found.phrase
        if per is None or name is None or not parts or parts[-1].end != per.start:
            return []
        rest = Span(per.end, name.end)
        measure = name.end - per.end >= _SHORT and self._names_figure(one.context, rest)
        return [*parts, rest] if measure else []

    def _names_figure(self, context: QuantityContext, name: Span) -> bool:
        written = context.text(name)
        named = self._constructions.tag_of_name(written) != "other-name"
        return named or written.endswith(tuple(context.lexicon.measures))

    def _per_head(self, context: QuantityContext, parts: list[Span]) -> list[Span]:
        """A name with the average that the number is: ⟨人均⟩1.9万元, 农民⟨户均增收⟩800元."""
        if not parts or not context.before or context.quantity.kind != "amount":
            return parts
        before = context.before
        last = before[-2] if before[-1].kind in _BOUNDING and len(before) > 1 else before[-1]
        if last.end - last.start == _SHORT and _AVERAGE.fullmatch(
            context.plain, last.start, last.end
        ):
            if parts[-1].end == last.start:
                return [*parts, Span(last.start, last.end)]  # 活动经费人均不足1500元
            carried = before[0] is last and parts[-1].end < last.start
            return [Span(last.start, last.end), *parts] if carried else parts
        last = before[-1]
        if last.kind != "change" or len(context.before) < _SHORT:
            return parts
        head = context.before[-2]
        gains = _GAIN.fullmatch(context.plain, last.start, last.end) is not None
        if not gains or _AVERAGE.fullmatch(context.plain, head.start, head.end) is None:
            return parts
        return [*parts, Span(head.start, last.end)]

    def _is_of_share(self, one: Labelled) -> bool:
        """Whether a number is a share, or how much the share before it has changed."""
        if one.claim.nature == "share" or not one.number:
            return one.claim.nature == "share"
        previous, before = one.claims[one.number - 1], one.measured[one.number - 1]
        said = any(token.kind == "share" for token in one.context.before)
        if said and one.claim.quantity.kind == "point" and before.phrase == one.found.phrase:
            return True  # 出口增长6%,占进出口的比重提高1个百分点
        if one.claim.quantity.kind != "point" or before.phrase != one.found.phrase:
            return False
        standard = one.claim.reference
        if standard is not None and _GROWTH.search(one.context.plain, standard.start, standard.end):
            return False  # 占全省的6%,较全省增速高2个百分点
        return previous.label is not None and previous.label.endswith(PROPORTION)

    def _names_share(self, label: str) -> bool:
        return self._constructions.tag_of_name(label) in {"share-name", "rate-name"}

    def _composed(self, one: Labelled) -> Composed:
        """The pieces of the label of one claim."""
        context, found, claim = one.context, one.found, one.claim
        if found.phrase is None or self._sends(one):
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
        if some and given.parts and self._ends_alike(some[0], given.parts[-1]):
            return given._replace(parts=some)  # 预脱贫43户,尚未脱贫12户
        return given._replace(parts=[*some, *given.parts])

    def _sends(self, one: Labelled) -> bool:
        """Whether people whom no noun names are sent to do something: 选派6人外出进修."""
        phrase, unit = one.found.phrase, one.context.quantity.unit or ""
        if phrase is None or phrase != one.found.reading.alone or not _PEOPLE.fullmatch(unit):
            return False
        sent = one.context.text(phrase) in one.context.lexicon.pivots
        return sent and bool(self._repeated.of_people(one))

    def _ends_alike(self, first: Span, second: Span) -> bool:
        """Whether two pieces of a label end in the same verb."""
        plain = self._document.plain
        return plain[first.end - _SHORT : first.end] == plain[second.end - _SHORT : second.end]

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
        own = claim.scope is None or phrase.start >= claim.scope.end + _SHORT
        bare = own and claim.per is None  # 每千人口托位数 is no figure of the things before
        subject = self._subjects.of(one, phrase) if bare else None
        if subject is not None:
            parts = self._subjects.with_measure(subject, phrase)
            return Composed("bare measure with its subject", parts)
        if completed := self._modifiers.completed(one, phrase):
            return Composed("things told apart by what is said of them", completed)
        head = self._subjects.of_industry(phrase, claim, one.earlier)
        head += self._subjects.of_whole(phrase, claim, one.earlier) if own else []
        if head:
            return Composed("part with the name of the whole", [phrase, *head])
        for by, read in self._of_any:
            if parts := read(one, phrase):
                return Composed(by, parts)
        by = "thing behind the number" if one.found.counted else "name before the number"
        return Composed(by, [phrase])
