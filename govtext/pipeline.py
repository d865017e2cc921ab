"""The whole program in one view: a text goes through the stages in order and is a Report."""

from __future__ import annotations

import os
from collections.abc import Callable

from govtext import rulebook
from govtext.plain import plain
from govtext.report import SCHEMA, Furniture, Report, Source
from govtext.stages.claims import make_claims
from govtext.stages.entries import gather_entries
from govtext.stages.furniture import set_furniture_apart
from govtext.stages.masks import find_masks
from govtext.stages.outline import build_outline
from govtext.stages.quantities import find_quantities
from govtext.stages.statements import split_statements
from govtext.state import State

STAGES: tuple[tuple[str, Callable[[State], None]], ...] = (
    ("furniture", set_furniture_apart),
    ("masks", find_masks),
    ("outline", build_outline),
    ("statements", split_statements),
    ("quantities", find_quantities),
    ("claims", make_claims),
    ("entries", gather_entries),
)


def parse(
    text: str, *, rules: str | os.PathLike[str] | None = None, source: Source | None = None
) -> Report:
    """Read a report.

    Takes the text as a string; ``rules`` names a folder of TOML tables that extend the packaged
    ones. Never raises on odd text; RuleError when the rules folder can't be used.
    """
    text = _well_formed(text.removeprefix("\ufeff"))
    state = State(text, plain(text), rulebook.load(None if rules is None else os.fspath(rules)))
    for _name, stage in STAGES:
        stage(state)
    source = source or Source()
    source.characters = len(text)
    return Report(
        schema=SCHEMA,
        source=source,
        metadata=state.metadata,
        text=text,
        outline=state.outline,
        statements=state.statements,
        claims=state.claims,
        masks=state.masks,
        achievements=state.entries.get("achievement", []),
        problems=state.entries.get("problem", []),
        plans=state.entries.get("plan", []),
        diagnostics=sorted(state.diagnostics, key=lambda found: found.start),
        furniture=[Furniture(*span) for span in state.furniture],
    )


def _well_formed(text: str) -> str:
    """The text with every lone surrogate as U+FFFD, so that it can be written as UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
