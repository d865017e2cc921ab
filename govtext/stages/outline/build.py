"""Build the outline: choose the markers and heading lines that are nodes, and nest them.

一、建设 / （一）修路 / （二）架桥 → node 1 with the children 1.1 and 1.2
"""

from __future__ import annotations

import bisect
import dataclasses

from govtext.document import Document
from govtext.language.compiled import compiled_lazily
from govtext.language.patterns import pattern
from govtext.report import Node
from govtext.stages.outline.headings import (
    BROKEN,
    GLOSSARY,
    UNMARKED_STYLES,
    add_heading_lines,
    line_patterns,
    names_glossary,
)
from govtext.stages.outline.markers import LAST, Marker, find_markers
from govtext.stages.outline.nesting import Nesting
from govtext.stages.outline.numbering_errors import check_ordinal
from govtext.stages.outline.styles import part_styles

_GOES_ON = (":", ";", ",", "、")
_BLANKS = 3  # characters before a marker in a sentence, at most
_TITLE_END = compiled_lazily(r"[。!?;:]")
_SENTENCE_END = compiled_lazily(r"[。!?;]")
_FULL_STOP = compiled_lazily(r"[。!?]")
_GAP = compiled_lazily(r"(?<=[\u3400-\u9fff]{5}) +(?=[\u3400-\u9fff]{6})")
_CONTINUED = compiled_lazily(r"[;,、\u3400-\u9fff]$")
_STATED = pattern("amount that a statement gives")
_COUNTED = pattern("number with a counter")
_REMEDY = pattern("remedy behind a problem")
_LONGEST_OWN_LINE = 80
_LONGEST_ENTRY = 200
_NEAR = 6  # lines between two items of a list: saved pages break a paragraph behind semicolons


def build_outline(document: Document) -> None:
    """Fill ``outline`` and ``heading_lines`` of the document; a wrong ordinal adds a diagnostic."""
    markers = part_styles(document, _enumerating(find_markers(document)))
    markers = add_heading_lines(document, markers)
    _Builder(document, markers).build()


def _enumerating(markers: list[Marker]) -> list[Marker]:
    """The markers without those words that enumerate nothing: 首先 alone, 第一 as a rank."""
    chosen: list[Marker] = []
    following = _following(markers)
    going: dict[str, tuple[int, int]] = {}  # by style: last ordinal and line of its list
    for marker, after in zip(markers, following, strict=True):
        if marker.rule.kind == "heading" and marker.rule.rank <= 4:
            going.clear()
        if not marker.rule.series or marker.ordinal is None:
            chosen.append(marker)
            continue
        last, line = going.get(marker.style, (LAST, 0))
        counts_on = last <= marker.ordinal or (last < LAST and marker.rule.kind == "item")
        goes_on = counts_on and (marker.opens_line or marker.line - line <= _NEAR)
        if goes_on or _begins(marker, after):
            chosen.append(marker)
            going[marker.style] = (marker.ordinal, marker.line)
    return chosen


def _begins(marker: Marker, after: Marker | None) -> bool:
    """Whether a marker begins a list: it opens a line, or the next marker continues its count."""
    if marker.rule.kind == "heading" and marker.opens_line and marker.rule.rank < 8:
        return True
    if marker.ordinal != 1 or after is None or after.ordinal is None:
        return False
    near = after.line - marker.line <= _NEAR or (marker.opens_line and after.opens_line)
    return after.ordinal in (1, 2, 3, 4, LAST) and near


def _following(markers: list[Marker]) -> list[Marker | None]:
    """For each marker the next one of its style, unless a heading of a high rank ends the list
    before it."""
    result: list[Marker | None] = []
    coming: dict[str, Marker] = {}
    for marker in reversed(markers):
        result.append(coming.get(marker.style))
        if marker.rule.kind == "heading" and marker.rule.rank <= 4:
            coming.clear()
        coming[marker.style] = marker
    result.reverse()
    return result


@dataclasses.dataclass
class _Root:
    """What is known of the children of one parent: their last ordinals and their lengths."""

    brief: dict[str, int] = dataclasses.field(default_factory=dict)
    """By style: how many children are one paragraph long; -1 where one is longer."""
    ordinals: dict[str, int] = dataclasses.field(default_factory=dict)
    projects: set[str] = dataclasses.field(default_factory=set)
    """The styles of the children that list projects."""


