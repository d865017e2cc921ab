"""``govtext evaluate``: what it prints, and its exit status."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from running import Run, run_fixture  # noqa: F401 (a fixture)

import govtext

SAMPLES = Path(__file__).parent.parent.parent / "corpora" / "gbk"


def test_measures_are_printed(run: Run) -> None:
    result = run("evaluate", "--gold", SAMPLES)
    assert result.code == 0
    names = [line[2:].partition("   ")[0] for line in result.out.splitlines()]
    rows = dict(zip(names, map(str.split, result.out.splitlines()), strict=True))
    exact = govtext.evaluate(SAMPLES)["quantity, exact span"]
    assert rows["quantity, exact span"][-3:] == [
        f"{exact.f1:.2f}",
        str(exact.gold),
        str(exact.pred),
    ]
    assert rows["mask runs"][-5:] == ["–", "–", "–", "0", "0"]


def test_json_has_the_figures_of_the_function(run: Run) -> None:
    result = run("evaluate", "--gold", SAMPLES, "--format", "json", "--show", "1")
    printed = json.loads(result.out)
    misses = printed.pop("misses")
    scores = govtext.evaluate(SAMPLES)
    assert printed == scores.to_dict()
    assert [miss["start"] for miss in misses] == [miss.start for miss in scores.misses[:1]]


def test_differences_are_listed_with_their_place(run: Run) -> None:
    (sample,) = (SAMPLES / "docs").iterdir()
    result = run("evaluate", "--gold", SAMPLES, "--show", "9", "--only", "field.indicator")
    listed = [line for line in result.out.splitlines() if line.startswith("[")]
    misses = govtext.evaluate(SAMPLES).missed("field.indicator")
    assert len(listed) == len(misses)
    for line, miss in zip(listed, misses, strict=True):
        assert line.startswith(f"[field.indicator] {sample.stem} {miss.start}–{miss.end} ")


def test_outlines_that_were_written_before(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("convert", SAMPLES / "docs", "-o", out, "--quiet").code == 0
    printed = run("evaluate", "--gold", SAMPLES).out
    assert run("evaluate", "--gold", SAMPLES, "--pred", out).out == printed
    next(out.glob("*.json")).unlink()
    result = run("evaluate", "--gold", SAMPLES, "--pred", out)
    assert result.code == 1
    assert "there is no 1998_平泽县财政工作报告.json; it counts as an empty outline" in result.err


def test_gold_that_can_not_be_used(run: Run, tmp_path: Path) -> None:
    gold = shutil.copytree(SAMPLES, tmp_path / "gold")
    passages = json.loads((gold / "passages.json").read_text(encoding="utf-8"))
    passages[1]["sentences"][0]["category"] = "成绩"
    (gold / "passages.json").write_text(json.dumps(passages), encoding="utf-8")
    result = run("evaluate", "--gold", gold)
    assert result.code == 1
    assert result.out == ""
    assert "passages.json: 1998_平泽县财政工作报告, passage 2, sentences, entry 1" in result.err


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ("", "Missing option '--gold'"),
        ("--gold nowhere", "nowhere: no such folder"),
        ("--gold . --pred nowhere", "nowhere: no such folder"),
        ("--gold . --pred . --rules docs", "leave out one of the two"),
        ("--gold . --format yaml", "'--format'"),
        ("--gold . --show -1", "'--show'"),
    ],
)
def test_wrong_usage(run: Run, arguments: str, complaint: str) -> None:
    result = run("evaluate", *arguments.split())
    assert result.code == 2
    assert complaint in " ".join((result.out + result.err).replace("│", " ").split())
