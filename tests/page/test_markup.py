"""The HTML of the pages, checked without a browser."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import webbrowser
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govtext
from govtext import Report
from govtext.page import index_page, report_page, write_pages
from govtext.page.source import source

TEXT = (
    "青石县2023年工作总结\n一、项目建设\n全年开工项目32个，其中**个投产。\n"
    "二、下步打算\n力争增长5%。\n"
)


class Elements(HTMLParser):
    """The elements of a page as a browser would see them, and whether their tags match."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in ("meta", "input", "rect", "line", "circle"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("rect", "line", "circle"):
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_the_policy_allows_the_style_and_the_script_of_the_page_and_no_other() -> None:
    page = report_page(govtext.parse(TEXT))
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    for tag, rule in (("<style>", "style-src"), ('<script type="module">', "script-src")):
        content = page.partition(tag)[2].partition("</s")[0]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{rule} 'sha256-{digest}'" in policy


@pytest.mark.parametrize("page", ["report", "index"])
def test_a_page_refers_to_nothing_outside_and_has_no_inline_code(page: str) -> None:
    report = govtext.parse(TEXT)
    written = report_page(report) if page == "report" else index_page([report] * 2, ["a", "b"])
    elements = Elements(written)
    assert elements.open == []
    for tag, attributes in elements.seen:
        assert tag not in ("link", "img", "iframe", "object", "embed", "base")
        assert not any(name.startswith("on") or name == "style" for name in attributes), tag
        assert "src" not in attributes
    names = [attributes["id"] for _, attributes in elements.seen if "id" in attributes]
    assert len(names) == len(set(names))


def test_claims_masks_headings_and_furniture_are_marked() -> None:
    report = govtext.parse(TEXT)
    shown = source(report)
    first = report.claims[0].id
    assert "<h2>" in shown
    assert re.search(rf'<a id="claim-{first}"[^>]* class="claim amount"[^>]*>32个</a>', shown)
    assert re.search(
        r'class="claim amount masked"[^>]*><span class="mask number"[^>]*>\*\*<', shown
    )
    assert re.search(r'<span id="node-1"[^>]*class="node heading achievement">一、项目建设<', shown)
    assert '<p class="title"><span class="furniture">青石县2023年工作总结</span></p>' in shown


ODD = st.text(
    st.sampled_from("一、（二）是。，；\n\r\t12*某%亿元个<>&\"'\u202e\u0000\x1b增长 第"),
    max_size=200,
)


@given(ODD)
def test_the_text_is_all_there_whatever_it_holds(text: str) -> None:
    report = govtext.parse(text)
    elements = Elements(f"<article>{source(report)}</article>")
    assert elements.open == []
    control = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u202e]")
    lines = [line for line in re.split("[\r\n]", report.text or "") if line.strip()]
    assert "".join(elements.text).split("\n")[: len(lines)] == [
        control.sub("", line) for line in lines
    ]


@given(ODD)
def test_the_data_cannot_end_its_script(text: str) -> None:
    page = report_page(govtext.parse(text + "</script><!-- 共12</script>个"))
    data = page.partition('id="data">')[2].partition("</script>")[0]
    assert set(data).isdisjoint("<>&")
    assert "claims" in json.loads(data)


def test_a_report_without_its_text_is_refused() -> None:
    report = Report.from_json(govtext.parse(TEXT).to_json(text=False))
    with pytest.raises(ValueError, match="without its text"):
        report.to_html()


def test_show_opens_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    report = govtext.parse(TEXT)
    path = report.show()
    assert opened == [path.as_uri()]
    assert path.read_text(encoding="utf-8") == report.to_html()
    path.unlink()


def test_several_reports_have_an_index_and_a_page_each(tmp_path: Path) -> None:
    reports = [govtext.parse(TEXT), govtext.parse(TEXT.replace("32", "40").replace("2023", "2024"))]
    reports[0].source.name = "a:b #1?.txt"
    reports[1].source.name = "sub/年.txt"
    write_pages(reports, tmp_path / "all.html")
    index = (tmp_path / "all.html").read_text(encoding="utf-8")
    links = {html.unescape(link) for link in re.findall(r'<a href="([^"#]*)"', index)}
    assert links == {"./all/a%3Ab%20%231%3F.html", "./all/sub/%E5%B9%B4.html"}
    below = (tmp_path / "all" / "sub" / "年.html").read_text(encoding="utf-8")
    assert 'href="../../all.html"' in below
    assert (tmp_path / "all" / "a:b #1?.html").exists()


def test_an_index_compares_what_can_be_compared() -> None:
    reports = [
        govtext.parse(f"青石县{year}年工作总结\n一、工作回顾\n{year}年，城镇新增就业{number}人。\n")
        for year, number in ((2022, 500), (2023, 620))
    ]
    index = index_page(reports, ["a.html", "b.html"])
    assert "城镇新增就业" in index.partition("<figcaption>")[2].partition("</figcaption>")[0]
    assert index.count("<circle") == 2
    assert f'href="b.html#claim-{reports[1].claims[0].id}"' in index
    assert 'aria-label="1 achievement"' in index


def test_numbers_in_the_lists_keep_the_blanks_around_them() -> None:
    page = report_page(govtext.parse("一、建设\n新建学校 3所 、医院 2家 。\n"))
    said = page.partition('<ol id="achievements">')[2].partition("<p>")[2].partition("</p>")[0]
    assert re.sub("<[^>]*>", "", said) == "新建学校 3所 、医院 2家 。"
