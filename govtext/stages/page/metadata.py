"""The metadata that the head of the page gives: title, issuer, date of publication, origin.

岭东县人民政府2023年工作总结 → issuer 岭东县人民政府. The stage ``times`` finds the year.
"""

from __future__ import annotations

import re

from govtext.document import Document
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.report import Metadata

_TITLE = pattern("title of a paper")
_ISSUER = pattern("issuer in a title")
_PUBLISHED = pattern("date of publication")
_ORIGIN = pattern("origin of a page")
_GOVERNMENT = pattern("report of a government")
_OFFICE = pattern("office or place above a title")
_TOPIC = pattern("place and topic in the name of an issuer")
_CONGRESS = pattern("congress of a place")
_NATIONAL = pattern("national congress")

PEOPLES_GOVERNMENT = "人民政府"
"""The last part of the name of a government: 青云县人民政府."""
STATE_COUNCIL = "国务院"
"""The name of the government of the nation."""


def is_title(line: str) -> bool:
    """Whether a line of the normalized text has the form of the title of a report.

    >>> is_title("青云县人民政府工作报告(节选)"), is_title("工作报告写得怎么样,大家都看得到。")
    (True, False)
    """
    return _TITLE.fullmatch(line) is not None


def read_metadata(document: Document, furniture: list[Span], head: list[Span]) -> None:
    """Fill ``document.metadata`` from the furniture and the head, except for the year, which the
    stage ``times`` finds."""
    plain = document.plain
    title = plain[document.title.start : document.title.end] if document.title else None
    page = "\n".join(plain[span.start : span.end] for span in sorted((*furniture[:200], *head)))
    above = [
        plain[span.start : span.end]
        for span in head
        if document.title is None or span.start >= document.title.start
    ]
    metadata = document.metadata = Metadata()
    if document.title and title:
        metadata.title = _as_written(document, document.title, title)
        # A title may stand on two lines: the office, then the name of the report.
        line_above = [
            plain[span.start : span.end] for span in head if span.end <= document.title.start
        ]
        office = _OFFICE.fullmatch(line_above[-1].strip()) if line_above else None
        metadata.issuer = office.group() if office else None
    metadata.issuer = metadata.issuer or _issuer(title, above)
    metadata.published = next(
        (date for match in _PUBLISHED.finditer(page) if (date := _iso(match))), None
    )
    if match := _ORIGIN.search(page):
        metadata.origin = match.group(1)


def _as_written(document: Document, span: Span, plain_title: str) -> str:
    """The title as written, without a subtitle on the same line."""
    cut = re.search(r"\s?[—-]{2}", plain_title)
    title = document.text[span.start : span.start + cut.start() if cut else span.end]
    return " ".join(title.split())


def _issuer(title: str | None, above: list[str]) -> str | None:
    match = _ISSUER.match(title.replace(" ", "")) if title else None
    if match:
        issuer = match["issuer"]
        topic = _TOPIC.fullmatch(issuer)
        issuer = topic["place"] if topic else issuer
        report = _GOVERNMENT.match(match.string, match.end())
        return issuer + report[1] if report and not issuer.endswith(STATE_COUNCIL) else issuer
    for line in above:
        if congress := _CONGRESS.search(line):
            return congress[1] + PEOPLES_GOVERNMENT
        if _NATIONAL.search(line):
            return STATE_COUNCIL
    return None


def _iso(match: re.Match[str]) -> str | None:
    year, month, day, hour, minute, second = (int(part) if part else 0 for part in match.groups())
    if not (1 <= month <= 12 and 1 <= day <= 31 and hour < 24 and minute < 60 and second < 60):
        return None
    date = f"{year:04d}-{month:02d}-{day:02d}"
    return f"{date}T{hour:02d}:{minute:02d}:{second:02d}" if match.group(4) else date
