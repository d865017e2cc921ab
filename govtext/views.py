"""How a report is shown: its frame, its page, its form in a notebook.

A view imports the types of a report, so it is found by name when it is first used.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

_VIEWS = {
    "frame": "govtext.frames:to_frame",
    "page": "govtext.page:report_page",
    "browser": "govtext.page:open_page",
    "notebook": "govtext.page.notebook:report_view",
    "notebook of a claim": "govtext.page.notebook:claim_view",
}


def view(name: str) -> Callable[..., Any]:
    """The function that shows a report in this way."""
    module, _, function = _VIEWS[name].partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), function)
    return found
