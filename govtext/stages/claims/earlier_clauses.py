"""What the clauses before that of a quantity tell of what it measures."""

from __future__ import annotations

from govtext.language.lexicon import Token
from govtext.language.plain import Span
from govtext.stages.claims.clauses import ClauseReading
from govtext.stages.claims.context import QuantityContext
from govtext.stages.claims.noun_phrase import phrase_end, phrase_start, trim

_LITTLE = 2
"""How many letters are too few for a subject."""


def subject_between(context: QuantityContext, reading: ClauseReading) -> Span | None:
    """The subject of a clause with no number of its own, of which a number tells more: 修路12公里,
    粮食产量再上新台阶,突破60亿斤."""
    if not reading.predicate or reading.verb or len(context.marks) < 2:
        return None
    if context.before[:1] and context.before[0].kind not in {"level", "change"}:
        return None
    tokens = next(context.clauses_before(), [])
    end = phrase_end(tokens, 0, len(tokens))
    if not 0 < end < len(tokens) or context.marks[-1].written != ",":
        return None
    subject = trim(tokens, 0, end, verb=False)
    if subject is None or subject.end - subject.start <= _LITTLE:
        return None
    return None if context.text(subject) in context.lexicon.anaphoric else subject


def phrase_of_clause_before(context: QuantityContext, *, subject: bool) -> Span | None:
    """The ``subject`` of the clause before, or else its object."""
    for tokens in context.clauses_before():
        if tokens and tokens[0].kind != "at":
            phrase = trim(tokens, 0, phrase_end(tokens, 0, len(tokens)), verb=False)
            if phrase is None or not subject:
                phrase = _last_phrase(tokens)
            if phrase is not None and (
                phrase.end - phrase.start > 1 or context.text(phrase) in context.lexicon.one_letter
            ):
                return phrase
    return None


def _last_phrase(tokens: list[Token]) -> Span | None:
    end = len(tokens)
    while end > 0:
        first = phrase_start(tokens, end)
        phrase = trim(tokens, first, end) if first < end else None
        if phrase is not None and phrase.end - phrase.start > 1:
            return phrase
        end = min(first, end - 1)
    return None
