"""Read fixture files: cases a person can read and add to.

A file holds cases one after another::

    == what the case shows
    text, as many lines as it takes
    --
    what is expected, a line each
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

FIXTURES = Path(__file__).parent / "fixtures"


class Case(NamedTuple):
    """One case of a fixture file."""

    name: str
    text: str
    expected: list[str]


def read_cases(file: str) -> list[Case]:
    """The cases of a file under ``tests/fixtures``."""
    content = "\n" + (FIXTURES / file).read_text(encoding="utf-8")
    cases = []
    for block in content.split("\n== ")[1:]:
        name, _, rest = f"{block}\n".partition("\n")
        text, found, expected = rest.partition("\n--\n")
        assert found, f"{file}: case {name!r} has no line --"
        cases.append(Case(name, text, [line for line in expected.split("\n") if line.strip()]))
    assert cases, f"{file} holds no cases"
    return cases
