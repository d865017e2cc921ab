"""Refusals: numbers that measure and count nothing, by the rules of ``not_quantities.toml``."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from typing import NamedTuple

import msgspec

from govtext.rulebook import Rulebook
from govtext.stages.amounts import Amount
from govtext.stages.bounds import Bounds, build_bounds
from govtext.stages.numerals import HIDDEN, STARTS
from govtext.stages.phrases import expand


class SetPhrases(msgspec.Struct, forbid_unknown_fields=True):
    """An entry of ``[[set_phrases]]``: words in which a number is no number."""

    name: str
    words: str
    examples: list[str] = []


class Slogans(msgspec.Struct, forbid_unknown_fields=True):
    """An entry of ``[[slogans]]``: what behind 两个, 三个 … makes a slogan of it."""

    name: str
    behind: str
    examples: list[str] = []


class ClassLabels(msgspec.Struct, forbid_unknown_fields=True):
    """An entry of ``[[class_labels]]``: what behind a unit makes it the name of a class."""

    name: str
    behind: str
    examples: list[str] = []


class LengthsOfTime(msgspec.Struct, forbid_unknown_fields=True):
    """An entry of ``[[lengths_of_time]]``: where N年 is a length of time and no period."""

    name: str
    before: str
    behind: str
    periods: str
    pointing: str
    examples: list[str] = []


class Unitless(msgspec.Struct, forbid_unknown_fields=True):
    """An entry of ``[[unitless]]``: what is measured by a number alone."""

    name: str
    heads: str
    verbs: str
    examples: list[str] = []


_SMALL = frozenset("一二两三四五六七八九十")
_POINTING = frozenset("前后头每这那")  # 前11个月 is a period
_DIGITS = frozenset("0123456789" + HIDDEN)
_STARTS = re.compile(f"[{STARTS}]")
# A rate counts how often: 每月开展一次.
_EACH = re.compile(r"(?:每[^,。;:!?、\n]{1,12}|[年月周天日度])[^,。;:!?\n]{0,6}\Z")
_ONE_AFTER_THE_NOUN = re.compile(r"[,。;、:!?)\n]|$|[和及与]|以上|左右")
_PART_OF_ONE = "每第其之这那某任另同唯的统惟专单又再头首最逐合划归是有了为成个任何"
_YEAR_LIKE = re.compile(r"(?:1[5-9]|20)..|..(?:1[5-9]|20)..")
_UNIT_CLOSES = re.compile(r"[^一-鿿]|$")


class Refusals(NamedTuple):
    """The rules of ``not_quantities.toml``, ready to be asked."""

    phrases: dict[str, re.Pattern[str]]
    slogans: re.Pattern[str]
    class_labels: tuple[str, ...]
    before_years: re.Pattern[str]
    behind_years: re.Pattern[str]
    periods: re.Pattern[str]
    pointing: re.Pattern[str]
    heads: re.Pattern[str]
    verbs: re.Pattern[str]
    bounds: Bounds

    def set_phrase(self, plain: str, start: int) -> int | None:
        """Where the set phrase whose number begins at ``start`` ends, or None."""
        phrases = self.phrases.get(plain[start])
        match = phrases.match(plain, start) if phrases else None
        return match.end() if match else None

    def measured_without_unit(self, plain: str, amount: Amount) -> bool:
        """Whether a number without a unit counts or measures: 3600多万农村学生, 指数达到102.5."""
        following = plain[amount.end]
        if following in "+-/:·.版年月日号时级届期代":
            return False
        if amount.power >= 10_000:
            bare = amount.numeral[0] in "百千万亿"
            return not bare or ("亿" in amount.numeral and self._stressed(plain, amount))
        if amount.numeral[0] not in _DIGITS:
            return False
        window = plain[max(0, amount.start - 32) : amount.start]
        return bool(self.verbs.search(window) and self.heads.search(window.rsplit("。", 1)[-1]))

    def refused(self, plain: str, amount: Amount) -> bool:
        """Whether an amount with a unit is an ordinal, a class, a date or an article after all."""
        numeral, unit = amount.numeral, amount.unit
        assert unit is not None
        if not unit.counts and plain.startswith(self.class_labels, amount.end):
            return True
        if unit.name in ("年", "周年"):
            return not self._length_of_time(plain, amount)
        if unit.kind == "percent":
            return False
        if unit.word_forming and numeral in _SMALL and not self._bounded(plain, amount):
            return True
        if numeral == "一":
            return not self._one_is_counted(plain, amount)
        if numeral == "二" and unit.counts and unit.name != "个":
            return True  # two of a thing are 两; 二 with a counter is an ordinal (二轮, 二期)
        if numeral[0] in "百千万亿" and not self._stressed(plain, amount):
            return True
        if unit.name == "期" and not (numeral[0].isdigit() or numeral[0] == HIDDEN):
            return True
        if unit.kind == "duration" and plain[amount.start - 1] in _POINTING:
            return True
        if unit.name == "分" and plain[amount.start - 1] in ("时", "点"):
            return True
        if unit.name == "个月" and self.periods.match(plain, amount.end):
            return True
        if unit.name == "个" and len(numeral) < 3 and not numeral[0].isdigit():
            return bool(self.slogans.match(plain, amount.end))
        return False

    # ------------------------------------------------------------ the rules one by one

    def _one_is_counted(self, plain: str, amount: Amount) -> bool:
        """一 is an article as a rule; it counts in 增长一倍, 每月一次, 新建桥梁一座."""
        unit, end = amount.unit, amount.end
        assert unit is not None
        if unit.kind in ("multiple", "point") or amount.bound != "=" or plain[end - 1] == "半":
            return unit.kind != "duration" or not self.pointing.search(
                plain, max(0, amount.start - 4), amount.start
            )
        if unit.name in ("次", "回", "遍", "趟"):
            return bool(
                _EACH.search(plain, max(0, amount.start - 20), amount.start)
                and _ONE_AFTER_THE_NOUN.match(plain, end)
                or plain[max(0, amount.start - 14) : amount.start].rpartition("每")[1]
            )
        if unit.kind == "duration":
            return self._length_of_time(plain, amount)
        if self.bounds.of_wording_before(plain, amount.start) is not None:
            return plain[amount.start - 1] != "上"
        before = plain[amount.start - 1]
        if not unit.counts:
            return before not in _PART_OF_ONE
        return (
            unit.one_behind_the_noun
            and "一" <= before <= "鿿"
            and before not in _PART_OF_ONE
            and _ONE_AFTER_THE_NOUN.match(plain, end) is not None
        )

    def _bounded(self, plain: str, amount: Amount) -> bool:
        return (
            self.bounds.of_wording_before(plain, amount.start) is not None
            or self.bounds.behind.match(plain, amount.end) is not None
        )

    def _stressed(self, plain: str, amount: Amount) -> bool:
        """Whether 百, 千, 万, 亿 alone is a number there: 近百家, 百余项, 突破万亿元, 百亿元台阶."""
        if amount.bound != "=":
            return True
        if plain[amount.start - 1] == "个":
            return False  # 三个千亿元台阶: the kind of step
        if self.bounds.of_wording_before(plain, amount.start) is not None:
            return True
        behind = self.bounds.behind.match(plain, amount.end)
        if behind is not None and _ONE_AFTER_THE_NOUN.match(plain, behind.end()):
            return True  # 稳定在百万吨以上。 but 亿元以上项目 names a class
        if _STEP.match(plain, amount.end) or _REACHES.search(plain, max(0, amount.start - 4), amount.start):
            return True
        return amount.unit is not None and amount.unit.hundreds and not plain.startswith("工程", amount.end)

    def _length_of_time(self, plain: str, amount: Amount) -> bool:
        numeral = amount.numeral
        if _YEAR_LIKE.match(numeral.replace("—", "")) and not numeral.startswith(("一", "二")):
            return False
        window = max(0, amount.start - 8)
        if plain[amount.end - 1] == "半" or "." in numeral or "点" in numeral:
            return not self.pointing.search(plain, window, amount.start)
        if self.behind_years.match(plain, amount.end):
            return not self.pointing.search(plain, window, amount.start)
        if self.periods.match(plain, amount.end) or self.pointing.search(plain, window, amount.start):
            return False
        return "—" in numeral or self.before_years.search(plain, window, amount.start) is not None


_STEP = re.compile(r"(?:大关|台阶|关口|俱乐部|门槛|的?规模)")
_REACHES = re.compile(r"(?:达到?|达成|迈上|跨上|迈入|登上|站上|跃上|迈进|进入|跨入|实现)\Z")


def build_refusals(rules: Rulebook) -> Refusals:
    """The refusals of ``rules``, ready to be asked."""
    words: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for entry in rules.table("set_phrases", SetPhrases):
        for written in entry.words.split():
            for phrase in expand(written):
                first = _STARTS.search(phrase)
                if first is not None:
                    words[first.group()].append((phrase[: first.start()], phrase[first.start() :]))
    phrases = {character: _beginning_with(choices) for character, choices in words.items()}
    years = rules.table("lengths_of_time", LengthsOfTime)
    unitless = rules.table("unitless", Unitless)
    slogans = [word for entry in rules.table("slogans", Slogans) for word in entry.behind.split()]
    return Refusals(
        phrases,
        re.compile(_any(slogans) + "|“"),
        tuple(w for entry in rules.table("class_labels", ClassLabels) for w in entry.behind.split()),
        re.compile(rf"(?:{_any([w for entry in years for w in entry.before.split()])})了?\Z"),
        re.compile(_any([w for entry in years for w in entry.behind.split()])),
        re.compile(_any([w for entry in years for w in entry.periods.split()])),
        re.compile(rf"(?:{_any([w for entry in years for w in entry.pointing.split()])})\Z"),
        re.compile(_any([w for entry in unitless for w in entry.heads.split()])),
        re.compile(rf"(?:{_any([w for entry in unitless for w in entry.verbs.split()])})了?\Z"),
        rules.derive(build_bounds),
    )


def _beginning_with(phrases: list[tuple[str, str]]) -> re.Pattern[str]:
    """A pattern for phrases, each split where its number begins; of two that begin alike the
    longer is found."""
    bodies: dict[str, list[str]] = defaultdict(list)
    for before, body in phrases:
        bodies[before].append(body)
    choices = []
    for before, found in sorted(bodies.items(), reverse=True):
        look = f"(?<={re.escape(before)})" if before else ""
        choices.append(f"{look}{_tree(sorted(set(found)))}")
    return re.compile("|".join(choices))


def _tree(words: list[str]) -> str:
    """The pattern of sorted words as a tree of common beginnings, so that few branches are tried."""
    ends = words[0] == ""
    branches = [
        re.escape(character) + _tree([word[1:] for word in same])
        for character, same in itertools.groupby(words[1:] if ends else words, lambda word: word[0])
    ]
    if not branches:
        return ""
    return branches[0] if len(branches) == 1 and not ends else f"(?:{'|'.join(branches)}){'?' * ends}"


def _any(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"
