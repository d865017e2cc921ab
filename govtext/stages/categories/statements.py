"""Split the body into statements (sentences) and classify each: achievement, problem, plan, other.

新建学校3所。 → achievement; 冷链仓储能力不足。 → problem; 明年再建2所。 → plan
"""

from __future__ import annotations

from govtext.document import Document
from govtext.report import Node, Statement
from govtext.stages.categories.cues import CATEGORIES
from govtext.stages.categories.decide import categorize
from govtext.stages.categories.positions import positions

_ALIKE = 0.9  # a node gets a category that at least this share of its statements has
_OTHER = CATEGORIES.index("other")


def split_statements(document: Document) -> None:
    """Fill ``document.statements`` and the ``category`` of every outline node."""
    found = list(positions(document))
    counts = {node.id: [0] * len(CATEGORIES) for node in document.nodes}
    decided = [(_OTHER, "nothing says otherwise")] * len(found)
    with document.contain(document.whole):
        decided = list(categorize(document, found))
    for position, (category, reason) in zip(found, decided, strict=True):
        if position.is_heading:
            continue
        start, end = position.span
        node = None if position.node is None else position.node.id
        if node is not None:
            counts[node][category] += 1
        number, named = len(document.statements) + 1, CATEGORIES[category]
        document.statements.append(Statement(number, node, start, end, named, reason))
    for root in document.outline:
        _categorize_node(root, counts)


def _categorize_node(node: Node, counts: dict[str, list[int]]) -> list[int]:
    """Give a node the category that nearly all statements in it have, where there is one.

    Statements of no category of their own (``other``) count only where there are no others.
    Returns how many statements there are of each category, in the order of ``CATEGORIES``.
    """
    total = counts[node.id]
    for child in node.children:
        pairs = zip(total, _categorize_node(child, counts), strict=True)
        total = [mine + its for mine, its in pairs]
    telling = [n for category, n in enumerate(total) if category != _OTHER]
    if not any(telling):
        telling = total
    most = max(telling)
    if most and most >= _ALIKE * sum(telling):
        node.category = CATEGORIES[telling.index(most)]
    return total
