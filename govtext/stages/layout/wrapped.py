"""Hard-wrapped texts: the lines that break off inside a sentence are joined.

全年完⏎成投资 -> 全年完成投资
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from govtext.language.compiled import compiled_lazily
from govtext.language.edits import Edit
from govtext.language.patterns import pattern

_ENDED = pattern("end of a sentence or title")
_BEGINS = pattern("beginning of a paragraph")
_PAGE = pattern("page number alone on its line")
_STOPPED = compiled_lazily(r"[。!?;:…]")  # a full line may end with a bracket inside a sentence
_CLOSED = compiled_lazily(r"[。!?:…]")
_LINE = compiled_lazily(r"[^\n]+")
_NARROW, _WIDE = 18, 100  # characters: a hard-wrapped line is neither shorter nor longer
_WRAPPED = 4  # lines broken inside a sentence that show a text to be hard-wrapped
_SLACK = 3  # characters by which most full lines differ at most
_OF_RESTS = 0.8  # of the lines without an indent: so many go on with a sentence
_RAGGED = 0.8  # of the width: a line that breaks off inside a sentence is no shorter


def wrapped(plain: str, text: str) -> Iterator[Edit]:
    """The ends of lines inside the sentences of a hard-wrapped ``text``, whose normalized form is
    ``plain``.

    Such a text has no long lines, and the lines that end inside a sentence have one length: in
    characters or, where the editor counts Latin letters as half of one, in columns.
    """
    lines = [found.span() for found in _LINE.finditer(plain) if found.group().strip()]
    longest = 2 * _WIDE + 1  # characters: what is longer is wide in columns too
    if sum(len(plain[start:end].rstrip()) > longest for start, end in lines) * 20 > len(lines):
        return
    lines = [span for span in lines if not _PAGE.fullmatch(plain[slice(*span)])]
    # A tab is a blank in the normalized text; the rows of a table are no lines of a paragraph.
    rows = {span for span in lines if "\t" in text[slice(*span)].strip()}
    if (rests := _rests(plain, lines, rows)) is not None:
        yield from (_joined(plain, lines[index], lines[index + 1]) for index in rests)
        return
    broken = [
        index
        for index in range(len(lines) - 1)
        if _breaks_off(plain, lines[index], lines[index + 1], _ENDED)
        and rows.isdisjoint(lines[index : index + 2])
    ]
    if len(broken) < _WRAPPED:
        return
    # The measure of the editor is the one in which more of the lines are full.
    _full, width, lengths = max(
        (_widths(plain, lines, broken, measure) for measure in (len, _columns)),
        key=lambda found: found[0],
    )
    if not width:
        return
    for index in range(len(lines) - 1):
        if not _RAGGED * width <= lengths[index] <= width + _SLACK:
            continue
        ended = _ENDED if lengths[index] < width - _SLACK else _STOPPED
        if not _breaks_off(plain, lines[index], lines[index + 1], ended):
            continue
        if not rows.isdisjoint(lines[index : index + 2]):
            continue
        yield _joined(plain, lines[index], lines[index + 1])


def _joined(plain: str, line: tuple[int, int], following: tuple[int, int]) -> Edit:
    """What stands between the last character of a line and the first of the next is left out."""
    end, (start, stop) = line[1], following
    while plain[end - 1] == " ":
        end -= 1
    return Edit(end, start + len(plain[start:stop]) - len(plain[start:stop].lstrip()))


def _rests(
    plain: str, lines: list[tuple[int, int]], rows: set[tuple[int, int]]
) -> list[int] | None:
    """The lines that go on in the next one, of a text in which the first line of each paragraph is
    indented and no other: there a line of any length may break off. None for other texts."""
    indented = [plain[start] == " " for start, _ in lines]
    if not any(indented):
        return None
    rests = [
        index
        for index in range(indented.index(True), len(lines) - 1)
        if not indented[index + 1] and rows.isdisjoint(lines[index : index + 2])
    ]
    broken, going_on = (
        [index for index in rests if _breaks_off(plain, lines[index], lines[index + 1], ended)]
        for ended in (_STOPPED, _CLOSED)
    )
    long = sum(len(plain[slice(*lines[index])].strip()) >= _NARROW for index in broken)
    if min(long, sum(indented)) < _WRAPPED or long < _OF_RESTS * len(rests):
        return None
    return going_on


def _widths(
    plain: str, lines: list[tuple[int, int]], broken: list[int], measure: Callable[[str], int]
) -> tuple[int, int, list[int]]:
    """How many of the broken lines are full in a measure, the length of a full one (0 where the
    text is not wrapped at one length), and the lengths of all lines."""
    lengths = [measure(plain[start:end].rstrip()) for start, end in lines]
    width = max(Counter(lengths[index] for index in broken).items(), key=lambda x: x[::-1])[0]
    width = max(lengths[i] for i in broken if abs(lengths[i] - width) <= _SLACK)
    full = sum(abs(lengths[index] - width) <= _SLACK for index in broken)
    short = sum(lengths[index] < _NARROW for index in broken)  # names in the head, signatures
    longer = sum(length > width + _SLACK for length in lengths)
    fits = (
        _NARROW <= width <= _WIDE
        and full >= max(_WRAPPED, 0.6 * (len(broken) - short))
        and (longer - 1) * 20 < len(lines)  # one may stand in the head
    )
    return (full, width, lengths) if fits else (0, 0, lengths)


def _breaks_off(
    plain: str, line: tuple[int, int], following: tuple[int, int], ended: re.Pattern[str]
) -> bool:
    """Whether a sentence goes on from a line to the next, where it is not ``ended``."""
    between = plain[line[1] : following[0]]
    content = plain[slice(*following)]
    indent = len(content) - len(content.lstrip())
    own = plain[slice(*line)]
    return (
        (between.count("\n") == 1 or _PAGE.fullmatch(between.strip()) is not None)
        and not (ended.match(own.rstrip()[-1]) if own.strip() else True)
        and indent <= max(len(own) - len(own.lstrip()), 1)
        and _BEGINS.match(content.lstrip()) is None
    )


def _columns(line: str) -> int:
    """The length of a line where Latin letters and digits count half."""
    # In UTF-8 they take one byte, Chinese characters three.
    return (len(line) + len(line.encode("utf-8"))) // 4
