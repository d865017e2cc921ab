"""The record of a run is out of sight, and one that an earlier version left in sight is found."""

from __future__ import annotations

from pathlib import Path

from govtext.runs.convert import Options, Summary, convert
from govtext.runs.inspect import inspect
from govtext.runs.ledger import Ledger
from govtext.runs.progress import Silence
from govtext.runs.record import folder_of, hidden_folder

TEXT = "2023年工作总结\n新建学校{}所。\n"


def run(folder: Path, out: Path) -> Summary:
    return convert([folder], out, Options(workers=1), Silence())


def sources(folder: Path) -> Path:
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(TEXT.format(number + 2), encoding="utf-8")
    return folder


def in_sight(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if not path.name.startswith(".")]


def test_nothing_but_the_result_is_in_sight(tmp_path: Path) -> None:
    source = sources(tmp_path / "in")
    for name in ("a.csv", "b.jsonl", "folder"):
        out = tmp_path / "out" / name
        assert run(source, out).unchanged == 0
        assert run(source, out).unchanged == 3
        assert folder_of(out, name != "folder").is_dir()
    assert sorted(in_sight(tmp_path / "out")) == ["a.csv", "b.jsonl", "folder"]
    assert sorted(in_sight(tmp_path / "out" / "folder")) == ["0.json", "1.json", "2.json"]


def test_a_visible_record_of_an_earlier_version_is_carried_on(tmp_path: Path) -> None:
    source, out = sources(tmp_path / "in"), tmp_path / "out" / "a.csv"
    run(source, out)
    visible = out.with_name("a.csv.govtext")
    folder_of(out, single=True).rename(visible)
    (out.parent / ".govtext").rmdir()
    assert folder_of(out, single=True) == visible
    assert inspect(out) is not None
    assert run(source, out).unchanged == 3
    assert in_sight(out.parent) == ["a.csv"]


def test_two_records_do_not_meet(tmp_path: Path) -> None:
    source, out = sources(tmp_path / "in"), tmp_path / "out"
    run(source, out)
    run(source, out / "a.csv")
    with Ledger(hidden_folder(out, single=False)) as ledger:
        assert ledger.written() == 3
    with Ledger(hidden_folder(out / "a.csv", single=True)) as ledger:
        assert ledger.written() == 3
