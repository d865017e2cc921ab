"""The nesting of marker styles, found from the order of the markers in the document.

A style is above another where its count continues behind the other's: in 一、 （一） （二） 二、
the style 一、 is above （一）. Where the document does not show it, the ranks in ``[[markers]]``
decide.
"""

from __future__ import annotations

import bisect
from collections import Counter

from govtext.stages.outline.markers import Marker

_IN_TEXT = 20  # more than any rank


class Nesting:
    """Decides which of two styles is above the other, and whether a list continues.

    Takes the markers of a document in order.
    """

    def __init__(self, markers: list[Marker]) -> None:
        self._markers = markers
        # A style that stands mostly in running text is below every style that opens lines.
        count = Counter(marker.style for marker in markers)
        opens = Counter(marker.style for marker in markers if marker.opens_line)
        opening = {style for style in opens if 2 * opens[style] >= count[style]}
        self._rank = {
            marker.style: marker.rule.rank + (0 if marker.style in opening else _IN_TEXT)
            for marker in markers
        }
        self._above = self._shown()
        self._next = self._next_of_style()
        # The lines that open with a marker; the lines between them begin no new item.
        self._opening = sorted({marker.line for marker in markers if marker.opens_line})

    def _shown(self) -> Counter[tuple[str, str]]:
        above: Counter[tuple[str, str]] = Counter()
        last: dict[str, int] = {}
        # For each numbered style: the styles that began since its last marker.
        begun: dict[str, set[str]] = {}
        unnumbered: set[str] = set()
        for marker in self._markers:
            style, ordinal = marker.style, marker.ordinal
            if ordinal is None:
                unnumbered.add(style)
            elif ordinal == 1:
                # A list that begins behind an unnumbered heading is below it.
                since = begun.get(style, unnumbered)
                above.update((other, style) for other in since & unnumbered)
            elif style in last and last[style] < ordinal <= last[style] + 2:
                above.update((style, below) for below in begun[style])
            if ordinal is not None:
                last[style] = ordinal
                begun[style] = set()
            if ordinal is None or ordinal == 1:
                for other, since in begun.items():
                    if other != style:
                        since.add(style)
        return above

    def _next_of_style(self) -> list[int | None]:
        following: list[int | None] = [None] * len(self._markers)
        coming: dict[str, int] = {}
        for index in range(len(self._markers) - 1, -1, -1):
            style = self._markers[index].style
            following[index] = coming.get(style)
            coming[style] = index
        return following

    def stands_above(self, upper: str, lower: str) -> bool:
        """Whether ``upper`` is the outer of two styles."""
        shown, against = self._above[upper, lower], self._above[lower, upper]
        if shown != against:
            return shown > against
        return self._rank[upper] < self._rank[lower]

    def goes_on(self, index: int, ancestors: list[int], last_line: int, to_line: int) -> bool:
        """Whether the list of marker ``index`` continues behind its paragraph.

        ``ancestors`` are the indices of the markers above it; ``last_line`` is the last line of
        its paragraph, ``to_line`` the line of the marker that is read next.
        """
        following = self._next[index]
        if following is None:
            return False
        for ancestor in ancestors:
            closing = self._next[ancestor]
            if closing is not None and closing < following:
                return False
        this, other = self._markers[index].ordinal, self._markers[following].ordinal
        if this is not None and other is not None:
            return other > this
        return not self.unmarked_between(last_line, to_line)

    def next_line(self, index: int, otherwise: int) -> int:
        """The line of the next marker of the same style, or ``otherwise``."""
        following = self._next[index]
        return otherwise if following is None else self._markers[following].line

    def unmarked_between(self, first: int, last: int) -> bool:
        """Whether a line that opens with no marker stands between two lines."""
        opened = bisect.bisect_left(self._opening, last) - bisect.bisect_right(self._opening, first)
        return opened < last - first - 1
