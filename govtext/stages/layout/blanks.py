"""Wide blanks that stand for the end of a paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from govtext.language.compiled import compiled_lazily
from govtext.language.edits import Edit
from govtext.language.patterns import pattern

_GAP = pattern("blanks that part two paragraphs")
# Saved pages join paragraphs into one line, with two ideographic spaces before each, or four blanks
# behind a stop. Each pattern begins with the blank and then looks behind it, since ``re`` can skip
# to a blank.
_INDENT = compiled_lazily(
    r"(?:\u3000(?<=[^\s\u3000].)\u3000+|[ \t\u00a0](?<=\S.)[ \t\u00a0]{0,8}\u3000{2}"
    r"|[ \u00a0](?<=[。！？；：”].)[ \u00a0]{3,})[ \t\u00a0\u3000]*(?=\S)"
)
_TABS = 3  # paragraphs that show a tab before such blanks to be no end of a cell
_MARKER = 12  # characters: a marker is not longer
_BARE_MARKER = pattern("marker alone on its line")


def indents(text: str) -> Iterator[Edit]:
    """The blanks that a saved page leaves before each paragraph of its one line."""
    found = list(_INDENT.finditer(text)) if "\u3000\u3000" in text or "    " in text else []
    tabbed = sum("\t" in one.group() for one in found) >= _TABS
    for gap in found:
        start = max(text.rfind("\n", 0, gap.start()) + 1, gap.start() - _MARKER - 1)
        marker = _BARE_MARKER.fullmatch(text[start : gap.start()])
        if marker is None and (tabbed or "\t" not in gap.group()):
            yield Edit(gap.start(), gap.start() + 1, "\n")


def gaps(plain: str) -> Iterator[Edit]:
    """Wide blanks, of any kind, between a stop and a marker: a paragraph begins there."""
    for found in _GAP.finditer(plain):
        yield Edit(found.start(), found.start() + 1, "\n")
