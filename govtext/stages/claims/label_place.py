"""A claim that is labelled, with the others of its sentence."""

from __future__ import annotations

import msgspec

from govtext.report import Claim
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
