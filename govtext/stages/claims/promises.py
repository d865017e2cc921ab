"""What is promised, and what is provisional: 力争达到60万吨 -> strive, 预计增长5% -> estimated."""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import Literal

from govtext.document import Document
from govtext.language.lexicon import VERBS, expanded, kinds, word_list
from govtext.language.matcher import Phrases
from govtext.language.patterns import pattern
from govtext.report import Commitment, Strength
from govtext.rulebook.load import Rule, Rulebook
from govtext.stages.claims.context import QuantityContext

_CONDITION = pattern("condition that a word of promise opens")
_NOUN = pattern("plan that is a noun")
_PLANNED = pattern("plan that a subject has")
_COMPOUND = pattern("letter that makes another word of 要 and 将")
_MODAL = pattern("modal that opens a clause")
_COMPOUND_NOUN = pattern("noun that begins with a word of promise")
_FRONTED = pattern("object before what is promised of it")
_ANNOUNCES = pattern("colon behind what is announced")
NAMED_PLAN = pattern("plan that has a name")
_NOMINAL = kinds("noun place and etc de aside verbal-noun")
_STOPS = frozenset(",;:、。")
_SAID_OF = VERBS | {"level", "adverb", "comparison", "exist", "at"}
_NEAR = 1
"""How many clauses a word of promise may stand before the clause it governs."""
_FAR = 600
"""How many characters back a word of promise is looked for."""


class CommitmentWords(Rule):
    """An entry of ``[[commitments]]``: words by which a target is promised."""

    strength: Strength
    reach: Literal["clause", "verbs", "sentence"]
    """How far they govern: their own clause, also clauses that begin with a verb, or all up to the
    next ； or 。."""
    words: str


class EstimateWords(Rule):
    """An entry of ``[[estimates]]``: words that say that an outcome is provisional."""

    words: str


class Promises:
    """The words of ``[[commitments]]`` and ``[[estimates]]``, ready to be found."""

    def __init__(self, rules: Rulebook) -> None:
        self.words = {
            word: entry
            for entry in rules.table("commitments", CommitmentWords)
            for word in expanded(entry.words)
        }
        self.commitments = Phrases(self.words)
        estimates = rules.table("estimates", EstimateWords)
        self.estimates = Phrases(word for one in estimates for word in expanded(one.words))


class PromiseReader:
    """Finds the words that promise the numbers of one report, or call them provisional."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._promises = document.rules.derive(Promises)
        self._known = document.rules.derive(word_list)
        self._found: list[tuple[int, int, str]] = []

    def estimates_in(self, start: int, end: int) -> bool:
        """Whether a stretch of the text has a word that calls an outcome provisional."""
        return bool(self._promises.estimates.matches(self._document.plain[start:end]))

    def is_estimated(self, context: QuantityContext) -> bool:
        """Whether a word says that the number is provisional, up to the next ； or 。."""
        plain, place = self._document.plain, context.quantity.start
        start = max(plain.rfind(mark, 0, place) for mark in ";。!?\n") + 1
        return self.estimates_in(start, place)

    def find_commitments(self, start: int, end: int) -> None:
        """Find the words of promise in a sentence, for the claims in it."""
        found = self._promises.commitments.find(self._document.plain[start:end])
        self._found = [(first + start, end + start, word) for first, end, word in found]

    def commitment(self, context: QuantityContext) -> tuple[Commitment, str] | None:
        """The word that promises the target, in its clause or one that it goes on, and the name
        of its entry."""
        if not self._found:
            return None
        plain, place = self._document.plain, context.quantity.start
        start = max(0, place - _FAR)
        start = max(start, *(plain.rfind(mark, start, place) + 1 for mark in "。!?\n"))
        written = plain[start:place]
        behind = bisect_right(self._found, place, key=itemgetter(1))
        for first, end, word in (self._found[index] for index in range(behind - 1, -1, -1)):
            if first < start:
                return None
            if self._governs(written, first - start, end - start, word, context):
                return self._promised(first, end, word)
        return self._behind(context, start)

    def _behind(self, context: QuantityContext, start: int) -> tuple[Commitment, str] | None:
        """The word that opens a clause behind, where the number stands in an object before it:
        对剩余的8户危房,⟨确保⟩年底前完成改造."""
        plain, place = self._document.plain, context.quantity.end
        begin = max(start, *(plain.rfind(mark, start, place) + 1 for mark in ",;:"))
        tokens = context.before
        verb = max((i for i, token in enumerate(tokens) if token.kind in VERBS), default=-1)
        linked = verb < 0 or any(token.kind == "de" for token in tokens[verb:])
        if not linked or _FRONTED.match(plain, begin) is None:
            return None
        for first, end, word in self._found:
            goes_on = {*";。!?"}.isdisjoint(plain[place:first])
            if first > place and plain[first - 1] == "," and goes_on:
                return self._promised(first, end, word)
        return None

    def _promised(self, first: int, end: int, word: str) -> tuple[Commitment, str]:
        entry = self._promises.words[word]
        said = self._document.text[first:end]
        return Commitment(said, first, end, entry.strength), entry.name

    def _governs(
        self, written: str, first: int, end: int, word: str, context: QuantityContext
    ) -> bool:
        """Whether a word of promise governs the number at the end of ``written``."""
        entry = self._promises.words[word]
        between = written[end:]
        if entry.reach == "sentence" and _ANNOUNCES.match(between):
            return True
        if _CONDITION.match(between) or _COMPOUND_NOUN.match(between):
            return False
        verb = bool(context.before) and context.before[0].kind in VERBS
        if ";" in between and not (verb and entry.strength == "plan"):
            return False
        if entry.strength == "plan" and not self._is_said(written, first, end):
            return False
        clauses = between.count(",") + between.count(":")
        if clauses == 0 or entry.reach == "sentence":
            return True
        opens = entry.strength == "plan" and (
            end - first == 1
            or written[:first][-1:] in _STOPS
            or _PLANNED.match(written, max(first - 1, 0)) is not None
        )
        if entry.reach == "clause" or (clauses > _NEAR and not (verb and opens)):
            return False
        return verb or all(token.kind in _NOMINAL for token in context.before)

    def _is_said(self, written: str, first: int, end: int) -> bool:
        """Whether a word of plan is said of a verb: 将达到, unlike 将标准提高 and 行动计划,."""
        behind = written[end : end + 4]
        if not behind:
            return True
        if behind[0] in _STOPS or NAMED_PLAN.match(written, first):
            return False  # “英才”计划引进30人
        if end - first > 1:
            return _NOUN.match(behind) is None
        if first and _COMPOUND.match(written, first - 1):
            return False
        if _MODAL.match(written, max(first - 1, 0)):
            return True
        for length in range(len(behind), 0, -1):
            known = self._known.get(behind[:length])
            if known is not None and known.kind is not None:
                return known.kind in _SAID_OF
        return False
