"""Tables of contents, which are left out."""

from __future__ import annotations

from collections.abc import Iterator

from govtext.language.compiled import compiled_lazily
from govtext.language.edits import Edit
from govtext.language.patterns import pattern

_CONTENTS = pattern("head of a table of contents")
_LEADER = pattern("leader of a table of contents")
_CONTENTS_IN_TEXT = pattern("table of contents in running text")
_LINE = compiled_lazily(r"[^\n]+")
_STOP = compiled_lazily(r"[。!?;]")
_FRONT = 5000  # characters: a table of contents stands before the body
_ENTRY = 60  # characters: an entry of a table of contents is not longer


def contents(plain: str) -> Iterator[Edit]:
    """A table of contents: the lines below 目录 up to the first that comes again."""
    if (found := _CONTENTS_IN_TEXT.search(plain, 0, _FRONT)) is not None:
        yield Edit(*found.span())
        return
    lines = [found.span() for found in _LINE.finditer(plain) if found.group().strip()]
    heads = [i for i, span in enumerate(lines) if _CONTENTS.fullmatch(plain[slice(*span)].strip())]
    if not heads:
        return
    names = [
        _LEADER.sub("", plain[start : min(end, start + 2 * _ENTRY)]).replace(" ", "")
        for start, end in lines
    ]
    for head in heads[:1]:
        for after in range(head + 2, len(lines)):
            if names[after] == names[head + 1]:
                yield Edit(lines[head][0], lines[after][0])
                return
            if len(names[after]) > _ENTRY or _STOP.search(names[after]):
                break
        last = head
        while last + 1 < len(lines) and _LEADER.search(
            plain[max(lines[last + 1][0], lines[last + 1][1] - _ENTRY) : lines[last + 1][1]]
        ):
            last += 1
        if last > head:
            yield Edit(lines[head][0], lines[last][1])
