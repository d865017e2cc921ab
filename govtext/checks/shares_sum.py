"""Shares of one whole that pass 100: 公路、水路、铁路货运量占比分别为72.3%、20.9%、7.8%."""

from __future__ import annotations

from collections.abc import Iterator

from govtext.checks.finding import Found
from govtext.checks.numbers import shown
from govtext.checks.view import Figure, View
from govtext.language.patterns import pattern

_LISTED = pattern("shares listed behind their names")
_EACH = pattern("share behind the name of its part")
_AND = pattern("nothing but a sign between two numbers of a list")
_MEASURES = pattern("several measures, each with a whole of its own")
_OVERLAP = pattern("class of things that belongs to others too")
_DIVISION = pattern("division into classes")
_SECTORS = (pattern("ratio of the three sectors"), pattern("later ratio of the three sectors"))
_NOT = pattern("negation at the head of the name of a class")
_FEWEST = 3
_FULL = 100
_NEAR = 80  # characters between two classes that leave none out


def check_sums_of_shares(view: View) -> Iterator[Found]:
    """The shares of one whole, in one division, that make more than 100% together."""
    for figures in view.sentences:
        for shares in (*_listed(view, figures), *_each(view, figures), *_opposites(view, figures)):
            intervals = [share.interval for share in shares]
            low = sum(interval.low for interval in intervals if interval is not None)
            if any(not share.is_exact for share in shares) or low <= _FULL + 1e-9:
                continue
            middle = sum(interval.middle for interval in intervals if interval is not None)
            values = {"sum": " + ".join(share.text for share in shares), "total": shown(middle)}
            places = [(share.start, share.end) for share in shares[1:]]
            yield Found("sum", shares[0].start, shares[0].end, places, values)
    for found in (one for form in _SECTORS for one in form.finditer(view.plain)):
        sectors = [found["first"], found["second"], found["third"]]
        made = sum(map(float, sectors))
        tolerance = sum(10.0 ** -len(one.partition(".")[2]) for one in sectors)
        if abs(made - _FULL) > tolerance + 1e-9:
            values = {"sum": " + ".join(sectors), "total": shown(made)}
            yield Found(
                "sectors", *found.span("first"), [found.span("second"), found.span("third")], values
            )


def _is_share(figure: Figure) -> bool:
    return figure.kind == "percent" and figure.claim.direction is None


def _listed(view: View, figures: list[Figure]) -> Iterator[list[Figure]]:
    """The lists behind 占比分别为."""
    for index, figure in enumerate(figures):
        start = figures[index - 1].end if index else view.sentence(figure.start).start
        before = view.plain[start : figure.start]
        found = _LISTED.search(before)
        if found is None or not _is_share(figure) or _MEASURES.search(found["names"]):
            continue
        shares = [figure]
        for left, right in zip(figures[index:], figures[index + 1 :], strict=False):
            if not (_is_share(right) and _AND.fullmatch(view.between(left, right))):
                break
            shares.append(right)
        if len(shares) >= _FEWEST:
            yield shares


def _each(view: View, figures: list[Figure]) -> Iterator[list[Figure]]:
    """The chains of 甲占60%、乙占20%、丙占20%."""
    chain: list[Figure] = []
    for index, figure in enumerate(figures):
        start = figures[index - 1].end if index else view.sentence(figure.start).start
        found = _EACH.search(view.plain[start : figure.start])
        apart = bool(_DIVISION.search(view.plain[view.sentence(figure.start).start : start]))
        is_one = found is not None and _is_share(figure)
        is_one = is_one and (apart or not _OVERLAP.search(found["name"] if found else ""))
        if not (is_one and found is not None and found.start() == 0):
            if len(chain) >= _FEWEST:
                yield chain
            chain = []
        if is_one:
            chain.append(figure)
    if len(chain) >= _FEWEST:
        yield chain


def _opposites(view: View, figures: list[Figure]) -> Iterator[list[Figure]]:
    """A class and all that is not of it: 生产性投资比重72.2%, 非生产性投资比重28.8%."""
    for index, right in enumerate(figures):
        label = right.claim.label or ""
        if not _NOT.match(label) or not _is_share(right):
            continue
        if _is_earlier(figures, index):
            continue
        for left in reversed(figures[:index]):
            near = right.start - left.end < _NEAR
            if near and _is_share(left) and _NOT.sub("", label).startswith(left.claim.label or "-"):
                if left.claim.status == right.claim.status:
                    yield [left, right]
                break


def _is_earlier(figures: list[Figure], index: int) -> bool:
    """Whether the next number is the same share at a later time: 由31.4%下降为27.8%."""
    behind = figures[index + 1 : index + 2]
    return (
        bool(behind)
        and _is_share(behind[0])
        and behind[0].claim.label == figures[index].claim.label
    )
