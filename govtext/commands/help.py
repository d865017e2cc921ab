"""Help texts and usage errors in the language of the reader, with Chinese in even columns."""

from __future__ import annotations

import inspect
import re
import shutil
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

import typer

from govtext.messages import said

_COLUMN = 24  # columns of the terminal for the name of an option
_WIDEST = 100
_PIECES = re.compile(r"[^\s\u2e80-\uffef]+|[\u2e80-\uffef][、。，；：！？）》」』”]*|\s+")
_TYPE = re.compile(r" <[a-z]+\[.*\]>$|(?<=[A-Z]) <.*>$")
"""The type of a value in Python, such as ``<list[Path]>``, which says nothing to a reader."""


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
        typer.echo(error.format_message(), err=True)
        return
    if context is not None:
        typer.echo(_usage(context.command, context), err=True)
        typer.echo(said(f"Try '{context.command_path} --help' for help."), err=True)
        typer.echo(err=True)
    typer.echo(said(f"Error: {error.format_message()}"), err=True)


def _write_help(command: Any, context: Any, formatter: Any) -> None:
    formatter.write(help_text(command, context))


def help_text(command: Any, context: Any) -> str:
    """The help text of a command: how it is called, what it does, its arguments and options."""
    width = min(shutil.get_terminal_size().columns, _WIDEST) - 2
    lines = [_usage(command, context), ""]
    for paragraph in _paragraphs(command):
        lines += [f"  {line}" for line in wrapped(said(paragraph), width)]
        lines.append("")
    records = [(param, param.get_help_record(context)) for param in command.get_params(context)]
    arguments, options = (
        [_described(param, record) for param, record in records if record and _is(param) == kind]
        for kind in ("argument", "option")
    )
    language = said("The language of all that is said; without it, that of the system.")
    options.insert(-1, ("--lang zh|en", language))
    commands = [
        (name, said(next(iter(_paragraphs(one)), "")))
        for name in (command.list_commands(context) if hasattr(command, "list_commands") else ())
        if (one := command.get_command(context, name)) is not None
    ]
    for title, rows in (("Arguments:", arguments), ("Options:", options), ("Commands:", commands)):
        if rows:
            lines += [said(title), *_columns(rows, width), ""]
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
    return _TYPE.sub("", name), said(own) + (f" {said(rest)}" if rest else "")


def _columns(rows: Iterable[tuple[str, str]], width: int) -> Iterator[str]:
    for name, words in rows:
        first, *more = wrapped(words, width - _COLUMN) or [""]
        if cells(name) > _COLUMN - 4:
            yield f"  {name}"
            more = [first, *more]
        else:
            yield f"  {name}{' ' * (_COLUMN - 2 - cells(name))}{first}".rstrip()
        for line in filter(None, more):
            yield " " * _COLUMN + line


def wrapped(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` columns, which break between Chinese characters too,
    and before no full stop.

    >>> wrapped("每份报告写成一个 .json 文件。", 16)
    ['每份报告写成一个', '.json 文件。']
    """
    lines, line = [], ""
    for piece in _PIECES.findall(text):
        if line and cells(line + piece) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def cells(text: str) -> int:
    """The columns that ``text`` takes in a terminal; a Chinese character takes two."""
    from rich.cells import cell_len  # noqa: PLC0415 (slow to import, and only help needs it)

    return cell_len(text)
