"""Examples of targets, their outcomes, and checks, read in one report or two."""

from __future__ import annotations

import re

from govtext.analyses.aims import Absence, Aim, AimReader
from govtext.analyses.headline import Announcement, HeadlineReader, HigherAim
from govtext.analyses.judgement import JudgementRule
from govtext.analyses.outcomes import LooseName, OutcomeWords, Verdict
from govtext.analyses.records import Gatherer
from govtext.checks.against import check_against
from govtext.checks.groups import Division
from govtext.checks.run import check_report
from govtext.checks.table import Check
from govtext.language.plain import plain
from govtext.rulebook.examples.base import (
    BRACKETS,
    Checkers,
    report_of,
)
from govtext.rulebook.load import Rulebook


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
    marked = BRACKETS.search(plain(example))
    text = BRACKETS.sub(r"\1", plain(example))
    found = next(HeadlineReader(rules).stretches(text, 0, len(text)), None)
    read = found and found[0]
    return None if read == (marked and marked[1]) else f"found {read!r}"


def _stands_for(entry: LooseName, example: str, _rules: Rulebook) -> str | None:
    """The word in ``[…]`` is one of the entry."""
    marked = BRACKETS.search(example)
    return None if marked and marked[1] in entry.words else "is no word of the entry"


_PLAN = "2025年青云县政府工作报告\n二、2025年工作安排\n今年主要预期目标是:{}\n"
_REVIEW = "2026年青云县政府工作报告\n一、2025年工作回顾\n{}\n"


def _judges(entry: JudgementRule, example: str, rules: Rulebook) -> str | None:
    """``target | outcome => status``: the entry gives the status of the first target."""
    texts, _, expected = example.partition(" => ")
    gatherer = Gatherer(rules, regions=False)
    for form, text in zip((_PLAN, _REVIEW), texts.split(" | "), strict=True):
        gatherer.add(report_of(form.format(text), rules))
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
    report = report_of(BRACKETS.sub(r"\1", text), rules)
    if other:
        findings, _counts = check_against(report, report_of(other, rules), rules)
    else:
        findings = check_report(report, rules)
    code = entry.name if isinstance(entry, Check) else "parts-and-whole"
    found = [one.text for one in findings if one.code == code]
    return None if found == BRACKETS.findall(text) else f"finds {found}"


CHECKERS: Checkers = {
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
}
