"""Concordance: every occurrence of a term in its context, with where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, get_args

import msgspec

from govtext import report as vocabulary
from govtext.analyses.body import Body
from govtext.analyses.issuers import issuer_of
from govtext.corpus import Reports, Rules, reports_of
from govtext.frames import Dtypes, load_pandas, typed
from govtext.language.topics import TermCounter, Topic
from govtext.report import Diagnostic, Report
from govtext.runs.products import Make, Product

if TYPE_CHECKING:
    import pandas as pd

WIDTH = 24  # characters on each side
COLUMNS: Dtypes = {
    "source": "string",
    "issuer": "string",
    "year": "Int64",
    "category": get_args(vocabulary.Category),
    "path": "string",
    "before": "string",
    "term": "string",
    "after": "string",
    "start": "Int64",
    "end": "Int64",
    "page": "Int64",
    "row": "Int64",
}


def concordance(
    reports: Reports, term: str | Iterable[str], *, width: int = WIDTH, rules: Rules = None
) -> pd.DataFrame:
    """Every occurrence of ``term`` in the sentences and headings of ``reports``, in its context.

    Takes a report, an iterable of reports, or the path of a file, folder, table or archive.
    ``term`` is a term, with alternatives in braces (``{生态,}环境``), or several; of terms that
    overlap the longest counts. ``width`` is the number of characters on each side. Returns a
    DataFrame with a row for each occurrence: the context before and after it, without line ends,
    the category of its sentence, the titles above it, its offsets in the text, and, where the file
    has them, its page and row.

    Raises ValueError where there is no term, and the errors of ``read_corpus``.

    >>> import govtext
    >>> report = govtext.parse("一、工作打算\\n优化营商环境，保护生态环境。\\n")
    >>> concordance(report, "环境", width=2)[["before", "term", "after", "path"]].values.tolist()
    [['营商', '环境', ',保', '工作打算'], ['生态', '环境', '。', '工作打算']]
    """
    load_pandas("concordance")
    search = ConcordanceSearch([term] if isinstance(term, str) else list(term), width)
    rows = (row for report in reports_of(reports, rules=rules) for row in search.rows(report))
    return concordance_frame(rows)


def concordance_frame(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """The DataFrame of rows of ``ConcordanceSearch``."""
    columns: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    for row in rows:
        for name, values in columns.items():
            values.append(row.get(name))
    return typed(columns, COLUMNS)


class ConcordanceSearch:
    """Finds terms in one report after the other. Raises ValueError where there is no term."""

    def __init__(self, terms: list[str], width: int) -> None:
        if not any(map(str.strip, terms)):
            raise ValueError("give a term to search")
        self._counter = TermCounter([Topic("", terms)])
        self._width = width

    def rows(self, report: Report) -> Iterator[dict[str, Any]]:
        """The occurrences in ``report``, in order."""
        body = Body(report)
        titles = {node.id: report.path(node) for node in report.nodes()}
        said = report.metadata
        issuer = issuer_of(report, 0, regions=False)
        for hit in sorted(self._counter.find(body.searched), key=lambda hit: hit.start):
            unit = body.units[body.unit_at(hit.start)]
            start, end = body.as_written(hit.start), body.as_written(hit.end - 1) + 1
            place = report.place_of(Diagnostic("", "", start, end))
            yield {
                "source": report.source.name,
                "issuer": issuer.name,
                "year": said.year,
                "category": unit.category,
                "path": " > ".join(titles.get(unit.node or "", ())) or None,
                "before": _on_one_line(body.text[max(hit.start - self._width, 0) : hit.start]),
                "term": body.text[hit.start : hit.end],
                "after": _on_one_line(body.text[hit.end : hit.end + self._width]),
                "start": start,
                "end": end,
                "page": place and place.page,
                "row": place and place.row,
            }


def _on_one_line(text: str) -> str:
    return " ".join(text.split("\n")).strip()


class ConcordanceSettings(msgspec.Struct):
    """What the rows of a run depend on."""

    terms: list[str]
    width: int


def product(terms: list[str], width: int) -> Product:
    """The rows as the product of a run. Raises ValueError where there is no term."""
    ConcordanceSearch(terms, width)
    return Product(f"{__name__}:make_rows", msgspec.json.encode(ConcordanceSettings(terms, width)))


def make_rows(settings: bytes, _rules: str | None) -> Make:
    """The function of a run from a report to its rows, as JSON."""
    read = msgspec.json.decode(settings, type=ConcordanceSettings)
    search = ConcordanceSearch(read.terms, read.width)
    return lambda report: msgspec.json.encode(list(search.rows(report)))
