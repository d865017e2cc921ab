"""The period of each quantity: by its clause, its sentence, its paragraph, its heading.

In 2024年建成学校12所,比上年多3所。 it is 2024 for both numbers. A sentence is read from left to
right (``timeline``): a time holds for the numbers behind it until another is named; a time that is
only compared with (比上年) holds for none. Where a sentence names no time, the period of its place
(``document.section_times``) decides, else the years of the report (``document.report_years``).
"""

from __future__ import annotations

from bisect import bisect_left

from govtext.document import Document
from govtext.language.calendar import HIDDEN_PERIOD, Period
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.report import Quantity, Statement
from govtext.stages.claims.timeline import Timeline, TimelineToken, TimeReading, period_cues

_GLOSSARY = pattern("glossary")
_GLOSSARY_LINE = pattern("title of a glossary")
_TAKING = pattern("time that something takes")
_LINE = 24  # No heading of a glossary is longer.


class Periods:
    """The periods of a report's quantities.

    Made once for a document whose statements, times and quantities are found; ``reading`` gives
    the period of one quantity and where it comes from.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._cues = document.rules.derive(period_cues)
        self._quantity_starts = [quantity.start for quantity in document.quantities]
        self._glossary = _glossary(document)
        self._sentences: dict[int, tuple[dict[int, TimeReading], TimeReading]] = {}

    def reading(self, quantity: Quantity, statement: Statement) -> TimeReading:
        """The period of ``quantity``, which stands in ``statement``, and where it comes from."""
        if statement.id not in self._sentences:
            self._sentences[statement.id] = self._read(statement)
        readings, otherwise = self._sentences[statement.id]
        return readings.get(quantity.start, otherwise)

    def _read(self, statement: Statement) -> tuple[dict[int, TimeReading], TimeReading]:
        """The readings of a sentence's quantities by their start, and that of all others."""
        base = self._base(self._document.section_times.at(statement.start), statement)
        sentence = Span(statement.start, statement.end)
        planned = statement.category == "plan"
        if self._is_plain(sentence, base, planned):
            return {}, TimeReading(base)
        document = self._document
        timeline = Timeline(document.plain, sentence, document.report_years, base, planned=planned)
        return timeline.read(self._tokens(sentence), self._cues.kinds), TimeReading(None)

    def _is_plain(self, sentence: Span, base: Period | None, planned: bool) -> bool:
        """Whether all numbers of a sentence have the period ``base``, so that it needs no reading.

        Most sentences name no time and no earlier state of a change.
        """
        if base is not None and base.spans_years:
            return False
        if self._document.times.within(*sentence):
            return False
        plain = self._document.plain
        if planned and _TAKING.search(plain, *sentence):
            return False
        return not self._cues.sources.matches(plain[sentence.start : sentence.end])

    def _base(self, scope: Period | None, statement: Statement) -> Period | None:
        """The period of a sentence that names no time itself."""
        review, plan = self._document.report_years.review, self._document.report_years.plan
        category = statement.category
        if scope == HIDDEN_PERIOD or (category == "other" and statement.start >= self._glossary):
            return HIDDEN_PERIOD  # a definition is of no time
        if category == "plan":
            past = scope is None or scope == review or (plan and scope.last_year < plan.begin[0])
            return plan if past else scope
        if scope is None:
            return review
        ahead = review is not None and scope.begin[0] > review.last_year
        return review if ahead and category == "achievement" else scope

    def _tokens(self, sentence: Span) -> list[TimelineToken]:
        """Times, quantities, cues and marks of a sentence in order, none within another."""
        first, last = (bisect_left(self._quantity_starts, offset) for offset in sentence)
        tokens = [
            TimelineToken(one.start, one.end, one) for one in self._document.quantities[first:last]
        ]
        starts = self._quantity_starts[first:last]
        tokens += [
            TimelineToken(time.start, time.end, time)
            for time in self._document.times.within(*sentence)
            if not _covered(time.start, time.end, tokens, starts)
        ]
        tokens.sort(key=lambda token: token.start)
        starts = [token.start for token in tokens]
        written = self._document.plain[sentence.start : sentence.end]
        words = [
            TimelineToken(sentence.start + start, sentence.start + end, word)
            for start, end, word in self._cues.phrases.find(written)
            if not _covered(sentence.start + start, sentence.start + end, tokens, starts)
        ]
        return sorted((*tokens, *words), key=lambda token: token.start)


def _covered(start: int, end: int, tokens: list[TimelineToken], starts: list[int]) -> bool:
    """Whether one of ``tokens``, which begin at ``starts``, reaches into ``start:end``."""
    index = bisect_left(starts, end) - 1
    return index >= 0 and tokens[index].end > start


def _glossary(document: Document) -> int:
    """Where a report's glossary begins; the end of the text where it has none."""
    plain = document.plain
    for start, end in document.lines:
        word = _GLOSSARY.search(plain, start, end) if end - start < _LINE else None
        if word is not None and _GLOSSARY_LINE.fullmatch(plain, start, end):
            return word.end()
    return len(plain)
