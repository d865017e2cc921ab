"""Agreement of the fields of a claim with gold."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from govtext.evaluation.gold import GoldQuantity
from govtext.language.patterns import pattern

ACCURATE = ("value", "unit", "bound", "masked", "kind", "indicator", "status", "period")
"""Fields that are measured by accuracy."""
SPARSE = ("direction", "basis")
"""Fields that are mostly null, where accuracy would be too high: they are measured by F1 over the
values that are not null."""
WHOLE = ("value", "unit", "bound", "masked", "direction", "status")
"""The fields that must agree, besides the span, for a whole claim to be right."""

# Phrases with different words of one group name different statistics, even where they are similar.
_CONTRASTS = pattern("words by which two statistics differ")
_SPELLINGS = {"％": "%", "百分点": "个百分点", "㎡": "平方米", "平米": "平方米"}
_CLASSIFIER = "个"  # 个项目 and 项目 are one unit
_EXACT = 1e-9
_ROUNDED = 2e-5  # of a share: a third is written 33.333


def agrees(field: str, gold: GoldQuantity, claim: Mapping[str, Any]) -> bool:
    """Whether ``field`` of a claim of the JSON outline agrees with gold."""
    quantity = claim["quantity"]
    if field == "value":
        return _same_value(gold, quantity)
    if field == "unit":
        return same_unit(gold.unit, quantity.get("unit"))
    if field in ("bound", "kind"):
        return bool(getattr(gold, field) == quantity.get(field))
    if field == "masked":
        return gold.masked == bool(quantity.get("masked"))
    if field == "indicator":
        return same_phrase(gold.indicator, found(field, claim))
    return (getattr(gold, field) or None) == (claim.get(field) or None)


def found(field: str, claim: Mapping[str, Any]) -> Any:
    """The value of ``field`` in a claim, its quantity or its indicator."""
    if field == "indicator":
        return (claim.get("indicator") or {}).get("text")
    return claim["quantity"].get(field, claim.get(field))


def _same_value(gold: GoldQuantity, quantity: Mapping[str, Any]) -> bool:
    if gold.masked:
        return quantity.get("value") is None
    tolerance = _ROUNDED if gold.unit == "%" else _EXACT
    return all(
        same_number(getattr(gold, part), quantity.get(part), tolerance)
        for part in ("value", "low", "high")
    )


def same_number(one: Any, two: Any, tolerance: float) -> bool:
    """Whether two numbers differ by at most the share ``tolerance``; null agrees with null.

    >>> same_number(33.333, 100 / 3, 2e-5), same_number(None, 0, 1), same_number(None, None, 0)
    (True, False, True)
    """
    if one is None or two is None:
        return one is two
    if not isinstance(one, int | float) or not isinstance(two, int | float):
        return False
    return math.isclose(one, two, rel_tol=tolerance, abs_tol=1e-12)


def same_unit(one: str | None, two: str | None) -> bool:
    """Whether two units are the same, also in different spellings.

    >>> same_unit("个百分点", "百分点"), same_unit("个项目", "项目"), same_unit("㎡", "平米")
    (True, True, True)
    >>> same_unit("元", None), same_unit("米", "千米")
    (False, False)
    """
    return _unit(one) == _unit(two)


def _unit(written: str | None) -> str:
    unit = _SPELLINGS.get(written or "", written or "")
    return unit.removeprefix(_CLASSIFIER) or unit


def same_phrase(one: str | None, two: str | None) -> bool:
    """Whether two phrases name one statistic.

    They do where one is part of the other and at least half as long, or where three quarters of
    their characters are the same in the same order; unless they differ in a word by which two
    statistics differ.

    >>> same_phrase("规上工业增加值", "全市规上工业增加值")
    True
    >>> same_phrase("城镇居民收入", "农村居民收入")
    False
    """
    if not one or not two:
        return not one and not two
    if one == two:
        return True
    if contrast(one, two):
        return False
    short, long = sorted((one, two), key=len)
    if short in long and 2 * len(short) >= len(long):
        return True
    return 2 * in_common(one, two) / (len(one) + len(two)) >= 0.75


def contrast(one: str, two: str) -> bool:
    """Whether two phrases differ in a word by which two statistics differ.

    >>> contrast("城镇居民收入", "农村居民收入"), contrast("居民收入", "农村居民收入")
    (True, False)
    """
    in_one, in_two = _contrasts(one), _contrasts(two)
    return any(in_one[group] != in_two[group] for group in in_one.keys() & in_two.keys())


def _contrasts(phrase: str) -> dict[str, set[str]]:
    """By group, the words of a phrase by which two statistics differ (进出口 holds no 出口).

    >>> _contrasts("农村小学")
    {'place': {'农村'}, 'school': {'小学'}}
    """
    held: dict[str, set[str]] = {}
    for found in _CONTRASTS.finditer(phrase):
        held.setdefault(found.lastgroup or "", set()).add(found[0])
    return held


def in_common(one: str, two: str) -> int:
    """The length of the longest common subsequence of characters.

    >>> in_common("粮食产量", "粮食总产量")
    4
    """
    above = [0] * (len(two) + 1)
    for letter in one:
        row = [0]
        for place, other in enumerate(two):
            equal = above[place] + 1 if letter == other else 0
            row.append(max(equal, row[place], above[place + 1]))
        above = row
    return above[-1]
