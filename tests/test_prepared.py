"""Prepared data is what was kept, or nothing; nothing that happens to it stops a run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from govtext.prepared import VARIABLE, folder, keep, kept


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_what_is_kept_is_found_for_the_same_sources_only(cache: Path) -> None:
    keep("rules", b"made", b"one", b"two")
    assert kept("rules", b"one", b"two") == b"made"
    assert kept("rules", b"onet", b"wo") is None
    assert kept("patterns", b"one", b"two") is None
    assert [path.name[:6] for path in cache.iterdir()] == ["rules-"]


@pytest.mark.parametrize("damage", ["cut", "changed", "empty"])
def test_damaged_data_counts_as_missing(cache: Path, damage: str) -> None:
    keep("rules", b"what was made", b"source")
    (path,) = cache.iterdir()
    content = path.read_bytes()
    changed = content[:-1] + bytes([content[-1] ^ 1])
    path.write_bytes({"cut": content[:-3], "changed": changed, "empty": b""}[damage])
    assert kept("rules", b"source") is None
    keep("rules", b"what was made", b"source")
    assert kept("rules", b"source") == b"what was made"


def test_where_nothing_can_be_written_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "file"))
    keep("rules", b"made")
    assert kept("rules") is None
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_an_empty_variable_turns_it_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "")
    assert folder() is None
    keep("rules", b"made")
    assert kept("rules") is None


def test_only_the_newest_files_of_a_name_stay(cache: Path) -> None:
    for number in range(12):
        keep("rules", b"made", bytes([number]))
    keep("patterns", b"made")
    assert len(list(cache.glob("rules-*"))) == 6
    assert len(list(cache.glob("patterns-*"))) == 1


_WRITE_OFTEN = """
import sys
from govtext.prepared import keep
for _ in range(200):
    keep("rules", sys.argv[1].encode() * 50_000)
"""


def test_two_processes_that_write_leave_the_data_of_one(cache: Path) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", _WRITE_OFTEN, letter]) for letter in "ab"]
    found = set()
    while any(writer.poll() is None for writer in writers):
        found.add(kept("rules"))
    assert [writer.returncode for writer in writers] == [0, 0]
    assert found <= {None, b"a" * 50_000, b"b" * 50_000}
    assert kept("rules") in {b"a" * 50_000, b"b" * 50_000}
    assert [path.suffix for path in cache.iterdir()] == [".bin"]
