"""``govtext parse``: one report to standard output."""

from __future__ import annotations

import enum
import sys
from pathlib import Path
from typing import Annotated

from govtext.commands import typed
from govtext.commands.options import NoTextOption, RulesOption, TextColumnOption, check_rules
from govtext.commands.terminal import complain, show
from govtext.corpus import report_of
from govtext.document import fault_in
from govtext.errors import ReadError
from govtext.readers import load_bytes
from govtext.report import RULE_TIMEOUT
from govtext.writers.json import indented

app = typed.App()


class OutputForm(enum.StrEnum):
    """What ``parse`` prints."""

    json = "json"
    tree = "tree"
    table = "table"


@app.command()
def parse_command(  # noqa: PLR0913, PLR0917 (an option each)
    file: Annotated[str, typed.Argument(metavar="FILE", help="A report; - for standard input.")],
    form: Annotated[OutputForm, typed.Option("--format", help="What to print.")] = OutputForm.json,
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
    if form is OutputForm.json:
        sys.stdout.buffer.write(indented(report, text=not no_text))
    else:
        # Imported here, since rich takes time to load and JSON does not need it.
        from govtext.writers.table import table  # noqa: PLC0415
        from govtext.writers.tree import tree  # noqa: PLC0415

        show(tree(report, explain) if form is OutputForm.tree else table(report, explain))
    fault = fault_in(report, "standard input" if file == "-" else file)
    if fault is not None:
        complain(fault)
        raise typed.Exit(1)
