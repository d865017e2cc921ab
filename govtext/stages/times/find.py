"""The stage ``times``: expressions of time, the report years, and the period of each section."""

from __future__ import annotations

from govtext.document import Document
from govtext.language.times import Times, expressions
from govtext.stages.times.report_years import find_report_years, find_year
from govtext.stages.times.section_times import find_section_times


def find_times(document: Document) -> None:
    """Fill ``document.times``, ``metadata.year``, ``report_years`` and the times of sections."""
    document.times = Times(expressions(document.plain, document.rules))
    find_year(document)
    document.report_years = find_report_years(document)
    find_section_times(document)
