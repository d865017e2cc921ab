"""Who does a task, where the report says so: （牵头单位：县水利局）, （县工信局负责）."""

from __future__ import annotations

from typing import NamedTuple

from govtext.language.patterns import pattern
from govtext.language.plain import plain

_LABELLED = pattern("office in charge of a task")
_BRACKET = pattern("offices in a bracket behind a task")
_ROLE = pattern("role behind the offices of a task")
_OFFICES = pattern("names of offices and nothing else")
_LEADING = ("牵头", "主办")
_ALONE = ("负责", "落实")


class InCharge(NamedTuple):
    """The offices of a task. ``start`` is where the words that name them begin behind the task,
    None where they stand elsewhere in it."""

    lead: str
    responsible: str
    start: int | None


def in_charge(written: str) -> InCharge:
    """Who leads the task ``written`` and who else is responsible for it; empty where it says
    neither.

    >>> in_charge("新建学校3所。（县教育局牵头，县财政局、各乡镇配合）")
    InCharge(lead='县教育局', responsible='县财政局、各乡镇', start=7)
    """
    normalized = plain(written)
    names: dict[bool, list[str]] = {True: [], False: []}
    first = None
    for found in _LABELLED.finditer(normalized):
        first = found.start() if first is None else first
        names[found["role"] in _LEADING].append(written[slice(*found.span("names"))].strip())
    if first is not None:
        return _told(written, names, first)
    bracket = _BRACKET.search(normalized)
    parts = _parts(bracket["names"]) if bracket is not None else []
    if bracket is None or not parts:
        return InCharge("", "", None)
    roles = [role for _, role in parts]
    for offices, role in parts:
        leads = role in _LEADING or (role in _ALONE and len(parts) == 1)
        names[leads or (role == "" and len(roles) > 1 and roles[-1] == "配合")].append(offices)
    return _told(written, names, bracket.start())


def _parts(names: str) -> list[tuple[str, str]]:
    """The offices between commas, each group with its role; none where anything else is said."""
    found = []
    for part in names.replace(";", ",").split(","):
        role = _ROLE.search(part)
        offices = part if role is None else part[: role.start()]
        if not _OFFICES.fullmatch(offices):
            return []
        found.append((offices.strip(), role["role"] if role is not None else ""))
    return found


def _told(written: str, names: dict[bool, list[str]], start: int) -> InCharge:
    before = written[:start].rstrip(" \t\u3000(（[【")
    closes = not before or before[-1] in "。；;！!：:" or start >= len(before)
    lead, responsible = ("、".join(names[leads]) for leads in (True, False))
    return InCharge(lead, responsible, len(before) if closes else None)
