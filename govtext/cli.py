"""The command line: each command is a module of ``govtext.commands``, loaded when it is called."""

from __future__ import annotations

import importlib
import io
import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from govtext.commands.help import show_usage_error, with_help
from govtext.commands.terminal import complain
from govtext.messages import LANGUAGES, use
from govtext.rulebook.load import suggested
from govtext.version import __version__

_COMMANDS = (
    "parse",
    "convert",
    "targets",
    "track",
    "panel",
    "check",
    "compare",
    "tasks",
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
_UsageError: type[Any] = typer.BadParameter.__bases__[0]
_LANG = "--lang"


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
        return with_help(command)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the arguments call. Raises a usage error that names the nearest one."""
        if args[0] not in _COMMANDS and not args[0].startswith("-"):
            problem = suggested(f"there is no command {args[0]!r}", args[0], _COMMANDS)
            raise _UsageError(problem, ctx)
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take ``--lang`` out of the arguments, wherever it stands: help is in that language."""
        use(None)
        return super().parse_args(ctx, _chosen_language(args))

    def main(self, *args: Any, **settings: Any) -> Any:
        """Run the command, with usage errors in the language of the reader."""
        alone = settings.get("standalone_mode", True)
        with_help(self)
        try:
            code = super().main(*args, **settings | {"standalone_mode": False})
        except _UsageError as error:
            if not alone:
                raise
            show_usage_error(error)
            sys.exit(error.exit_code)
        finally:
            use(None)
        if alone:
            sys.exit(code)
        return code


def _chosen_language(args: list[str]) -> list[str]:
    """``args`` without ``--lang``, whose value is the language from now on."""
    kept = []
    waiting = iter(args)
    for argument in waiting:
        option, equals, value = argument.partition("=")
        if argument == "--":
            kept.append(argument)
            break
        if option != _LANG:
            kept.append(argument)
            continue
        lang = value if equals else next(waiting, "")
        if lang not in LANGUAGES:
            raise typer.BadParameter(
                f"{lang!r} is no language; give zh or en", param_hint=f"'{_LANG}'"
            )
        use(lang)
    return [*kept, *waiting]


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
        complain(f"the output can't be written ({error.strerror or error})")
        sys.exit(1)


def _close_output() -> None:
    """Write no more: Python would try again at its end, and raise the error again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