@dataclasses.dataclass(kw_only=True)
class _Open(_Root):
    """A node that has not ended yet, with the marker it is made from."""

    node: Node
    index: int
    style: str
    glossary: bool
    last_line: int
    run_in: bool
    ancestors: list[int]
    parent: _Root


class _Builder:
    """Makes a node of one marker after another, below the nodes that have not ended."""

    def __init__(self, document: Document, markers: list[Marker]) -> None:
        self.document, self.markers = document, markers
        self.nesting = Nesting(markers)
        self.patterns = document.rules.derive(line_patterns)
        self.stack: list[_Open] = []
        self.root = _Root()
        self.last_ordinals: dict[str, int] = {}
        self.last_lines = self._paragraph_ends()
        resumes = self.patterns["resumptions"].match
        lines = enumerate(document.lines)
        self.resuming = [number for number, line in lines if resumes(document.plain, line.start)]

    def _paragraph_ends(self) -> list[int]:
        """For each line the last line of its paragraph, which goes on where a line ends inside a
        sentence."""
        plain, lines = self.document.plain, self.document.lines
        opening = {marker.line for marker in self.markers if marker.opens_line}
        last = list(range(len(lines)))
        for number in range(len(lines) - 2, -1, -1):
            end = lines[number].end
            if number + 1 not in opening and _CONTINUED.search(plain, end - 1, end):
                last[number] = last[number + 1]
        return last

    def build(self) -> None:
        """Make a node of every marker and end every node."""
        lines = self.document.lines
        taken = -1  # the line that is the title of a marker alone on the line above
        for index, marker in enumerate(self.markers):
            if marker.line == taken:
                continue
            self._close_ended(marker)
            self._pop_to_parent(marker)
            taken = self._place(index, marker)
        self._end_below(0, lines[-1].end if lines else 0)

    def _end(self, frame: _Open, at: int) -> None:
        plain, node = self.document.plain, frame.node
        paragraph_end = self.document.lines[frame.last_line].end
        last_line = self._last_line(frame)
        if last_line is not None:
            at = min(at, self.document.lines[last_line].end)
        while at > node.start and plain[at - 1] in " \n\r":
            at -= 1
        # So far the node ends with its title, which may be the line below the marker.
        node.end = max(at, node.end, node.children[-1].end if node.children else node.start)
        brief = frame.parent.brief
        if node.end > paragraph_end or brief.get(frame.style) == -1:
            brief[frame.style] = -1
        else:
            brief[frame.style] = brief.get(frame.style, 0) + 1

    def _last_line(self, frame: _Open) -> int | None:
        """The last line of the last of several sections; None where it ends with its parent.

        Where all earlier siblings are one paragraph long, so is the last. It also ends before a
        paragraph that belongs to the parent again (一年来的成绩来之不易), by ``[[resumptions]]``.
        """
        first = frame.last_line
        if self._within_paragraph(frame):
            coming = self.nesting.next_line(frame.index, first)
            return None if self._goes_on(frame, coming) else first
        if frame.parent is self.root or self._goes_on(frame, first):
            return None
        if frame.run_in and frame.parent.brief.get(frame.style, 0) >= 2:
            return first
        at = bisect.bisect_right(self.resuming, first)
        return self.resuming[at] - 1 if at < len(self.resuming) else None

    def _within_paragraph(self, frame: _Open) -> bool:
        """Whether a node lies inside one paragraph: an item, or a heading in running text."""
        return frame.node.kind == "item" or not self.markers[frame.index].opens_line

    def _goes_on(self, frame: _Open, to_line: int) -> bool:
        return self.nesting.goes_on(frame.index, frame.ancestors, frame.last_line, to_line)

    def _close_ended(self, marker: Marker) -> None:
        """End the items and sections that end before ``marker``."""
        for depth, frame in enumerate(self.stack):
            end = self.document.lines[frame.last_line].end
            if frame.style == marker.style or marker.start < end:
                continue
            if self._counts_on(marker, depth + 1):
                return
            # Before a marker in running text stand words of its line, which belong to no new item.
            to_line = marker.line + (not marker.opens_line)
            if self._within_paragraph(frame):
                over = not self._goes_on(frame, to_line)
            else:
                last_line = self._last_line(frame)
                over = last_line is not None and self.nesting.unmarked_between(last_line, to_line)
                end = self.document.lines[last_line].end if last_line is not None else end
            if over:
                self._end_below(depth, end)
                return

    def _counts_on(self, marker: Marker, depth: int) -> bool:
        """Whether a heading continues the count of one that is open at a depth or below it."""
        alike = [frame.node.ordinal for frame in self.stack[depth:] if frame.style == marker.style]
        before = None if marker.ordinal is None else marker.ordinal - 1
        return marker.rule.kind == "heading" and before is not None and before in alike

    def _pop_to_parent(self, marker: Marker) -> None:
        styles = [frame.style for frame in self.stack]
        if marker.style == GLOSSARY:
            depth = 0
        elif marker.style in styles:
            depth = styles.index(marker.style)
        else:
            depth = len(styles)
            while depth and self.nesting.stands_above(marker.style, styles[depth - 1]):
                depth -= 1
        self._end_below(depth, marker.start)

    def _end_below(self, depth: int, at: int) -> None:
        """End the nodes that are open at ``depth`` and below."""
        while len(self.stack) > depth:
            self._end(self.stack.pop(), at)

    def _is_inside_sentence(self, marker: Marker) -> bool:
        """Whether a sentence goes on at a marker: 抓三项工作:①新建学校;②改造道路."""
        if marker.rule.where != "clause" or marker.opens_line:
            return False
        before = self.document.plain[max(marker.start - _BLANKS, 0) : marker.start].rstrip()
        return before.endswith(_GOES_ON)

    def _place(self, index: int, marker: Marker) -> int:
        """Make the node of a marker. Returns the line below that is its title, or -1."""
        document = self.document
        within = self.stack[-1] if self.stack else None
        title_start, title_end, own_line, taken = self._title(index, marker)
        last = max(taken, marker.line)
        title = "".join(
            self._written(max(start, title_start), min(end, title_end))
            for start, end in document.lines[marker.line : last + 1]
            if end > title_start
        )
        siblings = within.node.children if within else document.outline
        number = str(len(siblings) + 1)
        glossed = within is not None and within.glossary and marker.style not in UNMARKED_STYLES
        if own_line:
            states = self._states_alone(index, marker, title_start, title_end)
        else:
            states = self._states(marker, title_start, title_end)
        parent = within or self.root
        item = self._is_project(marker, parent) or glossed or states
        item = item or self._is_inside_sentence(marker)
        written = document.text[marker.start : marker.end]
        check_ordinal(document, parent.ordinals, self.last_ordinals, marker, written)
        node = Node(
            id=f"{within.node.id}.{number}" if within else number,
            kind="item" if item else marker.rule.kind,
            marker=written or None,
            ordinal=None if marker.ordinal == LAST else marker.ordinal,
            title=title,
            start=marker.start,
            end=title_end,
            children=[],
        )
        siblings.append(node)
        opened = _Open(
            node=node,
            index=index,
            style=marker.style,
            glossary=names_glossary(self.patterns, document.plain[title_start:title_end]),
            last_line=self.last_lines[marker.line],
            run_in=not own_line,
            ancestors=[frame.index for frame in self.stack],
            parent=parent,
        )
        self.stack.append(opened)
        line = document.lines[marker.line]
        # 附件：1.项目完成情况表: the first of a list that begins behind its title.
        above = within is not None and within.node.start == line.start and not within.node.title
        if node.kind == "heading" and (own_line or (above and title_end == line.end)):
            document.heading_lines += [line, *([] if taken < 0 else [document.lines[taken]])]
        return taken

    def _states(self, marker: Marker, start: int, end: int) -> bool:
        """Whether a number or bracket opens a whole statement: 1.收入调整为5万元。 or a problem
        with its remedy behind it."""
        plain = self.document.plain
        if marker.rule.states in ("", "line"):
            return marker.rule.states == "line"
        if marker.rule.states == "anywhere" and _REMEDY.match(plain, end):
            return True
        if marker.rule.states == "text" and marker.opens_line:
            return False
        # A paragraph of one sentence says all of what it says in its title.
        alone = marker.opens_line and end + 1 >= self.document.lines[marker.line].end
        return (_COUNTED if alone else _STATED).search(plain, start, end) is not None

    def _states_alone(self, index: int, marker: Marker, start: int, end: int) -> bool:
        """Whether a number on a line of its own opens a statement that no stop ends, with nothing
        or the next number below it: （一）总收入5亿元，增长9%，其中："""
        if marker.rule.kind != "heading" or marker.rule.states == "":
            return False
        below = marker.line + 1
        following = self.markers[index + 1 : index + 2]
        empty = below == len(self.document.lines) or any(one.line == below for one in following)
        plain = self.document.plain
        return empty and "," in plain[start:end] and _STATED.search(plain, start, end) is not None

    def _is_project(self, marker: Marker, parent: _Root) -> bool:
        """Whether a marker numbers an entry of a list of projects, which is one sentence long."""
        if marker.ordinal == 1:
            lines, plain = self.document.lines, self.document.plain
            start, end = lines[marker.line].start, marker.start
            if marker.opens_line and marker.line:
                start, end = lines[marker.line - 1]
            introduction = plain[max(start, end - 140) : end].strip()
            if not marker.opens_line:  # the sentence before it introduces the list
                introduction = _SENTENCE_END.split(introduction[:-1])[-1] + introduction[-1:]
            entry_end = min(lines[marker.line].end, marker.end + _LONGEST_ENTRY)
            stop = _FULL_STOP.search(plain, marker.end, entry_end)
            single = not marker.opens_line or (stop.end() if stop else entry_end) == entry_end
            parent.projects.discard(marker.style)
            if single and self.patterns["project_lists"].fullmatch(introduction):
                parent.projects.add(marker.style)
        return marker.style in parent.projects

    def _title(self, index: int, marker: Marker) -> tuple[int, int, bool, int]:
        """Start and end of the title, whether it is alone on its line, and the number of the line
        it is taken from where that is not the marker's line, else -1."""
        plain, lines = self.document.plain, self.document.lines
        line = lines[marker.line]
        following = self.markers[index + 1 : index + 2]
        start, end = _strip(plain, marker.end, line.end, " ,、:.")
        if start == end and marker.opens_line and marker.line + 1 < len(lines):
            below = lines[marker.line + 1]
            if below.end - below.start <= 40 and not _SENTENCE_END.search(plain, *below):
                marked = [one for one in following if one.line == marker.line + 1]
                if all(one.style in UNMARKED_STYLES for one in marked):
                    return (*_strip(plain, *below, " :"), True, marker.line + 1)
        inline = [one.start for one in following if one.line == marker.line]
        end = min([end, *inline])
        own_line = marker.opens_line and not inline and end - start <= _LONGEST_OWN_LINE
        own_line = own_line and not _SENTENCE_END.search(plain, start, line.end)
        glossed = bool(self.stack) and self.stack[-1].glossary
        if not own_line or marker.rule.kind == "item" or glossed:
            stop = _TITLE_END.search(plain, start, end)
            end = stop.start() if stop else end
            # Only a blank may stand between a heading and the text behind it on the same line.
            if not own_line and (gap := _GAP.search(plain, start, end)):
                end = gap.start()
        for below_it in following if own_line and marker.rule.kind == "heading" else ():
            if below_it.style == BROKEN:
                end = _strip(plain, *lines[below_it.line], " ,、:")[1]
                return start, end, True, below_it.line
        start, end = _strip(plain, start, end, " ,、:")
        return start, end, own_line, -1

    def _written(self, start: int, end: int) -> str:
        """The text of a title, without the markup that saved pages leave in it."""
        title, normalized = self.document.text[start:end], self.document.plain[start:end]
        if " " not in normalized:
            return title
        pairs = zip(title, normalized, strict=True)
        kept = (written for written, plain in pairs if plain != " " or written.isspace())
        return "".join(kept).strip()


def _strip(plain: str, start: int, end: int, characters: str) -> tuple[int, int]:
    """Start and end of a stretch without the given characters at its ends."""
    while start < end and plain[start] in characters:
        start += 1
    while end > start and plain[end - 1] in characters:
        end -= 1
    return start, end
