"""The index page of several reports: links to their pages, and a comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from string import Template
from typing import get_args

from govtext.page.charts import BarPart, Series, bar, scatter, series
from govtext.page.document import asset, policy
from govtext.page.markup import attribute, escaped, legible
from govtext.page.parts import title_of
from govtext.report import Category, Report
from govtext.writers.console import value


def index_page(reports: Sequence[Report], pages: Sequence[str]) -> str:
    """An index page of ``reports``; ``pages`` has the address of the page of each.

    It compares the number of claims of each category, the share of masked numbers, and the
    indicators that several reports or years have.
    """
    style = asset("common.css") + asset("index.css")
    most = max((len(report.claims) for report in reports), default=0)
    names = [title_of(report) for report in reports]
    return Template(asset("index.html")).substitute(
        policy=policy(style),
        style=style,
        count=len(reports),
        rows="".join(_row(*each, most) for each in zip(reports, names, pages, strict=True)),
        charts="".join(_chart(shown, names, pages) for shown in series(reports))
        or '<p class="empty">No indicator is common to several reports or years.</p>',
    )


def _row(report: Report, name: str, page: str, most: int) -> str:
    claims = Counter(claim.category for claim in report.claims)
    masked = sum(claim.quantity.masked for claim in report.claims)
    total = len(report.claims)
    said = report.metadata
    parts = [BarPart(claims[category], category, category) for category in get_args(Category)]
    share = f"{masked / total:.0%}" if total else "–"
    return (
        f'<tr><th scope="row"><a href="{attribute(page)}"><bdi>{escaped(name)}</bdi></a>'
        f"<small><bdi>{escaped(legible(said.issuer or ''))}</bdi></small></th>"
        f"<td>{said.year or ''}</td>"
        f"<td>{report.source.characters:,}</td><td>{total:,}</td><td>{bar(parts, most)}</td>"
        f"<td>{bar([BarPart(masked, 'masked', 'masked')], total)}</td><td>{share}</td></tr>\n"
    )


def _chart(shown: Series, names: Sequence[str], pages: Sequence[str]) -> str:
    kind = "change" if shown.change else "level"
    unit = f"{escaped(legible(shown.unit))}, {kind}" if shown.unit else kind
    top = max(shown.points, key=lambda point: point.value).claim.quantity.text
    rows = "".join(
        f"<tr><td>{point.year}</td>"
        f'<td><a href="{attribute(pages[point.report])}#claim-{point.claim.id}">'
        f"<bdi>{escaped(names[point.report])}</bdi></a></td>"
        f"<td>{escaped(legible(value(point.claim)))}</td><td>{point.claim.status}</td></tr>"
        for point in shown.points
    )
    return (
        f"<figure><figcaption><bdi>{escaped(legible(shown.name))}</bdi> <small>{unit}, up to"
        f" {escaped(legible(top))}</small>"
        f"</figcaption>{scatter(shown, names, pages)}"
        f"<details><summary>{len(shown.points)} numbers</summary><table>{rows}</table></details>"
        "</figure>\n"
    )
