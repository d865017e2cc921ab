"""A font that stands in for the Chinese fonts that a PDF names and does not hold.

PDFium leaves out a text of one character whose font has no picture of it. Where no Chinese font is
installed, as on most servers, that are all characters of a PDF that places each on its own. For
reading, one square for all characters is as good as a font.
"""

from __future__ import annotations

import ctypes
import functools
import struct
from typing import Any

from pypdfium2 import raw

# The codes of Windows for Japanese, Korean, simplified and traditional Chinese.
_CHARSETS = frozenset({128, 129, 134, 136})
_EM, _ABOVE, _BELOW = 1000, 880, -120  # units: the size of the font, and the edges of the square
_CHARACTERS = (0x20, 0x2FFFF)
_FILE = 0  # the table that stands for the whole file


@functools.cache
def font() -> bytes:
    """The file of the font, in the form of TrueType (ISO/IEC 14496-22)."""
    edges = struct.pack(">5h2H", 1, 0, _BELOW, _EM, _ABOVE, 3, 0)  # one outline of 4 points
    points = struct.pack(">4B8h", 1, 1, 1, 1, 0, _EM, 0, -_EM, _BELOW, 0, _ABOVE - _BELOW, 0)
    glyph = edges + points
    glyph += bytes(-len(glyph) % 4)
    tables = {
        # Format 13: one glyph for a range of characters.
        b"cmap": struct.pack(">4HI2H3I3I", 0, 1, 3, 10, 12, 13, 0, 28, 0, 1, *_CHARACTERS, 1),
        b"glyf": 2 * glyph,  # glyph 0 is that of characters that a font does not have
        b"head": struct.pack(
            ">4I2H2Q4h2H3h",
            *(0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _EM, 0, 0),
            *(0, _BELOW, _EM, _ABOVE, 0, 8, 2, 1, 0),
        ),
        b"hhea": struct.pack(
            ">I3hH6h8x hH", 0x10000, _ABOVE, _BELOW, 0, _EM, 0, 0, _EM, 1, 0, 0, 0, 1
        ),
        b"hmtx": struct.pack(">Hhh", _EM, 0, 0),
        b"loca": struct.pack(">3I", 0, len(glyph), 2 * len(glyph)),
        b"maxp": struct.pack(">I14H", 0x10000, 2, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    place = 12 + 16 * len(tables)
    index = struct.pack(">I4H", 0x10000, len(tables), 64, 2, 16 * len(tables) - 64)
    content = b""
    for name, table in tables.items():
        index += name + struct.pack(">3I", 0, place + len(content), len(table))
        content += table + bytes(-len(table) % 4)
    return index + content


@functools.cache
def stand_in() -> Any:
    """Give PDFium the font in place of those of the system, which are not asked for.

    The result must be kept as long as PDFium is used: this function does so.
    """
    asked = {
        "Release": lambda _: None,
        "EnumFonts": lambda *_: None,
        "MapFont": lambda _, weight, italic, charset, *more: 1 if charset in _CHARSETS else None,
        "GetFont": lambda *_: None,
        "GetFontData": _data,
        "GetFaceName": lambda *_: 0,
        "GetFontCharset": lambda *_: min(_CHARSETS),
        "DeleteFont": lambda *_: None,
    }
    kinds = dict(raw.FPDF_SYSFONTINFO._fields_)
    info = raw.FPDF_SYSFONTINFO(version=1)
    for name, answer in asked.items():
        setattr(info, name, kinds[name](answer))
    raw.FPDF_SetSystemFontInfo(info)
    return info


def _data(_: Any, font_handle: Any, table: int, buffer: Any, size: int) -> int:
    content = font() if table == _FILE else b""
    if buffer and size >= len(content):
        ctypes.memmove(buffer, content, len(content))
    return len(content)
