"""The commands ``concordance`` and ``keywords``, and the pages of word analyses."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from running import Run, run_fixture  # noqa: F401 (a fixture)

import govtext
from govtext.analyses.attention import make_counter
from govtext.analyses.dictionary import dictionary
from govtext.page.words import attention_page


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for year, own in ((2023, "脱贫攻坚"), (2024, "低空经济")):
        text = f"青沅县{year}年工作总结\n一、工作情况\n" + f"发展{own}，修建公路，改善民生。\n" * 6
        (folder / f"{year}.txt").write_text(text, encoding="utf-8")
    return folder


def test_a_concordance_is_printed_and_written(run: Run, reports: Path, tmp_path: Path) -> None:
    printed = run("concordance", reports / "2024.txt", "{低空,民营}经济", "-t", "公路")
    assert printed.code == 0, printed.err
    rows = [line for line in printed.out.splitlines() if "2024.txt" in line]
    assert len(rows) == 12
    assert all("achievement" in row and "工作情况" in row for row in rows)
    page = tmp_path / "a.html"
    assert run("concordance", reports, "公路", "-o", page, "--workers", "1", "-q").code == 0
    assert page.read_text(encoding="utf-8").count("<mark><bdi>公路</bdi></mark>") == 12


@pytest.mark.parametrize("arguments", [("公路",), ("a.txt", "in"), ("a.txt", " ")])
def test_a_missing_term_is_said(
    run: Run, reports: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(reports.parent)
    result = run("concordance", *arguments)
    assert (result.code, result.out) == (2, "")


def test_keywords_are_printed_and_written(run: Run, reports: Path, tmp_path: Path) -> None:
    printed = run("keywords", reports, "--top", "1")
    assert printed.code == 0, printed.err
    assert [line.split()[:3] for line in printed.out.splitlines() if line.startswith("  20")] == [
        ["2023", "脱贫攻坚", "6"],
        ["2024", "低空经济", "6"],
    ]
    out = tmp_path / "k.csv"
    order = ("keywords", reports, "-o", out, "--workers", "1", "-q", "--top", "1")
    assert run(*order, "--lang", "zh").code == 0
    assert pd.read_csv(out)["词"].tolist() == ["脱贫攻坚", "低空经济"]


def test_the_page_of_attention_has_a_chart_for_each_concept(reports: Path) -> None:
    words = dictionary({"低空": ["低空经济"], "<b>路": ["公路"]})
    counter = make_counter(words, None, None, regions=False, rules=None)
    counts = [counter.count(report) for report in govtext.read_corpus(reports)]
    page = attention_page(counts, words, "en")
    assert page.count("<figure>") == 2
    assert "&lt;b&gt;路" in page
    assert "<b>路" not in page
    assert "2023–2024" in page
