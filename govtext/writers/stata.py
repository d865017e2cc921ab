"""Tables as Stata files (.dta, version 118), with labels of variables and values, and a .do file
that opens them and shows how they are merged."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govtext import frames
from govtext.messages import english
from govtext.messages.catalogue import catalogue as chinese
from govtext.report import Report
from govtext.writers.atomic import replacing
from govtext.writers.files import Layout
from govtext.writers.tables import TABLES, rows

if TYPE_CHECKING:
    import pandas as pd

_LONGEST_NAME = 32
_LONGEST_LABEL = 80
_LONGEST_STRING = 2045
"""The most characters of a name and of a label, and bytes of a fixed string, in Stata."""
# Words that are no names in Stata ([U] 11.3), and those that pandas changes too.
_RESERVED = frozenset(
    """_all _b byte _coef _cons double float if in int long _n _N _pi _pred _rc _skip strL using
    with break case class const continue default delete do else end export for function global
    local short array boolean""".split()  # noqa: SIM905 (a list of strings is four times as long)
)
_LARGEST_LONG = 2_147_483_620
_LARGEST_DOUBLE = 8.9e307
_WORDS = re.compile(r"\W")
_DTYPES = {"text": "string", "int": "Int64", "float": "Float64", "bool": "boolean"}
# Panels are merged by these, in this order, where a table has them.
_KEYS = ("region_code", "region_code_num", "issuer", "year")


def write_stata(reports: Iterable[bytes], path: Path, layout: Layout) -> None:
    """Write one table of all reports to ``path``, and a .do file beside it. The whole table is in
    memory. Raises OSError."""
    known = frames.columns_of(layout.table)
    columns = TABLES[layout.table]
    values: dict[str, list[Any]] = {column.name: [] for column in columns}
    for number, report in enumerate(map(Report.from_json, reports), 1):
        for row in rows(report, layout.table, number, layout.rules):
            for column in columns:
                cell = row[column.name]
                if isinstance(cell, list):
                    cell = " ".join(map(str, cell))
                values[column.name].append(cell)
    dtypes = {
        column.name: known.get(column.name, _DTYPES.get(column.kind, "string"))
        if column.kind != "ints"
        else "string"
        for column in columns
    }
    frame = frames.typed(values, dtypes)
    write_dta(frame, path, labels(frame, layout.table, layout.lang), layout.lang, layout.parts)


def labels(frame: pd.DataFrame, table: str, lang: str) -> dict[str, str]:
    """The label of each column of a table, in a language; a column without one has its name."""
    words = chinese()
    known = words.columns | words.tables.get(table, {})
    return {
        str(name): known.get(str(name), str(name)) if lang == "zh" else english(str(name))
        for name in frame.columns
    }


def write_dta(
    frame: pd.DataFrame,
    path: Path,
    label_of: Mapping[str, str],
    lang: str = "zh",
    parts: Path | None = None,
) -> None:
    """Write a DataFrame to ``path`` as a Stata file of version 118, and ``path.do`` beside it.

    Categories and booleans become numbers with value labels; ``region_code`` is there as a string
    and, as ``region_code_num``, as a number; long texts become strL. Raises OSError.
    """
    names = variable_names([str(name) for name in frame.columns])
    coded = _with_numbers(frame)
    names |= {str(name): str(name) for name in coded.columns if str(name) not in names}
    made, value_labels, long = _fitting(coded, names, lang)
    with replacing(path, parts) as file:
        made.to_stata(
            file,
            write_index=False,
            version=118,
            variable_labels={
                names[str(name)]: _label(str(name), label_of, lang)[:_LONGEST_LABEL]
                for name in coded.columns
            },
            value_labels=value_labels,
            convert_strl=long,
            data_label="govtext",
            time_stamp=datetime.datetime(2000, 1, 1),
        )
    with replacing(path.with_suffix(".do"), parts) as file:
        file.write(do_file(path.name, list(made.columns)).encode("utf-8"))


def _label(name: str, label_of: Mapping[str, str], lang: str) -> str:
    """The label of a column, also of one that ``_with_numbers`` has added."""
    source = name.removesuffix("_num")
    if name not in label_of and source in label_of:
        return label_of[source] + ("（数值）" if lang == "zh" else " (number)")
    return label_of.get(name, name)


def variable_names(names: list[str]) -> dict[str, str]:
    """A name for Stata for each of ``names``: letters, digits and _, at most 32, all different, and
    no word of its language.

    >>> variable_names(["year", "粮食产量_level", "1st", "a" * 40])["a" * 40]
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
    >>> variable_names(["end"])
    {'end': 'end_'}
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        plain = _WORDS.sub("_", name)
        plain = plain if plain[:1].isalpha() or plain[:1] == "_" else f"_{plain}"
        plain = f"{plain}_" if plain in _RESERVED else plain
        short, number = plain[:_LONGEST_NAME], 1
        while short.casefold() in taken:
            number += 1
            tail = f"_{number}"
            short = plain[: _LONGEST_NAME - len(tail)] + tail
        taken.add(short.casefold())
        found[name] = short
    return found


