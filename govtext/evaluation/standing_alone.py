"""What a row needs to be understood without its sentence: agreement with gold, and its counts.

These are the measures "part 2 …": the second part of the annotation guide has the fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from govtext.evaluation.agreement import contrast, in_common
from govtext.evaluation.gold import GoldQuantity, GoldRow
from govtext.language.patterns import pattern

TOLD = ("label", "nature", "estimated")
"""Fields that are measured by accuracy."""
MOSTLY_NULL = ("action", "scope", "reference", "per", "streak", "strength")
"""Fields that are measured by F1 over the values that are not null."""
ALONE = ("label", "nature", "scope", "reference")
"""The fields that must agree for a row to stand alone."""

# The share of characters that two labels for one thing have in common, in the same order.
_ALIKE = 0.85
_LEFT_OUT = pattern("sign or word that a label may leave out")
_OWN = pattern("own place before a label")
_LIGHT = pattern("light verb")


def row_agrees(gold: GoldRow, claim: Mapping[str, Any]) -> dict[str, bool]:
    """For each field whether a claim of the JSON outline agrees with gold.

    What gold has in the label may stand in the scope, and the other way round. Where gold has no
    action for a flow, a light verb (完成) is no error.
    """
    right = {field: _agrees(field, gold, claim) for field in (*TOLD, *MOSTLY_NULL)}
    if not right["scope"] and right["label"] and gold.scope is None:
        right["scope"] = _bare(_words(claim.get("scope"))) in _bare(gold.label)
    if gold.action is None and gold.nature == "flow":
        right["action"] |= bool(_LIGHT.fullmatch(_words(claim.get("action"))))
    return right


def found_in_row(field: str, claim: Mapping[str, Any]) -> Any:
    """The value of a field in a claim, as gold writes it."""
    if field == "strength":
        return (claim.get("commitment") or {}).get("strength")
    value = claim.get(field)
    if field == "streak" and value:
        return f"{value['value']:g}{value['unit']}"
    return _words(value) or None if isinstance(value, dict) else value


def _agrees(field: str, gold: GoldRow, claim: Mapping[str, Any]) -> bool:
    said, got = getattr(gold, field), found_in_row(field, claim)
    if field == "label":
        return same_label(said, got, gold.scope, _words(claim.get("scope")))
    if field == "estimated":
        return bool(said) == bool(got)
    if field in ("nature", "streak", "strength") or not said or not got:
        return (said or None) == (got or None)
    if field == "action":
        light = _LIGHT.fullmatch(said) or _LIGHT.fullmatch(got)
        return bool(light) or said in got or got in said
    if field == "reference" and gold.reference_role != claim["reference"].get("role"):
        return False
    one, two = _bare(said), _bare(got)
    return one in two or two in one


def same_label(
    one: str | None, two: str | None, scope: str | None = None, other_scope: str | None = None
) -> bool:
    """Whether two labels name one thing, of ``scope`` and ``other_scope``.

    They do where 85 % of their characters are the same in the same order, unless they differ in a
    word by which two statistics differ. The scope of one may stand in the label of the other.

    >>> same_label("粮食总产量", "全县粮食总产量"), same_label("企业利润", "利润", None, "企业")
    (True, True)
    >>> same_label("城镇居民收入", "农村居民收入")
    False
    """
    a, b = _bare(one), _bare(two)
    if not a or not b:
        return not a and not b
    if contrast(a, b):
        return False
    ours, theirs = _bare(scope), _bare(other_scope)
    pairs = {(a, b), (ours + a, theirs + b), (a, theirs + b), (ours + a, b)}
    return any(x == y or 2 * in_common(x, y) / (len(x) + len(y)) >= _ALIKE for x, y in pairs)


def _bare(name: str | None) -> str:
    return _OWN.sub("", _LEFT_OUT.sub("", name or ""))


def _words(excerpt: Any) -> str:
    return (excerpt or {}).get("text") or ""


def claim_of(
    quantity: GoldQuantity, claims: Iterable[Mapping[str, Any]]
) -> Mapping[str, Any] | None:
    """The first claim whose quantity has a character in common with that of gold."""
    for claim in claims:
        if claim["quantity"]["start"] < quantity.end and quantity.start < claim["quantity"]["end"]:
            return claim
    return None
