"""Labels of claims whose clause does not name what is measured, or names it again.

企业30家,已整改12家 -> 企业, 企业
"""

from __future__ import annotations

from govtext.language.lexicon import VERBAL
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.report import Claim
from govtext.stages.claims.measured import Labelled, Reader, spans

_STATED = pattern("state of what is built")
_PREDICATE = VERBAL | {"adverb", "noun", "place"}
_LONGEST = 16
"""How many characters what is said of people has at most."""
_PAIR = 2
_STOPS = frozenset(";。")


class RepeatedReader(Reader):
    """Finds in the claims before what a claim is of."""

    def left_out(self, one: Labelled, phrase: Span) -> list[Span]:
        """The things counted before, of which a verb alone counts some: 企业30家,已整改12家."""
        context, found, number = one.context, one.found, one.number
        if number and context.counts and context.fits(_STATED, phrase):
            return self._in_state(one, phrase)
        if found.counted or found.listed > 1 or not (number and context.counts):
            return []
        inside = [token for token in context.before if phrase.start <= token.start]
        ahead = context.before[: len(context.before) - len(inside)]
        if not (inside and ahead and ahead[-1].kind == "adverb"):
            return []
        if any(token.kind not in VERBAL for token in inside) or _STOPS & context.passed:
            return []
        parts = self._alike(one)
        return parts if parts and self._kind(self._last_word(parts)) not in VERBAL else []

    def _alike(self, one: Labelled) -> list[Span]:
        """The pieces of the label of the last claim before in the same unit."""
        for earlier in reversed(one.claims[: one.number]):
            if earlier.quantity.unit == one.claim.quantity.unit and earlier.label_parts:
                return spans(earlier)
        return []

    def _last_word(self, parts: list[Span]) -> str:
        return self._segment(self._text(parts[-1]))[-1]

    def _in_state(self, one: Labelled, phrase: Span) -> list[Span]:
        """Things of the kind counted before that are in a state: 已建成项目8个,⟨在建⟩6个."""
        parts = self._alike(one)
        last = [Span(parts[-1].end - len(self._last_word(parts)), parts[-1].end)] if parts else []
        return [phrase, *last] if last else []

    def again(self, one: Labelled, told: Claim) -> list[Span]:
        """The label of a claim of the same thing; a rank needs no 排名."""
        context, claim = one.context, one.claim
        parts = spans(told)
        if claim.nature == "rank" and context.text(parts[-1]) in context.lexicon.anaphoric:
            return parts[:-1] or parts
        quantity = claim.quantity
        if any(part.start <= quantity.start < part.end for part in parts[:-1]):
            return parts[-1:]  # 2个县⟨进入全省前10⟩
        return parts

    def of_amount(self, one: Labelled) -> list[Span]:
        """What the amount of a place is of: 河东区完成⟨投资⟩12亿元,河西区9亿元."""
        claim, told = one.claim, one.earlier[::-1]
        if one.contexts[0].among:  # 下达项目16项。其中,青云公司2项
            before = claim.statement - 1
            told += [each for each in self._document.claims if each.statement == before]
        for each in told:
            same = each.quantity.unit == claim.quantity.unit and each.label_parts
            if same and each.direction == claim.direction:
                return spans(each)
        return []

    def of_people(self, one: Labelled) -> list[Span]:
        """What is said of people whom nothing else names: 尚有17户66人⟨未脱贫⟩."""
        context, following = one.context, one.following
        if following and following[0].quantity.start == context.quantity.end:
            context = following[0]
        said = context.behind
        if not context.counts or not said or said[-1].end - said[0].start > _LONGEST:
            return []
        if not any(token.kind in VERBAL for token in said[:_PAIR]):
            return []
        if any(token.kind not in _PREDICATE for token in said):
            return []
        parts = [Span(said[0].start, said[0].end)]
        for token in said[1:]:
            if context.written(token) == "了":
                continue
            if parts[-1].end == token.start:
                parts[-1] = Span(parts[-1].start, token.end)
            else:
                parts.append(Span(token.start, token.end))
        return parts
