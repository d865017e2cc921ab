"""Every column, value and sheet has a Chinese name, and every Chinese name is used."""

from __future__ import annotations

from typing import get_args

from govtext import report as vocabulary
from govtext.analyses.comparison import DTYPES
from govtext.analyses.panel import LONG
from govtext.analyses.tracking import COLUMNS as TRACKED
from govtext.checks.finding import Severity
from govtext.writers.comparison import SECTIONS
from govtext.writers.findings.xlsx import COLUMNS
from govtext.writers.tables import TABLES
from govtext.writers.words import chinese
from govtext.writers.xlsx import SHEETS


def test_every_column_has_a_chinese_name() -> None:
    words = chinese()
    for table, columns in TABLES.items():
        named = [words.column(table, column.name) for column in columns]
        assert len(set(named)) == len(named)
    every = {column.name for columns in TABLES.values() for column in columns} | COLUMNS.keys()
    every |= {*DTYPES, *SECTIONS}
    assert all(words.column("comparison", name) for name in (*DTYPES, *SECTIONS))
    assert all(words.column("findings", name) for name in COLUMNS)
    own = {name for columns in words.tables.values() for name in columns}
    assert words.columns.keys() | own == every
    assert not words.columns.keys() & own


def test_every_value_and_sheet_has_a_chinese_name() -> None:
    words = chinese()
    assert words.sheets.keys() == SHEETS.keys() | {"findings", "comparison", "sections"}
    assert set(get_args(Severity)) <= words.values.keys()
    assert set(get_args(vocabulary.Category)) <= words.values.keys()
    assert set(get_args(vocabulary.QuantityKind)) <= words.values.keys()


def test_the_sheet_of_claims_leaves_out_places_only() -> None:
    columns = [column.name for column in TABLES["claims"]]
    shown = SHEETS["claims"].columns
    assert sorted((*shown, "statement", "node", "start", "end")) == sorted(columns)


def test_every_column_and_sheet_of_an_analysis_has_a_chinese_name() -> None:
    words = chinese()
    known = words.columns.keys() | words.tracking["all"].keys()
    panel = {
        "codebook": {"name", "full_name", "unit"},
        "panel": {*LONG, "flags", "region_code_num"},
    }
    every = {name: set(columns) for name, columns in TRACKED.items()} | panel
    assert words.tracking_sheets.keys() == every.keys()
    for table, columns in every.items():
        assert columns <= known | words.tracking[table].keys(), table
        assert words.tracking[table].keys() <= columns, table
        assert len({words.analysis_column(table, name) for name in columns}) == len(columns), table
    used = set[str]().union(*every.values())
    assert words.tracking["all"].keys() <= used
