"""Split a marker style that is used for two lists: sections 一、 and a list 一、 inside one.

Authors use one marker at two levels with different layouts: a heading alone on its line, a
paragraph that opens with a marker, a marker in running text. Where the ordinals are in sequence
only when the layouts are counted separately, each layout becomes a style.
"""

from __future__ import annotations

from collections.abc import Sequence

from govtext.document import Document
from govtext.language.compiled import compiled_lazily
from govtext.stages.outline.markers import Marker

_SENTENCE_END = compiled_lazily(r"[。!?;]")
_OWN_LINE, _PARAGRAPH, _IN_TEXT = "own-line", "paragraph", "in-text"
# The ways to split a style, the simplest first: the first with the fewest breaks is used.
_PARTINGS: tuple[dict[str, str], ...] = (
    {_OWN_LINE: "", _PARAGRAPH: "", _IN_TEXT: ""},
    {_OWN_LINE: "", _PARAGRAPH: "", _IN_TEXT: "/in-text"},
    {_OWN_LINE: "", _PARAGRAPH: "/paragraph", _IN_TEXT: "/paragraph"},
    {_OWN_LINE: "", _PARAGRAPH: "/paragraph", _IN_TEXT: "/in-text"},
)


def part_styles(document: Document, markers: list[Marker]) -> list[Marker]:
    """The markers, with styles split by layout where that puts the ordinals in sequence."""
    by_style: dict[str, list[int]] = {}
    for index, marker in enumerate(markers):
        if marker.ordinal is not None:
            by_style.setdefault(marker.style, []).append(index)
    parted = list(markers)
    for indices in by_style.values():
        layouts = [_layout(document, markers[index]) for index in indices]
        ordinals = [markers[index].ordinal or 0 for index in indices]
        # A list of items may begin in any layout; sections of one rank have the same layout.
        alike = markers[indices[0]].rule.kind == "heading"
        best = min(_PARTINGS, key=lambda parting: _breaks(ordinals, layouts, parting, alike))
        for index, layout in zip(indices, layouts, strict=True):
            if best[layout]:
                parted[index] = markers[index]._replace(style=markers[index].style + best[layout])
    return parted


def _layout(document: Document, marker: Marker) -> str:
    if not marker.opens_line:
        return _IN_TEXT
    line_end = document.lines[marker.line].end
    return _PARAGRAPH if _SENTENCE_END.search(document.plain, marker.end, line_end) else _OWN_LINE


def _breaks(
    ordinals: Sequence[int], layouts: Sequence[str], parting: dict[str, str], alike: bool
) -> int:
    """How often an ordinal does not follow the one before or, with ``alike``, a list begins in
    another layout than the list before it."""
    last: dict[str, int] = {}
    began: dict[str, str] = {}
    breaks = 0
    for ordinal, layout in zip(ordinals, layouts, strict=True):
        style = parting[layout]
        if ordinal == 1:
            breaks += alike and began.get(style, layout) != layout
            began[style] = layout
        else:
            breaks += ordinal != last.get(style, 0) + 1
        last[style] = ordinal
    return breaks
