"""The figures of a report looked up in another text: a press release, a digest, last year's report.

A figure is the same there, rounded, changed, absent, or its status is raised: what the other text
only plans is told as done.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Literal

from govtext.checks.finding import Finding, Found, Lang
from govtext.checks.repeated import stand_for_one
from govtext.checks.run import worded
from govtext.checks.table import build_checks
from govtext.checks.view import Figure, View
from govtext.language.plain import plain
from govtext.report import Report
from govtext.rulebook.load import Rulebook

Lookup = Literal["same", "rounded", "changed", "absent", "raised"]
LOOKUPS: tuple[Lookup, ...] = ("same", "rounded", "changed", "absent", "raised")

_ALIKE = 80
"""How alike two labels are at least, from 0 to 100, to name one measure."""
_SURE = 90
"""How alike they are where a figure is said to have changed."""
_SHORTEST = 3
_TELLING = 3
"""How many digits of a figure tell it, where no label does."""


def look_up(view: View, other: View) -> Iterator[tuple[Figure, Lookup, Figure | None]]:
    """Each figure of the report, what became of it in the other text, and the figure there."""
    there: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in other.figures:
        there[_key(figure)].append(figure)
    # What an earlier report planned may be done by now.
    own, theirs = view.report.metadata.year, other.report.metadata.year
    may_be_done = bool(own and theirs and theirs < own)
    for figure in view.figures:
        if figure.interval is None:
            continue
        fate, twin = _found(figure, there[_key(figure)])
        if fate == "raised" and may_be_done:
            fate = "same"
        yield figure, fate, twin


def _key(figure: Figure) -> tuple[object, ...]:
    return figure.kind, figure.unit, figure.claim.direction


def _found(figure: Figure, others: list[Figure]) -> tuple[Lookup, Figure | None]:
    likeness = {id(one): _alike(figure, one) for one in others}
    named = [one for one in others if likeness[id(one)] >= _ALIKE]
    equal = [one for one in named if _is_equal(figure, one)]
    if equal:
        twin = next((one for one in equal if _status(one) == _status(figure)), equal[0])
        raised = _status(figure) == "actual" and _status(twin) == "target"
        return ("raised" if raised else "same"), twin
    near = [one for one in named if stand_for_one(figure, one)]
    if near:
        return "rounded", near[0]
    for one in named:
        sure = likeness[id(one)] >= _SURE and one.interval is not None
        if sure and _is_of_one_time(figure, one) and _status(one) == _status(figure):
            return "changed", one
    unnamed = [one for one in others if _is_equal(figure, one) and _digits(figure) >= _TELLING]
    return ("same", unnamed[0]) if unnamed else ("absent", None)


def _alike(first: Figure, second: Figure) -> float:
    from rapidfuzz import fuzz  # noqa: PLC0415 (an extra)

    one, two = plain(first.claim.label or ""), plain(second.claim.label or "")
    short, long = sorted((one, two), key=len)
    if not short:
        return 0.0
    return 100.0 if len(short) >= _SHORTEST and long.endswith(short) else fuzz.ratio(one, two)


def _is_equal(first: Figure, second: Figure) -> bool:
    """Whether two figures are shown alike: 1.2亿元 and 12000万元 are not."""
    return first.interval == second.interval


def _is_of_one_time(first: Figure, second: Figure) -> bool:
    one, two = first.claim.period, second.claim.period
    return one is None or two is None or one == two


def _status(figure: Figure) -> str:
    return figure.claim.status


def _digits(figure: Figure) -> int:
    return sum(character.isdigit() for character in plain(figure.text))


def check_against(
    report: Report, other: Report, rules: Rulebook, lang: Lang = "zh"
) -> tuple[list[Finding], dict[Lookup, int]]:
    """The figures of a report that another text does not tell alike, and how many have each fate.

    Raises ValueError for a report without its text.
    """
    view, there = View(report, rules), View(other, rules)
    kinds = rules.derive(build_checks)
    counts = dict.fromkeys(LOOKUPS, 0)
    findings = []
    for figure, fate, twin in look_up(view, there):
        counts[fate] += 1
        kind = kinds.get(f"against-{fate}")
        if kind is None:
            continue
        values = {"figure": figure.text, "label": figure.claim.label or figure.text}
        values["other"] = twin.text if twin is not None else ""
        findings.append(
            worded(view, Found("other", figure.start, figure.end, [], values), kind, lang)
        )
    return findings, counts
