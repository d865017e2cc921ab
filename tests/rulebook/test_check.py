"""Every rule table has a checker, every entry an example, and every example comes out."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

import govtext
from govtext.language import guarded
from govtext.language.lexicon import WordClass, classes
from govtext.rulebook import check as rulecheck
from govtext.rulebook.load import Rulebook, RuleError, load
from govtext.rulebook.usable import checked


def test_packaged_rules_do_what_their_examples_say() -> None:
    findings = list(rulecheck.check(load()))
    assert not findings, "\n".join(
        f"[[{found.table}]] {found.entry}: {found.problem}" for found in findings
    )


def test_an_example_that_needs_a_missing_package_is_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rules = load()
    compared = [
        name
        for name, (_, entry) in rules.entries("checks").items()
        if any(" || " in example for example in entry.get("examples", ()))
    ]
    assert compared
    monkeypatch.setitem(sys.modules, "rapidfuzz", None)
    for name in compared:
        assert not list(rulecheck.check_entry(rules, "checks", name))


class Fruit(msgspec.Struct):
    name: str
    colour: str
    examples: list[str] = []


@pytest.fixture
def fruit_checker(monkeypatch: pytest.MonkeyPatch) -> None:
    def has_its_colour(fruit: Fruit, example: str, rules: Rulebook) -> str | None:
        return None if fruit.colour in example else "no such colour"

    monkeypatch.setattr(rulecheck, "CHECKERS", {"fruit": (Fruit, has_its_colour)})


def rules_of(tables: dict[str, list[dict[str, Any]]]) -> Rulebook:
    return Rulebook(
        {
            table: {entry["name"]: ("own.toml", entry) for entry in entries}
            for table, entries in tables.items()
        }
    )


@pytest.mark.usefixtures("fruit_checker")
@pytest.mark.parametrize(
    ("entry", "problems"),
    [
        ({"name": "桃", "colour": "红", "examples": ["红桃"]}, []),
        ({"name": "桃", "colour": "红", "examples": ["红桃", "白桃"]}, ["'白桃': no such colour"]),
        ({"name": "桃", "colour": "红"}, ["has no examples"]),
    ],
)
def test_entries_are_checked(entry: dict[str, Any], problems: list[str]) -> None:
    found = [finding.problem for finding in rulecheck.check(rules_of({"fruit": [entry]}))]
    assert [problem.removeprefix("example ") for problem in found] == problems


@pytest.mark.usefixtures("fruit_checker")
def test_a_table_nobody_reads_is_found() -> None:
    found = list(rulecheck.check(rules_of({"fruits": [{"name": "桃"}]})))
    assert [(finding.table, finding.problem) for finding in found] == [
        ("fruits", "no stage reads this table")
    ]


def own_rules(folder: Path, toml: str, name: str = "own.toml") -> str:
    """A user's folder with a file of rules."""
    (folder / name).write_text(toml, encoding="utf-8")
    return str(folder)


def names(rules: Rulebook) -> list[str]:
    return list(rules.entries("glossaries"))


def test_rules_of_a_user_extend_replace_and_take_away(tmp_path: Path) -> None:
    packaged = load()
    assert names(packaged) == ["glossary"]
    folder = own_rules(tmp_path, '[[glossaries]]\nname = "新"\npattern = "小词典"\n')
    assert names(load(folder)) == ["glossary", "新"]
    own_rules(tmp_path, '[[glossaries]]\nname = "glossary"\npattern = "甲"\n', "替换.toml")
    replaced = load(folder)
    assert names(replaced) == ["glossary", "新"]
    assert replaced.entries("glossaries")["glossary"][1]["pattern"] == "甲"
    own_rules(tmp_path, '[[glossaries]]\nname = "glossary"\ndisabled = true\n', "替换.toml")
    assert names(load(folder)) == ["新"]
    assert names(load()) == ["glossary"]


