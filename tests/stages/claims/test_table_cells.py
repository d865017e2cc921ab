"""Numbers in tables: their units, their rows and columns, their years."""

from __future__ import annotations

import govtext
from govtext.report import Claim

HEAD = "石桥县2024年统计公报\n一、综合\n"
Row = tuple[str | None, str, float | int | None, str | None]


def claims(table: str, head: str = HEAD) -> list[Claim]:
    return govtext.parse(head + table).claims


def rows(table: str) -> list[Row]:
    found = [(one.indicator.text if one.indicator else None, one.quantity) for one in claims(table)]
    return [(name, one.text, one.value, one.unit) for name, one in found]


def test_a_column_of_units_gives_the_unit_of_each_row() -> None:
    table = (
        "指标\t计量单位\t绝对数\t比上年增长（%）\n"
        "工业增加值\t亿元\t61.5\t7.2\n"
        "原煤产量\t万吨\t830\t-1.4\n"
        "年末户籍人口\t万人\t52.8\t—\n"
    )
    assert rows(table) == [
        ("工业增加值", "61.5", 6_150_000_000, "元"),
        ("工业增加值", "7.2", 7.2, "%"),
        ("原煤产量", "830", 8_300_000, "吨"),
        ("原煤产量", "-1.4", -1.4, "%"),
        ("年末户籍人口", "52.8", 528_000, "人"),
    ]


def test_a_head_on_two_rows() -> None:
    table = (
        "指标\t单位\t2024年\t\t排名\n\t\t总量\t增长\t全市\n工业增加值\t亿元\t61.5\t7.2\t3\n"
        "入库税收\t亿元\t5.8\t4.1\t5\n"
    )
    assert rows(table) == [
        ("工业增加值", "61.5", 6_150_000_000, "元"),
        ("工业增加值", "7.2", 7.2, "%"),
        ("入库税收", "5.8", 580_000_000, "元"),
        ("入库税收", "4.1", 4.1, "%"),
    ]


def test_a_row_that_breaks_down_the_one_above_is_a_part_of_it() -> None:
    table = (
        "指标（单位：亿元）\t完成数（亿元）\n财政收入\t9.6\n其中：税收收入\t5.8\n财政支出\t30.2\n"
    )
    whole, part, other = claims(table)
    assert part.indicator is not None
    assert (part.indicator.text, part.part_of, other.part_of) == ("税收收入", whole.id, None)


def test_the_years_that_head_columns_are_the_periods() -> None:
    table = (
        "指标\t2023年\t2024年\t2025年目标\n粮食产量（万吨）\t11.6\t12.1\t12.5\n"
    )  # fmt: skip
    assert [(one.quantity.value, one.period, one.status) for one in claims(table)] == [
        (116_000, "2023", "actual"),
        (121_000, "2024", "actual"),
        (125_000, "2025", "target"),
    ]


def test_a_yearly_average_lies_between_the_years_of_the_head() -> None:
    table = "指标\t2020年\t2024年\t年均增长\n工业增加值（亿元）\t48\t61.5\t6.4%\n"
    growth = claims(table)[-1]
    assert (growth.quantity.value, growth.period, growth.basis) == (6.4, "2021/2024", "avg_annual")


def test_a_class_that_names_a_row_is_no_quantity() -> None:
    assert rows("年龄\t年末数（人）\n0-14岁\t8120\n60岁及以上\t11305\n") == [
        ("0-14岁", "8120", 8120, "人"),
        ("60岁及以上", "11305", 11305, "人"),
    ]


def test_a_table_without_any_cell_is_read() -> None:
    assert rows("\t\t\n\t\n") == []
