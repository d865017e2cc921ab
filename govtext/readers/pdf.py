"""PDF documents with a text layer."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import msgspec

from govtext.errors import ReadError
from govtext.extras import install_command
from govtext.readers import ocr
from govtext.readers.base import Reading
from govtext.readers.layout import write_paragraphs
from govtext.readers.lines import Lines
from govtext.readers.pdfpages import Result
from govtext.report import Diagnostic

_SECONDS = 60
_RUNS = 8  # runs of pages that a message names
_PROGRAM = (
    "import sys; sys.path[:] = sys.argv[1:]; from govtext.readers.pdfpages import main; main()"
)


def read_pdf(data: bytes, name: str) -> Reading:
    """The text of a PDF in reading order, with the lines of each paragraph joined.

    Running heads, feet, page numbers and watermarks are left out. Scanned pages are read by
    OCR where the extra ``ocr`` is installed, and named in a diagnostic. Raises ReadError, also for
    a PDF without any page that can be read.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-c", _PROGRAM, *sys.path],
            input=data,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
        result = msgspec.json.decode(done.stdout, type=Result)
    except (subprocess.TimeoutExpired, msgspec.DecodeError) as error:
        raise ReadError(
            name,
            "reading the PDF takes more time or memory than a report may take",
            "print it to a new PDF, or get an undamaged copy of the file",
        ) from error
    if result.failure is not None:
        raise ReadError(name, result.failure.problem, result.failure.advice)
    recognised = _recognise(data, result)
    if not any(page.lines for page in result.pages):
        raise ReadError(
            name,
            "the PDF has no text layer: its pages are scanned or drawn",
            _advice(install_command("ocr")),
        )
    lines = Lines()
    write_paragraphs(result.pages, lines)
    reading = lines.reading(name, "pdf")
    return reading._replace(diagnostics=list(_told(result, recognised, reading)))


def _recognise(data: bytes, result: Result) -> list[int]:
    """Read the scanned pages by OCR where it is installed. Returns their numbers, from 1."""
    if not result.drawn or not ocr.is_available():
        return []
    pages = ocr.read_scanned(data, result.drawn) or {}
    found = [number for number, page in pages.items() if page.lines]
    for number in found:
        result.pages[number - 1] = pages[number]
    result.drawn = [number for number in result.drawn if number not in found]
    return found


_ANYWHERE = "pip install 'govtext[ocr]'"
"""In an outline, which is the same on every machine."""


def _advice(install: str) -> str:
    if ocr.is_available():
        return "get a scan that can be read, or the text from another source"
    return (
        f"install the OCR of govtext ({install}), or run another one on it, for "
        "example OCRmyPDF (ocrmypdf -l chi_sim), and read the result"
    )


def _told(result: Result, recognised: list[int], reading: Reading) -> Iterator[Diagnostic]:
    """The pages that were read by OCR, and those that could not be read, each at its place."""
    if recognised:
        first = next(one for one in reading.places if one.page == recognised[0])
        message = (
            f"{_pages(recognised, result)} scanned, and read by OCR. Check numbers that matter "
            "against the pages."
        )
        yield Diagnostic("read-by-ocr", message, first.start, first.end)
    if result.drawn:
        place = next(
            (one.start for one in reading.places if (one.page or 0) > result.drawn[0]),
            len(reading.text),
        )
        told = _pages(result.drawn, result)
        message = f"{told} scanned or drawn, and not read. To read them, {_advice(_ANYWHERE)}."
        yield Diagnostic("scanned-pages", message, place, place)
    if result.unread:
        end = len(reading.text)
        message = (
            f"The text is longer than a report may be: the last {result.unread} pages are not "
            "read. Split the file where they matter."
        )
        yield Diagnostic("unread-pages", message, end, end)


def _pages(numbers: list[int], result: Result) -> str:
    """Numbers of pages as a subject: Page 3 of 9 is, Pages 2–4, 7 of 9 are."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    written = ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs[:_RUNS])
    more = ", …" if len(runs) > _RUNS else ""
    pages, count = written + more, len(result.pages)
    if len(numbers) == 1:
        return f"Page {pages} of {count} is"
    return f"Pages {pages} of {count} are"
