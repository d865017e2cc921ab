"""Quantities: the numbers of a report that measure or count something.

One scan finds every place where a number can begin; there the number is read with its unit
(``amounts``), put to the rules of what is no quantity (``refusals``), and given its bound
(``bounds``). Hidden digits go through the same grammar as written ones.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from govtext.report import Bound, Quantity
from govtext.rulebook import Rulebook
from govtext.stages.amounts import Amount, Figure, Reader
from govtext.stages.bounds import build_bounds
from govtext.stages.numerals import FINANCIAL_ONLY, HIDDEN, STARTS
from govtext.stages.ranks import read_first_place, read_rank
from govtext.stages.refusals import Refusals, build_refusals
from govtext.stages.units import build_units
from govtext.state import State


class Grammar(NamedTuple):
    """All that is compiled from the rules."""

    reader: Reader
    refusals: Refusals


def build_grammar(rules: Rulebook) -> Grammar:
    """Compile the tables for numbers, units, bounds and refusals."""
    return Grammar(
        Reader(rules.derive(build_units), rules.derive(build_bounds)), rules.derive(build_refusals)
    )


# 翻番, 首位 and 半 are numbers without a numeral.
_CANDIDATE = re.compile(f"[{STARTS}翻首半]")
_DOUBLED = re.compile(rf"翻了?(?:([一两二三四五六七八九\d{HIDDEN}])番|番)")
_HALF = re.compile(r"半数|半(天|小时|个月|个多月|年|里|斤|亩|公里)(?!以来|度|会|报)")
_HALF_SHARE = re.compile(r"一半(?![导径])")
# A year by its digits: 一九八○年, 二〇二三年.
_POSITIONAL_YEAR = re.compile(r"[一二][〇○零五六七八九][〇○零一二三四五六七八九]{2}(?![十百千万亿])")
# 14:05 is a time of day, unless what stands before it speaks of a ratio.
_TIME_OF_DAY = re.compile(rf"[0-2{HIDDEN}]?[0-9{HIDDEN}]:[0-5{HIDDEN}][0-9{HIDDEN}](?::[0-5{HIDDEN}][0-9{HIDDEN}])?(?![0-9{HIDDEN}.:])")
_RATIO_CUE = re.compile(r"比|结构|构成|配|按")
_WIDE_SEPARATOR = re.compile(r" ?(?:、|和|与|及|以及|或|或者)(?:近|约|超过?)? ?")
_QUOTED = re.compile(
    r"“[^“”‘’\n]{0,30}[”’]|《[^《》\n]{0,120}》|‘[^‘’\n]{0,30}’|「[^「」\n]{0,30}」|『[^『』\n]{0,30}』"
    r"|〔[^〔〕\n]{0,12}〕|【[^【】\n]{0,30}】|\"[^\"\n]{1,24}\""
)


def find_quantities(state: State) -> None:
    """Fill ``state.quantities``, in order of place."""
    grammar = state.rules.derive(build_grammar)
    plain = _with_hidden_digits(state)
    closed = _closed_spans(state, plain)
    found = _Finder(plain, grammar, closed).run()
    state.quantities = [_quantity(state, plain, amount, bound) for amount, bound in found]


def _with_hidden_digits(state: State) -> str:
    """The plain twin with a placeholder for every character of a mask that hides digits."""
    plain = state.plain.replace(HIDDEN, " ")
    masks = [mask for mask in state.masks if mask.stands_for == "number"]
    if not masks:
        return plain
    pieces, done = [], 0
    for mask in masks:
        pieces.append(plain[done : mask.start])
        pieces.append("".join(c if c in "0123456789." else HIDDEN for c in plain[mask.start : mask.end]))
        done = mask.end
    pieces.append(plain[done:])
    return "".join(pieces)


def _closed_spans(state: State, plain: str) -> list[tuple[int, int]]:
    """Where no quantity stands: names in quotation marks, titles, and the markers of nodes."""
    spans = [match.span() for match in _QUOTED.finditer(plain)]
    for root in state.outline:
        spans += [(n.start, n.start + len(n.marker)) for n in root.walk() if n.marker]
    return sorted(spans)


class _Finder:
    """Goes through a text once and keeps the amounts that are quantities."""

    def __init__(self, plain: str, grammar: Grammar, closed: list[tuple[int, int]]) -> None:
        self.plain, self.grammar, self.closed = plain, grammar, closed
        self.found: list[tuple[Amount, Bound]] = []
        self.sharing: list[Amount] = []
        """Numbers in a row that wait for the unit of the last: 4.2和⟦0.7个百分点⟧."""

    def run(self) -> list[tuple[Amount, Bound]]:
        plain, closed = self.plain, self.closed
        position, next_closed = 0, 0
        while (candidate := _CANDIDATE.search(plain, position)) is not None:
            start = candidate.start()
            while next_closed < len(closed) and closed[next_closed][1] <= start:
                next_closed += 1
            if next_closed < len(closed) and closed[next_closed][0] <= start:
                position = closed[next_closed][1]
                self.sharing.clear()
                continue
            position = self.look(start)
        return self.found

    def look(self, start: int) -> int:
        """Look at one place where a number can begin; returns where to go on."""
        plain = self.plain
        character = plain[start]
        if character in "翻首半":
            return self.without_numeral(start, character)
        end = self.grammar.refusals.set_phrase(plain, start)
        if end is not None:
            self.sharing.clear()
            return end
        year = _POSITIONAL_YEAR.match(plain, start)
        if year is not None:
            self.sharing.clear()
            return year.end()
        time = _TIME_OF_DAY.match(plain, start)
        if time is not None and not _RATIO_CUE.search(plain, max(0, start - 14), start):
            self.sharing.clear()
            return time.end()
        before = plain[start - 1 : start]
        if before in ("第", "前"):
            rank = read_rank(plain, start)
            if rank is not None:
                figure = Figure(rank.start, rank.end, rank.numeral, rank.low, rank.high, "=", 1)
                amount = Amount(rank.start, rank.end, figure, rank.low, rank.high, None, "位", "rank", "=")
                self.keep(amount, rank.bound)
                return rank.end
        if character == "一" and (half := _HALF_SHARE.match(plain, start)):
            self.keep(self.fixed(start, half.end(), 50, "%"), None)
            return half.end()
        amount = self.grammar.reader.amount(plain, start)
        if amount is None:
            return start + 1
        if before == "第" or self.glued(before, amount):
            self.sharing.clear()
            return max(amount.figure.end, start + 1)
        return self.weigh(amount, start)

    def glued(self, before: str, amount: Amount) -> bool:
        """Whether the number is part of a longer word or code: PM2.5, 1+4, 每10万人, 1.1.1."""
        plain, end = self.plain, amount.end
        if before and (before.isascii() and before.isalpha() or before in "每+_·〔#第"):
            return True
        if before in ("-", "."):
            return amount.start != 0 and plain[amount.start] != "-" and plain[amount.start - 2 : amount.start - 1].isalnum()
        if plain[amount.figure.start] in FINANCIAL_ONLY and len(amount.figure.numeral) < 2:
            return True
        return plain[end - 1].isdigit() and plain[end : end + 2][:1] in (".", "+", "·") and plain[end + 1 : end + 2].isalnum()

    def weigh(self, amount: Amount, start: int) -> int:
        """Keep the amount, let it wait for a unit, or drop it."""
        plain, refusals = self.plain, self.grammar.refusals
        if amount.kind == "ratio" or (amount.unit is not None and not refusals.refused(plain, amount)):
            self.share_unit(amount)
            self.keep(amount, None)
            return amount.end
        if amount.unit is not None:
            self.sharing.clear()
            return max(amount.figure.end, start + 1)
        if refusals.measured_without_unit(plain, amount):
            self.sharing.clear()
            self.keep(amount, None)
            return amount.end
        separator = _WIDE_SEPARATOR.match(plain, amount.end)
        if separator is None:
            self.sharing.clear()
        else:
            if self.sharing and not self.continues(self.sharing[-1], amount):
                self.sharing.clear()
            self.sharing.append(amount)
        return max(amount.end, start + 1)

    def continues(self, first: Amount, second: Amount) -> bool:
        separator = _WIDE_SEPARATOR.match(self.plain, first.end)
        return separator is not None and separator.end() == second.start

    def share_unit(self, amount: Amount) -> None:
        """Give the unit of ``amount`` to the numbers of its row that have none."""
        waiting, self.sharing = self.sharing, []
        if not waiting or not self.continues(waiting[-1], amount) or amount.kind == "ratio":
            return
        for earlier in waiting:
            numeral = earlier.figure.numeral
            if not (numeral[0].isdigit() or numeral[0] == HIDDEN):
                continue
            self.keep(earlier._replace(unit=amount.unit, unit_text=amount.unit_text, kind=amount.kind), None)

    def without_numeral(self, start: int, character: str) -> int:
        """翻番, 首位, 半数 and the like."""
        plain = self.plain
        self.sharing.clear()
        if character == "首":
            rank = read_first_place(plain, start) if plain.startswith("位", start + 1) else None
            if rank is None:
                return start + 1
            figure = Figure(start, rank.end, "首", 1, 1, "=", 1)
            self.keep(Amount(start, rank.end, figure, 1, 1, None, "位", "rank", "="), "=")
            return rank.end
        if character == "翻":
            doubled = _DOUBLED.match(plain, start)
            if doubled is None:
                return start + 1
            times = doubled[1] or "一"
            hidden = times == HIDDEN
            power = None if hidden else 2 ** ("0一二三四五六七八九".find(times) if times in "一二三四五六七八九" else 2 if times == "两" else int(times))
            self.keep(self.fixed(start, doubled.end(), power, "倍", times), None)
            return doubled.end()
        return self.half(start)

    def half(self, start: int) -> int:
        plain = self.plain
        if plain[start - 1 : start] == "过" and not plain.startswith(("百", "数"), start + 1):
            if not _NOT_A_SHARE.search(plain, max(0, start - 4), start):
                self.found.append((self.fixed(start - 1, start + 1, 50, "%"), ">"))
            return start + 1
        match = _HALF.match(plain, start)
        if match is None or plain[start - 1 : start] in ("上", "下", "前", "后", "每", "大", "多", "夜", "年"):
            return start + 1
        if match[1] is None:
            self.keep(self.fixed(start, match.end(), 50, "%"), None)
        elif match[1] != "年" or self.grammar.refusals.before_years.search(plain, max(0, start - 8), start):
            unit = match[1].replace("多", "")
            self.keep(self.fixed(start, match.end(), 0.5, unit), ">" if "多" in match[1] else None)
        return match.end()

    def fixed(self, start: int, end: int, worth: int | float | None, unit_name: str, numeral: str = "半") -> Amount:
        unit = self.grammar.reader.units.by_name[unit_name]
        figure = Figure(start, end, numeral, worth, worth, "=", 1)
        return Amount(start, end, figure, worth, worth, unit, unit.name, unit.kind, "=")

    def keep(self, amount: Amount, bound: Bound | None) -> None:
        """Add a quantity, with the bound that the wording around it sets."""
        bounds, plain = self.grammar.reader.bounds, self.plain
        if bound is None:
            counted = amount.unit is not None and amount.unit.counts
            before = bounds.of_wording_before(plain, amount.start, counted=counted)
            bound = bounds.of_wording_behind(plain, amount.end) or (before[0] if before else None)
            if bound is None or bound == "=":
                bound = amount.bound if amount.bound != "=" else bounds.of_wording_apart(plain, amount.start)
        self.found.append((amount, bound or "="))


_NOT_A_SHARE = re.compile(r"(?:双|时间|任务)过$")


def _quantity(state: State, plain: str, amount: Amount, bound: Bound) -> Quantity:
    start, end = amount.start, amount.end
    masked = HIDDEN in plain[start:end]
    low, high = (None, None) if masked else (amount.low, amount.high)
    ranged = low != high
    unit = amount.unit_text
    if unit is not None and "(" in unit:
        place = plain.find(unit, start)
        unit = state.text[place : place + len(unit)] if place >= 0 else unit
    return Quantity(
        text=state.text[start:end],
        start=start,
        end=end,
        value=None if ranged else low,
        low=low if ranged else None,
        high=high if ranged else None,
        unit=unit,
        bound=bound,
        kind=amount.kind,
        masked=masked,
    )
