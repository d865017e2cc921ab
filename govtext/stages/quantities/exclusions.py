"""Exclusions: numbers that measure and count nothing, by the rules of ``not_quantities.toml``."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from govtext.language.lexicon import NumberRole, words_with
from govtext.language.matcher import expand
from govtext.language.numerals import HIDDEN, ONES, STARTS
from govtext.language.patterns import compiled_lazily
from govtext.language.units import Unit
from govtext.rulebook.load import Rulebook
from govtext.stages.quantities.amounts import Amount
from govtext.stages.quantities.bounds import Bounds, build_bounds


class SetPhrases(msgspec.Struct, forbid_unknown_fields=True):
    """An entry of ``[[set_phrases]]``: words in which a number is no number."""

    name: str
    words: str
    examples: list[str] = []


_SMALL = frozenset(ONES + "两十")
_DIGITS = frozenset("0123456789" + HIDDEN)
_BARE_POWERS = frozenset("百千万亿")
_POINTING = frozenset("前后头每这那")  # 前11个月 is a period
_FIRST = re.compile(f"[{STARTS}]")
# A rate says how often: 每月开展一次, 每两年一次.
_EACH = re.compile(r"每[^,。;:!?、\n]{0,13}\Z")
_PHRASE_ENDS = re.compile(r"[,。;、:!?)\n和及与]|以上|左右")
_NOT_BEFORE_ONE = frozenset(
    "每第其之这那某任另同唯的统惟专单又再头首最逐合划归是有了为成个何说干做"
)
_SESSIONS = compiled_lazily(rf"(?:[、和及][{ONES}十]{{1,3}}次){{0,8}}(?:全会|全体会|党代会|人代会)")
_YEAR_BEHIND_A_MARKER = re.compile(r"\.(?:19|20)..\Z")  # 14.2025年
_NUMBER_ENDS = compiled_lazily(r"[^一-鿿\w]|[提上下升降回增减扩缩以左的和及到至]|高于|低于")
_NOUGHT = compiled_lazily(r"[率数量](?:均|都|已|仍|连续|保持|继续)?(?:为|是|降为|保持为|实现)\Z")
_YEAR_LIKE = re.compile(r"(?:1[5-9]|20)..|..(?:1[5-9]|20)..")


class Exclusions(NamedTuple):
    """The rules of ``not_quantities.toml``, ready to be asked."""

    phrases: dict[str, re.Pattern[str]]
    slogan: tuple[str, ...]
    class_label: tuple[str, ...]
    lasting: tuple[str, ...]
    length: tuple[str, ...]
    period: tuple[str, ...]
    pointing: tuple[str, ...]
    step: tuple[str, ...]
    reaching: tuple[str, ...]
    statistic: tuple[str, ...]
    unitless: tuple[str, ...]
    measured: re.Pattern[str]
    """Any of ``unitless``."""
    unitless_verb: tuple[str, ...]
    bounds: Bounds

    def set_phrase(self, plain: str, start: int) -> int | None:
        """Where the set phrase whose number begins at ``start`` ends, or None."""
        phrases = self.phrases.get(plain[start])
        match = phrases.match(plain, start) if phrases else None
        return match.end() if match else None

    def measured_without_unit(self, plain: str, amount: Amount) -> bool:
        """Whether a number without a unit counts or measures: 3600多万农村学生, 指数达到102.5."""
        if plain[amount.end] in "+-/:·.版年月日号时级届期代":
            return False
        if amount.power >= 10_000:
            bare = amount.numeral[0] in _BARE_POWERS
            return not bare or ("亿" in amount.numeral and self._stressed(plain, amount))
        if amount.numeral[0] not in _DIGITS or _YEAR_LIKE.fullmatch(amount.numeral):
            return False
        if not _NUMBER_ENDS.match(plain, amount.end):
            return False
        begin = max(0, amount.start - 32)
        if amount.numeral == "0":
            return _NOUGHT.search(plain, max(0, amount.start - 8), amount.start) is not None
        if plain.endswith(self.unitless_verb, begin, amount.start):
            return self.measured.search(plain, begin, amount.start) is not None
        return "." in amount.numeral and plain.endswith(self.unitless, begin, amount.start)

    def refused(self, plain: str, amount: Amount, unit: Unit) -> bool:
        """Whether an amount with a unit is an ordinal, a class, a date or an article after all."""
        if unit.kind == "percent":
            return False
        numeral = amount.numeral
        if not unit.counts and plain.startswith(self.class_label, amount.end):
            return True
        if unit.kind == "duration" and self._is_period(plain, amount, unit):
            return True
        if numeral[0] in _DIGITS:
            return unit.name in ("分", "点") and _on_the_clock(plain, amount, unit)
        if unit.name == "次" and self._is_session(plain, amount):
            return True
        if numeral in _SMALL:
            return self._small_refused(plain, amount, unit)
        return (
            numeral[0] in _BARE_POWERS and not self._stressed(plain, amount)
        ) or unit.name == "期"  # 十一期: the eleventh stage of something

    # ------------------------------------------------------------ the rules one by one

    def _small_refused(self, plain: str, amount: Amount, unit: Unit) -> bool:
        """一个, 二期, 三科, 两个维护: most small Chinese numerals with a counter are words."""
        if "word_forming" in unit.uses and not self._bounded(plain, amount):
            return True
        if amount.numeral == "一":
            return not self._one_counts(plain, amount, unit)
        if amount.numeral == "二" and unit.counts and unit.name != "个":
            return True  # two of a thing are 两; 二 with a counter is an ordinal (二轮, 二期)
        if unit.name == "期":
            return amount.numeral != "两"  # 三期工程 is the third stage, 两期培训 are two
        return unit.name == "个" and plain.startswith(self.slogan, amount.end)

    def _one_counts(self, plain: str, amount: Amount, unit: Unit) -> bool:
        """一 is an article as a rule; it counts in 增长一倍, 每月一次, 新建桥梁一座."""
        start, end = amount.start, amount.end
        if unit.kind in ("multiple", "point") or amount.bound != "=" or amount.low != 1:
            return True
        if unit.name in ("次", "回", "遍", "趟"):
            return _EACH.search(plain, max(0, start - 14), start) is not None
        if unit.kind == "duration":
            return self._lasts(plain, amount)
        if self.bounds.of_wording_before(plain, start) is not None:
            return plain[start - 1] != "上"
        before = plain[start - 1]
        if before in _NOT_BEFORE_ONE:
            return False
        closed = "one_behind_the_noun" in unit.uses and _PHRASE_ENDS.match(plain, end) is not None
        return not unit.counts or (closed and "一" <= before <= "鿿")

    def _is_session(self, plain: str, amount: Amount) -> bool:
        """Whether 六次 numbers a session: 六次、七次全会, 人大三次会议."""
        if _SESSIONS.match(plain, amount.end):
            return True
        return plain.startswith("会议", amount.end) and plain[amount.start - 1] in "大届委协会"

    def _bounded(self, plain: str, amount: Amount) -> bool:
        return (
            amount.bound != "="
            or (amount.low or 0) < 0
            or self.bounds.of_wording_before(plain, amount.start) is not None
            or self.bounds.of_wording_behind(plain, amount.end) is not None
        )

    def _stressed(self, plain: str, amount: Amount) -> bool:
        """Whether 百, 千, 万, 亿 alone is a number: 近百家, 百余项, 突破万亿元, 百亿元台阶."""
        start, end = amount.start, amount.end
        if amount.bound != "=":
            return True
        if plain[start - 1] == "个":
            return False  # 三个千亿元台阶: the kind of step
        if self.bounds.of_wording_before(plain, start) is not None:
            return True
        behind = self.bounds.behind.match(plain, end)
        if behind is not None and _PHRASE_ENDS.match(plain, behind.end()):
            return True  # 稳定在百万吨以上。 but 亿元以上项目 names a class
        if plain.startswith(self.step, end):
            return True
        if plain.endswith(self.reaching, max(0, start - 4), start):
            return True
        return amount.unit is not None and "hundreds" in amount.unit.uses

    def _is_period(self, plain: str, amount: Amount, unit: Unit) -> bool:
        """Whether a length of time only says when: 前11个月, 五年来, 三年行动, 2025年."""
        if unit.name in ("年", "周年"):
            return not self._lasts(plain, amount)
        if plain[amount.start - 1] in _POINTING and not self._told_as_lasting(plain, amount):
            return True
        return unit.name == "个月" and plain.startswith(self.period, amount.end)

    def _lasts(self, plain: str, amount: Amount) -> bool:
        """Whether years are how long something takes, by the words around them."""
        start, end, numeral = amount.start, amount.end, amount.numeral
        if _YEAR_LIKE.match(numeral.replace("—", "")) and numeral[0] in _DIGITS:
            return False
        lasting = self._told_as_lasting(plain, amount)
        pointed = not lasting and plain.endswith(self.pointing, max(0, start - 8), start)
        if plain[end - 1] == "半" or "." in numeral or "点" in numeral:
            return not (pointed or _YEAR_BEHIND_A_MARKER.search(numeral))
        if plain.startswith(self.length, end):
            return not pointed
        if pointed or plain.startswith(self.period, end):
            return False
        if amount.low != amount.high or any(dash in numeral for dash in "—–~-至到"):
            return True
        return lasting

    def _told_as_lasting(self, plain: str, amount: Amount) -> bool:
        end = amount.start - (plain[amount.start - 1] == "了")
        return plain.endswith(self.lasting, max(0, end - 8), end)


def _on_the_clock(plain: str, amount: Amount, unit: Unit) -> bool:
    """Whether 分 and 点 tell the time: 3时20分, 下午5点, 8点至17点."""
    before, earlier = plain[amount.start - 1], plain[amount.start - 2]
    if unit.name == "分":
        return before in "时点"
    if before in "到至、—-~":
        return earlier in "点"
    return before in "午晨早晚夜日天" or (before == "上" and earlier in "早晚")


def build_exclusions(rules: Rulebook) -> Exclusions:
    """The exclusions of ``rules``, ready to be asked."""
    words: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for entry in rules.table("set_phrases", SetPhrases):
        for phrase in itertools.chain.from_iterable(map(expand, entry.words.split())):
            first = _FIRST.search(phrase)
            if first is not None:
                place = first.start()
                words[first.group()].append((phrase[:place], phrase[place:]))
    phrases = {character: _beginning_with(choices) for character, choices in words.items()}

    def listed(role: NumberRole) -> tuple[str, ...]:
        return tuple(words_with(rules, lambda entry: role in entry.number))

    return Exclusions(
        phrases=phrases,
        slogan=listed("slogan"),
        class_label=listed("class label"),
        lasting=listed("lasting"),
        length=listed("length"),
        period=listed("period"),
        pointing=listed("pointing"),
        step=listed("step"),
        reaching=listed("reaching"),
        statistic=listed("statistic"),
        unitless=listed("unitless"),
        measured=re.compile("|".join(map(re.escape, listed("unitless"))) or "(?!)"),
        unitless_verb=listed("unitless verb"),
        bounds=rules.derive(build_bounds),
    )


def _beginning_with(phrases: Iterable[tuple[str, str]]) -> re.Pattern[str]:
    """A pattern for phrases, each split where its number begins; of two that begin alike the
    longer is found."""
    bodies: dict[str, set[str]] = defaultdict(set)
    for before, body in phrases:
        bodies[before].add(body)
    choices = []
    for before, found in sorted(bodies.items(), reverse=True):
        look = f"(?<={re.escape(before)})" if before else ""
        choices.append(f"{look}{_tree(sorted(found))}")
    return re.compile("|".join(choices))


def _tree(words: list[str]) -> str:
    """Sorted words as a pattern that branches where they differ, so that few are tried."""
    ends = words[0] == ""
    branches = [
        re.escape(character) + _tree([word[1:] for word in same])
        for character, same in itertools.groupby(words[1:] if ends else words, lambda word: word[0])
    ]
    if not branches:
        return ""
    whole = branches[0] if len(branches) == 1 and not ends else f"(?:{'|'.join(branches)})"
    return f"{whole}?" if ends else whole
