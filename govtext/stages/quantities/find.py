"""Quantities: the numbers of a report that measure or count something.

One scan finds every place where a number can begin; there the number is read with its unit
(``amounts``), put to the rules of what is no quantity (``exclusions``), and given its bound
(``bounds``). Hidden digits go through the same grammar as written ones.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from govtext.document import Contain, Document
from govtext.language.numerals import FINANCIAL_ONLY, HIDDEN, LONGEST, ONES, STARTS, ZEROS
from govtext.language.plain import Span
from govtext.language.times import Times
from govtext.report import Bound, Quantity
from govtext.rulebook.load import Rulebook
from govtext.stages.quantities.amounts import Amount
from govtext.stages.quantities.exclusions import Exclusions, build_exclusions
from govtext.stages.quantities.grammar import AmountReader, build_reader
from govtext.stages.quantities.lexical_numbers import read_double, read_half
from govtext.stages.quantities.ranks import Ranks, build_ranks
from govtext.stages.quantities.table_units import table_amounts


class Grammar(NamedTuple):
    """All that is compiled from the rules."""

    reader: AmountReader
    exclusions: Exclusions
    ranks: Ranks
    candidate: re.Pattern[str]


def build_grammar(rules: Rulebook) -> Grammar:
    """Compile the tables for numbers, units, bounds and exclusions."""
    reader = rules.derive(build_reader)
    return Grammar(
        reader, rules.derive(build_exclusions), rules.derive(build_ranks), _candidates(reader)
    )


def _candidates(reader: AmountReader) -> re.Pattern[str]:
    """A pattern for the places where a number can begin.

    Chinese numerals are looked at only where what follows them can make an amount of them: most
    stand in words (一是, 三农, 统一). The class comes first because the matcher skips to it; the
    condition is then tried from that character, by a look ahead within a look behind.
    """
    chinese = STARTS.replace("0-9", "").replace(HIDDEN, "")
    followers = {unit.name[0] for unit in reader.units.by_name.values()}
    followers |= set("多余来几分成折比半:(至到—–―─~-点 ×") | set("0123456789" + HIDDEN)
    ranks = rf"(?<=[第前])[{chinese}]"
    large = rf"[{chinese}]{{0,40}}+(?<=[万亿])"
    counted = rf"[{chinese}]{{1,40}}+[{re.escape(''.join(sorted(followers)))}]"
    return re.compile(
        rf"[{STARTS}翻首半](?<=(?=[0-9{HIDDEN}半]|翻[了番一二两三四2-9{HIDDEN}]|首位|{ranks}|{large}|{counted}).)"
    )


# A year by its digits: 一九八○年, 二〇二三年.
_POSITIONAL_YEAR = re.compile(rf"[一二][{ZEROS}五六七八九][{ZEROS}{ONES}]{{2}}(?![十百千万亿])")
# 14:05 is a time of day, unless what stands before it speaks of a ratio.
_TIME_OF_DAY = re.compile(
    rf"[0-2{HIDDEN}]?[0-9{HIDDEN}](?::[0-5{HIDDEN}][0-9{HIDDEN}]){{1,2}}(?![0-9{HIDDEN}.:])"
)
_RATIO_CUE = re.compile(r"比|结构|构成|配|按")
_SEPARATOR = re.compile(r" ?(?:、|和|与|及|以及|或|或者)(?:近|约|超过?)? ?")
_ORDINALS = re.compile(rf"(?:[、和与][{STARTS}]{{1,4}}+)++")  # 第1、2、3名
_NUMBER_ENDS = re.compile(rf"[^{STARTS}.,]")
_EACH = re.compile(r"分别|双双")
_SEPARATOR_BEGINS = frozenset(" 、和与及以或")
_GLUE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz每+_·〔#第届")
_DIGITS = frozenset("0123456789" + HIDDEN)
_QUOTED = re.compile(
    r"“[^“”‘’\n]{0,30}[”’]|《[^《》\n]{0,120}》|‘[^‘’\n]{0,30}’|「[^「」\n]{0,30}」|『[^『』\n]{0,30}』"
    r"|〔[^〔〕\n]{0,12}〕|【[^【】\n]{0,30}】|\"[^\"\n]{1,24}\""
)


def find_quantities(document: Document) -> None:
    """Fill ``document.quantities``, in order of place."""
    grammar = document.rules.derive(build_grammar)
    plain = _with_hidden_digits(document)
    closed = _closed_spans(document, plain)
    found: list[tuple[Amount, Bound]] = []
    if "\t" in document.text:
        cells = table_amounts(document.text, plain, grammar.reader.units)
        found = [(amount, "=") for amount in cells]
        closed = sorted(closed + [(amount.start, amount.end) for amount, _ in found])
    found += _Finder(plain, grammar, closed, document.times, document.contain).run()
    found.sort(key=lambda amount_and_bound: amount_and_bound[0].start)
    document.quantities = [_quantity(document.text, plain, *pair) for pair in found]


def _with_hidden_digits(document: Document) -> str:
    """The plain twin with a placeholder for every character of a mask that hides digits, and a
    line end behind it all."""
    plain = document.plain.replace(HIDDEN, " ")
    pieces, done = [], 0
    for mask in document.masks:
        if mask.stands_for == "number":
            hidden = (c if c in "0123456789." else HIDDEN for c in plain[mask.start : mask.end])
            pieces += [plain[done : mask.start], "".join(hidden)]
            done = mask.end
    return "".join([*pieces, plain[done:], "\n\n\n"])


def _closed_spans(document: Document, plain: str) -> list[tuple[int, int]]:
    """Where no quantity stands: names in quotation marks, titles, and the markers of nodes."""
    spans = [match.span() for match in _QUOTED.finditer(plain)]
    for root in document.outline:
        spans += [(n.start, n.start + len(n.marker)) for n in root.walk() if n.marker]
    return sorted(spans)


class _Finder:
    """Goes through a text once and keeps the amounts that are quantities, with their bounds."""

    def __init__(
        self,
        plain: str,
        grammar: Grammar,
        closed: list[tuple[int, int]],
        times: Times,
        contain: Contain,
    ) -> None:
        self.plain, self.closed, self.times, self.contain = plain, closed, times, contain
        self.reader, self.exclusions, self.ranks, self.candidate = grammar
        self.found: list[tuple[Amount, Bound]] = []
        self.row: tuple[int, Bound] = (0, "=")
        """Where the last number ends that has its bound from 分别超过, and the bound."""
        self.sharing: list[Amount] = []
        """Numbers in a row that wait for the unit of the last: 4.2和⟦0.7个百分点⟧."""

    def run(self) -> list[tuple[Amount, Bound]]:
        plain, closed, search = self.plain, self.closed, self.candidate.search
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
            position = start
            with self.contain(Span(start, start + 1)):
                position = self.look(start)
            if position == start:  # no part of a number that can't be read is another
                end = _NUMBER_ENDS.search(plain, start + 1)
                position = end.start() if end else len(plain)
        self.release()
        return self.found

    def look(self, start: int) -> int:
        """Look at one place where a number can begin; returns where to go on."""
        plain = self.plain
        character, before = plain[start], plain[start - 1]
        if character in "翻首半":
            return self.look_at_whole(start, character)
        if character not in _DIGITS:
            end = self.exclusions.set_phrase(plain, start)
            if end is not None:
                return end
            if character in "一二" and (year := _POSITIONAL_YEAR.match(plain, start)):
                return year.end()
        elif ":" in (plain[start + 1], plain[start + 2]) and (end := _time_of_day(plain, start)):
            return end
        if before in "第前" and (rank := self.ranks.at(plain, start)) is not None:
            self.keep(rank, "<=" if before == "前" else "=")
            return rank.end
        amount = self.reader.amount(plain, start)
        if amount is None:
            return start + 1
        if before == "\n" and (behind := self.behind_marker(amount)) is not None:
            amount, start = behind, behind.start
        elif self.glued(before, amount):
            end = max(amount.number_end, start + 1)
            row = _ORDINALS.match(plain, end) if before == "第" else None
            return row.end() if row else end
        return self.weigh(amount, start)

    def behind_marker(self, amount: Amount) -> Amount | None:
        """The amount behind a marker that looks like a part of it, if there is one: 3.10家企业 is
        the third note, of ten firms."""
        whole, point, _ = amount.numeral.partition(".")
        counts = amount.unit is not None and amount.unit.counts and amount.power == 1
        if not (point and counts and whole.isdecimal()):
            return None
        return self.reader.amount(self.plain, amount.start + len(whole) + 1)

    def glued(self, before: str, amount: Amount) -> bool:
        """Whether the number is part of a longer word or code: PM2.5, 1+4, 每10万人, 1.1.1."""
        plain, numeral = self.plain, amount.numeral
        if len(numeral) > LONGEST:
            return True
        if before in _GLUE:
            named = plain.endswith(self.exclusions.statistic, 0, amount.start)
            return not named or amount.unit is None  # GDP123.4亿元
        if before in "-." and plain[amount.start] != "-":
            return plain[amount.start - 2].isalnum()
        if numeral[0] not in _DIGITS:
            if numeral == "零" or (numeral[0] in FINANCIAL_ONLY and len(numeral) < 2):
                return True  # 零工, 零部件; 陆 and 伍 alone
            return before in "几数半" and numeral[0] in "十百千万亿"  # 几十个: how many is not told
        end = amount.end
        return plain[end] in ".+·" and plain[end - 1] in _DIGITS and plain[end + 1].isalnum()

    def weigh(self, amount: Amount, start: int) -> int:
        """Keep the amount, let it wait for a unit, or drop it."""
        plain = self.plain
        if amount.unit is None and amount.kind != "ratio":
            if self.waits(amount):
                return max(amount.end, start + 1)
            if not self.exclusions.measured_without_unit(plain, amount):
                return max(amount.end, start + 1)
            if amount.power >= 10_000 and plain[amount.end] in "多余":
                amount = amount.but(end=amount.end + 1, bound=">")
            self.keep(amount, None)
            return amount.end
        if amount.unit is not None and (
            self.is_in_time(amount) or self.exclusions.refused(plain, amount, amount.unit)
        ):
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
        if amount.kind != "duration":
            return False
        times = self.times.overlapping(amount.start, amount.end)
        return any(found.time.reads != "masked" for found in times)

    def share_points(self, amount: Amount) -> None:
        """分别高2.2个和3.7个百分点: the 个 of a row that ends in points is short for points."""
        following = amount
        for index in range(len(self.found) - 1, -1, -1):
            earlier, bound = self.found[index]
            if earlier.unit_text != "个" or not self.goes_on(earlier, following):
                return
            unit, written, kind = amount.unit, amount.unit_text, amount.kind
            following = earlier.but(unit=unit, unit_text=written, kind=kind)
            self.found[index] = following, bound

    def waits(self, amount: Amount) -> bool:
        """Whether a number without a unit stands in a row, and may take the unit of the last."""
        plain = self.plain
        if plain[amount.end] not in _SEPARATOR_BEGINS or amount.numeral[0] not in _DIGITS:
            return False
        separator = _SEPARATOR.match(plain, amount.end)
        if separator is None or plain[separator.end()] not in _DIGITS:
            return False
        if self.sharing and not self.goes_on(self.sharing[-1], amount):
            self.release()
        self.sharing.append(amount)
        return True

    def release(self) -> None:
        """Keep those of the numbers that wait which measure something without a unit."""
        waiting, self.sharing = self.sharing, []
        for amount in waiting:
            if self.exclusions.measured_without_unit(self.plain, amount):
                self.keep(amount, None)

    def goes_on(self, first: Amount, second: Amount) -> bool:
        """Whether nothing but a separator stands between two numbers."""
        separator = _SEPARATOR.match(self.plain, first.end)
        return separator is not None and separator.end() == second.start

    def share_unit(self, amount: Amount) -> None:
        """Give the unit of ``amount`` to the numbers of its row that have none."""
        if amount.unit is None or not self.goes_on(self.sharing[-1], amount):
            self.release()
            return
        waiting, self.sharing = self.sharing, []
        for earlier in waiting:
            self.keep(
                earlier.but(unit=amount.unit, unit_text=amount.unit_text, kind=amount.kind),
                None,
            )

    def look_at_whole(self, start: int, character: str) -> int:
        """翻番, 首位, 半数 and the like: numbers without a numeral."""
        if character == "翻":
            whole = read_double(self.plain, start, self.reader.units)
        elif character == "首":
            whole = self.ranks.first_place(self.plain, start)
        else:
            whole = read_half(self.plain, start, self.reader.units, self.exclusions.lasting)
        if whole is None or (self.found and whole.start < self.found[-1][0].end):
            return start + 1
        self.keep(whole, None)
        return whole.end

    def keep(self, amount: Amount, bound: Bound | None) -> None:
        """Add a quantity, with the bound that the wording around it sets."""
        if bound is None:
            bound = self.bound_of(amount)
        self.found.append((amount, bound))

    def bound_of(self, amount: Amount) -> Bound:
        """The bound of an amount, by the words behind, before and in it, or before its row."""
        bounds, plain, start = self.reader.bounds, self.plain, amount.start
        unit, bare = amount.unit, amount.numeral[0] in "百千万亿"
        counted = unit is not None and unit.counts and not bare
        before = bounds.of_wording_before(plain, start, counted=counted)
        bound = bounds.of_wording_behind(plain, amount.end) or before or amount.bound
        if bound == "=" and plain[start - 1] == "的":
            bound = bounds.of_wording_apart(plain, start) or "="
        if before is None and not self.row[0]:
            return bound
        spread = bound == before and bool(_EACH.search(plain, max(0, start - 8), start))
        if bound == "=":
            bound = self.bound_of_row(start)
            spread = spread or bound != "="
        if spread:
            self.row = (amount.end, bound)
        return bound

    def bound_of_row(self, start: int) -> Bound:
        """The bound told once for several: 分别超过500家、⟦300家⟧."""
        end, bound = self.row
        separator = _SEPARATOR.match(self.plain, end)
        return bound if separator is not None and separator.end() == start else "="


def _time_of_day(plain: str, start: int) -> int:
    """Where the time of day that begins at ``start`` ends, 0 where it is none but a ratio."""
    time = _TIME_OF_DAY.match(plain, start)
    if time is None or _RATIO_CUE.search(plain, max(0, start - 14), start):
        return 0
    return time.end()


def _quantity(text: str, plain: str, amount: Amount, bound: Bound) -> Quantity:
    start, end, unit = amount.start, amount.end, amount.unit_text
    masked = HIDDEN in plain[start:end]
    low, high = (None, None) if masked else (amount.low, amount.high)
    ranged = low != high
    if unit is not None and "(" in unit:
        place = plain.find(unit, start)
        unit = text[place : place + len(unit)] if place >= 0 else unit  # the brackets as written
    return Quantity(
        text[start:end],
        start,
        end,
        None if ranged else low,
        low if ranged else None,
        high if ranged else None,
        unit,
        bound,
        amount.kind,
        masked,
    )
