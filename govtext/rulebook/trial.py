"""A text with quantities of every kind, on which rules are tried and a process is made ready."""

from __future__ import annotations

import functools
import re

from govtext.rulebook.load import load

# The tables whose examples make up the trial text: together they hold quantities of every kind.
_TRIED = ("markers", "units", "counters", "unit_uses", "words")
_MARKS = re.compile(r" => .*|\|.*|[\[\]]")
"""The expected result in an example, and the marks in its text."""
_IN_A_LINE = 5  # examples, which are some 60 characters


@functools.cache
def trial() -> str:
    """A text with quantities of every kind: the examples of the packaged tables, each on a line,
    and some in one long line, on which a catastrophic pattern runs out of time."""
    rules = load()
    entries = (entry for table in _TRIED for _, entry in rules.entries(table).values())
    examples = [example for entry in entries for example in entry.get("examples", ())]
    lines = [f"{_MARKS.sub('', example)}。\n" for example in examples]
    return "".join([*(line.rstrip() for line in lines[:_IN_A_LINE]), "**处\n", *lines])
