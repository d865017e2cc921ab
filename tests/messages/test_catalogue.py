"""Every text for people is in the catalogue, in both languages, and no other is."""

from __future__ import annotations

import re
from typing import get_args

import msgspec
import pytest
from said_texts import blank, page_texts, strings, texts, unmarked

from govtext import report as vocabulary
from govtext.analyses.judgement import JudgementRule
from govtext.json_schema import schema
from govtext.messages import column, said
from govtext.messages.catalogue import catalogue, parts
from govtext.rulebook.load import load
from govtext.writers.tables import TABLES

# Forms of texts that are no texts for people: a part of a message, and how a name is written.
NOT_SAID = {
    *(
        "govtext {}",
        "govtext {} ({})",
        "govtext {} ({})\n",
        "Usage: {command}",
        "govtext: {}",
        "govtext tasks 1",
        "--lang zh|en",
        "notebook of a claim",
    ),
    *(" on the text ", "pip install 'govtext[ocr]'", "jieba {}, every token", "spacy {}"),
    *("{}, {} + policy terms {}", "{} {} + policy terms {}"),
}


def test_every_text_in_the_code_is_in_the_catalogue() -> None:
    known = {blank(text) for text in (*catalogue().messages, *catalogue().script)}
    missing = [one for one in (*texts(), *page_texts()) if one.text not in known | NOT_SAID]
    assert not missing, "put the Chinese of these into govtext/messages/: " + "\n".join(
        f"{one.place}: {one.text}" for one in missing
    )


def test_every_text_of_the_catalogue_is_in_the_code() -> None:
    files = [part for name, part in parts().items() if name != "usage.toml"]
    own = {blank(text) for part in files for text in (*part.messages, *part.script)}
    used = {one.text for one in (*texts(), *page_texts())}
    words = strings()
    assert sorted(text for text in own - used if text not in words) == []


def test_every_text_of_a_page_is_marked_as_one() -> None:
    """Without the mark a text of a template or a script has one language only."""
    assert unmarked() == []


def test_no_text_is_in_two_files() -> None:
    for kind in ("messages", "columns", "values", "descriptions"):
        names = [name for part in parts().values() for name in getattr(part, kind)]
        assert len(names) == len(set(names)), kind


@pytest.mark.parametrize("text", catalogue().messages)
def test_a_translation_has_the_fields_of_its_text_and_is_chinese(text: str) -> None:
    translation = catalogue().messages[text]
    fields = {field.lstrip("*") for field in re.findall(r"\{(\*?\w+)\}", text)}
    assert set(re.findall(r"\{(\w+)\}", translation)) <= fields
    chinese = re.compile(r"[\u4e00-\u9fff]")
    # The switch of a page names the other language in that language.
    assert chinese.search(translation) or chinese.search(text) or text in {"f1", "95 %"}
    # A value between two fields that touch can't be found again.
    assert "}{" not in text


@pytest.mark.parametrize("text", catalogue().messages)
def test_a_text_with_values_is_found_again(text: str) -> None:
    """Each text is read back by its own template, and not by one that says less."""
    filled = re.sub(r"\{\*?(\w+)\}", r"<\1>", text)
    expected = re.sub(r"\{(\w+)\}", r"<\1>", catalogue().messages[text])
    assert said(filled, "zh") == expected


def test_every_column_has_a_chinese_name() -> None:
    for table, columns in TABLES.items():
        named = [column(table, one.name, "zh") for one in columns]
        assert len(set(named)) == len(named)
    every = {one.name for columns in TABLES.values() for one in columns}
    own = {name for columns in catalogue().tables.values() for name in columns}
    assert catalogue().columns.keys() | own >= every


@pytest.mark.parametrize(
    "values",
    ["Category", "NodeKind", "QuantityKind", "Direction", "Basis", "Status", "Nature", "Strength"],
)
def test_every_value_of_the_outline_has_a_chinese_name(values: str) -> None:
    missing = set(get_args(getattr(vocabulary, values))) - catalogue().values.keys()
    assert not missing


def test_the_schema_is_described_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVTEXT_LANG", "zh")
    for name, form in schema()["$defs"].items():
        assert form["description"] == catalogue().descriptions[name][""]
        for field, described in form["properties"].items():
            assert described["description"] == catalogue().descriptions[name][field]
        assert catalogue().descriptions[name].keys() == {"", *form["properties"]}
    names = msgspec.json.schema(vocabulary.Report)["$defs"].keys()
    assert catalogue().descriptions.keys() == names


def test_every_rule_of_judgement_has_a_chinese_name() -> None:
    names = {entry.name for entry in load().table("judgements", JudgementRule)}
    assert catalogue().judging.keys() >= {*names, "point", "range"}
    reason = "6.8% against 6%以上: +0.80 points (at least, more than); the report says 高于预期"
    told = "结果 6.8%，目标 6%以上，相差 +0.80 个百分点（判定规则：以上，超过）"
    assert said(reason, "zh") == f"{told}；报告说高于预期"
