"""The kind of a file that is no text, from its first bytes."""

from __future__ import annotations

# The registered signatures of formats that occur among reports. Those of two letters (BM, MZ) are
# left out, since a text may begin with them.
_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (.doc, .xls, .ppt or .wps)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"(\xb5/\xfd", "a zstd archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet table"),
)

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# Office documents are zip archives; the name of the main part shows which.
_ZIP_PARTS = (
    (b"word/document.xml", "a Word document (.docx)"),
    (b"xl/workbook.xml", "an Excel workbook (.xlsx)"),
    (b"ppt/presentation.xml", "a PowerPoint presentation (.pptx)"),
    (b"opendocument.text", "an OpenDocument text (.odt)"),
)

# What programs for document security write at the head of each file that they encrypt.
_SECURED = ((b"%TSD-Header-###%", 0), (b"E-SafeNet", 512))


def is_secured(data: bytes) -> bool:
    """Whether a document security program of an office has encrypted a file.

    >>> is_secured(b"%TSD-Header-###% and bytes that nobody else can read")
    True
    """
    return any(mark in data[: len(mark) + within] for mark, within in _SECURED)


def signature(data: bytes) -> str | None:
    """The kind of file by its first bytes, in words, or None where no signature is known.

    >>> signature(b"%PDF-1.7")
    'a PDF document'
    """
    if data.startswith(_ZIP):
        return next((name for part, name in _ZIP_PARTS if part in data), "a zip archive")
    return next((name for start, name in _SIGNATURES if data.startswith(start)), None)
