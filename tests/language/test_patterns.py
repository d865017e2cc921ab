"""Every pattern that the code uses is in the table, and every one in the table is used."""

from __future__ import annotations

import re
from pathlib import Path

import govtext
from govtext.language.patterns import NUMERALS
from govtext.rulebook.load import load

PACKAGE = Path(govtext.__file__).parent
CALL = re.compile(r'\b(?:pattern|written)\(\s*"([^"]+)"')
SLOT = re.compile(r"\{([a-z][^{}]*)\}")


def test_the_code_and_the_table_name_the_same_patterns() -> None:
    table = {name: str(entry["pattern"]) for name, (_, entry) in load().entries("patterns").items()}
    modules = (path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    by_code = {name for module in modules for name in CALL.findall(module)}
    by_patterns = {name for written in table.values() for name in SLOT.findall(written)}
    times = (str(entry["pattern"]) for _, entry in load().entries("times").values())
    by_times = {name for written in times for name in SLOT.findall(written)}
    assert by_code | by_patterns | by_times == table.keys() | NUMERALS.keys()
