"""``govtext check``: proofread reports."""

from __future__ import annotations

import enum
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Annotated

import msgspec

from govtext.analyses.alignment import require_rapidfuzz
from govtext.batch import find_inputs
from govtext.checks.against import LOOKUPS, check_against
from govtext.checks.api import check_file
from govtext.checks.finding import SEVERITIES, Lang
from govtext.checks.run import check_report
from govtext.checks.table import build_checks
from govtext.commands import typed
from govtext.commands.many import tell_left_out
from govtext.commands.options import (
    RulesOption,
    TextColumnOption,
    check_output,
    check_rules,
)
from govtext.commands.terminal import complain
from govtext.corpus import Input, read_each, report_of
from govtext.errors import ReadError, unwritten
from govtext.messages import language, named, said
from govtext.readers import load_bytes, suffix_of
from govtext.report import Report
from govtext.rulebook.load import Rulebook
from govtext.rulebook.usable import checked
from govtext.writers.atomic import replace_whole
from govtext.writers.findings.base import CheckedReport

app = typed.App()


class FindingForm(enum.StrEnum):
    """What ``check`` prints."""

    text = "text"
    json = "json"
    sarif = "sarif"


_ENDINGS = (".txt", ".json", ".sarif", ".xlsx", ".docx", ".html")


@app.command()
def check_command(  # noqa: PLR0913, PLR0917 (an option each)
    sources: Annotated[
        list[Path], typed.Argument(metavar="REPORT", help="Reports, and folders of reports.")
    ],
    out: Annotated[
        Path | None,
        typed.Option(
            "--output",
            "-o",
            metavar="OUT",
            help="A file for the findings: .txt, .json, .sarif, .xlsx; of one report also .html, "
            "its text with marks, and .docx, a copy of the Word report with comments.",
        ),
    ] = None,
    against: Annotated[
        Path | None,
        typed.Option(
            "--against",
            metavar="OTHER",
            help="A press release, a digest or another report, in which each figure is looked up.",
        ),
    ] = None,
    form: Annotated[
        FindingForm, typed.Option("--format", help="What to print.")
    ] = FindingForm.text,
    rules: RulesOption = None,
    text_column: TextColumnOption = None,
) -> None:
    """Find places where the figures, the numbering or the dates of a report contradict each other.

    In a Word file also tracked changes, comments, highlighted and masked places that are left.

    With --against each figure of REPORT is looked up in OTHER: findings name those that differ,
    that show other digits, that are absent, and those that OTHER only plans.

    Exit status 1 where there are errors, and where a report can't be read, which is named on
    standard error; 0 where there are only warnings and notes.
    """
    check_rules(rules)
    check_output(out, _ENDINGS)
    loaded = checked(None if rules is None else os.fspath(rules))
    failures: list[ReadError] = []

    def failed(error: ReadError) -> None:
        failures.append(error)
        complain(error)

    counts = dict.fromkeys(SEVERITIES, 0)
    fates = dict.fromkeys(LOOKUPS, 0)
    other = None if against is None else _other(against, rules)

    def looked_up(reports: Iterator[CheckedReport], other: Report) -> Iterator[CheckedReport]:
        for report in reports:
            more, found = check_against(report.report, other, loaded, language())
            for fate, count in found.items():
                fates[fate] += count
            findings = sorted([*report.findings, *more], key=lambda one: (one.start, one.end))
            yield report._replace(findings=findings)

    def counted(reports: Iterator[CheckedReport]) -> Iterator[CheckedReport]:
        for report in reports:
            for finding in report.findings:
                counts[finding.severity] += 1
            yield report

    passed: list[Path] = []
    inputs = find_inputs(sources, failed, passed.append)
    total = len(inputs) + len(failures)
    tell_left_out(passed)
    every = _checked(inputs, failed, loaded, language(), rules, text_column)
    reports = counted(every if other is None else looked_up(every, other))
    if out is not None and out.suffix.lower() in {".docx", ".html"}:
        _only_one(inputs, out)
    try:
        if out is None:
            _print(reports, form, loaded, language())
        else:
            _write(reports, out, loaded, language())
    except OSError as error:
        failed(unwritten(out or Path("standard output"), error))
    except ReadError as error:
        failed(error)
    severities = ", ".join(f"{named(name)}: {count}" for name, count in counts.items())
    read = f"{total - len(failures)} of {total} files read"
    typed.echo(f"{said(read)}; {severities}", err=True)
    if other is not None:
        told = ", ".join(f"{said(fate)}: {count}" for fate, count in fates.items())
        typed.echo(said(f"figures in {against}: {told}"), err=True)
    raise typed.Exit(1 if failures or counts["error"] else 0)


