"""Viterbi decoding: the most likely sequence of categories over the sentences of a report.

Neighbouring sentences tend to have the same category. The best sequence for the whole text is
found by dynamic programming (Viterbi 1967). The emission score of a category at a sentence is the
weight of the sentence's cues, plus a bonus where a heading announces the category. A transition,
where the category changes, costs least at a heading and most in the middle of a paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from govtext.stages.categories.cues import CATEGORIES
from govtext.stages.categories.evidence import Evidence
from govtext.stages.categories.positions import Break

INERTIA: Final = 2.0  # the weight of the decoded category against a sentence's own cues
_ANNOUNCED: Final = 1.0  # added to it where a heading announces the category
_APPENDIX: Final = 9.0  # added instead where a heading announces a glossary or the like
_HEADING: Final = 3.0  # the bonus of the category a heading announces, at each sentence below it
_ADMISSION: Final = 2.0  # the bonus of problems below a heading that announces achievements
_TRANSITION: Final = (8.0, 3.0, 0.5)  # the cost of a transition, by the break before the sentence
_RETURN: Final = 1.5  # the additional cost of a transition back to achievements
_ASIDE: Final = 3.0  # the additional cost of a transition to ``other``
_INITIAL: Final = (0.0, -2.0, -3.0, -3.0)  # a report begins with what was done
_ACHIEVEMENT = CATEGORIES.index("achievement")
_PROBLEM = CATEGORIES.index("problem")
_OTHER = CATEGORIES.index("other")


def _pull(announced: int) -> tuple[float, ...]:
    """The bonus of each category where one (-1: none) is announced."""
    pull = [0.0] * len(CATEGORIES)
    if announced >= 0:
        pull[announced] = _HEADING if announced != _OTHER else _APPENDIX
    if announced == _ACHIEVEMENT:
        # Reviews name problems among achievements, under no heading of their own.
        pull[_PROBLEM] = _ADMISSION
    return tuple(pull)


_PULLS: Final = {announced: _pull(announced) for announced in range(-1, len(CATEGORIES))}


def decode(
    all_evidence: Sequence[Evidence], announced: Sequence[int], breaks: Sequence[Break]
) -> list[int]:
    """The most likely category of each sentence, as its index in ``CATEGORIES``.

    Takes the evidence of every sentence, the category announced for it (-1: none), and the break
    before it. The time is linear in the number of sentences.
    """
    a0, b0, c0, d0 = _INITIAL
    origins: list[tuple[int, int, int, int]] = []
    for evidence, expected, gap in zip(all_evidence, announced, breaks, strict=True):
        # The four categories are written out: this runs for every sentence of a corpus, and a
        # loop over them takes longer.
        best, best_index = a0, 0
        if b0 > best:
            best, best_index = b0, 1
        if c0 > best:
            best, best_index = c0, 2
        if d0 > best:
            best, best_index = d0, 3
        best -= _TRANSITION[gap]
        back, back_index = best - _RETURN, best_index
        if gap == 2 and b0 - _TRANSITION[2] > back:  # a heading ends the problems above it
            back, back_index = b0 - _TRANSITION[2], 1
        from_a, from_b, from_c, from_d = 0, 1, 2, 3
        if back > a0:
            a0, from_a = back, back_index
        if best > b0:
            b0, from_b = best, best_index
        if best > c0:
            c0, from_c = best, best_index
        if best - _ASIDE > d0:
            d0, from_d = best - _ASIDE, best_index
        origins.append((from_a, from_b, from_c, from_d))
        a, b, c, d = evidence.fits
        top = max(evidence.weights) - INERTIA
        pull_a, pull_b, pull_c, pull_d = _PULLS[expected]
        a0 += pull_a + (a if a > top else top)
        b0 += pull_b + (b if b > top else top)
        c0 += pull_c + (c if c > top else top)
        d0 += pull_d + (d if d > top else top)
    ends = (a0, b0, c0, d0)
    category = ends.index(max(ends))
    sequence = []
    for origin in reversed(origins):
        sequence.append(category)
        category = origin[category]
    sequence.reverse()
    return sequence


def decide(evidence: Evidence, decoded: int, announced: int) -> int:
    """The category of one sentence: the decoded one, unless its own cues outweigh it."""
    weights, fits = evidence.weights, evidence.fits
    best, most = decoded, (weights[decoded] + fits[decoded]) / 2 + INERTIA
    if decoded == announced:
        most += _APPENDIX if decoded == _OTHER else _ANNOUNCED
    for category, weight in enumerate(weights):
        # Soft cues count for another category only beside hard ones, and at half their weight.
        if weight > 0 and (weight + fits[category]) / 2 > most:
            best, most = category, (weight + fits[category]) / 2
    return best
