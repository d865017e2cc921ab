"""The program: each command is a module of ``govtext.commands``, loaded when it is called."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

from govtext.commands.help import show_usage_error, with_help
from govtext.commands.overview import COMMANDS, SUMMARY, VERSION_HELP
from govtext.commands.terminal import complain
from govtext.errors import MissingPackageError
from govtext.messages import LANGUAGES, use
from govtext.rulebook.load import suggested
from govtext.version import __version__, build

_LANG = "--lang"
_USAGE = 2
_INTERRUPTED = 130


class Program(click.Group):
    """The commands by name; only the packages of the one that is called are imported."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Their names, in the order of the help text."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        return with_help(
            importlib.import_module(f"govtext.commands.{cmd_name}").app.built(cmd_name)
        )

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the arguments call. Raises a usage error that names the nearest one."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            problem = suggested(f"there is no command {args[0]!r}", args[0], COMMANDS)
            raise click.UsageError(problem, ctx)
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take ``--lang`` out of the arguments, wherever it stands: help is in that language."""
        use(None)
        return super().parse_args(ctx, _chosen_language(args))

    def main(self, *args: Any, **settings: Any) -> Any:
        """Run the command, with usage errors in the language of the reader."""
        alone = settings.get("standalone_mode", True)
        try:
            code = super().main(*args, **settings | {"standalone_mode": False})
        except click.UsageError as error:
            if not alone:
                raise
            show_usage_error(error)
            sys.exit(error.exit_code)
        except MissingPackageError as error:
            if not alone:
                raise
            complain(error)
            sys.exit(_USAGE)
        except click.Abort:
            # click makes this of Ctrl-C where no command has answered it.
            sys.exit(_INTERRUPTED)
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
            raise click.BadParameter(
                f"{lang!r} is no language; give zh or en", param_hint=f"'{_LANG}'"
            )
        use(lang)
    return [*kept, *waiting]


def _print_version(ctx: Any, param: Any, wanted: bool) -> None:
    if wanted:
        click.echo(f"govtext {__version__} ({build()})")
        ctx.exit()


app: Program = with_help(
    Program(
        "govtext",
        help=SUMMARY,
        no_args_is_help=True,
        params=[
            click.Option(
                ["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_print_version,
                help=VERSION_HELP,
            )
        ],
    )
)
