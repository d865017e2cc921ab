"""Where the title of a section ends that runs into its text without a mark."""

from __future__ import annotations

from govtext.language.compiled import compiled_lazily
from govtext.language.patterns import pattern

_FIRST = pattern("first of a list inside a heading")
_FREQUENT = pattern("title of a section that is used everywhere")
_GOES_ON = pattern("word that keeps a title going")
_OPENS = pattern("clear opening of a sentence")
_MAY_OPEN = pattern("adverb that opens a sentence")
_STOP = compiled_lazily(r"[。!?;]")
_TITLE = 70  # characters: a title is not longer
_RUN_IN = 24  # characters: a first sentence that is no longer is the title itself
_COUPLET = compiled_lazily(r"([^ ,。!?;:、\d]{5,9}),([^ ,。!?;:、]+)([,。!?;:])")
_AMOUNT = compiled_lazily(r"\d[万亿%个元家]|\d\.\d")


def title_end(plain: str, start: int, end: int) -> int | None:
    """Where a title ends that runs into its text without a mark; None where a stop ends it, or
    nothing shows the end."""
    stop = _STOP.search(plain, start, end)
    end = min(end, start + _TITLE, stop.start() if stop else end)
    first = _FIRST.search(plain, start + 2, end)
    if first is not None and plain[first.start() - 1] not in ":,、":
        return first.start()
    gap = plain.find(" ", start + 4, end)
    if gap > 0 and not _GOES_ON.match(plain, gap - 1):
        return gap
    frequent = _FREQUENT.match(plain, start, end)
    if frequent and frequent.end() < end and not _GOES_ON.match(plain, frequent.end()):
        return frequent.end()
    if stop is not None and stop.start() - start <= _RUN_IN:
        return None
    for opening, least in ((_OPENS, 4), (_MAY_OPEN, 8)):
        for found in opening.finditer(plain, start + least, end):
            at = found.start()
            if _AMOUNT.search(plain, start, at):
                return None
            clause = max(plain.rfind(",", start, at) + 1, start)
            if at - clause >= 4 and not _GOES_ON.match(plain, at - 1):
                return at
    return None


def couplet_end(plain: str, start: int, end: int) -> int | None:
    """Where the second half of a title ends that is as long as the first: 强化监督,守护正义|刑事…

    Where a stop ends it there, that is its place.
    """
    found = _COUPLET.match(plain, start, end)
    if found is None or len(found[2]) < len(found[1]):
        return None
    return found.start(2) + len(found[1])
