"""Every combination of words of the rules is read without an exception."""

from __future__ import annotations

import random

import pytest
from recombined import CARRIERS, carried, recombined, words
from spans import misplaced

import govtext

WORDS = words()
LOT = 50
SEEDS = range(20)
TEXTS = 150
"""How many texts are made of one seed."""


def _faults(text: str) -> list[str]:
    """What goes wrong when a text is read, in words."""
    try:
        report = govtext.parse(text)
    except Exception as error:
        return [f"{type(error).__name__}: {error}"]
    starts = [claim.quantity.start for claim in report.claims]
    disorder = [] if starts == sorted(starts) else ["the claims are not in order"]
    return misplaced(report) + disorder


def _check(text: str) -> None:
    """Fail with the first line that goes wrong alone, or else with the whole text."""
    faults = _faults(text)
    if faults:
        alone = ((line, _faults(line)) for line in text.splitlines())
        told = next(((line, found) for line, found in alone if found), (text, faults))
        pytest.fail(f"{told[0]!r}: {told[1]}")


def test_there_are_words_and_places_for_them() -> None:
    assert len(WORDS) > 4000
    assert {"改造", "突破", "以上", "百分点", "公里", "计划"} <= set(WORDS)
    assert all("改造" in sentence for sentence in carried("改造"))


@pytest.mark.parametrize("carrier", range(len(CARRIERS)))
def test_every_word_in_every_carrier(carrier: int) -> None:
    for at in range(0, len(WORDS), LOT):
        _check("\n".join(CARRIERS[carrier].replace("{}", word) for word in WORDS[at : at + LOT]))


@pytest.mark.parametrize("seed", SEEDS)
def test_words_put_together_by_chance(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(TEXTS):
        _check(recombined(chance, WORDS))
