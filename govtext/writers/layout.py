"""The text of a report under the nodes of its outline, with each word shown once.

The title of an item is often the beginning of a sentence, and would be printed twice: as the
title and in the sentence. So every sentence is cut where a node begins and where its title ends;
each piece is shown under its node, with the claims in it.
"""

from __future__ import annotations

import bisect
import dataclasses

from govtext.report import Claim, Node, Report, Statement

_STOPS = " \t\r\n\u3000。，、；：:;,！？!?.．"


@dataclasses.dataclass
class Piece:
    """The part of a statement that is shown under one node, with the claims in it."""

    start: int
    text: str
    statement: Statement
    claims: list[Claim] = dataclasses.field(default_factory=list)
    opens: bool = False
    """Whether the statement begins here."""


@dataclasses.dataclass
class LaidOutSection:
    """A node, the claims in its title, and the pieces and sections under it in reading order.

    ``node`` is None for the text before and between the outermost nodes.
    """

    node: Node | None
    start: int
    claims: list[Claim] = dataclasses.field(default_factory=list)
    opened: list[Statement] = dataclasses.field(default_factory=list)
    """The statements that begin with the title and have no other piece under the node."""
    parts: list[LaidOutSection | Piece] = dataclasses.field(default_factory=list)


def lay_out(report: Report) -> LaidOutSection:
    """The sections of ``report``, which must have its text, under one root section."""
    root = LaidOutSection(None, 0)
    sections: dict[str | None, LaidOutSection] = {None: root}
    heads: list[tuple[int, int, LaidOutSection]] = []
    for node in report.nodes():
        section = sections[node.id] = LaidOutSection(node, node.start)
        heads.append((node.start, _title_end(node, report.text or ""), section))
        sections.get(node.id.rpartition(".")[0] or None, root).parts.append(section)
    holders: list[LaidOutSection | Piece] = [section for _, _, section in heads]
    starts = [start for start, _, _ in heads]
    for statement in report.statements:
        first = bisect.bisect_left(starts, statement.start)
        last = bisect.bisect_left(starts, statement.end)
        holders += _cut(statement, heads[first:last], sections, report.text or "")
    for section in sections.values():
        section.parts.sort(key=lambda part: part.start)
    _hand_out(report.claims, holders)
    return root


def _title_end(node: Node, text: str) -> int:
    # Character by character, since a title leaves out the markup of a saved page.
    end = start = node.start + len(node.marker or "")
    for character in node.title:
        end = text.find(character, end, node.end) + 1
        if not end:
            return start
    return end


def _cut(
    statement: Statement,
    heads: list[tuple[int, int, LaidOutSection]],
    sections: dict[str | None, LaidOutSection],
    text: str,
) -> list[Piece]:
    pieces: list[Piece] = []
    owner = sections.get(statement.node, sections[None])
    cursor = statement.start
    for start, end, section in [*heads, (statement.end, statement.end, owner)]:
        words = text[cursor:start].lstrip(_STOPS)
        if words:
            piece = Piece(start - len(words), words.rstrip(), statement)
            owner.parts.append(piece)
            pieces.append(piece)
        cursor, owner = max(cursor, end), section
    if pieces:
        pieces[0].opens = True
    elif heads:
        heads[0][2].opened.append(statement)
    return pieces


def _hand_out(claims: list[Claim], holders: list[LaidOutSection | Piece]) -> None:
    if not holders:
        return
    holders.sort(key=lambda holder: holder.start)
    starts = [holder.start for holder in holders]
    for claim in claims:
        at = bisect.bisect_right(starts, claim.quantity.start) - 1
        holders[max(at, 0)].claims.append(claim)
