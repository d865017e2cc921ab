"""Claims of one sentence in a report, and their fields as the tests compare them."""

from __future__ import annotations

from typing import Any

import govtext
from govtext.report import Claim

REVIEW = "2025年政府工作报告\n一、2024年工作回顾\n{}\n"
PLAN = "2025年政府工作报告\n二、2025年工作安排\n{}\n"


def claims(sentence: str, page: str = REVIEW) -> list[Claim]:
    """The claims of a sentence on a page."""
    return govtext.parse(page.format(sentence)).claims


def texts(sentence: str, field: str, page: str = REVIEW) -> list[Any]:
    """A field of each claim of a sentence, words as a string."""
    found = [getattr(claim, field) for claim in claims(sentence, page)]
    return [one.text if hasattr(one, "text") else one for one in found]
