"""How much work reading takes, counted in calls, so that no noise of a machine can fail it.

Every call of a function, of Python or built in, counts. A pattern that runs long within one call is
not seen here; ``test_odd_text`` times those.
"""

from __future__ import annotations

import sys
from collections import Counter
from importlib import resources
from types import FrameType
from typing import Any

import pytest

from govtext.document import Document
from govtext.language.plain import plain
from govtext.pipeline import parse
from govtext.rulebook.load import load
from govtext.stages import STAGES

SAMPLES = ("2024_青沅县政府工作报告.txt", "教育局工作总结和计划_星号遮盖.txt")

# Calls for each thousand characters of the samples, as measured when the limit was set, and the
# part more that a change may cost before it has to be looked at.
CALLS = {
    "furniture": 209,
    "masks": 776,
    "outline": 635,
    "statements": 1121,
    "quantities": 1772,
    "claims": 7606,
    "entries": 203,
}
ROOM = 0.08
# What a text of different paragraphs may cost more for each character than a tenth of it.
GROWTH = 0.15


def samples() -> str:
    """A report and a masked one, as one text."""
    folder = resources.files("govtext.corpora") / "docs"
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in SAMPLES)


def calls_by_stage(text: str) -> Counter[str]:
    """How many calls each stage makes for ``text``."""
    counts: Counter[str] = Counter()
    here = ""

    def count(frame: FrameType, event: str, _arg: Any) -> None:
        if event in {"call", "c_call"}:
            counts[here] += 1

    document = Document(text, plain(text), load(None))
    for name, stage in STAGES:
        here = name
        sys.setprofile(count)
        try:
            stage(document)
        finally:
            sys.setprofile(None)
    return counts


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    """What is made once for all reports is no work of the first."""
    parse(samples())


@pytest.mark.parametrize("stage", CALLS)
def test_no_stage_does_more_than_it_did(stage: str) -> None:
    text = samples()
    calls = calls_by_stage(text)[stage] * 1000 / len(text)
    assert calls <= CALLS[stage] * (1 + ROOM)
    # A limit that nothing comes near guards nothing: lower it with the work. (From 3.12 on Python
    # makes no call for a comprehension.)
    assert calls >= CALLS[stage] * 0.6


def test_work_grows_with_the_text_and_no_faster() -> None:
    """Ten and a hundred times as many different paragraphs, ten and a hundred times the calls."""
    lines = [line for line in samples().split("\n") if len(line) > 60]
    costs = []
    for times in (1, 10, 100):
        text = "\n".join(f"{line[:-1]}（第{n}份）。" for n in range(times) for line in lines[:12])
        counts = calls_by_stage(text)
        costs.append({name: counts[name] / len(text) for name, _ in STAGES})
    for name, _ in STAGES:
        assert costs[2][name] <= costs[1][name] * (1 + GROWTH), name
        assert costs[1][name] <= costs[0][name] * (1 + 2 * GROWTH), name
