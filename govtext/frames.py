"""Report as tables: pandas views of its claims, outline, statements, masks and entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal, get_args

from govtext import report as vocabulary
from govtext import rulebook
from govtext.stages.units import base, build_units

if TYPE_CHECKING:
    import pandas as pd

    from govtext.report import Node, Report

Table = Literal["claims", "outline", "statements", "masks", "entries"]

# For each table its columns in order, each with a dtype that has room for a missing value; a
# tuple is a category of just these values, so that frames of many reports concatenate to one.
_COLUMNS: dict[str, dict[str, str | tuple[str, ...]]] = {
    "claims": {
        "source": "string",
        "id": "Int64",
        "statement": "Int64",
        "node": "string",
        "category": get_args(vocabulary.Category),
        "status": get_args(vocabulary.Status),
        "period": "string",
        "indicator": "string",
        "indicator_name": "string",
        "text": "string",
        "value": "Float64",
        "low": "Float64",
        "high": "Float64",
        "unit": "string",
        "base_value": "Float64",
        "base_unit": "string",
        "bound": get_args(vocabulary.Bound),
        "kind": get_args(vocabulary.QuantityKind),
        "masked": "boolean",
        "direction": get_args(vocabulary.Direction),
        "basis": get_args(vocabulary.Basis),
        "part_of": "Int64",
        "start": "Int64",
        "end": "Int64",
    },
    "outline": {
        "source": "string",
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
        "source": "string",
        "id": "Int64",
        "node": "string",
        "category": get_args(vocabulary.Category),
        "reason": "string",
        "text": "string",
        "start": "Int64",
        "end": "Int64",
    },
    "masks": {
        "source": "string",
        "text": "string",
        "stands_for": get_args(vocabulary.StandsFor),
        "claim": "Int64",
        "start": "Int64",
        "end": "Int64",
    },
    "entries": {
        "source": "string",
        "category": get_args(vocabulary.Category),
        "node": "string",
        "path": "string",
        "text": "string",
        "claims": "object",
        "start": "Int64",
        "end": "Int64",
    },
}


def frame(report: Report, table: Table) -> pd.DataFrame:
    """One table of ``report`` as a DataFrame, a row for each claim, node, statement, mask or entry.

    Raises ValueError for another table, and ImportError where pandas is not installed.
    """
    if table not in _COLUMNS:
        raise ValueError(f"there is no table {table!r}; the tables are {', '.join(_COLUMNS)}")
    try:
        import pandas as pd  # noqa: PLC0415 (slow to import, and an extra)
    except ImportError as error:
        raise ImportError("to_frame needs pandas: pip install 'govtext[pandas]'") from error
    found = [{"source": report.source.name, **row} for row in rows(report, table)]
    return pd.DataFrame(
        {
            column: pd.Series(
                [row.get(column) for row in found],
                dtype=pd.CategoricalDtype(list(dtype)) if isinstance(dtype, tuple) else dtype,
            )
            for column, dtype in _COLUMNS[table].items()
        }
    )


Rows = Iterator[dict[str, Any]]


def rows(report: Report, table: str) -> Rows:
    """The rows of a table of ``report``, each by the names of its columns, but for its source; an
    object's further fields are there too."""
    return _ROWS[table](report)


def _fields(item: Any) -> dict[str, Any]:
    return {field: getattr(item, field) for field in item.__struct_fields__}


def _claims(report: Report) -> Rows:
    units = rulebook.load(None).derive(build_units)
    for claim in report.claims:
        indicator, quantity = claim.indicator, claim.quantity
        # What a mask hides is not known, but the unit it would be in is.
        in_base = base(quantity.value or 0, quantity.unit, units) if quantity.unit else (None, None)
        yield {
            **_fields(claim),
            **_fields(quantity),
            "base_value": None if quantity.value is None else in_base[0],
            "base_unit": in_base[1],
            "indicator": indicator and indicator.text,
            "indicator_name": indicator and indicator.name,
        }


def _outline(report: Report) -> Rows:
    def below(nodes: Iterable[Node], parent: str | None, depth: int) -> Rows:
        for node in nodes:
            yield {**_fields(node), "parent": parent, "depth": depth}
            yield from below(node.children, node.id, depth + 1)

    return below(report.outline, None, 1)


def _statements(report: Report) -> Rows:
    for statement in report.statements:
        text = report.text and report.text[statement.start : statement.end]
        yield {**_fields(statement), "text": text}


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
    "claims": _claims,
    "outline": _outline,
    "statements": _statements,
    "masks": _masks,
    "entries": _entries,
}
