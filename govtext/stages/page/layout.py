"""Layout: undo what an editor, a printer or a page did to the lines of a report.

Lines broken inside a sentence are joined, paragraphs run into one line are parted, and signs that
belong to the layout alone are left out: 全年完⏎成投资 → 全年完成投资, **32个** → 32个. The other
stages read the text that comes out; ``restore`` sets their offsets back to the text as written.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from govtext.language.edits import Edit, EditedText
from govtext.language.numerals import whole_number
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.report import Furniture, Node, Report

_ESCAPED = pattern("escaped end of a line")
_KEYCAP = pattern("keycap")
_ORNAMENT = pattern("ornament at the edge of a line")
_MARK = pattern("mark of Markdown at the beginning of a line")
_EMPHASIS = pattern("emphasis around a number")
_EMPHASISED_NUMBER = pattern("emphasised number")
_EMPHASISED_HEADING = pattern("emphasised heading")
_MASKING = pattern("words that a mask may begin or end")
_NOTE = pattern("mark of a note")
_READING = pattern("reading in brackets")
_BARS = pattern("line of a table by bars")
_RULE = pattern("rule of a table")
_BOX_ROW = pattern("row of a table of box lines")
_GAP = pattern("blanks that part two paragraphs")
_ENDED = pattern("end of a sentence or title")
_BEGINS = pattern("beginning of a paragraph")
_PAGE = pattern("page number alone on its line")
_CONTENTS = pattern("head of a table of contents")
_LEADER = pattern("leader of a table of contents")
_CONTENTS_IN_TEXT = pattern("table of contents in running text")
_POINT = pattern("stop typed as a full point")
_HEAD_BREAK = pattern("break in the head of a paper")
_TITLED = pattern("title run into the text behind it")
_SIGNED = pattern("signature run into the text before it")
_ANNEX = pattern("annex that follows the mention of its title")
_BREAK = pattern("break in running text")
_HEADED = pattern("marker of a section or list in running text")
_FIRST = pattern("first of a list inside a heading")
_FREQUENT = pattern("title of a section that is used everywhere")
_GOES_ON = pattern("word that keeps a title going")
_OPENS = pattern("clear opening of a sentence")
_MAY_OPEN = pattern("adverb that opens a sentence")

_EMOJI = re.compile("[\ufe0f\u2705\u2728\u274c\u2b50\u26a1\U0001f000-\U0010ffff]")
_BREAK_TAG = re.compile(r"<br\s{0,3}/?>", re.IGNORECASE)
_INDENT = re.compile(r"(?<=\S)[ \t\u00a0]{1,9}\u3000{2}[ \t\u00a0\u3000]*(?=\S)")
_INDENTS = 3  # paragraphs that show blanks of such a kind to be ends of lines
_ROW_GAP = re.compile(
    r"(?<=\S)\t[^\n\t]+\n((?:[ \u3000\t]*\n)+)(?=[ \t\u3000]*[^\s\t][^\n\t]*\t[^\n]*\S)"
)
_ROWS_TOGETHER = re.compile(r"(?m)(?:^[ \t\u3000]*[^\s][^\n\t]*\t[^\n]*(?:\n|\Z))+")
_ROW_INDENT = re.compile(r"(?m)^[ \t\u3000]+")
_BAR = re.compile(r" *[|│┃║] *")
_LINE = re.compile(r"[^\n]+")
_STOP = re.compile(r"[。!?;]")
_READINGS = 3  # readings in brackets: fewer may be abbreviations
_ROWS = 2  # lines with bars that make a table
_NARROW, _WIDE = 18, 100  # characters: a hard-wrapped line is neither shorter nor longer
_WRAPPED = 4  # lines broken inside a sentence that show a text to be hard-wrapped
_SLACK = 3  # characters by which a full line may be shorter than the others
_LONG_LINE = 100  # characters: a report run into one line is longer
_HEAD = 800  # characters: the head of a paper is not longer
_TITLE = 70  # characters: a title is not longer
_RUN_IN = 24  # characters: a first sentence that is no longer is the title itself
_KINDS = "abcdef"  # the groups of the markers in running text, the highest first
_PARTED = re.compile(r"[。!?;:… \n”\")]")
_AMOUNT = re.compile(r"\d[万亿%个元家]|\d\.\d")
_FRONT = 5000  # characters: a table of contents stands before the body
_ENTRY = 60  # characters: an entry of a table of contents is not longer


def repair(edited: EditedText) -> None:
    """Undo the layout of a text: each step edits what the steps before it have left."""
    for step in _STEPS_AS_WRITTEN:
        edited.apply(step(edited.text))
    for step in _STEPS:
        edited.apply(step(edited.plain))


def _tags(text: str) -> Iterator[Edit]:
    """Tags that end a line."""
    if "<" in text:
        yield from (Edit(*found.span(), "\n") for found in _BREAK_TAG.finditer(text))


def _indents(text: str) -> Iterator[Edit]:
    """The blanks that a saved page leaves before each paragraph of its one line."""
    found = list(_INDENT.finditer(text)) if "\u3000\u3000" in text else []
    if len(found) >= _INDENTS:
        yield from (Edit(one.start(), one.start() + 1, "\n") for one in found)


def _row_gaps(text: str) -> Iterator[Edit]:
    """Blank lines between the rows of a table by tabs, and blanks before a row."""
    if "\t" in text:
        yield from (Edit(*found.span(1)) for found in _ROW_GAP.finditer(text))
        for rows in _ROWS_TOGETHER.finditer(text):
            indents = list(_ROW_INDENT.finditer(text, *rows.span()))
            # Where only some rows begin with a tab, their first cell is empty.
            if len(indents) == rows.group().count("\n", 0, -1) + 1:
                yield from (Edit(*found.span()) for found in indents)


def _escapes(plain: str) -> Iterator[Edit]:
    """Ends of lines written as backslash and n."""
    if "\\n" in plain and plain.count("\n") < plain.count("\\n"):
        yield from (Edit(*found.span(), "\n") for found in _ESCAPED.finditer(plain))


def _ornaments(plain: str) -> Iterator[Edit]:
    """Keycaps 1️⃣, which are markers, and other emoji at the edges of lines, which say nothing."""
    if "\u20e3" in plain or "\U0001f51f" in plain:
        for found in _KEYCAP.finditer(plain):
            yield Edit(*found.span(), f"{found[1] or 10}、")
    if _EMOJI.search(plain) is not None:
        yield from (Edit(*found.span()) for found in _ORNAMENT.finditer(plain))


def _marks(plain: str) -> Iterator[Edit]:
    """The marks of Markdown before a heading or an item, and its rules."""
    yield from (Edit(*found.span()) for found in _MARK.finditer(plain))


def _emphasis(plain: str) -> Iterator[Edit]:
    """The stars of Markdown around a number or a heading; stars that hide something stay."""
    if "**" not in plain:
        return
    found = list(_EMPHASIS.finditer(plain))
    sure = {one.start() for one in found if _is_emphasised(plain, one)}
    for one in found:
        if one.start() in sure or (sure and not _MASKING.fullmatch(one["held"])):
            yield Edit(one.start(), one.start("held"))
            yield Edit(one.end("held"), one.end())


def _is_emphasised(plain: str, found: re.Match[str]) -> bool:
    """Whether the stars can't be a mask: a whole number between them, or a marked heading."""
    opens = not plain[plain.rfind("\n", 0, found.start()) + 1 : found.start()].strip()
    return bool(
        (_EMPHASISED_NUMBER.fullmatch(found["held"]) and not _MASKING.fullmatch(found["held"]))
        or (opens and _EMPHASISED_HEADING.fullmatch(found["held"]))
    )


