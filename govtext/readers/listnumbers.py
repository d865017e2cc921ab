"""The number of a list paragraph as Word writes it: ST_NumberFormat of ISO/IEC 29500-1, 17.18.59.

Formats that are a series of signs or of digits are in ``rules/list_numbers.toml``. A number is
written in Arabic numerals where it is larger than the signs of its format allow, and in formats
that neither Chinese nor Western documents use (Hebrew, Thai counting, baht text, …).
"""

from __future__ import annotations

import functools
from collections.abc import Callable

from govtext.language.numerals import NumeralStyle
from govtext.rulebook.load import Rule, load

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_IRREGULAR = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip


class ListNumbers(Rule):
    """An entry of ``[[list_numbers]]``; the head of ``rules/list_numbers.toml`` explains it."""

    signs: str = ""
    digits: str = ""
    powers: str = ""
    one_ten: bool = False
    gaps: bool = False
    by_position_from: int = 0

    def write(self, number: int) -> str:
        """``number`` in this format: 12 → 十二 in ``chineseCounting``."""
        if self.signs:
            return self.signs[number - 1] if 0 < number <= len(self.signs) else str(number)
        by_position = self.by_position_from > 0 and not 0 < number < self.by_position_from
        if by_position or not self.powers:
            return "".join(self.digits[int(digit)] for digit in str(number))
        return NumeralStyle(self.digits, self.powers, self.one_ten, self.gaps).write(number)


@functools.cache
def _table() -> dict[str, ListNumbers]:
    return {entry.name: entry for entry in load().table("list_numbers", ListNumbers)}


def _decimal(number: int) -> str:
    return str(number)


def _roman(number: int) -> str:
    if not 0 < number < 32_768:
        return str(number)
    written = []
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        written.append(sign * times)
    return "".join(written)


def _letters(alphabet: str) -> Callable[[int], str]:
    # After z Word writes aa, bb, …, not aa, ab.
    def written(number: int) -> str:
        if not 0 < number <= 780:
            return str(number)
        times, place = divmod(number - 1, len(alphabet))
        return alphabet[place] * (times + 1)

    return written


def _zodiac(number: int) -> str:
    if not 0 < number <= 60:
        return str(number)
    stems, branches = (_table()[name].signs for name in ("ideographTraditional", "ideographZodiac"))
    return stems[(number - 1) % 10] + branches[(number - 1) % 12]


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number // 10 % 10 == 1 else ending}"


def _cardinal(number: int) -> str:
    if not 0 <= number < 1_000_000:
        return str(number)
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    size, word = (1000, "thousand") if number >= 1000 else (100, "hundred")
    high, low = divmod(number, size)
    return f"{_cardinal(high)} {word}" + (f" {_cardinal(low)}" if low else "")


def _ordinal_word(number: int) -> str:
    words = _cardinal(number)
    start = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[start:]
    ordinal = _IRREGULAR.get(last) or (last[:-1] + "ie" if last.endswith("y") else last) + "th"
    return words[:start] + ordinal


_FORMATS: dict[str, Callable[[int], str]] = {
    "ideographZodiacTraditional": _zodiac,
    "lowerLetter": _letters("abcdefghijklmnopqrstuvwxyz"),
    "upperLetter": _letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "russianLower": _letters("абвгдежзиклмнопрстуфхцчшщыэюя"),
    "russianUpper": _letters("АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ"),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "numberInDash": lambda number: f"- {number} -",
    "hex": lambda number: f"{number:X}",
    "chicago": lambda number: "*†‡§"[(number - 1) % 4] * ((number - 1) // 4 % 50 + 1),
    "ordinal": _ordinal,
    "cardinalText": lambda number: _cardinal(number).capitalize(),
    "ordinalText": lambda number: _ordinal_word(number).capitalize(),
    "none": lambda number: "",
    "bullet": lambda number: "",
}


def list_number(number: int, form: str, pattern: str = "") -> str:
    """``number`` as Word writes it in the format ``form``.

    ``pattern`` defines a custom format: "001, 002, 003, ...".

    >>> list_number(12, "chineseCounting"), list_number(105, "chineseCountingThousand")
    ('十二', '一百零五')
    """
    if form == "custom":
        first = pattern.partition(",")[0].strip()
        return str(number).zfill(min(len(first), 9)) if first.isdecimal() else str(number)
    written = _table().get(form)
    return _FORMATS.get(form, _decimal)(number) if written is None else written.write(number)
