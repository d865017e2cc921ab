"""Pages of fixed layout: rows by baseline, columns, watermarks, turned pages, scanned pages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy
import pytest
from ofd_files import OFD, ofd
from pdf_files import HEIGHT, WIDTH, Text, paragraph, pdf
from word_files import archive

from govtext.readers import ocr, read_bytes
from govtext.readers.rows import Page, lines_of

REVIEW = "全县创建文明村镇37个，整修祠堂旧居120处，征集文物4600件，举办村晚58场，参演群众9300人。"
PLAN = "新的一年，力争建成村史馆25座，培育文艺团队64支，放映电影2100场，新增座席3800个。"


def text_of(*pages: list[Text], turn: int = 0, width: int = WIDTH) -> str:
    return read_bytes(pdf(pages, turn, width), "a.pdf").text


def test_fonts_of_other_heights_stand_on_one_line() -> None:
    # Courier's box ends higher than that of the Chinese font; a drawn font has boxes of its ink.
    page = [
        Text(90, 100, "（一）开工项目"),
        Text(202, 100, "126", font="courier"),
        Text(232, 100, "个，其中"),
        Text(90, 124, "（二）一，一二____。", font="type3"),
    ]
    assert text_of(page).split("\n") == ["（一）开工项目126个，其中", "（二）一，一二____。"]


def test_a_character_alone_in_its_text_is_read_without_its_font() -> None:
    page = [Text(90 + 16 * n, 100, one) for n, one in enumerate("（一）开工项目和水库共计九座")]
    assert text_of(page) == "（一）开工项目和水库共计九座"


def test_a_title_that_fills_its_line_goes_on_in_the_middle_of_the_next() -> None:
    title = "石桥县人民政府关于二〇二四年度文化"
    page = [
        Text(90, 80, title, 24),
        Text(250, 116, "工作的报告", 24),
        *paragraph(90, 160, 2 * REVIEW, 26),
    ]
    assert text_of(page).split("\n") == [title + "工作的报告", 2 * REVIEW]


def test_a_raised_note_stays_in_its_line() -> None:
    page = [
        part
        for y, mark, name in ((100, "一、", "产值"), (118, "二、", "收入"))
        for part in (
            Text(90, y, mark + name),
            Text(154, y - 6, "1", size=9),
            Text(160, y, "增长"),
        )
    ]
    assert text_of(page) == "一、产值1增长\n二、收入1增长"


def two_columns() -> list[Text]:
    left, right = (
        paragraph(x, 160, text, 13, size=14) for x, text in ((70, 2 * REVIEW), (310, 2 * PLAN))
    )
    # The lines of the columns need not be level.
    right = [one._replace(y=one.y + 4) for one in right]
    # A file may be written row by row.
    rows = [one for pair in zip(left, right, strict=False) for one in pair]
    rest = [*left[len(right) :], *right[len(left) :]]
    return [Text(200, 100, "石桥县2024年工作总结", 18), *rows, *rest]


def test_columns_are_read_one_after_the_other() -> None:
    assert text_of(two_columns()).split("\n") == ["石桥县2024年工作总结", 2 * REVIEW, 2 * PLAN]


def test_a_table_stands_in_one_of_two_columns() -> None:
    left = paragraph(70, 100, 2 * REVIEW, 13, size=14)
    right = paragraph(310, 100, PLAN, 13, size=14)
    rows = [("水利局", "2座", "九成"), ("教育局", "12所", "八成"), ("财政局", "3亿", "七成")]
    table = [
        Text(x, 190 + 21 * n, cell, 12)
        for n, row in enumerate(rows)
        for x, cell in zip((310, 380, 440), row, strict=True)
    ]
    assert text_of([*left, *right, *table]).split("\n") == [
        2 * REVIEW,
        PLAN,
        *("\t".join(row) for row in rows),
    ]


def test_a_full_heading_of_a_column_is_no_part_of_the_paragraph_below() -> None:
    heading = Text(98, 100, "一、一年来的文化工作情况", 14)
    left = [heading, *paragraph(70, 121, 2 * REVIEW, 13, size=14)]
    right = paragraph(310, 100, 2 * PLAN, 13, size=14)
    assert text_of([*left, *right]).split("\n") == [heading.text, 2 * REVIEW, 2 * PLAN]


def test_a_table_of_two_columns_is_read_row_by_row() -> None:
    rows = [("水利局", "新建水库2座"), ("教育局", "新建学校12所"), ("财政局", "安排资金3亿元")]
    page = [
        Text(x, 100 + 24 * n, cell)
        for n, row in enumerate(rows * 3)
        for x, cell in zip((90, 300), row, strict=True)
    ]
    assert text_of(page).split("\n") == ["\t".join(row) for row in rows * 3]


@pytest.mark.parametrize("angle", [45, 60, 315])
def test_a_slanted_watermark_is_no_text(angle: float) -> None:
    page = [*paragraph(90, 100, REVIEW, 26), Text(150, 220, "内部资料注意保存", 40, angle)]
    assert text_of(page) == REVIEW


def test_a_faint_text_on_each_page_is_no_text() -> None:
    mark = Text(200, 124, "内部资料", 30, grey=0.8)
    assert text_of([*paragraph(90, 100, REVIEW, 26), mark], [Text(90, 100, "完"), mark]) == (
        f"{REVIEW}\n完"
    )
    tiles = [Text(x, y, "内部资料", 20, grey=0.8) for x in (100, 300) for y in (112, 136)]
    assert text_of([*tiles, *paragraph(90, 100, REVIEW, 26)]) == REVIEW
    assert text_of([mark, *paragraph(90, 100, REVIEW, 26)]) == REVIEW


def test_grey_text_that_is_no_watermark_stays() -> None:
    page = [Text(90, 100, "石桥县2024年工作总结", grey=0.7), Text(90, 124, REVIEW[:20])]
    assert text_of(page).startswith("石桥县2024年工作总结")


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_turned_page_is_read_upright(angle: float) -> None:
    lines = ["（一）开工项目32个", "（二）投资3.2亿元", "（三）新建学校12所"]
    if angle == 90:
        page = [Text(100 + 24 * n, 700, line, angle=angle) for n, line in enumerate(lines)]
    elif angle == 270:
        page = [Text(300 - 24 * n, 100, line, angle=angle) for n, line in enumerate(lines)]
    else:
        page = [Text(400, 300 - 24 * n, line, angle=angle) for n, line in enumerate(lines)]
    assert text_of(page).split("\n") == lines


def test_radicals_of_a_font_are_the_characters_that_they_stand_for() -> None:
    page = [Text(90, 100, "\u2f00、\u2f2f作\u2f64\u2ea0\ufe35\u2ed3\ufe36。", font="type3")]
    assert text_of(page) == "一、工作用民(长)。"


def scanned() -> bytes:
    """Three pages, of which the second is a picture."""
    data = pdf([[Text(90, 100, "一、2024年工作回顾")], [], [Text(90, 100, "二、2025年计划")]])
    return drawn(data.replace(b"/Resources<<", b"/Resources<</XObject<</I 99 0 R>>"))


def test_pages_without_text_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_available", lambda: False)
    reading = read_bytes(scanned(), "a.pdf")
    assert reading.text == "一、2024年工作回顾\n二、2025年计划"
    (found,) = reading.diagnostics
    assert (found.code, found.start) == ("scanned-pages", reading.text.index("二"))
    assert found.message.startswith("Page 2 of 3 is scanned or drawn, and not read.")
    assert "pip install 'govtext[ocr]'" in found.message


class Found(NamedTuple):
    """What RapidOCR gives for a page."""

    boxes: Any
    txts: Sequence[str]
    scores: Sequence[float]


def test_scanned_pages_are_read_by_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    boxes = numpy.array(
        [[[x, y], [x + 40 * n, y], [x + 40 * n, y + 44], [x, y + 44]] for x, y, n in
         ((200, 100, 12), (120, 160, 14), (120, 220, 6), (800, 900, 4))]
    )  # fmt: skip
    texts = ["（一）全年开工项目三十二", "个，完成投资十五亿元，增长八", "成，形势好。", "印章"]
    found = Found(boxes, texts, [1.0, 0.9, 0.9, 0.2])
    page = Page(lines_of(list(ocr._glyphs(found))), 1800.0)
    monkeypatch.setattr(ocr, "is_available", lambda: True)
    monkeypatch.setattr(ocr, "read_scanned", lambda data, numbers: {2: page})
    reading = read_bytes(scanned(), "a.pdf")
    assert reading.text.split("\n")[1:-1] == ["".join(texts[:3])]
    (told,) = reading.diagnostics
    assert (told.code, reading.text[told.start :][:3]) == ("read-by-ocr", "（一）")
    assert [place.page for place in reading.places] == [1, 2, 3]


@pytest.mark.skipif(not ocr.is_available(), reason="the extra ocr is not installed")
def test_a_page_without_anything_to_recognise_is_told() -> None:
    assert [one.code for one in read_bytes(scanned(), "a.pdf").diagnostics] == ["scanned-pages"]


def drawn(data: bytes) -> bytes:
    """A document whose empty pages show a picture of one pixel."""
    image = (
        b"99 0 obj\n<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray"
        b"/BitsPerComponent 8/Length 1>>stream\n0\nendstream\nendobj\n"
    )
    show = b"q %d 0 0 %d 0 0 cm /I Do Q" % (WIDTH, HEIGHT)
    empty = b"<</Length %d>>stream\n%s\nendstream" % (len(show), show)
    start, rest = data.split(b"xref\n", 1)
    first = start.index(b"<</Filter/FlateDecode/Length 8>>stream")
    end = start.index(b"endstream", first) + len(b"endstream")
    return start[:first] + empty + start[end:] + image + b"trailer" + rest.split(b"trailer")[1]


def test_slanted_and_faint_texts_of_ofd_are_left_out() -> None:
    data = ofd([REVIEW])
    mark = (
        f'<ofd:Page {OFD}><ofd:Content><ofd:Layer ID="1"><ofd:TextObject ID="1" '
        'Boundary="60 60 90 90" Size="12" CTM="0.7 0.7 -0.7 0.7 0 0"><ofd:TextCode X="0" Y="12" '
        'DeltaX="12 12 12">内部资料</ofd:TextCode></ofd:TextObject></ofd:Layer></ofd:Content>'
        "</ofd:Page>"
    )
    assert read_bytes(with_page(data, mark), "a.ofd").text == REVIEW


def with_page(data: bytes, page: str) -> bytes:
    """An OFD document with the objects of another page on its first page."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        members = {name: file.read(name).decode() for name in file.namelist()}
    objects = page.split('<ofd:Layer ID="1">')[1].partition("</ofd:Layer>")[0]
    first = "Doc_0/Pages/Page_0/Content.xml"
    members[first] = members[first].replace("</ofd:Layer>", objects + "</ofd:Layer>")
    return archive(members)
