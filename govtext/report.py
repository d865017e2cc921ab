"""The data types of a report: outline, statements, claims, masks and the like.

Every ``start``/``end`` is a code-point offset into ``Report.text``, half-open, so that
``report.text[x.start:x.end]`` is always the text of ``x``.
"""

from __future__ import annotations

import bisect
import functools
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from govtext.brief import brief, counted, quoted, span
from govtext.claim import (
    Basis,
    Bound,
    Category,
    Claim,
    Commitment,
    Direction,
    Excerpt,
    Indicator,
    Nature,
    Quantity,
    QuantityKind,
    Reference,
    ReferenceRole,
    Status,
    Streak,
    Strength,
)
from govtext.messages import said
from govtext.source import Furniture, Metadata, Place, Source, Stretch
from govtext.views import view

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "RULE_TIMEOUT",
    "SCHEMA",
    "Basis",
    "Bound",
    "Category",
    "Claim",
    "Commitment",
    "Diagnostic",
    "Direction",
    "Entry",
    "Excerpt",
    "Furniture",
    "Indicator",
    "Mask",
    "Metadata",
    "Nature",
    "Node",
    "NodeKind",
    "Place",
    "Quantity",
    "QuantityKind",
    "Reference",
    "ReferenceRole",
    "Report",
    "Source",
    "StandsFor",
    "Statement",
    "Status",
    "Streak",
    "Strength",
    "Stretch",
    "Table",
]

NodeKind = Literal["heading", "item"]
StandsFor = Literal["number", "name"]
Table = Literal["claims", "outline", "statements", "masks", "entries"]
"""The tables that can be made of a report."""

SCHEMA = "govtext/1"


# gc=False: these objects are never in reference cycles, and a report holds thousands of them,
# which would slow the garbage collector down.
class Node(msgspec.Struct, gc=False):
    """A node of the outline: a heading, or an item of an enumeration.

    >>> Node("1.2.1", "item", "一是", 1, "壮大主体", 134, 155, "achievement")
    <Node 1.2.1 item '一是' '壮大主体' achievement [134:155]>
    """

    id: str
    """Its place in the outline: "1.2.3" is the third child of the second child of the first root.
    """
    kind: NodeKind
    """"heading", or "item" of an enumeration (一是, 首先, ●)."""
    marker: str | None
    """The number or sign before the title as written, "（一）"; null where there is none."""
    ordinal: int | None
    """The number that the marker stands for, 1 for "（一）"; null where it stands for none."""
    title: str
    """The heading without its marker, "道路建设"; of an item, its words up to the first full stop,
    question mark, exclamation mark, semicolon or colon."""
    start: int
    """Offset of the first character of the marker, or of the title where there is no marker."""
    end: int
    """Offset behind the last character of all that belongs to the node, its children included."""
    category: Category | None = None
    """The category of nearly all its statements, "achievement"; null where they differ."""
    children: list[Node] = []
    """The nodes directly below it, in reading order; empty where there are none."""

    def walk(self) -> Iterator[Node]:
        """This node and all nodes below it, in reading order.

        >>> import govtext
        >>> report = govtext.parse("一、建设\\n一是修路。二是建桥。\\n")
        >>> [node.id for node in report.outline[0].walk()]
        ['1', '1.1', '1.2']
        """
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def __repr__(self) -> str:
        marker = self.marker and quoted(self.marker)
        count = f"· {len(self.children)} below" if self.children else ""
        said = self.kind, marker, quoted(self.title), self.category, count
        return brief(self, self.id, *said, span(self))


class Statement(msgspec.Struct, gc=False):
    """A sentence of the body, with its category.

    >>> Statement(7, "2", 234, 254, "problem", "cue 不足")
    <Statement 7 problem 'cue 不足' of node 2 [234:254]>
    """

    id: int
    """Its number in the report, from 1, in reading order."""
    node: str | None
    """The id of the deepest node that it stands in, "1.2"; null before the first node."""
    start: int
    """Offset of its first character."""
    end: int
    """Offset behind its last character, its full stop included."""
    category: Category = "other"
    """What it says: an "achievement", a "problem", a "plan", or "other" (salutations, thanks,
    background)."""
    reason: str | None = None
    """What decides the category, for people to read: "cue 不足". Its wording may change; null where
    nothing is noted."""

    def __repr__(self) -> str:
        node = f"of node {self.node}" if self.node else ""
        reason = self.reason and quoted(self.reason)
        return brief(self, self.id, self.category, reason, node, span(self))


class Mask(msgspec.Struct, gc=False):
    """A run of characters that hides something: digits, or a name or word.

    >>> Mask("**", 118, 120, "number", 4)
    <Mask '**' number of claim 4 [118:120]>
    """

    text: str
    """The run as written, "**"; digits and masks of one number ("2**", "*.*") are one run."""
    start: int
    """Offset of its first character."""
    end: int
    """Offset behind its last character."""
    stands_for: StandsFor
    """"number" where digits are hidden, "name" where a place, person, body, project or word is."""
    claim: int | None = None
    """The id of the claim whose number it hides, 4; null where it hides none."""

    def __repr__(self) -> str:
        claim = "" if self.claim is None else f"of claim {self.claim}"
        return brief(self, quoted(self.text), self.stands_for, claim, span(self))


