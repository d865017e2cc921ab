"""Reads amounts: a number with its unit, at one place of the normalized text.

    建设2×300MW机组, 占三分之一 -> 2×300MW (600 MW), 三分之一 (33.3 %)

Whether the amount measures or counts anything is decided in ``exclusions``. A hidden digit
(``numerals.HIDDEN``) is read as a digit. The text has a few line ends behind it, so that every
place has characters after it.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from govtext.language.numeral_forms import HIDDEN
from govtext.language.numerals import Number, number, scaled, shared_power, value_of, worth_of
from govtext.language.patterns import pattern
from govtext.language.units import FoundUnit, Unit, build_units
from govtext.report import Bound
from govtext.rulebook.load import Rulebook
from govtext.stages.quantities.amounts import Amount
from govtext.stages.quantities.bounds import Bounds

_FIGURE = pattern("number with the power of ten behind it")
_PARTS = ("numeral", "power", "hundred_million", "more", "sign", "special", "currency")
"""The groups of ``_FIGURE``."""
_SIGN = pattern("minus sign")
_INSERTED = pattern("words between a number and its unit")
_HALF_BEHIND = pattern("half behind a unit")
_PART = pattern("number of a smaller unit")
_OTHER_FORM = pattern("sign of a ratio, a share or a weight")
_RATIO = pattern("ratio")
_NUMERATOR = pattern("numerator of a share")
_MIXED = pattern("whole number and fraction")
_SLASHED = pattern("share with a slash")
_WEIGHT = pattern("weight in 两")
_RANGE = pattern("dash of a range")
_MORE = "多"
_HALF = "半"


class AmountReader:
    """Reads amounts with the units and bound words of one rulebook."""

    def __init__(self, rules: Rulebook) -> None:
        self.units, self.bounds = rules.derive(build_units), rules.derive(Bounds)

    def amount(self, plain: str, start: int) -> Amount | None:
        """The amount whose number begins at ``start``; its unit is None where it has none."""
        figure = _FIGURE.match(plain, start)
        form = None
        if figure is None or figure["special"] is not None:
            form = _OTHER_FORM.match(plain, figure.end("numeral") if figure else start)
        if form is not None:
            found = self._other_form(plain, start, form)
            if found is not None:
                return found
        if figure is None:
            return None
        amount = self._with_unit(plain, figure)
        return self._range(plain, amount) or amount

    # ------------------------------------------------------------ number and unit

    def _with_unit(self, plain: str, figure: re.Match[str], *, signed: bool = True) -> Amount:
        numeral, power, hundred_million, more, sign, special, currency = figure.group(*_PARTS)
        start, end = figure.span()
        low, high, scale = worth_of(numeral, power or hundred_million or "")
        bound: Bound = self.bounds.inside.get(more, "=")
        amount = Amount(start, end, numeral, low, high, scale, end, bound=bound)
        if signed and sign:
            amount = _signed(plain, amount)
        inserted = None if special is None else _INSERTED.match(plain, end)
        if inserted is not None:
            found = self._with_inserted(plain, amount, inserted)
            if found is not None:
                return found
        unit = self.units.at(plain, end)
        if unit is None and currency:
            amount = amount.changed(start=start - 1)
            return amount.of(self.units.by_name[currency], end)
        return amount if unit is None else self._finished(plain, amount, unit)

    def _with_inserted(self, plain: str, amount: Amount, inserted: re.Match[str]) -> Amount | None:
        """An amount with words between number and unit: 三个多小时, 九成五, 2×300MW, 十来名."""
        end = inserted.end()
        if inserted["counted"]:
            amount = amount.of(self.units.by_name["个" + inserted["counted"]], end)
            if inserted["half"] == _MORE:
                return amount.changed(bound=self._bound_inside(_MORE))
            return amount.plus_half(end)
        if inserted["tenths"]:
            return self._tenths(plain, amount, inserted) if amount.power < 100 else None
        if inserted["discount"]:
            return self._discount(amount, end)
        found = self.units.at(plain, end)
        if inserted["exponent"]:
            amount = _powered(plain, amount, inserted["exponent"], end)
            return amount if found is None else self._finished(plain, amount, found)
        if found is None:
            return None
        if inserted["factor"]:
            return _product(plain, amount, inserted["factor"], found)
        bound = self.bounds.inside.get(inserted["about"], amount.bound)
        return self._finished(plain, amount.changed(bound=bound), found)

    def _finished(self, plain: str, amount: Amount, found: FoundUnit) -> Amount:
        """An amount with what may still follow its unit: smaller units, 半, 多."""
        unit, end = found.unit, found.end
        if unit.smaller:
            compound = self._compound(plain, amount, unit, end)
            if compound is not None:
                return compound
        amount = amount.of(unit, end, text=found.text)
        if plain[end] == _HALF and _HALF_BEHIND.match(plain, end):
            return amount.plus_half(end + 1)
        return self._with_more(plain, amount) if "more_behind" in unit.uses else amount

    def _with_more(self, plain: str, amount: Amount) -> Amount:
        """The amount with a 多 behind its unit: 两倍多, 三成多."""
        if plain[amount.end] != _MORE:
            return amount
        return amount.changed(end=amount.end + 1, bound=self._bound_inside(_MORE))

    def _bound_inside(self, word: str) -> Bound:
        return self.bounds.inside.get(word, "=")

    def _tenths(self, plain: str, amount: Amount, tenths: re.Match[str]) -> Amount:
        """三成, 九成五, 四成多: tenths, given as a percentage."""
        rest = 5 if tenths["rest"] == _HALF else value_of(tenths["rest"] or "零")
        low, high = (
            None if x is None or rest is None else scaled(x, Fraction(10)) + rest
            for x in (amount.low, amount.high)
        )
        share = self._percent(amount.changed(low=low, high=high), tenths.end())
        return self._with_more(plain, share)

    def _discount(self, amount: Amount, end: int) -> Amount | None:
        """八折, 85折: what is left of a price, as a percentage."""
        if amount.low is not None and not 0 < amount.low < 100:
            return None
        worths = (amount.low, amount.high)
        low, high = (x if x is None or x >= 10 else scaled(x, Fraction(10)) for x in worths)
        return self._percent(amount.changed(low=low, high=high), end)

    def _percent(self, amount: Amount, end: int) -> Amount:
        return amount.of(self.units.by_name["%"], end)

    def _compound(self, plain: str, amount: Amount, unit: Unit, end: int) -> Amount | None:
        """3斤5两, 123元1角1分, 一年零三个月: one amount in the larger unit."""
        parts: list[tuple[Number | None, Fraction]] = [(amount.low, unit.factor)]
        last = ""
        while (part := _PART.match(plain, end)) is not None:
            written = part[1].removesuffix("两") or "两"  # 六斤八两: 两 is a digit everywhere else
            place = part.start(1) + len(written)
            smaller = [part for part in unit.smaller if plain.startswith(part[0], place)]
            if not smaller:
                break
            last, factor = smaller[0]
            parts.append((value_of(written), factor))
            end = place + len(last)
        if not last:
            return None
        # Years and months together are given in months; all else in the larger unit.
        whole = self.units.by_name[last] if unit.name == "年" else unit
        known = [Fraction(str(worth)) * factor for worth, factor in parts if worth is not None]
        value = number(sum(known) / whole.factor) if len(known) == len(parts) else None
        written = plain[amount.start : end]
        return amount.changed(numeral=written, low=value, high=value, power=1).of(whole, end)

    # ------------------------------------------------------------ other forms

    def _other_form(self, plain: str, start: int, form: re.Match[str]) -> Amount | None:
        """The number at ``start`` as a ratio, a share or a weight, by the sign that follows it."""
        if form["share"]:
            return self._share(plain, start, form.end())
        if form["slash"]:
            return self._slashed(plain, start)
        if form["mixed"]:
            return self._mixed(plain, start)
        return _ratio(plain, start) if form["ratio"] else self._weight(plain, start)

    def _weight(self, plain: str, start: int) -> Amount | None:
        """三两五钱, 九两半: 两 is a digit everywhere else."""
        match = _WEIGHT.match(plain, start)
        if match is None:
            return None
        low, high, _ = worth_of(match[1])
        amount = Amount(start, match.end(1), match[1], low, high, 1, match.end(1))
        return self._finished(plain, amount, FoundUnit(self.units.by_name["两"], "两", match.end()))

    def _share(self, plain: str, start: int, place: int) -> Amount | None:
        """百分之三十, 三分之一, 千分之三点五, 百分之二十至三十: a percentage; ``place`` is where
        the numerator begins."""
        match = _NUMERATOR.match(plain, place)
        if match is None:
            return None
        divisor = value_of(plain[start : place - len("分之")])
        low, high, _ = worth_of(match[0])
        low, high = _percentage(low, divisor), _percentage(high, divisor)
        share = Amount(start, match.end(), match[0], low, high, 1, match.end())
        share = self._range_of_shares(plain, self._percent(share, match.end()), divisor)
        return _signed(plain, share)

    def _range_of_shares(self, plain: str, first: Amount, divisor: Number | None) -> Amount:
        """百分之二十至三十, 百分之五到百分之六; a share that begins no range as it is."""
        separator = _RANGE.match(plain, first.end)
        if separator is None:
            return first
        place = separator.end()
        form = _OTHER_FORM.match(plain, place)
        if form is not None and form["share"]:
            second = self._share(plain, place, form.end())
            return first if second is None else first.changed(end=second.end, high=second.high)
        figure = _FIGURE.match(plain, place)
        if figure is None or self.units.at(plain, figure.end()):
            return first
        return first.changed(end=figure.end(), high=_percentage(value_of(figure.group()), divisor))

    def _slashed(self, plain: str, start: int) -> Amount | None:
        """1/3, 2/3: a percentage, where no date or code goes on."""
        match = _SLASHED.match(plain, start)
        if match is None:
            return None
        worth = _percentage(value_of(match[1]), value_of(match[2]))
        share = Amount(start, match.end(), match[0], worth, worth, 1, match.end())
        return self._percent(share, match.end())

    def _mixed(self, plain: str, start: int) -> Amount | None:
        """3又1/2年: a whole number and a fraction."""
        match = _MIXED.match(plain, start)
        if match is None:
            return None
        whole, above, below = (value_of(part) for part in match.groups())
        worth = None
        if whole is not None and above is not None and below:
            worth = number(Fraction(whole) + Fraction(above) / Fraction(below))
        amount = Amount(start, match.end(), match[0], worth, worth, 1, match.end())
        unit = self.units.at(plain, match.end())
        return amount if unit is None else self._finished(plain, amount, unit)

    # ------------------------------------------------------------ ranges

    def _range(self, plain: str, first: Amount) -> Amount | None:
        """3—5年, 20%至30%, 10亿至20亿元: one amount from its low to its high."""
        separator = _RANGE.match(plain, first.end)
        figure = _FIGURE.match(plain, separator.end()) if separator else None
        if separator is None or figure is None:
            return None
        if separator["to"] and plain[first.start - 1] in "从由":
            return None  # 由60%到70% is a change from one level to another
        second = self._with_unit(plain, figure, signed=separator["negative"] is not None)
        if first.unit is not None and first.unit_text != second.unit_text:
            return None
        low, high = first.low, second.high
        if first.unit is None and low is not None and high is not None:
            shared = shared_power(low, first.power, second.numeral, high, second.power)
            low = scaled(low, Fraction(shared))
            if plain[second.number_end] == "成":
                low = scaled(low, Fraction(10))
        written = plain[first.start : second.number_end]
        return second.changed(start=first.start, numeral=written, low=low)


def _signed(plain: str, amount: Amount) -> Amount:
    """The amount with the -, 负 or 零下 before it, if that is its sign."""
    sign = _SIGN.search(plain, amount.start - 2, amount.start)
    if sign is None:
        return amount
    low, high = (None if x is None else -x for x in (amount.low, amount.high))
    return amount.changed(start=sign.start(), low=low, high=high)


def _powered(plain: str, amount: Amount, exponent: str, end: int) -> Amount:
    """1.2×10^4, 1.2×10⁴: the number times a power of ten."""
    written = unicodedata.normalize("NFKC", exponent).replace("\N{MINUS SIGN}", "-")
    if HIDDEN in written:
        return amount.changed(low=None, high=None, end=end, number_end=end)
    factor = Fraction(10) ** int(written)
    low, high = (None if x is None else scaled(x, factor) for x in (amount.low, amount.high))
    written = plain[amount.start : end]
    powered = amount.changed(numeral=written, low=low, high=high, end=end, number_end=end)
    return powered.changed(power=number(factor))


def _product(plain: str, amount: Amount, factor: str, found: FoundUnit) -> Amount:
    """2×300MW: the product, in the unit; 7×24小时 are 24 hours a day."""
    value = value_of(factor)
    if value is not None and found.unit.kind != "duration":
        value = None if amount.low is None else scaled(value, Fraction(str(amount.low)))
    number_end = found.end - len(found.text)
    written = plain[amount.start : number_end]
    whole = amount.changed(numeral=written, low=value, high=value, number_end=number_end)
    return whole.of(found.unit, found.end, text=found.text)


def _ratio(plain: str, start: int) -> Amount | None:
    """2.3:1, 20:33:47, 三比一: the value of the first term."""
    match = _RATIO.match(plain, start)
    if match is None:
        return None
    worth = value_of(match[1] or match[2])
    ratio = Amount(start, match.end(), match[0], worth, worth, 1, match.end())
    return ratio.changed(unit_text="比", kind="ratio")


def _percentage(above: Number | None, below: Number | None) -> Number | None:
    """``above`` over ``below`` in percent; None where one of them is hidden or below is nought."""
    if above is None or not below:
        return None
    return number(Fraction(str(above)) * 100 / Fraction(str(below)))
