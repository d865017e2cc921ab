"""Papers of many kinds: the category, the status and the period of every quantity."""

from __future__ import annotations

import itertools

import pytest
from cases import Case, read_cases

import govtext


@pytest.mark.parametrize("case", read_cases("genres.txt"), ids=lambda case: case.name)
def test_papers_of_many_kinds(case: Case) -> None:
    claims = govtext.parse(f"{case.text}\n").claims
    groups = itertools.groupby(claims, key=lambda one: (one.category, one.status, one.period))
    read = [
        f"{category} {status} {period}: {' '.join(one.quantity.text for one in group)}"
        for (category, status, period), group in groups
    ]
    assert read == case.expected
