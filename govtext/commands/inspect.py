"""``govtext inspect``: a summary of the result of convert."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from govtext.commands import typed
from govtext.commands.terminal import complain, show
from govtext.errors import GovtextError
from govtext.runs.inspect import inspect

app = typed.App()


@app.command()
def inspect_command(
    out: Annotated[Path, typed.Argument(metavar="OUT", help="The output of govtext convert.")],
) -> None:
    """Print a summary of a result: counts, failures and the most frequent diagnostics."""
    try:
        show(inspect(out))
    except GovtextError as error:
        complain(error)
        raise typed.Exit(1) from error
