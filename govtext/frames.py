"""Reports as tables: pandas views of their claims, outline, statements, masks and entries."""

from __future__ import annotations

import itertools
import math
import os
from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import TYPE_CHECKING, Any, get_args

from govtext import report as vocabulary
from govtext.corpus import Reports, Rules, reports_of
from govtext.extras import require
from govtext.language.units import base, build_units
from govtext.messages import said
from govtext.rulebook.usable import checked

if TYPE_CHECKING:
    import pandas as pd

    from govtext.report import Node, Report, Table

# The number of columns for the titles from the root down. Official documents number four levels
# (GB/T 9704-2012); deeper ones are in the column of the path only.
SECTIONS = 5
_REPORTS_AT_ONCE = 200
_NUMBERS = ("Float64", "Int64")

Dtypes = dict[str, str | tuple[str, ...]]

_OF: Dtypes = {"source": "string", "issuer": "string", "year": "Int64"}
_SECTION: Dtypes = {
    "path": "string",
    **{f"section_{level}": "string" for level in range(1, SECTIONS + 1)},
}

# For each table its columns in order, each with a dtype that allows missing values. A tuple is a
# categorical of exactly these values, so that frames of several reports can be concatenated.
_COLUMNS: dict[str, Dtypes] = {
    "claims": {
        **_OF,
        "id": "Int64",
        "statement": "Int64",
        "node": "string",
        "category": get_args(vocabulary.Category),
        "status": get_args(vocabulary.Status),
        "period": "string",
        "indicator": "string",
        "indicator_name": "string",
        "label": "string",
        "nature": get_args(vocabulary.Nature),
        "text": "string",
        "value": "Float64",
        "low": "Float64",
        "high": "Float64",
        "unit": "string",
        "base_value": "Float64",
        "base_low": "Float64",
        "base_high": "Float64",
        "base_unit": "string",
        "bound": get_args(vocabulary.Bound),
        "kind": get_args(vocabulary.QuantityKind),
        "masked": "boolean",
        "direction": get_args(vocabulary.Direction),
        "basis": get_args(vocabulary.Basis),
        "part_of": "Int64",
        "action": "string",
        "scope": "string",
        "per": "string",
        "reference": "string",
        "reference_role": get_args(vocabulary.ReferenceRole),
        "streak": "string",
        "commitment": "string",
        "strength": get_args(vocabulary.Strength),
        "estimated": "boolean",
        "sentence": "string",
        **_SECTION,
        "start": "Int64",
        "end": "Int64",
    },
    "outline": {
        **_OF,
        "id": "string",
        "parent": "string",
        "depth": "Int64",
        "kind": get_args(vocabulary.NodeKind),
        "marker": "string",
        "ordinal": "Int64",
        "title": "string",
        "category": get_args(vocabulary.Category),
        "start": "Int64",
        "end": "Int64",
    },
    "statements": {
        **_OF,
        "id": "Int64",
        "node": "string",
        "category": get_args(vocabulary.Category),
        "reason": "string",
        "text": "string",
        **_SECTION,
        "start": "Int64",
        "end": "Int64",
    },
    "masks": {
        **_OF,
        "text": "string",
        "stands_for": get_args(vocabulary.StandsFor),
        "claim": "Int64",
        "start": "Int64",
        "end": "Int64",
    },
    "entries": {
        **_OF,
        "category": get_args(vocabulary.Category),
        "node": "string",
        "path": "string",
        "text": "string",
        "claims": "object",
        "start": "Int64",
        "end": "Int64",
    },
}


