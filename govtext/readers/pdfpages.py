"""The lines of the pages of a PDF, read with PDFium in a process of its own.

A malicious PDF can keep PDFium busy for hours or make it take all memory, and nothing inside the
process can stop that. So ``govtext.readers.pdf`` runs this module as a program, with limits that
the operating system enforces.
"""

from __future__ import annotations

import ctypes
import math
import sys
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec
import pypdfium2
from pypdfium2 import raw

from govtext.language.radicals import COMPATIBLE
from govtext.readers.glyphs import Glyph, Sheet, upright, without_watermarks
from govtext.readers.rows import Page, lines_of
from govtext.readers.stand_in_font import stand_in

SECONDS = 50
_MEMORY = 1_000_000_000
_PAGES = 5_000
_CHARACTERS = 2_000_000
_SMALLEST, _LARGEST = 2, 1_000  # points: a size that a font in a report can have
_OPAQUE, _PALE = 160, 150  # of 255: what is less opaque or brighter is faint


class Failure(msgspec.Struct):
    """Why a PDF can't be read, and what to do about it."""

    problem: str
    advice: str


class Result(msgspec.Struct):
    """The output of the program: the pages, or the reason why there are none.

    ``drawn`` are the numbers, from 1, of the pages that have pictures and no text, ``unread`` is
    how many pages at the end are left out because a report has no so long text.
    """

    pages: list[Page] = []
    drawn: list[int] = []
    unread: int = 0
    failure: Failure | None = None


def main() -> None:
    """Read a PDF from standard input and write a ``Result`` in JSON to standard output."""
    _limit()
    stand_in()
    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    except pypdfium2.PdfiumError as error:
        failure = Failure(f"the PDF is damaged ({error})", "get an undamaged copy of the file")
        if "password" in str(error).lower():
            failure = Failure("the PDF is locked by a password", "unlock it and save it again")
        result = Result(failure=failure)
    else:
        result = _pages(document)
    sys.stdout.buffer.write(msgspec.json.encode(result))


def _limit() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415, TID251 (not reached on Windows)

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _pages(document: Any) -> Result:
    count = len(document)
    if count > _PAGES:
        problem = f"the PDF has {count} pages, and a report may have {_PAGES}"
        return Result(failure=Failure(problem, "split it if it is a report"))
    pages: list[Page] = []
    faint: dict[int, Sheet] = {}
    result = Result(pages)
    total = 0
    for number in range(count):
        if total > _CHARACTERS:
            result.unread = count - number
            break
        sheet, is_drawn = _read(document, number)
        total += len(sheet.glyphs)
        sheet = upright(sheet)
        if is_drawn and not sheet.glyphs:
            result.drawn.append(number + 1)
        if any(glyph.faint for glyph in sheet.glyphs):
            # What is a watermark shows only on all pages together.
            faint[number] = sheet
        pages.append(Page(lines_of(sheet.glyphs), sheet.height))
    for number, sheet in zip(faint, without_watermarks(list(faint.values())), strict=True):
        pages[number] = Page(lines_of(sheet.glyphs), sheet.height)
    return result


def _read(document: Any, number: int) -> tuple[Sheet, bool]:
    """The characters of a page, and whether it has pictures; a damaged page is left empty."""
    try:
        page = document[number]
        left, bottom, right, top = page.get_cropbox()
        sheet = Sheet(list(_glyphs(page, left, top)), right - left, top - bottom)
        pictures = page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3)
        is_drawn = not sheet.glyphs and next(iter(pictures), None) is not None
        page.close()
    except pypdfium2.PdfiumError:
        return Sheet([], 1.0, 1.0), False
    return sheet, is_drawn


class _Style(NamedTuple):
    """What the characters of one text object share; ``size`` is None where only boxes tell it."""

    angle: float
    is_level: bool
    size: float | None
    faint: bool


def _glyphs(page: Any, start: float, above: float) -> Iterator[Glyph]:
    text_page = page.get_textpage()
    try:
        handle = text_page.raw
        box = raw.FS_RECTF()
        x, y = ctypes.c_double(), ctypes.c_double()
        styles: dict[int, _Style] = {}
        for index in range(min(raw.FPDFText_CountChars(handle), _CHARACTERS)):
            # Blanks and line ends that PDFium adds are skipped: ``rows`` finds them itself.
            if raw.FPDFText_IsGenerated(handle, index) == 1:
                continue
            code = raw.FPDFText_GetUnicode(handle, index)
            if code < 0x20 or 0xD800 <= code < 0xE000 or code > 0x10FFFF or code in (0xFFFE, 0xAD):
                continue
            if not raw.FPDFText_GetLooseCharBox(handle, index, box):
                continue
            left, right, top, bottom = box.left, box.right, box.top, box.bottom
            if not (-1e5 < left <= right < 1e5 and 0 <= top - bottom < 1e5):
                continue
            if not raw.FPDFText_GetCharOrigin(handle, index, x, y):
                continue
            # A line is one object in most files, and asking for its style takes time.
            item = raw.FPDFText_GetTextObject(handle, index)
            key = ctypes.addressof(item.contents) if item else -1 - index
            style = styles.get(key)
            if style is None:
                style = styles[key] = _style(handle, index)
            is_level = style.is_level
            size = style.size or (top - bottom if is_level else right - left)
            if size > 0:
                yield Glyph(
                    chr(COMPATIBLE.get(code, code)),
                    left - start,
                    right - start,
                    above - top,
                    above - bottom,
                    size,
                    above - y.value if is_level else x.value - start,
                    style.angle,
                    style.faint,
                )
    finally:
        text_page.close()


def _style(handle: Any, index: int) -> _Style:
    angle = math.degrees(raw.FPDFText_GetCharAngle(handle, index))
    matrix = raw.FS_MATRIX()
    scale = 1.0
    if raw.FPDFText_GetMatrix(handle, index, matrix):
        scale = math.hypot(matrix.c, matrix.d) or 1.0
    # The nominal size may be 1 and scaled by the matrix; fonts that are drawn in the file may have
    # any scale of their own.
    size = float(raw.FPDFText_GetFontSize(handle, index)) * scale
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    faint = False
    if raw.FPDFText_GetFillColor(handle, index, red, green, blue, alpha):
        # The brightness by ITU-R BT.601.
        bright = 0.299 * red.value + 0.587 * green.value + 0.114 * blue.value
        faint = alpha.value < _OPAQUE or bright > _PALE
    is_sized = _SMALLEST <= size < _LARGEST
    return _Style(angle, round(angle / 90) % 2 == 0, size if is_sized else None, faint)
