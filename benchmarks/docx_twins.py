"""Compares Word documents with their text twins: the same outline, the same claims?

    python benchmarks/docx_twins.py DOCX_FOLDER TXT_FOLDER

Twins have the same name but for the suffix. Exit status 1 where any pair differs.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import govtext
from govtext.report import Report


def said(report: Report) -> list[Any]:
    """What a report says, without offsets, which a blank more or less moves."""
    nodes = [
        (node.id, node.kind, node.marker, node.title, node.category) for node in report.nodes()
    ]
    claims = [
        (
            claim.node,
            claim.category,
            claim.status,
            claim.period,
            claim.indicator and claim.indicator.text,
            claim.quantity.text,
            claim.quantity.value,
            claim.direction,
            claim.basis,
            claim.part_of,
        )
        for claim in report.claims
    ]
    return [nodes, claims]


def main() -> int:
    """Print a line for each pair that differs, and how many agree."""
    documents = sorted(Path(sys.argv[1]).glob("*.docx"))
    agree = 0
    for document in documents:
        report = govtext.read(document)
        twin = govtext.read(Path(sys.argv[2]) / f"{document.stem}.txt")
        if said(report) == said(twin):
            agree += 1
        else:
            print(f"differs: {document.name}")
    print(f"{agree} of {len(documents)} documents give the outline and claims of their twins")
    return 0 if agree == len(documents) else 1


if __name__ == "__main__":
    sys.exit(main())
