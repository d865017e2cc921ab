"""``govtext rules``: what it prints, and its exit status."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from running import Run, run_fixture  # noqa: F401 (a fixture)

from govtext.rulebook.load import load

SOUND = """
[[indicators]]
name = "云服务营业收入"
aliases = ["云端服务收入"]
examples = ["全市云端服务收入"]

[[headings]]
name = "review"
disabled = true

[[glossaries]]
name = "glossary"
pattern = "小词典"
examples = ["小词典 => yes", "名词解释 => no"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "own.toml").write_text(SOUND, encoding="utf-8")
    return tmp_path / "own"


def test_sound_rules(run: Run, folder: Path) -> None:
    result = run("rules", "check", folder)
    assert (result.code, result.err) == (0, "")
    assert result.out == f"{folder}: 1 added, 1 replaced, 1 taken away; nothing wrong\n"


def test_examples_are_run(run: Run, folder: Path) -> None:
    file = folder / "own.toml"
    file.write_text(SOUND.replace("名词解释 => no", "小词典 => no"), encoding="utf-8")
    result = run("rules", "check", folder)
    assert result.code == 1
    place = f"{file}:14: [[glossaries]] entry 'glossary', key 'examples'"
    assert f"{place}: example '小词典 => no': matches: True" in result.err
    assert result.out.endswith("; 1 wrong\n")


def test_entries_without_examples_are_told_of(run: Run, folder: Path) -> None:
    (folder / "more.toml").write_text('[[indicators]]\nname = "云"\n', encoding="utf-8")
    result = run("rules", "check", folder)
    assert result.code == 0
    assert "more.toml:1: [[indicators]] entry '云': has no examples; add some" in result.err


def test_packaged_examples_that_come_out_otherwise_are_told_of(run: Run, folder: Path) -> None:
    toml = '[[units]]\nname = "length"\ndisabled = true\n'
    (folder / "more.toml").write_text(toml, encoding="utf-8")
    result = run("rules", "check", folder)
    assert result.code == 0
    assert "with your rules, [[" in result.err
    assert result.out.endswith("2 taken away; nothing wrong\n")


def test_everything_wrong_is_told_at_once(run: Run, folder: Path) -> None:
    toml = '[[cues]]\nname = "甲"\n\n[[furniture]]\nname = "乙"\npattern = "("\n[[cus]]\nname="丙"'
    (folder / "more.toml").write_text(toml, encoding="utf-8")
    result = run("rules", "check", folder)
    assert result.code == 1
    lines = [line.partition("more.toml:")[2].partition(":")[0] for line in result.err.splitlines()]
    assert lines == ["1", "6", "7"]
    assert result.out.endswith("; 3 wrong\n")


def test_what_is_no_toml(run: Run, folder: Path) -> None:
    (folder / "more.toml").write_text("[[cues", encoding="utf-8")
    result = run("rules", "check", folder)
    assert (result.code, result.out) == (1, "")
    assert "more.toml: not valid TOML" in result.err


def test_tables_and_entries_are_listed(run: Run, folder: Path) -> None:
    rules = load()
    rows = [line.split() for line in run("rules", "list").out.splitlines() if line.strip()]
    assert [[name, str(len(rules.entries(name)))] for name in sorted(rules.names)] == rows[2:]
    assert "review" in run("rules", "list", "headings").out
    assert "review" not in run("rules", "list", "headings", "--rules", folder).out


@pytest.mark.parametrize("table", load().names)
def test_entries_are_shown_as_they_stand(run: Run, table: str) -> None:
    shown = tomllib.loads(run("rules", "show", table).out)
    assert shown == {table: [raw for _, raw in load().entries(table).values()]}


def test_one_entry_is_shown(run: Run, folder: Path) -> None:
    shown = tomllib.loads(run("rules", "show", "indicators", "地区生产总值").out)
    assert [entry["name"] for entry in shown["indicators"]] == ["地区生产总值"]
    own = tomllib.loads(run("rules", "show", "glossaries", "--rules", folder).out)
    assert [entry["pattern"] for entry in own["glossaries"]] == ["小词典"]


def test_all_that_is_known_of_a_word_is_shown(run: Run) -> None:
    shown = " ".join(run("rules", "show", "突破").out.split())
    for part in (
        "words being at a level: more than kind level",
        "bound > bound",
        "span over period",
    ):
        assert part in shown
    assert "cues" in run("rules", "show", "必须").out


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ("show 饕餮盛宴", "there is no table '饕餮盛宴', and no word"),
        ("check nowhere", "nowhere: no such folder of rules"),
        ("list headngs", "there is no table 'headngs'; did you mean 'headings'?"),
        ("show headings reviw", "[[headings]] has no 'reviw'; did you mean 'review'?"),
        ("list --rules nowhere", "nowhere: no such folder of rules"),
        ("frobnicate", "No such command"),
    ],
)
def test_wrong_usage(run: Run, arguments: str, complaint: str) -> None:
    result = run("rules", *arguments.split())
    assert result.code == 2
    assert complaint in " ".join((result.out + result.err).split())
