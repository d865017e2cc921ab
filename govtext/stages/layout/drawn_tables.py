"""Tables drawn with bars or box lines, as rows with tabs between the cells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govtext.language.compiled import compiled_lazily
from govtext.language.edits import Edit
from govtext.language.patterns import pattern
from govtext.language.plain import Span

_BARS = pattern("line of a table by bars")
_RULE = pattern("rule of a table")
_BOX_ROW = pattern("row of a table of box lines")
_ROW_GAP = compiled_lazily(
    r"(?<=\S)\t[^\n\t]+\n((?:[ \u3000\t]*\n)+)(?=[ \t\u3000]*[^\s\t][^\n\t]*\t[^\n]*\S)"
)
_ROWS_TOGETHER = compiled_lazily(r"(?m)(?:^[ \t\u3000]*[^\s][^\n\t]*\t[^\n]*(?:\n|\Z))+")
_ROW_INDENT = compiled_lazily(r"(?m)^[ \t\u3000]+")
_BAR = compiled_lazily(r" *[|│┃║] *")
_NUMBER = compiled_lazily(r"-?[\d,.]+%?")
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
    rows = sorted({row.span() for row in (*_BARS.finditer(plain), *_BOX_ROW.finditer(plain))})
    if len(rows) < _ROWS:
        return
    for rule in _RULE.finditer(plain):
        yield Edit(*rule.span())
    above: list[Span] = []
    for start, end in rows:
        bars = list(_BAR.finditer(plain, start, end))
        cells = _cells(bars, start, end)
        if _goes_on(plain, above, cells):
            # The rest of a cell stands on the next line, below the first.
            yield Edit(start, min(end + 1, len(plain)))
            for first, rest in zip(above, cells, strict=True):
                yield Edit(first.end, first.end, plain[slice(*rest)].strip())
            continue
        above = cells
        for bar in bars:
            edge = not plain[start : bar.start()].strip() or not plain[bar.end() : end].strip()
            yield Edit(*bar.span(), "" if edge else "\t")


def _cells(bars: list[re.Match[str]], start: int, end: int) -> list[Span]:
    """The cells between the bars of a row, with those outside of the first and the last."""
    cuts = [start, *(cut for bar in bars for cut in bar.span()), end]
    return [Span(*cut) for cut in zip(cuts[::2], cuts[1::2], strict=True)]


def _goes_on(plain: str, above: list[Span], cells: list[Span]) -> bool:
    """Whether a line only goes on with cells of the line above: its first cell is empty, and it has
    no number of its own."""
    if len(above) != len(cells) or plain.count("\n", above[-1].end, cells[0].start) != 1:
        return False
    written = [plain[slice(*cell)].strip() for cell in cells]
    first = next((n for n, cell in enumerate(above) if plain[slice(*cell)].strip()), None)
    opens = first is None or written[first] != "" or not any(written)
    return not opens and not any(_NUMBER.fullmatch(cell) for cell in written)
