"""The lines of scanned pages of a PDF, read by optical character recognition (OCR).

RapidOCR runs the models that its own package holds, by ONNX Runtime; nothing is fetched. Like
``pdfpages`` this is a program of its own: rendering a malicious page may take all time, and the
models take memory. Its input is a ``Job`` in JSON, a line end and the PDF, its output the pages in
JSON.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from govtext.readers.glyphs import Glyph
from govtext.readers.rows import Page, lines_of

SECONDS = 60.0
"""The seconds that the start, and each page, may take."""
_PIXELS = 2000  # the longer side of a rendered page: some 170 dots an inch of A4
_SURE = 0.5  # the confidence below which a line is left out: stains and seals
_BASELINE = 0.35  # sizes from the middle of a line down to its baseline
_PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from govtext.readers.ocr import main; main()"
# The proxy for all requests: nothing listens at this address, so that every request fails.
_NOWHERE = "http://127.0.0.1:9"


class ScannedPages(msgspec.Struct):
    """What the program reads: the numbers of the pages, from 1, and the process that waits."""

    pages: list[int]
    parent: int


def is_available() -> bool:
    """Whether the packages of the extra ``ocr`` are installed."""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))


def read_scanned(data: bytes, numbers: Sequence[int]) -> dict[int, Page] | None:
    """The pages of a PDF with these numbers, from 1, read by OCR; None where it takes too long or
    fails."""
    wanted = msgspec.json.encode(ScannedPages(list(numbers), os.getpid()))
    try:
        done = subprocess.run(
            [sys.executable, "-c", _PROGRAM, *sys.path],
            input=wanted + b"\n" + data,
            capture_output=True,
            check=False,
            timeout=SECONDS * (1 + len(numbers)),
            env={**os.environ, "HTTP_PROXY": _NOWHERE, "HTTPS_PROXY": _NOWHERE},
        )
        pages = msgspec.json.decode(done.stdout, type=list[Page])
    except (subprocess.TimeoutExpired, msgspec.DecodeError):
        return None
    return dict(zip(numbers, pages, strict=True))


def main() -> None:
    """Read a job and a PDF from standard input, write the pages to standard output."""
    import pypdfium2  # noqa: PLC0415 (only in the program)
    from rapidocr import RapidOCR  # noqa: PLC0415

    wanted, _, data = sys.stdin.buffer.read().partition(b"\n")
    job = msgspec.json.decode(wanted, type=ScannedPages)
    document = pypdfium2.PdfDocument(data)
    engine = RapidOCR(params={"Global.log_level": "critical"})
    pages = []
    for number in job.pages:
        if os.name == "posix" and os.getppid() != job.parent:
            return  # nobody waits for the rest
        page = document[number - 1]
        width, height = page.get_size()
        image = page.render(scale=_PIXELS / max(width, height, 1)).to_numpy()
        pages.append(Page(lines_of(list(_glyphs(engine(image)))), float(image.shape[0])))
        page.close()
    sys.stdout.buffer.write(msgspec.json.encode(pages))


def _glyphs(found: Any) -> Iterator[Glyph]:
    """The characters of the recognised lines, evenly spaced; Latin ones are half as wide."""
    if found.boxes is None:
        return
    for box, text, sure in zip(found.boxes, found.txts, found.scores, strict=True):
        widths = [0.5 if letter.isascii() else 1.0 for letter in text]
        if sure < _SURE or not widths:
            continue
        left, right = float(box[:, 0].min()), float(box[:, 0].max())
        top, bottom = float(box[:, 1].min()), float(box[:, 1].max())
        size = (right - left) / sum(widths)
        base = (top + bottom) / 2 + _BASELINE * size
        for letter, wide in zip(text, widths, strict=True):
            yield Glyph(letter, left, left + wide * size, top, bottom, round(size), base)
            left += wide * size
