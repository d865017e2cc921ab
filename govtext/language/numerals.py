"""Chinese, Arabic and mixed numerals: what they are worth, and how a number is written in them.

Values are exact: whole numbers come as ``int`` however large, others as the ``float`` nearest to
what is written.
"""

from __future__ import annotations

import functools
import unicodedata
from fractions import Fraction
from typing import NamedTuple

from govtext.language.compiled import compiled_lazily
from govtext.language.numeral_forms import FINANCIAL_ONLY, HIDDEN, ONES, ZEROS

Number = int | float

_DIGITS = dict(zip(ZEROS + ONES, (0, 0, *range(10)), strict=True))
_DIGITS |= dict(zip(FINANCIAL_ONLY + "两俩廿卅", (*range(1, 10), 2, 2, 20, 30), strict=True))
_POWERS = {"十": 1, "拾": 1, "百": 2, "佰": 2, "千": 3, "仟": 3, "万": 4, "亿": 8, "兆": 12}

LONGEST = 40
"""No numeral has more characters; longer ones are codes."""

_SIMPLE = compiled_lazily(r"([0-9]++)\.?([0-9]*+)([十百千万亿]*+)")
_ZERO = frozenset(ZEROS)
_DECIMALS = compiled_lazily(rf"[{ZEROS}{ONES}两{FINANCIAL_ONLY}\d]+")
_TOKEN = compiled_lazily(
    r"(?P<arabic>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    rf"|(?P<digits>[{ZEROS}{ONES}两俩廿卅{FINANCIAL_ONLY}]+)"
    r"|(?P<power>[十拾百佰千仟万亿兆])"
)


def whole_number(numeral: str) -> int | None:
    """The whole number that a numeral or one sign (③, Ⅳ, ㈡) says; None where it says none.

    >>> [whole_number(numeral) for numeral in ("十二", "二〇二三", "1 9 9 8", "③", "Ⅳ", "甲")]
    [12, 2023, 1998, 3, 4, None]
    """
    numeral = numeral.replace(" ", "")
    if len(numeral) == 1 and numeral not in _DIGITS:
        found = unicodedata.numeric(numeral, None)
        return None if found is None or found % 1 else int(found)
    worth = value_of(numeral) if numeral else None
    return worth if isinstance(worth, int) else None


class NumeralStyle(NamedTuple):
    """A way to write whole numbers by digits and powers of ten.

    >>> NumeralStyle().write(105), NumeralStyle().write(12), NumeralStyle(one_ten=True).write(12)
    ('一百零五', '十二', '一十二')
    """

    digits: str = "零" + ONES
    powers: str = "十百千万"
    """The signs of ten, hundred, thousand and ten thousand."""
    one_ten: bool = False
    """Whether a ten at the head is written with its one."""
    gaps: bool = True
    """Whether an empty place is written as zero. Without gaps no power is written with its one."""

    def write(self, number: int) -> str:
        """``number`` in this style; in Arabic numerals where it is negative or 亿 and above."""
        if not 0 < number < 10**8:
            return self.digits[0] if number == 0 else str(number)
        high, low = divmod(number, 10_000)
        if not high:
            return self._section(low, inner=False)
        gap = self.digits[0] if self.gaps and 0 < low < 1000 else ""
        return self.write(high) + self.powers[3] + gap + self._section(low, inner=True)

    def _section(self, number: int, *, inner: bool) -> str:
        """A number below ten thousand; ``inner`` says that a greater part stands before it."""
        written = ""
        gap = False
        for power in (3, 2, 1, 0):
            digit = number // 10**power % 10
            if not digit:
                gap = bool(written)
                continue
            if gap and self.gaps:
                written += self.digits[0]
            gap = False
            # 十二 has no 一 before 十, 一百一十二 has it.
            leading = power == 1 and not written and not inner
            bare = digit == 1 and power > 0 and not self.one_ten and (leading or not self.gaps)
            written += "" if bare else self.digits[digit]
            written += self.powers[power - 1] if power else ""
        return written


