"""Word documents: what is text and what is not, and its places."""

from __future__ import annotations

import pytest
from word_files import archive, docx, paragraph, run

from govtext.corpus import report_of
from govtext.errors import ReadError
from govtext.readers.docx import read_docx
from govtext.report import Place

BY = 'w:author="a" w:date="2024-01-01T00:00:00Z"'


def text(body: str, **parts: str) -> str:
    return read_docx(docx(body, **parts), "a.docx").text


def cells(*contents: str) -> str:
    return "".join(f"<w:tc><w:tcPr/>{content}</w:tc>" for content in contents)


def table(*rows: str) -> str:
    return (
        "<w:tbl><w:tblPr/><w:tblGrid/>"
        + "".join(f"<w:tr>{row}</w:tr>" for row in rows)
        + "</w:tbl>"
    )


def test_paragraphs_and_rows_in_order() -> None:
    body = (
        paragraph("甲")
        + table(
            cells(paragraph("指标"), paragraph("数值")),
            cells(paragraph("投资"), paragraph("3") + paragraph("亿元")),
            cells(paragraph("合并"), paragraph()),
        )
        + paragraph("乙")
    )
    assert text(body) == "甲\n指标\t数值\n投资\t3 亿元\n合并\n乙"


def test_a_frame_of_one_cell_holds_paragraphs() -> None:
    assert text(table(cells(paragraph("甲") + paragraph("乙")))) == "甲\n乙"


def test_tracked_changes_are_accepted() -> None:
    body = (
        paragraph(
            content=f'{run("增长")}<w:del w:id="1" {BY}><w:r><w:delText>5%</w:delText></w:r>'
            "</w:del>"
            f'<w:ins w:id="2" {BY}>{run("6%")}</w:ins>'
            f'<w:moveFrom w:id="3" {BY}>{run("移走")}</w:moveFrom>'
        )
        + paragraph("前半", mark=f'<w:del w:id="4" {BY}/>')
        + paragraph("后半")
        + table(f'<w:trPr><w:del w:id="5" {BY}/></w:trPr>{cells(paragraph("删去的行"))}')
    )
    assert text(body) == "增长6%\n前半后半"


def test_what_is_not_shown_is_not_text() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("12")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    ruby = (
        f"<w:r><w:ruby><w:rt>{run('zuǒ')}</w:rt><w:rubyBase>{run('左')}</w:rubyBase></w:ruby></w:r>"
    )
    assert text(paragraph(content=run("第") + hidden + field + run("页") + ruby)) == "第12页左"


def test_breaks_and_special_characters() -> None:
    content = (
        "<w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:br w:type='page'/><w:t>三</w:t><w:tab/>"
        "<w:t>四</w:t><w:noBreakHyphen/><w:sym w:font='Wingdings' w:char='F06C'/></w:r>"
    )
    assert text(paragraph(content=content)) == "一\n二三\t四-●"


def test_a_text_box_comes_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('框里')}</w:txbxContent>"
    content = run("框外") + (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><a:graphic>"
        f"<a:graphicData><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        f"</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text(paragraph(content=content) + paragraph("后")) == "框外\n框里\n后"


def test_footnotes_come_last() -> None:
    notes = (
        '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{paragraph("规上工业：年主营业务收入2000万元以上。")}</w:footnote>'
    )
    body = paragraph(content=run("规上工业") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    reading = read_docx(docx(body + paragraph("完"), footnotes=notes), "a.docx")
    assert reading.text == "规上工业\n完\n规上工业：年主营业务收入2000万元以上。"
    assert reading.places[-1] == Place(7, 28, note="2")


def test_places_lead_back_to_the_paragraph() -> None:
    body = paragraph("青石县2023年工作总结") + table(
        cells(paragraph("投资"), paragraph("完成投资15亿元。"))
    )
    report = report_of(docx(body), "a.docx", "a.docx")
    assert report.source.places == [
        Place(0, 12, paragraph=0),
        Place(13, 15, paragraph=1),
        Place(16, 25, paragraph=2),
    ]
    (claim,) = report.claims
    place = report.place_of(claim)
    assert place is not None and place.paragraph == 2


def test_strict_documents() -> None:
    main = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = "<w:body><w:p><w:r><w:t>严格</w:t></w:r></w:p></w:body>"
    document = f'<w:document xmlns:w="{main}">{body}</w:document>'
    data = archive({"word/document.xml": document})
    assert read_docx(data, "a.docx").text == "严格"


ENTITY = '<!DOCTYPE d [<!ENTITY a "{}">]>'
LAUGHS = "<!DOCTYPE d [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(12)
)


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        (ENTITY.format("x") + "<d>&a;</d>", "declares a document type"),
        ('<!DOCTYPE d SYSTEM "file:///etc/passwd"><d/>', "declares a document type"),
        (LAUGHS + "]><d>&m;</d>", "document type|no XML"),
        ("<d>", "is no XML"),
        ("<d/>", "no text"),
        ("<a>" * 3_000_000, "more elements|no XML"),
        ("<d " + "a='1' " * 4_000_001 + "/>", "more elements"),
        ("<d>" + "x" * 64_000_001 + "</d>", "unpacks to more"),
    ],
    ids=["entity", "external", "laughs", "cut off", "empty", "deep", "attributes", "bomb"],
)
def test_attacks_are_refused(document: str, problem: str) -> None:
    with pytest.raises(ReadError, match=problem):
        read_docx(archive({"word/document.xml": document}), "a.docx")
