"""The names of tables, columns and values for people, in Chinese and English."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources

import msgspec


class ChineseWords(msgspec.Struct, forbid_unknown_fields=True):
    """The content of ``chinese.toml``: Chinese names by the names in the JSON outline or code."""

    columns: dict[str, str]
    """Columns that have the same name in every table."""
    tables: dict[str, dict[str, str]]
    """By table, the columns that have another name there."""
    analyses: dict[str, str]
    """Columns of the tables of analyses."""
    values: dict[str, str]
    sheets: dict[str, str]
    notes: dict[str, str]
    pages: dict[str, str]
    """Headings and columns of the pages of analyses."""
    tracking: dict[str, dict[str, str]]
    """By table of targets, outcomes or panels, the columns with a name of their own there; "all"
    has those of all these tables."""
    tracking_sheets: dict[str, str]

    def column(self, table: str, name: str) -> str:
        """The Chinese name of a column of ``table``.

        >>> chinese().column("claims", "value"), chinese().column("claims", "id")
        ('数值', '编号')
        """
        return self.tables.get(table, {}).get(name) or self.columns[name]

    def analysis_column(self, table: str, name: str) -> str:
        """The Chinese name of a column of an analysis; the name itself where there is none, as for
        the columns of a panel.

        >>> chinese().analysis_column("pairs", "status"), chinese().analysis_column("panel", "x")
        ('完成情况', 'x')
        """
        for names in (self.tracking.get(table, {}), self.tracking["all"], self.columns):
            if name in names:
                return names[name]
        return name


@functools.cache
def chinese() -> ChineseWords:
    """The Chinese words of tables, read once."""
    file = resources.files("govtext.writers").joinpath("chinese.toml")
    return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), ChineseWords)


def english(name: str) -> str:
    """A field's name as a header.

    >>> english("indicator_name")
    'Indicator name'
    """
    return name.replace("_", " ").capitalize()
