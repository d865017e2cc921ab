"""Characters on a page of fixed layout: those of its lines, upright, without watermarks.

PDF and OFD give each character a position. Lengths are in the unit of the format; y grows
downwards.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_SLANT = 3  # degrees by which a line of text may slant
_TILES = 3  # copies on one page that make a faint text a watermark


class Glyph(NamedTuple):
    """A character and its box on the page.

    ``base`` is the y of its baseline, ``angle`` the direction of its line in degrees, clockwise
    from left to right; ``faint`` says that it is drawn pale or transparent.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    base: float
    angle: float = 0.0
    faint: bool = False


class Sheet(NamedTuple):
    """The characters of a page in the order of the file, and the size of the page."""

    glyphs: list[Glyph]
    width: float
    height: float


def upright(sheet: Sheet) -> Sheet:
    """A page turned so that most of its lines run from left to right, without the others.

    Slanted lines are watermarks and stamps; a page turned by 90 degrees holds a wide table.
    """
    turns = [_turn(glyph.angle) for glyph in sheet.glyphs]
    counts = Counter(turn for turn in turns if turn is not None)
    if not counts:
        return sheet._replace(glyphs=[])
    main = counts.most_common(1)[0][0]
    kept = [
        _turned(glyph, main, sheet.width, sheet.height)
        for glyph, turn in zip(sheet.glyphs, turns, strict=True)
        if turn == main
    ]
    if main % 2:
        return Sheet(kept, sheet.height, sheet.width)
    return sheet._replace(glyphs=kept)


def _turn(angle: float) -> int | None:
    """How many quarters of a turn a direction is; None where it is slanted."""
    quarters = round(angle / 90)
    return quarters % 4 if abs(angle - 90 * quarters) <= _SLANT else None


def _turned(glyph: Glyph, turn: int, width: float, height: float) -> Glyph:
    left, right, top, bottom, base = glyph.left, glyph.right, glyph.top, glyph.bottom, glyph.base
    if turn == 1:  # downwards: the page is turned to the left
        left, right, top, bottom, base = top, bottom, width - right, width - left, width - base
    elif turn == 2:
        left, right = width - right, width - left
        top, bottom, base = height - bottom, height - top, height - base
    elif turn == 3:  # upwards
        left, right, top, bottom = height - bottom, height - top, left, right
    return glyph._replace(left=left, right=right, top=top, bottom=bottom, base=base, angle=0.0)


def without_watermarks(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Pages without the faint text that stands at one place of several pages, in several copies on
    one page, or below other text."""
    places: defaultdict[tuple[str, int, int], set[int]] = defaultdict(set)
    copies: Counter[tuple[str, int]] = Counter()
    found = [list(_faint_runs(sheet)) for sheet in sheets]
    for number, runs in enumerate(found):
        for run in runs:
            places[_place(run)].add(number)
            copies[_written(run), number] += 1
    kept = []
    for number, (sheet, runs) in enumerate(zip(sheets, found, strict=True)):
        left_out = {
            id(glyph)
            for run in runs
            if len(places[_place(run)]) > 1
            or copies[_written(run), number] >= _TILES
            or _lies_under(run, sheet.glyphs)
            for glyph in run
        }
        kept.append(sheet._replace(glyphs=[one for one in sheet.glyphs if id(one) not in left_out]))
    return kept


def _faint_runs(sheet: Sheet) -> Iterator[list[Glyph]]:
    """The faint characters that follow each other on one line."""
    run: list[Glyph] = []
    for glyph in itertools.chain(sheet.glyphs, [None]):
        follows = (
            glyph is not None
            and glyph.faint
            and bool(run)
            and abs(glyph.base - run[-1].base) < 0.5 * glyph.size
            and -0.5 * glyph.size < glyph.left - run[-1].right < 2 * glyph.size
        )
        if run and not follows:
            yield run
            run = []
        if glyph is not None and glyph.faint:
            run.append(glyph)


def _lies_under(run: Sequence[Glyph], glyphs: Sequence[Glyph]) -> bool:
    """Whether text that is not faint is written across a faint one."""
    left, right = run[0].left, run[-1].right
    top = min(glyph.top for glyph in run)
    bottom = max(glyph.bottom for glyph in run)
    return any(
        not glyph.faint
        and left < (glyph.left + glyph.right) / 2 < right
        and top < (glyph.top + glyph.bottom) / 2 < bottom
        and not glyph.text.isspace()
        for glyph in glyphs
    )


def _written(run: Sequence[Glyph]) -> str:
    return "".join(glyph.text for glyph in run if not glyph.text.isspace())


def _place(run: Sequence[Glyph]) -> tuple[str, int, int]:
    return _written(run), round(run[0].left), round(run[0].base)
