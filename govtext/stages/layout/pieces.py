"""Texts that a program cut into pieces: the pages of a preview, the runs of an editor.

…新建学⏎2、校6所 -> …新建学校6所; 新建学校⏎6⏎所 -> 新建学校6所
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govtext.language.compiled import compiled_lazily
from govtext.language.edits import Edit
from govtext.language.patterns import pattern

_ENDED = pattern("end of a sentence or title")
_STOPPED = compiled_lazily(r"[。!?;:…]")  # a run may end with a bracket or a quotation
_BEGINS = pattern("beginning of a paragraph")
_BARE = pattern("number or sign alone on its line")
_GOES_ON = pattern("rest of a sentence behind a number")
_LINE = compiled_lazily(r"(?m)^[^\S\n]*+\S[^\n]*")
_PAGE = compiled_lazily(r"(?:\A|\n)[ \n]*(\d{1,3})、 ?")
_CLAUSE = compiled_lazily(r"[,、;](?P<end> *\n *)(?=[^\n]{10})")
_SHORT = 9  # characters before such a sign: a shorter line may be a name or a cell
_APART = compiled_lazily(r"[\n\t|]")
_SECOND = "2、"
_FULL = 200  # characters: a page of a preview is no shorter, but for the last one
_RUNS = 4  # numbers alone on their lines that show a text to be cut at its runs
_MOST = 0.7  # of them: what stands behind goes on with the sentence


def numbered_pages(plain: str) -> Iterator[Edit]:
    """The numbers that a site sets before the pages of a preview, with the ends of lines before
    them.

    Each page is long, and most break off inside a sentence.
    """
    pages: list[re.Match[str]] = []
    for found in _PAGE.finditer(plain) if _SECOND in plain else ():
        far = not pages or found.start() - pages[-1].end() >= _FULL
        if int(found[1]) == len(pages) + 1 and far:
            pages.append(found)
    inside = [page for page in pages[1:] if _ENDED.match(plain, page.start() - 1) is None]
    if inside and 2 * len(inside) >= len(pages) - 1:
        for page in pages:
            yield Edit(*page.span(), "" if page in inside or page.start() == 0 else "\n")


def clauses(plain: str) -> Iterator[Edit]:
    """The ends of lines behind a comma or a semicolon, where no list begins or goes on.

    检查企业5家；⏎整改隐患6处。 -> 检查企业5家；整改隐患6处。
    """
    for found in _CLAUSE.finditer(plain):
        before = plain[max(0, found.start() - _SHORT) : found.start()]
        if len(before) < _SHORT or _APART.search(before) is not None:
            continue
        if _BEGINS.match(plain, found.end()) is None:
            yield Edit(found.start("end"), found.end())


def runs(plain: str) -> Iterator[Edit]:
    """The ends of lines around the runs of an editor: numbers, names and words of another font,
    each on a line of its own.

    Numbers alone on their lines show such a text, where the lines behind them go on with the
    sentence; those of a table do not.
    """
    lines = [found.span() for found in _LINE.finditer(plain)]
    contents = [plain[start:end].strip() for start, end in lines]
    bare = [
        index
        for index in range(1, len(lines) - 1)
        if _BARE.fullmatch(contents[index]) and not _STOPPED.match(contents[index - 1][-1])
    ]
    going_on = sum(_GOES_ON.match(contents[index + 1]) is not None for index in bare)
    if len(bare) < _RUNS or going_on < _MOST * len(bare):
        return
    for index in range(len(lines) - 1):
        own, following = contents[index], contents[index + 1]
        headed = _BEGINS.match(own) is not None and not _BARE.fullmatch(following)
        if _STOPPED.match(own[-1]) or _BEGINS.match(following) or headed:
            continue
        (start, end), (after, _) = lines[index], lines[index + 1]
        blank = len(plain[start:end]) - len(plain[start:end].rstrip())
        indent = len(plain[after:]) - len(plain[after:].lstrip())
        yield Edit(end - blank, after + indent)
