"""The document: a report while it is read, with the results of each stage."""

from __future__ import annotations

import dataclasses
import os
from bisect import bisect_right
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, TypeVar

import msgspec

from govtext.errors import ReadError
from govtext.language.calendar import Period, PeriodsByPlace
from govtext.language.lexicon import Token
from govtext.language.plain import Span
from govtext.language.times import Times
from govtext.report import (
    SCHEMA,
    Claim,
    Diagnostic,
    Entry,
    Furniture,
    Mask,
    Metadata,
    Node,
    Quantity,
    Report,
    Source,
    Statement,
)
from govtext.rulebook.load import Rulebook, RuleError

R = TypeVar("R")
INTERNAL_ERROR = "internal-error"
"""The code of a diagnostic for an exception, and the ``stage`` of the error that names its file."""


def is_strict() -> bool:
    """Whether exceptions are raised and not made diagnostics: ``GOVTEXT_STRICT=1``."""
    return os.environ.get("GOVTEXT_STRICT") == "1"


class Sentence(msgspec.Struct, gc=False):
    """A statement with quantities, cut into tokens.

    ``places`` has the index in ``tokens`` of each of ``quantities``.
    """

    statement: Statement
    tokens: list[Token]
    quantities: list[Quantity]
    places: list[int]


class ReportYears(NamedTuple):
    """The report years, each None where it is unknown.

    A report on 2024 that is given in January 2025 has ``now`` 2025, ``review`` 2024, ``plan`` 2025.
    """

    now: int | None = None
    """The year that 今年 means."""
    review: Period | None = None
    """The period that it reviews."""
    plan: Period | None = None
    """The period that it plans."""


@dataclasses.dataclass
class Document:
    """A report while it is read. Each stage uses the results of earlier stages and adds its own.

    ``text`` is the text as written; ``plain`` is the normalized text of the same length, with
    blanks for all furniture, so that no pattern matches inside it.
    """

    text: str
    plain: str
    rules: Rulebook
    name: str | None = None
    """The name of the file, which may say what the text does not."""
    # furniture
    page: str = ""
    """The normalized text in which the head of the page (title, bylines) and the signature are not
    replaced by blanks."""
    furniture: list[Span] = dataclasses.field(default_factory=list)
    title: Span | None = None
    metadata: Metadata = dataclasses.field(default_factory=Metadata)
    head: list[Span] = dataclasses.field(default_factory=list)
    """The lines above the body that belong to the report: title, subtitle, bylines."""
    signature: list[Span] = dataclasses.field(default_factory=list)
    """The lines at the end that sign the report: office, date, contact."""
    lines: list[Span] = dataclasses.field(default_factory=list)
    """The paragraphs of the body in order, without blanks around them and without furniture."""
    # masks
    masks: list[Mask] = dataclasses.field(default_factory=list)
    # outline
    outline: list[Node] = dataclasses.field(default_factory=list)
    heading_lines: list[Span] = dataclasses.field(default_factory=list)
    """Lines that are only a heading, a salutation or the like: they hold no statement."""
    # statements
    statements: list[Statement] = dataclasses.field(default_factory=list)
    # times
    times: Times = dataclasses.field(default_factory=Times)
    """The expressions of time in the body."""
    report_years: ReportYears = dataclasses.field(default_factory=ReportYears)
    section_times: PeriodsByPlace = dataclasses.field(default_factory=PeriodsByPlace)
    """The period that applies at each place, by headings and beginnings of paragraphs."""
    plan_sections: list[tuple[Span, Period]] = dataclasses.field(default_factory=list)
    """The sections whose heading names a year and its plan (2024年预算草案), with that year."""
    review_sections: list[tuple[Span, Period]] = dataclasses.field(default_factory=list)
    """Those whose heading names a time and what was done in it: 2023年上半年执行情况."""
    # quantities, claims, entries
    quantities: list[Quantity] = dataclasses.field(default_factory=list)
    sentences: list[Sentence] = dataclasses.field(default_factory=list)
    """The statements that hold quantities, cut into tokens."""
    claims: list[Claim] = dataclasses.field(default_factory=list)
    entries: dict[str, list[Entry]] = dataclasses.field(default_factory=dict)
    diagnostics: list[Diagnostic] = dataclasses.field(default_factory=list)
    strict: bool = dataclasses.field(default_factory=is_strict)
    """Whether ``contain`` raises exceptions."""

    @property
    def nodes(self) -> Iterator[Node]:
        """Every node of the outline, in order."""
        return (node for root in self.outline for node in root.walk())

    @property
    def whole(self) -> Span:
        """All of the text."""
        return Span(0, len(self.text))

    def report(self, source: Source, text: str) -> Report:
        """The report that the stages have read; ``text`` is the text as written."""
        return Report(
            schema=SCHEMA,
            source=source,
            metadata=self.metadata,
            text=text,
            outline=self.outline,
            statements=self.statements,
            claims=self.claims,
            masks=self.masks,
            achievements=self.entries.get("achievement", []),
            problems=self.entries.get("problem", []),
            plans=self.entries.get("plan", []),
            diagnostics=sorted(self.diagnostics, key=lambda found: found.start),
            furniture=[Furniture(*span) for span in self.furniture],
        )

    def contain(self, span: Span) -> Contained:
        """A context in which an exception loses the results of the block and nothing else.

        Takes the stretch that the block reads. The exception becomes a diagnostic
        ``internal-error`` at the sentence around the stretch; RuleError and MemoryError are raised.

            with document.contain(sentence):
                document.claims += read(sentence)
        """
        return Contained(self, span)

    def attempt(self, span: tuple[int, int], read: Callable[..., R], *of: object) -> R | None:
        """What ``read(*of)`` returns, or None where it raises an exception, which is contained.

        The same as ``contain`` for what is called thousands of times.
        """
        try:
            return read(*of)
        except Exception:
            with self.contain(Span(*span)):
                raise
            return None

    def diagnose(self, code: str, message: str, start: int, end: int) -> None:
        """Add a diagnostic."""
        self.diagnostics.append(Diagnostic(code, message, start, end))


