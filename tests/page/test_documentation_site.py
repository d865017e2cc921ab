"""The site of the documentation: it is built without a warning, in both languages, and its search
finds the words of both."""

from __future__ import annotations

import functools
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parent.parent.parent
TRANSLATED = sorted(path.name.removesuffix(".zh.md") for path in (ROOT / "docs").glob("*.zh.md"))


class Silent(SimpleHTTPRequestHandler):
    """Serves files, and says nothing of each."""

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    for module in ("material", "mkdocs_static_i18n", "mkdocstrings"):
        pytest.importorskip(module, reason="the tools of the documentation are not installed")
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", folder],
        cwd=ROOT,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        check=False,
        timeout=300,
    )
    assert not done.returncode, done.stderr.decode("utf-8", "replace")
    return folder


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    # The search asks for its index, which a page from disk may not.
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Silent, directory=site)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/zh/tutorial.html")
    yield page
    context.close()


@pytest.mark.parametrize("name", TRANSLATED)
def test_each_language_leads_to_the_other(site: Path, name: str) -> None:
    english = (site / f"{name}.html").read_text(encoding="utf-8")
    chinese = (site / "zh" / f"{name}.html").read_text(encoding="utf-8")
    assert '<html lang="en"' in english
    assert '<html lang="zh"' in chinese
    assert f'href="zh/{name}.html" hreflang="zh"' in english
    assert f'href="../{name}.html" hreflang="en"' in chinese


def test_a_page_without_chinese_is_there_in_english(site: Path) -> None:
    assert "reference" not in TRANSLATED
    assert "govtext.pipeline.parse" in (site / "zh" / "reference.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("校对", "zh/check.html"),
        ("集群", "zh/batch.html"),
        ("超额完成", "zh/targets.html"),
        ("不用编程", "zh/windows.html"),
        ("attention", "attention.html"),
    ],
)
def test_the_search_finds_words(page: Page, address: str, word: str, found: str) -> None:
    page.fill("input.md-search__input", "")
    page.click("input.md-search__input")
    page.type("input.md-search__input", word)
    # The search listens to keys, which an input method gives too, and playwright for Latin only.
    page.dispatch_event("input.md-search__input", "keyup")
    page.wait_for_selector(f'.md-search-result__link[href^="{address}/{found}"]', timeout=20_000)


def test_lines_of_chinese_join_without_a_blank(site: Path) -> None:
    chinese = "[\u4e00-\u9fff，。；：、]"
    for page in (site / "zh").glob("*.html"):
        # What is printed in blocks of code keeps its lines.
        shown = re.sub(r"<pre.*?</pre>", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        broken = re.search(rf".*{chinese}\n *{chinese}.*", shown.partition("<article")[2])
        assert broken is None, f"{page.name}: {broken[0]}"
