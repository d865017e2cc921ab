"""A checked report, as the writers of findings take it."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

from govtext.checks.finding import Finding
from govtext.report import Report


class CheckedReport(NamedTuple):
    """A report with its findings; ``name`` is the path of its file, ``data`` its bytes."""

    name: str
    report: Report
    findings: list[Finding]
    data: bytes = b""

    def rows(self) -> list[dict[str, Any]]:
        """The findings as JSON objects, each with its file."""
        return [{"source": self.name, **msgspec.to_builtins(one)} for one in self.findings]

    def position(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset, from 1."""
        text = self.report.text or ""
        return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)

    def context(self, finding: Finding, around: int = 24) -> tuple[str, str, str]:
        """The words before a finding, at it and behind it, on one line."""
        text = self.report.text or ""
        before = text[max(0, finding.start - around) : finding.start].rpartition("\n")[2]
        behind = text[finding.end : finding.end + around].partition("\n")[0]
        return before, text[finding.start : finding.end].replace("\n", " "), behind

    def cells(self, finding: Finding) -> dict[str, str | int]:
        """A finding as a row of a table, with the words around it."""
        text = self.report.text or ""
        return {
            "source": self.name,
            "severity": finding.severity,
            "code": finding.code,
            "text": finding.text,
            "message": finding.message,
            "sentence": "".join(self.context(finding, around=60)),
            "related": " | ".join(text[start:end] for start, end in finding.related),
            "rule": finding.rule,
            "start": finding.start,
            "end": finding.end,
        }
