"""Numbers written in Chinese by independent rules, to compare with the reader of numerals."""

from __future__ import annotations

import re

from hypothesis import strategies as st

DIGITS = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """A whole number below ten to the sixteenth, written out in Chinese."""
    if number >= 10**8:
        rest = number % 10**8
        return (
            in_chinese(number // 10**8)
            + "亿"
            + ("零" if 0 < rest < 10**7 else "")
            + (in_chinese(rest) if rest else "")
        )
    if number >= 10**4:
        rest = number % 10**4
        return (
            in_chinese(number // 10**4)
            + "万"
            + ("零" if 0 < rest < 1000 else "")
            + (in_chinese(rest) if rest else "")
        )
    written = ""
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            written += DIGITS[digit] + name
        elif written and number % power:
            written += "零" * (not written.endswith("零"))
    return written or "零"


def in_speech(number: int) -> str:
    """The same as it is said: 十五 for 一十五, and 两 before the powers that take it."""
    spoken = re.sub(r"二(?=[千万亿])", "两", in_chinese(number))
    return spoken.removeprefix("一") if spoken.startswith("一十") else spoken


def in_bank_hand(number: int) -> str:
    """The same in the characters of bank notes: 壹佰贰拾."""
    return in_chinese(number).translate(_BANK_HAND)


_BANK_HAND = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")

# Numbers of every length: most of those drawn evenly would have the greatest.
WHOLE = st.integers(1, 16).flatmap(lambda length: st.integers(0, 10**length - 1))
