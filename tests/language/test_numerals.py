"""Numerals: their values, in every form of writing."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written_numbers import DIGITS, WHOLE, in_bank_hand, in_chinese, in_speech

from govtext.language.numeral_forms import HIDDEN, NUMERAL
from govtext.language.numerals import (
    NumeralStyle,
    renumbered,
    shared_power,
    value_of,
    whole_number,
    worth_of,
)
from govtext.language.plain import plain

# Value → the ways to write it.
WRITINGS: list[tuple[int | float, str]] = [
    (0, "0|〇|零|０"),
    (0.5, "0.5|零点五|.5"),
    (1, "1|一|壹"),
    (2, "2|二|两|兩|贰|貳"),
    (10, "10|十|拾|一十|１０"),
    (15, "15|十五|拾伍|一十五"),
    (23, "23|二十三|廿三|贰拾叁"),
    (30, "30|三十|卅"),
    (31, "31|卅一|三十一"),
    (102, "102|一百零二|一百〇二"),
    (120, "120|一百二|一百二十|壹佰贰拾|壹佰貳拾"),
    (130, "百三|一百三"),
    (203, "二百零三|2百零3|两百零三"),
    (305, "305|三百零五|三〇五"),
    (460, "肆佰陆拾|肆佰陸拾|四百六"),
    (1001, "一千零一|1千零1|壹仟零壹"),
    (1200, "1,200|1，200|１２００|一千二|1千2百|1.2千|一千二百"),
    (2005, "2005|两千零五|二〇〇五|二○○五|贰仟零伍"),
    (2023, "二〇二三|二零二三|2023"),
    (2450, "两千四百五|2千4百5十"),
    (12000, "一万二|1万2|1.2万"),
    (10250, "一万零二百五十|一万二百五十|10,250"),
    (32000, "三万二千|三万二|3.2万|3万2千|３．２万|三點二萬"),
    (75400, "7万5千4百|7 万 5 千 4 百|七万五千四百"),
    (100015, "十万零十五|十万零一十五"),
    (100056, "拾万零五十六"),
    (924000, "九十二万四|92.4万"),
    (1011000, "一百零一万一千"),
    (1203000, "一百二十万三千|120万三千|120.3万|1203000|一百二十萬三千"),
    (40050000, "四千零五万|4005万"),
    (230000000, "2亿3千万|二亿三千万|2.3亿|2億3千萬"),
    (400000000, "四亿|四万万|4万万"),
    (618000000, "六亿一千八百万|6.18亿"),
    (1000060506, "拾亿零六万零五百零六"),
    (937000000, "9.37亿|九点三七亿"),
    (3680000000000, "3.68万亿|三点六八万亿|3万6千8百亿"),
    (12000000000000, "十二万亿|12万亿|12兆"),
    (2300000000000, "2万亿3千亿|二万三千亿"),
    (5006200045200, "五兆六十二亿四万五千二"),
    (1111111111111111, "一千一百一十一万一千一百一十一亿一千一百一十一万一千一百一十一"),
    (3.14, "3.14|三点一四|３．１４|叁点壹肆"),
    (12.5, "12.5|十二点五"),
    (350.2, "350.2|三百五十点二"),
]


@pytest.mark.parametrize(
    ("value", "numeral"),
    [(value, numeral) for value, numerals in WRITINGS for numeral in numerals.split("|")],
)
def test_a_value_is_read_in_all_its_writings(value: int | float, numeral: str) -> None:
    read = value_of(plain(numeral))
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize("text", ["一切", "点五个", "abc", "第三", "1.2.3", "百分之", "0.1点零"])
def test_what_is_no_numeral_reads_as_none(text: str) -> None:
    assert value_of(text) is None


def test_hidden_digits_have_no_value() -> None:
    assert value_of(f"{HIDDEN}{HIDDEN}万") is None
    assert worth_of(f"1{HIDDEN}", "万") == (None, None, 10_000)


@pytest.mark.parametrize(
    ("numeral", "low", "high"),
    [("三五", 3, 5), ("一两", 1, 2), ("七八十", 70, 80), ("十七八", 17, 18), ("两三千", 2000, 3000),
     ("一二百", 100, 200), ("三四万", 30_000, 40_000), ("一百二三十", 120, 130), ("三两", 2, 3)],
)  # fmt: skip
def test_neighbouring_digits_mean_from_one_to_the_other(numeral: str, low: int, high: int) -> None:
    assert worth_of(numeral)[:2] == (low, high)


@given(WHOLE)
def test_chinese_numerals_read_as_they_are_written(number: int) -> None:
    for written in (
        in_chinese(number),
        in_speech(number),
        in_bank_hand(number),
    ):
        assert value_of(written) == number, written
        assert re.fullmatch(NUMERAL, written), written
    assert value_of(f"{number:,}") == number


@given(
    WHOLE,
    st.sampled_from(["", "万", "亿", "万亿"]),
    st.text("零一二三四五六七八九", min_size=1, max_size=4),
)
def test_chinese_decimals_are_exact(number: int, power: str, places: str) -> None:
    whole = number % 10_000
    digits = "".join(str(DIGITS.index(place)) for place in places)
    exact = Fraction(f"{whole}.{digits}") * {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}[power]
    assert value_of(f"{in_chinese(whole)}点{places}{power}") == float(exact)


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_mixed_numerals_add_up(millions: int, thousands: int) -> None:
    written = f"{millions}亿{thousands}万"
    assert value_of(written) == millions * 10**8 + thousands * 10**4
    assert re.fullmatch(NUMERAL, written)


@pytest.mark.parametrize(
    ("low", "high", "shared"),
    [
        ("5", "10万", 10_000),
        ("3", "15千万", 10_000_000),
        ("三", "五百", 100),
        ("两", "三千万", 10_000_000),
        ("二", "三百五十", 1),
        ("三千", "五千", 1),
        ("十八", "三十万", 10_000),
        ("三", "二百五十万", 10_000),
        ("一百二十", "一百五十万", 10_000),
        ("七千", "九千亿", 100_000_000),
        ("八千", "一万", 1),
        ("一千", "三万", 1),
    ],
)
def test_what_the_low_end_of_a_range_shares(low: str, high: str, shared: int) -> None:
    (least, _, closing), (worth, _, power) = worth_of(low), worth_of(high)
    assert least is not None
    assert worth is not None
    assert shared_power(least, closing, high, worth, power) == shared


@given(st.integers(0, 99_999), st.integers(1, 4), st.sampled_from(["", "万", "亿", "万亿"]))
def test_decimals_are_exact(digits: int, places: int, power: str) -> None:
    written = f"{digits / 10**places:.{places}f}"
    exact = (
        digits * 10 ** ({"": 0, "万": 4, "亿": 8, "万亿": 12}[power] - places) if power else None
    )
    value = value_of(written + power)
    assert value == (float(written) if exact is None else exact)
    if power:
        assert isinstance(value, int)


@given(st.text(alphabet="0123456789.,零一二两三百千万亿点半分之/%-负 ", max_size=30))
def test_any_text_reads_as_a_number_or_none(text: str) -> None:
    value = value_of(text)
    assert value is None or isinstance(value, int | float)


@given(st.integers(0, 10**8 - 1))
def test_what_is_written_in_chinese_reads_back(number: int) -> None:
    assert whole_number(NumeralStyle().write(number)) == number
    assert value_of(NumeralStyle(one_ten=True).write(number)) == number


@pytest.mark.parametrize("written", ["（三）", "第3章", "三、", "三"])
@given(number=st.integers(1, 99))
def test_a_marker_with_another_number_reads_back(written: str, number: int) -> None:
    renamed = renumbered(written, number)
    assert whole_number(renamed.strip("（）第章、")) == number


@pytest.mark.parametrize(
    ("written", "number", "expected"),
    [
        ("③", 4, "④"),
        ("㈡", 3, "㈢"),
        ("⑳", 21, "21"),
        ("Ⅳ", 5, "Ⅴ"),
        ("一", 2, "二"),
        ("●", 2, "2"),
        ("⑴", 12, "⑿"),
        ("⒈", 9, "⒐"),
        ("十", 11, "十一"),
    ],
)
def test_a_sign_is_followed_by_one_of_its_row(written: str, number: int, expected: str) -> None:
    assert renumbered(written, number) == expected


@pytest.mark.parametrize(
    ("numeral", "number"),
    [("二〇二三", 2023), ("一九八○", 1980), ("1 9 9 8", 1998), ("二十", 20), ("㈩", 10), ("⒓", 12)]
    + [(nothing, None) for nothing in ("", " ", "甲", "三点五", "首先", "½")],
)
def test_a_whole_number_is_read_or_is_none(numeral: str, number: int | None) -> None:
    assert whole_number(numeral) == number
