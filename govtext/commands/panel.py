"""``govtext panel``: the values of known statistics by issuer and year."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govtext.commands.analysis import (
    IndicatorsOption,
    LangOption,
    NameLang,
    NoRegionsOption,
    ReportStream,
    SourcesArgument,
    check_output,
    listed,
    output_option,
    print_table,
    refuse,
    write,
)
from govtext.commands.options import RulesOption, TextColumnOption
from govtext.readers import suffix_of
from govtext.writers.frame_files import Sheets

if TYPE_CHECKING:
    import pandas as pd

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_ENDINGS = (".csv", ".xlsx", ".parquet", ".dta", ".json")
_ROW = ("issuer", "region_code", "region_name", "region_level", "year")
_SOURCE = "_source"


@app.command()
def panel_command(  # noqa: PLR0913, PLR0917 (an option each)
    sources: SourcesArgument,
    out: Annotated[Path | None, output_option(_ENDINGS)] = None,
    indicators: IndicatorsOption = None,
    long: Annotated[
        bool, typer.Option("--long", help="One row a number, with those that are not chosen.")
    ] = False,
    bounds: Annotated[
        bool, typer.Option("--bounds", help="Take levels that are only passed (突破3万亿元) too.")
    ] = False,
    places: Annotated[
        bool, typer.Option("--places", help="Add the file and the place of each number.")
    ] = False,
    no_regions: NoRegionsOption = False,
    lang: LangOption = NameLang.zh,
    rules: RulesOption = None,
    text_column: TextColumnOption = None,
) -> None:
    """Write a panel: a row for each issuer and year, a column for each statistic and measure.

    Columns without a value are left out. The column "flags" names the values that are bounds,
    masked, or one of several. Names have at most 32 characters; a codebook says what each is:
    a sheet of .xlsx, otherwise a file OUT.codebook.csv.

    Exit status 1 where some reports can't be read, with the reasons on standard error; all that
    was read is written.
    """
    from govtext.analyses.panel import both_panels  # noqa: PLC0415 (slow)

    check_output(out, _ENDINGS)
    reading = ReportStream(sources, rules, text_column)
    try:
        wide, every = both_panels(
            reading, listed(indicators), bounds=bounds, regions=not no_regions, rules=rules
        )
    except (ValueError, ImportError) as error:
        raise refuse(error, "--indicators") from error
    if long:
        sheets = Sheets({"panel": every}, "panel", lang.value)
        shown = ["issuer", "year", "indicator", "measure", "text", "chosen", "reason"]
    else:
        made, codebook = _short(wide, every, places)
        sheets = Sheets({"panel": made, "codebook": codebook}, "panel", lang.value)
        shown = ["issuer", "year", *[n for n in made.columns if n not in (*_ROW, "flags")][:6]]
    if out is None:
        print_table(sheets.tables["panel"], shown, sheets)
    else:
        write(sheets, out)
        if "codebook" in sheets.tables and suffix_of(out.name) != ".xlsx":
            book = Sheets(sheets.tables, "codebook", lang.value)
            write(book, out.with_name(f"{out.name}.codebook.csv"))
    reading.finish(f"{len(sheets.tables['panel'])} rows" + (f" written to {out}" if out else ""))


def _short(
    wide: pd.DataFrame, every: pd.DataFrame, places: bool
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The panel without empty columns, under names that fit, and the codebook of its names."""
    import pandas as pd  # noqa: PLC0415 (an extra)

    from govtext.writers.stata import variable_names  # noqa: PLC0415 (imports pandas)

    values = [name for name in map(str, wide.columns) if name not in _ROW]
    kept = [
        name
        for name in values
        if wide[name].notna().any() and (places or not name.endswith(_SOURCE))
    ]
    made = wide[[*_ROW, *kept]].copy()
    made["flags"] = _flags(made, every)
    names = variable_names([str(name) for name in made.columns])
    units = wide.attrs.get("units", {})
    codebook = pd.DataFrame(
        {
            "name": [names[str(name)] for name in made.columns],
            "full_name": [str(name) for name in made.columns],
            "unit": [
                "%" if str(name).endswith("_growth") else units.get(str(name))
                for name in made.columns
            ],
        },
        dtype="string",
    )
    return made.rename(columns=names), codebook


def _flags(made: pd.DataFrame, every: pd.DataFrame) -> list[str | None]:
    """For each row of a panel the values that are uncertain, and why."""
    key = ["issuer", "year"]
    rows = every[every["year"].notna()]
    chosen = rows[rows["chosen"].astype(bool)]
    others = rows[rows["reason"] == "another goes before it"]
    told: dict[tuple[object, ...], dict[str, list[str]]] = {}
    for row in chosen.itertuples(index=False):
        name = f"{row.indicator}_{row.measure}"
        why = told.setdefault((row.issuer, row.year), {}).setdefault(name, [])
        if row.masked:
            why.append("masked")
        if str(row.bound) != "=":
            why.append(f"bound {row.bound}")
        same = others[
            (others["indicator"] == row.indicator)
            & (others["measure"].astype(str) == str(row.measure))
            & (others["year"] == row.year)
            & (others["issuer"] == row.issuer)
        ]
        if (same["value"] != row.value).fillna(False).any():
            why.append("several values")
    flags = []
    for issuer, year in made[key].itertuples(index=False):
        found = told.get((issuer, year), {})
        words = [f"{name}: {', '.join(why)}" for name, why in found.items() if why]
        flags.append("; ".join(words) or None)
    return flags
