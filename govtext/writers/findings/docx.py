"""Findings as comments in a copy of a Word file, at the words that they are about.

The format is ISO/IEC 29500-1 (WordprocessingML), 17.13.4 Comments. A comment on words of a text box
stands at the paragraph that the box hangs on, since Word has no comments inside boxes; one in a
footnote stands at the first paragraph.
"""

from __future__ import annotations

import copy
import datetime
import io
import posixpath
import zipfile
from pathlib import Path

from lxml import etree

from govtext.checks.finding import Finding
from govtext.errors import ReadError
from govtext.readers.archive import Archive
from govtext.readers.docx import WordPackage
from govtext.readers.docx_runs import Pieces, WordRuns
from govtext.readers.numbering import W
from govtext.readers.xml import parse_xml
from govtext.writers.atomic import replacing
from govtext.writers.findings.base import CheckedReport

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_AUTHOR = "govtext"
_BOX = W + "txbxContent"


def write_comments(checked: CheckedReport, path: Path) -> None:
    """Write a copy of the Word file of a report, with a comment for each finding, to ``path``.

    Raises ReadError where the file is no .docx that can be written, and OSError.
    """
    package = WordPackage(Archive(checked.data, checked.name))
    if b"purl.oclc.org/ooxml" in package.archive.read(package.main):
        raise ReadError(
            checked.name,
            "this is a strict Open XML document, in which no comments can be written",
            "save it as an ordinary .docx",
        )
    runs = WordRuns(package, checked.report)
    comments, target, is_new = _comments(package)
    number = max((int(one.get(W + "id", "-1")) for one in comments), default=-1) + 1
    for finding in checked.findings:
        comments.append(_comment(number, finding))
        _anchor(runs, finding, number)
        number += 1
    changed = {package.main: _bytes(runs.document), target: _bytes(comments)}
    if is_new:
        changed |= _announced(package, target)
    with replacing(path) as file:
        file.write(_repacked(checked.data, changed))


def _comments(package: WordPackage) -> tuple[etree._Element, str, bool]:
    """The comments that the document has, the name of their part, and whether it is new."""
    target = package.target("comments")
    if target is not None:
        found = package.part(target)
        if found is not None:
            return found, target, False
    new = etree.Element(W + "comments", nsmap={"w": W[1:-1]})
    return new, posixpath.join(posixpath.dirname(package.main), "comments.xml"), True


