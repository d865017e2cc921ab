"""``govtext rules``: check your own rules, and look up all rules."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

from rich import box
from rich.table import Table

from govtext.commands import typed
from govtext.commands.options import RulesOption, check_rules
from govtext.commands.terminal import complain, show
from govtext.document import Document
from govtext.language.lexicon import FACETS, expanded, word_list
from govtext.language.plain import plain
from govtext.messages import said
from govtext.rulebook.check import Fault, check_entry, faults, tables
from govtext.rulebook.load import Rulebook, RuleError, load, read, suggested
from govtext.rulebook.source import blocks, source_of
from govtext.rulebook.usable import checked
from govtext.stages import STAGES
from govtext.stages.claims.explain import explain

_SIGNS_OF_PATTERNS = frozenset("()[]|\\")
_LONGEST_LIST = 20_000  # characters; no list of words is longer

app = typed.App("Check your own rules, and look up all rules.")

TableArgument = Annotated[
    str | None, typed.Argument(metavar="TABLE", help="A table of rules; without it, all.")
]


@app.command("check")
def check_command(
    folder: Annotated[Path, typed.Argument(metavar="DIR", help="A folder of rule tables.")],
) -> None:
    """Check whether rules can be used, and run their examples.

    Each error is printed with its file, line and key. Examples of the packaged rules that come
    out otherwise with yours are printed too; they are no error.

    Exit status 1 where anything in DIR is wrong.
    """
    if not folder.is_dir():
        raise typed.BadParameter(f"{folder}: no such folder of rules", param_hint="DIR")
    try:
        rules = read(str(folder))
    except RuleError as error:
        complain(error)
        raise typed.Exit(1) from error
    found: list[Fault | RuleError] = list(faults(rules))
    if not found:
        for table, name in rules.own:
            for finding in check_entry(rules, table, name):
                if finding.lacks_examples:
                    complain(f"{finding}; add some, and they are run here")
                else:
                    found.append(finding)
    for problem in found:
        complain(problem)
    if not found:
        _name_changes(rules)
    wrong = said(f"{len(found)} wrong" if found else "nothing wrong")
    typed.echo(f"{folder}: {said(_counts(rules))}; {wrong}")
    raise typed.Exit(1 if found else 0)


def _name_changes(rules: Rulebook) -> None:
    """Print the examples of packaged entries that come out otherwise with the user's entries."""
    own = set(rules.own)
    # Only a user's [[words]] change how the carriers of packaged words come out.
    carriers = any(table == "words" for table, _ in (*own, *rules.away))
    for table in tables():
        for name in rules.entries(table):
            if (table, name) not in own:
                for finding in check_entry(rules, table, name, carriers=carriers):
                    complain(f"with your rules, [[{table}]] entry {name!r}: {finding.problem}")


def _counts(rules: Rulebook) -> str:
    """The number of entries of each kind in a user's rules, as text."""
    packaged = load()
    replaced = sum(name in packaged.entries(table) for table, name in rules.own)
    added = len(rules.own) - replaced
    return f"{added} added, {replaced} replaced, {len(rules.away)} taken away"


@app.command("list")
def list_command(table: TableArgument = None, rules: RulesOption = None) -> None:
    """List the tables of rules, or the entries of one."""
    book = _book(rules)
    if table is None:
        shown = _columns("table", "entries")
        for name in sorted(tables()):
            shown.add_row(name, str(len(book.entries(name))))
    else:
        shown = _columns("entry", "examples")
        for name, (_, entry) in _entries(book, table).items():
            shown.add_row(name, str(len(entry.get("examples", ()))))
    show(shown)


