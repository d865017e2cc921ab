"""The lines on the pages of a PDF, by PDFium: a program of its own, run by ``govtext.readers.pdf``.

A hostile PDF can keep PDFium busy for hours or have it ask for all memory there is, and neither
can be stopped from within; so it works in a process that the system holds to limits.
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
# Of so many pages without a character between them, all are taken for scans.
_BLANK = 50


class Refusal(msgspec.Struct):
    """Why a PDF can't be read, and what to do about it."""

    problem: str
    advice: str


class Result(msgspec.Struct):
    """What the program gives back: the pages, or why there are none."""

    pages: list[Page] = []
    refusal: Refusal | None = None


def main() -> None:
    """Read a PDF from standard input and write a ``Result`` in JSON to standard output."""
    _limit()
    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    except pypdfium2.PdfiumError as error:
        refusal = Refusal(f"the PDF is damaged ({error})", "get a sound copy of the file")
        if "password" in str(error).lower():
            refusal = Refusal("the PDF is locked by a password", "unlock it and save it again")
        result = Result(refusal=refusal)
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
        problem = f"the PDF claims {count} pages, more than the {_PAGES} that are read of a report"
        return Result(refusal=Refusal(problem, "split it, if it is one"))
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
    return Result(pages)


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
