"""Parts of the page: the outline, the lists and the diagnostics as HTML, the claims as JSON."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import Any

from govtext.messages import said
from govtext.page.bilingual import both, both_as, claims_told, in_script
from govtext.page.markup import attribute, escaped, flowing, legible
from govtext.report import Claim, Commitment, Entry, Excerpt, Node, Reference, Report, Streak
from govtext.writers.console import line_numbers, value
from govtext.writers.console import name as name_of

LISTS = ("achievements", "problems", "plans")

COLUMNS = (
    *("id", "category", "indicator", "name", "quantity", "figures", "number", "unit", "bound"),
    *("kind", "masked", "direction", "basis", "status", "period", "part_of", "statement", "node"),
    *("start", "label", "nature", "action", "scope", "per", "reference", "role", "streak"),
    *("commitment", "strength", "estimated"),
)


class CategoryCounts:
    """The number of claims, and of masked ones, between two offsets."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._starts = [claim.quantity.start for claim in claims]
        self._masked = [0, *accumulate(claim.quantity.masked for claim in claims)]

    def between(self, start: int, end: int) -> tuple[int, int]:
        """How many claims are from ``start`` to ``end``, and how many of them are masked."""
        first, last = (bisect.bisect_left(self._starts, place) for place in (start, end))
        return last - first, self._masked[last] - self._masked[first]


def outline(report: Report) -> str:
    """The outline as a tree of links to the headings in the text."""
    if not report.outline:
        return both("No headings or items were found.", "p")
    counts = CategoryCounts(report.claims)
    # A stack instead of recursion, since a text may nest to any depth.
    pieces: list[str] = ['<ul role="tree" aria-labelledby="outline-title">']
    stack: list[Node | str] = ["</ul>", *reversed(report.outline)]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            pieces.append(item)
            continue
        pieces.append(_branch(item, counts))
        if item.children:
            pieces.append('<ul role="group">')
            stack += ["</ul></li>", *reversed(item.children)]
        else:
            pieces.append("</li>")
    return "".join(pieces)


def _branch(node: Node, counts: CategoryCounts) -> str:
    claims, masked = counts.between(node.start, node.end)
    category = node.category or "mixed"
    told = f"{category}, with {claims_told(claims, masked)}"
    title = both_as("title", told)
    expanded = ' aria-expanded="true"' if node.children else ""
    name = attribute(node.id)
    badge = f"<small>{claims}{f' · {masked}*' if masked else ''}</small>" if claims else ""
    return (
        f'<li role="none"><a role="treeitem"{expanded} class="{node.kind} {category}"'
        f' id="outline-{name}" href="#node-{name}" tabindex="-1" {title}>'
        f"<i></i><bdi>{escaped(legible((node.marker or '') + node.title))}</bdi>{badge}"
        f'<span class="unseen">{both(told)}</span></a>'
    )


def lists(report: Report) -> str:
    """The lists of achievements, problems and plans, with numbers in bold."""
    claims = {claim.id: claim for claim in report.claims}
    starts = [statement.start for statement in report.statements]
    pieces: list[str] = []
    for name in LISTS:
        entries: list[Entry] = getattr(report, name)
        copy = f'<button type="button" data-copy="{name}">{both("Copy")}</button>'
        pieces.append(
            f'<section class="list {name}" aria-labelledby="{name}-title">'
            f'<h3 id="{name}-title">{both(name.capitalize())} <small>{len(entries)}</small>'
            f'{copy}</h3><ol id="{name}">'
        )
        for entry in entries:
            at = bisect.bisect_right(starts, entry.start) - 1
            pieces.append(_entry(entry, claims, report.statements[at].id if at >= 0 else 1))
        pieces.append("</ol></section>")
    return "".join(pieces)


def _entry(entry: Entry, claims: dict[int, Claim], statement: int) -> str:
    said = "".join(_bold(entry, [claims[number] for number in entry.claims if number in claims]))
    path = escaped(legible(" › ".join(entry.path)))
    return (
        f'<li><a class="path" href="#statement-{statement}"><bdi>{path or "…"}</bdi></a>'
        f"<p>{said}</p></li>"
    )


