"""Wide blanks that stand for the end of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govtext.language.edits import Edit
from govtext.language.patterns import pattern

_GAP = pattern("blanks that part two paragraphs")
_INDENT = re.compile(r"(?<=\S)[ \t\u00a0]{1,9}\u3000{2}[ \t\u00a0\u3000]*(?=\S)")
_INDENTS = 3  # paragraphs that show blanks of such a kind to be ends of lines


def indents(text: str) -> Iterator[Edit]:
    """The blanks that a saved page leaves before each paragraph of its one line."""
    found = list(_INDENT.finditer(text)) if "\u3000\u3000" in text else []
    if len(found) >= _INDENTS:
        yield from (Edit(one.start(), one.start() + 1, "\n") for one in found)


def gaps(plain: str) -> Iterator[Edit]:
    """Wide blanks, of any kind, between a stop and a marker: a paragraph begins there."""
    for found in _GAP.finditer(plain):
        yield Edit(found.start(), found.start() + 1, "\n")
