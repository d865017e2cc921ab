"""What a command says where a package is not installed: the command that installs it here."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from running import Run, run_fixture  # noqa: F401 (a fixture)

from govtext.extras import packages_of
from govtext.language import wordcount

REPORT = "2024年福建省闽侯县人民政府工作报告\n二、2024年工作安排\n地区生产总值增长6%左右。\n"

CASES = [
    ("pandas", ("targets", "SRC")),
    ("pandas", ("track", "SRC", "-o", "out.csv")),
    ("pandas", ("panel", "SRC")),
    ("pandas", ("attention", "SRC")),
    ("pandas", ("attention", "SRC", "-o", "out.csv")),
    ("pandas", ("keywords", "SRC")),
    ("pandas", ("concordance", "SRC", "增长")),
    ("pandas", ("convert", "SRC", "-o", "out.csv", "--table", "attention")),
    ("pandas", ("convert", "SRC", "-o", "out.dta")),
    ("cnloc", ("targets", "SRC")),
    ("cnloc", ("panel", "SRC")),
    ("datasketch", ("audit", "SRC")),
    ("rapidfuzz", ("compare", "SRC", "SRC")),
    ("rapidfuzz", ("check", "SRC", "--against", "SRC")),
    ("duckdb", ("convert", "SRC", "-o", "out.duckdb")),
    ("pyarrow", ("convert", "SRC", "-o", "out.parquet")),
    ("jieba", ("attention", "SRC", "--like", "substring")),
    ("spacy", ("attention", "SRC", "--tokenizer", "spacy")),
]


@pytest.mark.parametrize(("package", "words"), CASES, ids=str)
def test_the_command_that_installs_it_is_told(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    package: str,
    words: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "SRC").write_text(REPORT, encoding="utf-8")
    monkeypatch.setattr(sys, "executable", "/opt/my env/python")
    monkeypatch.setitem(sys.modules, package, None)
    # What an earlier test has loaded stays loaded.
    wordcount.plain_jieba.cache_clear()
    wordcount._tokenizer.cache_clear()
    done = run(*words)
    assert done.code == 2
    assert done.out == ""
    # The whole command, as this shell takes it.
    _, found, command = done.err.partition("'/opt/my env/python' -m pip install ")
    assert found, done.err
    installed = [Requirement(word.rstrip(";")) for word in shlex.split(command.split("; or")[0])]
    assert package in {one.name for one in installed}
    # govtext itself may not be on the index.
    assert "govtext" not in {one.name for one in installed}
    assert [path.name for path in tmp_path.iterdir()] == ["SRC"]


def test_an_extra_within_an_extra_is_told_by_its_packages() -> None:
    names = {Requirement(line).name for line in packages_of("audit")}
    assert names == {"datasketch", "pandas"}
