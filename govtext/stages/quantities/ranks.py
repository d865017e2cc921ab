"""Ranks: 第3位, 前十, 首位 and 全国第一, where something is ranked (``rank`` in
``[[words]]``)."""

from __future__ import annotations

import re
from typing import NamedTuple

from govtext.language.lexicon import RankRole, words_with
from govtext.language.numerals import NUMERAL, Number, value_of
from govtext.language.patterns import compiled_lazily
from govtext.rulebook.load import Rulebook
from govtext.stages.quantities.amounts import Amount

_RANK = compiled_lazily(
    rf"({NUMERAL})(?: ?(?:—{{1,2}}|[-–~至到]) ?({NUMERAL}))?"
    r"( ?(?:位|名(?![词称单录义])|强(?![化度调势国省市县村企链基校])))?"
)
_CLAUSE = r"[^,。;:!?\n]"
_CHANGES = frozenset("从由至到")
_COORDINATES = frozenset("、和及为")
_NO_RANK_BEHIND = frozenset("%‰‱")


class Ranks(NamedTuple):
    """The words near ranks, ready to be asked."""

    ranked: re.Pattern[str]
    """What stands before a rank in its clause."""
    touching: re.Pattern[str]
    """What stands directly before a rank that has no 位."""
    put_first: re.Pattern[str]
    behind: tuple[str, ...]

    def at(self, plain: str, start: int) -> Amount | None:
        """The rank whose numeral begins at ``start``, right behind 第 or 前; None if nothing is
        ranked there (第一产业, 第四次会议, 前三季度)."""
        match = _RANK.match(plain, start)
        if match is None or plain[match.end()] in _NO_RANK_BEHIND:
            return None
        first, last, unit = match.group(1), match.group(2), (match.group(3) or "").strip()
        begin, end = start - 1, match.end()
        if first[0] in "百千万亿" or "." in first or (unit == "强" and plain[begin] == "第"):
            return None
        if self.put_first.search(plain, max(0, begin - 24), begin):
            return None
        if not (
            self._named(plain, begin, end)
            if unit == "位"
            else self._ranked(plain, begin, end, unit)
        ):
            return None
        low = value_of(first)
        return _place(begin, end, match.group(), low, value_of(last) if last else low)

    def first_place(self, plain: str, start: int) -> Amount | None:
        """首位 at ``start`` where it is a rank (居首位), not what comes first (摆在首位)."""
        end, window = start + 2, max(0, start - 24)
        if plain[start + 1] != "位" or not self._closes(plain, end):
            return None
        if self.put_first.search(plain, window, start) or not self.ranked.search(
            plain, window, start
        ):
            return None
        return _place(start, end, "首", 1, 1)

    def _named(self, plain: str, begin: int, end: int) -> bool:
        """第3位 and 前3位 are ranks unless they only say what matters most (第一位的工作) or who
        comes next (第二位代表发言)."""
        if self._closes(plain, end):
            return True
        return self.ranked.search(plain, max(0, begin - 24), begin) is not None

    def _ranked(self, plain: str, begin: int, end: int, unit: str) -> bool:
        if not self._closes(plain, end):
            return False
        if plain[begin - 1] in (_CHANGES if unit else _COORDINATES):
            return bool(unit) or self.ranked.search(plain, max(0, begin - 24), begin) is not None
        before = self.ranked if unit else self.touching
        return before.search(plain, max(0, begin - 24), begin) is not None

    def _closes(self, plain: str, end: int) -> bool:
        following = plain[end]
        closed = not (following.isalnum() or following == "_")
        return closed or plain.startswith(self.behind, end)


def build_ranks(rules: Rulebook) -> Ranks:
    """The words near ranks, compiled."""

    def listed(role: RankRole) -> list[str]:
        return list(words_with(rules, lambda entry: role in entry.rank))

    def any_of(*roles: RankRole) -> str:
        words = [word for role in roles for word in listed(role)]
        return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"

    return Ranks(
        re.compile(rf"(?:{any_of('verb', 'field')}){_CLAUSE}{{0,14}}\Z"),
        re.compile(rf"(?:{any_of('field')})[^,。;:!?、\n]{{0,4}}\Z|(?:{any_of('touching')})\Z"),
        re.compile(rf"(?:{any_of('first')}){_CLAUSE}{{0,6}}\Z"),
        tuple(listed("behind")),
    )


def _place(start: int, end: int, numeral: str, low: Number | None, high: Number | None) -> Amount:
    place = Amount(start, end, numeral, low, high, 1, end)
    return place.but(unit_text="位", kind="rank")
