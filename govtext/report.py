"""The data types of a report: outline, statements, claims, masks and the like.

Every ``start``/``end`` is a code-point offset into ``Report.text``, half-open, so that
``report.text[x.start:x.end]`` is always the text of ``x``.
"""

from __future__ import annotations

import ast
import bisect
import functools
import importlib
import inspect
import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from govtext.messages import described, said

if TYPE_CHECKING:
    import pandas as pd

Category = Literal["achievement", "problem", "plan", "other"]
NodeKind = Literal["heading", "item"]
QuantityKind = Literal["amount", "percent", "point", "multiple", "rank", "ratio", "duration"]
Bound = Literal["=", "~", ">", ">=", "<", "<="]
Direction = Literal["increase", "decrease"]
Basis = Literal["yoy", "avg_annual", "vs"]
Status = Literal["actual", "target"]
StandsFor = Literal["number", "name"]
Nature = Literal[
    "flow", "stock", "cumulative", "change", "gap", "share", "rate", "rank", "capacity", "time"
]
ReferenceRole = Literal["whole", "among", "than"]
Strength = Literal["ensure", "strive", "expect", "plan"]
Table = Literal["claims", "outline", "statements", "masks", "entries"]
"""The tables that can be made of a report."""

SCHEMA = "govtext/1"

# How many characters of a text a repr shows.
_SHOWN = 40

# The views import this module, so they are found by name when they are first used.
_VIEWS = {
    "frame": "govtext.frames:to_frame",
    "page": "govtext.page:report_page",
    "browser": "govtext.page:open_page",
    "notebook": "govtext.page.notebook:report_view",
    "notebook of a claim": "govtext.page.notebook:claim_view",
}


def _brief(item: object, *said: object) -> str:
    """The ``repr`` of an object on one line; values that are None or empty are left out."""
    words = (str(one) for one in (type(item).__name__, *said) if one not in (None, ""))
    return f"<{' '.join(' '.join(words).split())}>"


