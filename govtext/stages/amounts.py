"""Amounts: a number with its unit, read at one place of the plain twin.

The grammar only says what an amount looks like; whether it measures or counts anything there
is for ``refusals`` to say. A hidden digit (``numerals.HIDDEN``) is a digit like any other.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from govtext.report import Bound, QuantityKind
from govtext.stages.bounds import Bounds
from govtext.stages.numerals import (
    ARABIC,
    HIDDEN,
    MAGNITUDE,
    NUMERAL,
    Number,
    number,
    scaled,
    spread_of,
    value_of,
)
from govtext.stages.units import Unit, Units


class Figure(NamedTuple):
    """A number as written, without its unit; ``low`` and ``high`` differ in 三五 or 七八十."""

    start: int
    end: int
    numeral: str
    low: Number | None
    high: Number | None
    bound: Bound
    power: Number
    """The power of ten that closes the number, which 5—10万 shares with its first part."""


class Amount(NamedTuple):
    """A number with its unit."""

    start: int
    end: int
    figure: Figure
    low: Number | None
    high: Number | None
    unit: Unit | None
    unit_text: str | None
    kind: QuantityKind
    bound: Bound


_FIGURE = re.compile(rf"({NUMERAL})(?: ?([多余来几])({MAGNITUDE})?)?")
_POWER = re.compile(rf"(?:{MAGNITUDE})$")
_DIGITS_ONLY = re.compile(r"\d+")
_DECIMAL = re.compile(r"\d+\.\d+")
_SIGN_AFTER_NUMBER = re.compile(r"[0-9A-Za-z%‰)\]万亿千百十年月日个元" + HIDDEN + "]")
_BURDENS = frozenset("减担肩抱胜自欺辜背重")  # 减负, 担负, 肩负: 负 is no sign there
_HALF_AND_MORE = re.compile(r"个([多半])(月|小时|星期|礼拜|百分点|季度|钟头|工作日)")
_CLOSING_HALF = re.compile(r"半(?![导径岛封球夜边数成]|年(?!以|左|时|，|。|、))")
_MORE = re.compile(
    r"[多余](?![元样种边方个家层次国党功渠为数少式项亩名人双极点媒语民部措领云向地彩维达位头处条所件省市县])"
)
_TENTHS = re.compile(r"成([一二三四五六七八九半\d" + HIDDEN + r"])?(?![立为果功绩员本效套品年长人渝分就群都交才熟片批千活像语行型材名形建])")
_SHARE = re.compile(rf"分之({NUMERAL})([多余几])?")
_RATIO = re.compile(rf"{ARABIC}(?::{ARABIC})++(?![:0-9])|{NUMERAL}比{NUMERAL}(?![重例上去较率值分])")
_PRODUCT = re.compile(rf"[×x]({ARABIC})")
_RANGE = re.compile(r" ?(?:—{1,2}|–|―|─|~|-{1,2}|至|到) ?")
_LIANG = re.compile(rf"([一二三四五六七八九十{HIDDEN}0-9]{{1,3}})两(?=半|[一二三四五六七八九{HIDDEN}0-9]钱)")

_MEASURES_WITH_MORE = frozenset(
    "倍 年 天 岁 周岁 里 公里 米 尺 斤 公斤 亩 吨 小时 个月 周 分钟 元 公顷 平方米 个小时 里地".split()
)


def read_figure(plain: str, start: int, bounds: Bounds) -> Figure | None:
    """The number that begins at ``start``, with its sign before it where it has one."""
    match = _FIGURE.match(plain, start)
    if match is None:
        return None
    numeral, more, power = match.groups()
    end = match.end() if power or not more else match.end(1)
    spread = spread_of(numeral)
    low, high = spread or (value_of(numeral),) * 2
    sign = _sign(plain, start)
    if sign:
        start -= 1
        low, high = (None if low is None else -low), (None if high is None else -high)
    bound: Bound = "="
    if more and power:
        bound = bounds.inside[more]
        factor = Fraction(value_of("一" + power) or 1)
        low, high = (None if x is None else scaled(x, factor) for x in (low, high))
    closing = _POWER.search(numeral) if not power else None
    return Figure(
        start, end, numeral, low, high, bound,
        value_of("一" + (power or (closing.group() if closing else ""))) or 1,
    )  # fmt: skip


def _sign(plain: str, start: int) -> bool:
    before = plain[start - 1 : start]
    if before == "-":
        return not _SIGN_AFTER_NUMBER.match(plain, max(0, start - 2), start - 1) or start == 1
    return (
        before == "负"
        and (plain[start].isdigit() or plain[start] == HIDDEN)
        and plain[start - 2 : start - 1] not in _BURDENS
    )


class Reader(NamedTuple):
    """Reads amounts with the units and bound words of one rulebook."""

    units: Units
    bounds: Bounds

    def amount(self, plain: str, start: int) -> Amount | None:
        """The amount whose number begins at ``start``; its unit is None where it has none."""
        special = self._weight(plain, start) or self._share(plain, start) or self._ratio(plain, start)
        if special is not None:
            return special
        figure = read_figure(plain, start, self.bounds)
        if figure is None:
            return None
        first = self._with_unit(plain, figure)
        return self._range(plain, first) or first

    # ------------------------------------------------------------ number and unit

    def _with_unit(self, plain: str, figure: Figure) -> Amount:
        end, bound = figure.end, figure.bound
        if plain[end : end + 1] in ("多", "余", "来", "几") and bound == "=":
            more = plain[end]
            found = self.units.at(plain, end + 1)
            if found is not None and (more != "来" or figure.numeral[-1] in "十百千0" + HIDDEN):
                return self._finished(plain, figure, found.unit, found.text, found.end, self.bounds.inside[more])
        half = _HALF_AND_MORE.match(plain, end)
        if half is not None and "个" + half[2] in self.units.by_name:
            unit = self.units.by_name["个" + half[2]]
            more, plus = (">", 0) if half[1] == "多" else ("=", 0.5)
            return self._made(figure, figure.start, half.end(), unit, unit.name, figure.low, figure.high, plus, more)
        tenths = _TENTHS.match(plain, end)
        if tenths is not None and figure.power < 100:
            return self._tenths(plain, figure, tenths)
        if plain[end : end + 1] == " " and plain[end - 1].isdigit():
            found = self.units.at(plain, end + (2 if plain[end + 1 : end + 2] == " " else 1))
        else:
            found = self.units.at(plain, end)
        if found is None or found.unit.only_in_compounds:
            product = self._product(plain, figure)
            return product or Amount(
                figure.start, end, figure, figure.low, figure.high, None, None, "amount", bound
            )
        return self._finished(plain, figure, found.unit, found.text, found.end, bound)

    def _finished(
        self, plain: str, figure: Figure, unit: Unit, unit_text: str, end: int, bound: Bound
    ) -> Amount:
        """An amount with what may still follow its unit: 半, 多, and smaller units."""
        low, high = figure.low, figure.high
        if unit.smaller:
            compound = self._compound(plain, figure, unit, end)
            if compound is not None:
                return compound
        plus: float = 0
        if not unit.counts:
            if _CLOSING_HALF.match(plain, end):
                plus, end = 0.5, end + 1
            elif bound == "=" and unit.name in _MEASURES_WITH_MORE and _MORE.match(plain, end):
                bound = self.bounds.inside[plain[end]]
                end += 1
        return self._made(figure, figure.start, end, unit, unit_text, low, high, plus, bound)

    def _made(
        self, figure: Figure, start: int, end: int, unit: Unit, unit_text: str,
        low: Number | None, high: Number | None, plus: float, bound: Bound,
    ) -> Amount:  # fmt: skip
        if plus:
            low, high = (None if x is None else x + plus for x in (low, high))
        return Amount(start, end, figure, low, high, unit, unit_text, unit.kind, bound)

    def _tenths(self, plain: str, figure: Figure, tenths: re.Match[str]) -> Amount:
        end, low, high = tenths.end(), figure.low, figure.high
        if low is not None and high is not None:
            rest = 5 if tenths[1] == "半" else (value_of(tenths[1]) or 0) if tenths[1] else 0
            low, high = (number(Fraction(str(x)) * 10 + Fraction(rest)) for x in (low, high))
        bound: Bound = figure.bound
        if _MORE.match(plain, end):
            bound, end = self.bounds.inside[plain[end]], end + 1
        percent = self.units.by_name["%"]
        return Amount(figure.start, end, figure, low, high, percent, "%", "percent", bound)

    def _compound(self, plain: str, figure: Figure, unit: Unit, end: int) -> Amount | None:
        """3斤5两, 123元1角1分, 一年零三个月: one amount in the larger unit."""
        total = None if figure.low is None else Fraction(str(figure.low)) * unit.factor
        hidden, last = HIDDEN in figure.numeral, None
        while True:
            place = end + 1 if plain[end : end + 1] in ("零", "又") else end
            part = read_figure(plain, place, self.bounds)
            if part is None or part.start != place:
                break
            allowed = (last or unit).smaller if last else unit.smaller
            smaller = next((n for n in allowed if plain.startswith(n, part.end)), None)
            if smaller is None:
                break
            last = self.units.by_name[smaller]
            hidden = hidden or HIDDEN in part.numeral
            if total is not None and part.low is not None:
                total += Fraction(str(part.low)) * last.factor
            end = part.end + len(smaller)
            if not last.smaller:
                break
        if last is None:
            return None
        # Years and months together are told in months; all else in the larger unit.
        whole = last if unit.name == "年" else unit
        worth = None if hidden or total is None else number(total / whole.factor)
        written = figure._replace(numeral=figure.numeral + (HIDDEN if hidden else ""))
        return Amount(
            figure.start, end, written, worth, worth, whole, whole.name, whole.kind, figure.bound
        )

    def _product(self, plain: str, figure: Figure) -> Amount | None:
        """2×300MW: the product, in the unit."""
        match = _PRODUCT.match(plain, figure.end)
        found = self.units.at(plain, match.end()) if match else None
        if match is None or found is None:
            return None
        factor = value_of(match[1])
        worth = None if figure.low is None or factor is None else scaled(figure.low, Fraction(str(factor)))
        written = figure._replace(numeral=figure.numeral + match[1])
        return Amount(
            figure.start, found.end, written, worth, worth, found.unit, found.text, found.unit.kind, "="
        )

    # ------------------------------------------------------------ other writings

    def _weight(self, plain: str, start: int) -> Amount | None:
        """三两五钱, 九两半: 两 is a digit everywhere else."""
        match = _LIANG.match(plain, start)
        if match is None:
            return None
        worth = value_of(match[1])
        figure = Figure(start, match.end(1), match[1], worth, worth, "=", 1)
        unit = self.units.by_name["两"]
        return self._finished(plain, figure, unit, "两", match.end(), "=")

    def _share(self, plain: str, start: int) -> Amount | None:
        """百分之三十, 三分之一, 千分之三点五: a percentage."""
        place = plain.find("分之", start + 1, start + 6)
        if place < 0:
            return None
        whole = _FIGURE_OF_SHARE.fullmatch(plain, start, place)
        match = _SHARE.match(plain, place)
        if whole is None or match is None:
            return None
        below, above = plain[start:place], match[1]
        begin = start - 1 if plain[start - 1 : start] == "负" else start
        masked = HIDDEN in below + above
        divisor = None if masked else value_of(below if below not in "百千万十" else "一" + below)
        spread = None if masked else spread_of(above)
        low, high = spread or (value_of(above),) * 2
        if divisor and low is not None and high is not None:
            sign = -1 if begin < start else 1
            low, high = (number(sign * Fraction(str(x)) * 100 / Fraction(divisor)) for x in (low, high))
        else:
            low = high = None
        bound: Bound = self.bounds.inside[match[2]] if match[2] else "="
        figure = Figure(begin, match.end(), above, low, high, bound, 1)
        percent = self.units.by_name["%"]
        first = Amount(begin, match.end(), figure, low, high, percent, "%", "percent", bound)
        return self._range_of_shares(plain, first, divisor) or first

    def _range_of_shares(self, plain: str, first: Amount, divisor: Number | None) -> Amount | None:
        """百分之二十至三十, 百分之五到百分之六."""
        separator = _RANGE.match(plain, first.end)
        if separator is None:
            return None
        if plain.startswith("分之", separator.end() + 1):
            second = self._share(plain, separator.end())
            if second is None:
                return None
            return first._replace(end=second.end, high=second.high, figure=_joined(first, second))
        figure = read_figure(plain, separator.end(), self.bounds)
        if figure is None or self.units.at(plain, figure.end) is not None or plain.startswith("年", figure.end):
            return None
        high = None
        if divisor and figure.high is not None:
            high = number(Fraction(str(figure.high)) * 100 / Fraction(divisor))
        second = first._replace(figure=figure, high=high)
        return first._replace(end=figure.end, high=high, figure=_joined(first, second))

    def _ratio(self, plain: str, start: int) -> Amount | None:
        """2.3:1, 20:33:47, 三比一: the value of the first term."""
        match = _RATIO.match(plain, start)
        if match is None:
            return None
        first = re.split("[:比]", match.group())[0]
        masked = HIDDEN in match.group()
        worth = None if masked else value_of(first)
        figure = Figure(start, match.end(), match.group(), worth, worth, "=", 1)
        return Amount(start, match.end(), figure, worth, worth, None, "比", "ratio", "=")

    # ------------------------------------------------------------ ranges

    def _range(self, plain: str, first: Amount) -> Amount | None:
        """3—5年, 20%至30%, 10亿至20亿元: one amount from its low to its high."""
        separator = _RANGE.match(plain, first.end)
        if separator is None:
            return None
        if separator.group() in ("到", "至") and plain[first.start - 1 : first.start] in ("从", "由"):
            return None  # 由60%到70% is a change from one level to another
        figure = read_figure(plain, separator.end(), self.bounds)
        if figure is None or figure.start != separator.end():
            return None
        second = self._with_unit(plain, figure)
        if first.unit is not None and first.unit_text != second.unit_text:
            return None
        low, high = first.low, second.high
        if first.unit is None and low is not None and high is not None:
            # 5—10万 is fifty thousand and up: the first part shares the power and the unit.
            if first.figure.power == 1 and figure.power > 1 and figure.high is not None and low < figure.high / figure.power:
                low = scaled(low, Fraction(str(figure.power)))
            if second.unit_text == "%" and plain[second.end - 1] != "%" and "成" in plain[figure.end : second.end]:
                low = scaled(low, Fraction(10))
        return Amount(
            first.start, second.end, _joined(first, second), low, high,
            second.unit, second.unit_text, second.kind, second.bound,
        )  # fmt: skip


_FIGURE_OF_SHARE = re.compile(rf"{NUMERAL}|[百千万十]")


def _joined(first: Amount, second: Amount) -> Figure:
    """The figure of a range, for what it hides and how it is written."""
    return first.figure._replace(numeral=f"{first.figure.numeral}—{second.figure.numeral}")


