"""Commands of the library click from the signatures of functions::

    @app.command()
    def parse_command(
        file: Annotated[str, Argument(metavar="FILE", help="A report.")],
        explain: Annotated[bool, Option("--explain", help="Print why.")] = False,
    ) -> None: ...

typer reads signatures too, with pydantic, and takes as long to import as two reports to read.
"""

from __future__ import annotations

import enum
import functools
import inspect
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

import click
from click import BadParameter, echo
from click.exceptions import Exit

__all__ = ["App", "Argument", "BadParameter", "Exit", "Option", "echo"]

F = TypeVar("F", bound=Callable[..., None])


class Argument(NamedTuple):
    """The annotation of an argument."""

    metavar: str
    help: str


class Option:
    """The annotation of an option: its names, and the least value of a number."""

    def __init__(
        self, *names: str, help: str, metavar: str | None = None, min: float | None = None
    ) -> None:
        self.names, self.help, self.metavar, self.min = names, help, metavar, min


class App:
    """The commands of a module: one, or with a help text of its own a group of several."""

    def __init__(self, help: str | None = None) -> None:
        self._help = help
        self._functions: dict[str | None, Callable[..., None]] = {}

    def command(self, name: str | None = None) -> Callable[[F], F]:
        """Make a command of the function below; the name is that in its group."""

        def added(function: F) -> F:
            self._functions[name] = function
            return function

        return added

    def built(self, name: str) -> click.Command:
        """The command, or the group, under its name."""
        commands = [_command(function, own or name) for own, function in self._functions.items()]
        if self._help is None:
            return commands[0]
        return _OrderedGroup(name, commands, help=self._help, no_args_is_help=True)


class _OrderedGroup(click.Group):
    """A group whose help text has its commands in the order of the module."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


class _DescribedArgument(click.Argument):
    """An argument with a help text, which click leaves to the text of the command."""

    def __init__(self, declared: Argument, name: str, **settings: Any) -> None:
        super().__init__([name], metavar=declared.metavar, **settings)
        self.help = declared.help

    def make_metavar(self, ctx: click.Context) -> str:
        several = self.nargs == -1 and " " not in str(self.metavar)
        shown = f"{self.metavar}..." if several else str(self.metavar)
        return shown if self.required else f"[{shown}]"

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        return str(self.metavar), f"{self.help} [required]" if self.required else str(self.help)


def _command(function: Callable[..., None], name: str) -> click.Command:
    hints = get_type_hints(function, include_extras=True)
    parameters, converters = [], {}
    for parameter in inspect.signature(function).parameters.values():
        kind, declared = get_args(hints[parameter.name])
        made, convert = _parameter(parameter, kind, declared)
        parameters.append(made)
        converters[parameter.name] = convert

    @functools.wraps(function)
    def call(**values: Any) -> None:
        function(**{key: converters[key](value) for key, value in values.items()})

    return click.Command(name, params=parameters, callback=call, help=function.__doc__)


def _parameter(
    parameter: inspect.Parameter, kind: Any, declared: Argument | Option
) -> tuple[click.Parameter, Callable[[Any], Any]]:
    """A parameter of a command, and a function that makes of its value that of the annotation."""
    if get_origin(kind) in {Union, types.UnionType}:
        (kind,) = (one for one in get_args(kind) if one is not types.NoneType)
    many = get_origin(kind) is list
    item = get_args(kind)[0] if many else kind
    required = parameter.default is parameter.empty
    is_choice = issubclass(item, enum.Enum)
    settings: dict[str, Any] = {"required": required}
    if not required:
        settings["default"] = parameter.default
    if item is bool:
        settings["is_flag"] = True
    else:
        settings["type"] = _value_type(item, declared)
    if isinstance(declared, Argument):
        return _DescribedArgument(
            declared, parameter.name, nargs=-1 if many else 1, **settings
        ), list if many else _same
    metavar = f"<{'|'.join(one.value for one in item)}>" if is_choice else declared.metavar
    option = click.Option(
        [*declared.names, parameter.name],
        help=declared.help,
        metavar=metavar,
        multiple=many,
        show_default=item is not bool,
        **settings,
    )
    return option, list if many else (lambda value: value and item(value)) if is_choice else _same


def _same(value: Any) -> Any:
    return value


def _value_type(item: Any, declared: Argument | Option) -> Any:
    least = declared.min if isinstance(declared, Option) else None
    if item is int:
        return click.IntRange(min=None if least is None else int(least))
    if item is float:
        return click.FloatRange(min=least)
    if issubclass(item, enum.Enum):
        return click.Choice([one.value for one in item])
    return click.Path(path_type=Path) if item is Path else click.STRING
