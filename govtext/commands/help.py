"""Help texts and usage errors in the language of the reader, with Chinese in even columns."""

from __future__ import annotations

import inspect
import re
from functools import partial
from typing import Any

import click

from govtext.commands.columns import paragraph, section, width
from govtext.commands.overview import LANG_HELP
from govtext.messages import said


def with_help(command: Any) -> Any:
    """``command``, and all below it, with help texts of ``help_text``."""
    command.format_help = partial(_write_help, command)
    for one in getattr(command, "commands", {}).values():
        with_help(one)
    return command


def show_usage_error(error: Any) -> None:
    """Print a usage error to standard error, with what the command takes.

    Takes the exception of the library of the command line. One without a message is that of a
    command without arguments, and its help text is printed.
    """
    context = error.ctx
    if type(error).__name__ == "NoArgsIsHelpError":
        click.echo(error.format_message(), err=True)
        return
    if context is not None:
        click.echo(_usage(context.command, context), err=True)
        click.echo(said(f"Try '{context.command_path} --help' for help."), err=True)
        click.echo(err=True)
    click.echo(said(f"Error: {error.format_message()}"), err=True)


def _write_help(command: Any, context: Any, formatter: Any) -> None:
    formatter.write(help_text(command, context))


def help_text(command: Any, context: Any) -> str:
    """The help text of a command: how it is called, what it does, its arguments and options."""
    columns = width()
    lines = [_usage(command, context), ""]
    for one in _paragraphs(command):
        lines += paragraph(said(one), columns)
    records = [(param, param.get_help_record(context)) for param in command.get_params(context)]
    arguments, options = (
        [_described(param, record) for param, record in records if record and _is(param) == kind]
        for kind in ("argument", "option")
    )
    options.insert(-1, ("--lang zh|en", said(LANG_HELP)))
    commands = [
        (name, said(_paragraphs(one)[0]))
        for name in (command.list_commands(context) if hasattr(command, "list_commands") else ())
        if (one := command.get_command(context, name)) is not None
    ]
    for title, rows in (("Arguments:", arguments), ("Options:", options), ("Commands:", commands)):
        lines += section(said(title), rows, columns)
    return "\n".join(lines[:-1]) + "\n"


def _paragraphs(command: Any) -> list[str]:
    """The paragraphs of what a command does, each on one line."""
    written = re.split(r"\n\s*\n", inspect.cleandoc(command.help or ""))
    return [" ".join(paragraph.split()) for paragraph in written]


def _usage(command: Any, context: Any) -> str:
    pieces = " ".join(command.collect_usage_pieces(context))
    pieces = re.sub(r"\{(\w+)\}", r"\1", pieces).replace("[OPTIONS]", said("[OPTIONS]"))
    called = f"{context.command_path} {pieces}"
    return said(f"Usage: {called}")


def _is(param: Any) -> str:
    return str(param.param_type_name)


def _described(param: Any, record: tuple[str, str]) -> tuple[str, str]:
    """How an argument or option is written, and what it is, with its default value."""
    name, words = record
    own = param.help or ""
    rest = words.removeprefix(own).strip()
    return name, said(own) + (f" {said(rest)}" if rest else "")
