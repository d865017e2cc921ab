"""The file formats of reports: the name, the reader and the suffixes of each.

The format of a file is found from its content. The suffix decides only between formats that are
plain text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from govtext.errors import ReadError
from govtext.language.compiled import compiled_lazily
from govtext.readers.signatures import is_secured


class Format(NamedTuple):
    """A format. ``reader`` is "module:function": a ``Reader``, or an ``Opener`` where a file holds
    ``many`` reports; ``extra`` is the extra of govtext that installs the packages it needs."""

    kind: str
    reader: str
    suffixes: tuple[str, ...]
    extra: str | None = None
    many: bool = False


FORMATS = {
    "txt": Format("plain text", "text:read_text", ("", ".txt")),
    "md": Format("Markdown", "markdown:read_markdown", (".md", ".markdown")),
    "docx": Format(
        "a Word document (.docx)", "docx:read_docx", (".docx", ".docm", ".dotx"), "docx"
    ),
    "pdf": Format("a PDF document", "pdf:read_pdf", (".pdf",), "pdf"),
    "ofd": Format("an OFD document", "ofd:read_ofd", (".ofd",), "ofd"),
    "html": Format("a web page", "html:read_html", (".html", ".htm", ".shtml", ".xhtml"), "html"),
    "mht": Format("a saved web page (.mht)", "mht:read_mht", (".mht", ".mhtml"), "html"),
    "doc": Format(
        "an old Word or WPS document", "office:read_doc", (".doc", ".dot", ".wps", ".wpt"), "docx"
    ),
    "rtf": Format("an RTF document", "office:read_rtf", (".rtf",), "docx"),
    "odt": Format("an OpenDocument text (.odt)", "office:read_odt", (".odt", ".ott"), "docx"),
    "csv": Format("a table (.csv)", "tables:open_csv", (".csv", ".tsv"), many=True),
    "jsonl": Format("a table (.jsonl)", "tables:open_jsonl", (".jsonl", ".ndjson"), many=True),
    "xlsx": Format(
        "an Excel workbook (.xlsx)", "workbook:open_xlsx", (".xlsx", ".xlsm"), "tables", many=True
    ),
    "parquet": Format(
        "a Parquet table", "parquet:open_parquet", (".parquet",), "tables", many=True
    ),
    "zip": Format("a zip archive", "zipped:open_zip", (".zip",), many=True),
}

BY_SUFFIX = {suffix: name for name, form in FORMATS.items() for suffix in form.suffixes}

# Only the beginning of a text file is searched for tags.
_HEAD = 2048
_SIGNATURES = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
    (b"{\\rtf", "rtf"),
    (b"PAR1", "parquet"),
)
_PACKED = (
    ("OFD.xml", "ofd"),
    ("word/", "docx"),
    ("xl/", "xlsx"),
)
_PAGE = compiled_lazily(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*|<!--.{0,1000}?-->\s*){0,4}<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_SAVED = compiled_lazily(
    rb"(?=(?:[^\n]*\n){0,40}?mime-version:)(?=(?:[^\n]*\n){0,40}?content-type:)", re.IGNORECASE
)
_WORD_2003 = compiled_lazily(rb"<\?mso-application\s+progid=.Word\.Document|<w:wordDocument\b")
_OPEN_DOCUMENT = compiled_lazily(rb"<office:document\b")
_TAG = compiled_lazily(rb"<(?:p|div|br|span|body|table|meta|title|a|font)\b", re.IGNORECASE)


def format_of(data: bytes, name: str, suffix: str) -> str:
    """The format of ``data``, as its name in ``FORMATS``.

    ``name`` is the file in messages, ``suffix`` that of its name. Data in no known format is
    "txt", whose reader raises an error that says what it is. Raises ReadError for a damaged
    archive, and for a file that an office has encrypted.
    """
    if is_secured(data):
        raise ReadError(
            name,
            "the file is encrypted by a document security program",
            "open it on a computer of the office that uses this program, and save a decrypted copy",
        )
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(data, name)
    found = next((form for start, form in _SIGNATURES if data.startswith(start)), None)
    # Some programs write a few lines before the signature of a PDF.
    if found is None and b"%PDF-" in data[:1024]:
        found = "pdf"
    return found or _texts(data, suffix)


def _packed(data: bytes, name: str) -> str:
    from govtext.readers.archive import Archive  # noqa: PLC0415 (slow, and most files are no archive)

    archive = Archive(data, name)
    for start, form in _PACKED:
        if any(member.startswith(start) for member in archive.names):
            return form
    if "mimetype" in archive:
        kind = archive.read("mimetype", 200)
        if b"opendocument.text" in kind:
            return "odt"
        if b"opendocument" in kind:
            return "txt"
    return "txt" if any(member.startswith("ppt/") for member in archive.names) else "zip"


def _texts(data: bytes, suffix: str) -> str:
    # In UTF-16 every other byte of a tag is null.
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"")
    if _PAGE.match(head):
        return "html"
    if _SAVED.match(head):
        return "mht"
    if _WORD_2003.search(head):
        return "doc"
    if _OPEN_DOCUMENT.search(head):
        return "odt"
    form = BY_SUFFIX.get(suffix, "txt")
    if form == "html":
        # A page without a head is still a web page; a text without any tag is none.
        return "html" if _TAG.search(data.replace(b"\0", b"")) else "txt"
    return form if form in ("md", "csv", "jsonl") else "txt"
