"""All reports as a workbook for Excel or WPS: an overview, the claims, the targets with what came
of them, achievements, problems, plans, tasks, findings, and the outline with every sentence."""

from __future__ import annotations

import bisect
import datetime
import itertools
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import xlsxwriter

from govtext.analyses.gathering import gatherer_of
from govtext.analyses.issuers import issuer_of
from govtext.analyses.regions import is_installed
from govtext.analyses.tasks import tasks_of
from govtext.analyses.tracking import pair_row
from govtext.checks.run import check_report
from govtext.messages import column, english, said
from govtext.messages.catalogue import catalogue
from govtext.report import Report
from govtext.rulebook.usable import checked
from govtext.writers.amounts import written_amount
from govtext.writers.atomic import replacing
from govtext.writers.files import Layout
from govtext.writers.findings.base import CheckedReport
from govtext.writers.sheets import (
    ROWS,
    Link,
    Percent,
    SheetForm,
    SheetPlace,
    SheetRun,
    file_link,
)
from govtext.writers.tables import Cell, Row, rows

_CREATED = datetime.datetime(2020, 1, 1)
# A workbook with more claims than this is slow to open.
_MANY = 300_000

_OF = ("report", "source")
_ISSUED = (*_OF, "issuer", "region_code", "year")
_LINK = ("link",)
_ENTRY = (*_ISSUED, "node", "path", "text", *_LINK)

SHEETS = {
    "reports": SheetForm(
        "Overview",
        "reports",
        (
            *("report", "source", "title", "year", "issuer", "region_code", "published", "origin"),
            *("format", "encoding", "sha256", "characters", "nodes", "statements", "claims"),
            *("masked", "achievements", "problems", "plans", "tasks", "findings", "diagnostics"),
        ),
    ),
    "claims": SheetForm(
        "Claims",
        "claims",
        (
            *(*_ISSUED, "id", "path", "category", "status", "period"),
            # What a row needs to be understood without its sentence stands together.
            *("label", "scope", "nature", "action", "text", "direction", "bound"),
            *("value", "readable", "low", "high", "unit", "per"),
            *("basis", "reference", "reference_role", "streak"),
            *("commitment", "strength", "estimated", "masked", "kind", "part_of"),
            *("indicator", "indicator_name"),
            *("base_value", "base_low", "base_high", "base_unit", "sentence", *_LINK),
        ),
        _LINK,
    ),
    "pairs": SheetForm(
        "Targets and outcomes",
        "pairs",
        (
            *(*_ISSUED, "report_year", "indicator", "label", "action", "measure", "horizon"),
            *("position", "text", "modifier", "value", "unit", "outcome_text", "outcome"),
            *("outcome_source", "status", "margin", "reason", "confidence", "verdict"),
            *("sentence", "link", "outcome_sentence", "outcome_link"),
        ),
        ("link", "outcome_link"),
    ),
    "achievement": SheetForm("Achievements", "entries", _ENTRY, _LINK),
    "problem": SheetForm("Problems", "entries", _ENTRY, _LINK),
    "plan": SheetForm("Plans", "entries", _ENTRY, _LINK),
    "tasks": SheetForm(
        "Tasks",
        "tasks",
        (
            *(*_ISSUED, "number", "category", "task", "indicator", "target", "unit"),
            *("deadline", "lead", "responsible", "path", *_LINK),
        ),
        _LINK,
    ),
    "findings": SheetForm(
        "Proofreading",
        "findings",
        (*_ISSUED, "severity", "code", "text", "message", "sentence", "related", "rule", *_LINK),
        _LINK,
    ),
    "outline": SheetForm(
        "Outline", "outline", (*_OF, "id", "depth", "kind", "marker", "title", "category")
    ),
}
_COUNTED = {
    "nodes": "outline",
    "statements": "outline",
    "claims": "claims",
    "achievements": "achievement",
    "problems": "problem",
    "plans": "plan",
    "tasks": "tasks",
    "findings": "findings",
}
"""The counts of the overview that lead to the first row of the report in a sheet."""


