"""Options that several commands take."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from govtext.rulebook.check import checked
from govtext.rulebook.load import RuleError

RulesOption = Annotated[
    Path | None,
    typer.Option("--rules", metavar="DIR", help="A folder of rule tables that extend govtext's."),
]

NoTextOption = Annotated[
    bool, typer.Option("--no-text", help="Leave the source text out of the JSON.")
]
TextColumnOption = Annotated[
    str | None,
    typer.Option(
        "--text-column", metavar="NAME", help="The column of a table of reports that has the texts."
    ),
]


def check_rules(rules: Path | None) -> None:
    """Exit with a usage error where rules can't be used, since no report is the cause."""
    try:
        checked(None if rules is None else os.fspath(rules))
    except RuleError as error:
        raise typer.BadParameter(str(error), param_hint="--rules") from error
