"""The sample reports, in every format that the tests can write."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from importlib.resources import files

import openpyxl
import pyarrow
import pyarrow.parquet
from ofd_files import ofd
from web_pages import break_page, form_page, word_page
from word_files import abstract, archive, docx, level, num, paragraph, run, start_again

SAMPLES = {
    file.name.removesuffix(".txt"): [
        # Blank lines and indents are layout, which most formats have no text for.
        " ".join(line.split(" ")).strip()
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    for file in sorted((files("govtext.corpora") / "docs").iterdir(), key=lambda file: file.name)
}


def cell(text: str) -> str:
    return f"<w:tc><w:tcPr/>{paragraph(text)}</w:tc>"


def table(rows: list[str]) -> str:
    width = max(row.count("\t") for row in rows) + 1
    grid = '<w:gridCol w:w="2200"/>' * width
    body = "".join(f"<w:tr>{''.join(map(cell, row.split(chr(9))))}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def blocks(lines: list[str], block: Callable[[str], str]) -> str:
    """Lines as paragraphs, those with tabs as the rows of tables."""
    out: list[str] = []
    rows: list[str] = []
    for line in [*lines, ""]:
        if "\t" in line:
            rows.append(line)
            continue
        if rows:
            out.append(table(rows))
            rows = []
        if line:
            out.append(block(line))
    return "".join(out)


INDENT = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'


def indented(line: str) -> str:
    font = '<w:rPr><w:rFonts w:eastAsia="Noto Serif CJK SC"/><w:sz w:val="32"/></w:rPr>'
    text = run(line).replace("<w:r>", f"<w:r>{font}")
    return f"<w:p><w:pPr>{INDENT}</w:pPr>{text}</w:p>"


def plain_docx(lines: list[str]) -> bytes:
    return docx(blocks(lines, indented))


MARKERS = (
    (re.compile(r"([一二三四五六七八九十]{1,3})、"), "%1、", "chineseCountingThousand"),
    (re.compile(r"（([一二三四五六七八九十]{1,3})）"), "（%2）", "chineseCountingThousand"),
    (re.compile(r"(\d{1,2})\.(?!\d)"), "%3.", "decimal"),
    (re.compile(r"（(\d{1,2})）"), "（%4）", "decimal"),
)
DIGITS = dict(zip("一二三四五六七八九", range(1, 10), strict=True))


def ordinal(written: str) -> int:
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    return (DIGITS.get(tens, 1) * 10 if ten else 0) + DIGITS.get(ones, 0)


def numbered_docx(lines: list[str]) -> bytes:
    """Markers taken out of the text and left to Word to write."""
    levels = [
        level(n, text, form, more='<w:suff w:val="nothing"/>')
        for n, (_, text, form) in enumerate(MARKERS)
    ]
    nums = [num(1, 0)]
    counts = [0] * len(MARKERS)

    def block(line: str) -> str:
        for depth, (marker, _, _) in enumerate(MARKERS):
            found = marker.match(line)
            if found is not None:
                wanted = ordinal(found[1])
                identifier = 1
                if wanted != counts[depth] + 1:
                    identifier = len(nums) + 1
                    nums.append(num(identifier, 0, start_again(depth, wanted)))
                counts[depth:] = [wanted, *[0] * (len(MARKERS) - depth - 1)]
                return paragraph(line[found.end() :], number=identifier, level=depth)
        return paragraph(line)

    body = blocks(lines, block)
    return docx(body, numbering=abstract(0, levels) + "".join(nums))


def as_csv(lines: list[str]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerows([["province", "content"], ["青石", "\n".join(lines)]])
    return buffer.getvalue().encode("utf-8-sig")


def as_xlsx(lines: list[str]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["标题", "正文"])
    sheet.append([lines[0], "\n".join(lines)])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def as_parquet(lines: list[str]) -> bytes:
    buffer = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"n": [1], "text": ["\n".join(lines)]}), buffer)
    return buffer.getvalue()


def as_mht(lines: list[str]) -> bytes:
    head = (
        "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        '\ttype="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset="gb2312"'
        "\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    )
    return head.encode() + break_page(lines) + b"\r\n--b--\r\n"


def as_markdown(lines: list[str]) -> bytes:
    rows = [f"| {line.replace(chr(9), ' | ')} |" if "\t" in line else f"{line}\n" for line in lines]
    return ("# " + "\n".join(rows)).replace("*", r"\*").replace("_", r"\_").encode()


FORMATS: dict[str, Callable[[list[str]], bytes]] = {
    "gbk.txt": lambda lines: "\r\n".join(lines).encode("gb18030"),
    "md": as_markdown,
    "docx": plain_docx,
    "numbered.docx": numbered_docx,
    "form.html": form_page,
    "break.html": break_page,
    "word.html": word_page,
    "mht": as_mht,
    "ofd": ofd,
    "csv": as_csv,
    "jsonl": lambda lines: json.dumps({"id": 7, "text": "\n".join(lines)}).encode(),
    "xlsx": as_xlsx,
    "parquet": as_parquet,
    "zip": lambda lines: archive({"年度/总结.docx": plain_docx(lines)}),
}
