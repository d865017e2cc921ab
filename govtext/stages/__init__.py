"""The stages that read a report, in order; each uses the results of the earlier ones."""

from __future__ import annotations

from collections.abc import Callable

from govtext.document import Document
from govtext.stages.categories.statements import split_statements
from govtext.stages.claims.make import make_claims
from govtext.stages.entries import gather_entries
from govtext.stages.masks import find_masks
from govtext.stages.outline.build import build_outline
from govtext.stages.page.furniture import set_furniture_apart
from govtext.stages.quantities.find import find_quantities
from govtext.stages.times.find import find_times
from govtext.stages.tokens import cut_sentences

Stage = Callable[[Document], None]

STAGES: tuple[tuple[str, Stage], ...] = (
    ("furniture", set_furniture_apart),
    ("masks", find_masks),
    ("outline", build_outline),
    ("statements", split_statements),
    ("times", find_times),
    ("quantities", find_quantities),
    ("tokens", cut_sentences),
    ("claims", make_claims),
    ("entries", gather_entries),
)
