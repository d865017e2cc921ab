"""One reading of a text for both the tokenizer and the component."""

from __future__ import annotations

import weakref

from spacy.tokens import Doc

import govtext
from govtext.integrations.spacy.rules import OwnRules
from govtext.report import Report

# The report that the tokenizer has read of a text, until the component takes it.
_read: weakref.WeakKeyDictionary[Doc, tuple[dict[str, bytes], Report]] = weakref.WeakKeyDictionary()


def read_text(text: str, rules: OwnRules) -> Report:
    """The report in ``text``. Raises RuleError where the rules can't be used."""
    return govtext.parse(text, rules=rules.folder)


def leave_report(doc: Doc, report: Report, rules: OwnRules) -> None:
    """Keep ``report``, read with ``rules``, for ``doc``."""
    _read[doc] = (rules.files, report)


def take_report(doc: Doc, rules: OwnRules) -> Report:
    """The report kept for ``doc`` if it was read with the same rules; else its text is read."""
    read_under, report = _read.pop(doc, (None, None))
    if report is not None and read_under == rules.files:
        return report
    return read_text(doc.text, rules)
