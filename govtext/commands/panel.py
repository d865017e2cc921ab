"""``govtext panel``: the values of known statistics by issuer and year."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from govtext.commands import typed
from govtext.commands.many import EachReport
from govtext.commands.options import (
    IndicatorsOption,
    NoRegionsOption,
    RulesOption,
    SourcesArgument,
    TextColumnOption,
    check_output,
    check_rules,
    output_option,
)
from govtext.commands.tables import TABLE_ENDINGS, give, listed
from govtext.readers import suffix_of

if TYPE_CHECKING:
    import pandas as pd

app = typed.App()

_ROW = ("issuer", "region_code", "region_name", "region_level", "year")
_PLACES = ("_source", "_sentence")


@app.command()
def panel_command(  # noqa: PLR0913, PLR0917 (an option each)
    sources: SourcesArgument,
    out: Annotated[Path | None, output_option(TABLE_ENDINGS)] = None,
    indicators: IndicatorsOption = None,
    long: Annotated[
        bool, typed.Option("--long", help="One row a number, with those that are not chosen.")
    ] = False,
    bounds: Annotated[
        bool, typed.Option("--bounds", help="Take levels that are only passed (突破3万亿元) too.")
    ] = False,
    places: Annotated[
        bool,
        typed.Option("--places", help="Add the sentence and the place of each number."),
    ] = False,
    no_regions: NoRegionsOption = False,
    rules: RulesOption = None,
    text_column: TextColumnOption = None,
) -> None:
    """Write a panel: a row for each issuer and year, a column for each statistic and measure.

    Columns without a value are left out. The column "flags" names the values that are bounds,
    masked, estimated, or one of several. Names have at most 32 characters; a codebook says what
    each is: a sheet of .xlsx, otherwise a file OUT.codebook.csv.

    Exit status 1 where some reports can't be read, with the reasons on standard error; all that
    was read is written.
    """
    from govtext.analyses.panel import both_panels  # noqa: PLC0415 (slow)

    check_rules(rules)
    check_output(out, TABLE_ENDINGS)
    reading = EachReport(sources, rules, text_column)
    try:
        wide, every = both_panels(
            reading, listed(indicators), bounds=bounds, regions=not no_regions, rules=rules
        )
    except ValueError as error:
        raise typed.BadParameter(str(error), param_hint="--indicators") from error
    if long:
        tables = {"panel": every}
        shown = ["issuer", "year", "indicator", "measure", "text", "chosen", "reason"]
    else:
        made, codebook = short_panel(wide, every, places)
        tables = {"panel": made, "codebook": codebook}
        shown = ["issuer", "year", *[n for n in made.columns if n not in (*_ROW, "flags")][:6]]
    done = give(tables, "panel", shown, out)
    if out is not None and "codebook" in tables and suffix_of(out.name) != ".xlsx":
        codebook_file = out.with_name(f"{out.name}.codebook.csv")
        give(tables, "codebook", (), codebook_file)
    reading.finish(done)


def short_panel(
    wide: pd.DataFrame, every: pd.DataFrame, places: bool
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The panel without empty columns, under names that fit, and the codebook of its names."""
    import pandas as pd  # noqa: PLC0415 (an extra)

    from govtext.writers.stata import variable_names  # noqa: PLC0415 (imports pandas)

    units = wide.attrs["units"]
    kept = [
        name
        for name in map(str, wide.columns)
        if name not in _ROW
        and wide[name].notna().any()
        and (name in units or (places and name.endswith(_PLACES)))
    ]
    made = wide[[*_ROW, *kept]].copy()
    made["flags"] = _flags(wide, every, [name for name in kept if name in units])
    full = [str(name) for name in made.columns]
    names = variable_names(full)
    book = {
        "name": [names[name] for name in full],
        "full_name": full,
        "unit": ["%" if name.endswith("_growth") else units.get(name) for name in full],
    }
    return made.rename(columns=names), pd.DataFrame(book, dtype="string")


def _flags(wide: pd.DataFrame, every: pd.DataFrame, values: list[str]) -> list[str | None]:
    """For each row of a panel the values that are uncertain, and why."""
    rivals = every[every["reason"] == "another goes before it"]
    told: dict[tuple[object, ...], set[float]] = {}
    for row in rivals.itertuples(index=False):
        key = row.issuer, row.year, f"{row.indicator}_{row.measure}"
        told.setdefault(key, set()).add(float(str(row.value)) if row.value is not None else 0.0)
    rows: Any = wide.astype(object).where(wide.notna(), None).to_dict("records")
    flags = []
    for row_of in rows:
        found = []
        for name in values:
            source = row_of.get(f"{name}_source")
            if source is None:
                continue
            why = ["masked"] if row_of[name] is None else []
            bound = row_of.get(f"{name}_bound")
            why += [f"bound {bound}"] if bound not in (None, "=") else []
            why += ["estimated"] if row_of.get(f"{name}_estimated") else []
            others = told.get((row_of["issuer"], row_of["year"], name), set())
            why += ["several values"] if others - {row_of[name]} else []
            found += [f"{name}: {', '.join(why)}"] if why else []
        flags.append("; ".join(found) or None)
    return flags
