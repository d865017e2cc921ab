"""Units and counters: what a number can be of, read from ``[[units]]`` and ``[[counters]]``."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from fractions import Fraction
from typing import Literal, NamedTuple, get_args

import msgspec

from govtext.language.compiled import compiled_lazily
from govtext.language.guarded import alone
from govtext.language.numeral_forms import MAGNITUDE
from govtext.language.numerals import Number, number, value_of
from govtext.language.patterns import pattern
from govtext.report import QuantityKind
from govtext.rulebook.load import Rule, Rulebook


class Family(Rule):
    """An entry of ``[[units]]``: units that measure the same thing, by their factors."""

    base: str
    factors: dict[str, int | float | str]
    kind: QuantityKind = "amount"
    smaller: dict[str, list[str]] = {}
    parts: dict[str, int | float | str] = {}

    def __post_init__(self) -> None:
        for part in itertools.chain.from_iterable(self.smaller.values()):
            if part not in self.factors and part not in self.parts:
                raise ValueError(f"the smaller unit {part!r} is neither in factors nor in parts")


class Counters(Rule):
    """An entry of ``[[counters]]``: words that count things and have no other measure."""

    words: str
    kind: QuantityKind = "amount"


class UnitUses(Rule):
    """An entry of ``[[unit_uses]]``: how certain units stand."""

    unless: dict[str, str] = {}
    closing: str = ""
    word_forming: str = ""
    more_behind: str = ""
    one_behind_the_noun: str = ""
    hundreds: str = ""


Use = Literal["closing", "word_forming", "more_behind", "one_behind_the_noun", "hundreds"]


class Unit(NamedTuple):
    """One unit: its kind, what it is in the base of its family, and how it may stand."""

    name: str
    kind: QuantityKind
    base: str
    factor: Fraction
    counts: bool
    """Whether it counts things, and measures nothing."""
    smaller: tuple[tuple[str, Fraction], ...] = ()
    """The units that a compound amount goes on in, with what they are in the base."""
    unless: re.Pattern[str] | None = None
    """A pattern of what must not follow it, because it makes another word of it."""
    uses: frozenset[Use] = frozenset()


class FoundUnit(msgspec.Struct, gc=False):
    """A unit as it stands in a text, up to ``end``; ``text`` with its brackets and denominator."""

    unit: Unit
    text: str
    end: int


class Units(msgspec.Struct, gc=False):
    """Every unit by name, and those of a text by how they begin."""

    by_name: dict[str, Unit]
    longer: dict[str, tuple[Unit, ...]]
    """Units of two and more characters by their first two, the longest first."""

    def at(self, plain: str, start: int) -> FoundUnit | None:
        """The unit that begins at ``start``, with a second one in brackets (套(间)) and what
        it is counted against (元/亩), or None."""
        unit = self._simple(plain, start)
        if unit is None:
            return None
        end = start + len(unit.name)
        if plain[end : end + 1] in _GOES_ON:
            end = self._extended(plain, unit, end)
            return FoundUnit(unit, plain[start:end], end)
        return FoundUnit(unit, unit.name, end)

    def _simple(self, plain: str, start: int) -> Unit | None:
        for unit in self.longer.get(plain[start : start + 2], ()):
            if plain.startswith(unit.name, start) and not (
                unit.unless and unit.unless.match(plain, start + len(unit.name))
            ):
                return unit
        single = self.by_name.get(plain[start : start + 1])
        if single is None or (single.unless and single.unless.match(plain, start + 1)):
            return None
        return None if "closing" in single.uses and not _CLOSED.match(plain, start + 1) else single

    def _extended(self, plain: str, unit: Unit, end: int) -> int:
        """Where the unit ends with its brackets (件(套)) and what it is counted against."""
        if plain[end] == "(":
            closed = plain.find(")", end + 1, end + 5)
            if closed > 0 and plain[end + 1 : closed] in self.by_name:
                end = closed + 1
        if plain[end : end + 1] == _PER and not unit.counts:
            below = self._simple(plain, end + 1)
            if below is not None:
                return end + 1 + len(below.name)
        if plain[end : end + 1] != "/":
            return end
        if (time := _PER_TIME.match(plain, end)) is not None:
            return time.end()
        power = _POWER_BELOW.match(plain, end + 1)
        place = power.end() if power else end + 1
        below = self._simple(plain, place)
        if below is None:
            return end
        further = _PER_MORE.match(plain, place + len(below.name))
        return further.end() if further else place + len(below.name)


_CLOSED = pattern("end of a unit")
_PER = "每"
_GOES_ON = frozenset("(/" + _PER)
_PER_TIME = pattern("time that an amount is counted against")
_PER_MORE = pattern("further time that an amount is counted against")
_POWER_BELOW = compiled_lazily(rf"{MAGNITUDE}|百|千")


def build_units(rules: Rulebook) -> Units:
    """The units of ``rules``, ready to be looked up."""
    by_name: dict[str, Unit] = {}
    for family in rules.table("units", Family):
        for name, written in family.factors.items():
            factor, smaller = Fraction(str(written)), _smaller(family, name)
            by_name[name] = Unit(name, family.kind, family.base, factor, False, smaller)
    for counters in rules.table("counters", Counters):
        for name in counters.words.split():
            by_name.setdefault(name, Unit(name, counters.kind, name, Fraction(1), counts=True))
    for name, uses in _uses(rules).items():
        if name in by_name:
            by_name[name] = by_name[name]._replace(uses=frozenset(uses))
    for entry in rules.table("unit_uses", UnitUses):
        for name, after in entry.unless.items():
            if name in by_name:
                pattern = alone(rules, "unit_uses", entry.name, "|".join(after.split()))
                by_name[name] = by_name[name]._replace(unless=pattern)
    longer: dict[str, list[Unit]] = defaultdict(list)
    for unit in sorted(by_name.values(), key=lambda unit: -len(unit.name)):
        if len(unit.name) > 1:
            longer[unit.name[:2]].append(unit)
    return Units(by_name, {beginning: tuple(units) for beginning, units in longer.items()})


def _smaller(family: Family, unit: str) -> tuple[tuple[str, Fraction], ...]:
    """The units that a compound amount of ``unit`` goes on in, with their factors."""
    factors = family.factors | family.parts
    return tuple((part, Fraction(str(factors[part]))) for part in family.smaller.get(unit, ()))


def _uses(rules: Rulebook) -> dict[str, set[Use]]:
    """How each unit stands that ``[[unit_uses]]`` names."""
    uses: dict[str, set[Use]] = defaultdict(set)
    names: tuple[Use, ...] = get_args(Use)
    for entry, use in itertools.product(rules.table("unit_uses", UnitUses), names):
        for name in getattr(entry, use).split():
            uses[name].add(use)
    return uses


def base(value: Number, unit: str, units: Units) -> tuple[Number, str]:
    """``value`` in ``unit`` as a value in the base of the unit's family, and that base.

    A unit that no table knows is its own base. ``元/亩`` is converted on both sides.

    >>> from govtext.rulebook.load import load
    >>> units = build_units(load())
    >>> base(3, "斤", units), base(2, "公顷", units), base(12, "家", units)
    ((1.5, '千克'), (20000, '平方米'), (12, '家'))
    """
    above, slash, below = unit.partition("/")
    numerator = units.by_name.get(above)
    factor = numerator.factor if numerator else Fraction(1)
    name = numerator.base if numerator else above
    if slash:
        power = _POWER_BELOW.match(below)
        scale = power.group() if power and below not in units.by_name else ""
        denominator = units.by_name.get(below[len(scale) :])
        if denominator is not None:
            factor /= denominator.factor * Fraction(value_of("1" + scale) or 1)
        name = f"{name}/{denominator.base if denominator else below}"
    if isinstance(value, int) and factor.denominator == 1:
        return value * factor.numerator, name
    return number(Fraction(str(value)) * factor), name
