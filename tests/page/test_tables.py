"""The pages with tables: switched to the other language, sorted, filtered, downloaded, and fit for
people with disabilities."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import govtext
from govtext import Report
from govtext.analyses.audit import CorpusAudit
from govtext.analyses.audit_record import audit_record
from govtext.analyses.gathering import gather
from govtext.checks.run import check_report
from govtext.page.analysis import analysis_page, grid, section, word
from govtext.page.audit import audit_page
from govtext.page.checked import checked_page
from govtext.page.index import index_page
from govtext.page.promises import issuer_page
from govtext.rulebook.usable import checked

if TYPE_CHECKING:
    from playwright.sync_api import Page

Open = Callable[..., "Page"]

PLAN = (
    "青石县2024年政府工作报告\n一、2023年工作回顾\n地区生产总值增长5.1%，粮食产量12万吨。\n"
    "二、2024年工作安排\n今年主要预期目标是：地区生产总值增长6%以上，粮食产量10万吨以上。\n"
)
REVIEW = (
    "青石县2025年政府工作报告\n一、2024年工作回顾\n地区生产总值增长6.3%，粮食产量9万吨。\n"
    "全县有学校12所，其中小学8所、初中3所、高中2所。\n"
)


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    found = [govtext.parse(PLAN), govtext.parse(REVIEW)]
    for report, name in zip(found, ("甲.txt", "乙.txt"), strict=True):
        report.source.name = name
    return found


def pages(reports: list[Report]) -> dict[str, str]:
    """A page of each kind that has tables or findings."""
    rules = checked()
    records = [audit_record(report) for report in reports]
    return {
        "index": index_page(reports, ["./a.html", "./b.html"]),
        "report": reports[0].to_html(),
        "targets": issuer_page("青石县", gather(reports, regions=False).pairs),
        "audit": audit_page(CorpusAudit(records), "en"),
        "check": checked_page(
            reports[1], check_report(reports[1], rules, "en"), check_report(reports[1], rules)
        ),
        "compare": govtext.compare(*reports).to_html(),
        "analysis": analysis_page(word("attention"), word("reports"), [numbers()], "en"),
    }


def numbers() -> str:
    rows: list[tuple[str, int]] = [("乙", 12000), ("甲", 300), ("丙", 4), ("=1+1", 5)]
    return section("单位", grid([word("issuer"), word("count")], rows))


KINDS = ("index", "report", "targets", "audit", "check", "compare", "analysis")


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_speaks_both_languages(open_page: Open, reports: list[Report], kind: str) -> None:
    page = open_page(pages(reports)[kind])
    english = page.locator("[data-zh]").all_text_contents()
    assert english == page.locator("[data-zh]").evaluate_all("all => all.map(e => e.dataset.en)")
    page.click("#language")
    chinese = page.locator("[data-zh]").evaluate_all("all => all.map(e => e.dataset.zh)")
    assert page.locator("[data-zh]").all_text_contents() == chinese
    assert chinese != english
    assert page.locator("[data-ui]").first.get_attribute("lang") == "zh"
    page.reload()
    page.locator("#language", has_text="English").wait_for()  # set by a script, soon


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("scheme", "width"), [("light", 1400), ("dark", 390)])
def test_a_page_meets_wcag_aa(
    open_page: Open, reports: list[Report], kind: str, scheme: str, width: int
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    size = {"width": width, "height": 800}
    page = open_page(pages(reports)[kind], color_scheme=scheme, viewport=size)
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
    found: dict[str, Any] = axe.run(page, options=rules).response
    assert found["passes"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_table_is_sorted_filtered_and_downloaded(open_page: Open, tmp_path: Path) -> None:
    page = open_page(analysis_page(word("attention"), "", [numbers()], "en"))
    first = page.locator("tbody td:first-child")
    page.click("thead th:nth-child(2) button")
    assert first.all_inner_texts() == ["丙", "=1+1", "甲", "乙"]
    page.click("thead th:nth-child(2) button")
    assert first.all_inner_texts() == ["乙", "甲", "=1+1", "丙"]
    with page.expect_download() as started:
        page.click("button.download")
    started.value.save_as(tmp_path / "a.csv")
    assert started.value.suggested_filename == "Attention.csv"
    data = (tmp_path / "a.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    lines = data.decode("utf-8-sig").splitlines()
    assert lines[0] == '"Issuer","Count"'
    assert lines[1:] == ['"乙","12,000"', '"甲","300"', '"\'=1+1","5"', '"丙","4"']
    page.fill(".tools input", "12,0")
    assert [row.is_visible() for row in page.locator("tbody tr").all()] == [True, *[False] * 3]


def test_the_claims_that_are_shown_are_downloaded(
    open_page: Open, reports: list[Report], tmp_path: Path
) -> None:
    page = open_page(reports[0].to_html())
    page.select_option("[name=status]", '"target"')
    with page.expect_download() as started:
        page.click("#filters .download")
    started.value.save_as(tmp_path / "a.csv")
    lines = (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()
    targets = [claim for claim in reports[0].claims if claim.status == "target"]
    assert len(lines) == len(targets) + 1
    assert lines[0].startswith('"#","Label","Quantity","Period","Status","Against"')
    assert f'"↑ ≥ {targets[0].quantity.text}","2024"' in lines[1]


def test_the_index_sets_indicators_beside_each_other(
    open_page: Open, reports: list[Report]
) -> None:
    nation = govtext.parse("2025年国务院政府工作报告\n一、2024年工作回顾\n粮食产量7亿吨。\n")
    later = govtext.parse("2026年国务院政府工作报告\n一、2025年工作回顾\n粮食产量7.1亿吨。\n")
    for one in (nation, later):
        one.metadata.issuer_level = "nation"
    page = open_page(index_page([*reports, nation, later], [f"./{n}.html" for n in range(4)]))
    table = page.locator("table.sortable").nth(1)
    heads = table.locator("thead th").all_inner_texts()
    column = next(n for n, head in enumerate(heads) if "粮食产量" in head and "nation" not in head)
    cells = table.locator(f"tbody tr td:nth-child({column + 1})").all_inner_texts()
    assert [" ".join(cell.split()) for cell in cells] == [
        "120,000 吨 2023",
        "90,000 吨 2024",
        "",
        "",
    ]
    captions = page.locator("figcaption").all_inner_texts()
    assert sum("粮食产量" in one and "nation" in one for one in captions) == 1
    assert "青石县" in page.locator("svg.scatter text.name").all_text_contents()
