"""Runs the examples that stand beside the rules, so that a table says what it does and does it.

A stage registers a checker for each of its tables, next to the Struct of the entries::

    @checks("units", Unit)
    def unit_is_read(unit: Unit, example: str, rules: Rulebook) -> str | None:
        found = read_unit(example, rules)
        return None if found == unit.name else f"read as {found!r}"

The checker takes one entry, one of its examples as the TOML holds it, and the rulebook; it
returns None where the example comes out as it should, else what came out instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeVar

import msgspec

from govtext.rulebook import Rulebook

E = TypeVar("E", bound=msgspec.Struct)
Checker = Callable[[E, Any, Rulebook], str | None]

_CHECKERS: dict[str, tuple[type[msgspec.Struct], Checker[Any]]] = {}


class Finding(NamedTuple):
    """An entry of a rule table that does not do what it says."""

    table: str
    entry: str
    problem: str


def checks(table: str, entry_type: type[E]) -> Callable[[Checker[E]], Checker[E]]:
    """Register the decorated function as the checker of ``table``, whose entries are
    ``entry_type``."""

    def register(checker: Checker[E]) -> Checker[E]:
        _CHECKERS[table] = (entry_type, checker)
        return checker

    return register


def check(rules: Rulebook) -> Iterator[Finding]:
    """What is wrong in ``rules``: tables no stage reads, entries without examples, examples that
    don't come out. Raises RuleError where an entry does not fit its table."""
    import govtext.pipeline  # noqa: F401, PLC0415 (its stages register the checkers)
    import govtext.stages.quantity_checks  # noqa: F401, PLC0415 (so does this)

    for table in rules.names:
        if table not in _CHECKERS:
            yield Finding(table, "", "no stage has registered a checker for this table")
            continue
        entry_type, checker = _CHECKERS[table]
        for entry in rules.table(table, entry_type):
            name = entry.name  # type: ignore[attr-defined]
            examples = getattr(entry, "examples", ())
            if not examples:
                yield Finding(table, name, "has no examples")
            for example in examples:
                problem = checker(entry, example, rules)
                if problem is not None:
                    yield Finding(table, name, f"example {example!r}: {problem}")
