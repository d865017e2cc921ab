"""The page of an analysis: tables and line charts in one file, without a script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from string import Template
from typing import NamedTuple

from govtext.messages.catalogue import catalogue as chinese
from govtext.page.document import asset, policy
from govtext.page.markup import attribute, escaped, legible

_WIDTH, _HEIGHT = 260, 130
_LEFT, _RIGHT, _TOP, _BOTTOM = 8, 252, 10, 108
_SERIES = 6  # colours


class MarkedText(NamedTuple):
    """A cell with its text marked, with a class of its own, or with an address it leads to."""

    text: str
    style: str = ""
    marked: bool = False
    address: str = ""


Cell = str | int | float | MarkedText | None


class TrendLine(NamedTuple):
    """A line of a chart: its name, and a value for each year that has one."""

    name: str
    values: dict[int, float]


def word(name: str, lang: str) -> str:
    """The word for a heading or column of a page in Chinese or English."""
    if lang != "zh":
        return name.replace("_", " ").capitalize()
    words = chinese()
    return words.pages.get(name) or words.analyses.get(name) or words.columns[name]


def analysis_page(title: str, note: str, parts: Iterable[str], lang: str) -> str:
    """A page with a title, a note below it, and ``parts``, which are HTML."""
    style = asset("common.css") + asset("index.css") + asset("analysis.css")
    return Template(asset("analysis.html")).substitute(
        lang=lang,
        policy=policy(style),
        style=style,
        title=attribute(title),
        note=escaped(note),
        parts="\n".join(parts),
    )


def section(title: str, content: str) -> str:
    """A heading with what stands below it."""
    return f'<h2>{escaped(title)}</h2>\n<div class="wide">{content}</div>'


def grid(headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A table."""
    head = "".join(f'<th scope="col">{escaped(header)}</th>' for header in headers)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>\n" for row in rows)
    return (
        f'<table class="reports grid"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    )


def _cell(cell: Cell) -> str:
    if cell is None:
        return "<td></td>"
    if isinstance(cell, int):
        return f'<td class="number">{cell:,}</td>'
    if isinstance(cell, float):
        return f'<td class="number">{cell:.4g}</td>'
    if isinstance(cell, str):
        return f"<td><bdi>{escaped(legible(cell))}</bdi></td>"
    text = f"<bdi>{escaped(legible(cell.text))}</bdi>"
    if cell.marked:
        text = f"<mark>{text}</mark>"
    if cell.address:
        text = f'<a href="{attribute(cell.address)}">{text}</a>'
    style = f' class="{attribute(cell.style)}"' if cell.style else ""
    return f"<td{style}>{text}</td>"


def charts(figures: Iterable[str]) -> str:
    """Figures side by side."""
    return f'<div class="charts">{"".join(figures)}</div>'


def trend(title: str, lines: Sequence[TrendLine]) -> str:
    """A chart of values by year, with a table of its numbers below."""
    years = sorted({year for line in lines for year in line.values})
    top = max((value for line in lines for value in line.values.values()), default=0.0)
    drawn = "".join(_line(line, number, years, top) for number, line in enumerate(lines))
    ends = f"{years[0]}–{years[-1]}" if len(years) > 1 else "".join(map(str, years))
    rows = "".join(
        f"<tr><td>{year}</td>"
        + "".join(f"<td>{_number(line.values.get(year))}</td>" for line in lines)
        + "</tr>"
        for year in years
    )
    names = "".join(f"<th>{escaped(legible(line.name))}</th>" for line in lines)
    middle = (_LEFT + _RIGHT) / 2
    ticks: list[tuple[float, str, int]] = []
    if years:
        ticks = [(_LEFT, "start", years[0]), (_RIGHT, "end", years[-1])]
    if len(years) == 1:
        ticks = [(middle, "middle", years[0])]
    return (
        f"<figure><figcaption><bdi>{escaped(legible(title))}</bdi> "
        f"<small>{ends}, ≤ {top:.3g}</small>"
        f'</figcaption><svg class="trend" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img"'
        f' aria-label="{attribute(title)}">'
        f'<line x1="{_LEFT}" y1="{_BOTTOM}" x2="{_RIGHT}" y2="{_BOTTOM}"/>'
        + "".join(
            f'<text x="{x:g}" y="{_BOTTOM + 14}" text-anchor="{anchor}">{year}</text>'
            for x, anchor, year in ticks
        )
        + f"{drawn}</svg><details><summary>{len(years)}</summary>"
        f"<table><tr><th></th>{names}</tr>{rows}</table></details></figure>\n"
    )


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.4g}"


def _line(line: TrendLine, number: int, years: Sequence[int], top: float) -> str:
    span = max(years[-1] - years[0], 1) if years else 1
    points = [
        (
            _LEFT + (_RIGHT - _LEFT) * ((year - years[0]) / span if len(years) > 1 else 0.5),
            _BOTTOM - (_BOTTOM - _TOP) * (value / top if top else 0),
            f"{line.name} {year}: {value:.4g}",
        )
        for year, value in sorted(line.values.items())
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
    marks = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5">'
        f"<title>{escaped(legible(said))}</title></circle>"
        for x, y, said in points
    )
    return f'<g class="series-{number % _SERIES}"><polyline points="{path}"/>{marks}</g>'
