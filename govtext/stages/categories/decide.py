"""The category of each sentence, from its own cues and from the sentences and headings around it.

The headings above a sentence, the sentence that introduces its enumeration and the sentences
beside it all make a category likely for it. ``viterbi`` decodes the most likely sequence of
categories; a sentence takes its category from there, unless its own cues outweigh it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from govtext.document import Document
from govtext.stages.categories.cues import CATEGORIES, Cues
from govtext.stages.categories.evidence import Evidence, quoted, weigh_evidence
from govtext.stages.categories.positions import Break, Position
from govtext.stages.categories.viterbi import INERTIA, decide, decode

_PROBLEM = CATEGORIES.index("problem")
_OTHER = CATEGORIES.index("other")


def categorize(
    document: Document, sentence_positions: Sequence[Position]
) -> Iterator[tuple[int, str]]:
    """The category of each sentence of a report, in order, and the reason for it.

    A category is given as its index in ``CATEGORIES``.
    """
    plain, cues = document.plain, document.rules.derive(Cues)
    tabbed = "\t" in document.text
    spans = [position.span for position in sentence_positions]
    all_evidence = list(weigh_evidence(document, spans))
    announced, breaks = announce(sentence_positions, all_evidence)
    sequence = decode(all_evidence, announced, breaks)
    for position, evidence, expected, decoded, strongest in zip(
        sentence_positions,
        all_evidence,
        announced,
        sequence,
        _strongest(sequence, all_evidence),
        strict=True,
    ):
        category = decide(evidence, decoded, expected)
        if tabbed and "\t" in document.text[slice(*position.span)]:
            category, reason = _OTHER, "row of a table"
        elif expected == category == position.expected and evidence.weights[category] < INERTIA:
            reason = f"heading {position.source}"
        elif evidence.fits[category] > 0:
            reason = f"cue {quoted(plain, evidence, category, cues)}"
        elif strongest is not None:
            reason = f"passage of cue {quoted(plain, strongest, category, cues)}"
        else:
            reason = "nothing says otherwise"
        yield category, reason


def announce(
    sentence_positions: Sequence[Position], all_evidence: Sequence[Evidence]
) -> tuple[list[int], list[Break]]:
    """The category announced for each sentence (-1: none), and the break before it.

    Headings announce a category. So do two kinds of sentences: one that introduces an enumeration
    announces it for the whole enumeration, one that introduces problems (仍存在一些问题) for the
    rest of its paragraph, as does one that introduces the remedy of a problem (整改措施：). Such a
    sentence counts as a break like the end of a line, so that the category can change there.
    """
    announced: list[int] = []
    breaks: list[Break] = []
    rest = -1  # the category of the rest of the paragraph
    for position, evidence in zip(sentence_positions, all_evidence, strict=True):
        rest = rest if position.gap == 0 else -1
        led = all_evidence[position.lead].leads if position.lead >= 0 else -1
        remedy = evidence.leads not in (-1, _PROBLEM) and _PROBLEM in (rest, position.expected)
        rest = evidence.leads if remedy else rest
        announced.append(rest if rest >= 0 else led if led >= 0 else position.expected)
        rest = _PROBLEM if evidence.leads == _PROBLEM else rest
        breaks.append(1 if position.gap == 0 and evidence.leads >= 0 else position.gap)
    return announced, breaks


def _strongest(sequence: Sequence[int], all_evidence: Sequence[Evidence]) -> list[Evidence | None]:
    """For each sentence the strongest evidence for its decoded category, among the neighbouring
    sentences that have the same; None where all of it weighs nothing."""
    found: list[Evidence | None] = []
    for category, group in itertools.groupby(
        zip(sequence, all_evidence, strict=True), lambda x: x[0]
    ):
        group_evidence = [evidence for _, evidence in group]
        strongest = max(group_evidence, key=lambda evidence: evidence.weights[category])
        shown = strongest if strongest.weights[category] > 0 else None
        found.extend([shown] * len(group_evidence))
    return found