def to_frame(reports: Reports, table: Table = "claims", *, rules: Rules = None) -> pd.DataFrame:
    """One table of all ``reports`` as a DataFrame.

    Takes a report, an iterable of reports, or the path of a file, folder, table or archive that
    they are read from, one after the other; only the rows of a report are kept in memory. With
    ``table`` each row is one of the "claims", a node of the "outline", or one of the "statements",
    "masks" or "entries". ``rules`` is the folder of rule tables that the reports are read with.
    Returns the same columns and dtypes for every report (docs/pandas.md lists them), with values
    in the unit as written and in the base unit of its family.

    Raises ValueError for another table, ImportError where pandas is not installed, and the errors
    of ``read_corpus`` where a path can't be read.

    >>> import govtext
    >>> frame = to_frame(govtext.parse("新建高标准农田30万亩，改造旧房500户。"))
    >>> frame[["indicator", "value", "unit", "base_value", "base_unit"]].values.tolist()
    [['高标准农田', 300000.0, '亩', 200000000.0, '平方米'], ['旧房', 500.0, '户', 500.0, '户']]
    """
    pandas = load_pandas("to_frame")
    pieces = iter_frames(reports, table, size=_REPORTS_AT_ONCE, rules=rules)
    frames = list(pieces) or [_frame((), table)]
    if len(frames) == 1:
        return frames[0]
    whole: pd.DataFrame = pandas.concat(frames, ignore_index=True)
    return whole


def iter_frames(
    reports: Reports, table: Table = "claims", *, size: int = 1000, rules: Rules = None
) -> Iterator[pd.DataFrame]:
    """The frame of ``to_frame`` in pieces, each of the next ``size`` reports, for a corpus whose
    rows don't fit in memory. Every piece has the same columns and dtypes.

    Takes the arguments of ``to_frame``. Raises ValueError for another table or a size below one,
    and ImportError where pandas is not installed; both at the call, before a report is read.

    >>> import govtext
    >>> reports = (govtext.parse(f"新建学校{count}所。") for count in (3, 4, 5))
    >>> [len(piece) for piece in iter_frames(reports, size=2)]
    [2, 1]
    """
    load_pandas("to_frame")
    if table not in _COLUMNS:
        tables = ", ".join(_COLUMNS)
        raise ValueError(said(f"there is no table {table!r}; the tables are {tables}"))
    if size < 1:
        raise ValueError(said(f"size is {size}; a frame holds at least 1 report"))
    waiting = reports_of(reports, rules=rules)
    # The first report of a piece is read here, so that there is no piece without a report.
    return (
        _frame(itertools.chain([first], itertools.islice(waiting, size - 1)), table, rules)
        for first in waiting
    )


def columns_of(table: str) -> Dtypes:
    """The columns of a table of ``to_frame``, with their dtypes."""
    return _COLUMNS.get(table, {})


def load_pandas(what: str) -> ModuleType:
    """The module pandas. Raises MissingPackageError that says what to install to use ``what``."""
    require("pandas", "pandas", what)
    import pandas as pd  # noqa: PLC0415 (slow to import, and an extra)

    return pd


def _frame(reports: Iterable[Report], table: Table, rules: Rules = None) -> pd.DataFrame:
    columns: dict[str, list[Any]] = {name: [] for name in _COLUMNS[table]}
    for report in reports:
        said = report.metadata
        of = {"source": report.source.name, "issuer": said.issuer, "year": said.year}
        for row in rows(report, table, rules):
            row.update(of)
            for name, values in columns.items():
                values.append(row.get(name))
    return typed(columns, _COLUMNS[table])


def typed(columns: dict[str, list[Any]], dtypes: Dtypes) -> pd.DataFrame:
    """A DataFrame of ``columns``, each in its dtype of ``dtypes``."""
    import pandas as pd  # noqa: PLC0415 (as in load_pandas, which went before)

    return pd.DataFrame(
        {
            name: pd.Series(
                [fitting(value, dtype) for value in values] if dtype in _NUMBERS else values,
                dtype=pd.CategoricalDtype(list(dtype)) if isinstance(dtype, tuple) else dtype,
            )
            for (name, values), dtype in zip(columns.items(), dtypes.values(), strict=True)
        }
    )


