"""Markers: the numbers and signs that structure a text, 一、 （一） 1. 一是 —— ●.

This module finds them, with their style and ordinal; ``build`` chooses those that are nodes of
the outline and nests them.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from govtext.document import Document
from govtext.language.compiled import compiled_lazily
from govtext.language.guarded import joined
from govtext.language.numerals import whole_number
from govtext.language.plain import Span
from govtext.rulebook.load import PatternRule, Rulebook


class MarkerRule(PatternRule):
    """An entry of ``[[markers]]``; the fields are explained in ``rules/markers.toml``."""

    rank: int
    kind: Literal["heading", "item"]
    where: Literal["line", "sentence", "clause"]
    starts: str = ""
    series: bool = False
    alone: bool = False
    states: Literal["", "text", "anywhere", "line"] = ""
    ordinals: dict[str, int] = {}


class Marker(NamedTuple):
    """A possible marker: where it stands, its rule, style, ordinal (None for a sign) and line."""

    start: int
    end: int
    rule: MarkerRule
    style: str
    ordinal: int | None
    line: int
    opens_line: bool


LAST = 99  # The ordinal of 最后, which ends its series and comes behind every number.
_ONE_LONG_LINE = 80
_LINE_ENDS = compiled_lazily(r"[\u3400-\u9fff0-9%)”》]")
_QUOTED = compiled_lazily(r"“[^“”\n]{0,400}”|「[^「」\n]{0,400}」|《[^《》\n]{0,200}》")


class MarkerPatterns:
    """``[[markers]]`` compiled: one alternation for the beginning of a line, one for running text,
    one for markers behind a blank."""

    def __init__(self, rules: Rulebook) -> None:
        table = rules.table("markers", MarkerRule)
        self.rules = {f"r{number}": rule for number, rule in enumerate(table)}
        group_of = {rule.name: group for group, rule in self.rules.items()}
        inside = [rule for rule in table if rule.where != "line"]

        def alternation(some: Sequence[MarkerRule]) -> str:
            # The ordinal's group is found by position: the first group inside the rule's own.
            return "|".join(
                f"(?P<{group_of[rule.name]}>{rule.pattern.replace('?P<n>', '')})" for rule in some
            )

        def ahead(some: Sequence[MarkerRule]) -> str:
            # The next character shows that no marker stands behind most stops.
            starts = [rule.starts for rule in some]
            return f"(?=[{''.join(starts)}])" if all(starts) else ""

        def in_text(some: Sequence[MarkerRule]) -> str:
            # In running text a marker stands behind the end of a sentence or, for some styles, of
            # a clause. ``re`` is fast where a pattern begins with characters, not a lookbehind.
            behind_stop = rf"[。!?;:][ \"”’]{{0,4}}{ahead(some)}(?:{alternation(some)})"
            clausal = [rule for rule in some if rule.where == "clause"]
            if not clausal:
                return behind_stop
            behind_comma = alternation(clausal).replace("(?P<r", "(?P<c")
            return f"{behind_stop}|,{ahead(clausal)}(?:{behind_comma})"

        self.at_line = joined(rules, "markers", table, alternation)
        self.in_text = joined(rules, "markers", inside, in_text)
        self.behind_blank = joined(
            rules, "markers", inside, lambda some: f" (?:{alternation(some)})"
        )


def find_markers(document: Document) -> list[Marker]:
    """Every possible marker in the body, in order."""
    patterns = document.rules.derive(MarkerPatterns)
    plain = document.plain
    found: list[Marker] = []
    starts = [line.start for line in document.lines]
    for number, line in enumerate(document.lines):
        match = patterns.at_line.match(plain, line.start, line.end)
        if match:
            marker = _marker(patterns, match, number, True)
            # What stands alone in its line is no longer than a heading, and holds no stop.
            alone = marker is not None and marker.rule.alone
            rest = plain[marker.end : line.end] if marker and alone else ""
            if marker and len(rest) <= 60 and not re.search(r"[。!?;]", rest):
                found.append(marker)
    opened = {marker.start for marker in found}
    quoted: list[tuple[int, int]] | None = None
    for match in itertools.chain(
        patterns.in_text.finditer(plain), _behind_blanks(patterns, plain, document.lines)
    ):
        number = bisect.bisect_right(starts, match.end() - 1) - 1
        if number < 0 or match.end() > document.lines[number].end:
            continue
        marker = _marker(patterns, match, number, False)
        if marker is None or marker.start in opened or marker.start == document.lines[number].start:
            continue
        if quoted is None:
            quoted = [quote.span() for quote in _QUOTED.finditer(plain)]
        at = bisect.bisect_right(quoted, (marker.start, len(plain))) - 1
        if at >= 0 and quoted[at][1] > marker.start:
            continue
        found.append(marker)
    found.sort()
    return found


def _behind_blanks(
    patterns: MarkerPatterns, plain: str, lines: list[Span]
) -> Iterator[re.Match[str]]:
    """The markers behind blanks that may have been line ends, in a page that is one long line."""
    for start, end in lines:
        if end - start > _ONE_LONG_LINE and plain.find(" ", start, end) > 0:
            for match in patterns.behind_blank.finditer(plain, start + 1, end):
                if _LINE_ENDS.match(plain, match.start() - 1):
                    yield match


def _marker(
    patterns: MarkerPatterns, match: re.Match[str], line: int, opens: bool
) -> Marker | None:
    group = match.lastgroup
    if group is None:
        return None
    rule = patterns.rules["r" + group[1:]]
    index = match.re.groupindex[group]
    written = match.group(index + 1) if index < match.re.groups else None
    start, end = match.span(index)
    text = match.group(index)
    while end > start and text[end - start - 1] == " ":
        end -= 1
    style = text[0] if rule.name == "bullet" else rule.name
    if rule.name == "decimal":
        style = f"decimal-{text.count('.')}"
    counted = written if rule.name not in ("dash", "bullet") else None
    ordinal = (rule.ordinals.get(counted) or whole_number(counted)) if counted else None
    return Marker(start, end, rule, style, ordinal, line, opens)
