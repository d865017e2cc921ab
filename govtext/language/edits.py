"""A text under repair: edited copies of it, and the way back to the offsets of the text as written.

全年完⏎成投资 → 全年完成投资, where 成 still has the offset that it has in the text as written
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from govtext.language.plain import Span


class Edit(NamedTuple):
    """A stretch of the text and what takes its place.

    An insertion has an empty stretch; what is left out is replaced by "".
    """

    start: int
    end: int
    by: str = ""


class EditedText:
    """A text and its normalized form of the same length, both edited in step.

    >>> edited = EditedText("全年完\\n成投资", "全年完\\n成投资")
    >>> edited.apply([Edit(3, 4)])
    >>> edited.text, edited.original(Span(2, 4)), edited.left_out
    ('全年完成投资', Span(start=2, end=5), [])
    """

    def __init__(self, text: str, plain: str) -> None:
        self.text, self.plain = text, plain
        self.left_out: list[Span] = []
        """What was left out and is no blank, in offsets of the text as written."""
        # For each character its start and end in the text as written; None before the first edit.
        self._starts: list[int] | None = None
        self._ends: list[int] | None = None
        self._length = len(text)

    @property
    def is_edited(self) -> bool:
        """Whether anything differs from the text as written."""
        return self._starts is not None

    def apply(self, edits: Iterable[Edit]) -> None:
        """Make some edits; they are given in any order, and one inside another is left out."""
        wanted = sorted(edits)
        if not wanted:
            return
        starts = self._starts if self._starts is not None else list(range(self._length))
        ends = self._ends if self._ends is not None else list(range(1, self._length + 1))
        texts: list[str] = []
        plains: list[str] = []
        new_starts: list[int] = []
        new_ends: list[int] = []
        done = 0
        for start, end, by in wanted:
            if start < done:
                continue
            texts += (self.text[done:start], by)
            plains += (self.plain[done:start], by)
            new_starts += starts[done:start]
            new_ends += ends[done:start]
            left = starts[start] if start < len(starts) else self._length
            right = max(ends[end - 1], left) if end > start else left
            new_starts += [min(left + index, right) for index in range(len(by))]
            new_ends += [min(left + index + 1, right) for index in range(len(by))]
            if by and end > start:
                new_ends[-1] = right
            if not by.strip() and self.text[start:end].strip():
                self.left_out.append(Span(left, right))
            done = end
        texts.append(self.text[done:])
        plains.append(self.plain[done:])
        self._starts = new_starts + starts[done:]
        self._ends = new_ends + ends[done:]
        self.text, self.plain = "".join(texts), "".join(plains)

    def original(self, span: Span) -> Span:
        """The stretch of the text as written that a stretch of the edited text stands for."""
        if self._starts is None or self._ends is None:
            return span
        start, end = span
        first = self._starts[start] if start < len(self._starts) else self._length
        if end <= start:
            return Span(first, first)
        return Span(first, max(self._ends[end - 1], first))

    def edited(self, span: Span) -> Span:
        """The stretch of the edited text that stands for a stretch of the text as written.

        >>> edited = EditedText("全年完\\n成投资", "全年完\\n成投资")
        >>> edited.apply([Edit(3, 4)])
        >>> edited.edited(Span(4, 7))
        Span(start=3, end=6)
        """
        if self._starts is None or self._ends is None:
            return span
        start = bisect_left(self._starts, span.start)
        return Span(start, max(start, bisect_left(self._starts, span.end, start)))
