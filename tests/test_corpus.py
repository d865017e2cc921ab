"""Reports from files and folders."""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

import govtext
from govtext import ReadError, Report, RuleError

TEXT = "青石县2023年工作总结\n一、项目建设\n全年开工项目32个。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("c.txt", "a.txt", "b/z.md", "b/a", ".hidden/x.txt", ".x.txt", "notes.json"):
        (tmp_path / name).write_text(f"{name}\n{TEXT}", encoding="utf-8")
    return tmp_path


def names(reports: Iterator[Report]) -> list[str | None]:
    return [report.source.name for report in reports]


def test_a_file_is_read_with_its_source(tmp_path: Path) -> None:
    file = tmp_path / "总结.txt"
    file.write_bytes(TEXT.encode("gbk"))
    report = govtext.read(file)
    assert report.text == TEXT
    source = report.source
    assert (source.name, source.format, source.encoding) == ("总结.txt", "txt", "gb18030")
    assert source.sha256 == hashlib.sha256(TEXT.encode("gbk")).hexdigest()
    assert source.characters == len(TEXT)


def test_a_string_has_no_source() -> None:
    source = govtext.parse("\ufeff" + TEXT).source
    assert (source.name, source.format, source.characters) == (None, None, len(TEXT))


def test_damage_is_among_the_diagnostics(tmp_path: Path) -> None:
    file = tmp_path / "damaged.txt"
    file.write_bytes(TEXT.encode("gbk") + b"\xff\n" + TEXT.encode("gbk"))
    found = [found for found in govtext.read(file).diagnostics if found.code == "undecodable-bytes"]
    assert [(found.start, found.end) for found in found] == [(len(TEXT), len(TEXT) + 1)]


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("nowhere.txt", "there is no such file"),
        ("b", "this is a folder"),
        ("a\0b", "it can't be opened"),
    ],
)
def test_what_is_no_file_is_said(folder: Path, path: str, problem: str) -> None:
    with pytest.raises(ReadError, match=problem) as caught:
        govtext.read(folder / path)
    assert caught.value.name == str(folder / path)


def test_a_file_without_permission_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ReadError, match=r"can't be opened \(Permission denied\)"):
        govtext.read(folder / "a.txt")


def test_errors_survive_pickling(folder: Path) -> None:
    error = ReadError("a.txt", "the file is empty", "check it")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_a_folder_is_read_in_the_order_of_names(folder: Path) -> None:
    assert names(govtext.read_corpus(folder)) == ["a.txt", "b/a", "b/z.md", "c.txt"]


def test_a_folder_is_read_lazily(folder: Path) -> None:
    (folder / "b" / "a").write_bytes(b"")
    reports = govtext.read_corpus(str(folder))
    assert next(reports).source.name == "a.txt"
    with pytest.raises(ReadError, match="the file is empty"):
        next(reports)


def test_files_that_fail_are_skipped_or_told(folder: Path) -> None:
    (folder / "b" / "broken.pdf").write_bytes(b"%PDF-1.4")
    (folder / "c.txt").write_bytes(b"")
    assert names(govtext.read_corpus(folder, on_error="skip")) == ["a.txt", "b/a", "b/z.md"]
    told: list[ReadError] = []
    assert names(govtext.read_corpus(folder, on_error=told.append)) == ["a.txt", "b/a", "b/z.md"]
    assert [error.name for error in told] == [
        str(folder / "b" / "broken.pdf"),
        str(folder / "c.txt"),
    ]


def test_a_folder_that_cannot_be_opened_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    list_folder = Path.iterdir

    def refuse(path: Path) -> Iterator[Path]:
        if path.name == "b":
            raise PermissionError(13, "Permission denied", str(path))
        return list_folder(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    told: list[ReadError] = []
    assert names(govtext.read_corpus(folder, on_error=told.append)) == ["a.txt", "c.txt"]
    assert [error.name for error in told] == [str(folder / "b")]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_to_folders_are_not_followed(folder: Path) -> None:
    (folder / "b" / "circle").symlink_to(folder, target_is_directory=True)
    assert names(govtext.read_corpus(folder)) == ["a.txt", "b/a", "b/z.md", "c.txt"]


def test_wrong_arguments_are_said_at_once(folder: Path) -> None:
    with pytest.raises(ReadError, match="there is no such folder"):
        govtext.read_corpus(folder / "nowhere")
    with pytest.raises(ReadError, match="this is one report"):
        govtext.read_corpus(folder / "a.txt")
    with pytest.raises(ValueError, match="on_error is 'ignore'"):
        govtext.read_corpus(folder, on_error="ignore")  # type: ignore[arg-type]
    with pytest.raises(RuleError, match="no such folder of rules"):
        govtext.read_corpus(folder, rules=folder / "nowhere")
    with pytest.raises(RuleError, match="no such folder of rules"):
        govtext.read(folder / "a.txt", rules=folder / "nowhere")


def test_what_govtext_wrote_is_no_report(folder: Path) -> None:
    before = names(govtext.read_corpus(folder))
    (folder / "all.csv.govtext").mkdir()
    (folder / "all.csv.govtext" / "a.txt").write_bytes(b"x")
    for name in ("all.csv", "all.csv.errors.jsonl"):
        (folder / name).write_bytes(b"x")
    (folder / ".govtext" / "b.csv").mkdir(parents=True)
    for name in ("b.csv", "b.csv.errors.jsonl"):
        (folder / name).write_bytes(b"x")
    (folder / "b" / ".govtext").mkdir()
    (folder / "b" / "errors.jsonl").write_bytes(b"x")
    assert names(govtext.read_corpus(folder)) == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_a_pipe_in_a_folder_is_told_and_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "p.txt")
    told: list[ReadError] = []
    list(govtext.read_corpus(folder, on_error=told.append))
    assert [(Path(error.name).name, "a pipe" in error.problem) for error in told] == [
        ("p.txt", True)
    ]


def test_folders_may_be_nested_as_deep_as_the_system_allows(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(1200):
        deep /= "a"
    try:
        deep.mkdir(parents=True)
    except (OSError, RecursionError):
        pytest.skip("the file system has no such long paths")
    (deep / "a.txt").write_text("新建学校3所。", encoding="utf-8")
    (found,) = govtext.read_corpus(tmp_path)
    assert found.claims[0].quantity.value == 3


def test_control_characters_of_names_never_reach_the_terminal(tmp_path: Path) -> None:
    error = ReadError("x\n\x1b]0;T\x07.txt", "the file is empty", "check it")
    assert str(error) == r"x\x0a\x1b]0;T\x07.txt: the file is empty; check it"
