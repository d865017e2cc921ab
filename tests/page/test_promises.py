"""The pages of targets and outcomes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from government_reports import government_report

from govtext import Report
from govtext.analyses.gathering import gather
from govtext.analyses.pairs import Pair
from govtext.page.promises import corpus_page, issuer_page
from govtext.page.whiskers import ChartMark, chart

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Open = Callable[..., Page]

GOALS = "今年经济社会发展主要预期目标是："


def reports(issuer: str = "福建省", growth: str = "5%—5.5%") -> list[Report]:
    plan = f"{GOALS}地区生产总值增长{growth}，城镇新增就业10万人以上，城镇调查失业率5.5%以内。"
    review = "地区生产总值增长4.6%，城镇新增就业12万人。"
    return [
        government_report(2024, plan=plan, issuer=issuer),
        government_report(2025, review, plan, issuer=issuer),
    ]


def pairs(found: list[Report]) -> list[Pair]:
    return gather(found, regions=False).pairs


def mark(**fields: object) -> ChartMark:
    known = {
        "year": 2024, "target": 5.0, "low": None, "high": None, "arrow": 0, "outcome": None,
        "status": "", "target_text": "5%", "outcome_text": "", "target_link": "target-0",
        "outcome_link": "outcome-0",
    }  # fmt: skip
    return ChartMark(**(known | fields))  # type: ignore[arg-type]


def test_a_range_is_a_whisker_and_a_bound_an_arrow() -> None:
    assert "whisker" not in chart("GDP", "%", [mark()])[20:]
    assert chart("GDP", "%", [mark(low=5.0, high=5.5)]).count('class="whisker"') == 1
    up = re.search(r"V([\d.]+)m", chart("GDP", "%", [mark(arrow=1)]))
    down = re.search(r"V([\d.]+)m", chart("GDP", "%", [mark(arrow=-1)]))
    assert up is not None
    assert down is not None
    assert float(up[1]) < float(down[1])  # y runs downwards


def test_higher_is_above_and_later_is_to_the_right() -> None:
    drawn = chart("GDP", "%", [mark(), mark(year=2026, target=7.0, outcome=6.0, status="missed")])
    places = re.findall(r'cx="([\d.]+)" cy="([\d.]+)"', drawn)
    (x1, y1), (x2, y2), (x3, y3) = ((float(x), float(y)) for x, y in places)
    assert x1 < x2 < x3
    assert y2 < y3 < y1
    assert 'class="missed"' in drawn


def test_every_point_leads_to_a_sentence_of_the_page() -> None:
    page = issuer_page("福建省", pairs(reports()))
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert links
    assert links <= set(re.findall(r'id="([^"]+)"', page))
    assert "<mark>5%—5.5%</mark>" in page


def test_what_a_report_holds_is_escaped() -> None:
    found = reports()
    found[0].source.name = found[1].source.name = '"><script>alert(1)</script>'
    page = issuer_page('<img src=x onerror="alert(2)">', pairs(found))
    assert "<script>alert" not in page
    assert "<img" not in page


def test_a_click_on_a_column_sorts_the_table(open_page: Open) -> None:
    by_issuer: dict[tuple[str, ...], list[Pair]] = {
        (name,): pairs(reports(name, growth))
        for name, growth in (("福建省", "5%"), ("江西省", "7%"), ("湖南省", "6%"))
    }
    page = open_page(corpus_page(by_issuer, dict.fromkeys(by_issuer, "./x.html")))
    head = page.locator("thead button", has_text="地区生产总值")
    head.click()
    cells = page.locator("tbody tr a[href*=target]", has_text="%").all_inner_texts()
    growth = [cell for cell in cells if cell in ("5%", "6%", "7%")]
    assert growth == sorted(growth)
    head.click()
    cells = page.locator("tbody tr a[href*=target]", has_text="%").all_inner_texts()
    again = [cell for cell in cells if cell in ("5%", "6%", "7%")]
    assert again == sorted(again, reverse=True)


def test_what_no_rule_names_has_its_action_and_a_chart_from_its_second_year_on() -> None:
    plan = f"{GOALS}检查企业900家次，营业收入95亿元。"
    review = "检查企业960家次，实现营业收入96.2亿元。"
    told = [
        government_report(2024, plan=plan),
        government_report(2025, review, f"{GOALS}营业收入99亿元。"),
    ]
    page = issuer_page("青山", pairs(told))
    assert "<small>检查</small>" in page
    assert "+1.2亿元" in page
    assert page.count("<figure>") == 1
    other = government_report(2024, plan=plan, issuer="云岭县")
    found = {"a": pairs(told), "b": pairs([other])}
    page = corpus_page({(name,): one for name, one in found.items()}, {("a",): "a", ("b",): "b"})
    assert '<td data-key="2">2<small' in page
