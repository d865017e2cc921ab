"""Dictionaries that can't be used: the message names the file, the place and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

import govtext
from govtext.analyses.dictionary import dictionary


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("d.toml", '[[topics]]\nname = "a"\nterm = ["b"]\n', "d.toml:3: [[topics]] entry 'a'"),
        ("d.toml", 'x = "a"\n', "d.toml:1: 'x' must be an array of tables"),
        ("d.csv", "名称,说明\na,b\n", "has no column of terms (its columns: 名称、说明)"),
        ("d.csv", "词,权重\n污染,高\n", "row 2: the weight '高' is no number"),
        ("d.csv", "词,重叠\n污染,每个\n", "row 2: there is no overlap '每个'"),
        ("d.xlsx", "词", "d.xlsx: this is no workbook"),
        ("d.txt", "环境 -绿化\n", "the phrase '绿化' does not hold the term '环境'"),
        ("d.txt", "# nothing\n", "this dictionary has no terms"),
        ("d.txt", "", "d.txt: the file is empty"),
    ],
)
def test_what_is_wrong_with_a_dictionary_is_said(
    tmp_path: Path, name: str, content: str, said: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(govtext.GovtextError) as error:
        dictionary(tmp_path / name)
    assert said in str(error.value)


def test_a_misspelt_phrase_names_the_term_that_is_meant(tmp_path: Path) -> None:
    path = tmp_path / "d.toml"
    path.write_text(
        '[[topics]]\nname = "a"\nterms = ["生态环境"]\n[topics.not_in]\n"生态环镜" = ["x"]\n',
        encoding="utf-8",
    )
    with pytest.raises(govtext.ReadError, match="did you mean '生态环境'"):
        dictionary(path)


def test_lists_and_weights_of_a_table(tmp_path: Path) -> None:
    path = tmp_path / "d.tsv"
    path.write_text("概念\t词\t权重\t分组\n甲\t污染\t0.5\t绿\n甲\t排污\t\t\n", encoding="utf-8")
    (topic,) = dictionary(path).topics
    assert (topic.name, topic.group, topic.terms) == ("甲", "绿", ["污染", "排污"])
    assert topic.weights == {"污染": 0.5}
