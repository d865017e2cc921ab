"""Every rule table has a checker, every entry an example, and every example comes out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from govtext import rulebook, rulecheck
from govtext.rulebook import Rulebook, RuleError


def test_packaged_rules_do_what_their_examples_say() -> None:
    findings = list(rulecheck.check(rulebook.load()))
    assert not findings, "\n".join(
        f"[[{found.table}]] {found.entry}: {found.problem}" for found in findings
    )


class Fruit(msgspec.Struct):
    name: str
    colour: str
    examples: list[str] = []


@pytest.fixture
def fruit_checker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rulecheck, "_CHECKERS", {})

    @rulecheck.checks("fruit", Fruit)
    def has_its_colour(fruit: Fruit, example: str, rules: Rulebook) -> str | None:
        return None if fruit.colour in example else "no such colour"


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
    found = [problem for _, _, problem in rulecheck.check(rules_of({"fruit": [entry]}))]
    assert [problem.removeprefix("example ") for problem in found] == problems


@pytest.mark.usefixtures("fruit_checker")
def test_a_table_nobody_reads_is_found() -> None:
    found = list(rulecheck.check(rules_of({"fruits": [{"name": "桃"}]})))
    assert [(finding.table, finding.problem) for finding in found] == [
        ("fruits", "no stage has registered a checker for this table")
    ]


class Named(msgspec.Struct):
    name: str
    examples: list[Any] = []


def test_rules_of_a_user_extend_and_replace(tmp_path: Path) -> None:
    # Any packaged table serves: its first entry is replaced, and one is added.
    packaged = rulebook.load()
    table = packaged.names[0]
    entries = packaged.table(table, Named)
    (tmp_path / "own.toml").write_text(
        f'[[{table}]]\nname = "{entries[0].name}"\n\n[[{table}]]\nname = "一个新的"\n',
        encoding="utf-8",
    )
    extended = rulebook.load(str(tmp_path)).table(table, Named)
    assert extended == (Named(entries[0].name), *entries[1:], Named("一个新的"))


@pytest.mark.parametrize(
    ("toml", "complaint"),
    [
        ("[[units", "not valid TOML"),
        ("units = 3", "must be an array of tables"),
        ("[[units]]\nfactor = 3", "[[units]] entry 1 has no name"),
        ('[[units]]\nname = "里"\n[[units]]\nname = "里"', "[[units]] has two entries named '里'"),
    ],
)
def test_broken_rules_name_their_file(tmp_path: Path, toml: str, complaint: str) -> None:
    (tmp_path / "own.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(RuleError, match=re.escape(complaint)) as caught:
        rulebook.load(str(tmp_path))
    assert "own.toml" in str(caught.value)


def test_a_missing_folder_of_rules_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="nowhere: no such folder"):
        rulebook.load(str(tmp_path / "nowhere"))
