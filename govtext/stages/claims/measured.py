"""What a quantity measures, its claim with those around it, and what readers look up."""

from __future__ import annotations

import msgspec

from govtext.document import Document
from govtext.language.lexicon import Kind, Lexicon, word_list
from govtext.language.plain import Span
from govtext.language.segment import build_segmenter
from govtext.report import Claim, Excerpt
from govtext.stages.claims.clauses import ClauseReading
from govtext.stages.claims.constructions import Constructions
from govtext.stages.claims.context import QuantityContext

REMEMBERED = 40
"""How many claims back a claim of the same thing, or the whole of a part, is looked for."""


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
    def head(self) -> QuantityContext:
        """The context of the first of the list that it is in, else its own."""
        return self.contexts[self.found.head]

    @property
    def previous(self) -> Claim | None:
        """The claim before in the sentence."""
        return self.claims[self.number - 1] if self.number else None

    @property
    def whole(self) -> Claim | None:
        """The claim before that it is a part of, where that has a label."""
        return whole_of(self.claim, self.earlier)

    @property
    def following(self) -> list[QuantityContext]:
        """The context of the next quantity, where there is one."""
        return self.contexts[self.number + 1 : self.number + 2]


def labelled(
    contexts: list[QuantityContext], measured: list[Measured], claims: list[Claim]
) -> list[Labelled]:
    """The claims of a sentence, each with those around it."""
    lists, ones = (contexts, measured, claims), zip(claims, contexts, measured, strict=True)
    earlier = [claims[max(0, number - REMEMBERED) : number] for number in range(len(claims))]
    return [Labelled(n, *lists, *one, earlier[n]) for n, one in enumerate(ones)]


class Reader:
    """A reader of the claims of one report, with the words and constructions it looks up."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._plain = document.plain
        self._constructions = document.rules.derive(Constructions)
        self._segment = document.rules.derive(build_segmenter)
        self._known = document.rules.derive(word_list)
        self._lexicon = document.rules.derive(Lexicon)

    def _text(self, span: Span) -> str:
        """The letters of a phrase in normalized text."""
        return self._plain[span.start : span.end]

    def _excerpt(self, span: Span) -> Excerpt:
        return Excerpt(self._document.text[span.start : span.end], span.start, span.end)

    def _is_figure(self, span: Span) -> bool:
        """Whether a phrase is the name of a figure."""
        return self._constructions.is_figure(self._text(span))

    def _kind(self, word: str) -> Kind | None:
        """The kind of a word that the lexicon has, else None."""
        known = self._known.get(word)
        return None if known is None else known.kind


def whole_of(claim: Claim, claims: list[Claim]) -> Claim | None:
    """The claim among some that another is a part of, where it has a label."""
    wholes = (one for one in claims if one.id == claim.part_of and one.label_parts)
    return next(wholes, None)


def spans(claim: Claim) -> list[Span]:
    """Where the pieces of the label of a claim stand."""
    return [Span(part.start, part.end) for part in claim.label_parts]
