"""Section times: the period that applies at each place of the text.

Headings give it, and expressions of time that open a paragraph: below the heading
一、2024年工作回顾 it is 2024.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from govtext.document import Document
from govtext.language.calendar import HIDDEN_PERIOD, Period, PeriodsByPlace
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.language.times import Expression, is_baseline
from govtext.report import Node
from govtext.stages.times.normalize import resolve

_OPENING = pattern("opening of a sentence")
_PLANS = pattern("plan in a title")
_REVIEWS = pattern("review in a title")
_BORN = pattern("people of a time")
_LEAD = 160  # characters: an expression further inside a paragraph does not open it
_HEADING = 40  # characters: a heading that gives the time of its section is not longer
_LOOK = 24
_MONTHS = frozenset(("months", "part"))
_INDENT = 2
"""How many characters a paragraph is indented at most."""
_TERM = 5  # years: a term of government, and the most that a section is about


def opens_sentence(plain: str, found: Expression) -> bool:
    """Whether an expression of time stands at the beginning of its sentence."""
    return _OPENING.search(plain[max(0, found.start - _LOOK) : found.start]) is not None


def find_section_times(document: Document) -> None:
    """Fill ``document.section_times``, by headings and beginnings of paragraphs, and
    ``document.plan_sections``.

    HIDDEN_PERIOD applies below a heading with a masked year (20XX年). Needs the times and the
    report years of ``document``.
    """
    document.section_times = _Sections(document).periods


class _Sections:
    """Goes through headings and beginnings of paragraphs in order and notes each new period."""

    def __init__(self, document: Document) -> None:
        self.periods = PeriodsByPlace()
        self._note = self.periods.note
        self._document = document
        self._lines = [line.start for line in document.lines]
        nodes = sorted(document.nodes, key=lambda node: node.start)
        self._node_starts = [node.start for node in nodes]
        self._walk(nodes)

    def _walk(self, nodes: list[Node]) -> None:
        roots = {id(root) for root in self._document.outline}
        stack: list[tuple[int, Period | None, bool]] = [(len(self._document.plain), None, True)]
        events: list[tuple[int, Node | Expression]] = [(node.start, node) for node in nodes]
        events += [(one.start, one) for one in self._openings()]
        back: int | None = None  # where the time of a paragraph ends
        for offset, event in sorted(events, key=lambda pair: pair[0]):
            if back is not None and back <= offset:
                self._note(back, stack[-1][1])
                back = None
            while stack[-1][0] <= offset and len(stack) > 1:
                end = stack.pop()[0]
                self._note(end, stack[-1][1])
            if isinstance(event, Node):
                own = self._of_heading(event)
                section = own is not None or (id(event) in roots and event.kind == "heading")
                stack.append((event.end, own or stack[-1][1], section))
                if own is not None:
                    self._note(offset, own)
                    self._announce(event, own)
                continue
            period = self._resolved(event, stack[-1][1])
            if period is None:
                continue
            line = self._line(offset)
            around, months = stack[-1][1], period.month and not event.time.opens
            if not months and self._is_wide(event, period, line):
                depth = max(index for index, frame in enumerate(stack) if frame[2])
                stack[depth:] = [(end, period, section) for end, _, section in stack[depth:]]
            elif months or not (
                event.time.shift
                # 2020年 in what is told of 2016 to 2020
                or (around is not None and around.spans_years and period == around.end_year)
            ):
                back = line.end
            else:
                continue
            self._note(offset, period)
        if back is not None:
            self._note(back, stack[-1][1])
        while len(stack) > 1:
            end = stack.pop()[0]
            self._note(end, stack[-1][1])

    def _openings(self) -> Iterable[Expression]:
        plain, found = self._document.plain, self._document.times.all
        for index, one in enumerate(found):
            if _BORN.match(plain, one.end):
                continue
            topic = plain[one.end : one.end + 1] == ","
            if one.time.reads in _MONTHS and topic and self._begins_line(found, index):
                yield one
            if not (one.time.opens or (one.time.reads == "masked" and topic)):
                continue
            following = [
                after for after in found[index + 1 : index + 2] if after.start <= one.end + 1
            ]
            dated = any(after.time.reads in {*_MONTHS, "month"} for after in following)
            if not dated and opens_sentence(plain, one) and not is_baseline(plain, one):
                yield one

    def _begins_line(self, found: Sequence[Expression], index: int) -> bool:
        """Whether an expression, with the year before it, stands at the beginning of its line."""
        start = found[index].start
        if index and 0 <= start - found[index - 1].end <= 1:
            start = found[index - 1].start
        return start - self._line(start).start <= _INDENT

    def _resolved(self, one: Expression, around: Period | None) -> Period | None:
        """The period of an expression; of months, those of the year before it, or of ``around``."""
        report_years = self._document.report_years
        if one.time.reads in _MONTHS:
            for year in self._document.times.overlapping(max(one.start - 2, 0), one.start):
                around = resolve(year, report_years, around)
        return resolve(one, report_years, around)

    def _line(self, offset: int) -> Span:
        index = bisect_right(self._lines, offset) - 1
        lines = self._document.lines
        return lines[index] if index >= 0 else Span(offset, offset)

    def _is_wide(self, one: Expression, period: Period, line: Span) -> bool:
        """Whether a time at the beginning of a paragraph also applies to the paragraphs behind."""
        report_years, plain = self._document.report_years, self._document.plain
        if not one.time.opens or one.time.reads == "month" or one.start - line.start > _LEAD:
            return False
        # 五年来 may stand in one of the first sentences; any other time stands in the first.
        sentences = 3 if one.time.reads in ("past", "within") else 0
        if plain.count("。", line.start, one.start) > sentences:
            return False
        if one.time.reads == "year" and not any(
            stretch and stretch.last_year == period.last_year and not stretch.month
            for stretch in (report_years.review, report_years.plan)
        ):
            return False
        if one.time.reads == "past" and period.year and period.spans_years:
            # 五年来 may be what a report is about; 两年来 is only where the report says so.
            years = period.last_year - period.year + 1
            if years > _TERM or (years < _TERM and period != report_years.review):
                return False
        index = bisect_right(self._node_starts, one.start) - 1
        return index < 0 or self._node_starts[index] < line.start

    def _announce(self, node: Node, own: Period) -> None:
        """Note the section of a heading that says what it tells of its time."""
        document, section = self._document, (Span(node.start, node.end), own)
        if _REVIEWS.search(node.title) and not _PLANS.search(node.title):
            document.review_sections.append(section)
        elif self._plans(node):
            document.plan_sections.append(section)

    def _plans(self, node: Node) -> bool:
        """Whether a heading names a single year and, behind it, a plan: 2024年预算草案."""
        start, end = node.start, node.start + len(node.marker or "") + len(node.title)
        named = self._document.times.within(start, end)
        if len(named) != 1 or named[0].time.reads != "year":
            return False
        says = self._document.plain[named[0].end : end]
        return bool(_PLANS.search(says)) and not _REVIEWS.search(says)

    def _of_heading(self, node: Node) -> Period | None:
        """The period that a heading gives for its section."""
        if node.kind != "heading":
            return None
        plain, end = self._document.plain, node.start + len(node.marker or "") + len(node.title)
        own_line = not plain[end : end + 12].split("\n")[0].strip(" 。:")
        if len(node.title) > (_HEADING if own_line else _HEADING // 2):
            return None
        period: Period | None = None
        for one in self._document.times.within(node.start, min(end, node.end)):
            if is_baseline(plain, one):
                continue
            if period is not None and one.time.reads not in ("part", "months", "month"):
                break
            period = self._resolved(one, period) or HIDDEN_PERIOD
        return period
