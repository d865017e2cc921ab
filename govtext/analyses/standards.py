"""The outcome of an aim without a number, against the standard that it names."""

from __future__ import annotations

from govtext.analyses.judgement import Judge, Status
from govtext.analyses.outcomes import ReportedOutcome
from govtext.analyses.pairs import DOUBTFUL, LIKELY, Pair, Record, Told, not_reported, rank
from govtext.analyses.target import Target
from govtext.language.patterns import pattern
from govtext.language.plain import plain

_ABOVE_NATION = pattern("better than the nation")
_SURPASS = pattern("assigned target to be surpassed")
_FALL = pattern("fall aimed at")
_NEAR = 30
"""How many characters behind an outcome a comparison with others is looked for."""


class StandardReader:
    """Compares outcomes with the growth of the economy, with zero, and with what others have."""

    def __init__(self, judge: Judge, economy: str) -> None:
        self._judge = judge
        self._economy = economy

    def pair(self, record: Record, target: Target, own: list[Told]) -> Pair | None:
        """The pair of an aim with the outcomes of its statistic; None where none decides it."""
        standard = target.aim.standard if target.aim else "words"
        growth = [
            one
            for one in own
            if one[0].measure == target.measure
            and one[0].value is not None
            and one[0].several_years == (target.horizon == "plan")
        ]
        if standard == "economy" and growth:
            return self._against_economy(record, target, growth)
        if standard in ("zero", "words") and growth and target.measure == "growth":
            return self._against_zero(record, target, growth[0])
        if standard in ("nation", "assigned") and (growth or own):
            return self._against_others(record, target, growth or own)
        words = [one for one in own if one[0].value is None and not one[0].of_years]
        if standard == "words" and words:
            outcome, told_in = words[0]
            said = f"words told of words: {outcome.words}"
            return Pair(
                record,
                target,
                "met",
                said,
                DOUBTFUL,
                outcome,
                told_in,
                alternative="not_comparable",
            )
        return None

    def _against_economy(self, record: Record, target: Target, growth: list[Told]) -> Pair:
        outcome, told_in = min(growth, key=lambda one: rank(one[0]))
        economy = [
            one
            for one in told_in.outcomes
            if (one.indicator, one.measure, one.year, one.several_years)
            == (self._economy, "growth", outcome.year, outcome.several_years)
            and one.value is not None
        ]
        rule = self._judge.rule(target.indicator, "economy", plain(target.modifier))
        if not economy or outcome.value is None or rule is None:
            why = "the growth of the economy is not told beside it"
            return Pair(record, target, "not_comparable", why, LIKELY, outcome, told_in)
        against = min(economy, key=rank).value or 0.0
        difference = outcome.value - against
        found = self._judge.judge(rule, difference, against, points=True)
        said = f"{outcome.value:g} against {against:g} of the economy"
        alternative = found.alternative or (None if outcome.real else "not_comparable")
        return Pair(
            record=record,
            target=target,
            status=found.status,
            reason=said if outcome.real else f"{said}; income is not said to be in real terms",
            confidence=LIKELY,
            outcome=outcome,
            told_in=told_in,
            value=outcome.value,
            difference=difference,
            alternative=alternative,
            rule=found.rule,
        )

    def _against_zero(self, record: Record, target: Target, told: Told) -> Pair:
        outcome, told_in = told
        standard = target.aim.standard if target.aim else "words"
        rule = self._judge.rule(target.indicator, standard, plain(target.modifier))
        value = outcome.value or 0.0
        value = -value if _FALL.search(target.modifier) else value
        if rule is None:
            why = "no rule of judgement fits"
            return Pair(record, target, "not_comparable", why, DOUBTFUL, outcome, told_in)
        found = self._judge.judge(rule, value, 0, points=True)
        said = f"{outcome.words} against {target.modifier}"
        return Pair(
            record, target, found.status, said, LIKELY, outcome, told_in,
            value=outcome.value, difference=value, alternative=found.alternative, rule=found.rule,
        )  # fmt: skip

    def _against_others(self, record: Record, target: Target, told: list[Told]) -> Pair:
        """An aim whose standard is a figure of others: met only where the report says so."""
        outcome, told_in = min(told, key=lambda one: (one[0].verdict is None, rank(one[0])))
        standard = target.aim.standard if target.aim else "words"
        if standard == "assigned" and outcome.verdict:
            surpass = outcome.verdict == "exceeded" and not _SURPASS.search(target.modifier)
            status: Status = "missed" if outcome.verdict == "missed" else "met"
            said = f"the report says {outcome.verdict_words}"
            return Pair(
                record, target, status, said, LIKELY, outcome, told_in,
                value=outcome.value, alternative="exceeded" if surpass else None,
            )  # fmt: skip
        if standard == "nation" and (said_so := _ABOVE_NATION.search(_behind(outcome))):
            said = f"the report says {said_so[0]}"
            return Pair(record, target, "met", said, LIKELY, outcome, told_in, value=outcome.value)
        if outcome.several_years and target.horizon == "year":
            return not_reported(record, target, [told_in])
        what = "the assigned target" if standard == "assigned" else "the figure of the others"
        return Pair(
            record, target, "not_comparable", f"{what} is not in the text", LIKELY,
            outcome, told_in, value=outcome.value, alternative="met",
        )  # fmt: skip


def _behind(outcome: ReportedOutcome) -> str:
    """The words behind the outcome in its sentence, as far as a comparison goes."""
    at = outcome.sentence.find(outcome.words)
    return outcome.sentence[at : at + _NEAR] if at >= 0 else ""
