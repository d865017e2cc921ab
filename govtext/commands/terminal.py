"""Printing: results to standard output, errors to standard error."""

from __future__ import annotations

import sys
from typing import IO, TYPE_CHECKING

from govtext.commands import typed
from govtext.errors import GovtextError, shown
from govtext.messages import said

if TYPE_CHECKING:
    from rich.console import RenderableType

_ENDLESS = 1_000_000  # columns: in a file or a pipe no line is wrapped or cut


def show(shown: RenderableType, file: IO[str] | None = None) -> None:
    """Print a renderable of rich to standard output, or write it to a file."""
    from rich.console import Console  # noqa: PLC0415 (slow to import, and JSON needs none)

    width = None if file is None and sys.stdout.isatty() else _ENDLESS
    Console(file=file or sys.stdout, width=width, highlight=False).print(shown)


def complain(problem: object) -> None:
    """Print an error to standard error, in the language of the reader."""
    words = problem if isinstance(problem, GovtextError) else shown(said(str(problem)))
    typed.echo(f"govtext: {words}", err=True)
