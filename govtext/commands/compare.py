"""``govtext compare``: two drafts, or the reports of two years."""

from __future__ import annotations

import enum
import sys
from pathlib import Path
from typing import Annotated

from govtext.analyses.comparison import Comparison, compare, row_of
from govtext.commands import typed
from govtext.commands.options import (
    RulesOption,
    check_output,
    check_rules,
    output_option,
)
from govtext.commands.terminal import complain, show
from govtext.errors import ReadError, unwritten
from govtext.messages import language, named, said
from govtext.readers import suffix_of
from govtext.writers.atomic import replace_whole

app = typed.App()


class ComparisonForm(enum.StrEnum):
    """What ``compare`` prints."""

    table = "table"
    json = "json"


_ENDINGS = (".json", ".xlsx", ".html")


@app.command()
def compare_command(
    old: Annotated[Path, typed.Argument(metavar="OLD", help="The earlier draft, or year.")],
    new: Annotated[Path, typed.Argument(metavar="NEW", help="The later draft, or year.")],
    out: Annotated[Path | None, output_option(_ENDINGS)] = None,
    form: Annotated[
        ComparisonForm, typed.Option("--format", help="What to print.")
    ] = ComparisonForm.table,
    rules: RulesOption = None,
) -> None:
    """Compare two reports: which statements are the same, moved, changed, new or dropped.

    In changed statements the numbers and the words of promise that differ are told, and for each
    section of NEW how much of its text is taken over. The table leaves out what is the same.

    Exit status 1 where a report can't be read, or the result can't be written.
    """
    check_rules(rules)
    check_output(out, _ENDINGS)
    try:
        found = compare(old, new, rules=rules)
    except ReadError as error:
        complain(error)
        raise typed.Exit(1) from error
    if out is not None:
        try:
            _write(found, out)
        except OSError as error:
            complain(unwritten(out, error))
            raise typed.Exit(1) from error
    elif form is ComparisonForm.json:
        sys.stdout.buffer.write(found.to_json(indent=2) + b"\n")
    else:
        _print(found)
    counts = ", ".join(f"{count} {named(fate)}" for fate, count in found.counts().items())
    typed.echo(counts, err=True)


def _write(found: Comparison, out: Path) -> None:
    ending = suffix_of(out.name)
    if ending == ".xlsx":
        from govtext.writers.comparison import write_comparison  # noqa: PLC0415 (an extra)

        write_comparison(found, out, language())
        return
    replace_whole(out, found.to_html() if ending == ".html" else found.to_json(indent=2))


def _print(found: Comparison) -> None:
    from rich.table import Table  # noqa: PLC0415 (slow to import, and JSON needs none)

    table = Table(*map(said, ("fate", "old", "new", "numbers", "promises")))
    for pair in found.pairs:
        if pair.fate != "same":
            row = row_of(pair)
            turn = f" ({named(str(row['turn']))})" if row["turn"] else ""
            table.add_row(
                named(pair.fate),
                pair.old or "",
                pair.new or "",
                row["numbers"] or "",
                f"{row['promises'] or ''}{turn}",
            )
    show(table)
    sections = Table(*map(said, ("section", "characters", "taken over")))
    for section in found.sections:
        sections.add_row(section.section, str(section.characters), f"{section.share:.0%}")
    show(sections)
