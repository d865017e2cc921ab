"""Decisions of a person on doubtful pairs: a CSV that is filled, and read back in later runs."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, get_args

from govtext.analyses.judgement import Status
from govtext.analyses.pairing import Pairer
from govtext.analyses.pairs import Pair
from govtext.errors import ReadError
from govtext.messages.catalogue import catalogue as chinese
from govtext.writers.atomic import replacing
from govtext.writers.csv import harmless

if TYPE_CHECKING:
    import pandas as pd

Decisions: TypeAlias = "str | os.PathLike[str] | pd.DataFrame | None"
"""A CSV file of decisions, or such a table."""

COLUMNS = (
    "key",
    "issuer",
    "year",
    "indicator",
    "measure",
    "target",
    "target_sentence",
    "outcome",
    "outcome_sentence",
    "status",
    "alternative",
    "reason",
    "decision",
    "note",
)
_STATUSES: tuple[Status, ...] = get_args(Status)


def key_of(pair: Pair) -> str:
    """What a decision is about, the same in every run: issuer, year, indicator, measure, horizon
    and the target as written."""
    target = pair.target
    issuer = pair.record.issuer.name or pair.record.source or ""
    parts = (issuer, target.year, target.indicator, target.measure, target.horizon, target.text)
    return "|".join(str(part) for part in parts)


def read_decisions(given: Decisions) -> dict[str, dict[str, str]]:
    """The rows of a table of decisions by their keys; those without a decision too.

    Raises ReadError where the file is no such table, or a decision is neither a status nor a
    number.
    """
    if given is None:
        return {}
    if isinstance(given, str | os.PathLike):
        path = Path(given)
        rows = _rows_in(path) if path.exists() else []
        name = str(path)
    else:
        rows = [
            {str(key): str(value) for key, value in row.items()}
            for row in given.astype(object).where(given.notna(), "").to_dict("records")
        ]
        name = "decisions"
    found: dict[str, dict[str, str]] = {}
    for number, row in enumerate(rows, 2):
        decided = row.get("decision", "").strip()
        if decided and status_of(decided) is None and number_of(decided) is None:
            problem = f"row {number}: the decision {decided!r} is no status and no number"
            raise ReadError(name, problem, f"write one of {', '.join(_STATUSES)}, or the number")
        found[row["key"].removeprefix("'")] = row
    return found


def _rows_in(path: Path) -> list[dict[str, str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel saves a CSV in the code page of the system.
        text = path.read_bytes().decode("gb18030", errors="replace")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    if rows and not {"key", "decision"} <= rows[0].keys():
        problem = "this is no table of decisions: it lacks the columns key and decision"
        raise ReadError(str(path), problem, "give the file that an earlier run wrote, or a new one")
    return [{key: value or "" for key, value in row.items() if key} for row in rows]


def status_of(written: str) -> Status | None:
    """The status that a person wrote, in English or Chinese."""
    for status in _STATUSES:
        if written in (status, status.replace("_", " "), chinese().values.get(status)):
            return status
    return None


def number_of(written: str) -> float | None:
    """The number that a person wrote, in the unit of the target: 4.8 or 4.8%."""
    try:
        return float(written.rstrip("%％").replace(",", ""))
    except ValueError:
        return None


def decide(
    pairs: list[Pair], decisions: Mapping[str, dict[str, str]], pairer: Pairer
) -> list[Pair]:
    """The pairs with the decisions of a person in place of the status that was found."""
    return [_decided(pair, decisions.get(key_of(pair)), pairer) for pair in pairs]


def _decided(pair: Pair, row: dict[str, str] | None, pairer: Pairer) -> Pair:
    written = row.get("decision", "").strip() if row else ""
    if not row or not written:
        return pair
    note = row.get("note", "").strip()
    reason = f"decided{f': {note}' if note else ''}"
    status = status_of(written)
    if status is not None:
        return replace(
            pair, status=status, reason=reason, confidence=1.0, alternative=None, decided=True
        )
    value = number_of(written)
    judged = None if value is None else pairer.judge_value(pair.target, value)
    if judged is None:
        return pair
    found, difference = judged
    return replace(
        pair,
        status=found.status,
        value=value,
        difference=difference,
        reason=f"{reason}; {value:g} against the target ({found.rule})",
        confidence=1.0,
        alternative=None,
        rule=found.rule,
        decided=True,
    )


def write_decisions(
    path: Path, pairs: Iterable[Pair], earlier: Mapping[str, dict[str, str]]
) -> int:
    """Write the doubtful pairs and all earlier rows with a decision. Returns how many pairs wait
    for a decision. Raises OSError."""
    rows: dict[str, dict[str, Any]] = {
        key: dict(row) for key, row in earlier.items() if row.get("decision", "").strip()
    }
    waiting = 0
    for pair in pairs:
        key = key_of(pair)
        if not is_doubtful(pair) or key in rows:
            continue
        rows[key] = {**_row(pair, key), "note": earlier.get(key, {}).get("note", "")}
        waiting += 1
    with replacing(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
        writer = csv.DictWriter(text, COLUMNS, extrasaction="ignore", restval="")
        writer.writeheader()
        for row in rows.values():
            writer.writerow(
                {key: harmless(one) if isinstance(one, str) else one for key, one in row.items()}
            )
        text.detach()
    return waiting


def is_doubtful(pair: Pair) -> bool:
    """Whether a person should look at a pair: another status can be defended, or several outcomes
    are told."""
    if pair.decided or pair.status in (None, "not_reported"):
        return False
    return bool(pair.alternative or pair.others)


def _row(pair: Pair, key: str) -> dict[str, Any]:
    target, outcome = pair.target, pair.outcome
    return {
        "key": key,
        "issuer": pair.record.issuer.name,
        "year": target.year,
        "indicator": target.indicator,
        "measure": target.measure,
        "target": target.text,
        "target_sentence": target.sentence,
        "outcome": " / ".join(one.words for one in ([outcome] if outcome else []) + pair.others),
        "outcome_sentence": outcome.sentence if outcome else None,
        "status": pair.status,
        "alternative": pair.alternative,
        "reason": pair.reason,
        "decision": "",
    }
