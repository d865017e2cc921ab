"""``govtext evaluate``: how well reports are read, measured on your own annotations."""

from __future__ import annotations

import enum
import sys
from pathlib import Path
from typing import Annotated

import msgspec

from govtext.commands import typed
from govtext.commands.options import RulesOption, check_rules
from govtext.commands.terminal import complain, show
from govtext.errors import ReadError
from govtext.evaluation.gold import GoldError
from govtext.evaluation.scores import evaluate
from govtext.evaluation.show import scores_table

app = typed.App()


class ScoreForm(enum.StrEnum):
    """What ``evaluate`` prints."""

    table = "table"
    json = "json"


@app.command()
def evaluate_command(  # noqa: PLR0913, PLR0917 (an option each)
    gold: Annotated[
        Path,
        typed.Option("--gold", metavar="DIR", help="A folder of texts with annotations."),
    ],
    pred: Annotated[
        Path | None,
        typed.Option(
            "--pred",
            metavar="OUT",
            help="A folder of outlines to measure; without it the texts are read first.",
        ),
    ] = None,
    rules: RulesOption = None,
    form: Annotated[ScoreForm, typed.Option("--format", help="What to print.")] = ScoreForm.table,
    number: Annotated[
        int,
        typed.Option("--show", min=0, metavar="N", help="Also list N places that differ."),
    ] = 0,
    only: Annotated[
        str,
        typed.Option(
            "--only",
            metavar="AREA",
            help="List only areas that begin with this: quantity, field.unit, part2, outline.",
        ),
    ] = "",
) -> None:
    """Measure how well reports are read, on texts that you have annotated.

    docs/accuracy.md describes the format of the annotations and the measures.

    Exit status 1 where the annotations or an outline can't be used, with the place and the reason
    on standard error, and where --pred lacks a document.
    """
    check_rules(rules)
    for option, folder in (("--gold", gold), ("--pred", pred)):
        if folder is not None and not folder.is_dir():
            raise typed.BadParameter(f"{folder}: no such folder", param_hint=option)
    if pred is not None and rules is not None:
        raise typed.BadParameter(
            "--pred measures outlines that are already read; leave out one of the two",
            param_hint="--rules",
        )
    try:
        scores = evaluate(gold, pred=pred, rules=rules)
    except (GoldError, ReadError) as error:
        complain(error)
        raise typed.Exit(1) from error
    misses = scores.missed(only)[:number]
    if form is ScoreForm.json:
        document = scores.to_dict() | {"misses": [miss._asdict() for miss in misses]}
        encoded = msgspec.json.format(msgspec.json.encode(document), indent=2)
        sys.stdout.buffer.write(encoded + b"\n")
    else:
        show(scores_table(scores, misses))
    for name in scores.unread:
        complain(f"{pred}: there is no {name}.json; it counts as an empty outline")
    raise typed.Exit(1 if scores.unread else 0)
