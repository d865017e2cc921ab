"""The HTML of a report and of a claim in a notebook."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govtext
from govtext import Report
from govtext.page.document import asset
from govtext.report import Node, Statement

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Open = Callable[..., Page]

SAMPLES = Path(str(files("govtext.corpora") / "docs"))
POISONS = [
    "<script>alert(1)</script>",
    "</style></div><script>alert(2)</script>",
    '"><img src=x onerror=alert(3)>',
    "' onmouseover='alert(4)",
    "\u202e倒过来\x00",
]


class Seen(HTMLParser):
    """The elements of a view, and whether their tags match."""

    def __init__(self, view: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, list[str]] = {}
        self.feed(view)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in set(self.open):
            self.text.setdefault(tag, []).append(data)

    def classes(self, tag: str) -> list[str | None]:
        return [attributes.get("class") for name, attributes in self.elements if name == tag]


def test_a_report_shows_its_outline_folded_with_claims_and_masks_marked() -> None:
    report = govtext.parse(
        "青石县2023年工作总结\n各位同志:\n一、项目建设\n(一)道路。新建公路12公里,投资**万元。\n"
        "一是抓进度。开工项目3个。\n二、存在问题\n**镇基础薄弱。\n"
    )
    seen = Seen(report._repr_html_())
    folds = [attributes for tag, attributes in seen.elements if tag == "details"]
    assert len(folds) >= 3
    assert not any("open" in attributes for attributes in folds)
    assert "一、项目建设" in "".join(seen.text["summary"])
    assert "".join(seen.text["mark"]) == "".join(claim.quantity.text for claim in report.claims)
    assert seen.classes("mark") == ["claim", "claim masked", "claim"]
    assert [one for one in seen.classes("span") if one and "mask" in one] == [
        "mask number",
        "mask name",
    ]
    said = "".join(seen.text["p"])
    assert "新建公路12公里,投资**万元。" in said
    assert "**镇基础薄弱。" in said
    # A sentence that is only the heading is not said twice.
    assert "(一)道路" not in said


@pytest.mark.parametrize("path", sorted(SAMPLES.iterdir()), ids=lambda path: path.stem)
def test_every_sample_is_shown_whole_and_in_order(path: Path) -> None:
    report = govtext.read(path)
    text = report.text or ""
    seen = Seen(report._repr_html_())
    marked = "".join(seen.text.get("mark", ()))
    assert marked == "".join(claim.quantity.text for claim in report.claims)
    said = re.sub(r"\s", "", "".join(seen.text["p"]) + "".join(seen.text.get("summary", ())))
    for statement in report.statements:
        sentence = re.sub(r"\s", "", text[statement.start : statement.end])
        assert sentence.rstrip("。：:") in said


def test_nothing_leaks_into_the_notebook() -> None:
    view = govtext.parse("一、建设\n新建学校3所。")._repr_html_()
    names = {attribute for _, attributes in Seen(view).elements for attribute in attributes}
    assert names <= {"class", "title"}
    rules = re.findall(r"(?:^|\})\s*([^{}]+)\{", re.sub(r"/\*.*?\*/", "", asset("notebook.css")))
    assert len(rules) > 10
    for rule in rules:
        assert all(one.strip().startswith(".govtext-view") for one in rule.split(","))


@pytest.mark.parametrize("poison", POISONS)
def test_what_a_report_holds_shows_as_text(poison: str) -> None:
    report = govtext.parse(f"青石县工作总结\n一、建设\n新建学校3所。\n质量{poison}有保证。\n")
    report.metadata.title = report.metadata.issuer = report.source.name = poison
    claim = next(one for one in report.claims if one.quantity.text == "3所")
    claim.period = claim.quantity.unit = poison
    assert claim.indicator is not None
    claim.indicator.text = poison
    report.outline[0].title += poison
    for view in (report._repr_html_(), claim._repr_html_()):
        tags = {tag for tag, _ in Seen(view).elements}
        assert tags <= {
            *("div", "style", "ul", "li", "bdi", "details", "summary", "small", "p", "mark"),
            *("span", "i", "table", "tbody", "tr", "th", "td"),
        }
        assert view.count("<style>") == view.count("</style>") == 1
        assert "\u202e" not in view and "\x00" not in view


@pytest.mark.parametrize("poison", POISONS)
def test_it_never_runs_in_a_browser(open_page: Open, poison: str) -> None:
    report = govtext.parse(f"青石县工作总结\n一、建设\n新建学校3所。\n质量{poison}有保证。\n")
    report.outline[0].title += poison
    page = open_page(f"<!doctype html><meta charset=utf-8>{report._repr_html_()}")
    assert page.locator("script, img, [onerror], [onmouseover]").count() == 0
    assert not page.get_by_text("3所", exact=True).first.is_visible()
    for summary in page.locator("summary").all():
        summary.click()
    assert page.get_by_text("3所", exact=True).first.is_visible()


def test_a_long_report_is_cut_and_says_so() -> None:
    text = "一、建设\n" + "新建学校3所，投资5万元。\n" * 20_000
    report = govtext.parse(text)
    view = report._repr_html_()
    assert len(view) < 5_000_000
    assert "more sentences are not shown; report.show() opens the whole." in view
    shown = Seen(view).classes("mark")
    assert 0 < len(shown) < len(report.claims)


def test_a_deep_outline_is_shown() -> None:
    report = govtext.parse("")
    root = node = Node("1", "heading", None, None, "题", 0, 1)
    for _ in range(2_000):
        node.children = [Node(f"{node.id}.1", "heading", None, None, "题", 0, 1)]
        node = node.children[0]
    report.text, report.outline = "题", [root]
    report.statements = [Statement(1, node.id, 0, 1)]
    assert len(Seen(report._repr_html_()).classes("details")) == 2_001


def test_without_its_text_a_report_shows_its_outline() -> None:
    report = govtext.parse("一、建设\n新建学校3所。")
    bare = Report.from_json(report.to_json(text=False))
    seen = Seen(bare._repr_html_())
    assert "一、建设" in "".join(seen.text["summary"])
    assert "The text was left out of this report." in "".join(seen.text["p"])
    assert seen.classes("mark") == []


def test_a_claim_shows_what_it_says() -> None:
    claims = govtext.parse("2023年全市地区生产总值增长5.5%左右，投资**万元。").claims
    text = "".join(Seen(claims[0]._repr_html_()).text["td"])
    for said in ("全市地区生产总值", "地区生产总值", "5.5%", "~", "increase", "2023", "actual"):
        assert said in text
    assert "**万元 (masked)" in "".join(Seen(claims[1]._repr_html_()).text["td"])


@given(st.text(max_size=200))
def test_any_text_makes_a_view_whose_tags_match(text: str) -> None:
    report = govtext.parse(text)
    Seen(report._repr_html_())
    for claim in report.claims:
        Seen(claim._repr_html_())
