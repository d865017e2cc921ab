"""The index page of several reports: links to their pages, and a comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import get_args

from govtext.messages import said
from govtext.page.bilingual import both, filled, script_words, shown
from govtext.page.charts import BarPart, Series, bar, scatter, series
from govtext.page.document import asset, policy
from govtext.page.markup import attribute, escaped
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
        rows="".join(_row(*each, most) for each in zip(reports, names, pages, strict=True)),
        charts="".join(_chart(one, names, pages) for one in series(reports))
        or f'<p class="empty">{both("No indicator is common to several reports or years.")}</p>',
    )


def _row(report: Report, name: str, page: str, most: int) -> str:
    claims = Counter(claim.category for claim in report.claims)
    masked = sum(claim.quantity.masked for claim in report.claims)
    total = len(report.claims)
    about = report.metadata
    parts = [BarPart(claims[category], category, category) for category in get_args(Category)]
    share = f"{masked / total:.0%}" if total else "–"
    return (
        f'<tr><th scope="row"><a href="{attribute(page)}"><bdi>{escaped(name)}</bdi></a>'
        f"<small><bdi>{shown(about.issuer or '')}</bdi></small></th>"
        f"<td>{about.year or ''}</td>"
        f"<td>{report.source.characters:,}</td><td>{total:,}</td><td>{bar(parts, most)}</td>"
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