def test_an_entry_of_ones_own_can_be_switched_off(tmp_path: Path) -> None:
    toml = '[[glossaries]]\nname = "我的"\npattern = "小词典"\ndisabled = {}\n'
    folder = own_rules(tmp_path, toml.format("true"))
    assert names(load(folder)) == ["glossary"]
    own_rules(tmp_path, toml.format("false"))
    assert names(load(folder)) == ["glossary", "我的"]


INDICATOR = """
[[indicators]]
name = "{}"
aliases = ["云端服务收入"]
"""


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    text = "全市云端服务收入15亿元。"
    for name in ("云服务营业收入", "云端服务业务总收入"):
        folder = own_rules(tmp_path, INDICATOR.format(name))
        (claim,) = govtext.parse(text, rules=folder).claims
        assert claim.indicator is not None
        assert claim.indicator.name == name
    assert load(folder) is load(folder)


def test_a_rulebook_can_be_sent_to_another_process(tmp_path: Path) -> None:
    rules = load(own_rules(tmp_path, INDICATOR.format("云")))
    again = pickle.loads(pickle.dumps(rules))
    assert again.own == rules.own == (("indicators", "云"),)
    assert again.entries("indicators") == rules.entries("indicators")


EVERYWHERE = """
[[units]]
name = "容器"
base = "舱"
examples = ["交付3舱"]
[units.factors]
"舱" = 1

[[cues]]
name = "擘画"
category = "plan"
weight = 5
words = ["拟绘{就,出}"]
examples = ["拟绘就新图。"]

[[markers]]
name = "甲乙"
rank = 4
kind = "heading"
where = "line"
pattern = '(?:甲|乙|丙)篇[ ]?'
examples = ["甲篇 建设 => 甲篇 | 建设"]
"""


def test_rules_of_a_user_are_used_and_checked(tmp_path: Path) -> None:
    folder = own_rules(tmp_path, EVERYWHERE)
    report = govtext.parse("甲篇 建设\n交付3舱。\n乙篇 安排\n拟绘就新图。\n", rules=folder)
    assert [node.marker for node in report.outline] == ["甲篇", "乙篇"]
    assert [claim.quantity.unit for claim in report.claims] == ["舱"]
    assert [statement.category for statement in report.statements][-1] == "plan"
    assert govtext.parse("交付3舱。").claims == []
    rules = load(folder)
    for table, name in rules.own:
        assert list(rulecheck.check_entry(rules, table, name)) == []


GOOD = '[[glossaries]]\nname = "好"\npattern = "好"\n'
PATTERN = GOOD + "\n[[{}]]\nname = '坏'\npattern = {}\n"
ADDING = "[[{}]]\nname = '坏'\n{}"
TIME = ADDING.format("times", "pattern = {}\n{}\nholds = '末'\nreads = 'year'\n")
SPLIT = "words = ['''\n[[cues]]\nweight = 1'''{}]\n"
CHOICES = "it is one of 'achievement', 'problem', 'plan', 'other'"


