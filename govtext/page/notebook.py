"""HTML of a report and of a claim for notebooks, without a script."""

from __future__ import annotations

import bisect
from collections.abc import Iterator

from govtext.messages import named, said
from govtext.page import parts
from govtext.page.bilingual import claims_told
from govtext.page.document import asset
from govtext.page.markup import attribute, escaped, legible
from govtext.page.source import HIDDEN, Layer, Painter, title_span
from govtext.report import Claim, Node, Report, Statement
from govtext.writers.console import basis, promise, reference, value

# Output is saved with the notebook, so a long report is shown only up to this many characters.
_CHARACTERS = 60_000
_NODES = 3_000


def report_view(report: Report) -> str:
    """``report`` as its folded outline, with the sentences under each heading, in which claims and
    masks are marked.

    A report without its text shows its outline only.
    """
    sentences = _Sentences(report)
    outline = "".join(_outline(report, sentences))
    notes = []
    if report.text is None:
        notes.append(said("The text was left out of this report."))
    if sentences.untold:
        notes.append(
            said(f"{sentences.untold} more sentences are not shown; report.show() opens the whole.")
        )
    if not report.statements and not report.outline:
        notes.append(said("No headings or sentences were found."))
    return (
        f'<div class="govtext-view"><style>{asset("notebook.css")}</style>'
        f'<div class="name"><bdi>{escaped(parts.title_of(report))}</bdi></div>'
        f'<ul class="facts">{parts.facts(report, said)}</ul>{outline}'
        + "".join(f'<p class="note">{note}</p>' for note in notes)
        + "</div>"
    )


def claim_view(claim: Claim) -> str:
    """``claim`` as a small table of its fields; those without a value are left out."""
    rows = "".join(
        f"<tr><th>{said(name)}</th><td><bdi>{escaped(legible(words))}</bdi></td></tr>"
        for name, words in _fields(claim)
        if words
    )
    return (
        f'<div class="govtext-view"><style>{asset("notebook.css")}</style>'
        f'<table class="{claim.category}"><tbody>{rows}</tbody></table></div>'
    )


def _fields(claim: Claim) -> Iterator[tuple[str, str]]:
    quantity, indicator = claim.quantity, claim.indicator
    yield "claim", str(claim.id)
    yield "label", claim.label or ""
    yield "indicator", indicator.text if indicator else ""
    yield "name", (indicator.name or "") if indicator else ""
    yield "quantity", quantity.text + (f" ({said('masked')})" if quantity.masked else "")
    yield "value", value(claim)
    yield "bound", quantity.bound if quantity.bound != "=" else ""
    yield "nature", named(claim.nature or "")
    yield "kind", named(quantity.kind)
    yield "change", " ".join(filter(None, (named(claim.direction or ""), basis(claim))))
    yield "action", claim.action.text if claim.action else ""
    yield "scope", claim.scope.text if claim.scope else ""
    yield "per", claim.per.text if claim.per else ""
    yield "reference", reference(claim)
    yield "streak", claim.streak.text if claim.streak else ""
    yield "status", promise(claim)
    yield "period", claim.period or ""
    yield "category", named(claim.category)
    yield "part of", "" if claim.part_of is None else str(claim.part_of)
    yield "section", claim.node or ""
    yield "place", f"{quantity.start}–{quantity.end}"


def _outline(report: Report, sentences: _Sentences) -> Iterator[str]:
    under: dict[str | None, list[Node | Statement]] = {}
    for statement in report.statements:
        under.setdefault(statement.node, []).append(statement)
    counts = parts.CategoryCounts(report.claims)
    # A stack instead of recursion, since a text may nest to any depth.
    stack = _backwards([*under.pop(None, []), *report.outline])
    nodes = 0
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            yield item
            continue
        if isinstance(item, Statement):
            yield sentences.paint(item)
            continue
        nodes += 1
        own = under.pop(item.id, [])
        if nodes > _NODES:
            sentences.untold += len(own)
            continue
        if item.kind == "heading" or item.children or not own:
            yield _summary(item, counts)
            stack.append("</div></details>")
            own = [one for one in own if not _is_title(one, item, report, counts)]
        # Otherwise its title is the beginning of its sentence.
        stack += _backwards([*own, *item.children])


def _backwards(items: list[Node | Statement]) -> list[Node | Statement | str]:
    return [*sorted(items, key=_start, reverse=True)]


def _start(item: Node | Statement) -> int:
    return item.start


def _is_title(
    said: Node | Statement, node: Node, report: Report, counts: parts.CategoryCounts
) -> bool:
    """Whether a sentence is the same as the summary of ``node``."""
    claims, _ = counts.between(said.start, said.end)
    return said.end <= title_span(node, report.text or "")[1] + 1 and not claims


def _summary(node: Node, counts: parts.CategoryCounts) -> str:
    claims, masked = counts.between(node.start, node.end)
    told = said(claims_told(claims, masked)) if claims else ""
    return (
        f'<details class="{node.category or "mixed"}"><summary>'
        f"<bdi>{escaped(legible((node.marker or '') + node.title))}</bdi>"
        f" <small>{told}</small></summary><div>"
    )


class _Sentences:
    """Marks up the sentences of a report, up to the limit of characters."""

    def __init__(self, report: Report) -> None:
        self.untold = 0
        self._text = report.text or ""
        self._layers = sorted(_layers(report))
        self._starts = [layer.start for layer in self._layers]
        self._left = _CHARACTERS

    def paint(self, statement: Statement) -> str:
        """``statement`` as a paragraph, or an empty string where the limit is reached."""
        start, end = statement.start, min(statement.end, len(self._text))
        if start >= end:
            return ""
        if self._left <= 0:
            self.untold += 1
            return ""
        shown = min(end, start + self._left)
        self._left -= shown - start
        first, last = (bisect.bisect_left(self._starts, place) for place in (start, shown))
        painted = Painter(self._text, self._layers[first:last]).paint(start, shown)
        return f'<p class="{statement.category}">{painted}{"…" if shown < end else ""}</p>'


def _layers(report: Report) -> Iterator[Layer]:
    spans = {(one.indicator.start, one.indicator.end) for one in report.claims if one.indicator}
    for start, end in spans:
        yield Layer(start, end, 1, "span", 'class="indicator"')
    for claim in report.claims:
        quantity = claim.quantity
        masked = " masked" if quantity.masked else ""
        told = " · ".join(f"{said(name)}: {words}" for name, words in _fields(claim) if words)
        attributes = f'class="claim{masked}" title="{attribute(told)}"'
        yield Layer(quantity.start, quantity.end, 2, "mark", attributes)
    for mask in report.masks:
        told = said(HIDDEN[mask.stands_for])
        attributes = f'class="mask {mask.stands_for}" title="{attribute(told)}"'
        yield Layer(mask.start, mask.end, 3, "span", attributes)
