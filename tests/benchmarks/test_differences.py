"""benchmarks/differences.py: the differences between two versions, on invented texts."""

from __future__ import annotations

import importlib.util
import json
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

import govtext

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "differences.py"
_SPEC = importlib.util.spec_from_file_location("benchmarks_differences", SCRIPT)
assert _SPEC is not None
assert _SPEC.loader is not None
differences = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(differences)

TEXT = "一、2023年工作\n全县新建学校12所，占全市的5%。\n二、2024年安排\n建成公园3个。\n"


def report() -> dict[str, Any]:
    """What the version at hand reads in the text, as a line of a snapshot."""
    read = govtext.parse(TEXT).to_dict()
    read["source"]["name"] = "a.txt"
    return read


def run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], old: Any, new: Any, *options: str
) -> tuple[int, str]:
    """The exit status and the output for two snapshots of one line each."""
    for name, line in (("old", old), ("new", new)):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    sides = [str(tmp_path / f"{name}.jsonl") for name in ("old", "new")]
    status = differences.main([*sides, *options])
    return status, capsys.readouterr().out


def test_equal_readings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out = run(tmp_path, capsys, report(), report())
    assert status == 0
    assert f"0 of {len(report()['claims'])} claims change\n" in out


def test_an_indicator_in_its_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = report()
    new["claims"][0]["indicator"]["name"] = "学校数"
    status, out = run(tmp_path, capsys, report(), new)
    assert status == 1
    assert f"1 of {len(new['claims'])} claims changes: indicator 1\n" in out
    assert "claims indicator.name\n    全县新建学校⟦12所⟧，占全市的5%。\n" in out
    assert '    null → "学校数"\n' in out


def test_an_added_claim_renumbers_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = report(), report()
    added = old["claims"].pop(0)
    for one in new["claims"]:
        one["id"] += 7
        one["statement"] += 1
    status, out = run(tmp_path, capsys, old, new, "--json")
    found = json.loads(out)
    assert status == 1
    assert found["counts"]["claims"]["fields"] == {"added": 1}
    assert [one["start"] for one in found["differences"]] == [added["quantity"]["start"]]


def test_part_of_is_the_place_of_the_claim_it_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = report()
    first, second = old["claims"][:2]
    second["part_of"] = first["id"]
    new = deepcopy(old)
    new["claims"][0]["id"] = new["claims"][1]["part_of"] = 90
    assert run(tmp_path, capsys, old, new)[0] == 0
    new["claims"][1]["part_of"] = new["claims"][2]["id"]
    status, out = run(tmp_path, capsys, old, new)
    assert status == 1
    assert "1 of 3 claims changes: part_of 1\n" in out