def fitting(value: Any, dtype: object) -> Any:
    """A number as a value of 64 bits for the dtype "Float64" or "Int64"; others are unchanged.

    >>> fitting(10**400, "Float64"), fitting(10**20, "Int64"), fitting(12, "Int64")
    (inf, None, 12)
    """
    # Texts hold numbers of twenty and more digits, such as codes, which fit in no 64 bits.
    if dtype == "Float64" and isinstance(value, int):
        try:
            return float(value)
        except OverflowError:
            return math.inf
    if dtype == "Int64" and isinstance(value, int) and not -(2**63) <= value < 2**63:
        return None
    return value


Rows = Iterator[dict[str, Any]]


def rows(report: Report, table: str, rules: Rules = None) -> Rows:
    """The rows of a table of ``report`` as dicts by column, without the column of the source;
    they also hold fields that are no columns. ``rules`` is the folder the report is read with."""
    return _claims(report, rules) if table == "claims" else _ROWS[table](report)


def _fields(item: Any) -> dict[str, Any]:
    return {field: getattr(item, field) for field in item.__struct_fields__}


_NO_SECTION: dict[str, str | None] = {"path": None}


def _sections(report: Report) -> dict[str | None, dict[str, str | None]]:
    """For the id of each node the columns of titles, from the root down to it."""
    titles: dict[str, list[str]] = {}
    found: dict[str | None, dict[str, str | None]] = {}
    for node in report.nodes():
        path = titles[node.id] = [*titles.get(node.id.rpartition(".")[0], ()), node.title]
        levels = {f"section_{level}": title for level, title in enumerate(path[:SECTIONS], 1)}
        found[node.id] = {"path": " > ".join(path), **levels}
    return found


_WRITTEN = ("action", "scope", "per", "reference", "streak", "commitment")
"""The fields of a claim of which a table has the words as written."""


def written(found: Any) -> str | None:
    """The words of a stretch of the text; None where there is none."""
    return None if found is None else str(found.text)


def _claims(report: Report, rules: Rules) -> Rows:
    sections = _sections(report)
    text = report.text
    sentences = {one.id: text and text[one.start : one.end] for one in report.statements}
    book = checked(None if rules is None else os.fspath(rules))
    units = book.derive(build_units)
    for claim in report.claims:
        indicator, quantity = claim.indicator, claim.quantity
        # The value behind a mask is unknown, but its base unit is known.
        in_base = base(quantity.value or 0, quantity.unit, units) if quantity.unit else (None, None)
        yield {
            **_fields(claim),
            **_fields(quantity),
            "base_value": None if quantity.value is None else in_base[0],
            "base_unit": in_base[1],
            **{name: written(getattr(claim, name)) for name in _WRITTEN},
            "reference_role": claim.reference and claim.reference.role,
            "strength": claim.commitment and claim.commitment.strength,
            "indicator": indicator and indicator.text,
            "indicator_name": indicator and indicator.name,
            "sentence": sentences.get(claim.statement),
            **sections.get(claim.node, _NO_SECTION),
        }


def _outline(report: Report) -> Rows:
    def below(nodes: Iterable[Node], parent: str | None, depth: int) -> Rows:
        for node in nodes:
            yield {**_fields(node), "parent": parent, "depth": depth}
            yield from below(node.children, node.id, depth + 1)

    return below(report.outline, None, 1)


def _statements(report: Report) -> Rows:
    sections = _sections(report)
    for statement in report.statements:
        text = report.text and report.text[statement.start : statement.end]
        yield {**_fields(statement), "text": text, **sections.get(statement.node, _NO_SECTION)}


def _masks(report: Report) -> Rows:
    return map(_fields, report.masks)


def _entries(report: Report) -> Rows:
    for category, entries in (
        ("achievement", report.achievements),
        ("problem", report.problems),
        ("plan", report.plans),
    ):
        for entry in entries:
            yield {**_fields(entry), "category": category, "path": " > ".join(entry.path)}


_ROWS = {
    "outline": _outline,
    "statements": _statements,
    "masks": _masks,
    "entries": _entries,
}
