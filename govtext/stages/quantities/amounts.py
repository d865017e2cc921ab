"""What an amount is: a number with its unit, at its place in the plain twin."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import msgspec

from govtext.language.numerals import Number, number, scaled
from govtext.language.units import Unit
from govtext.report import Bound, QuantityKind


class Amount(msgspec.Struct, gc=False):
    """A number with its unit, as far as it has one."""

    start: int
    end: int
    numeral: str
    """The number as written, without sign and power; a compound or a range with all its parts."""
    low: Number | None
    high: Number | None
    power: Number
    """The power of ten that closes the number, which the low end of 5—10万 shares."""
    number_end: int
    unit: Unit | None = None
    unit_text: str | None = None
    kind: QuantityKind = "amount"
    bound: Bound = "="

    def but(self, **changes: Any) -> Amount:
        """This amount with other values in some fields."""
        return msgspec.structs.replace(self, **changes)

    def of(self, unit: Unit, end: int, *, text: str | None = None) -> Amount:
        """This number in a unit that ends at ``end``; ``text`` is the unit as written."""
        return self.but(end=end, unit=unit, unit_text=text or unit.name, kind=unit.kind)

    def plus_half(self, end: int) -> Amount:
        """This amount and a half, up to ``end``."""
        low, high = (None if x is None else x + 0.5 for x in (self.low, self.high))
        return self.but(low=low, high=high, end=end)

    def multiplied(self, power: Fraction, end: int) -> Amount:
        """This amount times a power of ten that is told apart from its number, up to ``end``."""
        low, high = (None if x is None else scaled(x, power) for x in (self.low, self.high))
        return self.but(low=low, high=high, power=number(power), end=end, number_end=end)
