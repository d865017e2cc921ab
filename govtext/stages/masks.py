"""Find the characters that hide digits or names, and tell the two apart by what stands around."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from govtext.document import Document
from govtext.language.patterns import compiled_lazily, pattern
from govtext.language.units import Units, build_units
from govtext.report import Mask, StandsFor
from govtext.rulebook.load import Rulebook


class MaskWords(msgspec.Struct, forbid_unknown_fields=True):
    """An entry of ``[[mask_words]]``: words that begin like a unit, with blanks between."""

    name: str
    words: str
    examples: list[str] = []


class PlaceUnits(msgspec.Struct, forbid_unknown_fields=True):
    """An entry of ``[[place_units]]``: units that behind a mask rather belong to a name.

    With ``closing`` they count where nothing goes on behind them, and with ``counting`` where one
    of these words does.
    """

    name: str
    units: list[str]
    closing: bool = False
    counting: list[str] = []
    examples: list[str] = []


class Lookalike(msgspec.Struct, forbid_unknown_fields=True):
    """An entry of ``[[lookalikes]]``: where ``pattern`` matches, its groups are no mask."""

    name: str
    pattern: str
    examples: list[str] = []


class MaskPatterns(msgspec.Struct):
    """The mask tables compiled, with the units."""

    units: Units
    places: dict[str, bool]
    counting: dict[str, tuple[str, ...]]
    word: re.Pattern[str]
    lookalike: re.Pattern[str]

    def counted(self, page: str, at: int, start: int | None = None) -> bool:
        """Whether what stands at ``at`` counts or measures what a number before it says.

        ``start`` is where the run begins: what is counted may stand before it (规章**部).
        """
        scale = _SCALE.match(page, at)
        scaled = scale is not None and bool(scale.group(1) or scale.group(2))
        end = scale.end() if scale else at
        if self.word.match(page, scale.start(2) if scale and scale.group(2) else end):
            return False
        if _DATED.match(page, end) or (scale and _LARGE.search(scale.group())):
            return True
        unit = self.units.at(page, end)
        if unit is not None:
            closing = self.places.get(unit.unit.name)
            if scaled or closing is None or (closing and _CLOSED.match(page, unit.end)):
                return True
            things = self.counting.get(unit.unit.name, ())
            if page.startswith(things, unit.end):
                return True
            if start is not None and page.endswith(things, max(0, start - 6), start):
                return True
        return scaled and _BARE.match(page, end) is not None


_SIGNS = "*×✕✖╳Xx_○〇◯□■#"
_SIGN = re.compile(rf"[{_SIGNS}某…]")
# A run is one sign repeated, with the digits that were left standing: **.**, 20XX, 1***, 7.*
_RUN = compiled_lazily(
    rf"(?:\d{{1,8}}(?:\.\d{{0,4}})?)?(?P<sign>[{_SIGNS}])(?:(?P=sign)|\d)*"
    rf"(?:(?P<thousands>,)(?:(?P=sign)|\d){{3}}(?!(?P=sign)|\d))*(?:\.(?:(?P=sign)|\d)+)?"
    r"|某+|…+"
)
# What may stand between a number and its unit: 余 多, 万 亿, 万余.
_SCALE = compiled_lazily(r" ?([余多几来])?(?:([十百千万亿]{1,3})[余多几]?)?")
_LARGE = re.compile(r"[万亿]")
_DATED = pattern("unit of time or rate behind a masked number")
_BARE = compiled_lazily(r"[^\u3400-\u9fff]|$")
_CLOSED = compiled_lazily(r"[^\u3400-\u9fff]|$|以|左右|多|余")
_LINK = compiled_lazily(r" ?[、和及与至到—~-]{1,2} ?(?=[\d*×✕✖╳Xx_○〇◯□■#某])")
_ORDINAL = re.compile(r"(?:第|分之|\d·) ?$")
_MEASURED = compiled_lazily(
    r"(?:达|达到|为|占|至|超|超过|近|约|逾|共|计|合计|增长|下降|提高|降低|不足|突破|完成|前|仅) ?$"
)
# Either term of a ratio, where what stands before speaks of one: 师生比为1:**, 收入比*.*:*.
_TERMS = compiled_lazily(rf"[\d.{_SIGNS}]{{1,8}}(?::[\d.{_SIGNS}]{{1,8}}){{1,3}}")
_OF_RATIO = compiled_lazily(r"比[^,。;!?\n]{0,20}$")
_STOP = re.compile(r" ?(?:[,。;:!?)]|$|\n)")
_NAMED = compiled_lazily(
    r" ?(?:副?[省市县区镇乡村州旗盟局厅委办院校厂所站街路社寨屯岛港园河山湖桥]"
    r"|中学|小学|高中|初中|幼儿园|大学|学院|医院|公司|集团|银行|企业|单位|同志|主任|书记|先生|女士|部门|中心|农场|林场|矿|[”’》])"
)
_SURNAME = compiled_lazily(
    r"(?:^|[^\u3400-\u9fff]|[、和与及由对将被把向农民工村书记员长师人户者])[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤]$"
)
# The name of an official, not a count: 县长**多次调研.
_TITLED = compiled_lazily(r"(?:书记|主任|主席|经理|同志|[省市县区镇乡局厅院校部司]长)$")
_OFTEN = re.compile("多次")
_AMOUNT = compiled_lazily(r"[余多]?[十百千万亿%户名亩元]")
_INDEFINITE = compiled_lazily(r"(?:^|[,。;:、!?\s在对把由因于和或从当到以就的])$")
_LONGEST_LOOKALIKE = 24
_EMPHASIS = compiled_lazily(r"(\*{1,3})(?=[^\s、,。;:])[^*\n]{1,60}(?<=\S)\1(?!\*)")


class _Run(NamedTuple):
    start: int
    end: int
    sign: str


def mask_patterns(rules: Rulebook) -> MaskPatterns:
    """Compile the mask tables."""
    words = {word for entry in rules.table("mask_words", MaskWords) for word in entry.words.split()}
    places = {
        unit: entry.closing
        for entry in rules.table("place_units", PlaceUnits)
        for unit in entry.units
    }
    lookalikes = "|".join(
        f"(?:{re.sub(r'[?]P<run[0-9]?>', '', entry.pattern)})"
        for entry in rules.table("lookalikes", Lookalike)
    )
    return MaskPatterns(
        units=rules.derive(build_units),
        places=places,
        counting={
            unit: tuple(entry.counting)
            for entry in rules.table("place_units", PlaceUnits)
            for unit in entry.units
            if entry.counting
        },
        word=re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True)))),
        lookalike=re.compile(lookalikes),
    )


def find_masks(document: Document) -> None:
    """Fill ``document.masks``, the masks of the head of the page among them."""
    page = (
        document.page + "\n"
    )  # What stands behind a run is asked for, at the end of the text too.
    matches = list(_matches(page))
    if not matches:
        return
    patterns = document.rules.derive(mask_patterns)
    runs = [run for match in matches for run in _runs(patterns, page, match)]
    runs = [run for run in runs if not _looks_alike(patterns, page, run)]
    if any(run.sign == "*" for run in runs) and _is_emphasis(patterns, page, runs):
        runs = [run for run in runs if run.sign != "*"]
    vague = not any(run.sign == "某" and _is_strong(page, run) for run in runs)
    document.masks = [
        Mask(document.text[run.start : run.end], run.start, run.end, stands_for)
        for run, stands_for in _read(patterns, page, runs)
        if _is_mask(patterns, page, run, stands_for, vague)
    ]


def _matches(page: str) -> Iterator[re.Match[str]]:
    """The matches of a run, found from their signs: most reports hold few."""
    at = 0
    while sign := _SIGN.search(page, at):
        start = sign.start()
        while start > at and start > sign.start() - 13 and page[start - 1] in "0123456789.":
            start -= 1
        match = _RUN.search(page, start)
        if match is None:
            return
        yield match
        at = max(match.end(), sign.end())


def _runs(patterns: MaskPatterns, page: str, match: re.Match[str]) -> list[_Run]:
    """The run of a match; where its comma parts no thousands, the runs beside the comma."""
    start, end = match.span()
    sign = match["sign"] or page[start]
    if match["thousands"] is None or patterns.counted(page, end):
        return [_Run(start, end, sign)]
    runs = []
    for piece in match.group().split(","):
        if sign in piece:
            runs.append(_Run(start, start + len(piece), sign))
        start += len(piece) + 1
    return runs


def _looks_alike(patterns: MaskPatterns, page: str, run: _Run) -> bool:
    """Whether every sign of a run is one that only looks like a mask."""
    if run.sign in "Xx_" and (_is_letter(page, run.start - 1) or _is_letter(page, run.end)):
        return True
    if run.end - run.start > _LONGEST_LOOKALIKE:
        return False
    hidden = {
        at
        for match in patterns.lookalike.finditer(page, max(0, run.start - 6), run.end + 12)
        for group in range(1, match.re.groups + 1)
        for at in range(*match.span(group))
    }
    return all(
        at in hidden
        for at in range(run.start, run.end)
        if not (page[at].isdecimal() or page[at] == ".")
    )


def _is_letter(page: str, at: int) -> bool:
    return 0 <= at < len(page) and page[at].isascii() and page[at].isalpha()


def _is_emphasis(patterns: MaskPatterns, page: str, runs: list[_Run]) -> bool:
    """Whether the asterisks of a page are Markdown: all of them in pairs, none counted."""
    stars = [run for run in runs if run.sign == "*"]
    for run in stars:
        if (
            run.end - run.start > 3
            or patterns.counted(page, run.end)
            or "." in page[run.start : run.end]
        ):
            return False
    paired = {at for match in _EMPHASIS.finditer(page) for at in (match.start(), match.end() - 1)}
    return all(run.start in paired or run.end - 1 in paired for run in stars)


def _is_strong(page: str, run: _Run) -> bool:
    """Whether a run of 某 shows that the copy is masked with 某: prose says 某项, never 某万."""
    return run.end - run.start > 1 or _AMOUNT.match(page, run.end) is not None


def _read(patterns: MaskPatterns, page: str, runs: list[_Run]) -> list[tuple[_Run, StandsFor]]:
    """What each run hides. A run linked to the next one hides what that hides."""
    read: list[tuple[_Run, StandsFor]] = []
    for index in range(len(runs) - 1, -1, -1):
        run = runs[index]
        stands_for = _stands_for(patterns, page, run)
        link = _LINK.match(page, run.end)
        if stands_for is None and link:
            following = read[-1] if read and read[-1][0].start == link.end() else None
            stands_for = following[1] if following else None
            if following is None and page[link.end()].isdecimal():
                stands_for = "number"
        read.append((run, stands_for or "name"))
    read.reverse()
    return read


def _stands_for(patterns: MaskPatterns, page: str, run: _Run) -> StandsFor | None:
    if any(character.isdecimal() or character == "." for character in page[run.start : run.end]):
        return "number"
    if _OFTEN.match(page, run.end) and _TITLED.search(page, max(0, run.start - 2), run.start):
        return "name"
    counted = patterns.counted(page, run.end, run.start)
    if counted or _ORDINAL.search(page, run.start - 2, run.start):
        return "number"
    return "number" if _is_measured(page, run) or _is_term(page, run) else None


def _is_term(page: str, run: _Run) -> bool:
    """Whether a run is a term of a ratio."""
    if ":" not in (page[run.start - 1 : run.start], page[run.end : run.end + 1]):
        return False
    for terms in _TERMS.finditer(page, max(0, run.start - 24), run.end + 24):
        if terms.start() <= run.start < terms.end():
            return _OF_RATIO.search(page, max(0, terms.start() - 21), terms.start()) is not None
    return False


def _is_measured(page: str, run: _Run) -> bool:
    """Whether a run stands where only a number can: behind 达 and before a stop."""
    before = _MEASURED.search(page, max(0, run.start - 4), run.start)
    return before is not None and _STOP.match(page, run.end) is not None


def _is_mask(
    patterns: MaskPatterns, page: str, run: _Run, stands_for: StandsFor, vague: bool
) -> bool:
    """Whether a run is a mask at all, given what it would hide."""
    length = run.end - run.start
    counted = patterns.counted(page, run.end, run.start)
    if run.sign == "…":
        return counted and page[run.start - 1 : run.start] not in ("", "、", ",")
    if run.sign == "某":
        surname = _SURNAME.search(page, max(0, run.start - 2), run.start) is not None
        if length > 1 or surname:
            return True
        if vague:
            return False
        indefinite = page[run.end : run.end + 1] == "个"
        return not (indefinite and _INDEFINITE.search(page, max(0, run.start - 1), run.start))
    if stands_for == "number":
        ordinal = _ORDINAL.search(page, run.start - 2, run.start)
        linked = _LINK.match(page, run.end) is not None
        linked = linked or _is_measured(page, run) or _is_term(page, run)
        return counted or length > 1 or ordinal is not None or linked
    signs = page.count(run.sign, run.start, run.end)
    if signs > 1 and run.sign != "#":
        return True
    return _NAMED.match(page, run.end) is not None