class Entry(msgspec.Struct, gc=False):
    """Neighbouring statements of one category under one node, to be read in one piece.

    >>> Entry("2", ["存在的问题"], 234, 254, "冷链仓储能力不足，农业科技人员缺口较大。", [])
    <Entry '冷链仓储能力不足，农业科技人员缺口较大。' of node 2 · 0 claims [234:254]>
    """

    node: str | None
    """The id of the node that they stand in, "2"; null before the first node."""
    path: list[str]
    """The titles from the root down to that node, ["存在的问题"]; empty before the first node."""
    start: int
    """Offset of the first character of its first statement."""
    end: int
    """Offset behind the last character of its last statement."""
    text: str
    """The text from ``start`` to ``end``."""
    claims: list[int]
    """The ids of the claims in it, [5, 6]; empty where there are none."""

    def __repr__(self) -> str:
        node = f"of node {self.node}" if self.node else ""
        count = f"· {counted(self.claims, 'claim')}"
        return brief(self, quoted(self.text), node, count, span(self))


class Diagnostic(msgspec.Struct, gc=False):
    """Something that a person should know about the source, or about how it is read.

    >>> Diagnostic("repeated-ordinal", "（二） repeats the ordinal before it.", 191, 194)
    <Diagnostic repeated-ordinal '（二） repeats the ordinal before it.' [191:194]>
    """

    code: str
    """What kind of thing it is, in words joined by hyphens: "repeated-ordinal"."""
    message: str
    """One sentence that a person can act on."""
    start: int
    """Offset of the first character that it is about."""
    end: int
    """Offset behind the last character that it is about."""

    def __repr__(self) -> str:
        return brief(self, self.code, quoted(self.message), span(self))


RULE_TIMEOUT = "rule-timeout"
"""The code of the diagnostic that names an entry of a user's rules which ran out of time."""


