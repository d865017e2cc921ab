"""The examples of rules: for each table a function that checks one example of an entry.

Such a checker takes the entry, the example as written in the TOML file, and the rulebook. It
returns None where the example comes out right, else what came out instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, get_args

import msgspec

from govtext.analyses.aims import Absence, Aim, AimReader
from govtext.analyses.headline import Announcement, HeadlineReader, HigherAim
from govtext.analyses.judgement import JudgementRule
from govtext.analyses.outcomes import LooseName, OutcomeWords, Verdict
from govtext.analyses.records import Gatherer
from govtext.checks.against import check_against
from govtext.checks.groups import Division
from govtext.checks.run import check_report
from govtext.checks.table import Check
from govtext.document import Document, ReportYears
from govtext.language.calendar import whole_years
from govtext.language.guarded import alone
from govtext.language.lexicon import WordClass, classes
from govtext.language.matcher import expand
from govtext.language.patterns import WrittenPattern, written
from govtext.language.plain import Span, plain
from govtext.language.segment import Segmentation, build_segmenter
from govtext.language.times import Time, expressions
from govtext.language.topics import TermCounter, Topic, searched
from govtext.language.units import Counters, Family, UnitUses
from govtext.language.wordcount import PolicyTerms, default_tokenizer, tokenizer
from govtext.readers.listnumbers import ListNumbers
from govtext.report import Claim, Direction, Quantity, Report, Source, Status
from govtext.rulebook.load import Rulebook
from govtext.stages import STAGES
from govtext.stages.categories.cues import (
    CATEGORIES,
    Cue,
    HeadingCue,
    Shape,
    announced,
    announcement,
    compile_headings,
)
from govtext.stages.categories.evidence import Evidence, weigh_evidence
from govtext.stages.claims.constructions import (
    Construction,
    FigureName,
    WordTag,
    build_constructions,
)
from govtext.stages.claims.explain import explain
from govtext.stages.claims.names import KnownIndicator, build_names, name_of
from govtext.stages.claims.promises import CommitmentWords, EstimateWords
from govtext.stages.masks import Lookalike, MaskWords, PlaceUnits, find_masks
from govtext.stages.outline.build import build_outline
from govtext.stages.outline.headings import LinePattern
from govtext.stages.outline.markers import MarkerRule
from govtext.stages.page.furniture import FurnitureRule, set_furniture_apart
from govtext.stages.page.genres import Genre, IssuerLevel, build_kinds
from govtext.stages.quantities.exclusions import SetPhrases
from govtext.stages.quantities.find import find_quantities
from govtext.stages.times.find import find_times
from govtext.stages.times.normalize import resolve

Checker = Callable[[Any, str, Rulebook], str | None]

_BRACKETS = re.compile(r"\[([^\[\]]*)\]")


def _document(text: str, rules: Rulebook) -> Document:
    return Document(text, plain(text), rules, strict=True)


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


def _line_matches(table: str) -> Checker:
    """``line => yes | no``: whether the entry matches the whole line, or its beginning."""

    def check(entry: FurnitureRule | LinePattern, example: str, rules: Rulebook) -> str | None:
        line, _, expected = example.rpartition(" => ")
        pattern = alone(rules, table, entry.name, entry.pattern)
        apply = pattern.match if table == "resumptions" else pattern.fullmatch
        matches = apply(plain(line).strip()) is not None
        return None if matches == (expected == "yes") else f"matches: {matches}"

    return check


def _announces(heading: HeadingCue, example: str, rules: Rulebook) -> str | None:
    """The title announces the category of the entry, or none where the entry has none."""
    found = announced(rules.derive(compile_headings), example)
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


def _pattern_matches(entry: WrittenPattern, example: str, _rules: Rulebook) -> str | None:
    """``before [match] behind``: the brackets mark the first match; without them there is none."""
    example = example if entry.raw else plain(example)
    marked = _BRACKETS.search(example)
    text, expected = _BRACKETS.sub(r"\1", example), marked and marked[1]
    found = re.search(written(entry.name), text)
    read = found and found[0]
    return None if read == expected else f"matches {read!r}"


def _list_number_is_written(entry: ListNumbers, example: str, _rules: Rulebook) -> str | None:
    """``number => as written``."""
    number, _, expected = example.partition(" => ")
    found = entry.write(int(number))
    return None if found == expected else f"written {found}"


def _time_is_read(time: Time, example: str, rules: Rulebook) -> str | None:
    """``expression => period``, in a report that is given in 2025 and reviews 2024."""
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


_REPORT = "2025年政府工作报告\n一、2024年工作回顾\n{}\n"


def _claims_in(text: str, rules: Rulebook) -> list[Claim]:
    """The claims of a sentence in the review of a report that reviews 2024."""
    document = _document(_REPORT.format(text), rules)
    for _name, stage in STAGES:
        stage(document)
    return document.claims


def _is_segmented(_entry: Segmentation, example: str, rules: Rulebook) -> str | None:
    """``text => its words``."""
    text, _, expected = example.partition(" => ")
    found = " ".join(rules.derive(build_segmenter)(plain(text)))
    return None if found == expected else f"cut into {found}"


def _sentence_is_read(_entry: WordClass, example: str, rules: Rulebook) -> str | None:
    """``text => reading | reading``: the reading of each quantity.

    ``[…]`` marks the quantities that are read; without brackets all are. A reading is an indicator,
    "-" for none, or parts joined by ``;``: the bound, which begins with ``<``, ``>``, ``=`` or
    ``~``, the period, which begins with a digit, the status, the direction, or ``none`` where there
    is no such quantity.
    """
    text, _, expected = example.partition(" => ")
    wanted = [plain(written) for written in _BRACKETS.findall(text)]
    claims = _claims_in(_BRACKETS.sub(r"\1", text), rules)
    if wanted:
        claims = [claim for claim in claims if plain(claim.quantity.text) in wanted]
    readings = [reading.strip() for reading in expected.split(" | ")]
    if readings == ["none"]:
        return f"finds {[claim.quantity.text for claim in claims]}" if claims else None
    if len(claims) != len(readings):
        return f"finds {[claim.quantity.text for claim in claims]}"
    for claim, reading in zip(claims, readings, strict=True):
        for part in reading.split(";"):
            found = _part_of_reading(claim, part)
            if found != part:
                return f"{claim.quantity.text} has {found or '-'} for {part}"
    return None


def _part_of_reading(claim: Claim, part: str) -> str | None:
    """The part of the claim that is compared with ``part`` of a reading."""
    if part[0] in "<>=~":
        return claim.quantity.bound
    if part[0] in "0123456789":
        return claim.period
    if part in get_args(Status):
        return claim.status
    if part in get_args(Direction):
        return claim.direction
    return claim.indicator.text if claim.indicator else "-"


def carried(entry: WordClass, rules: Rulebook) -> Iterator[str]:
    """What is wrong with the words of a class in its carrier sentence, a line for each word."""
    for word, known in classes(entry).items():
        if known.carrier:
            problem = _sentence_is_read(known, known.carrier.replace("{}", word), rules)
            if problem is not None:
                yield f"{word!r} in the carrier {known.carrier!r}: {problem}"


def _terms_count(entry: Topic, example: str, _rules: Rulebook) -> str | None:
    """``text => term term``: the terms of the entry that count in the text, or ``none``."""
    text, _, expected = example.rpartition(" => ")
    counter = TermCounter([entry])
    written = [counter.terms[0][hit.term].written for hit in counter.find(searched(text))]
    found = " ".join(written) or "none"
    return None if found == expected else f"counts {found}"


def _is_counted(_entry: PolicyTerms, example: str, rules: Rulebook) -> str | None:
    """``text => its words``, as they are counted."""
    text, _, expected = example.partition(" => ")
    found = " ".join(tokenizer(default_tokenizer(), rules).words(plain(text)))
    return None if found == expected else f"cut into {found}"


_ANSWER = re.compile(r"<([^<>]*)>")


def _construction_decides(entry: Construction, example: str, rules: Rulebook) -> str | None:
    """``text => nature`` or ``text with <answer>``: the entry decides the field of the number in
    ``[…]``; ``-`` where it makes it null."""
    text, _, expected = example.partition(" => ")
    marked, answer = _BRACKETS.search(text), _ANSWER.search(text)
    text = _BRACKETS.sub(r"\1", _ANSWER.sub(r"\1", text))
    document = _document(_REPORT.format(text), rules)
    for _name, stage in STAGES:
        stage(document)
    number = marked[1].replace("<", "").replace(">", "") if marked else ""
    for claim, reasons in explain(document):
        if claim.quantity.text != number:
            continue
        by = [reason.entry for reason in reasons if reason.field == entry.field]
        if by[:1] != [entry.name]:
            return f"decided by {by}"
        value = claim.nature if entry.field == "nature" else getattr(claim, entry.field)
        read = value if value is None or isinstance(value, str) else value.text
        wanted = answer[1] if answer else None if expected == "-" else expected
        return None if read == wanted else f"read as {read}"
    return f"no quantity {number!r}"


def _name_has_nature(entry: FigureName, example: str, rules: Rulebook) -> str | None:
    """The name gets the tag of the nature of the entry."""
    found = rules.derive(build_constructions).tag_of_name(example)
    return None if found == f"{entry.nature}-name" else f"tagged {found}"


def _word_has_tag(entry: WordTag, example: str, rules: Rulebook) -> str | None:
    """The word or unit gets the tag of the entry."""
    found = rules.derive(build_constructions).tag_of_word(example, entry.kind)
    return None if found == entry.tag else f"tagged {found}"


def _promises(entry: CommitmentWords, example: str, rules: Rulebook) -> str | None:
    """The word in ``[…]`` is the commitment of the last number of a plan, or there is none."""
    marked = _BRACKETS.search(example)
    text = f"2025年政府工作报告\n二、2025年工作安排\n{_BRACKETS.sub(chr(92) + '1', example)}\n"
    document = _document(text, rules)
    for _name, stage in STAGES:
        stage(document)
    found = document.claims[-1].commitment if document.claims else None
    read = (found.text, found.strength) if found else None
    return None if read == (marked and (marked[1], entry.strength)) else f"read as {read}"


def _is_provisional(_entry: EstimateWords, example: str, rules: Rulebook) -> str | None:
    """The number of the sentence is an estimate."""
    found = [claim.estimated for claim in _claims_in(example, rules)]
    return None if found and all(found) else f"estimated: {found}"


def _is_named(entry: KnownIndicator, example: str, rules: Rulebook) -> str | None:
    """The phrase gets the name of the entry."""
    found = name_of(example, rules.derive(build_names))
    return None if found == entry.name else f"named {found!r}"


def _decides_kind(entry: Genre | IssuerLevel, example: str, rules: Rulebook) -> str | None:
    """``text => yes | no``: whether the entry gives the genre of the title, or the level."""
    text, _, expected = example.rpartition(" => ")
    kinds = rules.derive(build_kinds)
    found = kinds.genre(text, "") if isinstance(entry, Genre) else kinds.level(text)
    return None if (found == entry.name) == (expected == "yes") else f"is {found}"


def _pattern_is_found(
    entry: Verdict | OutcomeWords | Announcement, example: str, _rules: Rulebook
) -> str | None:
    """``text => yes | no``: whether the pattern of the entry is found."""
    text, _, expected = example.rpartition(" => ")
    found = re.search(entry.pattern, plain(text)) is not None
    return None if found == (expected == "yes") else f"found: {found}"


def _aims(entry: Aim | Absence, example: str, rules: Rulebook) -> str | None:
    """``text => indicator | phrase``: the first aim without a number, or what none is set for."""
    text, _, expected = example.partition(" => ")
    text = plain(text)
    reader = AimReader(rules)
    if isinstance(entry, Absence):
        found = next(reader.absent(text, 0, len(text)), None)
        read = found and found.indicator
        return None if read == expected else f"read as {read}"
    found = next(reader.read(text, 0, len(text), headline=True), None)
    if found is None or found.aim is None or found.aim.name != entry.name:
        return f"read as {found and found.aim and found.aim.name}"
    read = f"{found.indicator} | {text[found.start : found.end]}"
    return None if read == plain(expected) else f"read as {read}"


def _aims_higher(_entry: HigherAim, example: str, rules: Rulebook) -> str | None:
    """The clause in ``[…]`` aims higher, or there is none."""
    marked = _BRACKETS.search(plain(example))
    text = _BRACKETS.sub(r"\1", plain(example))
    found = next(HeadlineReader(rules).stretches(text, 0, len(text)), None)
    read = found and found[0]
    return None if read == (marked and marked[1]) else f"found {read!r}"


def _stands_for(entry: LooseName, example: str, _rules: Rulebook) -> str | None:
    """The word in ``[…]`` is one of the entry."""
    marked = _BRACKETS.search(example)
    return None if marked and marked[1] in entry.words else "is no word of the entry"


_PLAN = "2025年青云县政府工作报告\n二、2025年工作安排\n今年主要预期目标是:{}\n"
_REVIEW = "2026年青云县政府工作报告\n一、2025年工作回顾\n{}\n"


def _judges(entry: JudgementRule, example: str, rules: Rulebook) -> str | None:
    """``target | outcome => status``: the entry gives the status of the first target."""
    texts, _, expected = example.partition(" => ")
    gatherer = Gatherer(rules, regions=False)
    for form, text in zip((_PLAN, _REVIEW), texts.split(" | "), strict=True):
        gatherer.add(_report_of(form.format(text), rules))
    pair = next(iter(gatherer.pairs()), None)
    if pair is None:
        return "no target is read"
    if pair.rule != entry.name and pair.status is not None and pair.rule is not None:
        return f"decided by {pair.rule}"
    return None if pair.status == expected else f"judged {pair.status}: {pair.reason}"


def _is_found(entry: Check | Division, example: str, rules: Rulebook) -> str | None:
    """The check finds the places in ``[…]``, and no others; lines are parted by ``/``, a text to
    compare with stands behind ``||``."""
    text, _, other = example.replace("/", "\n").partition(" || ")
    report = _report_of(_BRACKETS.sub(r"\1", text), rules)
    if other:
        findings, _counts = check_against(report, _report_of(other, rules), rules)
    else:
        findings = check_report(report, rules)
    code = entry.name if isinstance(entry, Check) else "parts-and-whole"
    found = [one.text for one in findings if one.code == code]
    return None if found == _BRACKETS.findall(text) else f"finds {found}"


def _report_of(text: str, rules: Rulebook) -> Report:
    document = _document(text, rules)
    for _name, stage in STAGES:
        stage(document)
    return document.report(Source(), text)


CHECKERS: dict[str, tuple[type[msgspec.Struct], Checker]] = {
    "furniture": (FurnitureRule, _line_matches("furniture")),
    "genres": (Genre, _decides_kind),
    "issuer_levels": (IssuerLevel, _decides_kind),
    "mask_words": (MaskWords, _hides_a_name),
    "place_units": (PlaceUnits, _is_place),
    "lookalikes": (Lookalike, _is_no_mask),
    "markers": (MarkerRule, _marks),
    **{
        table: (LinePattern, _line_matches(table))
        for table in (
            "glossaries",
            "not_headings",
            "section_titles",
            "project_lists",
            "resumptions",
        )
    },
    "headings": (HeadingCue, _announces),
    "cues": (Cue, _cue_decides),
    "shapes": (Shape, _shape_decides),
    "patterns": (WrittenPattern, _pattern_matches),
    "list_numbers": (ListNumbers, _list_number_is_written),
    "times": (Time, _time_is_read),
    "units": (Family, _unit_is_read),
    "counters": (Counters, _unit_is_read),
    "unit_uses": (UnitUses, _bracketed_are_found),
    "set_phrases": (SetPhrases, _bracketed_are_found),
    "segmentation": (Segmentation, _is_segmented),
    "words": (WordClass, _sentence_is_read),
    "indicators": (KnownIndicator, _is_named),
    "constructions": (Construction, _construction_decides),
    "figure_names": (FigureName, _name_has_nature),
    "word_tags": (WordTag, _word_has_tag),
    "commitments": (CommitmentWords, _promises),
    "estimates": (EstimateWords, _is_provisional),
    "announcements": (Announcement, _pattern_is_found),
    "aims": (Aim, _aims),
    "absences": (Absence, _aims),
    "stretches": (HigherAim, _aims_higher),
    "verdicts": (Verdict, _pattern_is_found),
    "outcome_words": (OutcomeWords, _pattern_is_found),
    "loose_names": (LooseName, _stands_for),
    "judgements": (JudgementRule, _judges),
    "checks": (Check, _is_found),
    "divisions": (Division, _is_found),
    "topics": (Topic, _terms_count),
    "policy_terms": (PolicyTerms, _is_counted),
}
"""By table: the type of its entries, and the checker of their examples."""
