"""The contexts of quantities: what stands before and behind each quantity of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from govtext.language.lexicon import Lexicon, Token, cut
from govtext.language.plain import Span
from govtext.language.units import Units
from govtext.report import Quantity

# Further away than this nothing says what a quantity measures.
_FAR_BEFORE = 240
_FAR_BEHIND = 80
# What ends a clause; a bracket or a quotation without a quantity is looked over.
_MARK = re.compile(
    r"\([^()\n]{1,30}\)|“[^“”\n]{1,30}”|《[^《》\n]{1,60}》|(?P<mark>[,;:。!?\n()]|其中|当中)"
)
_CLOSES = frozenset(",;。:!?\n)、")
AMONG = frozenset(("其中", "当中"))
_NONE: frozenset[str] = frozenset()


class Mark(msgspec.Struct, gc=False):
    """What parts two clauses: punctuation, a bracket, or 其中."""

    written: str
    start: int
    end: int


class QuantityContext(msgspec.Struct, gc=False):
    """A quantity with what stands around it.

    ``before`` and ``behind`` are the tokens of its own clause, ``marks`` what parts the clauses
    between the quantity before, which ends at ``left``, and this one's, ``passed`` how those are
    written; the next quantity begins at ``right``. ``counts`` says that it counts things, so that
    a noun behind it is what is counted.
    """

    plain: str
    lexicon: Lexicon
    quantity: Quantity
    counts: bool
    first: bool
    """Whether it is the first of its sentence."""
    left: int
    marks: list[Mark]
    passed: frozenset[str]
    before: list[Token]
    behind: list[Token] = []
    right: int = 0
    again: bool = False
    """Whether the quantity before is in the same unit."""

    def written(self, token: Token) -> str:
        """The letters of a token in the plain twin."""
        return self.plain[token.start : token.end]

    def text(self, span: Span) -> str:
        """The letters of a phrase in the plain twin."""
        return self.plain[span.start : span.end]

    def clauses_before(self) -> Iterator[list[Token]]:
        """The clauses before its own, back to a bracket or the quantity before, as tokens."""
        for index in range(len(self.marks) - 1, -1, -1):
            if self.marks[index].written in _BRACKETS_AND_AMONG:
                return
            start = self.marks[index - 1].end if index else self.left
            yield cut(self.plain, start, self.marks[index].start, self.lexicon)

    def clause_behind(self) -> list[Token]:
        """The clause that a comma parts from its own, up to the next quantity, as tokens."""
        found = _MARK.finditer(self.plain, self.quantity.end, self.right)
        marks = [mark for mark in found if mark.lastgroup]
        if not marks or marks[0][0] != ",":
            return []
        end = marks[1].start() if len(marks) > 1 else self.right
        return cut(self.plain, marks[0].end(), end, self.lexicon)

    def begin_behind(self, place: int) -> None:
        """Let the clause begin no earlier than ``place``, unless a phrase goes on there."""
        rest = [token for token in self.before if token.end > place]
        if rest and rest[0].start < place:
            rest[0] = Token("noun", place, rest[0].end)  # 13个村污水管网46公里: counted was the 村
            self.before = rest
            return
        if not rest or rest[0].start > place or rest[0].kind != "noun":
            self.before = rest


_BRACKETS_AND_AMONG = AMONG | {"(", ")"}


def _name_ratio(before: list[Token]) -> None:
    """师生比达到1:15: 比 that compares with nothing is the end of a name."""
    for index in range(len(before) - 1, -1, -1):
        token = before[index]
        if token.kind == "than":
            before[index] = Token("noun", token.start, token.end)
        if token.kind in {"than", "noun", "place"}:
            return


class ContextReader:
    """Makes the contexts of one report's quantities."""

    def __init__(self, plain: str, lexicon: Lexicon, units: Units) -> None:
        self._plain = plain
        self._lexicon = lexicon
        self._units = units

    def contexts(self, sentence: Span, quantities: list[Quantity]) -> list[QuantityContext]:
        """The contexts of the quantities of one sentence, in order."""
        contexts: list[QuantityContext] = []
        place = sentence.start
        for quantity in quantities:
            context = self._site(quantity, place, first=not contexts)
            if contexts:
                self._close(contexts[-1], quantity.start, context)
                context.again = quantity.unit == contexts[-1].quantity.unit
            contexts.append(context)
            place = quantity.end
        if contexts:
            self._close(contexts[-1], sentence.end, None)
        return contexts

    def _site(self, quantity: Quantity, place: int, *, first: bool) -> QuantityContext:
        left = max(place, quantity.start - _FAR_BEFORE)
        found = _MARK.finditer(self._plain, left, quantity.start)
        marks = [Mark(match[0], *match.span()) for match in found if match.lastgroup]
        start = marks[-1].end if marks else left
        passed = frozenset([mark.written for mark in marks]) if marks else _NONE
        before = cut(self._plain, start, quantity.start, self._lexicon)
        for index in range(len(before) - 1, -1, -1):
            if before[index].kind == "enumerator":
                enumerator = before[index]
                marks.append(Mark(self._plain[start : enumerator.end], start, enumerator.end))
                del before[: index + 1]
                break
        if quantity.kind == "ratio":
            _name_ratio(before)
        counts = quantity.kind == "amount" and self._counts(quantity.unit)
        return QuantityContext(
            self._plain, self._lexicon, quantity, counts, first, left, marks, passed, before
        )

    def _close(self, context: QuantityContext, end: int, following: QuantityContext | None) -> None:
        """Set what stands behind a quantity."""
        start = context.quantity.end
        context.right = min(end, start + _FAR_BEHIND)
        if self._plain[start : start + 1] in _CLOSES:
            return  # most quantities close their clause
        if following is not None and following.left == start:
            if not following.marks:
                context.behind = following.before
                return
            stop = following.marks[0].start
        else:
            found = (m for m in _MARK.finditer(self._plain, start, context.right) if m.lastgroup)
            mark = next(found, None)
            stop = mark.start() if mark else context.right
        context.behind = cut(self._plain, start, stop, self._lexicon)

    def _counts(self, written: str | None) -> bool:
        if written is None or "/" in written:
            return False
        unit = self._units.by_name.get(written) or self._units.by_name.get(written[:1])
        return unit is not None and unit.counts
