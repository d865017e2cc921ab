"""Every column, value and sheet has a Chinese name, and every Chinese name is used."""

from __future__ import annotations

from typing import get_args

from govtext import report as vocabulary
from govtext.analyses.comparison import DTYPES
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
