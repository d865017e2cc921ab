"""The tasks of a report: its plans, one by one, with their targets, their deadline, and who is in
charge where the report says so."""

from __future__ import annotations

import bisect
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from govtext.analyses.in_charge import in_charge
from govtext.corpus import Reports, Rules, reports_of
from govtext.frames import Dtypes, load_pandas, typed
from govtext.language.patterns import pattern
from govtext.language.plain import plain
from govtext.messages import language, named
from govtext.report import Claim, Node, Report, Statement

if TYPE_CHECKING:
    import pandas as pd

_ANNOUNCES = re.compile("[：:]$")
_DEADLINE = pattern("deadline of a task")
_SAYS_CHANGE = pattern("name that says a change")
_BLANK = {"zh": "", "en": " "}
_NUMBER = re.compile(r"[0-9.,]+(?:[-—–~至到][0-9.,]+)?")
_TOPIC = 20  # characters: a sentence that heads its paragraph is no longer
_BOUNDS = {"=": "", "~": "≈", ">": ">", ">=": "≥", "<": "<", "<=": "≤"}
_EDGES = " \t\r\n\u3000"


class PlannedTask(NamedTuple):
    """A task of a report. Several targets of a task stand in lines, the same line of
    ``indicator``, ``target`` and ``unit`` belongs together. What the report does not say is
    empty."""

    source: str
    issuer: str
    year: int | None
    number: int
    category: str
    task: str
    indicator: str
    target: str
    unit: str
    deadline: str
    lead: str
    responsible: str
    path: str
    node: str
    start: int
    end: int


_DTYPES: Dtypes = {
    name: "Int64" if name in ("year", "number", "start", "end") else "string"
    for name in PlannedTask._fields
}


class _Stretch(NamedTuple):
    """A stretch of the text that is one task, its node, and the topic of its paragraph."""

    start: int
    end: int
    node: str
    topic: str = ""


def tasks(reports: Reports, *, rules: Rules = None) -> pd.DataFrame:
    """The tasks that ``reports`` plan, a row for each.

    Takes a report, an iterable of reports, or the path of a file, folder, table or archive that
    they are read from. ``rules`` is the folder of rule tables that the reports are read with.

    The plan statements of one item are one task; elsewhere each plan statement is one, and a list
    of targets is one task for each part between semicolons. Columns are ``category``, the heading
    that the task belongs to; ``task``, its text; ``indicator``,
    ``target`` and ``unit``, a line for each target; ``deadline``, ``lead`` and ``responsible``
    as the report gives them, else empty; and its place, ``path``, ``node``, ``start`` and ``end``.

    Raises ImportError where pandas is not installed, and the errors of ``read_corpus`` where a
    path can't be read.

    >>> import govtext
    >>> text = "二、2025年工作安排\\n（一）教育。6月底前新建学校3所，投资2亿元。\\n"
    >>> report = govtext.parse(text)
    >>> frame = tasks(report)
    >>> frame[["category", "deadline"]].values.tolist()
    [['教育', '6月底前']]
    >>> frame.loc[0, "target"].split(), frame.loc[0, "unit"].split()
    (['3', '2'], ['所', '亿元'])
    """
    load_pandas("tasks")
    rows = [row for report in reports_of(reports, rules=rules) for row in tasks_of(report)]
    columns = {name: [getattr(row, name) for row in rows] for name in PlannedTask._fields}
    return typed(columns, _DTYPES)


def tasks_of(report: Report) -> list[PlannedTask]:
    """The tasks of one report, in reading order. Empty for a report without its text."""
    reader = _TaskReader(report)
    found = [reader.read(stretch) for stretch in reader.stretches()]
    common = _common(found)
    return [
        row._replace(number=number, category=_category(row.path, common))
        for number, row in enumerate(found, 1)
    ]


