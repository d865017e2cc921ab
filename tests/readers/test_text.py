"""Plain text: every encoding and line end, damage, and files that are no text."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govtext.errors import ReadError
from govtext.readers import read_bytes
from govtext.readers.base import Reading
from govtext.readers.encodings import guess
from govtext.readers.text import read_text

SIMPLIFIED = (
    "青石县2023年工作总结{}一、项目建设稳步推进。全年开工项目３２个，完成投资１５.6亿元，"
    "同比增长8.7％。{}二、存在的问题{}基层医疗力量仍然薄弱，村级道路养护经费不足。{}"
)
TRADITIONAL = (
    "青石縣2023年工作總結{}一、項目建設穩步推進。全年開工項目３２個，完成投資１５.6億元，"
    "同比增長8.7％。{}二、存在的問題{}基層醫療力量仍然薄弱，村級道路養護經費不足。{}"
)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize(
    ("codec", "original", "encoding"),
    [
        ("utf-8", SIMPLIFIED, "utf-8"),
        ("utf-8-sig", SIMPLIFIED, "utf-8-sig"),
        ("utf-16", SIMPLIFIED, "utf-16"),
        ("utf-16-le", SIMPLIFIED, "utf-16-le"),
        ("utf-16-be", SIMPLIFIED, "utf-16-be"),
        ("utf-32", SIMPLIFIED, "utf-32"),
        ("gb2312", SIMPLIFIED, "gb18030"),
        ("gbk", SIMPLIFIED, "gb18030"),
        ("gb18030", SIMPLIFIED, "gb18030"),
        ("gbk", TRADITIONAL, "gb18030"),
        ("utf-8", TRADITIONAL, "utf-8"),
        ("utf-16-le", TRADITIONAL, "utf-16-le"),
        ("big5", TRADITIONAL, "big5"),
        ("cp950", TRADITIONAL, "big5"),
    ],
)
def test_encodings_are_told_apart(codec: str, original: str, encoding: str, line_end: str) -> None:
    text = original.replace("{}", line_end)
    assert read_text(text.encode(codec), "report.txt") == Reading(text, "txt", encoding, [])


@pytest.mark.parametrize("mark", [b"\xfe\xff", b"\xff\xfe"])
def test_utf16_in_either_order(mark: bytes) -> None:
    codec = "utf-16-be" if mark == b"\xfe\xff" else "utf-16-le"
    reading = read_text(mark + SIMPLIFIED.encode(codec), "report.txt")
    assert (reading.text, reading.encoding) == (SIMPLIFIED, "utf-16")


def test_characters_of_hong_kong() -> None:
    text = TRADITIONAL + "深水埗嘅街坊咗喺邨"
    reading = read_text(text.encode("big5hkscs"), "report.txt")
    assert (reading.text, reading.encoding) == (text, "big5hkscs")


def test_gb18030_with_a_mark() -> None:
    assert read_text(("\ufeff" + SIMPLIFIED).encode("gb18030"), "report.txt").text == SIMPLIFIED


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("gbk", "工作总结"),
        ("gbk", "增长５％。"),
        ("gbk", "完成投资15.6亿元"),
        ("big5", "工作總結"),
        ("big5", "增長15.6%，"),
        ("utf-16-le", "一、总结"),
        ("utf-16-be", "一、总结"),
    ],
)
def test_a_few_characters_are_enough(codec: str, text: str) -> None:
    assert read_text(text.encode(codec), "report.txt").text == text


def test_ascii_before_the_first_chinese_character_does_not_hide_it() -> None:
    text = "<!-- " + "x" * 100_001 + " -->\n" + SIMPLIFIED
    assert read_text(text.encode("gbk"), "report.txt").text == text


@pytest.mark.parametrize("codec", ["utf-8", "gbk", "big5", "utf-16-le"])
def test_a_cut_off_end_is_read_with_a_diagnostic(codec: str) -> None:
    text = TRADITIONAL if codec == "big5" else SIMPLIFIED
    whole = text.removesuffix("{}")
    reading = read_text((whole + "路").encode(codec)[:-1], "report.txt")
    assert reading.text == whole + "\ufffd"
    (found,) = reading.diagnostics
    assert (found.code, found.start, found.end) == ("undecodable-bytes", len(whole), len(whole) + 1)


@pytest.mark.parametrize("codec", ["utf-8", "gbk", "big5"])
def test_a_stray_bad_byte_is_read_with_a_diagnostic(codec: str) -> None:
    text = TRADITIONAL if codec == "big5" else SIMPLIFIED
    before, after = text[:20].encode(codec), text[20:].encode(codec)
    reading = read_text(before + b"\xff" + after, "report.txt")
    assert reading.text == text[:20] + "\ufffd" + text[20:]
    assert [(found.code, found.start) for found in reading.diagnostics] == [
        ("undecodable-bytes", 20)
    ]
    assert "(places: 1)," in reading.diagnostics[0].message


def test_a_lone_surrogate_in_utf16_becomes_the_replacement_character() -> None:
    data = b"\xff\xfe" + SIMPLIFIED.encode("utf-16-le") + b"\x00\xd8"
    assert read_text(data, "report.txt").text == SIMPLIFIED + "\ufffd"


def test_text_in_another_script_is_still_text() -> None:
    text = "تقرير عن أعمال الحكومة\x00\n"
    assert read_text(text.encode(), "report.txt").text == text


def archive(*members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for member in members:
            file.writestr(member, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "the file is empty"),
        (b" \r\n\t\n", "only blanks"),
        (b"\xef\xbb\xbf", "only blanks"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "this is a PDF document"),
        (archive("word/document.xml"), "this is a Word document (.docx)"),
        (archive("xl/workbook.xml"), "this is an Excel workbook (.xlsx)"),
        (archive("report.txt"), "this is a zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "an old Office document"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "this is a PNG image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "this is a JPEG image"),
        (gzip.compress(SIMPLIFIED.encode()), "this is a gzip archive"),
        (b"{\\rtf1\\ansi\\ansicpg936", "this is an RTF document"),
        (bytes(range(256)) * 20, "this is not text"),
        (b"\0" * 1000, "this is not text"),
        ("Привет, это отчёт правительства".encode("cp1251"), "this is not text"),
    ],
)
def test_what_is_no_text_is_said_by_name(data: bytes, problem: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_text(data, "reports/report.txt")
    assert caught.value.name == "reports/report.txt"
    assert problem in caught.value.problem
    assert str(caught.value) == f"reports/report.txt: {caught.value.problem}; {caught.value.advice}"


@pytest.mark.parametrize(
    "name", ["总结", "总结.docx", "总结.html", "总结.TXT", "1.2023年总结", "总结v1.2", "a.log"]
)
def test_names_that_are_read_as_text(name: str) -> None:
    assert read_bytes(SIMPLIFIED.encode(), name).text == SIMPLIFIED


chinese = st.text(
    st.sampled_from("。，、一二三年月日%0123456789\n")
    | st.characters(codec="gb2312", categories=["Lo"], min_codepoint=0x4E00),
    min_size=30,
)


@given(chinese)
def test_gbk_is_taken_for_no_other_encoding(text: str) -> None:
    data = text.encode("gbk")
    if data.isascii():
        return
    # Rare characters in a heap may look like nothing at all, but not like text in another.
    assert guess(data) in ("gb18030", None)


@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-16-le")))
@example(b"\xff\xfe")
@example(b"\xff\xfe\x00")
@example(b"\xef\xbb\xbf\xff")
@example(b"\x00")
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        reading = read_text(data, "odd.txt")
    except ReadError as error:
        assert error.name == "odd.txt"
    else:
        assert reading.text.encode("utf-8").decode("utf-8") == reading.text
        assert all(reading.text[found.start] == "\ufffd" for found in reading.diagnostics)


@pytest.mark.parametrize("head", [b"%TSD-Header-###%", b"b\x14#e\x00\x00E-SafeNet\x00\x00LOCK"])
@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.txt"])
def test_a_file_that_an_office_encrypted_is_named_as_such(head: bytes, name: str) -> None:
    with pytest.raises(ReadError, match="encrypted by a document security program"):
        read_bytes(head + bytes(range(256)) * 4, name)


def test_a_word_file_that_is_none_is_named_as_such() -> None:
    with pytest.raises(ReadError, match=r"not a Word document \(\.docx\), as its name says"):
        read_bytes(bytes(n * n * 7 % 251 for n in range(2000)), "a.docx")
