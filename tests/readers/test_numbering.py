"""Automatic numbering: the markers a reader of the page sees, and what LibreOffice renders."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest
from word_files import abstract, docx, level, num, paragraph, start_again

from govtext.readers.docx import read_docx
from govtext.readers.listnumbers import list_number

OFFICIAL = [
    level(0, "%1、", "chineseCounting"),
    level(1, "（%2）", "chineseCounting"),
    level(2, "%3.", "decimal"),
    level(3, "（%4）", "decimal"),
    level(4, "%5", "decimalEnclosedCircle"),
]
CHAPTERS = [
    level(0, "第%1章", "chineseCountingThousand", more='<w:pStyle w:val="H1"/>'),
    level(1, "%2、", "chineseCounting", more='<w:pStyle w:val="H2"/>'),
    level(2, "（%3）", "chineseCounting"),
]


def style(identifier: str, more: str, based_on: str = "N") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{identifier}"/>'
        f'<w:basedOn w:val="{based_on}"/>{more}</w:style>'
    )


def in_list(number: int, depth: int | None = None) -> str:
    place = "" if depth is None else f'<w:ilvl w:val="{depth}"/>'
    return f'<w:pPr><w:numPr>{place}<w:numId w:val="{number}"/></w:numPr></w:pPr>'


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
    + style("H1", in_list(1))
    + style("H2", in_list(1, 1))
    + style("H3", in_list(1, 2))
    + style("H1b", "", based_on="H1")
)


class Case(NamedTuple):
    """Paragraphs by level and list, and the marker each has; ``rendered`` where LibreOffice, for
    a reason given, has other ones."""

    lists: str
    paragraphs: list[tuple[int, int]]
    markers: str
    rendered: str | None = None


CASES = {
    "levels of an official document": Case(
        abstract(0, OFFICIAL) + num(1, 0),
        [(0, 1), (1, 1), (1, 1), (2, 1), (2, 1), (0, 1), (1, 1), (2, 1), (3, 1), (3, 1), (4, 1)],
        "一、 （一） （二） 1. 2. 二、 （一） 1. （1） （2） ①",
    ),
    "a level without the one above it": Case(
        abstract(0, [level(0, "%1."), level(1, "%1.%2"), level(2, "%1.%2.%3")]) + num(1, 0),
        [(1, 1), (1, 1), (0, 1), (2, 1), (1, 1), (2, 1), (0, 1), (1, 1)],
        "1.1 1.2 2. 2.1.1 2.2 2.2.1 3. 3.1",
    ),
    "a number without a mark above numbers with it": Case(
        abstract(0, [level(0, "%1"), level(1, "%1.%2")]) + num(1, 0),
        [(0, 1), (1, 1), (0, 1)],
        "1. 1.1 2.",
        "1 1.1 2",
    ),
    "lists of one abstract list count on": Case(
        abstract(0, OFFICIAL) + num(1, 0) + num(2, 0),
        [(0, 1), (0, 1), (0, 2), (0, 2), (0, 1)],
        "一、 二、 三、 四、 五、",
    ),
    "a list starts anew": Case(
        abstract(0, OFFICIAL)
        + num(1, 0)
        + num(2, 0, start_again(0, 1))
        + num(3, 0, start_again(0, 5)),
        [(0, 1), (0, 1), (0, 2), (0, 2), (0, 3), (0, 1), (0, 2)],
        "一、 二、 一、 二、 五、 六、 七、",
    ),
    # By the standard the start of an override is that of every restart; LibreOffice uses it once.
    "an inner level starts anew": Case(
        abstract(0, OFFICIAL) + num(1, 0) + num(2, 0, start_again(1, 3)),
        [(0, 1), (1, 1), (0, 2), (1, 2), (1, 2), (0, 2), (1, 2)],
        "一、 （一） 二、 （三） （四） 三、 （三）",
        "一、 （一） 二、 （三） （四） 三、 （一）",
    ),
    "a level written another way": Case(
        abstract(0, OFFICIAL)
        + num(1, 0)
        + num(
            2,
            0,
            '<w:lvlOverride w:ilvl="0">'
            + level(0, "第%1章", "chineseCountingThousand", start=3)
            + "</w:lvlOverride>",
        ),
        [(0, 1), (0, 1), (0, 2), (1, 2), (0, 2), (0, 1)],
        "一、 二、 第三章 （一） 第四章 五、",
    ),
    # LibreOffice knows no lvlRestart.
    "a level that is not restarted": Case(
        abstract(
            0,
            [
                level(0, "%1."),
                level(1, "(%2)", more='<w:lvlRestart w:val="0"/>'),
                level(2, "[%3]", more='<w:lvlRestart w:val="1"/>'),
            ],
        )
        + num(1, 0),
        [(0, 1), (1, 1), (2, 1), (1, 1), (2, 1), (0, 1), (1, 1), (2, 1)],
        "1. (1) [1] (2) [2] 2. (3) [1]",
        "1. (1) [1] (2) [1] 2. (1) [1]",
    ),
    # LibreOffice knows no isLgl.
    "chapters in Arabic numerals": Case(
        abstract(
            0,
            [
                level(0, "第%1章", "chineseCounting"),
                level(1, "%1.%2", more="<w:isLgl/>"),
                level(2, "%1.%2.%3"),
            ],
        )
        + num(1, 0),
        [(0, 1), (1, 1), (2, 1), (0, 1), (1, 1)],
        "第一章 1.1 一.1.1 第二章 2.1",
        "第一章 一.1 一.1.1 第二章 二.1",
    ),
    "a number that is none": Case(
        abstract(0, [level(0, "%1", "none"), level(1, "%1%2."), level(2, "附件", "none")])
        + num(1, 0),
        [(0, 1), (1, 1), (2, 1)],
        "- 1. 附件",
    ),
    "starts of its own": Case(
        abstract(0, [level(0, "%1)", start=0), level(1, "%2)", start=5)]) + num(1, 0),
        [(0, 1), (1, 1), (1, 1), (0, 1), (1, 1)],
        "0) 5) 6) 1) 5)",
    ),
}


def document(case: Case) -> bytes:
    body = "".join(paragraph("段", number=n, level=depth) for depth, n in case.paragraphs)
    return docx(body, numbering=case.lists)


def markers(text: str) -> str:
    # A line is a marker, blanks and the text.
    return " ".join(
        line.strip().removesuffix("段").strip() or "-" for line in text.splitlines() if line.strip()
    )


@pytest.mark.parametrize("name", CASES)
def test_markers(name: str) -> None:
    case = CASES[name]
    assert markers(read_docx(document(case), "a.docx").text) == case.markers


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice (soffice) is not on this machine"
)
def test_markers_are_those_that_libreoffice_renders(tmp_path: Path) -> None:
    for n, case in enumerate(CASES.values()):
        (tmp_path / f"{n}.docx").write_bytes(document(case))
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "txt:Text (encoded):UTF8",
            "--outdir",
            str(tmp_path),
            *[str(tmp_path / f"{n}.docx") for n in range(len(CASES))],
        ],
        capture_output=True,
        check=True,
        timeout=240,
    )
    for n, (name, case) in enumerate(CASES.items()):
        rendered = (tmp_path / f"{n}.txt").read_text(encoding="utf-8-sig")
        assert markers(rendered) == (case.rendered or case.markers), name


def test_numbers_of_styles() -> None:
    body = "".join(
        [
            paragraph("甲", style="H1"),
            paragraph("乙", style="H2"),
            paragraph("丙", style="H1b"),
            paragraph("丁", style="H2"),
            paragraph("戊", style="H1", number=0),
            paragraph("己", style="H3"),
            paragraph("庚", style="H1", level=2),
            paragraph("辛", style="H1"),
            paragraph("壬"),
        ]
    )
    data = docx(body, numbering=abstract(0, CHAPTERS) + num(1, 0), styles=STYLES)
    assert read_docx(data, "a.docx").text.split("\n") == [
        "第一章 甲", "一、 乙", "第二章 丙", "一、 丁", "戊", "（一） 己", "（二） 庚", "第三章 辛",
        "壬",
    ]  # fmt: skip


def test_a_list_style_leads_to_its_list() -> None:
    lists = (
        abstract(0, OFFICIAL, '<w:styleLink w:val="L"/>')
        + abstract(1, [], '<w:numStyleLink w:val="L"/>')
        + num(1, 0)
        + num(2, 1)
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/>' + in_list(1) + "</w:style>"
    )
    places = [(2, 0), (2, 1), (1, 0)]
    body = "".join(paragraph("段", number=n, level=depth) for n, depth in places)
    data = docx(body, numbering=lists, styles=styles)
    assert markers(read_docx(data, "a.docx").text) == "一、 （一） 二、"


def test_what_stands_between_marker_and_text() -> None:
    levels = [
        level(0, "%1、", "chineseCounting", more='<w:suff w:val="nothing"/>'),
        level(1, "%2.", more='<w:suff w:val="space"/>'),
        level(2, "\uf06c", "bullet"),
        level(3, "※", "bullet"),
        level(4, "%5)", more="<w:rPr><w:vanish/></w:rPr>"),
    ]
    body = "".join(paragraph("段", number=1, level=depth) for depth in range(5))
    data = docx(body, numbering=abstract(0, levels) + num(1, 0))
    assert read_docx(data, "a.docx").text.split("\n") == ["一、段", "1. 段", "● 段", "※ 段", "段"]


def test_lists_that_lead_nowhere() -> None:
    loop = '<w:numStyleLink w:val="L"/>'
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:basedOn w:val="L"/>'
        + in_list(1)
        + "</w:style>"
        + '<w:style w:type="paragraph" w:styleId="S"><w:basedOn w:val="S"/></w:style>'
    )
    body = (
        paragraph("甲", number=9, level=0)
        + paragraph("乙", number=1, level=99)
        + paragraph("丙", number=2)
        + paragraph("丁", style="S")
    )
    data = docx(body, numbering=abstract(0, [], loop) + num(1, 0) + num(2, 7), styles=styles)
    assert read_docx(data, "a.docx").text == "甲\n乙\n丙\n丁"


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("decimal", "1 9 10 11 20 21 99 100 101 110 1001"),
        ("chineseCounting", "一 九 十 十一 二十 二十一 九十九 一〇〇 一〇一 一一〇 一〇〇一"),
        (
            "chineseCountingThousand",
            "一 九 十 十一 二十 二十一 九十九 一百 一百零一 一百一十 一千零一",
        ),
        (
            "chineseLegalSimplified",
            "壹 玖 壹拾 壹拾壹 贰拾 贰拾壹 玖拾玖 壹佰 壹佰零壹 壹佰壹拾 壹仟零壹",
        ),
        (
            "ideographLegalTraditional",
            "壹 玖 壹拾 壹拾壹 貳拾 貳拾壹 玖拾玖 壹佰 壹佰零壹 壹佰壹拾 壹仟零壹",
        ),
        (
            "taiwaneseCountingThousand",
            "一 九 十 十一 二十 二十一 九十九 一百 一百零一 一百一十 一千零一",
        ),
        ("ideographDigital", "一 九 一〇 一一 二〇 二一 九九 一〇〇 一〇一 一一〇 一〇〇一"),
        ("japaneseCounting", "一 九 十 十一 二十 二十一 九十九 百 百一 百十 千一"),
        ("decimalEnclosedCircle", "① ⑨ ⑩ ⑪ ⑳ 21 99 100 101 110 1001"),
        ("decimalEnclosedParen", "⑴ ⑼ ⑽ ⑾ ⒇ 21 99 100 101 110 1001"),
        ("decimalFullWidth", "１ ９ １０ １１ ２０ ２１ ９９ １００ １０１ １１０ １００１"),
        ("decimalZero", "01 09 10 11 20 21 99 100 101 110 1001"),
        ("ideographTraditional", "甲 壬 癸 11 20 21 99 100 101 110 1001"),
        ("ideographZodiac", "子 申 酉 戌 20 21 99 100 101 110 1001"),
        ("upperRoman", "I IX X XI XX XXI XCIX C CI CX MI"),
        ("upperLetter", "A I J K T U UUUU VVVV WWWW FFFFF 1001"),
        ("ordinal", "1st 9th 10th 11th 20th 21st 99th 100th 101st 110th 1001st"),
        ("bahtText", "1 9 10 11 20 21 99 100 101 110 1001"),
    ],
)
def test_formats_of_numbers(form: str, written: str) -> None:
    numbers = (1, 9, 10, 11, 20, 21, 99, 100, 101, 110, 1001)
    assert " ".join(list_number(number, form) for number in numbers) == written


def test_numbers_in_words_and_by_pattern() -> None:
    assert [list_number(n, "ordinalText") for n in (1, 12, 20, 101)] == [
        "First",
        "Twelfth",
        "Twentieth",
        "One hundred first",
    ]
    assert list_number(7, "custom", "001, 002, 003, ...") == "007"
    assert list_number(10_010, "chineseCountingThousand") == "一万零一十"
