"""The label of a claim: the full name of what is measured, composed of pieces of the text.

    粮食播种面积46.8万亩,总产量21.3万吨 -> 粮食总产量
    城镇、农村居民收入分别增长5%、6%    -> 城镇居民收入, 农村居民收入
"""

from __future__ import annotations

from govtext.document import Document
from govtext.language.lexicon import word_list
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.language.segment import build_segmenter
from govtext.report import Claim, Excerpt
from govtext.stages.claims.constructions import Constructions
from govtext.stages.claims.context import QuantityContext
from govtext.stages.claims.indicators import Measured

_OWN = pattern("issuer as a whole at the head of a name")
_SHARE_WORD = pattern("name of a share that stands alone")
_BARE = pattern("measure that needs a subject")
_VERBAL = frozenset(("verb", "verbal-noun", "ergative"))
_LONGEST = 60
"""How many characters a label has at most."""
PROPORTION = "占比"
"""What is added to the name of what has a share."""


class LabelReader:
    """Sets the labels of the claims of one report."""

    def __init__(self, document: Document, constructions: Constructions) -> None:
        self._document = document
        self._constructions = constructions
        self._segment = document.rules.derive(build_segmenter)
        self._known = document.rules.derive(word_list)

    def label(
        self, contexts: list[QuantityContext], measured: list[Measured], claims: list[Claim]
    ) -> None:
        """Set ``label`` and ``label_parts`` of the claims of a sentence."""
        for number, claim in enumerate(claims):
            parts = self._parts(number, contexts, measured, claims)
            if not parts:
                continue
            claim.label_parts = [
                Excerpt(self._document.text[one.start : one.end], one.start, one.end) for one in parts
            ]
            claim.label = "".join(one.text for one in claim.label_parts)
            if claim.nature == "share" and not self._names_share(claim.label):
                claim.label += PROPORTION

    def _names_share(self, label: str) -> bool:
        return self._constructions.tag_of_name(label) in {"share-name", "rate-name"}

    def _parts(
        self,
        number: int,
        contexts: list[QuantityContext],
        measured: list[Measured],
        claims: list[Claim],
    ) -> list[Span]:
        """The pieces of the label of one claim, in their order."""
        context, found, claim = contexts[number], measured[number], claims[number]
        if found.phrase is None:
            return self._of_duration(context) if context.quantity.kind == "duration" else []
        phrase = self._without_own(found.phrase)
        if found.listed > 1 and found.order < found.listed - 1:
            last = measured[found.head + found.listed - 1].phrase
            if last is not None and last != found.phrase:
                return self._with_head(phrase, last)
        if claim.nature == "share" and found.counted:
            return [*self._predicate(context, found.phrase), phrase]
        if number and self._needs_subject(context, phrase):
            subject = self._subject(phrase, claims[:number], measured[:number])
            return [*subject, phrase]
        return [phrase]

    def _without_own(self, phrase: Span) -> Span:
        own = _OWN.match(self._document.plain, phrase.start, phrase.end)
        if own is None or own.end() >= phrase.end - 1:
            return phrase
        return Span(own.end(), phrase.end)

    def _with_head(self, part: Span, last: Span) -> list[Span]:
        """A member of a list with the head that the last one has: 城镇 + 居民收入."""
        plain = self._document.plain
        alone, whole = plain[part.start : part.end], plain[last.start : last.end]
        if self._constructions.tag_of_name(alone) != "other-name":
            return [part]
        words = self._segment(whole)
        length = 0
        size = sum(1 for _ in self._segment(alone))
        first = min(size, len(words) - 1)
        length = sum(len(word) for word in words[:first])
        if not length or alone.endswith(words[-1]):
            return [part]
        return [part, Span(last.start + length, last.end)]

    def _needs_subject(self, context: QuantityContext, phrase: Span) -> bool:
        """Whether a phrase is a bare measure: 总产量, 占比, 开工率."""
        return _BARE.fullmatch(context.plain, phrase.start, phrase.end) is not None

    def _subject(
        self, phrase: Span, claims: list[Claim], measured: list[Measured]
    ) -> list[Span]:
        """The thing that the last claim is about, without its own measure."""
        previous = claims[-1]
        parts = [Span(part.start, part.end) for part in previous.label_parts]
        if not parts or parts[-1].end > phrase.start:
            return []
        plain = self._document.plain
        end = plain[phrase.start : phrase.end]
        if end in {plain[part.start : part.end] for part in parts}:
            return parts[:-1]
        if _SHARE_WORD.match(end):
            return parts
        last = parts[-1]
        words = self._segment(plain[last.start : last.end])
        cut = last.end
        if self._constructions.tag_of_name(plain[last.start : last.end]) != "other-name":
            while words and cut - len(words[-1]) > last.start:
                word = words.pop()
                cut -= len(word)
                known = self._known.get(words[-1]) if words else None
                if known is None or known.kind not in _VERBAL:
                    break
        return [*parts[:-1], Span(last.start, cut)]

    def _predicate(self, context: QuantityContext, phrase: Span) -> list[Span]:
        """What is said of the things of which a share is given: 80%的医院⟨达到二级水平⟩."""
        said = [token for token in context.behind if token.start >= phrase.end]
        if not said or said[-1].end - said[0].start > _LONGEST:
            return []
        return [Span(said[0].start, said[-1].end)]

    def _of_duration(self, context: QuantityContext) -> list[Span]:
        """What is done in the time: 用三年时间⟨建成医疗中心⟩."""
        tokens = context.behind or context.clause_behind
        words = [token for token in tokens if token.kind != "after"]
        if not words or words[-1].end - words[0].start > _LONGEST:
            return []
        start = words[0].start
        time = _TIME.match(self._document.plain, start)
        start = time.end() if time else start
        return [Span(start, words[-1].end)] if start < words[-1].end else []


_TIME = pattern("noun of time behind a duration")
