"""Entries: the achievements, problems and plans of a report, each as one piece of text.

Neighbouring statements of one category under one node make one entry.
"""

from __future__ import annotations

from govtext.document import Document
from govtext.report import Claim, Entry, Node, Statement


def gather_entries(document: Document) -> None:
    """Fill ``document.entries``: neighbouring statements of one category under one node."""
    paths = _paths(document.outline)
    claims: dict[int, list[Claim]] = {}
    for claim in document.claims:
        claims.setdefault(claim.statement, []).append(claim)
    run: list[Statement] = []
    for statement in [*document.statements, None]:
        if run and (
            statement is None
            or (statement.category, statement.node) != (run[-1].category, run[-1].node)
        ):
            _add(document, run, paths, claims)
            run = []
        if statement is not None:
            run.append(statement)


def _add(
    document: Document,
    run: list[Statement],
    paths: dict[str, list[str]],
    claims: dict[int, list[Claim]],
) -> None:
    category, node = run[0].category, run[0].node
    if category == "other":
        return
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
