"""Cut the body into sentences and say of each what it does: achievement, problem, plan, other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from govtext.report import Category, Node, Statement
from govtext.stages.categories import Break, Context, categorize
from govtext.stages.cues import announced, compile_headings
from govtext.stages.sentences import sentences
from govtext.state import State

_ALIKE = 0.9  # the share of a node's statements that makes their category the node's


def split_statements(state: State) -> None:
    """Fill ``state.statements`` and the ``category`` of every outline node."""
    contexts = list(_contexts(state))
    verdicts = categorize(state.plain, contexts, state.rules)
    for context, (category, reason) in zip(contexts, verdicts, strict=True):
        if not context.is_heading:
            start, end = context.span
            node = context.node.id if context.node else None
            number = len(state.statements)
            state.statements.append(Statement(number, node, start, end, category, reason))
    _categorize_nodes(state)


class _Open(NamedTuple):
    """A node that has not ended, the heading that announces its category, and that category."""

    node: Node | None
    source: Node | None
    expected: int


_BODY = _Open(None, None, -1)


def _contexts(state: State) -> Iterator[Context]:
    """Every sentence and heading line in order, with the node and the announcement it is under."""
    headings = state.rules.derive(compile_headings)
    heading_lines = frozenset(state.heading_lines)
    coming = [node for root in state.outline for node in root.walk()]
    coming.reverse()
    path = [_BODY]
    for line in state.lines:
        is_heading = line in heading_lines
        gap: Break = 2 if is_heading else 1
        for span in (line,) if is_heading else sentences(state.plain, (line,)):
            while path[-1].node is not None and path[-1].node.end <= span.start:
                path.pop()
            while coming and coming[-1].start <= span.start:
                node = coming.pop()
                if node.end <= span.start:
                    continue
                _, source, expected = path[-1]
                if node.kind == "heading":
                    gap = 2
                    said = announced(headings, node.title)
                    if said is not None:
                        source, expected = node, said
                path.append(_Open(node, source, expected))
            here = path[-1]
            yield Context(span, here.node, here.source, here.expected, gap, is_heading)
            gap = 0


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
