"""Labels of things that a bound tells from others, and of the bound itself.

投资10亿元以上项目14个 -> 项目投资 (of 10亿元), 投资10亿元以上项目 (of 14个)
"""

from __future__ import annotations

from govtext.language.lexicon import LINKS, NOUNS, SHORT, Token, kinds, run_end, run_start
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.report import Claim
from govtext.stages.claims.context import QuantityContext, is_age
from govtext.stages.claims.measured import Labelled, Reader
from govtext.stages.claims.noun_phrase import phrase_end

_FOR = pattern("preposition before those for whom something is done")
_CLASS = kinds("noun place inside verbal-noun")
_LONGEST_THING = 12
"""How many characters name the things that have a measure at most."""
_DONE = kinds("adverb verbal-noun manner")
_LINKS = "的、"
_LISTING = "、"


class BoundReader(Reader):
    """Reads the bounds that tell the things of a sentence apart."""

    def around(self, one: Labelled) -> list[Span]:
        """The name that a size stands in: ⟨青云电网⟩500千伏⟨主网架工程⟩."""
        context, quantity = one.context, one.context.quantity
        if one.claim.nature != "capacity" or not context.before or not context.behind:
            return []
        before, behind = context.before, context.behind
        if before[-1].end != quantity.start or behind[0].start != quantity.end:
            return []
        first, end = run_start(before, len(before), NOUNS), run_end(behind, 0, _CLASS)
        if first == len(before) or not end:
            return []
        named = Span(before[first].start, quantity.start)
        thing = Span(quantity.end, behind[end - 1].end)
        alone = named.end - named.start < SHORT or self._is_figure(named)
        return [] if alone else [named, thing]

    def things(self, one: Labelled) -> list[Span]:
        """The things counted with the bound that tells them from others: ⟨10亿元以上项目⟩14个."""
        if (aged := self._aged(one)) or not one.number:
            return aged
        bound, phrase, context = one.claims[one.number - 1], one.found.phrase, one.context
        before, named = one.contexts[one.number - 1], one.measured[one.number - 1].phrase
        if bound.nature != "capacity" or phrase is None or context.marks:
            return []
        if named == phrase and (sized := self._sized(one, phrase)):
            return sized
        if named is not None and phrase.start == bound.quantity.end:
            between = {t.kind for t in before.before if t.start >= named.end}
            if between and between.isdisjoint(_CLASS) and named.end <= bound.quantity.start:
                return [Span(named.start, phrase.end)]  # ⟨投资过亿元项目⟩2个
        behind = [t for t in before.behind if t.kind in LINKS]
        if not behind or behind[0].start != bound.quantity.end:
            return []
        start = bound.quantity.start
        if named is not None and before.before and before.before[0].start <= named.start < start:
            start = named.start
        if phrase.start > bound.quantity.end:
            return self._for_whom(before, start) or self._bounded(one, start, behind[0])
        if phrase.end > start:
            return []
        end = behind[0].end if behind[0].kind == "after" else bound.quantity.end
        return [Span(start, end), phrase]  # 项目60个,其中投资超2亿元的不少于9个

    def _sized(self, one: Labelled, phrase: Span) -> list[Span]:
        """Things right behind the sizes that tell them apart: ⟨110千伏线路⟩25公里."""
        first = one.number
        while first and self._is_size(one.claims[first - 1]):
            first -= 1
            if [token.kind for token in one.contexts[first].before] != ["and"]:
                break  # 110千伏和35千伏线路12条
        beside = first < one.number and one.claims[one.number - 1].quantity.end == phrase.start
        return [Span(one.claims[first].quantity.start, phrase.end)] if beside else []

    def _is_size(self, claim: Claim) -> bool:
        return self._constructions.tag_of_word(claim.quantity.unit or "", None) == "size"

    def _aged(self, one: Labelled) -> list[Span]:
        """People behind their age, which stands behind their number: 900名⟨60岁以上老人⟩."""
        phrase = one.found.phrase
        for following in one.following if one.found.counted and phrase else ():
            age = following.quantity
            beside = age.start == one.context.quantity.end and is_age(age)
            if beside and phrase is not None and phrase.start > age.end:
                return [Span(age.start, phrase.start), phrase]
        return []

    def _bounded(self, one: Labelled, start: int, bound: Token) -> list[Span]:
        """Things behind their bound, which begins at ``start``: ⟨胸径1米以上⟩的12株⟨古树⟩."""
        context, phrase = one.context, one.found.phrase or Span(start, start)
        between = context.plain[one.claims[one.number - 1].quantity.end : phrase.start]
        acts = any(t.kind == "verb" for t in context.before if t.end <= phrase.start)
        if acts or (not context.counts and _LISTING in between):
            # 为80岁以上老人发放津贴9万元; 投资3亿元的化工项目、投资5亿元的物流项目
            return []
        if phrase.start < context.quantity.end:
            return [Span(start, phrase.end)]
        if any(token.kind not in LINKS for token in context.before):
            return []
        end = bound.end if bound.kind == "after" else bound.start
        return [Span(start, end - (context.plain[end - 1] in _LINKS)), phrase]

    def _for_whom(self, context: QuantityContext, start: int) -> list[Span]:
        """Those of a class for whom something is done: 为⟨60岁以上老兵⟩上门体检300人次."""
        if _FOR.match(context.plain, max(start - 1, 0)) is None:
            return []
        tokens = context.behind
        end = next((i for i, token in enumerate(tokens) if token.kind in _DONE), 0)
        done = end > 1 and all(token.kind in _DONE for token in tokens[end:])
        return [Span(start, tokens[end - 1].end)] if done else []

    def holder(self, one: Labelled, phrase: Span) -> Span | None:
        """The things behind 的 that have the measure: 年产值超10亿元的⟨企业⟩增至3家."""
        context = one.context
        if not context.before or phrase.start < context.before[0].start:
            return None
        if _LISTING in context.text(phrase) or phrase.end - phrase.start > _LONGEST_THING:
            return None
        tokens, first = context.behind, run_end(context.behind, 0, LINKS)
        if not first or context.plain[tokens[first - 1].end - 1] not in _LINKS:
            return None
        end = phrase_end(tokens, first, len(tokens))
        if end == len(tokens):
            # 总投资3亿元的化工、总投资5亿元的物流等项目
            ends = {"and", "etc"} if one.following else {"etc"}
            end = next((i for i in range(first, end) if tokens[i].kind in ends), end)
        built = context.lexicon.construction
        while end > first and (
            tokens[end - 1].kind not in _CLASS
            or (end - 1 > first and context.written(tokens[end - 1]) in built)
        ):
            end -= 1  # 推进总投资3亿元的物流园项目建设
        if end > first:
            return self._thing(context, tokens[first:end])
        following = one.measured[one.number + 1 : one.number + 2]
        if first == len(tokens) and following and following[0].counted:
            return following[0].phrase
        return None

    def _thing(self, context: QuantityContext, tokens: list[Token]) -> Span | None:
        """The things that tokens name, where they are one kind of things."""
        thing = Span(tokens[0].start, tokens[-1].end)
        named = SHORT <= thing.end - thing.start <= _LONGEST_THING
        named = named and all(token.kind in _CLASS for token in tokens)
        amounts = tuple(context.lexicon.amounts)
        return thing if named and not context.text(thing).startswith(amounts) else None
