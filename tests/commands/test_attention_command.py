"""The command ``attention``: files, dictionaries of every kind, and runs that go on."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from running import Run, run_fixture  # noqa: F401 (a fixture)

TEXT = """{name}2024年政府工作报告
一、2023年工作回顾
优化营商环境，治理污染。新建学校{n}所。
二、2024年工作安排
保护生态环境，治理污染。
"""
TOML = """[[topics]]
name = "环境"
terms = ["{生态,}环境", "污染"]
[topics.not_in]
"环境" = ["营商环境"]
"""
LIST = "# 环境词典\n[环境]\n环境 -营商环境\n生态环境\n污染\n"
TABLE = [
    ["主题", "词", "不含"],
    ["环境", "环境", "营商环境"],
    ["", "生态环境", ""],
    ["", "污染", ""],
]


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for n, name in enumerate(("青沅县", "云麓县", "沧水县")):
        (folder / f"{name}.txt").write_text(TEXT.format(name=name, n=n), encoding="utf-8")
    return folder


def write(path: Path) -> Path:
    if path.suffix == ".toml":
        path.write_text(TOML, encoding="utf-8")
    elif path.suffix == ".txt":
        path.write_text(LIST, encoding="gbk")
    elif path.suffix == ".csv":
        path.write_text("\n".join(map(",".join, TABLE)), encoding="utf-8-sig")
    else:
        book = openpyxl.Workbook()
        for row in TABLE:
            book.worksheets[0].append(row)
        book.save(path)
    return path


@pytest.mark.parametrize("suffix", ["toml", "txt", "csv", "xlsx"])
def test_a_dictionary_of_each_kind_counts_the_same(
    run: Run, reports: Path, tmp_path: Path, suffix: str
) -> None:
    words = write(tmp_path / f"d.{suffix}")
    result = run("attention", reports / "青沅县.txt", "-d", words)
    assert result.code == 0, result.err
    row = next(line for line in result.out.splitlines() if "青沅县.txt" in line)
    assert row.split()[1:7] == ["环境", "3", "污染", "2;", "生态环境", "1"]


def test_a_run_writes_a_table_and_goes_on(run: Run, reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    order = ("attention", reports, "-d", write(tmp_path / "d.toml"), "-o", out, "--workers", "1")
    assert run(*order, "--lang", "zh").code == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["文件"], row["概念"], row["词频"]) for row in rows] == [
        (f"{name}.txt", "环境", "3") for name in ("云麓县", "沧水县", "青沅县")
    ]
    # The same counts in another table are not counted again.
    again = run(*order, "--by", "category", "--lang", "en")
    assert (again.code, "3 files are unchanged" in again.err) == (0, True)
    frame = pd.read_csv(out)
    assert frame.groupby("category")["hits"].sum().to_dict() == {
        "achievement": 3,
        "problem": 0,
        "plan": 6,
        "other": 0,
    }


def test_a_file_of_another_kind_is_refused(run: Run, reports: Path, tmp_path: Path) -> None:
    result = run("attention", reports, "-o", tmp_path / "a.pdf")
    assert result.code == 2
    assert ".dta" in result.err


def test_convert_writes_the_same_table(run: Run, reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    result = run(
        "convert",
        reports,
        "-o",
        out,
        "--table",
        "attention",
        "--workers",
        "1",
        "-q",
        "--lang",
        "zh",
    )
    assert (result.code, result.err) == (0, "")
    frame = pd.read_csv(out)
    assert frame[frame["概念"] == "生态环境"]["词频"].tolist() == [3, 3, 3]
    refused = run("convert", reports, "-o", tmp_path / "a.duckdb", "--table", "attention")
    assert refused.code == 2
