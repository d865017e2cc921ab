"""PDF documents with a text layer, by PDFium."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw

from govtext.errors import ReadError
from govtext.readers.base import Reading
from govtext.readers.layout import Glyph, Page, lines_of, write_paragraphs
from govtext.readers.lines import Lines

_PAGES = 5_000
_CHARACTERS = 10_000_000
# Of so many pages without a character between them, all are taken for scans.
_BLANK = 50


def read_pdf(data: bytes, name: str) -> Reading:
    """The text of a PDF in reading order, its paragraphs whole.

    Running heads, feet and page numbers are left out. Raises ReadError, also for a PDF of scanned
    pages, which has no text to read.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadError(
                name, "the PDF is locked by a password", "unlock it and save it again"
            ) from error
        raise ReadError(
            name, f"the PDF is damaged ({error})", "get a sound copy of the file"
        ) from error
    try:
        pages = _pages(document, name)
    finally:
        document.close()
    if not any(page.lines for page in pages):
        raise ReadError(
            name,
            "the PDF has no text layer: its pages are scanned or drawn",
            "run OCR on it, for example with OCRmyPDF (ocrmypdf -l chi_sim), and read the result",
        )
    lines = Lines()
    write_paragraphs(pages, lines)
    return lines.reading(name, "pdf")


def _pages(document: Any, name: str) -> list[Page]:
    count = len(document)
    if count > _PAGES:
        raise ReadError(
            name,
            f"the PDF claims {count} pages, more than the {_PAGES} that are read of a report",
            "split it, if it is one",
        )
    pages: list[Page] = []
    total = 0
    for number in range(count):
        try:
            page = document[number]
            glyphs = list(_glyphs(page))
            pages.append(Page(lines_of(glyphs), page.get_height()))
            page.close()
        except pypdfium2.PdfiumError:
            # A page that is broken is lost; what stands on the others is not.
            pages.append(Page([], 1.0))
            glyphs = []
        total += len(glyphs)
        if total > _CHARACTERS or (number == _BLANK and not total):
            break
    return pages


def _glyphs(page: Any) -> Iterator[Glyph]:
    height = page.get_height()
    text_page = page.get_textpage()
    try:
        handle = text_page.raw
        box = raw.FS_RECTF()
        for index in range(min(raw.FPDFText_CountChars(handle), _CHARACTERS)):
            # What PDFium puts in between, blanks and line ends, is worked out from the places.
            if raw.FPDFText_IsGenerated(handle, index) == 1:
                continue
            code = raw.FPDFText_GetUnicode(handle, index)
            if code < 0x20 or 0xD800 <= code < 0xE000 or code > 0x10FFFF or code in (0xFFFE, 0xAD):
                continue
            if not raw.FPDFText_GetLooseCharBox(handle, index, box):
                continue
            size = raw.FPDFText_GetFontSize(handle, index)
            tall = box.top - box.bottom
            if not (-1e5 < box.left <= box.right < 1e5 and 0 < tall < 1e5):
                continue
            yield Glyph(
                chr(code),
                box.left,
                box.right,
                height - box.top,
                height - box.bottom,
                _size(size, tall),
            )
    finally:
        text_page.close()


def _size(size: float, tall: float) -> float:
    # The nominal size may be 1, scaled by a matrix; the height of the box says how large it is set.
    return size if 0.5 < size / tall < 2 else tall
