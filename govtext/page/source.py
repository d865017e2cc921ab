"""The source text as HTML, with headings, claims, masks and the like marked in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from govtext.page.bilingual import both_as
from govtext.page.markup import attribute, escaped
from govtext.report import Node, Report

HIDDEN = {"number": "a number is hidden here", "name": "a name is hidden here"}
_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
_LEVELS = 6  # of headings in HTML


class Layer(NamedTuple):
    """A stretch of the text to mark, with the HTML element that marks it.

    Where stretches overlap, the one with the lower ``rank`` is the outer one. Where the element is
    cut, each piece has the ``name`` as an attribute, and the first has it as its id.
    """

    start: int
    end: int
    rank: int
    tag: str
    attributes: str
    name: str = ""


def source(report: Report) -> str:
    """The text of ``report``, which must have it, as HTML: a heading or paragraph for each line."""
    text = report.text or ""
    headings = {title_span(node, text): node for node in report.nodes() if node.kind == "heading"}
    title = _bare(report.metadata.title or "")
    painter = Painter(text, sorted(_layers(report, text)))
    return "".join(_line(found, headings, title, painter) for found in _LINE.finditer(text))


def title_span(node: Node, text: str) -> tuple[int, int]:
    """Start and end of the marker and title of ``node``."""
    after = node.start + len(node.marker or "")
    found = text.find(node.title, after, node.end)
    return node.start, found + len(node.title) if found >= 0 else after


def _line(
    found: re.Match[str],
    headings: dict[tuple[int, int], Node],
    title: str,
    painter: Painter,
) -> str:
    line = found[0]
    start = found.start() + len(line) - len(line.lstrip())
    # Punctuation at the end of a heading's line is no part of its title.
    end = found.start() + len(line.rstrip(" \t\u3000。.：:；;"))
    heading = headings.get((start, end))
    painted = painter.paint(found.start(), found.end())
    if heading is not None:
        level = min(heading.id.count(".") + 2, _LEVELS)
        return f"<h{level}>{painted}</h{level}>\n"
    if title and _bare(line) == title:
        return f'<p class="title">{painted}</p>\n'
    return f"<p>{painted}</p>\n"


def _bare(text: str) -> str:
    return "".join(text.split())


def _layers(report: Report, text: str) -> Iterator[Layer]:
    for number, found in enumerate(report.diagnostics):
        # A diagnostic of an empty stretch is shown at the character there.
        start = min(found.start, len(text) - 1)
        yield Layer(start, max(found.end, start + 1), 0, "span", "", f"diagnostic-{number}")
    for stretch in report.furniture:
        yield Layer(stretch.start, stretch.end, 1, "span", 'class="furniture"')
    for statement in report.statements:
        attributes = f'class="statement {statement.category}"'
        yield Layer(
            statement.start, statement.end, 2, "span", attributes, f"statement-{statement.id}"
        )
    for node in report.nodes():
        attributes = f'class="node {node.kind} {node.category or "mixed"}"'
        yield Layer(*title_span(node, text), 3, "span", attributes, f"node-{attribute(node.id)}")
    yield from _claim_layers(report)
    for mask in report.masks:
        attributes = f'class="mask {mask.stands_for}" {both_as("title", HIDDEN[mask.stands_for])}'
        yield Layer(mask.start, mask.end, 6, "span", attributes)


def _claim_layers(report: Report) -> Iterator[Layer]:
    indicators: dict[tuple[int, int], list[str]] = {}
    for claim in report.claims:
        if claim.indicator is not None:
            span = claim.indicator.start, claim.indicator.end
            indicators.setdefault(span, []).append(str(claim.id))
        quantity = claim.quantity
        masked = " masked" if quantity.masked else ""
        attributes = (
            f'class="claim {quantity.kind}{masked}" href="#claim-{claim.id}"'
            ' tabindex="-1" draggable="false"'
        )
        yield Layer(quantity.start, quantity.end, 5, "a", attributes, f"claim-{claim.id}")
    for (start, end), claims in indicators.items():
        yield Layer(start, end, 4, "span", f'class="indicator" data-claims="{" ".join(claims)}"')


class Painter:
    """Marks the text line by line, and cuts elements that would overlap without nesting."""

    def __init__(self, text: str, layers: list[Layer]) -> None:
        self._text = text
        self._waiting = [layer for layer in reversed(layers) if layer.start < layer.end]
        self._active: list[Layer] = []
        self._named: set[str] = set()

    def paint(self, start: int, end: int) -> str:
        """The text from ``start`` to ``end`` as HTML; ``start`` must be behind the last stretch."""
        pieces: list[str] = []
        open_: list[Layer] = []
        at = start
        while at < end:
            self._advance(at)
            until = min(
                end,
                min((layer.end for layer in self._active), default=end),
                self._waiting[-1].start if self._waiting else end,
            )
            kept = 0
            while kept < len(open_) and kept < len(self._active):
                if open_[kept] is not self._active[kept]:
                    break
                kept += 1
            pieces.extend(f"</{layer.tag}>" for layer in reversed(open_[kept:]))
            pieces.extend(self._opening(layer) for layer in self._active[kept:])
            open_ = list(self._active)
            pieces.append(escaped(self._text[at:until]))
            at = until
        pieces.extend(f"</{layer.tag}>" for layer in reversed(open_))
        return "".join(pieces)

    def _advance(self, at: int) -> None:
        active = [layer for layer in self._active if layer.end > at]
        while self._waiting and self._waiting[-1].start <= at:
            layer = self._waiting.pop()
            if layer.end > at:
                active.append(layer)
        self._active = sorted(active, key=lambda layer: (layer.rank, layer.start, -layer.end))

    def _opening(self, layer: Layer) -> str:
        name = f' data-of="{layer.name}"' if layer.name else ""
        if layer.name and layer.name not in self._named:
            self._named.add(layer.name)
            name = f' id="{layer.name}"{name}'
        attributes = f" {layer.attributes}" if layer.attributes else ""
        return f"<{layer.tag}{name}{attributes}>"
