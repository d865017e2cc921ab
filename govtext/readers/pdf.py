"""PDF documents with a text layer."""

from __future__ import annotations

import subprocess
import sys

import msgspec

from govtext.errors import ReadError
from govtext.readers.base import Reading
from govtext.readers.layout import write_paragraphs
from govtext.readers.lines import Lines
from govtext.readers.pdfpages import Result

_SECONDS = 25
_PROGRAM = (
    "import sys; sys.path[:] = sys.argv[1:]; from govtext.readers.pdfpages import main; main()"
)


def read_pdf(data: bytes, name: str) -> Reading:
    """The text of a PDF in reading order, with the lines of each paragraph joined.

    Running heads, feet and page numbers are left out. Raises ReadError, also for a PDF of scanned
    pages, which has no text to read.
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
    return lines.reading(name, "pdf")
