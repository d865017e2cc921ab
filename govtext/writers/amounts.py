"""Amounts as people write them, with 万 and 亿."""

from __future__ import annotations

_POWERS = ((10**8, "亿"), (10**4, "万"))


def written_amount(value: float, unit: str | None) -> str:
    """A number with its unit, as people write it.

    >>> written_amount(1560000000, "元"), written_amount(-12000.0, "人")
    ('15.6亿元', '-1.2万人')
    """
    power = next((one for one in _POWERS if abs(value) >= one[0]), (1, ""))
    number = f"{value / power[0]:,.4f}".rstrip("0").rstrip(".")
    return f"{number}{power[1]}{unit or ''}"
