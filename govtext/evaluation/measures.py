"""The counts behind each measure: how many objects are right, in the gold, and found.

Every function takes a document and its JSON outline, and adds its counts to a sheet; ``MEASURES``
has the names of all measures, in the order in which they are shown.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple, get_args

import msgspec

from govtext.evaluation.agreement import ACCURATE, SPARSE, WHOLE, agrees, found
from govtext.evaluation.gold import GoldDocument, GoldHeading, GoldPassage, GoldQuantity
from govtext.evaluation.standing_alone import (
    ALONE,
    MOSTLY_NULL,
    TOLD,
    claim_of,
    found_in_row,
    row_agrees,
)
from govtext.report import Category

Found = Mapping[str, Any]
"""An object of the JSON outline."""
Kind = Literal["f1", "accuracy"]

SPANS = "spans right, every object"
EXACT = "quantity, exact span"
OVERLAPPING = "quantity, overlapping span"
CLAIM = f"claim whole (span {' '.join(WHOLE)})"
CATEGORY = "category of a sentence"
STANDS_ALONE = f"part 2 row stands alone ({', '.join(ALONE)})"
STANDS_FOR = "mask stands for (number or name)"

MEASURES: dict[str, Kind] = {
    SPANS: "accuracy",
    EXACT: "f1",
    OVERLAPPING: "f1",
    CLAIM: "f1",
    **{f"field {field}": "accuracy" for field in ACCURATE},
    **{f"field {field}, where there is one": "f1" for field in SPARSE},
    CATEGORY: "accuracy",
    **{f"category {category}": "f1" for category in get_args(Category)},
    **{f"part 2 {field}": "accuracy" for field in TOLD},
    **{f"part 2 {field}, where there is one": "f1" for field in MOSTLY_NULL},
    STANDS_ALONE: "accuracy",
    "outline nodes": "f1",
    "outline headings": "f1",
    "outline parent": "accuracy",
    "outline marker": "accuracy",
    "outline heading title": "accuracy",
    "mask runs": "f1",
    STANDS_FOR: "accuracy",
}


class Outline(msgspec.Struct):
    """The parts of a JSON outline that are measured; any part may be missing."""

    outline: list[dict[str, Any]] = []
    statements: list[dict[str, Any]] = []
    claims: list[dict[str, Any]] = []
    masks: list[dict[str, Any]] = []
    achievements: list[dict[str, Any]] = []
    problems: list[dict[str, Any]] = []
    plans: list[dict[str, Any]] = []
    diagnostics: list[dict[str, Any]] = []


class Miss(NamedTuple):
    """A place where gold and outline differ."""

    area: str
    """What differs: "quantity.missed", "field.unit", "outline.extra" …"""
    document: str
    """The name of the document."""
    start: int
    """Offset into the text of the document where the place begins."""
    end: int
    """Offset behind the end of the place."""
    shown: str
    """The place between ⟦ and ⟧ with some characters around it, on one line."""
    gold: Any = None
    """The value in the gold: "万元" for ``field.unit``; None where there is none here."""
    got: Any = None
    """The value that is found; None where there is none here."""


class Counts(NamedTuple):
    """How many are right, how many the gold has, and how many are found."""

    right: int = 0
    gold: int = 0
    pred: int = 0

    def plus(self, right: int, gold: int, pred: int) -> Counts:
        """The counts with these added."""
        return Counts(self.right + right, self.gold + gold, self.pred + pred)


class ScoreSheet:
    """The counts of one document, and the places where it differs from gold."""

    def __init__(self, document: GoldDocument) -> None:
        self.document = document
        self.counts: dict[str, Counts] = {}
        self.misses: list[Miss] = []

    def open(self, *prefixes: str) -> None:
        """Add the measures whose names begin with a prefix, even if there is nothing to count."""
        self.counts |= {name: Counts() for name in MEASURES if name.startswith(prefixes)}

    def enter(self, measure: str, right: int, gold: int, pred: int | None = None) -> None:
        """Add to the counts of a measure; without ``pred`` it is the same as ``gold``."""
        self.counts[measure] = self.counts[measure].plus(
            int(right), gold, gold if pred is None else pred
        )

    def miss(self, area: str, span: tuple[int, int], gold: Any = None, got: Any = None) -> None:
        """Note a difference at a place of the text."""
        start, end = span
        text = self.document.text
        shown = f"{text[max(0, start - 18) : start]}⟦{text[start:end]}⟧{text[end : end + 10]}"
        one_line = shown.replace("\r", "⏎").replace("\n", "⏎")
        self.misses.append(Miss(area, self.document.name, start, end, one_line, gold, got))


def count(document: GoldDocument, read: Outline) -> ScoreSheet:
    """All counts of one document."""
    sheet = ScoreSheet(document)
    sheet.open("spans")
    count_spans(read, sheet)
    if document.passages:
        sheet.open("quantity", "claim", "field", "category")
        count_claims(read, sheet)
        count_categories(read, sheet)
    if document.rows:
        sheet.open("part 2")
        count_rows(read, sheet)
    if document.outline is not None:
        sheet.open("outline")
        count_outline(document.outline, read, sheet)
    if document.masks is not None:
        sheet.open("mask")
        count_masks(read, sheet)
    return sheet


def count_spans(read: Outline, sheet: ScoreSheet) -> None:
    """Count the objects whose span is in the text and whose text is that of the span."""
    text = sheet.document.text
    for kind, one, has_text in _objects(read):
        right = _fits(one, text) and (
            not has_text or text[one["start"] : one["end"]] == one.get("text")
        )
        _enter_span(kind, one, right, sheet)
    for node, _ in _nodes(read.outline):
        right = (
            _fits(node, text)
            and text.startswith(node.get("marker") or "", node["start"])
            and all(_within(child, node) for child in node.get("children") or ())
        )
        _enter_span("node", node, right, sheet)


def _objects(read: Outline) -> Iterator[tuple[str, Any, bool]]:
    """Every object with a span: its kind, the object, and whether its text is right."""
    for claim in read.claims:
        yield "claim", claim.get("quantity"), True
        if claim.get("indicator"):
            yield "indicator", claim["indicator"], True
    yield from (("mask", one, True) for one in read.masks)
    yield from (("statement", one, False) for one in read.statements)
    for one in (*read.achievements, *read.problems, *read.plans):
        yield "entry", one, True
    yield from (("diagnostic", one, False) for one in read.diagnostics)


def _fits(one: Any, text: str) -> bool:
    if not isinstance(one, dict):
        return False
    start, end = one.get("start"), one.get("end")
    return type(start) is int and type(end) is int and 0 <= start <= end <= len(text)


def _within(child: Any, node: Found) -> bool:
    return bool(node["start"] <= child["start"] and child["end"] <= node["end"])


def _enter_span(kind: str, one: Any, right: bool, sheet: ScoreSheet) -> None:
    sheet.enter(SPANS, right, 1)
    if not right:
        short = str(one)[:120]
        span = (one["start"], one["end"]) if _fits(one, sheet.document.text) else (0, 0)
        sheet.miss("spans", span, got=f"{kind} {short}")


def _nodes(nodes: Iterable[Any], parent: int | None = None) -> Iterator[tuple[Any, int | None]]:
    """The nodes of an outline, each with the start of its parent."""
    for node in nodes:
        yield node, parent
        yield from _nodes(node.get("children") or (), node.get("start"))


def count_claims(read: Outline, sheet: ScoreSheet) -> None:
    """Count the quantities, and the fields of those that gold has too."""
    document = sheet.document
    spare = [q for p in document.passages for q in p.quantities if q.optional]
    taken: set[tuple[int, int]] = set()
    for passage in document.passages:
        claims: list[Found] = []
        for claim in read.claims:
            quantity = claim.get("quantity")
            if not _fits(quantity, document.text):
                continue
            span = _span(claim)
            inside = passage.start <= span[0] < passage.end
            if inside and span not in taken and not any(_meet(span, one) for one in spare):
                taken.add(span)
                claims.append(claim)
        _count_passage(passage, claims, sheet)


def _span(claim: Found) -> tuple[int, int]:
    return claim["quantity"]["start"], claim["quantity"]["end"]


def _meet(span: tuple[int, int], gold: GoldQuantity) -> bool:
    return span[0] < gold.end and gold.start < span[1]


def _count_passage(passage: GoldPassage, claims: list[Found], sheet: ScoreSheet) -> None:
    gold = [quantity for quantity in passage.quantities if not quantity.optional]
    for measure in (EXACT, OVERLAPPING, CLAIM):
        sheet.enter(measure, 0, len(gold), len(claims))
    by_span = {_span(claim): claim for claim in claims}
    used: set[tuple[int, int]] = set()
    for quantity in gold:
        place = (quantity.start, quantity.end)
        claim = by_span.get(place)
        if claim is None:
            meeting = (c for s, c in by_span.items() if s not in used and _meet(s, quantity))
            claim = next(meeting, None)
        if claim is None:
            sheet.miss("quantity.missed", place, gold=quantity.text)
            continue
        used.add(_span(claim))
        _judge(quantity, claim, sheet)
    for span in (span for span in by_span if span not in used):
        sheet.miss("quantity.extra", span)


def _judge(gold: GoldQuantity, claim: Found, sheet: ScoreSheet) -> None:
    """Count a quantity that is found, and its fields."""
    place = (gold.start, gold.end)
    exact = place == _span(claim)
    right = {field: agrees(field, gold, claim) for field in (*ACCURATE, *SPARSE)}
    sheet.enter(OVERLAPPING, 1, 0)
    sheet.enter(EXACT, exact, 0)
    sheet.enter(CLAIM, exact and all(right[field] for field in WHOLE), 0)
    if not exact:
        sheet.miss("quantity.span", place, gold.text, claim["quantity"].get("text"))
    for field in ACCURATE:
        sheet.enter(f"field {field}", right[field], 1)
    for field in SPARSE:
        there = bool(getattr(gold, field))
        measure = f"field {field}, where there is one"
        sheet.enter(measure, there and right[field], int(there), int(bool(claim.get(field))))
    for field in (field for field, is_right in right.items() if not is_right):
        sheet.miss(f"field.{field}", place, getattr(gold, field), found(field, claim))


def count_rows(read: Outline, sheet: ScoreSheet) -> None:
    """Count the fields that a row needs to stand alone, of the quantities that are found."""
    document = sheet.document
    claims = [claim for claim in read.claims if _fits(claim.get("quantity"), document.text)]
    quantities = {q.start: q for p in document.passages for q in p.quantities}
    for start, gold in document.rows.items():
        quantity = quantities[start]
        claim = None if quantity.optional else claim_of(quantity, claims)
        if claim is None:
            continue
        right = row_agrees(gold, claim)
        for field in TOLD:
            sheet.enter(f"part 2 {field}", right[field], 1)
        for field in MOSTLY_NULL:
            there, got = bool(getattr(gold, field)), bool(found_in_row(field, claim))
            # What agrees with a null, such as a light verb, counts as not found.
            got = got and (there or not right[field])
            measure = f"part 2 {field}, where there is one"
            sheet.enter(measure, there and right[field], int(there), int(got))
        sheet.enter(STANDS_ALONE, all(right[field] for field in ALONE), 1)
        for field in (field for field, is_right in right.items() if not is_right):
            place = (quantity.start, quantity.end)
            sheet.miss(f"part2.{field}", place, getattr(gold, field), found_in_row(field, claim))


def count_categories(read: Outline, sheet: ScoreSheet) -> None:
    """Count the sentences whose category is that of the statements that cover most of it."""
    text = sheet.document.text
    statements = [one for one in read.statements if _fits(one, text)]
    for sentence in (s for passage in sheet.document.passages for s in passage.sentences):
        covered: Counter[str] = Counter()
        for one in statements:
            shared = min(one["end"], sentence.end) - max(one["start"], sentence.start)
            if shared > 0:
                covered[one.get("category") or "other"] += shared
        got = covered.most_common(1)[0][0] if covered else "other"
        sheet.enter(CATEGORY, got == sentence.category, 1)
        for category in get_args(Category):
            said, read_so = category == sentence.category, category == got
            sheet.enter(f"category {category}", said and read_so, int(said), int(read_so))
        if got != sentence.category:
            sheet.miss("category", (sentence.start, sentence.end), sentence.category, got)


def count_outline(gold: tuple[GoldHeading, ...], read: Outline, sheet: ScoreSheet) -> None:
    """Count the nodes by their start, and kind, parent, marker and title of those gold has too."""
    at: defaultdict[Any, list[tuple[Any, int | None]]] = defaultdict(list)
    for node, parent in _nodes(read.outline):
        at[node.get("start")].append((node, parent))
        sheet.enter("outline nodes", 0, 0, 1)
        sheet.enter("outline headings", 0, 0, node.get("kind") == "heading")
    for node, parent in _with_parents(gold):
        heading = node.kind == "heading"
        sheet.enter("outline nodes", bool(at[node.start]), 1, 0)
        if at[node.start]:
            got, got_parent = at[node.start].pop(0)
            sheet.enter("outline headings", heading and got.get("kind") == "heading", heading, 0)
            _compare_nodes(node, parent, got, got_parent, sheet)
        else:
            sheet.enter("outline headings", 0, heading, 0)
            sheet.miss("outline.missed", _opening(node.start), gold=node.title)
    for left, _ in (one for rest in at.values() for one in rest):
        if type(left.get("start")) is int:
            sheet.miss("outline.extra", _opening(left["start"]), got=left.get("title"))


def _with_parents(nodes: Iterable[GoldHeading]) -> Iterator[tuple[GoldHeading, int | None]]:
    """Each node with the start of its parent, which follows from the depths of earlier nodes."""
    above: list[GoldHeading] = []
    for node in nodes:
        while above and above[-1].depth >= node.depth:
            above.pop()
        yield node, above[-1].start if above else None
        above.append(node)


def _compare_nodes(
    gold: GoldHeading, parent: int | None, got: Found, got_parent: int | None, sheet: ScoreSheet
) -> None:
    place = _opening(gold.start)
    marker = got.get("marker") or None
    sheet.enter("outline parent", parent == got_parent, 1)
    sheet.enter("outline marker", gold.marker == marker, 1)
    if gold.kind != got.get("kind"):
        sheet.miss("outline.kind", place, gold.kind, got.get("kind"))
    if gold.marker != marker:
        sheet.miss("outline.marker", place, gold.marker, marker)
    if parent != got_parent:
        sheet.miss("outline.parent", place, f"below {parent}", f"below {got_parent}")
    if gold.kind == "heading":
        same = _bare(gold.title) == _bare(got.get("title") or "")
        sheet.enter("outline heading title", same, 1)
        if not same:
            sheet.miss("outline.title", place, gold.title, got.get("title"))


def _bare(title: str) -> str:
    return title.strip().rstrip("。：:")


def _opening(start: int) -> tuple[int, int]:
    return start, start + 12


def count_masks(read: Outline, sheet: ScoreSheet) -> None:
    """Count the masks by their spans, and what each stands for."""
    text = sheet.document.text
    masks = [one for one in read.masks if _fits(one, text)]
    at = {(one["start"], one["end"]): one.get("stands_for") for one in masks}
    sheet.enter("mask runs", 0, 0, len(at))
    for mask in sheet.document.masks or ():
        span = (mask.start, mask.end)
        got = at.pop(span, None)
        sheet.enter("mask runs", got is not None, 1, 0)
        sheet.enter(STANDS_FOR, got == mask.stands_for, 1)
        if got != mask.stands_for:
            sheet.miss("mask", span, mask.stands_for, got)
    for span, got in at.items():
        sheet.miss("mask.extra", span, got=got)
