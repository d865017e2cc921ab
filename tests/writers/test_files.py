"""One file for many reports: the content of each format, and cells that no program runs."""

from __future__ import annotations

import csv
import errno
import gc
import io
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import govtext
from govtext.errors import unwritten
from govtext.messages import column
from govtext.writers.csv import harmless
from govtext.writers.files import FILES, Layout, write_file
from govtext.writers.tables import TABLES

TEXT = """青石县2023年工作总结和2024年工作打算
一、2023年工作
（一）项目建设
全年完成投资15.6亿元，同比增长8.7%，开工项目**个。
但养老床位仍然不足。
二、2024年工作打算
力争地区生产总值增长6%以上。
"""


def reports(count: int = 2) -> list[bytes]:
    found = [govtext.parse(TEXT) for _ in range(count)]
    for number, report in enumerate(found):
        report.source.name = f"县{number}.txt"
    return [report.to_json() for report in found]


def layout(folder: Path, table: str = "claims", lang: str = "zh") -> Layout:
    return Layout(table, lang, folder / "parts")


@pytest.mark.parametrize("ending", FILES)
def test_every_form_is_written_whole_and_from_a_stream(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"汇总{ending}"
    write_file(iter(reports()), path, layout(tmp_path))
    assert path.stat().st_size > 0
    assert list((tmp_path / "parts").iterdir()) == []

    def broken() -> object:
        yield reports()[0]
        raise KeyboardInterrupt

    before = path.read_bytes()
    with pytest.raises(KeyboardInterrupt):
        write_file(broken(), path, layout(tmp_path))  # type: ignore[arg-type]
    assert path.read_bytes() == before
    write_file(iter(()), path, layout(tmp_path))


def test_csv_opens_in_excel(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_file(reports(), path, layout(tmp_path))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == [column("claims", one.name, "zh") for one in TABLES["claims"]]
    assert (rows[0]["类别"], rows[0]["状态"], rows[2]["隐去"]) == ("成绩", "实际", "是")
    assert [row["数量原文"] for row in rows[:4]] == ["15.6亿元", "8.7%", "**个", "6%"]
    assert rows[0]["数值"] == "1560000000"
    assert rows[0]["原句"].startswith("全年完成投资")
    assert rows[0]["所在章节"] == "2023年工作 > 项目建设"
    assert {row["文件"] for row in rows} == {"县0.txt", "县1.txt"}


@pytest.mark.parametrize("table", ["outline", "statements", "entries"])
def test_csv_of_other_tables_in_english(tmp_path: Path, table: str) -> None:
    path = tmp_path / "a.csv"
    write_file(reports(1), path, layout(tmp_path, table, "en"))
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == [column.name for column in TABLES[table]]
    report = govtext.parse(TEXT)
    count = {
        "outline": len(list(report.nodes())),
        "statements": len(report.statements),
        "entries": len(report.achievements + report.problems + report.plans),
    }
    assert len(rows) == count[table]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=cmd|'/c calc'!A1", "'=cmd|'/c calc'!A1"),
        ("+86 010", "'+86 010"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1+1", "'＝1+1"),
        ("-3.5%", "-3.5%"),
        ("=", "="),
        (">=", ">="),
        ("增长5%", "增长5%"),
        ("", ""),
    ],
)
def test_cells_that_would_run_are_made_harmless(cell: str, shown: str) -> None:
    assert harmless(cell) == shown


NAMES = ["概览", "指标", "目标与完成", "成绩", "问题", "计划", "任务", "校对", "结构"]


def cells_of(sheet: Any) -> list[dict[str, Any]]:
    """The rows of a sheet as dicts from header to cell."""
    head = [cell.value for cell in sheet[1]]
    return [dict(zip(head, row, strict=True)) for row in sheet.iter_rows(min_row=2)]


def led_to(book: Any, formula: object) -> dict[str, Any]:
    """The row that a link leads to."""
    link = re.fullmatch(r"""=HYPERLINK\("#'(.+)'!A(\d+)",".+"\)""", str(formula))
    assert link
    return cells_of(book[link[1]])[int(link[2]) - 2]


def test_a_workbook(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "a.xlsx"
    write_file(reports(), path, layout(tmp_path))
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == NAMES
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref and sheet.print_title_rows == "$1:$1"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    claims = cells_of(book["指标"])
    first = {name: cell.value for name, cell in claims[0].items()}
    assert first["数值"] == 1_560_000_000
    assert (first["类别"], first["状态"], first["隐去"]) == ("成绩", "实际", "否")
    assert (first["读数"], first["发文单位"], first["年度"]) == ("15.6亿元", "青石县", 2023)
    growth = claims[1]["读数"]
    assert (growth.value, growth.number_format) == (pytest.approx(0.087), "0.0%")
    assert book["指标"].column_dimensions["A"].hidden
    for row in claims:
        sentence = led_to(book, row["出处"].value)
        assert sentence["标题"].value == row["原句"].value
        assert sentence["文件"].value == row["文件"].value
    structure = [[cell.value for cell in row[3:7]] for row in book["结构"].iter_rows(min_row=2)]
    assert structure[:3] == [
        [1, "标题", "一、", "2023年工作"],
        [2, "标题", "（一）", "项目建设"],
        [3, "句子", None, "全年完成投资15.6亿元，同比增长8.7%，开工项目**个。"],
    ]
    for name, header, text in (
        ("问题", "内容", "但养老床位仍然不足。"),
        ("任务", "任务内容", "力争地区生产总值增长6%以上。"),
    ):
        row = cells_of(book[name])[0]
        assert row[header].value == led_to(book, row["出处"].value)["标题"].value == text
    write_file(reports(), path, layout(tmp_path, lang="en"))
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[:3] == ["Overview", "Claims", "Targets and outcomes"]
    head = [cell.value for cell in book["Claims"][1]]
    assert head[:4] == ["Report", "Source", "Issuer", "Region code"]


def test_a_workbook_sets_targets_beside_their_outcomes(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "a.xlsx"
    reviewed = "地区生产总值增长6.3%。\n新签约项目31个。"
    later = govtext.parse(f"青石县2025年政府工作报告\n一、2024年工作回顾\n{reviewed}\n")
    later.source.name = "县.txt"
    plan = f"{TARGET}\n新签约项目30个。"
    earlier = govtext.parse(f"青石县2024年政府工作报告\n二、2024年工作安排\n{plan}\n")
    write_file([earlier.to_json(), later.to_json()], path, layout(tmp_path))
    row, counted = cells_of(openpyxl.load_workbook(path)["目标与完成"])
    assert counted["完成情况"].value == "完成"
    assert counted["指标"].value == counted["指标原称"].value
    found = {name: row[name].value for name in ("目标原文", "限定语", "结果原文", "完成情况")}
    assert list(found.values()) == ["6%", "以上", "6.3%", "完成"]
    assert row["差额"].value == pytest.approx(0.3)
    book = openpyxl.load_workbook(path)
    assert led_to(book, row["出处"].value)["标题"].value == TARGET
    assert led_to(book, row["结果出处"].value)["标题"].value == "地区生产总值增长6.3%。"


TARGET = "今年主要预期目标是：地区生产总值增长6%以上。"


def test_a_workbook_has_the_findings_and_leads_to_rows_and_files(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "a.xlsx"
    wrong = govtext.parse("青石县2023年工作总结\n全县有学校12所，其中小学8所、初中3所、高中2所。\n")
    source = tmp_path / "报告" / "总结.txt"
    made = layout(tmp_path)._replace(files=[str(source)])
    write_file([wrong.to_json()], path, made)
    book = openpyxl.load_workbook(path)
    (row,) = cells_of(book["校对"])
    found = [row[name].value for name in ("程度", "检查项", "原文")]
    assert found == ["错误", "部分与总数", "12所"]
    assert "全县有学校12所" in led_to(book, row["出处"].value)["标题"].value
    (overview,) = cells_of(book["概览"])
    assert overview["文件"].hyperlink.target.replace("\\", "/") == "报告/总结.txt"
    assert (overview["校对提示数"].value, overview["任务数"].value) == (1, 0)
    assert overview["校对提示数"].hyperlink.location == "'校对'!A2"
    assert overview["任务数"].hyperlink is None
    write_file([wrong.to_json(text=False)], path, made)
    assert cells_of(openpyxl.load_workbook(path)["校对"]) == []


def test_a_workbook_goes_on_in_further_sheets(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    from govtext.writers.xlsx import write_xlsx  # noqa: PLC0415 (an extra)

    path = tmp_path / "a.xlsx"
    write_xlsx(reports(3), path, layout(tmp_path), limit=6)
    book = openpyxl.load_workbook(path)
    assert [name for name in book.sheetnames if name.startswith("指标")] == [
        "指标",
        "指标 2",
        "指标 3",
    ]
    assert all(sheet.max_row <= 6 for sheet in book)
    last = book["指标 3"]
    assert last.max_row == 3
    target = re.search(r"#'(.*)'!A(\d+)", str(last.cell(3, last.max_column).value))
    assert target
    assert "地区生产总值增长6%以上" in str(book[target[1]].cell(int(target[2]), 7).value)
    assert "Parquet" in str(book["概览"].cell(book["概览"].max_row, 1).value)


def test_parquet_has_types(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "a.parquet"
    write_file(reports(), path, layout(tmp_path))
    table = pq.read_table(path)
    assert table.column_names == [column.name for column in TABLES["claims"]]
    types = {name: str(table.schema.field(name).type) for name in ("id", "value", "masked", "text")}
    assert types == {"id": "int64", "value": "double", "masked": "bool", "text": "string"}
    rows = table.to_pylist()
    assert [row["value"] for row in rows[:4]] == [1_560_000_000, 8.7, None, 6]
    assert [row["masked"] for row in rows[:4]] == [False, False, True, False]
    write_file(reports(), path, layout(tmp_path, "entries"))
    assert str(pq.read_table(path).schema.field("claims").type).startswith("list<")


def test_numbers_that_no_type_holds_are_written_all_the_same(tmp_path: Path) -> None:
    long = govtext.parse(f"{'9' * 30}、项目\n投资{'9' * 400}元，增长5%。\n").to_json()
    for ending in FILES:
        path = tmp_path / f"a{ending}"
        write_file([long], path, layout(tmp_path))
        assert path.stat().st_size > 0


def test_a_database_has_keys(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "a.duckdb"
    write_file(reports(), path, layout(tmp_path))
    with duckdb.connect(str(path), read_only=True) as database:
        found = database.execute(
            """
            SELECT r.source, s.text, c.value FROM claims c
            JOIN statements s ON s.report = c.report AND s.id = c.statement
            JOIN reports r ON r.report = c.report
            WHERE c.unit = '元' ORDER BY r.report
            """
        ).fetchall()
        keys = database.execute(
            "SELECT count(*) FROM duckdb_constraints() WHERE constraint_type IN "
            "('PRIMARY KEY', 'FOREIGN KEY')"
        ).fetchone()
    assert [(name, value) for name, _, value in found] == [
        ("县0.txt", 1_560_000_000.0),
        ("县1.txt", 1_560_000_000.0),
    ]
    assert all("15.6亿元" in sentence for _, sentence, _ in found)
    assert keys is not None
    assert keys[0] >= 11


class _FullDisk(io.BytesIO):
    """A file on a disk that is full after the first bytes."""

    def write(self, data: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_workbook_on_a_full_disk_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def full(path: Path, parts: Path | None = None) -> Iterator[io.BytesIO]:
        with _FullDisk() as file:
            yield file

    monkeypatch.setattr("govtext.writers.xlsx.replacing", full)
    late: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", late.append)
    (tmp_path / "parts").mkdir()
    path = tmp_path / "汇总.xlsx"
    with pytest.raises(OSError, match="No space") as raised:
        write_file(reports(), path, layout(tmp_path))
    assert str(unwritten(path, raised.value)).endswith("free some space there")
    del raised
    gc.collect()
    assert late == []
