"""The growth of the work with the length of the text, counted in calls and not in time.

Every call of a function, of Python or built in, counts. Only the growth is limited, not the number.
A pattern or search that takes long inside one call is not seen here; ``test_odd_text`` measures
the time of those.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from importlib import resources
from types import FrameType
from typing import Any

import pytest

from govtext import pipeline, stages
from govtext.document import Document

SAMPLES = ("2024_青沅县政府工作报告.txt", "教育局工作总结和计划_星号遮盖.txt")
STAGES = [name for name, _ in stages.STAGES]

# What ten times the text may cost more for each character: it costs less by 1 % where all is well.
GROWTH = 1.1


def texts() -> list[str]:
    """Paragraphs of the samples once, ten and a hundred times, no two of them alike."""
    folder = resources.files("govtext.corpora") / "docs"
    lines = []
    for name in SAMPLES:
        sample = (folder / name).read_text(encoding="utf-8").split("\n")
        lines += [line for line in sample if len(line) > 60][:6]
    return [
        "\n".join(f"{line[:-1]}（第{n}份）。" for n in range(times) for line in lines)
        for times in (1, 10, 100)
    ]


def calls_by_stage(text: str) -> Counter[str]:
    """How many calls each stage of the pipeline makes while ``text`` is parsed; what stands
    outside of all is "parse"."""
    by_code = {stage.__code__: name for name, stage in vars(pipeline)["STAGES"]}
    counts: Counter[str] = Counter()
    here = "parse"

    def count(frame: FrameType, event: str, _arg: Any) -> None:
        nonlocal here
        if event == "call" and frame.f_code in by_code:
            here = by_code[frame.f_code]
        elif event == "return" and frame.f_code in by_code:
            here = "parse"
        if event in {"call", "c_call"}:
            counts[here] += 1

    sys.setprofile(count)
    try:
        pipeline.parse(text)
    finally:
        sys.setprofile(None)
    return counts


def growing(texts: Sequence[str]) -> dict[str, str]:
    """The stages whose calls grow faster than the text, with their calls for each text."""
    pipeline.parse(texts[0])  # what is made once for all reports is no work of the first
    counts = [calls_by_stage(text) for text in texts]
    found = {}
    for name in counts[-1]:
        costs = [each[name] / len(text) for each, text in zip(counts, texts, strict=True)]
        if costs[1] > costs[0] * GROWTH or costs[2] > costs[1] * GROWTH:
            found[name] = f"{[each[name] for each in counts]} calls"
    return found


def test_the_work_of_no_stage_grows_faster_than_the_text() -> None:
    assert growing(texts()) == {}


def test_every_stage_is_counted() -> None:
    counts = calls_by_stage(texts()[1])
    assert set(STAGES) <= set(counts)
    assert counts["parse"] < sum(counts.values()) / 10


def _compare_all(lines: Sequence[str]) -> int:
    """A call for each pair of a line and one before it."""
    return sum(line.startswith(lines[n]) for at, line in enumerate(lines) for n in range(at))


def _quadratic(stage: Callable[[Document], None]) -> Callable[[Document], None]:
    def slow(document: Document) -> None:
        stage(document)
        _compare_all(document.text.split("\n"))

    return slow


def test_a_quadratic_part_of_a_stage_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test of the test: a stage goes through all lines again for each of them, the one with
    the most calls besides, among which it shows the least."""
    counts = calls_by_stage(texts()[0])
    most = max(STAGES, key=lambda name: counts[name])
    changed = [
        (name, _quadratic(stage) if name == most else stage) for name, stage in stages.STAGES
    ]
    monkeypatch.setattr(pipeline, "STAGES", tuple(changed))
    assert list(growing(texts())) == [most]
