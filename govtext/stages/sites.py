"""The sites of quantities: what stands before and behind each quantity of a sentence."""

from __future__ import annotations

import dataclasses

from govtext.report import Quantity
from govtext.stages.units import Units
from govtext.stages.wording import Kind, Lexicon, Token, cut
from govtext.state import Span

# Further away than this nothing says what a quantity measures.
_REACH_BEFORE = 240
_REACH_BEHIND = 80
_BOUNDARIES: frozenset[Kind] = frozenset(("stop", "open", "close", "among"))


@dataclasses.dataclass(slots=True)
class Site:
    """A quantity with the tokens between it and its neighbours.

    ``before[clause:]`` is the part of its own clause before it, ``behind[:end]`` the part
    behind it; ``opens`` and ``closes`` count the brackets opened and closed since the quantity
    before it. ``counts`` says that it counts things, so that a noun behind it is what is counted.
    """

    plain: str
    lexicon: Lexicon
    quantity: Quantity
    counts: bool
    before: list[Token]
    clause: int
    behind: list[Token] = dataclasses.field(default_factory=list)
    end: int = 0
    opens: int = 0
    closes: int = 0

    def written(self, token: Token) -> str:
        """The letters of a token in the plain twin."""
        return self.plain[token.start : token.end]

    def text(self, span: Span) -> str:
        """The letters of a phrase in the plain twin."""
        return self.plain[span.start : span.end]

    def stand_behind(self, tokens: list[Token]) -> None:
        """Set what stands behind the quantity."""
        self.behind = tokens
        self.end = next((i for i, t in enumerate(tokens) if t.kind in _BOUNDARIES), len(tokens))

    def begin_behind(self, place: int) -> None:
        """Let the clause begin no earlier than ``place``."""
        while self.clause < len(self.before) and self.before[self.clause].end <= place:
            self.clause += 1


class Surveyor:
    """Makes the sites of one report's quantities."""

    def __init__(self, plain: str, lexicon: Lexicon, units: Units) -> None:
        self._plain = plain
        self._lexicon = lexicon
        self._units = units

    def sites(self, sentence: Span, quantities: list[Quantity]) -> list[Site]:
        """The sites of the quantities of one sentence, in order."""
        sites: list[Site] = []
        place = sentence.start
        for quantity in quantities:
            near = max(place, quantity.start - _REACH_BEFORE)
            before = cut(self._plain, near, quantity.start, self._lexicon)
            if sites:
                sites[-1].stand_behind(before if near == place else self._behind(place))
            sites.append(self._site(quantity, before))
            place = quantity.end
        if sites:
            end = min(sentence.end, place + _REACH_BEHIND)
            sites[-1].stand_behind(cut(self._plain, place, end, self._lexicon))
        return sites

    def _behind(self, place: int) -> list[Token]:
        return cut(self._plain, place, place + _REACH_BEHIND, self._lexicon)

    def _site(self, quantity: Quantity, before: list[Token]) -> Site:
        clause = len(before)
        while clause and before[clause - 1].kind not in _BOUNDARIES:
            clause -= 1
        counts = quantity.kind == "amount" and self._counts(quantity.unit)
        site = Site(self._plain, self._lexicon, quantity, counts, before, clause)
        for token in before[:clause]:
            if token.kind == "open":
                site.opens += 1
            elif token.kind == "close" and site.opens:
                site.opens -= 1
            elif token.kind == "close":
                site.closes += 1
        return site

    def _counts(self, written: str | None) -> bool:
        if written is None or "/" in written:
            return False
        unit = self._units.by_name.get(written) or self._units.by_name.get(written[:1])
        return unit is not None and unit.counts
