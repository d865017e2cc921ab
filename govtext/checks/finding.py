"""A finding of a check, and its severity."""

from __future__ import annotations

from typing import Literal

import msgspec

Severity = Literal["error", "warning", "note"]
Lang = Literal["zh", "en"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


class Finding(msgspec.Struct, gc=False):
    """A place of a report that contradicts another, or that can't be right.

    >>> import govtext
    >>> text = "全县有学校12所，其中小学8所、初中3所、高中2所。"
    >>> found = govtext.check(govtext.parse(text), lang="en")
    >>> found[0].code, found[0].severity, text[found[0].start : found[0].end]
    ('parts-and-whole', 'error', '12所')
    >>> print(found[0].message)
    The parts do not make the whole: 8所 + 3所 + 2所 = 13所 ≠ 12所.
    """

    code: str
    """The kind of check, in words joined by hyphens: "parts-and-whole" (the table checks)."""
    severity: Severity
    """"error" where the figures can't both be right, "warning" where they are very likely wrong,
    "note" for what a person should look at."""
    start: int
    """Offset of the first character of the place."""
    end: int
    """Offset behind its last character."""
    related: list[tuple[int, int]]
    """The other places that it is compared with, each with its start and end."""
    message: str
    """What is wrong, with the arithmetic, in the language asked for."""
    rule: str = ""
    """The rule and its tolerance, in the language asked for."""
    text: str = ""
    """The words at the place."""


class Found(msgspec.Struct, gc=False):
    """What a check finds, before it is put into words.

    ``case`` is the key of the message in the table checks, ``values`` what its placeholders hold;
    ``severity`` replaces that of the table.
    """

    case: str
    start: int
    end: int
    related: list[tuple[int, int]] = []
    values: dict[str, str] = {}
    severity: Severity | None = None
    code: str = ""
    """The code of another kind of check, where the place is a slip of that kind."""
