"""PDF documents with a text layer."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import msgspec

from govtext.errors import ReadError
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

    Running heads, feet, page numbers and watermarks are left out; a diagnostic names the pages
    that are scanned. Raises ReadError, also for a PDF that has no other pages.
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
    if not any(page.lines for page in result.pages):
        raise ReadError(
            name,
            "the PDF has no text layer: its pages are scanned or drawn",
            "run OCR on it, for example with OCRmyPDF (ocrmypdf -l chi_sim), and read the result",
        )
    lines = Lines()
    write_paragraphs(result.pages, lines)
    reading = lines.reading(name, "pdf")
    return reading._replace(diagnostics=list(_missing(result, reading)))


def _missing(result: Result, reading: Reading) -> Iterator[Diagnostic]:
    """The pages that could not be read, each where its text would stand."""
    if result.drawn:
        place = next(
            (one.start for one in reading.places if (one.page or 0) > result.drawn[0]),
            len(reading.text),
        )
        told = _told(result.drawn)
        message = (
            f"Scanned or drawn, and not read: {told} of {len(result.pages)}. Run OCR on the file, "
            "for example with OCRmyPDF (ocrmypdf -l chi_sim), and read the result."
        )
        yield Diagnostic("scanned-pages", message, place, place)
    if result.unread:
        end = len(reading.text)
        message = (
            f"The text is longer than a report may be: the last {result.unread} pages are not "
            "read. Split the file where they matter."
        )
        yield Diagnostic("unread-pages", message, end, end)


def _told(numbers: list[int]) -> str:
    """Numbers of pages in words: Page 3, Pages 2–4, 7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    written = ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs[:_RUNS])
    more = ", …" if len(runs) > _RUNS else ""
    pages = written + more
    return f"Page {pages}" if len(numbers) == 1 else f"Pages {pages}"
