"""Word files: what is left in them, and findings as comments at the right words."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from running import Run, run_fixture  # noqa: F401 (a fixture)
from word_files import MAIN, abstract, docx, level, num, paragraph, run

import govtext

etree = pytest.importorskip("lxml.etree", reason="lxml is not installed")
W = f"{{{MAIN}}}"
LIT = '<w:r><w:rPr><w:highlight w:val="yellow"/></w:rPr><w:t>{}</w:t></w:r>'


def saved(folder: Path, body: str, **parts: str) -> Path:
    path = folder / "总结.docx"
    path.write_bytes(docx(body, **parts))
    return path


def found(path: Path) -> list[tuple[str, str]]:
    return [(one.code, one.text) for one in govtext.check(path)]


def commented(path: Path) -> list[tuple[str, str]]:
    """Each comment of a document: the words that it marks, and what it says."""
    with zipfile.ZipFile(path) as archive:
        document = etree.fromstring(archive.read("word/document.xml"))
        comments = etree.fromstring(archive.read("word/comments.xml"))
    said = {one.get(W + "id"): "".join(one.itertext()) for one in comments}
    words: dict[str, str] = {}
    open_: set[str] = set()
    for element in document.iter():
        number = element.get(W + "id", "")
        if element.tag == W + "commentRangeStart":
            open_.add(number)
            words[number] = ""
        elif element.tag == W + "commentRangeEnd":
            open_.discard(number)
        elif element.tag == W + "t":
            for one in open_:
                words[one] += element.text or ""
    references = [one.get(W + "id") for one in document.iter(W + "commentReference")]
    assert sorted(references) == sorted(said) == sorted(words)
    return [(words[number], said[number]) for number in sorted(said, key=int)]


def test_what_an_author_has_not_settled_is_found(tmp_path: Path) -> None:
    body = paragraph("青山县2024年工作总结") + paragraph(
        content=run("新建学校")
        + '<w:del w:id="1"><w:r><w:delText>两</w:delText></w:r></w:del>'
        + f'<w:ins w:id="2">{run("三")}</w:ins>'
        + run("所，公路")
        + LIT.format("12公里")
        + '<w:r><w:commentReference w:id="0"/></w:r>'
        + run("，惠及**户。")
    )
    path = saved(tmp_path, body)
    assert found(path) == [
        ("tracked-change", "三"),
        ("tracked-change", "三"),
        ("highlighted-place", "12公里"),
        ("comment", "，惠及**户。"),
        ("masked-place", "**"),
    ]


def test_a_clean_document_has_no_findings(tmp_path: Path) -> None:
    plain = '<w:r><w:rPr><w:highlight w:val="none"/></w:rPr><w:t>新建学校3所。</w:t></w:r>'
    assert not found(saved(tmp_path, paragraph(content=plain)))


@pytest.mark.parametrize("pieces", [1, 2, 5])
def test_a_comment_stands_at_its_words(run: Run, tmp_path: Path, pieces: int) -> None:
    text = "资金于6月31日前拨付，规模以上企业由76家增加到89家，增长18.1%。"
    step = -(-len(text) // pieces)
    cut = "".join(
        f"<w:r><w:rPr><w:b/></w:rPr><w:t>{text[at : at + step]}</w:t></w:r>"
        for at in range(0, len(text), step)
    )
    path = saved(tmp_path, paragraph("青山县2024年工作总结") + paragraph(content=cut))
    before = path.read_bytes()
    out = tmp_path / "核对.docx"
    result = run("check", path, "-o", out, "--lang", "en")
    assert (result.code, path.read_bytes()) == (1, before)
    (first, said), (second, rate) = commented(out)
    assert (first, second) == ("6月31日", "18.1%")
    assert "has no day 31" in said
    assert "17.11%" in rate
    assert govtext.read(out).text == govtext.read(path).text


def test_a_number_of_word_is_no_part_of_the_words(run: Run, tmp_path: Path) -> None:
    numbering = abstract(1, [level(0, "%1、", "chineseCounting")]) + num(1, 1)
    body = paragraph("青山县2024年工作总结") + paragraph("资金于6月31日前拨付。", number=1, level=0)
    path = saved(tmp_path, body, numbering=numbering)
    out = tmp_path / "核对.docx"
    run("check", path, "-o", out)
    assert [words for words, _ in commented(out)] == ["6月31日"]


def test_the_comments_of_others_stay(run: Run, tmp_path: Path) -> None:
    path = saved(tmp_path, paragraph("资金于6月31日前拨付。"))
    once, twice = tmp_path / "一.docx", tmp_path / "二.docx"
    run("check", path, "-o", once)
    run("check", once, "-o", twice)
    assert len(commented(once)) == 1
    # The comment of the first run is itself found, as one that is left.
    assert len(commented(twice)) == 3
