"""Exclusions: numbers that are no quantities: ordinals, articles, dates, classes, set phrases.

    四个自信, 二期工程, 一个项目, 3000吨级航道 -> no quantities

The words come from ``[[set_phrases]]`` and ``number`` in ``[[words]]``.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import get_args

from govtext.language.compiled import compile_pattern, compiled_lazily
from govtext.language.lexicon import NumberRole, words_with
from govtext.language.matcher import expand, tree_pattern
from govtext.language.numeral_forms import HIDDEN, ONES, POWERS, STARTS
from govtext.language.patterns import one_of, pattern
from govtext.language.units import Unit
from govtext.rulebook.load import Rule, Rulebook
from govtext.stages.quantities.amounts import Amount
from govtext.stages.quantities.bounds import Bounds


class SetPhrases(Rule):
    """An entry of ``[[set_phrases]]``: words in which a number is no number."""

    words: str


_SMALL = frozenset(ONES) | frozenset("两十")
DIGITS = frozenset("0123456789" + HIDDEN)
"""What a number in figures begins and ends with."""
_FIRST = compiled_lazily(f"[{STARTS}]")
_NO_NUMBER = pattern("sign behind a number that makes a code or a date of it")
_NOUGHT = pattern("what may be nought")
_SESSION = pattern("number of a session")
_CLOCK = pattern("hour before minutes, time of day before an hour")
_EACH = pattern("what an occasion is counted against")
_PHRASE_ENDS = pattern("end of a phrase behind a unit")
_NO_NOUN = pattern("what makes an article of 一")
_POINTING = pattern("pointer before a length of time")
_RANGE = pattern("dash of a range")
_BETWEEN = pattern("range between two numbers")


class Exclusions:
    """The words that decide whether a number is a quantity, by their roles."""

    def __init__(self, rules: Rulebook) -> None:
        def listed(role: NumberRole) -> tuple[str, ...]:
            return tuple(words_with(rules, lambda entry: role in entry.number))

        words: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for entry in rules.table("set_phrases", SetPhrases):
            for phrase in itertools.chain.from_iterable(map(expand, entry.words.split())):
                first = _FIRST.search(phrase)
                if first is not None:
                    place = first.start()
                    words[first.group()].append((phrase[:place], phrase[place:]))
        self.phrases = {first: _beginning_with(choices) for first, choices in words.items()}
        self.words: dict[NumberRole, tuple[str, ...]] = {
            role: listed(role) for role in get_args(NumberRole)
        }
        self.measured = compile_pattern(one_of(self.words["unitless"]))
        """Any of the words before a number without a unit."""
        self.bounds = rules.derive(Bounds)

    def set_phrase(self, plain: str, start: int) -> int | None:
        """Where the set phrase whose number begins at ``start`` ends, or None."""
        phrases = self.phrases.get(plain[start])
        match = phrases.match(plain, start) if phrases else None
        return match.end() if match else None

    def measured_without_unit(self, plain: str, amount: Amount) -> bool:
        """Whether a number without a unit counts or measures: 3600多万农村学生, 指数达到102.5."""
        if _NO_NUMBER.match(plain, amount.end):
            return False
        if amount.power >= 10_000:
            bare = amount.numeral[0] in POWERS
            return not bare or ("亿" in amount.numeral and self._stressed(plain, amount))
        if amount.numeral[0] not in DIGITS:
            return False
        if amount.low != amount.high and _BETWEEN.match(plain, amount.end):
            return True
        if plain[amount.start - 1] in "≥≤":
            return True
        begin = max(0, amount.start - 32)
        if amount.numeral == "0":
            return _NOUGHT.search(plain, begin, amount.start) is not None
        if plain.endswith(self.words["unitless verb"], begin, amount.start):
            return self.measured.search(plain, begin, amount.start) is not None
        return plain.endswith(self.words["unitless"], begin, amount.start)

    def refused(self, plain: str, amount: Amount, unit: Unit) -> bool:
        """Whether an amount with a unit is an ordinal, a class, a date or an article after all."""
        if unit.kind == "percent":
            return False
        if not unit.counts and plain.startswith(self.words["class label"], amount.end):
            return True
        if unit.kind == "duration" and self._is_period(plain, amount, unit):
            return True
        numeral, start = amount.numeral, amount.start
        if numeral[0] in DIGITS:
            return "closing" in unit.uses and bool(_CLOCK.search(plain, start - 2, start))
        if _SESSION.match(plain, start - 1):
            return True
        if numeral in _SMALL:
            return self._small_refused(plain, amount, unit)
        return numeral[0] in POWERS and not self._stressed(plain, amount)

    # ------------------------------------------------------------ the rules one by one

    def _small_refused(self, plain: str, amount: Amount, unit: Unit) -> bool:
        """一个, 二期, 三科, 两个维护: most small Chinese numerals with a counter are words."""
        end = amount.end
        if "word_forming" in unit.uses and self.bounds.of_words_behind(plain, end) is None:
            return True
        if amount.numeral == "一":
            return not self._one_counts(plain, amount, unit)
        if amount.numeral == "二" and unit.counts and unit.name != "个":
            return True  # two of a thing are 两; 二 with a counter is an ordinal (二轮, 二期)
        if unit.name == "期":
            return amount.numeral != "两"  # 三期工程 is the third stage, 两期培训 are two
        return unit.name == "个" and plain.startswith(self.words["slogan"], end)

    def _one_counts(self, plain: str, amount: Amount, unit: Unit) -> bool:
        """一 is an article as a rule; it counts in 增长一倍, 每月一次, 新建桥梁一座."""
        start, end = amount.start, amount.end
        if unit.kind in ("multiple", "point") or amount.low != 1:
            return True
        if unit.name == "次":
            return _EACH.search(plain, start - 14, start) is not None
        if unit.kind == "duration":
            return self._lasts(plain, amount)
        if self.bounds.of_words_before(plain, start) is not None:
            return plain[start - 1] != "上"
        if _NO_NOUN.match(plain, start - 1):
            return False
        closed = _PHRASE_ENDS.match(plain, end)
        if closed is not None and unit.name == "个" and closed["joint"]:
            return False  # 一个和平的环境
        return not unit.counts or (closed is not None and "one_behind_the_noun" in unit.uses)

    def _stressed(self, plain: str, amount: Amount) -> bool:
        """Whether 百, 千, 万, 亿 alone is a number: 近百家, 百余项, 突破万亿元, 百亿元台阶."""
        start, end = amount.start, amount.end
        if amount.bound != "=":
            return True
        if plain[start - 1] == "个":
            return False  # 三个千亿元台阶: the kind of step
        if self.bounds.of_words_before(plain, start) is not None:
            return True
        behind = self.bounds.behind.match(plain, end)
        if behind is not None and _PHRASE_ENDS.match(plain, behind.end()):
            return True  # 稳定在百万吨以上。 In 亿元以上项目 it is the name of a class.
        if plain.startswith(self.words["step"], end):
            return True
        return amount.unit is not None and "hundreds" in amount.unit.uses

    def _is_period(self, plain: str, amount: Amount, unit: Unit) -> bool:
        """Whether a length of time only says when: 前11个月, 五年来, 三年行动, 2025年."""
        if unit.name.endswith("年"):
            return not self._lasts(plain, amount)
        if _POINTING.match(plain, amount.start - 1) and not self._says_how_long(plain, amount):
            return True
        return unit.name == "个月" and plain.startswith(self.words["period"], amount.end)

    def _lasts(self, plain: str, amount: Amount) -> bool:
        """Whether years are how long something takes, by the words around them."""
        start, end = amount.start, amount.end
        lasting = self._says_how_long(plain, amount)
        if not lasting and plain.endswith(self.words["pointing"], max(0, start - 8), start):
            return False
        broken = "." in amount.numeral or "/" in amount.numeral
        if broken or plain.startswith(self.words["length"], end):
            return True
        # The ends of a range may be hidden.
        ranged = amount.low != amount.high or _RANGE.search(amount.numeral) is not None
        return not plain.startswith(self.words["period"], end) and (lasting or ranged)

    def _says_how_long(self, plain: str, amount: Amount) -> bool:
        """Whether the words before a length of time say that something takes it: 历时了三年."""
        end = amount.start - (plain[amount.start - 1] == "了")
        return plain.endswith(self.words["lasting"], max(0, end - 8), end)


def _beginning_with(phrases: Iterable[tuple[str, str]]) -> re.Pattern[str]:
    """A pattern for phrases, each split where its number begins; of two that begin alike the
    longer is found."""
    bodies: dict[str, set[str]] = defaultdict(set)
    for before, body in phrases:
        bodies[before].add(body)
    return compile_pattern(
        "|".join(
            (f"(?<={re.escape(before)})" if before else "") + tree_pattern(sorted(found))
            for before, found in sorted(bodies.items(), reverse=True)
        )
    )
