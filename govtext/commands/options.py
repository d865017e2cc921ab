"""Options that several commands take."""

from __future__ import annotations

import functools
import inspect
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any, NamedTuple, get_type_hints

from govtext.commands import typed
from govtext.extras import install_command
from govtext.readers import suffix_of
from govtext.rulebook.load import RuleError
from govtext.rulebook.usable import checked
from govtext.writers.files import missing_extra

SourcesArgument = Annotated[
    list[Path], typed.Argument(metavar="SRC", help="Reports, and folders of reports.")
]
RulesOption = Annotated[
    Path | None,
    typed.Option("--rules", metavar="DIR", help="A folder of rule tables that extend govtext's."),
]
NoTextOption = Annotated[
    bool, typed.Option("--no-text", help="Leave the source text out of the JSON.")
]
TextColumnOption = Annotated[
    str | None,
    typed.Option(
        "--text-column", metavar="NAME", help="The column of a table of reports that has the texts."
    ),
]
WorkersOption = Annotated[
    int | None,
    typed.Option("--workers", min=1, metavar="N", help="How many processes read; all processors."),
]
TimeoutOption = Annotated[
    float | None,
    typed.Option(
        "--timeout", min=0.1, metavar="SECONDS", help="Leave out a report that takes longer."
    ),
]
FreshOption = Annotated[bool, typed.Option("--fresh", help="Read all again, ignore earlier runs.")]
QuietOption = Annotated[bool, typed.Option("--quiet", "-q", help="Print nothing.")]
TokenizerOption = Annotated[
    str | None,
    typed.Option("--tokenizer", metavar="NAME", help="rjieba, jieba, spacy or spacy:PIPELINE."),
]
IndicatorsOption = Annotated[
    str | None,
    typed.Option(
        "--indicators", metavar="NAMES", help="Only these statistics, with commas: GDP,粮食产量."
    ),
]
KnownOption = Annotated[
    bool, typed.Option("--known", help="Only statistics that have a name in the rules.")
]
NoRegionsOption = Annotated[
    bool, typed.Option("--no-regions", help="Don't find the region codes of issuers (GB/T 2260).")
]


class RunOptions(NamedTuple):
    """The options of a command that reads many reports in several processes."""

    rules: RulesOption = None
    text_column: TextColumnOption = None
    workers: WorkersOption = None
    timeout: TimeoutOption = None
    fresh: FreshOption = False
    quiet: QuietOption = False


class TargetOptions(NamedTuple):
    """The options of a command that gathers targets."""

    indicators: IndicatorsOption = None
    known: KnownOption = False
    no_regions: NoRegionsOption = False
    rules: RulesOption = None
    text_column: TextColumnOption = None


def grouped(command: Callable[..., None]) -> Callable[..., None]:
    """A command in which each parameter that is a NamedTuple of options becomes these options."""
    groups: dict[str, Any] = {}
    parameters = []
    hints = get_type_hints(command, include_extras=True)
    for one in inspect.signature(command).parameters.values():
        kind = hints[one.name]
        fields = getattr(kind, "_fields", None)
        if fields is None:
            parameters.append(one.replace(annotation=kind))
            continue
        groups[one.name] = kind
        types = get_type_hints(kind, include_extras=True)
        parameters += [
            inspect.Parameter(
                name,
                inspect.Parameter.KEYWORD_ONLY,
                default=kind._field_defaults[name],
                annotation=types[name],
            )
            for name in fields
        ]

    @functools.wraps(command)
    def called(**given: Any) -> None:
        for name, kind in groups.items():
            given[name] = kind(*map(given.pop, kind._fields))
        command(**given)

    signature: Any = called
    signature.__signature__ = inspect.Signature(parameters)
    signature.__annotations__ = {one.name: one.annotation for one in parameters}
    return called


def output_option(endings: Iterable[str]) -> typed.Option:
    """The option for the file to write, with the suffixes that it can have."""
    return typed.Option(
        "--output",
        "-o",
        metavar="OUT",
        help=f"The file to write: {', '.join(endings)}. Without it the result is printed.",
    )


def check_output(out: Path | None, endings: Iterable[str]) -> None:
    """Exit with a usage error where a file of that name can't be written."""
    if out is None:
        return
    ending = suffix_of(out.name)
    if out.is_dir() or ending not in endings:
        raise typed.BadParameter(
            f"{out}: give a file ending in {', '.join(endings)}", param_hint="-o"
        )
    check_packages(ending)


def check_packages(ending: str) -> None:
    """Exit with a usage error where a package that writes files with this suffix is missing."""
    extra = missing_extra(ending)
    if extra is not None:
        raise typed.BadParameter(
            f"{ending} files need more packages: {install_command(extra)}", param_hint="-o"
        )


def check_rules(rules: Path | None) -> None:
    """Exit with a usage error where rules can't be used, since no report is the cause."""
    try:
        checked(None if rules is None else os.fspath(rules))
    except RuleError as error:
        raise typed.BadParameter(str(error), param_hint="--rules") from error
