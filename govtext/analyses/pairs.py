"""A target with its outcome, and what is kept of each report to find it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from govtext.analyses.issuers import Issuer
from govtext.analyses.judgement import Status
from govtext.analyses.outcomes import ReportedOutcome
from govtext.analyses.target import Target

SURE, LIKELY, DOUBTFUL = 0.95, 0.8, 0.5
"""The confidence in a pair: nothing speaks against it; something may; another is as good."""


@dataclass(slots=True)
class Record:
    """What is kept of a report: who reports, when, the targets and the outcomes."""

    issuer: Issuer
    source: str | None
    number: int
    reported: int | None
    targets: list[Target]
    outcomes: list[ReportedOutcome]


@dataclass(slots=True)
class Pair:
    """A target with its outcome. ``status`` is None where no report that is read could tell the
    outcome. ``difference`` is in the unit of the target, or in points."""

    record: Record
    target: Target
    status: Status | None
    reason: str
    confidence: float | None
    outcome: ReportedOutcome | None = None
    told_in: Record | None = None
    value: float | None = None
    difference: float | None = None
    alternative: Status | None = None
    rule: str | None = None
    others: list[ReportedOutcome] = field(default_factory=list)
    decided: bool = False


Told = tuple[ReportedOutcome, Record]
"""An outcome, and the report that tells it."""


def rank(outcome: ReportedOutcome) -> tuple[int, ...]:
    """A sort key: the outcome with the smallest is taken."""
    return (
        int(outcome.masked),
        int(outcome.several_years),
        int(outcome.part_year),
        int(outcome.part),
        int(outcome.bound not in "=~"),
        outcome.start,
    )


def not_reported(record: Record, target: Target, told: Sequence[Record]) -> Pair:
    """The pair of a target whose outcome the reports do not tell."""
    several = [
        outcome
        for other in told
        for outcome in other.outcomes
        if outcome.indicator == target.indicator and outcome.several_years
    ]
    if several:
        why = f"only told for several years ({several[0].words})"
        return Pair(record, target, "not_reported", why, LIKELY, others=several[:1])
    source = told[0].source or "the report"
    if not target.known:
        why = f"{source} tells nothing of that name"
        return Pair(record, target, "not_reported", why, LIKELY)
    return Pair(record, target, "not_reported", f"{source} does not tell it", SURE)
