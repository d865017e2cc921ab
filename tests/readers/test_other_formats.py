"""PDF, OFD, web pages, tables of texts, archives and Markdown: the text, and the errors."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from ofd_files import ofd, page_of
from word_files import archive, docx, paragraph

import govtext
from govtext.errors import ReadError
from govtext.readers import _load, formats, open_parts, read_bytes
from govtext.readers.html import read_html
from govtext.readers.office import read_doc
from govtext.report import Place

TEXT = "青石县2023年工作总结\n一、项目建设\n全年开工项目32个，完成投资15.6亿元，同比增长8.7%。"


def refused(data: bytes, name: str) -> str:
    with pytest.raises(ReadError) as caught:
        for part in open_parts(data, name):
            part.read()
    return caught.value.problem


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (docx(paragraph(TEXT)), "docx"),
        (ofd(TEXT.split("\n")), "ofd"),
        (f"<!DOCTYPE html><body><p>{TEXT}</p><p>{TEXT}</p>".encode(), "html"),
        (TEXT.encode("gbk"), "txt"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.pdf", "a", "a.html"])
def test_the_bytes_tell_the_format(data: bytes, form: str, name: str) -> None:
    assert read_bytes(data, name).format == form


def test_a_missing_package_is_said_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    for module in ("pdf", "pdfpages"):
        monkeypatch.delitem(sys.modules, f"govtext.readers.{module}", raising=False)
    with pytest.raises(ReadError, match=r"pip install 'pypdfium2"):
        read_bytes(b"%PDF-1.7", "a.pdf")


def empty_pdf(pages: int) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(200, 300)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_pdfs_without_text_and_broken_ones_are_refused() -> None:
    assert "no text layer" in refused(empty_pdf(3), "scan.pdf")
    assert "5000" in refused(empty_pdf(5001), "long.pdf")
    assert "damaged" in refused(b"%PDF-1.7\nnothing", "a.pdf")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits for a process")
@pytest.mark.parametrize("count", [b"1000000", b"2147483647"])
def test_a_pdf_that_claims_millions_of_pages_is_refused(count: bytes) -> None:
    data = (
        b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids["
        + b"3 0 R " * 1_000_000
        + b"]/Count "
        + count
        + b">>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R"
        b"/MediaBox[0 0 6 8]>>\nendobj\ntrailer\n<</Size 4/Root 1 0 R>>\n%%EOF"
    )
    assert refused(data, "a.pdf")


def test_pages_are_joined_and_their_numbers_dropped() -> None:
    long = "一是推进重点项目建设，" * 90 + "全年完成投资15亿元。"
    reading = read_bytes(ofd(["工作总结", long, "二、下一步打算"]), "a.ofd")
    assert reading.text == f"工作总结\n{long}\n二、下一步打算"
    assert [place.page for place in reading.places] == [1, 2]


def test_ofd_in_the_ways_it_may_be_written() -> None:
    members = {
        "OFD.xml": "<OFD><DocBody><DocRoot>/D/Document.xml</DocRoot></DocBody></OFD>",
        "D/Document.xml": '<Document><Pages><Page ID="1" BaseLoc="/D/P.xml"/></Pages></Document>',
        "D/P.xml": '<Page><Content><Layer><PageBlock><TextObject Boundary="10 10 90 9" Size="2" '
        'CTM="2 0 0 2 0 0"><TextCode X="0" Y="2" DeltaX="g 2 2">甲乙丙</TextCode></TextObject>'
        '<TextObject Boundary="20 30 90 9" Size="4"><TextCode X="0" Y="4">丁</TextCode>'
        "</TextObject></PageBlock></Layer></Content></Page>",
    }
    assert read_bytes(archive(members), "a.ofd").text == "甲乙丙\n丁"
    members["D/P.xml"] = page_of([])
    assert "scanned" in refused(archive(members), "a.ofd")
    del members["D/P.xml"]
    assert "P.xml is missing" in refused(archive(members), "a.ofd")


def test_a_list_on_a_page_has_its_numbers() -> None:
    body = (
        "<p>{}</p><ol style='list-style-type:cjk-ideographic'><li>甲<li>乙</ol>"
        "<ol start=3><li>丙</ol>"
    )
    page = f"<html><body>{body.format(TEXT)}<p>完成投资，增长。</p></body></html>"
    assert read_html(page.encode(), "a.html").text.split("\n")[-4:] == [
        "一、甲",
        "二、乙",
        "3. 丙",
        "完成投资，增长。",
    ]


def test_rows_of_a_page() -> None:
    rows = "<tr><th>指标</th><th>增速</th></tr><tr><td>投资</td><td><p>8.7%</p></td></tr>"
    page = f"<html><body><p>{TEXT}</p><table>{rows}</table><p>{TEXT}</p></body></html>"
    lines = read_html(page.encode("gbk"), "a.html", "gb2312").text.split("\n")
    assert lines[1:3] == ["指标\t增速", "投资\t8.7%"]


def test_font_in_font_goes_deep() -> None:
    page = "<html><body>" + "<font><div>" * 3000 + TEXT + "</body></html>"
    assert "开工项目32个" in read_html(page.encode(), "a.html").text


def test_a_page_that_is_a_well_is_refused() -> None:
    assert "larger than a report" in refused(b"<html><body>" + b"<div>" * 300_000, "a.html")


@pytest.mark.parametrize("piece", ["*", "<!--", "-|", "[", "[a](", "a ", "> ", "#"])
def test_long_lines_of_markdown_are_read_at_once(piece: str) -> None:
    text = f"# 甲\n{piece * 400_000}乙"
    assert read_bytes(text.encode(), "a.md").text.endswith("乙")


def test_a_table_gives_a_report_a_row(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_bytes(
        f'省份,年份,内容\n甲省,2023,"{TEXT}"\n空,,\n乙省,2024,"{TEXT}"\n'.encode("gbk")
    )
    reports = list(govtext.read_corpus(file))
    assert [report.source.name for report in reports] == ["t.csv/2", "t.csv/4"]
    assert reports[0].text == TEXT
    assert reports[1].metadata.columns == {"省份": "乙省", "年份": "2024"}
    assert reports[1].source.places == [Place(0, len(TEXT), row=4, column="内容")]
    assert govtext.Report.from_json(reports[0].to_json()) == reports[0]
    with pytest.raises(ReadError, match="several reports"):
        govtext.read(file)


def test_the_column_of_texts_is_found_or_named() -> None:
    rows = [{"a": 1, "b": "短", "c": TEXT * 4}, {"a": None, "b": "短", "c": TEXT * 4}]
    data = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
    parts = list(open_parts(data, "t.jsonl"))
    assert [(part.name, part.read().columns) for part in parts] == [
        ("1", {"a": 1, "b": "短"}),
        ("2", {"a": None, "b": "短"}),
    ]
    assert next(open_parts(data, "t.jsonl", "b")).read().text == "短"
    with pytest.raises(ReadError, match="no column “d”; its columns are a、b、c"):
        next(open_parts(data, "t.jsonl", "d"))
    with pytest.raises(ReadError, match="none of its columns"):
        next(open_parts(b"x,y\n1,2\n", "t.csv"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_table_that_govtext_wrote_is_no_table_of_reports(lang: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    for command, name in (("convert", "convert.csv"), ("targets", "targets.csv")):
        run = [sys.executable, "-m", "govtext", "--lang", lang, command]
        subprocess.run([*run, "a.txt", "-o", name], cwd=tmp_path, check=True)
        data = (tmp_path / name).read_bytes()
        assert "govtext wrote" in refused(data, name)
    assert "line 1 is no JSON object" in refused(b"[1]\n", "t.jsonl")


def test_sheets_of_a_workbook() -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.append(["年份", "数值"])
    first.append([2023, 1.5])
    second = book.create_sheet("报告")
    second.append(["标题", "正文"])
    second.append(["甲", TEXT + "_x000D_\n完"])
    buffer = io.BytesIO()
    book.save(buffer)
    (part,) = open_parts(buffer.getvalue(), "t.xlsx")
    reading = part.read()
    assert (part.name, reading.text) == ("报告/2", TEXT + "\n完")
    assert reading.places == [Place(0, len(reading.text), row=2, column="正文", sheet="报告")]
    assert reading.columns == {"标题": "甲"}


def zipped(members: dict[bytes, bytes]) -> bytes:
    """An archive with names as bytes, as Windows writes them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for n, (name, data) in enumerate(members.items()):
            file.writestr(zipfile.ZipInfo("!#$%"[n] * len(name)), data)
    raw = buffer.getvalue()
    for n, name in enumerate(members):
        raw = raw.replace(b"!#$%"[n : n + 1] * len(name), name)
    return raw


