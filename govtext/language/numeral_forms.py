"""How numerals are written: the signs, and the regular expressions for numerals made of them.

三万二千, 两千零五, 十二点五, 二〇二三, 壹佰贰拾, 1,234.5 and 3.68万亿 are numerals. What they are
worth is in ``numerals``; ``[[patterns]]`` name these expressions in ``{…}``.
"""

from __future__ import annotations

HIDDEN = "\ue000"
"""One hidden digit, so that masked numerals are read by the same grammar as others."""

ONES = "一二三四五六七八九"
"""The digits one to nine, for use inside a character class."""
ZEROS = "〇○零"
"""The zeros, for use inside a character class."""

FINANCIAL_ONLY = "壹贰叁肆伍陆柒捌玖"
"""Digits of bank hand; 伍, 陆 and the like are ordinary characters unless a power follows."""

DIGIT = rf"[0-9{HIDDEN}]"
_CHINESE_DIGIT = rf"[{ZEROS}{ONES}两{FINANCIAL_ONLY}{HIDDEN}]"
# 千瓦, 千克 … are units and 百分点 is one: their first character is no power of ten.
_HUNDRED = "百(?!分)"
_THOUSAND = "千(?![瓦克伏卡赫焦帕]|分之|米(?![跑远高深]))"
MAGNITUDE = (
    rf"(?:(?:十|{_HUNDRED}|千(?=万|亿))?(?:万亿|亿亿?|万万?)|十|{_HUNDRED}|{_THOUSAND}|[佰仟])"
)
"""A power of ten behind Arabic digits: 万, 亿, 千万, 万亿 …"""

ARABIC = (
    rf"(?:{DIGIT}{{1,3}}+(?:,{DIGIT}{{3}})++(?!{DIGIT})"
    # Some saved pages set every digit apart: 4 9 2 5 0.
    rf"|{DIGIT}(?: {DIGIT}(?!{DIGIT}))++"
    # Blanks part thousands too: 1 234万元.
    rf"|(?<![0-9.,{HIDDEN}] )(?<![0-9.,{HIDDEN}]){DIGIT}{{1,3}}+(?: {DIGIT}{{3}})++"
    rf"(?=(?:\.{DIGIT}++)?[\u3400-\u9fff%])|{DIGIT}++)"
    # A point in the middle of the line parts decimals of amounts: 3·2亿元, but 5·12 is a day.
    rf"(?: ?\.{DIGIT}++(?: {DIGIT}(?!{DIGIT}))*+"
    rf"|·{DIGIT}++(?=[%‰万亿元倍亩吨]|个百分点|公[里顷斤]))?"
)
_PART = rf"[零又]?(?:{DIGIT}++|[{ONES}两]){MAGNITUDE}"
# 2亿3千万, 100万三千, 1千零5
_MIXED = rf"{ARABIC}(?: ?{MAGNITUDE}(?:{_PART})*+(?:零{DIGIT}++(?!\.))?)?"
_CHINESE = (
    rf"(?:{_CHINESE_DIGIT}|[十拾佰仟万亿廿卅]|{_HUNDRED}|千(?![瓦克伏卡赫焦帕]|分之)"
    # 兆 is a power only inside a numeral: 五百兆 is a measure of data.
    rf"|(?<=[{ONES}两十百千])兆(?={_CHINESE_DIGIT}|十))++"
    rf"(?:点{_CHINESE_DIGIT}++(?:{MAGNITUDE})?)?"
)
# A hidden digit before a power belongs to a Chinese numeral (*十*, 二百*十) as well as to a mixed.
_HIDDEN_FIRST = (
    rf"{HIDDEN}(?={HIDDEN}*+(?:[零{ONES}点十百千万亿]|两(?=[一-鿿])(?!半)))"
    rf"(?:{_CHINESE_DIGIT}|[0-9十万亿]|{_HUNDRED}|千(?![瓦克伏卡赫焦帕]|分之))*+"
    rf"(?:点{_CHINESE_DIGIT}++(?:{MAGNITUDE})?)?"
)
NUMERAL = rf"(?:{_HIDDEN_FIRST}|{_MIXED}|{_CHINESE})"
"""One numeral of the normalized text, without a sign."""

POWERS = "百千万亿"
"""The powers of ten that can stand alone with a unit: 百家, 亿元."""

CHINESE_STARTS = f"{ZEROS}{ONES}十百千万亿两廿卅{FINANCIAL_ONLY}拾佰仟"
"""What a numeral in Chinese signs can begin with, for use inside a character class."""
STARTS = f"0-9{CHINESE_STARTS}{HIDDEN}"
"""What a numeral can begin with, for use inside a character class."""
