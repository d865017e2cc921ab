"""The contexts of quantities: what stands before and behind each quantity of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from govtext.document import Document, Sentence
from govtext.language.lexicon import NOUNS, Lexicon, Token
from govtext.language.patterns import pattern
from govtext.language.plain import Span
from govtext.language.units import build_units
from govtext.report import Quantity

_PEOPLE = pattern("unit of people")
_TIMES = pattern("unit of times")
_CLOSES = frozenset(",;。:!?\n)、")
AMONG = frozenset(("其中", "当中"))
_NONE: frozenset[str] = frozenset()
_RATIO = pattern("ratio of two figures")


class Mark(msgspec.Struct, gc=False):
    """What parts two clauses: punctuation, a bracket, 其中 or an enumerator; ``clause`` has the
    tokens of the clause before it."""

    written: str
    start: int
    end: int
    clause: list[Token]


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
    clause_behind: list[Token] = []
    """The clause that a comma parts from its own, up to the next quantity."""
    right: int = 0
    again: bool = False
    """Whether the quantity before is in the same unit."""

    @property
    def unit(self) -> str:
        """The unit of the quantity as written; empty where it has none."""
        return self.quantity.unit or ""

    @property
    def people(self) -> bool:
        """Whether the unit is one of people."""
        return _PEOPLE.fullmatch(self.unit) is not None

    @property
    def times(self) -> bool:
        """Whether it says how many times something is done."""
        return _TIMES.fullmatch(self.unit) is not None

    def fits(self, form: re.Pattern[str], part: Token | Span) -> bool:
        """Whether a pattern matches the whole of a token or a phrase."""
        return form.fullmatch(self.plain, part.start, part.end) is not None

    def ahead(self, phrase: Span) -> list[Token]:
        """The tokens of the clause that stand before a phrase in it."""
        return [token for token in self.before if token.end <= phrase.start]

    def within(self, phrase: Span) -> list[Token]:
        """The tokens of the clause that stand in a phrase."""
        return [token for token in self.before if phrase.start <= token.start < phrase.end]

    def written(self, token: Token) -> str:
        """The letters of a token in normalized text."""
        return self.plain[token.start : token.end]

    def text(self, span: Span) -> str:
        """The letters of a phrase in normalized text."""
        return self.plain[span.start : span.end]

    @property
    def among(self) -> bool:
        """Whether 其中 stands before the quantity and nothing else before 其中."""
        first = self.marks[0] if self.marks else None
        return first is not None and first.written in AMONG and not first.clause

    def clauses_before(self) -> Iterator[list[Token]]:
        """The clauses before its own, back to a bracket, the beginning of what somebody says, or
        the quantity before, as tokens."""
        for mark in reversed(self.marks):
            # 村干部说:“修了12公里”
            speaks = mark.written == ":" and self.plain.startswith("“", mark.end)
            if speaks or mark.written in _BRACKETS_AND_AMONG:
                return
            yield mark.clause

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


def is_age(quantity: Quantity) -> bool:
    """Whether a quantity is an age: 80岁."""
    return quantity.unit is not None and quantity.unit.endswith("岁")


def bounds_count(context: QuantityContext, following: QuantityContext) -> bool:
    """Whether a bound tells some of the things apart that ``following`` counts without a noun:
    招引项目12个,其中⟨10亿元以上⟩3个."""
    bounds = [token.kind for token in context.behind] == ["after"]
    amount = context.quantity.kind == "amount"
    return bounds and amount and following.counts and not following.marks


def _with_ratio_named(before: list[Token]) -> list[Token]:
    """师生比达到1:15, 存贷比78%: 比 that compares with nothing is the end of a name."""
    for index in range(len(before) - 1, -1, -1):
        token = before[index]
        if token.kind == "than":
            name = Token("noun", token.start, token.end)
            return [*before[:index], name, *before[index + 1 :]]
        if token.kind in NOUNS:
            break
    return before


class ContextReader:
    """Makes the contexts of one report's quantities."""

    def __init__(self, document: Document) -> None:
        self._plain = document.plain
        self._lexicon = document.rules.derive(Lexicon)
        self._units = document.rules.derive(build_units)

    def contexts(self, sentence: Sentence) -> list[QuantityContext]:
        """The contexts of the quantities of one sentence, in order."""
        contexts: list[QuantityContext] = []
        left, first = sentence.statement.start, 0
        itemized = "enumerator" in [token.kind for token in sentence.tokens]
        for quantity, place in zip(sentence.quantities, sentence.places, strict=True):
            marks, clause = self._parted(sentence.tokens[first:place])
            if contexts:
                self._close(contexts[-1], quantity.start, marks, clause)
            context = self._context(quantity, left, marks, clause, itemized=itemized)
            context.first = not contexts
            if contexts:
                context.again = quantity.unit == contexts[-1].quantity.unit
            contexts.append(context)
            left, first = quantity.end, place + 1
        if contexts:
            rest = self._parted(sentence.tokens[first:])
            self._close(contexts[-1], sentence.statement.end, *rest)
        for one, following in pairwise(contexts):
            beside = one.counts and one.quantity.end == following.quantity.start
            if beside and (following.counts or is_age(following.quantity)):
                # 132户411人⟨享受低保⟩: said of both; 为12名60岁以上⟨老人免费体检⟩
                one.behind = following.behind
        return contexts

    def _parted(self, gap: list[Token]) -> tuple[list[Mark], list[Token]]:
        """The marks among some tokens, each with the clause before it, and the clause behind the
        last of them."""
        marks: list[Mark] = []
        clause: list[Token] = []
        for token in gap:
            if token.kind == "mark":
                written = self._plain[token.start : token.end]
                marks.append(Mark(written, token.start, token.end, clause))
                clause = []
            else:
                clause.append(token)
        return marks, clause

    def _context(
        self,
        quantity: Quantity,
        left: int,
        marks: list[Mark],
        before: list[Token],
        *,
        itemized: bool,
    ) -> QuantityContext:
        """What stands before a quantity: the marks since the one before it, and its own clause.
        ``itemized`` says that an enumerator stands in the sentence."""
        passed = frozenset([mark.written for mark in marks]) if marks else _NONE
        for index in range(len(before) - 1, -1, -1) if itemized else ():
            if before[index].kind == "enumerator":
                start, end = marks[-1].end if marks else left, before[index].end
                marks.append(Mark(self._plain[start:end], start, end, []))
                before = before[index + 1 :]
                break
        beside = before and before[-1].kind == "than" and before[-1].end == quantity.start
        named = quantity.kind == "percent" and (beside or self._of_two(before))
        if named or quantity.kind == "ratio":
            before = _with_ratio_named(before)
        counts = quantity.kind == "amount" and self._counts(quantity.unit)
        return QuantityContext(
            self._plain, self._lexicon, quantity, counts, False, left, marks, passed, before
        )

    def _of_two(self, before: list[Token]) -> bool:
        """Whether 比 is the ratio of two figures: 研发投入与营业收入⟨之比⟩达到3%."""
        places = [max(token.start - 1, 0) for token in before if token.kind == "than"]
        return any(_RATIO.match(self._plain, place) for place in places)

    def _close(
        self, context: QuantityContext, end: int, marks: list[Mark], last: list[Token]
    ) -> None:
        """Set what stands behind a quantity, up to the next, which begins at ``end``: the clauses
        before ``marks``, and the ``last`` behind them."""
        context.right = end
        if self._plain[context.quantity.end : context.quantity.end + 1] not in _CLOSES:
            context.behind = marks[0].clause if marks else last
        if marks and self._plain[marks[0].start] == ",":
            context.clause_behind = marks[1].clause if len(marks) > 1 else last

    def _counts(self, written: str | None) -> bool:
        if written is None or "/" in written:
            return False
        unit = self._units.by_name.get(written) or self._units.by_name.get(written[:1])
        return unit is not None and unit.counts
