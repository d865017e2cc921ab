"""The command ``audit``: findings as a table, JSON and a page, and its exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Run, run_fixture  # noqa: F401 (a fixture)

DONE = "".join(f"新建学校{n}所，改造公路{n * 7}公里，绿化荒山{n * n}亩。" for n in range(2, 9))


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("2024_<b>一", "2024_二"):
        text = f"青沅县2024年工作总结\n一、工作情况\n{DONE}\n"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_findings_are_printed(run: Run, reports: Path) -> None:
    found = run("audit", reports, "--lang", "en")
    assert found.code == 1
    assert "the same text stands in 2024_二.txt" in found.out
    assert "2 of 2 reports read; 1 duplicate" in found.err
    sound = run("audit", reports / "2024_二.txt")
    assert (sound.code, sound.out) == (0, "")


def test_findings_are_written(run: Run, reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.json"
    assert run("audit", reports, "-o", out, "--workers", "1", "-q", "--lang", "zh").code == 1
    read = json.loads(out.read_text(encoding="utf-8"))
    assert [one["message"] for one in read["findings"]] == ["与2024_二.txt全文相同"]
    assert read["matrix"] == {"青沅县": {"2024": 2}}
    page = tmp_path / "a.html"
    assert run("audit", reports, "-o", page, "--workers", "1", "-q").code == 1
    html = page.read_text(encoding="utf-8")
    assert "2024_&lt;b&gt;一.txt" in html
    assert "<b>" not in html
    assert "default-src 'none'" in html
    assert run("audit", reports, "-o", tmp_path / "a.pdf").code == 2