def _other(path: Path, rules: Path | None) -> Report:
    """The text to compare with; the command ends where it can't be read."""
    try:
        require_rapidfuzz()
        return report_of(load_bytes(path), str(path), path.name, rules)
    except ReadError as error:
        complain(error)
        raise typed.Exit(1) from error


def _only_one(inputs: list[Input], out: Path) -> None:
    """Refuse a copy with comments, or a page, of anything else than one report."""
    is_page = out.suffix.lower() == ".html"
    if len(inputs) != 1 or not (is_page or inputs[0].path.suffix.lower() == ".docx"):
        if is_page:
            raise typed.BadParameter(f"{out}: give one report to show", param_hint="-o")
        raise typed.BadParameter(f"{out}: give one .docx report to comment on", param_hint="-o")
    if out.exists() and out.samefile(inputs[0].path):
        raise typed.BadParameter(f"{out} is the report itself; give a new file", param_hint="-o")


def _checked(  # noqa: PLR0913, PLR0917 (what the command was given)
    inputs: list[Input],
    failed: Callable[[ReadError], object],
    loaded: Rulebook,
    lang: Lang,
    rules: Path | None,
    text_column: str | None,
) -> Iterator[CheckedReport]:
    """Each report with its findings, one after the other."""
    for item in inputs:
        if item.path.suffix.lower() == ".docx":
            try:
                yield _checked_word(item.path, loaded, lang, rules)
            except ReadError as error:
                failed(error)
            continue
        for part, report in read_each([item], failed, rules, text_column):
            name = f"{item.path}/{part.part}" if part.part else str(item.path)
            yield CheckedReport(name, report, check_report(report, loaded, lang))


def _checked_word(path: Path, loaded: Rulebook, lang: Lang, rules: Path | None) -> CheckedReport:
    data = load_bytes(path)
    report = report_of(data, str(path), path.name, rules)
    findings = check_file(report, data, str(path), loaded, lang)
    return CheckedReport(str(path), report, findings, data)


def _print(
    reports: Iterable[CheckedReport], form: FindingForm, loaded: Rulebook, lang: Lang
) -> None:
    if form is FindingForm.text:
        for line in _lines(reports):
            typed.echo(line)
    else:
        sys.stdout.buffer.write(_encoded(reports, form, loaded, lang))
        sys.stdout.flush()


def _lines(reports: Iterable[CheckedReport]) -> Iterator[str]:
    from govtext.writers.findings.text import lines  # noqa: PLC0415

    for report in reports:
        yield from lines(report)


def _encoded(
    reports: Iterable[CheckedReport], form: FindingForm, loaded: Rulebook, lang: Lang
) -> bytes:
    if form is FindingForm.sarif:
        from govtext.writers.findings.sarif import sarif  # noqa: PLC0415

        found: object = sarif(reports, loaded.derive(build_checks).values(), lang)
    else:
        found = [row for report in reports for row in report.rows()]
    return msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n"


def _write(reports: Iterator[CheckedReport], out: Path, loaded: Rulebook, lang: Lang) -> None:
    ending = suffix_of(out.name)
    if ending == ".docx":
        from govtext.writers.findings.docx import write_comments  # noqa: PLC0415

        for report in reports:
            write_comments(report, out)
    elif ending == ".html":
        from govtext.page.checked import checked_page  # noqa: PLC0415

        for report in reports:
            other = check_report(report.report, loaded, "en" if lang == "zh" else "zh")
            replace_whole(out, checked_page(report.report, report.findings, other))
    elif ending == ".xlsx":
        from govtext.writers.findings.xlsx import write_findings  # noqa: PLC0415

        write_findings(reports, out, lang)
    elif ending == ".txt":
        replace_whole(out, "".join(f"{line}\n" for line in _lines(reports)))
    else:
        form = FindingForm.sarif if ending == ".sarif" else FindingForm.json
        replace_whole(out, _encoded(reports, form, loaded, lang))
