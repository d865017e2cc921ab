"""The analyses of the reports of a session, as the commands make them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from govtext.analyses.attention import product
from govtext.analyses.attention_table import AttentionTable
from govtext.analyses.dictionary import dictionary, shipped
from govtext.analyses.gathering import Gathered, gather
from govtext.analyses.panel import both_panels
from govtext.app.asked import Asked, AskedReport
from govtext.checks.api import check_file
from govtext.checks.finding import Lang
from govtext.commands.panel import short_panel
from govtext.commands.tables import has_regions
from govtext.readers import load_bytes, suffix_of
from govtext.rulebook.check import checked
from govtext.runs.products import make_of
from govtext.writers.findings.base import CheckedReport

if TYPE_CHECKING:
    import pandas as pd


def gathered(asked: Asked) -> Gathered:
    """The targets and outcomes of the reports."""
    return gather(asked.read(), regions=has_regions(), rules=asked.rules)


def panel_tables(asked: Asked) -> dict[str, pd.DataFrame]:
    """The panel of the reports, and the codebook of its columns."""
    wide, every = both_panels(asked.read(), regions=has_regions(), rules=asked.rules)
    panel, codebook = short_panel(wide, every, False)
    return {"panel": panel, "codebook": codebook}


def findings_of(report: AskedReport, asked: Asked) -> CheckedReport:
    """A report with what the check finds in it, and in the Word file that it was read from."""
    loaded = checked(asked.rules)
    path = Path(report.upload)
    data = load_bytes(path) if suffix_of(path.name) == ".docx" else b""
    read = report.read()
    found = check_file(read, data, report.name, loaded, cast("Lang", asked.lang))
    return CheckedReport(report.name, read, found, data)


def count(asked: Asked) -> tuple[AttentionTable, Iterator[bytes]]:
    """The table of attention, and the counts of each report as JSON."""
    words = asked.dictionary
    chosen = shipped(checked(asked.rules)) if words is None else dictionary(os.fspath(words))
    regions = has_regions()
    made = product(chosen, None, None, regions=regions, rules=asked.rules)
    table = AttentionTable(chosen, regions=regions)
    return table, map(make_of(made, asked.rules), asked.read())
