"""A report being read: what the stages hand along."""

from __future__ import annotations

import dataclasses
from typing import NamedTuple

from govtext.language.calendar import Period, PeriodsByPlace
from govtext.language.plain import Span
from govtext.language.times import Times
from govtext.report import Claim, Diagnostic, Entry, Mask, Metadata, Node, Quantity, Statement
from govtext.rulebook.load import Rulebook


class ReportYears(NamedTuple):
    """The years a report speaks of; each is None where nothing says it.

    A report on 2024 that is given in January 2025 has ``now`` 2025, ``review`` 2024, ``plan`` 2025.
    """

    now: int | None = None
    """The year that 今年 means."""
    review: Period | None = None
    """The period it looks back on."""
    plan: Period | None = None
    """The period it plans for."""


@dataclasses.dataclass
class Document:
    """A report being read. Each stage reads what earlier stages found and adds its own.

    ``text`` is the text as it is; ``plain`` its plain twin of the same length, in which every
    stretch of furniture is blanked, so that no pattern ever matches into it.
    """

    text: str
    plain: str
    rules: Rulebook
    # furniture
    page: str = ""
    """The plain twin with the head of the page still in it: title, bylines, signature."""
    furniture: list[Span] = dataclasses.field(default_factory=list)
    title: Span | None = None
    metadata: Metadata = dataclasses.field(default_factory=Metadata)
    head: list[Span] = dataclasses.field(default_factory=list)
    """The lines above the body that belong to the report: title, subtitle, bylines."""
    lines: list[Span] = dataclasses.field(default_factory=list)
    """The paragraphs of the body in order, blanks around them trimmed, furniture left out."""
    # masks
    masks: list[Mask] = dataclasses.field(default_factory=list)
    # outline
    outline: list[Node] = dataclasses.field(default_factory=list)
    heading_lines: list[Span] = dataclasses.field(default_factory=list)
    """Lines that are nothing but a heading, a salutation or the like: they hold no statement."""
    # statements
    statements: list[Statement] = dataclasses.field(default_factory=list)
    # times
    times: Times = dataclasses.field(default_factory=Times)
    """The expressions of time in the body."""
    report_years: ReportYears = dataclasses.field(default_factory=ReportYears)
    section_times: PeriodsByPlace = dataclasses.field(default_factory=PeriodsByPlace)
    """Which period the text speaks of at each place, by headings and by how paragraphs begin."""
    # quantities, claims, entries
    quantities: list[Quantity] = dataclasses.field(default_factory=list)
    claims: list[Claim] = dataclasses.field(default_factory=list)
    entries: dict[str, list[Entry]] = dataclasses.field(default_factory=dict)
    diagnostics: list[Diagnostic] = dataclasses.field(default_factory=list)

    def diagnose(self, code: str, message: str, start: int, end: int) -> None:
        """Add a diagnostic."""
        self.diagnostics.append(Diagnostic(code, message, start, end))
