"""Canonical names of well-known indicators, however a report writes them."""

from __future__ import annotations

import re

import msgspec

from govtext.rulebook.load import Rulebook

Names = dict[str, str]
"""Every way to write a known indicator, and its name."""


class KnownIndicator(msgspec.Struct, forbid_unknown_fields=True):
    """An entry of ``[[indicators]]``: a statistic and the ways its name is written."""

    name: str
    aliases: list[str] = []
    examples: list[str] = []


# Whose statistic it is, and whether its level or its growth is given, make no other one of it.
_SCOPE = re.compile(
    r"(?:全[国省市县区州旗镇乡]|[我本各][国省市县区州]|全社会|全年|辖区|[一-鿿]{2,3}[省市县区州])的?"
)
_GROWTH = (
    "增长速度", "增长率", "增速", "增幅", "涨幅", "降幅", "总量", "总数", "总额", "规模", "水平",
    "指标", "目标",
)  # fmt: skip
_JOINTS = re.compile("[、和与及]")


def build_names(rules: Rulebook) -> Names:
    """Compile ``[[indicators]]``."""
    names: Names = {}
    for entry in rules.table("indicators", KnownIndicator):
        names |= dict.fromkeys((entry.name, *entry.aliases), entry.name)
    return names


def name_of(written: str, names: Names) -> str | None:
    """The canonical name of an indicator as ``written`` in the plain twin, or None."""
    if written in names:
        return names[written]
    scope = _SCOPE.match(written)
    bare = written[scope.end() :] if scope else written
    if bare in names:
        return names[bare]
    growth = next((word for word in _GROWTH if bare.endswith(word)), None)
    return None if growth is None else names.get(bare.removesuffix(growth).removesuffix("年均"))


def name_of_part(whole: str, order: int, parts: int, names: Names) -> str | None:
    """The canonical name of one of the ``parts`` of a coordination, that at ``order``.

    The last lends the others what they leave out: of 城镇、农村居民收入 the first is 城镇居民收入.
    """
    written = _JOINTS.split(whole)
    if len(written) != parts:
        return None
    part, last = written[order], written[-1]
    return name_of(part, names) or name_of(part + last[len(part) :], names)
