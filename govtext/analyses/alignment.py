"""Which statement of one report is which of another, by their words.

Equal statements come first; of the others, the pairs that are most alike. Numbers count as one
sign, so that a statement with new numbers is still the same statement.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from govtext.extras import require

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ALIKE = 60
"""How alike two statements are at least, from 0 to 100, to be one that changed."""
_SHORT = 12
_SHORT_ALIKE = 75
"""The same for statements of up to twelve characters, which are alike by chance."""
_EQUAL = 100
_RUN = 4
"""The shortest run of characters that counts as taken over."""
_CANDIDATES = 5


class Aligned(NamedTuple):
    """The numbers of two statements that are one, or of one that has no partner."""

    old: int | None
    new: int | None
    similarity: int
    is_equal: bool
    is_moved: bool


def require_rapidfuzz() -> None:
    """Raise MissingPackageError, which says what to install, where rapidfuzz is missing."""
    require("rapidfuzz", "compare", "comparing two reports")


def align(old: Sequence[str], new: Sequence[str]) -> list[Aligned]:
    """The pairs in the order of ``new``, each statement of ``old`` without a partner behind the one
    that it followed."""
    pairs = _equal(old, new)
    pairs |= _similar(old, new, pairs)
    kept = _in_order([pair[:2] for pair in sorted((n, o) for o, n in pairs)])
    of_new = {n: o for o, n in pairs}
    found = {
        n: Aligned(o, n, score, score == _EQUAL and old[o] == new[n], (n, o) not in kept)
        for (o, n), score in pairs.items()
    }
    lone = sorted(set(range(len(old))) - {o for o, _ in pairs})
    after: dict[int, list[int]] = defaultdict(list)
    partners = sorted((o, n) for n, o in of_new.items())
    for o in lone:
        place = bisect_left(partners, (o, -1))
        after[partners[place - 1][1] if place else -1].append(o)
    result = [Aligned(o, None, 0, False, False) for o in after[-1]]
    for n in range(len(new)):
        result.append(found.get(n) or Aligned(None, n, 0, False, False))
        result += [Aligned(o, None, 0, False, False) for o in after[n]]
    return result


def _equal(old: Sequence[str], new: Sequence[str]) -> dict[tuple[int, int], int]:
    """The pairs of equal statements; of several equal ones the first with the first."""
    waiting: dict[str, list[int]] = defaultdict(list)
    for number, words in reversed(list(enumerate(old))):
        waiting[words].append(number)
    return {
        (waiting[words].pop(), number): _EQUAL
        for number, words in enumerate(new)
        if waiting.get(words)
    }


def _similar(
    old: Sequence[str], new: Sequence[str], taken: dict[tuple[int, int], int]
) -> dict[tuple[int, int], int]:
    """The pairs of the other statements, the most alike first."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 (an extra)

    used = {o for o, _ in taken}, {n for _, n in taken}
    left = {o: _NUMBER.sub("#", words) for o, words in enumerate(old) if o not in used[0]}
    scored: list[tuple[float, int, int, int]] = []
    for n, words in enumerate(new):
        if n in used[1] or not words:
            continue
        wanted = _SHORT_ALIKE if len(words) <= _SHORT else _ALIKE
        matches = process.extract(
            _NUMBER.sub("#", words), left, scorer=fuzz.ratio, score_cutoff=wanted, limit=_CANDIDATES
        )
        scored += [(-score, abs(n - o), o, n) for _, score, o in matches]
    found: dict[tuple[int, int], int] = {}
    done: tuple[set[int], set[int]] = (set(), set())
    for score, _, o, n in sorted(scored):
        if o not in done[0] and n not in done[1]:
            done[0].add(o)
            done[1].add(n)
            found[o, n] = round(-score)
    return found


def _in_order(pairs: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """The longest list of pairs that ascends in both numbers; the others are moved."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, second) in enumerate(pairs):
        place = bisect_left(ends, second)
        ends[place:] = [second, *ends[place + 1 :]]
        last[place:] = [number, *last[place + 1 :]]
        before.append(last[place - 1] if place else -1)
    kept = set()
    at = last[-1] if last else -1
    while at >= 0:
        kept.add(pairs[at])
        at = before[at]
    return kept


def common(old: str, new: str) -> int:
    """How many characters of ``new`` stand in ``old`` in the same order, in runs of four and more.

    >>> common("全县新建学校5所", "全县新建学校8所,公路3公里")
    6
    """
    from rapidfuzz.distance import Indel  # noqa: PLC0415 (an extra)

    blocks = Indel.opcodes(old, new).as_matching_blocks()
    return sum(block.size for block in blocks if block.size >= _RUN)
