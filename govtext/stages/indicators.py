"""What each quantity of a sentence measures, handed on from one to the next.

The clause before a quantity is read backwards (``clauses``). A counted noun behind it
(``counted``) goes before what stands in front; where neither stands, the indicator carries over
from the quantity before. A list of values shares one clause (分别增长5%、6%).
"""

from __future__ import annotations

import msgspec

from govtext.report import Quantity
from govtext.stages.clauses import Reading, read_clause
from govtext.stages.clauses_before import phrase_of_clause_before, subject_between
from govtext.stages.coordinations import members
from govtext.stages.counted import counts_behind, is_age, of_those, read_counted
from govtext.stages.lazily import compiled_lazily
from govtext.stages.nounphrases import phrase_end, trim
from govtext.stages.sites import AMONG, Mark, Site
from govtext.stages.wording import Kind
from govtext.state import Span

# What may stand between the values of one list: 12%以上、15%以上和近20%.
_LIST_WORDS = frozenset(
    (
        "近",
        "约",
        "超",
        "超过",
        "不低于",
        "不少于",
        "不高于",
        "不超过",
        "接近",
        "将近",
        "不足",
        "至少",
    )
)
_LIST_KINDS: frozenset[Kind] = frozenset(("reach", "over", "adv"))
_TIMES = frozenset(("次", "余次", "场次", "轮", "批次"))
_RATES = ("速", "幅", "率", "比", "比重", "比例")
_NEARBY = 6
"""How many quantities back one is looked for in the same unit."""
_FAR = 40
"""How many quantities back an indicator is looked for."""
_SIZES: frozenset[Kind] = frozenset(("over", "reach", "and", "after"))
_LABEL = compiled_lazily(
    r"[十百千万亿]{1,3}元?级?(?:以上)?|(?:国家|自治区|世界|全国|省部|省|市|州|县|区|部|厅)级"
)
_SIZED = 2
"""How many sizes class things at most: 4个500千伏和220千伏变电站."""
_AIMS: frozenset[Kind] = frozenset(("do", "may", "either", "adv", "change"))


class Measured(msgspec.Struct, gc=False):
    """What one quantity measures: the phrase, and how the clause before it was read.

    In a list of ``listed`` values that share a clause, ``head`` is the number of the first of
    them and ``order`` the place in the list; ``shared`` is then the whole coordination of which
    the phrase is a part. ``counted`` says that the phrase stands behind the quantity.
    """

    phrase: Span | None
    reading: Reading
    head: int
    order: int = 0
    listed: int = 1
    shared: Span | None = None
    counted: bool = False


def measure(sites: list[Site]) -> list[Measured]:
    """What the quantities at ``sites``, those of one sentence in order, measure."""
    sentence = _Sentence(sites)
    while len(sentence.found) < len(sites):
        sentence.read_on()
    return sentence.found


