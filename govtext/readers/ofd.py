"""OFD documents (GB/T 33190-2016), the national format for official documents of fixed layout.

They are read from the XML in the archive. The packages for OFD are made for invoices and images:
they give the text objects of a page one after the other and lose the ends of paragraphs.
"""

from __future__ import annotations

import math
import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from govtext.errors import ReadError
from govtext.language.radicals import unradical
from govtext.readers.archive import Archive
from govtext.readers.base import Reading
from govtext.readers.glyphs import Glyph, Sheet, upright, without_watermarks
from govtext.readers.layout import write_paragraphs
from govtext.readers.lines import Lines
from govtext.readers.rows import Page, lines_of
from govtext.readers.xml import parse_xml

_PAGES = 5_000
_GLYPHS = 10_000_000
# A4 in millimetres, the unit of OFD, for a page without a size.
_A4 = (210.0, 297.0)
_FAINT = 160  # of 255: text that is less opaque is faint
_NUMBERS = re.compile(r"g|-?[\d.]{1,20}(?:[eE]-?\d{1,2})?")


def read_ofd(data: bytes, name: str) -> Reading:
    """The text of an OFD document in reading order, with the lines of each paragraph joined.

    Running heads, feet, page numbers, seals and annotations are left out. Raises ReadError, also
    for a document of scanned pages.
    """
    package = _OfdPackage(Archive(data, name), name)
    sheets: list[Sheet] = []
    total = 0
    for path in package.pages():
        glyphs = list(package.glyphs(path))
        total += len(glyphs)
        if len(sheets) >= _PAGES or total > _GLYPHS:
            raise ReadError(
                name, "it has more pages than a report may have", "split it if it is a report"
            )
        sheets.append(upright(Sheet(glyphs, *package.size(path))))
    if not total:
        raise ReadError(
            name,
            "the OFD document has no text: its pages are scanned or drawn",
            "run OCR on it, and read the result",
        )
    pages = [Page(lines_of(one.glyphs), one.height) for one in without_watermarks(sheets)]
    lines = Lines()
    write_paragraphs(pages, lines)
    return lines.reading(name, "ofd")


class _OfdPackage:
    """The parts of an OFD document, found from OFD.xml."""

    def __init__(self, archive: Archive, name: str) -> None:
        self._archive = archive
        self._name = name
        self._roots: dict[str, etree._Element] = {}
        self._templates: dict[str, str] = {}
        self._size = _A4

    def pages(self) -> Iterator[str]:
        """The paths of the pages, of all documents in the file."""
        for body in self._root("OFD.xml").iter("{*}DocRoot"):
            path = _path("", body.text)
            document = self._root(path)
            box = next(document.iter("{*}PhysicalBox"), None)
            self._size = _size(box) or _A4
            for template in document.iter("{*}TemplatePage"):
                self._templates[template.get("ID", "")] = _path(path, template.get("BaseLoc"))
            for page in document.iterfind("{*}Pages/{*}Page"):
                yield _path(path, page.get("BaseLoc"))

    def size(self, path: str) -> tuple[float, float]:
        """The width and the height of a page in millimetres."""
        return _size(self._root(path).find("{*}Area/{*}PhysicalBox")) or self._size

    def glyphs(self, path: str) -> Iterator[Glyph]:
        """The characters of a page, those of its templates first."""
        root = self._root(path)
        for template in root.iterfind("{*}Template"):
            base = self._templates.get(template.get("TemplateID", ""))
            if base is not None and base in self._archive:
                yield from _glyphs(self._root(base))
        yield from _glyphs(root)

    def _root(self, path: str) -> etree._Element:
        # A page is read once, a template or document many times.
        root = self._roots.get(path)
        if root is None:
            root = parse_xml(self._archive.read(path), self._name, path)
            if len(self._roots) > 8:
                self._roots.clear()
            self._roots[path] = root
        return root


def _path(source: str, target: str | None) -> str:
    path = posixpath.join("/", posixpath.dirname(source), (target or "").strip())
    return posixpath.normpath(path).lstrip("/")


def _glyphs(root: etree._Element) -> Iterator[Glyph]:
    for element in root.iter("{*}TextObject"):
        boundary = _floats(element.get("Boundary", ""))
        x, y = [*boundary, 0, 0][:2]
        matrix = _floats(element.get("CTM", ""))
        matrix = matrix if len(matrix) == 6 else [1, 0, 0, 1, 0, 0]
        size = next(iter(_floats(element.get("Size", ""))), 0) or 1.0
        wide = next(iter(_floats(element.get("HScale", ""))), 0) or 1.0
        tall = size * (abs(matrix[3]) or abs(matrix[1]) or 1)
        angle = math.degrees(math.atan2(matrix[1], matrix[0])) % 360
        is_level = round(angle / 90) % 2 == 0
        faint = next(iter(_floats(element.get("Alpha", ""))), 255) < _FAINT
        position = (0.0, 0.0)
        for code in element.iter("{*}TextCode"):
            text = code.text or ""
            position = _start(code, position)
            for letter, (along, down) in zip(
                text, _places(code, len(text), position), strict=False
            ):
                left = x + matrix[0] * along + matrix[2] * down + matrix[4]
                base = y + matrix[1] * along + matrix[3] * down + matrix[5]
                width = tall * wide * (0.5 if letter.isascii() else 1)
                if not (abs(left) < 1e5 and abs(base) < 1e5 and 0 < tall < 1e4 and letter >= " "):
                    continue
                if is_level:
                    box = left, left + width, base - 0.85 * tall, base + 0.15 * tall
                else:
                    box = left - 0.15 * tall, left + 0.85 * tall, base, base + width
                place = base if is_level else left
                yield Glyph(unradical(letter), *box, tall, place, angle, faint)


def _start(code: etree._Element, before: tuple[float, float]) -> tuple[float, float]:
    # A text code without a position has that of the one before.
    x = _floats(code.get("X", ""))
    y = _floats(code.get("Y", ""))
    return (x[0] if x else before[0], y[0] if y else before[1])


def _places(
    code: etree._Element, count: int, position: tuple[float, float]
) -> Iterator[tuple[float, float]]:
    x, y = position
    across = _deltas(code.get("DeltaX", ""), count)
    down = _deltas(code.get("DeltaY", ""), count)
    for n in range(count):
        yield x, y
        x += across[n] if n < len(across) else 0
        y += down[n] if n < len(down) else 0


def _deltas(written: str, count: int) -> list[float]:
    # “g 3 5.6” stands for 5.6 three times.
    found: list[float] = []
    words = iter(_NUMBERS.findall(written))
    for word in words:
        if len(found) >= count:
            break
        if word == "g":
            times, delta = _float(next(words, "")), _float(next(words, ""))
            found.extend([delta] * int(min(max(times, 0), count)))
        else:
            found.append(_float(word))
    return found


def _size(box: etree._Element | None) -> tuple[float, float] | None:
    sides = [] if box is None else _floats(box.text or "")
    if len(sides) == 4 and 0 < sides[2] < 1e5 and 0 < sides[3] < 1e5:
        return sides[2], sides[3]
    return None


def _floats(written: str) -> list[float]:
    return [_float(word) for word in _NUMBERS.findall(written[:200]) if word != "g"]


def _float(word: str) -> float:
    try:
        number = float(word)
    except ValueError:
        return 0.0
    return number if abs(number) < 1e9 else 0.0
