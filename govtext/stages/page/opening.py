"""A head or a foot that runs into the text on one line, cut into lines of its own.

青云公司文件青司〔2022〕4号关于保供工作的报告青云省人民政府：今年以来…
-> 青云公司文件 | 青司〔2022〕4号 | 关于保供工作的报告 | 青云省人民政府： | 今年以来…
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from govtext.language.compiled import compiled_lazily
from govtext.language.patterns import pattern
from govtext.language.plain import Span

_PARTS = (
    pattern("secrecy and haste of a paper"),
    pattern("dateline run into a head"),
    pattern("red head of a paper"),
    pattern("number of a document"),
    pattern("signer of a paper"),
    pattern("title that runs into the body"),
    pattern("delivery run into a head"),
    pattern("byline run into a head"),
)
_TITLES = (
    pattern("title set apart at the head of running text"),
    pattern("title at the head of running text"),
)
_GREETING = (pattern("salutation run into a head"), pattern("addressee"))
_DELIVERED = pattern("title before the day of delivery")
_FOOT = pattern("foot run into the last line")
_LINES = 12  # of the page: the head is not longer
_TEXT = compiled_lazily(r"[,。:;]|\d日")  # a title with this behind it runs into what follows
_WINDOW = 500  # characters of a line in which the head ends


def cut_run_in(plain: str, lines: list[Span]) -> list[Span]:
    """The lines of a page, with a head and a foot that run into the text as lines of their own.

    Takes the normalized text and its lines in order; returns lines that cover the same characters,
    blanks between them left out.
    """
    head = itertools.chain.from_iterable(_opened(plain, line) for line in lines[:_LINES])
    cut = [*head, *lines[_LINES:]]
    return [*cut[:-1], *_closed(plain, cut[-1])] if cut else cut


def _opened(plain: str, line: Span) -> list[Span]:
    """A line, cut behind each part of the head that it begins with."""
    end = min(line.end, line.start + _WINDOW)
    cuts = [line.start]
    if delivered := _DELIVERED.search(plain, line.start, end):
        cuts.append(delivered.start())
    while (place := _part_end(plain, cuts[-1], end, _PARTS)) is not None:
        cuts.append(place)
    if len(cuts) == 1 and (place := _part_end(plain, line.start, end, _TITLES)) is not None:
        if _TEXT.search(plain, place, line.end) is not None:
            cuts.append(place)
        while (place := _part_end(plain, cuts[-1], end, _PARTS)) is not None:
            cuts.append(place)
    if len(cuts) > 1:
        for greeting in _GREETING:
            if found := greeting.match(plain, cuts[-1], end):
                cuts.append(_behind_blanks(plain, found.end(), line.end))
                break
    return _spans(plain, [*cuts, line.end])


def _part_end(plain: str, start: int, end: int, parts: Sequence[re.Pattern[str]]) -> int | None:
    """Where the part of a head that begins at ``start`` and has text behind it ends."""
    for part in parts:
        found = part.match(plain, start, end)
        if found and start < found.end() < end:
            return _behind_blanks(plain, found.end(), end)
    return None


def _behind_blanks(plain: str, start: int, end: int) -> int:
    return start + len(plain[start:end]) - len(plain[start:end].lstrip())


def _closed(plain: str, line: Span) -> list[Span]:
    """The last line, cut before the office and the date that sign it and what is below them."""
    found = _FOOT.search(plain, max(line.start, line.end - _WINDOW), line.end)
    if found is None:
        return [line]
    parts = (found.start(), *(found.start(name) for name in ("date", "contact", "printed")))
    return _spans(plain, [line.start, *(place for place in parts if place >= 0), line.end])


def _spans(plain: str, cuts: list[int]) -> list[Span]:
    """The stretches between the cuts, without the blanks around them; empty ones are left out."""
    spans = []
    for cut, following in itertools.pairwise(cuts):
        content = plain[cut:following]
        start = cut + len(content) - len(content.lstrip())
        if content.strip():
            spans.append(Span(start, start + len(content.strip())))
    return spans
