"""Entries: the achievements, problems and plans of a report, each as one piece of text.

Neighbouring statements of one category under one node make one entry.
"""

from __future__ import annotations

import itertools

from govtext.document import Document
from govtext.report import Claim, Entry, Node


def gather_entries(document: Document) -> None:
    """Fill ``document.entries``: neighbouring statements of one category under one node."""
    paths = _paths(document.outline)
    claims: dict[int, list[Claim]] = {}
    for claim in document.claims:
        claims.setdefault(claim.statement, []).append(claim)
    for (category, node), group in itertools.groupby(
        document.statements, lambda statement: (statement.category, statement.node)
    ):
        if category == "other":
            continue
        run = list(group)
        start, end = run[0].start, run[-1].end
        entry = Entry(
            node=node,
            path=paths.get(node or "", []),
            start=start,
            end=end,
            text=document.text[start:end],
            claims=[claim.id for statement in run for claim in claims.get(statement.id, ())],
        )
        document.entries.setdefault(category, []).append(entry)


def _paths(outline: list[Node]) -> dict[str, list[str]]:
    """For each node the titles from its root down to it."""
    paths: dict[str, list[str]] = {}
    stack: list[tuple[Node, list[str]]] = [(node, []) for node in reversed(outline)]
    while stack:
        node, above = stack.pop()
        paths[node.id] = [*above, node.title]
        stack.extend((child, paths[node.id]) for child in reversed(node.children))
    return paths
