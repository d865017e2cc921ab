"""Quantities: the numbers of a report that measure or count something.

    2024年新建学校3所，入园率达95%以上 -> 3所 (3 所), 95% (95 %, at least)

Every place where a number can begin is looked at once: the number is read with its unit
(``grammar``, ``lexical_numbers``, ``ranks``), left out if it is no quantity (``exclusions``), and
gets its bound (``bounds``). Hidden digits are read by the same grammar as written ones.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from fractions import Fraction

from govtext.document import Document
from govtext.language.compiled import compile_pattern, compiled_lazily
from govtext.language.numeral_forms import HIDDEN, STARTS
from govtext.language.numerals import scaled
from govtext.language.patterns import pattern, written
from govtext.language.units import build_units
from govtext.report import Bound, Mask, Quantity
from govtext.rulebook.load import Rulebook
from govtext.stages.quantities.amounts import Amount
from govtext.stages.quantities.exclusions import DIGITS, Exclusions
from govtext.stages.quantities.grammar import AmountReader
from govtext.stages.quantities.lexical_numbers import read_double, read_half
from govtext.stages.quantities.ranks import Ranks
from govtext.stages.quantities.table_units import row_classes, table_amounts

_TEN_THOUSAND = 10_000
_APART = 100
"""How many times another number of a row a number is at most that shares its 万 or 亿."""


def _candidates(rules: Rulebook) -> re.Pattern[str]:
    """A pattern for the places where a number can begin.

    Chinese numerals are looked at only where what follows them can make an amount of them: most
    stand in words (一是, 三农, 统一). The class comes first because the matcher skips to it; the
    condition is then tried from that character, by a look ahead within a look behind.
    """
    units = rules.derive(build_units).by_name.values()
    beginnings = "".join(sorted({unit.name[0] for unit in units}))
    follows = rf"[{re.escape(beginnings)}]|" + written("what follows a Chinese numeral")
    numeral = written("numeral in Chinese signs")
    others = written("lexical number or digit") + "|" + written("large or ranked numeral")
    sign = written("sign that a number begins with")
    return compile_pattern(f"(?:{sign})(?<=(?={others}|{numeral}(?:{follows})).)")


_YEAR = pattern("year by its digits")
_TIME_OF_DAY = pattern("time of day with a colon")
_RATIO_CUE = pattern("word that announces a ratio")
_SEPARATOR = pattern("separator in a row of numbers")
_ORDINALS = pattern("further ordinals of a row")
_NUMBER_ENDS = compiled_lazily(rf"[^{STARTS}.,]")
_DISTRIBUTIVE = pattern("distributive adverb")
_FOUND = pattern("finding in quotation marks")
_CODE = pattern("what makes a code or a word of a number")
_CODE_GOES_ON = pattern("sign behind a number that makes a code of it")
_SIGNS_OF_CODES = frozenset(".+·")
_BEFORE_MARKER = frozenset("\n。;")
_QUOTED = compiled_lazily(
    # A quotation with a full stop is what somebody says, and its numbers count.
    r"“[^“”‘’\n。]{0,30}[”’]|《[^《》\n]{0,120}》|‘[^‘’\n]{0,30}’|「[^「」\n]{0,30}」|『[^『』\n]{0,30}』"
    r"|〔[^〔〕\n]{0,12}〕|【[^【】\n]{0,30}】|\"[^\"\n]{1,24}\""
)


def find_quantities(document: Document) -> None:
    """Fill ``document.quantities``, in order of place."""
    plain = _with_hidden_digits(document)
    closed = _closed_spans(document, plain)
    found: list[tuple[Amount, Bound]] = []
    if "\t" in document.text:
        cells = table_amounts(document.text, plain, document.rules.derive(build_units))
        found = [(amount, amount.bound) for amount in cells]
        named = row_classes(document.text, plain)
        closed = sorted([*closed, *named, *((amount.start, amount.end) for amount, _ in found)])
    found += _Finder(document, plain, closed).run()
    found.sort(key=lambda amount_and_bound: amount_and_bound[0].start)
    reached = 0
    for index, (amount, bound) in enumerate(found if document.masks else ()):
        found[index] = _with_hidden(amount, document.masks, plain, reached), bound
        reached = amount.end
    document.quantities = [_quantity(document.text, plain, *pair) for pair in found]


def _with_hidden_digits(document: Document) -> str:
    """The normalized text with ``HIDDEN`` for each hidden digit, and line ends behind it."""
    plain = document.plain.replace(HIDDEN, " ")
    pieces, done = [], 0
    for mask in document.masks:
        if mask.stands_for == "number":
            hidden = (c if c in "0123456789." else HIDDEN for c in plain[mask.start : mask.end])
            pieces += [plain[done : mask.start], "".join(hidden)]
            done = mask.end
    return "".join([*pieces, plain[done:], "\n\n\n"])


def _closed_spans(document: Document, plain: str) -> list[tuple[int, int]]:
    """Where no quantity stands: names in quotation marks (but “3个县滞留资金80万元”问题 is a
    finding), titles, hidden names (○○组, whose signs are noughts too), and the markers of nodes."""
    spans = [
        match.span() for match in _QUOTED.finditer(plain) if not _FOUND.match(plain, match.start())
    ]
    spans += [(mask.start, mask.end) for mask in document.masks if mask.stands_for == "name"]
    spans += [(n.start, n.start + len(n.marker)) for n in document.nodes if n.marker]
    return sorted(spans)


def _with_hidden(amount: Amount, masks: list[Mask], plain: str, reached: int) -> Amount:
    """An amount from the first of its hidden digits: of 两*3万台 the 3 is no number alone.

    What the number before has taken, which ends at ``reached``, and the marker before a number
    (*.10家) are no part of it.
    """
    index = bisect_left(masks, amount.start, key=lambda mask: mask.end)
    if index < len(masks) and plain[amount.start - 1 : amount.start] == HIDDEN:
        mask = masks[index]
        inside = mask.start < amount.start < mask.end and reached <= mask.start
        if mask.stands_for == "number" and inside:
            return amount.changed(start=mask.start)
    return amount


class _Finder:
    """Goes through a text once and keeps the amounts that are quantities, with their bounds."""

    def __init__(self, document: Document, plain: str, closed: list[tuple[int, int]]) -> None:
        self.document, self.plain, self.closed = document, plain, closed
        derive = document.rules.derive
        self.reader, self.candidate = derive(AmountReader), derive(_candidates)
        self.exclusions, self.ranks = derive(Exclusions), derive(Ranks)
        self.found: list[tuple[Amount, Bound]] = []
        self.reached = 0
        """Where the last of them ends."""
        self.row: tuple[int, Bound] = (0, "=")
        """The end of the last number whose bound comes from 分别超过, and the bound."""
        self.sharing: list[Amount] = []
        """Numbers in a row that wait for the unit of the last: 4.2和⟦0.7个百分点⟧."""

    def run(self) -> list[tuple[Amount, Bound]]:
        plain, closed, search = self.plain, self.closed, self.candidate.search
        attempt = self.document.attempt
        position, next_closed = 0, 0
        closed.append((len(plain), len(plain)))
        while (candidate := search(plain, position)) is not None:
            start = candidate.start()
            while closed[next_closed][1] <= start:
                next_closed += 1
            shut, opened = closed[next_closed]
            if shut <= start:
                position = opened
                continue
            position = attempt((start, start + 1), self.look, start) or start
            if position == start:  # no part of a number that can't be read is read as another
                end = _NUMBER_ENDS.search(plain, start + 1)
                position = end.start() if end else len(plain)
        self.release()
        return self.found

    def look(self, start: int) -> int:
        """Read the number that can begin at ``start``; gives where to go on."""
        plain = self.plain
        character, before = plain[start], plain[start - 1]
        if character in "翻半":
            return self.look_at_word(start, character)
        if character not in DIGITS:
            end = self.exclusions.set_phrase(plain, start)
            if end is not None:
                return end
            if year := _YEAR.match(plain, start):
                return year.end()
        elif (
            ":" in plain[start + 1 : start + 3]
            and (time := _TIME_OF_DAY.match(plain, start))
            and not _RATIO_CUE.search(plain, start - 14, start)
        ):
            return time.end()
        if character == "首" or before in "第前":
            rank = self.ranks.at(plain, start - (character != "首"))
            if rank is not None:
                self.keep(rank, rank.bound)
                return rank.end
        amount = self.reader.amount(plain, start)
        if amount is None:
            return start + 1
        if amount.start < self.reached:
            amount = amount.changed(start=start)  # 10$2: the sign is the unit of the number before
        if before in _BEFORE_MARKER and (behind := self.behind_marker(amount)) is not None:
            amount, start = behind, behind.start
        elif self.in_a_code(amount):
            end = max(amount.number_end, start + 1)
            row = _ORDINALS.match(plain, end)
            return row.end() if row else end
        return self.decide(amount, start)

    def behind_marker(self, amount: Amount) -> Amount | None:
        """The amount behind a marker that looks like a part of it, if there is one: 3.10家企业
        is note 3, on ten firms."""
        whole, point, _ = amount.numeral.partition(".")
        bare = amount.numeral[-1] in DIGITS  # unlike 1.5万套
        if not (point and bare and amount.unit is not None and amount.unit.counts):
            return None
        return self.reader.amount(self.plain, amount.start + len(whole) + 1)

    def in_a_code(self, amount: Amount) -> bool:
        """Whether the number is part of a longer word or code: PM2.5, 1+4, 每10万人, 1.1.1."""
        plain, start = self.plain, amount.start
        if _CODE.match(plain, start):
            return not plain.endswith(self.exclusions.words["statistic"], 0, start)  # GDP123.4亿元
        return plain[amount.end] in _SIGNS_OF_CODES and bool(_CODE_GOES_ON.match(plain, amount.end))

    def decide(self, amount: Amount, start: int) -> int:
        """Keep the amount, let it wait for a unit, or leave it out; gives where to go on."""
        plain = self.plain
        if amount.unit is None and amount.kind != "ratio":
            if amount.numeral[0] in DIGITS and _SEPARATOR.match(plain, amount.end):
                self.wait(amount)
            elif (
                self.exclusions.measured_without_unit(plain, amount) or self.ends_row(amount)
            ) and not self.is_in_time(amount):
                if plain[amount.end] == "多":
                    amount = amount.changed(end=amount.end + 1, bound=">")
                self.keep(amount, None)
            return max(amount.end, start + 1)
        timed = amount.kind == "duration" and amount.unit is not None and self.is_in_time(amount)
        if timed or (amount.unit and self.exclusions.refused(plain, amount, amount.unit)):
            return max(amount.number_end, start + 1)
        if self.sharing:
            self.share_unit(amount)
        if amount.kind == "point":
            self.share_points(amount)
        self.keep(amount, None)
        return amount.end

    def is_in_time(self, amount: Amount) -> bool:
        """Whether the amount only says when: 2024年, 近三年, 前11个月. A masked year (**年) may be
        a length of time."""
        times = self.document.times.overlapping(amount.start, amount.end)
        return any(found.time.reads != "masked" for found in times)

    def share_points(self, amount: Amount) -> None:
        """Read the 个 of a row that ends in points as points: 分别高2.2个和3.7个百分点."""
        following = amount
        for index in range(len(self.found) - 1, -1, -1):
            earlier, bound = self.found[index]
            if earlier.unit_text != "个" or not self.goes_on(earlier.end, following):
                return
            unit, written, kind = amount.unit, amount.unit_text, amount.kind
            following = earlier.changed(unit=unit, unit_text=written, kind=kind)
            self.found[index] = following, bound

    def wait(self, amount: Amount) -> None:
        """Let a number without a unit, in a row, wait for the unit of the last."""
        if self.sharing and not self.goes_on(self.sharing[-1].end, amount):
            self.release()
        self.sharing.append(amount)

    def release(self) -> None:
        """Keep those of the waiting numbers that measure something without a unit."""
        waiting, self.sharing = self.sharing, []
        measured = False
        for amount in waiting:
            measured = measured or self.exclusions.measured_without_unit(self.plain, amount)
            if measured:
                self.keep(amount, None)

    def ends_row(self, amount: Amount) -> bool:
        """Whether a number without a unit is the last of a row that measures something: 系数分别为
        0.15、⟦-5.64⟧."""
        goes_on = bool(self.sharing) and self.goes_on(self.sharing[-1].end, amount)
        return goes_on and self.exclusions.measured_without_unit(self.plain, self.sharing[0])

    def goes_on(self, end: int, second: Amount) -> bool:
        """Whether nothing but a separator stands between a number's end and the next number."""
        separator = _SEPARATOR.match(self.plain, end)
        return separator is not None and separator.end() == second.start

    def share_unit(self, amount: Amount) -> None:
        """Give the unit of ``amount`` to the numbers of its row that have none."""
        if not self.goes_on(self.sharing[-1].end, amount):
            self.release()
            return
        waiting, self.sharing = self.sharing, []
        unit, text, kind = amount.unit, amount.unit_text, amount.kind
        for earlier in waiting:
            low, high = earlier.low, earlier.high
            if low is not None and high is not None and _shares_power(earlier, amount):
                power = Fraction(amount.power)
                low, high = scaled(low, power), scaled(high, power)
            told = earlier.changed(unit=unit, unit_text=text, kind=kind, low=low, high=high)
            self.keep(told, None)

    def look_at_word(self, start: int, character: str) -> int:
        """翻番, 半数 and the like: numbers without a numeral."""
        if character == "翻":
            word = read_double(self.plain, start, self.reader.units)
        else:
            word = read_half(self.plain, start, self.reader.units, self.exclusions.words["lasting"])
        if word is None or (self.found and word.start < self.found[-1][0].end):
            return start + 1
        self.keep(word, None)
        return word.end

    def keep(self, amount: Amount, bound: Bound | None) -> None:
        """Add a quantity; without a ``bound`` it gets that of the words around it."""
        if bound is None:
            bound = self.bound_of(amount)
        self.found.append((amount, bound))
        self.reached = max(self.reached, amount.end)

    def bound_of(self, amount: Amount) -> Bound:
        """The bound of an amount, by the words behind, before and in it, or before its row."""
        bounds, plain, start = self.reader.bounds, self.plain, amount.start
        counted = amount.unit is not None and amount.unit.counts
        before = bounds.of_words_before(plain, start, counted=counted)
        bound = bounds.of_words_behind(plain, amount.end) or before or amount.bound
        if bound == "=":
            bound = bounds.of_words_apart(plain, start) or "="
        spread = before is not None and bool(_DISTRIBUTIVE.search(plain, start - 8, start))
        if bound == "=" and self.row[1] != "=" and self.goes_on(self.row[0], amount):
            bound, spread = self.row[1], True  # 分别超过500家、⟦300家⟧
        if spread:
            self.row = (amount.end, bound)
        return bound


def _quantity(text: str, plain: str, amount: Amount, bound: Bound) -> Quantity:
    start, end, unit = amount.start, amount.end, amount.unit_text
    masked = HIDDEN in plain[start:end]
    low, high = (None, None) if masked else (amount.low, amount.high)
    if low is not None and high is not None and low > high:  # 5%-3%
        low, high = high, low
    value, low, high = (None, low, high) if low != high else (low, None, None)
    if unit is not None and "(" in unit:
        place = plain.find(unit, start)
        unit = text[place : place + len(unit)] if place >= 0 else unit  # the brackets as written
    written, kind = text[start:end], amount.kind
    return Quantity(written, start, end, value, low, high, unit, bound, kind, masked)


def _shares_power(earlier: Amount, last: Amount) -> bool:
    """Whether the 万 or 亿 of the last number of a row is an earlier one's too: 86.4、9.2亿元, but
    not 500、1.2万人, where the numbers would be far apart."""
    if last.power < _TEN_THOUSAND or earlier.power != 1 or last.high is None or not earlier.high:
        return False
    return abs(earlier.high) < min(_TEN_THOUSAND, _APART * abs(last.high) / last.power)
