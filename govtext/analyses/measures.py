"""Which measure of an indicator a claim gives, by its nature, or why it gives none.

粮食产量820亿斤 -> flow, 增长2.3% -> growth, 居全国第3位 -> none: a rank
"""

from __future__ import annotations

from govtext.report import Claim

_TARGET = "target_"
_KINDS = ("flow", "stock", "cumulative", "rate", "share", "time", "change", "growth")
MEASURES = tuple(target + kind for target in ("", _TARGET) for kind in _KINDS)
"""The measures of an indicator, in the order of the columns of a panel."""

_EXTENTS = frozenset(("flow", "stock", "cumulative", "change"))
_RATES = frozenset(("rate", "share"))
_NONE = {
    None: "of no known nature",
    "rank": "a rank",
    "gap": "how far from another figure",
    "capacity": "how big each of several things is",
}


def family(measure: str) -> str:
    """The measures of one unit: how much there is, was made or changed, and targets of these.

    >>> family("target_flow") == family("stock"), family("growth") == family("stock")
    (True, False)
    """
    name = measure.removeprefix(_TARGET)
    return "extent" if name in _EXTENTS else name


def measure_of(claim: Claim, by_name: str) -> tuple[str | None, str]:
    """The measure that a claim gives, and an empty string; or None, and why it gives none.

    ``by_name`` is the nature that the name of the indicator has in every sentence: a 粮食产量 is a
    flow, an 失业率 a rate, 平均住院日 a time; "other" where the name doesn't tell.
    """
    changed = claim.direction is not None and claim.nature in {"change", "time"}
    reason = _no_measure(claim, by_name, changed=changed)
    if reason:
        return None, reason
    if changed:
        measure = "growth" if claim.quantity.kind == "percent" else "change"
    else:
        measure = _level(claim, claim.nature or "", by_name)
    return (_TARGET if claim.status == "target" else "") + measure, ""


def _no_measure(claim: Claim, by_name: str, *, changed: bool) -> str:
    """Why a claim gives no measure, or an empty string."""
    kind, nature = claim.quantity.kind, claim.nature
    compared = claim.reference is not None and claim.reference.role == "than"
    reasons = (
        (nature in _NONE, _NONE.get(nature, "")),
        (kind == "point", "a difference in percentage points"),
        (kind in {"multiple", "rank"}, f"a {kind}"),
        (kind == "duration" and by_name not in {"time", "rate"}, "how long, not how much"),
        (nature == "time" and by_name != "time", "how long, not how much"),
        (
            changed and (compared or claim.basis not in (None, "yoy")),
            "a change on another time, or an average",
        ),
        (compared, "measured against another figure"),
        (kind == "ratio" and by_name not in _RATES, "a ratio"),
        (nature == "share" and by_name == "rate", "a share of it"),
        (
            kind == "percent" and not changed and nature != "share" and by_name not in _RATES,
            "a percentage of something else",
        ),
    )
    return next((reason for holds, reason in reasons if holds), "")


def _level(claim: Claim, nature: str, by_name: str) -> str:
    """The nature of a level; where the name of the indicator tells it, that of the name."""
    told = (
        (nature == "stock" and by_name == "flow")
        or (nature == "flow" and by_name == "stock" and claim.action is None)
        or (nature == "rate" and by_name == "share")
    )
    return by_name if told else nature