_COUNTED = compiled_lazily(rf"[{ONES}十]{{1,3}}|\d{{1,3}}")


def renumbered(written: str, number: int) -> str:
    """What bears a number, with another number in the same numerals.

    >>> renumbered("（二）", 3), renumbered("4.", 12), renumbered("②", 3), renumbered("一是", 11)
    ('（三）', '12.', '③', '十一是')
    """
    value = whole_number(written) if len(written) == 1 and not written.isdecimal() else None
    if value is not None:
        sign = chr(ord(written) + number - value)  # signs such as ③ and ㈢ stand in a row
        if whole_number(sign) == number:
            return sign
    found = _COUNTED.search(written)
    if found is None:
        return str(number)
    numeral = str(number) if found.group().isdecimal() else NumeralStyle().write(number)
    return written[: found.start()] + numeral + written[found.end() :]


def value_of(numeral: str) -> Number | None:
    """What a numeral of the normalized text is worth; None where digits are hidden or it is none.

    >>> value_of("3.68万亿"), value_of("两千零五"), value_of("十二点五"), value_of("2亿3千万")
    (3680000000000, 2005, 12.5, 230000000)
    """
    return None if HIDDEN in numeral or len(numeral) > LONGEST else _value(numeral)


@functools.lru_cache(maxsize=1 << 14)
def _value(numeral: str) -> Number | None:
    simple = _SIMPLE.fullmatch(numeral)
    if simple is not None:
        whole, decimals, powers = simple.groups()
        decimals = decimals.rstrip("0")
        shift = sum(_POWERS[power] for power in powers) - len(decimals)
        digits = int(whole + decimals)
        # One division of whole numbers gives the float nearest to what is written.
        return digits * int(10**shift) if shift >= 0 else digits / int(10**-shift)
    numeral = numeral.replace(" ", "").replace("又", "").replace("·", ".")
    whole, point, rest = numeral.partition("点")
    if not point:
        worth = _worth(numeral)
        return None if worth is None else number(worth)
    decimal = _DECIMALS.match(rest)
    base = _worth(whole)
    if decimal is None or base is None or base.denominator != 1:
        return None
    digits_behind = "".join(str(_DIGITS.get(c, c)) for c in decimal.group())
    scale = _worth("1" + rest[decimal.end() :])
    return None if scale is None else number(Fraction(f"{base}.{digits_behind}") * scale)


def _worth(numeral: str) -> Fraction | None:
    """Adds up digits and powers: 六亿一千八百万, 1千2百, 一百二 (120), 四万万."""
    total = section = Fraction(0)  # total: what 万 and 亿 have closed; section: what is open
    pending: Fraction | None = None
    power, position, last_digits = 0, 0, ""
    while position < len(numeral):
        token = _TOKEN.match(numeral, position)
        if token is None:
            return None
        position = token.end()
        if token["power"] is None and pending is not None and last_digits not in _ZERO:
            return None  # 1.2.3 and 5三 are no numerals; 1千零1 is one
        if token["arabic"] is not None:
            written = token["arabic"]
            alone = pending is None and len(written) == 1  # 1万2 is 12000, 1万零2 is 10002
            pending, last_digits = Fraction(written.replace(",", "")), written if alone else ""
        elif token["digits"] is not None:
            pending, last_digits = _digits(token["digits"]), token["digits"]
        else:
            if pending is None and position == 1:
                pending = Fraction(1)  # 百三, 万: the one before the power goes unsaid
            power = _POWERS[token["power"]]
            if power < 4:
                pending = None if last_digits in _ZERO else pending  # 十万零十五: 零 is no factor
                section += (Fraction(1) if pending is None else pending) * 10**power
            elif section or pending is not None:
                closed = section + (pending or 0)
                # 一万亿三千亿 adds; 三千四百万亿 multiplies all that is closed so far.
                multiplies = 0 < total < 10**power
                total = (total + closed) * 10**power if multiplies else total + closed * 10**power
                section = Fraction(0)
            else:
                total *= 10**power  # 万亿, 万万
            pending = None
    if pending is not None:
        # 一百二 is 120, 三万五 is 35000, and 一百零二 is 102.
        if power and pending < 10 and last_digits and last_digits[0] not in ZEROS + "0":
            pending *= Fraction(10) ** (power - 1)
        section += pending
    return total + section


