"""What a Doc holds of its report: the Report, and spans for its sections, claims and masks."""

from __future__ import annotations

import bisect
import weakref
from collections.abc import Callable, Iterable
from typing import Any, Literal, NamedTuple

from spacy.tokens import Doc, Span

from govtext.report import Claim, Quantity, Report

ClaimLabel = Literal["category", "status", "kind"]

# Where spaCy keeps the value of an extension of a Doc. What is there goes the Doc's way: through
# msgpack into bytes and DocBins, through pickle, and not into the Doc of a part (Span.as_doc).
_KEY = ("._.", "govtext", None, None)


class _Held(NamedTuple):
    """A Report as it is stored and as it is used, and where its text begins in that of the Doc."""

    data: bytes
    report: Report
    shift: int


# What is held of each Doc that has been asked for its report; it goes when the Doc does.
_held: weakref.WeakKeyDictionary[Doc, _Held] = weakref.WeakKeyDictionary()


def get_report(doc: Doc) -> Report | None:
    """The Report of ``doc``, or None where it has none."""
    held = _hold(doc)
    return None if held is None else held.report


def set_report(doc: Doc, report: Report) -> None:
    """Keep ``report`` as that of ``doc``; it is stored as JSON and leaves the spans as they are."""
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
    return doc.user_data  # whose keys are tuples as well as the strings that spaCy's types know


def get_claim(span: Span) -> Claim | None:
    """The claim whose quantity stands on just the tokens of ``span``, or None.

    Where tokens are so long that several quantities share them, the id of the span decides, and
    else the first is taken.
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
    """The quantity that stands on just the tokens of ``span``, or None."""
    claim = get_claim(span)
    return None if claim is None else claim.quantity


_EXTENSIONS: tuple[tuple[type[Doc] | type[Span], str, dict[str, Callable[..., Any]]], ...] = (
    (Doc, "govtext", {"getter": get_report, "setter": set_report}),
    (Span, "claim", {"getter": get_claim}),
    (Span, "quantity", {"getter": get_quantity}),
)


def set_extensions() -> None:
    """Register ``doc._.govtext``, ``span._.claim`` and ``span._.quantity``.

    Making the component does this; it is needed only to read Docs back where no pipeline with the
    component is. Raises spaCy's ValueError where one of the names is already taken by another.
    """
    for where, name, functions in _EXTENSIONS:
        ours = where.has_extension(name) and (
            getattr(where.get_extension(name)[2], "__module__", None) == __name__
        )
        where.set_extension(name, force=ours, **functions)


def annotate(doc: Doc, report: Report, *, claim_label: ClaimLabel = "category") -> Doc:
    """Put ``report`` and its spans on ``doc``, which must be the Doc of its text, and give it back.

    ``doc.spans["sections"]`` are the nodes of the outline, outer ones first, labelled by category
    ("mixed" where a node has several); ``["claims"]`` the quantities, labelled by ``claim_label``:
    the claim's category, its status, or the kind of its quantity; ``["masks"]`` the masks,
    labelled by what they stand for. A span that would begin or end inside a token takes in the
    whole token. The ``id_`` of a span leads to what it marks: "node-1.2", "claim-12", and
    "mask-3" for ``report.masks[3]``.

    Raises ValueError where the text of ``doc`` is not that of ``report``.
    """
    if claim_label not in _LABELS:
        raise ValueError(
            f"claims can't be labelled by {claim_label!r}; take one of {', '.join(_LABELS)}"
        )
    if report.text is None or doc.text.removeprefix("\ufeff") != report.text:
        raise ValueError("the Doc was not made from the text of this Report: use nlp(report.text)")
    label = _LABELS[claim_label]
    set_extensions()
    set_report(doc, report)
    quantities = (
        (c.quantity.start, c.quantity.end, label(c), f"claim-{c.id}") for c in report.claims
    )
    masks = ((m.start, m.end, m.stands_for, f"mask-{n}") for n, m in enumerate(report.masks))
    nodes = ((n.start, n.end, n.category or "mixed", f"node-{n.id}") for n in report.nodes())
    shift = _shift(doc, report)
    doc.spans["sections"] = _spans(doc, shift, nodes)
    doc.spans["claims"] = _spans(doc, shift, quantities)
    doc.spans["masks"] = _spans(doc, shift, masks)
    return doc


_LABELS: dict[str, Callable[[Claim], str]] = {
    "category": lambda claim: claim.category,
    "status": lambda claim: claim.status,
    "kind": lambda claim: claim.quantity.kind,
}


def _shift(doc: Doc, report: Report) -> int:
    # A byte-order mark is in the text of the Doc, and not in that of the Report.
    return int(len(report.text or "") < len(doc.text) and doc.text.startswith("\ufeff"))


def _spans(doc: Doc, shift: int, places: Iterable[tuple[int, int, str, str]]) -> list[Span]:
    spans = []
    for start, end, label, name in places:
        span = doc.char_span(
            start + shift, end + shift, label, alignment_mode="expand", span_id=name
        )
        # None or empty where no token is: spaCy has a space after a word inside no span.
        if span is not None and len(span):
            spans.append(span)
    return spans
