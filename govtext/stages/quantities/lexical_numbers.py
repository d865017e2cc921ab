"""Lexical numbers, which are written without a numeral: 翻番, 翻两番, 半数, 过半, 一半, 半天."""

from __future__ import annotations

from govtext.language.numerals import Number, value_of
from govtext.language.patterns import pattern
from govtext.language.units import Units
from govtext.stages.quantities.amounts import Amount

_DOUBLED = pattern("doubling")
_HALF = pattern("half of a whole")
_MORE_THAN_HALF = pattern("more than half of a whole")
_HALF_A_UNIT = pattern("half a unit")
_HALF_A_YEAR = pattern("half a year")
_HALF_A_TENTH = pattern("half of a tenth")


def read_double(plain: str, start: int, units: Units) -> Amount | None:
    """翻番, 翻一番 (2 倍), 翻两番 (4 倍) at ``start``."""
    match = _DOUBLED.match(plain, start)
    if match is None:
        return None
    times = value_of(match[1]) if match[1] else 1
    return _amount(start, match.end(), None if times is None else 2 ** int(times), "倍", units)


def read_half(plain: str, start: int, units: Units, lasting: tuple[str, ...]) -> Amount | None:
    """The amount around the 半 at ``start``: 半数, 一半, 过半 (a percentage), 半天 (half a unit).

    ``lasting`` are the words before years that something takes.
    """
    if _MORE_THAN_HALF.match(plain, start):
        return _amount(start - 1, start + 1, 50, "%", units).changed(bound=">")
    if share := _HALF.match(plain, start):
        return _amount(start - len(share[1] or ""), share.end(), 50, "%", units)
    if tenth := _HALF_A_TENTH.match(plain, start):
        return _amount(start, tenth.end(), 5, "%", units)
    if half := _HALF_A_UNIT.match(plain, start):
        unit = half["unit"] or half["counter"] + half["counted"]
        amount = _amount(start, half.end(), 0.5, unit, units)
        return amount.changed(bound=">") if half["more"] else amount
    if not plain.endswith(lasting, max(0, start - 8), start):
        return None
    half = _HALF_A_YEAR.match(plain, start)
    return half and _amount(start, half.end(), 0.5, half[1], units)


def _amount(start: int, end: int, worth: Number | None, name: str, units: Units) -> Amount:
    return Amount(start, end, "半", worth, worth, 1, end).of(units.by_name[name], end)
