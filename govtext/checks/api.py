"""``govtext.check``: the findings in a report."""

from __future__ import annotations

import os
from pathlib import Path

from govtext.analyses.alignment import require_rapidfuzz
from govtext.checks.against import check_against
from govtext.checks.finding import Finding, Lang
from govtext.checks.run import check_report
from govtext.corpus import Rules, report_of
from govtext.readers import load_bytes
from govtext.report import Report
from govtext.rulebook.load import Rulebook
from govtext.rulebook.usable import checked


def check(
    report: Report | str | os.PathLike[str],
    *,
    against: Report | str | os.PathLike[str] | None = None,
    lang: Lang = "zh",
    rules: Rules = None,
) -> list[Finding]:
    """Proofread a report: the places where its figures, its numbering or its dates contradict each
    other.

    Takes the report, or the path of its file; in a .docx file, tracked changes, comments,
    highlighted and masked places are found too. ``lang`` is the language of the messages, ``rules``
    the folder of rule tables that the report was read with. Returns the findings in order of
    ``start``; their offsets count characters of ``report.text``. Masked numbers, bounds (约, 以上)
    and real growth are never judged. docs/check.md derives the tolerance of each kind.

    With ``against``, another report or the path of its file (a press release, a digest, last year's
    report), each figure of the report is looked up in it too: findings name those that differ, that
    show other digits, that are absent, and those that the other text only plans.

    Raises ValueError for a report without its text, the errors of ``read``, and with ``against``
    ImportError where rapidfuzz is not installed.

    >>> import govtext
    >>> report = govtext.parse("2024年，规模以上企业由76家增加到89家，增长18.1%。")
    >>> for finding in check(report, lang="en"):
    ...     print(finding.severity, finding.text, finding.message)
    error 18.1% The rate is not that of the levels: 76家 → 89家 is 17.11%, not 18.1%.
    """
    loaded = checked(None if rules is None else os.fspath(rules))
    read, data, name = _read(report, rules)
    found = check_file(read, data, name, loaded, lang)
    if against is not None:
        require_rapidfuzz()
        found += check_against(read, _read(against, rules)[0], loaded, lang)[0]
    return sorted(found, key=lambda one: (one.start, one.end))


def _read(report: Report | str | os.PathLike[str], rules: Rules) -> tuple[Report, bytes, str]:
    """A report with the bytes and the path of its file, which are empty for one that is read."""
    if isinstance(report, Report):
        return report, b"", ""
    path = Path(report)
    data = load_bytes(path)
    return report_of(data, str(path), path.name, rules), data, str(path)


def check_file(
    report: Report, data: bytes, name: str, rules: Rulebook, lang: Lang
) -> list[Finding]:
    """The findings in a report and, where ``data`` is a Word document, in what Word adds to it."""
    found = check_report(report, rules, lang)
    if data and report.source.format == "docx":
        # Imported here, since it needs lxml.
        from govtext.checks.word import check_word  # noqa: PLC0415

        found += check_word(data, name, report, rules, lang)
    return sorted(found, key=lambda one: (one.start, one.end))
