"""The command that writes pages."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from govtext import pipeline
from govtext.cli import main
from govtext.document import Document
from govtext.stages import STAGES

TEXT = "青石县2023年工作总结\n一、项目建设\n全年开工项目32个。\n"


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str | Path) -> int:
    monkeypatch.setattr(sys, "argv", ["govtext", "view", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def written(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    (folder / "sub").mkdir(parents=True)
    for name in ("a.txt", "b.txt", "sub/a.txt"):
        (folder / name).write_text(f"{name}\n{TEXT}", encoding="utf-8")
    return folder


def test_one_report_is_one_page(
    monkeypatch: pytest.MonkeyPatch, reports: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert run(monkeypatch, reports / "a.txt", "-o", out / "page.html") == 0
    assert written(out) == ["page.html"]
    page = (out / "page.html").read_text(encoding="utf-8")
    assert "32个</a>" in page
    assert "All reports" not in page


def test_several_reports_have_an_index(
    monkeypatch: pytest.MonkeyPatch, reports: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert run(monkeypatch, reports, "-o", out / "all.html") == 0
    assert written(out) == ["all.html", "all/a.html", "all/b.html", "all/sub/a.html"]


def test_the_rest_are_done_when_some_fail(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    reports: Path,
    tmp_path: Path,
) -> None:
    (reports / "b.txt").write_bytes(b"")
    out = tmp_path / "out"
    assert run(monkeypatch, reports, "-o", out / "all.html") == 1
    assert written(out) == ["all.html", "all/a.html", "all/sub/a.html"]
    told = capsys.readouterr().err
    assert "the file is empty" in told
    assert f"2 of 3 reports written to {out / 'all.html'}" in told


@pytest.mark.parametrize("name", ["page", "page.pdf", "."])
def test_a_page_is_called_html(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    reports: Path,
    tmp_path: Path,
    name: str,
) -> None:
    assert run(monkeypatch, reports, "-o", tmp_path / name) == 2
    assert "give a file ending in" in " ".join(capsys.readouterr().err.split())


def test_what_is_not_read_in_full_is_written_and_named(
    monkeypatch: pytest.MonkeyPatch,
    reports: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def broken(document: Document) -> None:
        raise IndexError("beyond the end")

    monkeypatch.delenv("GOVTEXT_STRICT")
    stages = tuple((name, broken if name == "claims" else stage) for name, stage in STAGES)
    monkeypatch.setattr(pipeline, "STAGES", stages)
    page = tmp_path / "page.html"
    assert run(monkeypatch, reports / "a.txt", "-o", page) == 1
    assert "全年开工项目32个" in page.read_text(encoding="utf-8")
    told = capsys.readouterr().err
    assert f"{reports / 'a.txt'}: not all of it could be read" in told
    assert "IndexError: beyond the end" in told
