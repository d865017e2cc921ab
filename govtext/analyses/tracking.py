"""Targets and outcomes as tables: ``targets`` and ``track``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, get_args

from govtext.analyses import levels
from govtext.analyses.decisions import Decisions, decide, key_of, read_decisions
from govtext.analyses.figures import FigureMeasure, Horizon
from govtext.analyses.gathering import Gathered, gather, gatherer_of
from govtext.analyses.judgement import Status
from govtext.analyses.pairs import Pair, Record
from govtext.analyses.regions import Level
from govtext.analyses.target import Kind, Position, Target
from govtext.corpus import Reports, Rules, reports_of
from govtext.frames import Dtypes, load_pandas, typed
from govtext.report import Strength

if TYPE_CHECKING:
    import pandas as pd

TargetTable = Literal["targets", "gaps", "changes"]
TrackTable = Literal["pairs", "untargeted"]
Rows = Iterator[dict[str, Any]]

_OF: Dtypes = {
    "issuer": "string",
    "region_code": "string",
    "region_name": "string",
    "region_level": get_args(Level),
}
_TARGET: Dtypes = {
    **_OF,
    "year": "Int64",
    "horizon": get_args(Horizon),
    "indicator": "string",
    "label": "string",
    "known": "boolean",
    "action": "string",
    "measure": get_args(FigureMeasure),
    "kind": get_args(Kind),
    "position": get_args(Position),
    "value": "Float64",
    "low": "Float64",
    "high": "Float64",
    "unit": "string",
    "modifier": "string",
    "direction": ("increase", "decrease"),
    "commitment": "string",
    "strength": get_args(Strength),
    "stretch": "string",
    "stretch_value": "Float64",
}
_PLACE: Dtypes = {
    "text": "string",
    "sentence": "string",
    "source": "string",
    "report_year": "Int64",
    "start": "Int64",
    "end": "Int64",
}
COLUMNS: dict[str, Dtypes] = {
    "targets": {
        "id": "string",
        **_TARGET,
        "repeats": "string",
        "previous_target": "string",
        "previous_outcome": "string",
        "previous_status": get_args(Status),
        **_PLACE,
    },
    "pairs": {
        "id": "string",
        **_TARGET,
        "outcome": "Float64",
        "status": get_args(Status),
        "alternative": get_args(Status),
        "margin": "Float64",
        "margin_percent": "Float64",
        "verdict": ("met", "exceeded", "missed"),
        "verdict_text": "string",
        "confidence": "Float64",
        "reason": "string",
        "rule": "string",
        "decided": "boolean",
        **_PLACE,
        "outcome_text": "string",
        "outcome_sentence": "string",
        "outcome_source": "string",
        "outcome_start": "Int64",
        "outcome_end": "Int64",
        "outcome_estimated": "boolean",
        "key": "string",
    },
    "gaps": {
        **_OF,
        "year": "Int64",
        "indicator": "string",
        "measure": get_args(FigureMeasure),
        "value": "Float64",
        "unit": "string",
        "text": "string",
        "modifier": "string",
        "upper_issuer": "string",
        "upper_code": "string",
        "upper_level": get_args(Level),
        "upper_value": "Float64",
        "upper_unit": "string",
        "upper_text": "string",
        "upper_modifier": "string",
        "gap": "Float64",
        "sentence": "string",
        "source": "string",
        "start": "Int64",
        "upper_sentence": "string",
        "upper_source": "string",
        "upper_start": "Int64",
    },
    "changes": {
        **_OF,
        "year": "Int64",
        "change": get_args(levels.Change),
        "indicator": "string",
        "measure": get_args(FigureMeasure),
        "text": "string",
        "modifier": "string",
        "unit": "string",
        "indicator_before": "string",
        "measure_before": get_args(FigureMeasure),
        "text_before": "string",
        "modifier_before": "string",
        "unit_before": "string",
        "sentence": "string",
        "source": "string",
        "start": "Int64",
        "sentence_before": "string",
        "start_before": "Int64",
    },
    "untargeted": {
        **_OF,
        "year": "Int64",
        "indicator": "string",
        "measure": get_args(FigureMeasure),
        "value": "Float64",
        "unit": "string",
        "text": "string",
        "sentence": "string",
        "source": "string",
        "start": "Int64",
        "end": "Int64",
        "plan_source": "string",
    },
}


def targets(  # noqa: PLR0913 (all except the first are keywords)
    reports: Reports,
    *,
    table: TargetTable = "targets",
    indicators: Sequence[str] | None = None,
    known: bool = False,
    regions: bool = True,
    rules: Rules = None,
) -> pd.DataFrame:
    """The targets that reports set, one row a target, in the order of the text.

    Takes a report, an iterable of reports, or the path of a file, folder, table or archive that
    they are read from, one after the other. ``indicators`` are canonical names or other ways to
    write them (GDP); None takes all. What no rule names (新建学校3所) stands under its label, and
    ``known`` leaves it out.

    Returns a DataFrame; docs/targets.md lists the columns. ``value``, ``low`` and ``high`` are in
    ``unit``, magnitudes multiplied out; a fall is positive with the direction "decrease". ``kind``
    is "number", "qualitative" (与经济增长同步) or "absent" (没有提出增速目标); a report without a
    plan has no row, and ``attrs["without_targets"]`` names it. ``repeats`` is the id of the
    target that is said again. ``table`` "gaps" gives targets beside those of the level above,
    "changes" how targets differ from those of the year before.

    Raises ValueError for an indicator that no rule names and for another table, ImportError where
    pandas or, for ``regions``, cnloc is not installed, and the errors of ``read_corpus`` where a
    path can't be read.

    >>> import govtext
    >>> plan = "今年主要预期目标是：生产总值增长5%左右，粮食产量60万吨以上。"
    >>> frame = targets(govtext.parse(f"青山县2025年政府工作报告\\n{plan}\\n"), regions=False)
    >>> frame[["indicator", "value", "unit", "modifier", "strength"]].values.tolist()
    [['地区生产总值', 5.0, '%', '左右', 'expect'], ['粮食产量', 600000.0, '吨', '以上', 'expect']]
    """
    load_pandas("targets")
    _check(table, get_args(TargetTable))
    found = gather(reports, indicators, known=known, regions=regions, rules=rules)
    return frame(found, table)


def track(  # noqa: PLR0913 (all except the first two are keywords)
    reports: Reports,
    decisions: Decisions = None,
    *,
    table: TrackTable = "pairs",
    indicators: Sequence[str] | None = None,
    known: bool = False,
    regions: bool = True,
    rules: Rules = None,
) -> pd.DataFrame:
    """Each target beside the outcome that later reports, or the same report looking back, tell.

    Takes the arguments of ``targets``, and ``decisions``, a CSV file or a DataFrame of decisions
    that a person made on doubtful pairs (docs/targets.md).

    Returns a DataFrame, one row a target that is not said again. ``status`` is "met", "exceeded",
    "missed", "not_reported" (a report on that year is read, and tells no outcome) or
    "not_comparable" (it tells another statistic, measure or scope); NA where no report on that
    year is read. The rules of judgement are the table ``[[judgements]]``; ``alternative`` is
    another status that can be defended. ``outcome`` and ``margin`` are in the unit of the target,
    for percentages in points; ``verdict`` is the report's own. ``table`` "untargeted" gives the
    outcomes for which no target was set.

    Raises the errors of ``targets``, and ReadError where the decisions can't be read.

    >>> import govtext
    >>> plan = "青山县2024年政府工作报告\\n今年主要预期目标是：生产总值增长5%左右。\\n"
    >>> review = "青山县2025年政府工作报告\\n一、2024年工作回顾\\n生产总值增长5.6%。\\n"
    >>> frame = track([govtext.parse(plan), govtext.parse(review)], regions=False)
    >>> frame[["value", "outcome", "status", "margin"]].values.tolist()
    [[5.0, 5.6, 'exceeded', 0.6]]
    """
    load_pandas("track")
    _check(table, get_args(TrackTable))
    decided = read_decisions(decisions)
    gatherer = gatherer_of(indicators, known=known, regions=regions, rules=rules)
    for report in reports_of(reports, rules=rules):
        gatherer.add(report)
    pairs = decide(gatherer.pairs(), decided, gatherer.pairer)
    return frame(Gathered(gatherer.records, pairs, gatherer.related), table)


def _check(table: str, tables: tuple[str, ...]) -> None:
    if table not in tables:
        raise ValueError(f"there is no table {table!r}; the tables are {', '.join(tables)}")


def frame(found: Gathered, table: str) -> pd.DataFrame:
    """One of the tables in ``COLUMNS`` as a DataFrame."""
    dtypes = COLUMNS[table]
    rows = list(_ROWS[table](found))
    made = typed({name: [row.get(name) for row in rows] for name in dtypes}, dtypes)
    made.attrs["without_targets"] = [one.source for one in found.records if not one.targets]
    return made


def _of(record: Record) -> dict[str, Any]:
    region = record.issuer.region
    return {
        "issuer": record.issuer.name,
        "region_code": region and region.code,
        "region_name": region and region.name,
        "region_level": region and region.level,
    }


def _id(record: Record, target: Target) -> str:
    return f"{record.source or record.number}#{target.number}"


def _target(record: Record, target: Target) -> dict[str, Any]:
    same = {name: getattr(target, name) for name in _TARGET if hasattr(target, name)}
    return {
        "id": _id(record, target),
        **_of(record),
        **same,
        "text": target.text,
        "sentence": target.sentence,
        "source": record.source,
        "report_year": record.reported,
        "start": target.start,
        "end": target.end,
    }


def _targets(found: Gathered) -> Rows:
    before = levels.previous(found.pairs)
    for record in found.records:
        for target in record.targets:
            year = (target.year or 0) - 1
            key = record.issuer.key, target.indicator, target.measure, year
            last = before.get(key) if target.horizon == "year" else None
            yield {
                **_target(record, target),
                "repeats": target.repeats and _id(record, target.repeats),
                "previous_target": last and last.target.text,
                "previous_outcome": last and last.outcome and last.outcome.words,
                "previous_status": last and last.status,
            }


def _pairs(found: Gathered) -> Rows:
    for pair in found.pairs:
        yield pair_row(pair)


def pair_row(pair: Pair) -> dict[str, Any]:
    """The row of a target and its outcome in the table "pairs"."""
    outcome, told_in = pair.outcome, pair.told_in
    middle = levels.middle(pair.target)
    percent = pair.target.unit != "%" and pair.difference is not None and middle
    return {
        **_target(pair.record, pair.target),
        "outcome": pair.value,
        "status": pair.status,
        "alternative": pair.alternative,
        "margin": _rounded(pair.difference),
        "margin_percent": _rounded(100 * (pair.difference or 0) / abs(middle or 1))
        if percent
        else None,
        "verdict": outcome and outcome.verdict,
        "verdict_text": outcome and outcome.verdict_words,
        "confidence": pair.confidence,
        "reason": pair.reason,
        "rule": pair.rule,
        "decided": pair.decided,
        "outcome_text": outcome and outcome.words,
        "outcome_sentence": outcome and outcome.sentence,
        "outcome_source": told_in and told_in.source,
        "outcome_start": outcome and outcome.start,
        "outcome_end": outcome and outcome.end,
        "outcome_estimated": outcome and outcome.estimated,
        "key": key_of(pair),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def _gaps(found: Gathered) -> Rows:
    for one in levels.gaps(found.records):
        upper = one.upper.issuer.region
        yield {
            **_target(one.lower, one.target),
            "value": levels.middle(one.target),
            "upper_issuer": one.upper.issuer.name,
            "upper_code": upper and upper.code,
            "upper_level": upper and upper.level,
            "upper_value": levels.middle(one.above),
            "upper_unit": one.above.unit,
            "upper_text": one.above.text,
            "upper_modifier": one.above.modifier,
            "gap": one.gap,
            "upper_sentence": one.above.sentence,
            "upper_source": one.upper.source,
            "upper_start": one.above.start,
        }


def _changes(found: Gathered) -> Rows:
    for one in levels.changes(found.records, found.related):
        shown = one.after or one.before
        before = one.before
        row = _target(one.record, shown) if shown else {}
        if one.after is None:
            row |= dict.fromkeys(("text", "modifier", "unit", "sentence", "source", "start"))
        yield {
            **row,
            "year": one.record.reported,
            "change": one.kind,
            "indicator_before": before and before.indicator,
            "measure_before": before and before.measure,
            "text_before": before and before.text,
            "modifier_before": before and before.modifier,
            "unit_before": before and before.unit,
            "sentence_before": before and before.sentence,
            "start_before": before and before.start,
        }


def _untargeted(found: Gathered) -> Rows:
    for one in levels.untargeted(found.records):
        outcome = one.outcome
        yield {
            **_of(one.record),
            "year": outcome.year,
            "indicator": outcome.indicator,
            "measure": outcome.measure,
            "value": outcome.value,
            "unit": outcome.unit,
            "text": outcome.words,
            "sentence": outcome.sentence,
            "source": one.record.source,
            "start": outcome.start,
            "end": outcome.end,
            "plan_source": one.plan.source,
        }


_ROWS: dict[str, Callable[[Gathered], Rows]] = {
    "targets": _targets,
    "pairs": _pairs,
    "gaps": _gaps,
    "changes": _changes,
    "untargeted": _untargeted,
}
