"""Gold is read, and each error in it is named with its place."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from govtext.evaluation.gold import GoldError, load_gold

TEXT = "一、工作回顾\r\n全年开工项目32个，投资**亿元。\r\n"
QUANTITY = {"start": 14, "end": 17, "text": "32个", "value": 32, "unit": "个", "bound": "="}
CLAIM = {**QUANTITY, "kind": "amount", "status": "actual", "indicator": "开工项目"}
SENTENCE = {"start": 8, "end": 25, "category": "achievement"}
PASSAGE = {
    **{"id": "甲#1", "doc": "甲", "start": 8, "end": 25, "text": TEXT[8:25]},
    **{"sentences": [SENTENCE], "quantities": [CLAIM]},
}
NODE = {"start": 0, "marker": "一、", "depth": 1, "title": "工作回顾", "kind": "heading"}
MASK = {"start": 20, "end": 22, "text": "**", "stands_for": "number"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "甲.txt").write_bytes(TEXT.encode("gb18030"))
    return tmp_path


def write(folder: Path, **gold: Any) -> None:
    for name, content in gold.items():
        written = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        (folder / f"{name}.json").write_text(written, encoding="utf-8")


def test_gold_is_read(folder: Path) -> None:
    write(folder, passages=[PASSAGE], masks={"甲": [MASK]})
    (document,) = load_gold(folder)
    assert (document.name, document.text) == ("甲", TEXT)
    assert document.outline is None
    assert document.masks is not None
    assert document.masks[0].text == "**"
    (passage,) = document.passages
    (quantity,) = passage.quantities
    assert (quantity.value, quantity.low, quantity.period) == (32, None, None)


@pytest.mark.parametrize(
    ("gold", "complaint"),
    [
        ({"passages": "[{"}, ["passages.json: no valid JSON", "save it as JSON in UTF-8"]),
        ({"passages": {}}, ["passages.json: Expected `array`", "it takes a list of passages"]),
        (
            {"passages": [PASSAGE, {**PASSAGE, "sentences": [{**SENTENCE, "category": "good"}]}]},
            ["passages.json: 甲, passage 2, sentences, entry 1, category: Invalid enum value 'goo"],
        ),
        (
            {"passages": [{**PASSAGE, "quantities": [CLAIM, {**CLAIM, "optinal": True}]}]},
            ["甲, passage 1, quantities, entry 2: Object contains unknown field `optinal`"],
        ),
        (
            {"passages": [{"start": 0}]},
            ["passages.json: no doc, passage 1: Object missing required field `doc`"],
        ),
        (
            {"passages": [{**PASSAGE, "quantities": [{**CLAIM, "start": 13}]}]},
            [
                "passages.json: 甲, passage 甲#1, quantities, entry 1: the text has '目32个'",
                "not '32个'; correct the offsets, which count characters",
            ],
        ),
        (
            {"passages": [{**PASSAGE, "end": 99}]},
            ["甲, passage 甲#1, entry 1: 8 to 99 is not inside the text, which has 27"],
        ),
        (
            {"outline": {"甲": [NODE, {**NODE, "depth": 0}]}},
            ["outline.json: 甲, entry 2, depth: Expected `int` >= 1"],
        ),
        (
            {"outline": {"甲": [{**NODE, "marker": "二、"}]}},
            ["outline.json: 甲, entry 1: the text has '一、' from 0 to 2, not '二、'"],
        ),
        ({"outline": [NODE]}, ["outline.json: Expected `object`", "lists by document"]),
        ({"masks": {"甲": [{**MASK, "end": 21}]}}, ["masks.json: 甲, entry 1: the text has '*'"]),
        ({"masks": {"乙": [MASK]}}, ["乙.txt: there is gold of 乙 but not this text; add it"]),
        ({}, ["no gold in this folder; it takes docs/ and at least one of passages.json"]),
    ],
)
def test_errors_name_their_place(folder: Path, gold: dict[str, Any], complaint: list[str]) -> None:
    write(folder, **gold)
    with pytest.raises(GoldError) as caught:
        load_gold(folder)
    for part in (str(folder), *complaint):
        assert part in str(caught.value)


ROW = {"doc": "甲", "start": 14, "label": "项目", "nature": "flow", "action": "开工"}


def write_rows(folder: Path, *rows: dict[str, Any] | str) -> None:
    write(folder, passages=[PASSAGE])
    lines = (r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in rows)
    (folder / "part2.jsonl").write_text("\n".join(lines), encoding="utf-8")


def test_rows_are_read(folder: Path) -> None:
    write_rows(folder, ROW, "")
    (document,) = load_gold(folder)
    assert document.rows[14].action == "开工"
    assert document.rows[14].reference is None
    assert document.rows[14].estimated is False


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("{", "part2.jsonl: line 2: no valid JSON"),
        ({**ROW, "start": 15}, "甲, 15: no quantity of passages.json begins there"),
        ({**ROW, "nature": "sum"}, "line 2, nature: Invalid enum value 'sum'"),
        ({**ROW, "scop": "县"}, "line 2: Object contains unknown field `scop`"),
        (ROW, "line 2: 甲 has a row at 14 already; keep one"),
    ],
)
def test_errors_in_rows_name_their_place(folder: Path, row: Any, complaint: str) -> None:
    write_rows(folder, ROW, row)
    with pytest.raises(GoldError, match=re.escape(complaint)):
        load_gold(folder)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"action": "新建"}, "甲, 14: the text has no '新建'; give action as it is written there"),
        ({"reference": "项目"}, "甲, 14: give both reference and reference_role, or neither"),
        ({"strength": "plan"}, "甲, 14: give both commitment and strength, or neither"),
    ],
)
def test_rows_fit_their_text(folder: Path, change: dict[str, Any], complaint: str) -> None:
    write_rows(folder, {**ROW, **change})
    with pytest.raises(GoldError, match=re.escape(complaint)):
        load_gold(folder)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="nowhere: there is no such folder of gold"):
        load_gold(tmp_path / "nowhere")


def test_a_text_that_is_none_is_named(folder: Path) -> None:
    write(folder, masks={"甲": []})
    (folder / "docs" / "甲.txt").write_bytes(b"")
    with pytest.raises(GoldError, match=r"甲\.txt: the file is empty"):
        load_gold(folder)
