"""The metadata that the page gives: title, issuer, number, addressee, date of publication, origin.

岭东县人民政府2023年工作总结 -> issuer 岭东县人民政府. The stage ``times`` finds the year.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from govtext.document import Document
from govtext.language.patterns import pattern
from govtext.language.plain import Span, plain
from govtext.report import Metadata, Stretch
from govtext.stages.page.genres import Kinds

_TITLE = pattern("title of a paper")
_LABEL = pattern("label of a title")
_MARK_BEFORE = pattern("mark before a title")
_MARK_BEHIND = pattern("mark behind a title")
_NOTE = pattern("note behind a title")
_FIRST_LINE = pattern("first line of a title")
_UNFINISHED = pattern("unfinished title")
_TOPIC = pattern("topic that opens a title")
_BRACKETED = pattern("title in its brackets")
_SET_APART = pattern("title with its signs set apart")
_BYLINE = pattern("byline of a person")
_LAST_LINE = pattern("last line of a title")
_YEAR_LINE = pattern("year line of a title")
_ISSUER = pattern("issuer in a title")
_PUBLISHED = pattern("date of publication")
_DATE_LABEL = pattern("label of a date of publication")
_ORIGIN = pattern("origin of a page")
_GOVERNMENT = pattern("report of a government")
_OFFICE_ABOVE = pattern("office or place above a title")
_OFFICE_BELOW = pattern("office below a title")
_RED_HEAD = pattern("red head of a paper")
_NUMBER = pattern("number of a document")
_ADDRESSEE = pattern("addressee")
_SALUTATION = pattern("salutation run into a head")
_PLACE = pattern("name of a place")
_KIND_OF_PLACE = pattern("place that is named by its kind only")
_BODY = pattern("body in the name of an issuer")
_KIND_OF_BODY = pattern("body that is named by its kind only")
_BARE_OFFICE = pattern("office without its place")
_PERSON = pattern("office of a person")
_REPRESENTED = pattern("body that a speaker represents")
_ORGAN = pattern("organ of a place")
_SUBJECT = pattern("body that the first sentence names")
_ISSUER_LABEL = pattern("label of an issuer")
_CONGRESS = pattern("congress of a place")
_NATIONAL = pattern("national congress")
_SIGNATURE_DATE = pattern("date of a signature")

PEOPLES_GOVERNMENT = "人民政府"
"""The last part of the name of a government: 青云县人民政府."""
STATE_COUNCIL = "国务院"
"""The name of the government of the nation."""

_OPENING = 600  # characters of the body in which the paper says whose it is
_ADDRESSED = 3  # lines of the body: the addressee stands in the first
_NOTICE = 15  # lines of the body: a notice is not longer
_JOINED = 2  # lines that a title goes on to, in each direction


def is_title(line: str) -> bool:
    """Whether a line of the normalized text has the form of the title of a report.

    >>> is_title("青云县人民政府工作报告(节选)"), is_title("工作报告写得怎么样,大家都看得到。")
    (True, False)
    """
    return _TITLE.fullmatch(line) is not None


def title_in(plain: str, line: Span) -> Span | None:
    """The title that a line of the normalized text is, without its label (标题:), signs around it
    and notes behind it (——在第九届人民代表大会上); None where the line is no title."""
    start, end = line
    for before in (_LABEL, _MARK_BEFORE):
        if found := before.match(plain, start, end):
            start = found.end()
    if found := _MARK_BEHIND.search(plain, start, end):
        end = found.start()
    if found := _BRACKETED.search(plain[start:end]):
        start, end = start + found.start(1), start + found.end(1)
    if not is_title(_joined(plain[start:end])):
        return None
    note = _NOTE.search(plain, start, end)
    return Span(start, note.start() if note and note.start() > start else end)


def whole_title(plain: str, title: Span, head: list[Span]) -> Span:
    """The title with the lines above and below it that it goes on to.

    Takes the title and the lines of the head that are no bylines. Titles on two lines:
    青云县国民经济和社会发展 | 统计公报, 关于青云县2023年预算执行情况和2024年 | 预算草案的报告,
    工作总结 | (2023年度).
    """
    start, end = title
    for line in reversed([line for line in head if line.end <= start][-_JOINED:]):
        above = plain[line.start : line.end]
        begins = _FIRST_LINE.fullmatch(above) and not _OFFICE_ABOVE.fullmatch(above)
        goes_on = _LAST_LINE.fullmatch(plain, start, end) or (
            _TOPIC.search(above) and not is_title(above) and not _TOPIC.search(plain, start, end)
        )
        if not begins or not goes_on or _NUMBER.search(above):
            break
        if plain[line.end : start].strip():
            break
        start = line.start
    for line in [line for line in head if line.start >= end][:_JOINED]:
        goes_on = _UNFINISHED.fullmatch(plain, start, end) and _LAST_LINE.fullmatch(plain, *line)
        if not goes_on and not _YEAR_LINE.fullmatch(plain, *line):
            break
        if plain[end : line.start].strip():
            break
        end = line.end
    return Span(start, end)


def read_metadata(document: Document, furniture: list[Span]) -> None:
    """Fill ``document.metadata`` from the furniture, the head, the body's beginning and the
    signature, except for the year, which the stage ``times`` finds."""
    text, page = document.text, document.page
    kinds = document.rules.derive(Kinds)
    metadata = document.metadata = Metadata()
    places: dict[str, Span] = {}
    if document.title is not None:
        places["title"] = document.title
        metadata.title = _joined(text[slice(*document.title)])
    around = sorted((*furniture[:200], *document.head))
    page_lines = "\n".join(page[slice(*span)] for span in around)
    if issuer := _issuer(document, furniture):
        metadata.issuer = issuer
        metadata.issuer_level = kinds.level(issuer)
        at = page.find(issuer, document.title.start if document.title else 0)
        at = at if at >= 0 else page.find(issuer)
        if at >= 0:
            places["issuer"] = Span(at, at + len(issuer))
            metadata.issuer = text[at : at + len(issuer)]
    for number in filter(None, (_NUMBER.search(page, *span) for span in around)):
        places.setdefault("number", Span(*number.span()))
    for line in document.lines[:_ADDRESSED]:
        if _ADDRESSEE.fullmatch(page, *line) and not _SALUTATION.fullmatch(page, *line):
            places.setdefault("addressee", Span(line.start, line.end - 1))
    said = {field: " ".join(text[slice(*span)].split()) for field, span in places.items()}
    metadata.number, metadata.addressee = said.get("number"), said.get("addressee")
    metadata.published = _published(page_lines)
    if match := _ORIGIN.search(page_lines):
        metadata.origin = match.group(1)
    metadata.genre = kinds.genre(metadata.title and plain(metadata.title), _opening(document))
    metadata.places = {field: Stretch(*span) for field, span in places.items()}


def _joined(written: str) -> str:
    """A title as written, its lines joined and blanks made single; 工 作 报 告 is one word."""
    lines = (" ".join(line.split()) for line in written.splitlines())
    return "".join(line.replace(" ", "") if _SET_APART.search(line) else line for line in lines)


def _opening(document: Document) -> str:
    """The beginning of the body."""
    start = document.lines[0].start if document.lines else 0
    return document.page[start : start + _OPENING]


def _published(page: str) -> str | None:
    """The date of publication: the one with a label, else the first."""
    found = list(_PUBLISHED.finditer(page))
    labels = [label.end() for label in _DATE_LABEL.finditer(page)]
    labelled = [one for one in found if any(0 <= one.start() - end <= 2 for end in labels)]
    return next((date for one in (*labelled, *found) if (date := _iso(one))), None)


# ---------------------------------------------------------------- the issuer


def _issuer(document: Document, furniture: list[Span]) -> str | None:
    """Whose work it is, by the surest place that names a body; None where none is named."""
    found = next((body for body in _named(document, furniture) if body), None)
    if found is None and document.name:
        found = _of_title(plain(PurePosixPath(document.name).stem))
        if found is not None:
            document.diagnose(
                "issuer-from-file-name",
                f"The text names no issuer; {found} is taken from the name of the file.",
                0,
                0,
            )
    return found


def _named(document: Document, furniture: list[Span]) -> Iterator[str | None]:
    """The bodies that the page names as the issuer, the surest first."""
    page, title = document.page, document.title
    head = [line for line in document.head if title is None or line.end <= title.start]
    below = [line for line in document.head if title is not None and line.start >= title.end]
    for line in head:
        red = _RED_HEAD.fullmatch(page, *line)
        yield red and red["office"]
    written = _joined(page[slice(*title)]).replace(" ", "") if title else ""
    if head and title and (office := _OFFICE_ABOVE.fullmatch(page[slice(*head[-1])].strip())):
        yield _body(office.group())
    of_title = _of_title(written)
    if of_title and not _PLACE.fullmatch(of_title):
        yield of_title
    for line in below:
        first, *_ = _undated(page, line).split() or [""]  # the first of two that sign together
        yield _body(first) if _OFFICE_BELOW.fullmatch(first) else None
    for line in below:
        byline = _BYLINE.fullmatch(page, *line)
        yield byline and _body(byline["body"])
    for line in (*furniture, *document.head, *document.lines[:_ADDRESSED]):
        label = _ISSUER_LABEL.search(page, *line)
        yield label and _body(label["body"])
    yield from _speaker(document, written)
    yield of_title
    for line in document.signature:
        signed = _undated(page, line)
        yield signed and _body(signed)
    for line, below_it in itertools.pairwise(document.lines[:_NOTICE]):
        # A notice is signed before what it forwards.
        if _SIGNATURE_DATE.fullmatch(page, *below_it) and _OFFICE_BELOW.fullmatch(page, *line):
            yield _body(page[slice(*line)])
    for line in document.lines[:_ADDRESSED]:
        subject = _SUBJECT.match(page[slice(*line)])
        yield subject and _body(subject["body"] or subject["named"])


def _undated(page: str, line: Span) -> str:
    """A line without the date of a signature."""
    return _SIGNATURE_DATE.sub("", page[slice(*line)]).strip(" ()")


def _of_title(title: str) -> str | None:
    """The body or place before the kind of paper: 水利局局长2023年述职报告 -> 水利局."""
    match = _ISSUER.match(title)
    if match is None:
        return None
    report = _GOVERNMENT.match(title, match.end())
    name = match["issuer"]
    return _body(name + report[1] if report and not name.endswith(STATE_COUNCIL) else name)


def _body(name: str) -> str | None:
    """The body that a name names: a place, or what ends like the name of an office.

    岚溪县水利局局长 -> 岚溪县水利局, 岚溪县社会福利 -> 岚溪县, 个人述职 -> None, 乡镇 -> None.
    """
    person = next((one for one in _PERSON.finditer(name) if one.end() == len(name)), None)
    if person is not None:
        name = name[: person.start()]
        if _BARE_OFFICE.fullmatch(name):
            return None
    if _KIND_OF_PLACE.fullmatch(name) or _KIND_OF_BODY.fullmatch(name):
        return None
    if _BODY.fullmatch(name) or _PLACE.fullmatch(name):
        return name
    place = _PLACE.match(name)
    return place.group() if place and not _KIND_OF_PLACE.fullmatch(place.group()) else None


def _speaker(document: Document, title: str) -> Iterator[str | None]:
    """Whom a report to a congress speaks for: the organ of the place whose congress hears it."""
    page, start = document.page, document.title.start if document.title else 0
    head = [page[slice(*line)] for line in document.head if line.start >= start]
    opening = _opening(document)
    represented = _REPRESENTED.search(opening)
    organ = _ORGAN.search(title) or (represented and _ORGAN.search(represented["body"]))
    for line in head:
        if congress := _CONGRESS.search(line):
            named = organ["organ"] if organ else PEOPLES_GOVERNMENT
            full = PEOPLES_GOVERNMENT if PEOPLES_GOVERNMENT.endswith(named) else named
            yield congress[1] + full
        if _NATIONAL.search(line):
            yield STATE_COUNCIL
    of_place = represented and _PLACE.match(represented["body"])
    if represented and of_place and not _KIND_OF_PLACE.fullmatch(of_place.group()):
        yield _body(represented["body"])


def _iso(match: re.Match[str]) -> str | None:
    year, month, day, hour, minute, second = (int(part) if part else 0 for part in match.groups())
    if not (1 <= month <= 12 and 1 <= day <= 31 and hour < 24 and minute < 60 and second < 60):
        return None
    date = f"{year:04d}-{month:02d}-{day:02d}"
    return f"{date}T{hour:02d}:{minute:02d}:{second:02d}" if match.group(4) else date
