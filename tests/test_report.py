"""The types of a report: JSON written and read, key order, schema, and pandas views."""

from __future__ import annotations

import inspect
import json
import sys
from typing import Any

import jsonschema
import msgspec
import pandas as pd
import pytest

import govtext
from govtext import Report
from govtext import report as vocabulary
from govtext.evaluation.measures import Miss
from govtext.evaluation.scores import Measure
from govtext.json_schema import field_docstrings
from govtext.report import (
    Claim,
    Diagnostic,
    Entry,
    Indicator,
    Mask,
    Metadata,
    Node,
    Quantity,
    Source,
    Statement,
)

TEXT = "一、道路建设\n全年新建农村公路12公里，其中**公里通到组。\n"
INDICATOR = Indicator("农村公路", 11, 15, "农村公路里程")


def is_struct(form: object) -> bool:
    return isinstance(form, type) and issubclass(form, msgspec.Struct)


def quantity(text: str, start: int, value: float | None) -> Quantity:
    end = start + len(text)
    return Quantity(text, start, end, value, None, None, "公里", "=", "amount", value is None)


def claim(id: int, measured: Quantity, indicator: Indicator | None, part_of: int | None) -> Claim:
    return Claim(
        id=id,
        statement=1,
        node="1",
        category="achievement",
        status="actual",
        period="2023",
        indicator=indicator,
        quantity=measured,
        direction=None,
        basis=None,
        part_of=part_of,
    )


@pytest.fixture
def report() -> Report:
    below = Node("1.1", "item", None, None, "全年新建农村公路12公里", 7, 30, None)
    return Report(
        schema="govtext/1",
        source=Source("总结.txt", "txt", "utf-8", "0" * 64, len(TEXT)),
        metadata=Metadata("总结", 2023, "青石县", None, None),
        text=TEXT,
        outline=[Node("1", "heading", "一、", 1, "道路建设", 0, 30, "achievement", [below])],
        statements=[Statement(1, "1", 7, 30, "achievement", "section")],
        claims=[
            claim(1, quantity("12公里", 15, 12.0), INDICATOR, None),
            claim(2, quantity("**公里", 22, None), None, 1),
        ],
        masks=[Mask("**", 22, 24, "number", 2)],
        achievements=[Entry("1", ["道路建设"], 7, 30, TEXT[7:30], [1, 2])],
        problems=[],
        plans=[],
        diagnostics=[Diagnostic("repeated-ordinal", "An example.", 0, 2)],
        furniture=[],
    )


def test_json_comes_back_as_it_was(report: Report) -> None:
    assert Report.from_json(report.to_json()) == report
    assert Report.from_json(report.to_json(indent=2)) == report
    assert Report.from_json(report.to_json().decode()) == report


def test_json_without_the_text_comes_back_without_it(report: Report) -> None:
    data = report.to_json(text=False)
    assert "text" not in json.loads(data)
    back = Report.from_json(data)
    assert back.text is None
    assert back.to_json() == data
    assert back.claims == report.claims


def test_keys_are_in_the_order_of_the_contract(report: Report) -> None:
    document = report.to_dict()
    order = (
        "schema source metadata text outline statements claims masks achievements problems plans "
        "diagnostics furniture"
    )
    assert " ".join(document) == order
    outline = "id kind marker ordinal title start end category children"
    assert " ".join(document["outline"][0]) == outline
    claims = (
        "id statement node category status period indicator quantity direction basis part_of label "
        "label_parts nature action scope per reference streak commitment estimated"
    )
    assert " ".join(document["claims"][0]) == claims
    assert document == json.loads(report.to_json())


def test_json_is_utf8_and_not_escaped(report: Report) -> None:
    lines = report.to_json(indent=2).decode("utf-8").splitlines()
    assert lines[0] == "{"
    assert lines[1] == '  "schema": "govtext/1",'
    assert '  "title": "总结",' in "\n".join(lines)
    assert b"\n" not in report.to_json()


@pytest.mark.parametrize("data", ["", "[]", "{}", '{"schema": 3}', "{"])
def test_other_json_is_refused(data: str) -> None:
    with pytest.raises(msgspec.DecodeError):
        Report.from_json(data)


def test_the_schema_admits_what_is_written_and_no_more(report: Report) -> None:
    validator = jsonschema.Draft202012Validator(govtext.schema())
    validator.check_schema(govtext.schema())
    validator.validate(report.to_dict())
    validator.validate(report.to_dict(text=False))
    validator.validate(json.loads(govtext.parse("").to_json()))
    wrong = report.to_dict()
    wrong["claims"][0]["status"] = "perhaps"
    assert not validator.is_valid(wrong)


@pytest.mark.parametrize(
    "form",
    [
        *(form for form in vars(vocabulary).values() if is_struct(form)),
        *(govtext.Scores, Measure, Miss),
    ],
)
def test_every_field_has_a_docstring(form: Any) -> None:
    docstrings = field_docstrings(form.__module__)[form.__name__]
    assert list(docstrings) == list(form.__annotations__)
    for field, said in docstrings.items():
        assert said.endswith((".", "…")), f"{form.__name__}.{field}: {said}"


def test_the_schema_describes_every_property() -> None:
    forms = govtext.schema()["$defs"]
    assert forms["Claim"]["properties"]["id"]["description"].startswith("Its number in the report")
    assert set(forms) == {form.__name__ for form in vars(vocabulary).values() if is_struct(form)}
    for name, form in forms.items():
        for field, described in form["properties"].items():
            assert "\n" not in described["description"], f"{name}.{field}"


