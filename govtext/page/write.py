"""The pages of one report or several, written to files."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from itertools import chain, islice
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from govtext.batch import place_outputs
from govtext.page.document import report_page
from govtext.page.index import IndexedReport, index_of
from govtext.report import Report
from govtext.writers.atomic import replace_whole


def write_pages(reports: Iterable[Report], out: Path) -> None:
    """Write the page of a report to ``out``; nothing for no report.

    For several reports ``out.html`` is an index, and the page of each report is in the folder
    ``out/``. The reports are taken one after the other; of each only what the index says stays in
    memory. Raises OSError.
    """
    coming = iter(reports)
    first = list(islice(coming, 2))
    if len(first) < 2:
        for report in first:
            replace_whole(out, report_page(report))
        return
    names: list[Path] = []
    kept: list[IndexedReport] = []
    # Two reports of one name get other names, which are known when all are read.
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".govtext-", dir=out.parent) as parts:
        for report in chain(first, coming):
            name = Path(report.source.name or "report")
            home = "../" * len(place_outputs([name])[0].parts)
            page = report_page(report, home + quote(out.name, errors="surrogateescape"))
            replace_whole(Path(parts, str(len(names))), page)
            names.append(name)
            kept.append(IndexedReport.of(report))
        # The folder is beside the index, so that both can be moved together.
        places = [
            PurePosixPath(out.stem) / place.with_suffix(".html").as_posix()
            for place in place_outputs(names)
        ]
        for number, place in enumerate(places):
            (out.parent / place).parent.mkdir(parents=True, exist_ok=True)
            Path(parts, str(number)).replace(out.parent / place)
    # Without "./" a name with a colon would be read as a URL scheme.
    addresses = ["./" + quote(str(place), errors="surrogateescape") for place in places]
    replace_whole(out, index_of(kept, addresses))
