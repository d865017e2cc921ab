"""The commands: what they print and write, and their exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from running import Result, Run, run_fixture  # noqa: F401 (a fixture)

import govtext
from govtext import batch, corpus
from govtext.batch import place_outputs, place_part
from govtext.language import guarded
from govtext.writers.atomic import replacing

TEXT = "青石县2023年工作总结\n一、项目建设\n全年开工项目32个。\n"


def run_process(*arguments: str | Path, **environment: str) -> Result:
    """Runs the program as a person starts it."""
    done = subprocess.run(
        [sys.executable, "-m", "govtext", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
        timeout=120,
    )
    return Result(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def written(folder: Path) -> list[str]:
    """The files in a folder, but for the record of the run."""
    paths = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in paths if not path.parts[0].endswith(".govtext"))


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "总结.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "reports"
    (root / "sub").mkdir(parents=True)
    for name in ("b.txt", "a.txt", "sub/a.txt"):
        (root / name).write_text(f"{name}\n{TEXT}", encoding="utf-8")
    return root


def test_parse_prints_the_outline(run: Run, report: Path) -> None:
    result = run("parse", report)
    assert (result.code, result.err) == (0, "")
    assert result.out.encode() == govtext.read(report).to_json(indent=2) + b"\n"
    assert '  "schema": "govtext/1",\n' in result.out
    assert json.loads(result.out)["text"] == TEXT


def test_parse_without_the_text(run: Run, report: Path) -> None:
    document = json.loads(run("parse", report, "--no-text").out)
    assert "text" not in document
    assert document["source"]["characters"] == len(TEXT)


def test_parse_reads_bytes_from_standard_input(run: Run) -> None:
    crlf = TEXT.replace("\n", "\r\n")
    result = run("parse", "-", stdin=crlf.encode("gbk"))
    assert result.code == 0
    document = json.loads(result.out)
    assert document["text"] == crlf
    assert document["source"]["name"] is None
    assert document["source"]["encoding"] == "gb18030"


def test_parse_as_a_tree(run: Run, report: Path) -> None:
    result = run("parse", report, "--format", "tree")
    assert result.code == 0
    assert "── 一、项目建设\n" in result.out
    assert "全年开工项目32个。\n" in result.out
    assert "\x1b" not in result.out


def test_parse_to_a_file(run: Run, report: Path, tmp_path: Path) -> None:
    made = tmp_path / "new" / "a.txt"
    assert run("parse", report, "-o", made) == Result(0, "", "")
    assert made.read_text(encoding="utf-8") == run("parse", report, "--format", "tree").out
    made = tmp_path / "a.json"
    run("parse", report, "-o", made)
    assert json.loads(made.read_bytes()) == json.loads(run("parse", report).out)
    assert run("parse", report, "-o", tmp_path / "a.xlsx").code == 2


def test_parse_as_a_table(run: Run, report: Path) -> None:
    result = run("parse", report, "--format", "table")
    assert result.code == 0
    assert result.out.split()[:4] == ["id", "category", "label", "quantity"]


def test_parse_explains_categories(run: Run, report: Path) -> None:
    (statement,) = [
        one
        for one in govtext.read(report).statements
        if TEXT[one.start : one.end].startswith("全年")
    ]
    assert statement.reason
    assert f"[{statement.category}: {statement.reason}]" in (
        run("parse", report, "--format", "tree", "--explain").out
    )
    assert statement.reason in run("parse", report, "--format", "table", "--explain").out
    document = json.loads(run("parse", report, "--explain").out)
    assert statement.reason in [one["reason"] for one in document["statements"]]


def test_output_is_utf8_whatever_the_console(report: Path) -> None:
    report.write_text(TEXT + "完成１２㎡🎉。\n", encoding="utf-8")
    for form in ("json", "tree"):
        result = run_process(
            "parse", report, "--format", form, PYTHONIOENCODING="cp936", PYTHONUTF8="0"
        )
        assert (result.code, result.err) == (0, "")
        assert "🎉" in result.out


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "the file is empty"),
        (b"\x89PNG\r\n\x1a\n", "this is a PNG image"),
        (bytes(range(256)), "this is not text"),
    ],
)
def test_parse_says_what_is_wrong_with_a_file(
    run: Run, tmp_path: Path, data: bytes, problem: str
) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(data)
    result = run("parse", path)
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(f"govtext: {path}: {problem}")
    assert run("parse", "-", stdin=data).err.startswith(f"govtext: standard input: {problem}")


def test_parse_of_a_missing_file(run: Run, tmp_path: Path) -> None:
    result = run("parse", tmp_path / "nowhere.txt")
    assert (result.code, result.out) == (1, "")
    assert result.err == f"govtext: {tmp_path / 'nowhere.txt'}: there is no such file; " + (
        "check the path\n"
    )


def test_convert_mirrors_a_folder(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run("convert", folder, "-o", out)
    assert (result.code, result.out) == (0, "")
    assert result.err == f"3 of 3 reports written to {out}\n"
    assert written(out) == ["a.json", "b.json", "sub/a.json"]
    data = (out / "sub" / "a.json").read_bytes()
    assert govtext.Report.from_json(data).source.name == "sub/a.txt"
    assert data.startswith(b'{\n  "schema": "govtext/1",\n')
    assert run("convert", folder, "-o", out).code == 0
    assert written(out) == ["a.json", "b.json", "sub/a.json"]


def test_convert_takes_files_and_folders(
    run: Run, folder: Path, report: Path, tmp_path: Path
) -> None:
    out = tmp_path / "deep" / "out"
    assert run("convert", report, folder / "sub", "-o", out, "--no-text").code == 0
    assert written(out) == ["a.json", "总结.json"]
    assert "text" not in json.loads((out / "a.json").read_bytes())


def test_convert_to_one_file(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.jsonl"
    result = run("convert", folder, "-o", out)
    assert (result.code, result.err) == (0, f"3 of 3 reports written to {out}\n")
    lines = out.read_text(encoding="utf-8").splitlines()
    names = [json.loads(line)["source"]["name"] for line in lines]
    assert names == ["a.txt", "b.txt", "sub/a.txt"]
    assert lines[0].encode() == next(iter(govtext.read_corpus(folder))).to_json()


@pytest.mark.parametrize("name", ["out", "out.jsonl"])
def test_convert_does_the_rest_when_some_fail(
    run: Run, folder: Path, tmp_path: Path, name: str
) -> None:
    (folder / "b.txt").write_bytes(b"")
    (folder / "c.pdf").write_bytes(b"%PDF-1.4")
    out = tmp_path / name
    result = run("convert", folder, tmp_path / "nowhere", "-o", out)
    assert result.code == 1
    errors = result.err.splitlines()
    assert errors[0].startswith(f"govtext: {folder / 'b.txt'}: the file is empty;")
    assert errors[1].startswith(f"govtext: {folder / 'c.pdf'}: ")
    assert errors[2].startswith(f"govtext: {tmp_path / 'nowhere'}: there is no such file;")
    listed = out / "errors.jsonl" if name == "out" else tmp_path / "out.jsonl.errors.jsonl"
    assert errors[3:] == [
        f"2 of 5 reports written to {out}",
        f"3 failed (read: 3); see {listed}",
    ]
    lines = [json.loads(line) for line in listed.read_text(encoding="utf-8").splitlines()]
    assert [(line["file"], line["stage"]) for line in lines] == [
        (str(folder / "b.txt"), "read"),
        (str(folder / "c.pdf"), "read"),
        (str(tmp_path / "nowhere"), "read"),
    ]
    assert lines[0]["reason"] == "the file is empty"
    if name == "out":
        assert written(out) == ["a.json", "errors.jsonl", "sub/a.json"]
    else:
        assert out.read_bytes().count(b"\n") == 2


def test_convert_never_puts_one_outline_in_the_place_of_another(run: Run, tmp_path: Path) -> None:
    for name in ("x/a.txt", "x/a.md", "x/b.txt", "y/b.txt", "y/c", "a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{name}\n{TEXT}", encoding="utf-8")
    out = tmp_path / "out"
    result = run(
        "convert", *(tmp_path / name for name in ("x", "y", "a.txt", "x/b.txt")), "-o", out
    )
    assert result.code == 0
    titles = {
        path.name: json.loads(path.read_bytes())["text"].splitlines()[0]
        for path in out.glob("*.json")
    }
    assert titles == {
        "a.txt.json": "x/a.txt",
        "a.txt.2.json": "a.txt",
        "a.md.json": "x/a.md",
        "b.txt.json": "x/b.txt",
        "b.txt.2.json": "y/b.txt",
        "c.json": "y/c",
    }


@pytest.mark.parametrize(
    ("names", "places"),
    [
        (["a.txt", "b/a.txt"], ["a.json", "b/a.json"]),
        (["a.txt", "a.md"], ["a.txt.json", "a.md.json"]),
        (["a.txt", "a"], ["a.txt.json", "a.json"]),
        (["A.txt", "a.md"], ["A.txt.json", "a.md.json"]),
        (["a.txt", "a.md", "a.txt.md"], ["a.txt.json", "a.md.json", "a.txt.md.json"]),
        (["a", "a", "a"], ["a.json", "a.2.json", "a.3.json"]),
        (["a", "a", "a.2"], ["a.json", "a.3.json", "a.2.json"]),
        (["a.json"], ["a.json.json"]),
        (["1.总结.txt", "2.总结"], ["1.总结.json", "2.总结.json"]),
    ],
)
def test_places_of_outlines(names: list[str], places: list[str]) -> None:
    assert [place.as_posix() for place in place_outputs([Path(name) for name in names])] == places


def test_a_file_given_twice_is_read_once(folder: Path) -> None:
    sources = [folder, folder / "a.txt", folder / "." / "b.txt"]
    told: list[govtext.ReadError] = []
    inputs = batch.find_inputs(sources, told.append)
    assert not told
    assert [item.name.as_posix() for item in inputs] == ["a.txt", "b.txt", "sub/a.txt"]


def test_convert_of_an_empty_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = run("convert", tmp_path / "empty", "-o", tmp_path / "out")
    assert result.code == 1
    assert result.err.startswith(
        f"govtext: {tmp_path / 'empty'}: there is no report in this folder"
    )
    assert run("view", tmp_path / "empty", "-o", tmp_path / "a.html").code == 1


def test_a_place_that_cannot_be_written_is_said(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "a.json").mkdir(parents=True)
    result = run("convert", folder, "-o", out)
    assert result.code == 1
    assert result.err.startswith(f"govtext: {out / 'a.json'}: can't be written (")
    assert written(out) == ["b.json", "errors.jsonl", "sub/a.json"]
    result = run("convert", folder, "-o", out / "b.json" / "all.jsonl")
    assert result.code == 1
    assert "can't be written" in result.err


def test_a_stop_midway_leaves_the_former_file(tmp_path: Path) -> None:
    out = tmp_path / "all.jsonl"
    out.write_bytes(b"former\n")
    with pytest.raises(KeyboardInterrupt), replacing(out) as file:
        file.write(b"half")
        raise KeyboardInterrupt
    assert out.read_bytes() == b"former\n"
    assert written(tmp_path) == ["all.jsonl"]


def test_a_fault_of_the_program_stops_no_other_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parse_or_break(text: str, **options: Any) -> govtext.Report:
        if text.startswith("b.txt"):
            raise IndexError("out of range")
        return govtext.parse(text, **options)

    monkeypatch.setattr(corpus, "parse", parse_or_break)
    told: list[govtext.ReadError] = []
    reports = list(govtext.read_corpus(folder, on_error=told.append))
    assert [report.source.name for report in reports] == ["a.txt", "sub/a.txt"]
    assert "bug in govtext (IndexError: out of range)" in told[0].problem


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere file names are Unicode")
def test_a_file_name_in_another_encoding(run: Run, tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/" + "总结.txt".encode("gbk")
    Path(os.fsdecode(path)).write_text(TEXT, encoding="utf-8")
    out = tmp_path / "out"
    assert run("convert", tmp_path, "-o", out).code == 0
    (outline,) = out.glob("*.json")
    assert os.fsencode(outline.name) == "总结.json".encode("gbk")
    assert json.loads(outline.read_bytes())["source"]["name"].endswith("\ufffd.txt")


def test_rules_of_ones_own(run: Run, report: Path, tmp_path: Path) -> None:
    sound, broken = tmp_path / "sound", tmp_path / "broken"
    for rules in (sound, broken):
        rules.mkdir()
    (broken / "own.toml").write_text("[[units", encoding="utf-8")
    for command in (("parse", report), ("convert", report, "-o", tmp_path / "out")):
        assert run(*command, "--rules", sound).code == 0
        result = run(*command, "--rules", broken)
        assert result.code == 2
        assert "own.toml: not valid TOML" in result.err


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ("", "Usage"),
        ("frobnicate", "there is no command"),
        ("parse", "Missing argument"),
        ("parse x.txt --format yaml", "'--format'"),
        ("parse x.txt --rules nowhere", "nowhere: no such folder of rules"),
        ("convert", "Missing"),
        ("convert x.txt", "Missing option"),
        ("convert x.txt -o out --table masks", "'--table'"),
        ("convert x.txt -o out --lang fr", "'--lang'"),
        ("convert x.txt -o out --workers 0", "'--workers'"),
        ("convert x.txt -o out --cluster tcp://127.0.0.1:9 --timeout 5", "a cluster has its"),
        ("convert x.txt -o out.json", "out.json: .json files can't be written"),
        ("convert x.txt -o out.pdf", "out.pdf: .pdf files can't be written"),
        ("convert x.txt -o {file}", "is a file; give a folder"),
    ],
)
def test_wrong_usage(run: Run, arguments: str, complaint: str, report: Path) -> None:
    result = run(*arguments.format(file=report).split())
    assert result.code == 2
    assert complaint in " ".join((result.out + result.err).split())


def test_schema_version_and_help(run: Run) -> None:
    schema = run("schema")
    assert schema.code == 0
    assert json.loads(schema.out) == govtext.schema()
    version = run("--version")
    assert (version.code, version.out) == (0, f"govtext {govtext.__version__} (pure Python)\n")
    assert run("--help").code == 0
    assert "--explain" in run("parse", "--help").out
    assert "-o" in run("convert", "--help").out


def test_entries_of_rules_that_run_out_of_time_are_named(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarded, "LIMIT", 0.1)
    source, rules, out = (tmp_path / name for name in ("in", "rules", "out"))
    source.mkdir()
    rules.mkdir()
    for name in ("甲.txt", "乙.txt"):
        (source / name).write_text(TEXT + "县" * 60 + "局县\n", encoding="utf-8")
    toml = "[[furniture]]\nname = '慢'\npattern = '(?:县|县县)*[^县]{2}'\n"
    (rules / "own.toml").write_text(toml, encoding="utf-8")
    place = f"govtext: {rules / 'own.toml'}:3: [[furniture]] entry '慢', key 'pattern': ran longer"
    parsed = run("parse", source / "甲.txt", "--rules", rules)
    assert parsed.code == 0
    assert parsed.err.startswith(place)
    assert len(json.loads(parsed.out)["claims"]) == 1
    for _ in range(2):  # what was read before is named again
        done = run("convert", source, "-o", out, "--rules", rules, "--workers", "1")
        assert done.code == 1
        assert place in done.err
        assert "in 2 reports, which are read without it" in done.err
        assert "2 of 2 reports written" in done.err
    assert run("convert", source, "-o", out, "--workers", "1").code == 0


@pytest.mark.parametrize(
    ("part", "place"),
    [
        ("2", "t/2.json"),
        ("..", "t/_~5ec1f7e7.json"),
        ("CON/2", "t/CON_~a3dbc4b6/2.json"),
        (r"..\..\x/2", "t/.._.._x~baaa9aba/2.json"),
    ],
)
def test_a_part_stays_in_the_folder_of_its_file(part: str, place: str) -> None:
    found = place_part(Path("t.xlsx.json").with_suffix(".json"), part)
    assert found.as_posix().replace("t.xlsx/", "t/") == place


def test_output_that_cannot_be_written_is_said(report: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("the system has no device that is always full")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "govtext", "parse", str(report)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.decode().startswith("govtext: the output can't be written (")
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="the shell of Windows closes no input")
def test_a_closed_input_is_said() -> None:
    done = subprocess.run(
        ["sh", "-c", '"$0" -m govtext parse - <&-', sys.executable],
        capture_output=True,
        check=False,
    )
    said = "govtext: standard input: it is closed; give a file or a pipe\n"
    assert (done.returncode, done.stderr.decode()) == (1, said)
