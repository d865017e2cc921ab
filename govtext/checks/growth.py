"""Whether a rate of growth can be compared with levels: real growth and revised bases can't."""

from __future__ import annotations

from govtext.checks.view import Figure, View
from govtext.language.patterns import pattern

_REAL = pattern("growth that levels do not give")
_AT_CONSTANT_PRICES = pattern("measure whose growth is real")
_BEHIND = 20  # characters behind a rate in which a bracket says how it is computed


def is_nominal(view: View, first: Figure, rate: Figure) -> bool:
    """Whether the rate is that of the levels as written: nothing in the sentence, up to shortly
    behind the rate, says that prices or the basis are held constant."""
    start, end = view.sentence(first.start)
    start = max(start, view.plain.rfind(";", start, first.start) + 1)
    behind = view.plain[rate.end : min(end, rate.end + _BEHIND)].partition(";")[0]
    text = view.plain[start : rate.end] + behind
    label = first.claim.label or ""
    return not _REAL.search(text) and not _AT_CONSTANT_PRICES.search(label)
