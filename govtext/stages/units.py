"""Units and counters: what a number can be of, read from ``[[units]]`` and ``[[counters]]``."""

from __future__ import annotations

import re
from collections import defaultdict
from fractions import Fraction
from typing import NamedTuple

import msgspec

from govtext.report import QuantityKind
from govtext.rulebook import Rulebook
from govtext.stages.numerals import MAGNITUDE, Number, number, value_of


class Family(msgspec.Struct, forbid_unknown_fields=True):
    """An entry of ``[[units]]``: units that measure the same thing, by their factors."""

    name: str
    base: str
    factors: dict[str, int | float | str]
    kind: QuantityKind = "amount"
    smaller: dict[str, list[str]] = {}
    alone: list[str] = []
    examples: list[str] = []


class Counters(msgspec.Struct, forbid_unknown_fields=True):
    """An entry of ``[[counters]]``: words that count things and have no other measure."""

    name: str
    words: str
    kind: QuantityKind = "amount"
    examples: list[str] = []


class UnitBounds(msgspec.Struct, forbid_unknown_fields=True):
    """An entry of ``[[unit_bounds]]``: where a unit's characters are part of a longer word."""

    name: str
    unless: dict[str, str]
    closing: str = ""
    word_forming: str = ""
    examples: list[str] = []


class Unit(NamedTuple):
    """One unit: its kind, what it is in the base of its family, and how it may stand."""

    name: str
    kind: QuantityKind
    base: str
    factor: Fraction
    smaller: tuple[str, ...]
    only_in_compounds: bool
    closing: bool
    word_forming: bool
    unless: tuple[str, ...]
    counts: bool
    """Whether it counts things, and measures nothing."""


class Found(NamedTuple):
    """A unit as it stands in a text, up to ``end``; ``text`` with its brackets and denominator."""

    unit: Unit
    text: str
    end: int


class Units(NamedTuple):
    """Every unit by name, and by first character the longest first."""

    by_name: dict[str, Unit]
    by_character: dict[str, tuple[tuple[str, Unit], ...]]

    def at(self, plain: str, start: int) -> Found | None:
        """The unit that begins at ``start``, with a second one in brackets (套(间)) and what
        it is counted against (元/亩), or None."""
        for name, unit in self.by_character.get(plain[start : start + 1], ()):
            if plain.startswith(name, start):
                end = start + len(name)
                if unit.unless and plain.startswith(unit.unless, end):
                    continue
                if unit.closing and not _CLOSED.match(plain, end):
                    continue
                return self._extended(plain, unit, start, end)
        return None

    def _extended(self, plain: str, unit: Unit, start: int, end: int) -> Found:
        following = plain[end : end + 1]
        if following == "(":
            closed = plain.find(")", end + 1, end + 5)
            if closed > 0 and plain[end + 1 : closed] in self.by_name:
                end = closed + 1
                following = plain[end : end + 1]
        if following == "/":
            denominator = _DENOMINATOR.match(plain, end)
            if denominator is not None and (
                denominator["time"] or self.at_name(plain, denominator.end())
            ):
                last = denominator.end()
                if not denominator["time"]:
                    last += len(self.at_name(plain, last) or "")
                return Found(unit, plain[start:last], last)
        return Found(unit, plain[start:end], end)

    def at_name(self, plain: str, start: int) -> str | None:
        """The name of the longest unit that begins at ``start``."""
        for name, unit in self.by_character.get(plain[start : start + 1], ()):
            if plain.startswith(name, start) and not plain.startswith(unit.unless or "\n", start + len(name)):
                return name
        return None


_CLOSED = re.compile(r"(?:以|左右|上下|多|余)|[^\w]|$|[和及与或且]|的(?=[^\w]|$)")
_DENOMINATOR = re.compile(
    rf"/(?:(?P<time>(?:人·)?(?:年|月|日|天|周|时|小时|季度?|次|人·?[年月日天]))(?!均)|(?:{MAGNITUDE}|百|千)?)"
)


def build_units(rules: Rulebook) -> Units:
    """The units of ``rules``, ready to be looked up."""
    unless: dict[str, tuple[str, ...]] = {}
    closing: set[str] = set()
    word_forming: set[str] = set()
    for bounds in rules.table("unit_bounds", UnitBounds):
        unless |= {word: tuple(after.split()) for word, after in bounds.unless.items()}
        closing |= set(bounds.closing.split())
        word_forming |= set(bounds.word_forming.split())
    by_name: dict[str, Unit] = {}
    for family in rules.table("units", Family):
        for name, factor in family.factors.items():
            by_name[name] = Unit(
                name,
                family.kind,
                family.base,
                Fraction(str(factor)),
                tuple(family.smaller.get(name, ())),
                name in family.alone,
                name in closing,
                name in word_forming,
                unless.get(name, ()),
                False,
            )
    for counters in rules.table("counters", Counters):
        for name in counters.words.split():
            by_name.setdefault(
                name,
                Unit(
                    name,
                    counters.kind,
                    name,
                    Fraction(1),
                    (),
                    False,
                    name in closing,
                    name in word_forming,
                    unless.get(name, ()),
                    True,
                ),
            )
    by_character: dict[str, list[tuple[str, Unit]]] = defaultdict(list)
    for name, unit in by_name.items():
        by_character[name[0]].append((name, unit))
    ordered = {
        character: tuple(sorted(units, key=lambda named: -len(named[0])))
        for character, units in by_character.items()
    }
    return Units(by_name, ordered)


def base(value: Number, unit: str, units: Units) -> tuple[Number, str]:
    """``value`` in ``unit`` as a value in the base of the unit's family, and that base.

    A unit that no table knows is its own base. ``元/亩`` is converted on both sides.
    """
    above, slash, below = unit.partition("/")
    numerator = units.by_name.get(above)
    factor = numerator.factor if numerator else Fraction(1)
    name = numerator.base if numerator else above
    if slash:
        magnitude = re.match(rf"(?:{MAGNITUDE}|百|千)?", below)
        scale = magnitude.group() if magnitude else ""
        denominator = units.by_name.get(below[len(scale) :])
        if denominator is not None:
            worth = value_of("1" + scale) if scale else 1
            factor /= denominator.factor * Fraction(worth or 1)
            name = f"{name}/{denominator.base}"
        else:
            name = f"{name}/{below}"
    return number(Fraction(str(value)) * factor), name