def _comment(number: int, finding: Finding) -> etree._Element:
    now = datetime.datetime.now(tz=datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    comment = etree.Element(W + "comment")
    for name, value in (("id", str(number)), ("author", _AUTHOR), ("date", now), ("initials", "g")):
        comment.set(W + name, value)
    for line in (finding.message, finding.rule):
        if line:
            text = etree.SubElement(
                etree.SubElement(etree.SubElement(comment, W + "p"), W + "r"), W + "t"
            )
            text.text = line
            text.set(_SPACE, "preserve")
    return comment


def _anchor(runs: WordRuns, finding: Finding, number: int) -> None:
    """Mark the words of a finding; the comment is at the last of them."""
    spans = list(runs.spans(finding.start, finding.end))
    if not spans:
        paragraph = runs.paragraphs[0]
        _around(paragraph, paragraph, number)
        return
    (first, start, _), (last, _, end) = spans[0], spans[-1]
    box = next((one for one in first.iterancestors(_BOX)), None)
    if box is not None:
        outer = list(box.iterancestors(W + "p"))[-1]
        _around(outer, outer, number)
        return
    # The end first: what is cut off there does not move the beginning.
    behind = _cut(runs.pieces.get(last, []), end)
    before = _cut(runs.pieces.get(first, []), start)
    if before is None or behind is None:
        _around(first, last, number)
        return
    before.addprevious(_mark("commentRangeStart", number))
    at = _previous(behind, runs.pieces[last], end)
    mark = _mark("commentRangeEnd", number)
    at.addnext(mark)
    mark.addnext(_reference(number))


def _around(first: etree._Element, last: etree._Element, number: int) -> None:
    """Mark whole paragraphs."""
    properties = first.find(W + "pPr")
    start = _mark("commentRangeStart", number)
    if properties is None:
        first.insert(0, start)
    else:
        properties.addnext(start)
    last.append(_mark("commentRangeEnd", number))
    last.append(_reference(number))


def _mark(name: str, number: int) -> etree._Element:
    element = etree.Element(W + name)
    element.set(W + "id", str(number))
    return element


def _reference(number: int) -> etree._Element:
    run = etree.Element(W + "r")
    run.append(_mark("commentReference", number))
    return run


def _previous(run: etree._Element, pieces: Pieces, end: int) -> etree._Element:
    """The run that holds the character before ``end``."""
    at = 0
    for element, text in pieces:
        at += len(text)
        if at >= end:
            return _run_of(element)
    return run


def _run_of(element: etree._Element) -> etree._Element:
    found = next(element.iterancestors(W + "r"), None)
    return element if found is None else found


def _cut(pieces: Pieces, offset: int) -> etree._Element | None:
    """The run that begins at an offset of a paragraph, after its run is cut in two there; at the
    end of the paragraph its last run. None where the paragraph has no runs."""
    at = 0
    for index, (element, text) in enumerate(pieces):
        if at <= offset < at + len(text) or (index == len(pieces) - 1 and offset >= at):
            run = element.getparent()
            if run is None or run.tag != W + "r":
                return _run_of(element) if element.tag == W + "r" else None
            inside = min(offset - at, len(text))
            if inside == len(text) or (not inside and _is_first(element)):
                return run
            return _split(pieces, index, run, inside)
        at += len(text)
    return None


def _is_first(element: etree._Element) -> bool:
    """Whether a piece of text is the first of its run."""
    before = element.getprevious()
    return before is None or before.tag == W + "rPr"


def _split(pieces: Pieces, index: int, run: etree._Element, inside: int) -> etree._Element:
    """Cut a run in two within the piece ``index``; returns the second run."""
    element, text = pieces[index]
    second = etree.Element(W + "r", attrib=dict(run.attrib))
    properties = run.find(W + "rPr")
    if properties is not None:
        second.append(copy.deepcopy(properties))
    moved = list(element.itersiblings())
    if inside:
        rest = etree.SubElement(second, element.tag)
        rest.text = text[inside:]
        rest.set(_SPACE, "preserve")
        element.text = text[:inside]
        element.set(_SPACE, "preserve")
        pieces[index : index + 1] = [(element, text[:inside]), (rest, text[inside:])]
    else:
        moved.insert(0, element)
    second.extend(moved)
    run.addnext(second)
    return second


def _announced(package: WordPackage, target: str) -> dict[str, bytes]:
    """The list of relations and that of content types, with the part of the comments."""
    folder, file = posixpath.split(package.main)
    place = posixpath.join(folder, "_rels", f"{file}.rels")
    relations = package.part(place)
    if relations is None:
        relations = etree.Element(_RELATIONS + "Relationships", nsmap={None: _RELATIONS[1:-1]})
    taken = {one.get("Id") for one in relations}
    identifier = next(f"govtext{n}" for n in range(len(taken) + 1) if f"govtext{n}" not in taken)
    etree.SubElement(
        relations,
        _RELATIONS + "Relationship",
        {"Id": identifier, "Type": f"{_OFFICE}/comments", "Target": posixpath.basename(target)},
    )
    types_name = "[Content_Types].xml"
    types = parse_xml(package.archive.read(types_name), package.archive.name, types_name)
    etree.SubElement(types, _TYPES + "Override", {"PartName": f"/{target}", "ContentType": _KIND})
    return {place: _bytes(relations), types_name: _bytes(types)}


def _bytes(root: etree._Element) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _repacked(data: bytes, changed: dict[str, bytes]) -> bytes:
    """The archive with some members replaced or added, the others byte for byte."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for info in old.infolist():
            content = changed.pop(info.filename, None)
            new.writestr(info, old.read(info) if content is None else content)
        for name, content in changed.items():
            new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
