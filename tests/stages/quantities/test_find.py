"""Quantities: their spans, values, units, bounds and kinds, with and without masked digits."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from cases import FIXTURES, Case, read_cases
from hypothesis import assume, given
from hypothesis import strategies as st
from written_numbers import DIGITS, WHOLE, in_bank_hand, in_chinese, in_speech

from govtext.document import Document
from govtext.language.plain import plain
from govtext.report import Mask, Quantity
from govtext.rulebook.load import load
from govtext.stages.masks import find_masks
from govtext.stages.page.furniture import set_furniture_apart
from govtext.stages.quantities.find import find_quantities
from govtext.stages.times.find import find_times

FILES = sorted(file.name for file in (FIXTURES / "quantities").glob("*.txt"))
REPORTS = Path(__file__).parents[4] / "shared" / "reports" / "txt"
SAMPLES = Path(__file__).parents[3] / "corpora" / "docs"


def quantities_of(text: str, masks: list[Mask] | None = None) -> list[Quantity]:
    """The quantities of a text; its masks are looked for where none are given."""
    document = Document(text, plain(text), load())
    if masks is None:
        set_furniture_apart(document)
        find_masks(document)
    else:
        document.masks = masks
    find_times(document)
    find_quantities(document)
    return document.quantities


def written(quantity: Quantity) -> str:
    """A quantity as the fixtures have it."""
    value = "?" if quantity.masked else str(quantity.value)
    if quantity.low is not None:
        value = f"{quantity.low}..{quantity.high}"
    bound = quantity.bound if quantity.bound != "=" else ""
    kind = quantity.kind if quantity.kind != "amount" else ""
    return "  ".join(filter(None, (quantity.text, value, str(quantity.unit), bound, kind)))


@pytest.mark.parametrize(
    "case",
    [case for file in FILES for case in read_cases(f"quantities/{file}")],
    ids=lambda case: case.name,
)
def test_cases(case: Case) -> None:
    assert [written(quantity) for quantity in quantities_of(case.text)] == case.expected


def check_sound(text: str, quantities: list[Quantity]) -> None:
    """Spans lie in the text, hold what they say, follow one another; values fit their kind."""
    end = 0
    for quantity in quantities:
        assert end <= quantity.start < quantity.end <= len(text)
        assert text[quantity.start : quantity.end] == quantity.text
        end = quantity.end
        told = (quantity.value, quantity.low, quantity.high)
        if quantity.masked:
            assert told == (None, None, None)
        else:
            assert (quantity.value is None) == (
                quantity.low is not None or quantity.high is not None
            )


PIECES = [
    *"三两一二十百千万亿点半多余来几个家年月元亩吨倍成番翻第前位至到、和，。“”《》（）()比次每过居斤角分岁",
    *" \n\t:-—～/×%‰*X某",
    *(
        "增长",
        "约",
        "近",
        "超",
        "不低于",
        "百分之",
        "分之",
        "公里",
        "个百分点",
        "首位",
        "以上",
        "左右",
        "以内",
    ),
    *("5", "12", "3.6", "1,234", "2024", "**", "万亿", "小时", "全国"),
    *(
        "°",
        "-",
        "零下",
        "个亿",
        "×10",
        "成",
        "一半",
        "分",
        "两",
        "（含）",
        "之间",
    ),
]


@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
def test_any_text_gives_sound_quantities(text: str) -> None:
    check_sound(text, quantities_of(text))


# ---------------------------------------------------------------- every number, however written


@given(
    WHOLE.filter(lambda number: number > 9),
    st.sampled_from([in_chinese, in_speech, in_bank_hand, str, "{:,}".format]),
    st.sampled_from(["元", "吨", "件", "公里"]),
)
def test_a_whole_number_is_read_in_its_sentence(
    number: int, write: Callable[[int], str], unit: str
) -> None:
    (found,) = quantities_of(f"全年完成{write(number)}{unit}，好于去年。", [])
    assert (found.value, found.unit, found.bound) == (number, unit, "=")


@given(st.integers(0, 9999), st.integers(1, 3), st.sampled_from(["", "负"]))
def test_a_percentage_is_read_in_figures_and_in_words(digits: int, places: int, sign: str) -> None:
    exact = Fraction(digits, 10**places)
    figures = f"{float(exact):.{places}f}"
    whole, _, rest = figures.partition(".")
    words = in_chinese(int(whole)) + "点" + "".join(DIGITS[int(digit)] for digit in rest)
    text = f"增速为{sign}百分之{words}，去年为{'-' if sign else ''}{figures}%。"
    assert [(found.value, found.unit) for found in quantities_of(text, [])] == [
        (float(-exact if sign else exact), "%"),
        (float(-exact if sign else exact), "%"),
    ]


@given(
    st.lists(st.integers(1, 9999), min_size=2, max_size=2, unique=True).map(sorted),
    st.sampled_from(["—", "-", "~", "至", "到", "——"]),
    st.sampled_from([("", ""), ("", "万"), ("万", "万"), ("", "亿")]),
    st.sampled_from([str, in_chinese]),
)
def test_a_range_goes_from_its_low_to_its_high(
    ends: list[int], dash: str, powers: tuple[str, str], write: Callable[[int], str]
) -> None:
    low, high = ends
    assume(write is str or len(str(high).rstrip("0")) > 1 or high < 10)  # 三到五百 starts at 300
    text = f"每户补助{write(low)}{powers[0]}{dash}{write(high)}{powers[1]}元，按季发放。"
    (found,) = quantities_of(text, [])
    scale = {"": 1, "万": 10**4, "亿": 10**8}[powers[1]]
    assert (found.low, found.high, found.unit) == (low * scale, high * scale, "元")


# ---------------------------------------------------------------- hidden digits

_RUN = re.compile(r"(?:[0-9]+\.?)?\*[0-9*]*(?:\.[0-9*]+)*|[0-9]+(?:\.[0-9]*\*[0-9*]*)")


def hide(text: str, quantities: list[Quantity], digits: str) -> str:
    """The text with the digits of its quantities that have a unit replaced by stars."""
    hidden, done = [], 0
    for quantity in quantities:
        if quantity.unit is not None:
            hidden += [text[done : quantity.start], re.sub(f"[{digits}]", "*", quantity.text)]
            done = quantity.end
    return "".join([*hidden, text[done:]])


def told(quantities: list[Quantity]) -> list[tuple[object, ...]]:
    """What must stay when digits are hidden."""
    return [(q.start, q.end, q.unit, q.bound, q.kind) for q in quantities if q.unit is not None]


def test_the_numeral_one_is_read_where_it_is_typed_for_the_dash() -> None:
    found = quantities_of("占比5%一8%，聘用3一5人，另有5%和一项重点工作。", [])
    assert [written(quantity) for quantity in found] == [
        "5%一8%  5..8  %  percent",
        "3一5人  3..5  人",
        "5%  5  %  percent",
    ]


def check_hiding(text: str, digits: str) -> None:
    before = quantities_of(text, [])
    hidden = hide(text, before, digits)
    masks = [Mask(m.group(), m.start(), m.end(), "number") for m in _RUN.finditer(hidden)]
    after = quantities_of(hidden, masks)
    assert told(after) == told(before)
    for quantity in after:
        if "*" in quantity.text:
            assert quantity.masked
            assert quantity.value is quantity.low is quantity.high is None


@pytest.mark.parametrize("file", [file for file in FILES if file != "masked.txt"])
@pytest.mark.parametrize("digits", ["0-9", "0-9一二三四五六七八九"])
def test_hidden_digits_change_nothing_but_values(file: str, digits: str) -> None:
    for case in read_cases(f"quantities/{file}"):
        # 一半 is a word as it stands.
        if digits == "0-9" or "一半" not in case.text:
            check_hiding(case.text, digits)


def test_hidden_digits_in_the_sample_corpus() -> None:
    texts = [file.read_text(encoding="utf-8") for file in sorted(SAMPLES.glob("*.txt"))]
    open_texts = [text for text in texts if not any(q.masked for q in quantities_of(text))]
    assert open_texts
    for text in open_texts:
        check_hiding(text, "0-9")


def test_hidden_digits_in_real_reports() -> None:
    files = sorted(REPORTS.glob("*.txt"))[::6]
    if not files:
        pytest.skip(f"no reports in {REPORTS}")
    for file in files:
        check_hiding(file.read_text(encoding="utf-8"), "0-9")
