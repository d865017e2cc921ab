"""The report of a Doc: the Report itself, and spans for its sections, claims, masks,
and for the words that the fields of claims are read from."""

from __future__ import annotations

import bisect
import weakref
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal, NamedTuple

from spacy.tokens import Doc, Span

from govtext.messages import said
from govtext.report import Claim, Commitment, Excerpt, Quantity, Reference, Report, Streak

ClaimLabel = Literal["category", "status", "kind", "nature"]

# The key under which spaCy keeps the value of an extension of a Doc. The value is saved with the
# Doc (msgpack bytes, DocBins, pickle) and is not copied to the Doc of a part (Span.as_doc).
_KEY = ("._.", "govtext", None, None)


class _Held(NamedTuple):
    """A Report as stored and as an object, and the offset of its text in that of the Doc."""

    data: bytes
    report: Report
    shift: int


# The decoded Report of each Doc that was asked for it; removed together with the Doc.
_held: weakref.WeakKeyDictionary[Doc, _Held] = weakref.WeakKeyDictionary()


def get_report(doc: Doc) -> Report | None:
    """The Report of ``doc``, or None where it has none."""
    held = _hold(doc)
    return None if held is None else held.report


def set_report(doc: Doc, report: Report) -> None:
    """Set the Report of ``doc``. It is stored as JSON; the spans are not changed."""
    data = report.to_json()
    _user_data(doc)[_KEY] = data
    _held[doc] = _Held(data, report, _shift(doc, report))


def _hold(doc: Doc) -> _Held | None:
    data = _user_data(doc).get(_KEY)
    if data is None:
        return None
    held = _held.get(doc)
    if held is None or held.data is not data:
        report = Report.from_json(data)
        held = _held[doc] = _Held(data, report, _shift(doc, report))
    return held


def _user_data(doc: Doc) -> dict[Any, Any]:
    return doc.user_data  # its keys are also tuples, while spaCy's types say strings


def get_claim(span: Span) -> Claim | None:
    """The claim whose quantity has exactly the tokens of ``span``, or None.

    Where several quantities share a long token, the id of the span decides; without an id the
    first is taken.
    """
    held = _hold(span.doc)
    if held is None or not len(span):
        return None
    first, last = span[0], span[-1]
    start, within, end = (
        place - held.shift for place in (first.idx, last.idx, last.idx + len(last))
    )
    claims = held.report.claims
    at = bisect.bisect_left(claims, start, key=lambda claim: claim.quantity.start)
    here = []
    while at < len(claims) and claims[at].quantity.start < start + len(first):
        if within < claims[at].quantity.end <= end:
            here.append(claims[at])
        at += 1
    named = [claim for claim in here if span.id_ == f"claim-{claim.id}"]
    return next(iter(named or here), None)


def get_quantity(span: Span) -> Quantity | None:
    """The quantity that has exactly the tokens of ``span``, or None."""
    claim = get_claim(span)
    return None if claim is None else claim.quantity


_EXTENSIONS: tuple[tuple[type[Doc] | type[Span], str, dict[str, Callable[..., Any]]], ...] = (
    (Doc, "govtext", {"getter": get_report, "setter": set_report}),
    (Span, "claim", {"getter": get_claim}),
    (Span, "quantity", {"getter": get_quantity}),
)


def set_extensions() -> None:
    """Register ``doc._.govtext``, ``span._.claim`` and ``span._.quantity``.

    The component does this; call it only to read Docs back without a pipeline that has the
    component. Raises spaCy's ValueError where another package has registered one of the names.
    """
    for where, name, functions in _EXTENSIONS:
        ours = where.has_extension(name) and (
            getattr(where.get_extension(name)[2], "__module__", None) == __name__
        )
        where.set_extension(name, force=ours, **functions)


def annotate(doc: Doc, report: Report, *, claim_label: ClaimLabel = "category") -> Doc:
    """Add ``report`` and its spans to ``doc``, which must have the text of the report. Returns it.

    ``doc.spans["sections"]`` are the nodes of the outline, outer ones first, labelled by category
    ("mixed" where a node has several); ``["claims"]`` the quantities, labelled by ``claim_label``:
    the claim's category, its status, its nature ("none" where it has none), or the kind of its
    quantity; ``["fields"]`` the words that the fields of the claims are read from, labelled by the
    field: label, action, scope, per, reference, streak, commitment; ``["masks"]`` the masks,
    labelled by what they stand for. A span that would begin or end inside a token includes the
    whole token. The ``id_`` of a span names the object it marks: "node-1.2", "claim-12", and
    "mask-3" for ``report.masks[3]``.

    Raises ValueError where the text of ``doc`` is not that of ``report``.
    """
    if claim_label not in _LABELS:
        raise ValueError(
            said(f"claims can't be labelled by {claim_label!r}; take one of {', '.join(_LABELS)}")
        )
    if report.text is None or doc.text.removeprefix("\ufeff") != report.text:
        raise ValueError(
            said("the Doc was not made from the text of this Report: use nlp(report.text)")
        )
    label = _LABELS[claim_label]
    set_extensions()
    set_report(doc, report)
    quantities = (
        (c.quantity.start, c.quantity.end, label(c), f"claim-{c.id}") for c in report.claims
    )
    masks = ((m.start, m.end, m.stands_for, f"mask-{n}") for n, m in enumerate(report.masks))
    nodes = ((n.start, n.end, n.category or "mixed", f"node-{n.id}") for n in report.nodes())
    fields = (
        (part.start, part.end, field, f"claim-{claim.id}")
        for claim in report.claims
        for field, part in _parts(claim)
    )
    shift = _shift(doc, report)
    doc.spans["sections"] = _spans(doc, shift, nodes)
    doc.spans["claims"] = _spans(doc, shift, quantities)
    doc.spans["fields"] = _spans(doc, shift, fields)
    doc.spans["masks"] = _spans(doc, shift, masks)
    return doc


_LABELS: dict[str, Callable[[Claim], str]] = {
    "category": lambda claim: claim.category,
    "status": lambda claim: claim.status,
    "kind": lambda claim: claim.quantity.kind,
    "nature": lambda claim: claim.nature or "none",
}


def _parts(claim: Claim) -> Iterator[tuple[str, Excerpt | Reference | Streak | Commitment]]:
    """The words that the fields of a claim are read from, each with the name of its field."""
    yield from (("label", part) for part in claim.label_parts)
    found = {
        "action": claim.action,
        "scope": claim.scope,
        "per": claim.per,
        "reference": claim.reference,
        "streak": claim.streak,
        "commitment": claim.commitment,
    }
    yield from ((field, part) for field, part in found.items() if part is not None)


def _shift(doc: Doc, report: Report) -> int:
    # A byte-order mark is in the text of the Doc, and not in that of the Report.
    return int(len(report.text or "") < len(doc.text) and doc.text.startswith("\ufeff"))


def _spans(doc: Doc, shift: int, places: Iterable[tuple[int, int, str, str]]) -> list[Span]:
    spans = []
    for start, end, label, name in places:
        span = doc.char_span(
            start + shift, end + shift, label, alignment_mode="expand", span_id=name
        )
        # None or empty where there is no token: the space after a word is in no span of spaCy.
        if span is not None and len(span):
            spans.append(span)
    return spans
