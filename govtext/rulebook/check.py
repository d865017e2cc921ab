"""Whether rules can be used and do what they say.

``checked`` loads rules that can be used, ``faults`` finds what can't be in a user's, ``check``
runs the examples that stand beside rules, so that a table says what it does and does it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from govtext.document import Document
from govtext.language.guarded import LIMIT, Overrun, Watch, watching
from govtext.language.lexicon import WordClass
from govtext.language.plain import plain
from govtext.rulebook.examples import CHECKERS, carried
from govtext.rulebook.load import Rulebook, RuleError, complaint, load, suggestion
from govtext.rulebook.wellformed import problems
from govtext.stages import STAGES

# The tables whose examples hold quantities of every sort that a stage knows more of than they say.
_TRIED = ("markers", "units", "counters", "unit_uses", "words")
_MARKS = re.compile(r" => .*|\|.*|[\[\]]")
"""What an example says of its text, which is no part of it."""
_IN_A_LINE = 5  # examples, which are some 60 characters


_MERGED = {
    "wording": 'the same words, with the new name of their kind, for example kind = "verb"',
    "bounds": 'words = "…", bound = ">" and bound_at = ["before"], ["behind"] …',
    "ranks": 'words = "…" and rank = ["field"], ["verb"] …',
    "number_words": 'words = "…" and number = ["lasting"], ["unitless"] …',
    "status_cues": 'words = "…", in one string with blanks between, and status = "target"',
    "period_cues": 'words = "…", in one string with blanks between, and span = "flow"',
}
"""The tables that are [[words]] now, with what to write there."""


# Tables that the program itself is written in.
_PROGRAM = {
    "patterns": "these are the program's own patterns, each read by one place of its code, which a "
    "folder of rules can't change: leave the entry out, and write what you look for in a table of "
    "docs/rules.md, such as [[times]] or [[furniture]]",
    "list_numbers": "this is how Word writes numbers, read for all reports alike, which a folder "
    "of rules can't change: leave the entry out",
}


class Finding(NamedTuple):
    """An entry of a rule table that can't be used or does not do what it says."""

    table: str
    entry: str
    problem: str
    file: str = ""
    key: str = ""
    lacks_examples: bool = False

    def __str__(self) -> str:
        return complaint(self.file, self.table, self.entry, self.problem, self.key)


def checked(folder: str | None = None) -> Rulebook:
    """The rules that ``load`` gives, where they can be used.

    Raises RuleError when the folder or anything in it can't be used.
    """
    rules = load(folder)
    return rules.derive(_sound)


def _sound(rules: Rulebook) -> Rulebook:
    for fault in faults(rules):
        raise RuleError(str(fault))
    return rules


def tables() -> dict[str, type[msgspec.Struct]]:
    """Every table that a stage reads, and what its entries are."""
    return {table: entry_type for table, (entry_type, _) in CHECKERS.items()}


def faults(rules: Rulebook) -> Iterator[Finding | RuleError]:
    """What in the user's own entries of ``rules`` can't be used, each with its place.

    These are tables and keys that there are not, values that don't fit, patterns that are none,
    and entries that no stage can be built with.
    """
    known = tables()
    sound = True
    for table, name in (*rules.own, *rules.away):
        if table in _PROGRAM:
            sound = False
            file = rules.away.get((table, name)) or rules.entries(table)[name][0]
            yield Finding(table, name, _PROGRAM[table], file)
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
) -> Iterator[Finding | RuleError]:
    file, _ = rules.entries(table)[name]
    if table in _MERGED:
        problem = f"this table is part of [[words]] now: write {_MERGED[table]} (docs/rules.md)"
        yield Finding(table, name, problem, file)
        return
    if table not in known:
        near = suggestion(table, known) or f"; there are {', '.join(sorted(known))}"
        problem = f"there is no such table{near}"
        yield Finding(table, name, problem, file)
        return
    try:
        entry = rules.entry(table, name, known[table])
    except RuleError as error:
        yield error
        return
    for key, problem in problems(table, entry):
        yield Finding(table, name, problem, file, key)


def _unbuildable(rules: Rulebook) -> Iterator[Finding | RuleError]:
    """The entries that the stages fail on, each tried alone where they fail on all together."""
    failure = _failure(rules)
    if failure is None:
        return
    found = False
    for table, name in (*rules.own, *rules.away):
        alone = _failure(rules.with_only((table, name)))
        if alone is not None:
            found = True
            file = rules.away.get((table, name)) or rules.entries(table)[name][0]
            yield Finding(table, name, f"can't be used: {alone}", file)
    if not found:
        files = sorted({rules.entries(table)[name][0] for table, name in rules.own})
        yield RuleError(f"{', '.join(files)}: these rules can't be used together: {failure}")


@functools.cache
def trial() -> str:
    """A text with quantities of every sort: the examples of the packaged tables of quantities, a
    line each, and some in one long line, in which a pattern that runs away takes its time."""
    rules = load()
    entries = (entry for table in _TRIED for _, entry in rules.entries(table).values())
    examples = [example for entry in entries for example in entry.get("examples", ())]
    lines = [f"{_MARKS.sub('', example)}。\n" for example in examples]
    return "".join([*(line.rstrip() for line in lines[:_IN_A_LINE]), "**处\n", *lines])


def _failure(rules: Rulebook) -> str | None:
    """What goes wrong when the stages are built with these rules and run."""
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
    """What is said of a pattern of a user that ran out of time there."""
    text = place.text[place.start : place.end].lstrip()
    quoted = repr(text[:_QUOTED] + "…" * (len(text) > _QUOTED))
    return (
        f"ran longer than {LIMIT:g} seconds on the text {quoted}; let no two repetitions that can "
        "match the same characters stand inside each other or side by side"
    )


def late_findings(watch: Watch, rules: Rulebook) -> Iterator[tuple[Finding, Overrun]]:
    """The entries of a user whose patterns ran out of time, with the places where they did."""
    for (table, name), place in watch.late.items():
        file, entry = rules.entries(table)[name]
        key = "pattern" if "pattern" in entry else "unless"
        yield Finding(table, name, slowness(place), file, key), place


def check(rules: Rulebook) -> Iterator[Finding]:
    """What is wrong in ``rules``: tables no stage reads, entries without examples, examples that
    don't come out. Raises RuleError where an entry does not fit its table."""
    for table in rules.names:
        if table not in CHECKERS:
            yield Finding(table, "", "no stage reads this table")
            continue
        for name in rules.entries(table):
            yield from check_entry(rules, table, name)


def check_entry(
    rules: Rulebook, table: str, name: str, *, carriers: bool = True
) -> Iterator[Finding]:
    """What is wrong with the examples of one entry of a table that a stage reads, and with the
    carrier of a class of words unless ``carriers`` is false: that reads a sentence a word."""
    entry_type, checker = CHECKERS[table]
    entry = rules.entry(table, name, entry_type)
    file, _ = rules.entries(table)[name]
    examples = getattr(entry, "examples", ())
    if not examples and not getattr(entry, "carrier", ""):
        yield Finding(table, name, "has no examples", file, lacks_examples=True)
    for example in examples:
        with watching() as watch:
            problem = checker(entry, example, rules)
        if watch.late:
            yield from (finding for finding, _ in late_findings(watch, rules))
        elif problem is not None:
            yield Finding(table, name, f"example {example!r}: {problem}", file, "examples")
    if carriers and isinstance(entry, WordClass):
        for problem in carried(entry, rules):
            yield Finding(table, name, problem, file, "carrier")
