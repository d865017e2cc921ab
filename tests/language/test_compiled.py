"""Patterns from kept codes are those that ``re`` compiles."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from govtext.language import compiled
from govtext.language.compiled import compile_pattern
from govtext.language.patterns import WrittenPattern, written
from govtext.prepared import VARIABLE, keep
from govtext.rulebook.load import load

READING = """
from importlib import resources
import govtext
for file in resources.files("govtext.corpora").joinpath("docs").iterdir():
    govtext.parse(file.read_text(encoding="utf-8"))
"""


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for prepared data, and no codes in memory."""
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    monkeypatch.setattr(compiled, "_store", compiled._Store())
    return tmp_path


def again(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a later run."""
    monkeypatch.setattr(compiled, "_store", compiled._Store())


def test_every_pattern_is_the_same_from_its_codes(
    fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [entry.name for entry in load().table("patterns", WrittenPattern)]
    expected = {name: re.compile(written(name)) for name in names}
    assert {name: compile_pattern(written(name)) for name in names} == expected
    compiled._store.save()
    again(monkeypatch)
    monkeypatch.setattr(compiled, "_codes", None)  # nothing is compiled any more
    assert {name: compile_pattern(written(name)) for name in names} == expected
    assert compile_pattern("(?P<year>[0-9]{4})年") == re.compile("(?P<year>[0-9]{4})年")


def test_names_flags_and_surrogates_are_kept(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    patterns = (("(?P<a>x)(?P<b>y)?", 0), ("x(?i:y)", re.MULTILINE), ("[\ud800-\udfff]", 0))
    for pattern, flags in patterns:
        compile_pattern(pattern, flags)
    compiled._store.save()
    again(monkeypatch)
    assert len(compiled._store.known) == len(patterns)
    for pattern, flags in patterns:
        assert compile_pattern(pattern, flags) == re.compile(pattern, flags)
    found = compile_pattern("(?P<a>x)(?P<b>y)?").fullmatch("xy")
    assert found is not None
    assert (found.groupdict(), found.lastgroup) == ({"a": "x", "b": "y"}, "b")


@pytest.mark.parametrize("data", [b"", b"\x93\x01", b"\x91\x93\xc4\x01x\x00\x01"])
def test_data_of_another_form_is_not_used(fresh: Path, data: bytes) -> None:
    keep("patterns", data)
    assert compile_pattern("x+") == re.compile("x+")


def test_codes_that_are_wrong_are_not_used(fresh: Path) -> None:
    right = compiled._codes("x+", 0)
    compiled._store.known["x+", 0] = right._replace(codes=right.codes[:-4])
    assert compile_pattern("x+") == re.compile("x+")


def test_an_error_in_a_pattern_is_that_of_re(fresh: Path) -> None:
    with pytest.raises(re.error, match="unterminated character set"):
        compile_pattern("[x")


def test_every_run_needs_the_same_patterns(tmp_path: Path) -> None:
    """A pattern made of a set would differ in each process, and be compiled and kept again."""
    kept = []
    for seed in ("1", "2"):
        environment = os.environ | {VARIABLE: str(tmp_path), "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", READING], check=True, env=environment)
        kept.append({file.name: file.stat().st_mtime_ns for file in tmp_path.iterdir()})
    assert kept[0] == kept[1] != {}
