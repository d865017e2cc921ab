"""What a number as written stands for: an interval that follows from the digits shown.

18.72亿元 -> 1,871,500,000 to 1,872,500,000 元; 3600名 -> exactly 3600
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from govtext.language.numerals import value_of
from govtext.language.patterns import pattern
from govtext.language.plain import plain
from govtext.language.units import Units
from govtext.report import Quantity

_ARABIC = re.compile(r"\d[\d, ]*(?:\.\d+)?")
_MAGNITUDE = pattern("power of ten behind a number")
_NUMERAL = pattern("number in Chinese numerals with its last magnitude")
_DOUBLED = pattern("doubling in words")
_INEXACT = pattern("approximate number in Chinese numerals")
_ABOUT = 0.1
"""How far what has doubled may be from twice as much."""
_SHOWN = 4
"""How many digits of a quotient a message shows."""
_EXACT = 12
"""How many digits of a sum a message shows."""


class Interval(NamedTuple):
    """The numbers from ``low`` to ``high``, both included."""

    low: float
    high: float

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2

    @property
    def half(self) -> float:
        """Half its width: the tolerance of the number."""
        return (self.high - self.low) / 2

    def meets(self, other: Interval) -> bool:
        """Whether some number is in both. Numbers are compared to nine digits, since they are
        binary fractions."""
        slack = 1e-9 * max(abs(self.low), abs(self.high), abs(other.low), abs(other.high))
        return self.low <= other.high + slack and other.low <= self.high + slack

    def wider(self, by: float) -> Interval:
        return Interval(self.low - by, self.high + by)


def total(parts: list[Interval]) -> Interval:
    """The interval of the sum of some numbers."""
    return Interval(sum(part.low for part in parts), sum(part.high for part in parts))


def ratio(above: Interval, below: Interval, scale: float = 1) -> Interval | None:
    """The interval of a quotient of two positive numbers; None where the divisor may be 0."""
    if below.low <= 0 or above.low < 0:
        return None
    return Interval(above.low / below.high * scale, above.high / below.low * scale)


def interval_of(quantity: Quantity, units: Units) -> Interval | None:
    """The interval of a number in its base unit; None for a range, a masked number, and where the
    digits shown do not tell it.

    A number with d decimals in the magnitude m is right to half a unit of its last digit:
    ½ · 10⁻ᵈ · m. A whole count without a magnitude is exact. In Chinese numerals it is right to
    half a unit of its last magnitude, or, where it has two, of its last digit (三亿二千万).
    """
    value = quantity.base_value if quantity.base_value is not None else quantity.value
    if quantity.masked or value is None:
        return None
    if quantity.kind == "rank":
        return Interval(value, value)
    text = plain(quantity.text)
    figures = _ARABIC.findall(text)
    if len(figures) != 1:
        return _of_words(quantity, float(value), units, text) if not figures else None
    shown = Decimal(figures[0].replace(",", "").replace(" ", ""))
    if not shown:
        return None
    decimals = len(figures[0].partition(".")[2])
    scale = abs(float(value)) / float(shown)
    if not decimals and _counts(quantity, units) and not _MAGNITUDE.search(text):
        return Interval(value, value)
    half = 0.5 * 10.0**-decimals * scale
    return Interval(value - half, value + half)


def _of_words(quantity: Quantity, value: float, units: Units, text: str) -> Interval | None:
    """The interval of a number in Chinese numerals: 一千七百二十亿元, 百分之十三点四, 三百名."""
    written = quantity.value
    if _DOUBLED.search(text):
        return Interval(value * (1 - _ABOUT), value * (1 + _ABOUT))
    numeral = _NUMERAL.match(text)
    if numeral is None or not written or _INEXACT.search(text):
        return None
    decimals = len(numeral["decimals"] or "")
    rounded = numeral["magnitude"] or numeral["higher"]
    if not decimals and _counts(quantity, units) and not rounded:
        return Interval(value, value) if value == int(value) else None
    power = value_of(numeral["magnitude"]) if numeral["magnitude"] else 1
    place = 10.0**-decimals * float(power or 1)
    if numeral["higher"]:
        place = _last_digit(abs(float(written)))
    half = 0.5 * place * abs(value / float(written))
    return Interval(value - half, value + half)


def _last_digit(value: float) -> float:
    """The place of the last digit of a whole number that is not 0: 10 of 1720."""
    digits = str(int(value))
    return 10.0 ** (len(digits) - len(digits.rstrip("0")))


def _counts(quantity: Quantity, units: Units) -> bool:
    unit = units.by_name.get((quantity.unit or "").partition("(")[0])
    return quantity.kind == "amount" and unit is not None and unit.counts


def shown(value: float, digits: int = _SHOWN) -> str:
    """A computed number for a message, rounded to four digits.

    >>> shown(17.105263), shown(8.3), shown(1500000)
    ('17.11', '8.3', '1500000')
    """
    return f"{float(f'{value:.{digits}g}'):.10f}".rstrip("0").rstrip(".")


def span(interval: Interval) -> str:
    """An interval for a message: one number where its ends are shown alike."""
    low, high = shown(interval.low), shown(interval.high)
    return low if low == high else f"{low}–{high}"


def in_unit_of(value: float, quantity: Quantity) -> str:
    """A computed number of the base unit, in the unit and magnitude that a quantity is shown in.

    >>> import govtext
    >>> claims = govtext.parse("全县完成投资12.5亿元。").claims
    >>> in_unit_of(1_300_000_000, claims[0].quantity)
    '13亿元'
    """
    text = plain(quantity.text)
    figure = _ARABIC.search(text)
    base = quantity.base_value if quantity.base_value is not None else quantity.value
    if not base or not quantity.value:
        return shown(value, _EXACT)
    if figure is None:
        scale = abs(float(base)) / abs(float(quantity.value))
        return f"{shown(value / scale, _EXACT)}{quantity.unit or ''}"
    scale = abs(float(base)) / float(figure[0].replace(",", "").replace(" ", ""))
    return f"{shown(value / scale, _EXACT)}{quantity.text[figure.end() :]}"
