"""A page opened in the browser."""

from __future__ import annotations

import tempfile
import webbrowser
from pathlib import Path


def open_page(page: str) -> Path:
    """Write ``page`` to a temporary file and open it in the browser. Returns the path."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", newline="", prefix="govtext-", suffix=".html", delete=False
    ) as file:
        # Not deleted here: the browser may read it after this program has ended.
        file.write(page)
    path = Path(file.name)
    webbrowser.open(path.as_uri())
    return path
