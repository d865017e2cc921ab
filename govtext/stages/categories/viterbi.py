"""What the text is doing at each sentence: its course through achievements, problems and plans.

A course keeps going until cues or a heading turn it. The best one for the whole text is found by
dynamic programming (Viterbi 1967): every sentence gives its cue weights to the course that they
fit, a heading draws the course to what it announces, and every turn costs, least at a heading,
most in the middle of a paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from govtext.stages.categories.cues import CATEGORIES
from govtext.stages.categories.evidence import Evidence
from govtext.stages.categories.positions import Break

INERTIA: Final = 2.0  # what the course weighs against a sentence's own cues
_ANNOUNCED: Final = 1.0  # what it weighs more where a heading announces it
_APPENDIX: Final = 9.0  # and more where a heading announces a glossary or the like
_HEADING: Final = 3.0  # what a heading weighs for its course, at every sentence below it
_ADMISSION: Final = 2.0  # what a heading that announces achievements leaves to problems
_TRANSITION: Final = (8.0, 3.0, 0.5)  # what a turn of the course costs, by the break
_RETURN: Final = 1.5  # what it costs more to turn back to achievements
_ASIDE: Final = 3.0  # what it costs more to turn to what is none of the three
_INITIAL: Final = (0.0, -2.0, -3.0, -3.0)  # a report begins with what was done
_ACHIEVEMENT = CATEGORIES.index("achievement")
_PROBLEM = CATEGORIES.index("problem")
_OTHER = CATEGORIES.index("other")


def _pull(announced: int) -> tuple[float, ...]:
    """What the announcement of a category (-1: none) weighs for each course."""
    pull = [0.0] * len(CATEGORIES)
    if announced >= 0:
        pull[announced] = _HEADING if announced != _OTHER else _APPENDIX
    if announced == _ACHIEVEMENT:
        # Problems are confessed in the middle of reviews, under no heading of their own.
        pull[_PROBLEM] = _ADMISSION
    return tuple(pull)


_PULLS: Final = {announced: _pull(announced) for announced in range(-1, len(CATEGORIES))}


def decode(
    evidence_of_all: Sequence[Evidence], announced: Sequence[int], breaks: Sequence[Break]
) -> list[int]:
    """The category of the course at each sentence, as its place in ``CATEGORIES``.

    Takes what every sentence says of itself, the category announced for it (-1: none), and the
    break before it. Linear in the number of sentences.
    """
    a0, b0, c0, d0 = _INITIAL
    origins: list[tuple[int, int, int, int]] = []
    for evidence, expected, gap in zip(evidence_of_all, announced, breaks, strict=True):
        # The four courses written out: this runs once a sentence over whole corpora.
        best, best_index = a0, 0
        if b0 > best:
            best, best_index = b0, 1
        if c0 > best:
            best, best_index = c0, 2
        if d0 > best:
            best, best_index = d0, 3
        best -= _TRANSITION[gap]
        back, back_index = best - _RETURN, best_index
        if gap == 2 and b0 - _TRANSITION[2] > back:  # a heading ends what was confessed above it
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
    course = ends.index(max(ends))
    courses = []
    for origin in reversed(origins):
        courses.append(course)
        course = origin[course]
    courses.reverse()
    return courses


def decide(evidence: Evidence, course: int, announced: int) -> int:
    """The category of one sentence: that of the course, unless its own cues outweigh it."""
    weights, fits = evidence.weights, evidence.fits
    best, most = course, (weights[course] + fits[course]) / 2 + INERTIA
    if course == announced:
        most += _APPENDIX if course == _OTHER else _ANNOUNCED
    for category, weight in enumerate(weights):
        # Soft cues argue against a course only behind hard ones, and then at half their weight.
        if weight > 0 and (weight + fits[category]) / 2 > most:
            best, most = category, (weight + fits[category]) / 2
    return best