def _with_numbers(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with each column of region codes as a number too, which some files merge by."""
    import pandas as pd  # noqa: PLC0415 (slow to import, and an extra)

    made = frame.copy()
    for name in [str(name) for name in frame.columns if str(name).endswith("_code")]:
        number = pd.to_numeric(frame[name], errors="coerce").astype("Int64")
        made.insert(list(made.columns).index(name) + 1, f"{name}_num", number)
    return made


def _fitting(
    frame: pd.DataFrame, names: Mapping[str, str], lang: str
) -> tuple[pd.DataFrame, dict[Any, dict[float, str]], list[Any]]:
    """The columns in types that Stata has, the labels of their values, and the long strings."""
    import pandas as pd  # noqa: PLC0415 (as above)

    made: dict[str, Any] = {}
    value_labels: dict[Any, dict[float, str]] = {}
    long: list[Any] = []
    words = chinese().values if lang == "zh" else {}
    for written, column in frame.items():
        name = names[str(written)]
        if isinstance(column.dtype, pd.CategoricalDtype):
            said = [str(one) for one in column.cat.categories]
            codes = column.cat.codes
            made[name] = (codes + 1).astype("float64").where(codes >= 0)
            value_labels[name] = {
                float(code): words.get(one, one) for code, one in enumerate(said, 1)
            }
        elif pd.api.types.is_bool_dtype(column.dtype):
            made[name] = column.astype("Float64").astype("float64")
            value_labels[name] = {0.0: words.get("no", "no"), 1.0: words.get("yes", "yes")}
        elif pd.api.types.is_numeric_dtype(column.dtype):
            numbers = column.astype("Float64").astype("float64")
            # Larger ones and infinity are no numbers in Stata.
            numbers = numbers.where(numbers.abs() < _LARGEST_DOUBLE)
            whole = numbers.notna().all() and pd.api.types.is_integer_dtype(column.dtype)
            small = whole and numbers.abs().max() <= _LARGEST_LONG
            made[name] = numbers.astype("int32") if small and len(numbers) else numbers
        else:
            # A NUL would end the string in Stata.
            texts = column.astype(object).where(column.notna(), "").map(_text)
            made[name] = texts.astype(object)
            if texts.map(lambda one: len(one.encode("utf-8"))).max() > _LONGEST_STRING:
                long.append(name)
    return pd.DataFrame(made, index=frame.index), value_labels, long


def _text(value: object) -> str:
    return str(value).replace("\x00", "")


def do_file(file: str, variables: list[str]) -> str:
    """The commands that open a .dta file and merge it with other data."""
    keys = [name for name in _KEYS if name in variables and name != "region_code_num"]
    lines = [
        "* Written by govtext. Stata 14 or later.",
        "version 14",
        f'use "{file}", clear',
        "describe",
        "label list",
    ]
    if "region_code_num" in variables and "year" in variables:
        lines += [
            "* Your own data by region and year; replace the name of the file. Many rows of this",
            "* table may belong to one region and year, so it is m:1.",
            f'* merge m:1 {" ".join(keys[:1] + keys[-1:])} using "yours.dta", keep(master match)',
            "* Where your file has the code as a number:",
            '* merge m:1 region_code_num year using "yours.dta", keep(master match)',
        ]
        if "indicator" not in variables:
            lines += ["* As a panel:", "xtset region_code_num year"]
    elif keys:
        lines.append(f'* merge m:1 {" ".join(keys)} using "yours.dta", keep(master match)')
    return "\r\n".join(lines) + "\r\n"
