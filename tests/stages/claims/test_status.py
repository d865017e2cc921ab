"""The status of a quantity: actual or target."""

from __future__ import annotations

import pytest
from period_reports import Expected, readings, reports

import govtext
from govtext.document import Document
from govtext.rulebook.load import load
from govtext.stages.claims.status import Statuses, status_cues, wording


@pytest.mark.parametrize(
    ("document", "expected"),
    list(reports()),
    ids=lambda value: value.text.partition("\n")[0] if isinstance(value, Document) else "expected",
)
def test_reports_of_the_fixtures(document: Document, expected: list[Expected]) -> None:
    found = readings(document)
    statuses = Statuses(document)
    wrong = [
        f"{document.text[max(0, one.quantity.start - 20) : one.quantity.end]}: {one.status}"
        for one in expected
        if statuses.of(one.quantity, one.statement, found[one.quantity.start]) != one.status
    ]
    assert not wrong, "\n".join(wrong)


def test_a_target_spoken_of_is_a_target() -> None:
    said = "5%左右的预期增长目标符合实际,是一个积极的目标。我们的底气是去年增长6%的基础。"
    aimed_at, observed = govtext.parse(said).claims
    assert (aimed_at.category, aimed_at.status) == ("other", "target")
    assert (observed.category, observed.status) == ("other", "actual")


@pytest.mark.parametrize(
    ("clause", "status"),
    [
        ("力争新增就业", "target"),
        ("计划招聘教师", "target"),
        ("出台三年行动计划", None),
        ("全县现有水库", "actual"),
        ("建成投产后可年产", "target"),
        ("已建成", "actual"),
        ("修好道路", None),
    ],
)
def test_wording(clause: str, status: str | None) -> None:
    assert wording(clause, load().derive(status_cues)) == status