def test_names_in_an_archive(tmp_path: Path) -> None:
    data = zipped(
        {
            "年度/教育局总结.txt".encode("gbk"): TEXT.encode("gbk"),
            "卫生局2023年总结.txt".encode(): TEXT.encode(),
            "../../外面.txt".encode("gbk"): b"",
            b"picture.png": b"x",
        }
    )
    file = tmp_path / "包.zip"
    file.write_bytes(data)
    errors: list[ReadError] = []
    reports = list(govtext.read_corpus(file, on_error=errors.append))
    assert sorted(str(report.source.name) for report in reports) == [
        "包.zip/卫生局2023年总结.txt",
        "包.zip/年度/教育局总结.txt",
    ]
    assert [error.name for error in errors] == [f"{file}/外面.txt"]


def test_archives_in_archives_and_tables_in_them() -> None:
    inner = archive({"a.txt": TEXT})
    data = archive({"b.zip": inner, "t.csv": f'内容\n"{TEXT}"\n'})
    parts = {part.name: part for part in open_parts(data, "a.zip")}
    assert parts["t.csv/2"].read().text == TEXT
    with pytest.raises(ReadError, match="archive inside an archive"):
        parts["b.zip"].read()


def test_a_zip_bomb_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        with file.open("a.txt", "w", force_zip64=True) as member:
            for _ in range(70):
                member.write(b"\0" * 1_000_000)
        file.writestr("b.txt", TEXT)
    parts = {part.name: part for part in open_parts(buffer.getvalue(), "a.zip")}
    with pytest.raises(ReadError, match="unpacks to more"):
        parts["a.txt"].read()
    assert parts["b.txt"].read().text == TEXT


