"""The command line: each command is a module of ``govtext.commands``, loaded when it is called."""

from __future__ import annotations

import importlib
import io
import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from govtext import __version__

_COMMANDS = (
    "parse",
    "convert",
    "targets",
    "track",
    "panel",
    "check",
    "compare",
    "attention",
    "audit",
    "concordance",
    "keywords",
    "inspect",
    "view",
    "evaluate",
    "rules",
    "schema",
)


class Commands(TyperGroup):
    """The commands by name; only the packages of the one that is called are imported."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Their names, in the order of the help text."""
        return list(_COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, or None."""
        if cmd_name not in _COMMANDS:
            return None
        command = typer.main.get_command(
            importlib.import_module(f"govtext.commands.{cmd_name}").app
        )
        command.name = cmd_name
        return command


app = typer.Typer(
    cls=Commands,
    help="Read Chinese government work reports as structured data.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"govtext {__version__}")
        raise typer.Exit


@app.callback()
def _program(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line."""
    # A Chinese Windows console may be in code page 936, which lacks characters of many reports.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        try:
            app()
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()
    except BrokenPipeError:
        # The program that reads the output (head, less) has ended.
        _close_output()
        sys.exit(1)
    except OSError as error:
        _close_output()
        print(f"govtext: the output can't be written ({error.strerror or error})", file=sys.stderr)
        sys.exit(1)


def _close_output() -> None:
    """Write no more: Python would try again at its end, and raise the error again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
