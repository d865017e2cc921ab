"""Examples of patterns, times, units, words and terms, which need no report around them."""

from __future__ import annotations

import re

from govtext.document import ReportYears
from govtext.language.calendar import whole_years
from govtext.language.patterns import WrittenPattern, written
from govtext.language.plain import plain
from govtext.language.segment import Segmentation, build_segmenter
from govtext.language.times import Time, expressions
from govtext.language.topics import TermCounter, Topic, searched
from govtext.language.units import Counters, Family, UnitUses
from govtext.language.wordcount import PolicyTerms, default_tokenizer, tokenizer
from govtext.report import Quantity
from govtext.rulebook.examples.base import (
    BRACKETS,
    Checkers,
    document_of,
)
from govtext.rulebook.load import Rulebook
from govtext.stages.quantities.exclusions import SetPhrases
from govtext.stages.quantities.find import find_quantities
from govtext.stages.times.find import find_times
from govtext.stages.times.normalize import resolve


def _pattern_matches(entry: WrittenPattern, example: str, _rules: Rulebook) -> str | None:
    """``before [match] behind``: the brackets mark the first match; without them there is none."""
    example = example if entry.raw else plain(example)
    marked = BRACKETS.search(example)
    text, expected = BRACKETS.sub(r"\1", example), marked and marked[1]
    found = re.search(written(entry.name), text)
    read = found and found[0]
    return None if read == expected else f"matches {read!r}"


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
    document = document_of(text, rules)
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
    expected = BRACKETS.findall(written)
    found = _quantities_in(BRACKETS.sub(r"\1", written), rules)
    texts = [quantity.text for quantity in found]
    if texts != expected:
        return f"finds {texts}"
    if bound and found[0].bound != bound:
        return f"bound {found[0].bound}"
    return None


def _is_segmented(_entry: Segmentation, example: str, rules: Rulebook) -> str | None:
    """``text => its words``."""
    text, _, expected = example.partition(" => ")
    found = " ".join(rules.derive(build_segmenter)(plain(text)))
    return None if found == expected else f"cut into {found}"


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


CHECKERS: Checkers = {
    "patterns": (WrittenPattern, _pattern_matches),
    "times": (Time, _time_is_read),
    "units": (Family, _unit_is_read),
    "counters": (Counters, _unit_is_read),
    "unit_uses": (UnitUses, _bracketed_are_found),
    "set_phrases": (SetPhrases, _bracketed_are_found),
    "segmentation": (Segmentation, _is_segmented),
    "topics": (Topic, _terms_count),
    "policy_terms": (PolicyTerms, _is_counted),
}
