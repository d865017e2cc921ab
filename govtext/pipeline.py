"""The pipeline: ``parse`` reads a text by the stages in order and returns a Report."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial

from govtext.document import Document
from govtext.language.edits import EditedText
from govtext.language.guarded import Watch, watching
from govtext.language.plain import plain
from govtext.report import RULE_TIMEOUT, Report, Source
from govtext.rulebook.load import Rulebook
from govtext.rulebook.usable import checked
from govtext.stages import STAGES, Stage
from govtext.stages.layout.repair import repair
from govtext.stages.layout.restore import restore


def parse(
    text: str, *, rules: str | os.PathLike[str] | None = None, source: Source | None = None
) -> Report:
    """Read a report from its text.

    Takes the text as a string; ``rules`` is a folder of rule tables that extend those of govtext,
    ``source`` the file that the text comes from. Returns the report; its offsets count characters
    (code points) of ``report.text``, which is the text without a byte-order mark.

    Never raises because of the text: where a bug in govtext stops the reading of a sentence, its
    claims are missing and a diagnostic ``internal-error`` names it. Raises RuleError where the
    rules can't be used; a pattern of theirs that takes too long matches nothing, and a diagnostic
    ``rule-timeout`` names it.

    >>> report = parse("2023年，全县新建学校3所，粮食产量增长2.3%。")
    >>> for claim in report.claims:
    ...     print(claim.period, claim.indicator.text, claim.quantity.value, claim.quantity.unit)
    2023 学校 3 所
    2023 粮食产量 2.3 %
    """
    text = _well_formed(text.removeprefix("\ufeff"))
    rulebook = checked(None if rules is None else os.fspath(rules))
    source = source or Source()
    edited, repairing = _repaired(text, rulebook)
    document = _read(edited.text, edited.plain, rulebook, source.name)
    source.characters = len(text)
    document.diagnostics += repairing.diagnostics
    report = document.report(source, text)
    restore(report, edited, text)
    return report


def _repaired(text: str, rules: Rulebook) -> tuple[EditedText, Document]:
    """The text with its layout undone, and a document with what went wrong on the way.

    Where a bug in govtext stops the repair, the text is read as it is written.
    """
    normalized = plain(text)
    edited = EditedText(text, normalized)
    document = Document(text, normalized, rules)
    with document.contain(document.whole) as contained:
        repair(edited, rules)
    return (EditedText(text, normalized) if contained.failed else edited), document


def _read(text: str, normalized: str, rules: Rulebook, name: str | None) -> Document:
    """The document after all stages.

    Where a user's entries run out of time, the stages start again without them, so that no entry
    matches in only a part of the report.
    """
    with watching() as watch:
        late = -1
        while late < len(watch.late):
            late = len(watch.late)
            watch.spent.clear()
            document = _run(partial(Document, text, normalized, rules, name), STAGES)
    if watch.late:
        _report_late(document, watch)
    return document


def _report_late(document: Document, watch: Watch) -> None:
    """Add a diagnostic for each entry of a user that ran out of time."""
    from govtext.rulebook.check import late_findings  # noqa: PLC0415 (rare, and imports much)

    text, normalized = document.text, document.plain
    for finding, place in late_findings(watch, document.rules):
        # The text searched may be one line without its offset, or the whole text.
        whole = len(place.text) >= len(text)
        line = place.text[place.start : place.end].partition("\n")[0]
        start = place.start if whole else max(normalized.find(line), 0)
        document.diagnose(RULE_TIMEOUT, str(finding), start, min(start + len(line), len(text)))


def _run(new: Callable[[], Document], stages: Sequence[tuple[str, Stage]]) -> Document:
    """A new document after the stages; a stage that raises an exception is left out."""
    document = new()
    for index, (_name, stage) in enumerate(stages):
        with document.contain(document.whole) as contained:
            stage(document)
        if contained.failed:
            # The results of this stage are incomplete, so the others run again on a new document.
            without = _run(new, [*stages[:index], *stages[index + 1 :]])
            without.diagnostics.append(document.diagnostics[-1])
            return without
    return document


def _well_formed(text: str) -> str:
    """The text with every lone surrogate as U+FFFD, so that it can be written as UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
