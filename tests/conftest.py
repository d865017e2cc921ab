"""Every test raises exceptions that users get as diagnostics, in subprocesses too, and reads what
the program says in English, whatever the language of the machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

os.environ["GOVTEXT_STRICT"] = "1"
os.environ["GOVTEXT_LANG"] = "en"

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
_QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser; where there is none, the tests that need one are skipped."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed, so no page is opened"
    )
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        pytest.skip("there is no Chromium on this machine, so no page is opened")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=list(_QUIET))
        yield browser
        browser.close()