def test_a_size_that_is_a_lie() -> None:
    data = bytearray(docx(paragraph("甲")))
    for signature, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.find(signature)
        while start >= 0:
            data[start + at : start + at + 4] = (2_000_000_000).to_bytes(4, "little")
            start = data.find(signature, start + 4)
    assert "unpacks to more" in refused(bytes(data), "a.docx")


def test_markdown_without_its_marks() -> None:
    text = (
        "---\ntitle: x\ntags: [y]\n---\n# 工作总结\n\n**一、工作回顾**\n\n"
        "**一是强化责任。**排查水域**处，占**%。\n\n- 修路[12公里](http://a)\n\n"
        "| 指标 | 增速 |\n| --- | ---: |\n| 投资 | 8.7% |\n\n20\\*\\*年\n"
    )
    assert read_bytes(text.encode(), "a.md").text == (
        "title: x\n工作总结\n\n一、工作回顾\n\n一是强化责任。排查水域**处，占**%。\n\n"
        "修路12公里\n\n指标\t增速\n投资\t8.7%\n\n20**年\n"
    )


def test_old_formats_need_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda program: None)
    with pytest.raises(ReadError, match="apt-get install libreoffice-writer-nogui"):
        read_bytes(b"{\\rtf1\\ansi x}", "a.rtf")
    workbook = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le")
    with pytest.raises(ReadError, match="an old Excel workbook"):
        read_doc(workbook, "a.doc")


def test_every_reader_is_there() -> None:
    for form in formats.FORMATS:
        assert callable(_load(form, "a"))


def test_a_bad_line_costs_no_other_line() -> None:
    lines = [json.dumps({"n": n, "正文": TEXT}, ensure_ascii=False) for n in range(4)]
    lines[1] = lines[1][:30]
    lines[2] = lines[2].replace('"n": 2', '"n": NaN')
    lines.append('{"n": 4, "正文": "\\ud83d新建学校3所。"}')
    parts = list(open_parts("\n".join(lines).encode(), "t.jsonl"))
    assert [part.name for part in parts] == ["1", "2", "3", "4", "5"]
    with pytest.raises(ReadError, match="line 2 is no JSON object"):
        parts[1].read()
    assert parts[2].read().columns == {"n": None}
    assert parts[4].read().text.endswith("新建学校3所。")


def test_a_row_that_swallowed_the_next_one_is_told() -> None:
    rows = [f'县{n},"{TEXT}"\n' for n in range(4)]
    rows[1] = rows[1].rstrip('"\n') + "\n"
    parts = list(open_parts(("标题,正文\n" + "".join(rows)).encode(), "t.csv"))
    told = [[found.code for found in part.read().diagnostics] for part in parts]
    assert told == [[], ["uneven-row"], []]


def test_random_bytes_are_no_web_page() -> None:
    data = b"<html><body>" + bytes(n * n * 7 % 251 for n in range(9000)) + b"</body></html>"
    assert "no web page" in refused(data, "a.html")
