"""What the checkers of examples share: a text is read with the rules that are checked."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import msgspec

from govtext.document import Document
from govtext.language.plain import plain
from govtext.report import Claim, Report, Source
from govtext.rulebook.load import Rulebook
from govtext.stages import STAGES

Checker = Callable[[Any, str, Rulebook], str | None]
"""Takes an entry, an example as written in the TOML file, and the rulebook. Returns None where the
example comes out right, else what came out instead."""
Checkers = dict[str, tuple[type[msgspec.Struct], Checker]]
"""By table: the type of its entries, and the checker of their examples."""


BRACKETS = re.compile(r"\[([^\[\]]*)\]")
"""The answer that is marked in an example."""
REPORT = "2025年政府工作报告\n一、2024年工作回顾\n{}\n"
"""A report around the review of 2024."""


def document_of(text: str, rules: Rulebook) -> Document:
    """A text before the first stage."""
    return Document(text, plain(text), rules, strict=True)


def read_document(text: str, rules: Rulebook) -> Document:
    """A text behind the last stage."""
    document = document_of(text, rules)
    for _name, stage in STAGES:
        stage(document)
    return document


def report_of(text: str, rules: Rulebook) -> Report:
    """A text as a report."""
    return read_document(text, rules).report(Source(), text)


def claims_in(text: str, rules: Rulebook) -> list[Claim]:
    """The claims of a sentence in the review of a report that reviews 2024."""
    return read_document(REPORT.format(text), rules).claims
