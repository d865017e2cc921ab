"""The page of a checked report: its text with the findings marked, and a list of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from string import Template

from govtext.checks.finding import SEVERITIES, Finding
from govtext.messages import named
from govtext.page import parts
from govtext.page.document import asset, policy
from govtext.page.markup import attribute, escaped, flowing
from govtext.page.source import Layer, Painter
from govtext.report import Report

_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")


def checked_page(report: Report, findings: Sequence[Finding]) -> str:
    """The report as one self-contained page that needs no script.

    A mark links to its finding in the list, and a finding to its mark. Raises ValueError for a
    report without its text.
    """
    if report.text is None:
        raise ValueError("a report without its text can't be shown as a page")
    style = asset("common.css") + asset("checked.css")
    counts = {
        severity: sum(one.severity == severity for one in findings) for severity in SEVERITIES
    }
    painter = Painter(report.text, sorted(_layers(findings)))
    return Template(asset("checked.html")).substitute(
        policy=policy(style),
        style=style,
        title=parts.in_title(report),
        heading=escaped(parts.title_of(report)),
        counts=" ".join(
            f'<span class="{name}">{named(name)}: {n}</span>' for name, n in counts.items()
        ),
        text="".join(
            f"<p>{painter.paint(*found.span())}</p>\n" for found in _LINE.finditer(report.text)
        ),
        findings="".join(map(_item, range(len(findings)), findings)),
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


def _item(number: int, finding: Finding) -> str:
    return (
        f'<li id="finding-{number}" class="{finding.severity}"><a href="#mark-{number}">'
        f"{flowing(finding.text)}</a> <code>{finding.code}</code><br>{escaped(finding.message)}"
        f"<small>{escaped(finding.rule)}</small></li>\n"
    )
