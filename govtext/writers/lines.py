"""The JSON outlines of many reports, one on each line (JSON Lines)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from govtext.writers.atomic import replacing
from govtext.writers.files import Layout


def write_jsonl(reports: Iterable[bytes], path: Path, layout: Layout) -> None:
    """Write each of ``reports``, which are JSON, on one line. Raises OSError."""
    with replacing(path, layout.parts) as file:
        for report in reports:
            file.write(report + b"\n")
