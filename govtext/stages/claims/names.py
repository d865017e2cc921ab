"""Canonical names of well-known indicators.

全市经济总量 -> 地区生产总值
"""

from __future__ import annotations

import functools
from collections.abc import Iterable

from govtext.language.patterns import pattern
from govtext.messages import said
from govtext.rulebook.load import Rule, Rulebook

Names = dict[str, str]
"""Every way to write a known indicator, and its name."""


class KnownIndicator(Rule):
    """An entry of ``[[indicators]]``: a statistic and the ways its name is written."""

    aliases: list[str] = []
    parts: list[str] = []
    """The statistics of its parts, in the order of 城乡…分别: of the towns, of the country."""
    related: list[str] = []
    """Other statistics that may be told in its place, and can't be compared with it."""
    main: bool = False
    """Whether it is one of those of which governments set the main targets of a year."""


# Whose statistic it is, and whether its level or its growth is given, make no other one of it.
_SCOPE = pattern("scope before a statistic")
_MEASURE = pattern("measure behind a statistic")
_JOINTS = pattern("joint of a coordination")


def build_names(rules: Rulebook) -> Names:
    """Compile ``[[indicators]]``."""
    names: Names = {}
    for entry in rules.table("indicators", KnownIndicator):
        names |= dict.fromkeys((entry.name, *entry.aliases), entry.name)
    return names


def name_of(written: str, names: Names) -> str | None:
    """The canonical name of an indicator as ``written`` in the normalized text, or None.

    我省规上工业增加值增速 -> 规模以上工业增加值
    """
    if written in names:
        return names[written]
    bare, core = _parts(written)
    return names.get(bare) or names.get(core)


@functools.lru_cache(maxsize=10_000)
def _parts(written: str) -> tuple[str, str]:
    """A name without its scope, and also without the measure behind it. Half of the names in a
    report come again."""
    scope = _SCOPE.match(written)
    bare = written[scope.end() :] if scope else written
    return bare, _MEASURE.sub("", bare)


def place_of(written: str, names: Names) -> str | None:
    """The place that is named before a known indicator, where it isn't the issuer's own.

    云岭县粮食产量 -> 云岭县, 全国粮食产量 -> 全国, 全市粮食产量 -> None
    """
    found = None if written in names else _SCOPE.match(written)
    return found and (found["place"] or found["nation"])


def name_of_part(whole: str, order: int, parts: int, names: Names) -> str | None:
    """The canonical name of one of the ``parts`` of a coordination, that at ``order``.

    The end of the last belongs to all: of 城镇、农村居民收入 the first is 城镇居民收入.
    """
    written = _JOINTS.split(whole)
    if len(written) != parts:
        return None
    part, last = written[order], written[-1]
    return name_of(part, names) or name_of(part + last[len(part) :], names)


def canonical_names(indicators: Iterable[str], names: Names) -> list[str]:
    """The canonical names of ``indicators``, each once. Raises ValueError where no rule names one.

    ["GDP", "生产总值"] -> ["地区生产总值"]
    """
    if isinstance(indicators, str):
        example = f"[{indicators!r}]"
        raise ValueError(said(f"indicators is one string; give a list: {example}"))
    found: dict[str, None] = {}
    for written in indicators:
        name = name_of(written, names)
        if name is None:
            from difflib import get_close_matches  # noqa: PLC0415 (only errors need it)

            near = "、".join({names[one]: 1 for one in get_close_matches(written, names, 5, 0.5)})
            problem = f"no indicator is named {written!r}"
            hint = f"did you mean {near}" if near else "rules/indicators.toml has the names"
            raise ValueError(f"{said(problem)}; {said(hint)}")
        found[name] = None
    return list(found)
