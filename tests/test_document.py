"""An exception inside a stage: what is lost, and the diagnostic."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from running import Run, run_fixture

import govtext
from govtext import pipeline
from govtext.document import Document
from govtext.report import Diagnostic
from govtext.stages import STAGES
from govtext.stages.categories import decide, evidence, statements
from govtext.stages.claims import indicators, make
from govtext.stages.layout.repair import repair
from govtext.stages.page import furniture
from govtext.stages.quantities import find

__all__ = ["run_fixture"]

SENTENCE = "全年新建学校12所。"
TEXT = f"全县工作总结\n一、项目建设\n{SENTENCE}修路30公里，增长5%。\n二、问题\n教师不足。\n"


@pytest.fixture(autouse=True)
def _as_users_run_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOVTEXT_STRICT")


def _breaks(function: Callable[..., Any], on: Callable[..., bool]) -> Callable[..., Any]:
    """The function, which raises IndexError for the arguments that ``on`` picks out."""

    def broken(*arguments: Any) -> Any:
        if on(*arguments):
            raise IndexError("list index out of range")
        return function(*arguments)

    return broken


def _break_schools(monkeypatch: pytest.MonkeyPatch) -> None:
    """The claims of a sentence with 12所 can't be read."""
    broken = _breaks(indicators.measure, lambda contexts, *_: contexts[0].quantity.text == "12所")
    monkeypatch.setattr(make, "measure", broken)


def _internal_errors(report: govtext.Report) -> list[Diagnostic]:
    return [one for one in report.diagnostics if one.code == "internal-error"]


def test_an_exception_in_a_sentence_costs_its_claims_only(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = govtext.parse(TEXT)
    _break_schools(monkeypatch)
    report = govtext.parse(TEXT)
    assert [claim.quantity.text for claim in report.claims] == ["30公里", "5%"]
    assert [claim.id for claim in report.claims] == [claim.id for claim in whole.claims[:2]]
    assert (report.outline, report.statements) == (whole.outline, whole.statements)
    (found,) = _internal_errors(report)
    assert TEXT[found.start : found.end] == SENTENCE
    assert "IndexError: list index out of range (stages/claims/make.py:" in found.message


def test_strict_raises_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVTEXT_STRICT", "1")
    _break_schools(monkeypatch)
    with pytest.raises(IndexError):
        govtext.parse(TEXT)


def test_an_exception_at_a_number_costs_that_number(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = _breaks(find._Finder.look, lambda finder, start: finder.plain[start] == "1")
    monkeypatch.setattr(find._Finder, "look", broken)
    report = govtext.parse(TEXT)
    assert [claim.quantity.text for claim in report.claims] == ["30公里", "5%"]
    (found,) = _internal_errors(report)
    assert TEXT[found.start : found.end] == SENTENCE


def test_an_exception_in_the_evidence_of_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = _breaks(
        evidence._weigh_sentence, lambda plain, span, *_: plain[span.start : span.end] == SENTENCE
    )
    monkeypatch.setattr(evidence, "_weigh_sentence", broken)
    report = govtext.parse(TEXT)
    assert [one.category for one in report.statements] == ["achievement", "achievement", "problem"]
    (found,) = _internal_errors(report)
    assert TEXT[found.start : found.end] == SENTENCE


def test_sentences_are_kept_where_none_can_be_categorized(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "categorize", _breaks(decide.categorize, lambda *_: True))
    report = govtext.parse(TEXT)
    assert {one.category for one in report.statements} == {"other"}
    assert len(report.claims) == 3
    assert len(_internal_errors(report)) == 1


def test_the_lines_are_kept_where_the_page_can_not_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(furniture, "_copies", _breaks(furniture._copies, lambda *_: True))
    report = govtext.parse(TEXT)
    assert len(report.claims) == 3
    assert len(_internal_errors(report)) == 1


def test_the_text_is_read_as_written_where_its_layout_can_not_be_undone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pipeline, "repair", _breaks(repair, lambda *_: True))
    report = govtext.parse(TEXT)
    assert len(report.claims) == 3
    assert len(_internal_errors(report)) == 1


_BEFORE_CLAIMS = {"furniture", "statements", "quantities", "tokens", "claims"}


@pytest.mark.parametrize("name", [name for name, _ in STAGES])
def test_an_exception_in_a_stage_costs_what_it_gives(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(stage: Callable[[Document], None]) -> Callable[[Document], None]:
        def run(document: Document) -> None:
            stage(document)
            raise KeyError("half done")

        return run

    broken = tuple((one, half(stage) if one == name else stage) for one, stage in STAGES)
    monkeypatch.setattr(pipeline, "STAGES", broken)
    report = govtext.parse(TEXT)
    (found,) = _internal_errors(report)
    assert (found.start, found.end) == (0, len(TEXT))
    assert "KeyError: 'half done'" in found.message
    assert bool(report.outline) == (name not in {"furniture", "outline"})
    assert bool(report.statements) == (name not in {"furniture", "statements"})
    assert bool(report.claims) == (name not in _BEFORE_CLAIMS)
    assert bool(report.achievements) == (name not in {"furniture", "statements", "entries"})


def test_parse_prints_the_rest_and_names_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert run("parse", path).code == 0
    _break_schools(monkeypatch)
    result = run("parse", path, "--format", "table")
    assert result.code == 1
    assert "30公里" in result.out
    assert f"govtext: {path}: not all of it could be read (characters " in result.err
    assert "IndexError: list index out of range" in result.err
