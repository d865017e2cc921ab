"""The record of each report: its targets and outcomes, kept without the report itself."""

from __future__ import annotations

from govtext.analyses.figure_names import ECONOMY
from govtext.analyses.figures import FigureReader
from govtext.analyses.issuers import issuer_of
from govtext.analyses.judgement import Judge
from govtext.analyses.outcomes import OutcomeReader
from govtext.analyses.pairing import Pairer, pairs_of
from govtext.analyses.pairs import Pair, Record
from govtext.analyses.target import plan_year
from govtext.analyses.targets import TargetReader
from govtext.language.units import build_units
from govtext.report import Report
from govtext.rulebook.load import Rulebook
from govtext.stages.claims.names import KnownIndicator, name_of


class Gatherer:
    """Reads the targets and outcomes of one report after the other."""

    def __init__(
        self,
        rules: Rulebook,
        wanted: frozenset[str] | None = None,
        *,
        known: bool = False,
        regions: bool = True,
    ) -> None:
        self._figures = FigureReader(rules, known=known)
        self._targets = TargetReader(rules, self._figures)
        self._outcomes = OutcomeReader(rules, self._figures)
        entries = rules.table("indicators", KnownIndicator)
        self.related = {one.name: one.related for one in entries if one.related}
        economy = name_of(ECONOMY, self._figures.names) or ECONOMY
        self.pairer = Pairer(Judge(rules), rules.derive(build_units), self.related, economy)
        self._wanted = wanted
        self._regions = regions
        self.records: list[Record] = []

    def add(self, report: Report) -> None:
        """Keep the targets and outcomes of a report."""
        figures = self._figures.read(report)
        targets = self._targets.read(report, figures)
        year = plan_year(report)
        recalled = {one.start for one in targets}
        outcomes = self._outcomes.read(report, figures, year, recalled)
        number = len(self.records) + 1
        wanted = self._wanted
        self.records.append(
            Record(
                issuer=issuer_of(report, number, regions=self._regions),
                source=report.source.name,
                number=number,
                reported=year,
                targets=[one for one in targets if wanted is None or one.indicator in wanted],
                outcomes=outcomes,
            )
        )

    def pairs(self) -> list[Pair]:
        """The pairs of the targets and outcomes of the reports so far."""
        return pairs_of(self.records, self.pairer)
