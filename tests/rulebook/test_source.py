"""The lines of entries and keys are found."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from govtext.rulebook.source import blocks, line_of, line_of_table

RULES = sorted((Path(__file__).parents[2] / "rules").glob("*.toml"))
ODD = '''# [[no]]
[[ "a" ]]  # of its own
name = "one"
words = """
[[a]]
name = "within"
"""
[a.factors]
x = 1

[[b]]
list = [
  "name = 3",
]
"name" = 'two'
'''


@pytest.mark.parametrize("file", RULES, ids=lambda file: file.stem)
def test_every_entry_is_found_where_it_stands(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    lines = source.splitlines()
    document = tomllib.loads(source)
    found = list(blocks(source))
    assert len(found) == sum(map(len, document.values()))
    for table, entries in document.items():
        assert [b.name for b in found if b.table == table] == [e["name"] for e in entries]
    for block in found:
        assert lines[block.line - 1].startswith(f"[[{block.table}]]")
        line = line_of(str(file), block.table, block.name or "", "name")
        assert line is not None
        assert lines[line - 1].startswith("name")


@pytest.mark.parametrize(
    ("table", "entry", "key", "line"),
    [
        ("a", "one", "", 2),
        ("a", "one", "words", 4),
        ("a", "one", "factors", 8),
        ("a", "one", "missing", 2),
        ("b", 1, "name", 15),
        ("b", "two", "list", 12),
        ("a", "within", "", None),
        ("no", 1, "", None),
    ],
)
def test_odd_forms(
    tmp_path: Path, table: str, entry: str | int, key: str, line: int | None
) -> None:
    (tmp_path / "odd.toml").write_text(ODD, encoding="utf-8")
    assert line_of(str(tmp_path / "odd.toml"), table, entry, key) == line


def test_what_can_not_be_read_has_no_lines(tmp_path: Path) -> None:
    assert line_of(str(tmp_path / "nowhere.toml"), "a", "one") is None
    assert line_of_table(str(tmp_path / "nowhere.toml"), "a") is None
