"""Findings as lines for people: the place, the message, and the words around it."""

from __future__ import annotations

from collections.abc import Iterator

from govtext.messages import named
from govtext.writers.findings.base import CheckedReport


def lines(checked: CheckedReport) -> Iterator[str]:
    """Two lines for each finding: ``file:line:column: severity [code] message``, and the words.

    >>> import govtext
    >>> report = govtext.parse("资金于6月31日前拨付。")
    >>> one = CheckedReport("a.txt", report, govtext.check(report, lang="en"))
    >>> print(*lines(one), sep="\\n")
    a.txt:1:4: error [impossible-date] Month 6 has no day 31 (it has 30).
        资金于【6月31日】前拨付。
    """
    for finding in checked.findings:
        line, column = checked.position(finding.start)
        place = f"{checked.name}:{line}:{column}"
        yield f"{place}: {named(finding.severity)} [{finding.code}] {finding.message}"
        before, words, behind = checked.context(finding)
        yield f"    {before.strip()}【{words}】{behind.strip()}"
