"""``govtext view``: reports as an HTML page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from govtext.commands import typed
from govtext.commands.many import EachReport
from govtext.commands.options import RulesOption, TextColumnOption, check_output, check_rules
from govtext.commands.terminal import complain
from govtext.errors import unwritten
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
    reading = EachReport(sources, rules, text_column)
    reports = list(reading)
    if reports:
        try:
            write_pages(reports, out)
        except OSError as error:
            complain(unwritten(out, error))
            raise typed.Exit(1) from error
        done = f"{reading.count} of {reading.total} reports written to {out}"
        typed.echo(said(done), err=True)
    reading.exit()