@pytest.mark.parametrize(
    ("toml", "complaint"),
    [
        ("[[units", "own.toml: not valid TOML"),
        ("\nunits = 3", "own.toml:2: 'units' must be an array of tables: write [[units]]"),
        ("[units]", "own.toml:1: 'units' must be an array of tables"),
        (
            GOOD + "[[units]]\nfactor = 3",
            "own.toml:4: [[units]] entry 1, key 'name': has no name = \"…\"",
        ),
        (
            GOOD + "\n" + GOOD,
            "own.toml:6: [[glossaries]] entry 2, key 'name': there are two entries named '好'",
        ),
        (
            GOOD + ADDING.format("glosaries", ""),
            "own.toml:4: [[glosaries]] entry '坏': there is no such table; did you mean "
            "'glossaries'?",
        ),
        (
            GOOD + ADDING.format("cues", "words = [\n  '甲',\n]\ncategory = 'plans'"),
            "own.toml:9: [[cues]] entry '坏', key 'category': Invalid enum value 'plans'; "
            + CHOICES,
        ),
        (
            ADDING.format("cues", SPLIT.format(", 3")) + "weight = 1",
            "own.toml:3: [[cues]] entry '坏', key 'words[1]': Expected `str`, got `int`",
        ),
        (
            ADDING.format("cues", SPLIT.format("")) + "weight = 'x'",
            "own.toml:6: [[cues]] entry '坏', key 'weight': Expected `float`, got `str`",
        ),
        (
            GOOD + "colour = 3",
            "own.toml:4: [[glossaries]] entry '好', key 'colour': there is no such key; there are "
            "name, pattern, examples",
        ),
        (
            ADDING.format("cues", "words = []\nweigt = 1"),
            "own.toml:4: [[cues]] entry '坏', key 'weigt': there is no such key; did you mean "
            "'weight'?",
        ),
        (
            ADDING.format("cues", ""),
            "own.toml:1: [[cues]] entry '坏', key 'words': missing; every entry of this table",
        ),
        (
            PATTERN.format("furniture", "'a)('"),
            "own.toml:7: [[furniture]] entry '坏', key 'pattern': 'a)(' is no valid pattern: "
            "unbalanced parenthesis at position 1",
        ),
        (PATTERN.format("furniture", "'(?i)a'"), "'(?i)a' is no valid pattern: global flags not"),
        (PATTERN.format("furniture", "'(?P<x>a)'"), "group (?P<x>…) means nothing here"),
        (
            ADDING.format(
                "markers", "rank = 4\nkind = 'item'\nwhere = 'line'\npattern = '(第)(?P<n>一)款'"
            ),
            "own.toml:6: [[markers]] entry '坏', key 'pattern': the only group of a marker is",
        ),
        (PATTERN.format("furniture", r"'(a)\1'"), "without a reference to a group"),
        (
            PATTERN.format("lookalikes", "'(?P<run>[xX]?)'"),
            "own.toml:7: [[lookalikes]] entry '坏', key 'pattern': '(?P<run>[xX]?)' matches the",
        ),
        (
            PATTERN.format("furniture", "'(?:(?:页?){1000}){1000}'"),
            "own.toml:7: [[furniture]] entry '坏', key 'pattern': '(?:(?:页?){1000}){1000}' "
            "repeats at least 1,000,000 times",
        ),
        (
            GOOD + TIME.format("'(?<={year})末'", "starts = '末'"),
            "own.toml:6: [[times]] entry '坏', key 'pattern': '(?<={year})末' is no "
            "valid pattern: look-behind requires fixed-width",
        ),
        (
            GOOD + TIME.format("'(?P<day>{count})末'", "starts = '末'"),
            "own.toml:6: [[times]] entry '坏', key 'pattern': group (?P<day>…) means nothing here",
        ),
        (
            GOOD + ADDING.format("patterns", "pattern = '[,;]'"),
            "own.toml:4: [[patterns]] entry '坏': these are the program's own patterns",
        ),
        (
            GOOD + "[[patterns]]\nname = 'end of a clause'\ndisabled = true",
            "own.toml:4: [[patterns]] entry 'end of a clause': these are the program's own",
        ),
        (
            GOOD + ADDING.format("list_numbers", "signs = '甲乙'"),
            "own.toml:4: [[list_numbers]] entry '坏': this is how Word writes numbers",
        ),
        (
            ADDING.format("unit_uses", "[unit_uses.unless]\n'人' = '才 (民'"),
            "own.toml:3: [[unit_uses]] entry '坏', key 'unless': 人: '(民' is no valid pattern",
        ),
        (
            ADDING.format("set_phrases", f"words = '{'{一,二,三,四}' * 12}'"),
            "own.toml:3: [[set_phrases]] entry '坏', key 'words': stands for 16,777,216 phrases",
        ),
        (
            GOOD + ADDING.format("units", "base = '舱'\n[units.factors]\n'舱' = '1/0'"),
            "own.toml:4: [[units]] entry '坏': can't be used: ZeroDivisionError",
        ),
        (
            "[[headings]]\nname = 'reviw'\ndisabled = true",
            "own.toml:3: [[headings]] entry 'reviw', key 'disabled': there is no such entry to "
            "remove; did you mean 'review'?",
        ),
        (
            "[[headings]]\nname = 'review'\ndisabled = 1",
            "own.toml:3: [[headings]] entry 'review', key 'disabled': must be true or false",
        ),
        (
            GOOD + "[[units]]\nname = 'percent'\ndisabled = true",
            "own.toml:4: [[units]] entry 'percent': can't be used: KeyError: '%'",
        ),
    ],
)
def test_broken_rules_name_their_place(tmp_path: Path, toml: str, complaint: str) -> None:
    with pytest.raises(RuleError) as caught:
        checked(own_rules(tmp_path, toml))
    assert complaint in str(caught.value)
    assert str(caught.value).startswith(str(tmp_path))
    with pytest.raises(RuleError):  # again, and not only the first time
        checked(str(tmp_path))


