"""Automatic numbering of a Word document: the marker before each paragraph.

By ISO/IEC 29500-1, 17.9: a paragraph, or its style, names a list (``w:num``) and a level. The
list refers to an abstract list, which defines how each level counts and is written. Lists of one
abstract list continue one count, unless a list gives a start of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from govtext.readers.listnumbers import list_number

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
_OFF = ("0", "false", "off")
# The most styles that can be based on one another; it ends the loop where a style is its own base.
_DEPTH = 50

# Characters of Microsoft's symbol fonts, which are in the private use area, and signs that look
# like them.
_SYMBOLS = {
    "l": "●", "n": "■", "u": "◆", "v": "❖", "q": "□", "p": "□", "w": "◆", "\u00a7": "■",
    "\u00a8": "□", "\u00b2": "★", "\u00ab": "★", "\u00ad": "★", "\u00b7": "•", "\u00d8": "➢",
    "\u00e0": "→", "\u00e8": "→", "\u00f0": "→", "\u00fb": "✕", "\u00fc": "✓", "\u00fe": "☑",
}  # fmt: skip


def symbol(character: str) -> str:
    """The sign that looks like a character of a symbol font; other characters are unchanged."""
    if not "\uf000" <= character <= "\uf0ff":
        return character
    return _SYMBOLS.get(chr(ord(character) - 0xF000), "●")


def value(element: etree._Element | None, tag: str, attribute: str = "val") -> str | None:
    """The attribute of the child ``tag`` of a WordprocessingML element, or None."""
    child = None if element is None else element.find(W + tag)
    return None if child is None else child.get(W + attribute)


def is_on(element: etree._Element | None, tag: str) -> bool:
    """Whether ``element`` has the child ``tag``, and its value is not "off"."""
    child = None if element is None else element.find(W + tag)
    return child is not None and child.get(W + "val") not in _OFF


def _integer(text: str | None, default: int = 0) -> int:
    try:
        return int(text) if text is not None and len(text) < 10 else default
    except ValueError:
        return default


class Level(NamedTuple):
    """How one level of a list counts and is written."""

    start: int
    form: str
    pattern: str
    text: str
    suffix: str
    restart: int | None
    legal: bool
    hidden: bool
    style: str | None


class Numbers(NamedTuple):
    """A list: its abstract list, its levels, and the levels that start again."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Style(NamedTuple):
    """The numbering that a paragraph style gives."""

    number: str | None
    level: str | None
    base: str | None


