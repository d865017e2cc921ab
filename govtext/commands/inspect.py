"""``govtext inspect``: a summary of the result of convert."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from govtext.commands.terminal import complain, show
from govtext.errors import GovtextError
from govtext.runs.inspect import inspect

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def inspect_command(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The output of govtext convert.")],
) -> None:
    """Print a summary of a result: counts, failures and the most frequent diagnostics."""
    try:
        show(inspect(out))
    except GovtextError as error:
        complain(error)
        raise typer.Exit(1) from error