def test_a_pattern_that_takes_too_long_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (guarded, rulecheck):
        monkeypatch.setattr(module, "LIMIT", 0.2)
    slow = PATTERN.format("furniture", "'(?=(?:.|[^区]|[^市])+[XY][YZ]).+'")
    complaint = (
        "own.toml:5: [[furniture]] entry '坏': can't be used: ran longer than 0.2 seconds on"
    )
    with pytest.raises(RuleError) as caught:
        checked(own_rules(tmp_path, slow))
    assert complaint in str(caught.value)


@pytest.mark.parametrize(
    ("table", "advice"),
    [("wording", 'kind = "verb"'), ("bounds", "bound_at"), ("status_cues", 'status = "target"')],
)
def test_a_table_of_earlier_versions_says_what_to_write(
    tmp_path: Path, table: str, advice: str
) -> None:
    with pytest.raises(RuleError, match=r"own\.toml:1: .* is part of \[\[words\]\] now") as caught:
        checked(own_rules(tmp_path, f'[[{table}]]\nname = "旧"\nwords = "起造"\n'))
    assert advice in str(caught.value)


def test_a_word_stands_in_one_class() -> None:
    homes: dict[str, list[str]] = {}
    for entry in load().table("words", WordClass):
        for word in classes(entry):
            homes.setdefault(word, []).append(entry.name)
    assert not {word: names for word, names in homes.items() if len(names) > 1}


def test_every_class_of_words_has_a_carrier() -> None:
    for entry in load().table("words", WordClass):
        assert "{}" in entry.carrier, entry.name


def test_a_word_that_does_not_fit_its_carrier_is_found(tmp_path: Path) -> None:
    toml = """
[[words]]
name = "起"
kind = "verb"
words = "起造"
carrier = "全县{}粮仓[12座]。 => 桥梁"
"""
    rules = checked(own_rules(tmp_path, toml))
    (finding,) = rulecheck.check_entry(rules, "words", "起")
    assert finding.key == "carrier"
    assert finding.problem.endswith("12座 has 粮仓 for 桥梁")


def test_files_as_editors_on_windows_write_them(tmp_path: Path) -> None:
    toml = f"# 我的\n{GOOD}".replace("\n", "\r\n")
    (tmp_path / "own.toml").write_bytes(toml.encode("utf-8-sig"))
    assert names(checked(str(tmp_path))) == ["glossary", "好"]
    (tmp_path / "own.toml").write_bytes((toml + "wrong = 1\r\n").encode("utf-8-sig"))
    with pytest.raises(RuleError, match=r"own\.toml:5: .*key 'wrong'"):
        checked(str(tmp_path))
    (tmp_path / "own.toml").write_bytes(toml.encode("gbk"))
    with pytest.raises(RuleError, match=r"own\.toml:1: not valid TOML.*save the file as UTF-8"):
        checked(str(tmp_path))


def test_a_missing_folder_of_rules_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="nowhere: no such folder"):
        checked(str(tmp_path / "nowhere"))
