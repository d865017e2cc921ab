"""The period of each quantity: by its clause, its sentence, its paragraph, its heading.

In 2024年建成学校12所,比上年多3所。 it is 2024 for both numbers, and for those of a sentence behind
it that begins with 其中. A sentence is read from left to
right (``timeline``): a time holds for the numbers behind it until another is named; a time that is
only compared with (比上年) holds for none. Where a sentence names no time, the period of its place
(``document.section_times``) decides, else the years of the report (``document.report_years``).
"""

from __future__ import annotations

from govtext.document import Document, Sentence
from govtext.language.calendar import HIDDEN_PERIOD, Period
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.report import Statement
from govtext.stages.claims.timeline import Timeline, TimeReading

_GLOSSARY = pattern("glossary")
_GLOSSARY_LINE = pattern("title of a glossary")
_TAKING = pattern("time that something takes")
_LINE = 24  # No heading of a glossary is longer.


class Periods:
    """The periods of a report's quantities, for a document cut into tokens."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._glossary = _glossary(document)
        self._told: Period | None = None
        """The one period of all quantities of the sentence that was read last."""

    def readings(self, sentence: Sentence, *, among: bool = False) -> dict[int, TimeReading]:
        """The period of each quantity of ``sentence``, by its start, and where it comes from.

        ``among`` says that the sentence tells of parts of what the one before it told of.
        """
        readings = self._read(sentence, self._told if among else None)
        periods = {reading.period for reading in readings.values()}
        self._told = periods.pop() if len(periods) == 1 else None
        return readings

    def _read(self, sentence: Sentence, told: Period | None) -> dict[int, TimeReading]:
        statement, document = sentence.statement, self._document
        base = self._base(document.section_times.at(statement.start), statement)
        known = told is not None and told.year is not None
        base = told if known else base
        times = document.times.within(statement.start, statement.end)
        if not times and self._is_plain(sentence, base, known=known):
            return dict.fromkeys((one.start for one in sentence.quantities), TimeReading(base))
        return Timeline(document, statement, base).read(sentence, times)

    def _is_plain(self, sentence: Sentence, base: Period | None, *, known: bool) -> bool:
        """Whether all numbers of a sentence that names no time have the period ``base``.

        So it is where no number is the earlier state of a change, and ``base`` is a year or
        ``known`` to be that of the whole whose parts are told of.
        """
        if base is not None and base.spans_years and not known:
            return False
        statement = sentence.statement
        planned = statement.category == "plan"
        if planned and _TAKING.search(self._document.plain, statement.start, statement.end):
            return False
        return "from" not in [token.word.span for token in sentence.tokens if token.word]

    def _base(self, scope: Period | None, statement: Statement) -> Period | None:
        """The period of a sentence that names no time itself."""
        review, plan = self._document.report_years.review, self._document.report_years.plan
        category = statement.category
        if scope == HIDDEN_PERIOD or (category == "other" and statement.start >= self._glossary):
            return HIDDEN_PERIOD  # a definition is of no time
        if category == "plan":
            past = scope is None or scope == review or (plan and scope.last_year < plan.begin[0])
            planned = _holds(self._document.plan_sections, statement.start, scope)
            return plan if past and not planned else scope
        if scope is None:
            return review
        ahead = review is not None and scope.begin[0] > review.last_year
        if ahead and category == "achievement":
            done = _holds(self._document.review_sections, statement.start, scope)
            return scope if done else review
        return scope


def _holds(sections: list[tuple[Span, Period]], place: int, scope: Period | None) -> bool:
    """Whether one of ``sections`` holds ``place`` and its heading names ``scope``."""
    return any(one == scope and span.start <= place < span.end for span, one in sections)


def _glossary(document: Document) -> int:
    """Where a report's glossary begins; the end of the text where it has none."""
    plain = document.plain
    for start, end in document.lines:
        word = _GLOSSARY.search(plain, start, end) if end - start < _LINE else None
        if word is not None and _GLOSSARY_LINE.fullmatch(plain, start, end):
            return word.end()
    return len(plain)
