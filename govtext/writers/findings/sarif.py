"""Findings in SARIF 2.1.0, which code hosts and editors show at their places.

The format is OASIS SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from govtext.checks.finding import Finding, Lang
from govtext.checks.table import Check
from govtext.version import __version__
from govtext.writers.findings.base import CheckedReport

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(reports: Iterable[CheckedReport], kinds: Iterable[Check], lang: Lang) -> dict[str, Any]:
    """A log with one run: a rule for each kind of check, a result for each finding."""
    rules = [
        {
            "id": kind.name,
            "shortDescription": {"text": kind.rule(lang)},
            "defaultConfiguration": {"level": kind.severity},
        }
        for kind in kinds
    ]
    results = [_result(one, finding) for one in reports for finding in one.findings]
    driver = {"name": "govtext", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(checked: CheckedReport, finding: Finding) -> dict[str, Any]:
    related = [
        {"id": number, **_location(checked, start, end)}
        for number, (start, end) in enumerate(finding.related, 1)
    ]
    return {
        "ruleId": finding.code,
        "level": finding.severity,
        "message": {"text": finding.message},
        "locations": [_location(checked, finding.start, finding.end)],
        **({"relatedLocations": related} if related else {}),
    }


def _location(checked: CheckedReport, start: int, end: int) -> dict[str, Any]:
    line, column = checked.position(start)
    last, behind = checked.position(end)
    region = {
        "startLine": line,
        "startColumn": column,
        "endLine": last,
        "endColumn": behind,
        "charOffset": start,
        "charLength": end - start,
    }
    uri = Path(checked.name).as_posix()
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}
