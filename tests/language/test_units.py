"""Units: where they end, and their value in the base unit of the family."""

from __future__ import annotations

from pathlib import Path

import pytest

from govtext.language.units import base, build_units
from govtext.rulebook.load import RuleError, load

UNITS = build_units(load())


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (3, "斤", (1.5, "千克")),
        (4.2, "吨", (4200, "千克")),
        (3, "亩", (2000, "平方米")),
        (2, "公顷", (20_000, "平方米")),
        (12.5, "里", (6250, "米")),
        (2, "年", (24, "个月")),
        (90, "分钟", (1.5, "小时")),
        (12, "吉瓦时", (12_000_000, "千瓦时")),
        (0.9, "‰", (0.09, "%")),
        (7, "家次", (7, "家次")),
        (200_000, "元/亩", (300, "元/平方米")),
        (5, "吨/日", (5000, "千克/日")),
        (12, "微克/立方米", (1.2e-8, "千克/立方米")),
        (1, "无此单位", (1, "无此单位")),
    ],
)
def test_base(value: float, unit: str, expected: tuple[float, str]) -> None:
    assert base(value, unit, UNITS) == expected


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("平方公里林地", "平方公里"),
        ("平方米", "平方米"),
        ("千瓦时电", "千瓦时"),
        ("套(间),", "套(间)"),
        ("元/平方米。", "元/平方米"),
        ("元/人·月,", "元/人·月"),
        ("个百分点", "个百分点"),
        ("个项目", "个"),
        ("人才", None),
        ("项目", None),
        ("天然气", None),
        ("", None),
    ],
)
def test_the_unit_at_a_place(text: str, unit: str | None) -> None:
    found = UNITS.at(text, 0)
    assert (found and found.text) == unit


def test_every_unit_has_a_factor_to_a_unit_of_its_family() -> None:
    for unit in UNITS.by_name.values():
        assert unit.factor > 0
        assert unit.counts or unit.base in UNITS.by_name


def test_a_smaller_unit_without_a_factor_is_told(tmp_path: Path) -> None:
    rules = """
[[units]]
name = "weights"
base = "锱"
factors = { "锱" = 1 }
smaller = { "锱" = ["铢"] }
"""
    (tmp_path / "units.toml").write_text(rules, encoding="utf-8")
    with pytest.raises(RuleError, match=r"units\.toml.*'weights'.*'铢' is neither"):
        build_units(load(str(tmp_path)))
