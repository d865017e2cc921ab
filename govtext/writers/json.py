"""The JSON outline of one report."""

from __future__ import annotations

from pathlib import Path

from govtext.report import Report
from govtext.writers.atomic import replacing


def indented(report: Report, text: bool = True) -> bytes:
    """The JSON of a report, indented for people; ``text=False`` leaves the source text out."""
    return report.to_json(text=text, indent=2) + b"\n"


def write_json(report: Report, path: Path, text: bool = True, parts: Path | None = None) -> None:
    """Write one report to ``path``, first in the folder ``parts``. Raises OSError."""
    with replacing(path, parts) as file:
        file.write(indented(report, text))
