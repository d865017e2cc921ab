"""Cut the body into sentences and say of each what it does: achievement, problem, plan, other."""

from __future__ import annotations

from collections import Counter

from govtext.report import Category, Node, Statement
from govtext.stages.categories import categorize
from govtext.stages.contexts import contexts
from govtext.state import State

_ALIKE = 0.9  # the share of a node's statements that makes their category the node's


def split_statements(state: State) -> None:
    """Fill ``state.statements`` and the ``category`` of every outline node."""
    places = list(contexts(state))
    verdicts = categorize(state.plain, places, state.rules)
    for context, (category, reason) in zip(places, verdicts, strict=True):
        if not context.is_heading:
            start, end = context.span
            node = context.node.id if context.node else None
            number = len(state.statements)
            state.statements.append(Statement(number, node, start, end, category, reason))
    _categorize_nodes(state)


def _categorize_nodes(state: State) -> None:
    """Give each node the category that nearly all of its statements have, where there is one.

    Statements of no category of their own (``other``) count only where there are no others.
    """
    counts: dict[str, Counter[Category]] = {}
    for statement in state.statements:
        if statement.node is not None:
            counts.setdefault(statement.node, Counter())[statement.category] += 1
    for root in state.outline:
        _sum_up(root, counts)


def _sum_up(node: Node, counts: dict[str, Counter[Category]]) -> Counter[Category]:
    total = counts.get(node.id, Counter()).copy()
    for child in node.children:
        total += _sum_up(child, counts)
    telling = {category: n for category, n in total.items() if category != "other"} or total
    if telling:
        category, most = max(telling.items(), key=lambda item: item[1])
        if most >= _ALIKE * sum(telling.values()):
            node.category = category
    return total
