"""Tables drawn with bars or box lines, as rows with tabs between the cells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govtext.language.edits import Edit
from govtext.language.patterns import pattern

_BARS = pattern("line of a table by bars")
_RULE = pattern("rule of a table")
_BOX_ROW = pattern("row of a table of box lines")
_ROW_GAP = re.compile(
    r"(?<=\S)\t[^\n\t]+\n((?:[ \u3000\t]*\n)+)(?=[ \t\u3000]*[^\s\t][^\n\t]*\t[^\n]*\S)"
)
_ROWS_TOGETHER = re.compile(r"(?m)(?:^[ \t\u3000]*[^\s][^\n\t]*\t[^\n]*(?:\n|\Z))+")
_ROW_INDENT = re.compile(r"(?m)^[ \t\u3000]+")
_BAR = re.compile(r" *[|│┃║] *")
_ROWS = 2  # lines with bars that make a table


def row_gaps(text: str) -> Iterator[Edit]:
    """Blank lines between the rows of a table by tabs, and blanks before a row."""
    if "\t" in text:
        yield from (Edit(*found.span(1)) for found in _ROW_GAP.finditer(text))
        for rows in _ROWS_TOGETHER.finditer(text):
            indents = list(_ROW_INDENT.finditer(text, *rows.span()))
            # Where only some rows begin with a tab, their first cell is empty.
            if len(indents) == rows.group().count("\n", 0, -1) + 1:
                yield from (Edit(*found.span()) for found in indents)


def tables(plain: str) -> Iterator[Edit]:
    """Tables drawn with bars or box lines, as rows with tabs between the cells."""
    if not any(bar in plain for bar in "|│┃║"):
        return
    rows = [*_BARS.finditer(plain), *_BOX_ROW.finditer(plain)]
    if len(rows) < _ROWS:
        return
    for rule in _RULE.finditer(plain):
        yield Edit(*rule.span())
    for row in rows:
        start, end = row.span()
        bars = list(_BAR.finditer(plain, start, end))
        for bar in bars:
            edge = not plain[start : bar.start()].strip() or not plain[bar.end() : end].strip()
            yield Edit(*bar.span(), "" if edge else "\t")
