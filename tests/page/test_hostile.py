"""Reports that try to run something in the page, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

import govtext
from govtext import Report

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Open = Callable[..., Page]

HOSTILE = [
    "<script>alert(1)</script>",
    "</style><script>alert(2)</script>",
    "</script><script>alert(3)</script>",
    '"><img src=x onerror=alert(4)>',
    "' onmouseover='alert(5)",
    "javascript:alert(6)",
    "&lt;script&gt;alert(7)&lt;/script&gt;",
    "<!-- <script> ]]>",
    "${alert(8)} $title $$ {{alert(9)}}",
    "\u202e倒过来\u2066隔开\u200f",
    "\x00\x1b[31m\x7f",
]


# What the program writes from words of its own.
FIXED = {
    *("schema", "text", "id", "node", "kind", "category", "status", "bound", "basis", "direction"),
    *("stands_for", "nature", "role", "strength"),
}


def poisoned(item: Any, poison: str) -> Any:
    """``item`` with every text in it that a reader of JSON could have put there ended by poison."""
    if isinstance(item, list):
        return [poisoned(one, poison) for one in item]
    if isinstance(item, dict):
        return {
            key: value if key in FIXED else poisoned(value, poison) for key, value in item.items()
        }
    return item + poison if isinstance(item, str) else item


@pytest.mark.parametrize("poison", HOSTILE)
def test_what_a_report_holds_shows_as_text_and_never_runs(open_page: Open, poison: str) -> None:
    text = (
        f"青石县工作总结{poison}\n一、建设{poison}\n新建学校3所{poison}，投资**万元。\n"
        f"存在{poison}不足。\n"
    )
    report = govtext.parse(text * 2)
    report.diagnostics.append(govtext.report.Diagnostic("odd", "odd", 0, 5))
    document = msgspec.to_builtins(report)
    poisoned_report = msgspec.convert(poisoned(document, poison), Report)
    for shown_report in (report, poisoned_report):
        page = open_page(shown_report.to_html())
        assert page.locator("script").count() == 3
        assert page.locator("style").count() == 1
        assert page.locator("img, iframe, [onerror], [onmouseover]").count() == 0
        for claim in shown_report.claims:
            page.click(f"#claim-{claim.id}")
        for tab in ("lists", "diagnostics", "claims"):
            page.click(f"#tab-{tab}")
        page.fill("#sought", poison)
        page.wait_for_timeout(200)
        assert page.evaluate("[...document.links].every(a => /^(file|#)/.test(a.href))")
        if poison.isprintable():
            assert poison in page.inner_text("article")
        else:
            assert "\u202e" not in page.inner_text("body")
            assert page.locator("article .control").count() > 0


def test_a_script_put_into_a_page_does_not_run(
    open_page: Open, complaints: list[str], masked: Report
) -> None:
    bait = "<script>document.title = 'ran'</script><p id=bait onclick='document.title=1'>x</p>"
    page = open_page(masked.to_html().replace("<article>", f"<article>{bait}"))
    page.click("#bait")
    assert page.title() == masked.metadata.title
    assert len(complaints) == 2
    assert all("Content Security Policy" in complaint for complaint in complaints)
    complaints.clear()
