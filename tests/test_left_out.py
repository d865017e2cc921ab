"""Files that are not read are counted and named, and so is what is missing to write a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import Run, run_fixture  # noqa: F401 (a fixture)

from govtext.extras import packages_of, quoted
from govtext.left_out import left_out


@pytest.mark.parametrize(
    ("command", "out"),
    [
        ("convert", "out"),
        ("view", "page.html"),
        ("check", "findings.txt"),
        ("tasks", "tasks.xlsx"),
        ("targets", "targets.csv"),
    ],
)
def test_a_command_names_what_it_does_not_read(
    run: Run, tmp_path: Path, command: str, out: str
) -> None:
    folder = tmp_path / "材料"
    folder.mkdir()
    (folder / "总结.txt").write_text("二、明年计划\n新建学校3所。", encoding="utf-8")
    for name in ("扫描.jpg", "表.et", "Thumbs.db", ".hidden.png", "~$总结.docx"):
        (folder / name).touch()
    result = run(command, folder, "-o", tmp_path / out)
    assert result.code == 0
    for reason, name in (
        ("since they are pictures (run OCR on them first)", "扫描.jpg"),
        ("since their format is not known", "表.et"),
    ):
        assert f"1 files are not read, {reason}: {folder / name}\n" in result.err


def test_a_long_list_of_names_is_cut() -> None:
    (line,) = left_out([Path(f"{number}.png") for number in range(50)])
    assert line.startswith("50 files are not read")
    assert line.endswith("9.png …")


@pytest.mark.parametrize("ending", [".xls", ".docx", ".html", ".json", ".et"])
def test_an_unknown_ending_is_refused_with_those_that_there_are(
    run: Run, tmp_path: Path, ending: str
) -> None:
    result = run("convert", tmp_path, "-o", tmp_path / f"out{ending}")
    assert result.code == 2
    assert f"{ending} files can't be written" in result.err
    assert ".jsonl, .csv, .xlsx" in result.err
    assert not (tmp_path / f"out{ending}").exists()


@pytest.mark.parametrize("name", ["out", "2.结果", "v1.2"])
def test_a_name_without_an_ending_is_a_folder(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text("新建学校3所。", encoding="utf-8")
    assert run("convert", tmp_path / "a.txt", "-o", tmp_path / name).code == 0
    assert (tmp_path / name / "a.json").is_file()


def test_the_packages_of_an_extra_are_named_with_their_versions() -> None:
    assert any(one.startswith("pandas") for one in packages_of("pandas"))
    assert packages_of("no-such-extra") == ["govtext[no-such-extra]"]


def test_a_command_is_quoted_for_its_shell() -> None:
    words = ["/opt/a b/python", "-m", "pip", "install", "lxml>=5"]
    assert quoted(words, "sh") == "'/opt/a b/python' -m pip install 'lxml>=5'"
    assert quoted(words, "cmd") == '"/opt/a b/python" -m pip install "lxml>=5"'
    assert quoted(words, "powershell") == '& "/opt/a b/python" -m pip install "lxml>=5"'
