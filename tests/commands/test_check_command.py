"""``govtext check``: what it prints and writes, and its exit status."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from running import Run, run_fixture  # noqa: F401 (a fixture)

WRONG = "青山县2024年工作总结\n资金于6月31日前拨付。\n规模以上企业由76家增加到89家，增长18.1%。\n"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    (tmp_path / "错.txt").write_text(WRONG, encoding="utf-8")
    (tmp_path / "对.txt").write_text("青山县新建学校3所。\n", encoding="gb18030")
    return tmp_path


def test_lines_for_people(run: Run, reports: Path) -> None:
    result = run("check", reports / "错.txt", "--lang", "en")
    lines = result.out.splitlines()
    assert result.code == 1
    assert lines[0].endswith(
        "错.txt:2:4: error [impossible-date] Month 6 has no day 31 (it has 30)."
    )
    assert lines[1].strip() == "资金于【6月31日】前拨付。"
    assert "1 of 1 files read; error: 2, warning: 0, note: 0" in result.err


def test_a_report_without_findings_ends_well(run: Run, reports: Path) -> None:
    result = run("check", reports / "对.txt")
    assert (result.code, result.out) == (0, "")


def test_warnings_do_not_fail(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("粮食产量增长6.1%%。", encoding="utf-8")
    result = run("check", path)
    assert (result.code, "warning [doubled-sign]" in result.out) == (0, True)


def test_json_is_a_list_of_findings(run: Run, reports: Path) -> None:
    found = json.loads(run("check", reports, "--format", "json").out)
    assert [one["code"] for one in found] == ["impossible-date", "from-to-change"]
    second = found[1]
    assert second.keys() >= {"code", "severity", "start", "end", "related", "message"}
    assert WRONG[second["start"] : second["end"]] == "18.1%"
    assert [WRONG[a:b] for a, b in second["related"]] == ["76家", "89家"]
    assert second["source"].endswith("错.txt")


def test_sarif_points_at_lines(run: Run, reports: Path) -> None:
    log = json.loads(run("check", reports / "错.txt", "--format", "sarif").out)
    (ran,) = log["runs"]
    assert log["version"] == "2.1.0"
    rules = {rule["id"] for rule in ran["tool"]["driver"]["rules"]}
    assert {result["ruleId"] for result in ran["results"]} <= rules
    region = ran["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["charLength"]) == (2, 4, 5)
    assert len(ran["results"][1]["relatedLocations"]) == 2


def test_a_workbook_has_a_row_for_each(run: Run, reports: Path) -> None:
    out = reports / "核对.xlsx"
    assert run("check", reports / "错.txt", "-o", out, "--lang", "zh").code == 1
    rows = list(openpyxl.load_workbook(out).worksheets[0].iter_rows(values_only=True))
    assert rows[0][:4] == ("文件", "程度", "检查项", "原文")
    assert [row[1:4] for row in rows[1:]] == [
        ("错误", "日期", "6月31日"),
        ("错误", "由甲到乙", "18.1%"),
    ]


@pytest.mark.parametrize("ending", [".json", ".sarif", ".txt"])
def test_a_file_holds_what_would_be_printed(run: Run, reports: Path, ending: str) -> None:
    out = reports / f"out{ending}"
    run("check", reports / "错.txt", "-o", out)
    form = ending[1:] if ending != ".txt" else "text"
    printed = run("check", reports / "错.txt", "--format", form).out
    assert out.read_text(encoding="utf-8") == printed


def test_a_file_that_cannot_be_read_is_named(run: Run, reports: Path) -> None:
    result = run("check", reports / "对.txt", reports / "无.txt")
    assert result.code == 1
    assert "无.txt" in result.err


@pytest.mark.parametrize("out", ["a.pdf", "a.docx"])
def test_another_output_is_refused(run: Run, reports: Path, out: str) -> None:
    result = run("check", reports / "对.txt", "-o", reports / out)
    assert result.code == 2
    assert not (reports / out).exists()


def test_the_page_marks_the_words(run: Run, reports: Path) -> None:
    out = reports / "核对.html"
    assert run("check", reports / "错.txt", "-o", out).code == 1
    page = out.read_text(encoding="utf-8")
    assert ">6月31日</a>前拨付" in page
    assert page.count('id="mark-') == page.count('id="finding-') == 2
    assert page.count('<span class="related">') == 2
    assert run("check", reports, "-o", out).code == 2


def test_the_page_escapes_the_text(run: Run, tmp_path: Path) -> None:
    path, out = tmp_path / "a.txt", tmp_path / "a.html"
    path.write_text("<script>x</script>资金于6月31日前拨付。", encoding="utf-8")
    run("check", path, "-o", out)
    assert "<script>" not in out.read_text(encoding="utf-8")
