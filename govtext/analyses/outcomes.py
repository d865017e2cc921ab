"""The outcomes that a report tells: numbers, words without a number, and its own verdicts."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from govtext.analyses.figures import FigureMeasure, FigureReader, Observation
from govtext.language.guarded import alone
from govtext.language.matcher import Phrases
from govtext.language.patterns import pattern
from govtext.language.plain import plain
from govtext.report import Claim, Report
from govtext.rulebook.load import PatternRule, Rule, Rulebook

_CLAUSE = re.compile("[^,;。:!?\n]+")
_BEHIND = re.compile(r"[^;。!?\n\d]*")
_ENDS = ";。!?\n"
_DIGIT = re.compile(r"\d")
_REAL = pattern("growth in real terms")
_OTHER_PRICES = pattern("prices of another year")


_MANY, _SHARE = 2, 0.25
"""How many numbers for several years, and what share of all, make a review of several years."""


class Verdict(PatternRule):
    """An entry of ``[[verdicts]]``: how a report itself says that a target was met or missed."""

    status: Literal["met", "exceeded", "missed"]


class OutcomeWords(PatternRule):
    """An entry of ``[[outcome_words]]``: an outcome without a number."""

    value: float | None = None


class LooseName(Rule):
    """An entry of ``[[loose_names]]``: words that stand for statistics where no number is given."""

    words: list[str]
    indicators: list[str]


@dataclass(slots=True)
class ReportedOutcome:
    """What a report tells of a statistic. ``value`` is signed, in ``unit``; None where it is told
    in words only. ``verdict`` is the report's own, with its words."""

    indicator: str
    known: bool
    measure: FigureMeasure
    year: int | None
    several_years: bool
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    bound: str
    basis: str | None
    words: str
    start: int
    end: int
    sentence: str
    real: bool = False
    masked: bool = False
    estimated: bool = False
    part: bool = False
    part_year: bool = False
    of_years: bool = False
    """Whether it stands in a paragraph that reviews several years."""
    verdict: str | None = None
    verdict_words: str | None = None
    claim: Claim | None = None


