"""Targets and outcomes as pages: one for each issuer, and one for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from govtext.analyses.levels import middle
from govtext.analyses.pairs import Pair, Record
from govtext.analyses.target import Target
from govtext.messages import said
from govtext.page.bilingual import (
    Bilingual,
    both,
    filled,
    script_words,
    spoken,
    switch,
    value_of,
)
from govtext.page.document import asset, policy, table_script
from govtext.page.markup import attribute, escaped, flowing, legible
from govtext.page.whiskers import ChartMark, chart
from govtext.writers.amounts import written_amount
from govtext.writers.atomic import replace_whole

_UNSAFE = re.compile(r"[^\w.-]")
_MOST_COLUMNS = 14
_KEY = (
    "○ target, ● outcome: green met, blue exceeded, red missed, brown not comparable. A whisker is"
    " a range, an arrow 以上 (at least) or 以内 (at most). Each point leads to its sentence."
)
_COLUMNS = ("Year", "Statistic", "Target", "Wording", "Outcome", "Status", "Margin", "Sentences")


def write_promises(pairs: list[Pair], out: Path) -> None:
    """Write the page of one issuer to ``out``; for several, a page of all with a table of their
    targets, and the page of each in the folder of that name. Raises OSError."""
    by_issuer: dict[tuple[str, ...], list[Pair]] = {}
    for pair in pairs:
        by_issuer.setdefault(pair.record.issuer.key, []).append(pair)
    if len(by_issuer) <= 1:
        name = _name(pairs[0].record) if pairs else said("No targets")
        replace_whole(out, issuer_page(name, pairs))
        return
    pages: dict[tuple[str, ...], str] = {}
    taken: set[str] = set()
    for key, found in by_issuer.items():
        stem = short = _UNSAFE.sub("_", _name(found[0].record))[:60] or "issuer"
        number = 1
        while short.casefold() in taken:
            number += 1
            short = f"{stem}_{number}"
        taken.add(short.casefold())
        pages[key] = f"./{quote(out.stem)}/{quote(short)}.html"
        home = f"../{quote(out.name)}"
        page = issuer_page(_name(found[0].record), found, home)
        replace_whole(out.parent / out.stem / f"{short}.html", page)
    replace_whole(out, corpus_page(by_issuer, pages))


def _page(title: str, heading: str, body: str, home: str | None = None) -> str:
    style = asset("common.css") + asset("promises.css")
    script = table_script()
    link = f'<a class="home" href="{attribute(home)}">{both("All issuers")}</a>' if home else ""
    return filled(
        asset("promises.html"),
        policy=policy(style, script),
        title=escaped(legible(title)),
        heading=heading,
        switch=switch(),
        key=both(_KEY),
        home=link,
        body=body,
        style=style,
        words=script_words(script),
        script=script,
    )


def _name(record: Record) -> str:
    return record.issuer.name or record.source or "?"


def issuer_page(name: str, pairs: list[Pair], home: str | None = None) -> str:
    """The page of one issuer: a chart for each statistic, and a table with the sentences."""
    order = sorted(pairs, key=lambda pair: (pair.target.year or 0, pair.record.number))
    rows = "".join(_row(number, pair) for number, pair in enumerate(order))
    charts = "".join(_charts(order))
    heading = f"<bdi>{escaped(legible(name))}</bdi>"
    body = f'<div class="charts" lang="zh">{charts}</div>{_table(rows)}'
    return _page(name, heading, body, home)


def _table(rows: str) -> str:
    head = "".join(
        f'<th scope="col"><button type="button">{both(name)}</button></th>' for name in _COLUMNS
    )
    return (
        f'<div class="wide" tabindex="0"><table class="sortable"><thead><tr>{head}</tr></thead>'
        f'<tbody lang="zh">{rows}</tbody></table></div>'
    )


def _row(number: int, pair: Pair) -> str:
    target, outcome = pair.target, pair.outcome
    status = pair.status or ""
    told = outcome.words if outcome else ""
    margin = _margin(pair)
    source = pair.told_in.source if pair.told_in else None
    cited = f"<p>{_marked(target.sentence, target.text)}</p>"
    if outcome:
        place = escaped(legible(source or ""))
        cited += (
            f'<p id="outcome-{number}"><bdi>{place}</bdi>: {_marked(outcome.sentence, told)}</p>'
        )
    stretch = f"<small>{flowing(target.stretch)}</small>" if target.stretch else ""
    return (
        f'<tr id="target-{number}"><td>{target.year or ""}</td>'
        f"<td>{flowing(target.indicator)}{_label(target)}</td>"
        f'<td data-key="{_key(middle(target))}">{flowing(target.text)}{stretch}</td>'
        f"<td>{flowing(target.behind)}</td>"
        f'<td data-key="{_key(pair.value)}">{flowing(told)}</td>'
        f'<td class="status {status}">{_told(status)}'
        f"<small>{_reason(pair.reason).html()}</small></td>"
        f'<td data-key="{_key(pair.difference)}">{margin}</td>'
        f'<td class="sentence">{cited}</td></tr>\n'
    )


def _margin(pair: Pair) -> str:
    """How far the outcome lies from the target, with its sign and unit; points for per cents."""
    if pair.difference is None:
        return ""
    unit = pair.target.unit
    if unit in ("%", None):
        return f"{pair.difference:+.6g}"
    return f"{'+' if pair.difference > 0 else ''}{written_amount(pair.difference, unit)}"


def _label(target: Target) -> str:
    """How the report names a statistic, where not canonically, and what is done with it."""
    label = "" if target.label == target.indicator else target.label or ""
    told = " ".join(filter(None, (target.action, label)))
    return f"<small>{flowing(told)}</small>" if told else ""


def _told(status: str) -> str:
    """A status in words."""
    return value_of(status).html() if status else ""


def _reason(reason: str) -> Bilingual:
    """Why a target is judged so."""
    return Bilingual(legible(reason), legible(said(reason, "zh")))


def _key(value: float | None) -> str:
    return "" if value is None else repr(float(value))


def _marked(sentence: str, words: str) -> str:
    """A sentence with the words that are cited marked; a long one is cut around them."""
    at = sentence.find(words)
    if at < 0:
        return flowing(sentence[:200])
    first, last = max(at - 90, 0), at + len(words) + 60
    before, behind = sentence[first:at], sentence[at + len(words) : last]
    return (
        f"{'…' if first else ''}{flowing(before)}<mark>{flowing(words)}</mark>{flowing(behind)}"
        f"{'…' if last < len(sentence) else ''}"
    )


def _charts(pairs: list[Pair]) -> Iterable[str]:
    groups: dict[tuple[str, str, str], list[tuple[int, Pair]]] = {}
    for number, pair in enumerate(pairs):
        target = pair.target
        if target.kind == "number" and target.horizon == "year" and target.year:
            key = target.indicator, target.measure, target.unit or ""
            groups.setdefault(key, []).append((number, pair))
    # Statistics with most years first: those are what a chart is for.
    for (indicator, measure, unit), found in sorted(groups.items(), key=lambda one: -len(one[1])):
        marks = [mark for number, pair in found if (mark := _mark(number, pair)) is not None]
        # A thing that no rule names is charted from its second year on.
        if marks and (found[0][1].target.known or len({mark.year for mark in marks}) > 1):
            yield (
                f"<figure><figcaption><bdi>{escaped(indicator)}</bdi>"
                f" <small>{value_of(measure).html()}, {escaped(unit)}</small></figcaption>"
                f"{chart(indicator, unit, marks)}</figure>\n"
            )


def _mark(number: int, pair: Pair) -> ChartMark | None:
    target = pair.target
    value = middle(target)
    if value is None or target.year is None:
        return None
    return ChartMark(
        year=target.year,
        target=value,
        low=target.low,
        high=target.high,
        arrow={"以上": 1, "以内": -1}.get(target.modifier, 0),
        outcome=pair.value,
        status=pair.status or "",
        target_text=target.text + target.behind,
        outcome_text=pair.outcome.words if pair.outcome else "",
        target_link=f"target-{number}",
        outcome_link=f"outcome-{number}",
    )


def corpus_page(
    by_issuer: dict[tuple[str, ...], list[Pair]], pages: dict[tuple[str, ...], str]
) -> str:
    """The page of all issuers: a table of statistics and places for the last year of each."""
    counted: dict[str, int] = {}
    for pairs in by_issuer.values():
        for name in {pair.target.indicator for pair in pairs if pair.target.position == "headline"}:
            counted[name] = counted.get(name, 0) + 1
    names = sorted(counted, key=lambda name: -counted[name])[:_MOST_COLUMNS]
    head = "".join(
        f'<th scope="col"><button type="button">{name}</button></th>'
        for name in (both("Issuer"), both("Year"), both("Targets"), *map(flowing, names))
    )
    rows = "".join(
        _place(pairs, pages[key], names, year)
        for key, pairs in by_issuer.items()
        for year in sorted({pair.target.year or 0 for pair in pairs if _yearly(pair)})
    )
    body = (
        f'<div class="wide" tabindex="0"><table class="sortable"><thead><tr>{head}</tr></thead>'
        f'<tbody lang="zh">{rows}</tbody></table></div>'
    )
    title = spoken(f"Targets and outcomes of {len(by_issuer)} issuers")
    return _page(said(title.en), title.html(), body)


def _yearly(pair: Pair) -> bool:
    return pair.target.horizon == "year" and pair.target.position != "recalled"


def _place(pairs: list[Pair], page: str, names: list[str], year: int) -> str:
    """The row of one issuer and year."""
    order = sorted(pairs, key=lambda pair: (pair.target.year or 0, pair.record.number))
    cells = []
    for name in names:
        found = [
            (number, pair)
            for number, pair in enumerate(order)
            if pair.target.indicator == name and pair.target.year == year and _yearly(pair)
        ]
        found.sort(key=lambda one: one[1].target.position != "headline")
        cells.append(_cell(*found[0], page) if found else '<td data-key=""></td>')
    issuer = flowing(_name(order[0].record))
    return (
        f'<tr><th scope="row"><a href="{attribute(page)}"><bdi>{issuer}</bdi></a></th>'
        f"<td>{year or ''}</td>{_counted(pairs, year)}{''.join(cells)}</tr>\n"
    )


def _counted(pairs: list[Pair], year: int) -> str:
    """How many targets an issuer set for a year, and how many are met or exceeded."""
    aimed = [pair for pair in pairs if pair.target.year == year and _yearly(pair)]
    reached = sum(pair.status in ("met", "exceeded") for pair in aimed)
    told = f'<small class="status met">{_told("met")} {reached}</small>' if reached else ""
    return f'<td data-key="{len(aimed)}">{len(aimed)}{told}</td>'


def _cell(number: int, pair: Pair, page: str) -> str:
    target = pair.target
    status = pair.status or ""
    told = f" → {pair.outcome.words}" if pair.outcome and pair.value is not None else ""
    verdict = f'<small class="status {status}">{_told(status)}{flowing(told)}</small>'
    return (
        f'<td data-key="{_key(middle(target))}"><a href="{attribute(page)}#target-{number}">'
        f"{flowing(target.text + target.behind)}</a>{verdict if status else ''}</td>"
    )
