"""The index page of several reports: links to their pages, and a comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple, get_args

from govtext.language.patterns import pattern
from govtext.messages import said
from govtext.page.bilingual import both, filled, script_words, shown
from govtext.page.charts import BarPart, Point, Series, bar, comparable, scatter, series
from govtext.page.document import asset, policy, table_script
from govtext.page.markup import attribute, escaped
from govtext.page.parts import title_of
from govtext.report import Category, Claim, Report
from govtext.writers.console import value

_GOVERNMENT = pattern("word for a government")


class IndexedReport(NamedTuple):
    """What the index says of a report; its text and its sentences need not be in memory."""

    title: str
    issuer: str | None
    year: int | None
    characters: int
    categories: Counter[Category]
    """How many claims each category has."""
    masked: int
    claims: list[Claim]
    """The claims that a chart may show."""
    national: bool
    """Whether it is a report of the whole nation."""

    @classmethod
    def of(cls, report: Report) -> IndexedReport:
        """What the index says of ``report``."""
        return cls(
            title_of(report),
            report.metadata.issuer,
            report.metadata.year,
            report.source.characters,
            Counter(claim.category for claim in report.claims),
            sum(claim.quantity.masked for claim in report.claims),
            comparable(report),
            report.metadata.issuer_level == "nation",
        )


def index_page(reports: Iterable[Report], pages: Sequence[str]) -> str:
    """An index page of ``reports``; ``pages`` has the address of the page of each.

    It compares the number of claims of each category, the share of masked numbers, and the
    indicators that several reports or years have.
    """
    return index_of([IndexedReport.of(report) for report in reports], pages)


def index_of(reports: Sequence[IndexedReport], pages: Sequence[str]) -> str:
    """The same from what the index says of each report."""
    style = asset("common.css") + asset("index.css")
    most = max((report.categories.total() for report in reports), default=0)
    names = [report.title for report in reports]
    script = table_script()
    shared = series(reports)
    places = [_GOVERNMENT.sub("", one.issuer or "") for one in reports]
    count = f"{len(reports)} reports"
    return filled(
        asset("index.html"),
        policy=policy(style, script),
        style=style,
        script=script,
        words=script_words(script),
        title=said(count),
        count=both(count, "h1"),
        rows="".join(_row(*each, most) for each in zip(reports, pages, strict=True)),
        places=_by_place(shared, names, pages),
        charts="".join(_chart(one, names, places, pages) for one in shared)
        or f'<p class="empty">{both("No indicator is common to several reports or years.")}</p>',
    )


def _row(report: IndexedReport, page: str, most: int) -> str:
    masked, total = report.masked, report.categories.total()
    parts = [
        BarPart(report.categories[category], category, category) for category in get_args(Category)
    ]
    share = f"{masked / total:.0%}" if total else "–"
    return (
        f'<tr><th scope="row"><a href="{attribute(page)}"><bdi>{escaped(report.title)}</bdi></a>'
        f"<small><bdi>{shown(report.issuer or '')}</bdi></small></th>"
        f"<td>{report.year or ''}</td>{_count(report.characters)}{_count(total)}"
        f'<td data-key="{report.categories["achievement"]}">{bar(parts, most)}</td>'
        f'<td data-key="{masked}">{bar([BarPart(masked, "masked", "masked")], total)}</td>'
        f'<td data-key="{masked / total if total else ""}">{share}</td></tr>\n'
    )


def _count(number: int) -> str:
    return f'<td data-key="{number}">{number:,}</td>'


def _by_place(shared: Sequence[Series], names: Sequence[str], pages: Sequence[str]) -> str:
    """A table with a row for each report and a column for each of the indicators of several: what
    was reached in the last year that the report tells, else what is aimed at."""
    found: dict[int, dict[int, Point]] = {}
    for column, one in enumerate(shared):
        for point in one.points:
            row = found.setdefault(point.report, {})
            before = row.get(column)
            if before is None or _told_later(point) > _told_later(before):
                row[column] = point
    if not found:
        return ""
    head = "".join(
        f'<th scope="col"><button type="button"><bdi>{shown(one.name)}</bdi>'
        f" <small>{_unit(one)}</small></button></th>"
        for one in shared
    )
    body = "".join(
        f'<tr><th scope="row"><bdi>{escaped(names[report])}</bdi></th>'
        + "".join(_place(row.get(column), pages[report]) for column in range(len(shared)))
        + "</tr>\n"
        for report, row in sorted(found.items())
    )
    return (
        f"{both('Indicators by report', 'h2')}\n"
        '<div class="wide" tabindex="0"><table class="places sortable"><thead><tr>'
        f'<th scope="col"><button type="button">{both("Report")}</button></th>{head}'
        f'</tr></thead><tbody lang="zh">{body}</tbody></table></div>'
    )


def _told_later(point: Point) -> tuple[bool, int]:
    return point.claim.status == "actual", point.year


def _place(point: Point | None, page: str) -> str:
    if point is None:
        return '<td data-key=""></td>'
    aim = "○ " if point.claim.status == "target" else ""
    return (
        f'<td data-key="{point.value!r}"><a href="{attribute(page)}#claim-{point.claim.id}">'
        f"{aim}{shown(value(point.claim))}</a><small>{point.year}</small></td>"
    )


def _unit(one: Series) -> str:
    """The unit of a series, and whether it holds levels or changes."""
    kind = both("change") if one.change else both("level")
    kind += f" · {both('nation')}" if one.national else ""
    return f"{shown(one.unit)} · {kind}" if one.unit else kind


def _chart(one: Series, names: Sequence[str], places: Sequence[str], pages: Sequence[str]) -> str:
    top = max(one.points, key=lambda point: point.value).claim.quantity.text
    rows = "".join(
        f"<tr><td>{point.year}</td>"
        f'<td><a href="{attribute(pages[point.report])}#claim-{point.claim.id}">'
        f"<bdi>{escaped(names[point.report])}</bdi></a></td>"
        f"<td>{shown(value(point.claim))}</td><td>{both(point.claim.status)}</td></tr>"
        for point in one.points
    )
    return (
        f"<figure><figcaption><bdi>{shown(one.name)}</bdi> <small>{_unit(one)} ·"
        f" ≤ {shown(top)}</small>"
        f"</figcaption>{scatter(one, names, places, pages)}"
        f"<details>{both(f'{len(one.points)} numbers', 'summary')}<table>{rows}</table></details>"
        "</figure>\n"
    )