class OutcomeReader:
    """Finds the outcomes in one report after the other."""

    def __init__(self, rules: Rulebook, figures: FigureReader) -> None:
        self._figures = figures
        self._verdicts = [
            (one.status, alone(rules, "verdicts", one.name, one.pattern))
            for one in rules.table("verdicts", Verdict)
        ]
        self._words = [
            (one.value, alone(rules, "outcome_words", one.name, one.pattern))
            for one in rules.table("outcome_words", OutcomeWords)
        ]
        self._loose: dict[str, list[str]] = {word: [name] for word, name in figures.names.items()}
        for entry in rules.table("loose_names", LooseName):
            self._loose |= dict.fromkeys(entry.words, entry.indicators)
        self._phrases = Phrases(self._loose)

    def read(
        self, report: Report, figures: list[Observation], plan_year: int | None, recalled: set[int]
    ) -> list[ReportedOutcome]:
        """The outcomes in ``report``, in order of place; ``recalled`` are the offsets of numbers
        that recall a target."""
        text = plain(report.text or "")
        spans = _Spans(report, text)
        told = [
            self._of_figure(figure, report, text)
            for figure in figures
            if figure.claim.status == "actual" and figure.start not in recalled
        ]
        numbers = {(one.indicator, one.year) for one in told if not one.several_years}
        words = [
            one
            for one in self._in_words(report, text, plan_year)
            if (one.indicator, one.year) not in numbers or one.verdict
        ]
        found = sorted([*told, *words], key=lambda one: one.start)
        for one in found:
            one.of_years = one.several_years or spans.at(one.start)
        return found

    def _of_figure(self, figure: Observation, report: Report, text: str) -> ReportedOutcome:
        claim, quantity = figure.claim, figure.claim.quantity
        sign = -1 if claim.direction == "decrease" else 1
        low, high = figure.low, figure.high
        if low is not None and high is not None:
            low, high = sorted((sign * low, sign * high))
        status, words = self._verdict(text, quantity.end)
        start = max(text.rfind(mark, 0, figure.start) for mark in f",{_ENDS}") + 1
        return ReportedOutcome(
            indicator=figure.indicator,
            known=figure.known,
            measure=figure.measure,
            year=figure.year,
            several_years=figure.several_years,
            value=None if figure.value is None else sign * figure.value,
            low=low,
            high=high,
            unit=figure.unit,
            bound=quantity.bound,
            basis=claim.basis,
            words=quantity.text,
            start=figure.start,
            end=quantity.end,
            sentence=_sentence(report, figure.start),
            real=_REAL.search(text, start, figure.start) is not None,
            masked=quantity.masked,
            estimated=claim.estimated,
            part=claim.part_of is not None,
            part_year=figure.part_year,
            verdict=status,
            verdict_words=words,
            claim=claim,
        )

    def _verdict(self, text: str, place: int) -> tuple[str | None, str | None]:
        """The verdict behind a number, before the next number or the end of the part."""
        behind = _BEHIND.match(text, place)
        for status, sought in self._verdicts:
            if behind and (found := sought.search(behind[0])):
                return status, found[0]
        return None, None

    def _in_words(
        self, report: Report, text: str, plan_year: int | None
    ) -> Iterator[ReportedOutcome]:
        starts = [claim.quantity.start for claim in report.claims]
        review = None if plan_year is None else plan_year - 1
        for one in report.statements:
            if one.category not in ("achievement", "problem", "other"):
                continue
            last: list[tuple[int, int, str]] = []
            for clause in _CLAUSE.finditer(text, one.start, one.end):
                named = self._phrases.find(clause[0])
                found = self._words_of(clause[0], named[-1][1] if named else 0)
                if not named and found is not None and found[1] is not None:
                    named = last  # 进出口下降,预期目标未能实现
                last = [] if _DIGIT.search(clause[0]) else named or last
                if found is None or not named:
                    continue
                year = _year_at(report, starts, clause.start(), one.start, review)
                if year is None or year not in (review, plan_year):
                    continue
                value, status, match = found
                for _, _, word in named:
                    for indicator in self._loose[word]:
                        yield ReportedOutcome(
                            indicator=indicator,
                            known=True,
                            measure="growth",
                            year=year,
                            several_years=False,
                            value=value,
                            low=None,
                            high=None,
                            unit=None if value is None else "%",
                            bound="=",
                            basis=None,
                            words=match[0],
                            start=clause.start() + match.start(),
                            end=clause.start() + match.end(),
                            sentence=(report.text or "")[one.start : one.end],
                            verdict=status,
                            verdict_words=match[0] if status else None,
                        )

    def _words_of(
        self, clause: str, place: int
    ) -> tuple[float | None, str | None, re.Match[str]] | None:
        """The outcome that the words of a clause behind ``place`` tell."""
        for status, sought in self._verdicts:
            if found := sought.search(clause):
                return None, status, found
        for value, sought in self._words:
            if found := sought.search(clause, place):
                return value, None, found
        return None


class _Spans:
    """Which paragraphs of a report review several years."""

    def __init__(self, report: Report, text: str) -> None:
        self._breaks = [found.start() for found in re.finditer("\n", text)]
        counted: dict[int, list[bool]] = {}
        for claim in report.claims:
            if claim.status == "actual" and claim.period:
                years = {year[:4] for year in claim.period.split("/")}
                counted.setdefault(self._paragraph(claim.quantity.start), []).append(len(years) > 1)
        self._several = {
            paragraph
            for paragraph, told in counted.items()
            if sum(told) >= _MANY and sum(told) >= _SHARE * len(told)
        }

    def _paragraph(self, place: int) -> int:
        return bisect.bisect_right(self._breaks, place)

    def at(self, place: int) -> bool:
        """Whether the paragraph at ``place`` reviews several years."""
        return self._paragraph(place) in self._several


def _year_at(
    report: Report, starts: list[int], place: int, sentence: int, review: int | None
) -> int | None:
    """The one year that the nearest number is about: in the same sentence, else the last before;
    the year that is reviewed where there is none."""
    index = bisect.bisect_left(starts, place)
    claims = report.claims
    after = claims[index] if index < len(starts) else None
    if index and starts[index - 1] >= sentence:
        found: Claim | None = claims[index - 1]
    elif after is not None and after.statement == _statement_of(report, place):
        found = after
    else:
        found = claims[index - 1] if index else None
    if found is None or found.status == "target":
        return review
    period = found.period or ""
    return int(period) if len(period) == 4 and period.isdigit() else None


def _statement_of(report: Report, place: int) -> int | None:
    statements = report.statements
    index = bisect.bisect_right(statements, place, key=lambda one: one.start) - 1
    return statements[index].id if index >= 0 else None


def _sentence(report: Report, place: int) -> str:
    statements = report.statements
    index = bisect.bisect_right(statements, place, key=lambda one: one.start) - 1
    one = statements[index] if index >= 0 else None
    return (report.text or "")[one.start : one.end] if one and place < one.end else ""
