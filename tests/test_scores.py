"""The parser agrees with gold at least this well.

The gold outside this repository is scored where it is at hand, and skipped where it is not.
"""

from __future__ import annotations

import functools
from pathlib import Path

import pytest
from scoring import score

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "corpora"
OUTSIDE = ROOT.parent / "shared" / "gold" / "dev"

# In per cent. Raise one when the parser has got better, never lower one.
FLOORS = {
    "quantities": 97.0,
    "categories": 94.0,
    "nodes": 97.0,
    "headings": 99.0,
    "parents": 98.0,
    "titles": 98.0,
    "masks": 97.0,
    "stands for": 96.0,
}

scores = functools.cache(score)


@pytest.mark.parametrize("measure", FLOORS)
@pytest.mark.parametrize("folder", [SAMPLES, OUTSIDE], ids=["samples", "outside"])
def test_agreement_with_gold(folder: Path, measure: str) -> None:
    if not folder.exists():
        pytest.skip(f"there is no gold in {folder}")
    assert scores(folder)[measure] >= FLOORS[measure]
