"""The agenda of a report: the order of the sections in which it plans, since order is priority."""

from __future__ import annotations

from collections import Counter

from govtext.analyses.body import Body
from govtext.report import Node

_MOST = 0.5


def planned_sections(body: Body) -> list[Node]:
    """The sections of the plans, in order: the outermost sections of which more than half is plans,
    and in place of one that holds more than half of all plans the sections below it.

    >>> import govtext
    >>> text = "二、2025年工作安排\\n（一）强工业。新建园区2个。\\n（二）兴农业。改造农田5万亩。\\n"
    >>> [node.title for node in planned_sections(Body(govtext.parse(text)))]
    ['强工业', '兴农业']
    """
    sizes: Counter[str] = Counter()
    planned: Counter[str] = Counter()
    for unit in body.units:
        id = unit.node or ""
        while id:
            sizes[id] += unit.end - unit.start
            planned[id] += (unit.end - unit.start) * (unit.category == "plan")
            id = id.rpartition(".")[0]

    def sections(nodes: list[Node]) -> list[Node]:
        # A review has some sentences of plans too.
        return [
            node
            for node in nodes
            if node.kind == "heading" and planned[node.id] > _MOST * sizes[node.id]
        ]

    found = sections(body.report.outline)
    total = sum(planned[node.id] for node in found)
    for node in found:
        if planned[node.id] > _MOST * total:
            below = sections(node.children)
            if len(below) > 1:
                at = found.index(node)
                return [*found[:at], *below, *found[at + 1 :]]
    return found


def section_of(node: str | None, sections: list[Node]) -> int | None:
    """The number, from 0, of the one of ``sections`` that holds the node with this id."""
    for number, section in enumerate(sections):
        if node is not None and (node == section.id or node.startswith(f"{section.id}.")):
            return number
    return None
