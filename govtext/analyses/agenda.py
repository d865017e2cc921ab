"""The agenda of a report: the order of the sections in which it plans, since order is priority."""

from __future__ import annotations

from govtext.analyses.body import Body
from govtext.report import Node

_MOST = 0.5  # of the planned text: a section with more is parted into the sections below it


def planned_sections(body: Body) -> list[Node]:
    """The sections of the plans, in order: the outermost headings with plans, and the headings
    below it where most of the plans stand in one of them.

    >>> import govtext
    >>> text = "二、2025年工作安排\\n（一）强工业。新建园区2个。\\n（二）兴农业。改造农田5万亩。\\n"
    >>> [node.title for node in planned_sections(Body(govtext.parse(text)))]
    ['强工业', '兴农业']
    """
    sizes: dict[str, int] = {}
    total = 0
    for unit in body.units:
        if unit.category != "plan":
            continue
        total += unit.end - unit.start
        id = unit.node or ""
        while id:
            sizes[id] = sizes.get(id, 0) + unit.end - unit.start
            id = id.rpartition(".")[0]
    found = [node for node in body.report.outline if sizes.get(node.id)]
    for node in found:
        if sizes[node.id] > _MOST * total:
            below = [one for one in node.children if one.kind == "heading" and sizes.get(one.id)]
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
