"""Headings without a marker: short lines that name the section below them.

A line 主要工作成效 above paragraphs of text → a heading
"""

from __future__ import annotations

import bisect
import re
from typing import Any

from govtext.document import Document
from govtext.language.compiled import compiled_lazily
from govtext.language.guarded import joined
from govtext.language.patterns import alternatives, pattern
from govtext.rulebook.load import PatternRule, Rulebook
from govtext.stages.outline.markers import Marker, MarkerRule

HEADING_LINE = "heading-line"
SECTION_LINE = "section-line"
GLOSSARY = "glossary"
BROKEN = "broken"
"""The style of a line that continues the title on the line above it."""

UNMARKED_STYLES = frozenset((HEADING_LINE, SECTION_LINE, GLOSSARY))
_UNMARKED = MarkerRule(name=HEADING_LINE, rank=4, kind="heading", where="line", pattern="")
_SECTION = MarkerRule(name=SECTION_LINE, rank=3, kind="heading", where="line", pattern="")
_STOP = compiled_lazily(r"[。!?;:]")
_BEGINS = pattern("beginning of a heading line")
_UNBROKEN = compiled_lazily(r"[^\u3400-\u9fffA-Za-z0-9,、]")  # a title is not broken behind these
_ENDED = compiled_lazily(r"[。!?:.\"”’)】》]$|——$")
_LONGEST = 34
_BREAKABLE = 11  # characters: shorter titles are not broken over two lines


class LinePattern(PatternRule):
    """An entry of a table of patterns for lines: ``[[glossaries]]``, ``[[not_headings]]``,
    ``[[section_titles]]`` and ``[[project_lists]]``, which match the whole line, and
    ``[[resumptions]]``, which match its beginning.
    """


LinePatterns = dict[str, re.Pattern[str]]
"""The tables of ``LinePattern`` compiled, by their names."""
_TABLES = ("glossaries", "not_headings", "section_titles", "project_lists", "resumptions")


def line_patterns(rules: Rulebook) -> LinePatterns:
    """Compile the tables of ``LinePattern``."""
    tables = {name: rules.table(name, LinePattern) for name in _TABLES}
    return {name: joined(rules, name, table, alternatives) for name, table in tables.items()}


def names_glossary(patterns: LinePatterns, title: str) -> bool:
    """Whether a title is that of a glossary (名词解释), whose entries are items."""
    return patterns["glossaries"].fullmatch(title.strip("《》[]【】:—() ")) is not None


def add_heading_lines(document: Document, markers: list[Marker]) -> list[Marker]:
    """The markers together with the headings that have no marker, in order."""
    patterns = document.rules.derive(line_patterns)
    marked = {marker.line for marker in markers if marker.opens_line}
    found: list[Marker] = []
    for number, line in enumerate(document.lines):
        if number in marked or line.end - line.start > _LONGEST:
            continue
        content = document.plain[line.start : line.end]
        glossary = names_glossary(patterns, content)
        if not glossary and patterns["not_headings"].fullmatch(content):
            continue
        sections = patterns["section_titles"]
        if glossary or _heads(document, number, content, marked, sections):
            section = sections.fullmatch(content.rstrip(":"))
            style = GLOSSARY if glossary else SECTION_LINE if section else HEADING_LINE
            found.append(Marker(line.start, line.start, _UNMARKED, style, None, number, True))
    return sorted((*markers, *_levelled(_rejoined(document, found, markers)))) if found else markers


def _rejoined(document: Document, found: list[Marker], markers: list[Marker]) -> list[Marker]:
    """The heading lines; the style of one that continues the marked title above it is ``BROKEN``.

    Such a line is shorter than the title's line and stands right below it, and no other heading
    line follows before the next marker: a subheading would be one of several.
    """
    plain, lines = document.plain, document.lines
    opening = [marker for marker in markers if marker.opens_line]
    above = {marker.line: marker for marker in opening if marker.rule.kind == "heading"}
    starts = [marker.line for marker in opening]
    others = [marker.line for marker in found]
    rejoined = [*found]
    for index, (marker, after) in enumerate(zip(found, [*others[1:], len(lines)], strict=True)):
        head = above.get(marker.line - 1)
        if head is None or marker.style != HEADING_LINE or head.line in others:
            continue
        line, upper = lines[marker.line], lines[head.line]
        at = bisect.bisect_right(starts, marker.line)
        if (
            after >= (starts[at] if at < len(starts) else len(lines))
            and upper.end - head.end >= max(_BREAKABLE, line.end - line.start)
            and plain.count("\n", upper.end, line.start) == 1
            and _UNBROKEN.search(plain, upper.end - 1, upper.end) is None
            and _STOP.search(plain, head.end, upper.end) is None
        ):
            rejoined[index] = marker._replace(style=BROKEN)
    return rejoined


def _levelled(found: list[Marker]) -> list[Marker]:
    """The heading lines in two levels where section titles have headings below them, else in one
    level."""
    styles = [marker.style for marker in found]
    two = styles.count(SECTION_LINE) >= 2 and HEADING_LINE in styles[styles.index(SECTION_LINE) :]
    changed: dict[str, Any] = {"rule": _SECTION} if two else {"style": HEADING_LINE}
    return [one._replace(**changed) if one.style == SECTION_LINE else one for one in found]


def _heads(
    document: Document, number: int, content: str, marked: set[int], sections: re.Pattern[str]
) -> bool:
    """Whether a short line has the form of a heading, and text to which it belongs follows."""
    plain, lines = document.plain, document.lines
    if len(content) < 2 or not _BEGINS.match(content):
        return False
    if _STOP.search(content, 0, len(content) - 1) or content[-1] in ",、。!?;":
        return False
    # "主要目标：" names the section that follows; "重点做好七个方面工作：" is a sentence.
    if content[-1] == ":" and not sections.fullmatch(content, 0, len(content) - 1):
        return False
    if number + 1 == len(lines) or "\t" in document.text[slice(*lines[number])]:
        return False
    if number and number - 1 not in marked:
        before = plain[slice(*lines[number - 1])]
        if not _ENDED.search(before) and len(before) > _LONGEST:
            return False
    if number + 1 in marked or "\t" in document.text[slice(*lines[number + 1])]:
        return True
    follows = [plain[slice(*line)] for line in lines[number + 1 : number + 3]]
    return "。" in follows[0] or (len(follows[0]) <= _LONGEST and "。" in follows[-1])
