"""The figures of a report looked up in another text."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import Run, run_fixture  # noqa: F401 (a fixture)

import govtext

pytest.importorskip("rapidfuzz", reason="rapidfuzz is not installed")

REPORT = (
    "青山县2024年工作总结\n2024年，全县新改建农村公路186公里，一般公共预算收入18.72亿元，增长7.8%。"
    "计划建成污水处理厂5座。城镇新增就业1.2万人。\n"
)


def found(text: str, other: str = REPORT) -> list[tuple[str, str]]:
    findings = govtext.check(govtext.parse(text), against=govtext.parse(other))
    return [(one.code.removeprefix("against-"), one.text) for one in findings]


def test_a_report_agrees_with_itself() -> None:
    assert not found(REPORT)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年，新改建农村公路186公里。", []),
        ("2024年，新改建农村公路168公里。", [("changed", "168公里")]),
        ("2024年，一般公共预算收入18.7亿元。", [("rounded", "18.7亿元")]),
        ("2024年，一般公共预算收入增长8.7%。", [("changed", "8.7%")]),
        ("2024年，一般公共预算收入下降7.8%。", [("absent", "7.8%")]),
        ("2024年，建成污水处理厂5座。", [("raised", "5座")]),
        ("2024年，新建公园3个。", [("absent", "3个")]),
        ("2023年，新改建农村公路168公里。", [("absent", "168公里")]),  # of another year
        ("2024年，城镇新增就业**万人。", []),
    ],
)
def test_what_becomes_of_a_figure(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(f"青山县2024年通稿\n{text}") == expected


def test_the_command_counts_the_figures(run: Run, tmp_path: Path) -> None:
    report, press = tmp_path / "报告.txt", tmp_path / "通稿.txt"
    report.write_text(REPORT, encoding="utf-8")
    press.write_text("青山县2024年通稿\n2024年，新改建农村公路168公里。\n", encoding="utf-8")
    result = run("check", press, "--against", report, "--lang", "en")
    assert result.code == 0
    assert "168公里 here, 186公里 there" in result.out
    assert "same: 0, rounded: 0, changed: 1, absent: 0, raised: 0" in result.err


def test_another_text_that_cannot_be_read_is_named(run: Run, tmp_path: Path) -> None:
    press = tmp_path / "通稿.txt"
    press.write_text("新建学校3所。", encoding="utf-8")
    result = run("check", press, "--against", tmp_path / "无.txt")
    assert result.code == 1
    assert "无.txt" in result.err
