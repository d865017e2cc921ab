"""What an amount is: a number with its unit, at its place in the normalized text."""

from __future__ import annotations

from typing import Any

import msgspec

from govtext.language.numerals import Number
from govtext.language.units import Unit
from govtext.report import Bound, QuantityKind


class Amount(msgspec.Struct, gc=False):
    """A number with its unit, if it has one."""

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

    def changed(self, **changes: Any) -> Amount:
        """This amount with other values in some fields."""
        return msgspec.structs.replace(self, **changes)

    def of(self, unit: Unit, end: int, *, text: str | None = None) -> Amount:
        """This number in a unit that ends at ``end``; ``text`` is the unit as written."""
        text = text or unit.name
        return msgspec.structs.replace(self, end=end, unit=unit, unit_text=text, kind=unit.kind)

    def plus_half(self, end: int) -> Amount:
        """This amount and a half, up to ``end``."""
        low, high = (None if x is None else x + 0.5 for x in (self.low, self.high))
        return self.changed(low=low, high=high, end=end)
