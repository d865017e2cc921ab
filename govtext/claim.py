"""The data types of a claim: a quantity with what it measures.

Every ``start``/``end`` is a code-point offset into ``Report.text``, half-open.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from govtext.brief import brief, quoted, span
from govtext.views import view

Category = Literal["achievement", "problem", "plan", "other"]
QuantityKind = Literal["amount", "percent", "point", "multiple", "rank", "ratio", "duration"]
Bound = Literal["=", "~", ">", ">=", "<", "<="]
Direction = Literal["increase", "decrease"]
Basis = Literal["yoy", "avg_annual", "vs"]
Status = Literal["actual", "target"]
Nature = Literal[
    "flow", "stock", "cumulative", "change", "gap", "share", "rate", "rank", "capacity", "time"
]
ReferenceRole = Literal["whole", "among", "than"]
Strength = Literal["ensure", "strive", "expect", "plan"]


# gc=False: these objects are never in reference cycles, and a report holds thousands of them,
# which would slow the garbage collector down.
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
        return brief(self, quoted(self.text), *said, span(self))


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
        indicator = self.indicator and quoted(self.indicator.text)
        whole = "" if self.part_of is None else f"part of {self.part_of}"
        said = self.category, self.status, self.period, indicator, self.direction, self.basis
        return brief(self, self.id, *said, quoted(self.quantity.text), whole)

    def _repr_html_(self) -> str:
        written: str = view("notebook of a claim")(self)
        return written