def _bold(entry: Entry, claims: list[Claim]) -> Iterator[str]:
    at = 0
    for claim in claims:
        start, end = claim.quantity.start - entry.start, claim.quantity.end - entry.start
        # The text of an entry may have been edited after the report was read.
        if start >= at and entry.text[start:end] == claim.quantity.text:
            yield flowing(entry.text[at:start])
            yield f'<a href="#claim-{claim.id}"><b>{flowing(claim.quantity.text)}</b></a>'
            at = end
    yield flowing(entry.text[at:])


def diagnostics(report: Report) -> str:
    """The diagnostics, each with a link to its place."""
    if not report.diagnostics:
        return both("Nothing to report.", "p")
    lines = line_numbers(report.text or "", (found.start for found in report.diagnostics))
    items = "".join(
        f'<li><a href="#diagnostic-{number}">{both(f"line {line}")}</a> '
        f"{both(found.message, 'bdi')} {both(found.code, 'code')}</li>"
        for number, (found, line) in enumerate(zip(report.diagnostics, lines, strict=True))
    )
    return f"<ol>{items}</ol>"


def data(report: Report) -> str:
    """The data of the script, as JSON that can stand inside a script element."""
    known: dict[str, Any] = {
        "columns": COLUMNS,
        "claims": [_row(claim) for claim in report.claims],
        "nodes": [[node.id, node.start, node.end] for node in report.nodes()],
        "statements": [[s.id, s.start, s.end, s.node] for s in report.statements],
        "diagnostics": [[found.start, found.end] for found in report.diagnostics],
    }
    return in_script(known)


def _row(claim: Claim) -> list[Any]:
    quantity, indicator = claim.quantity, claim.indicator
    number = quantity.value if quantity.value is not None else quantity.low
    return [
        claim.id,
        claim.category,
        legible(indicator.text) if indicator else None,
        legible(indicator.name) if indicator and indicator.name else None,
        legible(quantity.text),
        legible(value(claim).removesuffix(quantity.unit or "").rstrip()),
        number,
        legible(quantity.unit) if quantity.unit else None,
        quantity.bound,
        quantity.kind,
        quantity.masked,
        claim.direction,
        claim.basis,
        claim.status,
        claim.period and legible(claim.period),
        claim.part_of,
        claim.statement,
        claim.node,
        quantity.start,
        # Where a claim has no label, the phrase of the text stands in its place.
        legible(name_of(claim)) or None,
        claim.nature,
        _words(claim.action),
        _words(claim.scope),
        _words(claim.per),
        _words(claim.reference),
        claim.reference.role if claim.reference else None,
        _words(claim.streak),
        _words(claim.commitment),
        claim.commitment.strength if claim.commitment else None,
        claim.estimated,
    ]


def _words(found: Excerpt | Reference | Streak | Commitment | None) -> str | None:
    return None if found is None else legible(found.text)


def facts(report: Report, show: Callable[[str], str] = both) -> str:
    """The facts about the report as list items: issuer, year, file, characters, claims.

    ``show`` makes HTML of a text of the program.
    """
    about = report.metadata
    masked = sum(claim.quantity.masked for claim in report.claims)
    told = [
        *(fact for fact in (about.issuer, about.year and str(about.year), about.published) if fact),
        *(fact for fact in (about.origin, report.source.name) if fact),
    ]
    counts = (f"{report.source.characters:,} characters", claims_told(len(report.claims), masked))
    return "".join(
        (
            *(f"<li><bdi>{escaped(legible(fact))}</bdi></li>" for fact in told),
            *(f"<li>{show(count)}</li>" for count in counts),
        )
    )


def title_of(report: Report) -> str:
    """The name of a report: its title, else the name of its file."""
    return legible(report.metadata.title or report.source.name or said("Report"))


def in_title(report: Report) -> str:
    """The name of a report as HTML for the title of the page."""
    return attribute(title_of(report))
