"""Evidence for the category of a sentence: the weights of its cues, added up by category."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

import msgspec

from govtext.document import Document
from govtext.language.plain import Span
from govtext.stages.categories.cues import CATEGORIES, Cues

_SOFT: Final = 2.0  # the most that soft cues weigh together
_CLEAR: Final = 4.0  # with hard cues of this weight the category is clear without soft ones
_DEALT: Final = (
    2.0  # taken off the weight of problems where the sentence opens with what is done about them
)
_GAP = 200  # characters between two sentences: a longer gap is not searched for cues
_STRETCH = 20_000  # characters searched at once, so that the list of matches stays short
_PROBLEM = CATEGORIES.index("problem")
_PLAN = CATEGORIES.index("plan")

Weights = tuple[float, float, float, float]
_NOTHING: Final[Weights] = (0.0, 0.0, 0.0, 0.0)


class Evidence(msgspec.Struct, gc=False):
    """The evidence for the category of a sentence, in the order of ``CATEGORIES``.

    ``phrases`` are the keys of its cues and the name of its shape, ``weights`` their weight for
    each category. ``fits`` counts the soft cues too: how well the sentence fits among sentences of
    the category. ``leads`` is the category that the sentence announces for an enumeration or
    paragraph that it introduces (-1: none).
    """

    span: Span
    phrases: Sequence[str]
    weights: Weights
    fits: Weights
    leads: int


def weigh_evidence(document: Document, spans: Sequence[Span]) -> Iterator[Evidence]:
    """The evidence of each sentence of a text; the sentences are given in order.

    Where the reading of one fails there is no evidence.
    """
    first = 0
    for after in range(1, len(spans) + 1):
        # One search serves all sentences of a stretch, since a search has a fixed cost; furniture
        # between them is not searched.
        if (
            after < len(spans)
            and spans[after].start - spans[after - 1].end < _GAP
            and spans[after].start - spans[first].start < _STRETCH
        ):
            continue
        yield from _weigh_stretch(document, spans[first:after])
        first = after


def _weigh_stretch(document: Document, spans: Sequence[Span]) -> Iterator[Evidence]:
    plain, cues = document.plain, document.rules.derive(Cues)
    begin = spans[0].start
    # A phrase opens a clause behind a stop or a line end, and the text begins with neither.
    before = plain[begin - 1] if begin else "\n"
    found = cues.find(before + plain[begin : spans[-1].end])
    at, most = 0, len(found)
    for span in spans:
        start, end = span.start - begin + 1, span.end - begin + 1
        while at < most and found[at][0] < start:
            at += 1
        phrases: dict[str, None] = {}
        while at < most and found[at][0] < end:
            phrases[found[at][1]] = None
            at += 1
        evidence = document.attempt(span, _weigh_sentence, plain, span, list(phrases), cues)
        yield evidence or Evidence(span, (), _NOTHING, _NOTHING, -1)


def _weigh_sentence(plain: str, span: Span, phrases: list[str], cues: Cues) -> Evidence:
    """The evidence of one sentence; cues before a contrast (但) count half."""
    shape = cues.shapes.match(plain, span.start, span.end)
    if not phrases and shape is None:
        return Evidence(span, (), _NOTHING, _NOTHING, -1)
    hard, soft = _weigh(phrases, cues)
    if hard[_PROBLEM] > 0:
        hard, soft = _weigh_again(plain, span, phrases, cues)
    if shape is not None and shape.lastgroup is not None:
        rule = cues.shape_of[shape.lastgroup]
        if not (rule.alone and phrases):
            hard[CATEGORIES.index(rule.category)] += rule.weight
            phrases.append(rule.name)
    a, b, c, d = hard
    weights = (a, b, c, d)
    most = max(hard)
    if most >= _CLEAR:  # soft cues add nothing
        return Evidence(span, phrases, weights, weights, _leads_to(phrases, hard.index(most), cues))
    p, q, r, t = soft
    fits = (
        a + p if p < _SOFT else a + _SOFT,
        b + q if q < _SOFT else b + _SOFT,
        c + r if r < _SOFT else c + _SOFT,
        d + t if t < _SOFT else d + _SOFT,
    )
    return Evidence(span, phrases, weights, fits, -1)


def _weigh(phrases: Collection[str], cues: Cues) -> tuple[list[float], list[float]]:
    """The weights of the hard cues, and of the soft ones, by category."""
    hard = [0.0, 0.0, 0.0, 0.0]
    soft = [0.0, 0.0, 0.0, 0.0]
    for phrase in phrases:
        category, weight, is_soft = cues.weights[phrase]
        if is_soft:
            soft[category] += weight
        else:
            hard[category] += weight
    return hard, soft


def _weigh_again(
    plain: str, span: Span, phrases: Collection[str], cues: Cues
) -> tuple[list[float], list[float]]:
    """The weights again, with cues before a contrast halved and solved problems taken off."""
    hard, soft = _weigh(phrases, cues)
    turns = cues.turns.intersection(phrases)
    if turns:
        # A cue that closes a clause may hold a # for any figure, and is not found as written.
        places = (plain.find(key.strip("^$"), span.start, span.end) for key in turns)
        turn = min((place for place in places if place >= 0), default=span.start)
        part = plain[span.start - 1 : turn] if span.start else "\n" + plain[:turn]
        before = _weigh({key for _, key in cues.find(part)}, cues)
        hard = [whole - part / 2 for whole, part in zip(hard, before[0], strict=True)]
        soft = [whole - part / 2 for whole, part in zip(soft, before[1], strict=True)]
        if before[0][_PROBLEM] > 0:  # 问题不少，但…: what follows the contrast is no problem
            hard[_PROBLEM] -= sum(cues.weights[phrase].weight for phrase in turns)
    opening = cues.opens(plain, span.start, span.end)
    if opening is not None and opening.category == _PLAN:
        hard[_PROBLEM] = max(hard[_PROBLEM] - _DEALT, 0.0)
    return hard, soft


def _leads_to(phrases: Sequence[str], category: int, cues: Cues) -> int:
    """The category where one of the phrases announces it for what follows, else -1."""
    leading = cues.leads.intersection(phrases)
    return category if any(cues.weights[key].category == category for key in leading) else -1


def quoted(plain: str, evidence: Evidence, category: int, cues: Cues) -> str:
    """The phrases that are evidence for a category, in order: at most three, by weight."""
    weighed: list[tuple[float, int, str]] = []
    for key in evidence.phrases:
        found = cues.weights.get(key)
        if found is None:
            weighed.append((-9.0, evidence.span.start, key))  # the name of a shape
        elif found.category == category and found.weight > 0:
            phrase = key.strip("^$")
            place = plain.find(phrase, evidence.span.start, evidence.span.end)
            weighed.append((-found.weight, place, phrase))
    if len(weighed) == 1:
        return weighed[0][2]
    weighed.sort()
    return "…".join(phrase for _, _, phrase in sorted(weighed[:3], key=lambda cue: cue[1]))
