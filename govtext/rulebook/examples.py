"""The examples that stand beside rules: for each table, what one of its examples must come out as.

A checker takes one entry, one of its examples as the TOML holds it, and the rulebook; it returns
None where the example comes out as it should, else what came out instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import msgspec

from govtext.document import Document, ReportYears
from govtext.language.calendar import whole_years
from govtext.language.lexicon import Wording
from govtext.language.matcher import expand
from govtext.language.patterns import WrittenPattern, written
from govtext.language.plain import Span, plain
from govtext.language.times import Time, expressions
from govtext.language.units import Counters, Family, UnitUses
from govtext.readers.listnumbers import ListNumbers
from govtext.report import Quantity
from govtext.rulebook.load import Rulebook
from govtext.stages import STAGES
from govtext.stages.categories.cues import (
    CATEGORIES,
    Cue,
    HeadingCue,
    Shape,
    announced,
    announcement,
    compile_cues,
    compile_headings,
)
from govtext.stages.categories.evidence import Evidence, weigh_evidence
from govtext.stages.claims.names import KnownIndicator, build_names, name_of
from govtext.stages.claims.status import StatusCue, status_cues, wording
from govtext.stages.claims.timeline import PeriodCue, period_cues
from govtext.stages.masks import Lookalike, MaskWords, PlaceUnits, find_masks
from govtext.stages.outline.build import build_outline
from govtext.stages.outline.headings import LinePattern
from govtext.stages.outline.markers import MarkerRule
from govtext.stages.page.furniture import FurnitureRule, set_furniture_apart
from govtext.stages.quantities.bounds import BoundWords
from govtext.stages.quantities.exclusions import NumberWords, SetPhrases
from govtext.stages.quantities.find import find_quantities
from govtext.stages.quantities.ranks import RankWords
from govtext.stages.times.find import find_times
from govtext.stages.times.normalize import resolve

Checker = Callable[[Any, str, Rulebook], str | None]

_BRACKETS = re.compile(r"\[([^\[\]]*)\]")


def _document(text: str, rules: Rulebook) -> Document:
    return Document(text, plain(text), rules)


def _is_furniture(entry: FurnitureRule, example: str, rules: Rulebook) -> str | None:
    """``line => yes | no``: whether the entry matches the whole line."""
    line, _, expected = example.rpartition(" => ")
    matches = re.fullmatch(entry.pattern, plain(line).strip()) is not None
    return None if matches == (expected == "yes") else f"matches: {matches}"


def _masks_in(text: str, rules: Rulebook) -> list[tuple[str, str]]:
    document = _document(text, rules)
    document.page = document.plain
    find_masks(document)
    return [(mask.text, mask.stands_for) for mask in document.masks]


def _hides_a_name(_entry: MaskWords, example: str, rules: Rulebook) -> str | None:
    """A mask before the word hides a name."""
    return _is_place(_entry, f"**{example}", rules)


def _is_place(_entry: object, example: str, rules: Rulebook) -> str | None:
    """The mask of the example hides a name."""
    read = [stands_for for _, stands_for in _masks_in(f"走访{example}。", rules)]
    return None if read == ["name"] else f"read as {read}"


def _is_no_mask(_entry: Lookalike, example: str, rules: Rulebook) -> str | None:
    """The example holds no mask."""
    read = [text for text, _ in _masks_in(example.removesuffix(" => none"), rules)]
    return f"found {read}" if read else None


def _marks(_entry: MarkerRule, example: str, rules: Rulebook) -> str | None:
    """``text => marker | title`` of the first node, or ``none``."""
    text, _, expected = example.rpartition(" => ")
    document = _document(text, rules)
    set_furniture_apart(document)
    build_outline(document)
    first = document.outline[0] if document.outline else None
    found = f"{first.marker} | {first.title}" if first else "none"
    return None if found == expected else f"found {found}"


def _line_matches(entry: LinePattern, example: str, _rules: Rulebook) -> str | None:
    """``line => yes | no``: whether the entry matches the whole line."""
    line, _, expected = example.rpartition(" => ")
    matches = re.fullmatch(entry.pattern, plain(line)) is not None
    return None if matches == (expected == "yes") else f"matches: {matches}"


def _resumes(entry: LinePattern, example: str, _rules: Rulebook) -> str | None:
    """``line => yes | no``: whether the line begins as the entry says."""
    line, _, expected = example.rpartition(" => ")
    matches = re.match(entry.pattern, plain(line)) is not None
    return None if matches == (expected == "yes") else f"matches: {matches}"


def _announces(heading: HeadingCue, example: str, rules: Rulebook) -> str | None:
    """The title announces the category of its entry, or nothing where it has none."""
    found = announced(rules.derive(compile_headings), example)
    wanted = None if heading.category is None else announcement(heading.category)
    if found == wanted:
        return None
    said = "nothing" if found is None else "mixed" if found < 0 else CATEGORIES[found]
    return f"announces {said}"


def _alone(text: str, rules: Rulebook) -> tuple[str, Evidence]:
    """The category of a sentence with no section around it, and the evidence for it."""
    normalized = plain(text)
    sentence = Span(0, len(normalized))
    (evidence,) = weigh_evidence(normalized, [sentence], rules.derive(compile_cues))
    strongest = max(range(len(CATEGORIES)), key=lambda category: evidence.fits[category])
    return CATEGORIES[strongest], evidence


def _cue_decides(cue: Cue, example: str, rules: Rulebook) -> str | None:
    """A phrase of the entry is found, and its category wins where it speaks for one."""
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
    """The entry's pattern is the one that matches, and its category wins."""
    category, evidence = _alone(example, rules)
    if shape.name not in evidence.phrases:
        return f"only {evidence.phrases} found"
    return None if category == shape.category else f"is {category}"


