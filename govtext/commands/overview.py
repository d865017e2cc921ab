"""``govtext --help`` and ``--version``, without what the commands import.

What is printed here takes some two times as long as Python takes to start, which is what a person
who asks for help waits for.
"""

from __future__ import annotations

import os

from govtext.commands.columns import paragraph, section, width
from govtext.messages import LANGUAGES, language, use
from govtext.version import __version__, build

COMMANDS = {
    "parse": "Read one report and print its outline, or its claims as a table.",
    "convert": "Read many reports and write the outline of each, or tables of all.",
    "targets": "List the targets that reports set, one row a target.",
    "track": "Set each target beside the outcome that later reports tell.",
    "panel": "Write a panel: a row for each issuer and year, a column for each statistic and "
    "measure.",
    "check": "Find places where the figures, the numbering or the dates of a report contradict "
    "each other.",
    "compare": "Compare two reports: which statements are the same, moved, changed, new or "
    "dropped.",
    "tasks": "Write the plans of a report as a list of tasks, a row each, in which people note who "
    "does what and how far it is.",
    "attention": "Count the terms of concepts in the sentences and headings of reports, a row for "
    "each report and concept.",
    "audit": "Find copies, cut and joined texts, contradictions between files and texts, outliers "
    "and gaps in a corpus.",
    "concordance": "Print every occurrence of TERM in its context, with its section and category; "
    "{a,b} in it stands for alternatives.",
    "keywords": "Find the words that set each year, issuer, report or category apart from all "
    "others, by log odds with a prior and by log-likelihood.",
    "inspect": "Print a summary of a result: counts, failures and the most frequent diagnostics.",
    "view": "Write a report as an HTML page, in one file that any browser opens.",
    "app": "Open a page in the browser on which reports are dropped, read, looked at and "
    "downloaded.",
    "evaluate": "Measure how well reports are read, on texts that you have annotated.",
    "rules": "Check your own rules, and look up all rules.",
    "schema": "Print the JSON Schema of the outline.",
}
"""The commands in the order of the help text, each with the first paragraph of its own."""
SUMMARY = "Read Chinese government work reports as structured data."
VERSION_HELP = "Show the version and exit."
HELP_HELP = "Show this message and exit."
LANG_HELP = "The language of all that is said; without it, that of the system."
USAGE = "{program} [OPTIONS] COMMAND [ARGS]..."
_LANG = "--lang"


def overview(arguments: list[str], program: str = "govtext") -> str | None:
    """What ``--help`` or ``--version`` prints; None where the arguments are others than one of
    these, with ``--lang`` or without, and where the Chinese can't be found."""
    if arguments[:1] == [_LANG]:
        lang, wanted = arguments[1:2], arguments[2:]
    elif arguments[1:2] == [_LANG]:
        lang, wanted = arguments[2:], arguments[:1]
    else:
        lang, wanted = [], arguments
    if len(lang) > 1 or not {*lang} <= {*LANGUAGES}:
        return None
    if wanted == ["--version"]:
        return f"govtext {__version__} ({build()})\n"
    if wanted != ["--help"]:
        return None
    use(lang[0] if lang else None)
    try:
        return help_text(program) if language() == "en" else _in_chinese(program)
    finally:
        use(None)


def help_text(program: str, said: Callable[[str], str] = str) -> str:
    """The help text of the program; ``said`` puts a text in the language of the reader."""
    columns = width()
    called = USAGE.format(program=program).replace("[OPTIONS]", said("[OPTIONS]"))
    options = (
        ("--version", said(VERSION_HELP)),
        (f"{_LANG} {'|'.join(LANGUAGES)}", said(LANG_HELP)),
        ("--help", said(HELP_HELP)),
    )
    commands = ((name, said(summary)) for name, summary in COMMANDS.items())
    lines = [
        said("Usage: {command}").replace("{command}", called),
        "",
        *paragraph(said(SUMMARY), columns),
        *section(said("Options:"), options, columns),
        *section(said("Commands:"), commands, columns),
    ]
    return "\n".join(lines[:-1]) + "\n"


def _in_chinese(program: str) -> str | None:
    """The help text in Chinese, found in the catalogue without a parser of TOML; None where a text
    is not on a line of its own there."""
    folder = os.path.join(os.path.dirname(os.path.dirname(__file__)), "messages")  # noqa: PTH118, PTH120
    catalogue = ""
    try:
        for file in os.scandir(folder):
            if file.name.endswith(".toml"):
                with open(file.path, encoding="utf-8") as content:  # noqa: PTH123
                    catalogue += content.read()
    except OSError:
        return None
    missing = []

    def said(text: str) -> str:
        _, found, behind = catalogue.partition(f'\n"{text}" = "')
        chinese = behind.partition('"\n')[0]
        if not found or "\\" in chinese:
            missing.append(text)
        return chinese

    shown = help_text(program, said)
    return None if missing else shown


TYPE_CHECKING = False  # see govtext.commands.columns
if TYPE_CHECKING:
    from collections.abc import Callable
