"""``govtext tasks``: the plans of a report as a list of tasks."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Annotated

from govtext.analyses.tasks import tasks_of
from govtext.commands import typed
from govtext.commands.many import EachReport
from govtext.commands.options import RulesOption, TextColumnOption, check_output, check_rules
from govtext.commands.terminal import complain
from govtext.errors import ReadError, unwritten
from govtext.extras import install_command
from govtext.messages import said

_ENDING = ".xlsx"

app = typed.App()


@app.command()
def tasks_command(
    sources: Annotated[
        list[Path], typed.Argument(metavar="REPORT", help="Reports, and folders of reports.")
    ],
    out: Annotated[
        Path,
        typed.Option("--output", "-o", metavar="TASKS.xlsx", help="The workbook to write."),
    ],
    rules: RulesOption = None,
    text_column: TextColumnOption = None,
) -> None:
    """Write the plans of a report as a list of tasks, a row each, in which people note who does
    what and how far it is.

    Where TASKS.xlsx is a list of an earlier run, what people wrote in it is kept: their cells,
    rows, columns and sheets. A task that the report no longer has goes to a sheet of its own.

    Exit status 1 where a report can't be read, or the workbook can't be written.
    """
    check_rules(rules)
    check_output(out, [_ENDING])
    if importlib.util.find_spec("openpyxl") is None:
        raise typed.BadParameter(
            f"{_ENDING} files need more packages: {install_command('xlsx')}", param_hint="-o"
        )
    from govtext.writers.task_list import write_tasks  # noqa: PLC0415 (needs openpyxl)

    reading = EachReport(sources, rules, text_column)
    found = [task for report in reading for task in tasks_of(report)]
    try:
        if not found:
            typed.echo(said("no report has a plan, so nothing is written"), err=True)
            raise typed.Exit(1)
        kept = write_tasks(found, out)
    except ReadError as error:
        complain(error)
        raise typed.Exit(1) from error
    except OSError as error:
        complain(unwritten(out, error))
        raise typed.Exit(1) from error
    typed.echo(said(f"{kept.tasks} tasks written to {out}"), err=True)
    if kept.known:
        typed.echo(said(f"{kept.known} of them keep what was filled in before"), err=True)
    if kept.dropped:
        typed.echo(
            said(
                f"{kept.dropped} that were filled in are no longer in the report; see their sheet"
            ),
            err=True,
        )
    reading.exit()
