"""Reading a text once, though tokenizer and component both need what is in it."""

from __future__ import annotations

import weakref

from spacy.tokens import Doc

import govtext
from govtext.integrations.spacy.rules import OwnRules
from govtext.report import Report

# What the tokenizer read in a text waits here for the component.
_read: weakref.WeakKeyDictionary[Doc, tuple[dict[str, bytes], Report]] = weakref.WeakKeyDictionary()


def read_text(text: str, rules: OwnRules) -> Report:
    """The report in ``text``; RuleError where the rules can't be used."""
    return govtext.parse(text, rules=rules.folder)


def leave_report(doc: Doc, report: Report, rules: OwnRules) -> None:
    """Leave ``report``, read under ``rules``, with ``doc``."""
    _read[doc] = (rules.files, report)


def take_report(doc: Doc, rules: OwnRules) -> Report:
    """The report left with ``doc`` if the same rules have read it, or else its text read now."""
    read_under, report = _read.pop(doc, (None, None))
    if report is not None and read_under == rules.files:
        return report
    return read_text(doc.text, rules)
