"""Lines and paragraphs of pages in fixed layout, from the positions of the characters.

PDF and OFD give each character a position and don't mark paragraphs. Lengths are in the unit of
the format; y grows downwards.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from govtext.language.patterns import pattern
from govtext.readers.lines import Lines


class Glyph(NamedTuple):
    """A character and its box on the page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


class Line(NamedTuple):
    """A line of a page. ``size`` is that of most of its characters, ``chunk`` the width of its
    first word or number, which can't be broken and did not fit on the line before."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    chunk: float


class Page(NamedTuple):
    """The lines of a page from top to bottom, and the height of the page."""

    lines: list[Line]
    height: float


# Running heads stand above, and feet below, these parts of the height of a page.
_HEAD, _FOOT = 0.12, 0.88
_NUMBER = pattern("page number alone on its line")
_DIGITS = re.compile(r"\d+")
# Text that is not broken at the end of a line.
_CHUNK = re.compile(
    r"[“‘（《〈「『【(\[]{0,4}(?:(?:[!-~∶·×]|(?<=[!-~])[，、。：；](?=\d)){1,40}|.)[，。、；：？！）》〉”’」』】％…%)\]‰]{0,4}"
)
_HANGING = "，。、；：？！,.;:"
# Behind a Latin word a line end stands for a blank; capital X and single x are masks.
_LATIN = re.compile(r"[a-z]{2}[,;:]?\Z")
_CLOSED = re.compile(r"[。！？!?；;：:…][”’」』）)]*\Z")
# A marker that begins a paragraph, even where the line before is full.
_OPENING = pattern("marker that opens a line of its own")


def lines_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines of a page, from top to bottom, with their characters from left to right.

    A gap wider than a blank between words becomes a tab: the text behind it is another cell.
    """
    lines: list[Line] = []
    for row in _rows(glyphs):
        row.sort(key=lambda glyph: glyph.left)
        size = _common(glyph.size for glyph in row)
        pieces = [row[0].text]
        gaps = [glyph.left - before.right for before, glyph in pairwise(row)]
        # A justified line has wide gaps everywhere.
        usual = max(sorted(gaps)[len(gaps) // 2], 0) if gaps else 0
        for (before, glyph), gap in zip(pairwise(row), gaps, strict=True):
            if gap > 0.9 * size + 2 * usual and not pieces[-1].isspace():
                pieces.append("\t")
            elif gap > 0.2 * size + 2 * usual and _are_words(before.text, glyph.text):
                pieces.append(" ")
            pieces.append(glyph.text)
        text = "".join(pieces)
        inked = [glyph for glyph in row if not glyph.text.isspace()]
        if inked:
            lines.append(
                Line(
                    text.strip(),
                    inked[0].left,
                    max(glyph.right for glyph in inked),
                    min(glyph.top for glyph in inked),
                    max(glyph.bottom for glyph in inked),
                    size,
                    _chunk(inked),
                )
            )
    return lines


def _chunk(inked: Sequence[Glyph]) -> float:
    opening = _CHUNK.match("".join(glyph.text for glyph in inked[:50]))
    last = inked[min(opening.end() if opening else 1, len(inked)) - 1]
    return last.right - inked[0].left


def _are_words(before: str, after: str) -> bool:
    return (before + after).isascii() and before.isalpha() and after.isalpha()


def write_paragraphs(pages: Sequence[Page], lines: Lines) -> None:
    """Write the paragraphs of a document to ``lines``, each piece with its page, from 1.

    Running heads and feet and page numbers are left out. Lines of one paragraph are joined
    without a blank, also across pages.
    """
    kept = _without_running(pages)
    margins = _margins(line for page in kept for line in page.lines)
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


def _rows(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    # Characters whose middles are less than half a line apart are on one line.
    row: list[Glyph] = []
    bottom = top = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.top + glyph.bottom):
        middle = (glyph.top + glyph.bottom) / 2
        if row and middle >= bottom - 0.25 * (bottom - top):
            yield row
            row = []
        if not row:
            top, bottom = glyph.top, glyph.bottom
        elif glyph.bottom - glyph.top > bottom - top:
            # A full stop is low and small, so the tallest character gives the place of the line.
            top, bottom = glyph.top, glyph.bottom
        row.append(glyph)
    if row:
        yield row


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
        is_end = line in (page.lines[0], page.lines[-1])
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


def _margins(lines: Iterator[Line]) -> _Margins:
    # The margins are where most lines inside paragraphs begin and end.
    lefts: Counter[float] = Counter()
    rights: Counter[float] = Counter()
    sizes: Counter[float] = Counter()
    for line in lines:
        if "\t" in line.text:
            # A table may be wider or narrower than the text.
            continue
        sizes[round(line.size, 1)] += len(line.text)
        lefts[round(line.left)] += len(line.text)
        # Punctuation may stand outside the margin.
        if line.text[-1] not in _HANGING:
            rights[round(line.right)] += len(line.text)
    if not sizes or not rights:
        return _Margins(0, 0, 1)
    size = sizes.most_common(1)[0][0] or 1
    # The margin is the outermost position that many lines share, within half a character.
    return _Margins(_edge(lefts, size, -1), _edge(rights, size, 1), size)


def _edge(places: Counter[float], size: float, side: int) -> float:
    total = sum(places.values())
    for place in sorted(places, key=lambda place: -side * place):
        near = sum(n for other, n in places.items() if abs(other - place) <= 0.8 * size)
        if near >= 0.08 * total:
            return place
    return max(places, key=lambda place: side * place)


def _goes_on(before: Line, line: Line, margins: _Margins) -> bool:
    # Inside a paragraph a line ends only where no more fits, and the next begins at the margin.
    size = margins.size
    if "\t" in before.text or "\t" in line.text:
        return False
    if abs(before.size - line.size) > 0.1 * size or _OPENING.match(line.text):
        return False
    # Programs break lines a little earlier than they have to.
    is_full = before.right > margins.right - line.chunk - 1.1 * size
    if line.left > margins.left + 1.2 * size:
        # All lines of an indented block begin at the same distance from the margin.
        return (
            is_full
            and abs(before.left - line.left) < 0.3 * size
            and not _CLOSED.search(before.text)
            and before.right > margins.right - 1.2 * size
        )
    return is_full


def _common(sizes: Iterator[float]) -> float:
    return Counter(round(size, 2) for size in sizes).most_common(1)[0][0] or 1.0
