"""``govtext view``: reports as an HTML page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from govtext.batch import find_inputs
from govtext.commands import typed
from govtext.commands.options import RulesOption, TextColumnOption, check_output, check_rules
from govtext.commands.terminal import complain
from govtext.corpus import read_each
from govtext.document import fault_in
from govtext.errors import ReadError, unwritten
from govtext.left_out import is_left_out, left_out
from govtext.messages import said
from govtext.page.write import write_pages

app = typed.App()


@app.command()
def view_command(
    sources: Annotated[
        list[Path], typed.Argument(metavar="REPORT", help="Reports, and folders of reports.")
    ],
    out: Annotated[
        Path,
        typed.Option("--output", "-o", metavar="PAGE.html", help="The page to write."),
    ],
    rules: RulesOption = None,
    text_column: TextColumnOption = None,
) -> None:
    """Write a report as an HTML page, in one file that any browser opens.

    For several reports PAGE.html is an index, and a folder of that name has a page for each.

    Exit status 1 where some can't be read, or not in full, with the reasons on standard error; all
    that was read is written.
    """
    check_rules(rules)
    check_output(out, [".html"])
    failures: list[ReadError] = []
    faults: list[ReadError] = []

    def failed(error: ReadError) -> None:
        failures.append(error)
        complain(error)

    passed: list[Path] = []
    inputs = find_inputs(sources, failed, passed.append)
    for line in left_out([path for path in passed if is_left_out(path)]):
        typed.echo(line, err=True)
    reports = []
    for item, report in read_each(inputs, failed, rules, text_column):
        reports.append(report)
        fault = fault_in(report, str(item.path))
        if fault is not None:
            faults.append(fault)
            complain(fault)
    total = len(reports) + len(failures)
    try:
        if reports:
            write_pages(reports, out)
            typed.echo(said(f"{len(reports)} of {total} reports written to {out}"), err=True)
    except OSError as error:
        failed(unwritten(out, error))
    raise typed.Exit(1 if failures or faults else 0)