def _digits(digits: str) -> Fraction:
    """Digits in a row: a single one, or read by position (二〇二三); 廿三 adds."""
    worth = 0
    for digit in digits:
        value = _DIGITS[digit]
        worth = worth + value if worth in (20, 30) and digits[0] in "廿卅" else worth * 10 + value
    return Fraction(worth)


def number(worth: Fraction) -> Number:
    """The plain Python number: an ``int`` where it is whole, else the nearest ``float``.

    >>> number(Fraction("9.37") * 10**8), number(Fraction("2.05"))
    (937000000, 2.05)
    """
    return worth.numerator if worth.denominator == 1 else float(worth)


def scaled(value: Number, factor: Fraction) -> Number:
    """``value`` times ``factor``, without what binary fractions would add.

    >>> scaled(9.5, Fraction(10)), scaled(0.7, Fraction(1, 10))
    (95, 0.07)
    """
    return number(Fraction(str(value)) * factor)


_NEIGHBOURS = compiled_lazily(
    rf"((?:[{ONES}两零]?[十百千万亿])*+)"
    r"(一[二两]|[二两]三|三[四五两]|四五|五六|六七|七八|八九)((?:[十百千万亿].*)?)"
)


def worth_of(numeral: str, power: str = "") -> tuple[Number | None, Number | None, Number]:
    """The least and the greatest that a numeral with a further power can mean, which differ in
    三五 and 七八十, and the power of ten that closes it.

    >>> worth_of("三五"), worth_of("七八十"), worth_of("20", "万")
    ((3, 5, 1), (70, 80, 10), (200000, 200000, 10000))
    """
    if HIDDEN in numeral or len(numeral) > LONGEST:
        return None, None, _closing_power(numeral + power)
    return _worth_of(numeral, power)


@functools.lru_cache(maxsize=1 << 14)
def _worth_of(numeral: str, power: str) -> tuple[Number | None, Number | None, Number]:
    low = high = _value(numeral)
    neighbours = _NEIGHBOURS.fullmatch(numeral)
    if neighbours is not None:
        before, pair, after = neighbours.groups()
        low, high = sorted((_value(before + digit + after) or 0) for digit in pair)
    if power:
        scale = Fraction(_value("1" + power) or 1)
        low, high = (None if x is None else scaled(x, scale) for x in (low, high))
    return low, high, _closing_power(numeral + power)


_CLOSING_POWER = compiled_lazily(r"(?:[十百千拾佰仟]?[万亿]{1,2}|[十百千拾佰仟])\Z")


def _closing_power(numeral: str) -> Number:
    match = _CLOSING_POWER.search(numeral[-3:])
    return 1 if match is None else _value("1" + match.group()) or 1


def shared_power(low: Number, closing: Number, high: str, worth: Number, power: Number) -> Number:
    """The power of ten that the low end of a range takes over from the high end ``high``, or 1.

    That is the one that closes the high end (5—10万, 三到五百), or its 万 or 亿 (十八至三十万).
    ``closing`` and ``power`` close the two ends, ``worth`` is the value of the high end. The low
    end has to stay the lesser.

    >>> shared_power(5, 1, "10", 100_000, 10_000), shared_power(3, 1, "五百", 500, 100)
    (10000, 100)
    >>> shared_power(18, 1, "三十万", 300_000, 100_000), shared_power(2, 1, "三百五十", 350, 10)
    (10000, 1)
    """
    # Words share a power that closes a single digit: 二到三百五十 goes from two.
    whole = high[0] in "0123456789" or worth < 10 * power
    if whole and closing == 1 < power and low < worth / power:
        return power
    myriads = 10**8 if power >= 10**8 else 10**4
    return myriads if closing < myriads <= power and low < worth / myriads else 1