class _Sentence:
    """The quantities of a sentence as read so far.

    ``last`` is the phrase that carries over; inside brackets those outside wait in ``outer``.
    ``subject`` is the subject of a clause whose quantity counted something else, ``whole`` what
    carries over again once the parts of it (其中 …) have been listed.
    """

    def __init__(self, sites: list[Site]) -> None:
        self.sites = sites
        self.found: list[Measured] = []
        self.outer: list[Span | None] = []
        self.last: Span | None = None
        self.subject: Span | None = None
        self.whole: Span | None = None
        self.group: list[Span] = []

    def read_on(self) -> None:
        """Read the next quantity, or the next list of quantities."""
        number = len(self.found)
        site = self.sites[number]
        for mark in site.marks:
            self._pass(mark)
        reading = read_clause(site)
        counted = read_counted(site)
        if counted is not None and of_those(site) and self.last is not None:
            counted = None  # 在80个公司中,已有60个脱钩
        if counted is None and site.counts:
            counted = self._counted_by_size(number)
        elif counted is not None and _LABEL.fullmatch(site.plain, *counted):
            counted = self._counted_by_label(number) or counted
        listed = self._length_of_list(number) if counted is None else 1
        if listed > 1:
            self._read_list(reading, listed)
        else:
            self._read_one(reading, counted)
        self.last = self.found[-1].phrase or self.last

    def _counted_by_size(self, number: int) -> Span | None:
        """20个500千伏变电站, 3个过千亿元城市: the things behind the sizes that class them; 2批30项
        政策: those behind the second count."""
        for following in self.sites[number + 1 : number + 1 + _SIZED]:
            beside = following.quantity.start == self.sites[number].quantity.end
            if following.marks or (following.counts and not beside):
                return None
            if any(token.kind not in _SIZES for token in following.before):
                return None
            counted = read_counted(following)
            if counted is not None:
                return counted
        return None

    def _counted_by_label(self, number: int) -> Span | None:
        """2个千亿级、⟦8个⟧百亿级产业集群, 3个国家级和5个省级试点: the things behind the label of
        the next."""
        following = self.sites[number + 1] if number + 1 < len(self.sites) else None
        if following is None or following.marks or not following.before:
            return None
        if following.before[-1].kind != "and":
            return None
        counted = read_counted(following)
        label = _LABEL.match(following.plain, *counted) if counted else None
        if counted is None or label is None or label.end() == counted.end:
            return None
        return Span(label.end(), counted.end)

    def _pass(self, mark: Mark) -> None:
        """Brackets and lists of parts set aside what carries over, and give it back."""
        if mark.written == "(":
            self.outer.append(self.last)
        elif mark.written == ")" and self.outer:
            self.last = self.outer.pop()
        elif mark.written in AMONG:
            self.whole = self.last
        elif mark.written == ";" and self.whole is not None:
            self.last, self.whole = self.whole, None

    def _length_of_list(self, number: int) -> int:
        end = number + 1
        while end < len(self.sites) and _goes_on_list(self.sites[end - 1], self.sites[end]):
            end += 1
        return end - number

    def _read_list(self, reading: Reading, listed: int) -> None:
        number = len(self.found)
        self.group = self._share_out(self.sites[number], reading, listed)
        for order in range(listed):
            phrase = self.group[order] if self.group else self.last
            own = reading if order == 0 else read_clause(self.sites[number + order])
            self.found.append(Measured(phrase, own, number, order, listed, reading.phrase))
        self.subject = None

    def _share_out(self, site: Site, reading: Reading, listed: int) -> list[Span]:
        """The phrases of a list of values: one for each in its order, or the one they share."""
        if reading.phrase is not None and not _is_share(site, reading.phrase):
            for joint in ("、和与及以及", "、"):
                parts = members(site, reading, joint)
                if len(parts) == listed:
                    return parts
            return [reading.phrase] * listed
        if any(token.kind == "each" for token in site.before):
            near = self.found[-_FAR:]
            named = list(dict.fromkeys(m.phrase for m in near if m.phrase is not None))
            if len(named) >= listed:
                return named[-listed:]
        if len(self.group) == listed:
            return self.group
        if (apart := self._told_apart(listed)) is not None:
            return apart
        return [self.last] * listed if self.last is not None else []

    def _told_apart(self, listed: int) -> list[Span] | None:
        """城镇居民收入3万元,农村居民收入2万元,增长5%和6%: what the last quantities measured, where
        they are as many as the values and in one unit."""
        number = len(self.found)
        if number < listed or any(len(site.marks) > 1 for site in self.sites[number : number + 1]):
            return None
        near = [m.phrase for m in self.found[-listed:] if m.phrase is not None]
        units = {site.quantity.unit for site in self.sites[number - listed : number]}
        return near if len(set(near)) == listed and len(units) == 1 else None

    def _read_one(self, reading: Reading, counted: Span | None) -> None:
        number = len(self.found)
        site = self.sites[number]
        behind = counted is not None and counts_behind(site, reading)
        phrase = counted if behind else self._with_things(site, self._phrase(site, reading))
        self.found.append(Measured(phrase, reading, number, counted=behind))
        self.subject = reading.phrase if behind and reading.predicate else None
        if not behind:
            self._lend_rate(number)
        elif phrase is not None and number + 1 < len(self.sites):
            # A noun that one quantity counts is no subject of the next.
            self.sites[number + 1].begin_behind(phrase.end)

    def _with_things(self, site: Site, phrase: Span | None) -> Span | None:
        """11个项目投资超过8亿元: a bare measure is one of the things counted before it."""
        if phrase is None or not self.found:
            return phrase
        last = self.found[-1]
        if not last.counted or last.phrase is None or last.phrase.end != phrase.start:
            return phrase
        measure = any(site.plain.startswith(word, phrase.start) for word in site.lexicon.metric)
        return Span(last.phrase.start, phrase.end) if measure else phrase

    def _lend_rate(self, number: int) -> None:
        """每千人口拥有3岁以下托位4个: what it is counted against stands before the age."""
        site, found = self.sites[number], self.found[number]
        previous = self.sites[number - 1] if number else None
        if previous is None or found.phrase is None or site.marks or site.before[:1] == []:
            return
        if site.before[0].kind == "after" and is_age(previous.quantity):
            for token in previous.before:
                if site.plain[token.start] == "每":
                    found.phrase = Span(token.start, found.phrase.end)
                    return

    def _phrase(self, site: Site, reading: Reading) -> Span | None:
        """The phrase of a quantity with no counted noun behind it."""
        quantity = site.quantity
        if site.again and _opens_item(site):
            return self.last  # 9项事项跨省通办、6项实现省内通办
        last = self._carried(site, reading)
        if reading.phrase is not None and last is not None and _is_share(site, reading.phrase):
            return last
        if reading.phrase is not None:
            if not _points_back(site, reading.phrase):
                return reading.phrase
            before = phrase_of_clause_before(site, subject=False)
            return before or self._level_named(site) or reading.phrase
        if quantity.kind == "duration" and (reading.means or _repeats(site)):
            return None
        if quantity.kind == "amount" and reading.verb and _spends(site):
            aim = _aim(site)
            if aim is not None:
                return aim
        if reading.alone is not None and quantity.unit in _TIMES:
            return reading.alone  # 巡诊200次
        last = subject_between(site, reading) or last
        if last is not None and (reading.verb or ";" not in site.passed):
            listed = bool(site.before) and site.before[0].kind == "and"
            named = (site.counts or listed) and reading.nominal is not None
            return reading.nominal if named else self._thing_left_out(site) or last
        before = phrase_of_clause_before(site, subject=reading.predicate)
        return reading.nominal or before or reading.alone or reading.complement

    def _carried(self, site: Site, reading: Reading) -> Span | None:
        """What carries over from the quantities before: the phrase of the last, but that of the
        last in the same unit where a thing is counted again (项目50个、投资8亿元,其中开工20个)."""
        if self.subject is not None and not site.counts:
            return self.subject
        if site.quantity.kind == "rank" and len(self.found) > 1 and not site.marks:
            opening = [token.kind for token in site.before[:2]]
            if self.found[-1].counted and opening == ["within", "reach"]:
                return self.found[-2].phrase  # 优良率95%,在全省10个市中排第三位
        kinds = {site.quantity.kind}
        unit = site.quantity.unit
        again = reading.verb or not AMONG.isdisjoint(site.passed)
        if site.quantity.kind == "point":
            again, kinds, unit = True, {"point", "percent"}, None
        elif unit is None or not site.marks or ";" in site.passed:
            return self.last
        if again or (self.last is not None and site.text(self.last).endswith(_RATES)):
            number = len(self.found)
            for earlier in range(number - 1, max(-1, number - _NEARBY), -1):
                if ";" in self.sites[earlier + 1].passed:
                    break
                quantity = self.sites[earlier].quantity
                if quantity.kind in kinds and unit in {None, quantity.unit}:
                    return self.found[earlier].phrase or self.last
        return self.last

    def _level_named(self, site: Site) -> Span | None:
        """The last phrase that names more than a rate: what 总量 is the total of."""
        number = len(self.found)
        for earlier in range(number - 1, max(-1, number - _NEARBY), -1):
            phrase = self.found[earlier].phrase
            if phrase is not None and not site.text(phrase).endswith(_RATES):
                return phrase
        return self.last

    def _thing_left_out(self, site: Site) -> Span | None:
        """What 投资超5亿元的30个 counts: the things counted last."""
        if not (site.counts and site.before and site.before[0].kind == "of"):
            return None
        number = len(self.found)
        for earlier in range(number - 1, max(-1, number - _FAR), -1):
            if self.sites[earlier].counts:
                return self.found[earlier].phrase
        return None


