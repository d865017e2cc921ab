"""The index page of several reports: links to their pages, and a comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple, get_args

from govtext.messages import said
from govtext.page.bilingual import both, filled, script_words, shown
from govtext.page.charts import BarPart, Series, bar, comparable, scatter, series
from govtext.page.document import asset, policy
from govtext.page.markup import attribute, escaped
from govtext.page.parts import title_of
from govtext.report import Category, Claim, Report
from govtext.writers.console import value


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
    script = asset("language.js")
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
        charts="".join(_chart(one, names, pages) for one in series(reports))
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
        f"<td>{report.year or ''}</td>"
        f"<td>{report.characters:,}</td><td>{total:,}</td><td>{bar(parts, most)}</td>"
        f"<td>{bar([BarPart(masked, 'masked', 'masked')], total)}</td><td>{share}</td></tr>\n"
    )


def _chart(one: Series, names: Sequence[str], pages: Sequence[str]) -> str:
    kind = both("change") if one.change else both("level")
    unit = f"{shown(one.unit)} · {kind}" if one.unit else kind
    top = max(one.points, key=lambda point: point.value).claim.quantity.text
    rows = "".join(
        f"<tr><td>{point.year}</td>"
        f'<td><a href="{attribute(pages[point.report])}#claim-{point.claim.id}">'
        f"<bdi>{escaped(names[point.report])}</bdi></a></td>"
        f"<td>{shown(value(point.claim))}</td><td>{both(point.claim.status)}</td></tr>"
        for point in one.points
    )
    return (
        f"<figure><figcaption><bdi>{shown(one.name)}</bdi> <small>{unit} ·"
        f" ≤ {shown(top)}</small>"
        f"</figcaption>{scatter(one, names, pages)}"
        f"<details>{both(f'{len(one.points)} numbers', 'summary')}<table>{rows}</table></details>"
        "</figure>\n"
    )
