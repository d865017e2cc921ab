"""Examples of headings, cues and patterns that decide the category of a sentence."""

from __future__ import annotations

from govtext.document import Document
from govtext.language.matcher import expand
from govtext.language.plain import Span, plain
from govtext.rulebook.examples.base import (
    Checkers,
)
from govtext.rulebook.load import Rulebook
from govtext.stages.categories.cues import (
    CATEGORIES,
    Cue,
    HeadingCue,
    Headings,
    Shape,
    announced,
    announcement,
)
from govtext.stages.categories.evidence import Evidence, weigh_evidence


def _announces(heading: HeadingCue, example: str, rules: Rulebook) -> str | None:
    """The title announces the category of the entry, or none where the entry has none."""
    found = announced(rules.derive(Headings), example)
    wanted = None if heading.category is None else announcement(heading.category)
    if found == wanted:
        return None
    said = "nothing" if found is None else "mixed" if found < 0 else CATEGORIES[found]
    return f"announces {said}"


def _alone(text: str, rules: Rulebook) -> tuple[str, Evidence]:
    """The category of a sentence alone, without a section, and the evidence for it."""
    normalized = plain(text)
    sentence = Span(0, len(normalized))
    (evidence,) = weigh_evidence(Document(text, normalized, rules), [sentence])
    strongest = max(range(len(CATEGORIES)), key=lambda category: evidence.fits[category])
    return CATEGORIES[strongest], evidence


def _cue_decides(cue: Cue, example: str, rules: Rulebook) -> str | None:
    """A phrase of the entry is found, and the sentence has the category of the entry, if any."""
    category, evidence = _alone(example, rules)
    found = {phrase.strip("^$") for phrase in evidence.phrases}
    phrases = {phrase for words in cue.words for phrase in expand(words)}
    if cue.category is None:
        silenced = any(phrase in plain(example) for phrase in phrases) and phrases.isdisjoint(found)
        return None if silenced else f"{found} found"
    if phrases.isdisjoint(found):
        return f"only {found} found"
    if cue.weight < 0 or category == cue.category:
        return None
    return f"is {category} by {found}"


def _shape_decides(shape: Shape, example: str, rules: Rulebook) -> str | None:
    """The pattern of the entry matches first, and the sentence has the category of the entry."""
    category, evidence = _alone(example, rules)
    if shape.name not in evidence.phrases:
        return f"only {evidence.phrases} found"
    return None if category == shape.category else f"is {category}"


CHECKERS: Checkers = {
    "headings": (HeadingCue, _announces),
    "cues": (Cue, _cue_decides),
    "shapes": (Shape, _shape_decides),
}
