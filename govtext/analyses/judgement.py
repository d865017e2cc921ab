"""Whether an outcome meets its target, by the table ``[[judgements]]``."""

from __future__ import annotations

from typing import Literal, NamedTuple

from govtext.rulebook.load import Rule, Rulebook

Status = Literal["met", "exceeded", "missed", "not_reported", "not_comparable"]

_DIGITS = 9


class JudgementRule(Rule):
    """An entry of ``[[judgements]]``: what a wording of a target asks of its outcome."""

    modifiers: list[str]
    below: Status
    above: Status
    within: Status = "met"
    statistics: list[str] = []
    wording: list[str] = []
    short: float = 0
    short_percent: float = 0
    over: float = 0
    over_percent: float = 0
    strict: bool = False
    near: float | None = None
    near_percent: float | None = None
    alternative_below: Status | None = None
    alternative_above: Status | None = None


class Judgement(NamedTuple):
    """The status that a rule gives, another that can be defended, and the rule's name."""

    status: Status
    alternative: Status | None
    rule: str


def _holds(text: str, words: list[str]) -> bool:
    return not words or any(word in text for word in words)


class Judge:
    """Judges outcomes by the rules of a rulebook; a user's new rules are tried first."""

    def __init__(self, rules: Rulebook) -> None:
        own = {name for table, name in rules.own if table == "judgements"}
        entries = rules.table("judgements", JudgementRule)
        self._rules = sorted(entries, key=lambda entry: entry.name not in own)

    def rule(self, indicator: str, modifier: str, wording: str) -> JudgementRule | None:
        """The first rule that fits; None where there is none."""
        for rule in self._rules:
            if (
                modifier in rule.modifiers
                and _holds(indicator, rule.statistics)
                and _holds(wording, rule.wording)
            ):
                return rule
        return None

    def is_lower_better(self, indicator: str) -> bool:
        """Whether lower values of a statistic are the better ones: the rule for 左右 says so."""
        rule = self.rule(indicator, "左右", "")
        return rule is not None and rule.above == "missed"

    def judge(
        self, rule: JudgementRule, difference: float, target: float, *, points: bool
    ) -> Judgement:
        """The judgement on an outcome that lies ``difference`` above (below, where it is negative)
        a target, in points or else in the unit of the target.

        >>> from govtext.rulebook.load import load
        >>> judge = Judge(load())
        >>> rule = judge.rule("地区生产总值", "左右", "")
        >>> judge.judge(rule, -0.2, 5, points=True)
        Judgement(status='met', alternative=None, rule='about')
        """
        size = round(difference if points else 100 * difference / abs(target or 1), _DIGITS)
        short = rule.short if points else rule.short_percent
        over = rule.over if points else rule.over_percent
        if size < -short or (rule.strict and size <= -short):
            near = rule.near if points else rule.near_percent
            close = near is None or size >= -near
            return Judgement(rule.below, rule.alternative_below if close else None, rule.name)
        if size > over:
            return Judgement(rule.above, rule.alternative_above, rule.name)
        return Judgement(rule.within, None, rule.name)
