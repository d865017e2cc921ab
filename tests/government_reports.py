"""Reports of governments to try targets and outcomes on: a review and a plan of our own."""

from __future__ import annotations

import govtext
from govtext import Report


def government_report(
    year: int,
    review: str = "各项事业取得新进展。",
    plan: str = "扎实推进各项工作。",
    issuer: str = "福建省",
) -> Report:
    """The report of a government for ``year``, which reviews the year before."""
    found = govtext.parse(
        f"{year}年{issuer}人民政府工作报告\n一、{year - 1}年工作回顾\n{review}\n"
        f"二、{year}年工作安排\n{plan}\n"
    )
    found.source.name = f"{year}_{issuer}.txt"
    return found
