"""``govtext parse``: one report to standard output, or to a file."""

from __future__ import annotations

import enum
import io
import sys
from pathlib import Path
from typing import Annotated

from govtext.commands import typed
from govtext.commands.options import (
    NoTextOption,
    RulesOption,
    TextColumnOption,
    check_output,
    check_rules,
)
from govtext.commands.terminal import complain, show
from govtext.corpus import report_of
from govtext.document import fault_in
from govtext.errors import ReadError, unwritten
from govtext.readers import load_bytes
from govtext.report import RULE_TIMEOUT, Report
from govtext.writers.atomic import replace_whole
from govtext.writers.json import indented

app = typed.App()


_ENDINGS = (".json", ".txt")


class OutputForm(enum.StrEnum):
    """What ``parse`` gives."""

    json = "json"
    tree = "tree"
    table = "table"


@app.command()
def parse_command(  # noqa: PLR0913, PLR0917 (an option each)
    file: Annotated[str, typed.Argument(metavar="FILE", help="A report; - for standard input.")],
    form: Annotated[
        OutputForm | None,
        typed.Option("--format", help="What to print: json, tree or table; json without it."),
    ] = None,
    out: Annotated[
        Path | None,
        typed.Option(
            "--output",
            "-o",
            metavar="OUT",
            help="Write it to this file in UTF-8: .json, or .txt for a tree or a table.",
        ),
    ] = None,
    explain: Annotated[
        bool,
        typed.Option(
            "--explain",
            help="Print why each statement has its category, each metadata field its value.",
        ),
    ] = False,
    rules: RulesOption = None,
    no_text: NoTextOption = False,
    text_column: TextColumnOption = None,
) -> None:
    """Read one report and print its outline, or its claims as a table.

    Exit status 1 where the file can't be read, or not in full, with the reason on standard error.
    """
    check_rules(rules)
    check_output(out, _ENDINGS)
    if form is None:
        form = OutputForm.tree if out and out.suffix.lower() == ".txt" else OutputForm.json
    try:
        if file == "-":
            if sys.stdin is None:
                raise ReadError("standard input", "it is closed", "give a file or a pipe")
            report = report_of(sys.stdin.buffer.read(), "standard input", None, rules, text_column)
        else:
            path = Path(file)
            report = report_of(load_bytes(path), file, path.name, rules, text_column)
    except ReadError as error:
        complain(error)
        raise typed.Exit(1) from error
    for found in report.diagnostics:
        if found.code == RULE_TIMEOUT:
            complain(found.message)
    _give(report, form, out, explain=explain, text=not no_text)
    fault = fault_in(report, "standard input" if file == "-" else file)
    if fault is not None:
        complain(fault)
        raise typed.Exit(1)


def _give(report: Report, form: OutputForm, out: Path | None, *, explain: bool, text: bool) -> None:
    """Print a report, or write it to ``out``; the command ends where that can't be written."""
    if form is OutputForm.json and out is None:
        sys.stdout.buffer.write(indented(report, text=text))
        return
    made: str | bytes
    if form is OutputForm.json:
        made = indented(report, text=text)
    else:
        # Imported here, since rich takes time to load and JSON does not need it.
        from govtext.writers.table import table  # noqa: PLC0415
        from govtext.writers.tree import tree  # noqa: PLC0415

        shown = tree(report, explain) if form is OutputForm.tree else table(report, explain)
        written = io.StringIO() if out else None
        show(shown, written)
        made = written.getvalue() if written else ""
    if out is not None:
        try:
            replace_whole(out, made)
        except OSError as error:
            complain(unwritten(out, error))
            raise typed.Exit(1) from error