class Numbering:
    """The markers of the paragraphs; call ``marker`` once for each, in the order of the document.

    Takes the roots of numbering.xml and styles.xml, None where the document has no such part.
    """

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._default: str | None = None
        for style in () if styles is None else styles.iterchildren(W + "style"):
            self._add_style(style)
        self._lists = {} if numbering is None else self._read_lists(numbering)
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()

    def marker(self, properties: etree._Element | None) -> str:
        """The marker of the next paragraph with the blank after it, or an empty string.

        ``properties`` is its ``w:pPr``.
        """
        place = self._place(properties)
        if place is None:
            return ""
        identifier, depth = place
        numbers = self._lists[identifier]
        level = numbers.levels.get(depth)
        if level is None:
            return ""
        self._count(identifier, numbers, depth)
        if level.hidden:
            return ""
        written = "".join(self._write(numbers, depth, level))
        if not written.strip():
            return ""
        below = numbers.levels.get(depth + 1)
        if level.text == f"%{depth + 1}" and below and below.text.startswith(f"{level.text}."):
            # A heading 3 above 3.1 has no mark that parts its number from its title.
            written += "."
        return written if level.suffix == "nothing" or written[-1].isspace() else written + " "

    def _add_style(self, style: etree._Element) -> None:
        identifier = style.get(W + "styleId")
        if identifier is None or style.get(W + "type", "paragraph") == "table":
            return
        properties = style.find(W + "pPr")
        numbers = None if properties is None else properties.find(W + "numPr")
        self._styles[identifier] = Style(
            value(numbers, "numId"), value(numbers, "ilvl"), value(style, "basedOn")
        )
        is_default = style.get(W + "default") not in (None, *_OFF)
        if is_default and style.get(W + "type") == "paragraph":
            self._default = identifier

    def _chain(self, identifier: str | None) -> Iterator[tuple[str, Style]]:
        for _ in range(_DEPTH):
            if identifier is None or identifier not in self._styles:
                return
            style = self._styles[identifier]
            yield identifier, style
            identifier = style.base

    def _read_lists(self, numbering: etree._Element) -> dict[str, Numbers]:
        abstracts = {
            abstract.get(W + "abstractNumId", ""): abstract
            for abstract in numbering.iterchildren(W + "abstractNum")
        }
        nums = {num.get(W + "numId", ""): num for num in numbering.iterchildren(W + "num")}
        lists: dict[str, Numbers] = {}
        levels: dict[str, dict[int, Level]] = {}
        for identifier, num in nums.items():
            key = self._abstract_of(num, nums, abstracts)
            if key is None:
                continue
            if key not in levels:
                levels[key] = dict(_levels(abstracts[key]))
            own = dict(levels[key])
            starts: dict[int, int] = {}
            for override in num.iterchildren(W + "lvlOverride"):
                depth = _integer(override.get(W + "ilvl"))
                own.update((depth, level) for _, level in _levels(override))
                start = value(override, "startOverride")
                if start is not None:
                    starts[depth] = _integer(start)
                elif override.find(W + "lvl") is not None:
                    starts[depth] = own[depth].start
            lists[identifier] = Numbers(key, own, starts)
        return lists

    def _abstract_of(
        self,
        num: etree._Element,
        nums: dict[str, etree._Element],
        abstracts: dict[str, etree._Element],
    ) -> str | None:
        for _ in range(_DEPTH):
            key = value(num, "abstractNumId")
            if key is None or key not in abstracts:
                return None
            # An abstract list may only refer to the list of a numbering style.
            link = value(abstracts[key], "numStyleLink")
            style = self._styles.get(link) if link is not None else None
            if style is None or style.number not in nums or nums[style.number] is num:
                return key
            num = nums[style.number]
        return None

    def _place(self, properties: etree._Element | None) -> tuple[str, int] | None:
        own = None if properties is None else properties.find(W + "numPr")
        chain = list(self._chain(value(properties, "pStyle") or self._default))
        number = value(own, "numId")
        depth = value(own, "ilvl")
        if number is None:
            number = next((style.number for _, style in chain if style.number is not None), None)
            if number is None or number not in self._lists:
                return None
            if depth is None:
                depth = self._depth_by_style(self._lists[number], chain)
        if number not in self._lists:
            return None
        return number, min(max(_integer(depth), 0), _LEVELS - 1)

    def _depth_by_style(self, numbers: Numbers, chain: list[tuple[str, Style]]) -> str | None:
        for name, style in chain:
            for depth, level in numbers.levels.items():
                if level.style == name:
                    return str(depth)
            if style.level is not None:
                return style.level
        return None

    def _count(self, identifier: str, numbers: Numbers, depth: int) -> None:
        counts = self._counts.setdefault(numbers.abstract, [None] * _LEVELS)
        start = numbers.starts.get(depth)
        if start is not None and (identifier, depth) not in self._started:
            self._started.add((identifier, depth))
            counts[depth] = start
        elif counts[depth] is None:
            counts[depth] = self._start(numbers, depth)
        else:
            counts[depth] = (counts[depth] or 0) + 1
        for above in range(depth):
            if counts[above] is None:
                counts[above] = self._start(numbers, above)
        for below in range(depth + 1, _LEVELS):
            level = numbers.levels.get(below)
            restart = below if level is None or level.restart is None else level.restart
            if depth < restart:
                counts[below] = None

    def _start(self, numbers: Numbers, depth: int) -> int:
        level = numbers.levels.get(depth)
        return numbers.starts.get(depth, 1 if level is None else level.start)

    def _write(self, numbers: Numbers, depth: int, level: Level) -> Iterator[str]:
        counts = self._counts[numbers.abstract]
        end = 0
        for found in _PLACEHOLDER.finditer(level.text):
            yield "".join(map(symbol, level.text[end : found.start()]))
            end = found.end()
            shown = int(found[1]) - 1
            counted = numbers.levels.get(shown)
            if shown <= depth and counted is not None:
                form = "decimal" if level.legal and counted.form != "none" else counted.form
                yield list_number(counts[shown] or 0, form, counted.pattern)
        yield "".join(map(symbol, level.text[end:]))


def _levels(parent: etree._Element) -> Iterator[tuple[int, Level]]:
    for level in parent.iterchildren(W + "lvl"):
        # A custom format is in mc:AlternateContent, together with one for older programs.
        forms = list(level.iter(W + "numFmt"))
        form = forms[0] if forms else None
        restart = value(level, "lvlRestart")
        text = value(level, "lvlText") or ""
        if not text and level.find(W + "lvlPicBulletId") is not None:
            text = "●"
        yield (
            _integer(level.get(W + "ilvl")),
            Level(
                start=_integer(value(level, "start"), 0),
                form="decimal" if form is None else form.get(W + "val", "decimal"),
                pattern="" if form is None else form.get(W + "format", ""),
                text=text,
                suffix=value(level, "suff") or "tab",
                restart=None if restart is None else _integer(restart),
                legal=is_on(level, "isLgl"),
                hidden=is_on(level.find(W + "rPr"), "vanish"),
                style=value(level, "pStyle"),
            ),
        )