class Report(msgspec.Struct, kw_only=True):
    """A report with everything that is read from it; the root of the JSON document.

    >>> import govtext
    >>> govtext.parse("岭东县2023年工作总结\\n一、成效\\n新建学校3所，培训农户500人次。\\n")
    <Report '岭东县2023年工作总结' 2023 · 1 statement · 2 claims>
    """

    schema: str
    """The version of this form, "govtext/1": fields may be added under it, none changes meaning."""
    source: Source
    """The file that the text came from."""
    metadata: Metadata
    """Title, year, issuer and the like."""
    text: str | None = None
    """The text that every offset points into: as decoded, line ends included, without a byte-order
    mark. Null (in JSON absent) where it was left out when the report was written."""
    outline: list[Node]
    """The outermost nodes, in reading order."""
    statements: list[Statement]
    """The sentences of the body, in reading order."""
    claims: list[Claim]
    """The quantities with what each claims, in reading order."""
    masks: list[Mask]
    """The runs of characters that hide something, in reading order."""
    achievements: list[Entry]
    """What was done, in reading order."""
    problems: list[Entry]
    """The problems, in reading order."""
    plans: list[Entry]
    """The plans, in reading order."""
    diagnostics: list[Diagnostic]
    """What a person should know about the source or the reading, in order of ``start``."""
    furniture: list[Furniture] = []
    """The stretches that are no part of the body, in order."""

    def __repr__(self) -> str:
        name = self.metadata.title or self.source.name
        counts = counted(self.statements, "statement"), counted(self.claims, "claim")
        named = name and quoted(name)
        return brief(self, named, self.metadata.year, *(f"· {count}" for count in counts))

    def nodes(self) -> Iterator[Node]:
        """Every node of the outline, in reading order.

        >>> import govtext
        >>> report = govtext.parse("一、建设\\n（一）修路。建成3公里。\\n二、打算\\n再建5公里。\\n")
        >>> [node.id for node in report.nodes()]
        ['1', '1.1', '2']
        """
        for root in self.outline:
            yield from root.walk()

    def node(self, id: str) -> Node:
        """The node of the outline with this id. Raises KeyError where there is none.

        >>> import govtext
        >>> report = govtext.parse("一、建设\\n（一）修路。建成3公里。\\n二、打算\\n再建5公里。\\n")
        >>> report.node("1.1").title
        '修路'
        >>> report.node("1.2")
        Traceback (most recent call last):
        KeyError: "the outline has no node '1.2'; below node '1' it has '1.1'"
        """
        return self._branch(id)[-1]

    def sentence(self, item: Claim | Statement) -> str:
        """The text of the statement that a claim stands in, or of a statement itself.

        Raises ValueError where the report has no text, and KeyError where the claim's statement
        is not in this report.

        >>> import govtext
        >>> report = govtext.parse("一、建设\\n一切顺利。新建学校3所，公路5公里。\\n")
        >>> report.sentence(report.claims[1])
        '新建学校3所，公路5公里。'
        """
        if self.text is None:
            raise ValueError(said("a report without its text has no sentences"))
        if isinstance(item, Claim):
            at = bisect.bisect_left(self.statements, item.statement, key=lambda one: one.id)
            found = self.statements[at : at + 1]
            if not found or found[0].id != item.statement:
                raise KeyError(
                    said(
                        f"the report has no statement {item.statement}; take a claim of this report"
                    )
                )
            item = found[0]
        return self.text[item.start : item.end]

    def path(self, item: Claim | Statement | Node | Entry | Mask | Diagnostic) -> list[str]:
        """The titles of the outline from the root down to where ``item`` stands; the last is its
        own title for a node. Empty before the first node. Raises KeyError where the node of
        ``item`` is not in this report.

        >>> import govtext
        >>> report = govtext.parse("一、建设\\n（一）修路。建成3公里。\\n二、打算\\n再建5公里。\\n")
        >>> report.path(report.claims[0])
        ['建设', '修路']
        >>> " > ".join(report.path(report.node("2")))
        '打算'
        """
        if isinstance(item, Mask | Diagnostic):
            return [node.title for node in self.nodes() if node.start <= item.start < node.end]
        id = item.id if isinstance(item, Node) else item.node
        return [] if id is None else [node.title for node in self._branch(id)]

    def _branch(self, id: str) -> list[Node]:
        """The nodes from the root down to the node with this id."""
        branch: list[Node] = []
        level, above = self.outline, ""
        for number in id.split("."):
            wanted = f"{above}.{number}" if branch else number
            found = next((node for node in level if node.id == wanted), None)
            if found is None:
                ids = [repr(node.id) for node in level]
                known = " to ".join(dict.fromkeys([ids[0], ids[-1]])) if ids else "none"
                below = (
                    f"below node {above!r} it has {known}"
                    if branch
                    else f"its outermost are {known}"
                )
                raise KeyError(said(f"the outline has no node {id!r}; {below}"))
            branch.append(found)
            level, above = found.children, wanted
        return branch

    def place_of(self, found: Claim | Statement | Node | Mask | Entry | Diagnostic) -> Place | None:
        """The place in the file where ``found`` begins (for a claim, its quantity).

        None where the text is the file itself, or where a reader added this stretch.
        """
        start = found.quantity.start if isinstance(found, Claim) else found.start
        places = self.source.places
        nearest = bisect.bisect_right(places, start, key=lambda place: place.start) - 1
        place = places[nearest] if nearest >= 0 else None
        return place if place is not None and start < place.end else None

    def to_dict(self, *, text: bool = True) -> dict[str, Any]:
        """The JSON document as plain dicts and lists; ``text=False`` leaves the source text out."""
        document: dict[str, Any] = msgspec.to_builtins(self)
        if not text or self.text is None:
            del document["text"]
        return document

    def to_json(self, *, text: bool = True, indent: int = 0) -> bytes:
        """The JSON document in UTF-8, on one line or indented by ``indent`` spaces."""
        whole = text and self.text is not None
        encoded = msgspec.json.encode(self if whole else self.to_dict(text=False))
        return msgspec.json.format(encoded, indent=indent) if indent else encoded

    def to_frame(
        self, table: Table = "claims", *, rules: str | os.PathLike[str] | None = None
    ) -> pd.DataFrame:
        """A pandas DataFrame of the claims, "outline", "statements", "masks" or "entries".

        ``rules`` is the folder that the report was read with, if any. Raises ImportError where
        pandas is not installed, ValueError for another table.
        """
        frame: pd.DataFrame = view("frame")([self], table, rules=rules)
        return frame

    def to_html(self) -> str:
        """The report as an HTML page: one file that needs no network and opens from disk.

        Raises ValueError for a report without its text.
        """
        page: str = view("page")(self)
        return page

    def show(self) -> Path:
        """Open the page of ``to_html`` in the browser, from a temporary file. Returns its path.

        Raises ValueError as ``to_html`` does, and OSError where the file can't be written.
        """
        opened: Path = view("browser")(self.to_html())
        return opened

    def _repr_html_(self) -> str:
        written: str = view("notebook")(self)
        return written

    @classmethod
    def from_json(cls, data: bytes | str) -> Report:
        """The report that ``to_json`` wrote. Raises ``msgspec.DecodeError`` on anything else.

        >>> import govtext
        >>> report = govtext.parse("新建学校3所。")
        >>> Report.from_json(report.to_json()) == report
        True
        """
        return _decoder().decode(data)


@functools.cache
def _decoder() -> msgspec.json.Decoder[Report]:
    # Built when it is first used: reports are written more often than they are read back.
    return msgspec.json.Decoder(Report)
