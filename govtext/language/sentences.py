"""Sentences: they end at ``。！？`` with the closing marks behind it, and at the end of a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govtext.language.patterns import pattern
from govtext.language.plain import Span

_END = pattern("end of a sentence")


def sentences(plain: str, lines: Iterable[Span]) -> Iterator[Span]:
    """The sentences of ``lines``, in order, without the blanks around them.

    ``plain`` is the normalized text; each line is a stretch of it without blanks around it, and no
    sentence is longer than its line.

    >>> text = "今年要做三件事:一是修路;二是架桥。各位代表!让我们“撸起袖子加油干!”"
    >>> [text[s:e] for s, e in sentences(text, [Span(0, len(text))])]
    ['今年要做三件事:一是修路;二是架桥。', '各位代表!', '让我们“撸起袖子加油干!”']
    """
    for line in lines:
        start = line.start
        for match in _END.finditer(plain, line.start, line.end):
            yield Span(start, match.end(1))
            start = match.end()
        if start < line.end:
            yield Span(start, line.end)
