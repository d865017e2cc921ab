"""Every measure counts what its name says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.errors import ReadError
from govtext.evaluation.agreement import same_phrase, same_unit
from govtext.evaluation.scores import Measure, evaluate

TEXT = "一、回顾\n新建学校3所，投资**亿元。产值增长5%。问题不少。\n（一）打算\n今年再建2所。\n"


def quantity(text: str, **fields: Any) -> dict[str, Any]:
    start = TEXT.index(text)
    sure = {"bound": "=", "kind": "amount", "status": "actual", "masked": "*" in text}
    return {"start": start, "end": start + len(text), "text": text, **sure, **fields}


SCHOOLS = quantity("3所", value=3, unit="所", indicator="学校", period="2024")
MONEY = quantity("**亿元", unit="元", indicator="投资")
GROWTH = quantity("5%", value=5, unit="%", kind="percent", direction="increase", indicator="产值")
AIM = quantity("2所", value=2, unit="所", status="target")


def sentence(text: str, category: str) -> dict[str, Any]:
    start = TEXT.index(text)
    return {"start": start, "end": start + len(text), "category": category}


SENTENCES = [
    sentence("新建学校3所，投资**亿元。", "achievement"),
    sentence("产值增长5%。", "achievement"),
    sentence("问题不少。", "problem"),
    sentence("今年再建2所。", "plan"),
]
NODES = [
    {"start": 0, "marker": "一、", "depth": 1, "title": "回顾", "kind": "heading"},
    {
        **{"start": TEXT.index("（一）"), "marker": "（一）"},
        **{"depth": 2, "title": "打算", "kind": "heading"},
    },
]
MASKS = [{**{k: quantity("**")[k] for k in ("start", "end", "text")}, "stands_for": "number"}]
WHOLE = "claim whole (span value unit bound masked direction status)"


def claim(gold: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """What would be read where everything but ``changed`` were read as gold has it."""
    said = {**gold, **changed}
    named = said.pop("indicator", None)
    beside = {field: said.pop(field, None) for field in ("direction", "basis", "status", "period")}
    start = TEXT.find(named or "")
    indicator = named and {"text": named, "start": start, "end": start + len(named)}
    return {"quantity": said, "indicator": indicator, **beside}


def right() -> dict[str, Any]:
    inner = {**NODES[1], "end": len(TEXT), "children": []}
    return {
        "claims": [claim(one) for one in (SCHOOLS, MONEY, GROWTH, AIM)],
        "statements": [dict(one) for one in SENTENCES],
        "outline": [{**NODES[0], "end": len(TEXT), "children": [inner]}],
        "masks": [dict(one) for one in MASKS],
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "甲.txt").write_text(TEXT, encoding="utf-8", newline="")
    passage = {"doc": "甲", "start": 0, "end": len(TEXT), "text": TEXT, "sentences": SENTENCES}
    gold = {
        "passages": [{**passage, "quantities": [SCHOOLS, MONEY, GROWTH, AIM]}],
        "outline": {"甲": NODES},
        "masks": {"甲": MASKS},
    }
    for name, content in gold.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    return tmp_path


def measured(folder: Path, read: dict[str, Any]) -> dict[str, Measure]:
    (folder / "out").mkdir(exist_ok=True)
    (folder / "out" / "甲.json").write_text(json.dumps(read), encoding="utf-8")
    return evaluate(folder, pred=folder / "out").measures


def test_what_is_like_gold_is_right(folder: Path) -> None:
    for name, measure in measured(folder, right()).items():
        assert measure.rate == (0 if "basis" in name or name.endswith("other") else 100), name


def test_nothing_found_is_nothing_right(folder: Path) -> None:
    measures = measured(folder, {})
    exact = measures["quantity, exact span"]
    assert (exact.right, exact.gold, exact.pred, exact.recall) == (0, 4, 0, 0)
    assert measures["category of a sentence"].right == 0  # all count as other
    assert measures["outline parent"].gold == 0


@pytest.mark.parametrize(
    ("change", "rates"),
    [
        ({"start": 8, "text": "校3所"}, {"quantity, exact span": 75, WHOLE: 75}),
        ({"value": 4}, {"field value": 75, WHOLE: 75}),
        ({"value": None, "low": 3, "high": 3}, {"field value": 75, WHOLE: 75}),
        ({"unit": "家"}, {"field unit": 75, WHOLE: 75}),
        ({"unit": "个所"}, {}),
        ({"bound": ">"}, {"field bound": 75, WHOLE: 75}),
        ({"kind": "rank"}, {"field kind": 75}),
        ({"indicator": "投资"}, {"field indicator": 75}),
        ({"indicator": "新建学校"}, {}),
        ({"period": "2023"}, {"field period": 75}),
        ({"status": "target"}, {"field status": 75, WHOLE: 75}),
    ],
)
def test_one_field_is_wrong(folder: Path, change: dict[str, Any], rates: dict[str, float]) -> None:
    read = right()
    read["claims"][0] = claim(SCHOOLS, **change)
    wrong = {n: m.rate for n, m in measured(folder, read).items() if m.rate not in {0, 100}}
    assert wrong == rates


def test_a_sparse_field_is_counted_where_there_is_one(folder: Path) -> None:
    read = right()
    read["claims"][0]["direction"] = "increase"
    read["claims"][2]["direction"] = "decrease"
    measure = measured(folder, read)["field direction, where there is one"]
    assert (measure.right, measure.gold, measure.pred) == (0, 1, 2)


def test_what_may_be_left_out_counts_neither_way(folder: Path) -> None:
    passages = json.loads((folder / "passages.json").read_text(encoding="utf-8"))
    passages[0]["quantities"][3]["optional"] = True
    (folder / "passages.json").write_text(json.dumps(passages), encoding="utf-8")
    for claims in (right()["claims"], right()["claims"][:3]):
        measure = measured(folder, {**right(), "claims": claims})["quantity, exact span"]
        assert (measure.right, measure.gold, measure.pred) == (3, 3, 3)


ROWS: list[dict[str, Any]] = [
    {"start": SCHOOLS["start"], "label": "学校", "nature": "flow", "action": "新建"},
    {
        **{"start": MONEY["start"], "label": "投资", "nature": "share", "scope": "今年"},
        **{"reference": "产值", "reference_role": "whole", "per": "回顾"},
    },
    {"start": GROWTH["start"], "label": "产值", "nature": "change", "streak": "5年"},
    {
        **{"start": AIM["start"], "label": "学校", "nature": "flow"},
        **{"commitment": "打算", "strength": "plan"},
    },
]


def row_claims() -> list[dict[str, Any]]:
    """The claims that agree with ``ROWS``."""
    read: list[dict[str, Any]] = right()["claims"]
    for one, row in zip(read, ROWS, strict=True):
        one |= {"label": row["label"], "nature": row["nature"]}
        one |= {f: {"text": row[f]} for f in ("action", "scope", "per") if f in row}
    read[1]["reference"] = {"text": "产值", "role": "whole"}
    read[2]["streak"] = {"text": "连续五年", "value": 5, "unit": "年"}
    read[3]["commitment"] = {"text": "打算", "strength": "plan"}
    return read


@pytest.fixture
def with_rows(folder: Path) -> Path:
    lines = (json.dumps({"doc": "甲", **row}) for row in ROWS)
    (folder / "part2.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def wrong_in_rows(folder: Path, number: int, change: dict[str, Any]) -> dict[str, float]:
    """The rates of rows that are not 100 where one claim is changed."""
    claims = row_claims()
    claims[number] |= change
    rates = measured(folder, right() | {"claims": claims})
    return {n.removeprefix("part 2 "): m.rate for n, m in rates.items() if is_wrong(n, m)}


def is_wrong(name: str, measure: Measure) -> bool:
    return name.startswith("part 2 ") and bool(measure.gold or measure.pred) and measure.rate < 100


ALONE = "row stands alone (label, nature, scope, reference)"


@pytest.mark.parametrize(
    ("number", "change", "rates"),
    [
        (0, {}, {}),
        (0, {"label": "今年新建学校数量"}, {"label": 75, ALONE: 75}),
        (0, {"label": "“学校”"}, {}),
        (0, {"nature": "stock"}, {"nature": 75, ALONE: 75}),
        (0, {"estimated": True}, {"estimated": 75}),
        (0, {"action": {"text": "改造"}}, {"action, where there is one": 0}),
        (0, {"action": {"text": "完成"}}, {}),
        (0, {"scope": {"text": "甲校"}}, {"scope, where there is one": 200 / 3, ALONE: 75}),
        (1, {"scope": None, "label": "今年投资"}, {"scope, where there is one": 0, ALONE: 75}),
        (
            1,
            {"reference": {"text": "产值", "role": "than"}},
            {"reference, where there is one": 0, ALONE: 75},
        ),
        (2, {"streak": {"value": 4, "unit": "年"}}, {"streak, where there is one": 0}),
        (3, {"commitment": {"strength": "strive"}}, {"strength, where there is one": 0}),
        (3, {"action": {"text": "完成"}}, {}),
    ],
)
def test_one_field_of_a_row_is_wrong(
    with_rows: Path, number: int, change: dict[str, Any], rates: dict[str, float]
) -> None:
    assert wrong_in_rows(with_rows, number, change) == pytest.approx(rates)


def test_outline_and_masks(folder: Path) -> None:
    read = right()
    (root,) = read["outline"]
    (inner,) = root["children"]
    read["outline"] = [{**root, "children": []}, {**inner, "kind": "item", "title": "另"}]
    read["masks"] = [{**MASKS[0], "stands_for": "name"}, {**MASKS[0], "start": 0, "end": 2}]
    measures = measured(folder, read)
    expected = {
        "outline nodes": (2, 2, 2),
        "outline headings": (1, 2, 1),
        "outline parent": (1, 2, 2),
        "outline marker": (2, 2, 2),
        "outline heading title": (1, 2, 2),
        "mask runs": (1, 1, 2),
        "mask stands for (number or name)": (0, 1, 1),
    }
    found = {n: (measures[n].right, measures[n].gold, measures[n].pred) for n in expected}
    assert found == expected


def test_spans_that_do_not_hold_are_wrong(folder: Path) -> None:
    read = right()
    total = measured(folder, read)["spans right, every object"].gold
    read["claims"][0]["quantity"] = None
    read["statements"][0]["end"] = len(TEXT) + 1
    read["masks"][0]["text"] = "***"
    read["outline"][0]["children"][0]["end"] += 1
    measure = measured(folder, read)["spans right, every object"]
    assert (measure.right, measure.gold) == (total - 5, total)  # the child is outside its parent


def test_misses_have_their_place(folder: Path) -> None:
    read = right()
    read["claims"][1:] = [claim(MONEY, unit="吨"), claim(GROWTH)]
    measured(folder, read)
    scores = evaluate(folder, pred=folder / "out")
    assert [miss.area for miss in scores.misses] == ["quantity.missed", "field.unit"]
    (unit,) = scores.missed("field")
    assert (unit.document, TEXT[unit.start : unit.end]) == ("甲", "**亿元")
    assert (unit.gold, unit.got) == ("元", "吨")
    assert "投资⟦**亿元⟧。" in unit.shown


@pytest.mark.parametrize("content", ["[]", '{"claims": 3}', "{"])
def test_an_outline_that_is_none_is_named(folder: Path, content: str) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "甲.json").write_text(content, encoding="utf-8")
    with pytest.raises(ReadError, match=r"甲\.json: this is no JSON outline"):
        evaluate(folder, pred=folder / "out")


def test_texts_are_read_where_there_are_no_outlines(folder: Path) -> None:
    scores = evaluate(folder)
    assert scores.documents == ("甲",)
    assert scores.unread == ()
    assert scores["quantity, exact span"].f1 == 100


def test_the_interval_comes_from_the_documents(folder: Path) -> None:
    (folder / "out").mkdir()
    whole = json.loads((folder / "passages.json").read_text(encoding="utf-8"))[0]
    passages = [{**whole, "doc": name} for name in "甲乙丙丁"]
    (folder / "passages.json").write_text(json.dumps(passages), encoding="utf-8")
    for number, name in enumerate("甲乙丙丁"):
        (folder / "docs" / f"{name}.txt").write_text(TEXT, encoding="utf-8", newline="")
        read = {"claims": right()["claims"][number:]}
        (folder / "out" / f"{name}.json").write_text(json.dumps(read), encoding="utf-8")
    scores = evaluate(folder, pred=folder / "out")
    exact = scores["quantity, exact span"]
    assert exact.interval is not None
    low, high = exact.interval
    assert 40 < low < exact.f1 < high < 100
    assert scores == evaluate(folder, pred=folder / "out")
    assert scores["field value"].interval == (100, 100)


PHRASES = st.text(alphabet="全市工业农业增加值收入支出", max_size=12)


@given(PHRASES, PHRASES)
def test_agreement_is_mutual(one: str, two: str) -> None:
    assert same_phrase(one, one)
    assert same_phrase(one, two) == same_phrase(two, one)
    assert same_unit(one, two) == same_unit(two, one)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_rates_are_per_cent(right: int, missed: int, extra: int) -> None:
    measure = Measure("f1", right, right + missed, right + extra)
    assert 0 <= measure.f1 <= 100
    assert min(measure.precision, measure.recall) <= measure.f1 + 1e-9
    assert measure.f1 <= max(measure.precision, measure.recall) + 1e-9
