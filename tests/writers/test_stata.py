"""Stata files, read back by two readers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import govtext
from govtext.writers.files import Layout, write_file
from govtext.writers.stata import do_file, write_dta

TEXT = (
    "青石县2023年工作总结\n一、项目建设\n全县开工项目32个，完成投资15.6亿元，同比增长8.7%。\n"
    "二、存在问题\n资金不足，缺口**万元。\n三、下步打算\n力争新建学校3所。\n"
)


def reports() -> list[bytes]:
    return [govtext.parse(TEXT).to_json(), govtext.parse("").to_json()]


@pytest.mark.parametrize("table", ["claims", "statements", "entries", "outline"])
def test_both_readers_give_the_table_back(tmp_path: Path, table: str) -> None:
    pyreadstat: Any = pytest.importorskip("pyreadstat", reason="pyreadstat is not installed")
    path = tmp_path / f"{table}.dta"
    write_file(reports(), path, Layout(table, "zh", tmp_path / "parts"))
    frame = pd.read_stata(path)
    other, meta = pyreadstat.read_dta(str(path), apply_value_formats=True)
    assert list(frame.columns) == list(other.columns)
    assert len(frame) == len(other) > 0
    assert all(meta.column_labels)
    assert max(map(len, frame.columns)) <= 32
    if table == "claims":
        assert frame["status"].tolist() == ["实际", "实际", "实际", "实际", "目标"]
        assert meta.variable_value_labels["status"] == {1: "实际", 2: "目标"}
        assert frame["value"].iloc[1] == other["value"].iloc[1] == 1_560_000_000
        assert meta.column_names_to_labels["sentence"] == "原句"


def test_columns_that_stata_has_no_place_for_are_written_all_the_same(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "region_code": pd.Series(["350100", None], dtype="string"),
            "empty": pd.Series([None, None], dtype="string"),
            "missing": pd.Series([None, None], dtype="Float64"),
            "unknown": pd.Series([None, None], dtype=pd.CategoricalDtype(["a", "b"])),
            "large": [float("inf"), 1e308],
            "long": ["句" * 3000, "a\x00b"],
            "年" * 40 + "一": [1, 2],
            "年" * 40 + "二": [3, 4],
            "decided": pd.Series([True, None], dtype="boolean"),
        }
    )
    path = tmp_path / "odd.dta"
    write_dta(frame, path, {})
    found = pd.read_stata(path)
    assert found["region_code"].tolist() == ["350100", ""]
    assert found["region_code_num"].tolist()[0] == 350100
    assert found["large"].isna().all()
    assert found["missing"].isna().all()
    assert found["long_"].tolist() == ["句" * 3000, "ab"]
    assert found["decided"].tolist()[0] == "是"
    assert [name for name in found.columns if name.startswith("年")] == [
        "年" * 32,
        "年" * 30 + "_2",
    ]


def test_the_do_file_names_the_file_and_the_keys() -> None:
    lines = do_file("面板.dta", ["issuer", "region_code", "region_code_num", "year"])
    assert 'use "面板.dta", clear' in lines
    assert "merge m:1 region_code year" in lines
    assert "xtset region_code_num year" in lines
