"""OFD documents for tests: lines of text on pages, in the format of GB/T 33190-2016."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from word_files import archive

OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SIZE, LEADING, LEFT, TOP, BOTTOM = 5.0, 9.0, 28.0, 37.0, 262.0
COLUMNS = 31


def ofd(lines: Sequence[str], number_pages: bool = True) -> bytes:
    """A document with each of ``lines`` a paragraph, indented and broken where it is full."""
    placed: list[list[tuple[float, float, str]]] = [[]]
    y = TOP
    for line in lines:
        for row in _rows(line):
            if y > BOTTOM:
                placed.append([])
                y = TOP
            placed[-1].extend((x, y, text) for x, text in row)
            y += LEADING
    members = {
        "OFD.xml": (
            f'<ofd:OFD {OFD} DocType="OFD" Version="1.1"><ofd:DocBody><ofd:DocInfo/>'
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
        ),
        "Doc_0/Document.xml": (
            f"<ofd:Document {OFD}><ofd:CommonData><ofd:PageArea>"
            "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData>"
            "<ofd:Pages>"
            + "".join(
                f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>'
                for n in range(len(placed))
            )
            + "</ofd:Pages></ofd:Document>"
        ),
    }
    for n, page in enumerate(placed):
        texts = [*page, (100.0, 280.0, f"— {n + 1} —")] if number_pages else page
        members[f"Doc_0/Pages/Page_{n}/Content.xml"] = page_of(texts)
    return archive(members)


def page_of(texts: Sequence[tuple[float, float, str]]) -> str:
    """The XML of a page with each text at its place, in millimetres from the top left."""
    objects = "".join(
        f'<ofd:TextObject ID="{n}" Boundary="{x} {y} 160 {SIZE + 1}" Font="1" Size="{SIZE}">'
        f'<ofd:TextCode X="0" Y="{SIZE - 0.5}" DeltaX="{_advances(text)}">{escape(text)}'
        "</ofd:TextCode></ofd:TextObject>"
        for n, (x, y, text) in enumerate(texts, 100)
    )
    return (
        f'<ofd:Page {OFD}><ofd:Content><ofd:Layer ID="1">{objects}</ofd:Layer></ofd:Content>'
        "</ofd:Page>"
    )


def _width(letter: str) -> float:
    return SIZE / 2 if letter.isascii() else SIZE


def _advances(text: str) -> str:
    if len(set(map(_width, text))) == 1:
        return f"g {len(text)} {_width(text[0])}"
    return " ".join(str(_width(letter)) for letter in text)


def _rows(line: str) -> list[list[tuple[float, str]]]:
    # A table's cells stand in columns; a paragraph is broken when the line is full.
    if "\t" in line:
        return [
            [(LEFT + (0, 55, 95, 135)[n], cell) for n, cell in enumerate(line.split("\t")) if cell]
        ]
    rows: list[list[tuple[float, str]]] = []
    x, row = LEFT + 2 * SIZE, ""
    right = LEFT + COLUMNS * SIZE
    start = x
    for letter in line:
        if x + _width(letter) > right + 0.01 and letter not in "，。、；：）”":
            rows.append([(start, row)])
            x, row, start = LEFT, "", LEFT
        row += letter
        x += _width(letter)
    return [*rows, [(start, row)]] if row else rows