def test_the_title_of_a_node(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = report()
    new["outline"][0]["title"] = "工作"
    status, out = run(tmp_path, capsys, report(), new)
    assert status == 1
    assert "1 of 2 nodes changes: title 1\n" in out


def test_the_category_of_a_statement(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = report()
    new["statements"][0]["category"] = "problem"
    status, out = run(tmp_path, capsys, report(), new)
    assert status == 1
    assert "statements changes: category 1\n" in out


def test_a_field_that_one_side_lacks_is_named_and_not_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = report()
    for number, claim in enumerate(new["claims"]):
        claim["level"] = number
        claim["quantity"]["scale"] = 10
    status, out = run(tmp_path, capsys, report(), new)
    assert status == 0
    assert "claims.level (only NEW has it)" in out
    assert "claims.quantity.scale (only NEW has it)" in out


def test_a_field_left_out_where_it_is_null_is_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = report()
    old["claims"][0]["level"] = "x"
    new = deepcopy(old)
    del new["claims"][0]["level"]
    new["claims"][1]["level"] = "x"
    status, out = run(tmp_path, capsys, old, new)
    assert status == 1
    assert "claims change: level 2\n" in out


@pytest.mark.parametrize("turned", [False, True])
def test_a_failure_of_one_side(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], turned: bool
) -> None:
    failed = {"name": "a.txt", "failure": "IndexError: pop"}
    sides = (failed, report()) if turned else (report(), failed)
    status, out = run(tmp_path, capsys, *sides)
    assert status == 1
    assert "1 of 1 reports changes: failure 1\n" in out
    assert run(tmp_path, capsys, failed, failed)[0] == 0


def test_another_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = report()
    new["text"] = new["text"].replace("公园", "花园")
    status, out = run(tmp_path, capsys, report(), new)
    assert status == 1
    assert "1 of 1 reports changes: text 1\n" in out
    assert '"建成⟦公⟧园3个。" → "建成⟦花⟧园3个。"' in out


def test_field_and_limit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = report()
    for claim in new["claims"]:
        claim["quantity"]["value"], claim["status"] = 77, "?"
    _, out = run(tmp_path, capsys, report(), new, "--field", "value", "--limit", "1")
    assert "claims change: value 3\n" in out
    assert out.count("→ 77") == 1
    assert run(tmp_path, capsys, report(), new, "--field", "period")[0] == 0


def checkout(folder: Path, reading: str) -> Path:
    """A checkout whose ``read_corpus`` does ``reading`` with the word of its table of rules."""
    for package in ("govtext", "rules"):
        (folder / package).mkdir(parents=True)
        (folder / package / "__init__.py").write_text("", encoding="utf-8")
    (folder / "rules" / "word.txt").write_text("花园", encoding="utf-8")
    document = report()
    (folder / "document.json").write_text(json.dumps(document), encoding="utf-8")
    (folder / "govtext" / "__init__.py").write_text(
        f"""
import json
from importlib import resources
from pathlib import Path

class ReadError(Exception):
    pass

class Report:
    def __init__(self, document): self.document = document
    def to_json(self): return json.dumps(self.document).encode()

def read_corpus(folder, on_error):
    word = resources.files("govtext.rules").joinpath("word.txt").read_text(encoding="utf-8")
    document = json.loads(Path({str(folder / "document.json")!r}).read_text(encoding="utf-8"))
    {reading}
    return [Report(document)]
""",
        encoding="utf-8",
    )
    return folder


def test_two_checkouts_each_with_its_own_rules(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    old = checkout(tmp_path / "old", "pass")
    new = checkout(tmp_path / "new", "document['metadata']['title'] = word")
    monkeypatch.chdir(old)  # the folder at hand lends no side its govtext
    monkeypatch.setenv("PYTHONPATH", str(old))
    assert differences.main([str(old), str(new), str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert "1 of 1 metadata changes: title 1\n" in out
    assert '→ "花园"' in out


def test_a_snapshot_and_the_interpreter_it_came_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text(TEXT, encoding="utf-8")
    (texts / "b.docx").write_text("no Word file", encoding="utf-8")
    snapshot = str(tmp_path / "old.jsonl")
    assert differences.main([sys.executable, str(texts), "--snapshot", snapshot]) == 0
    assert differences.main([snapshot, sys.executable, str(texts)]) == 0
    assert "0 of 2 reports change\n0 of 3 claims change\n" in capsys.readouterr().out
    (texts / "b.docx").write_text(TEXT, encoding="utf-8")
    (texts / "b.docx").rename(texts / "c.txt")
    assert differences.main([snapshot, sys.executable, str(texts)]) == 1
    assert "2 of 2 reports change: failure 2\n" in capsys.readouterr().out


def test_one_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert differences.main([sys.executable, sys.executable, str(tmp_path / "a.txt")]) == 0
    assert "0 of 3 claims change\n" in capsys.readouterr().out


@pytest.mark.parametrize("given", [[], ["old"], ["old", "new"], ["nowhere", "nowhere", "."]])
def test_wrong_usage(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        differences.main(given)
    assert stopped.value.code == 2
    assert "error:" in capsys.readouterr().err


def test_a_version_that_does_not_start(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = checkout(tmp_path / "broken", "pass")
    (broken / "govtext" / "__init__.py").write_text("import nothing_of_the_kind\n", "utf-8")
    with pytest.raises(SystemExit) as stopped:
        differences.main([str(broken), sys.executable, str(tmp_path)])
    assert stopped.value.code == 2
    assert "govtext can't be run" in capsys.readouterr().err
