"""The targets of reports: what each plan promises, one row a target."""

from __future__ import annotations

import bisect
from collections.abc import Iterator

from govtext.analyses.aims import AimReader, FoundAim
from govtext.analyses.figures import FigureMeasure, FigureReader, Horizon, Observation
from govtext.analyses.headline import Headline, HeadlineReader
from govtext.analyses.stretches import Stretches, without_stretches
from govtext.analyses.target import Kind, Position, Target, link, plan_year
from govtext.document import ReportYears
from govtext.language.calendar import Period
from govtext.language.patterns import pattern
from govtext.language.plain import plain
from govtext.language.times import expressions
from govtext.report import Claim, Report, Statement
from govtext.rulebook.load import Rulebook
from govtext.stages.times.normalize import resolve

_SETTING = pattern("setting of a target")
_AIMED = pattern("aim that a number is said to be, behind it")
_SET_BEFORE = pattern("setting of a target in the past, before its number")
_LEVEL = pattern("statistic whose targets are levels")
_EXPECTED = pattern("word that calls a target expected")
_CLAUSE_MARKS = ",;。:!?\n"


class TargetReader:
    """Finds the targets of one report after the other."""

    def __init__(self, rules: Rulebook, figures: FigureReader) -> None:
        self._rules = rules
        self.figures = figures
        self._aims = AimReader(rules)
        self._headlines = HeadlineReader(rules)

    def read(self, report: Report, figures: list[Observation] | None = None) -> list[Target]:
        """The targets of ``report``, in order of place."""
        if figures is None:
            figures = self.figures.read(report)
        return _OneReport(self, report, figures).targets()


