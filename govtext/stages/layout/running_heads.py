"""Heads and feet of pages between the lines of a text that was printed or copied from pages.

石桥县2024年工作总结 above each page, or 第3页 共9页 below it, between two halves of a sentence
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from govtext.language.compiled import compiled_lazily
from govtext.language.edits import Edit
from govtext.language.patterns import pattern

_LINE = compiled_lazily(r"[^\n]+")
_DIGITS = compiled_lazily(r"\d+")
_PAGE = pattern("page number alone on its line")
_ENDED = pattern("end of a sentence or title")
_BEGINS = pattern("beginning of a paragraph")
_LONGEST = 40  # characters: a running head is not longer
_MOST = 0.7  # of its copies: so many stand between two pages
_PAGE_LINES = 12  # lines: a page has more
_NARROW = 18  # characters: a line that breaks off inside a sentence is not shorter
_OFTEN = 3  # pages: what stands on fewer may be repeated by chance
_BREAK = "\f"  # what programs write between two pages


def running_heads(plain: str) -> Iterator[Edit]:
    """The short lines that come again, apart from their digits, where one page ends and the next
    begins: beside a page number or a form feed, or inside a sentence."""
    lines = [found.span() for found in _LINE.finditer(plain) if found.group().strip()]
    texts = [plain[slice(*span)].strip() for span in lines]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        if len(text) <= _LONGEST and not _PAGE.fullmatch(text):
            places[_DIGITS.sub("0", text)].append(index)
    for found in places.values():
        gaps = [after - before for before, after in pairwise(found)]
        if len(found) < _OFTEN or min(gaps) < _PAGE_LINES:
            continue
        between = [n for n in found if _is_between(plain, lines, texts, n)]
        if len(between) >= max(_OFTEN - 1, _MOST * len(found)):
            for n in between:
                # The end of the line before stays, as the break that the page made.
                yield Edit(lines[n][0], min(lines[n][1] + 1, len(plain)))


def _is_between(plain: str, lines: list[tuple[int, int]], texts: list[str], n: int) -> bool:
    """Whether a line stands between two pages."""
    if not 0 < n < len(lines) - 1:
        return False
    if _BREAK in plain[lines[n - 1][1] : lines[n + 1][0]] + plain[slice(*lines[n])]:
        return True
    if _PAGE.fullmatch(texts[n - 1]) or _PAGE.fullmatch(texts[n + 1]):
        return True
    before, behind = texts[n - 1], texts[n + 1]
    wide = min(len(before), len(behind)) >= _NARROW
    return wide and not _ENDED.match(before[-1]) and _BEGINS.match(behind) is None
