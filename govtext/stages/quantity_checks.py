"""Checks the examples beside the rules for quantities.

An example of a unit or a counter is a text in which a quantity of it is found. Any other is a
text with every quantity in it in square brackets, and, behind a bar, the bound of the first.
"""

from __future__ import annotations

import re

from govtext.plain import plain
from govtext.report import Quantity
from govtext.rulebook import Rulebook
from govtext.rulecheck import checks
from govtext.stages.bounds import BoundWords
from govtext.stages.quantities import find_quantities
from govtext.stages.ranks import RankWords
from govtext.stages.refusals import NumberWords, SetPhrases
from govtext.stages.units import Counters, Family, UnitUses
from govtext.state import State

_BRACKETS = re.compile(r"\[([^\[\]]*)\]")


def quantities_of(text: str, rules: Rulebook) -> list[Quantity]:
    """The quantities of a text that has no masks and no outline."""
    state = State(text, plain(text), rules)
    find_quantities(state)
    return state.quantities


@checks("units", Family)
def family_is_read(family: Family, example: str, rules: Rulebook) -> str | None:
    """A quantity in a unit of the family is found."""
    return _unit_is_read(set(family.factors), example, rules)


@checks("counters", Counters)
def counter_is_read(counters: Counters, example: str, rules: Rulebook) -> str | None:
    """A quantity of one of the counters is found."""
    return _unit_is_read(set(counters.words.split()), example, rules)


def _unit_is_read(names: set[str], example: str, rules: Rulebook) -> str | None:
    masked = example.replace("*", "5")
    units = [(quantity.unit or "").partition("/")[0] for quantity in quantities_of(masked, rules)]
    return None if names & {unit.partition("(")[0] for unit in units} else f"read as {units}"


def bracketed_are_found(_entry: object, example: str, rules: Rulebook) -> str | None:
    """The quantities in brackets are found, no others, and the first with the bound it names."""
    written, _, bound = example.partition("|")
    expected = _BRACKETS.findall(written)
    found = quantities_of(_BRACKETS.sub(r"\1", written), rules)
    texts = [quantity.text for quantity in found]
    if texts != expected:
        return f"finds {texts}"
    if bound and found[0].bound != bound:
        return f"bound {found[0].bound}"
    return None


checks("bounds", BoundWords)(bracketed_are_found)
checks("unit_uses", UnitUses)(bracketed_are_found)
checks("ranks", RankWords)(bracketed_are_found)
checks("set_phrases", SetPhrases)(bracketed_are_found)
checks("number_words", NumberWords)(bracketed_are_found)