def write_xlsx(reports: Iterable[bytes], path: Path, layout: Layout, limit: int = ROWS) -> None:
    """Write all tables to the workbook ``path``, with names in the language of ``layout``.

    Numbers are numeric cells, no text is read as a formula, and each row has a link to its
    sentence. Rows beyond ``limit`` go to a further sheet. Raises OSError.
    """
    with replacing(path, layout.parts) as file:
        # Rows are written to disk at once, and texts are never converted to numbers or links.
        settings = {"constant_memory": True, "tmpdir": str(layout.parts)}
        try:
            with xlsxwriter.Workbook(_Sink(file), settings) as workbook:
                # The same reports give the same bytes.
                workbook.set_properties({"created": _CREATED})
                book = _Book(workbook, layout, limit)
                files = itertools.chain(layout.files, itertools.repeat(None))
                for number, (report, source) in enumerate(zip(reports, files, strict=False), 1):
                    book.add(Report.from_json(report), number, file_link(source, path))
                book.close()
        except xlsxwriter.exceptions.FileCreateError as error:
            cause = error.args[0] if error.args else None  # it has the number of the error
            raise (cause if isinstance(cause, OSError) else OSError(str(error))) from error


class _Sink:
    """A file for an archive that is given up in silence once writing to it has failed.

    The archive writes its end when it is no more referenced, which would fail again, on the
    terminal, when the disk is full.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._failed = file, False

    def tell(self) -> int:
        return self._unless_failed(self._file.tell)

    def write(self, data: bytes) -> int:
        return self._unless_failed(lambda: self._file.write(data))

    def seek(self, place: int, whence: int = 0) -> int:
        return self._unless_failed(lambda: self._file.seek(place, whence))

    def flush(self) -> None:
        self._unless_failed(lambda: self._file.flush() or 0)

    def _unless_failed(self, do: Callable[[], int]) -> int:
        if self._failed or self._file.closed:
            return 0
        try:
            return do()
        except OSError:
            self._failed = True
            raise


class _Book:
    def __init__(self, workbook: Any, layout: Layout, limit: int) -> None:
        self.lang: Any = layout.lang
        self.regions = is_installed()
        self._rules = layout.rules
        self._rulebook = checked(layout.rules)
        self._claims = 0
        self._gatherer = gatherer_of(None, regions=self.regions, rules=layout.rules)
        self._issued: list[Row] = []
        """For each record of the gatherer, what stands on each row of its report."""
        self._sentences: dict[tuple[int, int], SheetPlace] = {}
        """By record and start of its targets and outcomes: the places of their sentences."""
        folded = frozenset() if self.regions else frozenset(["region_code"])
        self.runs = {
            name: SheetRun(workbook, form, self._header, self.lang, limit=limit, folded=folded)
            for name, form in SHEETS.items()
        }

    def _header(self, table: str, name: str) -> str:
        if name in ("link", "outcome_link"):
            return said("Link" if name == "link" else "Link of the outcome", self.lang)
        if self.lang == "en":
            return english(name)
        if (table == "pairs" and name != "issuer") or name == "region_code":
            return catalogue().analysis_column(table, name)
        return column("claims" if table == "pairs" else table, name, "zh")

    def add(self, report: Report, number: int, source: str | None) -> None:
        """Add a report at the end of each sheet; ``source`` is the link to its file."""
        page = _ReportPage(self, report, number)
        page.write("outline", _structure(report, number))
        page.write("claims", self._claim_rows(report, number))
        for kind, entries in itertools.groupby(
            rows(report, "entries", number), key=lambda row: str(row["category"])
        ):
            page.write(kind, entries)
        counts = {
            "tasks": page.write("tasks", (task._asdict() for task in tasks_of(report))),
            "findings": page.write("findings", self._finding_rows(report)),
        }
        if report.text is not None:
            self._keep_targets(report, page)
        for row in rows(report, "reports", number):
            row |= {"published": _date(report.metadata.published), **counts}
            page.write_overview(row, source)

    def _claim_rows(self, report: Report, number: int) -> Iterator[Row]:
        for row in rows(report, "claims", number, self._rules):
            self._claims += 1
            counted = row["kind"] not in ("rank", "ratio")
            yield row | {"readable": readable(row["value"], row["unit"]) if counted else None}

    def _finding_rows(self, report: Report) -> Iterator[Row]:
        if report.text is None:
            return
        found = check_report(report, self._rulebook, self.lang)
        yield from map(CheckedReport(report.source.name or "", report, found).cells, found)

    def _keep_targets(self, report: Report, page: _ReportPage) -> None:
        """Keep the targets and outcomes of a report, and the places of their sentences."""
        self._gatherer.add(report)
        self._issued.append(page.issued)
        record = self._gatherer.records[-1]
        starts = [one.start for one in record.targets] + [one.start for one in record.outcomes]
        for start in starts:
            place = page.sentence(start)
            if place is not None:
                self._sentences[record.number, start] = place

    def close(self) -> None:
        """Add the targets, the filters, and a note where the workbook is slow to open."""
        for pair in self._gatherer.pairs():
            number = pair.record.number
            links: dict[str, Link | None] = {
                "link": self._sentences.get((number, pair.target.start))
            }
            if pair.outcome and pair.told_in:
                told = pair.told_in.number, pair.outcome.start
                links["outcome_link"] = self._sentences.get(told)
            row = pair_row(pair)
            issued = self._issued[number - 1] | {"year": row["year"]}
            self.runs["pairs"].write(row | issued, links)
        for run in self.runs.values():
            run.finish()
        if self._claims > _MANY or any(run.overflowed for run in self.runs.values()):
            self.runs["reports"].note(
                said(
                    "So many claims are slow to open; consider Parquet: "
                    "govtext convert … -o results.parquet",
                    self.lang,
                )
            )


class _ReportPage:
    """The rows of one report, which lead to its sentences."""

    def __init__(self, book: _Book, report: Report, number: int) -> None:
        self._runs = book.runs
        self._starts = [statement.start for statement in report.statements]
        self._places: list[SheetPlace] = []
        self._firsts: dict[str, SheetPlace] = {}
        region = issuer_of(report, number, regions=book.regions).region
        self.issued: Row = {
            "report": number,
            "source": report.source.name,
            "issuer": report.metadata.issuer,
            "region_code": region and region.code,
            "year": report.metadata.year,
        }

    def sentence(self, start: object) -> SheetPlace | None:
        """The row of the sentence at an offset, or of the last one before it."""
        if not isinstance(start, int) or not self._places:
            return None
        return self._places[max(0, bisect.bisect_right(self._starts, start) - 1)]

    def write(self, sheet: str, found: Iterable[Row]) -> int:
        """Write the rows of a sheet, with the links to their sentences. Returns their number."""
        count = 0
        for row in found:
            count += 1
            place = self._runs[sheet].write(row | self.issued, {"link": self._link(sheet, row)})
            self._firsts.setdefault(sheet, place)
            if row.get("kind") == "sentence":
                self._places.append(place)
        return count

    def _link(self, sheet: str, row: Row) -> SheetPlace | None:
        return None if sheet == "outline" else self.sentence(row["start"])

    def write_overview(self, row: Row, source: str | None) -> None:
        """Write the row of the report, with links to its file and to its rows elsewhere."""
        links: dict[str, Link | None] = {
            name: self._firsts.get(sheet) for name, sheet in _COUNTED.items()
        }
        self._runs["reports"].write(row | self.issued, links | {"source": source})


def _date(published: str | None) -> Any:
    """When a report was published, as a date where it is one."""
    try:
        return published and datetime.datetime.fromisoformat(published).replace(tzinfo=None)
    except ValueError:
        return published


def readable(value: Cell, unit: Cell) -> Cell:
    """A number with its unit as people write it, with 万 and 亿; None where there is none.

    >>> readable(1560000000.0, "元"), readable(12000.0, "人"), readable(6.5, "%")
    ('15.6亿元', '1.2万人', 6.5)
    """
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    if unit == "%":
        return Percent(value)
    return written_amount(value, str(unit or ""))


def _structure(report: Report, number: int) -> Iterator[Row]:
    """Headings and items, and the sentences among them, in reading order."""
    depths = {node.id: node.id.count(".") + 1 for node in report.nodes()}
    found = list(rows(report, "outline", number))
    for row in rows(report, "statements", number):
        depth = depths.get(str(row["node"]), 0) + 1
        words = {"title": row["text"], "kind": "sentence", "depth": depth, "marker": None}
        found.append(row | words)
    # A heading comes before the sentence that begins with it.
    return iter(sorted(found, key=lambda row: (row["start"], row["kind"] == "sentence")))
