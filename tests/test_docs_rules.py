"""docs/rules.md describes every table and key, and its examples can be used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from running import Run, run_fixture  # noqa: F401 (a fixture)

from govtext.rulebook.check import tables

DOCS = Path(__file__).parent.parent / "docs"
RULES = (DOCS / "rules.md").read_text(encoding="utf-8")
ACCURACY = (DOCS / "accuracy.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```toml\n(.*?)```", RULES, re.DOTALL)


@pytest.mark.parametrize("table", sorted(tables()))
def test_every_table_and_key_is_described(table: str) -> None:
    described = {word for words in re.findall(r"`([^`\n]+)`", RULES) for word in words.split()}
    missing = {table, *tables()[table].__struct_fields__} - described
    assert not missing


@pytest.mark.parametrize("toml", SHOWN, ids=range(len(SHOWN)))
def test_rules_that_are_shown_can_be_used(run: Run, toml: str, tmp_path: Path) -> None:
    (tmp_path / "shown.toml").write_text(toml, encoding="utf-8")
    result = run("rules", "check", tmp_path)
    assert (result.code, result.err) == (0, "")


def test_something_is_shown() -> None:
    assert len(SHOWN) >= 12
