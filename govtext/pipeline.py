"""The whole program in one view: a text goes through the stages in order and is a Report."""

from __future__ import annotations

import os

from govtext.document import Document
from govtext.language.guarded import watching
from govtext.language.plain import plain
from govtext.report import RULE_TIMEOUT, SCHEMA, Furniture, Report, Source
from govtext.rulebook.check import checked, late_findings
from govtext.rulebook.load import Rulebook
from govtext.stages import STAGES


def parse(
    text: str, *, rules: str | os.PathLike[str] | None = None, source: Source | None = None
) -> Report:
    """Read a report.

    Takes the text as a string; ``rules`` names a folder of TOML tables that extend the packaged
    ones. Never raises on odd text; RuleError when the rules folder can't be used. A pattern of
    the folder that takes too long matches nothing, and a diagnostic ``rule-timeout`` names it.
    """
    text = _well_formed(text.removeprefix("\ufeff"))
    document = _through_stages(text, checked(None if rules is None else os.fspath(rules)))
    source = source or Source()
    source.characters = len(text)
    return Report(
        schema=SCHEMA,
        source=source,
        metadata=document.metadata,
        text=text,
        outline=document.outline,
        statements=document.statements,
        claims=document.claims,
        masks=document.masks,
        achievements=document.entries.get("achievement", []),
        problems=document.entries.get("problem", []),
        plans=document.entries.get("plan", []),
        diagnostics=sorted(document.diagnostics, key=lambda found: found.start),
        furniture=[Furniture(*span) for span in document.furniture],
    )


def _through_stages(text: str, rules: Rulebook) -> Document:
    """The document that all stages have filled.

    Where entries of a user run out of time the stages begin anew and leave them out, so that none
    has matched in one half of the report only.
    """
    normalized = plain(text)
    with watching() as watch:
        late = -1
        while late < len(watch.late):
            late = len(watch.late)
            watch.spent.clear()
            document = Document(text, normalized, rules)
            for _name, stage in STAGES:
                stage(document)
    for finding, place in late_findings(watch, rules):
        # A stage may have taken the line out of the text, or looked at all of the text.
        whole = len(place.text) >= len(text)
        line = place.text[place.start : place.end].partition("\n")[0]
        start = place.start if whole else max(normalized.find(line), 0)
        document.diagnose(RULE_TIMEOUT, str(finding), start, min(start + len(line), len(text)))
    return document


def _well_formed(text: str) -> str:
    """The text with every lone surrogate as U+FFFD, so that it can be written as UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
