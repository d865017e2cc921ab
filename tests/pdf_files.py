"""PDF documents for tests, written object by object: text at a place, turned, grey or in Type 3."""

from __future__ import annotations

import math
import zlib
from collections.abc import Sequence
from typing import NamedTuple

WIDTH, HEIGHT = 595, 842
"""The size of a page, A4 in points."""

_TO_UNICODE = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
    "1 begincodespacerange <00> <FF> endcodespacerange {n} beginbfchar {pairs} endbfchar endcmap"
)


class Text(NamedTuple):
    """A line of text on a page: the place of its baseline from the left and the top, in points."""

    x: float
    y: float
    text: str
    size: float = 16
    angle: float = 0
    grey: float = 0
    font: str = "song"


def paragraph(x: float, y: float, text: str, columns: int, size: float = 16) -> list[Text]:
    """The lines of a paragraph of ``columns`` characters a line, the first indented by two.

    Latin letters and digits are half as wide.
    """
    lines = [""]
    room = columns - 2.0
    for character in text:
        wide = 0.5 if character.isascii() else 1.0
        if room < wide and character not in "，。、；：）”":
            lines.append("")
            room = float(columns)
        lines[-1] += character
        room -= wide
    return [
        Text(x if n else x + 2 * size, y + 1.5 * size * n, line, size)
        for n, line in enumerate(lines)
    ]


def pdf(pages: Sequence[Sequence[Text]], turn: int = 0, width: int = WIDTH) -> bytes:
    """A document with the texts of each page.

    The font ``song`` is a Chinese font of the viewer, ``courier`` a standard Latin one, and
    ``type3`` one that is drawn in the file, each character with a box as large as its ink.
    ``turn`` is the rotation of the pages by the viewer, in degrees.
    """
    drawn = sorted({c for page in pages for one in page if one.font == "type3" for c in one.text})
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
        b"/DescendantFonts[4 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)"
        b"/Ordering(GB1)/Supplement 2>>/DW 1000/W[1 95 500 814 939 500]/FontDescriptor 5 0 R>>",
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[-25 -254 1000 880]"
        b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>",
        *_type3(drawn),
    ]
    kids = []
    for page in pages:
        stream = zlib.compress("\n".join(_show(one, drawn) for one in page).encode())
        objects.append(
            b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(stream), stream)
        )
        kids.append(len(objects) + 1)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Rotate %d/Contents %d 0 R/Resources"
            b"<</Font<</song 3 0 R/courier 6 0 R/type3 7 0 R>>>>>>"
            % (width, HEIGHT, turn, len(objects))
        )
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (
        len(kids),
        b" ".join(b"%d 0 R" % kid for kid in kids),
    )
    body = b"%PDF-1.7\n"
    places = []
    for number, written in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
        + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, len(body))
    )


def _show(one: Text, drawn: Sequence[str]) -> str:
    cos, sin = math.cos(math.radians(one.angle)), math.sin(math.radians(one.angle))
    if one.font == "type3":
        code = "".join(f"{drawn.index(character) + 1:02x}" for character in one.text)
    elif one.font == "courier":
        code = one.text.encode("cp1252").hex()
    else:
        code = one.text.encode("utf-16-be").hex()
    return (
        f"BT {one.grey} g /{one.font} {one.size} Tf {cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} "
        f"{one.x} {HEIGHT - one.y} Tm <{code}> Tj ET"
    )


def _type3(drawn: Sequence[str]) -> list[bytes]:
    """The objects of the drawn font, from 7: the font, its map to Unicode and its characters."""
    pairs = "".join(
        f"<{n:02x}> <{character.encode('utf-16-be').hex()}>"
        for n, character in enumerate(drawn, start=1)
    )
    unicode = _TO_UNICODE.format(n=len(drawn), pairs=pairs).encode()
    names = b"".join(b"/g%d" % n for n in range(1, len(drawn) + 1))
    procs = b"".join(b"/g%d %d 0 R" % (n, n + 8) for n in range(1, len(drawn) + 1))
    widths = b" ".join(b"%d" % _wide(character) for character in drawn)
    objects = [
        b"<</Type/Font/Subtype/Type3/FontBBox[0 -120 1000 880]/FontMatrix[.001 0 0 .001 0 0]"
        b"/Encoding<</Type/Encoding/Differences[1%s]>>/FirstChar 1/LastChar %d/Widths[%s]"
        b"/CharProcs<<%s>>/ToUnicode 8 0 R/Resources<<>>>>"
        % (names, max(len(drawn), 1), widths or b"0", procs),
        b"<</Length %d>>stream\n%s\nendstream" % (len(unicode), unicode),
    ]
    for character in drawn:
        left, bottom, right, top = _ink(character)
        ink = f"{_wide(character)} 0 {left} {bottom} {right} {top} d1 {left} {bottom} "
        ink += f"{right - left} {top - bottom} re f"
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(ink), ink.encode()))
    return objects


def _wide(character: str) -> int:
    return 500 if character.isascii() else 1000


def _ink(character: str) -> tuple[int, int, int, int]:
    """The box of what is drawn: flat for 一 and _, low for commas and stops."""
    if character in "一—":
        return 50, 350, 950, 420
    if character == "_":
        return 0, -120, 500, -80
    if character in "，。、,.":
        return 60, -60, 300, 120
    return 60, -60, _wide(character) - 60, 820
