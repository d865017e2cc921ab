"""The JSON outline: a file for each report, or one file with a line for each."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from govtext.report import Report
from govtext.writers.atomic import replacing


def indented(report: Report, text: bool = True) -> bytes:
    """The JSON of a report as a person reads it; ``text=False`` leaves the source text out."""
    return report.to_json(text=text, indent=2) + b"\n"


def write_json(report: Report, path: Path, text: bool = True) -> None:
    """Write one report to ``path``. Raises OSError."""
    with replacing(path) as file:
        file.write(indented(report, text))


def write_jsonl(reports: Iterable[Report], path: Path, text: bool = True) -> int:
    """Write each report on a line of its own to ``path``, and say how many. Raises OSError."""
    count = 0
    with replacing(path) as file:
        for report in reports:
            file.write(report.to_json(text=text) + b"\n")
            count += 1
    return count