def _notes(plain: str) -> Iterator[Edit]:
    """The marks of footnotes behind a word: 地区生产总值[2]."""
    if "[" in plain:
        yield from (Edit(*found.span()) for found in _NOTE.finditer(plain))


def _readings(plain: str) -> Iterator[Edit]:
    """Readings in brackets behind a character: 经(jīng)济(jì)."""
    found = list(_READING.finditer(plain)) if "(" in plain else []
    if len(found) >= _READINGS and not all(one.group().isascii() for one in found):
        yield from (Edit(*one.span()) for one in found)


def _tables(plain: str) -> Iterator[Edit]:
    """Tables drawn with bars or box lines, as rows with tabs between the cells."""
    if not any(bar in plain for bar in "|│┃║"):
        return
    rows = [*_BARS.finditer(plain), *_BOX_ROW.finditer(plain)]
    if len(rows) < _ROWS:
        return
    for rule in _RULE.finditer(plain):
        yield Edit(*rule.span())
    for row in rows:
        start, end = row.span()
        bars = list(_BAR.finditer(plain, start, end))
        for bar in bars:
            edge = not plain[start : bar.start()].strip() or not plain[bar.end() : end].strip()
            yield Edit(*bar.span(), "" if edge else "\t")


def _gaps(plain: str) -> Iterator[Edit]:
    """Wide blanks, of any kind, between a stop and a marker: a paragraph begins there."""
    for found in _GAP.finditer(plain):
        yield Edit(found.start(), found.start() + 1, "\n")


