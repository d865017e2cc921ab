"""Paragraphs of pages in fixed layout, from their lines.

PDF and OFD don't mark paragraphs. Lengths are in the unit of the format; y grows downwards.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from govtext.language.patterns import pattern
from govtext.readers.lines import Lines
from govtext.readers.rows import Line, Page

# Running heads stand above, and feet below, these parts of the height of a page.
_HEAD, _FOOT = 0.12, 0.88
_NUMBER = pattern("page number alone on its line")
_DIGITS = re.compile(r"\d+")
_INDENTED = 0.1  # of the characters: indented lines hold as many where paragraphs are indented
_INDENT = (1.5, 2.5)  # sizes: the indent of a paragraph
_RAGGED = 0.7  # of the width: a line of a paragraph that is not justified is no shorter
_HANGING = "，。、；：？！,.;:"
# Behind a Latin word a line end stands for a blank; capital X and single x are masks.
_LATIN = re.compile(r"[a-z]{2}[,;:]?\Z")
_CLOSED = re.compile(r"[。！？!?；;：:…][”’」』）)]*\Z")
# A marker that begins a paragraph, even where the line before is full.
_OPENING = pattern("marker that opens a line of its own")


def write_paragraphs(pages: Sequence[Page], lines: Lines) -> None:
    """Write the paragraphs of a document to ``lines``, each piece with its page, from 1.

    Running heads and feet and page numbers are left out. Lines of one paragraph are joined
    without a blank, also across pages.
    """
    kept = _without_running(pages)
    margins = _by_column([line for page in kept for line in page.lines])
    before: Line | None = None
    for number, page in enumerate(kept, 1):
        for line in page.lines:
            if before is not None:
                goes_on = _goes_on(before, line, margins)
                if not goes_on:
                    lines.separate("\n")
                elif (
                    _LATIN.search(before.text)
                    and line.text[:1].isascii()
                    and line.text[:1].isalpha()
                ):
                    lines.separate(" ")
            lines.write(line.text, page=number)
            before = line


def _without_running(pages: Sequence[Page]) -> list[Page]:
    # Running: a line at the top or bottom that is the same on several pages apart from its digits,
    # or that is a number.
    seen: Counter[tuple[bool, str]] = Counter()
    for page in pages:
        seen.update({_key(line, page) for line in page.lines if _at_edge(line, page)})
    often = max(2, min(4, len(pages) // 3))

    def stays(line: Line, page: Page) -> bool:
        if not _at_edge(line, page):
            return True
        is_end = line.top == min(one.top for one in page.lines) or line.bottom == max(
            one.bottom for one in page.lines
        )
        if is_end and _NUMBER.fullmatch(line.text):
            return False
        return len(pages) == 1 or seen[_key(line, page)] < often

    return [Page([line for line in page.lines if stays(line, page)], page.height) for page in pages]


def _key(line: Line, page: Page) -> tuple[bool, str]:
    return line.top < page.height / 2, _DIGITS.sub("0", line.text)


def _at_edge(line: Line, page: Page) -> bool:
    return line.bottom < _HEAD * page.height or line.top > _FOOT * page.height


class _Margins(NamedTuple):
    left: float
    right: float
    size: float
    indents: bool = False
    """Whether paragraphs begin with an indent, as most do, so that other lines go on."""


def _by_column(lines: Sequence[Line]) -> dict[int, _Margins]:
    """The margins of each column; those of a line across the page are the outermost."""
    columns = {line.column for line in lines}
    found = {
        column: _margins(line for line in lines if line.column == column) for column in columns
    }
    if len(columns) > 1:
        # Few lines stand across the page where the text runs in columns.
        found[0] = _margins(lines)
    return found


def _margins(lines: Iterable[Line]) -> _Margins:
    # The margins are where most lines inside paragraphs begin and end.
    lefts: Counter[float] = Counter()
    rights: Counter[float] = Counter()
    hanging: Counter[float] = Counter()
    sizes: Counter[float] = Counter()
    for line in lines:
        if "\t" in line.text:
            # A table may be wider or narrower than the text.
            continue
        sizes[round(line.size, 1)] += len(line.text)
        lefts[round(line.left)] += len(line.text)
        # Punctuation may stand outside the margin.
        ends = hanging if line.text[-1] in _HANGING else rights
        ends[round(line.right)] += len(line.text)
    rights = rights or hanging
    if not sizes:
        return _Margins(0, 0, 1)
    size = sizes.most_common(1)[0][0] or 1
    # The margin is the outermost position that many lines share, within half a character.
    left = _edge(lefts, size, -1)
    indented = sum(
        n for place, n in lefts.items() if _INDENT[0] < (place - left) / size < _INDENT[1]
    )
    indents = indented >= _INDENTED * sum(lefts.values())
    return _Margins(left, _edge(rights, size, 1), size, indents)


def _edge(places: Counter[float], size: float, side: int) -> float:
    total = sum(places.values())
    for place in sorted(places, key=lambda place: -side * place):
        near = sum(n for other, n in places.items() if abs(other - place) <= 0.8 * size)
        if near >= 0.08 * total:
            return place
    return max(places, key=lambda place: side * place)


def _goes_on(before: Line, line: Line, by_column: dict[int, _Margins]) -> bool:
    # Inside a paragraph a line ends only where no more fits, and the next begins at the margin.
    margins, own = by_column[before.column], by_column[line.column]
    size = margins.size
    if "\t" in before.text or "\t" in line.text:
        return False
    if abs(before.size - line.size) > 0.1 * size or _OPENING.match(line.text):
        return False
    # Programs break lines a little earlier than they have to.
    is_full = before.right > margins.right - line.chunk - 1.1 * size or (
        # Lines of a fixed number of characters, of which Latin ones are half as wide.
        margins.indents
        and abs(line.left - own.left) < 0.3 * size
        and before.right > margins.left + _RAGGED * (margins.right - margins.left)
        and not _CLOSED.search(before.text)
    )
    if _is_rest_of_title(before, line, own):
        return True
    if line.left > own.left + 1.2 * size:
        if own.indents and _INDENT[0] < (line.left - own.left) / size < _INDENT[1]:
            return False
        # All lines of an indented block begin at the same distance from the margin.
        return (
            is_full
            and abs((before.left - margins.left) - (line.left - own.left)) < 0.3 * size
            and not _CLOSED.search(before.text)
            and before.right > margins.right - 1.2 * size
        )
    return is_full


def _is_rest_of_title(before: Line, line: Line, margins: _Margins) -> bool:
    """Whether a line in the middle goes on with a title that fills the line above, and is larger
    than the text."""
    middle = (margins.left + margins.right) / 2
    return (
        line.size > 1.1 * margins.size
        and before.right - before.left > margins.right - margins.left - 2 * line.size
        and abs((line.left + line.right) / 2 - middle) < line.size
        and not _CLOSED.search(before.text)
    )
