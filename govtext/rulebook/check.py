"""Checks of rules: whether they can be used, and whether their examples come out right.

``faults`` finds every error in a user's rules, ``check`` runs the examples of the entries.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from govtext.document import Document
from govtext.language.guarded import LIMIT, Overrun, Watch, watching
from govtext.language.lexicon import WordClass
from govtext.language.plain import plain
from govtext.rulebook.examples import CHECKERS
from govtext.rulebook.examples.claims import carried
from govtext.rulebook.load import Rulebook, RuleError, complaint, listed
from govtext.rulebook.trial import trial
from govtext.rulebook.wellformed import problems
from govtext.stages import STAGES

_MERGED = {
    "wording": 'the same words, with the new name of their kind, for example kind = "verb"',
    "bounds": 'words = "…", bound = ">" and bound_at = ["before"], ["behind"] …',
    "ranks": 'words = "…" and rank = ["field"], ["verb"] …',
    "number_words": 'words = "…" and number = ["lasting"], ["unitless"] …',
    "status_cues": 'words = "…", in one string with blanks between, and status = "target"',
    "period_cues": 'words = "…", in one string with blanks between, and span = "flow"',
}
"""The tables that are now part of [[words]], with what to write instead."""


# Tables that only the program uses, with the message for a user who writes one.
_PROGRAM = {
    "patterns": "these are the program's own patterns, each read by one place of its code, which a "
    "folder of rules can't change: leave the entry out, and write what you look for in a table of "
    "docs/rules.md, such as [[times]] or [[furniture]]",
    "list_numbers": "this is how Word writes numbers, read for all reports alike, which a folder "
    "of rules can't change: leave the entry out",
}


class Fault(NamedTuple):
    """An entry of a rule table that can't be used or does not do what it says."""

    table: str
    entry: str
    problem: str
    file: str = ""
    key: str = ""
    lacks_examples: bool = False

    def __str__(self) -> str:
        return complaint(self.file, self.table, self.entry, self.problem, self.key)


def tables() -> dict[str, type[msgspec.Struct]]:
    """Every table that a stage reads, with the type of its entries."""
    return {table: entry_type for table, (entry_type, _) in CHECKERS.items()}


def faults(rules: Rulebook) -> Iterator[Fault | RuleError]:
    """Every error in the user's entries of ``rules``, with its place.

    Errors are unknown tables and keys, wrong values, invalid patterns, and entries with which a
    stage raises an exception.
    """
    known = tables()
    sound = True
    for table, name in (*rules.own, *rules.away):
        if table in _PROGRAM:
            sound = False
            file = rules.away.get((table, name)) or rules.entries(table)[name][0]
            yield Fault(table, name, _PROGRAM[table], file)
    for table, name in rules.own:
        if table in _PROGRAM:
            continue
        for fault in _faults_of(rules, table, name, known):
            sound = False
            yield fault
    if sound and (rules.own or rules.away):
        yield from _unbuildable(rules)


def _faults_of(
    rules: Rulebook, table: str, name: str, known: dict[str, type[msgspec.Struct]]
) -> Iterator[Fault | RuleError]:
    file, _ = rules.entries(table)[name]
    if table in _MERGED:
        problem = f"this table is part of [[words]] now: write {_MERGED[table]} (docs/rules.md)"
        yield Fault(table, name, problem, file)
        return
    if table not in known:
        yield Fault(table, name, listed("there is no such table", table, sorted(known)), file)
        return
    try:
        entry = rules.entry(table, name, known[table])
    except RuleError as error:
        yield error
        return
    for key, problem in problems(table, entry):
        yield Fault(table, name, problem, file, key)


def _unbuildable(rules: Rulebook) -> Iterator[Fault | RuleError]:
    """The entries with which the stages fail; each is tried alone where all together fail."""
    failure = _failure(rules)
    if failure is None:
        return
    found = False
    for table, name in (*rules.own, *rules.away):
        alone = _failure(rules.with_only((table, name)))
        if alone is not None:
            found = True
            file = rules.away.get((table, name)) or rules.entries(table)[name][0]
            yield Fault(table, name, f"can't be used: {alone}", file)
    if not found:
        files = sorted({rules.entries(table)[name][0] for table, name in rules.own})
        yield RuleError(f"{', '.join(files)}: these rules can't be used together: {failure}")


def _failure(rules: Rulebook) -> str | None:
    """What goes wrong when the stages run with these rules; None where nothing does."""
    text = trial()
    document = Document(text, plain(text), rules, strict=True)
    with watching() as watch:
        try:
            for _, stage in STAGES:
                stage(document)
        except Exception as error:
            return f"{type(error).__name__}: {error}"
    return next((slowness(place) for place in watch.late.values()), None)


_QUOTED = 20  # characters of a text that a message quotes


def slowness(place: Overrun) -> str:
    """The message for a pattern of a user that ran out of time at ``place``."""
    text = place.text[place.start : place.end].lstrip()
    quoted = repr(text[:_QUOTED] + "…" * (len(text) > _QUOTED))
    return (
        f"ran longer than {LIMIT:g} seconds on the text {quoted}; let no two repetitions that can "
        "match the same characters stand inside each other or side by side"
    )


def late_findings(watch: Watch, rules: Rulebook) -> Iterator[tuple[Fault, Overrun]]:
    """The entries of a user whose patterns ran out of time, with the place of each."""
    for (table, name), place in watch.late.items():
        file, entry = rules.entries(table)[name]
        key = "pattern" if "pattern" in entry else "unless"
        yield Fault(table, name, slowness(place), file, key), place


def check(rules: Rulebook) -> Iterator[Fault]:
    """What is wrong in ``rules``: tables that no stage reads, entries without examples, examples
    that come out otherwise. Raises RuleError where an entry does not fit its table."""
    for table in rules.names:
        if table not in CHECKERS:
            yield Fault(table, "", "no stage reads this table")
            continue
        for name in rules.entries(table):
            yield from check_entry(rules, table, name)


def check_entry(
    rules: Rulebook, table: str, name: str, *, carriers: bool = True
) -> Iterator[Fault]:
    """What is wrong with the examples of one entry of a table that a stage reads.

    The carrier of a class of words is checked too, with one sentence for each word, unless
    ``carriers`` is false.
    """
    entry_type, checker = CHECKERS[table]
    entry = rules.entry(table, name, entry_type)
    file, _ = rules.entries(table)[name]
    examples = getattr(entry, "examples", ())
    if not examples and not getattr(entry, "carrier", ""):
        yield Fault(table, name, "has no examples", file, lacks_examples=True)
    for example in examples:
        try:
            with watching() as watch:
                problem = checker(entry, example, rules)
        except ImportError:  # an example of an analysis whose packages, an extra, are missing
            continue
        if watch.late:
            yield from (finding for finding, _ in late_findings(watch, rules))
        elif problem is not None:
            yield Fault(table, name, f"example {example!r}: {problem}", file, "examples")
    if carriers and isinstance(entry, WordClass):
        for problem in carried(entry, rules):
            yield Fault(table, name, problem, file, "carrier")
