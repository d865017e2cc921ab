"""The page of an analysis: tables and line charts in one file, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from govtext.messages.catalogue import catalogue as chinese
from govtext.page.bilingual import Bilingual, filled, script_words, switch
from govtext.page.document import asset, policy
from govtext.page.markup import attribute, escaped, legible

_WIDTH, _HEIGHT = 260, 130
_LEFT, _RIGHT, _TOP, _BOTTOM = 8, 252, 10, 108
_SERIES = 6  # colours


class MarkedText(NamedTuple):
    """A cell with its text marked, with a class of its own, or with an address it leads to."""

    text: str | Bilingual
    style: str = ""
    marked: bool = False
    address: str = ""


Text = str | Bilingual
"""A text of a report, or one of the program."""
Cell = str | int | float | Bilingual | MarkedText | None


class TrendLine(NamedTuple):
    """A line of a chart: its name, and a value for each year that has one."""

    name: Text
    values: dict[int, float]


def word(name: str) -> Bilingual:
    """The word for a heading or column of a page."""
    words = chinese()
    zh = words.pages.get(name) or words.analyses.get(name) or words.columns[name]
    return Bilingual(name.replace("_", " ").capitalize(), zh)


def written(text: Text) -> str:
    """A text as HTML."""
    return text.html() if isinstance(text, Bilingual) else f"<bdi>{escaped(legible(text))}</bdi>"


def analysis_page(title: Text, note: Text, parts: Iterable[str], lang: str) -> str:
    """A page with a title, a note below it, and ``parts``, which are HTML; in the language
    ``lang`` until the reader switches it."""
    style = asset("common.css") + asset("index.css") + asset("analysis.css")
    script = (asset("language.js") if isinstance(title, Bilingual) else "") + asset("sort.js")
    name = title if isinstance(title, str) else title.zh if lang == "zh" else title.en
    return filled(
        asset("analysis.html"),
        lang,
        switch=switch(lang) if isinstance(title, Bilingual) else "",
        policy=policy(style, script),
        style=style,
        title=attribute(name),
        heading=written(title),
        note=written(note),
        parts="\n".join(parts),
        words=script_words(script),
        script=script,
    )


def counted(counts: Iterable[tuple[str, int]], more: str = "") -> Bilingual:
    """How many there are of each thing, for the note of a page."""
    known = [(word(name), count) for name, count in counts]
    english = " · ".join(f"{count:,} {name.en}" for name, count in known)
    told = " · ".join(f"{count:,} {name.zh}" for name, count in known)
    return Bilingual(english + more, told + more)


def section(title: Text, content: str) -> str:
    """A heading with what stands below it."""
    return f'<h2>{written(title)}</h2>\n<div class="wide" tabindex="0">{content}</div>'


def heads(headers: Sequence[Text]) -> str:
    """The row of headers of a table that a click on one of them sorts."""
    return "".join(
        f'<th scope="col"><button type="button">{written(header)}</button></th>'
        for header in headers
    )


def grid(headers: Sequence[Text], rows: Iterable[Sequence[Cell]]) -> str:
    """A table."""
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>\n" for row in rows)
    return (
        f'<table class="reports grid sortable"><thead><tr>{heads(headers)}</tr></thead>'
        f'<tbody lang="zh">{body}</tbody></table>'
    )


def _cell(cell: Cell) -> str:
    if cell is None:
        return "<td></td>"
    if isinstance(cell, int):
        return f'<td class="number" data-key="{cell}">{cell:,}</td>'
    if isinstance(cell, float):
        return f'<td class="number" data-key="{cell!r}">{cell:.4g}</td>'
    if isinstance(cell, str | Bilingual):
        return f"<td>{written(cell)}</td>"
    text = written(cell.text)
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
    names = "".join(f"<th>{written(line.name)}</th>" for line in lines)
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


def _point(name: Text, value: str) -> str:
    """What is told of a point that the mouse is on."""
    if isinstance(name, Bilingual):
        return Bilingual(f"{name.en} {value}", f"{name.zh} {value}").html(tag="title")
    return f"<title>{escaped(legible(f'{name} {value}'))}</title>"


def _line(line: TrendLine, number: int, years: Sequence[int], top: float) -> str:
    span = max(years[-1] - years[0], 1) if years else 1
    points = [
        (
            _LEFT + (_RIGHT - _LEFT) * ((year - years[0]) / span if len(years) > 1 else 0.5),
            _BOTTOM - (_BOTTOM - _TOP) * (value / top if top else 0),
            _point(line.name, f"{year}: {value:.4g}"),
        )
        for year, value in sorted(line.values.items())
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
    marks = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5">{title}</circle>' for x, y, title in points
    )
    return f'<g class="series-{number % _SERIES}"><polyline points="{path}"/>{marks}</g>'
