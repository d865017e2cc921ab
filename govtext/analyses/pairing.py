"""Which outcome belongs to each target, and whether it meets it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from govtext.analyses.judgement import Judge, Judgement, Status
from govtext.analyses.outcomes import ReportedOutcome
from govtext.analyses.pairs import DOUBTFUL, LIKELY, SURE, Pair, Record, Told, not_reported, rank
from govtext.analyses.standards import StandardReader
from govtext.analyses.target import Target
from govtext.language.patterns import pattern
from govtext.language.units import Units, base

_OTHER_PRICES = pattern("prices of another year")
_LOWER_OR_HIGHER = pattern("verdict that says lower or higher")
_NEW = pattern("statistic that counts what is done in a year")
_PERCENT = "%"
_FAR = 0.5
"""How far an outcome may lie from the number aimed at, as a part of it, where the verb differs."""


class Pairer:
    """Finds and judges the outcome of one target after the other."""

    def __init__(
        self, judge: Judge, units: Units, related: dict[str, list[str]], economy: str
    ) -> None:
        """``economy`` is the statistic whose growth is that of the economy."""
        self._judge = judge
        self._units = units
        self._related = related
        self._standards = StandardReader(judge, economy)

    def pair(self, record: Record, target: Target, records: Sequence[Record]) -> Pair:
        """The outcome of a target of ``record`` in ``records``, those of the same issuer."""
        year = target.year
        told = self._told(record, target, records)
        if not told:
            ahead = f"no report on {year} is among those that are read"
            return Pair(record, target, None, ahead, None)
        own = [
            (outcome, other)
            for other in told
            for outcome in other.outcomes
            if outcome.year == year and outcome.indicator == target.indicator
        ]
        if target.kind == "qualitative":
            found = self._standards.pair(record, target, own)
        else:
            same = [one for one in own if self._comparable(target, one[0])]
            found = self._judged(record, target, same) if same else None
        return (
            found
            or self._by_verdict(record, target, own)
            or self._not_compared(record, target, own, told)
        )

    def _told(self, record: Record, target: Target, records: Sequence[Record]) -> list[Record]:
        """The reports that could tell the outcome, the likeliest first."""
        if target.position == "recalled":
            return [record]
        year = target.year
        if year is None:
            return []
        return sorted(
            (
                other
                for other in records
                if other is not record
                and other.reported is not None
                and (
                    other.reported == year + 1
                    or (other.reported > year and _tells(other, target))
                    or (other.reported == year and not any(one.known for one in other.targets))
                )
            ),
            key=lambda other: (other.reported or 0, other.number),
        )

    def _comparable(self, target: Target, outcome: ReportedOutcome) -> bool:
        """Whether an outcome is the same statistic, measure, unit and stretch of years."""
        if outcome.value is None and outcome.low is None:
            return False
        same = outcome.measure == target.measure
        if not (same if target.known else _is_same_kind(target, outcome, same_measure=same)):
            return False
        if self._unit(outcome.unit) != self._unit(target.unit):
            return False
        mean = outcome.basis == "avg_annual"
        if target.horizon == "plan" and target.measure != "level":
            aimed = target.claim is not None and target.claim.basis == "avg_annual"
            return outcome.several_years and mean == aimed
        if target.measure == "level":
            return not mean
        if target.measure == "added" and outcome.of_years:
            return False
        return not mean and not outcome.several_years

    def _unit(self, unit: str | None) -> str | None:
        return base(0, unit, self._units)[1] if unit else None

    def judge_value(self, target: Target, value: float) -> tuple[Judgement, float] | None:
        """The judgement on an outcome of ``value`` in the unit of the target, and how far it lies
        from it; None where no rule fits or the target has no number."""
        ends = [one for one in (target.value, target.low, target.high) if one is not None]
        wording = "".join(one.verb or "" for one in (target, *target.repeated))
        # A fall that is aimed at is better when it is larger, whatever falls.
        statistic = "" if target.direction == "decrease" else target.indicator
        rule = self._judge.rule(statistic, target.modifier, wording)
        if not ends or rule is None:
            return None
        nearest = min(max(value, min(ends)), max(ends))
        points = target.unit == _PERCENT
        return self._judge.judge(rule, value - nearest, nearest, points=points), value - nearest

    def _judged(self, record: Record, target: Target, same: list[Told]) -> Pair:
        outcome, told_in = min(same, key=lambda one: (_other_deed(target, one[0]), rank(one[0])))
        if self._judge.is_lower_better(target.indicator):
            outcome = _turned(outcome)
        others = [one for one, _ in same if one is not outcome and one.value != outcome.value]
        value = self._in_unit_of(target, outcome)
        judged = None if value is None else self.judge_value(target, value)
        if judged is None or outcome.masked:
            why = "the number is hidden" if outcome.masked else "no rule of judgement fits"
            return Pair(
                record, target, "not_comparable", why, DOUBTFUL, outcome, told_in, others=others
            )
        found, difference = judged
        pair = Pair(
            record=record,
            target=target,
            status=found.status,
            reason=_compared(target, outcome, found, difference),
            confidence=_confidence(found, outcome, others),
            outcome=outcome,
            told_in=told_in,
            value=value,
            difference=difference,
            alternative=found.alternative,
            rule=found.rule,
            others=others,
        )
        return _with_doubts(pair)

    def _in_unit_of(self, target: Target, outcome: ReportedOutcome) -> float | None:
        """The value of an outcome in the unit of its target; a fall counts positive where a fall
        is aimed at."""
        value = outcome.value
        if value is None and outcome.low is not None and outcome.high is not None:
            value = (outcome.low + outcome.high) / 2
        if value is None:
            return None
        if target.direction == "decrease":
            value = -value
        if not outcome.unit or outcome.unit == target.unit:
            return value
        one = base(1, target.unit or "", self._units)[0]
        return float(base(value, outcome.unit, self._units)[0]) / float(one or 1)

    def _by_verdict(self, record: Record, target: Target, own: list[Told]) -> Pair | None:
        """The status that the report itself tells, where it tells no number."""
        for outcome, told_in in own:
            if outcome.verdict and not outcome.of_years:
                status: Status = outcome.verdict  # type: ignore[assignment]
                said = f"the report says {outcome.verdict_words}"
                return Pair(record, target, status, said, LIKELY, outcome, told_in)
        return None

    def _not_compared(
        self,
        record: Record,
        target: Target,
        own: list[Told],
        told: list[Record],
    ) -> Pair:
        """A target of which no comparable outcome is told, and why."""
        for outcome, told_in in (one for one in own if not one[0].of_years):
            if outcome.value is None and outcome.low is None:
                why = f"told in words only ({outcome.words})"
            elif outcome.measure != target.measure:
                why = f"{outcome.measure} told, {target.measure} aimed at"
            elif self._unit(outcome.unit) != self._unit(target.unit):
                why = f"told in {outcome.unit or 'no unit'}, aimed at in {target.unit or 'no unit'}"
            elif target.horizon == "plan" and not outcome.several_years:
                why = "told for one year, aimed at for several"
            else:
                why = "told of another kind or stretch of time"
            return Pair(record, target, "not_comparable", why, LIKELY, outcome, told_in)
        for other in told:
            for outcome in other.outcomes:
                if (
                    outcome.indicator in self._related.get(target.indicator, ())
                    and (outcome.year, outcome.measure) == (target.year, target.measure)
                    and outcome.value is not None
                    and not outcome.of_years
                    and outcome.basis != "avg_annual"
                ):
                    why = f"only {outcome.indicator} is told"
                    return Pair(record, target, "not_comparable", why, LIKELY, outcome, other)
        return not_reported(record, target, told)


def _is_same_kind(target: Target, outcome: ReportedOutcome, *, same_measure: bool) -> bool:
    """Whether two numbers that only a label names are the same: in nature, of what and for whom."""
    one, other = target.claim, outcome.claim
    if one is None or other is None or one.nature != other.nature:
        return False
    told = [(claim.reference, claim.per) for claim in (one, other)]
    if len({tuple(part and part.text for part in parts) for parts in told}) > 1:
        return False
    # A flow may be told with its verb or without: 申请专利120件, 专利134件.
    new = any(claim.action and _NEW.search(claim.action.text) for claim in (one, other))
    return same_measure or ("growth" not in (target.measure, outcome.measure) and not new)


def _other_deed(target: Target, outcome: ReportedOutcome) -> bool:
    """Whether an outcome that only the label names is that of another deed: 引进 for 建设."""
    if target.known or (target.measure, outcome.measure) != ("added", "added"):
        return False
    one, other = (told.claim and told.claim.action for told in (target, outcome))
    return (one and one.text) != (other and other.text)


def _turned(outcome: ReportedOutcome) -> ReportedOutcome:
    """The outcome of a statistic that is better when it is lower: 低于预期 is then good."""
    if not outcome.verdict_words or not _LOWER_OR_HIGHER.match(outcome.verdict_words):
        return outcome
    turned = {"missed": "exceeded", "exceeded": "missed"}.get(outcome.verdict or "")
    return replace(outcome, verdict=turned)


def _tells(record: Record, target: Target) -> bool:
    return any(
        one.indicator == target.indicator and one.year == target.year for one in record.outcomes
    )


def _compared(target: Target, outcome: ReportedOutcome, found: Judgement, difference: float) -> str:
    aimed = target.text + target.behind
    if target.unit == _PERCENT:
        size = f"{difference:+.2f} points"
    else:
        size = f"{100 * difference / abs(target.value or target.low or 1):+.1f} %"
    return f"{outcome.words} against {aimed}: {size} ({found.rule})"


def _confidence(found: Judgement, outcome: ReportedOutcome, others: list[ReportedOutcome]) -> float:
    if others:
        return DOUBTFUL
    if found.alternative or outcome.several_years or outcome.bound not in "=~":
        return LIKELY
    return SURE


def _with_doubts(pair: Pair) -> Pair:
    """The pair with what speaks against its status."""
    target, outcome = pair.target, pair.outcome
    if outcome is None:
        return pair
    if outcome.verdict and outcome.verdict != pair.status:
        alternative: Status = outcome.verdict  # type: ignore[assignment]
        reason = f"{pair.reason}; the report says {outcome.verdict_words}"
        return replace(pair, alternative=alternative, reason=reason, confidence=LIKELY)
    if outcome.part_year:
        reason = f"{pair.reason}; told for a part of the year"
        return replace(pair, alternative="not_comparable", reason=reason, confidence=DOUBTFUL)
    if _other_deed(target, outcome):
        reason = f"{pair.reason}; told with another verb"
        doubted = replace(pair, alternative="not_comparable", reason=reason, confidence=DOUBTFUL)
        if abs(pair.difference or 0) <= _FAR * abs(target.value or target.low or 0):
            return doubted
        return replace(doubted, status="not_comparable", alternative=pair.status)
    if outcome.of_years and target.horizon == "year" and target.measure == "level":
        reason = f"{pair.reason}; told in a review of several years"
        return replace(pair, alternative="not_reported", reason=reason, confidence=DOUBTFUL)
    if _OTHER_PRICES.search(target.sentence) and not _OTHER_PRICES.search(outcome.sentence):
        return replace(
            pair,
            status="not_comparable",
            alternative=pair.status,
            reason="the target is at the prices of another year",
            confidence=LIKELY,
        )
    return pair


def pairs_of(records: Iterable[Record], pairer: Pairer) -> list[Pair]:
    """The pairs of all targets in ``records`` that are set in words or numbers and are not told
    again, in the order of the reports."""
    by_issuer: dict[tuple[str, ...], list[Record]] = {}
    every = list(records)
    for record in every:
        by_issuer.setdefault(record.issuer.key, []).append(record)
    return [
        pairer.pair(record, target, by_issuer[record.issuer.key])
        for record in every
        for target in record.targets
        if target.kind != "absent" and target.repeats is None
    ]
