"""Which category each sentence has: what its section expects, against what it says itself.

Beside what a sentence says stands what the text is doing there: by the headings above, by the
sentences that lead to it, and by the course it follows. A sentence takes the category of the
course, unless its own cues outweigh it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from govtext.rulebook import Rulebook
from govtext.stages.contexts import Break, Context
from govtext.stages.course import COURSE, decide, follow_course
from govtext.stages.cues import CATEGORIES, compile_cues
from govtext.stages.testimony import Testimony, hear, quoted

_PROBLEM = CATEGORIES.index("problem")


def categorize(
    plain: str, contexts: Sequence[Context], rules: Rulebook
) -> Iterator[tuple[int, str]]:
    """The category of each sentence of a report, in order, and what decided so.

    A category is given as its place in ``CATEGORIES``.
    """
    cues = rules.derive(compile_cues)
    heard = list(hear(plain, [context.span for context in contexts], cues))
    announced, breaks = announce(contexts, heard)
    courses = follow_course(heard, announced, breaks)
    for context, testimony, expected, course, lead in zip(
        contexts, heard, announced, courses, _loudest(courses, heard), strict=True
    ):
        category = decide(testimony, course, expected)
        if expected == category == context.expected and testimony.weights[category] < COURSE:
            reason = "heading " + context.source
        elif testimony.fits[category] > 0:
            reason = "cue " + quoted(plain, testimony, category, cues)
        elif lead is not None:
            reason = "passage of cue " + quoted(plain, lead, category, cues)
        else:
            reason = "nothing says otherwise"
        yield category, reason


def announce(
    contexts: Sequence[Context], heard: Sequence[Testimony]
) -> tuple[list[int], list[Break]]:
    """The category announced for each sentence (-1: none), and the break before it.

    Headings announce, and so do sentences: one that leads into an enumeration, for the whole of
    it, and one that confesses problems, for the rest of its paragraph. Where one does, the text
    may turn as it does at the end of a line.
    """
    announced: list[int] = []
    breaks: list[Break] = []
    confessed = False
    for context, testimony in zip(contexts, heard, strict=True):
        confessed = confessed and context.gap == 0
        led = heard[context.lead].leads if context.lead >= 0 else -1
        announced.append(_PROBLEM if confessed else led if led >= 0 else context.expected)
        breaks.append(1 if context.gap == 0 and testimony.leads >= 0 else context.gap)
        confessed = confessed or testimony.leads == _PROBLEM
    return announced, breaks


def _loudest(courses: Sequence[int], heard: Sequence[Testimony]) -> list[Testimony | None]:
    """For each sentence the one that speaks loudest for the course in its unbroken stretch."""
    leads: list[Testimony | None] = []
    for course, stretch in itertools.groupby(zip(courses, heard, strict=True), lambda x: x[0]):
        testimonies = [testimony for _, testimony in stretch]
        loudest = max(testimonies, key=lambda testimony: testimony.weights[course])
        lead = loudest if loudest.weights[course] > 0 else None
        leads.extend([lead] * len(testimonies))
    return leads
