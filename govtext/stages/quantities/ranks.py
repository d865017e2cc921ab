"""Ranks: ordinals that give a place in a ranking (``rank`` in ``[[words]]``).

产量居全国第3位, 进入前十 -> 第3位 (rank 3), 前十 (rank 10 or better)
"""

from __future__ import annotations

import re

from govtext.language.compiled import compile_pattern
from govtext.language.lexicon import RankRole, words_with
from govtext.language.matcher import tree_pattern
from govtext.language.numerals import value_of
from govtext.language.patterns import pattern, written
from govtext.report import Bound
from govtext.rulebook.load import Rulebook
from govtext.stages.quantities.amounts import Amount

_RANK = pattern("rank")
_CLAUSE = r"[^,。;:!?\n]"


class Ranks:
    """The words before and behind ranks, compiled."""

    def __init__(self, rules: Rulebook) -> None:
        def words(*roles: RankRole) -> str:
            return tree_pattern(words_with(rules, lambda entry: {*roles} & {*entry.rank}))

        self._ranked = compile_pattern(rf"(?:{words('verb', 'field')}){_CLAUSE}{{0,14}}\Z")
        """What stands before a rank in its clause."""
        self._touching = compile_pattern(
            rf"(?:{words('field')})[^,。;:!?、\n]{{0,4}}\Z|(?:{words('touching')})\Z"
            rf"|(?:{words('verb', 'field')}){_CLAUSE}{{0,13}}" + written("coordination of ranks")
        )
        """What stands directly before a rank, where it may have no 位."""
        self._put_first = compile_pattern(rf"(?:{words('first')}){_CLAUSE}{{0,6}}\Z")
        self._behind = tuple(words_with(rules, lambda entry: "behind" in entry.rank))

    def at(self, plain: str, begin: int) -> Amount | None:
        """The rank that begins at ``begin`` with 第, 前 or 首; None if nothing is ranked there.

        居全国第3位 is a rank; 第一产业, 第四次会议, 前三季度 and 摆在首位 are none.
        """
        match = _RANK.match(plain, begin)
        if match is None:
            return None
        end = match.end()
        closed = not plain[end].isalnum() or plain.startswith(self._behind, end)
        if match["place"]:  # 第一位的工作 matters most, 第二位代表发言 comes next
            named = closed or _follow(self._ranked, plain, begin)
        else:
            bare = match["numeral"] and not match["unit"]
            named = closed and (
                _follow(self._touching, plain, begin)
                or (not bare and _follow(self._ranked, plain, begin))
            )
        if not named or _follow(self._put_first, plain, begin):
            return None
        numeral = match["numeral"] or plain[begin]
        low = value_of(numeral) if match["numeral"] else 1
        bound: Bound = "<=" if plain[begin] == "前" else "="
        place = Amount(begin, end, numeral, low, low, 1, end, bound=bound)
        return place.changed(unit_text="位", kind="rank")


def _follow(words: re.Pattern[str], plain: str, begin: int) -> bool:
    """Whether what begins at ``begin`` stands behind one of the words, in its clause."""
    return words.search(plain, max(0, begin - 24), begin) is not None
