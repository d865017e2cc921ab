"""Markdown: the text without the marks for headings, tables and emphasis.

Reports mask digits and names with ``*`` and ``_``. So these are read as emphasis only where they
can't be masks: around a whole line, or around the first words of a line up to a stop.
"""

from __future__ import annotations

import re

from govtext.readers.base import Reading
from govtext.readers.text import decode

_FRONT_MATTER = re.compile(r"\A---\n((?:.*\n){0,200}?)(?:---|\.\.\.)\n")
_SAID_IN_FRONT = re.compile(r"^(?:title|date)[ \t]*:.*\n", re.MULTILINE)
# Each mark with its replacement, in the order of the replacements.
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
    """The text of a Markdown file; a row of a table is a line, with tabs between its cells.

    Raises ReadError.
    """
    text, encoding, diagnostics = decode(data, name)
    # Of the front matter the title and the date stay, each on its line.
    text = _FRONT_MATTER.sub(
        lambda front: "".join(_SAID_IN_FRONT.findall(front[1])),
        text.replace("\r\n", "\n").replace("\r", "\n"),
    )
    for mark, left in _MARKS:
        text = mark.sub(left, text)
    text = _ROW.sub(lambda row: "\t".join(map(str.strip, row[1].split("|"))), text)
    text = _ESCAPE.sub(r"\1", text)
    # The offsets of the diagnostics are not those of the new text, so they are set to its start.
    found = [type(item)(item.code, item.message, 0, 0) for item in diagnostics]
    return Reading(text, "md", encoding, found)
