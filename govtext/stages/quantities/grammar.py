"""Reads amounts: a number with its unit, at one place of the plain twin.

The grammar only says what an amount looks like; whether it measures or counts anything there
is for ``exclusions`` to say. A hidden digit (``numerals.HIDDEN``) is a digit like any other. The
plain twin is read with a few line ends behind it, so that every place has characters after it.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from govtext.language.numerals import (
    ARABIC,
    DIGIT,
    FINANCIAL_ONLY,
    HIDDEN,
    MAGNITUDE,
    NUMERAL,
    ONES,
    STARTS,
    TEN_TO_THE,
    Number,
    number,
    power_of_ten,
    scaled,
    shared_power,
    value_of,
    worth_of,
)
from govtext.language.patterns import compiled_lazily
from govtext.language.units import FoundUnit, Unit, Units, build_units
from govtext.report import Bound
from govtext.rulebook.load import Rulebook
from govtext.stages.quantities.amounts import Amount
from govtext.stages.quantities.bounds import Bounds, build_bounds

_FIGURE = re.compile(rf"({NUMERAL})(?: ?([多余来几])({MAGNITUDE})?)?")
_AFTER_A_NUMBER = re.compile(rf"[0-9A-Za-z%‰)\]{HIDDEN}万亿千百十年月日个元]")
_BURDENS = frozenset("税减担肩抱胜自欺辜背重身承正")  # 税负, 减负, 肩负, 正负: 负 is no sign there
_NEGATIVE_GOES_ON = frozenset(ONES + "两十百千万亿零点摄℃度")
_HALF_AND_MORE = compiled_lazily(r"个([多半])(月|小时|星期|礼拜|百分点|季度|钟头|工作日)")
_CLOSING_HALF = compiled_lazily(r"半(?![导径岛封球夜边数成])")
_MORE_BEHIND = compiled_lazily(
    r"[多余](?![元样种边方个家层次国党功渠为数少式项亩名人双极点媒语民部措领云向地彩维达位头处条所件]"
    r"|[省市县])"
)
_TENTHS = compiled_lazily(
    rf"成([{ONES}半0-9{HIDDEN}])?"
    r"(?![立为果功绩员本效套品年长人渝分就群都交才熟片批千活像语行型材名形建])"
)
_SHARE = compiled_lazily(rf"分之(负?)({NUMERAL})([多余几])?")
_DISCOUNT = compiled_lazily("折(?![页叠线射断磨腾返旧合算光桥股资现损抵成服纸])")
_TEN_MYRIADS = compiled_lazily(r"个亿(?=[^一-鿿\w]|的|多|以上|左右|资金|投资|投入)")
_SLASHED = compiled_lazily(rf"({DIGIT}{{1,2}})/({DIGIT}{{1,3}})(?![0-9{HIDDEN}/\-年月A-Za-z])")
_RATIO = compiled_lazily(
    rf"({ARABIC})(?::{ARABIC}){{1,3}}+(?![:0-9])|({NUMERAL})比{NUMERAL}(?![重例上去较率值分])"
)
_PRODUCT = compiled_lazily(rf"[×x]({ARABIC})")
_NEGATIVE = re.compile("零下|[-负]")
_CURRENCY_SIGNS = frozenset("¥￥$€£")
_FIGURES = frozenset("0123456789" + HIDDEN)
# 一 is often typed for the dash: 5一8%.
_RANGE = re.compile(rf"(?:\(含\))? ?(?:—{{1,2}}|–|―|─|~|-{{1,2}}|至|到|一(?={DIGIT})) ?")
_AND = re.compile(f"[和与](?=[-{STARTS}])")
_RANGE_BEGINS = frozenset(" (—–―─~-至到一和与")
_WEIGHT = compiled_lazily(rf"([{ONES}十{HIDDEN}0-9]{{1,3}})两(?=半|[{ONES}{HIDDEN}0-9]钱)")
_COMPOUND_GOES_ON = frozenset("0123456789零又两十百千万" + ONES + FINANCIAL_ONLY + HIDDEN)


_ODD = frozenset("个成折×x 多余来几")
_UNIT_GOES_ON = _COMPOUND_GOES_ON | frozenset("半多余")


class AmountReader(NamedTuple):
    """Reads amounts with the units and bound words of one rulebook."""

    units: Units
    bounds: Bounds

    def amount(self, plain: str, start: int) -> Amount | None:
        """The amount whose number begins at ``start``; its unit is None where it has none."""
        if plain[start] in "百千万" and plain.startswith("分之", start + 1):
            return self._share(plain, start, start + 1)
        figure = _FIGURE.match(plain, start)
        if figure is None:
            return None
        if plain[figure.end(1)] in ":比/分钱半百千":
            special = self._special(plain, figure)
            if special is not None:
                return special
        amount = self._with_unit(plain, figure)
        if plain[amount.end] in _RANGE_BEGINS:
            amount = self._range(plain, amount) or amount
        if amount.unit is None and plain[start - 1] in _CURRENCY_SIGNS and plain[start] in _FIGURES:
            sign = self.units.by_name[plain[start - 1]]
            return amount.but(start=start - 1).of(sign, amount.end)
        return amount

    # ------------------------------------------------------------ number and unit

    def _with_unit(self, plain: str, figure: re.Match[str], *, signed: bool = True) -> Amount:
        numeral, more, power = figure.groups()
        start, end = figure.start(), figure.end() if power or not more else figure.end(1)
        low, high, scale = worth_of(numeral, power or "")
        if signed and plain[start - 1] in "-负下" and _signed(plain, start):
            start -= 2 if plain[start - 1] == "下" else 1
            low, high = (None if low is None else -low), (None if high is None else -high)
        bound: Bound = self.bounds.inside.get(more, "=") if power and more else "="
        following = plain[end]
        if following in _ODD:
            amount = Amount(start, end, numeral, low, high, scale, end, bound=bound)
            odd = self._oddly_written(plain, amount, following)
            if odd is not None:
                return odd
        found = self.units.at(plain, end)
        if found is None:
            return Amount(start, end, numeral, low, high, scale, end, bound=bound)
        unit, text, close = found.unit, found.text, found.end
        if plain[close] in _UNIT_GOES_ON:
            amount = Amount(start, end, numeral, low, high, scale, end, bound=bound)
            return self._finished(plain, amount, found)
        # Most amounts end here, so this one is made in one go.
        return Amount(start, close, numeral, low, high, scale, end, unit, text, unit.kind, bound)

    def _oddly_written(self, plain: str, amount: Amount, following: str) -> Amount | None:
        """An amount with something between the number and the unit, or around it."""
        end, numeral = amount.end, amount.numeral
        if following == "个":
            if _TEN_MYRIADS.match(plain, end):
                return amount.multiplied(Fraction(10**8), end + 2)  # 两个亿
            half = _HALF_AND_MORE.match(plain, end)
            return self._half_and_more(amount, half) if half else None
        if following == "成":
            tenths = _TENTHS.match(plain, end) if amount.power < 100 else None
            return self._tenths(plain, amount, tenths) if tenths else None
        if following == "折":
            return self._discount(amount) if _DISCOUNT.match(plain, end) else None
        if following in "×x":
            return self._product(plain, amount)
        if following == " ":
            found = self.units.at(plain, end + (2 if plain[end + 1] == " " else 1))
            if numeral[-1] not in "0123456789万亿" + HIDDEN and (
                found is None or found.unit.counts or len(found.unit.name) == 1
            ):
                return None
        else:
            found = self.units.at(plain, end + 1)
            if amount.bound != "=" or (following == "来" and numeral[-1] not in "十百千0" + HIDDEN):
                return None
            amount = amount.but(bound=self.bounds.inside.get(following, "="))
        if found is None:
            return None
        return self._finished(plain, amount, found)

    def _finished(self, plain: str, amount: Amount, found: FoundUnit) -> Amount:
        """An amount with what may still follow its unit: smaller units, 半, 多."""
        unit, text, end = found.unit, found.text, found.end
        following = plain[end]
        if unit.smaller and following in _COMPOUND_GOES_ON:
            compound = self._compound(plain, amount, unit, end)
            if compound is not None:
                return compound
        amount = amount.of(unit, end, text=text)
        if unit.counts or following not in "半多余":
            return amount
        if following == "半":
            return amount.plus_half(end + 1) if _CLOSING_HALF.match(plain, end) else amount
        if "more_behind" in unit.uses and amount.bound == "=" and _MORE_BEHIND.match(plain, end):
            return amount.but(end=end + 1, bound=self.bounds.inside.get(following, "="))
        return amount

    def _half_and_more(self, amount: Amount, half: re.Match[str]) -> Amount:
        """八个半月, 三个多小时: 半 and 多 stand inside the unit."""
        unit = self.units.by_name["个" + half[2]]
        if half[1] == "半":
            return amount.of(unit, half.end()).plus_half(half.end())
        return amount.of(unit, half.end()).but(bound=self.bounds.inside.get("多", "="))

    def _tenths(self, plain: str, amount: Amount, tenths: re.Match[str]) -> Amount:
        """三成, 九成五, 四成多: tenths, told as a percentage."""
        end, low, high, bound = tenths.end(), amount.low, amount.high, amount.bound
        if tenths[1] == HIDDEN or low is None or high is None:
            low = high = None
        else:
            rest = 5 if tenths[1] == "半" else (value_of(tenths[1]) or 0) if tenths[1] else 0
            low, high = scaled(low, Fraction(10)) + rest, scaled(high, Fraction(10)) + rest
        if plain[end] in "多余" and _MORE_BEHIND.match(plain, end):
            bound, end = self.bounds.inside.get(plain[end], "="), end + 1
        return self._percent(amount.but(low=low, high=high, bound=bound), end)

    def _discount(self, amount: Amount) -> Amount | None:
        """八折, 85折: what is left of a price, as a percentage."""
        value = value_of(amount.numeral)
        if value is not None and not 0 < value < 100:
            return None
        value = scaled(value, Fraction(10)) if value is not None and value < 10 else value
        return self._percent(amount.but(low=value, high=value), amount.end + 1)

    def _percent(self, amount: Amount, end: int) -> Amount:
        return amount.of(self.units.by_name["%"], end)

    def _compound(self, plain: str, amount: Amount, unit: Unit, end: int) -> Amount | None:
        """3斤5两, 123元1角1分, 一年零三个月: one amount in the larger unit."""
        total = None if amount.low is None else Fraction(str(amount.low)) * unit.factor
        last = ""
        while True:
            part = _FIGURE.match(plain, end + 1 if plain[end] in "零又" else end)
            if part is None:
                break
            written = part[1].removesuffix("两") or "两"  # 六斤八两: 两 is a digit everywhere else
            place = part.start() + len(written)
            smaller = next(
                (part for part in unit.smaller if plain.startswith(part[0], place)), None
            )
            if smaller is None:
                break
            last, factor = smaller
            worth = value_of(written)
            if total is not None:
                total = None if worth is None else total + Fraction(str(worth)) * factor
            end = place + len(last)
        if not last:
            return None
        # Years and months together are told in months; all else in the larger unit.
        whole = self.units.by_name[last] if unit.name == "年" else unit
        value = None if total is None else number(total / whole.factor)
        written = plain[amount.start : end]
        return amount.but(numeral=written, low=value, high=value, power=1).of(whole, end)

    def _product(self, plain: str, amount: Amount) -> Amount | None:
        """2×300MW: the product, in the unit; 7×24小时 are 24 hours a day; 1.2×10^4 is 12000."""
        power = TEN_TO_THE.match(plain, amount.end)
        if power is not None:
            whole = amount.multiplied(power_of_ten(power), power.end())
            found = self.units.at(plain, power.end())
            return whole if found is None else whole.of(found.unit, found.end, text=found.text)
        match = _PRODUCT.match(plain, amount.end)
        found = self.units.at(plain, match.end()) if match else None
        if match is None or found is None:
            return None
        value = value_of(match[1])
        if value is not None and found.unit.kind != "duration":
            value = None if amount.low is None else scaled(value, Fraction(str(amount.low)))
        written = plain[amount.start : match.end()]
        whole = amount.but(numeral=written, low=value, high=value, number_end=match.end())
        return whole.of(found.unit, found.end, text=found.text)

    # ------------------------------------------------------------ other writings

    def _special(self, plain: str, figure: re.Match[str]) -> Amount | None:
        """The number at ``figure`` as a ratio, a share or a weight, by what follows it."""
        start, end = figure.start(), figure.end(1)
        following = plain[end]
        if following in ":比":
            return _ratio(plain, start)
        if following == "/":
            return self._slashed(plain, start)
        if following == "分" and plain.startswith("之", end + 1):
            return self._share(plain, start, end)
        if following in "百千" and plain.startswith("分之", end + 1):
            return self._share(plain, start, end + 1)  # 五百分之一
        return self._weight(plain, start) if following in "钱半" and "两" in figure[1] else None

    def _weight(self, plain: str, start: int) -> Amount | None:
        """三两五钱, 九两半: 两 is a digit everywhere else."""
        match = _WEIGHT.match(plain, start)
        if match is None:
            return None
        low, high, _ = worth_of(match[1])
        amount = Amount(start, match.end(1), match[1], low, high, 1, match.end(1))
        return self._finished(plain, amount, FoundUnit(self.units.by_name["两"], "两", match.end()))

    def _share(self, plain: str, start: int, place: int) -> Amount | None:
        """百分之三十, 三分之一, 千分之三点五: a percentage."""
        match = _SHARE.match(plain, place)
        if match is None:
            return None
        below, above, end = plain[start:place], match[2], match.end()
        negative = plain[start - 1] == "负"
        divisor = value_of(below)
        low, high, _ = worth_of(above)
        if divisor and low is not None and high is not None:
            divisor = -divisor if negative or match[1] else divisor
            low, high = _percentage(low, divisor), _percentage(high, divisor)
        else:
            low = high = None
        amount = Amount(start - negative, end, above, low, high, 1, end)
        if match[3]:
            amount = amount.but(bound=self.bounds.inside.get(match[3], "="))
        amount = self._percent(amount, end)
        return self._range_of_shares(plain, amount, divisor) or amount

    def _range_of_shares(self, plain: str, first: Amount, divisor: Number | None) -> Amount | None:
        """百分之二十至三十, 百分之五到百分之六."""
        separator = _RANGE.match(plain, first.end)
        if separator is None:
            return None
        place = separator.end()
        if plain.startswith("分之", place + 1):
            second = self._share(plain, place, place + 1)
            if second is None:
                return None
            end, high = second.end, second.high
        else:
            figure = _FIGURE.match(plain, place)
            end = figure.end(1) if figure else place
            if figure is None or plain[end] in "年月日时" or self.units.at(plain, end):
                return None
            worth = value_of(figure[1])
            high = _percentage(worth, divisor) if worth is not None and divisor else None
        return first.but(end=end, high=high, numeral=plain[first.start : end])

    def _slashed(self, plain: str, start: int) -> Amount | None:
        """1/3, 2/3: a percentage, where no date or code goes on."""
        match = _SLASHED.match(plain, start)
        if match is None:
            return None
        above, below, worth = value_of(match[1]), value_of(match[2]), None
        if above is not None and below:
            if above >= below:
                return None
            worth = _percentage(above, below)
        end = match.end()
        return self._percent(Amount(start, end, match.group(), worth, worth, 1, end), end)

    # ------------------------------------------------------------ ranges

    def _range(self, plain: str, first: Amount) -> Amount | None:
        """3—5年, 20%至30%, 10亿至20亿元: one amount from its low to its high."""
        between = plain[first.end] in "和与"  # 介于3万元和5万元之间
        separator = (_AND if between else _RANGE).match(plain, first.end)
        if separator is None:
            return None
        negative = _NEGATIVE.match(plain, separator.end())
        figure = _FIGURE.match(plain, (negative or separator).end())
        if figure is None:
            return None
        if separator.group() in "到至" and plain[first.start - 1] in "从由":
            return None  # 由60%到70% is a change from one level to another
        second = self._with_unit(plain, figure, signed=negative is not None)
        if first.unit is not None and first.unit_text != second.unit_text:
            return None
        if between and not plain.startswith("之间", second.end):
            return None
        low, high = first.low, second.high
        if first.unit is None and low is not None and high is not None:
            low = scaled(
                low, Fraction(shared_power(low, first.power, second.numeral, high, second.power))
            )
            if plain[second.number_end] == "成":
                low = scaled(low, Fraction(10))
        written = plain[first.start : second.number_end]
        return second.but(start=first.start, numeral=written, low=low)


def build_reader(rules: Rulebook) -> AmountReader:
    """A reader with the units and bound words of ``rules``."""
    return AmountReader(rules.derive(build_units), rules.derive(build_bounds))


def _ratio(plain: str, start: int) -> Amount | None:
    """2.3:1, 20:33:47, 三比一: the value of the first term."""
    match = _RATIO.match(plain, start)
    if match is None:
        return None
    worth = None if HIDDEN in match.group() else value_of(match[1] or match[2])
    end = match.end()
    ratio = Amount(start, end, match.group(), worth, worth, 1, end)
    return ratio.but(unit_text="比", kind="ratio")


def _signed(plain: str, start: int) -> bool:
    """Whether the -, 负 or 零下 before a number is its sign."""
    if plain[start - 1] == "-":
        return start == 1 or not _AFTER_A_NUMBER.match(plain, start - 2)
    if plain[start - 1] == "下":
        return plain[start - 2] == "零"
    # 负三项 bears three tasks; a numeral of some length has a sign before it.
    number = plain[start] in "0123456789" + HIDDEN or plain[start + 1] in _NEGATIVE_GOES_ON
    return number and plain[start - 2] not in _BURDENS


def _percentage(above: Number, below: Number) -> Number:
    return number(Fraction(str(above)) * 100 / Fraction(str(below)))
