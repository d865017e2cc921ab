"""What a bare name in a label lacks that other claims have: the name of its whole, its figure.

企业15家,其中制造业9家            -> 制造业企业
工业增加值增长6%,制造业增长8%     -> 制造业增加值
"""

from __future__ import annotations

from govtext.language.lexicon import SHORT, kinds
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.report import Excerpt
from govtext.stages.claims.measured import Labelled, Reader, spans

_BARE = pattern("measure that needs a subject")
_FIGURES = pattern("figures that things are told of")
_GOODS = pattern("name of goods")
_LONGEST_GOODS = 6
"""How many letters name goods at most."""
_MADE = pattern("unit of goods")
_TOPIC_AT = 200
"""How many characters back the figure that goods are told of is named at most."""
_TOLD = frozenset(("flow", "stock", "change", "gap", "rate"))
_OF_BODIES = pattern("counter of bodies")
_POPULATION = pattern("population by how it is counted")
_PEOPLE_NOUN = pattern("people at the end of a name")
_SOMEONE = pattern("name of someone")
_CLASS = pattern("class whose name needs that of its members")
_INDUSTRY = pattern("name of an industry")
_FIGURE = pattern("figure that industries have")
_MONEY = "元"
_SUMS = frozenset("费款金税")
_BARE_PART = 3
"""How many characters name a part at most that needs the name of the whole."""
_OPENS = kinds("basis adverb time manner and")


class WholeReader(Reader):
    """Completes the bare names of one report by what the claims before them are of."""

    def of_population(self, one: Labelled, phrase: Span) -> list[Span]:
        """A part of the population with how the whole is counted: ⟨常住⟩人口61万人,其中⟨城镇人口⟩
        30万人."""
        for last in spans(one.whole)[-1:] if one.whole else ():
            counted = _POPULATION.fullmatch(self._plain, *last)
            if counted is not None and self._text(phrase).endswith(counted["whole"]):
                return [Span(*counted.span("by")), phrase]
        return []

    def of_industry(self, one: Labelled, phrase: Span) -> list[Span]:
        """The figure of an industry in a list of changes: 工业增加值增长6%,制造业⟨增加值⟩增长8%."""
        if one.claim.direction is None or not _INDUSTRY.search(self._plain, *phrase):
            return []
        for earlier in reversed(one.earlier):
            for last in spans(earlier)[-1:] if earlier.direction else ():
                if figure := _FIGURE.search(self._plain, *last):
                    return [Span(*figure.span())]
        return []

    def of_output(self, one: Labelled, phrase: Span) -> list[Span]:
        """The output of which goods are told: 主要产品⟨产量⟩:煤增长6%,钢600万吨."""
        context, claim, plain = one.context, one.claim, self._plain
        if one.found.counted or claim.action is not None or claim.nature not in _TOLD:
            return []
        if phrase.end - phrase.start > _LONGEST_GOODS or not _GOODS.fullmatch(plain, *phrase):
            return []
        unit = claim.quantity.unit
        made = unit is None or claim.quantity.kind != "amount" or _MADE.fullmatch(unit)
        behind = any(t.kind not in _OPENS and t.start < phrase.start for t in context.before[:1])
        if not made or behind or self._is_figure(phrase):
            return []
        if self._text(phrase).endswith(self._lexicon.agents):
            return []
        start = max(plain.rfind("\n", 0, phrase.start) + 1, phrase.start - _TOPIC_AT)
        told = [*_FIGURES.finditer(plain, start, phrase.start)][-1:]
        return [
            part
            for figure in told
            if figure["output"]
            for part in (phrase, Span(*figure.span("output")))
        ]

    def _of_people(self, last: Excerpt, phrase: Span) -> list[Span]:
        """The people of whom some are told by a trait: 服刑人员32人,其中缓刑28人 -> 缓刑⟨服刑人员⟩,
        教师90人,其中中级职称32人 -> 中级职称⟨教师⟩."""
        people = _PEOPLE_NOUN.search(last.text)
        if people is None or _SOMEONE.search(self._plain, *phrase):
            return []
        return [Span(last.start + (0 if people["vague"] else people.start()), last.end)]

    def _of_holder(self, last: Excerpt, phrase: Span) -> list[Span]:
        """What those have of whom a part is: 贷款余额90亿元,其中小微企业40亿元 -> ⟨贷款余额⟩."""
        if not self._text(phrase).endswith(self._lexicon.agents):
            return []
        words = self._segment(last.text)
        length = len(max(self._lexicon.measure_at_end(last.text), words[-1], key=len))
        if _BARE.fullmatch(last.text[-length:]) and len(words) > 1:
            length += len(words[-2])  # 贷款余额
        return [Span(last.end - length, last.end)]

    def of_whole(self, one: Labelled, phrase: Span) -> list[Span]:
        """What a part is called that has a bare name: 企业15家,其中制造业9家 -> 制造业⟨企业⟩."""
        claim, whole, unit = one.claim, one.whole, one.context.unit
        if whole is None or claim.direction or claim.quantity.unit != whole.quantity.unit:
            return []
        last, written = whole.label_parts[-1], self._text(phrase)
        if one.context.people:
            return self._of_people(last, phrase)
        if len(written) > _BARE_PART:
            counted = not unit or _OF_BODIES.fullmatch(unit) is not None
            return [] if counted else self._of_holder(last, phrase)
        if _CLASS.fullmatch(written) is None:
            measured = self._constructions.tag_of_word(unit, None) is not None
            named = measured or self._constructions.is_figure(last.text)
            told = len(whole.label_parts) > 1 and last.text in one.context.lexicon.measures
            if not named or not (told or len(last.text) > _BARE_PART):
                return []  # 学校15所,其中初中12所; but ⟨粮食⟩产量2万吨,其中夏粮
        words = self._segment(last.text)
        alike = unit.endswith(_MONEY) and written[-1] in _SUMS
        if alike or written in words[-1] or written.endswith(words[-1]):
            return []  # 费用19万元,其中会议费12万元; 外贸进出口41亿元,其中出口33亿元
        length = len(last.text) if len(last.text) == _BARE_PART + 1 else len(words[-1])
        if last.text[0] == written[-1] and last.text[SHORT:] in one.context.lexicon.measures:
            length = len(last.text) - SHORT  # 粮食⟨产量⟩,其中夏粮
        return [Span(last.end - length, last.end)]