class _OneReport:
    def __init__(self, reader: TargetReader, report: Report, figures: list[Observation]) -> None:
        self._reader = reader
        self._report = report
        self._text = plain(report.text or "")
        self._figures = figures
        self.plan_year = plan_year(report)
        self._aimed = [one for one in figures if one.claim.status == "target"]
        self._starts = [one.start for one in self._aimed]
        self._headlines = reader._headlines.read(report, self._text, self._sets, self._lists)

    def _sets(self, start: int, end: int) -> bool:
        """Whether a stretch of the text sets a target of a known statistic."""
        first = bisect.bisect_left(self._starts, start)
        if first < len(self._starts) and self._starts[first] < end:
            return True
        aims = self._reader._aims
        return any(True for _ in aims.read(self._text, start, end, headline=True))

    def _lists(self, one: Statement) -> bool:
        """Whether a sentence sets the targets of the year for several statistics of the whole."""
        first = bisect.bisect_left(self._starts, one.start)
        last = bisect.bisect_left(self._starts, one.end)
        row = [
            figure.indicator
            for figure in self._aimed[first:last]
            if figure.year == self.plan_year and not figure.several_years
        ]
        return len(self._reader.figures.main & set(row)) >= _SEVERAL

    def _headline(self, place: int) -> Headline | None:
        for one in self._headlines:
            if one.start <= place < one.end:
                return one
        return None

    def targets(self) -> list[Target]:
        found: list[Target] = []
        for figure in self._figures:
            status = self._status(figure)
            if status is not None:
                found.append(self._of_figure(figure, status))
        found = without_stretches(found, self._text, self._report.text or "")
        found += self._without_number()
        found.sort(key=lambda one: one.start)
        reader = self._reader
        Stretches(self._report, self._text, reader._headlines, self._headlines, reader.figures).add(
            found
        )
        link(found)
        return found

    def _status(self, figure: Observation) -> Position | None:
        """Where a figure sets a target; None where it is told as an outcome."""
        claim, place = figure.claim, figure.start
        if claim.status == "target":
            if self._headline(place) and figure.year == self.plan_year:
                return "headline"
            if figure.year is not None and self.plan_year and figure.year < self.plan_year:
                return "recalled"
            return "plan" if self._horizon(figure) == "plan" else "body"
        clause = max(self._text.rfind(mark, 0, place) for mark in _CLAUSE_MARKS) + 1
        end = claim.quantity.end
        if _SET_BEFORE.search(self._text, clause, place) and _AIMED.match(self._text, end):
            return "recalled"
        same = any(
            (one.indicator, one.measure, one.value, one.low, one.modifier)
            == (figure.indicator, figure.measure, figure.value, figure.low, figure.modifier)
            for one in self._aimed
        )
        return "body" if same and _SETTING.search(self._text, clause, place) else None

    def _horizon(self, figure: Observation) -> Horizon:
        later = figure.year and self.plan_year and figure.year > self.plan_year
        return "plan" if figure.several_years or later else "year"

    def _of_figure(self, figure: Observation, position: Position) -> Target:
        claim = figure.claim
        words, strength = self._commitment(claim, position)
        restated = position == "body" and claim.status == "actual"
        return Target(
            number=0,
            indicator=figure.indicator,
            known=figure.known,
            label=claim.label,
            measure=figure.measure,
            year=self.plan_year if restated else figure.year or self.plan_year,
            horizon="year" if restated else self._horizon(figure),
            kind="number",
            position=position,
            value=figure.value,
            low=figure.low,
            high=figure.high,
            unit=figure.unit,
            modifier=figure.modifier,
            direction=claim.direction,
            verb=figure.verb,
            commitment=words,
            strength=strength,
            start=figure.start,
            end=claim.quantity.end,
            sentence=self._sentence(figure.start),
            claim=claim,
        )

    def _commitment(self, claim: Claim, position: Position) -> tuple[str | None, str | None]:
        """The word by which a target is promised, and its strength."""
        said = claim.commitment
        place = claim.quantity.start
        if said is not None:
            clause = self._text[said.end : place]
            stretch = next(
                (
                    one
                    for one in self._reader._headlines.stretches(
                        self._text, max(said.start - 24, 0), place
                    )
                    if one.start() <= said.start < one.end()
                ),
                None,
            )
            own = not any(mark in clause for mark in ",;:。")
            if stretch is None and (own or position != "headline"):
                return said.text, said.strength
        named = claim.indicator
        if named is not None and (found := _EXPECTED.search(named.text)):
            return found[0], "expect"
        return self._expected(place) if position == "headline" else (None, None)

    def _expected(self, place: int) -> tuple[str | None, str | None]:
        headline = self._headline(place)
        if headline is None or not headline.expected:
            return None, None
        return "预期目标", "expect"

    def _sentence(self, place: int) -> str:
        one = self._statement(place)
        return (self._report.text or "")[one.start : one.end] if one else ""

    def _statement(self, place: int) -> Statement | None:
        statements = self._report.statements
        index = bisect.bisect_right(statements, place, key=lambda one: one.start) - 1
        return statements[index] if index >= 0 and place < statements[index].end else None

    def _without_number(self) -> Iterator[Target]:
        reader, text = self._reader, self._text
        for one in self._report.statements:
            headline = self._headline(one.start) or self._headline(one.end - 1)
            if headline is None and one.category != "plan":
                continue
            start = max(one.start, headline.start) if headline else one.start
            for aim in reader._aims.read(text, start, one.end, headline=headline is not None):
                if not self._has_number(aim, one):
                    yield self._of_aim(aim, one, headline)
        for one in self._report.statements:
            for aim in reader._aims.absent(text, one.start, one.end):
                yield self._of_aim(aim, one, None)

    def _has_number(self, aim: FoundAim, one: Statement) -> bool:
        """Whether the same clause sets a number for the same statistic."""
        clause = max(self._text.rfind(mark, 0, aim.start) for mark in _CLAUSE_MARKS)
        return any(
            figure.indicator == aim.indicator and clause < figure.start < aim.end + 1
            for figure in self._aimed
            if figure.statement == one.id
        )

    def _of_aim(self, aim: FoundAim, one: Statement, headline: Headline | None) -> Target:
        year, horizon = self._time_of(aim, one, headline)
        kind: Kind = "qualitative" if aim.aim else "absent"
        position: Position = "headline" if headline else "plan" if horizon == "plan" else "body"
        words, strength = self._expected(aim.start) if headline else (None, None)
        return Target(
            number=0,
            indicator=aim.indicator,
            known=True,
            label=aim.named,
            measure=_measure_of(aim.indicator),
            year=year,
            horizon=horizon,
            kind=kind,
            position=position,
            value=None,
            low=None,
            high=None,
            unit=None,
            modifier=(self._report.text or "")[aim.start : aim.end],
            direction=None,
            verb=None,
            commitment=words,
            strength=strength,
            start=aim.start,
            end=aim.end,
            sentence=self._sentence(aim.start),
            aim=aim.aim,
        )

    def _time_of(
        self, aim: FoundAim, one: Statement, headline: Headline | None
    ) -> tuple[int | None, Horizon]:
        """The year that a phrase aims at: that of a time in it or before it, of the numbers of its
        sentence, of the headings above, or of the plan."""
        period = self._period_in(aim.start, aim.end)
        if period is None and headline is None:
            period = self._period_in(one.start, aim.start)
        if period is not None and period.last_year and period.last_year >= (self.plan_year or 0):
            several = period.spans_years or period.last_year != self.plan_year
            return period.last_year, "plan" if several else "year"
        if headline is not None:
            return self.plan_year, "year"
        near = self._year_near(one)
        return near or (self.plan_year, "year")

    def _period_in(self, start: int, end: int) -> Period | None:
        years = ReportYears(now=self.plan_year)
        found = None
        for expression in expressions(self._text, self._reader._rules, start, end):
            found = resolve(expression, years, None, planned=True) or found
        return found

    def _year_near(self, one: Statement) -> tuple[int, Horizon] | None:
        """The year of the targets in the same sentence, else of the last before it."""
        claims = [
            claim
            for claim in self._report.claims
            if claim.status == "target" and claim.period and claim.statement <= one.id
        ]
        if not claims or one.id - claims[-1].statement > _FAR:
            return None
        last = claims[-1].period or ""
        year = int(last.rpartition("/")[2][:4])
        several = last[:4] != str(year) or year != self.plan_year
        return year, "plan" if several else "year"


_SEVERAL = 4
"""How many statistics of the whole make a list of main targets."""
_FAR = 12
"""How many sentences back a year is taken from."""


def _measure_of(indicator: str) -> FigureMeasure:
    """The measure that an aim in words is about."""
    return "level" if _LEVEL.search(indicator) else "growth"
