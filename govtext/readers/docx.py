"""Word documents (.docx): the text as it is printed, with Word's automatic numbering.

The format is ISO/IEC 29500-1 (WordprocessingML). Tracked changes count as accepted; headers,
footers, comments and hidden text are left out.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml import etree

from govtext.readers.archive import Archive
from govtext.readers.base import Reading
from govtext.readers.lines import Lines
from govtext.readers.numbering import Numbering, W, is_on, symbol
from govtext.readers.xml import parse_xml

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# The strict variant of the standard has other namespaces for the same elements.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
)  # fmt: skip

_TEXT = {W + "t", _MATH + "t"}
_WRITTEN = {
    W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n",
    W + "noBreakHyphen": "-",
}  # fmt: skip
# Elements that are deleted, moved away, not printed or no text, and those that are read elsewhere.
_SKIPPED = {
    W + tag
    for tag in (
        "del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "sdtPr",
        "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "rt", "footnoteReference",
        "endnoteReference", "annotationRef", "commentReference", "fldData", "ffData",
    )
} | {_COMPATIBILITY + "Fallback"}  # fmt: skip
_BLOCKS = {W + "p", W + "tbl"}
_BOX = W + "txbxContent"


def read_docx(data: bytes, name: str) -> Reading:
    """The text of a Word document: paragraphs and tables in order, footnotes and endnotes last.

    A row of a table is a line, with tabs between its cells. A text box follows the paragraph that
    it is anchored in. Raises ReadError.
    """
    package = WordPackage(Archive(data, name))
    document = package.document()
    writer = ParagraphWriter(
        Numbering(package.related("numbering"), package.related("styles")),
        {paragraph: n for n, paragraph in enumerate(document.iter(W + "p"))},
    )
    writer.blocks(body_of(document))
    for kind in ("footnotes", "endnotes"):
        notes = package.related(kind)
        for note in () if notes is None else notes:
            # Notes of another type are separators and no text.
            if note.get(W + "type", "normal") == "normal":
                writer.note = note.get(W + "id", "")
                writer.blocks(note)
    return writer.lines.reading(name, "docx")


def body_of(document: etree._Element) -> etree._Element:
    """The element of a document that holds its paragraphs."""
    body = document.find(W + "body")
    return document if body is None else body


class WordPackage:
    """The parts of a document, found by their relationships (``_rels/*.rels``)."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.main = "word/document.xml"
        self.main = self._targets("").get("officeDocument", self.main)
        self._related = self._targets(self.main)

    def document(self) -> etree._Element:
        """The root of the main part."""
        document = self.part(self.main)
        if document is None:
            document = parse_xml(self.archive.read(self.main), self.archive.name, self.main)
        return document

    def part(self, part: str) -> etree._Element | None:
        """The root of a part; None where there is none."""
        if part not in self.archive:
            return None
        data = self.archive.read(part)
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
        return parse_xml(data, self.archive.name, part)

    def target(self, kind: str) -> str | None:
        """The name of the part that has this relationship; None where there is none."""
        return self._related.get(kind)

    def related(self, kind: str) -> etree._Element | None:
        """The root of the part that has this relationship: numbering, styles, footnotes, …"""
        target = self.target(kind)
        return None if target is None else self.part(target)

    def _targets(self, source: str) -> dict[str, str]:
        folder, file = posixpath.split(source)
        relations = self.part(posixpath.join(folder, "_rels", f"{file}.rels"))
        targets: dict[str, str] = {}
        for relation in () if relations is None else relations:
            # External targets are neither fetched nor opened.
            if relation.get("TargetMode") != "External":
                kind = relation.get("Type", "").rpartition("/")[2]
                path = posixpath.join("/", folder, relation.get("Target", ""))
                targets.setdefault(kind, posixpath.normpath(path).lstrip("/"))
        return targets


class ParagraphWriter:
    """Writes the text of paragraphs and tables in order."""

    def __init__(self, numbering: Numbering, places: dict[etree._Element, int]) -> None:
        self.lines = Lines()
        self.note: str | None = None
        self._numbering = numbering
        self._places = places
        # The fields that have not ended; True inside the code of one, which is not printed.
        self._fields: list[bool] = []
        # A paragraph whose end mark is deleted is joined to the next one.
        self._carried: list[tuple[str, etree._Element]] = []

    def blocks(self, parent: etree._Element) -> None:
        """Write the paragraphs and tables in ``parent``, each paragraph and each row a line."""
        for block in _blocks(parent):
            if block.tag == W + "tbl":
                self._table(block)
            else:
                self._paragraph(block)
        self._flush()

    def _paragraph(self, paragraph: etree._Element) -> None:
        pieces, boxes = self._content(paragraph)
        if pieces is not None:
            self._write(pieces)
            self.lines.separate("\n")
        for box in boxes:
            self.blocks(box)

    def _flush(self) -> None:
        if self._carried:
            self._write(self._carried)
            self.lines.separate("\n")
            self._carried = []

    def _write(self, pieces: list[tuple[str, etree._Element]]) -> None:
        for text, paragraph in pieces:
            place = None if self.note is not None else self._places.get(paragraph)
            self.lines.write(text, paragraph=place, note=self.note)

    def _content(
        self, paragraph: etree._Element
    ) -> tuple[list[tuple[str, etree._Element]] | None, list[etree._Element]]:
        # The text of a paragraph with the ones joined to it, or None where it is joined to the
        # next one; and its text boxes.
        boxes: list[etree._Element] = []
        text = "".join(text for _, text in self.inline(paragraph, boxes))
        properties = paragraph.find(W + "pPr")
        mark = None if properties is None else properties.find(W + "rPr")
        if mark is not None and (
            mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None
        ):
            self._carried.append((text, paragraph))
            return None, boxes
        if not text and is_on(mark, "vanish"):
            return None, boxes
        marker = self._numbering.marker(properties)
        pieces = [*self._carried, (text, paragraph)]
        pieces[0] = (marker + pieces[0][0], pieces[0][1])
        self._carried = []
        return pieces, boxes

    def inline(
        self, parent: etree._Element, boxes: list[etree._Element]
    ) -> Iterator[tuple[etree._Element, str]]:
        """The text of a paragraph in pieces, each with the element that holds it; its text boxes
        are added to ``boxes``."""
        # A stack instead of recursion, which elements nested thousands deep would exhaust.
        stack = [iter(parent)]
        while stack:
            element = next(stack[-1], None)
            if element is None:
                stack.pop()
                continue
            tag = element.tag
            if tag in _TEXT:
                if not any(self._fields):
                    yield element, element.text or ""
            elif tag in _WRITTEN:
                yield element, self._written(element)
            elif tag == W + "sym":
                yield element, _symbol(element)
            elif tag == W + "fldChar":
                self._field(element)
            elif tag == _BOX:
                boxes.append(element)
            elif tag == W + "r" and is_on(element.find(W + "rPr"), "vanish"):
                # The marks of a field may stand in hidden runs.
                for mark in element.iter(W + "fldChar"):
                    self._field(mark)
            elif tag not in _SKIPPED and tag not in _BLOCKS and isinstance(tag, str):
                stack.append(_alternatives(element))

    def _written(self, element: etree._Element) -> str:
        # A page or column break inside a sentence does not end it.
        if any(self._fields) or element.get(W + "type") in ("page", "column"):
            return ""
        return _WRITTEN[str(element.tag)]

    def _field(self, element: etree._Element) -> None:
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _table(self, table: etree._Element) -> None:
        for row in _below(table, W + "tr"):
            properties = row.find(W + "trPr")
            if properties is not None and properties.find(W + "del") is not None:
                continue
            boxes: list[etree._Element] = []
            cells = [self._cell(cell, boxes) for cell in _below(row, W + "tc")]
            if sum(map(bool, cells)) == 1:
                # A row with one cell only frames text: the paragraphs of the cell are lines.
                for pieces in (pieces for cell in cells for pieces in cell):
                    self._write(pieces)
                    self.lines.separate("\n")
            else:
                for n, cell in enumerate(cells):
                    if n:
                        self.lines.separate("\t")
                    for k, pieces in enumerate(cell):
                        if k:
                            self.lines.separate(" ")
                        self._write([(_on_one_line(text), place) for text, place in pieces])
                self.lines.separate("\n")
            for box in boxes:
                self.blocks(box)

    def _cell(
        self, cell: etree._Element, boxes: list[etree._Element]
    ) -> list[list[tuple[str, etree._Element]]]:
        # The paragraphs of a cell that hold text, also those of tables inside it.
        found = []
        for block in _blocks(cell):
            inner = block.iter(W + "p") if block.tag == W + "tbl" else (block,)
            for paragraph in inner:
                pieces, hanging = self._content(paragraph)
                boxes.extend(hanging)
                if pieces is not None and any(text.strip() for text, _ in pieces):
                    found.append(pieces)
        if self._carried:
            found.append(self._carried)
            self._carried = []
        return found


def _on_one_line(text: str) -> str:
    return text.replace("\n", " ").replace("\t", " ")


def _symbol(element: etree._Element) -> str:
    try:
        code = int(element.get(W + "char", ""), 16)
    except ValueError:
        return ""
    return symbol(chr(code)) if 0 < code < 0x10000 else ""


def _alternatives(element: etree._Element) -> Iterator[etree._Element]:
    # Word shows one of an element and its replacement for older programs.
    if element.tag == _COMPATIBILITY + "AlternateContent":
        choice = element.find(_COMPATIBILITY + "Choice")
        fallback = element.find(_COMPATIBILITY + "Fallback")
        best = fallback if choice is None else choice
        return iter(()) if best is None else iter(best)
    return iter(element)


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables in ``parent``, also inside other elements."""
    stack = [iter(parent)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag in _BLOCKS:
            yield element
        elif element.tag not in _SKIPPED and isinstance(element.tag, str):
            stack.append(_alternatives(element))


def _below(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also inside other elements."""
    stack = [iter(parent)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag == tag:
            yield element
        elif (
            element.tag not in _SKIPPED
            and element.tag not in _BLOCKS
            and isinstance(element.tag, str)
        ):
            stack.append(_alternatives(element))
