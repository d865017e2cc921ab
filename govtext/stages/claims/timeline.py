"""One sentence read from left to right for the time each of its quantities refers to."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

import msgspec

from govtext.document import Document, Sentence
from govtext.language.calendar import HIDDEN_PERIOD, Period, whole_years
from govtext.language.lexicon import VERBAL
from govtext.language.lexicon import Span as Cue
from govtext.language.patterns import pattern
from govtext.language.plain import Span, character_before
from govtext.language.times import Expression, is_baseline
from govtext.report import Quantity, Statement
from govtext.stages.claims.time_rows import TimeRows
from govtext.stages.times.normalize import resolve


class TimeReading(msgspec.Struct, gc=False):
    """The time of a quantity, as its sentence gives it."""

    period: Period | None
    named: bool = False
    """Whether the sentence itself names the time."""
    base: bool = False
    """Whether the quantity is the earlier state that a change sets out from."""

    @property
    def written(self) -> str | None:
        """The period as a claim gives it (``2025``, ``2021/2025``, ``2024-01/2024-09``); None
        where it is unknown."""
        return _period_written(self.period) if self.period and self.period.year else None


# A report speaks of the same few periods again and again.
_period_written = functools.lru_cache(maxsize=256)(str)


_COORDINATED = pattern("coordination of two numbers")
_ONWARD = pattern("onward from a time")
_TAKING = pattern("time that something takes")
_CONTINUING = pattern("predicate that keeps the time before a comma")
_BEHIND_BASIS = pattern("comma behind a basis")
_CLAUSE_START = pattern("head of a clause before a time")
_BASIS = pattern("basis behind a time")
_PARTICIPLE = pattern("participle behind a time")
_EVENT = pattern("event behind a month")
_GAP = pattern("adjective of a gap")
_SOURCE = pattern("source before a time")
_OBJECT = pattern("object marker before a time")
_GOAL = pattern("goal before a time")
_PARTITIVE = pattern("partitive before a time")
_OF_WHOLE = pattern("share of a whole of another time")
_LEVEL = pattern("level compared with")
_COPULA = pattern("copula before a time")
_NEAR_COPULA = 6
"""How many characters before a time its copula is looked for."""
_SAME_MONTHS = pattern("same months of another year")
_BORN = pattern("people of a time")
_MARKS = frozenset(",;。:!?、()")
_NEAR = 8  # A cue speaks of a number no further on than this.
_FEW = 8  # No sentence names more years that matter.
_PAIR = 2  # times side by side
_BRIEF = 2  # Less than this before a number names nothing.


class _Clause(msgspec.Struct, gc=False):
    """What has been read of a clause so far."""

    segment: int  # where its last part, by 、 or a bracket, begins
    parted: bool = False  # a 、 has been read
    reached: bool = False  # a level has been read: 达到
    done: bool = False  # a verb of doing has been read at the head of a part
    cue: str = ""
    cue_end: int = -1
    flow: bool = False
    mean: bool = False
    yearly: bool = False
    total: bool = False  # 累计下降14%: over all the years


class Timeline:
    """The period of each quantity in one sentence, read from left to right.

    In 2024年建成学校12所,2025年再建3所。 it is 2024 for 12所 and 2025 for 3所. ``base`` is the
    period before the sentence names a time itself.
    """

    def __init__(self, document: Document, statement: Statement, base: Period | None) -> None:
        self._plain, self._report_years = document.plain, document.report_years
        self._sentence = Span(statement.start, statement.end)
        self._base, self._planned = base, statement.category == "plan"
        self._named: Period | None = None  # by a time earlier in the sentence
        self._passing: Period | None = None  # by a time that holds for its clause only
        self._undated: tuple[Period | None] | None = None  # what held before a month in the clause
        self._whole = False  # 五年增长: what the clause says is of all those years
        self._lasting = False  # 五年内，…: so is what the whole sentence says
        self._bounded = False  # 2020年到2025年, 2014年以来: the time names its beginning
        self._compared: int | None = None  # the year compared with
        self._setting_out = False  # 从 has been read, 到 not yet
        self._left: list[Quantity] = []  # the numbers since 从
        self._left_in: Period | None = None  # the time named at 从
        self._since: int | None = None  # the year earlier changes set out from
        self._clause = _Clause(statement.start)
        self._flow_before = False
        self._baseline: tuple[int, Period | None] = (-1, None)  # the time compared with, its end
        self._of_state = False  # whether what is told is said to be so much of it
        self._verbal = False  # the token before is a verb
        self._governed = -1  # where the object of a verb begins: 批准⟨2023年决算⟩
        self._bracketed = -1  # where a time ends that begins a bracket
        self._brackets: list[tuple[Period | None, Period | None]] = []
        self._years_ahead: list[int] = []
        self._readings: dict[int, TimeReading] = {}
        self._rows = TimeRows()

    def read(self, sentence: Sentence, times: Sequence[Expression]) -> dict[int, TimeReading]:
        """The reading of each quantity of ``sentence``, by its start; ``times`` are its expressions
        of time, in order."""
        years = [time.years[0] for time in times if time.years and time.time.reads == "year"]
        self._years_ahead = years[:_FEW]
        taking = _TAKING.search(self._plain, *self._sentence) if self._planned else None
        coming = [*times]
        coming.reverse()
        quantities = iter(sentence.quantities)
        quantity: Quantity | None = None
        time: Expression | None = None
        for token in sentence.tokens:
            start, end, kind = token.start, token.end, token.kind
            self._governed = start if self._verbal else -1
            self._verbal = kind in VERBAL
            if taking is not None and start >= taking.start():
                # 用三年时间: when the three years end nobody says.
                self._named, self._passing, taking = HIDDEN_PERIOD, None, None
            if kind == "quantity":
                following = next(quantities)
                self._quantity(following, quantity)
                quantity = following
                continue
            title = kind == "noun" and self._plain[start] == "《"
            if kind == "aside":
                self._mark("(", start + 1)
            while coming and coming[-1].start < end:
                found = coming.pop()
                if found.start >= start and not title:
                    self._beside(found, time)
                    self._time(found, time)
                    time = found
            self._rows.each |= kind == "each"
            if kind == "aside":
                self._mark(")", end)
            elif end - start == 1 and self._plain[start] in _MARKS:
                self._mark(self._plain[start], end)
            elif token.word is not None and token.word.span is not None and kind != "time":
                self._clause.total |= "sum" in token.word.flags
                self._word(token.word.span, start, end)
        for place, period in self._rows.shared_out():
            self._readings[place] = TimeReading(period, named=True)
        return self._readings

    def _beside(self, found: Expression, before: Expression | None) -> None:
        """Note a time with those that stand beside it: 2016年、2017年、2018年上半年."""
        if is_baseline(self._plain, found):
            return  # 分别较2015年下降5%、6%
        around = self._rows.last or self._here
        period = resolve(found, self._report_years, around, planned=self._planned)
        goes_on = before is not None and before.end == found.start  # 2018年 上半年
        joined = before is not None and self._is_joined(before.end, found.start)
        pair = found.time.reads == "years" and len(found.years) == _PAIR
        if pair and _COORDINATED.search(self._plain, found.start, found.end):
            years = [whole_years(year, year) for year in found.years]  # 2016和2017年
            self._rows.add(years, goes_on=goes_on, joined=joined)
        else:
            self._rows.add([period], goes_on=goes_on, joined=joined)

    def _is_joined(self, end: int, start: int) -> bool:
        """Whether only a joint stands between two places: 5%、6%, 2016年和2017年."""
        return _COORDINATED.fullmatch(self._plain, end, start) is not None

    @property
    def _here(self) -> Period | None:
        return self._passing or self._named or self._base

    def _mark(self, mark: str, end: int) -> None:
        clause = self._clause
        if mark in "、()《》":
            clause.segment = end
            if mark == "、":
                clause.cue, clause.parted, clause.done = "", True, False
            elif mark == "(":
                self._brackets.append((self._named, self._passing))
            elif mark == ")" and self._brackets:
                inside = self._here
                self._named, self._passing = self._brackets.pop()
                if self._bracketed == end - 1:
                    self._passing = inside  # 采购经理指数(11月)为50.6
            return
        if self._undated is not None:
            # 新建学校一所，力争9月投入使用，: the month of an event, with no number of its own.
            self._named, self._undated = self._undated[0], None
        # 从三家，增加到五家: over a comma the change may still come.
        if mark in ";。!?" or not self._left:
            self._setting_out, self._left = False, []
        if mark in ";。!?":
            self._compared = None
        based = _BEHIND_BASIS.match(self._plain, end - 1)
        if mark != "," or based or not _CONTINUING.match(self._plain, end):
            self._passing, self._whole = None, False
        self._flow_before = clause.flow
        self._clause = _Clause(end)

    def _word(self, cue: Cue, start: int, end: int) -> None:
        clause = self._clause
        if cue == "none":
            return
        if cue == "from":
            self._setting_out, self._left, self._left_in = True, [], None
        elif cue == "mean":
            clause.mean = True
        elif cue == "yearly":
            clause.yearly = True
        elif cue == "over" and clause.cue_end == start:
            clause.cue_end = end  # 增长近, 达到约: the word before counts
        else:
            clause.cue, clause.cue_end = cue, end
            clause.flow |= cue == "flow"
            clause.done |= cue == "flow" and start <= clause.segment + 1
            clause.reached |= cue in ("reach", "to")
            if cue == "to":
                self._arrive()

    def _arrive(self) -> None:
        """到 is read: the numbers since 从 were the earlier state."""
        if not self._setting_out:
            return
        for quantity in self._left:
            self._readings[quantity.start] = TimeReading(self._earlier(), base=True)
        if self._left and self._left_in is not None:
            self._since = self._left_in.last_year or None
        self._setting_out, self._left = False, []

    def _earlier(self) -> Period | None:
        """When the earlier state of a change was: 2023 in 由三家增加到五家 of a report on 2024."""
        here = self._here
        if self._left_in is not None:
            return self._left_in
        if self._since is not None:
            return whole_years(self._since, self._since)  # another change over the same years
        if self._compared is not None:
            return whole_years(self._compared, self._compared)  # 同1980年相比，由三家增加到五家
        if here is None or here.year is None or here.month:
            return HIDDEN_PERIOD
        if self._bounded:
            return whole_years(here.year, here.year)
        base = self._base
        if base is not None and base.year is not None and here == base.end_year:
            here = base  # 到2025年, of a plan for five years: it sets out from the year before
        year = (here.year or 0) - 1
        return whole_years(year, year)

    def _time(self, found: Expression, before: Expression | None) -> None:
        if _precedes(_OF_WHOLE, self._plain, found, 1):
            return  # 占2022年总规模的7%: of which time the whole is
        if self._is_of_object(found) and self._named and self._named.month:
            return  # 截至6月底,下达2022年项目64个
        if found.time.names or (found.time.heads and not self._opens_clause(found)):
            return  # 完成2023年度考核: a year in the name of what was done
        if _BORN.match(self._plain, found.end):
            return  # 1970年以后出生的10人
        participle = _PARTICIPLE.match(self._plain, found.end)
        if participle is not None and (self._planned or participle.lastindex):
            return  # 改造2000年底前建成的小区
        if self._plain.startswith("的", found.end) and _precedes(_OBJECT, self._plain, found, 4):
            return
        around = self._here
        if before is not None and found.start - before.end <= 1:
            if found.time.reads == "within":
                self._whole = True  # 1961和1962两年
                return
            around = resolve(before, self._report_years, around, planned=self._planned)
        elif found.time.edge == "end":
            around = self._base
        planned = self._planned and self._since is None  # 由三家增加到五家，四年间增长…
        period = resolve(found, self._report_years, around, planned=planned) or HIDDEN_PERIOD
        # 较2020年年末调整值减少: the second time goes on with the first.
        goes_on = 0 <= found.start - self._baseline[0] <= 1
        if goes_on or is_baseline(self._plain, found):
            self._compared = period.last_year or None
            self._baseline = self._level_before(found, period)
            ahead = self._plain[max(0, found.start - _NEAR_COPULA) : found.start]
            self._of_state = _COPULA.search(ahead) is not None
        elif not self._sets_out(found, period):
            self._name(found, period)

    def _level_before(self, found: Expression, period: Period) -> tuple[int, Period | None]:
        """Where a time compared with ends, and when the level behind it was.

        比上年的3家 is the year before what is told of, 比上年同期的3家 the same months of it.
        """
        same, here = _SAME_MONTHS.match(self._plain, found.end), self._here
        end = same.end() if same is not None else found.end
        if found.time.shift != -1 or here is None or not here.year or here.spans_years:
            return end, period
        if same is None:
            return end, whole_years(here.year - 1, here.year - 1)
        return end, here._replace(year=here.year - 1, last_year=here.last_year - 1)

    def _sets_out(self, found: Expression, period: Period) -> bool:
        """Whether a time is that of the earlier state: 由2020年的三家增加到五家."""
        plain = self._plain
        if not self._setting_out or self._left or found.time.reads == "years":
            return False
        if not _precedes(_SOURCE, plain, found, 1) or _ONWARD.match(plain, found.end):
            return False
        here = self._here
        lagging = found.time.shift < 0 and period == here and not period.month
        if lagging and period.last_year:
            # 由上年的5%提高到6%, in what is told of last year: the year before that.
            period = whole_years(period.last_year - 1, period.last_year - 1)
        self._left_in = period
        return True

    def _name(self, found: Expression, period: Period) -> None:
        """A time is named: for the rest of the sentence, or for its clause only."""
        plain, clause = self._plain, self._clause
        if self._setting_out and self._left and _precedes(_GOAL, plain, found, 2):
            self._arrive()
        elif clause.cue != "to" or clause.cue_end != found.start:
            within = found.time.reads == "within" and not found.time.opens
            aside = (
                within
                or period == HIDDEN_PERIOD
                or _BASIS.match(plain, found.end) is not None
                or self._is_of_object(found)
                or (self._planned and self._is_past(period) and not self._opens_clause(found))
            )
            topic = plain.startswith(",", found.end)
            if _precedes(_PARTITIVE, plain, found, 2) or (aside and not topic):
                self._passing, self._whole = period, within
                return
            self._lasting = within
            if period.month and _EVENT.match(plain, found.end):
                self._undated = (self._named,)
        self._bracketed = found.end if character_before(plain, found.start) == "(" else -1
        self._named, self._passing = period, None
        since = found.time.reads == "since" and found.time.edge == "since"
        self._bounded = since or found.time.reads == "years"

    def _is_of_object(self, found: Expression) -> bool:
        """Whether a year is that of the object of a verb: 批准⟨2023年⟩决算."""
        return found.start == self._governed and found.time.reads == "year"

    def _is_past(self, period: Period) -> bool:
        review = self._report_years.review
        return review is not None and period.finish <= review.finish

    def _opens_clause(self, found: Expression) -> bool:
        return _precedes(_CLAUSE_START, self._plain, found, 4)

    def _quantity(self, quantity: Quantity, previous: Quantity | None) -> None:
        self._undated = None
        if self._setting_out:
            self._left.append(quantity)
        goes_on = previous is not None and self._is_joined(previous.end, quantity.start)
        self._rows.run(quantity.start, goes_on=goes_on)
        if goes_on and previous is not None:
            self._readings[quantity.start] = self._readings[previous.start]
            return
        end, period = self._baseline
        # 是2020年的两倍 and 恢复至2020年的九成 tell where things are now.
        level = end >= 0 and quantity.kind != "multiple"
        level = level and not (self._of_state and quantity.kind == "percent")
        beside = level and quantity.start == end and quantity.kind != "point"
        beside = beside and not self._is_gap(end)  # 高于上年3%
        if beside or (level and _LEVEL.fullmatch(self._plain, end, quantity.start)):
            # 比1955年的4万人增长两倍, 比上年同期47家少3家: the level compared with.
            self._readings[quantity.start] = TimeReading(period, named=True, base=True)
            return
        clause, here = self._clause, self._here
        cue = clause.cue if quantity.start - clause.cue_end <= _NEAR else ""
        if quantity.kind == "multiple":
            # 是2020年的两倍, 比2020年翻一番, 到2030年翻一番 tell where things are in the end,
            # 是“九五”时期的两倍 what they are over a span as long.
            ago = period is not None and (period.spans_years or period == HIDDEN_PERIOD)
            level = character_before(self._plain, quantity.start) == "的" and not ago
            if self._plain[quantity.start] == "翻":
                level = self._planned or self._compared is not None
            cue = "to" if level else "change"
        if here is not None and here.spans_years:
            here = self._part(here, quantity, cue)
        elif here is not None and here != HIDDEN_PERIOD and not here.month:
            here = self._stretched(here, cue)
        named = self._passing is not None or self._named is not None
        self._readings[quantity.start] = TimeReading(here, named=named)

    def _part(self, span: Period, quantity: Quantity, cue: str) -> Period:
        """Which part of a span of years a number belongs to: all of it, or its end."""
        clause, kind = self._clause, quantity.kind
        end = span.end_year
        segment = max(clause.segment, quantity.start - _NEAR)
        named = len(self._plain[segment : quantity.start].strip()) > _BRIEF
        # The first that holds decides.
        verdicts = (
            (clause.yearly, end),
            (clause.mean and not (clause.parted and cue in ("reach", "to")), span),
            (self._whole and not (clause.parted and cue == "over"), span),
            (kind == "rank" or cue == "to", end),
            (kind == "point" and cue != "change" and self._is_gap(quantity.start), end),
            (kind == "point" or cue == "change", span),
            (kind == "percent", end),
            (clause.reached and clause.parted and not clause.done, end),  # 医院达到9家、床位80张
            (clause.flow or (self._lasting and cue not in ("reach", "over")), span),
            (cue in ("reach", "over"), end),
            (not cue and self._flow_before, span),  # 建成道路五条，桥梁三座
            (named, end),  # 高速公路里程6000公里 is a document, 500个项目落地 was done
        )
        return next((part for holds, part in verdicts if holds), span)

    def _is_gap(self, place: int) -> bool:
        """Whether a number is how far something is from another place: 比全省平均低3个百分点."""
        return _GAP.search(self._plain, max(0, place - 12), place) is not None

    def _stretched(self, year: Period, cue: str) -> Period:
        """A change since an earlier year, or a yearly average, runs over the years between."""
        base, mean, last = self._base, self._clause.mean, year.last_year
        first = self._since if mean or cue == "change" else None
        if first is None and mean:
            first = self._compared
        if first is not None and first + 1 < last:
            return whole_years(first + 1, last)
        whole = mean or self._clause.total
        if whole and base and base.spans_years and base.last_year == last:
            return base
        if first is not None:
            return year
        ahead = next((one for one in self._years_ahead if one > last), None)
        return whole_years(year.year, ahead) if mean and ahead else year


def _precedes(pattern: re.Pattern[str], plain: str, found: Expression, window: int) -> bool:
    """Whether ``pattern`` matches in the few characters before a time."""
    return pattern.search(plain, max(0, found.start - window), found.start) is not None
