"""Plain text in any encoding that Chinese reports have."""

from __future__ import annotations

import codecs
from pathlib import PurePath

from govtext.errors import ReadError
from govtext.language.compiled import compiled_lazily
from govtext.readers.base import Reading
from govtext.readers.encodings import guess
from govtext.readers.formats import BY_SUFFIX, FORMATS
from govtext.readers.signatures import signature
from govtext.report import Diagnostic

# The longest first: the byte-order mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Big5 has variants: those of Windows and Hong Kong have characters that the standard lacks.
_DIALECTS = {"big5": ("big5", "cp950", "big5hkscs")}
# The readers of formats that are plain text.
_OF_TEXTS = ("text:", "markdown:", "html:", "tables:")
_CONTROLS = compiled_lazily("[\x00-\x08\x0e-\x1f\x7f]")


def read_text(data: bytes, name: str) -> Reading:
    """Decode a text file. Line ends and characters stay as they are; a byte-order mark is removed.

    Takes the file's bytes and its name for messages. Wrong bytes in a file that is clearly text
    become U+FFFD, with a diagnostic. Raises ReadError for an empty file, and for one that is no
    text in UTF-8, UTF-16, GB18030, GBK, GB 2312 or Big5.
    """
    text, encoding, diagnostics = decode(data, name)
    return Reading(text, "txt", encoding, diagnostics)


def decode(data: bytes, name: str) -> tuple[str, str, list[Diagnostic]]:
    """The text of ``data``, its codec, and the diagnostics of wrong bytes, as for ``read_text``."""
    if not data:
        raise ReadError(name, "the file is empty", "check that it was saved or copied completely")
    kind = signature(data)
    if kind is not None:
        raise ReadError(name, f"this is {kind}, not plain text", "save its text as a .txt file")
    encoding = _encoding(data)
    if encoding is None:
        form = FORMATS.get(BY_SUFFIX.get(PurePath(name).suffix.lower(), "txt"), FORMATS["txt"])
        if not form.reader.startswith(_OF_TEXTS):
            raise ReadError(
                name,
                f"this is not {form.kind}, as its name says, and no text either",
                "get an undamaged copy; where a security program encrypts the files of the office, "
                "save a decrypted copy there",
            )
        raise ReadError(
            name,
            "this is not text: its bytes are not Chinese in UTF-8, UTF-16, GB18030 or Big5",
            "check that it is the right file and not damaged, or save it as UTF-8",
        )
    text, encoding, diagnostics = _decode(data, encoding)
    if not text.strip():
        raise ReadError(
            name, "the file holds only blanks", "check that it was saved or copied completely"
        )
    return text, encoding, diagnostics


def _encoding(data: bytes) -> str | None:
    marked = next((codec for mark, codec in _MARKS if data.startswith(mark)), None)
    if marked is not None:
        return marked
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return guess(data)
    # ASCII in UTF-16 is valid UTF-8 too, with a null as every other character.
    return "utf-8" if 10 * len(_CONTROLS.findall(text)) <= len(text) else guess(data)


def _decode(data: bytes, encoding: str) -> tuple[str, str, list[Diagnostic]]:
    for dialect in _DIALECTS.get(encoding, (encoding,)):
        try:
            return _unmarked(data.decode(dialect)), dialect, []
        except UnicodeDecodeError:
            pass
    text = _unmarked(data.decode(encoding, "replace"))
    first = text.index("\ufffd")
    count = text.count("\ufffd")
    message = (
        f"The file is damaged: its bytes are not valid {encoding} (places: {count}), "
        "the first here; each is U+FFFD in the text. "
        "Get an undamaged copy of the file where the missing characters matter."
    )
    return text, encoding, [Diagnostic("undecodable-bytes", message, first, first + 1)]


def _unmarked(text: str) -> str:
    # A byte-order mark that the codec doesn't remove (GB18030), or a second one.
    return text.lstrip("\ufeff")
