"""The lines of the pages of a PDF, read with PDFium in a process of its own.

A malicious PDF can keep PDFium busy for hours or make it take all memory, and nothing inside the
process can stop that. So ``govtext.readers.pdf`` runs this module as a program, with limits that
the operating system enforces.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import msgspec
import pypdfium2
from pypdfium2 import raw

from govtext.readers.layout import Glyph, Page, lines_of

SECONDS = 20
_MEMORY = 1_000_000_000
_PAGES = 5_000
_CHARACTERS = 2_000_000
# Where this many first pages hold no character, the PDF is taken for scanned pages.
_BLANK = 50


class Failure(msgspec.Struct):
    """Why a PDF can't be read, and what to do about it."""

    problem: str
    advice: str


class Result(msgspec.Struct):
    """The output of the program: the pages, or the reason why there are none."""

    pages: list[Page] = []
    failure: Failure | None = None


def main() -> None:
    """Read a PDF from standard input and write a ``Result`` in JSON to standard output."""
    _limit()
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
    total = 0
    for number in range(count):
        try:
            page = document[number]
            glyphs = list(_glyphs(page))
            pages.append(Page(lines_of(glyphs), page.get_height()))
            page.close()
        except pypdfium2.PdfiumError:
            # A damaged page is left out, and the others are read.
            pages.append(Page([], 1.0))
            glyphs = []
        total += len(glyphs)
        if total > _CHARACTERS or (number == _BLANK and not total):
            break
    return Result(pages)


def _glyphs(page: Any) -> Iterator[Glyph]:
    height = page.get_height()
    text_page = page.get_textpage()
    try:
        handle = text_page.raw
        box = raw.FS_RECTF()
        for index in range(min(raw.FPDFText_CountChars(handle), _CHARACTERS)):
            # Blanks and line ends that PDFium adds are skipped: ``layout`` finds them itself.
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
    # The nominal size may be 1 and scaled by a matrix; the height of the box is the size in print.
    return size if 0.5 < size / tall < 2 else tall
