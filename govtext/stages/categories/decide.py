"""Which category each sentence has: what its section expects, against what it says itself.

Beside what a sentence says stands what the text is doing there: by the headings above, by the
sentences that lead to it, and by the course it follows. A sentence takes the category of the
course, unless its own cues outweigh it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from govtext.document import Document
from govtext.stages.categories.cues import CATEGORIES, compile_cues
from govtext.stages.categories.evidence import Evidence, quoted, weigh_evidence
from govtext.stages.categories.positions import Break, Position
from govtext.stages.categories.viterbi import INERTIA, decide, decode

_PROBLEM = CATEGORIES.index("problem")


def categorize(document: Document, contexts: Sequence[Position]) -> Iterator[tuple[int, str]]:
    """The category of each sentence of a report, in order, and what decided so.

    A category is given as its place in ``CATEGORIES``.
    """
    plain, cues = document.plain, document.rules.derive(compile_cues)
    spans = [context.span for context in contexts]
    evidence_of_all = list(weigh_evidence(plain, spans, cues, document.contain))
    announced, breaks = announce(contexts, evidence_of_all)
    courses = decode(evidence_of_all, announced, breaks)
    for context, evidence, expected, course, lead in zip(
        contexts,
        evidence_of_all,
        announced,
        courses,
        _loudest(courses, evidence_of_all),
        strict=True,
    ):
        category = decide(evidence, course, expected)
        if expected == category == context.expected and evidence.weights[category] < INERTIA:
            reason = "heading " + context.source
        elif evidence.fits[category] > 0:
            reason = "cue " + quoted(plain, evidence, category, cues)
        elif lead is not None:
            reason = "passage of cue " + quoted(plain, lead, category, cues)
        else:
            reason = "nothing says otherwise"
        yield category, reason


def announce(
    contexts: Sequence[Position], evidence_of_all: Sequence[Evidence]
) -> tuple[list[int], list[Break]]:
    """The category announced for each sentence (-1: none), and the break before it.

    Headings announce, and so do sentences: one that leads into an enumeration, for the whole of
    it, and one that confesses problems, for the rest of its paragraph. Where one does, the text
    may turn as it does at the end of a line.
    """
    announced: list[int] = []
    breaks: list[Break] = []
    confessed = False
    for context, evidence in zip(contexts, evidence_of_all, strict=True):
        confessed = confessed and context.gap == 0
        led = evidence_of_all[context.lead].leads if context.lead >= 0 else -1
        announced.append(_PROBLEM if confessed else led if led >= 0 else context.expected)
        breaks.append(1 if context.gap == 0 and evidence.leads >= 0 else context.gap)
        confessed = confessed or evidence.leads == _PROBLEM
    return announced, breaks


def _loudest(courses: Sequence[int], evidence_of_all: Sequence[Evidence]) -> list[Evidence | None]:
    """For each sentence the one that speaks loudest for the course in its unbroken stretch."""
    leads: list[Evidence | None] = []
    for course, stretch in itertools.groupby(
        zip(courses, evidence_of_all, strict=True), lambda x: x[0]
    ):
        testimonies = [evidence for _, evidence in stretch]
        loudest = max(testimonies, key=lambda evidence: evidence.weights[course])
        lead = loudest if loudest.weights[course] > 0 else None
        leads.extend([lead] * len(testimonies))
    return leads
