"""``govtext.check``: the findings in a report."""

from __future__ import annotations

import os

from govtext.checks.finding import Finding, Lang
from govtext.checks.run import check_report
from govtext.corpus import Rules, read
from govtext.report import Report
from govtext.rulebook.check import checked


def check(
    report: Report | str | os.PathLike[str], *, lang: Lang = "zh", rules: Rules = None
) -> list[Finding]:
    """Proofread a report: the places where its figures, its numbering or its dates contradict each
    other.

    Takes the report, or the path of its file; ``lang`` is the language of the messages, ``rules``
    the folder of rule tables that the report was read with. Returns the findings in order of
    ``start``; their offsets count characters of ``report.text``. Masked numbers, bounds (约, 以上)
    and real growth are never judged. docs/check.md derives the tolerance of each kind.

    Raises ValueError for a report without its text, and the errors of ``read``.

    >>> import govtext
    >>> report = govtext.parse("2024年，规模以上企业由76家增加到89家，增长18.1%。")
    >>> for finding in check(report, lang="en"):
    ...     print(finding.severity, finding.text, finding.message)
    error 18.1% The rate is not that of the levels: 76家 → 89家 is 17.1053%, not 18.1%.
    """
    loaded = checked(None if rules is None else os.fspath(rules))
    report = report if isinstance(report, Report) else read(report, rules=rules)
    return check_report(report, loaded, lang)