def _goes_on_list(previous: Site, site: Site) -> bool:
    """Whether a quantity goes on the list that the one before it is in."""
    if site.marks or not site.before:
        return False
    if _family(site.quantity) != _family(previous.quantity):
        return False
    for token in site.before:
        if token.kind in _LIST_KINDS:
            if site.written(token) not in _LIST_WORDS:
                return False
        elif token.kind not in {"after", "and"}:
            return False
    return any(token.kind == "and" for token in site.before) and read_counted(site) is None


def _family(quantity: Quantity) -> str:
    return "rate" if quantity.kind in {"percent", "multiple", "point"} else quantity.kind


def _opens_item(site: Site) -> bool:
    """Whether a count behind 、 is the subject of what is said next."""
    if not (site.counts and site.before and site.behind and site.before[-1].kind == "and"):
        return False
    return site.behind[0].kind in {"do", "either", "reach", "adv"}


def _repeats(site: Site) -> bool:
    """连续12个季度召开会议: how long something is done that is no state of what stood before."""
    if not (site.marks or site.first) or [token.kind for token in site.before] != ["manner"]:
        return False
    return bool(site.behind) and (
        site.behind[0].kind == "do" or site.written(site.behind[0]) in {"未", "获", "没有"}
    )


def _is_share(site: Site, phrase: Span) -> bool:
    """占全国比重升至7%: the share of what was named before."""
    return site.plain[phrase.start] == "占" and bool(site.marks)


def _points_back(site: Site, phrase: Span) -> bool:
    written = site.text(phrase)
    if written not in site.lexicon.back:
        return False
    return site.quantity.kind == "rank" or not written.endswith(("排名", "名次", "位次"))


def _spends(site: Site) -> bool:
    """Whether a quantity may be what something costs: no count, and not what is reached."""
    unit = site.quantity.unit
    money = unit is None or unit.endswith("元")
    return money and bool(site.before) and site.before[-1].kind != "either"


def _aim(site: Site) -> Span | None:
    """What money is spent on: 安排2亿元实施水利工程."""
    for tokens in (site.behind, site.clause_behind()):
        start = 0
        while start < len(tokens) and tokens[start].kind in {"after", "adv"}:
            start += 1
        first = start
        while first < len(tokens) and tokens[first].kind in _AIMS:
            first += 1
        if first > start:
            return trim(tokens, first, phrase_end(tokens, first, len(tokens)))
        if start < len(tokens):
            return None
    return None
