"""Why each field of the metadata of a report has its value, for a person who doubts it.

year 2023: in the title (line 1)
issuer 青云县水务局: on line 40, behind the last sentence
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from govtext.report import Report, Stretch

_FIELDS = ("title", "issuer", "year", "published", "number", "addressee", "genre", "issuer_level")
_GUESSED = {"year": "guessed-year", "issuer": "issuer-from-file-name"}
"""The diagnostic that says where a guessed field comes from."""
_WITHOUT_PLACE = {
    "published": "the date of the page, the one with a label first",
    "genre": "the words of the title, else of the opening",
    "issuer_level": "the name of the issuer",
}


class FieldReason(NamedTuple):
    """A field of ``Report.metadata`` that has a value, and where the value comes from."""

    field: str
    value: str
    reason: str


def field_reasons(report: Report) -> Iterator[FieldReason]:
    """The fields of the metadata that have a value, each with the reason for it.

    The report must have its text.

    >>> import govtext
    >>> report = govtext.parse("岭东县2023年工作总结\\n一、成效\\n新建学校3所。\\n")
    >>> for found in field_reasons(report):
    ...     print(found.field, found.value, "-", found.reason)
    title 岭东县2023年工作总结 - line 1
    issuer 岭东县 - in the title (line 1)
    year 2023 - in the title (line 1)
    genre work summary - the words of the title, else of the opening
    issuer_level county - the name of the issuer
    """
    told = {one.code: one.message for one in report.diagnostics}
    for field in _FIELDS:
        value = getattr(report.metadata, field)
        if value is None:
            continue
        guessed = told.get(_GUESSED.get(field, ""))
        place = report.metadata.places.get(field)
        if guessed is not None:
            reason = guessed
        elif place is not None:
            reason = _where(report, field, place)
        else:
            reason = _WITHOUT_PLACE.get(field, "put together from its parts")
        yield FieldReason(field, str(value), reason)


def _where(report: Report, field: str, place: Stretch) -> str:
    """Where a field stands: its line, and how that lies to the title and to the sentences."""
    title = report.metadata.places.get("title")
    line = f"line {len((report.text or '')[: place.start + 1].splitlines())}"
    if field == "title":
        return line
    if title is not None and title.start <= place.start < title.end:
        return f"in the title ({line})"
    if title is not None and place.start < title.start:
        return f"on {line}, above the title"
    statements = report.statements
    if statements and place.start >= statements[-1].end:
        return f"on {line}, behind the last sentence"
    if not statements or place.start < statements[0].start:
        return f"on {line}, above the first sentence"
    return f"on {line}, in the text"
