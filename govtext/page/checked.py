"""The page of a checked report: its text with the findings marked, and a list of them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from govtext.checks.finding import SEVERITIES, Finding
from govtext.page import parts
from govtext.page.bilingual import Bilingual, filled, script_words, switch, value_of
from govtext.page.document import asset, policy
from govtext.page.markup import attribute, escaped, flowing
from govtext.page.source import Layer, Painter
from govtext.report import Report

_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")


def checked_page(
    report: Report, findings: Sequence[Finding], english: Sequence[Finding] | None = None
) -> str:
    """The report as one self-contained page.

    A mark links to its finding in the list, and a finding to its mark. ``english`` are the same
    findings in English words, for the reader who switches the language; without them a finding is
    in its own language only. Raises ValueError for a report without its text.
    """
    if report.text is None:
        raise ValueError("a report without its text can't be shown as a page")
    style = asset("common.css") + asset("checked.css")
    script = asset("language.js")
    counts = {
        severity: sum(one.severity == severity for one in findings) for severity in SEVERITIES
    }
    painter = Painter(report.text, sorted(_layers(findings)))
    return filled(
        asset("checked.html"),
        policy=policy(style, script),
        script=script,
        words=script_words(script),
        switch=switch(),
        style=style,
        title=parts.in_title(report),
        heading=escaped(parts.title_of(report)),
        counts=" ".join(
            f'<span class="{name}">{value_of(name).html()}: {n}</span>'
            for name, n in counts.items()
        ),
        text="".join(
            f"<p>{painter.paint(*found.span())}</p>\n" for found in _LINE.finditer(report.text)
        ),
        findings="".join(map(_item, itertools.count(), findings, english or findings)),
    )


def _layers(findings: Sequence[Finding]) -> Iterator[Layer]:
    for number, finding in enumerate(findings):
        start, end = finding.start, max(finding.end, finding.start + 1)
        attributes = (
            f'class="{finding.severity}" href="#finding-{number}"'
            f' title="{attribute(finding.message)}"'
        )
        yield Layer(start, end, 1, "a", attributes, f"mark-{number}")
        for begin, stop in finding.related:
            yield Layer(begin, stop, 0, "span", 'class="related"')


def _item(number: int, finding: Finding, english: Finding) -> str:
    message = Bilingual(english.message, finding.message).html()
    rule = Bilingual(english.rule, finding.rule).html(tag="small")
    return (
        f'<li id="finding-{number}" class="{finding.severity}"><a href="#mark-{number}">'
        f"{flowing(finding.text)}</a> <code>{value_of(finding.code).html()}</code><br>{message}"
        f"{rule}</li>\n"
    )
