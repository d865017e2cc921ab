"""Reports run into one line: the breaks before sections, lists and the parts of a paper."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from govtext.language.compiled import compiled_lazily
from govtext.language.edits import Edit
from govtext.language.numerals import whole_number
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.rulebook.load import Rulebook
from govtext.stages.layout.titles import Section, Titles

_ANNEX = pattern("annex that follows the mention of its title")
_BREAK = pattern("break in running text")
_UNMARKED = pattern("section without a marker in running text")
_HEADED = pattern("marker of a section or list in running text")
_LINE = compiled_lazily(r"[^\n]+")
_STOP = compiled_lazily(r"[。!?;]")
_LONG_LINE = 100  # characters: a report run into one line is longer
_TITLE = 70  # characters: a title is not longer
_KINDS = "pabcdef"  # the groups of the markers in running text, the highest first
_PARTED = compiled_lazily(r"[。!?;:… \n”\")]")


def run_together(plain: str, rules: Rulebook) -> Iterator[Edit]:
    """The places where a line ended before a report was run into one: in the head of the paper,
    before a section, behind its title and before the members of the list that it begins with."""
    for line in _LINE.finditer(plain):
        start, end = line.span()
        if end - start < max(_LONG_LINE, 0.6 * len(plain)):
            continue
        heads = _heads(plain, start, end)
        if len(heads) < 2 and end - start < 2 * _LONG_LINE:
            continue
        breaks: set[int] = set()
        if (annexed := _ANNEX.search(plain, start, end)) is not None:
            again = annexed.end()
            named = again + annexed.start("title") - annexed.start() - 1
            breaks |= {again, named, named + len(annexed["title"])}
        breaks.update(found.start() for found in _BREAK.finditer(plain, start, end))
        for found in _UNMARKED.finditer(plain, start, end):
            breaks.update(found.span())
        pairs = itertools.pairwise([*heads, Span(end, end)])
        sections = [Section(*head, following.start) for head, following in pairs]
        titles = rules.derive(Titles).ends(plain, sections)
        for section, title in zip(sections, titles, strict=True):
            breaks |= {section.marker, section.start if title is None else title}
        breaks -= {section.start for section in sections}
        for place in breaks - {start, end}:
            yield Edit(place, place, "\n")


def _heads(plain: str, start: int, end: int) -> list[Span]:
    """Where the markers of sections and lists stand in a line, in order.

    Each counts on from the last of its kind, or begins to count. It stands behind a stop, or is the
    first of its kind below a title, or is followed by the next of its kind behind a stop.
    """
    found = []
    for match in _HEADED.finditer(plain, start, end):
        kind = str(match.lastgroup)
        found.append((kind, whole_number(match[kind]), match.span()))
    # Whether a stop, a blank or the beginning of the text stands before it.
    parted = [not at or _PARTED.match(plain, at - 1) is not None for _, _, (at, _) in found]
    # By kind and number: the last marker that stands behind a stop.
    last_parted = {
        (kind, number): index
        for index, (kind, number, _) in enumerate(found)
        if number is not None and parted[index]
    }
    last: dict[str, int] = {}
    through: dict[str, int] = {}  # of counts that go through the sections: 一、1.2.二、3.4.
    heads: list[Span] = []
    for index, (kind, ordinal, span) in enumerate(found):
        if ordinal is None:
            continue
        expected = last.get(kind, 0) + 1
        begins = ordinal == 1 or (kind not in last and ordinal == through.get(kind, 0) + 1)
        below_title = begins and bool(heads) and _is_title(plain, heads[-1].end, span[0])
        if ordinal != expected and not (begins and (parted[index] or below_title)):
            continue
        follows = last_parted.get((kind, ordinal + 1), -1) > index
        if not (parted[index] or span[0] == start or follows or below_title):
            continue
        if ordinal == 1 and not (follows or below_title or _leads(plain, found, index)):
            continue
        last[kind] = through[kind] = ordinal
        for lower in _KINDS[_KINDS.index(kind) + 1 :] if kind in _KINDS else "":
            last.pop(lower, None)
        heads.append(Span(*span))
    return heads


def _leads(plain: str, found: list[tuple[str, int | None, tuple[int, int]]], index: int) -> bool:
    """Whether only a title stands between a marker and the first one of a list below it."""
    if index + 1 == len(found):
        return False
    (_, end), (kind, ordinal, (start, _)) = found[index][2], found[index + 1]
    return ordinal == 1 and kind != found[index][0] and _is_title(plain, end, start)


def _is_title(plain: str, start: int, end: int) -> bool:
    """Whether what stands between two markers may be a title."""
    return end - start <= _TITLE and _STOP.search(plain, start, end) is None