def _points(plain: str) -> Iterator[Edit]:
    """A full point typed for a stop: 推动标准化.继续编制."""
    for found in _POINT.finditer(plain):
        yield Edit(*found.span(), "。")


def _wrapped(plain: str) -> Iterator[Edit]:
    """The ends of lines inside the sentences of a hard-wrapped text.

    Such a text has no long lines, and the lines that end inside a sentence have one length: in
    characters or, where the editor counts Latin letters as half of one, in columns.
    """
    lines = [found.span() for found in _LINE.finditer(plain) if found.group().strip()]
    pages = {span for span in lines if _PAGE.fullmatch(plain[slice(*span)])}
    lines = [span for span in lines if span not in pages]
    broken = [
        index
        for index in range(len(lines) - 1)
        if _breaks_off(plain, lines[index], lines[index + 1])
    ]
    if len(broken) < _WRAPPED:
        return
    for measure in (len, _columns):
        lengths = [measure(plain[start:end].rstrip()) for start, end in lines]
        width = max(Counter(lengths[index] for index in broken).items(), key=lambda x: x[::-1])[0]
        width = max(lengths[i] for i in broken if abs(lengths[i] - width) <= _SLACK)
        full = [index for index in broken if abs(lengths[index] - width) <= _SLACK]
        longer = sum(length > width for length in lengths)
        if (
            _NARROW <= width <= _WIDE
            and len(full) >= max(_WRAPPED, 0.6 * len(broken))
            and longer * 20 <= len(lines)
        ):
            for index in full:
                (_, end), (start, stop) = lines[index], lines[index + 1]
                while plain[end - 1] == " ":
                    end -= 1
                start += len(plain[start:stop]) - len(plain[start:stop].lstrip())
                yield Edit(end, start)
            return


def _breaks_off(plain: str, line: tuple[int, int], following: tuple[int, int]) -> bool:
    """Whether a sentence goes on from a line to the next."""
    between = plain[line[1] : following[0]]
    content = plain[slice(*following)]
    indent = len(content) - len(content.lstrip())
    own = plain[slice(*line)]
    return (
        (between.count("\n") == 1 or _PAGE.fullmatch(between.strip()) is not None)
        and not (_ENDED.match(own.rstrip()[-1]) if own.strip() else True)
        and indent <= max(len(own) - len(own.lstrip()), 1)
        and "\t" not in own
        and _BEGINS.match(content.lstrip()) is None
    )


def _columns(line: str) -> int:
    """The length of a line where Latin letters and digits count half."""
    # In UTF-8 they take one byte, Chinese characters three.
    return (len(line) + len(line.encode("utf-8"))) // 4


def _contents(plain: str) -> Iterator[Edit]:
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


def _run_together(plain: str) -> Iterator[Edit]:
    """The places where a line ended before a report was run into one: in the head of the paper,
    before a section, behind its title and before the members of the list that it begins with."""
    for line in _LINE.finditer(plain):
        start, end = line.span()
        if end - start < max(_LONG_LINE, 0.6 * len(plain)):
            continue
        heads = _heads(plain, start, end)
        if len(heads) < 2 and end - start < 2 * _LONG_LINE:
            continue
        body = heads[0].start if heads else end
        breaks = {found.start() for found in _HEAD_BREAK.finditer(plain, start, start + _HEAD)}
        breaks = {place for place in breaks if place < body}
        if (titled := _TITLED.match(plain, start, body)) is not None:
            breaks.add(titled.end("title"))
        if (annexed := _ANNEX.search(plain, start, end)) is not None:
            again = annexed.end()
            named = again + annexed.start("title") - annexed.start() - 1
            breaks |= {again, named, named + len(annexed["title"])}
        breaks.update(found.start() for found in _BREAK.finditer(plain, start, end))
        if (signed := _SIGNED.search(plain, max(start, end - _TITLE), end)) is not None:
            breaks |= {signed.start("office"), signed.start("date")}
        for head, following in itertools.pairwise([*heads, Span(end, end)]):
            breaks.add(head.start)
            title = _title_end(plain, head.end, following.start)
            if title is not None:
                breaks.add(title)
        for place in breaks - {start, end}:
            yield Edit(place, place, "\n")


