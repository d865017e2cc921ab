"""The list of tasks as a workbook: what it looks like, and that a later run keeps what people
wrote."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from running import Run, run_fixture  # noqa: F401 (a fixture)

openpyxl = pytest.importorskip("openpyxl")

FIRST = """青川县2025年政府工作报告
二、2025年工作安排
（一）教育
新建学校3所，改善办学条件。
加强教师队伍建设，提高教学质量。
（二）交通
修建村组道路12公里，方便群众出行。
改造危桥5座。
"""
# Another month: one target is raised, one task is gone, one is new.
SECOND = FIRST.replace("12公里", "15公里").replace("改造危桥5座。", "新开公交线路4条。")


class TaskBook:
    """A list of tasks as a person sees it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book: Any = openpyxl.load_workbook(path)
        self.sheet = self.book["任务"]
        self.heads = [cell.value for cell in self.sheet[1]]

    def row(self, start: str, sheet: str = "任务") -> dict[str, Any]:
        rows = [dict(zip(self.heads, row, strict=True)) for row in self._lines(sheet)]
        (found,) = (row for row in rows if str(row["任务内容"].value).startswith(start))
        return found

    def _lines(self, sheet: str) -> Any:
        return self.book[sheet].iter_rows(min_row=2)

    def tasks(self) -> list[str]:
        return [row[2] for row in self.sheet.iter_rows(min_row=2, values_only=True) if row[2]]


@pytest.fixture
def make(run: Run, tmp_path: Path) -> Any:
    def make_(text: str) -> TaskBook:
        report = tmp_path / "报告.txt"
        report.write_text(text, encoding="utf-8")
        result = run("tasks", report, "-o", tmp_path / "任务.xlsx", "--lang", "zh")
        assert result.code == 0, result.err
        return TaskBook(tmp_path / "任务.xlsx")

    return make_


def test_the_columns_and_drop_downs(make: Any) -> None:
    book = make(FIRST)
    assert book.heads[:11] == [
        *("序号", "类别", "任务内容", "量化指标", "目标值", "单位", "时限"),
        *("牵头单位", "责任单位", "进度", "状态"),
    ]
    row = book.row("修建村组道路")
    assert [row[name].value for name in ("类别", "目标值", "单位")] == ["交通", "12", "公里"]
    lists = {str(one.sqref)[0]: one.formula1 for one in book.sheet.data_validations.dataValidation}
    assert lists["K"] == '"未启动,进行中,已完成,滞后,已取消"'
    assert lists["H"] == lists["I"] == "'责任单位名录'!$A$2:$A$500"
    assert book.sheet.freeze_panes == "D2"
    assert book.sheet.auto_filter.ref
    assert book.sheet.page_setup.orientation == "landscape"
    assert book.sheet.print_title_rows == "$1:$1"
    assert [sheet.title for sheet in book.book if sheet.sheet_state == "visible"] == [
        "任务",
        "责任单位名录",
    ]


def fill_in(book: TaskBook) -> None:
    """What people do with the list until the next month."""
    road, bridge, school = (book.row(start) for start in ("修建村组道路", "改造危桥", "新建学校"))
    road["牵头单位"].value, road["状态"].value = "县交通局", "进行中"
    bridge["备注"].value = "资金已到位"
    school["任务内容"].value = "新建学校3所（含幼儿园1所），改善办学条件。"
    sheet = book.sheet
    sheet.cell(1, len(book.heads) + 1, "分管领导")
    sheet.cell(road["序号"].row, len(book.heads) + 1, "张某")
    sheet.cell(sheet.max_row + 1, 3, "我们自己加的任务")
    book.book["责任单位名录"].cell(2, 1, "县教育局")
    book.book.create_sheet("会议记录")["A1"] = "第一次调度"
    book.book.save(book.path)


def test_a_second_run_keeps_what_people_wrote(make: Any) -> None:
    fill_in(make(FIRST))
    book = make(SECOND)
    road = book.row("修建村组道路")
    assert (road["牵头单位"].value, road["状态"].value) == ("县交通局", "进行中")
    assert (road["目标值"].value, road["分管领导"].value) == ("15", "张某")
    assert book.row("新建学校")["任务内容"].value == "新建学校3所（含幼儿园1所），改善办学条件。"
    assert book.row("新开公交线路")["状态"].value is None
    assert book.tasks()[-1] == "我们自己加的任务"
    assert "改造危桥5座。" not in book.tasks()
    assert book.row("改造危桥", "已不在报告中")["备注"].value == "资金已到位"
    assert book.book["责任单位名录"]["A2"].value == "县教育局"
    assert book.book["会议记录"]["A1"].value == "第一次调度"


def test_a_third_run_keeps_it_too(make: Any) -> None:
    fill_in(make(FIRST))
    make(SECOND)
    book = make(FIRST)
    assert book.row("改造危桥")["备注"].value == "资金已到位"
    assert book.row("新建学校")["任务内容"].value.startswith("新建学校3所（含幼儿园")
    before = book.tasks()
    assert make(FIRST).tasks() == before


def test_another_workbook_is_not_overwritten(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "预算.xlsx"
    openpyxl.Workbook().save(path)
    before = path.read_bytes()
    (tmp_path / "报告.txt").write_text(FIRST, encoding="utf-8")
    result = run("tasks", tmp_path / "报告.txt", "-o", path)
    assert result.code == 1
    assert "no list of tasks by govtext; give another name" in result.err
    assert path.read_bytes() == before


def test_a_report_without_plans_writes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "报告.txt").write_text("2024年，新建学校3所。\n", encoding="utf-8")
    result = run("tasks", tmp_path / "报告.txt", "-o", tmp_path / "任务.xlsx")
    assert (result.code, (tmp_path / "任务.xlsx").exists()) == (1, False)
    assert "no report has a plan" in result.err


def test_no_text_is_a_formula(make: Any) -> None:
    book = make(FIRST.replace("改造危桥5座。", "=1+1项工程要推进，完成投资3亿元。"))
    assert all(cell.data_type != "f" for row in book.sheet for cell in row)
