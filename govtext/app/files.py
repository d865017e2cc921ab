"""The files that can be downloaded, each written by the writer of a command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from govtext.analyses.tasks import tasks_of
from govtext.analyses.tracking import frame
from govtext.app.analyses import findings_of, gathered, panel_tables, write_attention
from govtext.app.asked import Asked, UnmadeError
from govtext.checks.finding import Lang
from govtext.commands.tables import sheet_of
from govtext.writers.files import Layout, write_file
from govtext.writers.frames import write_frames

if TYPE_CHECKING:
    import pandas as pd


def outline(asked: Asked, out: Path) -> None:
    """The JSON of a report, as it is kept."""
    out.write_bytes(Path(asked.reports[0].outline).read_bytes())


def reports(asked: Asked, out: Path) -> None:
    """Everything of the reports in one file, by its suffix."""
    lines = (report.to_json() for report in asked.read())
    write_file(lines, out, Layout("claims", asked.lang, out.parent, asked.rules))


def panel(asked: Asked, out: Path) -> None:
    """The panel, with its codebook."""
    _frames(panel_tables(asked), ("panel", "codebook"), asked, out)


def targets(asked: Asked, out: Path) -> None:
    """The targets, their gaps to those above, and how they change."""
    _tracked(("targets", "gaps", "changes"), asked, out)


def outcomes(asked: Asked, out: Path) -> None:
    """The targets beside their outcomes, and the outcomes without a target."""
    _tracked(("pairs", "untargeted"), asked, out)


def attention(asked: Asked, out: Path) -> None:
    """The counts of concepts."""
    write_attention(asked, out)


def findings(asked: Asked, out: Path) -> None:
    """The findings of the check."""
    from govtext.writers.findings.xlsx import write_findings  # noqa: PLC0415 (an extra)

    checked = (findings_of(report, asked) for report in asked.reports)
    write_findings(checked, out, cast("Lang", asked.lang))


def comments(asked: Asked, out: Path) -> None:
    """The Word file of a report with a comment for each finding."""
    from govtext.writers.findings.docx import write_comments  # noqa: PLC0415 (an extra)

    write_comments(findings_of(asked.reports[0], asked), out)


def tasks(asked: Asked, out: Path) -> None:
    """The plans as a list of tasks."""
    from govtext.writers.task_list import write_tasks  # noqa: PLC0415 (an extra)

    found = [task for report in asked.read() for task in tasks_of(report)]
    if not found:
        raise UnmadeError("no report has a plan, so nothing is written")
    write_tasks(found, out)


def _tracked(names: Sequence[str], asked: Asked, out: Path) -> None:
    found = gathered(asked)
    _frames({name: frame(found, name) for name in names}, names, asked, out)


def _frames(
    tables: Mapping[str, pd.DataFrame], names: Sequence[str], asked: Asked, out: Path
) -> None:
    write_frames([sheet_of(tables[name], name) for name in names], out, asked.lang)
