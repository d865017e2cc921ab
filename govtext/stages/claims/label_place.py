"""A claim that is described, with the others of its sentence, and what its readers look up."""

from __future__ import annotations

import msgspec

from govtext.document import Document
from govtext.language.lexicon import word_list
from govtext.language.segment import build_segmenter
from govtext.report import Claim
from govtext.stages.claims.constructions import Constructions
from govtext.stages.claims.context import QuantityContext
from govtext.stages.claims.measured import Measured


class Labelled(msgspec.Struct, gc=False):
    """The claim at ``number`` among the ``claims`` of a sentence, with the contexts of all their
    quantities and what these measure; ``claim``, ``context`` and ``found`` are its own."""

    number: int
    contexts: list[QuantityContext]
    measured: list[Measured]
    claims: list[Claim]
    claim: Claim
    context: QuantityContext
    found: Measured
    earlier: list[Claim]
    """The claims before in the sentence, as far back as one is looked for."""

    @property
    def following(self) -> list[QuantityContext]:
        """The context of the next quantity, where there is one."""
        return self.contexts[self.number + 1 : self.number + 2]


class Reader:
    """A reader of the claims of one report, with the words and constructions it looks up."""

    def __init__(self, document: Document, constructions: Constructions) -> None:
        self._document = document
        self._plain = document.plain
        self._constructions = constructions
        self._segment = document.rules.derive(build_segmenter)
        self._known = document.rules.derive(word_list)
