"""What a quantity measures, its claim with those around it, and what readers look up."""

from __future__ import annotations

import msgspec

from govtext.document import Document
from govtext.language.lexicon import word_list
from govtext.language.plain import Span
from govtext.language.segment import build_segmenter
from govtext.report import Claim
from govtext.stages.claims.clauses import ClauseReading
from govtext.stages.claims.constructions import Constructions
from govtext.stages.claims.context import QuantityContext


class Measured(msgspec.Struct, gc=False):
    """What one quantity measures: the phrase, and how the clause before it was read.

    In a list of ``listed`` values that share a clause, ``head`` is the number of the first of
    them and ``order`` the place in the list; ``shared`` is then the whole coordination of which
    the phrase is a part. ``counted`` says that the phrase stands behind the quantity, ``aside``
    that the quantity stands in brackets.
    """

    phrase: Span | None
    reading: ClauseReading
    head: int
    order: int = 0
    listed: int = 1
    shared: Span | None = None
    counted: bool = False
    aside: bool = False


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
