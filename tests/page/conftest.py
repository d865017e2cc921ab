"""Pages opened in a real browser, and reports to show."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import govtext
from govtext import Report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

Open = Callable[..., "Page"]


@pytest.fixture
def complaints() -> list[str]:
    """What went wrong in the pages that were opened, what they asked and what they tried to get."""
    return []


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path, complaints: list[str]) -> Iterator[Open]:
    """Opens a page from disk, and sees to it that there are no complaints at the end."""
    contexts: list[BrowserContext] = []

    def open_(html: str, address: str = "", **options: Any) -> Page:
        path = tmp_path / f"page{len(contexts)}.html"
        path.write_text(html, encoding="utf-8", newline="")
        context = browser.new_context(**{"viewport": {"width": 1500, "height": 900}} | options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on(
            "request",
            lambda request: (
                None if request.url.startswith(path.as_uri()) else complaints.append(request.url)
            ),
        )
        page.goto(path.as_uri() + address)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


def sample(start: str) -> Report:
    """The sample report whose name begins with ``start``."""
    docs = files("govtext.corpora") / "docs"
    (file,) = (file for file in docs.iterdir() if file.name.startswith(start))
    return govtext.parse(file.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def masked() -> Report:
    """A masked report of an education bureau: every kind of mask, and faults in its numbering."""
    return sample("教育局工作总结和计划_星号遮盖")


@pytest.fixture(scope="session")
def long() -> Report:
    """A report of 300,000 characters: one of 15,000, twenty times over."""
    return grown(sample("2025_云岭省政府工作报告"), 20)


def grown(report: Report, times: int) -> Report:
    """``report`` several times over, as if it were one text with so many sections."""
    text = report.text or ""
    roots, claims, statements = len(report.outline), len(report.claims), len(report.statements)

    def moved(item: Any, n: int) -> Any:
        item = copy.deepcopy(item)
        spans = [item, *item.walk()] if isinstance(item, govtext.report.Node) else [item]
        if isinstance(item, govtext.report.Claim):
            spans = [item.quantity, *filter(None, [item.indicator])]
            item.id += n * claims
            item.statement += n * statements
            item.part_of = None if item.part_of is None else item.part_of + n * claims
        for span in {id(span): span for span in spans}.values():
            span.start += n * len(text)
            span.end += n * len(text)
            if isinstance(span, govtext.report.Node):
                span.id = renumbered(span.id, n)
        if isinstance(item, govtext.report.Statement):
            item.id += n * statements
        if isinstance(item, govtext.report.Entry):
            item.claims = [number + n * claims for number in item.claims]
        if getattr(item, "node", None) is not None:
            item.node = renumbered(item.node, n)
        return item

    def renumbered(node: str, n: int) -> str:
        first, dot, rest = node.partition(".")
        return f"{int(first) + n * roots}{dot}{rest}"

    lists = ("outline", "statements", "claims", "masks", "achievements", "problems", "plans")
    whole = copy.deepcopy(report)
    whole.text = text * times
    whole.source.characters = len(whole.text)
    for name in (*lists, "diagnostics", "furniture"):
        items = [moved(item, n) for n in range(times) for item in getattr(report, name)]
        setattr(whole, name, items)
    return whole
