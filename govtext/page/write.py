"""The pages of one report or several, written to files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from govtext.batch import place_outputs
from govtext.page.document import report_page
from govtext.page.index import index_page
from govtext.report import Report
from govtext.writers.atomic import replace_whole


def write_pages(reports: Sequence[Report], out: Path) -> None:
    """Write the page of a report to ``out``.

    For several reports ``out.html`` is an index, and the page of each report is in the folder
    ``out/``. Raises OSError.
    """
    if len(reports) == 1:
        replace_whole(out, report_page(reports[0]))
        return
    names = [Path(report.source.name or "report") for report in reports]
    # The folder is beside the index, so that both can be moved together.
    places = [
        PurePosixPath(out.stem) / place.with_suffix(".html").as_posix()
        for place in place_outputs(names)
    ]
    for report, place in zip(reports, places, strict=True):
        home = "../" * (len(place.parts) - 1) + quote(out.name, errors="surrogateescape")
        replace_whole(out.parent / place, report_page(report, home))
    # Without "./" a name with a colon would be read as a URL scheme.
    addresses = ["./" + quote(str(place), errors="surrogateescape") for place in places]
    replace_whole(out, index_page(reports, addresses))
