"""Options for displaCy: ``displacy.render(doc, style="span", options=DISPLACY["claims"])``."""

from __future__ import annotations

from typing import Any

COLORS: dict[str, str] = {
    # category, of sections and claims
    "achievement": "#8fd3a8",
    "problem": "#f2a6a0",
    "plan": "#a3c4f5",
    "other": "#d3d7dd",
    "mixed": "#e3cf8f",
    # status
    "actual": "#8fd3a8",
    "target": "#a3c4f5",
    # kind of quantity
    "amount": "#f0c48a",
    "percent": "#9fd8d3",
    "point": "#b5dd9a",
    "multiple": "#d9b8ef",
    "rank": "#f5b5d3",
    "ratio": "#c9c8f2",
    "duration": "#e6d3b3",
    # nature
    "flow": "#8fd3a8",
    "stock": "#a3c4f5",
    "cumulative": "#c9c8f2",
    "change": "#9fd8d3",
    "gap": "#b5dd9a",
    "share": "#d9b8ef",
    "rate": "#f0c48a",
    "capacity": "#e6d3b3",
    "time": "#f2a6a0",
    "none": "#d3d7dd",
    # field of a claim
    "label": "#a3c4f5",
    "action": "#8fd3a8",
    "scope": "#e3cf8f",
    "per": "#e6d3b3",
    "reference": "#d9b8ef",
    "streak": "#f5b5d3",
    "commitment": "#f2a6a0",
    # what a mask stands for
    "number": "#f0c48a",
    "name": "#d9b8ef",
}
"""A colour for each label that a span can have, light enough for the black of displaCy's text."""

DISPLACY: dict[str, dict[str, Any]] = {
    key: {"spans_key": key, "colors": COLORS} for key in ("sections", "claims", "fields", "masks")
}
"""The options for each group of spans."""
