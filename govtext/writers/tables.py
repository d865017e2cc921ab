"""Reports as rows of tables with typed columns, for every output format that has rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from govtext.frames import rows as frame_rows
from govtext.messages import named, said
from govtext.report import Report

Cell = str | int | float | bool | list[int] | None
Row = dict[str, Cell]
Kind = Literal["text", "int", "float", "bool", "ints"]


class Column(NamedTuple):
    """A column: its name, which is that of the field in the JSON outline, and its type."""

    name: str
    kind: Kind


_OF = (Column("report", "int"), Column("source", "text"))
_PLACE = (Column("start", "int"), Column("end", "int"))
_CATEGORY = Column("category", "text")
_PATH = Column("path", "text")

TABLES: dict[str, tuple[Column, ...]] = {
    "reports": (
        *_OF,
        Column("title", "text"),
        Column("year", "int"),
        Column("issuer", "text"),
        Column("published", "text"),
        Column("origin", "text"),
        Column("format", "text"),
        Column("encoding", "text"),
        Column("sha256", "text"),
        Column("characters", "int"),
        Column("nodes", "int"),
        Column("statements", "int"),
        Column("claims", "int"),
        Column("masked", "int"),
        Column("achievements", "int"),
        Column("problems", "int"),
        Column("plans", "int"),
        Column("diagnostics", "text"),
    ),
    "outline": (
        *_OF,
        Column("id", "text"),
        Column("parent", "text"),
        Column("depth", "int"),
        Column("kind", "text"),
        Column("marker", "text"),
        Column("ordinal", "int"),
        Column("title", "text"),
        _CATEGORY,
        *_PLACE,
    ),
    "statements": (
        *_OF,
        Column("id", "int"),
        Column("node", "text"),
        _PATH,
        _CATEGORY,
        Column("reason", "text"),
        Column("text", "text"),
        *_PLACE,
    ),
    "claims": (
        *_OF,
        Column("id", "int"),
        Column("statement", "int"),
        Column("node", "text"),
        _PATH,
        _CATEGORY,
        Column("status", "text"),
        Column("period", "text"),
        Column("indicator", "text"),
        Column("indicator_name", "text"),
        Column("label", "text"),
        Column("nature", "text"),
        Column("text", "text"),
        Column("value", "float"),
        Column("low", "float"),
        Column("high", "float"),
        Column("unit", "text"),
        Column("bound", "text"),
        Column("kind", "text"),
        Column("masked", "bool"),
        Column("direction", "text"),
        Column("basis", "text"),
        Column("part_of", "int"),
        Column("base_value", "float"),
        Column("base_low", "float"),
        Column("base_high", "float"),
        Column("base_unit", "text"),
        Column("action", "text"),
        Column("scope", "text"),
        Column("per", "text"),
        Column("reference", "text"),
        Column("reference_role", "text"),
        Column("streak", "text"),
        Column("commitment", "text"),
        Column("strength", "text"),
        Column("estimated", "bool"),
        Column("sentence", "text"),
        *_PLACE,
    ),
    "masks": (
        *_OF,
        Column("text", "text"),
        Column("stands_for", "text"),
        Column("claim", "int"),
        *_PLACE,
    ),
    "entries": (
        *_OF,
        _CATEGORY,
        Column("node", "text"),
        _PATH,
        Column("text", "text"),
        Column("claims", "ints"),
        *_PLACE,
    ),
}


def rows(report: Report, table: str, number: int, rules: str | None = None) -> Iterator[Row]:
    """The rows of one of ``TABLES`` for ``report``, which is the ``number``-th of its run and was
    read with the ``rules`` of that folder."""
    of: Row = {"report": number, "source": report.source.name}
    for row in (_report(report),) if table == "reports" else frame_rows(report, table, rules):
        yield of | row


# Columns whose values are those of the outline, and not words of a report.
_FIXED = {
    *("kind", "category", "status", "nature", "direction", "basis", "reference_role", "strength"),
    *("stands_for", "measure", "horizon", "position", "verdict", "severity", "code"),
}


def worded(name: str, value: str, lang: str) -> str:
    """The text of a cell of the column ``name`` in a language: fixed values and messages of the
    program are translated, words of the report are not.

    >>> worded("category", "plan", "zh"), worded("indicator", "plan", "zh")
    ('计划', 'plan')
    """
    if name in _FIXED:
        return named(value, lang)
    if name == "diagnostics":
        return " ".join(named(code, lang) for code in value.split())
    return said(value, lang) if name in ("reason", "modifier") else value


def _report(report: Report) -> Row:
    said, source = report.metadata, report.source
    return {
        "title": said.title,
        "year": said.year,
        "issuer": said.issuer,
        "published": said.published,
        "origin": said.origin,
        "format": source.format,
        "encoding": source.encoding,
        "sha256": source.sha256,
        "characters": source.characters,
        "nodes": sum(1 for _ in report.nodes()),
        "statements": len(report.statements),
        "claims": len(report.claims),
        "masked": sum(claim.quantity.masked for claim in report.claims),
        "achievements": len(report.achievements),
        "problems": len(report.problems),
        "plans": len(report.plans),
        "diagnostics": " ".join(sorted({found.code for found in report.diagnostics})) or None,
    }