def _heads(plain: str, start: int, end: int) -> list[Span]:
    """Where the markers of sections and lists stand in a line, in order.

    Each counts on from the last of its kind, or begins to count. It stands behind a stop, or is the
    first of its kind below a title, or is followed by the next of its kind behind a stop.
    """
    found = []
    for match in _HEADED.finditer(plain, start, end):
        kind = str(match.lastgroup)
        found.append((kind, whole_number(match[kind]), match.span()))
    parted = [_is_parted(plain, span[0]) for _, _, span in found]
    # By kind and number: the last marker that stands behind a stop.
    last_parted = {
        (kind, number): index
        for index, (kind, number, _) in enumerate(found)
        if number is not None and parted[index]
    }
    last: dict[str, int] = {}
    heads: list[Span] = []
    for index, (kind, ordinal, span) in enumerate(found):
        if ordinal is None:
            continue
        expected = last.get(kind, 0) + 1
        below_title = (
            ordinal == 1
            and bool(heads)
            and span[0] - heads[-1].end <= _TITLE
            and not _STOP.search(plain, heads[-1].end, span[0])
        )
        if ordinal != expected and not (ordinal == 1 and (parted[index] or below_title)):
            continue
        follows = last_parted.get((kind, ordinal + 1), -1) > index
        if not (parted[index] or span[0] == start or follows or below_title):
            continue
        if ordinal == 1 and not (follows or below_title or _leads(plain, found, index)):
            continue
        last[kind] = ordinal
        for lower in _KINDS[_KINDS.index(kind) + 1 :] if kind in _KINDS else "":
            last.pop(lower, None)
        heads.append(Span(*span))
    return heads


def _leads(plain: str, found: list[tuple[str, int | None, tuple[int, int]]], index: int) -> bool:
    """Whether only a title stands between a marker and the first one of a list below it."""
    if index + 1 == len(found):
        return False
    (_, end), (kind, ordinal, (start, _)) = found[index][2], found[index + 1]
    return (
        ordinal == 1
        and kind != found[index][0]
        and start - end <= _TITLE
        and _STOP.search(plain, end, start) is None
    )


def _is_parted(plain: str, place: int) -> bool:
    """Whether a stop, a blank or the beginning of the text stands before a place."""
    return place == 0 or _PARTED.match(plain, place - 1) is not None


def _title_end(plain: str, start: int, end: int) -> int | None:
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


_STEPS_AS_WRITTEN: tuple[Callable[[str], Iterator[Edit]], ...] = (_tags, _indents, _row_gaps)
_STEPS: tuple[Callable[[str], Iterator[Edit]], ...] = (
    _escapes,
    _ornaments,
    _marks,
    _emphasis,
    _notes,
    _readings,
    _tables,
    _gaps,
    _points,
    _wrapped,
    _contents,
    _run_together,
)


def restore(report: Report, edited: EditedText, text: str) -> None:
    """Set the offsets of a report that was read from an edited text back to the text as written.

    What an object has as its text becomes the stretch of the text as written: a quantity broken
    over two lines has the end of the line in it.
    """
    if not edited.is_edited:
        return
    report.text = text
    for root in report.outline:
        for node in root.walk():
            _restore_node(node, edited, text)
    # The file's places (``source``) are those of the text as written.
    read = (report.metadata, report.statements, report.claims, report.masks, report.achievements)
    rest = (report.problems, report.plans, report.diagnostics, report.furniture)
    for one in {id(one): one for one in _placed((*read, *rest))}.values():
        one.start, one.end = edited.original(Span(one.start, one.end))
        if hasattr(one, "text"):
            one.text = text[one.start : one.end]
    report.furniture += [Furniture(*span) for span in edited.left_out]
    report.furniture.sort(key=lambda one: (one.start, one.end))


def _placed(found: Any) -> Iterator[Any]:
    """Every object that has offsets, in an object, a list or a mapping of a report."""
    if isinstance(found, msgspec.Struct):
        if hasattr(found, "start"):
            yield found
        for name in found.__struct_fields__:
            yield from _placed(getattr(found, name))
    elif isinstance(found, list | tuple | dict):
        for one in found.values() if isinstance(found, dict) else found:
            yield from _placed(one)


def _restore_node(node: Node, edited: EditedText, text: str) -> None:
    if node.marker:
        node.marker = text[slice(*edited.original(Span(node.start, node.start + len(node.marker))))]
    node.start, node.end = edited.original(Span(node.start, node.end))
