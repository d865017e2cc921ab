"""Whole runs: stopped and continued, with workers that die, and on a cluster."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from worker_faults import plant, wait_for

import govtext
from govtext.runs.convert import Options, Summary, convert
from govtext.runs.inspect import inspect
from govtext.runs.ledger import BusyError, DamagedError, Ledger
from govtext.runs.progress import ProgressLines, Silence

TEXT = "{name}工作总结\n一、项目建设\n全年开工项目{n}个，增长5%。\n"


def fill(folder: Path, count: int, more: str = "") -> Path:
    for n in range(count):
        path = folder / f"{n % 3}" / f"县{n:03}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT.format(name=path.stem, n=n) + more, encoding="utf-8")
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """The outputs in a folder, without the record of the run."""
    found = ((path.relative_to(folder), path) for path in folder.rglob("*") if path.is_file())
    return {
        name.as_posix(): path.read_bytes() for name, path in found if name.parts[0] != ".govtext"
    }


def run(source: Path, out: Path, workers: int = 1, **options: Any) -> Summary:
    made = Options(workers=workers)._replace(**options)
    return convert([source], out, made, Silence())


def start(*arguments: str | Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "govtext", "convert", *map(str, arguments)],
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        # Tests that run in the background inherit that Ctrl-C is ignored.
        preexec_fn=None if sys.platform == "win32" else _heed_ctrl_c,  # noqa: PLW1509 (one thread)
    )


def _heed_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_the_result_depends_on_no_timing(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", 20)
    run(source, one := tmp_path / "one.jsonl", workers=1)
    run(source, many := tmp_path / "many.jsonl", workers=3)
    assert one.read_bytes() == many.read_bytes()
    names = [json.loads(line)["source"]["name"] for line in one.read_bytes().splitlines()]
    assert names == sorted(names)
    assert one.read_bytes() == b"".join(
        report.to_json() + b"\n" for report in govtext.read_corpus(source)
    )


@pytest.mark.parametrize("name", ["out", "out.csv"])
def test_a_run_killed_at_any_instant_is_carried_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    source = fill(tmp_path / "in", 40, "SLOW\n")
    run(source, expected := tmp_path / "expected" / name)
    plant(tmp_path / "site", monkeypatch)
    out = tmp_path / "killed" / name
    record = out / ".govtext" if name == "out" else out.parent / ".govtext" / name
    for least in (0, 20):
        process = start(source, "-o", out, "--workers", "2")
        if name == "out":
            wait_for(least, out.parent)
        wait_for(1, out.parent, "run.sqlite")
        process.kill()
        process.communicate()
    monkeypatch.undo()
    done = {path: path.stat().st_mtime_ns for path in out.rglob("*.json")}
    assert all(govtext.Report.from_json(path.read_bytes()) for path in done)
    summary = run(source, out)
    assert (summary.written, summary.failures) == (40, [])
    if name == "out":
        assert tree(out) == tree(expected)
        kept = sum(path.stat().st_mtime_ns == time for path, time in done.items())
        assert kept == summary.unchanged
        assert kept >= len(done) - 16
    else:
        assert out.read_bytes() == expected.read_bytes()
    assert [path.name for path in record.iterdir()] == ["run.sqlite"]


def test_only_what_changed_is_done_again(tmp_path: Path) -> None:
    source, out = fill(tmp_path / "in", 4), tmp_path / "out"
    assert run(source, out).unchanged == 0
    first, second, *_ = sorted(source.rglob("*.txt"))
    second.touch()
    times = first.stat().st_atime_ns, first.stat().st_mtime_ns
    first.write_text(first.read_text(encoding="utf-8").replace("5", "6"), encoding="utf-8")
    os.utime(first, ns=times)
    (out / "1" / "县001.json").unlink()
    assert run(source, out).unchanged == 2
    assert b"6%" in (out / "0" / f"{first.stem}.json").read_bytes()
    assert (out / "1" / "县001.json").exists()
    assert run(source, out, text=False).unchanged == 0
    (rules := tmp_path / "rules").mkdir()
    (rules / "own.toml").write_text("", encoding="utf-8")
    assert run(source, out, text=False, rules=rules).unchanged == 0
    assert run(source, out, text=False, rules=rules).unchanged == 4
    assert run(source, out, text=False, rules=rules, fresh=True).unchanged == 0


def test_an_outline_moves_where_another_needs_its_place(tmp_path: Path) -> None:
    (source := tmp_path / "in").mkdir()
    (source / "a.txt").write_text(TEXT, encoding="utf-8")
    run(source, out := tmp_path / "out")
    assert list(tree(out)) == ["a.json"]
    (source / "a.md").write_text(TEXT, encoding="utf-8")
    run(source, out)
    assert sorted(tree(out)) == ["a.md.json", "a.txt.json"]


def test_reports_inside_a_file_go_to_a_folder(tmp_path: Path) -> None:
    (source := tmp_path / "in").mkdir()
    rows = ["正文", *(TEXT.format(name=n, n=n).replace("\n", " ") for n in range(3))]
    (source / "表.csv").write_text("\n".join(rows), encoding="utf-8")
    assert run(source, out := tmp_path / "out").written == 3
    assert len(tree(out)) == 3
    assert all(name.startswith("表.csv/") for name in tree(out))
    assert run(source, out).unchanged == 1


def test_a_file_that_kills_or_stalls_its_worker_costs_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(tmp_path / "site", monkeypatch)
    source = fill(tmp_path / "in", 12)
    (source / "0" / "县003.txt").write_text("KILLS", encoding="utf-8")
    (source / "1" / "县004.txt").write_text("HANGS", encoding="utf-8")
    summary = run(source, out := tmp_path / "out", workers=2, timeout=2)
    assert summary.written == 10
    assert [(Path(failed.path).stem, failed.stage) for failed in summary.failures] == [
        ("县003", "worker"),
        ("县004", "timeout"),
    ]
    lines = [json.loads(line) for line in summary.listed.read_text("utf-8").splitlines()]
    assert [line["file"] for line in lines] == [failed.path for failed in summary.failures]
    assert all(line["reason"] and line["advice"] for line in lines)
    for name in ("0/县003.txt", "1/县004.txt"):
        (source / name).write_text(TEXT, encoding="utf-8")
    summary = run(source, out, timeout=2)
    assert (summary.written, summary.unchanged, summary.failures) == (12, 10, [])
    assert not summary.listed.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C can't be sent to one process there")
def test_ctrl_c_stops_and_says_how_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(tmp_path / "site", monkeypatch)
    source, out = fill(tmp_path / "in", 150, "SLOW\n"), tmp_path / "out"
    process = start(source, "-o", out, "--workers", "2")
    wait_for(5, out)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert said.endswith(b"govtext: stopped. Give the same command again to continue.\n")
    assert 0 < len(tree(out)) < 150
    monkeypatch.undo()
    assert run(source, out).written == 150


def test_a_second_run_to_the_same_place_is_refused(tmp_path: Path) -> None:
    source, out = fill(tmp_path / "in", 1), tmp_path / "out"
    with Ledger(out / ".govtext"), pytest.raises(BusyError, match="another run"):
        run(source, out)


def test_quiet_is_silent_and_piped_lines_are_plain(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = fill(tmp_path / "in", 2)
    (source / "0" / "leer.txt").touch()
    process = start(source, "-o", tmp_path / "out", "--quiet")
    assert process.communicate()[1] == b""
    assert process.returncode == 1
    lines = ProgressLines(sys.stderr)
    lines.begin(10)
    lines._last -= 60
    lines.step(4, 1)
    assert re.fullmatch(
        r"4 of 10 files, 1 failed, [\d.]+/s, 0:\d\d:\d\d left\n", capsys.readouterr().err
    )


def test_inspect_says_what_a_result_holds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = fill(tmp_path / "in", 4)
    (source / "0" / "leer.txt").touch()
    run(source, out := tmp_path / "out.jsonl")
    from rich.console import Console  # noqa: PLC0415

    Console(width=100).print(inspect(out))
    shown = capsys.readouterr().out
    for line in ("reports 4", "failures 1", "claims 8", "read the file is empty 1"):
        assert line in re.sub(r" +", " ", shown)
    with pytest.raises(govtext.ReadError, match="no record"):
        inspect(source)


@pytest.mark.parametrize("name", ["out", "out.csv"])
def test_what_is_not_read_in_full_is_written_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    plant(tmp_path / "site", monkeypatch)
    monkeypatch.delenv("GOVTEXT_STRICT")
    source = fill(tmp_path / "in", 3)
    broken = source / "0" / "县000.txt"
    broken.write_text(broken.read_text(encoding="utf-8") + "修路3公里。BREAKS\n", encoding="utf-8")
    out = tmp_path / name
    # A report that is written is not read again, and its fault is printed each time.
    for unchanged in (0, 3):
        process = start(source, "-o", out, "--workers", "1")
        _, said = process.communicate(timeout=120)
        told = said.decode().splitlines()
        assert process.returncode == 1
        assert told[0].startswith(f"govtext: {broken}: not all of it could be read (characters ")
        assert "IndexError: list index out of range" in told[0]
        assert f"3 of 3 reports written to {out}" in told
        assert told[-1].startswith("1 written but not read in full; see ")
        assert (f"{unchanged} files are unchanged and not read again" in told) == (unchanged > 0)
    listed = out / "errors.jsonl" if name == "out" else tmp_path / f"{name}.errors.jsonl"
    (line,) = listed.read_bytes().splitlines()
    assert json.loads(line)["stage"] == "internal-error"
    with Ledger(out / ".govtext" if name == "out" else tmp_path / ".govtext" / name) as ledger:
        facts = ledger.total()
        assert facts.diagnostics == {"internal-error": 1}
        assert sum(facts.claims.values()) == 6
    from rich.console import Console  # noqa: PLC0415

    console = Console(width=100)
    with console.capture() as shown:
        console.print(inspect(out))
    rows = re.sub(r" +", " ", shown.get())
    for row in ("reports 3", "not read in full 1", "failures 0", "internal-error not all of it"):
        assert row in rows
    broken.write_text(TEXT.format(name="县000", n=0), encoding="utf-8")
    process = start(source, "-o", out, "--workers", "1")
    process.communicate(timeout=120)
    assert process.returncode == 0
    assert not listed.exists()


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A Dask scheduler and two workers, in processes of their own."""
    pytest.importorskip("distributed")
    file = tmp_path / "scheduler.json"
    dask = [sys.executable, "-m", "dask"]
    common = ["--scheduler-file", str(file), "--no-dashboard"]
    running = [
        subprocess.Popen(
            [*dask, "scheduler", "--host", "127.0.0.1", "--port", "0", *common],
            stderr=subprocess.DEVNULL,
        )
    ]
    wait_for(1, tmp_path, file.name)
    worker = ["worker", "--no-nanny", "--nthreads", "1", "--local-directory", str(tmp_path)]
    running += [
        subprocess.Popen([*dask, *worker, *common], stderr=subprocess.DEVNULL) for _ in range(2)
    ]
    yield json.loads(file.read_text(encoding="utf-8"))["address"], running[1:]
    for process in running:
        process.kill()
        process.wait()