def _pattern_matches(entry: WrittenPattern, example: str, _rules: Rulebook) -> str | None:
    """``before [match] behind``: the first match is what stands in brackets; without them none."""
    text = plain(example.replace("[", "").replace("]", ""))
    expected = (
        plain(example[example.index("[") + 1 : example.index("]")]) if "[" in example else None
    )
    found = re.search(written(entry.name), text)
    read = found and found[0]
    return None if read == expected else f"matches {read!r}"


def _list_number_is_written(entry: ListNumbers, example: str, _rules: Rulebook) -> str | None:
    """``number => as written``."""
    number, _, expected = example.partition(" => ")
    found = entry.write(int(number))
    return None if found == expected else f"written {found}"


def _time_is_read(time: Time, example: str, rules: Rulebook) -> str | None:
    """``expression => period``, in a report that speaks in 2025 and reviews 2024."""
    written, _, expected = example.partition(" => ")
    found = list(expressions(plain(written), rules))
    if [one.time.name for one in found] != [time.name]:
        return f"found as {[one.time.name for one in found]}"
    years = ReportYears(2025, whole_years(2024, 2024), whole_years(2025, 2025))
    period = resolve(found[0], years, None)
    read = str(period) if period and period.year else "null"
    return None if read == expected else f"read as {read}"


def _quantities_in(text: str, rules: Rulebook) -> list[Quantity]:
    """The quantities of a text that has no masks and no outline."""
    document = _document(text, rules)
    find_times(document)
    find_quantities(document)
    return document.quantities


def _unit_is_read(entry: Family | Counters, example: str, rules: Rulebook) -> str | None:
    """A quantity in a unit of the family, or with one of the counters, is found."""
    names = set(entry.factors if isinstance(entry, Family) else entry.words.split())
    found = _quantities_in(example.replace("*", "5"), rules)
    units = [(quantity.unit or "").partition("/")[0] for quantity in found]
    return None if names & {unit.partition("(")[0] for unit in units} else f"read as {units}"


def _bracketed_are_found(_entry: object, example: str, rules: Rulebook) -> str | None:
    """``text|bound``: the quantities in brackets are found, no others, the first with the bound."""
    written, _, bound = example.partition("|")
    expected = _BRACKETS.findall(written)
    found = _quantities_in(_BRACKETS.sub(r"\1", written), rules)
    texts = [quantity.text for quantity in found]
    if texts != expected:
        return f"finds {texts}"
    if bound and found[0].bound != bound:
        return f"bound {found[0].bound}"
    return None


def _measures(_entry: Wording, example: str, rules: Rulebook) -> str | None:
    """``text => indicator | indicator``, "-" where a quantity has none."""
    text, _, expected = example.partition(" => ")
    document = _document(text, rules)
    for _name, stage in STAGES:
        stage(document)
    found = " | ".join(c.indicator.text if c.indicator else "-" for c in document.claims)
    return None if found == expected else f"measures {found}"


def _period_cue_is_read(entry: PeriodCue, example: str, rules: Rulebook) -> str | None:
    """The first cue of the example is the entry's."""
    cues = rules.derive(period_cues)
    found = next((cues.kinds[word] for _, _, word in cues.phrases.find(example)), None)
    return None if found == entry.cue else f"read as {found}"


def _status_cue_is_read(entry: StatusCue, example: str, rules: Rulebook) -> str | None:
    """The clause says of its number what the entry says."""
    found = wording(example, rules.derive(status_cues))
    return None if found == (entry.status or None) else f"read as {found}"


def _is_named(entry: KnownIndicator, example: str, rules: Rulebook) -> str | None:
    """The phrase comes out under the name of its entry."""
    found = name_of(example, rules.derive(build_names))
    return None if found == entry.name else f"named {found!r}"


CHECKERS: dict[str, tuple[type[msgspec.Struct], Checker]] = {
    "furniture": (FurnitureRule, _is_furniture),
    "mask_words": (MaskWords, _hides_a_name),
    "place_units": (PlaceUnits, _is_place),
    "lookalikes": (Lookalike, _is_no_mask),
    "markers": (MarkerRule, _marks),
    **dict.fromkeys(
        ("glossaries", "not_headings", "section_titles", "project_lists"),
        (LinePattern, _line_matches),
    ),
    "resumptions": (LinePattern, _resumes),
    "headings": (HeadingCue, _announces),
    "cues": (Cue, _cue_decides),
    "shapes": (Shape, _shape_decides),
    "patterns": (WrittenPattern, _pattern_matches),
    "list_numbers": (ListNumbers, _list_number_is_written),
    "times": (Time, _time_is_read),
    "units": (Family, _unit_is_read),
    "counters": (Counters, _unit_is_read),
    "unit_uses": (UnitUses, _bracketed_are_found),
    "bounds": (BoundWords, _bracketed_are_found),
    "ranks": (RankWords, _bracketed_are_found),
    "set_phrases": (SetPhrases, _bracketed_are_found),
    "number_words": (NumberWords, _bracketed_are_found),
    "wording": (Wording, _measures),
    "period_cues": (PeriodCue, _period_cue_is_read),
    "status_cues": (StatusCue, _status_cue_is_read),
    "indicators": (KnownIndicator, _is_named),
}
"""By table: what its entries are, and the checker of their examples."""
