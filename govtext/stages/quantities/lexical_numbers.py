"""Numbers that are words of their own: 翻番, 翻两番, 半数, 过半, 一半, 半天."""

from __future__ import annotations

import re

from govtext.language.numerals import HIDDEN, ONES, Number, value_of
from govtext.language.units import Units
from govtext.stages.quantities.amounts import Amount

_DOUBLED = re.compile(rf"翻了?(?:([两{ONES}0-9{HIDDEN}])番|番)")
_HALF = re.compile(r"半(?:数|(天|小时|个月|个多月|年|里|斤|亩|公里)(?!以来|度|会|报))")
_MOST = re.compile(r"过半(?![百数年个天小])")
_NOT_A_SHARE = re.compile(r"(?:双|时间|任务|通|经)\Z")
_HALF_OF_ANOTHER_WORD = frozenset("上下前后每大多夜年参")


def read_double(plain: str, start: int, units: Units) -> Amount | None:
    """翻番, 翻一番 (2 倍), 翻两番 (4 倍) at ``start``."""
    match = _DOUBLED.match(plain, start)
    if match is None:
        return None
    times = value_of(match[1]) if match[1] else 1
    return _whole(start, match.end(), None if times is None else 2 ** int(times), "倍", units)


def read_half(plain: str, start: int, units: Units, lasting: tuple[str, ...]) -> Amount | None:
    """半数, 一半, 过半 (a percentage) or a length of time such as 半天 around the 半 at ``start``;
    ``lasting`` is what stands before years that something takes."""
    before = plain[start - 1]
    if before == "一":
        return None if plain[start + 1] in "导径" else _whole(start - 1, start + 1, 50, "%", units)
    if before == "过" and _MOST.match(plain, start - 1):
        if _NOT_A_SHARE.search(plain, max(0, start - 4), start - 1):
            return None
        return _whole(start - 1, start + 1, 50, "%", units).but(bound=">")
    match = _HALF.match(plain, start)
    if match is None or before in _HALF_OF_ANOTHER_WORD:
        return None
    if match[1] is None:
        return _whole(start, match.end(), 50, "%", units)
    if match[1] == "年" and not plain.endswith(lasting, max(0, start - 8), start):
        return None
    half = _whole(start, match.end(), 0.5, match[1].replace("多", ""), units)
    return half.but(bound=">") if "多" in match[1] else half


def _whole(start: int, end: int, worth: Number | None, name: str, units: Units) -> Amount:
    return Amount(start, end, "半", worth, worth, 1, end).of(units.by_name[name], end)