@pytest.mark.parametrize("name", ["out", "out.jsonl"])
def test_a_cluster_that_loses_a_worker_loses_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    name: str,
) -> None:
    plant(tmp_path / "site", monkeypatch)
    address, workers = request.getfixturevalue("scheduler")
    source = fill(tmp_path / "in", 30, "SLOW\n")

    class Killer(Silence):
        done = 0

        def step(self, done: int, failed: int) -> None:
            self.done += done
            if self.done >= 5:
                workers[0].kill()

    options = Options(workers=1, cluster=address)
    summary = convert([source], tmp_path / name, options, Killer())
    assert (summary.written, summary.failures) == (30, [])
    assert workers[0].wait() != 0
    assert workers[1].poll() is None
    monkeypatch.undo()
    run(source, expected := tmp_path / "expected" / name)
    if name == "out":
        assert tree(tmp_path / name) == tree(expected)
    else:
        assert (tmp_path / name).read_bytes() == expected.read_bytes()


def test_files_that_are_not_read_are_counted(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", 3)
    for name in ("总结.xls", "图.jpg", "报表.XLS", "~$总结.docx", ".hidden.xls"):
        (source / name).write_bytes(b"x")
    left_out = run(source, tmp_path / "out").other
    assert sorted(path.suffix.lower() for path in left_out) == [".jpg", ".xls", ".xls"]


def test_outlines_of_files_that_are_gone_are_told(tmp_path: Path) -> None:
    source, out = fill(tmp_path / "in", 3), tmp_path / "out"
    assert run(source, out).stale == []
    (source / "1" / "县001.txt").unlink()
    assert run(source, out).stale == ["1/县001.json"]
    assert (out / "1" / "县001.json").exists()


def test_a_result_inside_its_source_is_not_read(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", 3)
    for name in ("all.csv", "all.jsonl", "more.csv"):
        summary = run(source, source / name)
        assert (summary.written, summary.failures) == (3, [])


def test_a_damaged_record_is_told_and_replaced(tmp_path: Path) -> None:
    source, out = fill(tmp_path / "in", 2), tmp_path / "out"
    run(source, out)
    (out / ".govtext" / "run.sqlite").write_bytes(b"no database")
    with pytest.raises(DamagedError, match="give --fresh"):
        run(source, out)
    assert run(source, out, fresh=True).written == 2


def test_names_that_are_too_long_with_their_ending_are_cut(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for suffix in (".txt", ".md"):
        (source / ("对" * 83 + suffix)).write_text("新建学校3所。", encoding="utf-8")
    summary = run(source, tmp_path / "out")
    assert (summary.written, summary.failures) == (2, [])