@app.command("show")
def show_command(
    table: Annotated[str, typed.Argument(metavar="TABLE", help="A table of rules, or a word.")],
    entry: Annotated[
        str | None, typed.Argument(metavar="NAME", help="One of its entries; without it, all.")
    ] = None,
    rules: RulesOption = None,
) -> None:
    """Print entries as written in their file, to copy into your own folder and change.

    With a word instead of TABLE, print every entry that has it, and which parts of the program
    use it.
    """
    book = _book(rules)
    if entry is None and table not in tables():
        _show_word(book, table)
        return
    entries = _entries(book, table)
    if entry is not None and entry not in entries:
        problem = suggested(f"[[{table}]] has no {entry!r}", entry, entries)
        raise typed.BadParameter(problem, param_hint="NAME")
    for file in dict.fromkeys(file for file, _ in entries.values()):
        for block in blocks(source_of(file)):
            here = block.table == table and entries.get(block.name or "", ("",))[0] == file
            if here and entry in {None, block.name}:
                sys.stdout.write("\n".join(_trimmed(block.lines)) + "\n\n")


@app.command("explain")
def explain_command(
    text: Annotated[str, typed.Argument(metavar="TEXT", help="A sentence of a report.")],
    rules: RulesOption = None,
) -> None:
    """Print for every number of a text the fields of its claim, and the rule that decided each.

    The words in the last column are those of the text that the field is read from.
    """
    document = Document(text, plain(text), _book(rules))
    for _name, stage in STAGES:
        stage(document)
    shown = Table(box=box.SIMPLE_HEAD)
    for heading in ("number", "field", "value", "decided by"):
        shown.add_column(said(heading))
    for claim, reasons in explain(document):
        by = {reason.field: reason.entry for reason in reasons}
        number = claim.quantity.text
        for field in _EXPLAINED:
            value = getattr(claim, field)
            if value:
                words = value if isinstance(value, str) else getattr(value, "text", str(value))
                shown.add_row(number, field, words, said(by.get(field, "")))  # type: ignore[call-overload]
                number = ""
    show(shown)


_EXPLAINED = (
    "label",
    "nature",
    "action",
    "scope",
    "per",
    "reference",
    "streak",
    "commitment",
    "estimated",
)


def _show_word(book: Rulebook, word: str) -> None:
    """Print every entry that has the word, with its keys and the readers that use it."""
    shown = Table(box=box.SIMPLE_HEAD)
    for heading in ("table", "entry", "key", "says", "asked by"):
        shown.add_column(said(heading))
    known = book.derive(word_list).get(word)
    if known is not None:
        name = known.name
        for facet, reader in FACETS.items():
            value = getattr(known, facet)
            if value and (facet != "bound_at" or known.bound):
                shown_value = ", ".join(value) if isinstance(value, list | tuple) else str(value)
                shown.add_row("words", name, facet, shown_value, said(reader))
                name = ""
    for table in sorted(set(tables()) - {"words"}):
        for entry, (_, raw) in book.entries(table).items():
            for key, value in raw.items():
                if key != "examples" and word in _words_in(value):
                    shown.add_row(table, entry, key, "", "")
    if not shown.row_count:
        problem = suggested(f"there is no table {word!r}, and no word", word, tables())
        raise typed.BadParameter(problem, param_hint="TABLE")
    show(shown)


def _words_in(value: object) -> set[str]:
    """The words and phrases in the value of a key; the braces of a pattern are no choices."""
    if isinstance(value, str) and not _SIGNS_OF_PATTERNS.isdisjoint(value):
        return {value}
    if isinstance(value, str):
        return {value, *expanded(value)} if len(value) < _LONGEST_LIST else set()
    if isinstance(value, list | dict):
        return set().union(*map(_words_in, value))
    return set()


def _trimmed(lines: list[str]) -> list[str]:
    """The lines of an entry without the comments and blank lines behind it, which belong to the
    next entry."""
    while lines and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        lines = lines[:-1]
    return lines


def _book(rules: Path | None) -> Rulebook:
    check_rules(rules)
    return checked(None if rules is None else str(rules))


def _entries(book: Rulebook, table: str) -> dict[str, tuple[str, dict[str, Any]]]:
    if table not in tables():
        problem = suggested(f"there is no table {table!r}", table, tables())
        raise typed.BadParameter(problem, param_hint="TABLE")
    return book.entries(table)


def _columns(first: str, second: str) -> Table:
    shown = Table(box=box.SIMPLE_HEAD)
    shown.add_column(said(first))
    shown.add_column(said(second), justify="right")
    return shown