def _quoted(text: str) -> str:
    """A text in quotes, on one line and cut where it is long.

    >>> print(_quoted("一、\\n建设"), len(_quoted("长" * 60)))
    '一、 建设' 42
    """
    line = " ".join(text[: 10 * _SHOWN].split())
    return repr(line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…")


def _span(item: Node | Statement | Quantity | Mask | Entry | Diagnostic) -> str:
    return f"[{item.start}:{item.end}]"


def _counted(items: list[Any], word: str) -> str:
    return f"{len(items)} {word}{'' if len(items) == 1 else 's'}"


def _view(name: str) -> Callable[..., Any]:
    module, _, function = _VIEWS[name].partition(":")
    view: Callable[..., Any] = getattr(importlib.import_module(module), function)
    return view


# gc=False: these objects are never in reference cycles, and a report holds thousands of them,
# which would slow the garbage collector down.
class Node(msgspec.Struct, gc=False):
    """A node of the outline: a heading, or an item of an enumeration.

    >>> Node("1.2.1", "item", "一是", 1, "壮大主体", 134, 155, "achievement")
    <Node 1.2.1 item '一是' '壮大主体' achievement [134:155]>
    """

    id: str
    """Its place in the outline: "1.2.3" is the third child of the second child of the first root.
    """
    kind: NodeKind
    """"heading", or "item" of an enumeration (一是, 首先, ●)."""
    marker: str | None
    """The number or sign before the title as written, "（一）"; null where there is none."""
    ordinal: int | None
    """The number that the marker stands for, 1 for "（一）"; null where it stands for none."""
    title: str
    """The heading without its marker, "道路建设"; of an item, its words up to the first full stop,
    question mark, exclamation mark, semicolon or colon."""
    start: int
    """Offset of the first character of the marker, or of the title where there is no marker."""
    end: int
    """Offset behind the last character of all that belongs to the node, its children included."""
    category: Category | None = None
    """The category of nearly all its statements, "achievement"; null where they differ."""
    children: list[Node] = []
    """The nodes directly below it, in reading order; empty where there are none."""

    def walk(self) -> Iterator[Node]:
        """This node and all nodes below it, in reading order.

        >>> import govtext
        >>> report = govtext.parse("一、建设\\n一是修路。二是建桥。\\n")
        >>> [node.id for node in report.outline[0].walk()]
        ['1', '1.1', '1.2']
        """
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def __repr__(self) -> str:
        marker = self.marker and _quoted(self.marker)
        count = f"· {len(self.children)} below" if self.children else ""
        said = self.kind, marker, _quoted(self.title), self.category, count
        return _brief(self, self.id, *said, _span(self))


class Statement(msgspec.Struct, gc=False):
    """A sentence of the body, with its category.

    >>> Statement(7, "2", 234, 254, "problem", "cue 不足")
    <Statement 7 problem 'cue 不足' of node 2 [234:254]>
    """

    id: int
    """Its number in the report, from 1, in reading order."""
    node: str | None
    """The id of the deepest node that it stands in, "1.2"; null before the first node."""
    start: int
    """Offset of its first character."""
    end: int
    """Offset behind its last character, its full stop included."""
    category: Category = "other"
    """What it says: an "achievement", a "problem", a "plan", or "other" (salutations, thanks,
    background)."""
    reason: str | None = None
    """What decides the category, for people to read: "cue 不足". Its wording may change; null where
    nothing is noted."""

    def __repr__(self) -> str:
        node = f"of node {self.node}" if self.node else ""
        reason = self.reason and _quoted(self.reason)
        return _brief(self, self.id, self.category, reason, node, _span(self))


class Quantity(msgspec.Struct, gc=False):
    """A number that measures or counts something: as written, and as a value in its unit.

    >>> Quantity("30—35万家", 142, 148, None, 300000, 350000, "家", "=", "amount", False)
    <Quantity '30—35万家' amount = 300000 to 350000 家 [142:148]>
    """

    text: str
    """The number with its unit as written, "近4.5万件" without 近: "4.5万件"."""
    start: int
    """Offset of its first character."""
    end: int
    """Offset behind its last character."""
    value: int | float | None
    """The number in ``unit``, magnitudes multiplied out: 1560000000 for "15.6亿元", 30 for "三成",
    2 for "翻一番", the first number of a ratio; null where it is masked or a range."""
    low: int | float | None
    """The lower end of a range in ``unit``, 30 for "30—35家"; null where it is no range."""
    high: int | float | None
    """The upper end of a range in ``unit``, 35 for "30—35家"; null where it is no range."""
    unit: str | None
    """The unit as written without its magnitude, "元" for "15.6亿元"; null where there is none."""
    bound: Bound
    """How the true number lies to the value: "=" exactly, "~" about, ">" more, ">=" at least, "<"
    less, "<=" at most; ">" for "1200余人次"."""
    kind: QuantityKind
    """What sort of number it is: "amount" (12公里), "percent" (2.3%), "point" (3.5个百分点),
    "multiple" (2倍), "rank" (第2位), "ratio" (2.8:1) or "duration" (3年)."""
    masked: bool
    """Whether any digit of it is hidden: true for "**万吨"."""
    base_value: int | float | None = None
    """The value in ``base_unit``, 20000 for "2公顷"; null as ``value`` is."""
    base_low: int | float | None = None
    """The lower end of a range in ``base_unit``; null where it is no range."""
    base_high: int | float | None = None
    """The upper end of a range in ``base_unit``; null where it is no range."""
    base_unit: str | None = None
    """The base unit of what is measured, "平方米" for "2公顷"; the unit itself where it has no
    other; null where there is no unit."""

    def __repr__(self) -> str:
        ends = (self.low, self.high) if self.value is None else (self.value,)
        value = " to ".join(str(end) for end in ends if end is not None)
        masked = "masked" if self.masked else ""
        said = self.kind, self.bound, value, self.unit, masked
        return _brief(self, _quoted(self.text), *said, _span(self))


class Indicator(msgspec.Struct, gc=False):
    """What a claim measures: a noun phrase of the text."""

    text: str
    """The noun phrase as written, "粮食总产量"."""
    start: int
    """Offset of its first character."""
    end: int
    """Offset behind its last character."""
    name: str | None = None
    """The canonical name of a known indicator, "粮食产量"; null where the rules know none."""


class Excerpt(msgspec.Struct, gc=False):
    """A stretch of the text that a field of a claim is read from."""

    text: str
    """The words as written, "新建改造"."""
    start: int
    """Offset of the first character."""
    end: int
    """Offset behind the last character."""


class Reference(msgspec.Struct, gc=False):
    """What a number is set against."""

    text: str
    """The words as written, "全国"."""
    start: int
    """Offset of the first character."""
    end: int
    """Offset behind the last character."""
    role: ReferenceRole
    """"whole" for what a share is taken of, "among" for those among whom a rank is held, "than" for
    what the number is compared with."""


class Streak(msgspec.Struct, gc=False):
    """How long, or how often, something has held without a break."""

    text: str
    """The words as written, "连续四年" or "二十一连丰"."""
    start: int
    """Offset of the first character."""
    end: int
    """Offset behind the last character."""
    value: int | float
    """How many, 4."""
    unit: str
    """Of what, "年"."""


class Commitment(msgspec.Struct, gc=False):
    """The word by which a target is promised."""

    text: str
    """The word as written, "力争"."""
    start: int
    """Offset of the first character."""
    end: int
    """Offset behind the last character."""
    strength: Strength
    """How firmly: "ensure" (确保), "strive" (力争), "expect" (预期) or "plan" (计划)."""


class Claim(msgspec.Struct, gc=False):
    """A quantity with what it measures: indicator, period, status and the like.

    A level and its change are two claims. A decrease has a positive value and the direction
    "decrease"; a minus sign stays in the value.

    >>> import govtext
    >>> report = govtext.parse("2023年，粮食总产量达到21.6万吨，同比增长2.3%。")
    >>> print(*report.claims, sep="\\n")
    <Claim 1 achievement actual 2023 '粮食总产量' '21.6万吨'>
    <Claim 2 achievement actual 2023 '粮食总产量' increase yoy '2.3%'>
    """

    id: int
    """Its number in the report, from 1, in the order of the quantities."""
    statement: int
    """The id of the statement that it stands in, 2."""
    node: str | None
    """The id of the deepest node that its quantity stands in, "1.1"; null before the first node."""
    category: Category
    """The category of its statement: "achievement", "problem", "plan" or "other"."""
    status: Status
    """"actual" where the number was reached, "target" where it is aimed at, planned or required."""
    period: str | None
    """The time that it holds for in ISO 8601: a year "2023", a month "2023-06", years "2021/2025"
    or months "2023-01/2023-11", both ends included; null where the text gives none."""
    indicator: Indicator | None
    """What is measured, "粮食总产量"; null where nothing in the text says."""
    quantity: Quantity
    """The number, "2.3%"."""
    direction: Direction | None
    """"increase" or "decrease" where the number is a change (增长2.3%); null for a level."""
    basis: Basis | None
    """What a change is compared with: "yoy" the year before, "avg_annual" a year on average, "vs"
    another time; null for a level and where nothing is said."""
    part_of: int | None
    """The id of the claim of which this one is a part or share (其中, 占), 1; null where it is
    part of no other."""
    label: str | None = None
    """The full name of what is measured, which is understood without the sentence: "粮食总产量"
    where the text has 总产量 behind 粮食种植面积; null where nothing in the text names it."""
    label_parts: list[Excerpt] = []
    """The pieces of the text that the label is made of, in its order; empty where it is null."""
    nature: Nature | None = None
    """What sort of figure it is: "flow" (came about within the period), "stock" (how much there
    is), "cumulative" (the sum since an earlier start), "change", "gap" (how far from another
    figure), "share", "rate", "rank", "capacity" (what something is built for) or "time"; null
    where none fits."""
    action: Excerpt | None = None
    """The verb by which a flow came about, "新建改造"; null where no verb says."""
    scope: Excerpt | None = None
    """Whose figure it is where it is not that of the issuer as a whole, "经开区"; else null."""
    per: Excerpt | None = None
    """The denominator of a rate as written, "每千人口"; null where there is none."""
    reference: Reference | None = None
    """What the number is set against, 全国 in 居全国第3位; null where it is nothing."""
    streak: Streak | None = None
    """How long it has held without a break, of 连续四年; null where the text does not say."""
    commitment: Commitment | None = None
    """The word by which a target is promised, 力争; null where it stands bare."""
    estimated: bool = False
    """Whether an outcome is said to be provisional: 预计, 初步核算."""

    def __repr__(self) -> str:
        indicator = self.indicator and _quoted(self.indicator.text)
        whole = "" if self.part_of is None else f"part of {self.part_of}"
        said = self.category, self.status, self.period, indicator, self.direction, self.basis
        return _brief(self, self.id, *said, _quoted(self.quantity.text), whole)

    def _repr_html_(self) -> str:
        written: str = _view("notebook of a claim")(self)
        return written


class Mask(msgspec.Struct, gc=False):
    """A run of characters that hides something: digits, or a name or word.

    >>> Mask("**", 118, 120, "number", 4)
    <Mask '**' number of claim 4 [118:120]>
    """

    text: str
    """The run as written, "**"; digits and masks of one number ("2**", "*.*") are one run."""
    start: int
    """Offset of its first character."""
    end: int
    """Offset behind its last character."""
    stands_for: StandsFor
    """"number" where digits are hidden, "name" where a place, person, body, project or word is."""
    claim: int | None = None
    """The id of the claim whose number it hides, 4; null where it hides none."""

    def __repr__(self) -> str:
        claim = "" if self.claim is None else f"of claim {self.claim}"
        return _brief(self, _quoted(self.text), self.stands_for, claim, _span(self))


class Entry(msgspec.Struct, gc=False):
    """Neighbouring statements of one category under one node, to be read in one piece.

    >>> Entry("2", ["存在的问题"], 234, 254, "冷链仓储能力不足，农业科技人员缺口较大。", [])
    <Entry '冷链仓储能力不足，农业科技人员缺口较大。' of node 2 · 0 claims [234:254]>
    """

    node: str | None
    """The id of the node that they stand in, "2"; null before the first node."""
    path: list[str]
    """The titles from the root down to that node, ["存在的问题"]; empty before the first node."""
    start: int
    """Offset of the first character of its first statement."""
    end: int
    """Offset behind the last character of its last statement."""
    text: str
    """The text from ``start`` to ``end``."""
    claims: list[int]
    """The ids of the claims in it, [5, 6]; empty where there are none."""

    def __repr__(self) -> str:
        node = f"of node {self.node}" if self.node else ""
        count = f"· {_counted(self.claims, 'claim')}"
        return _brief(self, _quoted(self.text), node, count, _span(self))


class Diagnostic(msgspec.Struct, gc=False):
    """Something that a person should know about the source, or about how it is read.

    >>> Diagnostic("repeated-ordinal", "（二） repeats the ordinal before it.", 191, 194)
    <Diagnostic repeated-ordinal '（二） repeats the ordinal before it.' [191:194]>
    """

    code: str
    """What kind of thing it is, in words joined by hyphens: "repeated-ordinal"."""
    message: str
    """One sentence that a person can act on."""
    start: int
    """Offset of the first character that it is about."""
    end: int
    """Offset behind the last character that it is about."""

    def __repr__(self) -> str:
        return _brief(self, self.code, _quoted(self.message), _span(self))


RULE_TIMEOUT = "rule-timeout"
"""The code of the diagnostic that names an entry of a user's rules which ran out of time."""


class Furniture(msgspec.Struct):
    """A stretch of the page that is no part of the report's body: text of the web page around it,
    a repeated copy of the report, the title, bylines and the signature."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset behind its last character."""


class Place(msgspec.Struct, omit_defaults=True):
    """Where a stretch of the text stands in the file; fields that do not apply are absent."""

    start: int
    """Offset of the first character of the stretch."""
    end: int
    """Offset behind the last character of the stretch."""
    paragraph: int | None = None
    """In a Word document: the number of the paragraph among all ``w:p`` of the body, from 0."""
    note: str | None = None
    """In a Word document: the id of the footnote or endnote, "2"."""
    page: int | None = None
    """In a PDF or OFD document: the number of the page, from 1."""
    row: int | None = None
    """In a table: the number of the row as a spreadsheet shows it; the row of names is row 1."""
    column: str | None = None
    """In a table: the name of the column, "正文"."""
    sheet: str | None = None
    """In a workbook: the name of the sheet, "Sheet1"."""


class Source(msgspec.Struct):
    """The file that the text came from."""

    name: str | None = None
    """The file, "总结.txt"; in a folder or archive its path there, "2024/总结.txt". Null for a
    string given to ``parse``."""
    format: str | None = None
    """The format that the file is in, by its content: "txt", "docx", "pdf". Null for a string."""
    encoding: str | None = None
    """The Python codec that turns the bytes into the text, "gb18030"; null where the format has no
    encoding of its own, and for a string."""
    sha256: str | None = None
    """The SHA-256 of the bytes of the file, 64 hexadecimal digits; null for a string."""
    characters: int = 0
    """How many characters (code points) the text has."""
    places: list[Place] = []
    """Where stretches of the text stand in the file, in order of ``start`` and none overlapping;
    empty where the text is the file itself."""

    def __repr__(self) -> str:
        name = self.name and _quoted(self.name)
        return _brief(self, name, self.format, self.encoding, f"· {self.characters} characters")


class Stretch(msgspec.Struct):
    """A stretch of the text."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset behind its last character."""


class Metadata(msgspec.Struct):
    """What the page says about the report."""

    title: str | None = None
    """The title, "岭东县2023年工作总结"; null where there is none."""
    year: int | None = None
    """The year whose work the report is about, 2023, which is not that of its publication; null
    where the text does not say."""
    issuer: str | None = None
    """Who reports, "岭东县人民政府"; null where the text does not say."""
    published: str | None = None
    """When it was published in ISO 8601, as exact as the page gives it: "2024-01-15T09:30:00" or
    "2024-01-15"; null where the page does not say."""
    origin: str | None = None
    """The source that the page names (来源), "县政府办公室"; null where it names none."""
    genre: str | None = None
    """What kind of paper it is, "work summary", "budget", "court report" (the table genres of the
    rules); null where the title does not say."""
    number: str | None = None
    """The number of the document (发文字号), "岭水函〔2023〕15号"; null where it has none."""
    addressee: str | None = None
    """To whom it is addressed, "各乡镇人民政府"; null where nobody is named, and where a speech
    greets its hearers (各位代表)."""
    issuer_level: str | None = None
    """The level of the issuer: "nation", "province", "city" (prefectures included), "county",
    "township" or "village"; null where its name does not say."""
    places: dict[str, Stretch] = {}
    """Where the other fields stand in the text, by their names; a field that is put together or
    comes from the name of the file has no place. {"title": {"start": 0, "end": 12}}."""
    columns: dict[str, str | int | float | bool | None] = {}
    """For a report from a table of texts, the other cells of its row by the names of their columns,
    {"地区": "岭东县"}; else empty."""


class Report(msgspec.Struct, kw_only=True):
    """A report with everything that is read from it; the root of the JSON document.

    >>> import govtext
    >>> govtext.parse("岭东县2023年工作总结\\n一、成效\\n新建学校3所，培训农户500人次。\\n")
    <Report '岭东县2023年工作总结' 2023 · 1 statement · 2 claims>
    """

    schema: str
    """The version of this form, "govtext/1": fields may be added under it, none changes meaning."""
    source: Source
    """The file that the text came from."""
    metadata: Metadata
    """Title, year, issuer and the like."""
    text: str | None = None
    """The text that every offset points into: as decoded, line ends included, without a byte-order
    mark. Null (in JSON absent) where it was left out when the report was written."""
    outline: list[Node]
    """The outermost nodes, in reading order."""
    statements: list[Statement]
    """The sentences of the body, in reading order."""
    claims: list[Claim]
    """The quantities with what each claims, in reading order."""
    masks: list[Mask]
    """The runs of characters that hide something, in reading order."""
    achievements: list[Entry]
    """What was done, in reading order."""
    problems: list[Entry]
    """The problems, in reading order."""
    plans: list[Entry]
    """The plans, in reading order."""
    diagnostics: list[Diagnostic]
    """What a person should know about the source or the reading, in order of ``start``."""
    furniture: list[Furniture] = []
    """The stretches that are no part of the body, in order."""

    def __repr__(self) -> str:
        name = self.metadata.title or self.source.name
        counts = _counted(self.statements, "statement"), _counted(self.claims, "claim")
        named = name and _quoted(name)
        return _brief(self, named, self.metadata.year, *(f"· {count}" for count in counts))

    def nodes(self) -> Iterator[Node]:
        """Every node of the outline, in reading order.

        >>> import govtext
        >>> report = govtext.parse("一、建设\\n（一）修路。建成3公里。\\n二、打算\\n再建5公里。\\n")
        >>> [node.id for node in report.nodes()]
        ['1', '1.1', '2']
        """
        for root in self.outline:
            yield from root.walk()

    def node(self, id: str) -> Node:
        """The node of the outline with this id. Raises KeyError where there is none.

        >>> import govtext
        >>> report = govtext.parse("一、建设\\n（一）修路。建成3公里。\\n二、打算\\n再建5公里。\\n")
        >>> report.node("1.1").title
        '修路'
        >>> report.node("1.2")
        Traceback (most recent call last):
        KeyError: "the outline has no node '1.2'; below node '1' it has '1.1'"
        """
        return self._branch(id)[-1]

    def sentence(self, item: Claim | Statement) -> str:
        """The text of the statement that a claim stands in, or of a statement itself.

        Raises ValueError where the report has no text, and KeyError where the claim's statement
        is not in this report.

        >>> import govtext
        >>> report = govtext.parse("一、建设\\n一切顺利。新建学校3所，公路5公里。\\n")
        >>> report.sentence(report.claims[1])
        '新建学校3所，公路5公里。'
        """
        if self.text is None:
            raise ValueError(said("a report without its text has no sentences"))
        if isinstance(item, Claim):
            at = bisect.bisect_left(self.statements, item.statement, key=lambda one: one.id)
            found = self.statements[at : at + 1]
            if not found or found[0].id != item.statement:
                raise KeyError(
                    said(
                        f"the report has no statement {item.statement}; take a claim of this report"
                    )
                )
            item = found[0]
        return self.text[item.start : item.end]

    def path(self, item: Claim | Statement | Node | Entry | Mask | Diagnostic) -> list[str]:
        """The titles of the outline from the root down to where ``item`` stands; the last is its
        own title for a node. Empty before the first node. Raises KeyError where the node of
        ``item`` is not in this report.

        >>> import govtext
        >>> report = govtext.parse("一、建设\\n（一）修路。建成3公里。\\n二、打算\\n再建5公里。\\n")
        >>> report.path(report.claims[0])
        ['建设', '修路']
        >>> " > ".join(report.path(report.node("2")))
        '打算'
        """
        if isinstance(item, Mask | Diagnostic):
            return [node.title for node in self.nodes() if node.start <= item.start < node.end]
        id = item.id if isinstance(item, Node) else item.node
        return [] if id is None else [node.title for node in self._branch(id)]

    def _branch(self, id: str) -> list[Node]:
        """The nodes from the root down to the node with this id."""
        branch: list[Node] = []
        level, above = self.outline, ""
        for number in id.split("."):
            wanted = f"{above}.{number}" if branch else number
            found = next((node for node in level if node.id == wanted), None)
            if found is None:
                ids = [repr(node.id) for node in level]
                known = " to ".join(dict.fromkeys([ids[0], ids[-1]])) if ids else "none"
                below = (
                    f"below node {above!r} it has {known}"
                    if branch
                    else f"its outermost are {known}"
                )
                raise KeyError(said(f"the outline has no node {id!r}; {below}"))
            branch.append(found)
            level, above = found.children, wanted
        return branch

    def place_of(self, found: Claim | Statement | Node | Mask | Entry | Diagnostic) -> Place | None:
        """The place in the file where ``found`` begins (for a claim, its quantity).

        None where the text is the file itself, or where a reader added this stretch.
        """
        start = found.quantity.start if isinstance(found, Claim) else found.start
        places = self.source.places
        nearest = bisect.bisect_right(places, start, key=lambda place: place.start) - 1
        place = places[nearest] if nearest >= 0 else None
        return place if place is not None and start < place.end else None

    def to_dict(self, *, text: bool = True) -> dict[str, Any]:
        """The JSON document as plain dicts and lists; ``text=False`` leaves the source text out."""
        document: dict[str, Any] = msgspec.to_builtins(self)
        if not text or self.text is None:
            del document["text"]
        return document

    def to_json(self, *, text: bool = True, indent: int = 0) -> bytes:
        """The JSON document in UTF-8, on one line or indented by ``indent`` spaces."""
        whole = text and self.text is not None
        encoded = msgspec.json.encode(self if whole else self.to_dict(text=False))
        return msgspec.json.format(encoded, indent=indent) if indent else encoded

    def to_frame(
        self, table: Table = "claims", *, rules: str | os.PathLike[str] | None = None
    ) -> pd.DataFrame:
        """A pandas DataFrame of the claims, "outline", "statements", "masks" or "entries".

        ``rules`` is the folder that the report was read with, if any. Raises ImportError where
        pandas is not installed, ValueError for another table.
        """
        frame: pd.DataFrame = _view("frame")([self], table, rules=rules)
        return frame

    def to_html(self) -> str:
        """The report as an HTML page: one file that needs no network and opens from disk.

        Raises ValueError for a report without its text.
        """
        page: str = _view("page")(self)
        return page

    def show(self) -> Path:
        """Open the page of ``to_html`` in the browser, from a temporary file. Returns its path.

        Raises ValueError as ``to_html`` does, and OSError where the file can't be written.
        """
        opened: Path = _view("browser")(self.to_html())
        return opened

    def _repr_html_(self) -> str:
        written: str = _view("notebook")(self)
        return written

    @classmethod
    def from_json(cls, data: bytes | str) -> Report:
        """The report that ``to_json`` wrote. Raises ``msgspec.DecodeError`` on anything else.

        >>> import govtext
        >>> report = govtext.parse("新建学校3所。")
        >>> Report.from_json(report.to_json()) == report
        True
        """
        return _decoder().decode(data)


@functools.cache
def _decoder() -> msgspec.json.Decoder[Report]:
    # Built when it is first used: reports are written more often than they are read back.
    return msgspec.json.Decoder(Report)


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what ``Report.to_json`` writes, as plain dicts and lists;
    the ``description`` of each property is the docstring of the field, in the language of the
    reader.

    >>> schema()["$defs"]["Mask"]["properties"]["claim"]["description"]
    'The id of the claim whose number it hides, 4; null where it hides none.'
    """
    document = msgspec.json.schema(Report)
    docstrings = field_docstrings(__name__)
    for name, form in document["$defs"].items():
        form["description"] = described(name, "") or form["description"]
        for field, property_ in form["properties"].items():
            english = docstrings[name][field].replace("``", "`")
            property_["description"] = described(name, field) or english
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        **document,
    }


@functools.cache
def field_docstrings(module: str) -> dict[str, dict[str, str]]:
    """For each class of a module, by its name, the docstring below each field, on one line.

    Python keeps no docstrings of fields: they are read from the source of the module.

    >>> field_docstrings("govtext.report")["Furniture"]["start"]
    'Offset of its first character.'
    """
    tree = ast.parse(inspect.getsource(importlib.import_module(module)))
    return {
        form.name: {
            field.target.id: " ".join(below.value.value.split())
            for field, below in itertools.pairwise(form.body)
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
            if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
            if isinstance(below.value.value, str)
        }
        for form in tree.body
        if isinstance(form, ast.ClassDef)
    }
