"""What an audit keeps of one report: its sizes, its signature, and signs that it is not whole."""

from __future__ import annotations

import hashlib
import itertools
import zlib
from pathlib import PurePosixPath
from typing import Any

import msgspec

from govtext.analyses import regions as places
from govtext.analyses.body import Body
from govtext.analyses.issuers import issuer_of
from govtext.extras import require
from govtext.language.patterns import pattern
from govtext.language.plain import plain
from govtext.report import Report
from govtext.runs.products import Make, Product
from govtext.stages.page.metadata import PEOPLES_GOVERNMENT

PERMUTATIONS = 128
_SHINGLE = 5  # characters
_LONG_SHINGLE = 16  # characters: hardly two sentences share so many
_AFTER = 1500  # characters: between two openings of one report, and behind a copied one, are fewer
_TAIL = 40  # characters of the end of a body

_OPENING = pattern("opening of a report to an assembly")
_PAGES = pattern("links to other pages of a text")
_YEAR = pattern("year in the name of a file")
_NAME = pattern("part of a file's name that may name a place")
_END = pattern("end of a whole text")
_UNREADABLE = pattern("character that stands for no character")


class AuditRecord(msgspec.Struct):
    """The record of one report. Sizes are in characters."""

    source: str | None
    title: str | None
    issuer: str | None
    region_code: str | None
    region_name: str | None
    region_level: str | None
    year: int | None
    genre: str | None
    file_years: list[int]
    """The years in the path of the file."""
    file_region: str | None
    """The code of the region that the path of the file names."""
    file_region_name: str | None
    candidates: list[str]
    """The regions, two or more, that the name of the issuer may mean."""
    characters: int
    body: int
    furniture: int
    masked: int
    unreadable: int
    sentences: int
    claims: int
    planned: int
    """Characters of sentences of plans."""
    cut: bool
    """Whether the text ends inside a sentence."""
    tail: str
    """The last characters of the body."""
    paged: bool
    """Whether the page has links to further pages of the text."""
    openings: int
    """How many reports open in the text."""
    copies: float
    """How often the body stands in the text beyond the first time, 1.0 for one whole copy."""
    digest: str
    signature: bytes
    """The MinHash signature of the body."""


def check_datasketch() -> None:
    """Raise MissingPackageError where the library of signatures is not installed."""
    require("datasketch", "audit", "an audit")


def audit_record(report: Report, *, regions: bool = True) -> AuditRecord:
    """The record of ``report``. Raises ValueError for a report without its text, ImportError where
    datasketch is not installed."""
    body = Body(report)
    text = body.text.replace("\n", "")
    whole = plain(report.text or "")
    issuer = issuer_of(report, 0, regions=regions)
    said, region = report.metadata, issuer.region
    name = report.source.name or ""
    file_region = _region_of_file(name, said.year) if regions else None
    furniture = sum(one.end - one.start for one in _joined(report))
    several: list[str] = []
    if regions and region is None and said.issuer:
        several = places.several(said.issuer, said.year)
    return AuditRecord(
        source=report.source.name,
        title=said.title,
        issuer=issuer.name,
        region_code=region and region.code,
        region_name=region and region.name,
        region_level=region and region.level,
        year=said.year,
        genre=said.genre,
        file_years=sorted({int(found) for found in _YEAR.findall(name)}),
        file_region=file_region and file_region.code,
        file_region_name=file_region and file_region.name,
        candidates=several,
        characters=len("".join(whole.split())),
        body=len(text),
        furniture=furniture,
        masked=sum(mask.end - mask.start for mask in report.masks),
        unreadable=len(_UNREADABLE.findall(report.text or "")),
        sentences=len(report.statements),
        claims=len(report.claims),
        planned=sum(unit.end - unit.start for unit in body.units if unit.category == "plan"),
        cut=bool(text) and not _END.search(text[-_TAIL:]) and not _closed(body),
        tail=text[-_TAIL // 2 :],
        paged=_PAGES.search(whole) is not None,
        openings=_openings(body.text),
        copies=_copies(body, report, whole),
        digest=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16],
        signature=signature(text),
    )


def signature(text: str) -> bytes:
    """The MinHash signature (Broder 1997) of the sets of five characters of a text."""
    from datasketch import MinHash  # noqa: PLC0415 (slow to import, and an extra)

    made: Any = MinHash(num_perm=PERMUTATIONS, hashfunc=zlib.crc32)
    shingles = {text[at : at + _SHINGLE] for at in range(max(len(text) - _SHINGLE + 1, 1))}
    made.update_batch([one.encode("utf-8", "replace") for one in shingles])
    return bytes(made.hashvalues.astype("uint64").tobytes())


def _joined(report: Report) -> list[Any]:
    """The stretches of furniture that hold text, without those inside another."""
    found: list[Any] = []
    for one in sorted(report.furniture, key=lambda one: (one.start, -one.end)):
        if not found or one.start >= found[-1].end:
            found.append(one)
    return found


def _closed(body: Body) -> bool:
    """Whether the body ends with a heading, or with a signature behind it."""
    last = body.units[-1]
    end = body.as_written(last.end - 1) + 1
    signed = any(one.start >= end for one in body.report.furniture)
    return last.statement is None or signed


def _openings(text: str) -> int:
    """How many reports open: a report greets the assembly once."""
    places_ = [found.start() for found in _OPENING.finditer(text)]
    return bool(places_) + sum(
        second - first > _AFTER < len(text) - second
        for first, second in itertools.pairwise(places_)
    )


def _copies(body: Body, report: Report, whole: str) -> float:
    """How often the text of the body comes again, in furniture or in the body itself."""
    text = body.text.replace("\n", "")
    own = [text[at : at + _LONG_SHINGLE] for at in range(0, len(text) - _LONG_SHINGLE)]
    if not own:
        return 0.0
    known = set(own)
    again = len(own) - len(known)
    apart = "\n".join("".join(whole[one.start : one.end].split()) for one in _joined(report))
    again += sum(
        apart[at : at + _LONG_SHINGLE] in known for at in range(len(apart) - _LONG_SHINGLE + 1)
    )
    return round(again / len(known), 3)


def _region_of_file(name: str, year: int | None) -> places.Region | None:
    """The region that the last part of a file's path names, if any."""
    stem = PurePosixPath(name).stem
    for found in _NAME.findall(stem):
        for end in range(len(found), 1, -1):
            region = places.region(found[:end] + PEOPLES_GOVERNMENT, year)
            if region is not None:
                return region
    return None


def product(*, regions: bool) -> Product:
    """The record as the product of a run."""
    check_datasketch()
    return Product(f"{__name__}:make_record", msgspec.json.encode({"regions": regions}))


def make_record(settings: bytes, _rules: str | None) -> Make:
    """The function of a run from a report to its record, as JSON."""
    regions = bool(msgspec.json.decode(settings)["regions"])
    return lambda report: msgspec.json.encode(audit_record(report, regions=regions))