def test_each_report_of_a_list_is_shown_on_one_line(report: Report) -> None:
    assert repr(report) == "<Report '总结' 2023 · 1 statement · 2 claims>"
    hostile = "\u2028长\n" * 500
    for name in ("title", "issuer"):
        setattr(report.metadata, name, hostile)
    report.claims[0].quantity.text = hostile
    report.diagnostics[0].message = report.masks[0].text = hostile
    report.outline[0].title = report.achievements[0].text = report.statements[0].reason = hostile
    items = [report, *report.claims, *report.nodes(), *report.statements, *report.masks]
    items += [*report.achievements, *report.diagnostics, report.claims[0].quantity, report.source]
    for item in items:
        assert len(repr(item).splitlines()) == 1
        assert len(repr(item)) < 150, repr(item)


def test_a_value_of_zero_is_shown() -> None:
    assert repr(quantity("0公里", 3, 0)) == "<Quantity '0公里' amount = 0 公里 [3:6]>"
    assert repr(quantity("**公里", 3, None)) == "<Quantity '**公里' amount = 公里 masked [3:7]>"


def test_nodes_are_found_by_their_ids(report: Report) -> None:
    assert [report.node(node.id) for node in report.nodes()] == list(report.nodes())
    for id, known in (("2", "its outermost are '1'"), ("1.1.1", "below node '1.1' it has none")):
        with pytest.raises(KeyError, match=f"has no node '{id}'; {known}"):
            report.node(id)
    with pytest.raises(KeyError, match="its outermost are none"):
        govtext.parse("").node("1")


def test_sentences_are_found_by_their_claims(report: Report) -> None:
    assert report.sentence(report.claims[1]) == TEXT[7:30]
    assert report.sentence(report.statements[0]) == TEXT[7:30]
    report.claims[1].statement = 9
    with pytest.raises(KeyError, match="no statement 9"):
        report.sentence(report.claims[1])
    report.text = None
    with pytest.raises(ValueError, match="without its text"):
        report.sentence(report.claims[0])


def test_the_path_of_everything_in_a_report(report: Report) -> None:
    below = report.node("1.1")
    assert report.path(below) == ["道路建设", below.title]
    assert report.path(report.claims[0]) == report.path(report.statements[0]) == ["道路建设"]
    assert report.path(report.achievements[0]) == report.achievements[0].path
    assert report.path(report.masks[0]) == ["道路建设", below.title]
    assert report.path(report.diagnostics[0]) == ["道路建设"]
    assert report.path(Diagnostic("code", "Outside.", 30, 31)) == []
    report.claims[0].node = None
    assert report.path(report.claims[0]) == []
    report.claims[0].node = "4"
    with pytest.raises(KeyError, match="no node '4'"):
        report.path(report.claims[0])


def test_claims_as_a_frame(report: Report) -> None:
    frame = report.to_frame()
    assert frame["source"].tolist() == ["总结.txt", "总结.txt"]
    assert frame["text"].tolist() == ["12公里", "**公里"]
    assert frame["indicator"].tolist() == ["农村公路", pd.NA]
    assert frame["indicator_name"].tolist() == ["农村公路里程", pd.NA]
    assert frame["value"].tolist() == [12.0, pd.NA]
    assert frame["part_of"].tolist() == [pd.NA, 1]
    assert frame["masked"].tolist() == [False, True]
    assert frame["start"].tolist() == [15, 22]


def test_values_in_the_base_unit() -> None:
    text = "新建高标准农田30万亩，粮食产量5亿斤，投入**万元，亩均税收20万元/亩，指数达到102.5。"
    frame = govtext.parse(text).to_frame()
    assert frame["base_unit"].tolist() == ["平方米", "千克", "元", "元/平方米", pd.NA]
    assert frame["base_value"].tolist() == [2e8, 2.5e8, pd.NA, 300.0, pd.NA]


def test_the_other_frames(report: Report) -> None:
    outline = report.to_frame("outline")
    assert outline[["id", "parent", "depth", "marker"]].values.tolist() == [
        ["1", pd.NA, 1, "一、"],
        ["1.1", "1", 2, pd.NA],
    ]
    statements = report.to_frame("statements")
    assert statements["text"].tolist() == [TEXT[7:30]]
    masks = report.to_frame("masks")
    assert masks[["text", "stands_for", "claim"]].values.tolist() == [["**", "number", 2]]
    entries = report.to_frame("entries")
    assert entries[["category", "path"]].values.tolist() == [["achievement", "道路建设"]]
    assert entries["claims"].tolist() == [[1, 2]]


@pytest.mark.parametrize("table", ["claims", "outline", "statements", "masks", "entries"])
def test_an_empty_frame_has_the_same_types(report: Report, table: str) -> None:
    full = report.to_frame(table)  # type: ignore[arg-type]
    empty = govtext.parse("").to_frame(table)  # type: ignore[arg-type]
    assert len(empty) == 0 < len(full)
    assert empty.dtypes.equals(full.dtypes)
    joined = pd.concat([full, full])
    assert joined.dtypes.equals(full.dtypes)


def test_another_table_is_refused(report: Report) -> None:
    with pytest.raises(ValueError, match="no table 'claim'; the tables are claims, outline,"):
        report.to_frame("claim")  # type: ignore[arg-type]


def test_without_pandas_it_is_said_what_to_install(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match=r"-m pip install 'pandas>=2'"):
        report.to_frame()


@pytest.mark.parametrize("function", [govtext.parse, govtext.read, govtext.read_corpus])
def test_all_but_the_first_argument_go_by_keyword(function: Any) -> None:
    first, *others = inspect.signature(function).parameters.values()
    assert first.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
    assert others
    assert {other.kind for other in others} == {inspect.Parameter.KEYWORD_ONLY}
