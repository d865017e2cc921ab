"""Signs and units that stand twice: 增长6.1%%, 投资3亿元元."""

from __future__ import annotations

from collections.abc import Iterator

from govtext.checks.finding import Found
from govtext.checks.view import View
from govtext.language.patterns import pattern

_DOUBLED = pattern("sign that stands twice")


def check_doubled(view: View) -> Iterator[Found]:
    """The signs behind a number, and the stops, that stand twice."""
    for found in _DOUBLED.finditer(view.plain):
        yield Found("twice", *found.span(), [], {"sign": found[0]})
