"""The concordance: each occurrence in its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_files import SAMPLES

import govtext
from govtext.analyses.attention import attention
from govtext.analyses.concordance import concordance

NAME = "2024_青沅县政府工作报告"
TEXT = "\n".join(SAMPLES[NAME])
WRAPPED = "\n".join(TEXT[at : at + 36] for at in range(0, len(TEXT), 36))


@pytest.mark.parametrize("text", [TEXT, WRAPPED], ids=["plain", "wrapped"])
def test_offsets_hold_the_term(text: str) -> None:
    report = govtext.parse(text)
    frame = concordance(report, ["{产业,企业}", "项目"])
    assert len(frame) > 30
    for row in frame.itertuples():
        written = (report.text or "")[int(str(row.start)) : int(str(row.end))]
        assert "".join(written.split()) == row.term


def test_it_has_as_many_rows_as_attention_has_hits() -> None:
    report = govtext.parse(TEXT)
    terms = ["发展", "高质量发展", "产业"]
    counted = attention(report, terms, regions=False, by="term").set_index("term")["hits"]
    found = concordance(report, terms)["term"].value_counts().to_dict()
    assert found == counted[counted > 0].to_dict()
    assert len(found) > 1


def test_a_row_says_where_it_stands() -> None:
    text = "二、2025年工作安排\n（一）强工业。建设园区。\n三、存在的问题\n园区配套不足。\n"
    frame = concordance(govtext.parse(text), "园区", width=4)
    assert frame[["before", "after", "category", "path"]].values.tolist() == [
        ["。 建设", "。 三、", "plan", "2025年工作安排 > 强工业"],
        ["的问题", "配套不足", "problem", "存在的问题"],
    ]


def test_a_row_of_a_table_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"标题,正文\n甲,{TEXT!r}\n乙,新建园区5个。\n", encoding="utf-8")
    assert set(concordance(path, "园区")["row"]) == {2, 3}


def test_no_term_is_an_error() -> None:
    with pytest.raises(ValueError, match="give a term"):
        concordance([], " ")
