"""The analyses of the reports of a session, as the commands make them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from govtext.analyses.gathering import Gathered, gather
from govtext.analyses.panel import both_panels
from govtext.analyses.regions import is_installed
from govtext.app.asked import Asked, AskedReport, UnmadeError
from govtext.checks.api import check_file
from govtext.checks.finding import Lang
from govtext.commands import typed
from govtext.commands.attention import counting
from govtext.commands.panel import short_panel
from govtext.readers import load_bytes, suffix_of
from govtext.rulebook.usable import checked
from govtext.runs.products import make_of
from govtext.writers.findings.base import CheckedReport

if TYPE_CHECKING:
    import pandas as pd


def gathered(asked: Asked) -> Gathered:
    """The targets and outcomes of the reports."""
    return gather(asked.read(), regions=is_installed(), rules=asked.rules)


def panel_tables(asked: Asked) -> dict[str, pd.DataFrame]:
    """The panel of the reports, and the codebook of its columns."""
    wide, every = both_panels(asked.read(), regions=is_installed(), rules=asked.rules)
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


def write_attention(asked: Asked, out: Path) -> None:
    """Write the attention of the reports to the concepts of the dictionary, as a table or a page.

    Raises UnmadeError and OSError.
    """
    folder, words = (None if one is None else Path(one) for one in (asked.rules, asked.dictionary))
    try:
        made = counting(folder, words)
    except typed.BadParameter as error:
        raise UnmadeError(error.message) from error
    made.write(map(make_of(made.product, asked.rules), asked.read()), out, out.parent)