class _TaskReader:
    """Finds the tasks of a report."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._text = report.text or ""
        self._nodes = {node.id: node for node in report.nodes()}
        self._parents = {
            node.id
            for node in self._nodes.values()
            if any(child.kind == "heading" for child in node.children)
        }
        told = Counter(one.node for one in report.statements)
        self._leaves = {
            node.id for node in self._nodes.values() if not node.children and told[node.id] == 1
        }
        """The headings with nothing below them, which are a task each: 3. 建成新区,年底投用."""
        self._starts = [claim.quantity.start for claim in report.claims]
        self._ends = {
            one.node: one.end for one in report.statements if one.category == "plan"
        }  # of the last plan statement of each node

    def stretches(self) -> Iterator[_Stretch]:
        """The stretches of the text that are one task each. Offices that stand by themselves go
        to the task before them, or to the heading where there is none."""
        waiting: _Stretch | None = None
        for stretch in self._each():
            written = self._text[stretch.start : stretch.end].strip(_EDGES)
            only_offices = in_charge(written).start == 0
            if only_offices and waiting is not None and self._goes_on(waiting, stretch):
                waiting = waiting._replace(end=stretch.end)
                continue
            if waiting is not None:
                yield waiting
            waiting = stretch
            if only_offices and stretch.node:
                waiting = stretch._replace(start=self._nodes[stretch.node].start)
        if waiting is not None:
            yield waiting

    def _goes_on(self, task: _Stretch, stretch: _Stretch) -> bool:
        """Whether nothing parts a stretch from the task before it."""
        return task.node == stretch.node or not self._text[task.end : stretch.start].strip(_EDGES)

    def _each(self) -> Iterator[_Stretch]:
        """The plan statements, those of one item together."""
        topic, last = "", None
        for statement in self._report.statements:
            node = self._nodes.get(statement.node or "")
            if statement.category != "plan" or not self._is_planned(statement, node):
                continue
            if node is not None and node.kind == "item":
                if node.id != last:
                    yield _Stretch(node.start, self._ends[node.id], node.id)
                last, topic = node.id, ""
                continue
            if statement.node != last:
                last, topic = statement.node, ""
            if _opens_paragraph(self._text, statement.start):
                topic = self._topic(statement)
                if topic:
                    continue
            for start, end in self._parts(statement):
                yield _Stretch(start, end, statement.node or "", topic)

    def _is_planned(self, statement: Statement, node: Node | None) -> bool:
        """Whether a plan statement is a task: not a title, nothing in the review of the past, and
        no introduction of a section with sections of its own, unless it gives targets."""
        if not self._text or node is None:
            return bool(self._text) and not _ANNOUNCES.search(self._written(statement))
        outermost = self._nodes[node.id.partition(".")[0]]
        if _ANNOUNCES.search(self._written(statement)):
            return False
        if outermost.category == "achievement":
            return False
        # The title of an item is the beginning of its sentence; that of a heading says no more.
        if node.kind == "heading" and _is_title(self._written(statement), node):
            return node.id in self._leaves and "，" in node.title
        targets = self._targets(statement.start, statement.end)
        only_offices = in_charge(self._written(statement)).start == 0
        return node.id not in self._parents or bool(targets) or only_offices

    def _written(self, statement: Statement) -> str:
        return self._text[statement.start : statement.end].strip(_EDGES)

    def _topic(self, statement: Statement) -> str:
        """The topic that the first sentence of a paragraph names for the others; empty where it
        names none."""
        written = self._written(statement)
        alone = self._text[statement.end : statement.end + 1] in ("", "\n", "\r")
        if len(written) > _TOPIC or "，" in written or alone:
            return ""
        return "" if self._targets(statement.start, statement.end) else written.rstrip("。；;：:")

    def _targets(self, start: int, end: int) -> list[Claim]:
        first, last = (bisect.bisect_left(self._starts, place) for place in (start, end))
        return [one for one in self._report.claims[first:last] if one.status == "target"]

    def _parts(self, statement: Statement) -> list[tuple[int, int]]:
        """The parts of a list of targets between semicolons, or the whole statement."""
        start, end = statement.start, statement.end
        cuts = [start + found.end() for found in re.finditer("[；;]", self._text[start:end])]
        edges = [start, *(cut for cut in cuts if cut < end), end]
        pairs = list(itertools.pairwise(edges))
        return pairs if sum(bool(self._targets(*pair)) for pair in pairs) > 1 else [(start, end)]

    def read(self, stretch: _Stretch) -> PlannedTask:
        """The task of a stretch; its number and category follow from all tasks."""
        report = self._report
        written = " ".join(self._text[stretch.start : stretch.end].split()).rstrip("；;")
        normalized = plain(written)
        charged = in_charge(written)
        content = written if charged.start is None else written[: charged.start]
        parts = stretch.node.split(".") if stretch.node else []
        ids = [".".join(parts[: level + 1]) for level in range(len(parts))]
        titles = [self._nodes[id].title for id in ids] + [stretch.topic] * bool(stretch.topic)
        rows = [_target(claim) for claim in self._targets(stretch.start, stretch.end)]
        indicator, target, unit = ("\n".join(row[n] for row in rows) for n in range(3))
        until = _DEADLINE.search(normalized)
        return PlannedTask(
            source=report.source.name or "",
            issuer=report.metadata.issuer or "",
            year=report.metadata.year,
            number=0,
            category="",
            task=content or written,
            indicator=indicator,
            target=target,
            unit=unit,
            deadline=written[until.start() : until.end()] if until else "",
            lead=charged.lead,
            responsible=charged.responsible,
            path=" > ".join(titles),
            node=stretch.node,
            start=stretch.start,
            end=stretch.end,
        )


def _is_title(written: str, node: Node) -> bool:
    """Whether a sentence only says the title of its heading."""
    title = written.removeprefix(node.marker or "").strip(_EDGES)
    return title.rstrip("。：:；;") == node.title.rstrip("。：:；;")


def _opens_paragraph(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \t\u3000")
    return not before or before[-1] in "\r\n"


def _target(claim: Claim) -> tuple[str, str, str]:
    """The name, the number and the unit of a target as people write them.

    地区生产总值增长6%以上 → ("地区生产总值增长", "≥6", "%")
    """
    quantity = claim.quantity
    label = claim.label or (claim.indicator.text if claim.indicator else "—")
    changes = claim.direction is not None and not _SAYS_CHANGE.search(label)
    name = f"{label}{_BLANK[language()]}{named(claim.direction or '')}" if changes else label
    number = _NUMBER.match(quantity.text)
    if quantity.masked or number is None:
        return name, _BOUNDS[quantity.bound] + quantity.text, ""
    return name, _BOUNDS[quantity.bound] + number[0], quantity.text[number.end() :]


def _common(found: list[PlannedTask]) -> str | None:
    """The outermost heading that most tasks stand under, which says nothing of a single one."""
    first = Counter(row.path.split(" > ")[0] for row in found)
    most = first.most_common(1)
    return most[0][0] if most and most[0][1] * 2 > len(found) else None


def _category(path: str, common: str | None) -> str:
    """The top heading of a task: that below the one which most tasks have in common."""
    titles = path.split(" > ")
    return titles[1] if len(titles) > 1 and titles[0] == common else titles[0]
