"""Compare Word documents with text files of the same reports: outline and claims must be equal.

    python benchmarks/docx_and_text.py DOCX_FOLDER TXT_FOLDER

Both files of a report have the same name except for the suffix. Exit status 1 where any pair
differs.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import govtext
from govtext.report import Report


def said(report: Report) -> list[Any]:
    """Outline and claims of a report without offsets, which blanks change."""
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
        other = govtext.read(Path(sys.argv[2]) / f"{document.stem}.txt")
        if said(report) == said(other):
            agree += 1
        else:
            print(f"differs: {document.name}")
    print(f"{agree} of {len(documents)} documents give the outline and claims of their text files")
    return 0 if agree == len(documents) else 1


if __name__ == "__main__":
    sys.exit(main())
