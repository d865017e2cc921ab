"""Verbs and signs against each other: 营业额增长2.7% and 营业额增长-2.7%, 下降-3.2%, and aims that
a verb of rising calls higher than what is reached, where they are lower."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from govtext.checks.finding import Found
from govtext.checks.repeated import same_context
from govtext.checks.view import Figure, View, build_change_verbs
from govtext.language.patterns import one_of, pattern, written
from govtext.rulebook.load import Rulebook

_RESULT = pattern("result of a change before its level")
_SHORTEST, _NAMED = 4, 3
"""How many characters a label that names one measure has: where it may lack its head, and whole."""
_NOUNS = {
    "increase": pattern("noun of a fall behind a change"),
    "decrease": pattern("noun of a rise behind a change"),
}


def check_signs(view: View) -> Iterator[Found]:
    """The changes of one measure, of one size, that go both ways."""
    told: dict[float, list[Figure]] = defaultdict(list)
    for figure in view.figures:
        value, label = figure.quantity.value, figure.claim.label
        if figure.kind != "percent" or not value or not label or not figure.claim.direction:
            continue
        for earlier in told[abs(value)]:
            same = _same_name(earlier.claim.label or "", label)
            if same and _sign(earlier) != _sign(figure) and same_context(earlier, figure):
                values = {"first": earlier.text, "second": figure.text, "label": label}
                place = (earlier.start, earlier.end)
                yield Found("both", figure.start, figure.end, [place], values)
                break
        told[abs(value)].append(figure)
    yield from _bare(view)
    yield from _nouns(view)
    yield from _minuses(view)
    yield from _aims(view)


def _minuses(view: View) -> Iterator[Found]:
    """The falls whose number has a sign besides: 下降-3.2%."""
    for figure in view.figures:
        if figure.claim.direction == "decrease" and (figure.quantity.value or 0) < 0:
            values = {
                "size": figure.text,
                "verb": view.plain[view.clause(figure.start) : figure.start],
            }
            yield Found("minus", figure.start, figure.end, [], values, "warning")


def _aims(view: View) -> Iterator[Found]:
    """The aims on the wrong side of the level that is reached: 66.1% now, 提高到65% next year."""
    reached: dict[tuple[object, ...], Figure] = {}
    for figure in view.figures:
        claim = figure.claim
        if (
            claim.direction is not None
            or len(claim.label or "") < _SHORTEST - 1
            or not claim.period
        ):
            continue
        told = (claim.per, claim.scope, claim.reference)
        of = claim.label, figure.unit, claim.nature, *(one and one.text for one in told)
        now = reached.get(of)
        if claim.status == "actual":
            reached[of] = figure
        elif now is not None and (now.claim.period or "") < claim.period:
            yield from _against(view, now, figure)


def _against(view: View, now: Figure, aim: Figure) -> Iterator[Found]:
    clause = view.clause(aim.start)
    verb = view.verb_in(view.plain[clause : aim.start], clause)
    if verb is None or not _RESULT.fullmatch(verb.tail) or not now.interval or not aim.interval:
        return
    low, high = (now, aim) if verb.direction == "decrease" else (aim, now)
    if low.interval and high.interval and low.interval.high < high.interval.low:
        values = {"label": aim.claim.label or "", "level": now.text, "aim": aim.text}
        values["verb"] = view.plain[verb.start : aim.start]
        yield Found("aim", aim.start, aim.end, [(now.start, now.end)], values, "warning")


def _nouns(view: View) -> Iterator[Found]:
    """The changes that the noun behind them calls the opposite: 下降12%,增幅居全市前列."""
    for figure in view.figures:
        noun = _NOUNS.get(figure.claim.direction or "")
        if noun is None or figure.kind not in {"percent", "point"}:
            continue
        value = figure.quantity.value or 0
        found = noun.match(view.plain, figure.end) if value > 0 else None
        if found is not None:
            values = {"size": figure.text, "noun": found["noun"]}
            values["verb"] = view.plain[view.clause(figure.start) : figure.start]
            yield Found("noun", *found.span("noun"), [(figure.start, figure.end)], values)


def _same_name(first: str, second: str) -> bool:
    """Whether two labels name one measure: 针对 may stand before one of them."""
    short, long = sorted((first, second), key=len)
    return len(short) >= _SHORTEST and long.endswith(short)


def _bare(view: View) -> Iterator[Found]:
    """The verbs between two numbers of which one is no quantity by itself: 从第9名下降至第2名."""
    for found in view.rules.derive(_build_bare).finditer(view.plain):
        if found["sign"] != found["sign2"] or len(view.within(*found.span())) > 1:
            continue
        first, second = float(found["first"]), float(found["second"])
        direction = view.direction_of(found["verb"])
        falls = (second < first) != bool(found["sign"])
        if first == second or falls == (direction == "decrease"):
            continue
        values = {"earlier": found["sign"] + found["first"], "verb": found["verb"]}
        values["later"] = found["sign2"] + found["second"]
        places = [found.span("first"), found.span("second")]
        yield Found("verb", *found.span("verb"), places, values)


def _build_bare(rules: Rulebook) -> re.Pattern[str]:
    verbs = one_of(rules.derive(build_change_verbs).directions)
    return re.compile(written("two numbers with a verb between").replace("VERB", verbs))


def _sign(figure: Figure) -> bool:
    value = figure.quantity.value or 0
    return (value > 0) == (figure.claim.direction == "increase")
