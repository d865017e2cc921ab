"""A page put before the eyes of whoever asked for it."""

from __future__ import annotations

import tempfile
import webbrowser
from pathlib import Path


def open_page(page: str) -> Path:
    """Write ``page`` to a temporary file, open it in the browser, and say where it is."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", newline="", prefix="govtext-", suffix=".html", delete=False
    ) as file:
        # The browser reads it after this program has ended, so it is not deleted here.
        file.write(page)
    path = Path(file.name)
    webbrowser.open(path.as_uri())
    return path
