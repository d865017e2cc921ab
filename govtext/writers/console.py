"""Words, signs and colours for the terminal, the same in the tree and in the tables."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable

from rich.text import Text

from govtext.messages import named, said
from govtext.report import Claim, Quantity

# A sign shows the category where there is no colour.
CATEGORIES = {
    "achievement": ("+", "green"),
    "problem": ("!", "red"),
    "plan": ("→", "cyan"),
    "other": ("·", "bright_black"),
}
_BOUNDS = {"=": "", "~": "≈ ", ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ "}
_DIRECTIONS = {"increase": "↑ ", "decrease": "↓ ", None: ""}
_BASES = {"yoy": "on the year before", "avg_annual": "a year on average", "vs": "on another time"}


def style_of(category: str | None) -> str:
    """The rich style of a category; an empty one where a node has no category."""
    return CATEGORIES[category][1] if category else ""


def printable(text: str) -> str:
    """``text`` on one line, without control characters that a terminal would act on."""
    return "".join(c if c.isprintable() else "\ufffd" for c in " ".join(text.split()))


def measure(claim: Claim) -> Text:
    """The quantity of a claim as written, with its bound and direction, and a mark where it is
    masked."""
    quantity = claim.quantity
    shown = Text(_DIRECTIONS[claim.direction] + _BOUNDS[quantity.bound])
    shown.append(printable(quantity.text), "bold magenta" if quantity.masked else "bold")
    if quantity.masked:
        shown.append(f" {said('masked')}", "magenta")
    return shown


def value(claim: Claim) -> str:
    """The value of a claim in figures, or its range; empty where it is masked."""
    unit = claim.quantity.unit or ""
    blank = "" if unit in ("", "%", "‰") else " "
    return "–".join(_figures(claim.quantity)) + blank + unit if _figures(claim.quantity) else ""


def says_more(claim: Claim) -> bool:
    """Whether the value is not written in the text: of “3.6万亿元”, “翻一番”; not of “12公里”."""
    text = claim.quantity.text
    return any(figure.replace(",", "") not in text for figure in _figures(claim.quantity))


def _figures(quantity: Quantity) -> list[str]:
    if quantity.value is not None:
        numbers = [quantity.value]
    else:
        numbers = [end for end in (quantity.low, quantity.high) if end is not None]
    return [f"{number:,.6f}".rstrip("0").rstrip(".") for number in numbers]


def basis(claim: Claim) -> str:
    """The basis of a change, in words."""
    return said(_BASES[claim.basis]) if claim.basis else ""


_ROLES = {"whole": "of", "among": "among", "than": "against"}


def name(claim: Claim) -> str:
    """What a claim measures: its label, else its indicator; empty where the text names nothing."""
    return claim.label or (claim.indicator.text if claim.indicator else "")


def reference(claim: Claim) -> str:
    """What the number is set against, with how: "among 全国", "of 财政支出"."""
    against = claim.reference
    return f"{said(_ROLES[against.role])} {printable(against.text)}" if against else ""


def promise(claim: Claim) -> str:
    """The status of a claim, with the word that promises a target: "target 力争"."""
    word = claim.commitment
    if claim.status == "actual":
        return said("estimated") if claim.estimated else named(claim.status)
    return f"{named(claim.status)} {printable(word.text)}" if word else named(claim.status)


def whose(claim: Claim) -> str:
    """Whose figure it is, and for each of what: "经开区", "每千人口"."""
    return " ".join(printable(found.text) for found in (claim.scope, claim.per) if found)


def line_numbers(text: str, offsets: Iterable[int]) -> list[int]:
    """The number of the line, from 1, of each of ``offsets`` into ``text``."""
    starts = [0, *(found.end() for found in re.finditer(r"\r\n?|\n", text))]
    return [bisect.bisect_right(starts, offset) for offset in offsets]
