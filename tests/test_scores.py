"""The parser agrees with gold at least this well.

The gold outside this repository is scored where it is at hand, and skipped where it is not.
GOVTEXT_CORPUS=folder prints the rates on a folder of your own (see corpora/README.md).
"""

from __future__ import annotations

import functools
import os
from pathlib import Path

import pytest
from scoring import score

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "corpora"
OUTSIDE = ROOT.parent / "shared" / "gold" / "dev"
OWN = os.environ.get("GOVTEXT_CORPUS")

# In per cent. Raise one when the parser has got better, never lower one.
FLOORS = {
    "quantities": 99.0,
    "claims": 97.0,
    "categories": 97.0,
    "nodes": 99.0,
    "headings": 99.0,
    "parents": 98.0,
    "titles": 98.0,
    "masks": 99.0,
    "stands for": 98.0,
}

scores = functools.cache(score)


@pytest.mark.parametrize("measure", FLOORS)
@pytest.mark.parametrize(
    "folder", [SAMPLES, SAMPLES / "gbk", OUTSIDE], ids=["samples", "gbk", "outside"]
)
def test_agreement_with_gold(folder: Path, measure: str) -> None:
    if not folder.exists():
        pytest.skip(f"there is no gold in {folder}")
    assert scores(folder)[measure] >= FLOORS[measure]


@pytest.mark.skipif(not OWN, reason="GOVTEXT_CORPUS names no folder of gold")
def test_rates_on_ones_own_corpus() -> None:
    rates = scores(Path(str(OWN)))
    print(*(f"{measure}: {rate:.2f}" for measure, rate in rates.items()), sep="\n")
    assert rates