class Contained:
    """The context of ``Document.contain``; ``failed`` says that it raised an exception."""

    __slots__ = ("_document", "_span", "failed")

    def __init__(self, document: Document, span: Span) -> None:
        self._document = document
        self._span = span
        self.failed = False

    def __enter__(self) -> Contained:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if not isinstance(error, Exception) or isinstance(error, RuleError | MemoryError):
            return False
        if self._document.strict:
            return False
        self.failed = True
        start, end = self._sentence()
        message = (
            f"reading failed here because of a bug in govtext: {_told(error)}; please report it."
        )
        self._document.diagnose(INTERNAL_ERROR, message, start, end)
        return True

    def _sentence(self) -> Span:
        """The sentence that holds the span, or the span where none does."""
        statements = self._document.statements
        index = bisect_right(statements, self._span.start, key=lambda one: one.start) - 1
        if index >= 0 and self._span.end <= statements[index].end:
            return Span(statements[index].start, statements[index].end)
        return self._span


def _told(error: Exception) -> str:
    """An exception with the place in the code: ``IndexError: … (stages/entries.py:30)``."""
    import traceback  # noqa: PLC0415 (slow to import)

    package = Path(__file__).parent
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = package.parent / frame.filename  # relative where the module is compiled
        if path.is_relative_to(package):
            return f"{what} ({path.relative_to(package).as_posix()}:{frame.lineno})"
    return what


def fault_in(report: Report, name: str) -> ReadError | None:
    """The error for a report with a diagnostic ``internal-error``; None where it has none.

    Takes the report and the name of its file or part. The error is returned and not raised, since
    the rest of the report is read.
    """
    found = [one for one in report.diagnostics if one.code == INTERNAL_ERROR]
    if not found:
        return None
    first = found[0]
    place = f"characters {first.start} to {first.end}"
    if len(found) > 1:
        place = f"{place}, the first of {len(found)}"
    problem = f"not all of it could be read ({place}: {first.message})"
    return ReadError(name, problem, "the rest is in the result", INTERNAL_ERROR)
