"""Markdown: the text without the marks for headings, tables and emphasis.

Reports hide digits and names behind ``*`` and ``_``, so a mark for emphasis is taken for one only
where it can't be such a mask: around a whole line, or around the words that open one and end in a
stop.
"""

from __future__ import annotations

import re

from govtext.readers.base import Reading
from govtext.readers.text import decode

_FRONT_MATTER = re.compile(r"\A---\n(?:.*\n){0,200}?(?:---|\.\.\.)\n")
# Each with what is left of it, in the order they are taken away in.
_MARKS = (
    (re.compile(r"<!--(?:[^<-]|<(?!!--)|-(?!->))*+-->"), ""),
    (re.compile(r"^(?:```|~~~).*\n?", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}\|?(?: *:?-{2,}:? *\|){1,99}(?: *:?-{2,}:? *)?\n?", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}(?:> ?){1,9}", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}#{1,6}[ \t]++", re.MULTILINE), ""),
    (re.compile(r"^(?=[ \t]*+\S)([^\n]++)\n(?:={3,}+|-{3,}+)[ \t]*+$", re.MULTILINE), r"\1"),
    (re.compile(r"^[ \t]*[-+*][ \t]+(?=\S)(?![*_ -]+$)", re.MULTILINE), ""),
    (
        re.compile(r"^([ \t]*)(\*\*|__)(?![*_\s])([^*_\n]+)(?<!\s)\2(?![*_])[ \t]*$", re.MULTILINE),
        r"\1\3",
    ),
    (
        re.compile(r"^([ \t]*)(\*\*|__)(?![*_\s])([^*_\n]+[。：:；！])\2(?![*_])", re.MULTILINE),
        r"\1\3",
    ),
    (re.compile(r"!\[[^\[\]\n]{0,200}\]\([^()\[\n]{0,2000}\)"), ""),
    (re.compile(r"\[([^\[\]\n]{1,500})\]\([^()\[\n]{0,2000}\)"), r"\1"),
    (re.compile(r"<(https?://[^>\s]{1,2000})>"), r"\1"),
    (re.compile(r"<br */?>", re.IGNORECASE), "\n"),
)
_ROW = re.compile(r"^ {0,3}\|(.+)\|[ \t]*$", re.MULTILINE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def read_markdown(data: bytes, name: str) -> Reading:
    """The text of a Markdown file; a table's row is a line, its cells parted by tabs.

    Raises ReadError.
    """
    text, encoding, diagnostics = decode(data, name)
    text = _FRONT_MATTER.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    for mark, left in _MARKS:
        text = mark.sub(left, text)
    text = _ROW.sub(lambda row: "\t".join(map(str.strip, row[1].split("|"))), text)
    text = _ESCAPE.sub(r"\1", text)
    # The places of what is wrong no longer hold; that something is, does.
    found = [type(item)(item.code, item.message, 0, 0) for item in diagnostics]
    return Reading(text, "md", encoding, found)
