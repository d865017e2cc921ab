"""Where the characters of a report stand in its Word document: the run of each piece of text."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from govtext.readers.docx import ParagraphWriter, WordPackage, body_of
from govtext.readers.numbering import Numbering, W
from govtext.report import Report

Pieces = list[tuple[etree._Element, str]]
"""The text of a paragraph, piece by piece, each with the element that holds it."""


class _Recorder(ParagraphWriter):
    """Reads a document again and keeps the pieces of each paragraph."""

    def __init__(self, numbering: Numbering) -> None:
        super().__init__(numbering, {})
        self.pieces: dict[etree._Element, Pieces] = {}

    def inline(
        self, parent: etree._Element, boxes: list[etree._Element]
    ) -> Iterator[tuple[etree._Element, str]]:
        found = list(super().inline(parent, boxes))
        self.pieces[parent] = found
        yield from found


class WordRuns:
    """The paragraphs of a Word document with their runs, and the places of a report in them.

    Takes the package and the report that was read from the same bytes.
    """

    def __init__(self, package: WordPackage, report: Report) -> None:
        self.document = package.document()
        recorder = _Recorder(Numbering(package.related("numbering"), package.related("styles")))
        recorder.blocks(body_of(self.document))
        self.pieces = recorder.pieces
        self.paragraphs = list(self.document.iter(W + "p"))
        self._report = report

    def spans(self, start: int, end: int) -> Iterator[tuple[etree._Element, int, int]]:
        """The paragraphs that a stretch of the report's text stands in, each with the offsets in
        the text of its pieces. A number that Word adds to a paragraph has no offset there."""
        text = self._report.text or ""
        for place in self._report.source.places:
            if place.paragraph is None or place.end <= start or place.start >= end:
                continue
            paragraph = self.paragraphs[place.paragraph]
            written = sum(len(piece) for _, piece in self.pieces.get(paragraph, ()))
            marker = len(text[place.start : place.end]) - written
            first = max(0, start - place.start - marker)
            last = max(first, min(end, place.end) - place.start - marker)
            yield paragraph, first, last

    def offsets(self) -> Iterator[tuple[etree._Element, int, int]]:
        """Each element of text with its start and end in the report's text."""
        text = self._report.text or ""
        for place in self._report.source.places:
            if place.paragraph is None:
                continue
            pieces = self.pieces.get(self.paragraphs[place.paragraph], [])
            at = place.end - sum(len(piece) for _, piece in pieces)
            if at < place.start or place.end > len(text):
                continue
            for element, piece in pieces:
                yield element, at, at + len(piece)
                at += len(piece)
