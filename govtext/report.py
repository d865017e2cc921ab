"""The vocabulary: what a report holds once it has been read.

Every ``start``/``end`` is a code-point offset into ``Report.text``, half-open, so that
``report.text[x.start:x.end]`` is always the text of ``x``.
"""

from __future__ import annotations

import bisect
import functools
import importlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec

if TYPE_CHECKING:
    import pandas as pd

Category = Literal["achievement", "problem", "plan", "other"]
NodeKind = Literal["heading", "item"]
QuantityKind = Literal["amount", "percent", "point", "multiple", "rank", "ratio", "duration"]
Bound = Literal["=", "~", ">", ">=", "<", "<="]
Direction = Literal["increase", "decrease"]
Basis = Literal["yoy", "avg_annual", "vs"]
Status = Literal["actual", "target"]
StandsFor = Literal["number", "name"]
Table = Literal["claims", "outline", "statements", "masks", "entries"]
"""What of a report can be a table."""

SCHEMA = "govtext/1"

# What shows a report stands on this module, and is found by its name when it is first asked for.
_VIEWS = {
    "frame": "govtext.frames:to_frame",
    "page": "govtext.page:report_page",
    "browser": "govtext.page:open_page",
    "notebook": "govtext.page.notebook:report_view",
    "notebook of a claim": "govtext.page.notebook:claim_view",
}


def _view(name: str) -> Callable[..., Any]:
    module, _, function = _VIEWS[name].partition(":")
    view: Callable[..., Any] = getattr(importlib.import_module(module), function)
    return view


# gc=False: these hold no cycles, and a report holds thousands of them, which the garbage
# collector would go through again and again.
class Node(msgspec.Struct, gc=False):
    """A place where the author structures the text: a heading, or an enumerated item."""

    id: str
    kind: NodeKind
    marker: str | None
    ordinal: int | None
    title: str
    start: int
    end: int
    category: Category | None = None
    children: list[Node] = []

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in reading order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))


class Statement(msgspec.Struct, gc=False):
    """One sentence of the body, with what it does and what decided so."""

    id: int
    node: str | None
    start: int
    end: int
    category: Category = "other"
    reason: str | None = None


class Quantity(msgspec.Struct, gc=False):
    """A number that measures or counts something, as written and as a value in its unit."""

    text: str
    start: int
    end: int
    value: int | float | None
    low: int | float | None
    high: int | float | None
    unit: str | None
    bound: Bound
    kind: QuantityKind
    masked: bool


class Indicator(msgspec.Struct, gc=False):
    """The noun phrase measured; ``name`` is the canonical name of a known indicator."""

    text: str
    start: int
    end: int
    name: str | None = None


class Claim(msgspec.Struct, gc=False):
    """One quantity and what is claimed by it."""

    id: int
    statement: int
    node: str | None
    category: Category
    status: Status
    period: str | None
    indicator: Indicator | None
    quantity: Quantity
    direction: Direction | None
    basis: Basis | None
    part_of: int | None

    def _repr_html_(self) -> str:
        written: str = _view("notebook of a claim")(self)
        return written


class Mask(msgspec.Struct, gc=False):
    """One run of characters that hides digits (``number``) or a name or word (``name``)."""

    text: str
    start: int
    end: int
    stands_for: StandsFor
    claim: int | None = None


class Entry(msgspec.Struct, gc=False):
    """Neighbouring sentences of one category under one node."""

    node: str | None
    path: list[str]
    start: int
    end: int
    text: str
    claims: list[int]


class Diagnostic(msgspec.Struct, gc=False):
    """Something a person should know about the source or the reading of it."""

    code: str
    message: str
    start: int
    end: int


RULE_TIMEOUT = "rule-timeout"
"""The code of the diagnostic that names an entry of a user's rules which ran out of time."""


class Furniture(msgspec.Struct):
    """A stretch of the page that is no part of the report's body: site furniture, a later copy of
    the text, and the title, bylines and signature around it."""

    start: int
    end: int


class Place(msgspec.Struct, omit_defaults=True):
    """Where a stretch of the text stands in the file it came from; what does not apply is absent.

    ``paragraph`` is the place of the paragraph among all ``w:p`` of a Word document's body, from
    0, and ``note`` the id of a footnote or endnote; ``page`` counts the pages of a PDF or OFD
    document from 1; ``row`` is the row of a table as a spreadsheet shows it, the line of names
    being row 1, ``column`` the name of the column and ``sheet`` that of the sheet.
    """

    start: int
    end: int
    paragraph: int | None = None
    note: str | None = None
    page: int | None = None
    row: int | None = None
    column: str | None = None
    sheet: str | None = None


class Source(msgspec.Struct):
    """Where the text came from; every field is null for a string given to ``parse``.

    ``places`` lead from the text back into the file, in order of start and none overlapping; it
    is empty where the text is the file itself.
    """

    name: str | None = None
    format: str | None = None
    encoding: str | None = None
    sha256: str | None = None
    characters: int = 0
    places: list[Place] = []


class Metadata(msgspec.Struct):
    """What the page says of the report; null where it does not say.

    ``columns`` are the other columns of the row, for a report out of a table of texts.
    """

    title: str | None = None
    year: int | None = None
    issuer: str | None = None
    published: str | None = None
    origin: str | None = None
    columns: dict[str, str | int | float | bool | None] = {}


class Report(msgspec.Struct, kw_only=True):
    """A report as an outline of what it claims; the root of the JSON document."""

    schema: str
    source: Source
    metadata: Metadata
    text: str | None = None
    outline: list[Node]
    statements: list[Statement]
    claims: list[Claim]
    masks: list[Mask]
    achievements: list[Entry]
    problems: list[Entry]
    plans: list[Entry]
    diagnostics: list[Diagnostic]
    furniture: list[Furniture] = []

    def nodes(self) -> Iterator[Node]:
        """Every node of the outline, in reading order."""
        for root in self.outline:
            yield from root.walk()

    def place_of(self, found: Claim | Statement | Node | Mask | Entry | Diagnostic) -> Place | None:
        """Where in the file ``found`` begins (a claim: its quantity), or None where the text is
        the file itself or a reader put this stretch between the places."""
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
        frame: pd.DataFrame = _view("frame")([self], table, rules=rules)
        return frame

    def to_html(self) -> str:
        """The report as a page: one file that needs no network and works from disk.

        Raises ValueError for a report that was read back without its text.
        """
        page: str = _view("page")(self)
        return page

    def show(self) -> Path:
        """Open the page of ``to_html`` in the browser, from a temporary file; gives its path.

        Raises ValueError as ``to_html`` does, and OSError where the file can't be written.
        """
        opened: Path = _view("browser")(self.to_html())
        return opened

    def _repr_html_(self) -> str:
        written: str = _view("notebook")(self)
        return written

    @classmethod
    def from_json(cls, data: bytes | str) -> Report:
        """The report that ``to_json`` wrote. Raises ``msgspec.DecodeError`` on anything else."""
        return _decoder().decode(data)


@functools.cache
def _decoder() -> msgspec.json.Decoder[Report]:
    # Built at first use: reports are written far more often than read back.
    return msgspec.json.Decoder(Report)


def schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of the outline that ``Report.to_json`` writes."""
    document = msgspec.json.schema(Report)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        **document,
    }
