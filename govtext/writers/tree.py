"""The outline as a tree for the terminal, with the statements and claims of each section."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Column, Table
from rich.text import Text
from rich.tree import Tree

from govtext.messages import column, language, named, said
from govtext.report import Claim, Diagnostic, Report, Statement
from govtext.writers.console import (
    CATEGORIES,
    basis,
    line_numbers,
    measure,
    name,
    printable,
    promise,
    reference,
    says_more,
    style_of,
    value,
    whose,
)
from govtext.writers.fields import field_reasons
from govtext.writers.layout import LaidOutSection, Piece, lay_out


def tree(report: Report, explain: bool = False) -> RenderableType:
    """``report``, which must have its text, as a tree that rich prints.

    Headings and items have the colour of their category; each statement stands under its node,
    each claim under its statement. ``explain`` adds the reason for the category of a statement,
    and where each field of the metadata comes from.
    """
    label = Text(printable(report.metadata.title or report.source.name or said("Report")), "bold")
    label.append("\n" + " · ".join(_facts(report)), "not bold bright_black")
    for found in field_reasons(report) if explain else ():
        field = found.field if language() == "en" else column("reports", found.field)
        why = f"{field} {named(' '.join(found.value.split()))}: {said(found.reason)}"
        label.append("\n" + printable(why), "not bold bright_black")
    trunk = Tree(label, guide_style="bright_black")
    claims = {claim.id: claim for claim in report.claims}
    _grow(trunk, lay_out(report), claims, explain)
    legend = Text("\n")
    for category, (sign, style) in CATEGORIES.items():
        legend.append(f"{sign} {named(category)}   ", style)
    return Group(trunk, legend, *_diagnostics(report))


def _facts(report: Report) -> Iterator[str]:
    about = report.metadata
    yield from (printable(fact) for fact in (about.issuer, about.published, about.origin) if fact)
    yield said(f"{len(report.statements)} statements")
    masked = sum(claim.quantity.masked for claim in report.claims)
    claims = f"{len(report.claims)} claims"
    yield said(f"{claims} ({masked} masked)" if masked else claims)


def _grow(branch: Tree, section: LaidOutSection, claims: dict[int, Claim], explain: bool) -> None:
    for claim in section.claims:
        branch.add(_claim(claim, claims))
    for part in section.parts:
        if isinstance(part, Piece):
            leaf = branch.add(_statement(part, explain))
            for claim in part.claims:
                leaf.add(_claim(claim, claims))
        else:
            _grow(branch.add(_heading(part, explain)), part, claims, explain)


def _heading(section: LaidOutSection, explain: bool) -> Text:
    node = section.node
    assert node is not None
    words = printable(f"{node.marker or ''}{node.title}")
    colour = style_of(node.category)
    label = Text(words, f"bold {colour}" if node.kind == "heading" else colour)
    for statement in section.opened if explain else ():
        label.append(_reason(statement), "not bold bright_black")
    return label


def _statement(piece: Piece, explain: bool) -> RenderableType:
    sign, colour = CATEGORIES[piece.statement.category]
    label = Text(printable(piece.text))
    if explain and piece.opens:
        label.append(_reason(piece.statement), "bright_black")
    # A grid, since rich treats a Chinese sentence as one word and would break after the sign.
    line = Table.grid(Column(), Column(overflow="fold"), padding=(0, 1))
    line.add_row(Text(sign, colour), label)
    return line


def _reason(statement: Statement) -> str:
    why = f": {printable(said(statement.reason))}" if statement.reason else ""
    return f"  [{named(statement.category)}{why}]"


def _claim(claim: Claim, claims: dict[int, Claim]) -> Text:
    line = Text(printable(name(claim) or "—"), "yellow")
    line.append("  ").append_text(measure(claim))
    whole = claims.get(claim.part_of) if claim.part_of is not None else None
    of = (name(whole) or whole.quantity.text) if whole else None
    notes = (
        f"= {value(claim)}" if says_more(claim) else "",
        basis(claim),
        whose(claim),
        reference(claim),
        said(f"part of {printable(of)}") if of else "",
        printable(claim.streak.text) if claim.streak else "",
        promise(claim) if claim.status == "target" or claim.estimated else "",
        claim.period or "",
    )
    return line.append("".join(f"  {note}" for note in notes if note), "bright_black")


def _diagnostics(report: Report) -> Iterator[Text]:
    lines = line_numbers(report.text or "", (found.start for found in report.diagnostics))
    for found, line in zip(report.diagnostics, lines, strict=True):
        yield _diagnostic(found, line)


def _diagnostic(found: Diagnostic, line: int) -> Text:
    shown = Text(said(f"line {line}"), "yellow")
    message = printable(said(found.message))
    return shown.append(f"  {message}  ({named(found.code)})", "default")
